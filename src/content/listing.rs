//! The listing: the files that a site is made from and the folders they are in, as the file system shows them at one moment. Reads
//! names, and where it is asked the stamps of files, but never what is in one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::stamp::{Identity, Stamp};
use crate::config::SITE_FILE;
use crate::diagnostic::{Code, Diagnostic};

/// What of a dossier a site is made from, below its root.
pub const MADE_FROM: [&str; 4] = [SITE_FILE, CONTENT, STATIC, "themes"];

/// The folder of the documents.
pub(super) const CONTENT: &str = "content";

/// The folder of files that are published as they are, at the site's root.
pub(super) const STATIC: &str = "static";

/// The files of a dossier at one moment.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// The dossier's folder.
    pub(crate) root: PathBuf,
    /// Every file, sorted by path.
    pub(crate) files: Vec<ListedFile>,
    /// The folders they are in, and those that links lead to.
    pub(crate) folders: BTreeMap<PathBuf, Identity>,
    /// What is wrong with `content/` and `static/` themselves.
    pub(crate) problems: Vec<Diagnostic>,
    /// Whether some of what is there could not be looked at.
    pub(super) is_cut: bool,
}

/// A file that was seen.
#[derive(Clone, Debug)]
pub(crate) struct ListedFile {
    /// Where it is.
    pub(crate) on_disk: PathBuf,
    /// What the file system says of it; none where that was not asked, or it cannot be said.
    pub(crate) stamp: Option<Stamp>,
    /// Whether that alone tells the next change.
    pub(crate) is_settled: bool,
}

impl ListedFile {
    /// What tells whether it is still the same without opening it.
    pub(super) fn settled(&self) -> Option<&Stamp> {
        self.stamp.as_ref().filter(|_| self.is_settled)
    }

    fn stamp(&mut self) {
        self.stamp = fs::metadata(&self.on_disk).ok().map(|metadata| Stamp::of(&metadata));
        self.is_settled = self.stamp.as_ref().is_some_and(Stamp::is_settled);
    }
}

impl Listing {
    /// The names of the files of the dossier at `root`.
    pub(crate) fn of_names(root: &Path) -> Self {
        let mut listing = Self { root: root.to_owned(), ..Self::default() };
        let boundary = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        for name in MADE_FROM.iter().filter(|name| root.join(name).exists()) {
            listing.add_below(name, &boundary);
        }
        listing.files.sort_unstable_by(|one, other| one.on_disk.as_os_str().cmp(other.on_disk.as_os_str()));
        listing
    }

    /// The same with the stamp of each file. One that has gone meanwhile is left out.
    pub(crate) fn with_stamps(root: &Path) -> Self {
        let mut listing = Self::of_names(root);
        listing.files.par_iter_mut().for_each(ListedFile::stamp);
        listing.files.retain(|file| file.stamp.is_some());
        listing
    }

    /// Adds what is below a folder of the dossier. A link that leads out of it is not followed from folders which are published.
    fn add_below(&mut self, name: &str, boundary: &Path) {
        let is_published = [CONTENT, STATIC].contains(&name);
        let mut walk = WalkDir::new(self.root.join(name)).follow_links(true).into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.is_cut = true;
                    self.problems.extend(is_published.then(|| unreadable(&self.root, &error)));
                    continue;
                }
            };
            let is_outside = is_published && entry.path_is_symlink() && leads_outside(&entry, boundary);
            if is_outside {
                self.problems.push(outside(&from_root(entry.path(), &self.root)));
            }
            let is_left_out = is_outside || entry.depth() > 0 && is_ignored(&entry);
            if is_left_out && entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            if !is_left_out {
                self.add(entry);
            }
        }
    }

    fn add(&mut self, entry: DirEntry) {
        if entry.path_is_symlink() {
            self.add_target(entry.path());
        }
        if entry.file_type().is_file() {
            self.files.push(ListedFile { on_disk: entry.into_path(), stamp: None, is_settled: false });
        } else if let Some(metadata) = entry.metadata().ok().filter(fs::Metadata::is_dir) {
            self.folders.insert(entry.into_path(), Identity::of_folder(&metadata));
        }
    }

    /// A change of what a link leads to happens in the target's folder.
    fn add_target(&mut self, link: &Path) {
        let folder = link.canonicalize().ok().and_then(|target| target.parent().map(Path::to_owned));
        if let Some((folder, metadata)) =
            folder.and_then(|folder| fs::metadata(&folder).ok().map(|metadata| (folder, metadata)))
        {
            self.folders.entry(folder).or_insert_with(|| Identity::of_folder(&metadata));
        }
    }
}

fn is_ignored(entry: &DirEntry) -> bool {
    is_left_behind(&entry.file_name().to_string_lossy())
}

/// What editors' programs leave beside the file that is being edited.
const SWAP_FILES: [&str; 3] = ["swp", "swo", "swx"];

/// What desktops leave in folders.
const DESKTOP_FILES: [&str; 2] = ["Thumbs.db", "desktop.ini"];

/// Whether a file or folder of that name is hidden, or what a program leaves behind: it is no part of any dossier.
pub(crate) fn is_left_behind(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    name.starts_with('.')
        || name.ends_with('~')
        || name.starts_with('#') && name.ends_with('#')
        || SWAP_FILES.contains(&extension)
        || DESKTOP_FILES.contains(&name)
}

fn leads_outside(entry: &DirEntry, boundary: &Path) -> bool {
    entry.path().canonicalize().is_ok_and(|target| !target.starts_with(boundary))
}

fn outside(path: &Path) -> Diagnostic {
    Diagnostic::error(Code::Unreadable, "a symbolic link leads out of the dossier")
        .at_path(path)
        .help("put a copy of the file in its place")
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map(|path| from_root(path, root)).unwrap_or_default();
    if error.loop_ancestor().is_some() {
        let message = "a symbolic link leads back to a folder that it is in";
        return Diagnostic::error(Code::Unreadable, message).at_path(&path).help("remove the link");
    }
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Diagnostic::error(Code::Unreadable, format!("this cannot be read: {reason}")).at_path(&path)
}

/// `path` from the root, with `/` on every system.
pub(super) fn from_root(path: &Path, root: &Path) -> PathBuf {
    let path = path.strip_prefix(root).unwrap_or(path);
    slashed(path).map_or_else(|| path.to_owned(), PathBuf::from)
}

/// A relative path with `/` on every system; none where a name of it is not UTF-8.
pub(super) fn slashed(path: &Path) -> Option<String> {
    let names = path.components().filter_map(|component| match component {
        Component::Normal(name) => Some(name.to_str()),
        _ => None,
    });
    names.collect::<Option<Vec<&str>>>().map(|names| names.join("/"))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::super::{Memory, load_listed};
    use super::*;

    #[test]
    fn what_has_changed_since_it_was_listed_is_read_as_it_is_and_kept_as_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        let write = |title: &str| {
            let path = root.path().join("content/about.md");
            fs::write(&path, format!("---\ntitle: {title}\n---\n")).unwrap();
            let long_ago = SystemTime::now() - Duration::from_secs(60);
            fs::File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
            Listing::with_stamps(root.path())
        };
        let memory = Memory::remembering();
        let title = |listing: &Listing| load_listed(listing, false, &memory).content.pages[0].front.title.clone();
        let first = write("One");
        assert_eq!(title(&first), "One");
        let second = write("Two, longer");
        assert_eq!(title(&second), "Two, longer");
        let third = write("Three");
        write("Four");
        assert_eq!(title(&third), "Four");
        assert_eq!(title(&Listing::with_stamps(root.path())), "Four");
        assert_eq!(title(&write("Three")), "Three");
    }
}
