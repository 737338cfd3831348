//! Stage 1: files → documents. Walks `content/`, reads every file once, parses front matter strictly and Markdown into a
//! [`body::Body`], and resolves every link against the files that are there. The only stage that reads what editors wrote.

#![expect(clippy::disallowed_methods, reason = "this stage reads what editors wrote")]

pub mod actor;
pub mod article;
pub mod body;
mod checks;
pub mod event;
mod files;
mod fingerprint;
mod front_matter;
pub mod html;
pub mod links;
pub(crate) mod listing;
pub mod load;
pub mod markdown;
pub mod measure;
mod memory;
pub mod page;
pub mod plain;
pub mod source;
pub(crate) mod stamp;
mod tree;
pub mod yaml;

use std::hash::Hash as _;
use std::sync::Arc;

use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

use crate::diagnostic::SourceFile;
use crate::id::{DocumentKind, DocumentRef, Id};
use crate::memo::Key;

pub use actor::Actor;
pub use article::Article;
pub use body::Body;
pub use event::Event;
pub(crate) use fingerprint::fingerprint;
pub use listing::MADE_FROM;
pub(crate) use listing::{Listing, is_left_behind};
pub(crate) use load::load_listed;
pub use load::{Loaded, load};
pub use measure::Measure;
pub use memory::Memory;
pub use page::Page;
pub use source::Source;

use yaml::schema::Field;
pub(crate) use yaml::{is_language, page_on_web};

/// All documents of a dossier, each kind sorted by id. Drafts are left out unless they were asked for.
#[derive(Debug, Default)]
pub struct Content {
    /// The reports.
    pub articles: Vec<Document<Article>>,
    /// The persons, organizations, places and groups with a file.
    pub actors: Vec<Document<Actor>>,
    /// The events with a file.
    pub events: Vec<Document<Event>>,
    /// The measures.
    pub measures: Vec<Document<Measure>>,
    /// The outlets with a file.
    pub sources: Vec<Document<Source>>,
    /// Other pages, the home page's introduction (`index`) among them.
    pub pages: Vec<Document<Page>>,
    /// Files that are published as they are: images, PDFs and the like, by path from `content/` or `static/`.
    pub assets: Vec<Asset>,
    /// A hash of the names of all files and of all front matter as it is written, where a session remembers it. It does not tell the
    /// language of an article that names none, which is found in its text afterwards.
    pub fronts: Option<Key>,
}

impl Content {
    /// A hash of all front matter as it is written, which tells it from that of another content; where it is not known, of all files.
    pub(crate) fn version_of_fronts(&self) -> Key {
        self.fronts.unwrap_or_else(|| self.version())
    }

    /// A hash of every file, which tells this content from another.
    #[must_use]
    pub fn version(&self) -> Key {
        let Self { articles, actors, events, measures, sources, pages, assets, fronts: _ } = self;
        let mut hasher = Xxh3Default::new();
        [version_of(articles), version_of(actors), version_of(events)].hash(&mut hasher);
        [version_of(measures), version_of(sources), version_of(pages)].hash(&mut hasher);
        for asset in assets {
            (&asset.address, &asset.path).hash(&mut hasher);
        }
        hasher.digest128()
    }
}

/// A hash of the files of some documents, which tells them from others.
pub(crate) fn version_of<F>(documents: &[Document<F>]) -> Key {
    let mut hasher = Xxh3Default::new();
    for document in documents {
        // A path hashes itself part by part, which takes longer than all its bytes at once.
        (document.file.path.as_os_str(), &document.id, document.fingerprint).hash(&mut hasher);
    }
    hasher.digest128()
}

/// A content file: where it is, what its front matter says, and its body.
#[derive(Clone, Debug)]
pub struct Document<F> {
    /// Its name among its kind.
    pub id: Id,
    /// The last part of its address: the `slug` of its front matter, else its id.
    pub slug: String,
    /// The file.
    pub file: Arc<SourceFile>,
    /// Its front matter, typed.
    pub front: Arc<F>,
    /// Its Markdown.
    pub body: Arc<Body>,
    /// The editor's note of its front matter, which is Markdown too.
    pub note: Option<Arc<Body>>,
    /// What tells this version of the document from another: a hash of the file and of what its links led to.
    pub fingerprint: u128,
}

impl<F> Document<F> {
    /// A document that no folder of content holds: its address ends in its id, and its fingerprint is that of the file's text.
    #[must_use]
    pub fn apart(id: &str, file: Arc<SourceFile>, front: F, body: Body) -> Self {
        let fingerprint = xxh3_128(file.text.as_bytes());
        let (front, body) = (Arc::new(front), Arc::new(body));
        Self { id: Id::new(id), slug: id.to_owned(), file, front, body, note: None, fingerprint }
    }
}

/// What every type of front matter can say of itself.
pub trait Front {
    /// The kind of document it heads.
    const KIND: DocumentKind;

    /// The keys that it may have.
    const FIELDS: &'static [Field];

    /// The name by which pages and lists call the document.
    fn title(&self) -> &str;

    /// The last part of the address, where the editor gave one.
    fn slug(&self) -> Option<&str>;

    /// Whether the document is kept back.
    fn is_draft(&self) -> bool;

    /// The editor's note, in Markdown.
    fn note(&self) -> Option<&str> {
        None
    }

    /// Old addresses that lead to the document, from the site's root, with a leading slash.
    fn redirects(&self) -> &[String] {
        &[]
    }
}

impl<F: Front> Document<F> {
    /// The document as others refer to it.
    #[must_use]
    pub fn reference(&self) -> DocumentRef {
        DocumentRef::new(F::KIND, self.id.clone())
    }

    /// The address of its page from the site's root, with a slash at both ends: `/articles/2024-09-06-guterres/`, `/about/`, `/`.
    #[must_use]
    pub fn address(&self) -> String {
        address(F::KIND, &self.slug)
    }
}

fn address(kind: DocumentKind, slug: &str) -> String {
    match (kind.folder(), slug) {
        (Some(folder), slug) => format!("/{folder}/{slug}/"),
        (None, "index") => "/".to_owned(),
        (None, slug) => format!("/{slug}/"),
    }
}

/// A file that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its address from the site's root, with a leading slash.
    pub address: String,
    /// The file on disk.
    pub path: std::path::PathBuf,
}
