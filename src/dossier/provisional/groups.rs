//! Which spellings are one name: a person's fuller and shorter name, a surname and the one person of that surname, an
//! acronym and the name before its brackets.

use std::collections::{BTreeMap, BTreeSet};

use fixedbitset::FixedBitSet;
use foldhash::HashMap;

use super::register::{Entries, KeyEntry, NameKey};
use super::strangers::{Stranger, Strangers};
use crate::index::index;

/// The keys of all names, grouped. A key's index is its place in the order of all keys of the register, those that no
/// article has now among them, and a group is known by the index of one of its keys.
pub(super) struct Groups<'a> {
    names: &'a Entries,
    /// The index of each key of the register.
    indices: Vec<u32>,
    /// How each key is used, by index.
    uses: Vec<Use>,
    parents: Vec<u32>,
    /// The keys that look like a person's full name.
    persons: FixedBitSet,
    /// For each surname that stands alone somewhere, the groups of those who bear it.
    bearers: HashMap<usize, Vec<usize>>,
}

index!(
    /// A group, by the index of one of its keys.
    pub(super) Group
);

/// The groups to which the names of an article belong.
pub(super) struct Belongings {
    /// That of each name; none where it could belong to several.
    pub(super) groups: Box<[Option<Group>]>,
    /// The names, by their place, that could belong to several groups, which ascend.
    pub(super) undecided: Vec<(usize, Vec<Group>)>,
}

/// Reports give a name in full before they shorten it. What stands in so many times more articles than all names of which it
/// could be the short form is a name of its own, or no name: "GM" is not the one body of these initials, nor "Chelsea" the
/// surname of "Injured Chelsea".
const MOST_SHORTENED: u32 = 4;

/// More people of one surname are not told apart one by one: in one article the first so many, elsewhere those by name.
const MOST_BEARERS: usize = 8;

impl<'a> Groups<'a> {
    /// The groups of the names of all articles. `names` is sorted.
    pub(super) fn new(articles: &[&Strangers], names: &'a Entries) -> Self {
        let mut indices = vec![0; names.len()];
        for (index, key) in names.order().iter().enumerate() {
            indices[key.index()] = index as u32;
        }
        let mut groups = Self {
            uses: uses(articles, &indices),
            parents: (0..names.len() as u32).collect(),
            names,
            indices,
            persons: FixedBitSet::new(),
            bearers: HashMap::default(),
        };
        groups.join_hyphened();
        groups.join_acronyms(articles);
        let persons = groups.persons();
        groups.join_fuller(&persons);
        groups.note_surnames(&persons);
        groups.join_tails(&persons);
        groups.persons = persons;
        groups
    }

    /// How many indices there are.
    pub(super) fn len(&self) -> usize {
        self.parents.len()
    }

    /// The index of a key.
    pub(super) fn index(&self, key: NameKey) -> usize {
        self.indices[key.index()] as usize
    }

    /// The groups that each name of an article may belong to: its own, or those of the persons who bear the surname that it is,
    /// rather of those whom the article names in full.
    pub(super) fn of_article(&self, strangers: &Strangers) -> Belongings {
        let here = self.bearers_in(strangers);
        let mut undecided = Vec::new();
        let group = |(at, name): (usize, &Stranger)| {
            let key = self.index(name.key);
            if name.is_other || !self.uses[key].is_borne {
                return Some(Group::new(self.root(key)));
            }
            match self.groups_of_bearers(key, &here)[..] {
                [only] => Some(only),
                ref several => {
                    undecided.push((at, several.to_vec()));
                    None
                }
            }
        };
        let groups = strangers.names().iter().enumerate().map(group).collect();
        Belongings { groups, undecided }
    }

    /// The persons whom an article names in full: the index of each of their surnames with their group, by surname.
    fn bearers_in(&self, strangers: &Strangers) -> Vec<(usize, usize)> {
        let mut here = Vec::new();
        for name in strangers.names() {
            let key = self.index(name.key);
            if self.persons.contains(key) {
                let surnames = self.entry(key).surnames.iter().map(|&surname| self.index(surname));
                let borne = surnames.filter(|&surname| self.uses[surname].is_borne);
                here.extend(borne.map(|surname| (surname, self.root(key))));
            }
        }
        here.sort_by_key(|&(surname, _)| surname);
        here
    }

    /// The groups of those who bear a surname, `here` if there are any, else anywhere.
    fn groups_of_bearers(&self, surname: usize, here: &[(usize, usize)]) -> Vec<Group> {
        let mut groups = Vec::new();
        let first = here.partition_point(|&(other, _)| other < surname);
        for &(_, group) in here[first..].iter().take_while(|&&(other, _)| other == surname) {
            note_bearer(&mut groups, group);
        }
        if groups.is_empty() {
            groups.extend(self.bearers[&surname].iter().map(|&bearer| self.root(bearer)));
        }
        groups.sort_unstable();
        groups.dedup();
        groups.into_iter().map(Group::new).collect()
    }

    /// The key of that index.
    fn entry(&self, index: usize) -> &'a KeyEntry {
        self.names.key(self.names.order()[index])
    }

    /// Whether a name stands anywhere.
    fn is_named(&self, index: usize) -> bool {
        self.uses[index].articles > 0
    }

    fn root(&self, mut key: usize) -> usize {
        while self.parents[key] as usize != key {
            key = self.parents[key] as usize;
        }
        key
    }

    /// Puts `key` into the group of `other`.
    fn join(&mut self, key: usize, other: usize) {
        let (from, to) = (self.root(key), self.root(other));
        self.parents[from] = to as u32;
    }

    /// Joins what is written with hyphens to the same without: "Dar-es-Salaam" to "Dar es Salaam".
    fn join_hyphened(&mut self) {
        for index in 0..self.len() {
            let spaced = if self.is_named(index) { self.entry(index).spaced } else { None };
            if let Some(spaced) = spaced.map(|spaced| self.index(spaced)).filter(|&spaced| self.is_named(spaced)) {
                self.join(index, spaced);
            }
        }
    }

    /// Joins acronyms to the names before their brackets, and to the one name in the articles that has their initials.
    fn join_acronyms(&mut self, articles: &[&Strangers]) {
        let bracketed = articles.iter().flat_map(|strangers| strangers.acronyms.iter().copied());
        let pairs: Vec<(NameKey, NameKey)> = bracketed.chain(self.spelled_acronyms(articles)).collect();
        for (acronym, name) in pairs {
            let (acronym, name) = (self.index(acronym), self.index(name));
            if self.is_named(acronym)
                && self.root(acronym) == acronym
                && self.may_shorten(acronym, self.uses[name].articles)
            {
                self.join(acronym, name);
            }
        }
    }

    /// The acronyms in the articles that are the initials of one name alone that is no person's ("us": "united states"), in
    /// order, with that name.
    fn spelled_acronyms(&self, articles: &[&Strangers]) -> Vec<(NameKey, NameKey)> {
        let mut names: BTreeMap<usize, BTreeSet<NameKey>> = BTreeMap::new();
        for &(initials, name) in articles.iter().flat_map(|strangers| &strangers.initials) {
            let initials = self.index(initials);
            if self.uses[initials].is_acronym {
                names.entry(initials).or_default().insert(name);
            }
        }
        let alone = names.into_iter().filter(|(_, names)| names.len() == 1);
        alone.filter_map(|(acronym, names)| Some((self.names.order()[acronym], names.into_iter().next()?))).collect()
    }

    /// Keys that look like a person's full name: several words, not in capitals alone, and seldom taken for anything else.
    fn persons(&self) -> FixedBitSet {
        let is_person = |&key: &usize| {
            let Use { articles, weight, is_shouted, .. } = self.uses[key];
            articles > 0 && weight >= 0 && !is_shouted && self.entry(key).words.len() > 1
        };
        (0..self.len()).filter(is_person).collect()
    }

    /// Joins a person's shorter full name to the fuller one: the same first word, and the rest in the same order.
    fn join_fuller(&mut self, persons: &FixedBitSet) {
        let mut fuller: Vec<(NameKey, NameKey, usize)> = Vec::new();
        for person in persons.ones() {
            if let [first, rest @ ..] = &*self.entry(person).words {
                fuller.extend(rest.iter().map(|word| (*first, *word, person)));
            }
        }
        fuller.sort_unstable();
        for person in persons.ones() {
            let short = self.entry(person);
            let [first, .., last] = &*short.words else { continue };
            let start = fuller.partition_point(|&(one, other, _)| (one, other) < (*first, *last));
            let candidates = fuller[start..].iter().take_while(|&&(one, other, _)| (one, other) == (*first, *last));
            let mut candidates = candidates.map(|&(.., other)| other).take(MOST_BEARERS);
            let longer = candidates.find(|&other| {
                let long = self.entry(other);
                other != person && short.name.len() < long.name.len() && are_within(&short.words, &long.words)
            });
            if let Some(longer) = longer {
                self.join(person, longer);
            }
        }
    }

    /// Whether a key may be short for names that stand in so many articles.
    fn may_shorten(&self, key: usize, articles: u32) -> bool {
        self.uses[key].articles <= articles * MOST_SHORTENED
    }

    /// What stands alone somewhere, and may be somebody's surname: not what is the end of names, but stands alone too often.
    fn surnames(&self, persons: &FixedBitSet) -> Vec<bool> {
        let mut borne = vec![0_u32; self.len()];
        for person in persons.ones() {
            for &surname in &*self.entry(person).surnames {
                borne[self.index(surname)] += self.uses[person].articles;
            }
        }
        let is_surname = |(key, &articles): (usize, &u32)| self.is_named(key) && self.may_shorten(key, articles);
        borne.iter().enumerate().map(is_surname).collect()
    }

    fn note_surnames(&mut self, persons: &FixedBitSet) {
        let is_surname = self.surnames(persons);
        for person in persons.ones() {
            let group = self.root(person);
            for &surname in &*self.entry(person).surnames {
                let surname = self.index(surname);
                if is_surname[surname] {
                    note_bearer(self.bearers.entry(surname).or_default(), group);
                    self.uses[surname].is_borne = true;
                }
            }
        }
    }

    /// Joins a name of several words to the one person whose name ends so ("González Urrutia").
    fn join_tails(&mut self, persons: &FixedBitSet) {
        for person in persons.ones() {
            if let Some(&[bearer]) = self.bearers.get(&person).map(Vec::as_slice) {
                self.join(person, bearer);
            }
        }
    }
}

/// How a key is used.
#[derive(Clone, Copy)]
struct Use {
    /// In how many articles it stands.
    articles: u32,
    /// How much speaks for a person.
    weight: i32,
    /// Whether it stands in capitals alone.
    is_shouted: bool,
    /// Whether it is an acronym somewhere.
    is_acronym: bool,
    /// Whether it is a surname that somebody bears: [`Groups::bearers`] has it. Most have not, which is known sooner here.
    is_borne: bool,
}

impl Use {
    /// That of a key in no article.
    const NONE: Self = Self { articles: 0, weight: 0, is_shouted: true, is_acronym: false, is_borne: false };
}

/// How each key is used, by index.
fn uses(articles: &[&Strangers], indices: &[u32]) -> Vec<Use> {
    let mut uses = vec![Use::NONE; indices.len()];
    for strangers in articles {
        for same in strangers.names().chunk_by(|one, other| one.key == other.key) {
            let of_key = &mut uses[indices[same[0].key.index()] as usize];
            of_key.articles += 1;
            for name in same {
                of_key.weight += name.weight;
                of_key.is_shouted &= name.is_shouted;
                of_key.is_acronym |= name.is_acronym;
            }
        }
    }
    uses
}

fn note_bearer(bearers: &mut Vec<usize>, group: usize) {
    if bearers.len() < MOST_BEARERS && !bearers.contains(&group) {
        bearers.push(group);
    }
}

/// Whether all of `short` stand in `long` in the same order.
fn are_within(short: &[NameKey], long: &[NameKey]) -> bool {
    let mut words = long.iter();
    short.iter().all(|word| words.any(|other| other == word))
}
