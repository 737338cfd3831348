//! The chronology: the editor's events and the dated passages of all reports, in order, what tells the same thing in one
//! entry.
//!
//! A **dated passage** is a sentence with a date that could be placed in the calendar ([`passages`]). It belongs to an
//! event that the editor links it to, or that it fits by date and content ([`events`]); an event's file wins on the date,
//! and what reports tell otherwise is kept beside it. Passages that belong to no event are gathered where they tell of the
//! same day in similar words ([`alike`]).

mod alike;
mod events;
mod passages;

use std::collections::{BTreeMap, BTreeSet};

use super::anchors::hash;
use super::profiles::Directory;
use super::unique::Unique;
use super::{ActorIndex, ArticleIndex, ChronologyEntry, Dossier, MarkIndex};
use crate::edtf::Edtf;
use events::Events;
use passages::Passage;

/// The weight of an event for which the editor gives none.
const USUAL_WEIGHT: u8 = 5;
/// What a point of an event's weight counts in the weight of its entry.
const EVENT_POINT: u32 = 4;
/// What a report counts: one more report matters as much as two points of the editor's.
const REPORT_POINTS: u32 = 8;
/// What a further passage in the same report counts.
const PASSAGE_POINTS: u32 = 1;

/// The chronology, and what each mark that tells an entry belongs to.
pub(super) struct Chronology {
    pub(super) entries: Vec<ChronologyEntry>,
    /// Dates and references to events, each with the index of its entry.
    pub(super) targets: Vec<(MarkIndex, usize)>,
}

/// Gathers what happened. Needs the dossier's articles with their mentions.
pub(super) fn compile(dossier: &Dossier, directory: &Directory) -> Chronology {
    let events = Events::new(dossier, directory);
    let mut told: Vec<Draft> =
        dossier.content.events.iter().enumerate().map(|(at, event)| Draft::of(at, event.front.date.clone())).collect();
    let mut unclaimed = Vec::new();
    for sentence in passages::sentences(dossier) {
        for link in &sentence.links {
            told[link.event].tell(&link.passage, link.told.as_ref());
        }
        for passage in sentence.dates {
            match events.that_fits(dossier, &passage, &sentence.linked) {
                Some(event) => told[event].tell(&passage, None),
                None => unclaimed.push(passage),
            }
        }
    }
    let unclaimed = claim_by_report(dossier, &events, &mut told, unclaimed);
    told.extend(alike::gather(dossier, unclaimed).into_iter().map(Draft::from_passages));
    settle(dossier, &events, told)
}

/// Gives passages to events that their reports tell in other passages; those that fit none are left.
fn claim_by_report(dossier: &Dossier, events: &Events, told: &mut [Draft], passages: Vec<Passage>) -> Vec<Passage> {
    let tellers: Vec<BTreeSet<ArticleIndex>> = told.iter().map(Draft::reports).collect();
    let mut left = Vec::new();
    for passage in passages {
        let is_told = |event: usize| tellers[event].contains(&passage.mark.article);
        match events.told_in_report(dossier, &passage, is_told) {
            Some(event) => told[event].tell(&passage, None),
            None => left.push(passage),
        }
    }
    left
}

/// An entry while passages are added to it.
struct Draft {
    event: Option<usize>,
    date: Edtf,
    told: Vec<(Edtf, MarkIndex)>,
    passages: Vec<Passage>,
}

impl Draft {
    fn of(event: usize, date: Edtf) -> Self {
        Self { event: Some(event), date, told: Vec::new(), passages: Vec::new() }
    }

    fn from_passages(passages: alike::Group) -> Self {
        Self { event: None, date: passages.date, told: Vec::new(), passages: passages.passages }
    }

    /// Adds a passage, and the date that it tells where that contradicts the entry's.
    fn tell(&mut self, passage: &Passage, told: Option<&Edtf>) {
        if let Some(date) = told.filter(|date| !date.overlaps(&self.date)) {
            self.told.push((date.clone(), passage.mark));
        }
        self.passages.push(passage.clone());
    }

    /// The reports that tell it.
    fn reports(&self) -> BTreeSet<ArticleIndex> {
        self.passages.iter().map(|passage| passage.mark.article).collect()
    }

    /// Who takes part: the event's actors, then those named in the passages, the most frequent first.
    fn actors(&self, dossier: &Dossier, events: &Events) -> Vec<ActorIndex> {
        let mut actors: Vec<ActorIndex> = self.event.map(|event| events.actors(event).to_vec()).unwrap_or_default();
        let mut counts: BTreeMap<ActorIndex, usize> = BTreeMap::new();
        for actor in self.passages.iter().flat_map(|passage| passage.actors(dossier)) {
            *counts.entry(actor).or_default() += 1;
        }
        let mut named: Vec<(ActorIndex, usize)> = counts.into_iter().collect();
        named.sort_by_key(|&(actor, count)| (std::cmp::Reverse(count), actor));
        let listed: BTreeSet<ActorIndex> = actors.iter().copied().collect();
        actors.extend(named.into_iter().map(|(actor, _)| actor).filter(|actor| !listed.contains(actor)));
        actors
    }

    fn weight(&self, dossier: &Dossier) -> u32 {
        let points = self.event.map(|event| dossier.content.events[event].front.weight.unwrap_or(USUAL_WEIGHT));
        let reports = self.reports();
        let repeats = self.passages.len() - reports.len();
        u32::from(points.unwrap_or_default()) * EVENT_POINT
            + reports.len() as u32 * REPORT_POINTS
            + repeats as u32 * PASSAGE_POINTS
    }

    /// An event's id; else the day and a hash of the first passage, which an edit elsewhere does not change.
    fn anchor(&self, dossier: &Dossier) -> String {
        match (self.event, self.passages.first()) {
            (Some(event), _) => format!("e-{}", dossier.content.events[event].id),
            (None, first) => {
                let words = first.map_or("", |passage| dossier.sentence_words(passage.mark));
                let day = self.date.earliest().map(|day| day.to_string()).unwrap_or_default();
                format!("e-{day}-{}", hash(&[words]))
            }
        }
    }
}

/// The entries in order: by date, events before passages, then the weightier.
fn settle(dossier: &Dossier, events: &Events, drafts: Vec<Draft>) -> Chronology {
    let mut weighed: Vec<(u32, Draft)> = drafts.into_iter().map(|draft| (draft.weight(dossier), draft)).collect();
    for (_, draft) in &mut weighed {
        draft.passages.sort_by_key(|passage| passage.mark);
        draft.told.sort_by_key(|&(_, mark)| mark);
    }
    weighed.sort_by(|(weight, one), (other_weight, other)| {
        let key = |draft: &Draft| (draft.event.is_none(), draft.event);
        (one.date.cmp(&other.date).then_with(|| key(one).cmp(&key(other)))).then(other_weight.cmp(weight)).then_with(
            || {
                one.passages
                    .first()
                    .map(|passage| passage.mark)
                    .cmp(&other.passages.first().map(|passage| passage.mark))
            },
        )
    });
    let mut names = Unique::default();
    let mut chronology = Chronology { entries: Vec::with_capacity(weighed.len()), targets: Vec::new() };
    for (at, (weight, draft)) in weighed.into_iter().enumerate() {
        chronology.targets.extend(draft.passages.iter().flat_map(Passage::marks).map(|mark| (mark, at)));
        chronology.entries.push(ChronologyEntry {
            anchor: names.name(&draft.anchor(dossier)),
            actors: draft.actors(dossier, events),
            passages: draft.passages.iter().map(|passage| passage.mark).collect(),
            date: draft.date,
            told: draft.told,
            event: draft.event,
            weight,
        });
    }
    chronology
}

#[cfg(test)]
mod tests;
