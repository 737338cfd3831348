//! Provisional actors: names that recur in the articles and have no file. The spellings of one name ("Nicolas Maduro",
//! "Nicolás Maduro", "Mr Maduro") are grouped; a group that is named often enough, and not at the heads of sentences
//! alone, is an actor until the editor writes its file. So is a name that an article's front matter lists, wherever it stands.

mod groups;
mod register;
mod sorting;
mod strangers;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash as _;
use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3Default;

use super::actors::{AmbiguousName, Named};
use super::gazetteer::{Gazetteer, Hit};
use super::memory::{self, Memory, Subject};
use super::mentions::{self, Mentions, Taken};
use crate::content::actor::ActorKind;
use crate::content::body::TextId;
use crate::content::{Actor, Document, version_of};
use crate::fold::fold;
use crate::id::Id;
use crate::index::index;
use crate::memo::Key;
use crate::reading::NameHint;
use crate::reading::lexicon::Lexicon;
use crate::span::ByteSpan;
use groups::{Group, Groups};
use register::{Entries, NameKey};
use sorting::{Sorted, sort};
use strangers::Stranger;

pub(super) use register::{Register, Spelling};
pub(super) use strangers::Strangers;

/// An actor without a file.
#[derive(Clone, Debug)]
pub(super) struct Newcomer {
    pub id: Id,
    pub name: String,
    pub kind: ActorKind,
    /// As spelled in the articles, with counts.
    pub spellings: Vec<(Arc<str>, usize)>,
}

/// A place where an article names a provisional actor: text, bytes, and the actor's number, which those of the actors with a file
/// are before.
pub(super) type Place = (TextId, ByteSpan, usize);

/// The provisional actors, and where each article names them.
#[derive(Debug, Default)]
pub(super) struct Newcomers {
    pub actors: Vec<Newcomer>,
    pub places: Vec<Placed>,
}

/// A name of an article, by its place among those of the article.
#[derive(Clone, Copy, Debug)]
struct Member {
    article: u32,
    name: u32,
}

impl Member {
    fn new(article: usize, name: usize) -> Self {
        Self { article: article as u32, name: name as u32 }
    }

    /// The name, among the strangers of its article.
    fn find(self, strangers: &Strangers) -> &Stranger {
        &strangers.names()[self.name as usize]
    }
}

index!(
    /// An actor of [`Grouping::actors`].
    ActorNumber
);

/// Which names are one actor's, wherever they stand in the texts.
#[derive(Debug)]
pub(super) struct Grouping {
    actors: Vec<Newcomer>,
    /// The actor of each name of each article.
    of_articles: Vec<Box<[Option<ActorNumber>]>>,
    /// Names that two actors could bear, in order, each with the ids of those.
    undecided: Vec<(Member, Arc<[Id]>)>,
    /// A hash of all from which it was made, where a session remembers it.
    version: Key,
    /// A hash of the spellings of all.
    spellings: Key,
}

impl Grouping {
    /// The undecided names of an article.
    fn undecided(&self, article: usize) -> &[(Member, Arc<[Id]>)] {
        let before = |article: usize| self.undecided.partition_point(|(member, _)| (member.article as usize) < article);
        &self.undecided[before(article)..before(article + 1)]
    }
}

/// The provisional actors of the articles, given what is known of each.
pub(super) fn find(
    subjects: &[Subject<'_>],
    named: &[Arc<Named>],
    files: &[Document<Actor>],
    site_language: &str,
    memory: &Memory,
) -> Newcomers {
    let strangers: Vec<&Strangers> = named.iter().map(|named| &named.strangers).collect();
    let version = if memory.groupings.remembers() { key(&strangers, files) } else { Key::default() };
    let grouping = memory.groupings.get_or(|| version, || Arc::new(group(&strangers, files, version, memory)));
    let mut actors = grouping.actors.clone();
    let in_headlines = headlines(&grouping, subjects, named, site_language, memory);
    for (subject, found) in subjects.iter().zip(&in_headlines) {
        for &InHeadline { actor, text, span } in found.iter() {
            actors[actor].count(span.of_text(&subject.document.body.text(text).plain));
        }
    }
    let articles: Vec<usize> = (0..named.len()).collect();
    let placed_by = |&article: &usize| memory::key(named[article].filed.version, grouping.version);
    let in_article = |&article: &usize| {
        let (strangers, undecided) = (strangers[article], grouping.undecided(article));
        Placed {
            version: placed_by(&article),
            places: places(strangers, &grouping.of_articles[article], &in_headlines[article], files.len()),
            ambiguous: ambiguous(&named[article].filed.mentions, files, strangers, undecided),
        }
    };
    Newcomers { actors, places: memory.newcomers.of(&articles, placed_by, in_article) }
}

/// Where one article names whom.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// A hash of all from which it was made, where a session remembers it.
    pub version: Key,
    pub places: Arc<[Place]>,
    /// The names that several actors could bear.
    pub ambiguous: Arc<[AmbiguousName]>,
}

/// Where an article names the actors of its names, and those in its headlines, whose numbers so many others are before.
fn places(
    strangers: &Strangers,
    actors: &[Option<ActorNumber>],
    in_headlines: &[InHeadline],
    before: usize,
) -> Arc<[Place]> {
    let named = strangers.names().iter().zip(actors).filter_map(|(name, actor)| Some((name, actor.as_ref()?.at())));
    let named = named.flat_map(|(name, actor)| {
        strangers.places(name).iter().map(move |place| (place.text, place.span, before + actor))
    });
    let in_headlines = in_headlines.iter().map(|&InHeadline { actor, text, span }| (text, span, before + actor));
    named.chain(in_headlines).collect()
}

/// The names of an article that several actors could bear, by place: with a file, and without, which are given.
fn ambiguous(
    mentions: &Mentions,
    files: &[Document<Actor>],
    strangers: &Strangers,
    undecided: &[(Member, Arc<[Id]>)],
) -> Arc<[AmbiguousName]> {
    let of_files = mentions.ambiguous.iter().map(|(text, span, actors)| {
        let candidates = candidates(actors.iter().map(|&actor| &files[actor].id));
        AmbiguousName { text: *text, span: *span, candidates }
    });
    let of_strangers = undecided.iter().flat_map(|(member, candidates)| {
        let places = strangers.places(member.find(strangers)).iter();
        places.map(|place| AmbiguousName { text: place.text, span: place.span, candidates: Arc::clone(candidates) })
    });
    let mut ambiguous: Vec<AmbiguousName> = of_files.chain(of_strangers).collect();
    ambiguous.sort_by_key(|name| (name.text, name.span));
    ambiguous.into()
}

/// Those of these ids, in order.
fn candidates<'a>(ids: impl Iterator<Item = &'a Id>) -> Arc<[Id]> {
    let mut candidates: Vec<Id> = ids.cloned().collect();
    candidates.sort_unstable();
    candidates.into()
}

/// A hash of all that tells which names are one actor's.
fn key(strangers: &[&Strangers], files: &[Document<Actor>]) -> Key {
    let mut hasher = Xxh3Default::new();
    version_of(files).hash(&mut hasher);
    for strangers in strangers {
        strangers.digest().hash(&mut hasher);
    }
    hasher.digest128()
}

fn group(strangers: &[&Strangers], files: &[Document<Actor>], version: Key, memory: &Memory) -> Grouping {
    // Held while others work for this thread in parallel, or it for them: nothing that may run then asks for the register.
    let mut register = memory.register.lock();
    let known = names_of(files, &mut register);
    register.sort();
    let register = &*register;
    let listed = listed(strangers, &known, register);
    let groups = Groups::new(strangers, register);
    let mut listed = listed.into_iter().map(|(key, name)| (groups.index(key), name)).collect();
    let Sorted { actors: sorted, of_articles, undecided } = sort(strangers, &groups, &mut listed);
    // Names that no text gives come after those that one does.
    let unmentioned = listed.into_values().map(|name| Usage { name: name.to_owned(), ..Usage::default() });
    let mentioned = sorted.par_iter().map(|(_, members)| Usage::of(members, strangers, register));
    let mut usages: Vec<Usage> = mentioned.collect();
    usages.extend(unmentioned);
    let ids = ids(&usages, files);
    let meant = |(member, groups): (Member, Vec<Group>)| {
        let actor = |group: &Group| sorted.binary_search_by_key(group, |(group, _)| *group).ok();
        let candidates = candidates(groups.iter().filter_map(actor).map(|actor| &ids[actor]));
        (candidates.len() > 1).then_some((member, candidates))
    };
    let undecided = undecided.into_iter().filter_map(meant).collect();
    let actors: Vec<Newcomer> = ids.into_iter().zip(usages).map(|(id, usage)| usage.newcomer(id)).collect();
    let spellings = memory::key(version_of(files), actors.iter().map(Newcomer::written).collect::<Vec<_>>());
    Grouping { actors, of_articles, undecided, version, spellings }
}

/// What spellings of each name of a file have in common, and of no name.
fn names_of(files: &[Document<Actor>], register: &mut Entries) -> HashSet<NameKey> {
    let mut known: HashSet<NameKey> = HashSet::default();
    known.insert(register.enter(""));
    for file in files {
        let aliases = file.front.aliases.iter().chain([&file.front.name]);
        known.extend(aliases.map(|name| register.spelled_key(name)));
        known.insert(register.enter(&fold(file.id.as_str())));
    }
    known
}

/// The names in front matter that are none of those `known`, by what spellings of each have in common.
fn listed<'a>(strangers: &[&Strangers], known: &HashSet<NameKey>, register: &'a Entries) -> HashMap<NameKey, &'a str> {
    let spellings = strangers.iter().flat_map(|strangers| &strangers.listed);
    let spelled = spellings.map(|&spelling| register.spelled(spelling));
    spelled.filter(|spelled| !known.contains(&spelled.key)).map(|spelled| (spelled.key, &*spelled.written)).collect()
}

/// How an actor is named.
#[derive(Debug, Default)]
struct Usage {
    name: String,
    /// As spelled, in order, with counts.
    spellings: Vec<(Arc<str>, usize)>,
    /// At how many places.
    places: usize,
    /// At how many of these a person, a place, or an organization.
    persons: usize,
    locations: usize,
    organizations: usize,
}

impl Usage {
    fn of(members: &[Member], strangers: &[&Strangers], register: &Entries) -> Self {
        let mut usage = Self::default();
        let mut spelled: Vec<Spelling> = Vec::new();
        for member in members {
            let strangers = strangers[member.article as usize];
            for place in strangers.places(member.find(strangers)) {
                spelled.push(place.spelling);
                match place.hint {
                    NameHint::None => {}
                    NameHint::Person => usage.persons += 1,
                    NameHint::Place => usage.locations += 1,
                    NameHint::Organization => usage.organizations += 1,
                }
            }
        }
        spelled.sort_unstable();
        let same = spelled.chunk_by(|one, other| one == other);
        let same = same.map(|same| (Arc::clone(&register.spelled(same[0]).written), same.len()));
        usage.spellings = same.collect();
        usage.spellings.sort_unstable();
        usage.name = name_of(&usage.spellings);
        usage.places = spelled.len();
        usage
    }

    /// What most of the places say that it is; else what a name of its form mostly is. Bodies speak too, so one word that speaks
    /// now and then is no person yet.
    fn kind(&self) -> ActorKind {
        let kinds = [
            (self.locations, ActorKind::Place),
            (self.organizations, ActorKind::Organization),
            (self.persons, ActorKind::Person),
        ];
        let is_several_words = self.name.contains(' ');
        let may_be_person = is_several_words || self.persons * 2 > self.places;
        match kinds.into_iter().max_by_key(|(count, _)| *count) {
            Some((1.., ActorKind::Person)) if !may_be_person => ActorKind::Organization,
            Some((1.., kind)) => kind,
            _ if is_several_words => ActorKind::Person,
            _ => ActorKind::Organization,
        }
    }

    fn newcomer(self, id: Id) -> Newcomer {
        Newcomer { id, kind: self.kind(), name: self.name, spellings: self.spellings }
    }
}

/// The id of each actor: never that of a file, nor one twice.
fn ids(usages: &[Usage], files: &[Document<Actor>]) -> Vec<Id> {
    let mut taken: BTreeSet<String> = files.iter().map(|file| file.id.as_str().to_owned()).collect();
    let mut by_name: Vec<usize> = (0..usages.len()).collect();
    by_name.sort_by_key(|&at| &usages[at].name);
    let mut next: BTreeMap<String, usize> = BTreeMap::new();
    let mut ids: Vec<(usize, Id)> = Vec::with_capacity(usages.len());
    for at in by_name {
        let slug = slug::slugify(&usages[at].name);
        let slug = Some(slug).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "actor".to_owned());
        let count = next.entry(slug.clone()).or_insert(1);
        let mut id = slug.clone();
        while !taken.insert(id.clone()) {
            *count += 1;
            id = format!("{slug}-{count}");
        }
        ids.push((at, Id::new(&id)));
    }
    ids.sort_unstable_by_key(|(at, _)| *at);
    ids.into_iter().map(|(_, id)| id).collect()
}

/// The form of most words; of those the most frequent, rather with its diacritics, rather not in capitals.
fn name_of(spellings: &[(Arc<str>, usize)]) -> String {
    let is_shouted = |name: &str| !name.chars().any(char::is_lowercase);
    let rank = |(name, count): &&(Arc<str>, usize)| {
        (name.split(' ').count(), !is_shouted(name), *count, !name.is_ascii(), Reverse(name.clone()))
    };
    spellings.iter().max_by_key(rank).map(|(name, _)| name.to_string()).unwrap_or_default()
}

/// The places in headlines of each article, where no names were recognised because every word has a capital.
fn headlines(
    grouping: &Grouping,
    subjects: &[Subject<'_>],
    named: &[Arc<Named>],
    site_language: &str,
    memory: &Memory,
) -> Vec<Arc<[InHeadline]>> {
    let spelled = grouping.actors.iter().enumerate();
    let spelled = spelled.flat_map(|(index, actor)| actor.spellings.iter().map(move |(name, _)| (index, &**name)));
    let gazetteer = memory.gazetteers.get_or(|| grouping.spellings, || Arc::new(Gazetteer::of_names(spelled)));
    let pairs: Vec<(&Subject<'_>, &Arc<Named>)> = subjects.iter().zip(named).collect();
    let key = |(_, named): &(&Subject<'_>, &Arc<Named>)| memory::key(named.filed.version, grouping.spellings);
    let in_headlines = |(subject, named): &(&Subject<'_>, &Arc<Named>)| {
        in_headlines(&gazetteer, **subject, &named.filed.mentions, site_language).into()
    };
    memory.headlines.of(&pairs, key, in_headlines)
}

/// A name in a headline, of the newcomer of that index.
#[derive(Debug)]
pub(super) struct InHeadline {
    actor: usize,
    text: TextId,
    span: ByteSpan,
}

fn in_headlines(
    gazetteer: &Gazetteer,
    subject: Subject<'_>,
    mentions: &Mentions,
    site_language: &str,
) -> Vec<InHeadline> {
    let Subject { document, reading } = subject;
    let lexicon = Lexicon::for_language(document.front.language.as_deref().unwrap_or(site_language));
    let taken = Taken::new(mentions.found.iter().map(|found| (found.text, found.span)).collect());
    let reserved = Taken::reserved(&document.body);
    let headlines = mentions::reported(&document.body).filter(|(text, _)| !mentions::has_names(reading, *text));
    headlines
        .flat_map(|(text, words)| {
            let is_in_capitals = !is_plain(&words.plain);
            let is_word = move |hit: &Hit<'_>| {
                let written = hit.span.of_text(&words.plain);
                let word = written.to_lowercase();
                if is_in_capitals {
                    is_small_word(&word, lexicon)
                } else {
                    is_plain(written) && lexicon.names.is_word(&word)
                }
            };
            gazetteer.find(&words.plain).into_iter().filter(move |hit| !is_word(hit)).map(move |hit| (text, hit))
        })
        .filter(|(text, hit)| !taken.overlaps(*text, hit.span) && !reserved.overlaps(*text, hit.span))
        .filter_map(|(text, hit)| match hit.actors {
            &[actor] => Some(InHeadline { actor, text, span: hit.span }),
            _ => None,
        })
        .collect()
}

/// Whether words are not written in capitals alone.
fn is_plain(words: &str) -> bool {
    words.contains(char::is_lowercase)
}

/// Whether a word of a line in capitals is one of the language's small words, which it then is rather than an acronym: "TO". An
/// alias that an editor gives is taken at its word, also there.
fn is_small_word(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.text.stops.contains(word) && !lexicon.names.places.contains(word)
}

impl Newcomer {
    /// How it is spelled.
    fn written(&self) -> Vec<&str> {
        self.spellings.iter().map(|(written, _)| &**written).collect()
    }

    /// Counts one more place where it is spelled so.
    fn count(&mut self, written: &str) {
        match self.spellings.iter_mut().find(|(spelling, _)| &**spelling == written) {
            Some((_, count)) => *count += 1,
            None => self.spellings.push((written.into(), 1)),
        }
    }
}
