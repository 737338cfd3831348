//! Places inside a text. A place is counted in bytes everywhere inside Diurna; code points
//! exist only at the border, for programs that count as Python or the Web Annotation model do.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// The most bytes that a file may have whose text is to have spans: half of what a span can tell, since some entities
/// of Markdown are shorter than what they stand for.
pub const LARGEST_TEXT: u32 = u32::MAX / 2;

/// A half-open range of **bytes** of one UTF-8 text, both ends on character boundaries. A large dossier holds millions, so they
/// are kept small; no content file that is read is larger than [`LARGEST_TEXT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct ByteSpan {
    start: u32,
    end: u32,
}

impl ByteSpan {
    /// The span from `start` up to, not including, `end`. A place that no text has is the last that a span can tell.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span ends before it starts: {start}..{end}");
        let place = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: place(start), end: place(end) }
    }

    /// The first byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The span of all of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::new(0, text.len())
    }

    /// The number of bytes covered.
    #[must_use]
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether no byte is covered.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two spans share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The words of `text` that this span covers; empty where the span does not fit the text.
    #[must_use]
    pub fn of_text(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The same places as a standard range, for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }
}

impl From<Range<usize>> for ByteSpan {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A half-open range of **Unicode code points** of one text: what other programs are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct CharSpan {
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
}

/// Turns byte spans of one text into code point spans, in time linear in the text however many are asked for.
#[derive(Debug)]
pub struct CharIndex {
    /// For an ASCII text, where bytes and code points are the same, nothing; else the byte offset of each code point.
    starts: Option<Vec<usize>>,
}

impl CharIndex {
    /// Reads `text` once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let starts = (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect());
        Self { starts }
    }

    /// The code points that `span` covers.
    #[must_use]
    pub fn chars(&self, span: ByteSpan) -> CharSpan {
        CharSpan { start: self.char_at(span.start()), end: self.char_at(span.end()) }
    }

    fn char_at(&self, byte: usize) -> usize {
        match &self.starts {
            None => byte,
            Some(starts) => starts.partition_point(|&start| start < byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_not_bytes() {
        let text = "«ñandú» 27";
        let index = CharIndex::new(text);
        let at = text.find("27").expect("27 is in the text");
        assert_eq!(index.chars(ByteSpan::new(at, at + 2)), CharSpan { start: 8, end: 10 });
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!ByteSpan::new(0, 3).overlaps(ByteSpan::new(3, 5)));
        assert!(ByteSpan::new(0, 4).overlaps(ByteSpan::new(3, 5)));
    }
}
