//! The ledgers: the index of measures, a measure's ledger with its chart, and the figures that fit none.

use serde::Serialize;

use super::super::charts::{Chart, ChartRow};
use super::super::prose;
use super::super::view::View;
use super::page::PageContext;
use super::{Link, Quote, QuoteGroup, ShownDate};
use crate::dossier::{Claim, Dossier, Ledger};
use crate::reading::mark::Value;

/// The index of measures: `measures.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct MeasuresPage {
    page: PageContext,
    /// The measures, in the order of the model.
    measures: Vec<MeasureCard>,
    /// The link to the figures that fit no ledger, and how many they are; none where there is none.
    loose: Option<Link>,
}

/// A measure in a list.
#[derive(Clone, Debug, Serialize)]
pub(in crate::render) struct MeasureCard {
    pub title: String,
    pub href: String,
    /// The range over all reports, in words; none where no report gives the figure.
    pub range: Option<String>,
    /// How many independent reports there are, in words.
    pub reports: String,
    /// Whether reports contradict each other.
    pub disputed: bool,
}

/// A ledger: `measure.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct MeasurePage {
    page: PageContext,
    measure: MeasureCard,
    /// What is counted, as HTML.
    definition: String,
    /// How its values behave over time, in a word.
    kind: String,
    /// The event it belongs to.
    event: Option<Link>,
    /// The editor's explanation of what reports disagree on, as HTML.
    note: Option<String>,
    /// The claims, oldest report first.
    claims: Vec<ClaimRow>,
    /// The values over time; none where there is none.
    chart: Option<Chart>,
    /// Claims that cannot both be true.
    conflicts: Vec<[ClaimRow; 2]>,
}

/// One report of a measure.
#[derive(Clone, Debug, Serialize)]
pub(in crate::render) struct ClaimRow {
    /// Its anchor in the ledger.
    pub anchor: String,
    /// The link to its row in the ledger.
    pub ledger_href: String,
    /// The words as printed.
    pub words: String,
    /// The interval in words.
    pub value: String,
    /// The least value.
    pub low: f64,
    /// The greatest value; none where the end is open.
    pub high: Option<f64>,
    /// The link to the words in the report.
    pub href: String,
    /// The report.
    pub article: Link,
    /// Its outlet.
    pub source: Link,
    /// When it was published.
    pub published: ShownDate,
    /// Whether another report contradicts it.
    pub disputed: bool,
    /// Who gives the figure; none where it is the outlet itself.
    pub origin: Option<Link>,
    /// In a comparison, how it stands to the other.
    pub comparison: Option<Comparison>,
}

/// How one claim of a measure stands to another; of several comparisons, the greatest is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::render) enum Comparison {
    /// The values differ, and yet both can be true: the measure changes with time.
    Updated,
    /// Both can be true of one moment.
    Agrees,
    /// They cannot both be true.
    Differs,
}

/// Figures that fit no ledger: `figures.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct LoosePage {
    page: PageContext,
    /// Report by report.
    groups: Vec<QuoteGroup>,
}

pub(in crate::render) fn index(view: &View<'_>) -> MeasuresPage {
    let title = view.words.word("figures");
    let loose = view.dossier.loose_figures.len();
    MeasuresPage {
        page: PageContext::new(view, "measures", title, "/measures/", &[]),
        measures: view.dossier.ledgers.iter().map(|ledger| view.measure_card(ledger)).collect(),
        loose: (loose > 0)
            .then(|| Link { title: view.words.count("figures_counted", loose), href: view.link("/figures/") }),
    }
}

pub(in crate::render) fn loose(view: &View<'_>) -> LoosePage {
    let above = [view.section("figures", "/measures/")];
    LoosePage {
        page: PageContext::new(view, "figures", view.words.word("loose_figures"), "/figures/", &above),
        groups: view.quote_groups(&view.dossier.loose_figures),
    }
}

pub(in crate::render) fn measure(view: &View<'_>, ledger: &Ledger) -> MeasurePage {
    let document = &view.dossier.content.measures[ledger.measure];
    let above = [view.section("figures", "/measures/")];
    let claims: Vec<ClaimRow> = (0..ledger.claims.len()).map(|claim| view.claim_row(ledger, claim)).collect();
    let pair = |&(first, second): &(usize, usize)| [claims[first].clone(), claims[second].clone()];
    let event = document.front.event.as_ref().and_then(|id| view.event_link(id));
    MeasurePage {
        page: PageContext::new(view, "measure", &document.front.title, &document.address(), &above)
            .description(Some(&crate::content::body::plain_text(&document.body, crate::content::body::Voice::Report))),
        measure: view.measure_card(ledger),
        definition: prose::body(view, &document.body),
        kind: view.words.word(&format!("kind_{}", kind_name(document.front.kind))).to_owned(),
        event,
        note: prose::note(view, document),
        chart: chart(view, ledger, &claims),
        conflicts: ledger.conflicts.iter().map(pair).collect(),
        claims,
    }
}

fn kind_name(kind: crate::content::measure::MeasureKind) -> &'static str {
    use crate::content::measure::MeasureKind;
    match kind {
        MeasureKind::RunningTotal => "running-total",
        MeasureKind::Total => "total",
        MeasureKind::Share => "share",
        MeasureKind::Money => "money",
        MeasureKind::Other => "other",
    }
}

fn chart(view: &View<'_>, ledger: &Ledger, claims: &[ClaimRow]) -> Option<Chart> {
    let rows = ledger.claims.iter().zip(claims).map(|(claim, row)| ChartRow {
        interval: claim.interval,
        source: row.source.clone(),
        published: row.published.clone(),
        value: row.value.clone(),
        disputed: row.disputed,
        href: format!("#{}", row.anchor),
    });
    Chart::new(rows.collect(), |value| view.words.with_unit(value, view.unit_of(ledger)))
}

/// Whether another report contradicts a claim, by its index.
pub(in crate::render) fn is_disputed(ledger: &Ledger, claim: usize) -> bool {
    ledger.conflicts.iter().any(|&(first, second)| first == claim || second == claim)
}

impl Comparison {
    /// How two claims of a ledger, by index, stand to each other.
    pub(in crate::render) fn of(dossier: &Dossier, ledger: &Ledger, one: usize, other: usize) -> Self {
        if dossier.contradict(ledger, one, other) {
            Self::Differs
        } else if ledger.claims[one].interval.agrees_with(ledger.claims[other].interval) {
            Self::Agrees
        } else {
            Self::Updated
        }
    }
}

impl View<'_> {
    /// A measure for lists.
    pub(in crate::render) fn measure_card(&self, ledger: &Ledger) -> MeasureCard {
        let Link { title, href } = self.measure_link(ledger);
        MeasureCard {
            title,
            href,
            range: ledger.range.map(|range| self.words.range(range, self.unit_of(ledger))),
            reports: self.words.count("independent_reports", ledger.independent),
            disputed: !ledger.conflicts.is_empty(),
        }
    }

    /// The unit of a ledger: the measure's, else that of its first figure.
    pub(in crate::render) fn unit_of(&self, ledger: &Ledger) -> &str {
        let of_figure = || match &self.mark(ledger.claims.first()?.figure).mark.value {
            Value::Figure(figure) => Some(figure.unit.name()),
            _ => None,
        };
        let unit = self.dossier.content.measures[ledger.measure].front.unit.as_deref();
        unit.or_else(of_figure).unwrap_or_default()
    }

    /// One report of a measure, by its index.
    pub(in crate::render) fn claim_row(&self, ledger: &Ledger, index: usize) -> ClaimRow {
        let claim = &ledger.claims[index];
        let anchor = self.claim_anchor(claim);
        let Quote { words, href, article, source, published, .. } = self.quote(claim.figure);
        ClaimRow {
            ledger_href: format!("{}#{anchor}", self.measure_link(ledger).href),
            value: self.words.interval(claim.interval, self.unit_of(ledger)),
            low: claim.interval.low,
            high: claim.interval.high,
            disputed: is_disputed(ledger, index),
            origin: self.origin(claim),
            comparison: None,
            anchor,
            words,
            href,
            article,
            source,
            published,
        }
    }

    /// Who gives a figure: an actor, else the words of the report where they may be shown; none where it is the outlet itself.
    fn origin(&self, claim: &Claim) -> Option<Link> {
        let attributed = || {
            let name = self.publication.origin(claim.figure, None)?;
            Some(Link { title: name.to_owned(), href: String::new() })
        };
        claim.origin.map(|actor| self.actor_link(actor)).or_else(attributed)
    }
}
