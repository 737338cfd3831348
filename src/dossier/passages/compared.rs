//! What was found when reports were compared, and what of it holds after an edit to some of them: whatever they share with
//! no other report, before or after, the edit leaves as it was.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use rayon::prelude::*;

use super::super::{ArticleIndex, Passage};
use super::Passages;
use super::meetings::Sentence;
use super::shingles::{Sentences, ShingleSet};
use crate::memo::Key;

/// Reports that were compared.
#[derive(Debug)]
pub(in super::super) struct Compared {
    pub(super) reports: Vec<Report>,
    /// What they share.
    pub(super) passages: Passages,
}

/// A report as it is compared.
#[derive(Clone, Debug)]
pub(super) struct Report {
    /// A hash of all that its sentences were made from.
    pub(super) version: Key,
    pub(super) sentences: Arc<Sentences>,
}

/// The reports whose passages are not those that were found when `before` was compared, which has as many reports.
pub(super) fn affected(reports: &[Report], before: Option<&Compared>) -> FixedBitSet {
    let mut affected = FixedBitSet::with_capacity(reports.len());
    let Some(before) = before else {
        affected.insert_range(..);
        return affected;
    };
    let mut edited = Vec::new();
    let mut moved: BTreeMap<usize, Range<usize>> = BTreeMap::new();
    for (at, (report, old)) in reports.iter().zip(&before.reports).enumerate() {
        if report.version != old.version && report.sentences != old.sentences {
            affected.insert(at);
            let edit = report.sentences.edit(&old.sentences);
            edited.extend(edit.shingles);
            moved.insert(at, edit.moved);
        }
    }
    let of_edited = |passage: &&Passage| {
        let first = passage.first.article.at();
        let here = || before.reports[first].sentences.at(&passage.first);
        moved.get(&first).is_some_and(|moved| here().any(|sentence| moved.contains(&sentence)))
    };
    let beside: Vec<ArticleIndex> =
        before.passages.iter().filter(of_edited).map(|passage| passage.second.article).collect();
    affected.extend(beside.into_iter().map(ArticleIndex::at));
    affected.extend(holders(reports, edited));
    affected
}

/// The sentences that have a shingle of `some` of the reports, in order, those of these reports among them: all others share nothing
/// with those.
pub(super) fn sentences_near<'a>(reports: &'a [Report], some: &FixedBitSet) -> Vec<Sentence<'a>> {
    let all_of = |at: usize| reports[at].sentences.all_shingles().iter().copied();
    let shingles = (!some.is_full()).then(|| Shingles::new(some.ones().flat_map(all_of).collect()));
    let is_near =
        |sentence: &Sentence<'_>| shingles.as_ref().is_none_or(|shingles| shingles.are_in(sentence.shingles()));
    let of_report = |(article, report): (usize, &'a Report)| {
        let (article, report) = (ArticleIndex::new(article), &*report.sentences);
        (0..report.len() as u32).map(move |at| Sentence { article, at, report }).filter(&is_near)
    };
    reports.par_iter().enumerate().flat_map_iter(of_report).collect()
}

/// The reports that hold one of these shingles.
fn holders(reports: &[Report], shingles: Vec<u32>) -> Vec<usize> {
    if shingles.is_empty() {
        return Vec::new();
    }
    let shingles = Shingles::new(shingles);
    reports.par_iter().positions(|report| shingles.are_in(report.sentences.all_shingles())).collect()
}

/// Shingles that are looked for.
struct Shingles {
    sorted: Vec<u32>,
    /// These, and a few others.
    likely: ShingleSet,
}

impl Shingles {
    fn new(mut shingles: Vec<u32>) -> Self {
        shingles.sort_unstable();
        let mut likely = ShingleSet::with_room_for(shingles.len());
        for &shingle in &shingles {
            likely.put(shingle);
        }
        Self { sorted: shingles, likely }
    }

    /// Whether one of them is among `others`.
    fn are_in(&self, others: &[u32]) -> bool {
        let mut likely = others.iter().filter(|&&other| self.likely.may_hold(other));
        likely.any(|other| self.sorted.binary_search(other).is_ok())
    }
}
