//! What the whole dossier says of each actor: where it is named, what it said, which figures it gave, what it took part
//! in, and with whom it appears.

use std::collections::{BTreeMap, BTreeSet};

use super::{ActorEntry, ActorIndex, ArticleIndex, Dossier, MarkIndex};
use crate::content::Content;
use crate::content::body::TextId;
use crate::fold::fold;
use crate::id::Id;
use crate::reading::mark::Value;

/// The most actors of one paragraph that are paired with each other; a paragraph with more is a list.
const MOST_IN_COMPANY: usize = 40;

/// Finds actors by id, and by what editors write in front matter: an id, a name or an alias.
pub(super) struct Directory {
    ids: BTreeMap<Id, ActorIndex>,
    names: BTreeMap<String, ActorIndex>,
}

impl Directory {
    /// A directory of `actors`. Of those that one word could mean, an id goes before a name, and a name before an alias.
    pub(super) fn new(content: &Content, actors: &[ActorEntry]) -> Self {
        let mut names = BTreeMap::new();
        let mut note = |name: &str, at: usize| {
            names.entry(fold(name)).or_insert(ActorIndex(at));
        };
        actors.iter().enumerate().for_each(|(at, actor)| note(actor.id.as_str(), at));
        actors.iter().enumerate().for_each(|(at, actor)| note(&actor.name, at));
        for (at, document) in actors.iter().enumerate().filter_map(|(at, actor)| Some((at, actor.document?))) {
            content.actors[document].front.aliases.iter().for_each(|alias| note(alias, at));
        }
        let ids = actors.iter().enumerate().map(|(at, actor)| (actor.id.clone(), ActorIndex(at))).collect();
        Self { ids, names }
    }

    /// The actor of that id, name or alias.
    pub(super) fn named(&self, name: &str) -> Option<ActorIndex> {
        self.names.get(&fold(name)).copied()
    }

    /// The actor of that id.
    pub(super) fn by_id(&self, id: &Id) -> Option<ActorIndex> {
        self.ids.get(id).copied()
    }
}

/// What one actor's entry is filled with.
#[derive(Clone, Debug, Default)]
struct Profile {
    mentions: Vec<MarkIndex>,
    statements: Vec<MarkIndex>,
    figures: Vec<MarkIndex>,
    entries: Vec<usize>,
    articles: BTreeSet<ArticleIndex>,
    company: BTreeMap<ActorIndex, usize>,
}

/// Fills the entries of all actors, and lists the actors of each article. Needs the targets of all marks, the ledgers and the chronology.
pub(super) fn fill(dossier: &mut Dossier, directory: &Directory) {
    let mut profiles = vec![Profile::default(); dossier.actors.len()];
    note_marks(dossier, &mut profiles);
    for (at, entry) in dossier.chronology.iter().enumerate() {
        entry.actors.iter().for_each(|actor| profiles[actor.0].entries.push(at));
    }
    let concerned: Vec<Vec<ActorIndex>> =
        dossier.article_indices().map(|article| concerned(dossier, directory, article)).collect();
    for (article, actors) in concerned.into_iter().enumerate() {
        actors.iter().for_each(|actor| _ = profiles[actor.0].articles.insert(ArticleIndex(article)));
        dossier.articles[article].actors = actors;
    }
    for (entry, profile) in dossier.actors.iter_mut().zip(profiles) {
        profile.into_entry(entry);
    }
}

/// Notes mentions, statements and figures, and who is mentioned together.
fn note_marks(dossier: &Dossier, profiles: &mut [Profile]) {
    let mut paragraph: Option<(ArticleIndex, TextId)> = None;
    let mut together = BTreeSet::new();
    for (index, anchored) in dossier.marks() {
        let Some(actor) = anchored.actor else { continue };
        let profile = &mut profiles[actor.0];
        match anchored.mark.value {
            Value::Mention(_) => profile.mentions.push(index),
            Value::Statement(_) => profile.statements.push(index),
            Value::Figure(_) => profile.figures.push(index),
            Value::Date(_) | Value::Reference(_) => {}
        }
        if anchored.mentioned().is_some() {
            if paragraph.replace((index.article, anchored.mark.text)) != Some((index.article, anchored.mark.text)) {
                note_company(&std::mem::take(&mut together), profiles);
            }
            together.insert(actor);
        }
    }
    note_company(&together, profiles);
}

fn note_company(together: &BTreeSet<ActorIndex>, profiles: &mut [Profile]) {
    for one in together.iter().take(MOST_IN_COMPANY) {
        for other in together.iter().take(MOST_IN_COMPANY).filter(|&other| other != one) {
            *profiles[one.0].company.entry(*other).or_default() += 1;
        }
    }
}

/// The actors of an article: those mentioned, the most often first, then those that its front matter lists.
fn concerned(dossier: &Dossier, directory: &Directory, article: ArticleIndex) -> Vec<ActorIndex> {
    let mut counts: BTreeMap<ActorIndex, usize> = BTreeMap::new();
    for actor in dossier.document(article).front.actors.iter().filter_map(|name| directory.named(name)) {
        counts.entry(actor).or_default();
    }
    for actor in dossier.marks_of(article).filter_map(|(_, anchored)| anchored.mentioned()) {
        *counts.entry(actor).or_default() += 1;
    }
    most_frequent(counts).into_iter().map(|(actor, _)| actor).collect()
}

fn most_frequent(counts: BTreeMap<ActorIndex, usize>) -> Vec<(ActorIndex, usize)> {
    let mut counts: Vec<(ActorIndex, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(actor, count)| (std::cmp::Reverse(count), actor));
    counts
}

impl Profile {
    fn into_entry(self, entry: &mut ActorEntry) {
        entry.mentions = self.mentions;
        entry.statements = self.statements;
        entry.figures = self.figures;
        entry.entries = self.entries;
        entry.articles = self.articles.into_iter().collect();
        entry.appears_with = most_frequent(self.company);
    }
}
