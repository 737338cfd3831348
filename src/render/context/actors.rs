//! Who is who: the index of actors, and the page of each with all that reports say of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::super::prose;
use super::super::publication::actor_address;
use super::super::view::View;
use super::chronology::EntryContext;
use super::json_ld::Thing;
use super::page::PageContext;
use super::{CountedLink, Link, Quotes, Shared, ShownDate};
use crate::content::actor::{ActorKind, Relation, Role};
use crate::dossier::{ActorEntry, ActorIndex, ArticleIndex};

/// Passages that an entry of an actor's own chronology shows at most.
const MOST_PASSAGES: usize = 1;
/// Entries of an actor's own chronology that its page shows at most; the chronology can be filtered for the others.
const MOST_ENTRIES: usize = 100;
/// Others with whom an actor is named that its page lists at most.
const MOST_TOGETHER: usize = 20;

/// The index of actors: `actors.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ActorsPage {
    page: PageContext,
    /// The kinds that hold an actor.
    kinds: Vec<KindOfActors>,
    /// The page of who is named together with whom.
    network: Link,
}

/// The actors of one kind.
#[derive(Debug, Serialize)]
struct KindOfActors {
    title: String,
    anchor: &'static str,
    /// By first letter.
    letters: Vec<Letter>,
}

/// The actors of one first letter.
#[derive(Debug, Serialize)]
struct Letter {
    letter: String,
    actors: Vec<ActorCard>,
}

/// An actor in a list.
#[derive(Debug, Serialize)]
struct ActorCard {
    title: String,
    href: String,
    mentions: String,
    provisional: bool,
}

/// An actor: `actor.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ActorPage {
    page: PageContext,
    name: String,
    /// What it is, in a word.
    kind: String,
    /// Whether no file describes it yet.
    provisional: bool,
    /// Who this is, as HTML.
    body: String,
    roles: Vec<ShownRole>,
    relations: Vec<ShownRelation>,
    /// Pages elsewhere.
    links: Vec<Link>,
    /// As reports spell it, each with how often in words.
    spellings: Vec<Counted>,
    /// Who is named in one paragraph with it, each with how often in words.
    together: Vec<CountedLink>,
    mentions: Quotes,
    statements: Quotes,
    figures: Quotes,
    /// The weightiest entries of the chronology that concern it, in order.
    entries: Vec<EntryContext>,
    /// How often it is mentioned, in words.
    mention_count: String,
    /// How many reports name it, in words.
    report_count: String,
    /// Reports of which the editor says that they concern it, and whose text does not name it.
    listed: Vec<Shared<Link>>,
    backlinks: Vec<Link>,
    tags: Vec<Link>,
}

/// An office.
#[derive(Debug, Serialize)]
struct ShownRole {
    title: String,
    of: Option<Shared<Link>>,
    since: Option<ShownDate>,
    until: Option<ShownDate>,
}

/// How an actor stands to another.
#[derive(Debug, Serialize)]
struct ShownRelation {
    role: String,
    to: Shared<Link>,
}

/// Words and how often they stand.
#[derive(Debug, Serialize)]
struct Counted {
    words: String,
    count: String,
}

pub(in crate::render) fn index(view: &View<'_>) -> ActorsPage {
    let kinds = [
        (ActorKind::Person, "persons"),
        (ActorKind::Organization, "organizations"),
        (ActorKind::Group, "groups"),
        (ActorKind::Place, "places"),
    ];
    let kinds = kinds.map(|(kind, word)| KindOfActors {
        title: view.words.word(word).to_owned(),
        anchor: word,
        letters: letters(view, kind),
    });
    ActorsPage {
        page: PageContext::new(view, "actors", view.words.word("actors"), "/actors/", &[]),
        kinds: kinds.into_iter().filter(|kind| !kind.letters.is_empty()).collect(),
        network: view.section("network", "/actors/network/"),
    }
}

fn letters(view: &View<'_>, kind: ActorKind) -> Vec<Letter> {
    let mut letters: BTreeMap<String, Vec<ActorCard>> = BTreeMap::new();
    for (index, actor) in view.dossier.actors.indexed().filter(|(_, actor)| actor.kind == kind) {
        let Link { title, href } = view.actor_link(index).unshared();
        let mentions = view.words.count("mentions", actor.mentions.len());
        let card = ActorCard { title, href, mentions, provisional: actor.document.is_none() };
        letters.entry(first_letter(&actor.name)).or_default().push(card);
    }
    letters.into_iter().map(|(letter, actors)| Letter { letter, actors }).collect()
}

/// The letter under which a name is listed: without its accent and in capitals; `#` where it begins with none.
fn first_letter(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let letter = name.nfd().find(|character| character.is_alphanumeric()).filter(|letter| letter.is_alphabetic());
    letter.map_or_else(|| "#".to_owned(), |letter| letter.to_uppercase().collect())
}

pub(in crate::render) fn actor(view: &View<'_>, index: ActorIndex) -> ActorPage {
    let actor = &view.dossier.actors[index];
    let document = actor.document.map(|document| &view.dossier.content.actors[document]);
    let front = document.map(|document| &document.front);
    let reference = crate::id::DocumentRef::new(crate::id::DocumentKind::Actor, actor.id.clone());
    let address = actor_address(view.dossier, actor);
    let above = [view.section("actors", "/actors/")];
    let relations = front.map(|front| front.relations.as_slice()).unwrap_or_default();
    ActorPage {
        page: PageContext::new(view, "actor", &actor.name, &address, &above).about(&Thing::actor(view, index)),
        name: actor.name.clone(),
        kind: view.words.word(kind_word(actor.kind)).to_owned(),
        provisional: document.is_none(),
        body: document.map(|document| prose::body(view, &document.body)).unwrap_or_default(),
        roles: front.into_iter().flat_map(|front| &front.roles).map(|role| shown_role(view, role)).collect(),
        relations: relations.iter().map(|relation| shown_relation(view, relation)).collect(),
        links: front
            .into_iter()
            .flat_map(|front| &front.links)
            .map(|link| Link { title: link.title.clone(), href: link.url.clone() })
            .collect(),
        spellings: spellings(view, &actor.spellings),
        together: together(view, &actor.appears_with),
        mentions: view.quotes(&actor.mentions),
        statements: view.quotes(&actor.statements),
        figures: view.quotes(&actor.figures),
        entries: weightiest(view, &actor.entries).into_iter().map(|entry| view.entry(entry, MOST_PASSAGES)).collect(),
        mention_count: view.words.count("mentions", actor.mentions.len()),
        report_count: view.words.count("reports", actor.articles.len()),
        listed: listed(view, actor),
        backlinks: view.backlinks(&reference),
        tags: front.into_iter().flat_map(|front| &front.tags).map(|tag| view.tag_link(tag)).collect(),
    }
}

fn weightiest(view: &View<'_>, entries: &[usize]) -> Vec<usize> {
    let mut entries = entries.to_vec();
    if entries.len() > MOST_ENTRIES {
        let weight = |entry: usize| view.dossier.chronology[entry].weight;
        entries.sort_by(|&one, &other| weight(other).total_cmp(&weight(one)));
        entries.truncate(MOST_ENTRIES);
        entries.sort_unstable();
    }
    entries
}

pub(super) fn kind_word(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organization => "organization",
        ActorKind::Place => "place",
        ActorKind::Group => "group",
    }
}

fn spellings(view: &View<'_>, spellings: &[(Arc<str>, usize)]) -> Vec<Counted> {
    let counted = |(words, count): &(Arc<str>, usize)| Counted {
        words: words.to_string(),
        count: view.words.count("times", *count),
    };
    spellings.iter().map(counted).collect()
}

fn listed(view: &View<'_>, actor: &ActorEntry) -> Vec<Shared<Link>> {
    let is_named = |article: &ArticleIndex| actor.mentions.binary_search_by_key(article, |mark| mark.article).is_ok();
    actor
        .articles
        .iter()
        .filter(|article| !is_named(article))
        .map(|&article| view.article_link(article).clone())
        .collect()
}

fn together(view: &View<'_>, others: &[(ActorIndex, usize)]) -> Vec<CountedLink> {
    let counted = |&(other, count): &(ActorIndex, usize)| CountedLink {
        link: view.actor_link(other).clone(),
        count: view.words.count("paragraphs_together", count),
    };
    others.iter().take(MOST_TOGETHER).map(counted).collect()
}

fn shown_role(view: &View<'_>, role: &Role) -> ShownRole {
    ShownRole {
        title: role.title.clone(),
        of: role.of.as_deref().map(|name| named(view, name)),
        since: role.since.as_ref().map(|date| view.date(date)),
        until: role.until.as_ref().map(|date| view.date(date)),
    }
}

fn shown_relation(view: &View<'_>, relation: &Relation) -> ShownRelation {
    ShownRelation { role: relation.role.clone(), to: named(view, &relation.to) }
}

/// The actor of that name, or the name without a link.
pub(super) fn named(view: &View<'_>, name: &str) -> Shared<Link> {
    match view.actor_named(name) {
        Some(actor) => view.actor_link(actor).clone(),
        None => Shared::new(Link { title: name.to_owned(), href: String::new() }),
    }
}

#[cfg(test)]
mod tests {
    use super::first_letter;

    #[test]
    fn accents_do_not_make_a_letter_of_their_own() {
        for (name, letter) in
            [("Álvaro Mir", "A"), ("émile", "E"), ("Ñandú", "N"), ("«Oro»", "O"), ("27 de Abril", "#"), ("", "#")]
        {
            assert_eq!(first_letter(name), letter, "{name}");
        }
    }
}
