//! What the files of a dossier look like at one moment, and what has changed between two. A file is taken for unchanged
//! when its size and times are those that were seen; where they differ, its bytes decide.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use crate::content::Listing;
use crate::content::listing::ListedFile;

/// The largest file whose bytes are compared. A larger one is a film or a scan, and to read it costs more than to build for
/// nothing.
const LARGEST_COMPARED: u64 = 4 * 1024 * 1024;

/// The files of a dossier at one moment.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    pub(super) listing: Listing,
    /// Of each file a hash of its bytes, or of its stamp where it is too large or has just gone.
    hashes: Vec<u128>,
}

impl Snapshot {
    /// What the dossier at `root` looks like now. Files that are as `before` saw them are not opened.
    pub(super) fn take(root: &Path, before: &Self) -> Self {
        let listing = Listing::with_stamps(root);
        let pairs: Vec<_> = pairs(&before.listing, &listing).filter_map(|(old, new)| Some((old, new?))).collect();
        let hash = |(old, new): (Option<usize>, usize)| hash(&listing.files[new], old.map(|old| before.file(old)));
        let hashes = pairs.into_par_iter().map(hash).collect();
        Self { listing, hashes }
    }

    /// Whether a file changed so shortly before that it may be in the middle of several changes.
    pub(super) fn is_unsettled(&self) -> bool {
        self.listing.files.iter().any(|file| !file.is_settled)
    }

    /// The file at that place of the listing, with its hash.
    fn file(&self, place: usize) -> (&ListedFile, u128) {
        (&self.listing.files[place], self.hashes[place])
    }

    /// What has changed since `before`.
    pub(super) fn since(&self, before: &Self) -> Changes {
        let mut changes = Changes::default();
        let name = |file: &ListedFile| {
            let path = &file.on_disk;
            path.strip_prefix(&self.listing.root).unwrap_or(path).to_owned()
        };
        for (old, new) in pairs(&before.listing, &self.listing) {
            let (old, new) = (old.map(|old| before.file(old)), new.map(|new| self.file(new)));
            match (old, new) {
                (None, None) => {}
                (None, Some((new, _))) => drop(changes.added.insert(name(new))),
                (Some((old, _)), None) => drop(changes.removed.insert(name(old))),
                (Some((_, old)), Some((_, new))) if old == new => {}
                (Some(_), Some((new, _))) => drop(changes.changed.insert(name(new))),
            }
            changes.half_done |=
                new.is_some_and(|(new, _)| is_empty(new)) && !old.is_some_and(|(old, _)| is_empty(old));
        }
        changes.half_done |= !changes.removed.is_empty();
        let (old, new) = (&before.listing.problems, &self.listing.problems);
        let of_one = old.iter().filter(|old| !new.contains(old)).chain(new.iter().filter(|new| !old.contains(new)));
        changes.changed.extend(of_one.filter_map(|problem| Some(problem.location.as_ref()?.file.path.clone())));
        changes
    }
}

/// The places of each file in two listings, in order of path.
fn pairs<'a>(before: &'a Listing, now: &'a Listing) -> impl Iterator<Item = (Option<usize>, Option<usize>)> + use<'a> {
    let (mut old, mut new) = (0, 0);
    std::iter::from_fn(move || {
        let order = match (before.files.get(old), now.files.get(new)) {
            (Some(old), Some(new)) => old.on_disk.as_os_str().cmp(new.on_disk.as_os_str()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return None,
        };
        let pair = (order.is_le().then_some(old), order.is_ge().then_some(new));
        old += usize::from(order.is_le());
        new += usize::from(order.is_ge());
        Some(pair)
    })
}

fn is_empty(file: &ListedFile) -> bool {
    file.stamp.as_ref().is_some_and(|stamp| stamp.length == 0)
}

/// The hash of a file, which is that of `before` where that had settled and nothing says otherwise.
fn hash(file: &ListedFile, before: Option<(&ListedFile, u128)>) -> u128 {
    match before {
        Some((before, hash)) if before.is_settled && before.stamp == file.stamp => hash,
        _ => hash_of(file),
    }
}

/// The hash of a file's bytes; of its stamp, where it is too large or cannot be read.
fn hash_of(file: &ListedFile) -> u128 {
    let small = file.stamp.as_ref().filter(|stamp| stamp.length <= LARGEST_COMPARED);
    let bytes = small.and_then(|_| fs::read(&file.on_disk).ok());
    bytes.map_or_else(|| xxh3_128(format!("{:?}", file.stamp).as_bytes()), |bytes| xxh3_128(&bytes))
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
