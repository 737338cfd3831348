//! What the files of a dossier look like at one moment, and what has changed between two. A file is taken for unchanged
//! when its size and times are those that were seen; where they differ, its bytes decide.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fmt;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};
use xxhash_rust::xxh3::xxh3_128;

use crate::content::stamp::{Identity, Stamp};
use crate::content::{MADE_FROM, is_left_behind};

/// The largest file whose bytes are compared. A larger one is a film or a scan, and to read it costs more than to build for
/// nothing.
const LARGEST_COMPARED: u64 = 4 * 1024 * 1024;

/// The files of a dossier at one moment.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    /// By path from the dossier's root. Such paths compare faster as strings than part by part.
    files: BTreeMap<OsString, Seen>,
    /// The folders they are in, and those that links lead to.
    pub(super) folders: BTreeMap<PathBuf, Identity>,
}

/// A file as it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    stamp: Stamp,
    /// Whether the stamp alone tells the next change.
    settled: bool,
    /// A hash of its bytes; of its stamp, where it is too large.
    hash: u128,
}

impl Snapshot {
    /// What the dossier at `root` looks like now. Files that are as `before` saw them are not opened.
    pub(super) fn take(root: &Path, before: &Self) -> Self {
        let mut snapshot = Self::default();
        for top in MADE_FROM {
            let walk = WalkDir::new(root.join(top)).follow_links(true).into_iter();
            let kept =
                walk.filter_entry(|entry| entry.depth() == 0 || !is_left_behind(&entry.file_name().to_string_lossy()));
            for entry in kept.filter_map(Result::ok) {
                snapshot.add(root, &entry, before);
            }
        }
        snapshot
    }

    fn add(&mut self, root: &Path, entry: &DirEntry, before: &Self) {
        let Ok(metadata) = entry.metadata() else { return };
        if metadata.is_dir() {
            self.folders.insert(entry.path().to_owned(), Identity::of_folder(&metadata));
        } else {
            let path = entry.path().strip_prefix(root).unwrap_or(entry.path()).as_os_str().to_owned();
            let seen = Seen::new(entry.path(), &metadata, before.files.get(&path));
            self.files.insert(path, seen);
        }
        if entry.path_is_symlink() {
            self.add_target(entry.path());
        }
    }

    /// A change of what a link leads to happens in the target's folder.
    fn add_target(&mut self, link: &Path) {
        let folder = link.canonicalize().ok().and_then(|target| target.parent().map(Path::to_owned));
        if let Some((folder, metadata)) =
            folder.and_then(|folder| fs::metadata(&folder).ok().map(|data| (folder, data)))
        {
            self.folders.entry(folder).or_insert_with(|| Identity::of_folder(&metadata));
        }
    }

    /// Whether a file changed so shortly before that it may be in the middle of several changes.
    pub(super) fn is_unsettled(&self) -> bool {
        self.files.values().any(|seen| !seen.settled)
    }

    /// What has changed since `before`.
    pub(super) fn since(&self, before: &Self) -> Changes {
        let mut changes = Changes::default();
        for (path, seen) in &self.files {
            match before.files.get(path) {
                None => drop(changes.added.insert(path.into())),
                Some(old) if old.hash == seen.hash => {}
                Some(_) => drop(changes.changed.insert(path.into())),
            }
            let emptied = seen.stamp.length == 0 && before.files.get(path).is_none_or(|old| old.stamp.length > 0);
            changes.half_done |= emptied;
        }
        changes.removed.extend(before.files.keys().filter(|path| !self.files.contains_key(*path)).map(PathBuf::from));
        changes.half_done |= !changes.removed.is_empty();
        changes
    }
}

impl Seen {
    fn new(path: &Path, metadata: &Metadata, before: Option<&Self>) -> Self {
        let stamp = Stamp::of(metadata);
        let settled = stamp.is_settled();
        match before {
            Some(before) if before.settled && before.stamp == stamp => before.clone(),
            _ => Self { hash: hash_of(&stamp, path), stamp, settled },
        }
    }
}

/// The hash of the file at `path` that has this stamp; of a file that cannot be read, of the stamp.
fn hash_of(stamp: &Stamp, path: &Path) -> u128 {
    let bytes = if stamp.length <= LARGEST_COMPARED { fs::read(path).ok() } else { None };
    bytes.map_or_else(|| xxh3_128(format!("{stamp:?}").as_bytes()), |bytes| xxh3_128(&bytes))
}

/// What has changed between two moments, as paths from the dossier's root.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    pub(super) added: BTreeSet<PathBuf>,
    pub(super) changed: BTreeSet<PathBuf>,
    pub(super) removed: BTreeSet<PathBuf>,
    /// Whether it may be the middle of a save: editors empty a file before they write it, or move it away.
    pub(super) half_done: bool,
}

impl Changes {
    /// Whether nothing has changed.
    pub(super) fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// Up to how many files of a kind a line names, before it counts them.
const MOST_NAMED: usize = 2;

/// `changed content/about.md, removed 12 files`
impl fmt::Display for Changes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [("added", &self.added), ("changed", &self.changed), ("removed", &self.removed)];
        let mut before = "";
        for (what, paths) in kinds.into_iter().filter(|(_, paths)| !paths.is_empty()) {
            if paths.len() > MOST_NAMED {
                write!(out, "{before}{what} {} files", paths.len())?;
            } else {
                let names: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
                write!(out, "{before}{what} {}", names.join(" and "))?;
            }
            before = ", ";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What lines tell of two edits, one after the other, to a dossier with two files.
    fn after(edit: impl FnOnce(&Path)) -> Changes {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        fs::create_dir_all(content.join("articles")).unwrap();
        fs::write(content.join("about.md"), "about").unwrap();
        fs::write(content.join("articles/one.md"), "one").unwrap();
        let before = Snapshot::take(folder.path(), &Snapshot::default());
        edit(&content);
        Snapshot::take(folder.path(), &before).since(&before)
    }

    #[test]
    fn changes_are_told_by_path() {
        let told = |edit: fn(&Path)| after(edit).to_string();
        assert_eq!(told(|content| fs::write(content.join("about.md"), "ABOUT").unwrap()), "changed content/about.md");
        assert_eq!(
            told(|content| fs::rename(content.join("about.md"), content.join("method.md")).unwrap()),
            "added content/method.md, removed content/about.md"
        );
        assert_eq!(
            told(|content| (0..9).for_each(|number| fs::write(content.join(format!("{number}.md")), "x").unwrap())),
            "added 9 files"
        );
    }

    #[test]
    fn what_holds_the_same_bytes_has_not_changed() {
        assert!(after(|content| fs::write(content.join("about.md"), "about").unwrap()).is_empty());
        assert!(after(|content| fs::write(content.join(".about.md.swp"), "x").unwrap()).is_empty());
        assert!(after(|content| fs::write(content.join("about.md~"), "x").unwrap()).is_empty());
        assert!(after(|content| fs::create_dir(content.join("empty")).unwrap()).is_empty());
    }

    #[test]
    fn a_change_that_leaves_size_and_times_as_they_were_is_seen() {
        let changes = after(|content| {
            let path = content.join("about.md");
            let time = fs::metadata(&path).unwrap().modified().unwrap();
            fs::write(&path, "abort").unwrap();
            fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
        });
        assert_eq!(changes.to_string(), "changed content/about.md");
    }

    #[test]
    fn the_middle_of_a_save_is_known() {
        assert!(after(|content| fs::write(content.join("about.md"), "").unwrap()).half_done);
        assert!(after(|content| fs::remove_file(content.join("about.md")).unwrap()).half_done);
        assert!(!after(|content| fs::write(content.join("about.md"), "whole").unwrap()).half_done);
    }
}
