//! Stage 4: model → pages. Builds the context of every page from the dossier and renders it with the theme's templates;
//! beside the pages, the feeds and exports. Knows nothing of disks: it returns files.

pub mod address;
pub mod exports;
pub mod feeds;
pub mod publication;
pub mod search;
pub mod sitemap;

use std::path::PathBuf;

/// The rendered site: every file of it, by path, sorted.
#[derive(Debug, Default)]
pub struct Site {
    /// The files.
    pub files: Vec<File>,
}

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below the output folder, with `/` on every system: `articles/2024-09-06-guterres/index.html`.
    pub path: String,
    /// What it holds.
    pub body: FileBody,
}

/// What a file of the site holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileBody {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The same as a file of the editor's, which is copied when the site is written.
    Copy(PathBuf),
}
