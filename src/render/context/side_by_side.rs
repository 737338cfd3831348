//! Two reports side by side: what each says where both speak of the same.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::super::view::View;
use super::measures::{ClaimRow, Comparison};
use super::page::PageContext;
use super::{ArticleCard, Link, Quote, Shared, ShownDate};
use crate::content::article::Publish;
use crate::dossier::{ActorIndex, ArticleIndex, MarkIndex, PassageEnd, Target};
use crate::reading::mark::Value;

/// Two reports side by side: `side-by-side.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct SideBySidePage {
    page: PageContext,
    /// The reports, the earlier first.
    reports: [Shared<ArticleCard>; 2],
    /// What each reports of the measures that both report, the sharpest contrast first.
    figures: Vec<FigureRow>,
    /// The measures that only one of them reports.
    other_figures: [Vec<Link>; 2],
    /// How each tells the dates that both tell, in order.
    dates: Vec<DateRow>,
    /// What each quotes of those whom both quote.
    statements: Vec<StatementRow>,
    /// Whom only one of them quotes.
    other_speakers: [Vec<Shared<Link>>; 2],
    /// The passages that stand in both.
    passages: Vec<PassageRow>,
}

/// A measure that both report.
#[derive(Debug, Serialize)]
struct FigureRow {
    measure: Link,
    /// How the two stand to each other.
    comparison: Option<Comparison>,
    claims: [Vec<ClaimRow>; 2],
}

/// A date that both tell.
#[derive(Debug, Serialize)]
struct DateRow {
    date: ShownDate,
    /// The link to it in the chronology.
    href: String,
    event: Option<Link>,
    /// Whether one of them dates it otherwise.
    differs: bool,
    quotes: [Vec<Quote>; 2],
}

/// Somebody whom both quote.
#[derive(Debug, Serialize)]
struct StatementRow {
    speaker: Shared<Link>,
    quotes: [Vec<Quote>; 2],
}

/// A passage that stands in both.
#[derive(Debug, Serialize)]
struct PassageRow {
    /// Whether it is the same word for word.
    verbatim: bool,
    ends: [ShownPassage; 2],
}

/// A passage of one report; without words where its text is not shown in full.
#[derive(Debug, Serialize)]
struct ShownPassage {
    words: String,
    href: String,
    language: String,
}

/// The marks of two reports that belong to one thing.
type Both = [Vec<MarkIndex>; 2];

pub(in crate::render) fn side_by_side(view: &View<'_>, pair: [ArticleIndex; 2]) -> SideBySidePage {
    let above = [view.section("articles", "/articles/")];
    let (figures, other_figures) = figures(view, pair);
    let (statements, other_speakers) = statements(view, pair);
    SideBySidePage {
        page: PageContext::new(view, "side-by-side", &title(view, pair), &address(view, pair), &above)
            .description(Some(view.words.word("side_by_side_says"))),
        reports: pair.map(|article| view.card(article).clone()),
        figures,
        other_figures,
        dates: dates(view, pair),
        statements,
        other_speakers,
        passages: passages(view, pair),
    }
}

/// What the page of two reports is called: by outlet and date of each.
fn title(view: &View<'_>, pair: [ArticleIndex; 2]) -> String {
    let [one, other] = pair.map(|article| view.outlet_and_date(article));
    view.words.say("one_beside_other", &[("one", &one), ("other", &other)])
}

/// The address of the page of two reports.
pub(in crate::render) fn address(view: &View<'_>, pair: [ArticleIndex; 2]) -> String {
    let [earlier, later] = pair.map(|article| &view.report(article).slug);
    format!("/compare/{earlier}/{later}/")
}

/// What belongs to one thing in two reports, by thing; `thing` says what a mark belongs to.
fn by_thing<T: Ord>(
    view: &View<'_>,
    pair: [ArticleIndex; 2],
    thing: impl Fn(MarkIndex) -> Option<T>,
) -> (BTreeMap<T, Both>, [Vec<T>; 2]) {
    let mut things: BTreeMap<T, Both> = BTreeMap::new();
    for (side, article) in pair.into_iter().enumerate() {
        let marks = (0..view.article(article).annotation.marks.len()).map(|mark| MarkIndex::new(article, mark));
        for (index, thing) in marks.filter_map(|index| Some((index, thing(index)?))) {
            things.entry(thing).or_default()[side].push(index);
        }
    }
    let (mut shared, mut alone) = (BTreeMap::new(), [Vec::new(), Vec::new()]);
    for (thing, marks) in things {
        match marks.each_ref().map(Vec::is_empty) {
            [false, false] => drop(shared.insert(thing, marks)),
            [_, first_is_silent] => alone[usize::from(!first_is_silent)].push(thing),
        }
    }
    (shared, alone)
}

fn figures(view: &View<'_>, pair: [ArticleIndex; 2]) -> (Vec<FigureRow>, [Vec<Link>; 2]) {
    let ledger_of = |index: MarkIndex| match view.dossier.target(index) {
        Target::Claim { ledger, .. } => Some(ledger.at()),
        _ => None,
    };
    let (shared, alone) = by_thing(view, pair, ledger_of);
    let mut rows: Vec<FigureRow> = shared.into_iter().map(|(ledger, marks)| figure_row(view, ledger, &marks)).collect();
    rows.sort_by_key(|row| Reverse(row.comparison));
    let link = |ledger: usize| view.measure_link(&view.dossier.ledgers[ledger]);
    (rows, alone.map(|ledgers| ledgers.into_iter().map(link).collect()))
}

fn figure_row(view: &View<'_>, ledger: usize, marks: &Both) -> FigureRow {
    let claim = |&index: &MarkIndex| match view.dossier.target(index) {
        Target::Claim { claim, .. } => Some(claim.at()),
        _ => None,
    };
    let [first, second] = marks.each_ref().map(|marks| marks.iter().filter_map(claim).collect::<Vec<usize>>());
    let ledger = &view.dossier.ledgers[ledger];
    let each = first.iter().flat_map(|&one| second.iter().map(move |&other| (one, other)));
    FigureRow {
        measure: view.measure_link(ledger),
        comparison: each.map(|(one, other)| Comparison::of(view.dossier, ledger, one, other)).max(),
        claims: [first, second].map(|claims| claims.into_iter().map(|claim| view.claim_row(ledger, claim)).collect()),
    }
}

fn dates(view: &View<'_>, pair: [ArticleIndex; 2]) -> Vec<DateRow> {
    let entry_of = |index: MarkIndex| match view.dossier.target(index) {
        Target::Entry(entry) => Some(entry.at()),
        _ => None,
    };
    let row = |(entry, marks): (usize, Both)| {
        let model = &view.dossier.chronology[entry];
        let event = model.event.map(|event| view.dossier.content.events[event].reference());
        DateRow {
            date: view.date(&model.date),
            href: view.entry_href(entry),
            event: event.and_then(|event| view.document(&event)),
            differs: model.told.iter().any(|(_, told)| marks.iter().flatten().any(|mark| mark == told)),
            quotes: marks.map(|marks| view.distinct_quotes(&marks)),
        }
    };
    by_thing(view, pair, entry_of).0.into_iter().map(row).collect()
}

fn statements(view: &View<'_>, pair: [ArticleIndex; 2]) -> (Vec<StatementRow>, [Vec<Shared<Link>>; 2]) {
    let speaker_of = |index: MarkIndex| {
        let anchored = view.mark(index);
        anchored.actor.filter(|_| matches!(anchored.mark.value, Value::Statement(_)))
    };
    let (shared, alone) = by_thing(view, pair, speaker_of);
    let row = |(speaker, marks): (ActorIndex, Both)| StatementRow {
        speaker: view.actor_link(speaker).clone(),
        quotes: marks.map(|marks| view.distinct_quotes(&marks)),
    };
    let link =
        |speakers: Vec<ActorIndex>| speakers.into_iter().map(|speaker| view.actor_link(speaker).clone()).collect();
    (shared.into_iter().map(row).collect(), alone.map(link))
}

fn passages(view: &View<'_>, [one, other]: [ArticleIndex; 2]) -> Vec<PassageRow> {
    let text = |end: PassageEnd| end.span.of_text(&view.dossier.text(end.article, end.text).plain);
    let row = |(here, there): (PassageEnd, PassageEnd)| PassageRow {
        verbatim: text(here) == text(there),
        ends: [here, there].map(|end| shown_passage(view, end)),
    };
    view.dossier.passages.of_article(one).filter(|(_, there)| there.article == other).map(row).collect()
}

/// A passage may hold sentences without a mark, so its words are shown only where the whole report is.
fn shown_passage(view: &View<'_>, end: PassageEnd) -> ShownPassage {
    let shown = view.shown(end.article);
    let words = shown.shown(end.text, end.span).filter(|_| shown.publish == Publish::Full);
    ShownPassage {
        words: words.unwrap_or_default().to_owned(),
        href: view.text_href(end),
        language: shown.language.to_owned(),
    }
}

impl View<'_> {
    /// The link to the page on which two reports stand side by side; none where there is none.
    pub(in crate::render) fn side_by_side_href(&self, one: ArticleIndex, other: ArticleIndex) -> Option<String> {
        self.article(one).beside.binary_search(&other).ok()?;
        Some(self.link(&address(self, [one.min(other), one.max(other)])))
    }

    /// The same with what the page is called.
    pub(in crate::render) fn side_by_side_link(&self, one: ArticleIndex, other: ArticleIndex) -> Option<Link> {
        let href = self.side_by_side_href(one, other)?;
        Some(Link { title: title(self, [one.min(other), one.max(other)]), href })
    }

    /// The outlet of a report and the date of its publication, which together name it shortly.
    pub(in crate::render) fn outlet_and_date(&self, article: ArticleIndex) -> String {
        let outlet = &self.dossier.sources[self.article(article).source.at()].name;
        let published = self.words.date(&self.report(article).front.published);
        self.words.say("published_by", &[("source", outlet), ("date", &published)])
    }

    /// Marks of one report in their sentences, each sentence once.
    fn distinct_quotes(&self, marks: &[MarkIndex]) -> Vec<Quote> {
        let mut distinct = marks.to_vec();
        distinct.dedup_by_key(|&mut index| (self.mark(index).mark.text, self.dossier.sentence(index).start()));
        distinct.into_iter().map(|index| self.quote(index)).collect()
    }
}
