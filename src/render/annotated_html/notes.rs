//! Footnotes as margin notes: each stands once, behind the block that first refers to it.

use std::collections::VecDeque;

use super::Words;
use super::markup::push_tag;
use crate::content::body::Footnote;
use crate::content::markdown::anchors::{Anchors, slug};

/// The anchor of a note whose label has no letters or digits.
const UNNAMED: &str = "note";

/// The notes of one page.
pub(super) struct Notes {
    notes: Vec<Note>,
    /// Notes that were referred to and do not stand anywhere yet.
    waiting: VecDeque<usize>,
}

struct Note {
    /// The id of the note itself.
    id: String,
    slug: String,
    /// The id of the first reference to it.
    reference: Option<String>,
}

impl Notes {
    /// The notes, each with an id that nothing else on the page has.
    pub(super) fn new(footnotes: &[Footnote], anchors: &mut Anchors) -> Self {
        let notes = footnotes.iter().map(|footnote| {
            let slug = slug(&footnote.label, UNNAMED);
            Note { id: anchors.claim(&format!("note-{slug}")), slug, reference: None }
        });
        Self { notes: notes.collect(), waiting: VecDeque::new() }
    }

    /// The HTML of a reference to the note of that index.
    pub(super) fn refer(&mut self, index: usize, anchors: &mut Anchors, words: &Words<'_>) -> Option<String> {
        let note = self.notes.get_mut(index)?;
        let id = anchors.claim(&format!("note-ref-{}", note.slug));
        let number = (index + 1).to_string();
        let mut html = String::from("<sup>");
        let attributes = [
            ("class", "note-ref"),
            ("href", &format!("#{}", note.id)),
            ("id", &id),
            ("role", "doc-noteref"),
            ("aria-describedby", &note.id),
            ("aria-label", &format!("{} {number}", words.note)),
        ];
        push_tag(&mut html, "a", attributes);
        html.push_str(&number);
        html.push_str("</a></sup>");
        if note.reference.is_none() {
            note.reference = Some(id);
            self.waiting.push_back(index);
        }
        Some(html)
    }

    /// The next note that is to be placed: its index and the HTML that opens it.
    pub(super) fn next_waiting(&mut self, words: &Words<'_>) -> Option<(usize, String)> {
        let index = self.waiting.pop_front()?;
        let note = self.notes.get(index)?;
        let number = (index + 1).to_string();
        let mut html = String::new();
        push_tag(&mut html, "aside", [("role", "note"), ("class", "margin-note"), ("id", &note.id)]);
        let back = format!("#{}", note.reference.as_deref().unwrap_or_default());
        let label = format!("{} {number}", words.back);
        let attributes =
            [("class", "note-back"), ("href", back.as_str()), ("role", "doc-backlink"), ("aria-label", &label)];
        push_tag(&mut html, "a", attributes);
        html.push_str(&number);
        html.push_str("</a>\n");
        Some((index, html))
    }
}
