//! `diurna annotate`: marks as JSON lines, for other programs. Positions are Unicode code points, ends exclusive.

mod documents;
mod files;
mod form;

use std::path::{Path, PathBuf};

use super::Failure;

/// What `annotate` can be told.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false, id = "input")]
pub(super) struct Options {
    /// Articles of the dossier, by file
    #[arg(value_name = "FILE", group = "input")]
    files: Vec<PathBuf>,
    /// Read documents from standard input, one JSON object a line: {"id", "text", "published", "language"}
    #[arg(long, group = "input")]
    jsonl: bool,
}

pub(super) fn run(root: &Path, options: &Options) -> Result<(), Failure> {
    if options.jsonl { documents::annotate() } else { files::annotate(root, &options.files) }
}
