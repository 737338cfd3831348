//! Which spellings are one name: a person's fuller and shorter name, a surname and the one person of that surname, an
//! acronym and the name before its brackets.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashSet};

use super::{Member, Occurrence};
use crate::dossier::mentions::surnames_of;
use crate::reading::NameHint;

/// The keys of all occurrences, grouped. A group is known by the index of one of its keys.
pub(super) struct Groups<'a> {
    /// The keys, sorted; a key's index is its place here.
    names: Vec<&'a str>,
    /// The index of the key of each occurrence.
    of_occurrences: Vec<usize>,
    /// In how many articles each key stands.
    spread: Vec<usize>,
    parents: Vec<usize>,
    /// For each surname, the keys of those who bear it, in each article and in all.
    in_article: HashMap<(usize, &'a str), Vec<usize>>,
    anywhere: HashMap<&'a str, Vec<usize>>,
}

/// The most words of a person's name.
const LONGEST_PERSON: usize = 5;

/// Reports give a name in full before they shorten it. What stands in so many times more articles than all names of which it
/// could be the short form is a name of its own, or no name: "GM" is not the one body of these initials, nor "Chelsea" the
/// surname of "Injured Chelsea".
const MOST_SHORTENED: usize = 4;

/// More people of one surname are not told apart one by one.
const MOST_BEARERS: usize = 8;

impl<'a> Groups<'a> {
    pub(super) fn new(occurrences: &'a [Member<'a>]) -> Self {
        let names: HashSet<&str> = occurrences.iter().map(|member| member.occurrence.key.as_str()).collect();
        let mut names: Vec<&str> = names.into_iter().collect();
        names.sort_unstable();
        let indices: HashMap<&str, usize> = names.iter().enumerate().map(|(index, key)| (*key, index)).collect();
        let of_occurrences =
            occurrences.iter().filter_map(|member| indices.get(member.occurrence.key.as_str()).copied());
        let of_occurrences: Vec<usize> = of_occurrences.collect();
        let mut groups = Self {
            spread: spread(occurrences, &of_occurrences, names.len()),
            of_occurrences,
            parents: (0..names.len()).collect(),
            names,
            in_article: HashMap::default(),
            anywhere: HashMap::default(),
        };
        groups.join_hyphened();
        groups.join_acronyms(occurrences);
        let persons = groups.persons(occurrences);
        groups.join_fuller(&persons);
        groups.note_surnames(occurrences, &persons);
        groups.join_tails(&persons);
        groups
    }

    /// The groups that an occurrence, given with its index, may belong to: its own, or those of the persons who bear the surname that it is.
    pub(super) fn of(&self, index: usize, member: Member<'_>) -> Vec<usize> {
        let key = member.occurrence.key.as_str();
        let is_other = matches!(member.occurrence.hint, NameHint::Place | NameHint::Organization);
        let here = || self.in_article.get(&(member.article, key));
        let bearers = if is_other { None } else { here().or_else(|| self.anywhere.get(key)) };
        let Some(bearers) = bearers else { return vec![self.root(self.of_occurrences[index])] };
        let mut groups: Vec<usize> = bearers.iter().map(|&bearer| self.root(bearer)).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    fn index(&self, key: &str) -> Option<usize> {
        self.names.binary_search(&key).ok()
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

    /// Joins what is written with hyphens to the same without: "Dar-es-Salaam" to "Dar es Salaam".
    fn join_hyphened(&mut self) {
        for key in 0..self.names.len() {
            let name = self.names[key];
            if name.contains('-')
                && let Some(spaced) = self.index(&name.replace('-', " "))
            {
                self.join(key, spaced);
            }
        }
    }

    /// Joins acronyms to the names before their brackets, and to the one name in the articles that has their initials.
    fn join_acronyms(&mut self, occurrences: &'a [Member<'a>]) {
        let bracketed = occurrences.iter().filter_map(|Member { occurrence, .. }| {
            let acronym = occurrence.acronym.as_deref().filter(|acronym| stands_for(acronym, occurrence))?;
            Some((acronym, occurrence.key.as_str()))
        });
        let by_initials = by_initials(occurrences);
        let is_acronym = |written: &str| written.chars().all(|letter| letter.is_uppercase() || letter == '.');
        let spelled = occurrences.iter().filter(|member| is_acronym(member.written)).filter_map(|member| {
            let key = member.occurrence.key.as_str();
            let names = by_initials.get(key).filter(|names| names.len() == 1)?;
            Some((key, *names.first()?))
        });
        for (acronym, name) in bracketed.chain(spelled) {
            if let (Some(acronym), Some(name)) = (self.index(acronym), self.index(name))
                && self.root(acronym) == acronym
                && self.may_shorten(acronym, self.spread[name])
            {
                self.join(acronym, name);
            }
        }
    }

    /// Keys that look like a person's full name, sorted: several words, not in capitals alone, and seldom taken for anything else.
    fn persons(&self, occurrences: &[Member<'_>]) -> Vec<usize> {
        let mut weights = vec![0_i64; self.names.len()];
        let mut is_shouted = vec![true; self.names.len()];
        for (member, &key) in occurrences.iter().zip(&self.of_occurrences) {
            is_shouted[key] &= !member.written.contains(char::is_lowercase);
            weights[key] += match member.occurrence.hint {
                NameHint::Person => 2,
                NameHint::None => 0,
                NameHint::Place | NameHint::Organization => -1,
            };
        }
        let is_person = |&key: &usize| {
            let words = self.names[key].split(' ').count();
            weights[key] >= 0 && !is_shouted[key] && (2..=LONGEST_PERSON).contains(&words)
        };
        (0..self.names.len()).filter(is_person).collect()
    }

    /// Joins a person's shorter full name to the fuller one: the same first word, and the rest in the same order.
    fn join_fuller(&mut self, persons: &[usize]) {
        let mut fuller: HashMap<(&str, &str), Vec<usize>> = HashMap::default();
        for &person in persons {
            let mut words = self.names[person].split(' ');
            let first = words.next().unwrap_or_default();
            words.for_each(|word| fuller.entry((first, word)).or_default().push(person));
        }
        for &person in persons {
            let name = self.names[person];
            let (Some((first, _)), Some((_, last))) = (name.split_once(' '), name.rsplit_once(' ')) else { continue };
            let candidates = fuller.get(&(first, last)).map(Vec::as_slice).unwrap_or_default();
            let is_fuller = |&&other: &&usize| other != person && is_within(name, self.names[other]);
            if let Some(&longer) = candidates.iter().take(MOST_BEARERS).find(is_fuller) {
                self.join(person, longer);
            }
        }
    }

    /// Whether a key may be short for names that stand in so many articles.
    fn may_shorten(&self, key: usize, articles: usize) -> bool {
        self.spread[key] <= articles * MOST_SHORTENED
    }

    /// What nobody is called, though it is the end of names: it stands alone too often.
    fn no_surnames(&self, persons: &[usize]) -> HashSet<&'a str> {
        let mut borne: HashMap<&str, usize> = HashMap::default();
        for &person in persons {
            for surname in surnames_of(self.names[person]) {
                *borne.entry(surname).or_default() += self.spread[person];
            }
        }
        let is_none = |(surname, articles): &(&str, usize)| {
            self.index(surname).is_some_and(|alone| !self.may_shorten(alone, *articles))
        };
        borne.into_iter().filter(is_none).map(|(surname, _)| surname).collect()
    }

    fn note_surnames(&mut self, occurrences: &[Member<'_>], persons: &[usize]) {
        let no_surnames = self.no_surnames(persons);
        let mut seen: HashSet<(usize, usize)> = HashSet::default();
        for (&Member { article, .. }, &key) in occurrences.iter().zip(&self.of_occurrences) {
            if persons.binary_search(&key).is_err() || !seen.insert((article, key)) {
                continue;
            }
            let group = self.root(key);
            for surname in surnames_of(self.names[key]).into_iter().filter(|name| !no_surnames.contains(name)) {
                note_bearer(self.in_article.entry((article, surname)).or_default(), group);
                note_bearer(self.anywhere.entry(surname).or_default(), group);
            }
        }
    }

    /// Joins a name of several words to the one person whose name ends so ("González Urrutia").
    fn join_tails(&mut self, persons: &[usize]) {
        for &person in persons {
            if let Some(&[bearer]) = self.anywhere.get(self.names[person]).map(Vec::as_slice) {
                self.join(person, bearer);
            }
        }
    }
}

/// In how many articles each of so many keys stands. The articles of `occurrences` ascend.
fn spread(occurrences: &[Member<'_>], of_occurrences: &[usize], keys: usize) -> Vec<usize> {
    let mut spread = vec![0; keys];
    let mut last = vec![None; keys];
    for (member, &key) in occurrences.iter().zip(of_occurrences) {
        if last[key].replace(member.article) != Some(member.article) {
            spread[key] += 1;
        }
    }
    spread
}

fn note_bearer(bearers: &mut Vec<usize>, group: usize) {
    if bearers.len() < MOST_BEARERS && !bearers.contains(&group) {
        bearers.push(group);
    }
}

/// Names of several words that are no person's, by their initials ("us": "united states").
fn by_initials<'a>(occurrences: &'a [Member<'a>]) -> BTreeMap<String, BTreeSet<&'a str>> {
    let mut names: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let is_body = |hint: NameHint| matches!(hint, NameHint::Organization | NameHint::Place);
    let bodies = occurrences.iter().filter(|member| is_body(member.occurrence.hint));
    for Member { written, occurrence, .. } in bodies.filter(|member| member.written.contains(' ')) {
        let words = written.split(' ').filter_map(|word| word.chars().next());
        let initials = words.filter(|first| first.is_uppercase()).flat_map(char::to_lowercase).collect();
        names.entry(initials).or_default().insert(&occurrence.key);
    }
    names
}

/// Whether an acronym in brackets after a name is that name's, and not an agency's after a town or a party's after a person:
/// the name is a body's, or its letters hold those of the acronym in order.
fn stands_for(acronym: &str, occurrence: &Occurrence) -> bool {
    let mut letters = occurrence.key.chars();
    let is_spelled = occurrence.key.chars().next() == acronym.chars().next()
        && acronym.chars().all(|letter| letters.any(|other| other == letter));
    match occurrence.hint {
        NameHint::Organization => true,
        NameHint::None => is_spelled,
        NameHint::Person | NameHint::Place => false,
    }
}

/// Whether all words of `short` stand in `long` in the same order, and `long` has more.
fn is_within(short: &str, long: &str) -> bool {
    let mut words = long.split(' ');
    short.len() < long.len() && short.split(' ').all(|word| words.any(|other| other == word))
}
