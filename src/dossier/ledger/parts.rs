//! Parts told from wholes. Two numbers of one measure are no rivals where one is a part of the other:
//!
//! - the words say so: "28 dead, including two officers", "five of them", "in the capital alone";
//! - it comes on top of others: "another 12", "five more", where the report counts others before;
//! - it counts a narrower group than the measure: "two officers killed" among the killed, while other reports count them all;
//! - the numbers of one sentence add up to one that the report gives: 13 released are eight freed and five under house arrest.
//!
//! Parts stay in the ledger, apart: they are in no range and in no conflict. That a number is small tells nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::counted::Vocabulary;
use crate::dossier::words::Word;
use crate::dossier::{ArticleIndex, Claim, Dossier, Part, Sum};
use crate::interval::Interval;
use crate::span::ByteSpan;

/// How many words from a number a word such as "alone" may stand.
const ALONE_WORDS: usize = 8;

/// How many different numbers of one measure a report is searched for parts of; a report that gives more is a table.
const MOST_WHOLES: usize = 16;

/// The words around a figure.
pub(super) struct Around<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    /// The words of the figure's text.
    pub(super) words: &'a [Word],
    /// The bytes of the figure, and of its numeral.
    pub(super) span: ByteSpan,
    pub(super) numeral: ByteSpan,
    /// From the figure before, or the start of the sentence, to the figure after it, or the end.
    pub(super) clear: ByteSpan,
}

impl Around<'_> {
    /// What the words right around a figure say of it.
    pub(super) fn part(&self) -> Option<Part> {
        let Vocabulary { before_part, after_part, more, .. } = self.vocabulary;
        if self.ends_before(before_part, self.span.start())
            || self.is_followed_by(after_part, self.span.end())
            || self.is_followed_by(after_part, self.numeral.end())
            || self.is_of_a_place()
        {
            return Some(Part::Said);
        }
        let is_more = self.ends_before(more, self.numeral.start()) || self.starts_at(more, self.numeral.end());
        is_more.then_some(Part::More)
    }

    /// Whether the figure takes some out of a group that was spoken of: "three of its leaders".
    pub(super) fn takes_some(&self) -> bool {
        self.starts_at(&self.vocabulary.some_of, self.numeral.end())
    }

    fn at(&self, place: usize) -> usize {
        self.words.partition_point(|word| word.span.start() < place)
    }

    /// Whether one of `phrases` starts at `place` and speaks of this figure: "28 dead, of whom five" speaks of the next.
    fn is_followed_by(&self, phrases: &[Vec<String>], place: usize) -> bool {
        let start = self.at(place);
        let is_of_next = |end: usize| self.words.get(end).is_some_and(|word| word.span.start() == self.clear.end());
        let words = &self.words[start..self.at(self.clear.end()).max(start)];
        phrases.iter().any(|phrase| starts_with(words, phrase) && !is_of_next(start + phrase.len()))
    }

    fn starts_at(&self, phrases: &[Vec<String>], place: usize) -> bool {
        let words = &self.words[self.at(place)..self.at(self.clear.end())];
        phrases.iter().any(|phrase| starts_with(words, phrase))
    }

    fn ends_before(&self, phrases: &[Vec<String>], place: usize) -> bool {
        let words = &self.words[self.at(self.clear.start())..self.at(place)];
        phrases.iter().any(|phrase| {
            words.len().checked_sub(phrase.len()).is_some_and(|start| starts_with(&words[start..], phrase))
        })
    }

    fn is_of_a_place(&self) -> bool {
        let (first, after) = (self.at(self.span.start()), self.at(self.span.end()));
        let start = self.at(self.clear.start()).max(first.saturating_sub(ALONE_WORDS));
        let end = self.at(self.clear.end()).min(after + ALONE_WORDS);
        let phrases = &self.vocabulary.part_of_place;
        (start..end).any(|at| phrases.iter().any(|phrase| starts_with(&self.words[at..end], phrase)))
    }
}

fn starts_with(words: &[Word], phrase: &[String]) -> bool {
    !phrase.is_empty()
        && phrase.len() <= words.len()
        && phrase.iter().zip(words).all(|(wanted, word)| *wanted == word.key)
}

/// Settles which claims of one measure are parts, once all are known, and finds the numbers that add up.
pub(super) fn settle(dossier: &Dossier, claims: &mut [Claim]) -> Vec<Sum> {
    keep_lone_increments(claims);
    keep_lone_groups(claims);
    let sums = sums(dossier, claims);
    for sum in &sums {
        for &part in &sum.parts {
            claims[part].part = Some(Part::Addend);
        }
    }
    sums
}

/// "Killing three and wounding 12 more" counts all the wounded: what comes on top of nothing that the report counts is no part.
fn keep_lone_increments(claims: &mut [Claim]) {
    let mut counted: BTreeSet<ArticleIndex> = BTreeSet::new();
    for claim in claims {
        if claim.part == Some(Part::More) && !counted.contains(&claim.figure.article) {
            claim.part = None;
        }
        counted.insert(claim.figure.article);
    }
}

/// A group is narrower only where somebody counts them all.
fn keep_lone_groups(claims: &mut [Claim]) {
    if claims.iter().any(|claim| claim.part.is_none()) {
        return;
    }
    for claim in claims.iter_mut().filter(|claim| claim.part == Some(Part::Narrower)) {
        claim.part = None;
    }
}

/// The numbers of one sentence that add up to one that the same report gives.
fn sums(dossier: &Dossier, claims: &[Claim]) -> Vec<Sum> {
    let mut found = Vec::new();
    let mut start = 0;
    for report in claims.chunk_by(|one, other| one.figure.article == other.figure.article) {
        found.extend(sums_of_report(dossier, claims, start..start + report.len()));
        start += report.len();
    }
    found
}

fn sums_of_report(dossier: &Dossier, claims: &[Claim], report: std::ops::Range<usize>) -> Vec<Sum> {
    let mut sentences: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for claim in report.clone() {
        let figure = claims[claim].figure;
        sentences.entry((dossier.mark(figure).mark.text, dossier.sentence(figure))).or_default().push(claim);
    }
    let wholes: Vec<usize> = report.filter(|&claim| claims[claim].part.is_none()).take(MOST_WHOLES).collect();
    let sum = |group: &Vec<usize>| {
        wholes.iter().find_map(|&whole| {
            let parts: Vec<usize> = group.iter().copied().filter(|&part| part != whole).collect();
            adds_up(claims, whole, &parts).then_some(Sum { whole, parts })
        })
    };
    sentences.values().filter_map(sum).collect()
}

/// Whether two or more numbers without an open end come to the whole.
fn adds_up(claims: &[Claim], whole: usize, parts: &[usize]) -> bool {
    let whole = claims[whole].interval;
    let ends = parts.iter().map(|&part| claims[part].interval.high);
    let (Some(high), true, false) = (ends.sum::<Option<f64>>(), parts.len() > 1, whole.high.is_none()) else {
        return false;
    };
    let low = parts.iter().map(|&part| claims[part].interval.low).sum();
    let approximate = parts.iter().any(|&part| claims[part].interval.approximate);
    low > 0.0 && Interval { low, high: Some(high), approximate }.agrees_with(whole)
}
