//! The ledgers: the index of measures, and a measure's ledger with its chart.

use serde::Serialize;

use super::super::charts::{Chart, ChartRow};
use super::super::prose;
use super::super::view::View;
use super::page::PageContext;
use super::{Link, Quote, Shared, ShownDate};
use crate::dossier::{Agreement, Claim, Dossier, Ledger, Sum};
use crate::reading::mark::{Attribution, Value};

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
    /// The claims of the whole, oldest report first.
    claims: Vec<ClaimRow>,
    /// The claims of a part only, oldest report first.
    parts: Vec<ClaimRow>,
    /// Parts that add up to a whole.
    sums: Vec<SumRow>,
    /// The values over time; none where there is none.
    chart: Option<Chart>,
    /// How many earlier reports the chart leaves out, in words; none where it has all.
    earlier: Option<String>,
    /// Claims that can all be true at once.
    agreements: Vec<AgreementRow>,
    /// Claims of a total that grew: the earlier, and the later and higher.
    updates: Vec<ClaimPair>,
    /// Claims that cannot both be true.
    conflicts: Vec<ClaimPair>,
}

/// Two claims of a measure.
#[derive(Debug, Serialize)]
struct ClaimPair {
    earlier: ClaimRow,
    later: ClaimRow,
    /// The link to the page with both reports side by side; none where there is none.
    side_by_side: Option<String>,
}

/// Numbers of one report that add up to another.
#[derive(Debug, Serialize)]
struct SumRow {
    whole: ClaimRow,
    parts: Vec<ClaimRow>,
    /// The sum in numbers: `8 + 5 = 13`.
    sum: String,
}

/// Claims that can all be true at once.
#[derive(Debug, Serialize)]
struct AgreementRow {
    claims: Vec<ClaimRow>,
    /// How many more there are, in words; none where all are shown.
    more: Option<String>,
}

/// Reports that a chart shows at most, the latest; the ledger has all.
const MOST_BARS: usize = 60;
/// Claims of an agreement that are shown; all of them stand in the ledger.
const MOST_AGREEING: usize = 6;

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
    pub article: Shared<Link>,
    /// Its outlet.
    pub source: Shared<Link>,
    /// When it was published.
    pub published: Shared<ShownDate>,
    /// Whether another report contradicts it.
    pub disputed: bool,
    /// How it counts a part only, in words; none where it counts all.
    pub part: Option<String>,
    /// Who gives the figure; none where it is the outlet itself.
    pub origin: Option<Shared<Link>>,
    /// In a comparison, how it stands to the other.
    pub comparison: Option<Comparison>,
}

/// How one claim of a measure stands to another; of several comparisons, the greatest is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::render) enum Comparison {
    /// The values differ, and yet both can be true: the measure changes with time.
    Updated,
    /// One counts a part of what the other counts.
    Part,
    /// Both can be true of one moment.
    Agrees,
    /// They cannot both be true.
    Differs,
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

pub(in crate::render) fn measure(view: &View<'_>, ledger: &Ledger) -> MeasurePage {
    let document = &view.dossier.content.measures[ledger.measure];
    let above = [view.section("figures", "/measures/")];
    let rows: Vec<ClaimRow> = (0..ledger.claims.len()).map(|claim| view.claim_row(ledger, claim)).collect();
    let article = |claim: usize| ledger.claims[claim].figure.article;
    let pair = |&(earlier, later): &(usize, usize)| ClaimPair {
        earlier: rows[earlier].clone(),
        later: rows[later].clone(),
        side_by_side: view.side_by_side_href(article(earlier), article(later)),
    };
    let of = |claims: &[usize]| claims.iter().map(|&claim| rows[claim].clone()).collect::<Vec<_>>();
    let agreement = |agreement: &Agreement| AgreementRow {
        claims: of(&agreement.claims[..agreement.claims.len().min(MOST_AGREEING)]),
        more: Some(agreement.claims.len().saturating_sub(MOST_AGREEING))
            .filter(|&more| more > 0)
            .map(|more| view.words.count("reports", more)),
    };
    let sum = |sum: &Sum| SumRow {
        whole: rows[sum.whole].clone(),
        parts: of(&sum.parts),
        sum: format!(
            "{} = {}",
            of(&sum.parts).iter().map(|part| part.value.as_str()).collect::<Vec<_>>().join(" + "),
            rows[sum.whole].value
        ),
    };
    let (claims, parts): (Vec<ClaimRow>, Vec<ClaimRow>) = rows.iter().cloned().partition(|row| row.part.is_none());
    let event = document.front.event.as_ref().and_then(|id| view.event_link(id));
    MeasurePage {
        page: PageContext::new(view, "measure", &document.front.title, &document.address(), &above)
            .description(Some(&crate::content::body::plain_text(&document.body, crate::content::body::Voice::Report))),
        measure: view.measure_card(ledger),
        definition: prose::body(view, &document.body),
        kind: view.words.word(&format!("kind_{}", kind_name(document.front.kind))).to_owned(),
        event,
        note: prose::note(view, document),
        chart: chart(view, ledger, &rows),
        earlier: claims
            .len()
            .checked_sub(MOST_BARS)
            .filter(|&more| more > 0)
            .map(|more| view.words.count("more_earlier", more)),
        sums: ledger.sums.iter().map(sum).collect(),
        agreements: ledger.agreements.iter().map(agreement).collect(),
        updates: ledger.updates.iter().map(pair).collect(),
        conflicts: ledger.conflicts.iter().map(pair).collect(),
        claims,
        parts,
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
    let wholes = ledger.claims.iter().zip(claims).filter(|(claim, _)| claim.part.is_none());
    let rows = wholes.map(|(claim, row)| ChartRow {
        interval: claim.interval,
        source: row.source.clone(),
        published: row.published.clone(),
        value: row.value.clone(),
        disputed: row.disputed,
        href: format!("#{}", row.anchor),
    });
    let rows: Vec<ChartRow> = rows.collect();
    let latest = rows[rows.len().saturating_sub(MOST_BARS)..].to_vec();
    Chart::new(latest, |value| view.words.with_unit(value, view.unit_of(ledger)))
}

/// Whether another report contradicts a claim, by its index.
pub(in crate::render) fn is_disputed(ledger: &Ledger, claim: usize) -> bool {
    ledger.conflicts.iter().any(|&(first, second)| first == claim || second == claim)
}

impl Comparison {
    /// How two claims of a ledger, by index, stand to each other.
    pub(in crate::render) fn of(dossier: &Dossier, ledger: &Ledger, one: usize, other: usize) -> Self {
        if [one, other].iter().any(|&claim| ledger.claims[claim].part.is_some()) {
            Self::Part
        } else if dossier.contradict(ledger, one, other) {
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
            part: claim.part.map(|part| self.words.word(&format!("part_{}", part.name())).to_owned()),
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

    /// Who gives a figure: an actor, else the words of the report where they may be shown; that it is open, where the words leave it
    /// open. None where it is the outlet itself.
    fn origin(&self, claim: &Claim) -> Option<Shared<Link>> {
        let attributed = || {
            let name = match self.mark(claim.figure).mark.figure()?.attribution {
                Attribution::Ambiguous => self.words.word("origin_open"),
                _ => self.publication.origin(claim.figure, None)?,
            };
            Some(Shared::new(Link { title: name.to_owned(), href: String::new() }))
        };
        claim.origin.map(|actor| self.actor_link(actor).clone()).or_else(attributed)
    }
}
