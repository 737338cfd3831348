//! Where reports contradict each other: every version with its words, side by side.

use serde::Serialize;

use super::super::prose;
use super::super::view::View;
use super::chronology::{EntryContext, ToldDate};
use super::measures::ClaimRow;
use super::page::PageContext;
use super::{ArticleCard, Link, Quote, Shared};
use crate::dossier::{ArticleIndex, Disagreement, Ledger, MarkIndex};
use crate::edtf::Edtf;
use crate::reading::mark::Value;

/// Pairs of reports to which a disagreement leads at most.
const MOST_PAIRS: usize = 10;
/// Versions that a disagreement shows at most; the ledger, or the event, has all.
const MOST_VERSIONS: usize = 8;
/// A whole in percent.
const PERCENT: f64 = 100.0;

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
        /// The figures, oldest report first; of too many, the least and the greatest.
        claims: Vec<FigureVersion>,
        /// How many the list leaves out.
        more: usize,
        /// The values that contradict each other, each once, in words.
        values: Vec<String>,
        /// How far apart the farthest are, in words.
        apart: String,
        /// The editor's explanation, as HTML.
        note: Option<String>,
        /// What the editor wrote in the margins of the figures.
        margin: Vec<MarginNote>,
        /// The pages with two of the reports side by side.
        side_by_side: Vec<Link>,
    },
    /// Dates of one event.
    Dates {
        anchor: String,
        /// The event or the entry of the chronology.
        about: Link,
        entry: Box<EntryContext>,
        told: Vec<ToldDate>,
        /// How many dates the list leaves out.
        more: usize,
        /// The passages that tell the entry's own date.
        agreed: Vec<Quote>,
        /// How far apart, in words.
        apart: String,
        /// The pages with two of the reports side by side.
        side_by_side: Vec<Link>,
    },
    /// A report whose own dates do not fit together.
    Report {
        anchor: String,
        about: Link,
        report: Shared<ArticleCard>,
        /// The date that it tells nearest to its publication, and where.
        told: Box<ToldDate>,
        /// How far apart, in words.
        apart: String,
        /// The editor's note on the report, as HTML.
        note: Option<String>,
    },
}

/// A figure with the sentence that gives it.
#[derive(Debug, Serialize)]
pub(in crate::render) struct FigureVersion {
    claim: ClaimRow,
    quote: Quote,
}

/// What an editor wrote in the margin of a report.
#[derive(Debug, Serialize)]
pub(in crate::render) struct MarginNote {
    /// The outlet, with the link to the words that the note is about.
    of: Link,
    /// The note.
    text: String,
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
        Disagreement::Figures { ledger, claims, sharpness } => figures(view, *ledger, claims, *sharpness),
        Disagreement::Dates { entry, days } => dates(view, *entry, *days),
        Disagreement::Report { article, nearest, days } => report(view, *article, *nearest, *days),
    }
}

fn figures(view: &View<'_>, ledger: usize, claims: &[usize], sharpness: f64) -> DisagreementContext {
    let ledger = &view.dossier.ledgers[ledger];
    let measure = &view.dossier.content.measures[ledger.measure];
    let version = |&claim: &usize| FigureVersion {
        claim: view.claim_row(ledger, claim),
        quote: view.quote(ledger.claims[claim].figure),
    };
    let shown = farthest(ledger, claims);
    let versions: Vec<FigureVersion> = shown.iter().map(version).collect();
    let mut values: Vec<String> = Vec::new();
    for version in &versions {
        if !values.contains(&version.claim.value) {
            values.push(version.claim.value.clone());
        }
    }
    let article = |claim: usize| ledger.claims[claim].figure.article;
    let percent = view.words.with_unit((sharpness * PERCENT).round(), "percent");
    DisagreementContext::Figures {
        anchor: measure.id.to_string(),
        about: view.measure_link(ledger),
        apart: view.words.say("gap_of", &[("share", &percent)]),
        values,
        note: prose::note(view, measure),
        side_by_side: side_by_side(view, ledger.conflicts.iter().map(|&(one, other)| [one, other].map(article))),
        more: claims.len() - shown.len(),
        margin: margin_notes(view, shown.iter().map(|&claim| ledger.claims[claim].figure)),
        claims: versions,
    }
}

/// The claims that contradict each other, oldest first; where they are too many, those of the least and of the greatest values.
fn farthest(ledger: &Ledger, claims: &[usize]) -> Vec<usize> {
    if claims.len() <= MOST_VERSIONS {
        return claims.to_vec();
    }
    let low = |claim: usize| ledger.claims[claim].interval.low;
    let mut ordered = claims.to_vec();
    ordered.sort_by(|&one, &other| low(one).total_cmp(&low(other)).then(one.cmp(&other)));
    ordered.dedup_by_key(|claim| ledger.claims[*claim].interval);
    let half = MOST_VERSIONS / 2;
    let mut shown: Vec<usize> =
        ordered.iter().take(half).chain(ordered.iter().skip(half).rev().take(half)).copied().collect();
    shown.sort_unstable();
    shown
}

/// The margin notes on some figures, each once: one note may speak of several figures of a sentence.
fn margin_notes(view: &View<'_>, figures: impl Iterator<Item = MarkIndex>) -> Vec<MarginNote> {
    let mut notes: Vec<MarginNote> = Vec::new();
    for figure in figures {
        let of = Link {
            title: view.source_link(view.article(figure.article).source).title.clone(),
            href: view.mark_href(figure),
        };
        let texts = view.dossier.margin_notes(figure).into_iter();
        let new: Vec<_> = texts.filter(|text| notes.iter().all(|note| note.text != *text)).collect();
        notes.extend(new.into_iter().map(|text| MarginNote { of: of.clone(), text }));
    }
    notes
}

/// How many passages with the entry's own date stand beside those that contradict it.
const MOST_AGREED: usize = 3;

fn dates(view: &View<'_>, entry: usize, days: i32) -> DisagreementContext {
    let model = &view.dossier.chronology[entry];
    let shown = view.entry(entry, 1);
    let title =
        shown.event.clone().unwrap_or_else(|| Link { title: shown.date.text.clone(), href: shown.href.clone() });
    let told = view.told_dates(entry, MOST_VERSIONS);
    let otherwise = |passage: &MarkIndex| model.told.iter().any(|(_, mark)| mark == passage);
    let agreed = model.passages.iter().filter(|passage| !otherwise(passage)).take(MOST_AGREED);
    let first = agreed.clone().next();
    let pairs = model.told.iter().filter_map(|(_, told)| Some([first?.article, told.article]));
    DisagreementContext::Dates {
        anchor: format!("date-{}", model.anchor),
        about: title,
        more: model.told.len() - told.len(),
        told,
        side_by_side: side_by_side(view, pairs),
        agreed: agreed.map(|&passage| view.quote(passage)).collect(),
        apart: apart(view, days),
        entry: Box::new(shown),
    }
}

/// The pages with two reports side by side, each once, of those pairs that have one.
fn side_by_side(view: &View<'_>, pairs: impl Iterator<Item = [ArticleIndex; 2]>) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for [one, other] in pairs {
        let link = view.side_by_side_link(one, other).filter(|link| !links.contains(link));
        links.extend(link);
        if links.len() == MOST_PAIRS {
            break;
        }
    }
    links
}

fn report(view: &View<'_>, article: ArticleIndex, nearest: MarkIndex, days: i32) -> DisagreementContext {
    let date = match &view.mark(nearest).mark.value {
        Value::Date(timex) => timex.edtf.clone(),
        _ => None,
    };
    DisagreementContext::Report {
        anchor: format!("report-{}", view.report(article).id),
        about: view.article_link(article).unshared(),
        report: view.card(article).clone(),
        told: Box::new(view.told(&date.unwrap_or_else(Edtf::unknown), nearest)),
        apart: apart(view, days),
        note: prose::note(view, view.report(article)),
    }
}

/// How far apart two dates are: in years where that says it better than days.
fn apart(view: &View<'_>, days: i32) -> String {
    const DAYS_OF_YEAR: usize = 365;
    let days = usize::try_from(days).unwrap_or_default();
    match days / DAYS_OF_YEAR {
        0 | 1 => view.words.count("days_apart", days),
        years => view.words.count("years_apart", years),
    }
}
