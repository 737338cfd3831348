//! The ledgers: which figure counts what, and which reports of one thing cannot all be true.
//!
//! [`measures`] decides to which measure a figure belongs, [`conflicts`] what contradicts what. Claims are never averaged,
//! and none is chosen: a ledger keeps every one, with the range over all.

mod conflicts;
mod measures;

use std::collections::{BTreeMap, BTreeSet};

use super::{ArticleIndex, Claim, Dossier, Ledger, MarkIndex, PassageEnd, SourceIndex};
use crate::content::body::TextId;
use crate::content::measure::MeasureKind;
use crate::interval::Interval;
use crate::reading::mark::{Figure, Value};

/// A ledger for each measure, and the figures that fit none. `site_language` is that of articles that name none.
/// Needs the dossier's articles with their mentions, and its passages.
pub(super) fn keep(dossier: &Dossier, site_language: &str) -> (Vec<Ledger>, Vec<MarkIndex>) {
    let mut loose = Vec::new();
    let mut claims: Vec<Vec<Claim>> = dossier.content.measures.iter().map(|_| Vec::new()).collect();
    for fit in measures::fit(dossier, site_language) {
        let Some(measure) = fit.measure else {
            loose.push(fit.figure);
            continue;
        };
        claims[measure].extend(claim(dossier, fit.figure, fit.because));
    }
    let copies = Copies::new(dossier);
    let ledgers = claims.into_iter().enumerate();
    (ledgers.map(|(measure, claims)| ledger(dossier, &copies, measure, claims)).collect(), loose)
}

/// The figure of a mark, where it is one.
pub(super) fn figure(dossier: &Dossier, index: MarkIndex) -> Option<&Figure> {
    match &dossier.mark(index).mark.value {
        Value::Figure(figure) => Some(figure),
        _ => None,
    }
}

fn claim(dossier: &Dossier, index: MarkIndex, because: &'static str) -> Option<Claim> {
    let interval = figure(dossier, index)?.interval;
    Some(Claim { figure: index, interval, origin: dossier.mark(index).actor, because })
}

fn ledger(dossier: &Dossier, copies: &Copies<'_>, measure: usize, claims: Vec<Claim>) -> Ledger {
    let kind: MeasureKind = dossier.content.measures[measure].front.kind;
    let conflicts = conflicts::find(dossier, kind, &claims);
    let independent = copies.independent(dossier, &claims);
    Ledger { measure, range: range(&claims), independent, conflicts, claims }
}

/// From the least low to the greatest high; approximate where a claim that sets one of the ends is.
fn range(claims: &[Claim]) -> Option<Interval> {
    let intervals = || claims.iter().map(|claim| claim.interval);
    let lowest = intervals().min_by(|a, b| a.low.total_cmp(&b.low))?;
    let reach = |interval: &Interval| interval.high.unwrap_or(f64::INFINITY);
    let highest = intervals().max_by(|a, b| reach(a).total_cmp(&reach(b)))?;
    Some(Interval { low: lowest.low, high: highest.high, approximate: lowest.approximate || highest.approximate })
}

/// Which passages are copies of earlier ones.
struct Copies<'a>(BTreeMap<(ArticleIndex, TextId), Vec<(PassageEnd, &'a PassageEnd)>>);

impl<'a> Copies<'a> {
    fn new(dossier: &'a Dossier) -> Self {
        let mut copies: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for passage in &dossier.passages {
            let copy = passage.second;
            copies.entry((copy.article, copy.text)).or_default().push((copy, &passage.first));
        }
        Self(copies)
    }

    /// How many reports stand on their own: outlets with a claim that is not printed in a passage copied from an earlier
    /// report of the same measure. Several reports by one outlet count once.
    fn independent(&self, dossier: &Dossier, claims: &[Claim]) -> usize {
        let reporting: BTreeSet<ArticleIndex> = claims.iter().map(|claim| claim.figure.article).collect();
        let own = claims.iter().filter(|claim| !self.is_copied(dossier, claim, &reporting));
        let outlets: BTreeSet<SourceIndex> = own.map(|claim| dossier.articles[claim.figure.article.0].source).collect();
        outlets.len()
    }

    fn is_copied(&self, dossier: &Dossier, claim: &Claim, reporting: &BTreeSet<ArticleIndex>) -> bool {
        let mark = &dossier.mark(claim.figure).mark;
        let copied = self.0.get(&(claim.figure.article, mark.text)).map_or(&[][..], Vec::as_slice);
        copied.iter().any(|(copy, original)| copy.span.overlaps(mark.span) && reporting.contains(&original.article))
    }
}

#[cfg(test)]
mod tests;
