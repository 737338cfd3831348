//! A fingerprint of everything that editors wrote: two dossiers with the same one make the same site.

use std::fs;
use std::io;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use super::listing::{ListedFile, Listing, from_root};
use super::load::text_of;
use super::{Memory, tree};
use crate::memo::{self, Key};

/// The fingerprint of a dossier that was listed: of the path and the bytes of each of its files. A document of which `memory` has
/// the text is not opened, and what is read of one, [`super::load_listed`] need not read again.
///
/// # Errors
/// A file that cannot be read, a document that is not text, and a folder or link in which something is wrong.
pub(crate) fn fingerprint(listing: &Listing, memory: &Memory) -> io::Result<Key> {
    if listing.is_cut || !listing.problems.is_empty() {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let of_file = |file: &ListedFile| {
        let path = from_root(&file.on_disk, &listing.root);
        let path = path.to_string_lossy();
        let hash = if tree::is_document(&path) {
            let read = text_of(&path, file, &memory.files, &mut Vec::new());
            read.map(|(_, hash)| hash).ok_or(io::ErrorKind::InvalidData)?
        } else {
            xxh3_128(&fs::read(&file.on_disk)?)
        };
        Ok(memo::key(&[path.as_bytes(), &hash.to_le_bytes()]).to_le_bytes())
    };
    let parts: Vec<_> = listing.files.par_iter().map(of_file).collect::<io::Result<_>>()?;
    Ok(memo::key(&parts.iter().map(|part| &part[..]).collect::<Vec<_>>()))
}
