//! Files that are hashed as they are written or read, so that nobody has to hold a whole one to know what is in it.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use xxhash_rust::xxh3::Xxh3Default;

use super::manifest;

/// How many bytes go to the disk at once.
const AT_ONCE: usize = 1 << 16;

/// A file that knows what was written to it.
pub(super) struct Hashed {
    file: File,
    hasher: Xxh3Default,
    length: u64,
    /// Whether the disk refused something, which is then not the fault of who made the content.
    pub(super) has_failed: bool,
}

impl Hashed {
    /// Writes to `file` from its start.
    pub(super) fn new(file: File) -> BufWriter<Self> {
        BufWriter::with_capacity(AT_ONCE, Self { file, hasher: Xxh3Default::new(), length: 0, has_failed: false })
    }

    /// The length in bytes and the manifest's hash of what was written.
    pub(super) fn told(&self) -> (u64, String) {
        (self.length, manifest::written(self.hasher.digest128()))
    }
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes).inspect_err(|_| self.has_failed = true)?;
        self.hasher.update(&bytes[..written]);
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The length in bytes and the manifest's hash of the file at `path`.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn hash_of(path: &Path) -> io::Result<(u64, String)> {
    let mut hasher = Hasher(Xxh3Default::new());
    let length = io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok((length, manifest::written(hasher.0.digest128())))
}

struct Hasher(Xxh3Default);

impl Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
