//! Which claims of one measure cannot both be true. It depends on how the measure's values behave over time:
//!
//! - a **running total** only grows. A later claim that lies below what an earlier one already counted is a conflict,
//!   told against the highest of the earlier ones; so are claims of one day that do not agree;
//! - a **total**, a **share** and an amount of **money** have one true value, so any two that do not agree are in conflict;
//! - **other** measures go up and down: only claims of one day can be in conflict.
//!
//! One report that gives two values is no conflict unless it names a different origin for each: most often the one is a
//! part of the other. Equal values are compared once, by the earliest claims that give them.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::measure::MeasureKind;
use crate::dossier::{Claim, Dossier};
use crate::edtf::Edtf;
use crate::reading::mark::Attribution;

/// The pairs that are in conflict, by index into `claims`, which are in order of time; the earlier first, sorted.
pub(super) fn find(dossier: &Dossier, kind: MeasureKind, claims: &[Claim]) -> Vec<(usize, usize)> {
    let reports = Reports { dossier, claims };
    let mut conflicts: BTreeSet<(usize, usize)> = match kind {
        MeasureKind::Total | MeasureKind::Share | MeasureKind::Money => reports.disagreeing(0..claims.len()).collect(),
        MeasureKind::RunningTotal | MeasureKind::Other => {
            reports.days().into_values().flat_map(|day| reports.disagreeing(day.into_iter())).collect()
        }
    };
    if kind == MeasureKind::RunningTotal {
        conflicts.extend(reports.falling());
    }
    conflicts.into_iter().collect()
}

struct Reports<'a> {
    dossier: &'a Dossier,
    claims: &'a [Claim],
}

impl<'a> Reports<'a> {
    fn published(&self, claim: usize) -> &'a Edtf {
        &self.dossier.document(self.claims[claim].figure.article).front.published
    }

    /// The claims by the day of their report.
    fn days(&self) -> BTreeMap<&'a Edtf, Vec<usize>> {
        let mut days: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for claim in 0..self.claims.len() {
            days.entry(self.published(claim)).or_default().push(claim);
        }
        days
    }

    /// The pairs among `claims` that do not agree, one for each pair of values.
    fn disagreeing(&self, claims: impl Iterator<Item = usize>) -> impl Iterator<Item = (usize, usize)> {
        let firsts = self.first_of_each_value(claims);
        let after = |at: usize| firsts[at + 1..].iter().map(move |&later| later);
        let pairs = firsts.iter().enumerate().flat_map(|(at, &earlier)| after(at).map(move |later| (earlier, later)));
        pairs.filter(|&(earlier, later)| self.contradict(earlier, later)).collect::<Vec<_>>().into_iter()
    }

    /// The earliest claim of each value and origin.
    fn first_of_each_value(&self, claims: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut seen = BTreeSet::new();
        claims.filter(|&claim| seen.insert(self.value_key(claim))).collect()
    }

    fn value_key(&self, claim: usize) -> (u64, Option<u64>, bool, Option<&'a str>) {
        let interval = self.claims[claim].interval;
        (interval.low.to_bits(), interval.high.map(f64::to_bits), interval.approximate, self.origin(claim))
    }

    /// Later claims that lie below what an earlier one counted, each with the highest of those.
    fn falling(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut highest: Option<usize> = None;
        for later in 0..self.claims.len() {
            let Some(earlier) = highest else {
                highest = Some(later);
                continue;
            };
            if self.contradict(earlier, later) && self.floor(later) < self.floor(earlier) {
                found.push((earlier, later));
            }
            if self.floor(later) > self.floor(earlier) {
                highest = Some(later);
            }
        }
        found
    }

    fn floor(&self, claim: usize) -> f64 {
        self.claims[claim].interval.reach().0
    }

    fn contradict(&self, earlier: usize, later: usize) -> bool {
        let (one, other) = (&self.claims[earlier], &self.claims[later]);
        !one.interval.agrees_with(other.interval)
            && (one.figure.article != other.figure.article || self.have_different_origins(earlier, later))
    }

    fn have_different_origins(&self, earlier: usize, later: usize) -> bool {
        self.origin(earlier).zip(self.origin(later)).is_some_and(|(one, other)| one != other)
    }

    /// The words for who gives the figure.
    fn origin(&self, claim: usize) -> Option<&'a str> {
        match &super::figure(self.dossier, self.claims[claim].figure)?.attribution {
            Attribution::Source { name, .. } => Some(name),
            Attribution::None | Attribution::Ambiguous => None,
        }
    }
}
