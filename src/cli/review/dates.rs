//! Dates that could not be placed in the calendar, or only by a guess, report by report.

use super::finding::{Finding, Place, Section, counted};
use crate::config::Config;
use crate::dossier::{ArticleIndex, Dossier, MarkIndex};
use crate::edtf::Edtf;
use crate::reading::mark::{By, Timex, TimexKind, Value};

pub(super) const SECTION: Section = Section {
    name: "dates",
    title: "Dates that are open",
    advice: "Give the report an exact date, or say what the words mean: [last month](#date:2024-08).",
    find,
};

/// What the values of words such as "now" and "recently" end in, which mean no day.
const VAGUE: &str = "_REF";

fn find(dossier: &Dossier, _: &Config) -> Vec<Finding> {
    dossier.article_indices().filter_map(|article| finding(dossier, article)).collect()
}

fn finding(dossier: &Dossier, article: ArticleIndex) -> Option<Finding> {
    let published = &dossier.document(article).front.published;
    let open: Vec<MarkIndex> = dossier
        .marks_of(article)
        .filter(|(index, anchored)| anchored.mark.by == By::Recogniser && dossier.is_reported(*index))
        .filter(|(_, anchored)| matches!(&anchored.mark.value, Value::Date(timex) if is_open(timex, published)))
        .map(|(index, _)| index)
        .collect();
    let title = &dossier.document(article).front.title;
    let reason = if published.single_day().is_some() { String::new() } else { format!(" (dated {published})") };
    let verb = if open.len() == 1 { "is" } else { "are" };
    let message = format!("{} of “{title}”{reason} {verb} open.", counted(open.len(), "date"));
    let places: Vec<Place> = open.into_iter().map(|mark| Place::of_mark(dossier, mark)).collect();
    (!places.is_empty()).then(|| Finding::at(message, places))
}

/// Whether a date has no place in the calendar, or has its year from a report that has no exact date itself.
fn is_open(timex: &Timex, published: &Edtf) -> bool {
    let is_guess = timex.year_is_inferred && published.single_day().is_none();
    timex.kind == TimexKind::Date && !timex.value.ends_with(VAGUE) && (timex.edtf.is_none() || is_guess)
}
