//! Which of many passages share most with one. Common features remember only the first that have them, so that the cost
//! grows with the number of passages and not with its square, however many tell of one day.

use std::cmp::Reverse;

use super::features::{FeatureIndex, Features, Vocabulary};

/// How many passages a feature remembers. What more than these have is of little use for telling passages apart.
const MOST_REMEMBERED: usize = 64;
/// Of the passages that share something, how many are compared feature by feature.
const MOST_COMPARED: usize = 8;
/// How many of its features a passage is looked up by: the rarest.
const MOST_LOOKED_UP: usize = 12;

/// Passages by what they speak of.
pub(super) struct Index<'v> {
    vocabulary: &'v Vocabulary,
    entries: Vec<Features>,
    /// The first passages that have each feature of the vocabulary.
    holders: Vec<Vec<usize>>,
    /// What each entry shares with the passage that is looked up; zero between look-ups.
    tally: Vec<usize>,
}

impl<'v> Index<'v> {
    /// An index of no passages yet, for those that speak of what is in `vocabulary`.
    pub(super) fn of(vocabulary: &'v Vocabulary) -> Self {
        Self { vocabulary, entries: Vec::new(), holders: vec![Vec::new(); vocabulary.len()], tally: Vec::new() }
    }

    pub(super) fn vocabulary(&self) -> &'v Vocabulary {
        self.vocabulary
    }

    /// Adds a passage; it gets the next number, from 0.
    pub(super) fn add(&mut self, features: Features) {
        for &feature in &features {
            let holders = &mut self.holders[feature];
            if holders.len() < MOST_REMEMBERED {
                holders.push(self.entries.len());
            }
        }
        self.entries.push(features);
        self.tally.push(0);
    }

    /// The features of a passage that was added.
    pub(super) fn features(&self, entry: usize) -> &[FeatureIndex] {
        &self.entries[entry]
    }

    /// The passages that may share most with one, the likeliest first.
    pub(super) fn candidates(&mut self, features: &[FeatureIndex]) -> Vec<usize> {
        let mut touched = Vec::new();
        for feature in self.vocabulary.rarest(features, MOST_LOOKED_UP) {
            let weight = self.vocabulary.weight(feature);
            for &entry in &self.holders[feature] {
                if self.tally[entry] == 0 {
                    touched.push(entry);
                }
                self.tally[entry] += weight;
            }
        }
        let rank = |&entry: &usize| (Reverse(self.tally[entry]), entry);
        if touched.len() > MOST_COMPARED {
            touched.select_nth_unstable_by_key(MOST_COMPARED, rank);
        }
        let mut likeliest: Vec<usize> = touched.iter().take(MOST_COMPARED).copied().collect();
        likeliest.sort_unstable_by_key(rank);
        for entry in touched {
            self.tally[entry] = 0;
        }
        likeliest
    }
}
