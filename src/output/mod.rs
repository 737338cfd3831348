//! Stage 5: pages → disk. Writes only what changed, and publishes nothing of a site that is not whole, and remembers in a manifest what is ours, so
//! that nothing else is ever overwritten or deleted.

#![expect(clippy::disallowed_methods, reason = "this stage writes")]

mod atomic;
mod hashed;
mod manifest;
mod place;
pub mod search;
pub mod stamp;
pub mod writer;

pub use writer::{Writer, Written};

use std::io;
use std::path::PathBuf;

/// Why the site could not be written. What stood there before stands there still.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder must not be written to.
    #[error("the output folder {} {reason}", folder.display())]
    Unsafe {
        /// The folder.
        folder: PathBuf,
        /// What is wrong with it.
        reason: &'static str,
        /// What to do instead.
        help: &'static str,
    },
    /// A file is in the way that Diurna did not write.
    #[error("{} is in the way: Diurna did not write it and will not overwrite it", .0.display())]
    Foreign(PathBuf),
    /// The disk refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Disk {
        /// What was tried.
        action: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl OutputError {
    /// An error of the disk, for use with `map_err`.
    fn disk(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Disk { action, path, source }
    }

    /// What to do instead.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Unsafe { help, .. } => help,
            Self::Foreign(_) => "move the file away, or choose another folder with --output",
            Self::Disk { .. } => {
                "make sure that the folder may be written to and that the disk is not full, or choose another with --output"
            }
        }
    }
}
