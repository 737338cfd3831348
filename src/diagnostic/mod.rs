//! A diagnostic: one problem at one place in one file, with the reason and a way out. Every part of Diurna
//! that reads what an editor wrote returns its value *and* diagnostics, and never stops at the first.
//!
//! [`render`] shows them: to people in a terminal, to programs as JSON, to GitHub as workflow commands.

mod code;
pub mod render;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use code::Code;

use crate::span::ByteSpan;

/// A file that an editor wrote, kept so that messages can show its lines.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path from the dossier's root, with `/` on every system.
    pub path: PathBuf,
    /// What it holds, without a byte order mark and with its own line ends.
    pub text: String,
}

impl SourceFile {
    /// A file at `path` that reads `text`.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { path: path.into(), text: text.into() })
    }

    /// The line and the column of a byte offset, both counted from 1; columns in code points.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The bytes of the file's text that are meant; none where the file as a whole is.
    pub span: Option<ByteSpan>,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site would be wrong: nothing is published.
    Error,
    /// The site is built; an editor should look.
    Warning,
}

/// Another place that explains the problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub location: Location,
    /// What is there, in a few words.
    pub text: String,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What sort of problem, as the docs list it.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where; none where the problem is in no file.
    pub location: Option<Location>,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// What to write or do instead, in one sentence.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error that keeps the site from being built.
    #[must_use]
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning.
    #[must_use]
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    fn new(severity: Severity, code: Code, message: impl Into<String>) -> Self {
        Self { code, severity, message: message.into(), location: None, labels: Vec::new(), help: None }
    }

    /// The same, at `span` of `file`.
    #[must_use]
    pub fn at(mut self, file: &Arc<SourceFile>, span: ByteSpan) -> Self {
        self.location = Some(Location { file: Arc::clone(file), span: Some(span) });
        self
    }

    /// The same, about `file` as a whole.
    #[must_use]
    pub fn in_file(mut self, file: &Arc<SourceFile>) -> Self {
        self.location = Some(Location { file: Arc::clone(file), span: None });
        self
    }

    /// The same, about a path whose content could not be read or does not matter.
    #[must_use]
    pub fn at_path(self, path: &Path) -> Self {
        self.in_file(&SourceFile::new(path, ""))
    }

    /// The same, at `location` where it has none of its own.
    #[must_use]
    pub fn or_at(mut self, location: Option<&Location>) -> Self {
        self.location = self.location.or_else(|| location.cloned());
        self
    }

    /// The same, with a way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same, with another place that explains it.
    #[must_use]
    pub fn label(mut self, file: &Arc<SourceFile>, span: ByteSpan, text: impl Into<String>) -> Self {
        let location = Location { file: Arc::clone(file), span: Some(span) };
        self.labels.push(Label { location, text: text.into() });
        self
    }
}

/// Puts diagnostics in the order in which an editor works through them: by file, then line, then column; those in no
/// file first. The same problem found twice is told once.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    diagnostics.dedup();
}

fn sort_key(diagnostic: &Diagnostic) -> (Option<&Path>, usize, Severity, &str) {
    let location = diagnostic.location.as_ref();
    let start = location.and_then(|location| location.span).map_or(0, ByteSpan::start);
    (location.map(|location| location.file.path.as_path()), start, diagnostic.severity, &diagnostic.message)
}

/// Whether any of them keeps the site from being built.
#[must_use]
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
