//! The stamp of the last build: what the site in a folder was made from. A build from the same has nothing to do, as long as
//! every file of the site is as it was written.
//!
//! It lies in the dossier's `.diurna/`. It may be deleted at any time, and one that cannot be read counts as none.

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::atomic::replace;
use super::manifest::{self, Manifest};
use crate::memo::Key;

/// The folder, below a dossier's root, of what may be deleted at any time.
const FOLDER: &str = ".diurna";

/// The stamp's name in it.
const FILE_NAME: &str = "last-build.json";

/// The form of the stamp; another number is not read.
const VERSION: u32 = 1;

/// The stamp of a build.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    version: u32,
    /// A hash of all that the site was made from, in hexadecimal.
    made_from: String,
    /// The size of the program that made it, and when it was made in turn.
    program: String,
    /// The folder that it was written to.
    output: String,
    /// The warnings that were told.
    pub told: String,
}

impl Stamp {
    /// The stamp of a build by this program of what has that hash, to `output`, which told those warnings.
    ///
    /// # Errors
    /// Where the program or the folder cannot be read.
    pub fn new(made_from: Key, output: &Path, told: String) -> io::Result<Self> {
        let program = fs::metadata(std::env::current_exe()?)?;
        let program = format!("{} {:?}", program.len(), program.modified()?);
        let output = output.canonicalize()?.display().to_string();
        Ok(Self { version: VERSION, made_from: format!("{made_from:032x}"), program, output, told })
    }

    /// The stamp of the last build of the dossier at `root`, where it was one of the same to the same folder, and every file
    /// there is as it was written.
    #[must_use]
    pub fn of_same(root: &Path, made_from: Key, output: &Path) -> Option<Self> {
        let bytes = fs::read(root.join(FOLDER).join(FILE_NAME)).ok()?;
        let last: Self = serde_json::from_slice(&bytes).ok()?;
        let is_same = || Self::new(made_from, output, last.told.clone()).is_ok_and(|same| same == last);
        (last.made_from == format!("{made_from:032x}") && is_same() && is_intact(output)).then_some(last)
    }

    /// Keeps it for the next build. Where that cannot be, the next build does all again.
    pub fn keep(&self, root: &Path) {
        let folder = root.join(FOLDER);
        if let (Ok(bytes), Ok(())) = (serde_json::to_vec_pretty(self), fs::create_dir_all(&folder)) {
            drop(replace(&folder.join(FILE_NAME), &bytes));
        }
    }
}

/// How many files the site in `output` has.
#[must_use]
pub fn size_of_site(output: &Path) -> usize {
    Manifest::read(output).files.len()
}

/// Whether every file of the site in `output` is as it was written.
fn is_intact(output: &Path) -> bool {
    let files = Manifest::read(output).files;
    let is_same = |(path, hash): (&String, &String)| {
        fs::read(output.join(path)).is_ok_and(|bytes| manifest::hash(&bytes) == *hash)
    };
    !files.is_empty() && files.par_iter().all(is_same)
}
