//! Passages that two articles share, word for word or nearly: the trace of a copy, or of one agency's text in several
//! papers.
//!
//! Every sentence of some length is cut into shingles, runs of four words, of which hashes are kept. Two sentences are
//! one where most shingles of either stand in the other. Neighbouring sentences that are shared alike make one passage.
//! The shingles that stand in more than one sentence are sorted, so that equal ones lie together. Of those, only the
//! first few sentences are compared with the later ones: a phrase that a thousand articles print costs no more than one
//! that ten print, and later copies are linked to the earliest.

use std::collections::BTreeMap;
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::words::joined_keys;
use super::{ArticleIndex, Dossier, Memory, Passage, PassageEnd};
use crate::content::body::{TextId, Voice};
use crate::span::ByteSpan;

/// The words of a shingle. Four in a row are rarely the same by chance.
const SHINGLE_WORDS: usize = 4;
/// The fewest words of a sentence that can be a copy; shorter ones ("He did not answer.") are written twice by chance.
const LEAST_WORDS: usize = 8;
/// The share of shingles that must be the same, of the sentence that has more of them. One word changed in a sentence of
/// twenty leaves three quarters.
const LEAST_SHARE: f64 = 0.6;
/// How many sentences with one shingle are compared with the later ones.
const MOST_REMEMBERED: usize = 8;

/// The passages by the article of their second, later end, then by that of the first.
pub(super) fn find(dossier: &Dossier, memory: &Memory) -> Vec<Passage> {
    let articles = (0..dossier.articles.len()).into_par_iter().map(ArticleIndex);
    let shingled = |article: ArticleIndex| {
        let version = || dossier.articles[article.0].annotation.reading;
        memory.shingles.get_or(version, || shingled(dossier, article))
    };
    let of_articles: Vec<Arc<[Shingled]>> = articles.map(shingled).collect();
    let sentences = of_articles.iter().enumerate();
    let sentences = sentences.flat_map(|(at, of_article)| of_article.iter().map(move |one| one.of(ArticleIndex(at))));
    let sentences: Vec<Sentence<'_>> = sentences.collect();
    let shared = shared(&sentences);
    let of_articles: Vec<&[Shared]> =
        shared.chunk_by(|one, other| one.second_article() == other.second_article()).collect();
    of_articles.into_par_iter().flat_map_iter(joined).collect()
}

/// A sentence, by its number in its text.
#[derive(Clone, Copy)]
struct Place {
    end: PassageEnd,
    number: usize,
}

/// A sentence of an article that is long enough to be compared.
#[derive(Debug)]
pub(super) struct Shingled {
    text: TextId,
    span: ByteSpan,
    /// Its number in its text.
    number: usize,
    /// The different shingles, sorted.
    shingles: Vec<u32>,
}

impl Shingled {
    /// The same among the sentences of all articles.
    fn of(&self, article: ArticleIndex) -> Sentence<'_> {
        let end = PassageEnd { article, text: self.text, span: self.span };
        Sentence { place: Place { end, number: self.number }, shingles: &self.shingles }
    }
}

struct Sentence<'a> {
    place: Place,
    shingles: &'a [u32],
}

/// A sentence that stands in two articles.
#[derive(Clone, Copy)]
struct Shared {
    first: Place,
    second: Place,
}

impl Shared {
    fn second_article(&self) -> ArticleIndex {
        self.second.end.article
    }
}

/// The sentences of a report that are long enough.
fn shingled(dossier: &Dossier, article: ArticleIndex) -> Arc<[Shingled]> {
    let body = &dossier.document(article).body;
    let mut found = Vec::new();
    for (at, sentences) in dossier.articles[article.0].annotation.sentences.iter().enumerate() {
        let text = &body.texts[at];
        for (number, &span) in sentences.iter().enumerate().filter(|_| text.voice == Voice::Report) {
            let shingles = shingles_of(span.of_text(&text.plain));
            if !shingles.is_empty() {
                found.push(Shingled { text: TextId(at), span, number, shingles });
            }
        }
    }
    found.into()
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

/// A shingle of a sentence, by index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    shingle: u32,
    sentence: u32,
}

/// A shingle that stands in a sentence and in one of an earlier article, by index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Meeting {
    later: u32,
    earlier: u32,
}

/// One of the parts into which all shingles are divided, by their first bits. Each is searched by itself, so that several are
/// at one time, and what is known of one fits a processor's cache.
#[derive(Clone, Copy)]
struct Part(u32);

impl Part {
    /// How many of a shingle's bits tell its part.
    const BITS: u32 = 3;

    fn all() -> impl IndexedParallelIterator<Item = Self> {
        (0..1 << Self::BITS).into_par_iter().map(Self)
    }

    fn holds(self, shingle: u32) -> bool {
        shingle >> (u32::BITS - Self::BITS) == self.0
    }

    /// The shingles of the part, each with its sentence, in order of sentence.
    fn postings(self, sentences: &[Sentence<'_>]) -> impl Iterator<Item = Posting> {
        sentences.iter().zip(0..).flat_map(move |(sentence, index)| {
            let of_part = sentence.shingles.iter().filter(move |shingle| self.holds(**shingle));
            of_part.map(move |&shingle| Posting { shingle, sentence: index })
        })
    }
}

/// The shingles of a part that stand in several sentences, and a few of the others: most stand in one, and need not be sorted.
struct Repeated {
    /// The places, by the last bits of a shingle, that were seen more than once.
    again: FixedBitSet,
}

impl Repeated {
    /// How many places there are for each shingle: so many that few of them share one.
    const ROOM: usize = 8;

    fn among(postings: &[Posting]) -> Self {
        let room = (postings.len() * Self::ROOM).next_power_of_two();
        let (mut once, mut repeated) =
            (FixedBitSet::with_capacity(room), Self { again: FixedBitSet::with_capacity(room) });
        for posting in postings {
            let place = repeated.place(posting.shingle);
            if once.put(place) {
                repeated.again.insert(place);
            }
        }
        repeated
    }

    fn may_hold(&self, shingle: u32) -> bool {
        self.again.contains(self.place(shingle))
    }

    fn place(&self, shingle: u32) -> usize {
        shingle as usize & (self.again.len() - 1)
    }
}

/// The sentences that stand in two articles, in order of the later place, then of the earlier.
fn shared(sentences: &[Sentence<'_>]) -> Vec<Shared> {
    let of_part = |part: Part| {
        let mut postings: Vec<Posting> = part.postings(sentences).collect();
        let repeated = Repeated::among(&postings);
        postings.retain(|posting| repeated.may_hold(posting.shingle));
        postings.sort_unstable();
        let same = postings.chunk_by(|one, other| one.shingle == other.shingle);
        same.flat_map(|same| meetings(sentences, same)).collect::<Vec<Meeting>>()
    };
    let mut meetings: Vec<Meeting> = Part::all().flat_map_iter(of_part).collect();
    meetings.par_sort_unstable();
    let of_sentences: Vec<&[Meeting]> = meetings.chunk_by(|one, other| one.later == other.later).collect();
    of_sentences.into_par_iter().flat_map_iter(|meetings| earlier_copies(sentences, meetings)).collect()
}

/// Where a shingle of an earlier article comes again; `same` are all places of the shingle, in order.
fn meetings<'a>(sentences: &'a [Sentence<'a>], same: &'a [Posting]) -> impl Iterator<Item = Meeting> + 'a {
    let article = |posting: &Posting| sentences[posting.sentence as usize].place.end.article;
    let is_repeated = same.len() > 1;
    same.iter().filter(move |_| is_repeated).flat_map(move |later| {
        let earlier = same.iter().take(MOST_REMEMBERED).take_while(move |earlier| article(earlier) < article(later));
        earlier.map(|earlier| Meeting { later: later.sentence, earlier: earlier.sentence })
    })
}

/// The earlier sentences that are the same as one, at most one of each article: the most alike. `meetings` are all of that one.
fn earlier_copies(sentences: &[Sentence<'_>], meetings: &[Meeting]) -> Vec<Shared> {
    let mut best: Vec<(usize, Shared)> = Vec::new();
    for met in meetings.chunk_by(|one, other| one.earlier == other.earlier) {
        let (first, second) = (&sentences[met[0].earlier as usize], &sentences[met[0].later as usize]);
        let longer = first.shingles.len().max(second.shingles.len());
        if (met.len() as f64) < LEAST_SHARE * longer as f64 {
            continue;
        }
        let shared = Shared { first: first.place, second: second.place };
        match best.last_mut().filter(|(_, last)| last.first.end.article == first.place.end.article) {
            Some((count, _)) if *count >= met.len() => {}
            Some(last) => *last = (met.len(), shared),
            None => best.push((met.len(), shared)),
        }
    }
    best.into_iter().map(|(_, shared)| shared).collect()
}

/// Passages from the sentences that an article shares: those that follow one another in both articles become one.
fn joined(shared: &[Shared]) -> Vec<Passage> {
    let mut open: BTreeMap<ArticleIndex, Vec<Shared>> = BTreeMap::new();
    for &shared in shared {
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
