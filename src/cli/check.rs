//! `diurna check`: every problem of the dossier, with nothing written.

use std::path::Path;

use super::report::{self, Format};
use super::{Failure, Reading};
use crate::Settings;
use crate::render::Discard;

/// What `check` can be told.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(root: &Path, options: &Options) -> Result<(), Failure> {
    let settings = Settings { drafts: options.reading.drafts, search: false, ..Settings::new(root) };
    let build = crate::build(&settings, &Discard, &|_| {});
    report::print(&build.diagnostics, options.format)?;
    if report::failed(&build.diagnostics, options.strict) {
        return Err(Failure::Problems);
    }
    if options.format == Format::Human && build.diagnostics.is_empty() {
        eprintln!("no problems: {} articles, {} pages", build.articles, build.pages);
    }
    Ok(())
}
