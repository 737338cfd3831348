//! The watcher: says what in the dossier has changed, when it has been quiet for a moment. An event of the file system is a
//! doorbell, not a delivery: it only wakes the watcher, which then looks for itself. So no change can be missed for want of
//! the right event, and none is told that left every file as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use notify::RecursiveMode;

use super::doorbell::{self, Doorbell, Places, Ring};
use super::snapshot::{Changes, Snapshot};
use crate::content::stamp::Identity;
use crate::content::{Listing, MADE_FROM};

/// How long it must be quiet before a build begins: a program writes a file in several steps, less than a millisecond apart.
const QUIET: Duration = Duration::from_millis(5);
/// The same while files are saved faster than pages are made (a branch is checked out, names are replaced everywhere), and
/// where a file was found empty or gone, as editors leave it for a moment when they save.
const QUIET_WHEN_BUSY: Duration = Duration::from_millis(60);
/// How long it must be quiet before a look, so that the steps of one save are one.
const MOMENT: Duration = Duration::from_millis(2);
/// How long a build waits for quiet at most, so that a program which writes without end does not hold it off.
const PATIENCE: Duration = Duration::from_millis(300);
/// How often the watched folders are looked at without a ring: when one was put in the place of another, the bell still
/// hangs at the old one. So are files that changed a moment ago, in case the system forgets a notice when there are many.
const PULSE: Duration = Duration::from_secs(1);
/// How often the dossier is looked through again because there were new folders, at which nobody had listened yet. Somebody
/// who makes folders faster than that rings the bell again.
const MOST_LOOKS: usize = 5;

/// Watches one dossier.
pub(super) struct Watcher {
    root: PathBuf,
    bell: Box<dyn Doorbell>,
    /// The folders at which the bell listens.
    heard: BTreeMap<PathBuf, Identity>,
    /// What the last build was made from.
    seen: Snapshot,
}

impl Watcher {
    /// Begins to watch the dossier at `root`.
    pub(super) fn new(root: &Path, bell: Box<dyn Doorbell>) -> Self {
        let root = root.to_owned();
        let mut watcher = Self { root, bell, heard: BTreeMap::new(), seen: Snapshot::default() };
        watcher.seen = watcher.look();
        watcher
    }

    /// Waits until something has changed and it has been quiet for a moment. None when there is nothing more to wait for.
    pub(super) fn wait(&mut self) -> Option<Changes> {
        let mut busy = self.bell.wait(Duration::ZERO) == Ring::Rang;
        loop {
            if !busy {
                self.wait_for_ring()?;
            }
            let mut now = self.look_until_quiet(if busy { QUIET_WHEN_BUSY } else { QUIET })?;
            let mut changes = now.since(&self.seen);
            if changes.half_done {
                now = self.look_until_quiet(QUIET_WHEN_BUSY)?;
                changes = now.since(&self.seen);
            }
            self.seen = now;
            if !changes.is_empty() {
                return Some(changes);
            }
            busy = false;
        }
    }

    /// The files from which the site is to be made now.
    pub(super) fn listing(&self) -> &Listing {
        &self.seen.listing
    }

    fn wait_for_ring(&mut self) -> Option<()> {
        loop {
            match self.bell.wait(PULSE) {
                Ring::Rang => return Some(()),
                Ring::Broken => return None,
                Ring::Quiet if self.seen.is_unsettled() => return Some(()),
                Ring::Quiet if self.tops().iter().any(|(path, now)| self.heard.get(path) != now.as_ref()) => {
                    return Some(());
                }
                Ring::Quiet => {}
            }
        }
    }

    /// What the dossier looks like when it has been quiet for so long, the time of the look among it.
    fn look_until_quiet(&mut self, quiet: Duration) -> Option<Snapshot> {
        let limit = Instant::now() + PATIENCE;
        while Instant::now() < limit {
            let begun = Instant::now();
            match self.bell.wait(MOMENT) {
                Ring::Rang => continue,
                Ring::Quiet => {}
                Ring::Broken => return None,
            }
            let now = self.look();
            match self.bell.wait(quiet.saturating_sub(begun.elapsed())) {
                Ring::Rang => {}
                Ring::Quiet => return Some(now),
                Ring::Broken => return None,
            }
        }
        Some(self.look())
    }

    /// What the dossier looks like now. Where its folders are others than those at which the bell listens, the bell is moved
    /// first and then looked again: whatever changes later rings.
    fn look(&mut self) -> Snapshot {
        let mut now = Snapshot::take(&self.root, &self.seen);
        for _ in 0..MOST_LOOKS {
            let mut folders = now.listing.folders.clone();
            folders.extend(self.tops().into_iter().filter_map(|(path, identity)| Some((path, identity?))));
            if folders == self.heard {
                break;
            }
            self.heard = folders;
            self.move_bell();
            now = Snapshot::take(&self.root, &now);
        }
        now
    }

    fn move_bell(&mut self) {
        let tops: Vec<PathBuf> = MADE_FROM.iter().map(|name| self.root.join(name)).collect();
        let below = |folder: &PathBuf| tops.iter().find(|top| folder.starts_with(top));
        let places = self.heard.keys().map(|folder| match below(folder) {
            Some(top) => (top.clone(), RecursiveMode::Recursive),
            None => (folder.clone(), RecursiveMode::NonRecursive),
        });
        let places: Places = places.collect();
        if let Err(error) = self.bell.listen(&places) {
            self.bell = doorbell::clock_because_of(&error);
        }
    }

    /// The root and the folders below it that are watched, as far as they are there.
    fn tops(&self) -> Vec<(PathBuf, Option<Identity>)> {
        let below = MADE_FROM.iter().map(|name| self.root.join(name));
        let identity = |path: &Path| {
            let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_dir);
            metadata.map(|metadata| Identity::of_folder(&metadata))
        };
        std::iter::once(self.root.clone()).chain(below).map(|path| (path.clone(), identity(&path))).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::*;

    type Act = Box<dyn FnOnce(&Path) + Send>;

    /// A bell that does something to the dossier before each ring, and breaks when it has done all.
    struct Script {
        root: PathBuf,
        acts: VecDeque<(Ring, Act)>,
    }

    impl Doorbell for Script {
        fn listen(&mut self, _: &Places) -> notify::Result<()> {
            Ok(())
        }

        fn wait(&mut self, at_most: Duration) -> Ring {
            if at_most.is_zero() {
                return Ring::Quiet;
            }
            let Some((ring, act)) = self.acts.pop_front() else { return Ring::Broken };
            act(&self.root);
            ring
        }
    }

    fn act(ring: Ring, act: impl FnOnce(&Path) + Send + 'static) -> (Ring, Act) {
        (ring, Box::new(act))
    }

    /// What a watcher tells first while the script runs.
    fn told(script: impl IntoIterator<Item = (Ring, Act)>) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        fs::write(folder.path().join("content/about.md"), "about").unwrap();
        let script = Script { root: folder.path().to_owned(), acts: script.into_iter().collect() };
        Watcher::new(folder.path(), Box::new(script)).wait().map(|changes| changes.to_string())
    }

    #[test]
    fn a_ring_for_nothing_is_no_change() {
        assert_eq!(told([act(Ring::Rang, |_| {}), act(Ring::Quiet, |_| {}), act(Ring::Quiet, |_| {})]), None);
    }

    #[test]
    fn a_save_in_steps_is_one_change() {
        let file = |root: &Path| root.join("content/about.md");
        let script = [
            act(Ring::Rang, move |root| fs::rename(file(root), root.join("content/about.md~")).unwrap()),
            act(Ring::Quiet, |_| {}),
            act(Ring::Quiet, |_| {}),
            act(Ring::Rang, move |root| fs::write(file(root), "about us").unwrap()),
            act(Ring::Quiet, |_| {}),
            act(Ring::Quiet, |_| {}),
        ];
        assert_eq!(told(script).as_deref(), Some("changed content/about.md"));
    }

    #[test]
    fn a_save_right_after_another_is_seen_without_a_ring() {
        let script = [
            act(Ring::Quiet, |root: &Path| fs::write(root.join("content/about.md"), "about us").unwrap()),
            act(Ring::Quiet, |_| {}),
            act(Ring::Quiet, |_| {}),
        ];
        assert_eq!(told(script).as_deref(), Some("changed content/about.md"));
    }

    #[test]
    fn a_folder_in_the_place_of_another_is_seen_without_a_ring() {
        let script = [
            act(Ring::Quiet, |root: &Path| {
                fs::rename(root.join("content"), root.join("old")).unwrap();
                fs::create_dir(root.join("content")).unwrap();
                fs::write(root.join("content/about.md"), "another").unwrap();
            }),
            act(Ring::Quiet, |_| {}),
            act(Ring::Quiet, |_| {}),
        ];
        assert_eq!(told(script).as_deref(), Some("changed content/about.md"));
    }
}
