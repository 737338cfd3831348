//! A body as HTML, with marks laid over its words. Marks may nest, cross one another and cross the editor's own styles: where
//! two cross, the inner is closed and opened again, so that elements always nest. What a reader sees as text is exactly the
//! plain words that recognisers saw.
//!
//! The HTML holds at most one `<a>` at any place, gives every id once, and needs no script: a footnote stands beside its
//! reference as a margin note, and the two are linked both ways.

mod blocks;
#[cfg(test)]
mod checker;
mod excerpts;
mod inline;
mod markup;
mod notes;
mod outline;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::content::body::{Body, Destination, Text, TextId};
use crate::span::ByteSpan;

use blocks::Writer;
use inline::{Laid, Line};

pub use markup::escape;

/// One element laid over a span of one text. Those that do not fit their text are passed over.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay<'a> {
    /// The text.
    pub text: TextId,
    /// The bytes of its plain words.
    pub span: ByteSpan,
    /// The element.
    pub element: Element<'a>,
    /// The element's id; where the element is cut in pieces, the first bears it. One that is taken already is left out.
    pub id: Option<Cow<'a, str>>,
}

/// An HTML element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element<'a> {
    /// Its name. An `a` within another link becomes a `span` without `href`.
    pub name: &'static str,
    /// Its attributes without `id`, not escaped.
    pub attributes: Vec<(&'static str, Cow<'a, str>)>,
}

/// Something that knows the addresses of this page's links, relative to it or with the site's path, not escaped.
pub trait Links {
    /// The address of a link to a document, an anchor, a file or another site; none where the words stay without a link.
    fn href(&self, destination: &Destination) -> Option<String>;

    /// The address of an image; none where it is left out.
    fn image(&self, address: &Destination) -> Option<String> {
        self.href(address)
    }
}

/// The words of the interface that stand in a body, in the page's language.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// What an editor's note is called: `Note`.
    pub note: &'a str,
    /// What a link from a note to its reference is called: `Back to the text`.
    pub back: &'a str,
    /// What a table is called: `Table`.
    pub table: &'a str,
    /// What a ticked box means: `Done`.
    pub done: &'a str,
    /// What an empty box means: `To do`.
    pub to_do: &'a str,
    /// What stands for left-out sentences: `[…]`.
    pub gap: &'a str,
    /// The titles of alerts: note, tip, important, warning, caution.
    pub alerts: [&'a str; 5],
}

/// A body and all that its HTML depends on.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The body.
    pub body: &'a Body,
    /// What is laid over its texts, in any order. Of two over the same words, the first is the outer.
    pub overlays: &'a [Overlay<'a>],
    /// The addresses of links.
    pub links: &'a dyn Links,
    /// The words of the interface.
    pub words: Words<'a>,
    /// The anchor of each text's element, by [`TextId`]; empty for a page without them. Headings have their own.
    pub anchors: &'a [&'a str],
    /// The level of the first heading: 2 below a page's title. Deeper ones follow without a gap.
    pub first_heading: u8,
}

/// The whole body as HTML.
#[must_use]
pub fn write(page: &Page<'_>) -> String {
    Writer::new(page).write()
}

/// Only the report's sentences that bear an overlay, each a paragraph, with a mark where others were left out, and the
/// editor's notes to them. `sentences` are those of each text, by [`TextId`].
#[must_use]
pub fn write_excerpts(page: &Page<'_>, sentences: &[Vec<ByteSpan>]) -> String {
    excerpts::write(Writer::new(page), sentences)
}

/// A span of one text as HTML without ids, notes and images: the context of a mark on another page. `overlays` may hold
/// those of other texts too.
#[must_use]
pub fn write_span(body: &Body, text: TextId, span: ByteSpan, overlays: &[Overlay<'_>], links: &dyn Links) -> String {
    let laid: Vec<_> =
        overlays.iter().filter(|overlay| overlay.text == text).map(|overlay| Laid { overlay, id: None }).collect();
    let mut out = String::new();
    Line { text: body.text(text), span, overlays: &laid, links, images: false }.write(&mut out, &mut |_| None);
    out
}

/// A span of one text as plain words in one line; empty where it does not fit the text.
#[must_use]
pub fn plain_span(text: &Text, span: ByteSpan) -> String {
    span.of_text(&text.plain).replace('\n', " ")
}
