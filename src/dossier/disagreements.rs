//! What reports contradict each other on, the sharpest first.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{ChronologyEntry, Disagreement, Dossier, Ledger, Memory, misdated};
use crate::edtf::Edtf;
use crate::interval::Interval;

/// The distance in days at which two dates of one event are as sharp a contradiction as can be: wrong by a year.
const SHARPEST_DAYS: f64 = 365.0;

/// One disagreement for each ledger with conflicts, for each event that is dated differently, and for each report whose own
/// dates do not fit. Needs the dossier's ledgers and chronology.
pub(super) fn gather(dossier: &Dossier, memory: &Memory) -> Vec<Disagreement> {
    let figures = dossier.ledgers.iter().enumerate().filter_map(|(at, ledger)| of_figures(at, ledger));
    let dates = dossier.chronology.iter().enumerate().filter_map(|(at, entry)| of_dates(at, entry));
    let mut all: Vec<Disagreement> = figures.chain(dates).chain(misdated::find(dossier, memory)).collect();
    all.sort_by(|one, other| other.sharpness().total_cmp(&one.sharpness()));
    all
}

impl Disagreement {
    /// How sharp it is, from 0 to 1: the gap between figures as a share of the larger, that between dates as a share of a year.
    #[must_use]
    pub fn sharpness(&self) -> f64 {
        match self {
            Self::Figures { sharpness, .. } => *sharpness,
            Self::Dates { days, .. } | Self::Report { days, .. } => (f64::from(*days) / SHARPEST_DAYS).min(1.0),
        }
    }
}

fn of_figures(at: usize, ledger: &Ledger) -> Option<Disagreement> {
    let claims: BTreeSet<usize> = ledger.conflicts.iter().flat_map(|&(earlier, later)| [earlier, later]).collect();
    let interval = |claim: usize| ledger.claims[claim].interval;
    let gaps = ledger.conflicts.iter().map(|&(earlier, later)| gap(interval(earlier), interval(later)));
    let sharpness = gaps.max_by(f64::total_cmp)?;
    Some(Disagreement::Figures { ledger: at, claims: claims.into_iter().collect(), sharpness })
}

/// The gap between two intervals as a share of the larger value.
fn gap(one: Interval, other: Interval) -> f64 {
    let (lower, upper) = if one.low <= other.low { (one, other) } else { (other, one) };
    let below = lower.high.unwrap_or(f64::INFINITY);
    if upper.low > 0.0 { ((upper.low - below) / upper.low).clamp(0.0, 1.0) } else { 0.0 }
}

fn of_dates(at: usize, entry: &ChronologyEntry) -> Option<Disagreement> {
    let days = entry.told.iter().map(|(told, _)| days_apart(&entry.date, told)).max()?;
    Some(Disagreement::Dates { entry: at, days })
}

/// The days between the nearest ends of two dates; 0 where they overlap.
fn days_apart(one: &Edtf, other: &Edtf) -> i32 {
    let between = |end: Option<Date>, start: Option<Date>| match (end, start) {
        (Some(end), Some(start)) => (start - end).get_days(),
        _ => 0,
    };
    between(one.latest(), other.earliest()).max(between(other.latest(), one.earliest())).max(0)
}
