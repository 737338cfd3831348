//! What each file of a dossier is: the folder below `content/` says it.

use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3Default;

use super::Asset;
use super::listing::{CONTENT, Listing, STATIC, from_root, slashed};
use crate::diagnostic::{Code, Diagnostic};
use crate::id::{DocumentKind, DocumentRef, Id};
use crate::memo::Key;

/// How the names of Markdown files end, in any case.
const MARKDOWN: [&str; 2] = ["md", "markdown"];

/// The files of a dossier, each list sorted.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// The Markdown files, by kind and id; each id once among its kind.
    pub(crate) documents: Vec<ContentFile>,
    /// The other files, by address.
    pub(crate) assets: Vec<Asset>,
    /// What is wrong with their names.
    pub(super) problems: Vec<Diagnostic>,
}

/// A Markdown file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ContentFile {
    /// Its kind and id.
    pub(crate) reference: DocumentRef,
    /// Its path from the dossier's root, with `/` on every system.
    pub(crate) path: String,
    /// The file on disk.
    pub(crate) on_disk: PathBuf,
    /// Its place in the listing.
    pub(super) listed: usize,
}

impl Tree {
    /// What the files of `content/` and `static/` in a listing are.
    pub(super) fn of(listing: &Listing) -> Self {
        let mut tree = Self::default();
        let (content, statics) = (listing.root.join(CONTENT), listing.root.join(STATIC));
        for (listed, file) in listing.files.iter().enumerate() {
            let below = |top: &Path| file.on_disk.strip_prefix(top);
            let (path, is_content) = match (below(&content), below(&statics)) {
                (Ok(path), _) => (path, true),
                (_, Ok(path)) => (path, false),
                _ => continue,
            };
            let Some(path) = slashed(path) else {
                tree.problems.push(unspeakable(&from_root(&file.on_disk, &listing.root)));
                continue;
            };
            let on_disk = file.on_disk.clone();
            match reference(&path).filter(|_| is_content) {
                Some(reference) => {
                    tree.documents.push(ContentFile { reference, path: format!("{CONTENT}/{path}"), on_disk, listed });
                }
                None => tree.assets.push(Asset { address: format!("/{path}"), path: on_disk }),
            }
        }
        tree.documents.sort();
        tree.assets.sort_by(|a, b| (&a.address, &a.path).cmp(&(&b.address, &b.path)));
        refuse_duplicates(&mut tree.documents, &mut tree.problems);
        tree
    }
}

/// What tells a tree from another: the names of all files in the listing.
pub(super) fn version(listing: &Listing) -> Key {
    let mut hasher = Xxh3Default::new();
    for name in std::iter::once(&listing.root).chain(listing.files.iter().map(|file| &file.on_disk)) {
        let name = name.as_os_str().as_encoded_bytes();
        hasher.update(&name.len().to_le_bytes());
        hasher.update(name);
    }
    hasher.digest128()
}

/// Whether the file at `path`, from the dossier's root, is a Markdown file of the content folder.
pub(super) fn is_document(path: &str) -> bool {
    let below = path.strip_prefix(CONTENT).and_then(|rest| rest.strip_prefix('/'));
    below.is_some_and(|path| reference(path).is_some())
}

/// What a Markdown file at `path`, from the content folder, is; nothing for any other file.
fn reference(path: &str) -> Option<DocumentRef> {
    let (without_extension, extension) = path.rsplit_once('.')?;
    if !MARKDOWN.iter().any(|known| extension.eq_ignore_ascii_case(known)) {
        return None;
    }
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    let kind = DocumentKind::WITH_FOLDER.into_iter().find(|kind| kind.folder() == Some(folder));
    let stem = without_extension.rsplit('/').next().unwrap_or(without_extension);
    Some(match kind {
        Some(kind) => DocumentRef::new(kind, Id::new(stem)),
        None => DocumentRef::new(DocumentKind::Page, Id::new(without_extension)),
    })
}

/// Keeps the first of sorted documents with one id, in order of path, and reports the others.
fn refuse_duplicates(documents: &mut Vec<ContentFile>, diagnostics: &mut Vec<Diagnostic>) {
    documents.dedup_by(|file, first| {
        let is_duplicate = file.reference == first.reference;
        if is_duplicate {
            let (DocumentRef { kind, id }, other) = (&file.reference, &first.path);
            let message = format!("another {kind} has the id “{id}”: {other}");
            let diagnostic = Diagnostic::error(Code::DuplicateId, message).at_path(Path::new(&file.path));
            diagnostics.push(diagnostic.help("rename one of the two files; the name without its ending is the id"));
        }
        is_duplicate
    });
}

fn unspeakable(path: &Path) -> Diagnostic {
    Diagnostic::error(Code::Unreadable, "the name of the file is not UTF-8")
        .at_path(path)
        .help("rename it with letters, digits and hyphens")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_says_what_a_file_is() {
        let table = [
            ("articles/2024/x.md", "article “x”"),
            ("actors/A.B.MARKDOWN", "actor “A.B”"),
            ("events/e.Md", "event “e”"),
            ("about.md", "page “about”"),
            ("guide/method.md", "page “guide/method”"),
            ("articles.md", "page “articles”"),
        ];
        for (path, expected) in table {
            assert_eq!(reference(path).expect("it is Markdown").to_string(), expected);
        }
        assert_eq!(reference("articles/photo.jpg"), None);
        assert_eq!(reference("articles/md"), None);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_inside_the_dossier_only() {
        use std::os::unix::fs::symlink;

        let (outside, root) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let articles = root.path().join("content/articles");
        let shared = root.path().join("shared");
        std::fs::create_dir_all(&articles).expect("a folder");
        std::fs::create_dir_all(&shared).expect("a folder");
        std::fs::write(shared.join("one.md"), "").expect("a file");
        std::fs::write(outside.path().join("two.md"), "").expect("a file");
        symlink(shared.join("one.md"), articles.join("one.md")).expect("a link");
        symlink(outside.path().join("two.md"), articles.join("two.md")).expect("a link");
        symlink(outside.path(), articles.join("folder")).expect("a link");
        symlink(root.path().join("content"), articles.join("loop")).expect("a link");

        let listing = Listing::of_names(root.path());
        let tree = Tree::of(&listing);
        let paths: Vec<&str> = tree.documents.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["content/articles/one.md"]);
        assert_eq!((listing.problems.len(), tree.problems.len()), (3, 0), "{:?}", listing.problems);
    }
}
