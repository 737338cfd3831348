//! What rings when something in a dossier may have changed: the system's notice of changes, or a clock.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// How often a clock rings: seldom enough for a network disk, often enough for somebody who waits for a page.
const INTERVAL: Duration = Duration::from_millis(500);

/// Something that rings when a place may have changed. It may ring for nothing; what has changed is for others to find out.
pub(super) trait Doorbell: Send {
    /// Listens at these folders, and at no others.
    ///
    /// # Errors
    /// Where the system cannot listen at all of them. A folder that is gone is no error.
    fn listen(&mut self, places: &Places) -> notify::Result<()>;

    /// Waits until it rings, for so long at most.
    fn wait(&mut self, at_most: Duration) -> Ring;
}

/// Folders, and how far to listen at each.
pub(super) type Places = BTreeMap<PathBuf, RecursiveMode>;

/// What came of waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ring {
    /// It rang, once or often.
    Rang,
    /// It was quiet.
    Quiet,
    /// It will never ring again.
    Broken,
}

/// The bell for a dossier: the system's notice of changes; with `poll`, or where the system gives none, a clock.
pub(super) fn hang(poll: bool) -> Box<dyn Doorbell> {
    if poll {
        return Box::new(Clock::new());
    }
    match SystemBell::new() {
        Ok(bell) => Box::new(bell),
        Err(error) => clock_because_of(&error),
    }
}

/// A clock, which is said aloud.
pub(super) fn clock_because_of(error: &notify::Error) -> Box<dyn Doorbell> {
    super::say(&format!(
        "note: the system gives no notice of changes ({error}); they are looked for twice a second instead"
    ));
    Box::new(Clock::new())
}

/// The system's notice of changes.
struct SystemBell {
    system: RecommendedWatcher,
    places: Places,
    rings: Receiver<()>,
}

impl SystemBell {
    fn new() -> notify::Result<Self> {
        // One ring that waits is as good as many.
        let (ring, rings) = sync_channel(1);
        let system = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // To read a file is no change, and we read them all.
            if !event.is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
                let _ = ring.try_send(());
            }
        })?;
        Ok(Self { system, places: Places::new(), rings })
    }
}

impl Doorbell for SystemBell {
    fn listen(&mut self, places: &Places) -> notify::Result<()> {
        for place in self.places.keys() {
            // Of a folder that is gone the system has forgotten the watch already.
            let _ = self.system.unwatch(place);
        }
        self.places.clone_from(places);
        for (place, mode) in places {
            match self.system.watch(place, *mode) {
                Err(error) if place.exists() => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    fn wait(&mut self, at_most: Duration) -> Ring {
        match self.rings.recv_timeout(at_most) {
            Ok(()) => Ring::Rang,
            Err(RecvTimeoutError::Timeout) => Ring::Quiet,
            Err(RecvTimeoutError::Disconnected) => Ring::Broken,
        }
    }
}

/// A clock, for disks of which the system gives no notice.
struct Clock {
    next: Instant,
}

impl Clock {
    fn new() -> Self {
        Self { next: Instant::now() + INTERVAL }
    }
}

impl Doorbell for Clock {
    fn listen(&mut self, _: &Places) -> notify::Result<()> {
        Ok(())
    }

    fn wait(&mut self, at_most: Duration) -> Ring {
        let now = Instant::now();
        if now + at_most < self.next {
            std::thread::sleep(at_most);
            return Ring::Quiet;
        }
        std::thread::sleep(self.next.saturating_duration_since(now));
        self.next = Instant::now() + INTERVAL;
        Ring::Rang
    }
}
