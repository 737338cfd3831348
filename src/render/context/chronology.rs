//! The chronology, whole or by year, and the page of each event.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::chronology_pages::{
    MOST_OTHERS, MOST_PASSAGES, MOST_TOLD, PartOfChronology, WHOLE, month_of, year_of,
};
use super::super::prose;
use super::super::view::View;
use super::actors::named;
use super::json_ld;
use super::page::PageContext;
use super::{Link, Quote, Shared, ShownDate};
use crate::dossier::{ChronologyEntry, MarkIndex, SourceIndex};
use crate::edtf::Edtf;

/// How many actors, and how many outlets, a filter offers at most: those of the most entries. A link reaches any other.
const MOST_OPTIONS: usize = 150;

/// The chronology or a year of it: `chronology.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ChronologyPage {
    page: PageContext,
    /// Whether these are the key dates alone, since the whole has several pages.
    key_only: bool,
    /// Every year of the whole chronology, for the rail.
    rail: Vec<RailYear>,
    /// The years shown on this page.
    years: Vec<Year>,
    /// The page before, where a year has several.
    previous: Option<Link>,
    /// The page after.
    next: Option<Link>,
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
    /// Its pages, where it has several.
    parts: Vec<RailPart>,
}

/// A page of a year in the rail.
#[derive(Clone, Debug, Serialize)]
struct RailPart {
    title: String,
    href: String,
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
    /// Its page.
    href: String,
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
    /// The reports of those that are left out, each with the link to its words; none for an event, whose page has all.
    pub others: Vec<Link>,
    /// Dates that contradict it.
    pub told: Vec<ToldDate>,
    /// How many of these the list leaves out.
    pub more_told: usize,
    /// Who takes part.
    pub actors: Vec<Shared<Link>>,
    /// The ids of the actors, between spaces, for the filter.
    pub actor_ids: String,
    /// The ids of the outlets that tell it, between spaces, for the filter.
    pub source_ids: String,
    /// What it is, between spaces, for the filter: `event` or `passage`, and `key` and `differs` where they hold.
    pub kinds: String,
    /// How much it matters: larger is more.
    pub weight: f64,
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
    place: Option<Shared<Link>>,
    /// What happened, as HTML.
    body: String,
    tags: Vec<Link>,
    /// What refers to it.
    backlinks: Vec<Link>,
    /// Measures that belong to it.
    measures: Vec<super::measures::MeasureCard>,
}

/// A page of the chronology: all of it, a part of it where it is split, or the key dates of one that is split.
pub(in crate::render) fn chronology(view: &View<'_>, address: &str) -> ChronologyPage {
    let pages = &view.publication.chronology;
    let at = pages.iter().position(|page| page.address == address);
    let key = pages.key_dates(view.dossier);
    let shown = at.and_then(|at| pages.iter().nth(at)).map_or(key, |page| pages.entries(page));
    let above = if address == WHOLE { Vec::new() } else { vec![view.section("chronology", WHOLE)] };
    let beside =
        |step: usize| at.filter(|_| pages.is_split()).and_then(|at| pages.iter().nth((at + 1).checked_sub(step)?));
    let link = |page: &PartOfChronology| Link { title: part_title(view, page), href: view.link(&page.address) };
    let title = match at.and_then(|at| pages.iter().nth(at)) {
        Some(page) if address != WHOLE => part_title(view, page),
        _ => view.words.word("chronology").to_owned(),
    };
    ChronologyPage {
        page: PageContext::new(view, "chronology", &title, address, &above),
        key_only: at.is_none() && pages.is_split(),
        rail: rail(view, address),
        years: years(view, shown, &key.iter().copied().collect()),
        previous: beside(2).map(link),
        next: beside(0).map(link),
        actors: filter_actors(view, shown),
        sources: filter_sources(view, shown),
    }
}

/// The addresses of the chronology's pages.
pub(in crate::render) fn addresses(view: &View<'_>) -> Vec<String> {
    let mut addresses: Vec<String> = view.publication.chronology.iter().map(|page| page.address.clone()).collect();
    if view.publication.chronology.is_split() {
        addresses.insert(0, WHOLE.to_owned());
    }
    addresses
}

/// What a page of a year is called: the year, or the days of the part.
fn part_title(view: &View<'_>, page: &PartOfChronology) -> String {
    let pages = &view.publication.chronology;
    let is_only = pages.of_year(page.year).len() < 2;
    let day = |&entry: &usize| view.dossier.chronology[entry].date.earliest();
    let entries = pages.entries(page);
    let days = entries.first().and_then(day).zip(entries.last().and_then(day));
    match days {
        Some((first, last)) if !is_only => view.words.date(&Edtf::days(first, last)),
        _ => year_title(view, page.year),
    }
}

fn year_title(view: &View<'_>, year: Option<i16>) -> String {
    year.map_or_else(|| view.words.word("undated").to_owned(), |year| year.to_string())
}

fn year_anchor(year: Option<i16>) -> String {
    year.map_or_else(|| "undated".to_owned(), |year| format!("y{year}"))
}

/// The years of the whole chronology, each with its pages.
fn rail(view: &View<'_>, address: &str) -> Vec<RailYear> {
    let pages = &view.publication.chronology;
    let all: Vec<&PartOfChronology> = pages.iter().collect();
    if !pages.is_split() {
        let years = all.iter().flat_map(|page| years_of(view, pages.entries(page)));
        let href = |year| format!("#{}", year_anchor(year));
        return years.map(|(year, entries)| rail_year(view, year, href(year), entries, true, Vec::new())).collect();
    }
    let years = all.chunk_by(|one, other| one.year == other.year);
    let year = |parts: &[&PartOfChronology]| {
        let entries = parts.iter().map(|part| pages.entries(part).len()).sum();
        let here = parts.iter().any(|part| part.address == address);
        let part = |part: &&PartOfChronology| RailPart {
            title: part_title(view, part),
            href: view.link(&part.address),
            here: part.address == address,
        };
        let listed = if parts.len() > 1 { parts.iter().map(part).collect() } else { Vec::new() };
        rail_year(view, parts[0].year, view.link(&parts[0].address), entries, here, listed)
    };
    years.map(year).collect()
}

fn rail_year(
    view: &View<'_>,
    year: Option<i16>,
    href: String,
    entries: usize,
    here: bool,
    parts: Vec<RailPart>,
) -> RailYear {
    RailYear { title: year_title(view, year), href, entries, here, parts }
}

/// The years of some entries, each with their number.
fn years_of<'a>(view: &'a View<'_>, shown: &'a [usize]) -> impl Iterator<Item = (Option<i16>, usize)> + use<'a> {
    let year = |entry: usize| year_of(&view.dossier.chronology[entry].date);
    shown.chunk_by(move |&a, &b| year(a) == year(b)).map(move |entries| (year(entries[0]), entries.len()))
}

fn years(view: &View<'_>, shown: &[usize], key: &BTreeSet<usize>) -> Vec<Year> {
    let date = |entry: usize| &view.dossier.chronology[entry].date;
    let years = shown.chunk_by(|&a, &b| year_of(date(a)) == year_of(date(b)));
    let year = |entries: &[usize]| Year {
        title: year_title(view, year_of(date(entries[0]))),
        anchor: year_anchor(year_of(date(entries[0]))),
        months: entries
            .chunk_by(|&a, &b| month_of(date(a)) == month_of(date(b)))
            .map(|entries| month(view, entries, key))
            .collect(),
    };
    years.map(year).collect()
}

fn month(view: &View<'_>, entries: &[usize], key: &BTreeSet<usize>) -> Month {
    let month = month_of(&view.dossier.chronology[entries[0]].date);
    let entry = |&entry: &usize| {
        let mut shown = view.entry(entry, MOST_PASSAGES);
        if key.contains(&entry) {
            shown.kinds.push_str(" key");
        }
        shown
    };
    Month {
        title: month.map(|(year, month)| view.words.month_of_year(year, month)),
        entries: entries.iter().map(entry).collect(),
    }
}

fn filter_actors(view: &View<'_>, shown: &[usize]) -> Vec<FilterOption> {
    let actors = shown.iter().flat_map(|&entry| view.dossier.chronology[entry].actors.iter().copied());
    most_frequent(actors, |actor| {
        let Link { title, href } = view.actor_link(actor).unshared();
        FilterOption { title, id: view.dossier.actors[actor].id.to_string(), href }
    })
}

fn filter_sources(view: &View<'_>, shown: &[usize]) -> Vec<FilterOption> {
    let sources = shown.iter().flat_map(|&entry| view.sources_of(entry));
    most_frequent(sources, |source| {
        let Link { title, href } = view.source_link(source).unshared();
        FilterOption { title, id: view.dossier.sources[source.at()].id.to_string(), href }
    })
}

/// The options that most entries have, by name.
fn most_frequent<T: Ord + Copy>(all: impl Iterator<Item = T>, option: impl Fn(T) -> FilterOption) -> Vec<FilterOption> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let mut ranked: Vec<(T, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|&(one, count)| (Reverse(count), one));
    let mut options: Vec<FilterOption> = ranked.into_iter().take(MOST_OPTIONS).map(|(one, _)| option(one)).collect();
    options.sort();
    options
}

pub(in crate::render) fn event(view: &View<'_>, index: usize) -> EventPage {
    let document = &view.dossier.content.events[index];
    let above = [view.section("chronology", "/chronology/")];
    let entry = view.dossier.chronology.iter().position(|entry| entry.event == Some(index));
    let place = document.front.place.as_ref().map(|place| named(view, place));
    let mut page = PageContext::new(view, "event", &document.front.title, &document.address(), &above);
    if let Some(entry) = entry {
        let url = page.url.clone();
        let place = place.as_ref().map(|place| place.title.as_str());
        let entry = &view.dossier.chronology[entry];
        page = page.about(&json_ld::Event::new(view, entry, &document.front.title, &url, place));
    }
    let measures = view.dossier.ledgers.iter().filter(|ledger| {
        view.dossier.content.measures[ledger.measure].front.event.as_deref() == Some(document.id.as_str())
    });
    EventPage {
        entry: entry.map_or_else(|| untold(view, index), |entry| view.entry(entry, usize::MAX)),
        body: prose::body(view, &document.body),
        tags: document.front.tags.iter().map(|tag| view.tag_link(tag)).collect(),
        backlinks: view.backlinks(&document.reference()),
        measures: measures.map(|ledger| view.measure_card(ledger)).collect(),
        page,
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
        others: Vec::new(),
        told: Vec::new(),
        more_told: 0,
        actors: Vec::new(),
        actor_ids: String::new(),
        source_ids: String::new(),
        kinds: String::new(),
        weight: 0.0,
    }
}

impl View<'_> {
    /// An entry of the chronology with at most so many of its passages.
    pub(in crate::render) fn entry(&self, index: usize, most_passages: usize) -> EntryContext {
        self.entry_with(index, &self.dossier.chronology[index].passages, most_passages)
    }

    /// An entry with the first passage that an outlet has of it.
    pub(in crate::render) fn entry_of_source(&self, index: usize, source: SourceIndex) -> EntryContext {
        let passages = self.dossier.chronology[index].passages.iter().copied();
        let of_source: Vec<_> = passages.filter(|passage| self.article(passage.article).source == source).collect();
        self.entry_with(index, &of_source, 1)
    }

    fn entry_with(&self, index: usize, passages: &[MarkIndex], most_passages: usize) -> EntryContext {
        let entry = &self.dossier.chronology[index];
        let event = entry.event.and_then(|event| self.document(&self.dossier.content.events[event].reference()));
        let told = self.told_dates(index, MOST_TOLD.max(most_passages));
        EntryContext {
            anchor: entry.anchor.clone(),
            href: self.entry_href(index),
            date: self.date(&entry.date),
            event,
            passages: passages.iter().take(most_passages).map(|&passage| self.quote(passage)).collect(),
            more: passages.len().saturating_sub(most_passages),
            others: if entry.event.is_some() { Vec::new() } else { self.others(passages, most_passages) },
            more_told: entry.told.len().saturating_sub(told.len()),
            told,
            actors: entry.actors.iter().map(|&actor| self.actor_link(actor).clone()).collect(),
            actor_ids: spaced(entry.actors.iter().map(|&actor| self.dossier.actors[actor].id.as_str())),
            source_ids: spaced(
                self.sources_of(index).into_iter().map(|source| self.dossier.sources[source.at()].id.as_str()),
            ),
            kinds: kinds(entry),
            weight: entry.weight,
        }
    }

    /// The reports that tell an entry in passages beyond the first `shown`, each once.
    fn others(&self, passages: &[MarkIndex], shown: usize) -> Vec<Link> {
        let mut others: Vec<MarkIndex> = passages.iter().skip(shown).copied().collect();
        others.dedup_by_key(|passage| passage.article);
        let link =
            |passage: MarkIndex| Link { title: self.outlet_and_date(passage.article), href: self.mark_href(passage) };
        others.into_iter().take(MOST_OTHERS).map(link).collect()
    }

    /// The outlets that tell an entry.
    pub(in crate::render) fn sources_of(&self, entry: usize) -> BTreeSet<SourceIndex> {
        let passages = self.dossier.chronology[entry].passages.iter();
        passages.map(|passage| self.article(passage.article).source).collect()
    }

    /// The dates that contradict an entry's, in order of the report; where they are too many, the first report of each.
    pub(in crate::render) fn told_dates(&self, entry: usize, most: usize) -> Vec<ToldDate> {
        let told = &self.dossier.chronology[entry].told;
        let mut dates = BTreeSet::new();
        let firsts = told.iter().filter(|(date, _)| told.len() <= most || dates.insert(date));
        firsts.take(most).map(|(date, mark)| self.told(date, *mark)).collect()
    }

    /// A date that contradicts an entry's.
    pub(in crate::render) fn told(&self, date: &Edtf, mark: MarkIndex) -> ToldDate {
        ToldDate { date: self.date(date), quote: self.quote(mark) }
    }
}

/// What an entry is, between spaces.
fn kinds(entry: &ChronologyEntry) -> String {
    let kind = if entry.event.is_some() { "event" } else { "passage" };
    if entry.told.is_empty() { kind.to_owned() } else { format!("{kind} differs") }
}

/// Distinct ids between spaces.
fn spaced<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let mut distinct: Vec<&str> = ids.collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct.join(" ")
}
