//! What an editor wrote in the margin of a mark: the footnotes that its sentence refers to, behind it.

use super::{Dossier, MarkIndex};
use crate::content::body::{Block, Style, Text};

impl Dossier {
    /// The words of the margin notes on a mark: those to which its sentence refers behind it, each as one line.
    #[must_use]
    pub fn margin_notes(&self, index: MarkIndex) -> Vec<String> {
        let mark = &self.mark(index).mark;
        let (start, end) = (mark.span.end(), self.sentence(index).end());
        let inlines = &self.text(index.article, mark.text).inlines;
        let behind = &inlines[inlines.partition_point(|inline| inline.span.start() < start)..];
        let notes =
            behind.iter().take_while(|inline| inline.span.start() <= end).filter_map(|inline| match inline.style {
                Style::FootnoteReference(note) => Some(note),
                _ => None,
            });
        notes.filter_map(|note| self.footnote_words(index, note)).collect()
    }

    fn footnote_words(&self, index: MarkIndex, note: usize) -> Option<String> {
        let body = &self.document(index.article).body;
        let paragraphs = body.footnotes.get(note)?.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(text) | Block::Plain(text) => Some(body.text(*text)),
            _ => None,
        });
        let words: Vec<&str> = paragraphs.map(|text: &Text| text.plain.as_str()).collect();
        Some(words.join(" ")).filter(|words| !words.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use crate::dossier::fixture::Fixture;

    #[test]
    fn a_note_belongs_to_the_figures_of_its_sentence_that_stand_before_it() {
        let text = "They found 27 dead.[^toll] Then 30 dead were found.\n\n[^toll]: The lowest of *three* counts.";
        let dossier = Fixture::default().report("a", "Gazette", "2024-08-01", text).build();
        assert_eq!(dossier.margin_notes(dossier.mark_on("a", "27 dead")), ["The lowest of three counts."]);
        assert!(dossier.margin_notes(dossier.mark_on("a", "30 dead")).is_empty());
    }
}
