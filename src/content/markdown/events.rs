//! The parser's events, placed in the file, and a cursor over them that passes by the footnotes' definitions: those are read
//! apart, after the text that refers to them.

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::footnotes::Footnotes;
use crate::span::ByteSpan;

/// An event and the bytes of the file that it was read from.
pub(super) type Placed<'a> = (Event<'a>, ByteSpan);

/// All events of the bytes `body` of `text`.
pub(super) fn collect(text: &str, body: ByteSpan, options: Options) -> Vec<Placed<'_>> {
    let place = |range: std::ops::Range<usize>| ByteSpan::new(body.start() + range.start, body.start() + range.end);
    let events = Parser::new_ext(body.of_text(text), options).into_offset_iter();
    events.map(|(event, range)| (event, place(range))).collect()
}

/// A cursor over events.
pub(super) struct Events<'a> {
    all: &'a [Placed<'a>],
    at: usize,
    /// The definitions of footnotes, each from its start to after its end, sorted.
    definitions: Vec<std::ops::Range<usize>>,
}

impl<'a> Events<'a> {
    pub(super) fn new(all: &'a [Placed<'a>], footnotes: &Footnotes) -> Self {
        Self { all, at: 0, definitions: footnotes.definitions() }
    }

    /// The anchors that the editor gave to headings.
    pub(super) fn heading_ids(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.all.iter().filter_map(|(event, _)| match event {
            Event::Start(Tag::Heading { id, .. }) => id.as_deref(),
            _ => None,
        })
    }

    /// Goes on from the event at `index`.
    pub(super) fn go_to(&mut self, index: usize) {
        self.at = index;
    }

    /// The event that comes next.
    pub(super) fn peek(&mut self) -> Option<&'a Placed<'a>> {
        while let Ok(found) = self.definitions.binary_search_by_key(&self.at, |definition| definition.start) {
            self.at = self.definitions[found].end;
        }
        self.all.get(self.at)
    }

    /// The event that comes next, which is then behind.
    pub(super) fn next(&mut self) -> Option<&'a Placed<'a>> {
        let event = self.peek();
        self.at += 1;
        event
    }
}
