//! Who is who: where the articles name each actor, the actors with a file first, then those that recur without one.

use std::hash::Hash as _;
use std::sync::Arc;

use foldhash::HashMap;
use xxhash_rust::xxh3::Xxh3Default;

use super::memory::{self, Memory, Subject};
use super::mentions::{self, Found, Mentions, Roster};
use super::provisional::{self, Newcomer, Newcomers, Placed, Register, Spelling, Strangers};
use super::roll::{Order, Places};
use super::{ActorEntry, Roll, Slice};
use crate::content::actor::ActorKind;
use crate::content::body::TextId;
use crate::content::{Article, Content, Document, version_of};
use crate::id::Id;
use crate::memo::Key;
use crate::reading::mark::{By, Mark, Mention, Value};
use crate::span::ByteSpan;

/// The actors of a dossier and where they are named.
#[derive(Debug, Default)]
pub struct Linked {
    /// Every actor, with a file or provisional, by name and then id. The lists that later steps fill are empty; `spellings`
    /// counts what was found here, so not an editor's links.
    pub actors: Roll,
    /// The names of each article that were linked to nobody because more than one actor could be meant, in order of place.
    pub ambiguous: Vec<Arc<[AmbiguousName]>>,
    /// The ids of all actors by number: those with a file in order of id, then the others.
    ids: Vec<Id>,
    /// The actors with a file that each article names.
    filed: Vec<Filed>,
    /// Where each article names actors without a file, each by its number.
    newcomers: Vec<Placed>,
}

impl Linked {
    /// The marks of the mentions of an article, an index into the list that [`link`] was given, by text and place; none overlaps
    /// another, code, or what an editor marked.
    #[must_use]
    pub fn mentions(&self, article: usize) -> Vec<Mark> {
        let of_files = self.filed[article].mentions.found.iter();
        let of_files = of_files.map(|found| mark(found.text, found.span, &self.ids[found.actor], found.rule));
        let of_newcomers = self.newcomers[article].places.iter();
        let of_newcomers =
            of_newcomers.map(|&(text, span, number)| mark(text, span, &self.ids[number], "mention.provisional"));
        let mut marks: Vec<Mark> = of_files.chain(of_newcomers).collect();
        marks.sort_by_key(|mark| (mark.text, mark.span));
        marks
    }

    /// A hash of the mentions of an article, where `known` is a hash of what is known of each actor, by its number.
    pub(super) fn version(&self, article: usize, known: &[Key]) -> Key {
        let mut hasher = Xxh3Default::new();
        let Filed { version, actors, .. } = &self.filed[article];
        version.hash(&mut hasher);
        actors.iter().for_each(|&number| known[number].hash(&mut hasher));
        for &(text, span, number) in &*self.newcomers[article].places {
            (text, span, known[number]).hash(&mut hasher);
        }
        hasher.digest128()
    }

    /// A hash of all from which the mentions of an article were found, of more than [`Self::version`], and sooner known. The numbers
    /// of actors stay as they are as long as it does.
    pub(super) fn found_from(&self, article: usize) -> (Key, Key) {
        (self.filed[article].version, self.newcomers[article].version)
    }

    /// The ids of all actors, by the numbers of [`Self::version`].
    pub(super) fn ids(&self) -> &[Id] {
        &self.ids
    }
}

/// A name that could be more than one actor's, or that of one whom the article never names in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmbiguousName {
    /// The text of its article.
    pub text: TextId,
    /// The bytes of the name.
    pub span: ByteSpan,
    /// Who could be meant, in order of id.
    pub candidates: Arc<[Id]>,
}

/// Links the names in articles to actors. `subjects` are articles of `content`, and `site_language` is that of articles that
/// name none. Marks bear the rules `mention.name`, `mention.surname`, `mention.acronym`, `mention.title` and `mention.provisional`.
#[must_use]
pub fn link(content: &Content, subjects: &[Subject<'_>], site_language: &str, memory: &Memory) -> Linked {
    let roster = Roster::new(&content.actors, site_language, memory);
    let files = version_of(&content.actors);
    let version = |subject: &Subject<'_>| memory::key(subject.version(), files);
    let named = |subject: &Subject<'_>| Arc::new(Named::by(*subject, &roster, version(subject), memory));
    let named: Vec<Arc<Named>> = memory.names.of(subjects, version, named);
    let Newcomers { actors: newcomers, places } =
        provisional::find(subjects, &named, &content.actors, site_language, memory);
    let of_files = content.actors.iter().map(|actor| &actor.id);
    let ids: Vec<Id> = of_files.chain(newcomers.iter().map(|newcomer| &newcomer.id)).cloned().collect();
    let entries = entries(content, &named, newcomers, memory);
    // What is known of names by number is much, and a single build asks no more.
    if !memory.names.remembers() {
        memory.register.clear();
    }
    Linked {
        actors: roll(entries, memory),
        ambiguous: places.iter().map(|placed| Arc::clone(&placed.ambiguous)).collect(),
        ids,
        filed: named.iter().map(|named| named.filed.clone()).collect(),
        newcomers: places,
    }
}

/// The actors with a file that one article names. It is all that is needed of its names once those without a file are known.
#[derive(Clone, Debug, Default)]
pub(super) struct Filed {
    /// A hash of all from which it was made.
    pub(super) version: Key,
    pub(super) mentions: Arc<Mentions>,
    /// Those that are mentioned, sorted, each once.
    actors: Arc<[usize]>,
}

/// Whom one article names.
#[derive(Debug)]
pub(super) struct Named {
    /// The actors that have a file.
    pub(super) filed: Filed,
    /// Names that are nobody's yet.
    pub(super) strangers: Strangers,
    /// How each actor that has a file is spelled, each spelling once, by actor, with how often.
    spellings: Box<[(usize, Spelling, usize)]>,
    /// A hash of the spellings, where a session remembers it.
    spelled: Key,
}

/// How an actor is spelled, with how often.
pub(super) type Spellings = Vec<(Arc<str>, usize)>;

impl Named {
    fn by(subject: Subject<'_>, roster: &Roster<'_>, version: Key, memory: &Memory) -> Self {
        let mentions = mentions::find(roster, subject.document, subject.reading);
        let strangers = Strangers::of(subject, &mentions, &memory.register);
        let spellings = spellings(subject.document, &mentions, &memory.register);
        let mut actors: Vec<usize> = spellings.iter().map(|&(actor, ..)| actor).collect();
        actors.dedup();
        let filed = Filed { version, mentions: Arc::new(mentions), actors: actors.into() };
        let spelled = if memory.names.remembers() { memory::key(Key::default(), &spellings) } else { Key::default() };
        Self { filed, strangers, spellings: spellings.into(), spelled }
    }
}

/// How an article spells the actors that have a file: each spelling once, by actor.
fn spellings(article: &Document<Article>, mentions: &Mentions, register: &Register) -> Vec<(usize, Spelling, usize)> {
    let words = |found: &Found| found.span.of_text(&article.body.text(found.text).plain);
    let spelled = register.numbers(mentions.found.iter().map(words));
    let mut spelled: Vec<_> = mentions.found.iter().map(|found| found.actor).zip(spelled).collect();
    spelled.sort_unstable();
    let same = spelled.chunk_by(|one, other| one == other);
    same.map(|same| (same[0].0, same[0].1, same.len())).collect()
}

fn entries(content: &Content, named: &[Arc<Named>], newcomers: Vec<Newcomer>, memory: &Memory) -> Vec<ActorEntry> {
    let spelled = || named.iter().map(|named| named.spelled).collect::<Vec<_>>();
    let version = || memory::key(Key::default(), (content.actors.len(), spelled()));
    let of_files = || all_spellings(content.actors.len(), named, &memory.register).into();
    let spellings = memory.spellings.get_or(version, of_files);
    let filed = content.actors.iter().zip(&*spellings).enumerate().map(|(index, (actor, spellings))| {
        entry(actor.id.clone(), actor.front.name.clone(), actor.front.kind, Some(index), spellings.clone())
    });
    let newcomers = newcomers.into_iter();
    let unfiled = newcomers.map(|Newcomer { id, name, kind, spellings }| entry(id, name, kind, None, spellings));
    filed.chain(unfiled).collect()
}

/// How each of the actors that have a file is spelled in all articles, with how often.
fn all_spellings(actors: usize, named: &[Arc<Named>], register: &Register) -> Vec<Spellings> {
    let mut counts: HashMap<(usize, Spelling), usize> = HashMap::default();
    for &(actor, spelling, count) in named.iter().flat_map(|named| &named.spellings) {
        *counts.entry((actor, spelling)).or_default() += count;
    }
    let counts: Vec<_> = counts.into_iter().collect();
    let written = register.written(counts.iter().map(|&((_, spelling), _)| spelling));
    let mut spellings = vec![Vec::new(); actors];
    for (((actor, _), count), written) in counts.into_iter().zip(written) {
        spellings[actor].push((written, count));
    }
    spellings
}

/// The roll of all actors, where each has the place that it had before.
fn roll(entries: Vec<ActorEntry>, memory: &Memory) -> Roll {
    let names = || entries.iter().map(|entry| (&entry.name, &entry.id)).collect::<Vec<_>>();
    let version = || memory::key(Key::default(), names());
    let order = memory.orders.get_or(version, || Arc::new(Order::of(&entries)));
    let entries = order.apply(entries);
    if !memory.places.remembers() {
        return entries.into();
    }
    Roll::new(entries, &memory.places.next(|before| Places::kept(&order, before)))
}

fn entry(id: Id, name: String, kind: ActorKind, document: Option<usize>, mut spellings: Spellings) -> ActorEntry {
    spellings.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    ActorEntry {
        id,
        name,
        kind,
        document,
        spellings,
        mentions: Slice::default(),
        statements: Slice::default(),
        figures: Slice::default(),
        entries: Slice::default(),
        articles: Slice::default(),
        appears_with: Arc::default(),
    }
}

fn mark(text: TextId, span: ByteSpan, actor: &Id, rule: &'static str) -> Mark {
    Mark { text, span, value: Value::Mention(Mention { actor: actor.clone() }), by: By::Recogniser, rule }
}

#[cfg(test)]
mod tests;
