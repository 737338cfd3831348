//! The chronology: the editor's events and the dated passages of all reports, in order, what tells the same thing in one
//! entry.
//!
//! A **dated passage** is a sentence with a date that could be placed in the calendar ([`passages`]). It belongs to an
//! event that the editor links it to, or that it fits by date and content ([`events`]); an event's file wins on the date,
//! and what reports tell otherwise is kept beside it. Passages that belong to no event are gathered where they tell the same
//! thing ([`alike`]). How much an entry matters is told in [`weight`].

mod alike;
mod draft;
mod events;
mod features;
mod index;
mod key;
mod passages;
mod weight;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::memory::Memory;
use super::profiles::Directory;
use super::unique::Unique;
use super::{ArticleIndex, ChronologyEntry, Dossier, MarkIndex};
use draft::Draft;
use events::Events;
use passages::Passage;

pub(super) use passages::{Sentence, writes_out};

/// The chronology, and what each mark that tells an entry belongs to.
pub(super) struct Chronology {
    pub(super) entries: Vec<ChronologyEntry>,
    /// Dates and references to events, each with the index of its entry.
    pub(super) targets: Vec<(MarkIndex, usize)>,
}

/// Gathers what happened. Needs the dossier's articles with their mentions.
pub(super) fn compile(dossier: &Dossier, directory: &Directory, memory: &Memory, site_language: &str) -> Chronology {
    let events = Events::new(dossier, directory);
    let mut told: Vec<Draft> =
        dossier.content.events.iter().enumerate().map(|(at, event)| Draft::of(at, event.front.date.clone())).collect();
    let mut unclaimed = Vec::new();
    let of_articles = passages::sentences(dossier, memory, site_language);
    for sentence in of_articles.iter().flat_map(|sentences| sentences.iter()) {
        for link in &sentence.links {
            told[link.event].tell(&link.passage, link.told.as_ref());
        }
        for passage in &sentence.dates {
            match events.that_fits(passage, &sentence.linked) {
                Some(event) => told[event].tell(passage, None),
                None => unclaimed.push(passage.clone()),
            }
        }
    }
    let unclaimed = claim_by_report(&events, &mut told, unclaimed);
    told.extend(alike::gather(unclaimed).into_iter().map(Draft::from_passages));
    settle(dossier, &events, told)
}

/// Gives passages to events that their reports tell in other passages; those that fit none are left.
fn claim_by_report(events: &Events, told: &mut [Draft], passages: Vec<Passage>) -> Vec<Passage> {
    let tellers: Vec<BTreeSet<ArticleIndex>> = told.iter().map(|draft| draft.reports().collect()).collect();
    let mut left = Vec::new();
    for passage in passages {
        let is_told = |event: usize| tellers[event].contains(&passage.mark.article);
        match events.told_in_report(&passage, is_told) {
            Some(event) => told[event].tell(&passage, None),
            None => left.push(passage),
        }
    }
    left
}

/// The entries in order.
fn settle(dossier: &Dossier, events: &Events, mut drafts: Vec<Draft>) -> Chronology {
    drafts.iter_mut().for_each(Draft::sort);
    drafts.sort_by_cached_key(order);
    let weights = weight::weigh(dossier, &drafts);
    let mut names = Unique::default();
    let mut chronology = Chronology { entries: Vec::with_capacity(drafts.len()), targets: Vec::new() };
    for (at, (weight, draft)) in weights.into_iter().zip(drafts).enumerate() {
        chronology.targets.extend(draft.passages.iter().flat_map(Passage::marks).map(|mark| (mark, at)));
        chronology.entries.push(ChronologyEntry {
            anchor: names.name(draft.anchor(dossier)),
            actors: draft.actors(events),
            passages: draft.passages.iter().map(|passage| passage.mark).collect(),
            date: draft.date,
            told: draft.told,
            event: draft.event,
            weight,
        });
    }
    chronology
}

/// By date, events before passages, then what more reports tell, then in order of reports.
fn order(draft: &Draft) -> impl Ord + use<> {
    let first = draft.passages.first().map(|passage| passage.mark);
    (draft.date.clone(), draft.event.is_none(), draft.event, Reverse(draft.reports().count()), first)
}

#[cfg(test)]
mod tests;
