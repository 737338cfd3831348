//! What the file system says of a file without opening it, and whether that alone tells that it is still the same.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// How long after its last change a file's times say for sure that it is still the same: some file systems count in steps
/// of two seconds, within which a second change leaves no trace.
const SETTLED_AFTER: Duration = Duration::from_secs(2);

/// What the file system says of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Stamp {
    pub(crate) length: u64,
    modified: Option<SystemTime>,
    identity: Identity,
}

/// What tells a file or folder from another that takes its place: the device, the number of the file on it, and for a file
/// the time of its last change of any kind, which no program can set back. Nothing where the system has no such numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Identity {
    device: u64,
    number: u64,
    changed: Option<(i64, i64)>,
}

impl Stamp {
    pub(crate) fn of(metadata: &Metadata) -> Self {
        Self { length: metadata.len(), modified: metadata.modified().ok(), identity: Identity::of_file(metadata) }
    }

    /// Whether the next change of the file gives it another stamp.
    pub(crate) fn is_settled(&self) -> bool {
        #[expect(clippy::disallowed_methods, reason = "it decides only whether a file is read again")]
        let now = SystemTime::now();
        let age = self.modified.and_then(|time| now.duration_since(time).ok());
        age.is_some_and(|age| age > SETTLED_AFTER)
    }
}

impl Identity {
    /// Of a folder: its times change with every file in it, and say nothing of which folder it is.
    pub(crate) fn of_folder(metadata: &Metadata) -> Self {
        Self { changed: None, ..Self::of_file(metadata) }
    }

    #[cfg(unix)]
    fn of_file(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        let changed = Some((metadata.ctime(), metadata.ctime_nsec()));
        Self { device: metadata.dev(), number: metadata.ino(), changed }
    }

    #[cfg(not(unix))]
    fn of_file(_: &Metadata) -> Self {
        Self::default()
    }
}
