//! Provisional actors: names that recur in the articles and have no file. The spellings of one name ("Nicolas Maduro",
//! "Nicolás Maduro", "Mr Maduro") are grouped; a group that is named often enough, and not at the heads of sentences
//! alone, is an actor until the editor writes its file. So is a name that an article's front matter lists, wherever it stands.

mod groups;
mod register;
mod sorting;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash as _;
use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3Default;

use super::actors::{AmbiguousName, Named};
use super::gazetteer::Gazetteer;
use super::memory::{self, Memory, Subject};
use super::mentions::{self, Mentions, Taken};
use crate::content::actor::ActorKind;
use crate::content::body::TextId;
use crate::content::{Actor, Document, version_of};
use crate::fold::fold;
use crate::id::Id;
use crate::memo::Key;
use crate::reading::{Name, NameHint};
use crate::span::ByteSpan;
use groups::Groups;
use register::{Entries, Form, NameKey, Spelled, Spelling, key_of};
use sorting::{Sorted, fewest_articles, sort};

pub(super) use register::Register;

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

/// One place where an article has a name without a file.
#[derive(Clone, Debug)]
pub(super) struct Occurrence {
    text: TextId,
    span: ByteSpan,
    spelling: Spelling,
    /// What spellings of it have in common.
    key: NameKey,
    form: Form,
    opens_sentence: bool,
    hint: NameHint,
    /// The acronym in brackets after it.
    acronym: Option<NameKey>,
}

/// The same, among those of all articles.
#[derive(Clone, Copy, Debug)]
struct Member<'a> {
    article: usize,
    /// Its place among those of the article.
    number: usize,
    occurrence: &'a Occurrence,
}

/// Which occurrences are one actor's, by article and number, whatever their places in the texts.
#[derive(Debug)]
pub(super) struct Grouping {
    actors: Vec<Grouped>,
    /// Names that two actors could bear, each with the ids of those.
    undecided: Vec<((usize, usize), Vec<Id>)>,
    /// A hash of the spellings of all.
    spellings: Key,
}

/// The occurrences of one actor.
#[derive(Debug)]
struct Grouped {
    id: Id,
    name: String,
    kind: ActorKind,
    spellings: Vec<(String, usize)>,
    members: Vec<(usize, usize)>,
}

impl Grouped {
    /// How it is spelled.
    fn written(&self) -> Vec<&str> {
        self.spellings.iter().map(|(written, _)| written.as_str()).collect()
    }
}

/// The provisional actors of the articles, given what is known of each.
pub(super) fn find(
    subjects: &[Subject<'_>],
    named: &[Arc<Named>],
    files: &[Document<Actor>],
    memory: &Memory,
) -> Newcomers {
    let grouping =
        memory.groupings.get_or(|| key(subjects, named, files), || Arc::new(group(subjects, named, files, memory)));
    let at = |(article, number): (usize, usize)| (article, &named[article].strangers[number]);
    let newcomer = |grouped: &Grouped| {
        let Grouped { id, name, kind, spellings, members } = grouped;
        let members = members.iter().map(|&member| at(member));
        let places = members.map(|(article, occurrence)| (article, occurrence.text, occurrence.span)).collect();
        Newcomer { id: id.clone(), name: name.clone(), kind: *kind, spellings: spellings.clone(), places }
    };
    let ambiguous = |(member, candidates): &((usize, usize), Vec<Id>)| {
        let (article, occurrence) = at(*member);
        let candidates = candidates.clone();
        AmbiguousName { article, text: occurrence.text, span: occurrence.span, candidates }
    };
    let mut actors: Vec<Newcomer> = grouping.actors.iter().map(newcomer).collect();
    add_headlines(&mut actors, &grouping, subjects, named, memory);
    Newcomers { actors, ambiguous: grouping.undecided.iter().map(ambiguous).collect() }
}

/// A hash of all that tells which occurrences are one actor's.
fn key(subjects: &[Subject<'_>], named: &[Arc<Named>], files: &[Document<Actor>]) -> Key {
    let mut hasher = Xxh3Default::new();
    version_of(files).hash(&mut hasher);
    for (subject, named) in subjects.iter().zip(named) {
        (named.digest(), &subject.document.front.actors).hash(&mut hasher);
    }
    hasher.digest128()
}

fn group(subjects: &[Subject<'_>], named: &[Arc<Named>], files: &[Document<Actor>], memory: &Memory) -> Grouping {
    let mut register = memory.register.lock();
    let listed = listed(subjects, files, &mut register);
    register.sort();
    let register = &*register;
    let mut occurrences = Vec::with_capacity(named.iter().map(|named| named.strangers.len()).sum());
    for (article, named) in named.iter().enumerate() {
        let strangers = named.strangers.iter().enumerate();
        occurrences.extend(strangers.map(|(number, occurrence)| Member { article, number, occurrence }));
    }
    let groups = Groups::new(&occurrences, register);
    let mut listed = listed.into_iter().map(|(key, name)| (groups.index(key), name)).collect();
    let Sorted { members, undecided } = sort(&occurrences, &groups, &mut listed, fewest_articles(subjects.len()));
    // Names that no text gives come after the groups of those that do.
    let unmentioned: BTreeMap<usize, &str> = (groups.len()..).zip(listed.into_values()).collect();
    let ids = ids(&members, &unmentioned, files, register);
    let mut actors: Vec<Grouped> =
        members.iter().map(|(group, members)| grouped(&ids[group], members, register)).collect();
    actors.extend(unmentioned.keys().map(|group| grouped(&ids[group], &[], register)));
    Grouping {
        undecided: undecided.into_iter().filter_map(|(member, groups)| candidates(member, &groups, &ids)).collect(),
        spellings: memory::key(version_of(files), actors.iter().map(Grouped::written).collect::<Vec<_>>()),
        actors,
    }
}

/// A hash of what an article's names tell of themselves, without their places.
pub(super) fn digest(strangers: &[Occurrence]) -> Key {
    let mut hasher = Xxh3Default::new();
    for occurrence in strangers {
        let Occurrence { text: _, span: _, spelling, key: _, form: _, opens_sentence, hint, acronym } = occurrence;
        (spelling, opens_sentence, hint, acronym).hash(&mut hasher);
    }
    hasher.digest128()
}

/// The names in front matter that are no file's, by what spellings of each have in common.
fn listed<'a>(
    subjects: &[Subject<'a>],
    files: &[Document<Actor>],
    register: &mut Entries,
) -> HashMap<NameKey, &'a str> {
    let mut known: HashSet<NameKey> = HashSet::default();
    known.insert(register.enter(""));
    for file in files {
        let aliases = file.front.aliases.iter().chain([&file.front.name]);
        known.extend(aliases.map(|name| register.spelled_key(name)));
        known.insert(register.enter(&fold(file.id.as_str())));
    }
    let listed = subjects.iter().flat_map(|subject| &subject.document.front.actors);
    let listed = listed.map(|name| (register.spelled_key(name), name.as_str()));
    listed.filter(|(key, _)| !known.contains(key)).collect()
}

/// Where an article has names that are no actor's yet. That of the outlet in its own report is its signature.
pub(super) fn occurrences(subject: Subject<'_>, mentions: &Mentions, register: &Register) -> Vec<Occurrence> {
    let Subject { document, reading, .. } = subject;
    let names = mentions.rest.iter().filter_map(|&index| reading.names.get(index));
    let words = |name: &Name| name.span.of_text(&document.body.text(name.text).plain);
    let acronym = |name: &Name| {
        let plain = &document.body.text(name.text).plain;
        mentions::bracketed_acronym(plain.get(name.span.end()..).unwrap_or_default()).map(key_of)
    };
    let mut register = register.lock();
    let outlet = register.enter(&key_of(&document.front.source));
    let occurrence = |name: &Name| {
        let spelling = register.spelling(words(name));
        let &Spelled { key, form, .. } = register.spelled(spelling);
        (key != outlet).then(|| Occurrence {
            text: name.text,
            span: name.span,
            spelling,
            key,
            form,
            opens_sentence: name.opens_sentence,
            hint: name.hint,
            acronym: acronym(name).map(|acronym| register.enter(&acronym)),
        })
    };
    names.filter_map(occurrence).collect()
}

fn grouped(id: &(Id, String), members: &[Member<'_>], register: &Entries) -> Grouped {
    let (id, name) = id.clone();
    let kind = kind_of(&name, members);
    let spellings =
        spelled(members, register).into_iter().map(|(written, count)| (written.to_owned(), count)).collect();
    let members = members.iter().map(|member| (member.article, member.number)).collect();
    Grouped { id, name, kind, spellings, members }
}

/// The id and name of each group, and of each group that no text names: never the id of a file, nor one twice.
fn ids(
    groups: &BTreeMap<usize, Vec<Member<'_>>>,
    unmentioned: &BTreeMap<usize, &str>,
    files: &[Document<Actor>],
    register: &Entries,
) -> BTreeMap<usize, (Id, String)> {
    let mut taken: BTreeSet<String> = files.iter().map(|file| file.id.as_str().to_owned()).collect();
    let mut named: Vec<(String, usize)> =
        groups.iter().map(|(&group, members)| (name_of(members, register), group)).collect();
    named.extend(unmentioned.iter().map(|(&group, name)| ((*name).to_owned(), group)));
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

/// How the members of a group are spelled, with how often.
fn spelled<'a>(members: &[Member<'_>], register: &'a Entries) -> BTreeMap<&'a str, usize> {
    let mut spellings: Vec<Spelling> = members.iter().map(|member| member.occurrence.spelling).collect();
    spellings.sort_unstable();
    let same = spellings.chunk_by(|one, other| one == other);
    same.map(|same| (&*register.spelled(same[0]).written, same.len())).collect()
}

/// The form of most words; of those the most frequent, rather with its diacritics, rather not in capitals.
fn name_of(members: &[Member<'_>], register: &Entries) -> String {
    let is_shouted = |name: &str| !name.chars().any(char::is_lowercase);
    let rank = |(name, count): &(&str, usize)| {
        (name.split(' ').count(), !is_shouted(name), *count, !name.is_ascii(), std::cmp::Reverse((*name).to_owned()))
    };
    spelled(members, register).into_iter().max_by_key(rank).map_or_else(String::new, |(name, _)| name.to_owned())
}

/// What most of the places where it is named say that it is; else what a name of its form mostly is. Bodies speak too, so one
/// word that speaks now and then is no person yet.
fn kind_of(name: &str, members: &[Member<'_>]) -> ActorKind {
    let count = |hint: NameHint| members.iter().filter(|member| member.occurrence.hint == hint).count();
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

/// The ids of those whose name an occurrence could be, where they are several.
fn candidates(
    member: Member<'_>,
    groups: &[usize],
    ids: &BTreeMap<usize, (Id, String)>,
) -> Option<((usize, usize), Vec<Id>)> {
    let candidates: Vec<Id> = groups.iter().filter_map(|group| ids.get(group)).map(|(id, _)| id.clone()).collect();
    (candidates.len() > 1).then_some(((member.article, member.number), candidates))
}

/// Adds the places in headlines, where no names were recognised because every word has a capital.
fn add_headlines(
    actors: &mut [Newcomer],
    grouping: &Grouping,
    subjects: &[Subject<'_>],
    named: &[Arc<Named>],
    memory: &Memory,
) {
    let spelled = grouping.actors.iter().enumerate();
    let spelled =
        spelled.flat_map(|(index, actor)| actor.spellings.iter().map(move |(name, _)| (index, name.as_str())));
    let gazetteer = memory.gazetteers.get_or(|| grouping.spellings, || Arc::new(Gazetteer::of_names(spelled)));
    let in_headlines = |(subject, named): (&Subject<'_>, &Arc<Named>)| {
        let found = || in_headlines(&gazetteer, *subject, &named.filed.mentions).into();
        memory.headlines.get_or(|| memory::key(subject.version, grouping.spellings), found)
    };
    let found: Vec<Arc<[InHeadline]>> = subjects.par_iter().zip(named).map(in_headlines).collect();
    for (article, found) in found.iter().enumerate() {
        for &InHeadline { actor, text, span } in found.iter() {
            let written = span.of_text(&subjects[article].document.body.text(text).plain);
            actors[actor].add(written, (article, text, span));
        }
    }
}

/// A name in a headline, of the newcomer of that index.
#[derive(Debug)]
pub(super) struct InHeadline {
    actor: usize,
    text: TextId,
    span: ByteSpan,
}

fn in_headlines(gazetteer: &Gazetteer, subject: Subject<'_>, mentions: &Mentions) -> Vec<InHeadline> {
    let Subject { document, reading, .. } = subject;
    let taken = Taken::new(mentions.found.iter().map(|found| (found.text, found.span)).collect());
    let reserved = Taken::reserved(&document.body);
    let headlines = mentions::reported(&document.body).filter(|(text, _)| !mentions::has_names(reading, *text));
    headlines
        .flat_map(|(text, words)| gazetteer.find(&words.plain).into_iter().map(move |hit| (text, hit)))
        .filter(|(text, hit)| !taken.overlaps(*text, hit.span) && !reserved.overlaps(*text, hit.span))
        .filter_map(|(text, hit)| match hit.actors {
            &[actor] => Some(InHeadline { actor, text, span: hit.span }),
            _ => None,
        })
        .collect()
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
