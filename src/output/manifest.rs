//! The manifest: which files of an output folder Diurna wrote, with a hash of each. It lies in the folder itself and is
//! what makes the folder ours.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::OutputError;
use super::atomic::replace;

/// The manifest's name in the output folder.
pub(super) const FILE_NAME: &str = ".diurna-manifest.json";

/// The form of the manifest; another number is not read, and the folder then counts as holding nothing of ours but what is the same.
const VERSION: u32 = 1;

/// The files that Diurna wrote to one folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u32,
    /// Hash (XXH3, 128 bits, hexadecimal) by path below the folder.
    pub(super) files: BTreeMap<String, String>,
}

impl Manifest {
    pub(super) fn new(files: BTreeMap<String, String>) -> Self {
        Self { version: VERSION, files }
    }

    /// The manifest of `folder`; an empty one where there is none that can be read.
    pub(super) fn read(folder: &Path) -> Self {
        let parsed =
            fs::read(folder.join(FILE_NAME)).ok().and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok());
        parsed.filter(|manifest| manifest.version == VERSION).unwrap_or_else(|| Self::new(BTreeMap::new()))
    }

    /// Writes it to `folder`.
    pub(super) fn write(&self, folder: &Path) -> Result<(), OutputError> {
        let path = folder.join(FILE_NAME);
        let bytes = serde_json::to_vec_pretty(self).map_err(|error| OutputError::disk("write", &path)(error.into()))?;
        replace(&path, &bytes)
    }
}

/// The hash by which a manifest knows a file's content.
pub(super) fn hash(bytes: &[u8]) -> String {
    written(xxh3_128(bytes))
}

/// A hash as a manifest writes it.
pub(super) fn written(hash: u128) -> String {
    format!("{hash:032x}")
}
