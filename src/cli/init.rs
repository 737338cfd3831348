//! `diurna init`: a dossier to begin with, that works at once and shows every kind of file. The reports in it are invented.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;

use super::Failure;

/// What `init` can be told.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// The folder to start it in; made where it is missing
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// The files of a new dossier. A part of a path that begins with `dot-` begins with a dot in the dossier: a package must not
/// carry hidden files of its own.
#[derive(RustEmbed)]
#[folder = "src/cli/starter"]
struct Starter;

pub(super) fn run(root: &Path, options: &Options) -> Result<(), Failure> {
    let folder = options.folder.as_deref().map_or_else(|| root.to_owned(), |folder| root.join(folder));
    if folder.join("site.yaml").exists() {
        let help = "look at it with diurna serve, or name another folder";
        return Err(Failure::usage(format!("{} already holds a dossier", folder.display()), help));
    }
    let failed = |path: &Path, error: &io::Error| {
        Failure::machine(
            format!("cannot write {}: {error}", path.display()),
            "make sure that the folder may be written to",
        )
    };
    for name in Starter::iter() {
        let target = folder.join(name.replace("dot-", "."));
        let bytes = Starter::get(&name).map(|file| file.data).unwrap_or_default();
        create_missing(&target, &bytes).map_err(|error| failed(&target, &error))?;
    }
    let mut out = io::stdout();
    writeln!(
        out,
        "A dossier stands in {}. The reports in it are invented: put your own in their place.",
        folder.display()
    )?;
    writeln!(out, "See it with:  diurna serve --open --root {}", folder.display())?;
    Ok(())
}

/// Writes a file, unless there is one already.
fn create_missing(target: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(above) = target.parent() {
        fs::create_dir_all(above)?;
    }
    match fs::File::create_new(target) {
        Ok(mut file) => file.write_all(bytes),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}
