//! FollowTheMoney entities, as JSON lines, for Aleph and other tools of investigative reporting: actors, articles and events
//! as things, and between them `Documentation` (an article concerns it), `Mention` (an article names it) and `UnknownLink`
//! (a relation that the editor states).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::{Serialize, Serializer};
use xxhash_rust::xxh3::xxh3_128;

use super::{actors, write_lines};
use crate::content::Document;
use crate::content::Front;
use crate::content::actor::{Actor, ActorKind, Relation, Role};
use crate::content::event::Event;
use crate::dossier::{ActorEntry, ActorIndex, ArticleIndex, ChronologyEntry};
use crate::edtf::Edtf;
use crate::render::publication::{Publication, Report};

/// What every id starts with, so that entities of a dossier are told from others in one collection.
const ID_PREFIX: &str = "diurna";

/// What stands between the parts of which an id is hashed; no URL and no name holds it.
const ID_SEPARATOR: &str = "\u{1f}";

/// An entity.
#[derive(Debug, Serialize)]
struct Entity<'a> {
    id: Cow<'a, str>,
    schema: &'static str,
    properties: Properties<'a>,
}

/// The values of each property, both sorted.
#[derive(Debug, Default)]
struct Properties<'a>(Vec<(&'static str, Vec<Cow<'a, str>>)>);

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(property, values)| (property, values)))
    }
}

impl<'a> Entity<'a> {
    /// An entity without properties.
    fn new(schema: &'static str, id: impl Into<Cow<'a, str>>) -> Self {
        Self { id: id.into(), schema, properties: Properties::default() }
    }

    /// The entity with values of a property that it has not yet, each once; without any, the property is left out.
    fn with(mut self, property: &'static str, values: impl IntoIterator<Item = impl Into<Cow<'a, str>>>) -> Self {
        let mut values: Vec<_> = values.into_iter().map(Into::into).filter(|value| !value.is_empty()).collect();
        values.sort_unstable();
        values.dedup();
        if !values.is_empty() {
            let Properties(properties) = &mut self.properties;
            let place = properties.partition_point(|(other, _)| *other < property);
            properties.insert(place, (property, values));
        }
        self
    }
}

/// An id made from `parts`: for a thing its URL, for a link those of its ends and what tells it from others between them.
fn id(schema: &str, parts: &[&str]) -> String {
    let mut key = schema.to_owned();
    for part in parts {
        key.push_str(ID_SEPARATOR);
        key.push_str(part);
    }
    format!("{ID_PREFIX}-{:032x}", xxh3_128(key.as_bytes()))
}

/// The ids of what links lead to.
struct Ids {
    actors: BTreeMap<ActorIndex, String>,
    articles: Vec<String>,
}

impl Ids {
    fn new(publication: &Publication<'_>) -> Self {
        let actor = |(index, actor): (ActorIndex, &ActorEntry)| {
            (index, id(actor_schema(actor.kind), &[&publication.actor_url(actor)]))
        };
        let article = |report: &Report<'_>| id("Article", &[&publication.document_url(report.document)]);
        Self {
            actors: publication.dossier.actors.indexed().map(actor).collect(),
            articles: publication.reports().iter().map(article).collect(),
        }
    }

    fn actor(&self, actor: ActorIndex) -> &str {
        &self.actors[&actor]
    }

    fn article(&self, article: ArticleIndex) -> &str {
        &self.articles[article.at()]
    }
}

/// Writes actors, events and articles, each with its links.
pub(super) fn write(publication: &Publication<'_>, out: &mut dyn Write) -> io::Result<()> {
    let ids = Ids::new(publication);
    let dossier = publication.dossier;
    let actors = dossier.actors.indices().map(|actor| actor_entities(publication, &ids, actor));
    let events = dossier.chronology.iter().map(|entry| event_entities(publication, &ids, entry));
    let articles =
        (0..publication.reports().len()).map(|at| article_entities(publication, &ids, ArticleIndex::new(at)));
    write_lines(actors.chain(events).chain(articles).flatten(), out)
}

/// The schema of an actor: places are addresses, as no other schema holds a place; groups are bodies without a registry.
fn actor_schema(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "Person",
        ActorKind::Organization => "Organization",
        ActorKind::Group => "LegalEntity",
        ActorKind::Place => "Address",
    }
}

fn actor_entities<'a>(publication: &Publication<'a>, ids: &'a Ids, index: ActorIndex) -> Vec<Entity<'a>> {
    let actor = publication.actor(index);
    let entity = Entity::new(actor_schema(actor.kind), ids.actor(index))
        .with("name", [actor.name.as_str()])
        .with("weakAlias", actors::spellings(publication, actor).into_iter().filter(|&name| name != actor.name))
        .with("sourceUrl", [publication.actor_url(actor)]);
    let entity = if actor.kind == ActorKind::Place { entity.with("full", [actor.name.as_str()]) } else { entity };
    match actor.document.map(|document| &publication.dossier.content.actors[document]) {
        None => vec![entity],
        Some(document) => {
            let relations = document.front.relations.iter();
            let links = relations.filter_map(|relation| link(publication, ids, index, relation));
            std::iter::once(with_front(entity, document)).chain(links).collect()
        }
    }
}

fn with_front<'a>(entity: Entity<'a>, document: &'a Document<Actor>) -> Entity<'a> {
    let front = &document.front;
    let entity = entity
        .with("alias", front.aliases.iter().map(String::as_str))
        .with("keywords", front.tags.iter().map(String::as_str));
    if front.kind == ActorKind::Person { entity.with("position", front.roles.iter().map(role_words)) } else { entity }
}

fn role_words(role: &Role) -> String {
    role.of.as_ref().map_or_else(|| role.title.clone(), |of| format!("{}, {of}", role.title))
}

/// A relation to another actor of the dossier, by id, name or alias; none where there is no such actor.
fn link<'a>(
    publication: &Publication<'_>,
    ids: &'a Ids,
    actor: ActorIndex,
    relation: &'a Relation,
) -> Option<Entity<'a>> {
    let other = find_actor(publication, &relation.to)?;
    let (subject, object) = (ids.actor(actor), ids.actor(other));
    let link = Entity::new("UnknownLink", id("UnknownLink", &[subject, object, &relation.role]))
        .with("subject", [subject])
        .with("object", [object])
        .with("role", [relation.role.as_str()]);
    Some(link)
}

fn find_actor(publication: &Publication<'_>, name: &str) -> Option<ActorIndex> {
    let dossier = publication.dossier;
    let has_alias = |actor: &ActorEntry| {
        let aliases = actor.document.map(|document| &dossier.content.actors[document].front.aliases);
        aliases.is_some_and(|aliases| aliases.iter().any(|alias| alias == name))
    };
    let by_name = |actor: &ActorEntry| actor.id.as_str() == name || actor.name == name;
    let actors = &dossier.actors;
    actors.find(by_name).or_else(|| actors.find(has_alias))
}

/// The event of an entry with the articles that tell it; passages with no event's file are no events of their own.
fn event_entities<'a>(publication: &Publication<'a>, ids: &'a Ids, entry: &'a ChronologyEntry) -> Vec<Entity<'a>> {
    let Some(event) = entry.event.map(|event| &publication.dossier.content.events[event]) else { return Vec::new() };
    let url = publication.document_url(event);
    let event_id = id("Event", &[&url]);
    let mut articles: Vec<_> = entry.passages.iter().map(|passage| passage.article).collect();
    articles.dedup();
    let told = |article| documentation(ids.article(article), event_id.clone(), "tells");
    let documentations: Vec<_> = articles.into_iter().map(told).collect();
    let entity = with_event(Entity::new("Event", event_id).with("sourceUrl", [url]), publication, ids, (entry, event));
    std::iter::once(entity).chain(documentations).collect()
}

fn with_event<'a>(
    entity: Entity<'a>,
    publication: &Publication<'a>,
    ids: &'a Ids,
    (entry, event): (&'a ChronologyEntry, &'a Document<Event>),
) -> Entity<'a> {
    let involved = entry.actors.iter().filter(|&&actor| publication.actor(actor).kind != ActorKind::Place);
    let place = event.front.place.as_deref();
    let name_of = |place| find_actor(publication, place).map_or(place, |actor| &publication.actor(actor).name);
    entity
        .with("name", [event.front.title()])
        .with("keywords", event.front.tags.iter().map(String::as_str))
        .with("location", place.map(name_of))
        .with("startDate", first_day(&entry.date))
        .with("endDate", last_day(&entry.date))
        .with("involved", involved.map(|&actor| ids.actor(actor)))
}

fn article_entities<'a>(publication: &'a Publication<'a>, ids: &'a Ids, index: ArticleIndex) -> Vec<Entity<'a>> {
    let article = article_entity(publication, ids, index);
    let actors = &publication.report(index).annotated.actors;
    let concerns = actors.iter().map(|&actor| documentation(ids.article(index), ids.actor(actor), "concerns"));
    let mentions = actors.iter().flat_map(|&actor| mentions(publication, ids, index, actor));
    std::iter::once(article).chain(concerns).chain(mentions).collect()
}

fn article_entity<'a>(publication: &'a Publication<'a>, ids: &'a Ids, index: ArticleIndex) -> Entity<'a> {
    let report = publication.report(index);
    let front = &report.document.front;
    let url = || publication.document_url(report.document).into();
    Entity::new("Article", ids.article(index))
        .with("name", [front.title.as_str()])
        .with("title", [front.title.as_str()])
        .with("author", front.author.as_deref())
        .with("publisher", [report.source.name.as_str()])
        .with("publishedAt", first_day(&front.published))
        .with("retrievedAt", front.retrieved.as_ref().and_then(first_day))
        .with("language", [report.language])
        .with("summary", report.summary())
        .with("keywords", front.tags.iter().map(String::as_str))
        .with("sourceUrl", [front.url.as_deref().map_or_else(url, Cow::from)])
}

/// Each spelling by which an article names an actor, where its words may be shown. A place cannot be the entity of a mention.
fn mentions<'a>(
    publication: &Publication<'a>,
    ids: &'a Ids,
    article: ArticleIndex,
    actor: ActorIndex,
) -> impl Iterator<Item = Entity<'a>> {
    let (document, entity) = (ids.article(article), ids.actor(actor));
    let actor = publication.actor(actor);
    let mention = move |name: &'a str| {
        Entity::new("Mention", id("Mention", &[document, entity, name]))
            .with("document", [document])
            .with("name", [name])
            .with("detectedSchema", [actor_schema(actor.kind)])
            .with("resolved", (actor.kind != ActorKind::Place).then_some(entity))
    };
    spellings_in(publication, article, actor).into_iter().map(mention)
}

/// How an article spells an actor's name, where its words may be shown.
fn spellings_in<'a>(publication: &Publication<'a>, article: ArticleIndex, actor: &ActorEntry) -> BTreeSet<&'a str> {
    let start = actor.mentions.partition_point(|mention| mention.article < article);
    let here = actor.mentions[start..].iter().take_while(|mention| mention.article == article);
    here.filter_map(|&mention| {
        let (report, anchored) = publication.mark(mention);
        report.words(&anchored.mark)
    })
    .collect()
}

/// That an article says something of an entity.
fn documentation<'a>(article: &'a str, entity: impl Into<Cow<'a, str>>, role: &'static str) -> Entity<'a> {
    let entity = entity.into();
    Entity::new("Documentation", id("Documentation", &[article, &entity, role]))
        .with("document", [article])
        .with("entity", [entity])
        .with("role", [role])
}

fn first_day(date: &Edtf) -> Option<String> {
    date.earliest().map(|day| day.to_string())
}

fn last_day(date: &Edtf) -> Option<String> {
    date.latest().map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::exports::fixture;

    #[test]
    fn actors_events_and_articles_with_their_links() {
        insta::assert_snapshot!(fixture::written(|publication, out| write(publication, out)), @r#"
        {"id":"diurna-5f2fc757133681d29f5acad0506725a5","schema":"Person","properties":{"alias":["A. Ruiz"],"name":["Ana Ruiz"],"position":["mayor, Peña Alta"],"sourceUrl":["https://a.org/flood/actors/ana-ruiz/"]}}
        {"id":"diurna-11f8951ca2691b9b4c9fa13055038532","schema":"UnknownLink","properties":{"object":["diurna-e6d311d29ef66f46c4f1ec804e5e1f08"],"role":["mayor of"],"subject":["diurna-5f2fc757133681d29f5acad0506725a5"]}}
        {"id":"diurna-e6d311d29ef66f46c4f1ec804e5e1f08","schema":"Address","properties":{"full":["Peña Alta"],"name":["Peña Alta"],"sourceUrl":["https://a.org/flood/actors/pena-alta/"]}}
        {"id":"diurna-ebca00fd04346248d227b866dd8f5361","schema":"Event","properties":{"endDate":["2024-05-06"],"location":["Peña Alta"],"name":["The dam breaks; the town floods"],"sourceUrl":["https://a.org/flood/events/dam-breaks/"],"startDate":["2024-05-05"]}}
        {"id":"diurna-7203c98e4d7413c44e861fa2581fcf9a","schema":"Documentation","properties":{"document":["diurna-ec608be165894f35a73bfb49e97ab8c9"],"entity":["diurna-ebca00fd04346248d227b866dd8f5361"],"role":["tells"]}}
        {"id":"diurna-ec608be165894f35a73bfb49e97ab8c9","schema":"Article","properties":{"author":["B. Reporter"],"keywords":["flood"],"language":["en"],"name":["A dam breaks"],"publishedAt":["2024-05-06"],"publisher":["The Gazette"],"sourceUrl":["https://gazette.org/1"],"summary":["The dam at Peña Alta broke on Sunday."],"title":["A dam breaks"]}}
        {"id":"diurna-03b662da9460f63d443d2b5be89e8d08","schema":"Documentation","properties":{"document":["diurna-ec608be165894f35a73bfb49e97ab8c9"],"entity":["diurna-e6d311d29ef66f46c4f1ec804e5e1f08"],"role":["concerns"]}}
        {"id":"diurna-8d7f43e958446fb212fa8755b13de873","schema":"Documentation","properties":{"document":["diurna-ec608be165894f35a73bfb49e97ab8c9"],"entity":["diurna-5f2fc757133681d29f5acad0506725a5"],"role":["concerns"]}}
        {"id":"diurna-fd00b268d50d5293a7d0580ef8f7cb99","schema":"Mention","properties":{"detectedSchema":["Address"],"document":["diurna-ec608be165894f35a73bfb49e97ab8c9"],"name":["Peña Alta"]}}
        {"id":"diurna-25f54841881f59e12fda6f6fed773d10","schema":"Mention","properties":{"detectedSchema":["Person"],"document":["diurna-ec608be165894f35a73bfb49e97ab8c9"],"name":["Ana Ruiz"],"resolved":["diurna-5f2fc757133681d29f5acad0506725a5"]}}
        {"id":"diurna-7b92c94c0d01abbbbaae829c54f8681e","schema":"Article","properties":{"language":["en"],"name":["Toll rises"],"publishedAt":["2024-05-07"],"publisher":["The Gazette"],"sourceUrl":["https://a.org/flood/articles/2024-05-07-toll/"],"summary":["The water took 40 lives."],"title":["Toll rises"]}}
        {"id":"diurna-b52548c1c40a122129cf99dd0ad1c28f","schema":"Article","properties":{"language":["en"],"name":["A warning"],"publishedAt":["2024-05-09"],"publisher":["The Gazette"],"sourceUrl":["https://a.org/flood/articles/2024-05-09-warning/"],"summary":["=What the ministry knew."],"title":["A warning"]}}
        "#);
    }

    #[test]
    fn ids_are_unique_and_every_link_leads_to_an_entity() {
        let lines = fixture::written(|publication, out| write(publication, out));
        let entities: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
        let ids: BTreeSet<_> = entities.iter().filter_map(|entity| entity["id"].as_str()).collect();
        assert_eq!(ids.len(), entities.len());
        for property in ["document", "entity", "resolved", "subject", "object", "involved"] {
            let ends = entities.iter().filter_map(|entity| entity["properties"][property][0].as_str());
            assert!(ends.into_iter().all(|end| ids.contains(end)), "{property} leads nowhere");
        }
    }
}
