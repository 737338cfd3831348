//! The chronology, whole or by year, and the page of each event.

use serde::Serialize;

use super::super::prose;
use super::super::view::View;
use super::page::PageContext;
use super::{Link, Quote, ShownDate, json_ld};
use crate::dossier::{ActorIndex, ChronologyEntry};
use crate::edtf::{Edtf, Form, Precision};

/// Passages that an entry shows in the chronology at most; an event's own page has all.
const MOST_PASSAGES: usize = 3;

/// The chronology or a year of it: `chronology.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ChronologyPage {
    page: PageContext,
    /// Every year of the whole chronology, for the rail.
    rail: Vec<RailYear>,
    /// The years shown on this page.
    years: Vec<Year>,
    /// The actors by which entries can be filtered, by name.
    actors: Vec<FilterOption>,
    /// The outlets by which entries can be filtered, by name.
    sources: Vec<FilterOption>,
}

/// A year in the rail.
#[derive(Clone, Debug, Serialize)]
struct RailYear {
    title: String,
    href: String,
    /// How many entries it has.
    entries: usize,
    /// Whether it is on this page.
    here: bool,
}

/// A year of the chronology.
#[derive(Debug, Serialize)]
struct Year {
    title: String,
    anchor: String,
    months: Vec<Month>,
}

/// A month of a year; without a title, what is known to the year alone.
#[derive(Debug, Serialize)]
struct Month {
    title: Option<String>,
    entries: Vec<EntryContext>,
}

/// A choice of a filter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct FilterOption {
    title: String,
    id: String,
}

/// Something that happened.
#[derive(Debug, Serialize)]
pub(in crate::render) struct EntryContext {
    pub anchor: String,
    /// The link to it in the chronology.
    pub href: String,
    pub date: ShownDate,
    /// The event; none for a dated passage alone.
    pub event: Option<Link>,
    /// The passages that tell it.
    pub passages: Vec<Quote>,
    /// How many passages the list leaves out.
    pub more: usize,
    /// Dates that contradict it.
    pub told: Vec<ToldDate>,
    /// Who takes part.
    pub actors: Vec<Link>,
    /// The ids of the actors, between spaces, for the filter.
    pub actor_ids: String,
    /// The ids of the outlets that tell it, between spaces, for the filter.
    pub source_ids: String,
    /// Whether it is among those that matter most.
    pub weight: u32,
}

/// A date that a report tells and that contradicts the entry's.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ToldDate {
    date: ShownDate,
    /// Where it tells it.
    quote: Quote,
}

/// An event: `event.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct EventPage {
    page: PageContext,
    entry: EntryContext,
    place: Option<Link>,
    /// What happened, as HTML.
    body: String,
    tags: Vec<Link>,
    /// What refers to it.
    backlinks: Vec<Link>,
    /// Measures that belong to it.
    measures: Vec<super::measures::MeasureCard>,
}

/// The chronology: all of it, or one page of it where it is split; the whole alone has the bare address.
pub(in crate::render) fn chronology(view: &View<'_>, address: &str) -> ChronologyPage {
    let entries = &view.dossier.chronology;
    let is_whole = address == "/chronology/";
    let shown = view.entries_at(address);
    let above = if is_whole { Vec::new() } else { vec![view.section("chronology", "/chronology/")] };
    let title = match shown.first() {
        Some(&first) if !is_whole => year_title(view, &entries[first].date),
        _ => view.words.word("chronology").to_owned(),
    };
    ChronologyPage {
        page: PageContext::new(view, "chronology", &title, address, &above),
        rail: rail(view, address),
        years: years(view, shown),
        actors: filter_actors(view, shown),
        sources: filter_sources(view, shown),
    }
}

/// The addresses of the chronology's pages.
pub(in crate::render) fn addresses(view: &View<'_>) -> Vec<String> {
    let mut addresses = vec!["/chronology/".to_owned()];
    addresses.extend(view.dossier.chronology.iter().map(|entry| view.chronology_address(&entry.date)));
    addresses.sort();
    addresses.dedup();
    addresses
}

fn year_of(date: &Edtf) -> Option<i16> {
    date.earliest().map(jiff::civil::Date::year)
}

fn year_title(view: &View<'_>, date: &Edtf) -> String {
    year_of(date).map_or_else(|| view.words.word("undated").to_owned(), |year| year.to_string())
}

fn year_anchor(date: &Edtf) -> String {
    year_of(date).map_or_else(|| "undated".to_owned(), |year| format!("y{year}"))
}

fn rail(view: &View<'_>, address: &str) -> Vec<RailYear> {
    let years = view.dossier.chronology.chunk_by(|a, b| year_of(&a.date) == year_of(&b.date));
    let year = |entries: &[ChronologyEntry]| {
        let date = &entries[0].date;
        let page = view.chronology_address(date);
        RailYear {
            title: year_title(view, date),
            href: format!("{}#{}", if page == address { String::new() } else { view.link(&page) }, year_anchor(date)),
            entries: entries.len(),
            here: page == address,
        }
    };
    years.map(year).collect()
}

fn years(view: &View<'_>, shown: &[usize]) -> Vec<Year> {
    let date = |entry: usize| &view.dossier.chronology[entry].date;
    let years = shown.chunk_by(|&a, &b| year_of(date(a)) == year_of(date(b)));
    let year = |entries: &[usize]| Year {
        title: year_title(view, date(entries[0])),
        anchor: year_anchor(date(entries[0])),
        months: entries
            .chunk_by(|&a, &b| month_of(date(a)) == month_of(date(b)))
            .map(|entries| month(view, entries))
            .collect(),
    };
    years.map(year).collect()
}

fn month(view: &View<'_>, entries: &[usize]) -> Month {
    let month = month_of(&view.dossier.chronology[entries[0]].date);
    Month {
        title: month.map(|(year, month)| view.words.month_of_year(year, month)),
        entries: entries.iter().map(|&entry| view.entry(entry, MOST_PASSAGES)).collect(),
    }
}

/// The month in which a date begins; none where it is known to the year or the season alone.
fn month_of(date: &Edtf) -> Option<(i16, i8)> {
    let is_vague = matches!(date.form(), Form::Single(single) if single.precision < Precision::Month);
    date.earliest().filter(|_| !is_vague).map(|first| (first.year(), first.month()))
}

fn filter_actors(view: &View<'_>, shown: &[usize]) -> Vec<FilterOption> {
    let actors = shown.iter().flat_map(|&entry| &view.dossier.chronology[entry].actors);
    sorted(actors.map(|actor| {
        let actor = &view.dossier.actors[actor.0];
        FilterOption { title: actor.name.clone(), id: actor.id.to_string() }
    }))
}

fn filter_sources(view: &View<'_>, shown: &[usize]) -> Vec<FilterOption> {
    let passages = shown.iter().flat_map(|&entry| &view.dossier.chronology[entry].passages);
    sorted(passages.map(|mark| {
        let source = &view.dossier.sources[view.article(mark.article).source.0];
        FilterOption { title: source.name.clone(), id: source.id.to_string() }
    }))
}

fn sorted(options: impl Iterator<Item = FilterOption>) -> Vec<FilterOption> {
    let distinct: std::collections::BTreeSet<FilterOption> = options.collect();
    distinct.into_iter().collect()
}

pub(in crate::render) fn event(view: &View<'_>, index: usize) -> EventPage {
    let document = &view.dossier.content.events[index];
    let above = [view.section("chronology", "/chronology/")];
    let entry = view.dossier.chronology.iter().position(|entry| entry.event == Some(index));
    let place = document.front.place.as_ref().map(|place| match view.actor_named(place) {
        Some(actor) => view.actor_link(actor),
        None => Link { title: place.clone(), href: String::new() },
    });
    let page = PageContext::new(view, "event", &document.front.title, &document.address(), &above);
    let about = entry.map(|entry| {
        let place = place.as_ref().map(|place| place.title.as_str());
        json_ld::event(view, &view.dossier.chronology[entry], &document.front.title, &page.url, place)
    });
    let measures = view.dossier.ledgers.iter().filter(|ledger| {
        view.dossier.content.measures[ledger.measure].front.event.as_deref() == Some(document.id.as_str())
    });
    EventPage {
        entry: entry.map_or_else(|| untold(view, index), |entry| view.entry(entry, usize::MAX)),
        body: prose::body(view, &document.body),
        tags: document.front.tags.iter().map(|tag| view.tag_link(tag)).collect(),
        backlinks: view.backlinks(&document.reference()),
        measures: measures.map(|ledger| view.measure_card(ledger)).collect(),
        page: match about {
            Some(about) => page.about(view, about),
            None => page,
        },
        place,
    }
}

/// An event that is not in the chronology: what its file alone says.
fn untold(view: &View<'_>, index: usize) -> EntryContext {
    let document = &view.dossier.content.events[index];
    EntryContext {
        anchor: String::new(),
        href: view.link("/chronology/"),
        date: view.date(&document.front.date),
        event: view.document(&document.reference()),
        passages: Vec::new(),
        more: 0,
        told: Vec::new(),
        actors: Vec::new(),
        actor_ids: String::new(),
        source_ids: String::new(),
        weight: 0,
    }
}

impl View<'_> {
    /// An entry of the chronology with at most so many of its passages.
    pub(in crate::render) fn entry(&self, index: usize, most_passages: usize) -> EntryContext {
        let entry = &self.dossier.chronology[index];
        let event = entry.event.and_then(|event| self.document(&self.dossier.content.events[event].reference()));
        EntryContext {
            anchor: entry.anchor.clone(),
            href: self.entry_href(index),
            date: self.date(&entry.date),
            event,
            passages: entry.passages.iter().take(most_passages).map(|&passage| self.quote(passage)).collect(),
            more: entry.passages.len().saturating_sub(most_passages),
            told: entry.told.iter().map(|(date, mark)| self.told(date, *mark)).collect(),
            actors: entry.actors.iter().map(|&actor| self.actor_link(actor)).collect(),
            actor_ids: spaced(entry.actors.iter().map(|&ActorIndex(actor)| self.dossier.actors[actor].id.as_str())),
            source_ids: spaced(
                entry.passages.iter().map(|mark| self.dossier.sources[self.article(mark.article).source.0].id.as_str()),
            ),
            weight: entry.weight,
        }
    }

    /// A date that contradicts an entry's.
    pub(in crate::render) fn told(&self, date: &Edtf, mark: crate::dossier::MarkIndex) -> ToldDate {
        ToldDate { date: self.date(date), quote: self.quote(mark) }
    }
}

/// Distinct ids between spaces.
fn spaced<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let distinct: std::collections::BTreeSet<&str> = ids.collect();
    distinct.into_iter().collect::<Vec<_>>().join(" ")
}
