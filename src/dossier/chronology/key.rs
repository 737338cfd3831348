//! Key dates: the entries that matter most.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::dossier::Dossier;

/// The share of the entries that are key dates at most: of a few, not all are.
const KEY_SHARE: usize = 3;
/// How many key dates there are at most: what a reader takes in at a sitting.
const MOST_KEY_DATES: usize = 40;

impl Dossier {
    /// The key dates of the whole chronology, in its order: a third of the entries, and not more than a reader takes in.
    #[must_use]
    pub fn key_dates(&self) -> Vec<usize> {
        self.key_entries(self.chronology.len().div_ceil(KEY_SHARE).min(MOST_KEY_DATES))
    }

    /// The entries that matter most, at most so many, in order of the chronology: the editor's events before others, then
    /// the weightier; beside the editor's events none whose day has one already.
    #[must_use]
    pub fn key_entries(&self, most: usize) -> Vec<usize> {
        let mut ranked: Vec<usize> = (0..self.chronology.len()).collect();
        let rank = |entry: usize| (self.chronology[entry].event.is_some(), self.chronology[entry].weight);
        ranked.sort_by(|&one, &other| {
            let (one, other) = (rank(one), rank(other));
            Reverse(one.0).cmp(&Reverse(other.0)).then(other.1.total_cmp(&one.1))
        });
        let mut days = BTreeSet::new();
        let mut is_new = |entry: usize| {
            let entry = &self.chronology[entry];
            entry.date.earliest().is_none_or(|day| days.insert(day)) || entry.event.is_some()
        };
        let mut kept: Vec<usize> = ranked.into_iter().filter(|&entry| is_new(entry)).take(most).collect();
        kept.sort_unstable();
        kept
    }
}
