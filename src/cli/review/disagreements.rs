//! Disagreements that no editor has explained.

use super::finding::{Finding, Place, Section, counted};
use crate::config::Config;
use crate::dossier::{Disagreement, Dossier};

pub(super) const SECTION: Section = Section {
    name: "disagreements",
    title: "Disagreements with no note",
    advice: "Say what you know of the reason: of figures in the measure’s note or in a footnote beside a figure, of dates in the event’s text, of a report’s own dates in its note.",
    find,
};

/// How much a contradiction weighs that could not be sharper, in hundredths.
const SHARPEST: f64 = 100.0;

fn find(dossier: &Dossier, _: &Config) -> Vec<Finding> {
    dossier.disagreements.iter().filter_map(|disagreement| finding(dossier, disagreement)).collect()
}

fn finding(dossier: &Dossier, disagreement: &Disagreement) -> Option<Finding> {
    let (message, places) = match disagreement {
        Disagreement::Figures { ledger, claims, .. } => {
            let ledger = &dossier.ledgers[*ledger];
            let measure = &dossier.content.measures[ledger.measure];
            let figures = || claims.iter().map(|&claim| ledger.claims[claim].figure);
            let is_explained =
                measure.note.is_some() || figures().any(|figure| !dossier.margin_notes(figure).is_empty());
            if is_explained {
                return None;
            }
            let message =
                format!("{} of “{}” cannot all be true.", counted(claims.len(), "figure"), measure.front.title);
            (message, figures().map(|figure| Place::of_mark(dossier, figure)).collect())
        }
        Disagreement::Dates { entry, days } => {
            let entry = &dossier.chronology[*entry];
            let is_explained = |event: usize| !dossier.content.events[event].body.texts.is_empty();
            if entry.event.is_some_and(is_explained) {
                return None;
            }
            let title = entry
                .event
                .map_or_else(|| entry.date.to_string(), |event| dossier.content.events[event].front.title.clone());
            let days = counted(usize::try_from(*days).unwrap_or_default(), "day");
            let message = format!("Reports date “{title}” differently, up to {days} apart.");
            (message, entry.told.iter().map(|&(_, mark)| Place::of_mark(dossier, mark)).collect())
        }
        Disagreement::Report { article, nearest, .. } => {
            let front = &dossier.document(*article).front;
            if front.note.is_some() {
                return None;
            }
            let message = format!("No date of “{}” is near that of its publication, {}.", front.title, front.published);
            (message, vec![Place::of_mark(dossier, *nearest)])
        }
    };
    let weight = (disagreement.sharpness() * SHARPEST).ceil() as usize;
    Some(Finding { weight, ..Finding::at(message, places) })
}
