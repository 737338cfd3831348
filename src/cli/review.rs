//! `diurna review`: what an editor should look at. None of it is an error; each is a place where a line by the editor would
//! make the dossier say more, or say it more surely.
//!
//! One file below `review/` gathers one section from the model, and [`SECTIONS`] lists them. Adding a section is a file and a line.

mod ambiguous_names;
mod dates;
mod disagreements;
mod figures;
mod finding;
mod names;
mod print;
mod rivals;
mod weekdays;

use std::io::Write as _;
use std::path::Path;

use super::{Failure, Reading};
use crate::config::Config;
use crate::dossier::Dossier;
use finding::{Finding, Section};
pub(super) use names::proposed_file;

/// What `review` can be told.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Only this section
    #[arg(long, value_name = "SECTION", value_parser = section_named)]
    section: Option<&'static Section>,
    /// Everything of every section, not only what weighs most
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    reading: Reading,
}

/// How a review is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people, in sentences
    #[default]
    Human,
    /// For programs: one JSON object a line
    Json,
}

/// Every section, in the order in which a review tells them.
static SECTIONS: [Section; 7] = [
    disagreements::SECTION,
    rivals::SECTION,
    figures::SECTION,
    names::SECTION,
    ambiguous_names::SECTION,
    dates::SECTION,
    weekdays::SECTION,
];

pub(super) fn run(root: &Path, options: &Options) -> Result<(), Failure> {
    let (dossier, config) = options.reading.model(root)?;
    let sections = SECTIONS.iter().filter(|section| options.section.is_none_or(|only| only.name == section.name));
    let found: Vec<_> = sections.map(|section| (section, findings(section, &dossier, &config))).collect();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match options.format {
        Format::Human => out.write_all(print::human(&found, options.all).as_bytes())?,
        Format::Json => print::json(&found, &mut out)?,
    }
    Ok(out.flush()?)
}

/// What a section finds, the weightiest first, then in order of the dossier.
fn findings(section: &Section, dossier: &Dossier, config: &Config) -> Vec<Finding> {
    let mut findings = (section.find)(dossier, config);
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.weight));
    findings
}

fn section_named(name: &str) -> Result<&'static Section, String> {
    let known = || SECTIONS.iter().map(|section| section.name).collect::<Vec<_>>().join(", ");
    SECTIONS.iter().find(|section| section.name == name).ok_or_else(|| format!("write one of: {}", known()))
}
