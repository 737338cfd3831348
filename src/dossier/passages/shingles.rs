//! The sentences of a report as they are compared: by their shingles.

use xxhash_rust::xxh3::xxh3_64;

use super::super::words::joined_keys;
use super::super::{ArticleIndex, PassageEnd};
use super::Wording;
use crate::content::body::{TextId, Voice};
use crate::span::ByteSpan;

/// The words of a shingle. Four in a row are rarely the same by chance.
const SHINGLE_WORDS: usize = 4;
/// The fewest words of a sentence that can be a copy; shorter ones ("He did not answer.") are written twice by chance.
const LEAST_WORDS: usize = 8;

/// A sentence, by its number in its text.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) end: PassageEnd,
    pub(super) number: usize,
}

/// A sentence of an article that is long enough to be compared. A large dossier has very many, so they are kept small.
#[derive(Debug)]
pub(in super::super) struct Shingled {
    text: TextId,
    span: ByteSpan,
    /// Its number in its text.
    number: u32,
    /// The different shingles, sorted.
    pub(super) shingles: Box<[u32]>,
}

impl Shingled {
    /// A sentence that is nothing but its shingles, which are sorted.
    #[cfg(test)]
    pub(super) fn new(text: TextId, number: usize, shingles: Vec<u32>) -> Self {
        Self::at(text, ByteSpan::new(number, number + 1), number, shingles)
    }

    fn at(text: TextId, span: ByteSpan, number: usize, shingles: Vec<u32>) -> Self {
        Self { text, span, number: number as u32, shingles: shingles.into() }
    }

    /// Where it stands, in that article.
    pub(super) fn place(&self, article: ArticleIndex) -> Place {
        Place { end: PassageEnd { article, text: self.text, span: self.span }, number: self.number as usize }
    }
}

/// The sentences of a report that are long enough, in order.
pub(super) fn of_report(report: Wording<'_>) -> Vec<Shingled> {
    let mut found = Vec::new();
    for (at, (text, sentences)) in report.texts.iter().zip(report.sentences).enumerate() {
        for (number, &span) in sentences.iter().enumerate().filter(|_| text.voice == Voice::Report) {
            let shingles = shingles_of(span.of_text(&text.plain));
            if !shingles.is_empty() {
                found.push(Shingled::at(TextId::new(at), span, number, shingles));
            }
        }
    }
    found
}

/// The different shingles of a sentence, sorted; none where it is short. Half a hash is enough: two sentences are one by most
/// of their shingles, and not by a single one that is the same by chance.
fn shingles_of(sentence: &str) -> Vec<u32> {
    let (keys, ends) = joined_keys(sentence);
    if ends.len() < LEAST_WORDS {
        return Vec::new();
    }
    let starts = std::iter::once(0).chain(ends.iter().map(|end| end + 1));
    let windows = starts.zip(ends.iter().skip(SHINGLE_WORDS - 1));
    let mut shingles: Vec<u32> =
        windows.map(|(start, &end)| xxh3_64(ByteSpan::new(start, end).of_text(&keys).as_bytes()) as u32).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}
