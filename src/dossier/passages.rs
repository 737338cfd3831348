//! Passages that two articles share, word for word or nearly: the trace of a copy, or of one agency's text in several
//! papers.
//!
//! Every sentence of some length is cut into shingles, runs of four words, of which hashes are kept. Two sentences are
//! one where most shingles of either stand in the other. Neighbouring sentences that are shared alike make one passage.
//! Each shingle remembers only the first few sentences that hold it, so a phrase that a thousand articles print costs no
//! more than one that ten print, and later copies are linked to the earliest.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::words::words;
use super::{ArticleIndex, Dossier, Passage, PassageEnd};
use crate::content::body::{TextId, Voice};
use crate::span::ByteSpan;

/// The words of a shingle. Four in a row are rarely the same by chance.
const SHINGLE_WORDS: usize = 4;
/// The fewest words of a sentence that can be a copy; shorter ones ("He did not answer.") are written twice by chance.
const LEAST_WORDS: usize = 8;
/// The share of shingles that must be the same, of the sentence that has more of them. One word changed in a sentence of
/// twenty leaves three quarters.
const LEAST_SHARE: f64 = 0.6;
/// How many sentences a shingle remembers.
const MOST_REMEMBERED: usize = 8;

/// The passages in order of their second, later end.
pub(super) fn find(dossier: &Dossier) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut known = Shingles::default();
    let articles = (0..dossier.articles.len()).into_par_iter().map(ArticleIndex);
    let sentences: Vec<Vec<Sentence>> = articles.map(|article| sentences_of(dossier, article)).collect();
    for sentences in sentences {
        let mut found: Vec<Shared> = Vec::new();
        for sentence in &sentences {
            found.extend(
                known.earlier_copies(sentence).into_iter().map(|first| Shared { first, second: sentence.place }),
            );
        }
        passages.extend(joined(found));
        known.remember(sentences);
    }
    passages
}

/// A sentence, by its number in its text.
#[derive(Clone, Copy)]
struct Place {
    end: PassageEnd,
    number: usize,
}

struct Sentence {
    place: Place,
    shingles: Vec<u64>,
}

/// A sentence that stands in two articles.
struct Shared {
    first: Place,
    second: Place,
}

/// The sentences of a report that are long enough.
fn sentences_of(dossier: &Dossier, article: ArticleIndex) -> Vec<Sentence> {
    let body = &dossier.document(article).body;
    let mut found = Vec::new();
    for (at, sentences) in dossier.articles[article.0].sentences.iter().enumerate() {
        let text = &body.texts[at];
        for (number, &span) in sentences.iter().enumerate().filter(|_| text.voice == Voice::Report) {
            let shingles = shingles_of(span.of_text(&text.plain));
            if !shingles.is_empty() {
                let end = PassageEnd { article, text: TextId(at), span };
                found.push(Sentence { place: Place { end, number }, shingles });
            }
        }
    }
    found
}

/// The different shingles of a sentence, sorted; none where it is short.
fn shingles_of(sentence: &str) -> Vec<u64> {
    let mut keys = String::with_capacity(sentence.len());
    let mut spans = Vec::new();
    for word in words(sentence) {
        let start = keys.len();
        keys.push_str(&word.key);
        spans.push(ByteSpan::new(start, keys.len()));
        keys.push(' ');
    }
    if spans.len() < LEAST_WORDS {
        return Vec::new();
    }
    let hash = |window: &[ByteSpan]| xxh3_64(window[0].cover(window[SHINGLE_WORDS - 1]).of_text(&keys).as_bytes());
    let mut shingles: Vec<u64> = spans.windows(SHINGLE_WORDS).map(hash).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// The sentences of the articles before, by their shingles. The map is looked up and never iterated, so its order does not matter.
#[derive(Default)]
struct Shingles {
    sentences: Vec<(Place, usize)>,
    holders: HashMap<u64, Vec<usize>>,
}

impl Shingles {
    fn remember(&mut self, sentences: Vec<Sentence>) {
        for sentence in sentences {
            let number = self.sentences.len();
            self.sentences.push((sentence.place, sentence.shingles.len()));
            for shingle in sentence.shingles {
                let holders = self.holders.entry(shingle).or_default();
                if holders.len() < MOST_REMEMBERED {
                    holders.push(number);
                }
            }
        }
    }

    /// The earlier sentences that are the same, at most one of each article: the most alike.
    fn earlier_copies(&self, sentence: &Sentence) -> Vec<Place> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for holder in sentence.shingles.iter().filter_map(|shingle| self.holders.get(shingle)).flatten() {
            *shared.entry(*holder).or_default() += 1;
        }
        let mut best: BTreeMap<ArticleIndex, (usize, Place)> = BTreeMap::new();
        for (holder, count) in shared {
            let (place, size) = self.sentences[holder];
            if count as f64 >= LEAST_SHARE * size.max(sentence.shingles.len()) as f64 {
                let kept = best.entry(place.end.article).or_insert((count, place));
                if count > kept.0 {
                    *kept = (count, place);
                }
            }
        }
        best.into_values().map(|(_, place)| place).collect()
    }
}

/// Passages from shared sentences: those that follow one another in both articles become one.
fn joined(found: Vec<Shared>) -> Vec<Passage> {
    let mut open: BTreeMap<ArticleIndex, Vec<Shared>> = BTreeMap::new();
    for shared in found {
        let before = open.entry(shared.first.end.article).or_default();
        match before.last_mut() {
            Some(last) if follows(last.first, shared.first) && follows(last.second, shared.second) => {
                last.first = extended(last.first, shared.first);
                last.second = extended(last.second, shared.second);
            }
            _ => before.push(shared),
        }
    }
    let passages = open.into_values().flatten();
    passages.map(|shared| Passage { first: shared.first.end, second: shared.second.end }).collect()
}

fn follows(before: Place, after: Place) -> bool {
    before.end.text == after.end.text && before.number + 1 == after.number
}

fn extended(before: Place, after: Place) -> Place {
    Place { end: PassageEnd { span: before.end.span.cover(after.end.span), ..before.end }, number: after.number }
}
