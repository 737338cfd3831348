//! Where the files of a site go as they are made. A build for the disk writes each at once and holds none; a build that is
//! served keeps them all.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use super::{File, FileBody};

/// Writes what a file holds, piece by piece.
pub type Content<'a> = dyn Fn(&mut dyn Write) -> io::Result<()> + 'a;

/// Takes the files of a site, in any order and from any thread.
pub trait Sink: Sync {
    /// Takes one file. What goes wrong with it the sink tells when the site is whole.
    fn take(&self, file: File);

    /// Takes a large file at a path below the output folder while it is made, so that a sink which can do without holds no
    /// whole one. What goes wrong on the sink's side it tells when the site is whole.
    ///
    /// # Errors
    /// What `content` says.
    fn take_as_made(&self, path: &str, content: &Content<'_>) -> io::Result<()> {
        let mut bytes = Vec::new();
        content(&mut bytes)?;
        self.take(File { path: path.to_owned(), body: FileBody::Bytes(bytes.into()) });
        Ok(())
    }
}

/// A sink for those who only want to know whether a site can be made.
#[derive(Debug)]
pub struct Discard;

impl Sink for Discard {
    fn take(&self, _: File) {}

    fn take_as_made(&self, _: &str, content: &Content<'_>) -> io::Result<()> {
        content(&mut io::sink())
    }
}

/// A sink that keeps every file.
#[derive(Debug, Default)]
pub struct Kept(Mutex<Vec<File>>);

impl Sink for Kept {
    fn take(&self, file: File) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(file);
    }
}

impl Kept {
    /// The site of all files that were taken.
    #[must_use]
    pub fn into_site(self) -> Site {
        let mut files = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Site { files }
    }
}

/// A site in memory: every file of it, sorted by path.
#[derive(Debug, Default)]
pub struct Site {
    /// The files.
    pub files: Vec<File>,
}
