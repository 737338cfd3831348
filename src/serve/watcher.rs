//! The watcher: says that something in the dossier has changed, when it has been quiet for a moment. What has changed is
//! for the build to find out: an event of the file system is a doorbell, not a delivery.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// How long it must be quiet before a build begins: editors write a file in several steps, a few milliseconds apart.
const QUIET: Duration = Duration::from_millis(30);
/// How long a build waits for quiet at most, so that a program which writes without end does not hold it off.
const PATIENCE: Duration = Duration::from_millis(300);

/// What of a dossier is watched, below its root.
const WATCHED: [&str; 4] = ["site.yaml", "content", "themes", "static"];

/// Watches one dossier.
pub(super) struct Watcher {
    system: RecommendedWatcher,
    folders: Vec<PathBuf>,
    changes: Receiver<()>,
}

impl Watcher {
    /// Begins to watch the dossier at `root`.
    pub(super) fn new(root: &Path) -> Result<Self, notify::Error> {
        let root = root.canonicalize()?;
        let (ring, changes) = channel();
        let watched: Vec<PathBuf> = WATCHED.iter().map(|name| root.join(name)).collect();
        let folders = watched.clone();
        let mut system = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if event.as_ref().map_or(true, |event| concerns(event, &watched)) {
                let _ = ring.send(());
            }
        })?;
        system.watch(&root, RecursiveMode::NonRecursive)?;
        let mut new = Self { system, folders, changes };
        new.watch_folders();
        Ok(new)
    }

    /// Watches every folder that is there: one may have been made, or put in the place of another, since the last time. That
    /// one is gone again is no error; the events of its parent tell.
    fn watch_folders(&mut self) {
        for folder in self.folders.iter().filter(|path| path.is_dir()) {
            let _ = self.system.watch(folder, RecursiveMode::Recursive);
        }
    }

    /// Waits until something has changed and it has been quiet for a moment. False when there is nothing more to watch.
    pub(super) fn wait(&mut self) -> bool {
        if self.changes.recv().is_err() {
            return false;
        }
        self.watch_folders();
        let limit = Instant::now() + PATIENCE;
        while Instant::now() < limit {
            match self.changes.recv_timeout(QUIET) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        true
    }
}

/// Whether an event may change the site: not a mere look at a file, and in a place that is watched.
fn concerns(event: &notify::Event, watched: &[PathBuf]) -> bool {
    let changes = !matches!(event.kind, EventKind::Access(_));
    changes && event.paths.iter().any(|path| watched.iter().any(|place| path.starts_with(place)))
}
