//! Who is who: where the articles name each actor, the actors with a file first, then those that recur without one.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::ActorEntry;
use super::memory::{self, Memory, Subject};
use super::mentions::{self, Found, Mentions, Roster};
use super::provisional::{self, Newcomer, Occurrence};
use crate::content::actor::ActorKind;
use crate::content::body::TextId;
use crate::content::{Article, Content, Document, version_of};
use crate::fold::fold;
use crate::id::Id;
use crate::memo::Key;
use crate::reading::mark::{By, Mark, Mention, Value};
use crate::span::ByteSpan;

/// The actors of a dossier and where they are named.
#[derive(Debug, Default)]
pub struct Linked {
    /// Every actor, with a file or provisional, by name and then id. The lists that later steps fill are empty; `spellings`
    /// counts what was found here, so not an editor's links.
    pub actors: Vec<ActorEntry>,
    /// The marks of the mentions of each article, by text and place; none overlaps another, code, or what an editor marked.
    pub mentions: Vec<Vec<Mark>>,
    /// Names that were linked to nobody because more than one actor could be meant, in order of article and place.
    pub ambiguous: Vec<AmbiguousName>,
}

/// A name that could be more than one actor's, or that of one whom the article never names in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmbiguousName {
    /// The article: an index into the list that [`link`] was given.
    pub article: usize,
    /// The text of it.
    pub text: TextId,
    /// The bytes of the name.
    pub span: ByteSpan,
    /// Who could be meant, in order of id.
    pub candidates: Vec<Id>,
}

/// Links the names in articles to actors. `subjects` are articles of `content`, and `site_language` is that of articles that
/// name none. Marks bear the rules `mention.name`, `mention.surname`, `mention.acronym`, `mention.title` and `mention.provisional`.
#[must_use]
pub fn link(content: &Content, subjects: &[Subject<'_>], site_language: &str, memory: &Memory) -> Linked {
    let roster = Roster::new(&content.actors, site_language);
    let files = version_of(&content.actors);
    let named = |subject: &Subject<'_>| {
        let key = || memory::key(subject.version, files);
        memory.names.get_or(key, || Arc::new(Named::by(*subject, &roster)))
    };
    let named: Vec<Arc<Named>> = subjects.par_iter().map(named).collect();
    let newcomers = provisional::find(subjects, &named, &content.actors, memory);
    let ids: Vec<Id> = content.actors.iter().map(|actor| actor.id.clone()).collect();
    Linked {
        actors: entries(content, subjects, &named, &newcomers),
        mentions: marks(&ids, &named, &newcomers),
        ambiguous: ambiguous(&ids, &named, &newcomers),
    }
}

/// Whom one article names.
#[derive(Debug)]
pub(super) struct Named {
    /// Actors that have a file.
    pub(super) mentions: Mentions,
    /// Names that are nobody's yet.
    pub(super) strangers: Vec<Occurrence>,
    /// See [`Named::digest`].
    digest: OnceLock<Key>,
}

impl Named {
    fn by(subject: Subject<'_>, roster: &Roster<'_>) -> Self {
        let mentions = mentions::find(roster, subject.document, subject.reading);
        let strangers = provisional::occurrences(subject, &mentions);
        Self { mentions, strangers, digest: OnceLock::new() }
    }

    /// A hash of the names that are nobody's yet, without their places in `article`.
    pub(super) fn digest(&self, article: &Document<Article>) -> Key {
        *self.digest.get_or_init(|| provisional::digest(article, &self.strangers))
    }
}

fn entries(
    content: &Content,
    subjects: &[Subject<'_>],
    named: &[Arc<Named>],
    newcomers: &provisional::Newcomers,
) -> Vec<ActorEntry> {
    let mut spellings: Vec<BTreeMap<&str, usize>> = vec![BTreeMap::new(); content.actors.len()];
    for (subject, named) in subjects.iter().zip(named) {
        for found in &named.mentions.found {
            let words = found.span.of_text(&subject.document.body.text(found.text).plain);
            *spellings[found.actor].entry(words).or_default() += 1;
        }
    }
    let filed = content.actors.iter().zip(spellings).enumerate().map(|(index, (actor, spellings))| {
        let spellings = spellings.into_iter().map(|(words, count)| (words.to_owned(), count));
        entry(actor.id.clone(), actor.front.name.clone(), actor.front.kind, Some(index), spellings.collect())
    });
    let unfiled = newcomers.actors.iter().map(|Newcomer { id, name, kind, spellings, .. }| {
        entry(id.clone(), name.clone(), *kind, None, spellings.clone())
    });
    let mut entries: Vec<ActorEntry> = filed.chain(unfiled).collect();
    entries.sort_by_cached_key(|entry| (fold(&entry.name), entry.id.clone()));
    entries
}

fn entry(
    id: Id,
    name: String,
    kind: ActorKind,
    document: Option<usize>,
    mut spellings: Vec<(String, usize)>,
) -> ActorEntry {
    spellings.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    ActorEntry {
        id,
        name,
        kind,
        document,
        spellings,
        mentions: Vec::new(),
        statements: Vec::new(),
        figures: Vec::new(),
        entries: Vec::new(),
        articles: Vec::new(),
        appears_with: Arc::default(),
    }
}

fn marks(ids: &[Id], named: &[Arc<Named>], newcomers: &provisional::Newcomers) -> Vec<Vec<Mark>> {
    let of_files = |found: &Found| mark(found.text, found.span, &ids[found.actor], found.rule);
    let mut marks: Vec<Vec<Mark>> =
        named.iter().map(|named| named.mentions.found.iter().map(of_files).collect()).collect();
    for newcomer in &newcomers.actors {
        for &(article, text, span) in &newcomer.places {
            marks[article].push(mark(text, span, &newcomer.id, "mention.provisional"));
        }
    }
    for marks in &mut marks {
        marks.sort_by_key(|mark| (mark.text, mark.span));
    }
    marks
}

fn mark(text: TextId, span: ByteSpan, actor: &Id, rule: &'static str) -> Mark {
    Mark { text, span, value: Value::Mention(Mention { actor: actor.clone() }), by: By::Recogniser, rule }
}

fn ambiguous(ids: &[Id], named: &[Arc<Named>], newcomers: &provisional::Newcomers) -> Vec<AmbiguousName> {
    let of_files = named.iter().enumerate().flat_map(|(article, named)| {
        named.mentions.ambiguous.iter().map(move |(text, span, actors)| {
            let candidates = actors.iter().map(|&actor| ids[actor].clone()).collect();
            AmbiguousName { article, text: *text, span: *span, candidates }
        })
    });
    let mut all: Vec<AmbiguousName> = of_files.chain(newcomers.ambiguous.iter().cloned()).collect();
    for name in &mut all {
        name.candidates.sort();
    }
    all.sort_by_key(|name| (name.article, name.text, name.span));
    all
}

#[cfg(test)]
mod tests;
