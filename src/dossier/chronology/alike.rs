//! Passages that tell the same thing, gathered in two steps.
//!
//! **On one date.** A passage joins a group of its date where at least half of what the shorter of it and the group's first
//! passage speaks of stands in the other ([`super::features`]).
//!
//! **On different dates.** Two groups of different dates tell one thing, dated differently, where nearly all of what each
//! speaks of stands in the other, and that is a good deal; where no report tells both; and where the sentences write the date
//! out (“5 May”, “May 2018”; not “on Friday”) and give no other. Such groups become one, with the date that most reports give,
//! and the other dates as told.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::features::{FeatureIndex, Vocabulary};
use super::index::Index;
use super::passages::Passage;
use crate::dossier::{ArticleIndex, MarkIndex};
use crate::edtf::Edtf;

/// The share of the smaller passage that must stand in the other for one date.
const LEAST_SHARE: f64 = 0.5;
/// What two passages of one date must share, in words, so that very short ones are not alike by chance.
const LEAST_SHARED: usize = 3;
/// The share of both passages that must stand in the other for different dates.
const LEAST_SHARE_REDATED: f64 = 0.75;
/// What two passages of different dates must share, in words.
const LEAST_SHARED_REDATED: usize = 5;

/// Passages that tell the same thing.
pub(super) struct Group<'a> {
    pub(super) date: Edtf,
    pub(super) passages: Vec<&'a Passage>,
    /// Other dates that its passages tell.
    pub(super) told: Vec<(Edtf, MarkIndex)>,
    reports: BTreeSet<ArticleIndex>,
    /// The first of its passages that leaves no doubt which date it gives.
    written: Option<usize>,
}

/// Gathers passages, which come in order of article and place.
pub(super) fn gather(passages: Vec<&Passage>) -> Vec<Group<'_>> {
    let mut dates: BTreeMap<(Option<Date>, Option<Date>), Vec<Dated<'_>>> = BTreeMap::new();
    for passage in passages {
        if let Some(date) = &passage.date {
            dates.entry((date.earliest(), date.latest())).or_default().push(Dated { date, passage });
        }
    }
    let dates: Vec<Vec<Dated<'_>>> = dates.into_values().collect();
    let groups: Vec<Vec<Group<'_>>> = dates.into_par_iter().map(group).collect();
    unite_redated(groups.into_iter().flatten().collect())
}

/// A passage with its date.
#[derive(Clone, Copy)]
struct Dated<'a> {
    date: &'a Edtf,
    passage: &'a Passage,
}

/// The groups of one date, in order of their first passages.
fn group(passages: Vec<Dated<'_>>) -> Vec<Group<'_>> {
    let (vocabulary, features) = Vocabulary::of(passages.iter().map(|dated| dated.passage));
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut index = Index::of(&vocabulary);
    for (dated, features) in passages.into_iter().zip(features) {
        let alike = most_alike(&mut index, &features, |_, alike| alike.of_smaller());
        if let Some(group) = alike {
            groups[group].add(dated.passage);
        } else {
            index.add(features);
            groups.push(Group::new(dated));
        }
    }
    groups
}

/// Makes one group of those that tell one thing and date it differently. They are compared by their first passages.
fn unite_redated(mut groups: Vec<Group<'_>>) -> Vec<Group<'_>> {
    groups.sort_by_key(|group| (Reverse(group.reports.len()), group.passages.first().map(|one| one.mark)));
    let written = groups.iter().filter(|group| group.written.is_some());
    let (vocabulary, features) = Vocabulary::of(written.filter_map(|group| group.passages.first().copied()));
    let mut features = features.into_iter();
    let mut kept: Vec<Group<'_>> = Vec::with_capacity(groups.len());
    let mut index = Index::of(&vocabulary);
    // Where in `kept` each group of the index is: a group that writes no date out is in none.
    let mut places: Vec<usize> = Vec::new();
    for group in groups {
        let Some(features) = group.written.and_then(|_| features.next()) else {
            kept.push(group);
            continue;
        };
        let fits = |entry: usize, alike: Alike| alike.of_both() && group.is_redated(&kept[places[entry]]);
        if let Some(entry) = most_alike(&mut index, &features, fits) {
            kept[places[entry]].absorb(group);
        } else {
            index.add(features);
            places.push(kept.len());
            kept.push(group);
        }
    }
    kept
}

impl<'a> Group<'a> {
    fn new(first: Dated<'a>) -> Self {
        let (date, passages, told) = (first.date.clone(), Vec::new(), Vec::new());
        let mut group = Self { date, passages, told, reports: BTreeSet::new(), written: None };
        group.add(first.passage);
        group
    }

    fn add(&mut self, passage: &'a Passage) {
        if self.written.is_none() && passage.is_only_date && passage.is_written_out {
            self.written = Some(self.passages.len());
        }
        self.reports.insert(passage.mark.article);
        self.passages.push(passage);
    }

    /// Whether other reports give this date in place of the other's.
    fn is_redated(&self, other: &Self) -> bool {
        let dates = self.written.zip(other.written);
        let differ = |(one, two): (usize, usize)| self.passages[one].contradicts(other.passages[two]);
        self.reports.is_disjoint(&other.reports) && dates.is_some_and(differ)
    }

    /// Takes in what dates the same thing differently.
    fn absorb(&mut self, other: Self) {
        self.told.extend(other.passages.iter().map(|passage| (other.date.clone(), passage.mark)));
        self.reports.extend(other.reports);
        self.passages.extend(other.passages);
    }
}

/// How alike two passages are: what they share, and what each speaks of.
#[derive(Clone, Copy)]
struct Alike {
    shared: usize,
    weights: (usize, usize),
}

impl Alike {
    fn of_smaller(self) -> bool {
        let smaller = self.weights.0.min(self.weights.1);
        self.shared >= LEAST_SHARED && self.shared as f64 >= LEAST_SHARE * smaller as f64
    }

    fn of_both(self) -> bool {
        let larger = self.weights.0.max(self.weights.1);
        self.shared >= LEAST_SHARED_REDATED && self.shared as f64 >= LEAST_SHARE_REDATED * larger as f64
    }
}

/// The entry of the index most like a passage with these features, of those that are alike enough; of several, the first.
fn most_alike(
    index: &mut Index<'_>,
    features: &[FeatureIndex],
    is_enough: impl Fn(usize, Alike) -> bool,
) -> Option<usize> {
    let vocabulary = index.vocabulary();
    let weight = vocabulary.weight_of(features);
    let candidates = index.candidates(features).into_iter().map(|entry| {
        let other = index.features(entry);
        (entry, Alike { shared: vocabulary.shared(features, other), weights: (weight, vocabulary.weight_of(other)) })
    });
    let enough = candidates.filter(|&(entry, alike)| is_enough(entry, alike));
    enough.max_by_key(|&(entry, alike)| (alike.shared, Reverse(entry))).map(|(entry, _)| entry)
}
