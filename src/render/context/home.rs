//! The front page: what the dossier is about, what is new in it, its key figures and key dates.

use serde::Serialize;

use super::super::prose;
use super::super::view::View;
use super::chronology::EntryContext;
use super::measures::MeasureCard;
use super::page::PageContext;
use super::{ArticleCard, Link, Shared};
use crate::dossier::{ArticleIndex, Ledger};

/// Articles on the front page.
const LATEST: usize = 6;
/// Figures on the front page.
const KEY_FIGURES: usize = 6;
/// Dates on the front page.
const KEY_DATES: usize = 8;

/// The front page: `home.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct HomePage {
    page: PageContext,
    /// The editor's introduction, as HTML; empty without `index.md`.
    introduction: String,
    /// The latest reports, the latest first.
    latest: Vec<Shared<ArticleCard>>,
    /// The measures of which most is known.
    figures: Vec<MeasureCard>,
    /// The entries of the chronology that matter most, in order.
    entries: Vec<EntryContext>,
    /// The link to the disagreements with their number; none where there is none.
    disagreements: Option<Link>,
    /// How many reports there are, in words.
    reports: String,
    /// How many sources there are.
    sources: usize,
}

pub(in crate::render) fn home(view: &View<'_>) -> HomePage {
    let dossier = view.dossier;
    let introduction = dossier.content.pages.iter().find(|page| page.address() == "/");
    let title = introduction.map_or(view.config.title.as_str(), |page| page.front.title.as_str());
    let summary = introduction.and_then(|page| page.front.summary.as_deref());
    let disagreements = dossier.disagreements.len();
    HomePage {
        page: PageContext::new(view, "home", title, "/", &[])
            .description(summary.or(view.config.description.as_deref())),
        introduction: introduction.map(|page| prose::body(view, &page.body)).unwrap_or_default(),
        latest: (0..dossier.articles.len())
            .rev()
            .take(LATEST)
            .map(|index| view.card(ArticleIndex::new(index)).clone())
            .collect(),
        figures: key_ledgers(view).into_iter().map(|ledger| view.measure_card(ledger)).collect(),
        entries: dossier.key_entries(KEY_DATES).into_iter().map(|entry| view.entry(entry, 1)).collect(),
        disagreements: (disagreements > 0).then(|| Link {
            title: view.words.count("disagreements_counted", disagreements),
            href: view.link("/disagreements/"),
        }),
        reports: view.words.count("reports", dossier.articles.len()),
        sources: dossier.sources.len(),
    }
}

/// The ledgers with the most independent reports, those in dispute before others.
fn key_ledgers<'a>(view: &View<'a>) -> Vec<&'a Ledger> {
    let mut ledgers: Vec<&Ledger> = view.dossier.ledgers.iter().filter(|ledger| !ledger.claims.is_empty()).collect();
    ledgers.sort_by_key(|ledger| std::cmp::Reverse((ledger.independent, !ledger.conflicts.is_empty())));
    ledgers.truncate(KEY_FIGURES);
    ledgers
}
