//! The ledgers: which figure counts what, and which reports of one thing cannot all be true.
//!
//! [`measures`] decides to which measure a figure belongs, [`conflicts`] what contradicts what, [`independence`] who counted.
//! Claims are never averaged, and none is chosen: a ledger keeps every one, with the range over all.

mod conflicts;
mod independence;
mod measures;

use super::{Claim, Dossier, Ledger, MarkIndex};
use crate::content::measure::MeasureKind;
use crate::interval::Range;
use crate::reading::mark::{Figure, Value};
use independence::Independence;

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
    let independence = Independence::new(dossier, site_language);
    let ledgers = claims.into_iter().enumerate();
    (ledgers.map(|(measure, claims)| ledger(dossier, &independence, measure, claims)).collect(), loose)
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

fn ledger(dossier: &Dossier, independence: &Independence<'_>, measure: usize, claims: Vec<Claim>) -> Ledger {
    let kind: MeasureKind = dossier.content.measures[measure].front.kind;
    let conflicts = conflicts::find(dossier, kind, &claims);
    let independent = independence.count(&claims);
    let intervals: Vec<_> = claims.iter().map(|claim| claim.interval).collect();
    Ledger { measure, claims, range: Range::over(&intervals), independent, conflicts }
}

#[cfg(test)]
mod tests;
