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
use std::hash::Hash as _;
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3Default;

use super::memory::Memory;
use super::profiles::Directory;
use super::unique::Unique;
use super::{ArticleIndex, ChronologyEntry, Dossier, MarkIndex};
use crate::content::version_of;
use crate::memo::Key;
use draft::Draft;
use events::Events;
use passages::Passage;

pub(super) use passages::{Telling, writes_out};

/// The chronology, and what each mark that tells an entry belongs to.
#[derive(Clone, Debug)]
pub(super) struct Chronology {
    /// A hash of all that it was made from, where a session remembers it.
    pub(super) version: Key,
    pub(super) entries: Arc<[ChronologyEntry]>,
    /// Dates and references to events, in order, each with the index of its entry.
    pub(super) targets: Arc<[(MarkIndex, usize)]>,
}

/// Gathers what happened. Needs the dossier's articles with their mentions.
pub(super) fn compile(dossier: &Dossier, directory: &Directory, memory: &Memory, site_language: &str) -> Chronology {
    let events = Events::new(dossier, directory);
    let tellings = passages::tellings(dossier, memory, site_language);
    let version = if memory.chronology.remembers() { key(dossier, &events, &tellings) } else { Key::default() };
    memory.chronology.get_or(|| version, || gather(dossier, &events, &tellings, version))
}

/// A hash of all that the chronology is made from.
fn key(dossier: &Dossier, events: &Events, tellings: &[Arc<Telling>]) -> Key {
    let mut hasher = Xxh3Default::new();
    version_of(&dossier.content.events).hash(&mut hasher);
    events.hash_actors(&mut hasher);
    for (article, telling) in dossier.article_indices().zip(tellings) {
        (telling.digest(dossier), dossier.document(article).front.published.as_str()).hash(&mut hasher);
    }
    hasher.digest128()
}

fn gather(dossier: &Dossier, events: &Events, tellings: &[Arc<Telling>], version: Key) -> Chronology {
    let mut told: Vec<Draft<'_>> =
        dossier.content.events.iter().enumerate().map(|(at, event)| Draft::of(at, event.front.date.clone())).collect();
    let mut unclaimed: Vec<&Passage> = Vec::new();
    for sentence in tellings.iter().flat_map(|telling| &telling.sentences) {
        for link in &sentence.links {
            told[link.event].tell(&link.passage, link.told.as_ref());
        }
        for passage in &sentence.dates {
            match events.that_fits(passage, &sentence.linked) {
                Some(event) => told[event].tell(passage, None),
                None => unclaimed.push(passage),
            }
        }
    }
    let unclaimed = claim_by_report(events, &mut told, unclaimed);
    told.extend(alike::gather(unclaimed).into_iter().map(Draft::from_passages));
    settle(dossier, events, told, version)
}

/// Gives passages to events that their reports tell in other passages; those that fit none are left.
fn claim_by_report<'a>(events: &Events, told: &mut [Draft<'a>], passages: Vec<&'a Passage>) -> Vec<&'a Passage> {
    let tellers: Vec<BTreeSet<ArticleIndex>> = told.iter().map(|draft| draft.reports().collect()).collect();
    let mut left = Vec::new();
    for passage in passages {
        let is_told = |event: usize| tellers[event].contains(&passage.mark.article);
        match events.told_in_report(passage, is_told) {
            Some(event) => told[event].tell(passage, None),
            None => left.push(passage),
        }
    }
    left
}

/// The entries in order.
fn settle(dossier: &Dossier, events: &Events, mut drafts: Vec<Draft<'_>>, version: Key) -> Chronology {
    drafts.iter_mut().for_each(Draft::sort);
    drafts.par_sort_by_cached_key(order);
    let weights = weight::weigh(dossier, &drafts);
    let targets = drafts.iter().enumerate().flat_map(|(at, draft)| draft.marks().map(move |mark| (mark, at)));
    let mut targets: Vec<_> = targets.collect();
    targets.par_sort_unstable();
    let drafts = drafts.into_par_iter().zip(weights);
    let mut entries: Vec<ChronologyEntry> =
        drafts.map(|(draft, weight)| draft.into_entry(dossier, events, weight)).collect();
    let mut names = Unique::default();
    for entry in &mut entries {
        entry.anchor = names.name(std::mem::take(&mut entry.anchor));
    }
    Chronology { version, entries: entries.into(), targets: targets.into() }
}

/// By date, events before passages, then what more reports tell, then in order of reports.
fn order(draft: &Draft<'_>) -> impl Ord + use<> {
    let first = draft.passages.first().map(|passage| passage.mark);
    (draft.date.clone(), draft.event.is_none(), draft.event, Reverse(draft.reports().count()), first)
}

#[cfg(test)]
mod tests;
