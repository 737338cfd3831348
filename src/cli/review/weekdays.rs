//! Dates with a weekday that they do not fall on.

use super::finding::{Finding, Place, Section};
use crate::config::Config;
use crate::dossier::Dossier;
use crate::reading::mark::{By, Value};

pub(super) const SECTION: Section = Section {
    name: "weekdays",
    title: "Dates that do not fall on the weekday beside them",
    advice: "One of the two is wrong. Ask the source, then say what is meant: [Monday, June 4](#date:2024-06-03).",
    find,
};

fn find(dossier: &Dossier, _: &Config) -> Vec<Finding> {
    let marks = dossier.article_indices().flat_map(|article| dossier.marks_of(article));
    let of_reports =
        marks.filter(|(index, anchored)| anchored.mark.by == By::Recogniser && dossier.is_reported(*index));
    let wrong = of_reports.filter_map(|(index, anchored)| match &anchored.mark.value {
        Value::Date(timex) if timex.weekday_disagrees => Some((index, &timex.value)),
        _ => None,
    });
    wrong
        .map(|(index, value)| {
            let title = &dossier.document(index.article).front.title;
            let day: Option<jiff::civil::Date> = value.parse().ok();
            let weekday = day.map_or_else(String::new, |day| format!(" is a {}", day.strftime("%A")));
            Finding::at(format!("In “{title}”, {value}{weekday}."), vec![Place::of_mark(dossier, index)])
        })
        .collect()
}
