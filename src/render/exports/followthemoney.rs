//! FollowTheMoney entities, as JSON lines, for Aleph and other tools of investigative reporting: actors, articles and events
//! as things, and between them `Documentation` (an article concerns it), `Mention` (an article names it) and `UnknownLink`
//! (a relation that the editor states).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

use super::{actors, write_lines};
use crate::content::Document;
use crate::content::Front;
use crate::content::actor::{Actor, ActorKind, Relation, Role};
use crate::content::event::Event;
use crate::dossier::{ActorEntry, ActorIndex, ChronologyEntry};
use crate::edtf::Edtf;
use crate::render::publication::{Publication, Report};

/// What every id starts with, so that entities of a dossier are told from others in one collection.
const ID_PREFIX: &str = "diurna";

/// What stands between the parts of which an id is hashed; no URL and no name holds it.
const ID_SEPARATOR: &str = "\u{1f}";

/// An entity.
#[derive(Debug, Serialize)]
struct Entity {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

impl Entity {
    /// An entity whose id is made from `parts`: for a thing its URL, for a link also those of its ends.
    fn new(schema: &'static str, parts: &[&str]) -> Self {
        Self { id: id(schema, parts), schema, properties: BTreeMap::new() }
    }

    /// The entity with values of a property, each once; without any, the property is left out.
    fn with(mut self, property: &'static str, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let values: BTreeSet<String> = values.into_iter().map(Into::into).filter(|value| !value.is_empty()).collect();
        if !values.is_empty() {
            self.properties.insert(property, values.into_iter().collect());
        }
        self
    }
}

fn id(schema: &str, parts: &[&str]) -> String {
    let key = [&[schema], parts].concat().join(ID_SEPARATOR);
    format!("{ID_PREFIX}-{:032x}", xxh3_128(key.as_bytes()))
}

/// Writes actors, events and articles, each with its links.
pub(super) fn write(publication: &Publication<'_>, out: &mut dyn Write) -> io::Result<()> {
    for actor in &publication.dossier.actors {
        write_lines(actor_entities(publication, actor), out)?;
    }
    for entry in publication.dossier.chronology.iter() {
        write_lines(event_entities(publication, entry), out)?;
    }
    for report in publication.reports() {
        write_lines(article_entities(publication, report), out)?;
    }
    Ok(())
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

fn actor_id(publication: &Publication<'_>, actor: &ActorEntry) -> String {
    id(actor_schema(actor.kind), &[&publication.actor_url(actor)])
}

fn actor_entities(publication: &Publication<'_>, actor: &ActorEntry) -> Vec<Entity> {
    let document = actor.document.map(|document| &publication.dossier.content.actors[document]);
    let url = publication.actor_url(actor);
    let entity = Entity::new(actor_schema(actor.kind), &[&url])
        .with("name", [actor.name.as_str()])
        .with("weakAlias", actors::spellings(publication, actor).into_iter().filter(|&name| name != actor.name))
        .with("sourceUrl", [url]);
    let entity = if actor.kind == ActorKind::Place { entity.with("full", [actor.name.as_str()]) } else { entity };
    match document {
        None => vec![entity],
        Some(document) => {
            let relations = document.front.relations.iter().filter_map(|relation| link(publication, actor, relation));
            std::iter::once(with_front(entity, document)).chain(relations).collect()
        }
    }
}

fn with_front(entity: Entity, document: &Document<Actor>) -> Entity {
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
fn link(publication: &Publication<'_>, actor: &ActorEntry, relation: &Relation) -> Option<Entity> {
    let other = find_actor(publication, &relation.to)?;
    let (subject, object) = (actor_id(publication, actor), actor_id(publication, other));
    let link = Entity::new("UnknownLink", &[&subject, &object, &relation.role])
        .with("subject", [subject])
        .with("object", [object])
        .with("role", [relation.role.as_str()]);
    Some(link)
}

fn find_actor<'a>(publication: &Publication<'a>, name: &str) -> Option<&'a ActorEntry> {
    let dossier = publication.dossier;
    let has_alias = |actor: &&ActorEntry| {
        let aliases = actor.document.map(|document| &dossier.content.actors[document].front.aliases);
        aliases.is_some_and(|aliases| aliases.iter().any(|alias| alias == name))
    };
    let by_name = |actor: &&ActorEntry| actor.id.as_str() == name || actor.name == name;
    dossier.actors.iter().find(by_name).or_else(|| dossier.actors.iter().find(has_alias))
}

/// The event of an entry with the articles that tell it; passages with no event's file are no events of their own.
fn event_entities(publication: &Publication<'_>, entry: &ChronologyEntry) -> Vec<Entity> {
    let Some(event) = entry.event.map(|event| &publication.dossier.content.events[event]) else { return Vec::new() };
    let entity = event_entity(publication, entry, event);
    let mut articles: Vec<_> = entry.passages.iter().map(|passage| passage.article).collect();
    articles.dedup();
    let told = |article| documentation(&article_id(publication, publication.report(article)), &entity.id, "tells");
    let documentations: Vec<_> = articles.into_iter().map(told).collect();
    std::iter::once(entity).chain(documentations).collect()
}

fn event_entity(publication: &Publication<'_>, entry: &ChronologyEntry, event: &Document<Event>) -> Entity {
    let url = publication.document_url(event);
    let involved = entry.actors.iter().map(|&actor| publication.actor(actor));
    let place = event.front.place.as_deref();
    let place = place.map(|place| find_actor(publication, place).map_or(place, |actor| &actor.name));
    Entity::new("Event", &[&url])
        .with("name", [event.front.title()])
        .with("keywords", event.front.tags.iter().map(String::as_str))
        .with("location", place)
        .with("startDate", first_day(&entry.date))
        .with("endDate", last_day(&entry.date))
        .with(
            "involved",
            involved.filter(|actor| actor.kind != ActorKind::Place).map(|actor| actor_id(publication, actor)),
        )
        .with("sourceUrl", [url])
}

fn article_id(publication: &Publication<'_>, report: &Report<'_>) -> String {
    id("Article", &[&publication.document_url(report.document)])
}

fn article_entities(publication: &Publication<'_>, report: &Report<'_>) -> Vec<Entity> {
    let article = article_entity(publication, report);
    let actors = || report.annotated.actors.iter().map(|&actor| publication.actor(actor));
    let concerns = actors().map(|actor| documentation(&article.id, &actor_id(publication, actor), "concerns"));
    let spellings = spellings(report);
    let named = report.annotated.actors.iter().filter_map(|actor| Some((*actor, spellings.get(actor)?)));
    let mentions = named.flat_map(|(actor, names)| mentions(publication, &article.id, publication.actor(actor), names));
    let links: Vec<_> = concerns.chain(mentions).collect();
    std::iter::once(article).chain(links).collect()
}

fn article_entity(publication: &Publication<'_>, report: &Report<'_>) -> Entity {
    let front = &report.document.front;
    let url = publication.document_url(report.document);
    Entity::new("Article", &[&url])
        .with("name", [front.title.as_str()])
        .with("title", [front.title.as_str()])
        .with("author", front.author.as_deref())
        .with("publisher", [report.source.name.as_str()])
        .with("publishedAt", first_day(&front.published))
        .with("retrievedAt", front.retrieved.as_ref().and_then(first_day))
        .with("language", [report.language])
        .with("summary", report.summary())
        .with("keywords", front.tags.iter().map(String::as_str))
        .with("sourceUrl", [front.url.as_deref().unwrap_or(&url)])
}

/// How a report spells each actor that it names, where its words may be shown.
fn spellings<'a>(report: &Report<'a>) -> BTreeMap<ActorIndex, BTreeSet<&'a str>> {
    let mut spellings: BTreeMap<ActorIndex, BTreeSet<&str>> = BTreeMap::new();
    for anchored in &report.annotated.annotation.marks {
        if let Some((actor, words)) = anchored.mentioned().zip(report.words(&anchored.mark)) {
            spellings.entry(actor).or_default().insert(words);
        }
    }
    spellings
}

/// Each spelling by which an article names an actor. A place cannot be the entity of a mention.
fn mentions(
    publication: &Publication<'_>,
    article: &str,
    actor: &ActorEntry,
    spellings: &BTreeSet<&str>,
) -> Vec<Entity> {
    let entity = actor_id(publication, actor);
    let mention = |&name: &&str| {
        Entity::new("Mention", &[article, &entity, name])
            .with("document", [article])
            .with("name", [name])
            .with("detectedSchema", [actor_schema(actor.kind)])
            .with("resolved", (actor.kind != ActorKind::Place).then_some(entity.as_str()))
    };
    spellings.iter().map(mention).collect()
}

fn documentation(article: &str, entity: &str, role: &str) -> Entity {
    Entity::new("Documentation", &[article, entity, role])
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
