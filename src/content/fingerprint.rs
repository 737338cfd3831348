//! A fingerprint of everything that editors wrote: two dossiers with the same one make the same site.

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;
use xxhash_rust::xxh3::xxh3_128;

use super::load::text_of;
use super::{Memory, is_left_behind, tree};
use crate::config::SITE_FILE;
use crate::memo::{self, Key};

/// What of a dossier a site is made from, below its root.
pub const MADE_FROM: [&str; 4] = [SITE_FILE, "content", "static", "themes"];

/// The fingerprint of the dossier at `root`: of the path and the bytes of each of its files. A document of which `memory` has
/// the text is not opened, and what is read of one [`super::load`] need not read again.
///
/// # Errors
/// A file or folder that cannot be read, and a document that is not text.
pub fn fingerprint(root: &Path, memory: &Memory) -> io::Result<Key> {
    let files = files(root)?;
    let of_file = |on_disk: &PathBuf| {
        let path = tree::from_root(on_disk, root);
        let path = path.to_string_lossy();
        let hash = if tree::is_document(&path) {
            let read = text_of(&path, on_disk, &memory.files, &mut Vec::new());
            read.map(|(_, hash)| hash).ok_or(io::ErrorKind::InvalidData)?
        } else {
            xxh3_128(&std::fs::read(on_disk)?)
        };
        Ok(memo::key(&[path.as_bytes(), &hash.to_le_bytes()]).to_le_bytes())
    };
    let parts: Vec<_> = files.par_iter().map(of_file).collect::<io::Result<_>>()?;
    Ok(memo::key(&parts.iter().map(|part| &part[..]).collect::<Vec<_>>()))
}

/// Every file that a site is made from, in one order.
fn files(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for top in MADE_FROM.map(|name| root.join(name)).into_iter().filter(|top| top.exists()) {
        let walk = WalkDir::new(top).follow_links(true).sort_by_file_name().into_iter();
        let is_kept =
            |entry: &walkdir::DirEntry| entry.depth() == 0 || !is_left_behind(&entry.file_name().to_string_lossy());
        for entry in walk.filter_entry(is_kept) {
            let entry = entry?;
            if !entry.file_type().is_dir() {
                files.push(entry.into_path());
            }
        }
    }
    Ok(files)
}
