//! `diurna export`: one export of the dossier, on standard output.

use std::io::Write as _;
use std::path::Path;

use super::{Failure, Reading};
use crate::render::address::Addresses;
use crate::render::exports::Format;
use crate::render::publication::Publication;

/// What `export` can be told.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// The export
    #[arg(value_parser = parse_format)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(root: &Path, options: &Options) -> Result<(), Failure> {
    let (dossier, config) = options.reading.model(root)?;
    let addresses = Addresses::new(&config.base_url).map_err(Failure::Usage)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    options.format.write(&Publication::new(&dossier, &config, &addresses), &mut out)?;
    Ok(out.flush()?)
}

fn parse_format(name: &str) -> Result<Format, String> {
    let known = || Format::ALL.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ");
    Format::ALL.iter().copied().find(|format| format.name() == name).ok_or_else(|| format!("write one of: {}", known()))
}
