//! From a dossier's folder to its documents. First all front matter is read, so that links know what is a draft and where
//! each page will be; then all bodies.

use std::fs;
use std::hash::Hash as _;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::{Xxh3Default, xxh3_64, xxh3_128};

use super::files::Files;
use super::listing::{ListedFile, Listing};
use super::memory::{Head, Memory, Parsed, key, key_of_stamp};
use super::stamp::Stamp;
use super::tree::{self, ContentFile, Tree};
use super::yaml::{Typed, is_address_part};
use super::{Content, Document, Front, address, checks, front_matter, markdown};
use crate::diagnostic::{self, Code, Diagnostic, SourceFile};
use crate::id::{DocumentKind, DocumentRef, Id};
use crate::memo::{Key, Memo};
use crate::span::{ByteSpan, LARGEST_TEXT};

/// What was read of a dossier.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Its documents; those with an error in their front matter are missing.
    pub content: Content,
    /// Every problem, by file and line.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the content of the dossier at `root`; its drafts only where `drafts` says so. What `memory` holds of it is not
/// parsed again.
#[must_use]
pub fn load(root: &Path, drafts: bool, memory: &Memory) -> Loaded {
    let listing = if memory.files.remembers() { Listing::with_stamps(root) } else { Listing::of_names(root) };
    load_listed(&listing, drafts, memory)
}

/// Reads the content of a dossier that has been listed. A file of which `memory` has the text with its listed stamp is not opened;
/// any other is read as it is now.
pub(crate) fn load_listed(listing: &Listing, drafts: bool, memory: &Memory) -> Loaded {
    let tree = memory.trees.get_or(|| tree::version(listing), || Arc::new(Tree::of(listing)));
    let mut diagnostics = listing.problems.iter().chain(&tree.problems).cloned().collect();
    let fronts = Fronts::read(&tree, listing, drafts, memory, &mut diagnostics);
    let files = fronts.checked(&tree, memory, &mut diagnostics);
    let content = fronts.into_content(&tree, &files, memory, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    Loaded { content, diagnostics }
}

/// The files whose front matter could be read, by kind, each sorted by id.
#[derive(Debug)]
pub(super) struct Fronts {
    pub(super) articles: Vec<Headed<super::Article>>,
    pub(super) actors: Vec<Headed<super::Actor>>,
    pub(super) events: Vec<Headed<super::Event>>,
    pub(super) measures: Vec<Headed<super::Measure>>,
    pub(super) sources: Vec<Headed<super::Source>>,
    pub(super) pages: Vec<Headed<super::Page>>,
    /// Drafts, which are left out.
    kept_back: Vec<ContentFile>,
}

/// A file with its front matter.
#[derive(Clone, Debug)]
pub(super) struct Headed<F> {
    pub(super) id: Id,
    pub(super) slug: String,
    pub(super) file: Arc<SourceFile>,
    pub(super) front: Typed<F>,
    body: ByteSpan,
    /// Of the file's bytes.
    hash: u128,
    /// Of the bytes before the body.
    front_hash: u128,
}

impl<F: Front> Headed<F> {
    pub(super) fn address(&self) -> String {
        address(F::KIND, &self.slug)
    }
}

impl Fronts {
    fn read(tree: &Tree, listing: &Listing, drafts: bool, memory: &Memory, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut kept_back = Vec::new();
        let mut reader = Reader { tree, listing, drafts, files: &memory.files, kept_back: &mut kept_back, diagnostics };
        Self {
            articles: reader.kind(&memory.articles),
            actors: reader.kind(&memory.actors),
            events: reader.kind(&memory.events),
            measures: reader.kind(&memory.measures),
            sources: reader.kind(&memory.sources),
            pages: reader.kind(&memory.pages),
            kept_back,
        }
    }

    /// The table for links, once all documents are compared with each other. Where nothing was found wrong and nothing has
    /// changed since of what that takes, neither is done again.
    fn checked(&self, tree: &Tree, memory: &Memory, diagnostics: &mut Vec<Diagnostic>) -> Arc<Files> {
        let version = if memory.tables.remembers() { self.version_of_table(tree) } else { Key::default() };
        memory.tables.get(version, |_| true).unwrap_or_else(|| {
            let mut problems = Vec::new();
            checks::check(self, tree, &mut problems);
            let files = Arc::new(self.files(tree, version));
            if problems.is_empty() {
                memory.tables.put(version, &files);
            }
            diagnostics.append(&mut problems);
            files
        })
    }

    /// A hash of all front matter, where `table` is one of the rest of it than that of articles.
    fn version(&self, table: Key) -> Key {
        let mut hasher = Xxh3Default::new();
        table.hash(&mut hasher);
        hash_fronts(&self.articles, &mut hasher);
        hasher.digest128()
    }

    /// A hash of the names of all files, of the addresses of articles, and of all other front matter: an editor who changes a headline
    /// changes no link.
    fn version_of_table(&self, tree: &Tree) -> Key {
        let mut hasher = Xxh3Default::new();
        tree.documents.iter().for_each(|file| file.path.hash(&mut hasher));
        tree.assets.iter().for_each(|asset| asset.address.hash(&mut hasher));
        self.kept_back.iter().for_each(|file| file.path.hash(&mut hasher));
        self.articles.len().hash(&mut hasher);
        for article in &self.articles {
            (article.id.as_str(), &article.slug, article.front.value.redirects()).hash(&mut hasher);
        }
        hash_fronts(&self.actors, &mut hasher);
        hash_fronts(&self.events, &mut hasher);
        hash_fronts(&self.measures, &mut hasher);
        hash_fronts(&self.sources, &mut hasher);
        hash_fronts(&self.pages, &mut hasher);
        hasher.digest128()
    }

    fn into_content(self, tree: &Tree, files: &Files, memory: &Memory, diagnostics: &mut Vec<Diagnostic>) -> Content {
        let fronts = memory.tables.remembers().then(|| self.version(files.version));
        let mut bodies = Bodies { files, known: &memory.bodies, diagnostics };
        Content {
            articles: bodies.read(self.articles),
            actors: bodies.read(self.actors),
            events: bodies.read(self.events),
            measures: bodies.read(self.measures),
            sources: bodies.read(self.sources),
            pages: bodies.read(self.pages),
            assets: tree.assets.clone(),
            fronts,
        }
    }

    /// The table for links: every file, those in which something is wrong as well, so that links to them are not wrong too.
    fn files(&self, tree: &Tree, version: Key) -> Files {
        let mut files = Files::of_version(version);
        for asset in &tree.assets {
            files.add_asset(&asset.address);
        }
        for file in &tree.documents {
            files.add(&file.path, &file.reference);
            let DocumentRef { kind, id } = &file.reference;
            files.add_address(address(*kind, &default_slug(*kind, id.as_str())), file.reference.clone());
        }
        for file in &self.kept_back {
            files.keep_back(&file.path, &file.reference);
        }
        add_addresses(&mut files, &self.articles);
        add_addresses(&mut files, &self.actors);
        add_addresses(&mut files, &self.events);
        add_addresses(&mut files, &self.measures);
        add_addresses(&mut files, &self.sources);
        add_addresses(&mut files, &self.pages);
        files
    }
}

fn hash_fronts<F: Front>(documents: &[Headed<F>], hasher: &mut Xxh3Default) {
    documents.len().hash(hasher);
    for document in documents {
        (document.id.as_str(), document.front_hash).hash(hasher);
    }
}

fn add_addresses<F: Front>(files: &mut Files, documents: &[Headed<F>]) {
    for document in documents {
        files.add_address(document.address(), DocumentRef::new(F::KIND, document.id.clone()));
    }
}

struct Reader<'a> {
    tree: &'a Tree,
    listing: &'a Listing,
    drafts: bool,
    files: &'a Memo<(Arc<SourceFile>, u128)>,
    kept_back: &'a mut Vec<ContentFile>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn kind<F>(&mut self, known: &Memo<Arc<Head<F>>>) -> Vec<Headed<F>>
    where
        F: Front + DeserializeOwned + Clone + Send + Sync,
    {
        let files: Vec<&ContentFile> =
            self.tree.documents.iter().filter(|file| file.reference.kind == F::KIND).collect();
        let (listing, texts) = (self.listing, self.files);
        let read = |file| (file, read_front::<F>(file, listing, texts, known));
        let read: Vec<_> = files.into_par_iter().map(read).collect();
        let mut documents = Vec::new();
        for (file, Head { document, diagnostics }) in read {
            self.diagnostics.extend(diagnostics);
            match document {
                Some(document) if document.front.value.is_draft() && !self.drafts => self.kept_back.push(file.clone()),
                document => documents.extend(document),
            }
        }
        documents
    }
}

fn read_front<F: Front + DeserializeOwned + Clone>(
    content: &ContentFile,
    listing: &Listing,
    texts: &Memo<(Arc<SourceFile>, u128)>,
    known: &Memo<Arc<Head<F>>>,
) -> Head<F> {
    let mut diagnostics = Vec::new();
    let Some((file, hash)) = text_of(&content.path, &listing.files[content.listed], texts, &mut diagnostics) else {
        return Head { document: None, diagnostics };
    };
    Arc::unwrap_or_clone(
        known.get_or(|| key(Path::new(&content.path), hash), || Arc::new(parse_front(content, file, hash))),
    )
}

fn parse_front<F: Front + DeserializeOwned>(content: &ContentFile, file: Arc<SourceFile>, hash: u128) -> Head<F> {
    let mut diagnostics = Vec::new();
    let document = front_matter::read::<F>(&file, &mut diagnostics).map(|(front, body)| {
        let id = content.reference.id.clone();
        let slug = front.value.slug().map_or_else(|| default_slug(F::KIND, id.as_str()), str::to_owned);
        let front_hash = xxh3_128(&file.text.as_bytes()[..body.start()]);
        Headed { id, slug, file, front, body, hash, front_hash }
    });
    Head { document, diagnostics }
}

/// The text of a file, called `path` in messages, and a hash of its bytes. A file of which `known` has the text with the same settled
/// stamp is not opened.
pub(super) fn text_of(
    path: &str,
    file: &ListedFile,
    known: &Memo<(Arc<SourceFile>, u128)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Arc<SourceFile>, u128)> {
    let Some(settled) = file.settled() else { return read_file(&file.on_disk, path, diagnostics) };
    let key = key_of_stamp(Path::new(path), settled);
    known.get(key, |_| true).or_else(|| {
        let read = read_file(&file.on_disk, path, diagnostics)?;
        if fs::metadata(&file.on_disk).is_ok_and(|metadata| Stamp::of(&metadata) == *settled) {
            known.put(key, &read);
        }
        Some(read)
    })
}

/// The text of the file `on_disk`, called `path` in messages, and a hash of its bytes.
pub(crate) fn read_file(
    on_disk: &Path,
    path: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Arc<SourceFile>, u128)> {
    let bytes = match bytes_of(on_disk) {
        Ok(bytes) => bytes,
        Err(reason) => {
            let message = format!("the file cannot be read: {reason}");
            diagnostics.push(Diagnostic::error(Code::Unreadable, message).at_path(Path::new(path)));
            return None;
        }
    };
    let hash = xxh3_128(&bytes);
    let text = decode(bytes, path).map_err(|diagnostic| diagnostics.push(*diagnostic)).ok()?;
    Some((SourceFile::new(path, text), hash))
}

/// The mark with which some programs begin UTF-8 files.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The bytes of a file; why there are none where it cannot be read or is too large for its text to have spans.
fn bytes_of(on_disk: &Path) -> Result<Vec<u8>, String> {
    let length = fs::metadata(on_disk).map_err(|error| error.to_string())?.len();
    if length > LARGEST_TEXT.into() {
        return Err(format!("it has {length} bytes, and no text may have more than {LARGEST_TEXT}"));
    }
    fs::read(on_disk).map_err(|error| error.to_string())
}

fn decode(bytes: Vec<u8>, path: &str) -> Result<String, Box<Diagnostic>> {
    String::from_utf8(bytes).map(|text| text.strip_prefix(BYTE_ORDER_MARK).map(str::to_owned).unwrap_or(text)).map_err(
        |error| {
            let at = error.utf8_error().valid_up_to();
            let utf16 = error.as_bytes().starts_with(&[0xff, 0xfe]) || error.as_bytes().starts_with(&[0xfe, 0xff]);
            let message = if utf16 {
                "the file is UTF-16, not UTF-8"
            } else {
                "the file is not UTF-8: a character here is broken"
            };
            let shown = SourceFile::new(path, String::from_utf8_lossy(error.as_bytes()));
            let span = ByteSpan::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8());
            let diagnostic = Diagnostic::error(Code::NotUtf8, message).at(&shown, span);
            Box::new(diagnostic.help("save the file again with the encoding UTF-8"))
        },
    )
}

/// The last part of the address of a document whose editor gave none: its id, as far as addresses allow.
fn default_slug(kind: DocumentKind, id: &str) -> String {
    let id = if kind == DocumentKind::Page { id.strip_suffix("/index").unwrap_or(id) } else { id };
    id.split('/').map(address_part).collect::<Vec<_>>().join("/")
}

fn address_part(name: &str) -> String {
    if is_address_part(name) {
        return name.to_owned();
    }
    let slug = slug::slugify(name);
    if slug.is_empty() { format!("{:016x}", xxh3_64(name.as_bytes())) } else { slug }
}

/// Reads the bodies of documents.
struct Bodies<'a> {
    files: &'a Files,
    known: &'a Memo<Arc<Parsed>>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Bodies<'_> {
    fn read<F: Front + Send + Sync>(&mut self, headed: Vec<Headed<F>>) -> Vec<Document<F>> {
        let (files, known) = (self.files, self.known);
        let read: Vec<_> = headed.into_par_iter().map(|headed| read_body(headed, files, known)).collect();
        let mut documents = Vec::with_capacity(read.len());
        for (document, problems) in read {
            documents.push(document);
            self.diagnostics.extend(problems);
        }
        documents
    }
}

fn read_body<F: Front>(headed: Headed<F>, files: &Files, known: &Memo<Arc<Parsed>>) -> (Document<F>, Vec<Diagnostic>) {
    let path = headed.file.path.as_path();
    let key = key(path, headed.hash);
    let parsed = known.get(key, |parsed| parsed.holds(files, path)).unwrap_or_else(|| {
        let path = path.to_string_lossy();
        let links = files.seen_from(&path);
        let mut diagnostics = Vec::new();
        let body = markdown::parse(&headed.file, headed.body, &links, &mut diagnostics);
        let note = headed.front.value.note().map(|note| {
            let yaml = ByteSpan::new(headed.front.start_of_value("note"), headed.body.start());
            markdown::parse_note(&headed.file, note, yaml, &links, &mut diagnostics)
        });
        let parsed = Arc::new(Parsed::new(body, note, diagnostics, links));
        known.put(key, &parsed);
        parsed
    });
    let fingerprint = xxh3_128([headed.hash.to_le_bytes(), parsed.links.to_le_bytes()].as_flattened());
    let Headed { id, slug, file, front, .. } = headed;
    let (body, note) = (Arc::clone(&parsed.body), parsed.note.clone());
    (Document { id, slug, file, front: front.value, body, note, fingerprint }, parsed.diagnostics.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_too_large_for_spans_is_refused_and_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("large.md");
        let file = fs::File::create(&path).expect("a file");
        file.set_len(u64::from(LARGEST_TEXT) + 1).expect("room for a file of holes");
        let mut diagnostics = Vec::new();
        assert!(read_file(&path, "content/large.md", &mut diagnostics).is_none());
        assert_eq!(diagnostics[0].code, Code::Unreadable);
        assert!(diagnostics[0].message.contains("no text may have more than 2147483647"), "{:?}", diagnostics[0]);
    }
}
