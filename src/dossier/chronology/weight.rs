//! How much an entry matters.
//!
//! Three things show that a day matters: that reports **tell** it; that they still tell it long after; and that many
//! reports were **published** on it or the day after, which is when the press writes of what has happened, often without a
//! date. So
//!
//! ```text
//! telling(day) = Σ over the days of publication p:  √(reports of p that tell it) · (1 + ½ ln(1 + days from the day to p))
//! weight(day)  = telling(day) + reports published on the day + reports published on the day after
//! ```
//!
//! A report counts once for a day, however often it names it. The root is there because reports of one day copy each other.
//!
//! The entry that matters most on its day stands for the day and has the day's whole weight; what else happened on it counts
//! by its own passages, and less. So the entries sorted by weight, taken one for each day, are the days that matter most.
//! Longer dates count by their own passages.
//!
//! An event with a file counts something even where no report tells it, and what its file says of its weight is a factor.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::draft::Draft;
use crate::dossier::{ArticleIndex, Dossier};
use crate::edtf::Edtf;

/// What a report that tells a day later counts more, for each natural logarithm of the days since: half as much again after
/// some two days, thrice after two months, four times after a year. What is recalled has mattered; it must not drown what is new.
const RECALL: f64 = 0.5;
/// How many days after an event the press still writes of it as news.
const NEWS_DAYS: i32 = 1;
/// What an event counts for having a file, in reports.
const EVENT_REPORTS: f64 = 4.0;
/// The weight of an event for which the editor gives none: a factor of one.
const USUAL_POINTS: u8 = 5;
/// What a further entry of a day counts: little, since a day is remembered for one thing.
const FURTHER: f64 = 0.1;
/// Weights have two decimals, so that they are the same on every machine.
const STEPS: f64 = 100.0;

/// The weight of each draft.
pub(super) fn weigh(dossier: &Dossier, drafts: &[Draft<'_>]) -> Vec<f64> {
    let calendar = Calendar::new(dossier);
    let own: Vec<f64> = drafts.iter().map(|draft| calendar.own_weight(draft)).collect();
    let mut weights: Vec<f64> = own.iter().zip(drafts).map(|(own, draft)| factor(dossier, draft) * own).collect();
    let mut days: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        if let Some(day) = draft.date.single_day() {
            days.entry(day).or_default().push(at);
        }
    }
    for (day, entries) in days {
        let reports: BTreeSet<ArticleIndex> = entries.iter().flat_map(|&at| drafts[at].reports()).collect();
        let first = entries.iter().copied().min_by(|&a, &b| weights[b].total_cmp(&weights[a]).then(a.cmp(&b)));
        for at in entries.into_iter().filter(|&at| Some(at) != first && drafts[at].event.is_none()) {
            weights[at] *= FURTHER;
        }
        if let Some(first) = first {
            let of_day = calendar.telling(day, reports.into_iter()) + calendar.news(day) + floor(&drafts[first]);
            weights[first] = factor(dossier, &drafts[first]) * of_day;
        }
    }
    weights.into_iter().map(|weight| (weight * STEPS).round() / STEPS).collect()
}

/// What an entry counts even where no report tells it.
fn floor(draft: &Draft<'_>) -> f64 {
    if draft.event.is_some() { EVENT_REPORTS } else { 0.0 }
}

/// The factor that an event's file gives.
fn factor(dossier: &Dossier, draft: &Draft<'_>) -> f64 {
    let points = draft.event.and_then(|event| dossier.content.events[event].front.weight);
    f64::from(points.unwrap_or(USUAL_POINTS)) / f64::from(USUAL_POINTS)
}

/// When reports were published.
struct Calendar {
    /// The day of each article; none where it has no first day.
    published: Vec<Option<Date>>,
    /// How many reports each day has.
    reports: BTreeMap<Date, u32>,
}

impl Calendar {
    fn new(dossier: &Dossier) -> Self {
        let day = |article| dossier.document(article).front.published.earliest();
        let published: Vec<Option<Date>> = dossier.article_indices().map(day).collect();
        let mut reports = BTreeMap::new();
        for &day in published.iter().flatten() {
            *reports.entry(day).or_default() += 1;
        }
        Self { published, reports }
    }

    fn own_weight(&self, draft: &Draft<'_>) -> f64 {
        let day = last_day(&draft.date);
        day.map_or(0.0, |day| self.telling(day, draft.reports())) + floor(draft)
    }

    /// What it counts that these reports tell a day.
    fn telling(&self, day: Date, reports: impl Iterator<Item = ArticleIndex>) -> f64 {
        let mut telling: BTreeMap<Option<Date>, u32> = BTreeMap::new();
        for article in reports {
            *telling.entry(self.published[article.at()]).or_default() += 1;
        }
        let days_since = |published: Option<Date>| published.map_or(0, |published| (published - day).get_days().max(0));
        let recalled = |published| 1.0 + RECALL * f64::from(days_since(published)).ln_1p();
        telling.into_iter().map(|(published, reports)| f64::from(reports).sqrt() * recalled(published)).sum()
    }

    /// How many reports were published when a day was news.
    fn news(&self, day: Date) -> f64 {
        let after = day.checked_add(jiff::Span::new().days(NEWS_DAYS)).unwrap_or(day);
        self.reports.range(day..=after).map(|(_, &reports)| f64::from(reports)).sum()
    }
}

/// The day from which recalling counts: the last of the date, or the first of one that has no end.
fn last_day(date: &Edtf) -> Option<Date> {
    date.latest().or_else(|| date.earliest())
}
