//! Which claims of one measure cannot both be true. It depends on how the measure's values behave over time:
//!
//! - a **running total** only grows. A later claim that lies below what an earlier one already counted contradicts it; so
//!   do claims of one day that do not agree;
//! - a **total**, a **share** and an amount of **money** have one true value, so any two that do not agree contradict;
//! - **other** measures go up and down: only claims of one day can contradict each other.
//!
//! A part ([`Part`](crate::dossier::Part)) contradicts nothing. One report that gives two values contradicts nothing unless it names a different origin for each: most often the one is
//! a part of the other. Equal values are compared once, by the earliest claims that give them. Of many claims that
//! contradict one, a ledger tells the farthest before it and the farthest after it, so that what is told grows with the
//! number of claims and not with its square.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::measure::MeasureKind;
use crate::dossier::{ArticleIndex, Claim, Dossier, Ledger};
use crate::edtf::Edtf;
use crate::reading::mark::Attribution;

impl Dossier {
    /// Whether two claims of a ledger, by index, cannot both be true.
    #[must_use]
    pub fn contradict(&self, ledger: &Ledger, one: usize, other: usize) -> bool {
        let kind = self.content.measures[ledger.measure].front.kind;
        Reports { dossier: self, kind, claims: &ledger.claims }.contradict(one.min(other), one.max(other))
    }
}

/// The pairs that are told as conflicts, by index into `claims`, which are in order of time; the earlier first, sorted.
pub(super) fn find(dossier: &Dossier, kind: MeasureKind, claims: &[Claim]) -> Vec<(usize, usize)> {
    let reports = Reports { dossier, kind, claims };
    let compared: Vec<Vec<usize>> = match kind {
        MeasureKind::Total | MeasureKind::Share | MeasureKind::Money => vec![reports.wholes().collect()],
        MeasureKind::RunningTotal | MeasureKind::Other => reports.days().into_values().collect(),
    };
    let mut conflicts: BTreeSet<(usize, usize)> =
        compared.into_iter().flat_map(|claims| reports.farthest_pairs(claims)).collect();
    if kind == MeasureKind::RunningTotal {
        conflicts.extend(reports.falling());
    }
    conflicts.into_iter().collect()
}

struct Reports<'a> {
    dossier: &'a Dossier,
    kind: MeasureKind,
    claims: &'a [Claim],
}

impl<'a> Reports<'a> {
    fn article(&self, claim: usize) -> ArticleIndex {
        self.claims[claim].figure.article
    }

    fn published(&self, claim: usize) -> &'a Edtf {
        &self.dossier.document(self.article(claim)).front.published
    }

    /// The claims that count all of the measure.
    fn wholes(&self) -> impl Iterator<Item = usize> + use<'a> {
        let claims = self.claims.iter().enumerate();
        claims.filter(|(_, claim)| claim.part.is_none()).map(|(at, _)| at)
    }

    /// The claims by the day of their report.
    fn days(&self) -> BTreeMap<&'a Edtf, Vec<usize>> {
        let mut days: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for claim in self.wholes() {
            days.entry(self.published(claim)).or_default().push(claim);
        }
        days
    }

    /// Each of `claims` that contradicts others, with the farthest of them before it and the farthest after it.
    fn farthest_pairs(&self, claims: Vec<usize>) -> Vec<(usize, usize)> {
        let firsts = self.first_of_each_value(claims.into_iter());
        let before = self.farthest_passed(firsts.iter().copied());
        let after = self.farthest_passed(firsts.iter().rev().copied());
        before.into_iter().chain(after).map(|(one, other)| (one.min(other), one.max(other))).collect()
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

    /// Each claim with the farthest that was passed before it, where it contradicts any. Only the highest and the lowest that
    /// were passed need to be looked at: whatever agrees with both agrees with all between.
    fn farthest_passed(&self, claims: impl Iterator<Item = usize>) -> Vec<(usize, usize)> {
        let (mut highest, mut lowest) = (Extreme::default(), Extreme::default());
        let mut pairs = Vec::new();
        for claim in claims {
            let passed = highest.claims().chain(lowest.claims());
            let against = passed.filter(|&other| self.contradict(claim.min(other), claim.max(other)));
            pairs.extend(
                against
                    .max_by(|&one, &other| self.distance(claim, one).total_cmp(&self.distance(claim, other)))
                    .map(|other| (claim, other)),
            );
            highest.pass(self.article(claim), claim, self.floor(claim));
            lowest.pass(self.article(claim), claim, -self.ceiling(claim));
        }
        pairs
    }

    /// Later claims that lie below what an earlier one counted, each with the highest of those.
    fn falling(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut highest = Extreme::default();
        for later in self.wholes() {
            found.extend(
                highest.claims().find(|&earlier| self.contradict(earlier, later)).map(|earlier| (earlier, later)),
            );
            highest.pass(self.article(later), later, self.floor(later));
        }
        found
    }

    fn floor(&self, claim: usize) -> f64 {
        self.claims[claim].interval.reach().0
    }

    fn ceiling(&self, claim: usize) -> f64 {
        self.claims[claim].interval.reach().1.unwrap_or(f64::INFINITY)
    }

    /// How far apart two claims are that do not agree.
    fn distance(&self, one: usize, other: usize) -> f64 {
        (self.floor(one) - self.ceiling(other)).max(self.floor(other) - self.ceiling(one))
    }

    fn contradict(&self, earlier: usize, later: usize) -> bool {
        let count_all = [earlier, later].iter().all(|&claim| self.claims[claim].part.is_none());
        let agree = self.claims[earlier].interval.agrees_with(self.claims[later].interval);
        let are_apart = self.article(earlier) != self.article(later) || self.have_different_origins(earlier, later);
        let is_one_day = || self.published(earlier) == self.published(later);
        count_all
            && !agree
            && are_apart
            && match self.kind {
                MeasureKind::Total | MeasureKind::Share | MeasureKind::Money => true,
                MeasureKind::RunningTotal => self.floor(later) < self.floor(earlier) || is_one_day(),
                MeasureKind::Other => is_one_day(),
            }
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

/// The claim with the greatest value so far, and the greatest of another report: a report is no rival of itself.
#[derive(Default)]
struct Extreme(Vec<(f64, ArticleIndex, usize)>);

impl Extreme {
    const KEPT: usize = 2;

    /// The claims, the greatest first.
    fn claims(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|&(_, _, claim)| claim)
    }

    fn pass(&mut self, article: ArticleIndex, claim: usize, value: f64) {
        match self.0.iter_mut().find(|kept| kept.1 == article) {
            Some(kept) if kept.0 >= value => return,
            Some(kept) => *kept = (value, article, claim),
            None => self.0.push((value, article, claim)),
        }
        self.0.sort_by(|one, other| other.0.total_cmp(&one.0));
        self.0.truncate(Self::KEPT);
    }
}
