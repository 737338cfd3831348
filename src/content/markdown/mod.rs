//! Markdown → [`Body`]. CommonMark with the extensions that editors know from GitHub and Obsidian: tables, footnotes,
//! strikethrough, task lists, alerts, definition lists, heading ids and wikilinks. Punctuation stays as it was written, and so
//! do `~` and `^`: "~200" is a number. Superscript and subscript are written `<sup>` and `<sub>`.
//!
//! Parsing never fails: whatever is wrong becomes a diagnostic, and the rest is read.

pub(crate) mod anchors;
mod blocks;
mod events;
mod footnotes;
mod note;
mod prose;
#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;

use pulldown_cmark::Options;

use super::body::Body;
use super::links::Resolve;
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::span::ByteSpan;

use blocks::Reader;
use events::Events;
use footnotes::Footnotes;

pub(crate) use note::parse_note;

/// What Diurna reads beyond CommonMark. Single tildes and carets are left out, as prose writes "~200" and "10^6".
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// Reads the Markdown in the bytes `body` of the file's text. Links are resolved by `links`; a link that leads nowhere is an
/// error, a footnote without its other half or HTML that was taken out a warning. All positions are bytes of the file's text.
pub fn parse(file: &Arc<SourceFile>, body: ByteSpan, links: &dyn Resolve, diagnostics: &mut Vec<Diagnostic>) -> Body {
    let events = events::collect(&file.text, body, EXTENSIONS);
    let footnotes = Footnotes::find(&events, file, diagnostics);
    Reader::new(file, Events::new(&events, &footnotes), footnotes, links, diagnostics).read().settled()
}
