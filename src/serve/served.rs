//! What is served: the last good site, and what is wrong with the newest build. Each file knows since which build it is as it
//! is, so that a page which says when it was loaded can be told what has changed, however many builds it has slept through.

use std::collections::HashMap;
use std::fs;
use std::sync::{Arc, OnceLock};
use std::time::UNIX_EPOCH;

use bytes::Bytes;
use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

use super::overlay;
use crate::Build;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::dossier::Dossier;
use crate::output::search;
use crate::render::{FileBody, Site};

/// The number of a build, greater than those before it.
pub(super) type Epoch = u64;

/// What is served now.
#[derive(Clone, Debug)]
pub(super) struct Served {
    /// The newest build.
    pub(super) epoch: Epoch,
    /// The last good site; none before the first.
    pub(super) good: Option<Arc<Good>>,
    /// What is wrong with the newest build, if it failed.
    pub(super) problems: Option<String>,
}

/// A site without errors.
#[derive(Debug)]
pub(super) struct Good {
    /// The build that made it.
    pub(super) epoch: Epoch,
    files: HashMap<String, ServedFile>,
    /// Since when files that earlier sites had are gone.
    gone: HashMap<String, Epoch>,
    search: Search,
}

/// A file of the site.
#[derive(Debug)]
struct ServedFile {
    body: FileBody,
    /// What tells it from another that a reader would see differently.
    state: u128,
    /// The build since which it is so.
    since: Epoch,
}

/// The search index, which is made when somebody first searches.
#[derive(Debug)]
struct Search {
    made_from: Option<(Dossier, Config)>,
    files: OnceLock<HashMap<String, Bytes>>,
}

impl Served {
    /// What is served before the first build, whose number will be the next after `epoch`.
    pub(super) fn nothing(epoch: Epoch) -> Self {
        Self { epoch, good: None, problems: None }
    }

    /// What is served after `build`: its `site`, or where it has none the one before with the problems shown over it.
    pub(super) fn after(&self, build: Build, site: Option<Site>) -> Self {
        let epoch = self.epoch + 1;
        match site {
            Some(site) => {
                let good = Good::new(epoch, site, build.made_from, self.good.as_deref());
                Self { epoch, good: Some(Arc::new(good)), problems: None }
            }
            None => Self { epoch, good: self.good.clone(), problems: Some(overlay::text(&build.diagnostics)) },
        }
    }
}

impl Good {
    fn new(epoch: Epoch, site: Site, made_from: Option<(Dossier, Config)>, before: Option<&Self>) -> Self {
        let mut files = HashMap::with_capacity(site.files.len());
        for file in site.files {
            let old = before.and_then(|before| before.files.get(&file.path));
            let new = ServedFile::new(file.body, epoch, old);
            files.insert(file.path, new);
        }
        let mut gone = before.map(|before| before.gone.clone()).unwrap_or_default();
        gone.retain(|path, _| !files.contains_key(path));
        let lost = before.into_iter().flat_map(|before| before.files.keys()).filter(|path| !files.contains_key(*path));
        gone.extend(lost.map(|path| (path.clone(), epoch)));
        Self { epoch, files, gone, search: Search { made_from, files: OnceLock::new() } }
    }

    /// The file at a path below the site's root.
    pub(super) fn file(&self, path: &str) -> Option<&FileBody> {
        self.files.get(path).map(|file| &file.body)
    }

    /// A file of the search index. Makes the index where this is the first, which may take seconds.
    ///
    /// # Errors
    /// Why there is no index.
    pub(super) fn search_file(&self, path: &str) -> Result<Option<Bytes>, Diagnostic> {
        let files = match (self.search.files.get(), &self.search.made_from) {
            (Some(files), _) => files,
            (None, Some((dossier, config))) => {
                let made = index(dossier, config)?;
                self.search.files.get_or_init(|| made)
            }
            (None, None) => return Ok(None),
        };
        Ok(files.get(path).cloned())
    }

    /// Whether what a reader sees at `path` has changed since the build `loaded`: the page, or a picture in it.
    pub(super) fn changed_since(&self, path: &str, loaded: Epoch) -> bool {
        let page = self.files.get(path).or_else(|| self.files.get(NOT_FOUND));
        let gone = self.gone.get(path).is_some_and(|&since| since > loaded);
        gone || page.is_none_or(|page| page.since > loaded || self.shows_newer(page, loaded))
    }

    fn shows_newer(&self, page: &ServedFile, loaded: Epoch) -> bool {
        let FileBody::Bytes(page) = &page.body else { return false };
        let Ok(page) = std::str::from_utf8(page) else { return false };
        let mut newer = self.copies_since(loaded).filter(|path| !path.ends_with(STYLE));
        newer.any(|path| page.contains(path))
    }

    /// The editor's own files that have changed since the build `loaded`, in no order.
    fn copies_since(&self, loaded: Epoch) -> impl Iterator<Item = &str> {
        let newer = self.files.iter().filter(move |(_, file)| file.since > loaded);
        newer.filter(|(_, file)| matches!(file.body, FileBody::Copy(_))).map(|(path, _)| path.as_str())
    }

    /// The style sheets that have changed since the build `loaded`, sorted.
    pub(super) fn styles_since(&self, loaded: Epoch) -> Vec<&str> {
        let newer = self.files.iter().filter(|(path, file)| path.ends_with(STYLE) && file.since > loaded);
        let mut paths: Vec<_> = newer.map(|(path, _)| path.as_str()).collect();
        paths.sort_unstable();
        paths
    }

    /// How many pages are new or changed in this site.
    pub(super) fn new_pages(&self) -> usize {
        self.files.iter().filter(|(path, file)| path.ends_with(PAGE) && file.since == self.epoch).count()
    }
}

/// The page for what is not there.
pub(super) const NOT_FOUND: &str = "404.html";
const PAGE: &str = ".html";
const STYLE: &str = ".css";

fn index(dossier: &Dossier, config: &Config) -> Result<HashMap<String, Bytes>, Diagnostic> {
    let bytes = |body| match body {
        FileBody::Bytes(bytes) => Some(bytes),
        FileBody::Copy(_) => None,
    };
    let files = crate::search_index(dossier, config)?;
    Ok(files.into_iter().filter_map(|file| Some((file.path, bytes(file.body)?))).collect())
}

/// Whether a path is that of a file of the search index.
pub(super) fn is_search(path: &str) -> bool {
    path.starts_with(search::FOLDER)
}

impl ServedFile {
    fn new(body: FileBody, epoch: Epoch, before: Option<&Self>) -> Self {
        let same = before.filter(|before| is_same_memory(&before.body, &body));
        let state = same.map_or_else(|| state(&body), |same| same.state);
        let since = before.filter(|before| before.state == state).map_or(epoch, |before| before.since);
        Self { body, state, since }
    }
}

/// Whether both are one page, which was not made again.
fn is_same_memory(one: &FileBody, other: &FileBody) -> bool {
    matches!((one, other), (FileBody::Bytes(one), FileBody::Bytes(other)) if std::ptr::eq(&raw const **one, &raw const **other))
}

fn state(body: &FileBody) -> u128 {
    match body {
        FileBody::Bytes(bytes) => std::str::from_utf8(bytes).map_or_else(|_| xxh3_128(bytes), hash_without_style),
        FileBody::Copy(path) => {
            let metadata = fs::metadata(path).ok();
            let modified =
                metadata.as_ref().and_then(|metadata| metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok());
            xxh3_128(format!("{:?} {modified:?}", metadata.map(|metadata| metadata.len())).as_bytes())
        }
    }
}

/// What stands before the version of a style sheet in its link.
const STYLE_VERSION: &str = ".css?v=";

/// A hash of a text without the versions of style sheets, which are exchanged in an open page without loading it again.
fn hash_without_style(text: &str) -> u128 {
    let mut hash = Xxh3Default::new();
    let mut parts = text.split(STYLE_VERSION);
    hash.update(parts.next().unwrap_or_default().as_bytes());
    for part in parts {
        hash.update(STYLE_VERSION.as_bytes());
        hash.update(part.trim_start_matches(|letter: char| letter.is_ascii_hexdigit()).as_bytes());
    }
    hash.digest128()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::File;

    fn came(is_whole: bool) -> Build {
        Build { is_whole, made_from: None, articles: 0, pages: 0, diagnostics: Vec::new() }
    }

    fn after(served: &Served, files: &[(&str, &str)]) -> Served {
        let file = |&(path, text): &(&str, &str)| File {
            path: path.to_owned(),
            body: FileBody::Bytes(Bytes::copy_from_slice(text.as_bytes())),
        };
        served.after(came(true), Some(Site { files: files.iter().map(file).collect() }))
    }

    #[test]
    fn a_page_is_as_old_as_its_last_change() {
        let first = after(&Served::nothing(10), &[("a.html", "a"), ("b.html", "b")]);
        let second = after(&first, &[("a.html", "a"), ("b.html", "B")]);
        let third = after(&second, &[("a.html", "a"), ("b.html", "B")]);
        let good = third.good.as_deref().unwrap();
        assert_eq!(third.epoch, 13);
        assert!(!good.changed_since("a.html", 11));
        assert!(good.changed_since("b.html", 11));
        assert!(!good.changed_since("b.html", 12));
        assert_eq!((second.good.unwrap().new_pages(), good.new_pages()), (1, 0));
    }

    #[test]
    fn a_page_that_is_gone_has_changed_once() {
        let first = after(&Served::nothing(0), &[("a.html", "a"), (NOT_FOUND, "none")]);
        let second = after(&first, &[(NOT_FOUND, "none")]);
        let good = second.good.as_deref().unwrap();
        assert!(good.changed_since("a.html", 1));
        assert!(!good.changed_since("a.html", 2));
        assert!(!good.changed_since("never.html", 1));
    }

    #[test]
    fn a_new_style_changes_no_page() {
        let page = |version: &str| format!("<link href=\"/theme/base.css?v={version}\"><p>text</p>");
        let first = after(&Served::nothing(0), &[("a.html", &page("0a")), ("theme/base.css", "p {}")]);
        let second = after(&first, &[("a.html", &page("1b")), ("theme/base.css", "q {}")]);
        let good = second.good.as_deref().unwrap();
        assert!(!good.changed_since("a.html", 1));
        assert_eq!(good.styles_since(1), ["theme/base.css"]);
        assert!(good.styles_since(2).is_empty());
    }

    #[test]
    fn a_failed_build_keeps_the_last_good_site() {
        let good = after(&Served::nothing(0), &[("a.html", "a")]);
        let broken = good.after(came(false), None);
        assert!(broken.problems.is_some() && broken.epoch == 2);
        assert_eq!(broken.good.as_ref().unwrap().epoch, 1);
        let mended = after(&broken, &[("a.html", "a")]);
        assert!(mended.problems.is_none() && !mended.good.unwrap().changed_since("a.html", 1));
    }
}
