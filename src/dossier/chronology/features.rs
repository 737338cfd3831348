//! What a passage speaks of: its words, its actors and its figures. A shared actor or figure counts as two words.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::passages::Passage;
use crate::dossier::{ActorIndex, Dossier};
use crate::reading::mark::Value;

/// What a shared actor or figure counts, where a word counts one.
const STRONG: usize = 2;
/// Figures below this are common enough to be the same by chance.
const LEAST_TELLING_FIGURE: f64 = 13.0;

/// A word, actor or figure, by its place in the [`Vocabulary`].
pub(super) type FeatureIndex = usize;

/// What a passage speaks of: sorted, each feature once.
pub(super) type Features = Vec<FeatureIndex>;

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Feature {
    Word(String),
    Actor(ActorIndex),
    Figure(u64, Option<u64>),
}

impl Feature {
    fn weight(&self) -> usize {
        match self {
            Self::Word(_) => 1,
            Self::Actor(_) | Self::Figure(..) => STRONG,
        }
    }
}

/// What all passages speak of.
#[derive(Default)]
pub(super) struct Vocabulary {
    known: HashMap<Feature, FeatureIndex>,
    weights: Vec<usize>,
    /// How many passages have each feature.
    holders: Vec<usize>,
}

impl Vocabulary {
    /// The features of each passage, in the order of `passages`.
    pub(super) fn of(dossier: &Dossier, passages: &[Passage]) -> (Self, Vec<Features>) {
        let all: Vec<BTreeSet<Feature>> = passages.par_iter().map(|passage| features(dossier, passage)).collect();
        let mut vocabulary = Self::default();
        let indices = all.into_iter().map(|features| {
            let mut indices: Features = features.into_iter().map(|feature| vocabulary.index(feature)).collect();
            indices.sort_unstable();
            indices
        });
        let indices = indices.collect();
        (vocabulary, indices)
    }

    fn index(&mut self, feature: Feature) -> FeatureIndex {
        let weight = feature.weight();
        let index = *self.known.entry(feature).or_insert(self.weights.len());
        if index == self.weights.len() {
            self.weights.push(weight);
            self.holders.push(0);
        }
        self.holders[index] += 1;
        index
    }

    /// What a feature counts.
    pub(super) fn weight(&self, feature: FeatureIndex) -> usize {
        self.weights[feature]
    }

    /// What all features of a passage count.
    pub(super) fn weight_of(&self, features: &[FeatureIndex]) -> usize {
        features.iter().map(|&feature| self.weight(feature)).sum()
    }

    /// What counts the features that two passages share.
    pub(super) fn shared(&self, one: &[FeatureIndex], other: &[FeatureIndex]) -> usize {
        let common = one.iter().filter(|feature| other.binary_search(feature).is_ok());
        common.map(|&feature| self.weight(feature)).sum()
    }

    /// The features that the fewest passages have, at most so many.
    pub(super) fn rarest(&self, features: &[FeatureIndex], most: usize) -> Features {
        let mut rarest = features.to_vec();
        rarest.sort_unstable_by_key(|&feature| (self.holders[feature], feature));
        rarest.truncate(most);
        rarest
    }
}

fn features(dossier: &Dossier, passage: &Passage) -> BTreeSet<Feature> {
    let mut features: BTreeSet<Feature> = passage.content_words(dossier).into_iter().map(Feature::Word).collect();
    features.extend(passage.actors(dossier).into_iter().map(Feature::Actor));
    let marks = dossier.marks_within(passage.mark.article, passage.text, passage.span);
    features.extend(marks.filter_map(|(_, anchored)| match &anchored.mark.value {
        Value::Figure(figure) if figure.interval.low >= LEAST_TELLING_FIGURE => {
            Some(Feature::Figure(figure.interval.low.to_bits(), figure.interval.high.map(f64::to_bits)))
        }
        _ => None,
    }));
    features
}
