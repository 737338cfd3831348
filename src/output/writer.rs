//! Writes a site to a folder.
//!
//! The order of things keeps the folder sound at every moment: first the manifest names all files, old and new, so that a
//! build which is cut short leaves nothing that the next one would not know as its own; then files are written, each in
//! one step; then those that the site no longer has are removed; then the manifest is made exact.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use super::OutputError;
use super::atomic::replace;
use super::manifest::{self, Manifest};
use super::place;
use crate::render::{File, FileBody, Site};

/// What writing a site came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were as they should be, and were not touched.
    pub unchanged: usize,
    /// Files of an earlier site that are gone.
    pub removed: usize,
    /// Files of an earlier site that are not needed now but were changed by somebody, and therefore kept.
    pub kept: Vec<PathBuf>,
}

/// Writes `site`, made from the dossier at `root`, to `output`.
///
/// # Errors
/// Where the folder must not be written to, a file of somebody else is in the way, or the disk refuses.
pub fn write(site: &Site, root: &Path, output: &Path) -> Result<Written, OutputError> {
    place::check(root, output)?;
    fs::create_dir_all(output).map_err(OutputError::disk("create", output))?;
    let old = Manifest::read(output);
    let plan = site.files.par_iter().map(|file| Planned::new(file, &old, output)).collect::<Result<Vec<_>, _>>()?;
    let files: BTreeMap<String, String> = plan.iter().map(|file| (file.path.to_owned(), file.hash.clone())).collect();
    claim(&old, &files).write(output)?;
    plan.par_iter().filter(|file| file.changed).try_for_each(|file| file.write(output))?;
    let (removed, kept) = remove_stale(&old, &files, output)?;
    Manifest::new(files).write(output)?;
    let written = plan.iter().filter(|file| file.changed).count();
    Ok(Written { written, unchanged: plan.len() - written, removed, kept })
}

/// The manifest of both the old site and the new.
fn claim(old: &Manifest, files: &BTreeMap<String, String>) -> Manifest {
    let mut both = old.files.clone();
    both.extend(files.iter().map(|(path, hash)| (path.clone(), hash.clone())));
    Manifest::new(both)
}

/// A file that is to be written, or already is.
struct Planned<'a> {
    path: &'a str,
    bytes: Cow<'a, [u8]>,
    hash: String,
    changed: bool,
}

impl<'a> Planned<'a> {
    fn new(file: &'a File, old: &Manifest, output: &Path) -> Result<Self, OutputError> {
        let bytes = match &file.body {
            FileBody::Bytes(bytes) => Cow::Borrowed(&bytes[..]),
            FileBody::Copy(from) => Cow::Owned(fs::read(from).map_err(OutputError::disk("read", from))?),
        };
        let target = confined(output, &file.path)?;
        let changed = match fs::symlink_metadata(&target) {
            Err(_) => true,
            Ok(meta) if meta.is_file() => {
                meta.len() != bytes.len() as u64 || fs::read(&target).ok().as_deref() != Some(&*bytes)
            }
            Ok(_) => return Err(OutputError::Foreign(target)),
        };
        if changed && target.exists() && !old.files.contains_key(&file.path) {
            return Err(OutputError::Foreign(target));
        }
        Ok(Self { path: &file.path, hash: manifest::hash(&bytes), bytes, changed })
    }

    fn write(&self, output: &Path) -> Result<(), OutputError> {
        let target = output.join(self.path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(OutputError::disk("create", folder))?;
        }
        replace(&target, &self.bytes)
    }
}

/// The place of `path` below `output`, if it stays there: no `..`, no absolute part, and no folder on the way that is a link.
fn confined(output: &Path, path: &str) -> Result<PathBuf, OutputError> {
    let mut place = output.to_owned();
    for component in Path::new(path).components() {
        let Component::Normal(part) = component else { return Err(OutputError::Foreign(output.join(path))) };
        if place != output && fs::symlink_metadata(&place).is_ok_and(|meta| !meta.is_dir()) {
            return Err(OutputError::Foreign(place));
        }
        place.push(part);
    }
    Ok(place)
}

/// Removes the files of the old site that the new one lacks, if they are as we wrote them, and the folders that are empty then.
fn remove_stale(
    old: &Manifest,
    files: &BTreeMap<String, String>,
    output: &Path,
) -> Result<(usize, Vec<PathBuf>), OutputError> {
    let (mut removed, mut kept) = (0, Vec::new());
    for (path, hash) in old.files.iter().filter(|(path, _)| !files.contains_key(*path)) {
        let Ok(target) = confined(output, path) else { continue };
        match fs::read(&target) {
            Ok(bytes) if manifest::hash(&bytes) == *hash => {
                fs::remove_file(&target).map_err(OutputError::disk("remove", &target))?;
                remove_empty_folders(&target, output);
                removed += 1;
            }
            Ok(_) => kept.push(target),
            Err(_) => {}
        }
    }
    Ok((removed, kept))
}

/// Removes the folders above `file` that are empty, up to `output`. A folder that is not empty stays: the system refuses.
fn remove_empty_folders(file: &Path, output: &Path) {
    let above = file.ancestors().skip(1).take_while(|folder| *folder != output);
    for folder in above {
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Site {
        let file = |&(path, text): &(&str, &str)| File {
            path: path.to_owned(),
            body: FileBody::Bytes(text.to_owned().into()),
        };
        Site { files: files.iter().map(file).collect() }
    }

    /// A dossier in a temporary folder, and the folder to write to.
    fn place() -> (tempfile::TempDir, PathBuf) {
        let root = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(root.path().join("content")).expect("content/");
        let output = root.path().join("public");
        (root, output)
    }

    #[test]
    fn a_second_writing_touches_nothing() {
        let (root, output) = place();
        let site = site(&[("index.html", "home"), ("a/index.html", "a")]);
        assert_eq!(write(&site, root.path(), &output).unwrap().written, 2);
        let before = fs::metadata(output.join("index.html")).unwrap().modified().unwrap();
        let second = write(&site, root.path(), &output).unwrap();
        assert_eq!((second.written, second.unchanged), (0, 2));
        assert_eq!(fs::metadata(output.join("index.html")).unwrap().modified().unwrap(), before);
    }

    #[test]
    fn what_the_site_no_longer_has_goes_and_with_it_empty_folders() {
        let (root, output) = place();
        write(&site(&[("a/b/index.html", "b"), ("index.html", "home")]), root.path(), &output).unwrap();
        let second = write(&site(&[("index.html", "home")]), root.path(), &output).unwrap();
        assert_eq!(second.removed, 1);
        assert!(!output.join("a").exists());
    }

    #[test]
    fn files_of_others_are_neither_removed_nor_overwritten() {
        let (root, output) = place();
        write(&site(&[("index.html", "home")]), root.path(), &output).unwrap();
        fs::write(output.join("mine.txt"), "mine").unwrap();
        write(&site(&[("index.html", "new home")]), root.path(), &output).unwrap();
        assert_eq!(fs::read_to_string(output.join("mine.txt")).unwrap(), "mine");
        let clash = write(&site(&[("index.html", "x"), ("mine.txt", "theirs")]), root.path(), &output);
        assert!(matches!(clash, Err(OutputError::Foreign(_))));
        assert_eq!(
            fs::read_to_string(output.join("index.html")).unwrap(),
            "new home",
            "nothing is written when something is in the way"
        );
    }

    #[test]
    fn a_stale_file_that_somebody_changed_is_kept() {
        let (root, output) = place();
        write(&site(&[("old.html", "old"), ("index.html", "home")]), root.path(), &output).unwrap();
        fs::write(output.join("old.html"), "changed by hand").unwrap();
        let second = write(&site(&[("index.html", "home")]), root.path(), &output).unwrap();
        assert_eq!(second.kept, [output.join("old.html")]);
        assert!(output.join("old.html").exists());
    }

    #[test]
    fn folders_that_are_not_ours_are_refused() {
        let (root, output) = place();
        let home = site(&[("index.html", "home")]);
        fs::create_dir(&output).unwrap();
        fs::write(output.join("thesis.docx"), "years of work").unwrap();
        let refused = |folder: &Path| write(&home, root.path(), folder).expect_err("refused").to_string();
        assert!(refused(&output).ends_with("holds files that Diurna did not write"));
        assert!(refused(root.path()).ends_with("holds the dossier itself"));
        assert!(refused(&root.path().join("content/site")).ends_with("lies among what editors write"));
        assert!(refused(&root.path().join("public/../content")).ends_with("lies among what editors write"));
        assert!(refused(&output.join("thesis.docx")).ends_with("is a file"));
    }

    #[test]
    fn no_path_leaves_the_output_folder() {
        let (root, output) = place();
        for path in ["../escaped.html", "/escaped.html", "a/../../escaped.html"] {
            assert!(write(&site(&[(path, "x")]), root.path(), &output).is_err(), "{path}");
        }
        assert!(!root.path().join("escaped.html").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_output_folder_is_not_followed() {
        let (root, output) = place();
        write(&site(&[("index.html", "home")]), root.path(), &output).unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), output.join("a")).unwrap();
        assert!(write(&site(&[("a/index.html", "x")]), root.path(), &output).is_err());
        assert!(!elsewhere.path().join("index.html").exists());
    }

    #[test]
    fn a_build_that_was_cut_short_does_not_block_the_next() {
        let (root, output) = place();
        write(&site(&[("index.html", "home")]), root.path(), &output).unwrap();
        claim(&Manifest::read(&output), &BTreeMap::from([("half.html".into(), manifest::hash(b"whole"))]))
            .write(&output)
            .unwrap();
        fs::write(output.join("half.html"), "half").unwrap();
        let whole = site(&[("index.html", "home"), ("half.html", "whole")]);
        assert_eq!(write(&whole, root.path(), &output).unwrap().written, 1);
    }
}
