//! Passages of one date that tell the same thing. Two do where at least half of what the shorter speaks of stands in the
//! other: its words, and counting double, its actors and figures. Each passage is compared with the first of every group
//! of its date that shares something with it, so the cost grows with what passages share and not with their number squared.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::passages::Passage;
use crate::dossier::Dossier;
use crate::edtf::Edtf;
use crate::reading::mark::Value;

/// The share of the smaller passage that must stand in the other.
const LEAST_SHARE: f64 = 0.5;
/// The least weight that two passages must share, so that very short ones are not alike by chance.
const LEAST_WEIGHT: usize = 3;
/// What a shared actor or figure counts, where a word counts one.
const STRONG: usize = 2;
/// Figures below this are common enough to be the same by chance.
const LEAST_TELLING_FIGURE: f64 = 13.0;
/// How many groups a feature remembers, so that a word which all passages of a day share costs no more than any other.
const MOST_REMEMBERED: usize = 64;

/// Passages that tell the same thing.
pub(super) struct Group {
    pub(super) date: Edtf,
    pub(super) passages: Vec<Passage>,
}

/// What a passage speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Feature {
    Word(String),
    Actor(usize),
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

/// Gathers passages, which come in order of article and place. The groups of a date keep the order of their first passages.
pub(super) fn gather(dossier: &Dossier, passages: Vec<Passage>) -> Vec<Group> {
    let mut dates: BTreeMap<(Option<Date>, Option<Date>), Groups> = BTreeMap::new();
    let features: Vec<_> = passages.par_iter().map(|passage| features(dossier, passage)).collect();
    for (passage, features) in passages.into_iter().zip(features) {
        if let Some(date) = passage.date.clone() {
            dates.entry((date.earliest(), date.latest())).or_default().add(features, date, passage);
        }
    }
    dates.into_values().flat_map(|groups| groups.opened).collect()
}

/// The groups of one date.
#[derive(Default)]
struct Groups {
    opened: Vec<Group>,
    /// What the first passage of each group weighs.
    weights: Vec<usize>,
    holders: BTreeMap<Feature, Vec<usize>>,
}

impl Groups {
    fn add(&mut self, features: BTreeSet<Feature>, date: Edtf, passage: Passage) {
        match self.alike(&features) {
            Some(group) => self.opened[group].passages.push(passage),
            None => self.open(features, Group { date, passages: vec![passage] }),
        }
    }

    /// The group most like a passage with these features.
    fn alike(&self, features: &BTreeSet<Feature>) -> Option<usize> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for (feature, holders) in features.iter().filter_map(|feature| Some((feature, self.holders.get(feature)?))) {
            for &group in holders {
                *shared.entry(group).or_default() += feature.weight();
            }
        }
        let weight = weight(features);
        let enough = |group: usize, shared: usize| {
            shared >= LEAST_WEIGHT && shared as f64 >= LEAST_SHARE * weight.min(self.weights[group]) as f64
        };
        let alike = shared.into_iter().filter(|&(group, shared)| enough(group, shared));
        alike.max_by_key(|&(group, shared)| (shared, std::cmp::Reverse(group))).map(|(group, _)| group)
    }

    fn open(&mut self, features: BTreeSet<Feature>, group: Group) {
        self.weights.push(weight(&features));
        for feature in features {
            let holders = self.holders.entry(feature).or_default();
            if holders.len() < MOST_REMEMBERED {
                holders.push(self.opened.len());
            }
        }
        self.opened.push(group);
    }
}

fn weight(features: &BTreeSet<Feature>) -> usize {
    features.iter().map(Feature::weight).sum()
}

fn features(dossier: &Dossier, passage: &Passage) -> BTreeSet<Feature> {
    let mut features: BTreeSet<Feature> = passage.content_words(dossier).into_iter().map(Feature::Word).collect();
    features.extend(passage.actors(dossier).into_iter().map(|actor| Feature::Actor(actor.0)));
    let marks = dossier.marks_within(passage.mark.article, passage.text, passage.span);
    features.extend(marks.filter_map(|(_, anchored)| match &anchored.mark.value {
        Value::Figure(figure) if figure.interval.low >= LEAST_TELLING_FIGURE => {
            Some(Feature::Figure(figure.interval.low.to_bits(), figure.interval.high.map(f64::to_bits)))
        }
        _ => None,
    }));
    features
}
