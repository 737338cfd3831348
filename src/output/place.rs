//! Which folders a site may be written to: none that holds what an editor wrote, and none that is not ours.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::OutputError;
use super::manifest;

/// The folder, within that of the output, where a site's files wait until all are made.
pub(super) const STAGING: &str = ".diurna-staging";

/// The folders of a dossier that hold what editors wrote.
const EDITORS_FOLDERS: [&str; 5] = ["content", "themes", "static", "templates", ".git"];

/// Checks that the site of the dossier at `root` may be written to `output`.
pub(super) fn check(root: &Path, output: &Path) -> Result<(), OutputError> {
    let unsafe_place = |reason, help| Err(OutputError::Unsafe { folder: output.to_owned(), reason, help });
    let (real_root, real_output) = (resolved(root), resolved(output));
    if real_root.starts_with(&real_output) {
        return unsafe_place("holds the dossier itself", "write to a folder of its own, such as public");
    }
    if EDITORS_FOLDERS.iter().any(|folder| real_output.starts_with(real_root.join(folder))) {
        return unsafe_place("lies among what editors write", "write to a folder of its own, such as public");
    }
    if output.exists() && !output.is_dir() {
        return unsafe_place("is a file", "choose another with --output");
    }
    if is_foreign(output)? {
        return unsafe_place(
            "holds files that Diurna did not write",
            "choose an empty folder with --output, or empty this one yourself if nothing in it is needed",
        );
    }
    Ok(())
}

/// Whether the folder has files in it and no manifest of ours.
fn is_foreign(output: &Path) -> Result<bool, OutputError> {
    if !output.exists() || output.join(manifest::FILE_NAME).is_file() {
        return Ok(false);
    }
    let mut entries = fs::read_dir(output).map_err(OutputError::disk("read", output))?;
    Ok(entries.any(|entry| entry.is_ok_and(|entry| entry.file_name() != STAGING)))
}

/// The path without links and `..`, also where its last parts do not exist yet.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let existing = absolute.ancestors().find_map(|ancestor| Some((ancestor, ancestor.canonicalize().ok()?)));
    let Some((ancestor, real)) = existing else { return absolute };
    let rest = absolute.strip_prefix(ancestor).unwrap_or(Path::new(""));
    rest.components().fold(real, |mut path, component| {
        match component {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(part) => path.push(part),
            _ => {}
        }
        path
    })
}
