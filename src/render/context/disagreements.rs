//! Where reports contradict each other: every version with its words, side by side.

use serde::Serialize;

use super::super::prose;
use super::super::view::View;
use super::chronology::{EntryContext, ToldDate};
use super::measures::ClaimRow;
use super::page::PageContext;
use super::{Link, Quote};
use crate::dossier::Disagreement;

/// The disagreements: `disagreements.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct DisagreementsPage {
    page: PageContext,
    /// The disagreements, the sharpest first.
    disagreements: Vec<DisagreementContext>,
}

/// A disagreement; `kind` tells which.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(in crate::render) enum DisagreementContext {
    /// Figures of one measure.
    Figures {
        anchor: String,
        /// The measure.
        about: Link,
        /// The figures, oldest report first.
        claims: Vec<FigureVersion>,
        /// The editor's explanation, as HTML.
        note: Option<String>,
    },
    /// Dates of one event.
    Dates {
        anchor: String,
        /// The event or the entry of the chronology.
        about: Link,
        entry: Box<EntryContext>,
        told: Vec<ToldDate>,
        /// How far apart, in words.
        apart: String,
    },
}

/// A figure with the sentence that gives it.
#[derive(Debug, Serialize)]
pub(in crate::render) struct FigureVersion {
    claim: ClaimRow,
    quote: Quote,
}

pub(in crate::render) fn disagreements(view: &View<'_>) -> DisagreementsPage {
    let all = view.dossier.disagreements.iter().map(|disagreement| shown(view, disagreement));
    DisagreementsPage {
        page: PageContext::new(view, "disagreements", view.words.word("disagreements"), "/disagreements/", &[])
            .description(Some(view.words.word("disagreements_say"))),
        disagreements: all.collect(),
    }
}

fn shown(view: &View<'_>, disagreement: &Disagreement) -> DisagreementContext {
    match disagreement {
        Disagreement::Figures { ledger, claims, .. } => figures(view, *ledger, claims),
        Disagreement::Dates { entry, days } => dates(view, *entry, *days),
    }
}

fn figures(view: &View<'_>, ledger: usize, claims: &[usize]) -> DisagreementContext {
    let ledger = &view.dossier.ledgers[ledger];
    let measure = &view.dossier.content.measures[ledger.measure];
    let version = |&claim: &usize| FigureVersion {
        claim: view.claim_row(ledger, claim),
        quote: view.quote(ledger.claims[claim].figure),
    };
    DisagreementContext::Figures {
        anchor: measure.id.to_string(),
        about: view.measure_link(ledger),
        claims: claims.iter().map(version).collect(),
        note: prose::note(view, measure),
    }
}

fn dates(view: &View<'_>, entry: usize, days: i32) -> DisagreementContext {
    let model = &view.dossier.chronology[entry];
    let shown = view.entry(entry, 1);
    let title =
        shown.event.clone().unwrap_or_else(|| Link { title: shown.date.text.clone(), href: shown.href.clone() });
    DisagreementContext::Dates {
        anchor: format!("date-{}", model.anchor),
        about: title,
        told: model.told.iter().map(|(date, mark)| view.told(date, *mark)).collect(),
        apart: view.words.count("days_apart", usize::try_from(days).unwrap_or_default()),
        entry: Box::new(shown),
    }
}
