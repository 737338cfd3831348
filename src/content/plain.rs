//! Articles from plain text, without front matter or Markdown: what other programs hand over to be annotated.

use serde_yaml::Value;

use super::article::Article;
use super::body::{Block, Body, SourceMap, Text, TextId, Voice};
use super::{Content, Document};
use crate::diagnostic::SourceFile;
use crate::edtf::Edtf;
use crate::span::ByteSpan;

/// An article that reads `text`. Its paragraphs are what blank lines part; each maps back to its bytes of `text`.
#[must_use]
pub fn article(id: &str, text: &str, published: Edtf, language: Option<&str>) -> Document<Article> {
    let texts: Vec<Text> = paragraphs(text).map(|span| paragraph(text, span)).collect();
    let blocks = (0..texts.len()).map(|at| Block::Paragraph(TextId::new(at))).collect();
    let body = Body { blocks, texts, footnotes: Vec::new() };
    Document::apart(id, SourceFile::new(id, text), front(id, published, language), body)
}

/// A dossier of one article and nothing else.
#[must_use]
pub fn dossier(article: Document<Article>) -> Content {
    Content { articles: vec![article], ..Content::default() }
}

fn front(id: &str, published: Edtf, language: Option<&str>) -> Article {
    Article {
        title: id.to_owned(),
        source: String::new(),
        published,
        actors: Vec::new(),
        author: None,
        url: None,
        archived: None,
        retrieved: None,
        language: language.map(str::to_owned),
        license: None,
        reliability: None,
        tags: Vec::new(),
        summary: None,
        note: None,
        corrections: Vec::new(),
        publish: None,
        draft: false,
        aliases: Vec::new(),
        slug: None,
        extra: Value::Null,
    }
}

fn paragraph(text: &str, span: ByteSpan) -> Text {
    let plain = span.of_text(text).to_owned();
    let mut source = SourceMap::default();
    source.push(ByteSpan::of(&plain), span);
    Text { plain, inlines: Vec::new(), voice: Voice::Report, heading: false, source }
}

/// The stretches of `text` between blank lines, without white space at their ends.
fn paragraphs(text: &str) -> impl Iterator<Item = ByteSpan> {
    let mut open: Option<ByteSpan> = None;
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if line.trim().is_empty() {
            found.extend(open.take());
        } else {
            let words = ByteSpan::new(start, start + line.trim().len());
            open = Some(open.map_or(words, |before| before.cover(words)));
        }
    }
    found.extend(open);
    found.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs_and_positions_are_those_of_the_text() {
        let text = "\n Uno.\nDos.\r\n \r\nTres — 3. \n";
        let article = article("x", text, "2024".parse().unwrap(), None);
        let plain: Vec<&str> = article.body.texts.iter().map(|text| text.plain.as_str()).collect();
        assert_eq!(plain, ["Uno.\nDos.", "Tres — 3."]);
        let third = &article.body.texts[1];
        let at = third.plain.find('3').unwrap();
        assert_eq!(third.source.source_of(ByteSpan::new(at, at + 1)).of_text(text), "3");
    }
}
