//! A fingerprint of everything that editors wrote: two dossiers with the same one make the same site.

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::is_left_behind;
use crate::config::SITE_FILE;
use crate::memo::{self, Key};

/// What of a dossier a site is made from, below its root.
pub const MADE_FROM: [&str; 4] = [SITE_FILE, "content", "static", "themes"];

/// The fingerprint of the dossier at `root`: of the path and the bytes of each of its files.
///
/// # Errors
/// A file or folder that cannot be read.
pub fn fingerprint(root: &Path) -> io::Result<Key> {
    let files = files(root)?;
    let of_file = |path: &PathBuf| {
        let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
        Ok(memo::key(&[name.as_bytes(), &std::fs::read(path)?]).to_le_bytes())
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
