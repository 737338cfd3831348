//! What was found when reports were compared, and what of it holds after an edit to some of them: whatever they share with
//! no other report, before or after, the edit leaves as it was.

use std::sync::Arc;

use fixedbitset::FixedBitSet;
use rayon::prelude::*;

use super::super::{ArticleIndex, Passage};
use super::shingles::{Sentences, ShingleSet};
use crate::memo::Key;

/// Reports that were compared.
#[derive(Debug)]
pub(in super::super) struct Compared {
    pub(super) reports: Vec<Report>,
    /// What they share, by the article of its later end, then by that of the first.
    pub(super) passages: Arc<[Passage]>,
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
    for (at, (report, old)) in reports.iter().zip(&before.reports).enumerate() {
        if report.version != old.version {
            affected.insert(at);
            edited.extend(report.sentences.differences(&old.sentences));
        }
    }
    let of_edited = |passage: &&Passage| affected.contains(passage.first.article.at());
    let beside: Vec<ArticleIndex> =
        before.passages.iter().filter(of_edited).map(|passage| passage.second.article).collect();
    affected.extend(beside.into_iter().map(ArticleIndex::at));
    affected.extend(holders(reports, edited));
    affected
}

/// The reports that have a shingle of `some` of them, and these themselves: all others share nothing with those.
pub(super) fn near(reports: &[Report], some: &FixedBitSet) -> FixedBitSet {
    let mut near = some.clone();
    if !some.is_full() {
        let shingles = some.ones().flat_map(|at| reports[at].sentences.all_shingles()).copied().collect();
        near.extend(holders(reports, shingles));
    }
    near
}

/// The reports that hold one of these shingles.
fn holders(reports: &[Report], mut shingles: Vec<u32>) -> Vec<usize> {
    if shingles.is_empty() {
        return Vec::new();
    }
    shingles.sort_unstable();
    let mut likely = ShingleSet::with_room_for(shingles.len());
    for &shingle in &shingles {
        likely.put(shingle);
    }
    let holds = |report: &Report| {
        let mut own = report.sentences.all_shingles().iter().filter(|&&shingle| likely.may_hold(shingle));
        own.any(|shingle| shingles.binary_search(shingle).is_ok())
    };
    reports.par_iter().positions(holds).collect()
}
