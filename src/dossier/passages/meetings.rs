//! Which sentences of later reports are much like one of an earlier report.
//!
//! The shingles that stand in more than one sentence are sorted, so that equal ones lie together. Of those, only the
//! first few sentences are compared with the later ones: a phrase that a thousand articles print costs no more than one
//! that ten print, and later copies are linked to the earliest.

use std::ops::Range;

use fixedbitset::FixedBitSet;
use rayon::prelude::*;

use super::super::ArticleIndex;
use super::shingles::{Place, Sentences, ShingleSet};

/// How many sentences with one shingle are compared with the later ones.
const MOST_REMEMBERED: usize = 8;
/// The share of shingles that must be the same, of the sentence that has more of them. One word changed in a sentence of
/// twenty leaves three quarters.
const LEAST_SHARE: f64 = 0.6;

/// A sentence among those of all reports.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub(super) article: ArticleIndex,
    /// Its place among those of its report.
    pub(super) at: u32,
    pub(super) report: &'a Sentences,
}

impl<'a> Sentence<'a> {
    /// Where it stands.
    pub(super) fn place(&self) -> Place {
        self.report.place(self.at as usize, self.article)
    }

    /// Its different shingles, sorted.
    pub(super) fn shingles(&self) -> &'a [u32] {
        self.report.shingles(self.at as usize)
    }
}

/// A sentence and one of an earlier article that is much like it, by index, with how many shingles they share.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Meeting {
    pub(super) later: u32,
    pub(super) earlier: u32,
    pub(super) shared: usize,
}

/// Every meeting of which the later sentence stands in one of the articles `sought`, in order. `sentences` are those of all
/// articles, in order; those that share no shingle with these articles may be missing. Most sentences
/// that share a shingle share little else, so that not all such pairs are held at one time.
pub(super) fn find(sentences: &[Sentence<'_>], sought: &FixedBitSet) -> Vec<Meeting> {
    let sought = Sought::new(sentences, sought);
    let parts = Part::all_of(sought.count);
    let batches = batches(sentences.len(), parts.len()).into_par_iter();
    let repeated: Vec<Vec<Posting>> = parts.into_par_iter().map(|part| sought.repeated(part)).collect();
    batches.flat_map_iter(|batch| sought.meetings(&repeated, &batch)).collect()
}

/// So many sentences in order, cut into that many batches.
fn batches(sentences: usize, count: usize) -> Vec<Range<usize>> {
    let place = |batch: usize| sentences * batch / count;
    (0..count).map(|batch| place(batch)..place(batch + 1)).collect()
}

/// A shingle of a sentence, by index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    shingle: u32,
    sentence: u32,
}

/// The sentences of which earlier copies are sought, among all.
struct Sought<'a> {
    sentences: &'a [Sentence<'a>],
    articles: &'a FixedBitSet,
    /// Of each sentence, the first one of its article: all before that stand in earlier articles.
    first_of_article: Vec<u32>,
    /// Of each sentence, how many shingles it has.
    lengths: Vec<u32>,
    /// Their shingles, and some others; none where all articles are meant.
    shingles: Option<ShingleSet>,
    /// How many shingles they have.
    count: usize,
}

impl<'a> Sought<'a> {
    fn new(sentences: &'a [Sentence<'a>], articles: &'a FixedBitSet) -> Self {
        let of_articles = || sentences.iter().filter(|sentence| articles.contains(sentence.article.at()));
        let count = of_articles().map(|sentence| sentence.shingles().len()).sum();
        let shingles = (!articles.is_full()).then(|| {
            let mut shingles = ShingleSet::with_room_for(count);
            for &shingle in of_articles().flat_map(Sentence::shingles) {
                shingles.put(shingle);
            }
            shingles
        });
        let mut first_of_article = Vec::with_capacity(sentences.len());
        for same in sentences.chunk_by(|one, other| one.article == other.article) {
            let first = first_of_article.len() as u32;
            first_of_article.extend(std::iter::repeat_n(first, same.len()));
        }
        Self {
            sentences,
            articles,
            first_of_article,
            lengths: sentences.iter().map(|sentence| sentence.shingles().len() as u32).collect(),
            shingles,
            count,
        }
    }

    /// The shingles of a part that stand in several sentences, and a few others, sorted.
    fn repeated(&self, part: Part) -> Vec<Posting> {
        let mut postings = self.postings(part);
        let repeated = repeated(&postings);
        postings.retain(|posting| repeated.may_hold(posting.shingle));
        postings.shrink_to_fit();
        postings.sort_unstable();
        postings
    }

    /// The meetings of the later sentences of a batch, in order.
    fn meetings(&self, repeated: &[Vec<Posting>], batch: &Range<usize>) -> Vec<Meeting> {
        let same = repeated.iter().flat_map(|postings| postings.chunk_by(|one, other| one.shingle == other.shingle));
        let mut pairs: Vec<Pair> = same.flat_map(|same| self.pairs(same, batch)).collect();
        pairs.sort_unstable();
        let meeting = |same: &[Pair]| {
            let (later, earlier) = same[0].sentences();
            let longer = self.lengths[later as usize].max(self.lengths[earlier as usize]);
            let is_like = same.len() as f64 >= LEAST_SHARE * f64::from(longer);
            is_like.then_some(Meeting { later, earlier, shared: same.len() })
        };
        pairs.chunk_by(|one, other| one == other).filter_map(meeting).collect()
    }

    fn may_be_sought(&self, shingle: u32) -> bool {
        self.shingles.as_ref().is_none_or(|shingles| shingles.may_hold(shingle))
    }

    /// The shingles of a part, each with its sentence, in order of sentence.
    fn postings(&self, part: Part) -> Vec<Posting> {
        let mut postings = Vec::new();
        for (sentence, index) in self.sentences.iter().zip(0..) {
            for &shingle in sentence.shingles() {
                if part.holds(shingle) && self.may_be_sought(shingle) {
                    postings.push(Posting { shingle, sentence: index });
                }
            }
        }
        postings
    }

    /// Each later sentence of a batch with each earlier one that has the same shingle; `same` are all places of it, in order.
    fn pairs(&self, same: &[Posting], batch: &Range<usize>) -> impl Iterator<Item = Pair> {
        let is_sought = move |later: &&Posting| {
            let later = later.sentence as usize;
            batch.contains(&later) && self.articles.contains(self.sentences[later].article.at())
        };
        same.iter().skip(1).filter(is_sought).flat_map(move |later| {
            let own = self.first_of_article[later.sentence as usize];
            let earlier = same.iter().take(MOST_REMEMBERED).take_while(move |earlier| earlier.sentence < own);
            earlier.map(|earlier| Pair::new(later.sentence, earlier.sentence))
        })
    }
}

/// A later sentence and an earlier one, by index, as one number, by which very many are soon sorted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pair(u64);

impl Pair {
    fn new(later: u32, earlier: u32) -> Self {
        Self(u64::from(later) << u32::BITS | u64::from(earlier))
    }

    /// The later and the earlier one.
    fn sentences(self) -> (u32, u32) {
        ((self.0 >> u32::BITS) as u32, self.0 as u32)
    }
}

/// One of the parts into which many shingles are divided, by their first bits. Each is searched by itself, so that several are
/// at one time, and what is known of one fits a processor's cache.
#[derive(Clone, Copy)]
struct Part {
    number: u32,
    /// How many of a shingle's bits tell its part.
    bits: u32,
}

impl Part {
    /// So many parts fill the processors of a laptop.
    const BITS_OF_MANY: u32 = 3;
    /// Fewer shingles, those of some articles, are one part.
    const FEWEST_OF_MANY: usize = 1 << 15;

    fn all_of(shingles: usize) -> Vec<Self> {
        let bits = if shingles < Self::FEWEST_OF_MANY { 0 } else { Self::BITS_OF_MANY };
        (0..1 << bits).map(|number| Self { number, bits }).collect()
    }

    fn holds(self, shingle: u32) -> bool {
        shingle.unbounded_shr(u32::BITS - self.bits) == self.number
    }
}

/// The shingles that stand in several sentences: most stand in one, and need not be sorted.
fn repeated(postings: &[Posting]) -> ShingleSet {
    let sets = || ShingleSet::with_room_for(postings.len());
    let (mut once, mut again) = (sets(), sets());
    for posting in postings {
        if once.put(posting.shingle) {
            again.put(posting.shingle);
        }
    }
    again
}
