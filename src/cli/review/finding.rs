//! A finding: one thing for an editor to look at, with where it is and what could be done.

use serde::Serialize;

use crate::config::Config;
use crate::content::body::TextId;
use crate::dossier::{ArticleIndex, Dossier, MarkIndex};
use crate::span::ByteSpan;

/// A kind of finding, and how it is gathered.
#[derive(Debug)]
pub(super) struct Section {
    /// Its name on the command line and for programs.
    pub(super) name: &'static str,
    /// Its heading.
    pub(super) title: &'static str,
    /// What to do about such findings, in a sentence or two.
    pub(super) advice: &'static str,
    /// Gathers them.
    pub(super) find: fn(&Dossier, &Config) -> Vec<Finding>,
}

/// One thing to look at.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    /// How much of the dossier it touches: mostly the number of places.
    pub(super) weight: usize,
    /// What it is, in a sentence.
    pub(super) message: String,
    /// Where it is, in order of the dossier.
    pub(super) places: Vec<Place>,
    /// The ids that could be meant; most findings have none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) candidates: Vec<String>,
    /// A file that would settle it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) proposal: Option<Proposal>,
}

/// Words in a file.
#[derive(Debug, Serialize)]
pub(super) struct Place {
    /// The path from the dossier's root.
    pub(super) file: String,
    /// Both counted from 1; columns in code points.
    pub(super) line: usize,
    pub(super) column: usize,
    /// The words.
    pub(super) words: String,
}

/// A file to be written.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Proposal {
    /// Where: a path from the dossier's root.
    pub(super) file: String,
    /// What it would hold.
    pub(super) text: String,
}

impl Finding {
    /// A finding at some places, which weighs as much as they are many.
    pub(super) fn at(message: String, places: Vec<Place>) -> Self {
        Self { weight: places.len(), message, places, candidates: Vec::new(), proposal: None }
    }
}

impl Place {
    /// The place of a mark.
    pub(super) fn of_mark(dossier: &Dossier, index: MarkIndex) -> Self {
        let mark = &dossier.mark(index).mark;
        Self::new(dossier, index.article, mark.text, mark.span)
    }

    /// The place of some words of an article.
    pub(super) fn new(dossier: &Dossier, article: ArticleIndex, text: TextId, span: ByteSpan) -> Self {
        let document = dossier.document(article);
        let words = document.body.text(text);
        let (line, column) = document.file.line_column(words.source.source_of(span).start());
        let file = document.file.path.display().to_string();
        Self { file, line, column, words: span.of_text(&words.plain).to_owned() }
    }
}

/// `3 reports`, `1 report`.
pub(super) fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// The words as a string of YAML, in quotation marks where they need them.
pub(super) fn yaml(words: &str) -> String {
    let is_plain = words.starts_with(char::is_alphabetic)
        && words.chars().all(|letter| letter.is_alphanumeric() || letter == ' ' || letter == '-')
        && !["true", "false", "yes", "no", "null", "on", "off"].contains(&words.to_lowercase().as_str());
    if is_plain { words.to_owned() } else { format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\"")) }
}
