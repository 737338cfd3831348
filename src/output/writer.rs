//! Writes a site to a folder.
//!
//! Files come one by one while the site is made. Each that is new or changed is put in a folder beside the published ones,
//! under a name of ours; when the site is whole, all move to their places. So a build that fails has changed nothing, and no
//! build holds its site in memory.
//!
//! The order of things keeps the folder sound at every moment: first the manifest names all files, old and new, so that a
//! build which is cut short leaves nothing that the next one would not know as its own; then files move, each in one step,
//! or a whole folder where there was none; then those that the site no longer has are removed; then the manifest is made exact.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::OutputError;
use super::hashed::{Hashed, hash_of};
use super::manifest::{self, Manifest};
use super::place;
use crate::render::{Content, File, FileBody, Sink};

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

/// A site on its way to a folder. Dropped before it is published, it leaves the folder as it was.
#[derive(Debug)]
pub struct Writer {
    output: PathBuf,
    /// Whether the folder was not there before.
    is_made: bool,
    /// Whether nothing was in the folder, so that nothing can be in the way.
    is_fresh: bool,
    old: Manifest,
    progress: Mutex<Progress>,
}

/// How far a site is.
#[derive(Debug, Default)]
struct Progress {
    /// The hash of each file that came, by path.
    files: BTreeMap<String, String>,
    written: usize,
    /// What first went wrong.
    problem: Option<OutputError>,
}

impl Writer {
    /// A writer of the site of the dossier at `root` to `output`.
    ///
    /// # Errors
    /// Where the folder must not be written to, or the disk refuses.
    pub fn new(root: &Path, output: &Path) -> Result<Self, OutputError> {
        place::check(root, output)?;
        let staging = output.join(place::STAGING);
        if staging.exists() {
            fs::remove_dir_all(&staging).map_err(OutputError::disk("remove", &staging))?;
        }
        let old = Manifest::read(output);
        let is_made = !output.exists();
        fs::create_dir_all(output).map_err(OutputError::disk("create", output))?;
        let is_fresh = fs::read_dir(output).map_err(OutputError::disk("read", output))?.next().is_none();
        fs::create_dir(&staging).map_err(OutputError::disk("create", &staging))?;
        Ok(Self { output: output.to_owned(), is_made, is_fresh, old, progress: Mutex::default() })
    }

    /// Puts every file that was taken in its place, and removes those of the site before that are needed no more.
    ///
    /// # Errors
    /// Where a file of somebody else is in the way, which leaves the folder as it was, or the disk refuses.
    pub fn publish(self) -> Result<Written, OutputError> {
        let Progress { files, written, problem } = std::mem::take(&mut *self.progress());
        if let Some(problem) = problem {
            return Err(problem);
        }
        let unchanged = files.len() - written;
        let exact = Manifest::new(files);
        claim(&self.old, &exact.files).write(&self.output)?;
        move_into(&self.staging(), &self.output)?;
        let (removed, kept) = remove_stale(&self.old, &exact.files, &self.output)?;
        if !self.old.files.is_empty() {
            exact.write(&self.output)?;
        }
        Ok(Written { written, unchanged, removed, kept })
    }

    fn staging(&self) -> PathBuf {
        self.output.join(place::STAGING)
    }

    /// A thread that panicked leaves the progress whole, for each file is entered in one step.
    fn progress(&self) -> std::sync::MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stage(&self, file: &File) -> Result<(), OutputError> {
        let bytes = match &file.body {
            FileBody::Bytes(bytes) => Cow::Borrowed(&bytes[..]),
            FileBody::Copy(from) => Cow::Owned(fs::read(from).map_err(OutputError::disk("read", from))?),
        };
        let is_changed = self.is_fresh || self.is_changed(&file.path, &bytes)?;
        if is_changed {
            let path = below(&self.staging(), &file.path)?;
            write_new(&path, &bytes).map_err(OutputError::disk("write", &path))?;
        }
        self.enter(&file.path, manifest::hash(&bytes), is_changed);
        Ok(())
    }

    /// Stages a file while it is made. Whether it is changed is known only when it is whole.
    fn stage_as_made(&self, path: &str, content: &Content<'_>) -> Result<io::Result<()>, OutputError> {
        let staged = below(&self.staging(), path)?;
        let failed = |error| OutputError::disk("write", &staged)(error);
        let mut out = Hashed::new(create_new(&staged).map_err(failed)?);
        match content(&mut out).and_then(|()| out.flush()) {
            Err(error) if out.get_ref().has_failed => return Err(failed(error)),
            Err(error) => return Ok(Err(error)),
            Ok(()) => {}
        }
        let (length, hash) = out.get_ref().told();
        let is_same = |target: &Path| hash_of(target).is_ok_and(|old| old == (length, hash.clone()));
        let is_changed = self.is_fresh || self.differs(path, is_same)?;
        if !is_changed {
            fs::remove_file(&staged).map_err(OutputError::disk("remove", &staged))?;
        }
        self.enter(path, hash, is_changed);
        Ok(Ok(()))
    }

    fn enter(&self, path: &str, hash: String, is_changed: bool) {
        let mut progress = self.progress();
        progress.files.insert(path.to_owned(), hash);
        progress.written += usize::from(is_changed);
    }

    /// Whether the folder lacks the file or holds another in its place.
    fn is_changed(&self, path: &str, bytes: &[u8]) -> Result<bool, OutputError> {
        let has_length = |target: &Path| fs::metadata(target).is_ok_and(|meta| meta.len() == bytes.len() as u64);
        self.differs(path, |target| has_length(target) && fs::read(target).is_ok_and(|old| old == bytes))
    }

    /// Whether the folder lacks the file, or what it has in its place is another and ours.
    fn differs(&self, path: &str, is_same: impl FnOnce(&Path) -> bool) -> Result<bool, OutputError> {
        let target = confined(&self.output, path)?;
        match fs::symlink_metadata(&target) {
            Err(_) => Ok(true),
            Ok(meta) if !meta.is_file() => Err(OutputError::Foreign(target)),
            Ok(_) if is_same(&target) => Ok(false),
            Ok(_) if self.old.files.contains_key(path) => Ok(true),
            Ok(_) => Err(OutputError::Foreign(target)),
        }
    }
}

impl Sink for Writer {
    fn take(&self, file: File) {
        if let Err(problem) = self.stage(&file) {
            self.progress().problem.get_or_insert(problem);
        }
    }

    fn take_as_made(&self, path: &str, content: &Content<'_>) -> io::Result<()> {
        self.stage_as_made(path, content).unwrap_or_else(|problem| {
            self.progress().problem.get_or_insert(problem);
            Ok(())
        })
    }
}

/// Removes what was staged and not published, and the folder where it was made for nothing. What cannot be removed the next
/// build knows as ours.
impl Drop for Writer {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(self.staging()));
        if self.is_made {
            drop(fs::remove_dir(&self.output));
        }
    }
}

/// Writes a file that is not there yet, with the folders above it.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_new(path)?.write_all(bytes)
}

/// Makes a file that is not there yet, with the folders above it.
fn create_new(path: &Path) -> io::Result<fs::File> {
    match fs::File::create(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), make_folder)?;
            fs::File::create(path)
        }
        created => created,
    }
}

/// Makes a folder in one call to the system where the folder above it is there, as it mostly is.
fn make_folder(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => fs::create_dir_all(folder),
        made => made,
    }
}

/// The manifest of both the old site and the new.
fn claim(old: &Manifest, files: &BTreeMap<String, String>) -> Manifest {
    let mut both = old.files.clone();
    both.extend(files.iter().map(|(path, hash)| (path.clone(), hash.clone())));
    Manifest::new(both)
}

/// Moves what is in `from` into `to`: a file over the one before it, a folder as a whole where there is none.
fn move_into(from: &Path, to: &Path) -> Result<(), OutputError> {
    for entry in fs::read_dir(from).map_err(OutputError::disk("read", from))? {
        let entry = entry.map_err(OutputError::disk("read", from))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let is_folder = |path: &Path| fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir());
        if is_folder(&source) && is_folder(&target) {
            move_into(&source, &target)?;
        } else {
            fs::rename(&source, &target).map_err(OutputError::disk("write", &target))?;
        }
    }
    Ok(())
}

/// The place of `path` below `folder`: no `..` and no absolute part. In a folder of which all is ours, that is enough to stay in it.
fn below(folder: &Path, path: &str) -> Result<PathBuf, OutputError> {
    let place = folder.join(path);
    let is_below = Path::new(path).components().all(|component| matches!(component, Component::Normal(_)));
    if is_below { Ok(place) } else { Err(OutputError::Foreign(place)) }
}

/// The place of `path` below `output`, if it stays there, and no folder on the way is a link.
fn confined(output: &Path, path: &str) -> Result<PathBuf, OutputError> {
    let place = below(output, path)?;
    let is_link_or_file = |folder: &&Path| fs::symlink_metadata(folder).is_ok_and(|meta| !meta.is_dir());
    let mut on_the_way = place.ancestors().skip(1).take_while(|folder| *folder != output);
    match on_the_way.find(is_link_or_file) {
        Some(obstacle) => Err(OutputError::Foreign(obstacle.to_owned())),
        None => Ok(place),
    }
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

    type Files<'a> = &'a [(&'a str, &'a str)];

    fn staged(site: Files<'_>, root: &Path, output: &Path) -> Result<Writer, OutputError> {
        let writer = Writer::new(root, output)?;
        for &(path, text) in site {
            writer.take(File { path: path.to_owned(), body: FileBody::Bytes(text.to_owned().into()) });
        }
        Ok(writer)
    }

    fn write(site: Files<'_>, root: &Path, output: &Path) -> Result<Written, OutputError> {
        staged(site, root, output)?.publish()
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
        let site: Files<'_> = &[("index.html", "home"), ("a/index.html", "a")];
        assert_eq!(write(site, root.path(), &output).unwrap().written, 2);
        let before = fs::metadata(output.join("index.html")).unwrap().modified().unwrap();
        let second = write(site, root.path(), &output).unwrap();
        assert_eq!((second.written, second.unchanged), (0, 2));
        assert_eq!(fs::metadata(output.join("index.html")).unwrap().modified().unwrap(), before);
    }

    #[test]
    fn a_file_that_is_written_as_it_is_made_is_as_any_other() {
        let (root, output) = place();
        let written = |text: &'static str| {
            let writer = Writer::new(root.path(), &output).unwrap();
            writer
                .take_as_made("data/all.json", &|out| text.bytes().try_for_each(|byte| out.write_all(&[byte])))
                .unwrap();
            writer.publish().unwrap()
        };
        let counted = |text| {
            let Written { written, unchanged, .. } = written(text);
            (written, unchanged, fs::read_to_string(output.join("data/all.json")).unwrap())
        };
        assert_eq!(counted("[1]"), (1, 0, "[1]".to_owned()));
        assert_eq!(counted("[1]"), (0, 1, "[1]".to_owned()));
        assert_eq!(counted("[2]"), (1, 0, "[2]".to_owned()));
        assert_eq!(write(&[("data/all.json", "[2]")], root.path(), &output).unwrap().unchanged, 1);
    }

    #[test]
    fn content_that_cannot_be_made_is_told_and_publishes_nothing() {
        let (root, output) = place();
        let writer = Writer::new(root.path(), &output).unwrap();
        let refused = writer.take_as_made("data/all.json", &|_| Err(io::Error::other("no such number")));
        assert_eq!(refused.unwrap_err().to_string(), "no such number");
        drop(writer);
        assert!(!output.exists());
    }

    #[test]
    fn what_the_site_no_longer_has_goes_and_with_it_empty_folders() {
        let (root, output) = place();
        write(&[("a/b/index.html", "b"), ("index.html", "home")], root.path(), &output).unwrap();
        let second = write(&[("index.html", "home")], root.path(), &output).unwrap();
        assert_eq!(second.removed, 1);
        assert!(!output.join("a").exists());
    }

    #[test]
    fn a_site_that_is_not_published_leaves_everything_as_it_was() {
        let (root, output) = place();
        drop(staged(&[("index.html", "home")], root.path(), &output).unwrap());
        assert!(!output.exists());
        write(&[("index.html", "home")], root.path(), &output).unwrap();
        drop(staged(&[("index.html", "new home"), ("a/index.html", "a")], root.path(), &output).unwrap());
        assert_eq!(fs::read_to_string(output.join("index.html")).unwrap(), "home");
        assert!(!output.join("a").exists() && !output.join(place::STAGING).exists());
    }

    #[test]
    fn what_a_killed_build_staged_is_in_nobodys_way() {
        let (root, output) = place();
        std::mem::forget(staged(&[("half.html", "half")], root.path(), &output).unwrap());
        assert_eq!(write(&[("index.html", "home")], root.path(), &output).unwrap().written, 1);
        assert!(!output.join("half.html").exists() && !output.join(place::STAGING).exists());
    }

    #[test]
    fn files_of_others_are_neither_removed_nor_overwritten() {
        let (root, output) = place();
        write(&[("index.html", "home")], root.path(), &output).unwrap();
        fs::write(output.join("mine.txt"), "mine").unwrap();
        write(&[("index.html", "new home")], root.path(), &output).unwrap();
        assert_eq!(fs::read_to_string(output.join("mine.txt")).unwrap(), "mine");
        let clash = write(&[("index.html", "x"), ("mine.txt", "theirs")], root.path(), &output);
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
        write(&[("old.html", "old"), ("index.html", "home")], root.path(), &output).unwrap();
        fs::write(output.join("old.html"), "changed by hand").unwrap();
        let second = write(&[("index.html", "home")], root.path(), &output).unwrap();
        assert_eq!(second.kept, [output.join("old.html")]);
        assert!(output.join("old.html").exists());
    }

    #[test]
    fn folders_that_are_not_ours_are_refused() {
        let (root, output) = place();
        let home: Files<'_> = &[("index.html", "home")];
        fs::create_dir(&output).unwrap();
        fs::write(output.join("thesis.docx"), "years of work").unwrap();
        let refused = |folder: &Path| write(home, root.path(), folder).expect_err("refused").to_string();
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
            assert!(write(&[(path, "x")], root.path(), &output).is_err(), "{path}");
        }
        assert!(!root.path().join("escaped.html").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_output_folder_is_not_followed() {
        let (root, output) = place();
        write(&[("index.html", "home")], root.path(), &output).unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), output.join("a")).unwrap();
        assert!(write(&[("a/index.html", "x")], root.path(), &output).is_err());
        assert!(!elsewhere.path().join("index.html").exists());
    }

    #[test]
    fn a_build_that_was_cut_short_does_not_block_the_next() {
        let (root, output) = place();
        write(&[("index.html", "home")], root.path(), &output).unwrap();
        claim(&Manifest::read(&output), &BTreeMap::from([("half.html".into(), manifest::hash(b"whole"))]))
            .write(&output)
            .unwrap();
        fs::write(output.join("half.html"), "half").unwrap();
        let whole: Files<'_> = &[("index.html", "home"), ("half.html", "whole")];
        assert_eq!(write(whole, root.path(), &output).unwrap().written, 1);
    }
}
