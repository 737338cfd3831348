//! What was read of files before. A front matter is a function of the file's path and text; a body of these and of what its
//! links lead to, which is known only by asking again: so each body keeps its questions, and holds as long as the answers
//! are the same. The text is a function of what the file system says of the file, once that has settled.

use std::hash::Hash as _;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::files::{Files, LinksOf};
use super::links::{LinkRequest, Resolve as _};
use super::load::Headed;
use super::stamp::Stamp;
use super::tree::Tree;
use super::{Actor, Article, Body, Event, Measure, Page, Source};
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::memo::{self, Key, KeyHasher, Memo};

/// What was read of files before; by default nothing, and nothing is remembered.
#[derive(Debug, Default)]
pub struct Memory {
    /// What the files are, by the names of all.
    pub(super) trees: Memo<Arc<Tree>>,
    /// The texts of files with hashes of their bytes, by path and stamp.
    pub(super) files: Memo<(Arc<SourceFile>, u128)>,
    pub(super) articles: Memo<Arc<Head<Article>>>,
    pub(super) actors: Memo<Arc<Head<Actor>>>,
    pub(super) events: Memo<Arc<Head<Event>>>,
    pub(super) measures: Memo<Arc<Head<Measure>>>,
    pub(super) sources: Memo<Arc<Head<Source>>>,
    pub(super) pages: Memo<Arc<Head<Page>>>,
    pub(super) bodies: Memo<Arc<Parsed>>,
    /// The tables for links, by the names of all files, the addresses of articles and all other front matter, in which nothing is wrong.
    pub(super) tables: Memo<Arc<Files>>,
}

/// A front matter, if it can be used, and what is wrong with it.
#[derive(Clone, Debug)]
pub(super) struct Head<F> {
    pub(super) document: Option<Headed<F>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A body, and what is wrong with it.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) body: Arc<Body>,
    pub(super) note: Option<Arc<Body>>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// A hash of what its links lead to.
    pub(super) links: u128,
    /// What was asked to find that out.
    asked: Vec<LinkRequest<String>>,
    /// The version of the table that was asked last.
    table: Mutex<Key>,
}

impl Memory {
    /// A memory that is kept from build to build.
    #[must_use]
    pub fn remembering() -> Self {
        Self {
            trees: Memo::remembering(),
            files: Memo::remembering(),
            articles: Memo::remembering(),
            actors: Memo::remembering(),
            events: Memo::remembering(),
            measures: Memo::remembering(),
            sources: Memo::remembering(),
            pages: Memo::remembering(),
            bodies: Memo::remembering(),
            tables: Memo::remembering(),
        }
    }

    /// A memory of the texts of files alone, for a build that needs each more than once.
    #[must_use]
    pub fn of_texts() -> Self {
        Self { files: Memo::remembering(), ..Self::default() }
    }

    /// Forgets what the last reading did not ask for.
    pub fn forget_unused(&self) {
        self.trees.forget_unused();
        self.files.forget_unused();
        self.articles.forget_unused();
        self.actors.forget_unused();
        self.events.forget_unused();
        self.measures.forget_unused();
        self.sources.forget_unused();
        self.pages.forget_unused();
        self.bodies.forget_unused();
        self.tables.forget_unused();
    }
}

/// The key of the file at `path` while it has this stamp.
pub(super) fn key_of_stamp(path: &Path, stamp: &Stamp) -> Key {
    let mut hasher = KeyHasher::default();
    (path.as_os_str(), stamp).hash(&mut hasher);
    hasher.key()
}

/// The key of the file at `path` whose bytes have the hash `hash`.
pub(super) fn key(path: &Path, hash: u128) -> Key {
    memo::key(&[path.as_os_str().as_encoded_bytes(), &hash.to_le_bytes()])
}

impl Parsed {
    /// A body that was just parsed with `links`.
    pub(super) fn new(body: Body, note: Option<Body>, diagnostics: Vec<Diagnostic>, links: LinksOf<'_>) -> Self {
        let (body, note) = (Arc::new(body), note.map(Arc::new));
        let (table, fingerprint) = (Mutex::new(links.table()), links.fingerprint());
        Self { body, note, diagnostics, links: fingerprint, asked: links.into_asked(), table }
    }

    /// Whether every link of the file at `path` still leads where it led. The same table is not asked twice.
    pub(super) fn holds(&self, files: &Files, path: &Path) -> bool {
        let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        if *table == files.version {
            return true;
        }
        let path = path.to_string_lossy();
        let links = files.seen_from(&path);
        for request in &self.asked {
            let _ = links.resolve(request.as_str());
        }
        let holds = links.fingerprint() == self.links;
        if holds {
            *table = files.version;
        }
        holds
    }
}
