//! The sentences of a report as they are compared: by their shingles.

use std::ops::Range;

use fixedbitset::FixedBitSet;
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

/// The sentences of a report that are long enough to be compared, in order. A large dossier has very many, which are all looked
/// through for those of one report, so they lie close together.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Sentences {
    sentences: Box<[Shingled]>,
    shingles: Box<[u32]>,
}

/// A sentence that is long enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shingled {
    text: TextId,
    span: ByteSpan,
    /// Its number in its text.
    number: u32,
    /// How many shingles those up to this one have.
    end: u32,
}

impl Sentences {
    /// Those of a report.
    pub(super) fn of(report: Wording<'_>) -> Self {
        let reported = report.texts.iter().zip(report.sentences).enumerate();
        let reported = reported.filter(|(_, (text, _))| text.voice == Voice::Report);
        Self::new(reported.flat_map(|(at, (text, sentences))| {
            let sentences = sentences.iter().enumerate();
            sentences
                .map(move |(number, &span)| (TextId::new(at), span, number, shingles_of(span.of_text(&text.plain))))
        }))
    }

    /// Sentences, each with its text, its place and its number in that, and its shingles, which are different and sorted; those
    /// without are left out.
    pub(super) fn new(all: impl Iterator<Item = (TextId, ByteSpan, usize, Vec<u32>)>) -> Self {
        let (mut sentences, mut shingles) = (Vec::new(), Vec::new());
        for (text, span, number, own) in all.filter(|(.., own)| !own.is_empty()) {
            shingles.extend(own);
            sentences.push(Shingled { text, span, number: number as u32, end: shingles.len() as u32 });
        }
        Self { sentences: sentences.into(), shingles: shingles.into() }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Where one stands, in that article.
    pub(super) fn place(&self, at: usize, article: ArticleIndex) -> Place {
        let Shingled { text, span, number, .. } = self.sentences[at];
        Place { end: PassageEnd { article, text, span }, number: number as usize }
    }

    /// The different shingles of one, sorted.
    pub(super) fn shingles(&self, at: usize) -> &[u32] {
        self.shingles_within(at..at + 1)
    }

    /// The shingles of all.
    pub(super) fn all_shingles(&self) -> &[u32] {
        &self.shingles
    }

    fn shingles_within(&self, sentences: Range<usize>) -> &[u32] {
        let before = |at: usize| at.checked_sub(1).map_or(0, |last| self.sentences[last].end as usize);
        &self.shingles[before(sentences.start)..before(sentences.end)]
    }

    /// What an edit made of the sentences that were `before`.
    pub(super) fn edit(&self, before: &Self) -> Edit {
        let fewer = self.len().min(before.len());
        let is_same = |(now, old): (usize, usize)| self.shingles(now) == before.shingles(old);
        let start = (0..fewer).take_while(|&at| is_same((at, at))).count();
        let from_end = |after: usize| (self.len() - 1 - after, before.len() - 1 - after);
        let after = (0..fewer - start).take_while(|&after| is_same(from_end(after))).count();
        let shingles = [self, before].map(|version| version.shingles_within(start..version.len() - after)).concat();
        let place = |of: &Self, at: usize| (of.sentences[at].text, of.sentences[at].span, of.sentences[at].number);
        let is_kept = |(now, old): (usize, usize)| is_same((now, old)) && place(self, now) == place(before, old);
        let kept_before = (0..fewer).take_while(|&at| is_kept((at, at))).count();
        let kept_after = (0..fewer - kept_before).take_while(|&after| is_kept(from_end(after))).count();
        Edit { shingles, moved: kept_before..before.len() - kept_after }
    }

    /// The sentences at one end of a passage.
    pub(super) fn at(&self, end: &PassageEnd) -> Range<usize> {
        let before = |place: usize| {
            self.sentences.partition_point(|sentence| (sentence.text, sentence.span.start()) < (end.text, place))
        };
        before(end.span.start())..before(end.span.end())
    }
}

/// What an edit made of the sentences of a report.
pub(super) struct Edit {
    /// The shingles of the sentences, old and new, from the first to the last in which the two versions differ.
    pub(super) shingles: Vec<u32>,
    /// The old sentences that are not what and where they were, and those between them.
    pub(super) moved: Range<usize>,
}

/// A set of shingles by their last bits: it holds all that were put into it, and a few that share these bits with one.
pub(super) struct ShingleSet(FixedBitSet);

impl ShingleSet {
    /// How many places there are for each shingle: so many that few of them share one.
    const ROOM: usize = 8;
    /// Of a few shingles, hardly one of a report may share a place with one; so many places fit a processor’s nearest cache.
    const LEAST_ROOM: usize = 1 << 16;

    pub(super) fn with_room_for(shingles: usize) -> Self {
        Self(FixedBitSet::with_capacity((shingles * Self::ROOM).next_power_of_two().max(Self::LEAST_ROOM)))
    }

    /// Puts a shingle into the set. Says whether the set may have held it.
    pub(super) fn put(&mut self, shingle: u32) -> bool {
        let place = self.place(shingle);
        self.0.put(place)
    }

    pub(super) fn may_hold(&self, shingle: u32) -> bool {
        self.0.contains(self.place(shingle))
    }

    fn place(&self, shingle: u32) -> usize {
        shingle as usize & (self.0.len() - 1)
    }
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
