//! Which spellings are one name: a person's fuller and shorter name, a surname and the one person of that surname, an
//! acronym and the name before its brackets.

use std::collections::{BTreeMap, BTreeSet};

use super::Occurrence;
use crate::dossier::mentions::surnames_of;
use crate::reading::NameHint;

/// The keys of all occurrences, grouped. A group is known by the index of one of its keys.
pub(super) struct Groups<'a> {
    keys: BTreeMap<&'a str, usize>,
    parents: Vec<usize>,
    /// For each surname, the groups that it could mean: in each article, and in all.
    in_article: BTreeMap<(usize, String), BTreeSet<usize>>,
    anywhere: BTreeMap<String, BTreeSet<usize>>,
}

/// The most words of a person's name.
const LONGEST_PERSON: usize = 5;

/// More people of one surname are not told apart one by one.
const MOST_BEARERS: usize = 8;

impl<'a> Groups<'a> {
    pub(super) fn new(occurrences: &'a [Occurrence<'a>]) -> Self {
        let names: BTreeSet<&str> = occurrences.iter().map(|occurrence| occurrence.key.as_str()).collect();
        let keys: BTreeMap<&str, usize> = names.into_iter().enumerate().map(|(index, key)| (key, index)).collect();
        let parents = (0..keys.len()).collect();
        let mut groups = Self { keys, parents, in_article: BTreeMap::new(), anywhere: BTreeMap::new() };
        groups.join_acronyms(occurrences);
        let persons = groups.persons(occurrences);
        groups.join_fuller(&persons);
        groups.note_surnames(occurrences, &persons);
        groups.join_tails(&persons);
        groups
    }

    /// The groups that an occurrence may belong to: its own, or those of the persons who bear the surname that it is.
    pub(super) fn of(&self, occurrence: &Occurrence<'_>) -> Vec<usize> {
        let Some(&key) = self.keys.get(occurrence.key.as_str()) else { return Vec::new() };
        let is_other = matches!(occurrence.hint, NameHint::Place | NameHint::Organization);
        let here = self.in_article.get(&(occurrence.article, occurrence.key.clone()));
        let bearers = here.or_else(|| self.anywhere.get(&occurrence.key)).filter(|_| !is_other);
        let groups: BTreeSet<usize> = match bearers {
            Some(bearers) => bearers.iter().map(|&bearer| self.root(bearer)).collect(),
            None => BTreeSet::from([self.root(key)]),
        };
        groups.into_iter().collect()
    }

    fn root(&self, mut key: usize) -> usize {
        while self.parents[key] != key {
            key = self.parents[key];
        }
        key
    }

    /// Puts `key` into the group of `other`.
    fn join(&mut self, key: usize, other: usize) {
        let (from, to) = (self.root(key), self.root(other));
        self.parents[from] = to;
    }

    fn join_acronyms(&mut self, occurrences: &[Occurrence<'_>]) {
        let pairs = occurrences.iter().filter_map(|occurrence| Some((occurrence, occurrence.acronym.as_deref()?)));
        let pairs: Vec<(usize, usize)> = pairs
            .filter(|(occurrence, _)| occurrence.hint != NameHint::Person)
            .filter_map(|(occurrence, acronym)| {
                Some((*self.keys.get(acronym)?, *self.keys.get(occurrence.key.as_str())?))
            })
            .collect();
        for (acronym, name) in pairs {
            if self.root(acronym) == acronym {
                self.join(acronym, name);
            }
        }
    }

    /// Keys that look like a person's full name: several words, and seldom taken for anything else.
    fn persons(&self, occurrences: &'a [Occurrence<'a>]) -> BTreeSet<&'a str> {
        let mut weights: BTreeMap<&str, i64> = BTreeMap::new();
        for occurrence in occurrences {
            *weights.entry(occurrence.key.as_str()).or_default() += match occurrence.hint {
                NameHint::Person => 2,
                NameHint::None => 0,
                NameHint::Place | NameHint::Organization => -1,
            };
        }
        let is_person = |key: &str, weight: i64| weight >= 0 && (2..=LONGEST_PERSON).contains(&key.split(' ').count());
        weights.into_iter().filter(|&(key, weight)| is_person(key, weight)).map(|(key, _)| key).collect()
    }

    /// Joins a person's shorter full name to the fuller one: the same first word, and the rest in the same order.
    fn join_fuller(&mut self, persons: &BTreeSet<&'a str>) {
        let mut fuller: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
        for &name in persons {
            let mut words = name.split(' ');
            let first = words.next().unwrap_or_default();
            words.for_each(|word| fuller.entry((first, word)).or_default().push(name));
        }
        for &name in persons {
            let (Some((first, _)), Some((_, last))) = (name.split_once(' '), name.rsplit_once(' ')) else { continue };
            let candidates = fuller.get(&(first, last)).map(Vec::as_slice).unwrap_or_default();
            let longer = candidates.iter().take(MOST_BEARERS).find(|&&other| other != name && is_within(name, other));
            if let (Some(&other), Some(&key)) = (longer, self.keys.get(name))
                && let Some(&other) = self.keys.get(other)
            {
                self.join(key, other);
            }
        }
    }

    fn note_surnames(&mut self, occurrences: &[Occurrence<'_>], persons: &BTreeSet<&str>) {
        for occurrence in occurrences.iter().filter(|occurrence| persons.contains(occurrence.key.as_str())) {
            let Some(group) = self.keys.get(occurrence.key.as_str()).map(|&key| self.root(key)) else { continue };
            for surname in surnames_of(&occurrence.key) {
                let is_free = |bearers: &BTreeSet<usize>| bearers.len() < MOST_BEARERS;
                let here = self.in_article.entry((occurrence.article, surname.clone())).or_default();
                if is_free(here) {
                    here.insert(group);
                }
                let anywhere = self.anywhere.entry(surname).or_default();
                if is_free(anywhere) {
                    anywhere.insert(group);
                }
            }
        }
    }

    /// Joins a name of several words to the one person whose name ends so ("González Urrutia").
    fn join_tails(&mut self, persons: &BTreeSet<&str>) {
        for &name in persons {
            let bearer =
                self.anywhere.get(name).filter(|bearers| bearers.len() == 1).and_then(BTreeSet::first).copied();
            if let (Some(bearer), Some(&key)) = (bearer, self.keys.get(name)) {
                self.join(key, bearer);
            }
        }
    }
}

/// Whether all words of `short` stand in `long` in the same order, and `long` has more.
fn is_within(short: &str, long: &str) -> bool {
    let mut words = long.split(' ');
    short.len() < long.len() && short.split(' ').all(|word| words.any(|other| other == word))
}
