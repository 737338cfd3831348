//! An entry of the chronology while passages are added to it.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::Group;
use super::events::Events;
use super::passages::Passage;
use crate::dossier::anchors::short_hash;
use crate::dossier::{ActorIndex, ArticleIndex, ChronologyEntry, Dossier, MarkIndex};
use crate::edtf::Edtf;

/// An entry to be.
pub(super) struct Draft<'a> {
    pub(super) event: Option<usize>,
    pub(super) date: Edtf,
    /// Dates that contradict `date`, each with the passage that tells it.
    pub(super) told: Vec<(Edtf, MarkIndex)>,
    pub(super) passages: Vec<&'a Passage>,
}

impl<'a> Draft<'a> {
    /// An event of the editor's.
    pub(super) fn of(event: usize, date: Edtf) -> Self {
        Self { event: Some(event), date, told: Vec::new(), passages: Vec::new() }
    }

    /// Passages that tell the same thing.
    pub(super) fn from_passages(group: Group<'a>) -> Self {
        Self { event: None, date: group.date, told: group.told, passages: group.passages }
    }

    /// Adds a passage, and the date that it tells where that contradicts the entry's.
    pub(super) fn tell(&mut self, passage: &'a Passage, told: Option<&Edtf>) {
        if let Some(date) = told.filter(|date| !date.overlaps(&self.date)) {
            self.told.push((date.clone(), passage.mark));
        }
        self.passages.push(passage);
    }

    /// Puts its passages in order.
    pub(super) fn sort(&mut self) {
        self.passages.sort_by_key(|passage| passage.mark);
        self.told.sort_by_key(|&(_, mark)| mark);
    }

    /// The reports that tell it: each once when its passages are in order.
    pub(super) fn reports(&self) -> impl Iterator<Item = ArticleIndex> {
        let of_reports = self.passages.chunk_by(|one, other| one.mark.article == other.mark.article);
        of_reports.filter_map(|passages| passages.first()).map(|passage| passage.mark.article)
    }

    /// The marks that tell it.
    pub(super) fn marks(&self) -> impl Iterator<Item = MarkIndex> {
        self.passages.iter().flat_map(|passage| passage.marks())
    }

    /// The entry that it became. Of its anchor others may have the same.
    pub(super) fn into_entry(self, dossier: &Dossier, events: &Events, weight: f64) -> ChronologyEntry {
        ChronologyEntry {
            anchor: self.anchor(dossier),
            actors: self.actors(events),
            length: self.passages.iter().map(|passage| dossier.sentence(passage.mark).len()).sum(),
            passages: self.passages.iter().map(|passage| passage.mark).collect(),
            date: self.date,
            told: self.told,
            event: self.event,
            weight,
        }
    }

    /// Who takes part: the event's actors, then those named in the passages, the most frequent first.
    fn actors(&self, events: &Events) -> Vec<ActorIndex> {
        let mut actors: Vec<ActorIndex> = self.event.map(|event| events.actors(event).to_vec()).unwrap_or_default();
        let mut counts: BTreeMap<ActorIndex, usize> = BTreeMap::new();
        for actor in self.passages.iter().flat_map(|passage| passage.actors()) {
            *counts.entry(actor).or_default() += 1;
        }
        let mut named: Vec<(ActorIndex, usize)> = counts.into_iter().collect();
        named.sort_by_key(|&(actor, count)| (std::cmp::Reverse(count), actor));
        let listed: BTreeSet<ActorIndex> = actors.iter().copied().collect();
        actors.extend(named.into_iter().map(|(actor, _)| actor).filter(|actor| !listed.contains(actor)));
        actors
    }

    /// An event's id; else the day and a hash of the first passage, which an edit elsewhere does not change.
    fn anchor(&self, dossier: &Dossier) -> String {
        match (self.event, self.passages.first()) {
            (Some(event), _) => format!("e-{}", dossier.content.events[event].id),
            (None, first) => {
                let words = first.map_or("", |passage| dossier.sentence_words(passage.mark));
                let day = self.date.earliest().map(|day| day.to_string()).unwrap_or_default();
                format!("e-{day}-{}", short_hash(words))
            }
        }
    }
}
