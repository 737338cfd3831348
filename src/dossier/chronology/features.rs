//! What a passage speaks of: its words, its actors and its figures. A shared actor or figure counts as two words.

use std::sync::Arc;

use foldhash::HashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::passages::Passage;
use crate::content::body::TextId;
use crate::dossier::words::{has_content, words};
use crate::dossier::{ActorIndex, ArticleIndex, Dossier};
use crate::interval::Interval;
use crate::reading::mark::{Figure, Value};
use crate::span::ByteSpan;

/// What a shared actor or figure counts, where a word counts one.
const STRONG: usize = 2;
/// Figures below this are common enough to be the same by chance.
const LEAST_TELLING_FIGURE: f64 = 13.0;

/// A word, actor or figure, by its place in the [`Vocabulary`].
pub(super) type FeatureIndex = usize;

/// What a passage speaks of: sorted, each feature once.
pub(super) type Features = Vec<FeatureIndex>;

/// A word, an actor or a figure. A word is known by a hash of the form by which it is compared: no two of the words of a dossier
/// are likely to have the same among so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Feature {
    Word(u64),
    Actor(ActorIndex),
    Figure(u64, Option<u64>),
}

impl Feature {
    /// The words of a text that say what it is about, by their keys.
    pub(super) fn of_words<'k>(keys: impl IntoIterator<Item = &'k str>) -> impl Iterator<Item = Self> {
        keys.into_iter().filter(|key| has_content(key)).map(|key| Self::Word(xxh3_64(key.as_bytes())))
    }

    fn weight(self) -> usize {
        match self {
            Self::Word(_) => 1,
            Self::Actor(_) | Self::Figure(..) => STRONG,
        }
    }
}

/// What some passages speak of.
#[derive(Default)]
pub(super) struct Vocabulary {
    known: HashMap<Feature, FeatureIndex>,
    weights: Vec<usize>,
    /// How many passages have each feature.
    holders: Vec<usize>,
}

impl Vocabulary {
    /// What passages speak of, and the features of each, in their order.
    pub(super) fn of<'p>(passages: impl Iterator<Item = &'p Passage>) -> (Self, Vec<Features>) {
        let mut vocabulary = Self::default();
        let indices = passages.map(|passage| {
            let mut indices: Features = passage.speaks_of.iter().map(|&feature| vocabulary.index(feature)).collect();
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

    /// How many features there are.
    pub(super) fn len(&self) -> usize {
        self.weights.len()
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

/// What a sentence speaks of, sorted, each once: its words without names and dates, short ones left out; the actors that are
/// named in it, or whose words begin in it; its figures.
pub(super) fn of_sentence(
    dossier: &Dossier,
    article: ArticleIndex,
    text: TextId,
    sentence: ByteSpan,
) -> Arc<[Feature]> {
    let mut apart: Vec<ByteSpan> = Vec::new();
    let mut features: Vec<Feature> = Vec::new();
    for (_, anchored) in dossier.marks_within(article, text, sentence) {
        let span = anchored.mark.span;
        match &anchored.mark.value {
            Value::Date(_) => apart.push(span),
            Value::Mention(_) => {
                apart.push(span);
                features.extend(anchored.actor.map(Feature::Actor));
            }
            Value::Statement(_) => features.extend(anchored.actor.map(Feature::Actor)),
            Value::Figure(figure) => features.extend(of_figure(figure)),
            Value::Reference(_) => {}
        }
    }
    let is_free = |word: ByteSpan| {
        let after = apart.partition_point(|span| span.end() <= word.start() + sentence.start());
        apart.get(after).is_none_or(|span| span.start() >= word.end() + sentence.start())
    };
    let words = words(sentence.of_text(&dossier.text(article, text).plain)).filter(|word| is_free(word.span));
    let keys: Vec<String> = words.map(|word| word.key).collect();
    features.extend(Feature::of_words(keys.iter().map(String::as_str)));
    features.sort_unstable();
    features.dedup();
    features.into()
}

fn of_figure(figure: &Figure) -> Option<Feature> {
    let Interval { low, high, .. } = figure.interval;
    (low >= LEAST_TELLING_FIGURE).then(|| Feature::Figure(low.to_bits(), high.map(f64::to_bits)))
}
