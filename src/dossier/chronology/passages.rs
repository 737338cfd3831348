//! Dated passages: the sentences of reports that tell when something happened.
//!
//! A date makes a passage where it is a day or at most a month, or where two dates are the ends of a stretch ("10 to 12
//! December", "March to May 2018"), which is one date; a bare year only where its sentence has nothing more exact. Longer
//! stretches, dates that could not be placed, and years and months with no other word beside them make none.

use std::hash::{Hash as _, Hasher};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use xxhash_rust::xxh3::Xxh3Default;

use super::super::memory::{self, Memory};
use super::super::words::words;
use super::super::{ActorIndex, ArticleIndex, Dossier, MarkIndex};
use super::features::{self, Feature};
use crate::content::body::TextId;
use crate::content::version_of;
use crate::edtf::{Edtf, Form, Precision};
use crate::id::DocumentKind;
use crate::memo::Key;
use crate::reading::Place;
use crate::reading::lexicon::Lexicon;
use crate::reading::mark::{Timex, TimexKind, Value};
use crate::span::ByteSpan;

/// The longest stretch of days that still says when something happened: a month.
const LONGEST_DAYS: i32 = 31;
/// The longest stretch between two ends that does: a year.
const LONGEST_STRETCH_DAYS: i32 = 366;
/// The dates of a sentence that make passages; one with more is a table or a list, and tells nothing in particular.
const MOST_DATES: usize = 12;
/// How many words may stand between a link to an event and the date that the same sentence gives for it.
const TOLD_WORDS: usize = 3;

/// A sentence with a date, or with a link to an event.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    /// The mark of the date, or of the link.
    pub(super) mark: MarkIndex,
    /// Further marks of the sentence that mean the same date.
    pub(super) repeats: Vec<MarkIndex>,
    pub(super) text: TextId,
    /// The sentence.
    pub(super) span: ByteSpan,
    /// When.
    pub(super) date: Option<Edtf>,
    /// Whether its sentence tells no other date, and no time of day, which is what stamps have.
    pub(super) is_only_date: bool,
    /// Whether the words write the date out, with the number of its day or its year: "5 May", "May 2018".
    pub(super) is_written_out: bool,
    /// Whether the words name no year.
    year_is_inferred: bool,
    /// What its sentence speaks of: sorted, each once.
    pub(super) speaks_of: Arc<[Feature]>,
}

impl Passage {
    /// The sentence of a mark.
    fn at(dossier: &Dossier, mark: MarkIndex) -> Self {
        Self {
            mark,
            repeats: Vec::new(),
            text: dossier.mark(mark).mark.text,
            span: dossier.sentence(mark),
            date: None,
            is_only_date: false,
            is_written_out: false,
            year_is_inferred: false,
            speaks_of: Arc::default(),
        }
    }

    /// The marks that tell the entry.
    pub(super) fn marks(&self) -> impl Iterator<Item = MarkIndex> {
        std::iter::once(self.mark).chain(self.repeats.iter().copied())
    }

    /// Hashes all but its place.
    fn hash_into(&self, dossier: &Dossier, hasher: &mut impl Hasher) {
        let Self { mark, repeats, text: _, span: _, date, is_only_date, is_written_out, year_is_inferred, speaks_of } =
            self;
        (mark, repeats, date.as_ref().map(Edtf::as_str)).hash(hasher);
        (is_only_date, is_written_out, year_is_inferred, speaks_of).hash(hasher);
        dossier.sentence_words(*mark).hash(hasher);
    }

    /// Whether its date and another's cannot both be that of one event. Where the words of one name no year, it is taken in
    /// the year of the other.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        let Some((one, two)) = self.date.as_ref().zip(other.date.as_ref()) else { return false };
        let placed = match (self.year_is_inferred, other.year_is_inferred) {
            (true, _) => in_year_of(one, two).is_some_and(|one| one.overlaps(two)),
            (false, true) => in_year_of(two, one).is_some_and(|two| two.overlaps(one)),
            (false, false) => false,
        };
        !placed && !one.overlaps(two)
    }

    /// The actors that are named in it, or whose words begin in it.
    pub(super) fn actors(&self) -> impl Iterator<Item = ActorIndex> {
        self.speaks_of.iter().filter_map(|feature| match feature {
            Feature::Actor(actor) => Some(*actor),
            Feature::Word(_) | Feature::Figure(..) => None,
        })
    }
}

/// A sentence that tells something of the chronology. There are many, so none keeps room that it does not need.
#[derive(Debug)]
pub(in crate::dossier) struct Sentence {
    /// The editor's links to events in it.
    pub(super) links: Box<[Link]>,
    /// The events that those links lead to.
    pub(super) linked: Box<[usize]>,
    /// The dates that no link speaks for.
    pub(super) dates: Box<[Passage]>,
}

/// A link to an event.
#[derive(Debug)]
pub(super) struct Link {
    /// An index into `content.events`.
    pub(super) event: usize,
    pub(super) passage: Passage,
    /// The date that the linked words, or the sentence around them, give. Words that name no year can tell only a date in
    /// the event's own.
    pub(super) told: Option<Edtf>,
}

/// What an article tells of when something happened.
#[derive(Debug)]
pub(in crate::dossier) struct Telling {
    /// The sentences that hold a date or a link to an event, in order.
    pub(super) sentences: Vec<Sentence>,
    /// See [`Telling::digest`].
    digest: OnceLock<Key>,
}

impl Telling {
    /// A hash of all in its sentences but where they stand in their texts.
    pub(super) fn digest(&self, dossier: &Dossier) -> Key {
        *self.digest.get_or_init(|| digest(dossier, &self.sentences))
    }
}

/// What each report tells.
pub(super) fn tellings(dossier: &Dossier, memory: &Memory, site_language: &str) -> Vec<Arc<Telling>> {
    let events = version_of(&dossier.content.events);
    let articles: Vec<ArticleIndex> = dossier.article_indices().collect();
    let key =
        |&article: &ArticleIndex| memory::key(dossier.articles[article.at()].annotation.version, (article, events));
    let telling = |&article: &ArticleIndex| {
        Arc::new(Telling { sentences: sentences_of(dossier, article, site_language), digest: OnceLock::new() })
    };
    memory.told.of(&articles, key, telling)
}

fn digest(dossier: &Dossier, sentences: &[Sentence]) -> Key {
    let mut hasher = Xxh3Default::new();
    for Sentence { links, linked, dates } in sentences {
        linked.hash(&mut hasher);
        for link in links {
            (link.event, link.told.as_ref().map(Edtf::as_str)).hash(&mut hasher);
            link.passage.hash_into(dossier, &mut hasher);
        }
        for passage in dates {
            passage.hash_into(dossier, &mut hasher);
        }
    }
    hasher.digest128()
}

fn sentences_of(dossier: &Dossier, article: ArticleIndex, site_language: &str) -> Vec<Sentence> {
    let language = dossier.document(article).front.language.as_deref().unwrap_or(site_language);
    let ranges = &Lexicon::for_language(language).chronology.ranges;
    let mut groups: Vec<Vec<Passage>> = Vec::new();
    for (mark, anchored) in dossier.marks_of(article).filter(|&(mark, _)| dossier.is_reported(mark)) {
        let passage = match &anchored.mark.value {
            Value::Date(timex) => dated(dossier, mark, timex),
            Value::Reference(target) if target.kind == DocumentKind::Event => Some(Passage::at(dossier, mark)),
            _ => None,
        };
        let Some(passage) = passage else { continue };
        match groups.last_mut() {
            Some(group) if group[0].text == passage.text && group[0].span == passage.span => group.push(passage),
            _ => groups.push(vec![passage]),
        }
    }
    groups.into_iter().map(|group| sentence(dossier, joined(dossier, group, ranges))).collect()
}

/// The passage around a date; none where it could not be placed.
fn dated(dossier: &Dossier, mark: MarkIndex, timex: &Timex) -> Option<Passage> {
    let date = timex.edtf.clone().filter(|_| matches!(timex.kind, TimexKind::Date | TimexKind::Time))?;
    let is_written_out = timex.kind == TimexKind::Date && writes_out(dossier.words(mark), &date);
    let year_is_inferred = timex.year_is_inferred;
    Some(Passage { date: Some(date), is_written_out, year_is_inferred, ..Passage::at(dossier, mark) })
}

/// Whether words hold the number of a date's first day, or of its year.
pub(in crate::dossier) fn writes_out(words: &str, date: &Edtf) -> bool {
    let Some(first) = date.earliest() else { return false };
    let numbers = words.split(|character: char| !character.is_ascii_digit()).filter_map(|digits| digits.parse().ok());
    numbers.into_iter().any(|number: i16| number == first.year() || number == i16::from(first.day()))
}

/// The passages of a sentence with each pair of dates that are the ends of one stretch, "10 to 12 December", as one.
fn joined(dossier: &Dossier, group: Vec<Passage>, ranges: &[String]) -> Vec<Passage> {
    let mut joined: Vec<Passage> = Vec::new();
    for passage in group {
        let stretch = joined.last().filter(|first| are_ends(dossier, first.mark, passage.mark, ranges));
        match stretch.and_then(|first| stretch_of(first.date.as_ref()?, passage.date.as_ref()?)) {
            Some(stretch) => joined.last_mut().into_iter().for_each(|first| {
                first.date = Some(stretch.clone());
                first.repeats.push(passage.mark);
            }),
            None => joined.push(passage),
        }
    }
    joined
}

/// Whether nothing stands between two marks but a word that makes them the ends of a stretch.
fn are_ends(dossier: &Dossier, first: MarkIndex, last: MarkIndex, ranges: &[String]) -> bool {
    let (first, last, article) = (&dossier.mark(first).mark, &dossier.mark(last).mark, first.article);
    let plain = &dossier.text(article, first.text).plain;
    let between = plain.get(first.span.end()..last.span.start()).unwrap_or_default().trim();
    ranges.iter().any(|range| range.eq_ignore_ascii_case(between))
}

/// From one day to a later one, at most a month; or from one month to a later one of the same year.
fn stretch_of(first: &Edtf, last: &Edtf) -> Option<Edtf> {
    let days = first.single_day().zip(last.single_day()).filter(|(from, to)| from < to);
    let days = days.filter(|&(from, to)| (to - from).get_days() < LONGEST_DAYS);
    let is_month = |date: &Edtf| matches!(date.form(), Form::Single(single) if single.precision == Precision::Month);
    let months = || {
        let (from, to) = first.earliest().zip(last.earliest())?;
        let are_months = is_month(first) && is_month(last) && from < to && from.year() == to.year();
        are_months.then(|| format!("{first}/{last}").parse().ok()).flatten()
    };
    days.map(|(from, to)| Edtf::days(from, to)).or_else(months)
}

fn sentence(dossier: &Dossier, mut group: Vec<Passage>) -> Sentence {
    if let Some(first) = group.first() {
        let speaks_of = features::of_sentence(dossier, first.mark.article, first.text, first.span);
        for passage in &mut group {
            passage.speaks_of = Arc::clone(&speaks_of);
        }
    }
    group.retain(tells_something);
    let (dates, links): (Vec<Passage>, Vec<Passage>) = group.into_iter().partition(|passage| passage.date.is_some());
    let only_date = if let [only] = dates.as_slice() { Some(only) } else { None };
    let links: Box<[Link]> = links.into_iter().filter_map(|passage| link(dossier, passage, only_date)).collect();
    let spoken_for = links.iter().any(|link| !link.passage.repeats.is_empty());
    let linked = links.iter().map(|link| link.event).collect();
    Sentence { links, linked, dates: if spoken_for { Box::default() } else { distinct(dates).into() } }
}

/// Whether a passage says what happened. A year or a month alone, as in the cells of a table, does not; a whole day alone may
/// stand at the head of what does.
fn tells_something(passage: &Passage) -> bool {
    let names_days = |date: &Edtf| !matches!(date.form(), Form::Single(single) if single.precision != Precision::Day);
    passage.date.as_ref().is_none_or(names_days) || !passage.speaks_of.is_empty()
}

/// The link of a passage, with the date under it, or else the only date of its sentence where that stands close by.
fn link(dossier: &Dossier, mut passage: Passage, only_date: Option<&Passage>) -> Option<Link> {
    let mark = &dossier.mark(passage.mark).mark;
    let Value::Reference(target) = &mark.value else { return None };
    let event = dossier.content.events.binary_search_by(|event| event.id.cmp(&target.id)).ok()?;
    let told = &dossier.articles[passage.mark.article.at()].annotation.told;
    let place = Place { text: mark.text, span: mark.span };
    let under = told.binary_search_by_key(&place, |told| told.place).ok().map(|at| &told[at]);
    let beside = only_date.filter(|date| under.is_none() && stand_close(dossier, passage.mark, date.mark));
    passage.repeats.extend(beside.map(|date| date.mark));
    let told = under.map(|told| (&told.date, told.year_is_inferred)).or_else(|| told_by(dossier, beside?));
    let established = &dossier.content.events[event].front.date;
    let told = told.map(|(date, year_is_inferred)| {
        let placed = if year_is_inferred { in_year_of(date, established) } else { Some(date.clone()) };
        placed.unwrap_or_else(|| established.clone())
    });
    Some(Link { event, passage, told })
}

/// The date of a mark, and whether its year was inferred.
fn told_by<'a>(dossier: &'a Dossier, passage: &Passage) -> Option<(&'a Edtf, bool)> {
    match &dossier.mark(passage.mark).mark.value {
        Value::Date(timex) => Some((timex.edtf.as_ref()?, timex.year_is_inferred)),
        _ => None,
    }
}

/// A date in a year of another, where the two overlap if that can be.
fn in_year_of(date: &Edtf, other: &Edtf) -> Option<Edtf> {
    let years: Vec<i16> = [other.earliest(), other.latest()].into_iter().flatten().map(Date::year).collect();
    let moved = |&year: &i16| with_year(date, year);
    let meeting = years.iter().filter_map(moved).find(|date| date.overlaps(other));
    meeting.or_else(|| years.iter().find_map(moved))
}

/// The same days of another year; none where that year lacks them.
fn with_year(date: &Edtf, year: i16) -> Option<Edtf> {
    const YEAR_DIGITS: usize = 4;
    let ends = date.as_str().split('/').map(|end| Some(format!("{year:04}{}", end.get(YEAR_DIGITS..)?)));
    ends.collect::<Option<Vec<String>>>()?.join("/").parse().ok()
}

fn stand_close(dossier: &Dossier, one: MarkIndex, other: MarkIndex) -> bool {
    let (first, second) = (&dossier.mark(one.min(other)).mark, &dossier.mark(one.max(other)).mark);
    let plain = &dossier.text(one.article, first.text).plain;
    let between = plain.get(first.span.end()..second.span.start()).unwrap_or_default();
    words(between).nth(TOLD_WORDS).is_none()
}

/// The dates that make passages, each once.
fn distinct(dates: Vec<Passage>) -> Vec<Passage> {
    let has_exact = dates.iter().any(is_exact);
    let is_only_date = dates.iter().all(|passage| passage.is_written_out && passage.date == dates[0].date);
    let mut kept: Vec<Passage> = Vec::new();
    for passage in dates.into_iter().take(MOST_DATES) {
        let is_year = !has_exact && passage.date.as_ref().is_some_and(is_year);
        if !(is_exact(&passage) || is_year) {
            continue;
        }
        match kept.iter_mut().find(|other| other.date == passage.date) {
            Some(first) => first.repeats.push(passage.mark),
            None => kept.push(passage),
        }
    }
    if let [only] = kept.as_mut_slice() {
        only.is_only_date = is_only_date;
    }
    kept
}

/// Whether a passage tells a day, at most a month, or a stretch between two months of a year.
fn is_exact(passage: &Passage) -> bool {
    let Some(date) = &passage.date else { return false };
    let longest = if matches!(date.form(), Form::Interval { .. }) { LONGEST_STRETCH_DAYS } else { LONGEST_DAYS };
    let ends = date.earliest().zip(date.latest());
    ends.is_some_and(|(first, last)| (last - first).get_days() < longest)
}

fn is_year(date: &Edtf) -> bool {
    matches!(date.form(), Form::Single(single) if single.precision == Precision::Year)
}
