//! Provisional actors: names that recur in the articles and have no file. The spellings of one name ("Nicolas Maduro",
//! "Nicolás Maduro", "Mr Maduro") are grouped; a group that is named often enough, and not at the heads of sentences
//! alone, is an actor until the editor writes its file.

mod groups;

use std::collections::{BTreeMap, BTreeSet};

use super::actors::AmbiguousName;
use super::gazetteer::Gazetteer;
use super::mentions::{self, Mentions, Taken};
use crate::content::actor::ActorKind;
use crate::content::body::TextId;
use crate::content::{Actor, Article, Document};
use crate::fold::fold;
use crate::id::Id;
use crate::reading::{NameHint, Reading};
use crate::span::ByteSpan;
use groups::Groups;

/// An actor without a file.
#[derive(Debug)]
pub(super) struct Newcomer {
    pub id: Id,
    pub name: String,
    pub kind: ActorKind,
    /// As spelled in the articles, with counts.
    pub spellings: Vec<(String, usize)>,
    /// Where it is named: article, text, bytes.
    pub places: Vec<(usize, TextId, ByteSpan)>,
}

/// The provisional actors, and names that two of them could bear.
#[derive(Debug, Default)]
pub(super) struct Newcomers {
    pub actors: Vec<Newcomer>,
    pub ambiguous: Vec<AmbiguousName>,
}

/// One place where a name without a file stands.
#[derive(Clone, Debug)]
struct Occurrence<'a> {
    article: usize,
    text: TextId,
    span: ByteSpan,
    written: &'a str,
    /// What spellings of it have in common.
    key: String,
    opens_sentence: bool,
    hint: NameHint,
    /// The acronym in brackets after it.
    acronym: Option<String>,
}

/// A name in so many articles is an actor.
const FEWEST_ARTICLES: usize = 2;

/// Within one article, a name that stands there so often.
const FEWEST_MENTIONS: usize = 3;

/// The provisional actors of the articles, given what is known of each.
pub(super) fn find(
    pairs: &[(&Document<Article>, &Reading)],
    known: &[Mentions],
    files: &[Document<Actor>],
) -> Newcomers {
    let occurrences = occurrences(pairs, known);
    let groups = Groups::new(&occurrences);
    let mut members: BTreeMap<usize, Vec<&Occurrence<'_>>> = BTreeMap::new();
    let mut undecided: Vec<(&Occurrence<'_>, Vec<usize>)> = Vec::new();
    for occurrence in &occurrences {
        match groups.of(occurrence).as_slice() {
            &[group] => members.entry(group).or_default().push(occurrence),
            several => undecided.push((occurrence, several.to_vec())),
        }
    }
    members.retain(|_, members| recurs(members));
    let ids = ids(&members, files);
    let ambiguous = undecided.into_iter().filter_map(|(occurrence, groups)| ambiguous(occurrence, &groups, &ids));
    let ambiguous = ambiguous.collect();
    let mut actors: Vec<Newcomer> = members.iter().map(|(group, members)| newcomer(&ids[group], members)).collect();
    add_headlines(&mut actors, pairs, known);
    Newcomers { actors, ambiguous }
}

/// Where names stand that are no actor's yet. That of the outlet in its own report is its signature.
fn occurrences<'a>(pairs: &[(&'a Document<Article>, &Reading)], known: &[Mentions]) -> Vec<Occurrence<'a>> {
    let mut occurrences = Vec::new();
    for (article, ((document, reading), mentions)) in pairs.iter().zip(known).enumerate() {
        let outlet = key_of(&document.front.source);
        for name in mentions.rest.iter().filter_map(|&index| reading.names.get(index)) {
            let plain = &document.body.text(name.text).plain;
            let after = plain.get(name.span.end..).unwrap_or_default();
            let written = name.span.of_text(plain);
            if key_of(written) == outlet {
                continue;
            }
            occurrences.push(Occurrence {
                article,
                text: name.text,
                span: name.span,
                written,
                key: key_of(written),
                opens_sentence: name.opens_sentence,
                hint: name.hint,
                acronym: mentions::bracketed_acronym(after).map(key_of),
            });
        }
    }
    occurrences
}

/// A name folded, without the full stops of an acronym and without initials between other words.
fn key_of(written: &str) -> String {
    let folded = fold(written);
    let is_initial = |word: &&str| word.ends_with('.') && word.chars().count() == 2;
    let words: Vec<String> =
        folded.split(' ').filter(|word| !is_initial(word)).map(|word| word.replace('.', "")).collect();
    if words.is_empty() { folded.replace('.', "") } else { words.join(" ") }
}

fn recurs(members: &[&Occurrence<'_>]) -> bool {
    let articles: BTreeSet<usize> = members.iter().map(|member| member.article).collect();
    let is_named = members.iter().any(|member| !member.opens_sentence);
    is_named && (articles.len() >= FEWEST_ARTICLES || members.len() >= FEWEST_MENTIONS)
}

fn newcomer(id: &(Id, String), members: &[&Occurrence<'_>]) -> Newcomer {
    let mut spellings: BTreeMap<&str, usize> = BTreeMap::new();
    for member in members {
        *spellings.entry(member.written).or_default() += 1;
    }
    let (id, name) = id.clone();
    let kind = kind_of(&name, members);
    let spellings = spellings.into_iter().map(|(written, count)| (written.to_owned(), count)).collect();
    let places = members.iter().map(|member| (member.article, member.text, member.span)).collect();
    Newcomer { id, name, kind, spellings, places }
}

/// The id and name of each group: never the id of a file, nor one twice.
fn ids(groups: &BTreeMap<usize, Vec<&Occurrence<'_>>>, files: &[Document<Actor>]) -> BTreeMap<usize, (Id, String)> {
    let mut taken: BTreeSet<String> = files.iter().map(|file| file.id.as_str().to_owned()).collect();
    let mut named: Vec<(String, usize)> = groups.iter().map(|(&group, members)| (name_of(members), group)).collect();
    named.sort();
    let mut next: BTreeMap<String, usize> = BTreeMap::new();
    let mut ids = BTreeMap::new();
    for (name, group) in named {
        let slug = Some(slug::slugify(&name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "actor".to_owned());
        let count = next.entry(slug.clone()).or_insert(1);
        let mut id = slug.clone();
        while !taken.insert(id.clone()) {
            *count += 1;
            id = format!("{slug}-{count}");
        }
        ids.insert(group, (Id::new(&id), name));
    }
    ids
}

/// The form of most words; of those the most frequent, rather with its diacritics, rather not in capitals.
fn name_of(members: &[&Occurrence<'_>]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for member in members {
        *counts.entry(member.written).or_default() += 1;
    }
    let is_shouted = |name: &str| !name.chars().any(char::is_lowercase);
    let rank = |(name, count): &(&str, usize)| {
        (name.split(' ').count(), !is_shouted(name), *count, !name.is_ascii(), std::cmp::Reverse((*name).to_owned()))
    };
    counts.into_iter().max_by_key(rank).map_or_else(String::new, |(name, _)| name.to_owned())
}

/// What most of the places where it is named say that it is; else what a name of its form mostly is. Bodies speak too, so one
/// word that speaks now and then is no person yet.
fn kind_of(name: &str, members: &[&Occurrence<'_>]) -> ActorKind {
    let count = |hint: NameHint| members.iter().filter(|member| member.hint == hint).count();
    let kinds = [
        (count(NameHint::Place), ActorKind::Place),
        (count(NameHint::Organization), ActorKind::Organization),
        (count(NameHint::Person), ActorKind::Person),
    ];
    let is_several_words = name.contains(' ');
    let may_be_person = is_several_words || count(NameHint::Person) * 2 > members.len();
    match kinds.into_iter().max_by_key(|(count, _)| *count) {
        Some((1.., ActorKind::Person)) if !may_be_person => ActorKind::Organization,
        Some((1.., kind)) => kind,
        _ if is_several_words => ActorKind::Person,
        _ => ActorKind::Organization,
    }
}

fn ambiguous(
    occurrence: &Occurrence<'_>,
    groups: &[usize],
    ids: &BTreeMap<usize, (Id, String)>,
) -> Option<AmbiguousName> {
    let candidates: Vec<Id> = groups.iter().filter_map(|group| ids.get(group)).map(|(id, _)| id.clone()).collect();
    let name = AmbiguousName { article: occurrence.article, text: occurrence.text, span: occurrence.span, candidates };
    (name.candidates.len() > 1).then_some(name)
}

/// Adds the places in headlines, where no names were recognised because every word has a capital.
fn add_headlines(actors: &mut [Newcomer], pairs: &[(&Document<Article>, &Reading)], known: &[Mentions]) {
    let names: Vec<(usize, String)> = actors
        .iter()
        .enumerate()
        .flat_map(|(index, actor)| actor.spellings.iter().map(move |(written, _)| (index, written.clone())))
        .collect();
    let gazetteer = Gazetteer::of_names(names.iter().map(|(index, name)| (*index, name.as_str())));
    for (article, ((document, reading), mentions)) in pairs.iter().zip(known).enumerate() {
        let found = mentions.found.iter().map(|found| (found.text, found.span));
        let taken = Taken::new(found.collect());
        let reserved = Taken::reserved(&document.body);
        for (text, words) in mentions::reported(&document.body).filter(|(text, _)| !mentions::has_names(reading, *text))
        {
            for hit in gazetteer.find(&words.plain) {
                let is_free = !taken.overlaps(text, hit.span) && !reserved.overlaps(text, hit.span);
                if let (&[actor], true) = (hit.actors, is_free) {
                    let written = hit.span.of_text(&words.plain);
                    actors[actor].add(written, (article, text, hit.span));
                }
            }
        }
    }
}

impl Newcomer {
    fn add(&mut self, written: &str, place: (usize, TextId, ByteSpan)) {
        self.places.push(place);
        match self.spellings.iter_mut().find(|(spelling, _)| spelling == written) {
            Some((_, count)) => *count += 1,
            None => self.spellings.push((written.to_owned(), 1)),
        }
    }
}
