//! The ledgers: which figure counts what, and which reports of one thing cannot all be true.
//!
//! [`measures`] decides to which measure a figure belongs, by what it counts ([`counted`]) and when ([`scope`]); [`parts`] tells
//! parts from wholes, [`conflicts`] what contradicts what, [`growth`] what only grew, [`agreements`] what can be true at once, [`independence`] who counted.
//! Claims are never averaged, and none is chosen: a ledger keeps every one, with the range over all.

mod agreements;
mod conflicts;
mod counted;
mod growth;
mod independence;
mod loose;
mod measures;
mod parts;
mod scope;

use super::{Claim, Dossier, Ledger, LooseFigure, MarkIndex, Memory};
use crate::content::measure::MeasureKind;
use crate::interval::Range;
use crate::reading::mark::Figure;
use independence::Independence;

pub(crate) use loose::LooseGroups;
pub(super) use measures::Fits;

/// Every figure in a ledger, or among those that fit none. `site_language` is that of articles that name none.
/// Needs the dossier's articles with their mentions, and its passages.
pub(super) fn keep(dossier: &Dossier, site_language: &str, memory: &Memory) -> Kept {
    let mut claims: Vec<Vec<Claim>> = dossier.content.measures.iter().map(|_| Vec::new()).collect();
    let of_articles = measures::fit(dossier, site_language, memory);
    let mut loose = Vec::with_capacity(of_articles.iter().map(|fits| fits.figures.len()).sum());
    for fit in of_articles.iter().flat_map(|fits| &fits.figures) {
        match &fit.found {
            Ok(fitting) => claims[fitting.measure].extend(claim(dossier, fit.figure, fitting)),
            Err(why) => loose.push(LooseFigure { figure: fit.figure, because: why.because }),
        }
    }
    let independence = Independence { dossier, site_language };
    let ledgers = claims.into_iter().enumerate();
    Kept {
        ledgers: ledgers.map(|(measure, claims)| ledger(dossier, &independence, measure, claims)).collect(),
        loose,
        groups: LooseGroups::new(of_articles, site_language),
    }
}

/// What became of all figures.
pub(super) struct Kept {
    /// One for each measure.
    pub(super) ledgers: Vec<Ledger>,
    /// The figures that fit none.
    pub(super) loose: Vec<LooseFigure>,
    /// Those of them that count the same thing together.
    pub(super) groups: LooseGroups,
}

/// The figure of a mark, where it is one.
pub(super) fn figure(dossier: &Dossier, index: MarkIndex) -> Option<&Figure> {
    dossier.mark(index).mark.figure()
}

fn claim(dossier: &Dossier, index: MarkIndex, fitting: &measures::Fitting) -> Option<Claim> {
    let interval = figure(dossier, index)?.interval;
    let origin = dossier.mark(index).actor;
    Some(Claim { figure: index, interval, origin, part: fitting.part, because: fitting.because })
}

fn ledger(dossier: &Dossier, independence: &Independence<'_>, measure: usize, mut claims: Vec<Claim>) -> Ledger {
    let kind: MeasureKind = dossier.content.measures[measure].front.kind;
    let sums = parts::settle(dossier, &mut claims);
    let wholes = || claims.iter().filter(|claim| claim.part.is_none());
    let intervals: Vec<_> = wholes().map(|claim| claim.interval).collect();
    let conflicts = conflicts::find(dossier, kind, &claims);
    Ledger {
        measure,
        range: Range::over(&intervals),
        independent: independence.count(wholes()),
        agreements: agreements::find(&claims),
        updates: growth::steps(kind, &claims, &conflicts),
        conflicts,
        sums,
        claims,
    }
}

#[cfg(test)]
mod tests;
