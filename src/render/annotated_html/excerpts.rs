//! The sentences of a report that bear marks, where the rest is not ours to publish.

use std::collections::BTreeSet;

use super::blocks::Writer;
use super::markup::{push_escaped, push_tag};
use crate::content::body::{TextId, Voice};
use crate::span::ByteSpan;

/// A sentence, by text and by its place among all sentences of the report.
struct Excerpt {
    text: TextId,
    span: ByteSpan,
    place: usize,
}

pub(super) fn write(mut writer: Writer<'_>, sentences: &[Vec<ByteSpan>]) -> String {
    let mut before: Option<Excerpt> = None;
    for excerpt in marked(&writer, sentences) {
        if before.as_ref().is_some_and(|before| before.place + 1 < excerpt.place) {
            writer.out.push_str("<p class=\"excerpt-gap\">");
            push_escaped(&mut writer.out, writer.page.words.gap);
            writer.out.push_str("</p>\n");
        }
        let opens_text = before.as_ref().is_none_or(|before| before.text != excerpt.text);
        let id = writer.text_anchor(excerpt.text).filter(|_| opens_text).map(|id| ("id", id));
        push_tag(&mut writer.out, "p", [("class", "excerpt")].into_iter().chain(id));
        writer.line(excerpt.text, excerpt.span);
        writer.out.push_str("</p>\n");
        writer.place_notes();
        before = Some(excerpt);
    }
    writer.out
}

/// The report's sentences that an overlay touches.
fn marked(writer: &Writer<'_>, sentences: &[Vec<ByteSpan>]) -> Vec<Excerpt> {
    let mut marked = Vec::new();
    let mut place = 0;
    for (text, sentences) in writer.page.body.text_ids().zip(sentences) {
        if writer.page.body.text(text).voice == Voice::Editor {
            continue;
        }
        let touched = touched(sentences, writer.overlaid(text));
        let excerpts = touched.into_iter().map(|index| Excerpt { text, span: sentences[index], place: place + index });
        marked.extend(excerpts);
        place += sentences.len();
    }
    marked
}

/// The indices of the sentences that a span overlaps.
fn touched(sentences: &[ByteSpan], spans: impl Iterator<Item = ByteSpan>) -> BTreeSet<usize> {
    let sentences_of = |span: ByteSpan| {
        let first = sentences.partition_point(|sentence| sentence.end() <= span.start());
        let after = sentences.partition_point(|sentence| sentence.start() < span.end());
        first..after.max(first)
    };
    spans.filter(|span| !span.is_empty()).flat_map(sentences_of).collect()
}
