//! What is served: the last good site, and what is wrong with the newest build. A file is made when somebody asks for it, and
//! then knows since which build it is as it is, so that a page which says when it was loaded can be told what has changed,
//! however many builds it has slept through.

use std::collections::HashMap;
use std::fs;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::UNIX_EPOCH;

use bytes::Bytes;
use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

use super::overlay;
use crate::Opened;
use crate::diagnostic::Diagnostic;
use crate::output::search;
use crate::render::{FileBody, Live};

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
    live: Live,
    /// The files of the theme and of the editor, as they are from the beginning.
    fixed: HashMap<String, ServedFile>,
    /// The other files that somebody asked for.
    made: Mutex<HashMap<String, ServedFile>>,
    /// Files that were made of the sites before, as they were last.
    before: HashMap<String, ServedFile>,
    /// Since when files that somebody saw are gone.
    gone: HashMap<String, Epoch>,
    /// The search index, which is made when somebody first searches.
    search: OnceLock<HashMap<String, Bytes>>,
}

/// A file of the site.
#[derive(Clone, Debug)]
pub(super) struct ServedFile {
    pub(super) body: FileBody,
    /// What tells it from another that a reader would see differently.
    state: u128,
    /// The build since which it is so.
    since: Epoch,
    /// Why it could not be made again, and is as it was.
    pub(super) problem: Option<String>,
}

impl Served {
    /// What is served before the first build, whose number will be the next after `epoch`.
    pub(super) fn nothing(epoch: Epoch) -> Self {
        Self { epoch, good: None, problems: None }
    }

    /// What is served after a build: its site, or where it has none the one before with the problems shown over it.
    pub(super) fn after(&self, opened: Opened) -> Self {
        let epoch = self.epoch + 1;
        match opened.site {
            Some(site) => {
                let good = Good::new(epoch, site, self.good.as_deref());
                Self { epoch, good: Some(Arc::new(good)), problems: None }
            }
            None => Self { epoch, good: self.good.clone(), problems: Some(overlay::text(&opened.diagnostics)) },
        }
    }
}

impl Good {
    fn new(epoch: Epoch, live: Live, old: Option<&Self>) -> Self {
        let fixed = live.fixed().map(|(path, body)| {
            let before = old.and_then(|old| old.fixed.get(path));
            (path.to_owned(), ServedFile::new(body.clone(), epoch, before))
        });
        let fixed = fixed.collect();
        let mut before = old.map(|old| old.before.clone()).unwrap_or_default();
        before.extend(old.into_iter().flat_map(|old| old.made().clone()));
        let mut good = Self {
            epoch,
            live,
            fixed,
            made: Mutex::default(),
            before,
            gone: old.map(|old| old.gone.clone()).unwrap_or_default(),
            search: OnceLock::new(),
        };
        good.note_what_is_gone(old);
        good
    }

    fn note_what_is_gone(&mut self, old: Option<&Self>) {
        let live = &self.live;
        self.gone.retain(|path, _| !live.has(path));
        let lost = |path: &&String| !live.has(path);
        let seen = self.before.keys().chain(old.into_iter().flat_map(|old| old.fixed.keys()));
        for path in seen.filter(lost) {
            self.gone.entry(path.clone()).or_insert(self.epoch);
        }
        self.before.retain(|path, _| live.has(path));
    }

    /// The file at a path below the site's root, made now where nobody asked for it before. None where the site has none
    /// there, or it cannot be made and never was.
    pub(super) fn file(&self, path: &str) -> Option<ServedFile> {
        if let Some(file) = self.fixed.get(path) {
            return Some(file.clone());
        }
        if let Some(file) = self.made().get(path) {
            return Some(file.clone());
        }
        let file = self.make(path)?;
        self.made().insert(path.to_owned(), file.clone());
        Some(file)
    }

    fn make(&self, path: &str) -> Option<ServedFile> {
        let before = self.before.get(path);
        match self.live.file(path)? {
            Ok(body) => Some(ServedFile::new(body, self.epoch, before)),
            Err(problem) => {
                let problem = overlay::text(&[problem]);
                let old = before.cloned().unwrap_or_else(|| ServedFile::new(unmade(&problem), self.epoch, None));
                Some(ServedFile { problem: Some(problem), ..old })
            }
        }
    }

    /// Whether the site has a file at a path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.live.has(path)
    }

    /// A thread that panicked leaves every file whole, for each is entered in one step.
    fn made(&self) -> MutexGuard<'_, HashMap<String, ServedFile>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A file of the search index. Makes the index where this is the first, which may take seconds.
    ///
    /// # Errors
    /// Why there is no index.
    pub(super) fn search_file(&self, path: &str) -> Result<Option<Bytes>, Diagnostic> {
        if let Some(files) = self.search.get() {
            return Ok(files.get(path).cloned());
        }
        let made = index(&self.live)?;
        Ok(self.search.get_or_init(|| made).get(path).cloned())
    }

    /// What is wrong with the file at a path, and whether what a reader sees there, the page or a picture in it, has
    /// changed since the build `loaded`.
    pub(super) fn news(&self, path: &str, loaded: Epoch) -> (Option<String>, bool) {
        let is_gone = self.gone.get(path).is_some_and(|&since| since > loaded);
        let Some(page) = self.file(path).or_else(|| self.file(NOT_FOUND)) else { return (None, true) };
        let has_changed = is_gone || page.since > loaded || self.shows_newer(&page, loaded);
        (page.problem, has_changed)
    }

    fn shows_newer(&self, page: &ServedFile, loaded: Epoch) -> bool {
        let FileBody::Bytes(page) = &page.body else { return false };
        let Ok(page) = std::str::from_utf8(page) else { return false };
        let mut newer = self.copies_since(loaded).filter(|path| !path.ends_with(STYLE));
        newer.any(|path| page.contains(path))
    }

    /// The editor's own files that have changed since the build `loaded`, in no order.
    fn copies_since(&self, loaded: Epoch) -> impl Iterator<Item = &str> {
        let newer = self.fixed.iter().filter(move |(_, file)| file.since > loaded);
        newer.filter(|(_, file)| matches!(file.body, FileBody::Copy(_))).map(|(path, _)| path.as_str())
    }

    /// The style sheets that have changed since the build `loaded`, sorted.
    pub(super) fn styles_since(&self, loaded: Epoch) -> Vec<&str> {
        let newer = self.fixed.iter().filter(|(path, file)| path.ends_with(STYLE) && file.since > loaded);
        let mut paths: Vec<_> = newer.map(|(path, _)| path.as_str()).collect();
        paths.sort_unstable();
        paths
    }

    /// How many articles and pages it has.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.live.material().dossier.articles.len(), self.live.pages().count())
    }
}

/// The page for what is not there.
pub(super) const NOT_FOUND: &str = "404.html";
const STYLE: &str = ".css";

fn index(live: &Live) -> Result<HashMap<String, Bytes>, Diagnostic> {
    let bytes = |body| match body {
        FileBody::Bytes(bytes) => Some(bytes),
        FileBody::Copy(_) => None,
    };
    let files = crate::search_index(live.material())?;
    Ok(files.into_iter().filter_map(|file| Some((file.path, bytes(file.body)?))).collect())
}

/// What stands in the place of a page that could never be made.
fn unmade(problem: &str) -> FileBody {
    FileBody::Bytes(overlay::without_page(problem).into())
}

/// Whether a path is that of a file of the search index.
pub(super) fn is_search(path: &str) -> bool {
    path.starts_with(search::FOLDER)
}

impl ServedFile {
    fn new(body: FileBody, epoch: Epoch, before: Option<&Self>) -> Self {
        let state = state(&body);
        let since = before.filter(|before| before.state == state).map_or(epoch, |before| before.since);
        Self { body, state, since, problem: None }
    }
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
    use std::path::Path;

    use super::*;
    use crate::session::Session;
    use crate::{Settings, open};

    /// What is served after a build of a dossier that has these files besides `site.yaml`.
    fn after(served: &Served, files: &[(&str, &str)]) -> Served {
        let root = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("site.yaml", "title: Test\nbase_url: http://localhost/\n");
        for (path, text) in files {
            write(path, text);
        }
        served.after(opened(root.path()))
    }

    fn opened(root: &Path) -> Opened {
        open(&Session::default(), &Settings { search: false, ..Settings::new(root) })
    }

    const A: &str = "content/a.md";
    const A_PAGE: &str = "a/index.html";

    /// A page of that text.
    fn page(text: &str) -> String {
        format!("---\ntitle: Page\n---\n\n{text}\n")
    }

    /// Whether a page has changed since a build.
    fn has_changed(served: &Served, path: &str, loaded: Epoch) -> bool {
        served.good.as_deref().unwrap().news(path, loaded).1
    }

    #[test]
    fn a_page_is_as_old_as_its_last_change() {
        let files = |text| [(A, page("same")), ("content/b.md", page(text))];
        let served = |before: &Served, text| {
            let files = files(text);
            after(before, &files.each_ref().map(|(path, text)| (*path, text.as_str())))
        };
        let first = served(&Served::nothing(10), "b");
        assert!(!has_changed(&first, A_PAGE, 11) && !has_changed(&first, "b/index.html", 11));
        let third = served(&served(&first, "B"), "B");
        assert_eq!(third.epoch, 13);
        assert!(!has_changed(&third, A_PAGE, 11));
        assert!(has_changed(&third, "b/index.html", 11));
    }

    #[test]
    fn a_page_that_is_gone_has_changed_once() {
        let first = after(&Served::nothing(0), &[(A, &page("a"))]);
        assert!(!has_changed(&first, A_PAGE, 1));
        let second = after(&first, &[]);
        assert!(has_changed(&second, A_PAGE, 1));
        assert!(!has_changed(&second, A_PAGE, 2));
        assert!(!has_changed(&second, "never.html", 2));
    }

    #[test]
    fn a_new_style_changes_no_page() {
        let style = "themes/broadsheet/static/style.css";
        let first = after(&Served::nothing(0), &[(A, &page("text")), (style, "p {}")]);
        assert!(!has_changed(&first, A_PAGE, 1));
        let second = after(&first, &[(A, &page("text")), (style, "q {}")]);
        let good = second.good.as_deref().unwrap();
        assert!(!has_changed(&second, A_PAGE, 1));
        assert_eq!(good.styles_since(1), ["theme/style.css"]);
        assert!(good.styles_since(2).is_empty());
    }

    #[test]
    fn a_failed_build_keeps_the_last_good_site() {
        let good = after(&Served::nothing(0), &[(A, &page("a"))]);
        assert!(!has_changed(&good, A_PAGE, 1));
        let broken = after(&good, &[(A, "---\ntitel: Page\n---\n")]);
        assert!(broken.problems.is_some() && broken.epoch == 2);
        assert_eq!(broken.good.as_ref().unwrap().epoch, 1);
        let mended = after(&broken, &[(A, &page("a"))]);
        assert!(mended.problems.is_none() && !has_changed(&mended, A_PAGE, 1));
    }

    #[test]
    fn a_page_that_cannot_be_made_stays_as_it_was_and_says_why() {
        let template = "themes/broadsheet/templates/page.html";
        let parts = "{% if page.title == 'Page' %}{{ nosuch.part }}{% endif %}";
        let other = ("content/0.md", "---\ntitle: Other\n---\n");
        let first = after(&Served::nothing(0), &[(A, &page("a")), other]);
        let body = |served: &Served| served.good.as_deref().unwrap().file(A_PAGE).unwrap().body;
        let before = body(&first);
        let second = after(&first, &[(A, &page("a")), other, (template, parts)]);
        let (problem, has_changed) = second.good.as_deref().unwrap().news(A_PAGE, 1);
        assert!(problem.is_some_and(|problem| problem.contains("nosuch")) && !has_changed);
        assert_eq!(body(&second), before);
    }
}
