//! The pages of the chronology. A short one is one page. A longer one has a page for each year, and a year that is too long
//! several, which part between months where they can, so that no page is heavy for a phone. The address of a year's first
//! page is the year's: `/chronology/2010/`, then `/chronology/2010/2/`.

use std::collections::BTreeMap;
use std::hash::Hash as _;
use std::ops::Range;
use std::sync::OnceLock;

use jiff::civil::Date;
use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3Default;

use crate::dossier::{ChronologyEntry, Dossier, SourceIndex};
use crate::edtf::{Edtf, Form, Precision};
use crate::memo::Key;

/// The address of the whole chronology, or of its key dates where it has several pages.
pub(super) const WHOLE: &str = "/chronology/";
/// Passages that an entry shows in the chronology at most; an event's own page has all.
pub(super) const MOST_PASSAGES: usize = 3;
/// Further reports that an entry names at most.
pub(super) const MOST_OTHERS: usize = 40;
/// Dates that contradict an entry's which it tells at most; an event's own page has all.
pub(super) const MOST_TOLD: usize = 6;
/// How many bytes the entries of one page may take, by estimate. With what else it has, a page stays below 300 KB.
const MOST_BYTES: usize = 240_000;
/// What an entry takes without its passages, in bytes of HTML.
const ENTRY_BYTES: usize = 350;
/// What a passage takes beside its words: links, outlet, date.
const PASSAGE_BYTES: usize = 330;
/// What the name of a further report takes.
const OTHER_BYTES: usize = 130;

/// The pages of a dossier's chronology, and its days.
#[derive(Debug)]
pub(crate) struct ChronologyPages {
    /// The entries in order of their pages: by year, and in each those known to the year alone first.
    order: Vec<usize>,
    /// The pages, in order.
    pages: Vec<PartOfChronology>,
    /// The page of each entry.
    page_of: Vec<usize>,
    /// See [`Self::on_day`].
    days: BTreeMap<String, Vec<usize>>,
    /// See [`Self::key_dates`].
    key_dates: OnceLock<Vec<usize>>,
    /// The entries that each outlet tells, in order, by [`SourceIndex`]; found when a page asks for them.
    of_sources: OnceLock<Vec<Vec<usize>>>,
}

/// A page of the chronology.
#[derive(Debug)]
pub(super) struct PartOfChronology {
    /// Its address.
    pub(super) address: String,
    /// The year; none where the page is not that of a year, or holds what has no date.
    pub(super) year: Option<i16>,
    entries: Range<usize>,
}

impl ChronologyPages {
    /// The pages of the chronology of `dossier`.
    pub(crate) fn new(dossier: &Dossier) -> Self {
        let (days, pages) = rayon::join(|| days(&dossier.chronology), || Self::without_days(dossier));
        Self { days, ..pages }
    }

    /// A hash of all from which the pages are made, where a session remembers that of the chronology.
    pub(crate) fn version(dossier: &Dossier) -> Key {
        let mut hasher = Xxh3Default::new();
        dossier.chronology_version.hash(&mut hasher);
        for (at, actor) in dossier.actors.indexed() {
            (at, &actor.id).hash(&mut hasher);
        }
        dossier.sources.len().hash(&mut hasher);
        dossier.articles.iter().for_each(|article| article.source.hash(&mut hasher));
        hasher.digest128()
    }

    fn without_days(dossier: &Dossier) -> Self {
        let chronology = &dossier.chronology;
        let mut order: Vec<usize> = (0..chronology.len()).collect();
        order.par_sort_by_cached_key(|&entry| (year_of(&chronology[entry].date), month_of(&chronology[entry].date)));
        let bytes: Vec<usize> = order.par_iter().map(|&entry| bytes_of(dossier, &chronology[entry])).collect();
        let pages = if bytes.iter().sum::<usize>() <= MOST_BYTES {
            vec![PartOfChronology { address: WHOLE.to_owned(), year: None, entries: 0..order.len() }]
        } else {
            parts(chronology, &order, &bytes)
        };
        let mut page_of = vec![0; chronology.len()];
        for (at, page) in pages.iter().enumerate() {
            for &entry in &order[page.entries.clone()] {
                page_of[entry] = at;
            }
        }
        let (key_dates, of_sources) = (OnceLock::new(), OnceLock::new());
        Self { order, pages, page_of, days: BTreeMap::new(), key_dates, of_sources }
    }

    /// The entries of a day (or month, or year), the weightiest first.
    pub(super) fn on_day(&self, day: &str) -> &[usize] {
        self.days.get(day).map(Vec::as_slice).unwrap_or_default()
    }

    /// The pages, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &PartOfChronology> {
        self.pages.iter()
    }

    /// The pages of a year, which stand together; years are in order, what has no date first.
    pub(super) fn of_year(&self, year: Option<i16>) -> &[PartOfChronology] {
        let first = self.pages.partition_point(|page| page.year < year);
        let count = self.pages[first..].partition_point(|page| page.year == year);
        &self.pages[first..first + count]
    }

    /// Whether the chronology has several pages.
    pub(super) fn is_split(&self) -> bool {
        self.pages.iter().any(|page| page.address != WHOLE)
    }

    /// The entries of a page, in order.
    pub(super) fn entries(&self, page: &PartOfChronology) -> &[usize] {
        &self.order[page.entries.clone()]
    }

    /// The key dates of `dossier`, whose pages these are, in order of the pages.
    pub(super) fn key_dates(&self, dossier: &Dossier) -> &[usize] {
        self.key_dates.get_or_init(|| {
            let date = |entry: usize| &dossier.chronology[entry].date;
            let mut key = dossier.key_dates();
            key.sort_by_key(|&entry| (year_of(date(entry)), month_of(date(entry))));
            key
        })
    }

    /// The entries of `dossier`, whose pages these are, that an outlet tells, in order.
    pub(super) fn of_source(&self, dossier: &Dossier, source: SourceIndex) -> &[usize] {
        &self.of_sources.get_or_init(|| of_sources(dossier))[source.at()]
    }

    /// The address of the page with an entry.
    pub(super) fn address_of(&self, entry: usize) -> &str {
        &self.pages[self.page_of[entry]].address
    }
}

fn days(chronology: &[ChronologyEntry]) -> BTreeMap<String, Vec<usize>> {
    let mut days: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut entries = 0..;
    for same in chronology.chunk_by(|one, other| one.date.as_str() == other.date.as_str()) {
        days.entry(same[0].date.as_str().to_owned()).or_default().extend(entries.by_ref().take(same.len()));
    }
    let weight = |entry: usize| chronology[entry].weight;
    for entries in days.values_mut() {
        entries.sort_by(|&one, &other| weight(other).total_cmp(&weight(one)));
    }
    days
}

/// The pages of each year.
fn parts(chronology: &[ChronologyEntry], order: &[usize], bytes: &[usize]) -> Vec<PartOfChronology> {
    let year = |entry: usize| year_of(&chronology[entry].date);
    let mut pages = Vec::new();
    let mut start = 0;
    for entries in order.chunk_by(|&one, &other| year(one) == year(other)) {
        let end = start + entries.len();
        let cuts = cuts(chronology, entries, &bytes[start..end]);
        let ends = cuts.iter().skip(1).copied().chain([entries.len()]);
        pages.extend(cuts.iter().zip(ends).enumerate().map(|(number, (&from, to))| PartOfChronology {
            address: address(year(entries[0]), number),
            year: year(entries[0]),
            entries: start + from..start + to,
        }));
        start = end;
    }
    pages
}

/// Where the pages of a year begin: with a month that does not fit any more on a page that is half full, or else with the
/// entry that does not.
fn cuts(chronology: &[ChronologyEntry], entries: &[usize], bytes: &[usize]) -> Vec<usize> {
    let month = |entry: usize| month_of(&chronology[entry].date);
    let (mut cuts, mut filled, mut place) = (vec![0], 0, 0);
    for entries in entries.chunk_by(|&one, &other| month(one) == month(other)) {
        let of_month = &bytes[place..place + entries.len()];
        let mut is_full = filled > MOST_BYTES / 2 && filled + of_month.iter().sum::<usize>() > MOST_BYTES;
        for &bytes in of_month {
            if is_full || (filled > 0 && filled + bytes > MOST_BYTES) {
                cuts.push(place);
                filled = 0;
            }
            is_full = false;
            filled += bytes;
            place += 1;
        }
    }
    cuts
}

fn of_sources(dossier: &Dossier) -> Vec<Vec<usize>> {
    let mut entries: Vec<Vec<usize>> = vec![Vec::new(); dossier.sources.len()];
    for (at, entry) in dossier.chronology.iter().enumerate() {
        for passage in &entry.passages {
            let of_source = &mut entries[dossier.articles[passage.article.at()].source.at()];
            if of_source.last() != Some(&at) {
                of_source.push(at);
            }
        }
    }
    entries
}

/// The address of a page of a year, the first with number 0.
fn address(year: Option<i16>, number: usize) -> String {
    let year = year.map_or_else(|| "undated".to_owned(), |year| year.to_string());
    match number {
        0 => format!("{WHOLE}{year}/"),
        _ => format!("{WHOLE}{year}/{}/", number + 1),
    }
}

/// How many bytes of HTML an entry takes, about: as if all its passages were of one length.
fn bytes_of(dossier: &Dossier, entry: &ChronologyEntry) -> usize {
    let passages = entry.passages.len().min(MOST_PASSAGES) + entry.told.len().min(MOST_TOLD);
    let of_passage = PASSAGE_BYTES + entry.length / entry.passages.len().max(1);
    let actors = entry.actors.iter().map(|actor| dossier.actors[*actor].id.as_str().len() + 1);
    let others = entry.passages.len().saturating_sub(MOST_PASSAGES).min(MOST_OTHERS);
    ENTRY_BYTES + others * OTHER_BYTES + passages * of_passage + actors.sum::<usize>()
}

/// The year in which a date begins.
pub(super) fn year_of(date: &Edtf) -> Option<i16> {
    date.earliest().map(Date::year)
}

/// The month in which a date begins; none where it is known to the year or the season alone.
pub(super) fn month_of(date: &Edtf) -> Option<(i16, i8)> {
    let is_vague = matches!(date.form(), Form::Single(single) if single.precision < Precision::Month);
    date.earliest().filter(|_| !is_vague).map(|first| (first.year(), first.month()))
}
