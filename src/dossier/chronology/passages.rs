//! Dated passages: the sentences of reports that tell when something happened.
//!
//! A date makes a passage where it is a day or at most a month; a bare year only where its sentence has nothing more exact.
//! Longer stretches, and dates that could not be placed, make none.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::super::words::{has_content, words};
use super::super::{ActorIndex, ArticleIndex, Dossier, MarkIndex};
use crate::content::body::TextId;
use crate::edtf::{Edtf, Form, Precision};
use crate::id::DocumentKind;
use crate::reading::Place;
use crate::reading::mark::{TimexKind, Value};
use crate::span::ByteSpan;

/// The longest stretch of days that still says when something happened: a month.
const LONGEST_DAYS: i32 = 31;
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
}

impl Passage {
    /// The marks that tell the entry.
    pub(super) fn marks(&self) -> impl Iterator<Item = MarkIndex> {
        std::iter::once(self.mark).chain(self.repeats.iter().copied())
    }

    /// The actors that are named in it, or whose words begin in it.
    pub(super) fn actors(&self, dossier: &Dossier) -> BTreeSet<ActorIndex> {
        let marks = dossier.marks_within(self.mark.article, self.text, self.span);
        let takes_part = |value: &Value| matches!(value, Value::Mention(_) | Value::Statement(_));
        marks
            .filter(|(_, anchored)| takes_part(&anchored.mark.value))
            .filter_map(|(_, anchored)| anchored.actor)
            .collect()
    }

    /// What it speaks of: its words without names and dates, short ones left out.
    pub(super) fn content_words(&self, dossier: &Dossier) -> BTreeSet<String> {
        let marks = dossier.marks_within(self.mark.article, self.text, self.span);
        let is_apart = |value: &Value| matches!(value, Value::Date(_) | Value::Mention(_));
        let apart: Vec<ByteSpan> = marks
            .filter(|(_, anchored)| is_apart(&anchored.mark.value))
            .map(|(_, anchored)| anchored.mark.span)
            .collect();
        let start = self.span.start;
        let is_free = |word: ByteSpan| {
            let after = apart.partition_point(|span| span.end <= word.start + start);
            apart.get(after).is_none_or(|span| span.start >= word.end + start)
        };
        let sentence = self.span.of_text(&dossier.text(self.mark.article, self.text).plain);
        words(sentence).filter(|word| is_free(word.span) && has_content(&word.key)).map(|word| word.key).collect()
    }
}

/// A sentence that tells something of the chronology.
pub(super) struct Sentence {
    /// The editor's links to events in it.
    pub(super) links: Vec<Link>,
    /// The events that those links lead to.
    pub(super) linked: Vec<usize>,
    /// The dates that no link speaks for.
    pub(super) dates: Vec<Passage>,
}

/// A link to an event.
pub(super) struct Link {
    /// An index into `content.events`.
    pub(super) event: usize,
    pub(super) passage: Passage,
    /// The date that the linked words, or the sentence around them, give. Words that name no year can tell only a date in
    /// the event's own.
    pub(super) told: Option<Edtf>,
}

/// The sentences of all reports that hold a date or a link to an event, in order.
pub(super) fn sentences(dossier: &Dossier) -> Vec<Sentence> {
    dossier.article_indices().flat_map(|article| sentences_of(dossier, article)).collect()
}

fn sentences_of(dossier: &Dossier, article: ArticleIndex) -> Vec<Sentence> {
    let mut groups: Vec<Vec<Passage>> = Vec::new();
    for (mark, anchored) in dossier.marks_of(article).filter(|&(mark, _)| dossier.is_reported(mark)) {
        let date = match &anchored.mark.value {
            Value::Date(timex) if matches!(timex.kind, TimexKind::Date | TimexKind::Time) => timex.edtf.clone(),
            Value::Reference(target) if target.kind == DocumentKind::Event => None,
            _ => continue,
        };
        if date.is_none() && matches!(anchored.mark.value, Value::Date(_)) {
            continue;
        }
        let passage =
            Passage { mark, repeats: Vec::new(), text: anchored.mark.text, span: dossier.sentence(mark), date };
        match groups.last_mut() {
            Some(group) if group[0].text == passage.text && group[0].span == passage.span => group.push(passage),
            _ => groups.push(vec![passage]),
        }
    }
    groups.into_iter().map(|group| sentence(dossier, group)).collect()
}

fn sentence(dossier: &Dossier, group: Vec<Passage>) -> Sentence {
    let (dates, links): (Vec<Passage>, Vec<Passage>) = group.into_iter().partition(|passage| passage.date.is_some());
    let only_date = if let [only] = dates.as_slice() { Some(only) } else { None };
    let links: Vec<Link> = links.into_iter().filter_map(|passage| link(dossier, passage, only_date)).collect();
    let spoken_for = links.iter().any(|link| !link.passage.repeats.is_empty());
    let linked = links.iter().map(|link| link.event).collect();
    Sentence { links, linked, dates: if spoken_for { Vec::new() } else { distinct(dates) } }
}

/// The link of a passage, with the date under it, or else the only date of its sentence where that stands close by.
fn link(dossier: &Dossier, mut passage: Passage, only_date: Option<&Passage>) -> Option<Link> {
    let mark = &dossier.mark(passage.mark).mark;
    let Value::Reference(target) = &mark.value else { return None };
    let event = dossier.content.events.binary_search_by(|event| event.id.cmp(&target.id)).ok()?;
    let told = &dossier.articles[passage.mark.article.0].told;
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
    let between = plain.get(first.span.end..second.span.start).unwrap_or_default();
    words(between).nth(TOLD_WORDS).is_none()
}

/// The dates that make passages, each once.
fn distinct(dates: Vec<Passage>) -> Vec<Passage> {
    let is_exact = |passage: &Passage| passage.date.as_ref().is_some_and(is_exact);
    let has_exact = dates.iter().any(is_exact);
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
    kept
}

fn is_exact(date: &Edtf) -> bool {
    let ends = date.earliest().zip(date.latest());
    ends.is_some_and(|(first, last)| (last - first).get_days() < LONGEST_DAYS)
}

fn is_year(date: &Edtf) -> bool {
    matches!(date.form(), Form::Single(single) if single.precision == Precision::Year)
}
