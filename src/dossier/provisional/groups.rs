//! Which spellings are one name: a person's fuller and shorter name, a surname and the one person of that surname, an
//! acronym and the name before its brackets.

use std::collections::BTreeSet;

use foldhash::HashMap;

use super::register::{Entries, KeyEntry, NameKey};
use super::{Member, Occurrence};
use crate::reading::NameHint;

/// The keys of all occurrences, grouped. A key's index is its place in the order of all keys of the register, those that no
/// article has now among them, and a group is known by the index of one of its keys.
pub(super) struct Groups<'a> {
    names: &'a Entries,
    /// The index of each key of the register.
    indices: Vec<u32>,
    /// How each key is used, by index.
    uses: Vec<Use>,
    parents: Vec<u32>,
    /// For each surname that stands alone somewhere, the groups of those who bear it, in each article, sorted, and in all.
    in_article: Vec<Bearer>,
    anywhere: HashMap<usize, Vec<usize>>,
}

/// The article, the index of a surname, and the groups of those who bear it.
type Bearer = ((usize, usize), Vec<usize>);

/// The groups that an occurrence may belong to.
pub(super) enum Belonging {
    One(usize),
    /// Ascending.
    Several(Vec<usize>),
}

/// Reports give a name in full before they shorten it. What stands in so many times more articles than all names of which it
/// could be the short form is a name of its own, or no name: "GM" is not the one body of these initials, nor "Chelsea" the
/// surname of "Injured Chelsea".
const MOST_SHORTENED: u32 = 4;

/// More people of one surname are not told apart one by one.
const MOST_BEARERS: usize = 8;

impl<'a> Groups<'a> {
    /// The groups of the names of `occurrences`, which ascend by article. `names` is sorted.
    pub(super) fn new(occurrences: &[Member<'_>], names: &'a Entries) -> Self {
        let mut indices = vec![0; names.len()];
        for (index, key) in names.order().iter().enumerate() {
            indices[key.index()] = index as u32;
        }
        let mut groups = Self {
            uses: uses(occurrences, &indices),
            parents: (0..names.len() as u32).collect(),
            names,
            indices,
            in_article: Vec::new(),
            anywhere: HashMap::default(),
        };
        groups.join_hyphened();
        groups.join_acronyms(occurrences);
        let persons = groups.persons();
        groups.join_fuller(&persons);
        groups.note_surnames(occurrences, &persons);
        groups.join_tails(&persons);
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

    /// The groups that an occurrence may belong to: its own, or those of the persons who bear the surname that it is.
    pub(super) fn of(&self, Member { article, occurrence, .. }: Member<'_>) -> Belonging {
        let key = self.index(occurrence.key);
        let is_other = matches!(occurrence.hint, NameHint::Place | NameHint::Organization);
        let anywhere = if is_other || !self.uses[key].is_borne { None } else { self.anywhere.get(&key) };
        let Some(bearers) = anywhere.map(|anywhere| self.in_article(article, key).unwrap_or(anywhere)) else {
            return Belonging::One(self.root(key));
        };
        let mut groups: Vec<usize> = bearers.iter().map(|&bearer| self.root(bearer)).collect();
        groups.sort_unstable();
        groups.dedup();
        match groups[..] {
            [only] => Belonging::One(only),
            _ => Belonging::Several(groups),
        }
    }

    fn in_article(&self, article: usize, surname: usize) -> Option<&Vec<usize>> {
        let at = self.in_article.binary_search_by_key(&(article, surname), |(place, _)| *place).ok()?;
        Some(&self.in_article[at].1)
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
    fn join_acronyms(&mut self, occurrences: &[Member<'_>]) {
        let bracketed = occurrences.iter().filter_map(|Member { occurrence, .. }| {
            let acronym = occurrence.acronym.filter(|&acronym| self.stands_for(acronym, occurrence))?;
            Some((acronym, occurrence.key))
        });
        let by_initials = self.by_initials(occurrences);
        let acronyms = occurrences.iter().map(|member| member.occurrence);
        let acronyms = acronyms.filter(|occurrence| occurrence.form.is_acronym);
        let spelled = acronyms.filter_map(|occurrence| {
            let names = by_initials.get(&occurrence.key).filter(|names| names.len() == 1)?;
            Some((occurrence.key, *names.first()?))
        });
        let pairs: Vec<(NameKey, NameKey)> = bracketed.chain(spelled).collect();
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

    /// Names of several words that are no person's, by their initials ("us": "united states").
    fn by_initials(&self, occurrences: &[Member<'_>]) -> HashMap<NameKey, BTreeSet<NameKey>> {
        let mut names: HashMap<NameKey, BTreeSet<NameKey>> = HashMap::default();
        let is_body = |hint: NameHint| matches!(hint, NameHint::Organization | NameHint::Place);
        for Member { occurrence, .. } in occurrences.iter().filter(|member| is_body(member.occurrence.hint)) {
            if let Some(initials) = self.names.spelled(occurrence.spelling).initials {
                names.entry(initials).or_default().insert(occurrence.key);
            }
        }
        names
    }

    /// Whether an acronym in brackets after a name is that name's, and not an agency's after a town or a party's after a person:
    /// the name is a body's, or its letters hold those of the acronym in order.
    fn stands_for(&self, acronym: NameKey, occurrence: &Occurrence) -> bool {
        let (acronym, name) = (&self.names.key(acronym).name, &self.names.key(occurrence.key).name);
        let mut letters = name.chars();
        let is_spelled = name.chars().next() == acronym.chars().next()
            && acronym.chars().all(|letter| letters.any(|other| other == letter));
        match occurrence.hint {
            NameHint::Organization => true,
            NameHint::None => is_spelled,
            NameHint::Person | NameHint::Place => false,
        }
    }

    /// Keys that look like a person's full name, ascending: several words, not in capitals alone, and seldom taken for anything else.
    fn persons(&self) -> Vec<usize> {
        let is_person = |&key: &usize| {
            let Use { articles, weight, is_shouted, .. } = self.uses[key];
            articles > 0 && weight >= 0 && !is_shouted && self.entry(key).words.len() > 1
        };
        (0..self.len()).filter(is_person).collect()
    }

    /// Joins a person's shorter full name to the fuller one: the same first word, and the rest in the same order.
    fn join_fuller(&mut self, persons: &[usize]) {
        let mut fuller: Vec<(NameKey, NameKey, usize)> = Vec::new();
        for &person in persons {
            if let [first, rest @ ..] = &*self.entry(person).words {
                fuller.extend(rest.iter().map(|word| (*first, *word, person)));
            }
        }
        fuller.sort_unstable();
        for &person in persons {
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
    fn surnames(&self, persons: &[usize]) -> Vec<bool> {
        let mut borne = vec![0_u32; self.len()];
        for &person in persons {
            for &surname in &*self.entry(person).surnames {
                borne[self.index(surname)] += self.uses[person].articles;
            }
        }
        let is_surname = |(key, &articles): (usize, &u32)| self.is_named(key) && self.may_shorten(key, articles);
        borne.iter().enumerate().map(is_surname).collect()
    }

    fn note_surnames(&mut self, occurrences: &[Member<'_>], persons: &[usize]) {
        let is_surname = self.surnames(persons);
        let mut is_person = vec![false; self.len()];
        for &person in persons {
            is_person[person] = true;
        }
        let mut last = Last::of(self.len());
        let mut here: Vec<Bearer> = Vec::new();
        for &Member { article, occurrence, .. } in occurrences {
            let key = self.index(occurrence.key);
            if !is_person[key] || !last.is_new(key, article) {
                continue;
            }
            let group = self.root(key);
            for &surname in &*self.entry(key).surnames {
                let surname = self.index(surname);
                if is_surname[surname] {
                    here.push(((article, surname), vec![group]));
                    note_bearer(self.anywhere.entry(surname).or_default(), group);
                    self.uses[surname].is_borne = true;
                }
            }
        }
        here.sort_by_key(|(place, _)| *place);
        here.dedup_by(|(place, more), (first, bearers)| {
            let is_same = place == first;
            if is_same {
                for &group in &*more {
                    note_bearer(bearers, group);
                }
            }
            is_same
        });
        self.in_article = here;
    }

    /// Joins a name of several words to the one person whose name ends so ("González Urrutia").
    fn join_tails(&mut self, persons: &[usize]) {
        for &person in persons {
            if let Some(&[bearer]) = self.anywhere.get(&person).map(Vec::as_slice) {
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
    /// Whether it is a surname that somebody bears.
    is_borne: bool,
}

/// How each key is used, by index.
fn uses(occurrences: &[Member<'_>], indices: &[u32]) -> Vec<Use> {
    let mut uses = vec![Use { articles: 0, weight: 0, is_shouted: true, is_borne: false }; indices.len()];
    let mut last = Last::of(indices.len());
    for &Member { article, occurrence, .. } in occurrences {
        let key = indices[occurrence.key.index()] as usize;
        let of_key = &mut uses[key];
        of_key.articles += u32::from(last.is_new(key, article));
        of_key.is_shouted &= occurrence.form.is_shouted;
        of_key.weight += match occurrence.hint {
            NameHint::Person => 2,
            NameHint::None => 0,
            NameHint::Place | NameHint::Organization => -1,
        };
    }
    uses
}

/// The number after that of the last article in which each key, or each group, was seen.
pub(super) struct Last(Vec<u32>);

impl Last {
    pub(super) fn of(keys: usize) -> Self {
        Self(vec![0; keys])
    }

    /// Whether one was not seen in an article before. Articles ascend.
    pub(super) fn is_new(&mut self, key: usize, article: usize) -> bool {
        let after = article as u32 + 1;
        std::mem::replace(&mut self.0[key], after) != after
    }
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
