//! Which files a dossier has, and what each is: the folder below `content/` says it. Reads names only, never what is in a file.

use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::Asset;
use crate::diagnostic::{Code, Diagnostic};
use crate::id::{DocumentKind, DocumentRef, Id};

/// The folder of the documents.
pub(crate) const CONTENT: &str = "content";

/// The folder of files that are published as they are, at the site's root.
pub(crate) const STATIC: &str = "static";

/// How the names of Markdown files end, in any case.
const MARKDOWN: [&str; 2] = ["md", "markdown"];

/// What editors' programs leave beside the file that is being edited.
const SWAP_FILES: [&str; 3] = ["swp", "swo", "swx"];

/// What desktops leave in folders.
const DESKTOP_FILES: [&str; 2] = ["Thumbs.db", "desktop.ini"];

/// The files of a dossier, each list sorted.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// The Markdown files, by kind and id; each id once among its kind.
    pub(crate) documents: Vec<ContentFile>,
    /// The other files, by address.
    pub(crate) assets: Vec<Asset>,
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
}

/// Walks the content and static folders of the dossier at `root`.
pub(crate) fn walk(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Tree {
    let mut tree = Tree::default();
    for (path, on_disk) in files_below(root, CONTENT, diagnostics) {
        match reference(&path) {
            Some(reference) => {
                tree.documents.push(ContentFile { reference, path: format!("{CONTENT}/{path}"), on_disk });
            }
            None => tree.assets.push(Asset { address: format!("/{path}"), path: on_disk }),
        }
    }
    let statics = files_below(root, STATIC, diagnostics);
    tree.assets.extend(statics.into_iter().map(|(path, on_disk)| Asset { address: format!("/{path}"), path: on_disk }));
    tree.documents.sort();
    tree.assets.sort_by(|a, b| (&a.address, &a.path).cmp(&(&b.address, &b.path)));
    refuse_duplicates(&mut tree.documents, diagnostics);
    tree
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

/// The files below a folder of the dossier, each with its path from that folder (with `/`) and on disk, sorted.
fn files_below(root: &Path, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, PathBuf)> {
    let top = root.join(folder);
    let mut files = Vec::new();
    if !top.exists() {
        return files;
    }
    let boundary = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut walk = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                diagnostics.push(unreadable(root, &error));
                continue;
            }
        };
        let is_folder = entry.file_type().is_dir();
        let outside = entry.path_is_symlink() && leads_outside(&entry, &boundary);
        if outside {
            let message = "a symbolic link leads out of the dossier";
            let diagnostic = Diagnostic::error(Code::Unreadable, message).at_path(&from_root(entry.path(), root));
            diagnostics.push(diagnostic.help("put a copy of the file in its place"));
        }
        if outside || entry.depth() > 0 && is_ignored(&entry) {
            if is_folder {
                walk.skip_current_dir();
            }
        } else if entry.file_type().is_file() {
            match slashed(entry.path().strip_prefix(&top).unwrap_or(entry.path())) {
                Some(path) => files.push((path, entry.into_path())),
                None => diagnostics.push(unspeakable(&from_root(entry.path(), root))),
            }
        }
    }
    files
}

fn is_ignored(entry: &DirEntry) -> bool {
    is_left_behind(&entry.file_name().to_string_lossy())
}

/// Whether a file or folder of that name is hidden, or what a program leaves behind: it is no part of any dossier.
pub(crate) fn is_left_behind(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    name.starts_with('.')
        || name.ends_with('~')
        || name.starts_with('#') && name.ends_with('#')
        || SWAP_FILES.contains(&extension)
        || DESKTOP_FILES.contains(&name)
}

fn leads_outside(entry: &DirEntry, boundary: &Path) -> bool {
    entry.path().canonicalize().is_ok_and(|target| !target.starts_with(boundary))
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map(|path| from_root(path, root)).unwrap_or_default();
    if error.loop_ancestor().is_some() {
        let message = "a symbolic link leads back to a folder that it is in";
        return Diagnostic::error(Code::Unreadable, message).at_path(&path).help("remove the link");
    }
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Diagnostic::error(Code::Unreadable, format!("this cannot be read: {reason}")).at_path(&path)
}

fn unspeakable(path: &Path) -> Diagnostic {
    Diagnostic::error(Code::Unreadable, "the name of the file is not UTF-8")
        .at_path(path)
        .help("rename it with letters, digits and hyphens")
}

/// `path` from the root, with `/` on every system.
pub(super) fn from_root(path: &Path, root: &Path) -> PathBuf {
    let path = path.strip_prefix(root).unwrap_or(path);
    slashed(path).map_or_else(|| path.to_owned(), PathBuf::from)
}

/// A relative path with `/` on every system; none where a name of it is not UTF-8.
fn slashed(path: &Path) -> Option<String> {
    let names = path.components().filter_map(|component| match component {
        Component::Normal(name) => Some(name.to_str()),
        _ => None,
    });
    names.collect::<Option<Vec<&str>>>().map(|names| names.join("/"))
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

        let mut diagnostics = Vec::new();
        let tree = walk(root.path(), &mut diagnostics);
        let paths: Vec<&str> = tree.documents.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["content/articles/one.md"]);
        assert_eq!(diagnostics.len(), 3, "{diagnostics:?}");
    }
}
