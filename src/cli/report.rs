//! Tells diagnostics to whoever runs the program: people, programs, or GitHub.

use std::io::{IsTerminal as _, Write as _};

use crate::diagnostic::{self, Diagnostic, Severity};

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For people: each with its source line
    #[default]
    Human,
    /// For programs: one JSON object a line
    Json,
    /// For GitHub's workflows: shown beside the changed lines
    Github,
}

/// Tells people, on standard error. That nobody listens is no reason to stop.
pub(super) fn tell(diagnostics: &[Diagnostic]) {
    if !diagnostics.is_empty() {
        let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let _ = std::io::stderr().write_all(diagnostic::render::human(diagnostics, colour).as_bytes());
    }
}

/// Prints to standard output, as the result of a command.
pub(super) fn print(diagnostics: &[Diagnostic], format: Format) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let line = match format {
        Format::Human => {
            let colour = out.is_terminal() && std::env::var_os("NO_COLOR").is_none();
            return out.write_all(diagnostic::render::human(diagnostics, colour).as_bytes());
        }
        Format::Json => diagnostic::render::json,
        Format::Github => diagnostic::render::github,
    };
    diagnostics.iter().try_for_each(|diagnostic| writeln!(out, "{}", line(diagnostic)))
}

/// Whether the diagnostics are such that the command has failed: an error, or with `strict` a warning.
pub(super) fn failed(diagnostics: &[Diagnostic], strict: bool) -> bool {
    diagnostics.iter().any(|diagnostic| strict || diagnostic.severity == Severity::Error)
}
