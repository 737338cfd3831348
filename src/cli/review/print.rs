//! A review in words, for people who read it and for those to whom it is read; and as JSON lines.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use super::finding::{Finding, Place, Section, counted};

/// Findings of a section that are told unless all are asked for.
const MOST_TOLD: usize = 10;
/// Places of a finding that are told.
const MOST_PLACES: usize = 5;

/// The review in sentences.
pub(super) fn human(found: &[(&Section, Vec<Finding>)], all: bool) -> String {
    let total: usize = found.iter().map(|(_, findings)| findings.len()).sum();
    if total == 0 {
        return "Nothing to look at.\n".to_owned();
    }
    let verb = if total == 1 { "is" } else { "are" };
    let mut text = format!("There {verb} {} to look at.\n", counted(total, "thing"));
    for (section, findings) in found.iter().filter(|(_, findings)| !findings.is_empty()) {
        tell_section(&mut text, section, findings, all);
    }
    text
}

fn tell_section(text: &mut String, section: &Section, findings: &[Finding], all: bool) {
    let _ = write!(text, "\n{}: {}\n{}\n", section.title, findings.len(), section.advice);
    let told = if all { findings.len() } else { MOST_TOLD };
    for (at, finding) in findings.iter().take(told).enumerate() {
        let _ = write!(text, "\n{}. {}\n", at + 1, finding.message);
        tell_places(text, &finding.places);
        if let Some(proposal) = &finding.proposal {
            let _ = write!(text, "   To settle it, save this as {}:\n\n", proposal.file);
            for line in proposal.text.lines() {
                let _ = writeln!(text, "       {line}");
            }
        }
    }
    if findings.len() > told {
        let more = findings.len() - told;
        let _ = write!(text, "\nAnd {more} more: diurna review --section {} --all\n", section.name);
    }
}

fn tell_places(text: &mut String, places: &[Place]) {
    for place in places.iter().take(MOST_PLACES) {
        let _ = writeln!(text, "   {}:{}:{} “{}”", place.file, place.line, place.column, place.words);
    }
    if let Some(more) = places.len().checked_sub(MOST_PLACES).filter(|&more| more > 0) {
        let _ = writeln!(text, "   and {}", counted(more, "other place"));
    }
}

/// A finding with its section, for programs.
#[derive(Serialize)]
struct Line<'a> {
    section: &'a str,
    #[serde(flatten)]
    finding: &'a Finding,
}

/// Every finding, one a line.
pub(super) fn json(found: &[(&Section, Vec<Finding>)], out: &mut dyn Write) -> io::Result<()> {
    for (section, findings) in found {
        for finding in findings {
            serde_json::to_writer(&mut *out, &Line { section: section.name, finding })?;
            writeln!(out)?;
        }
    }
    Ok(())
}
