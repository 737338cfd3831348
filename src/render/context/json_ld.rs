//! What pages are about, in schema.org's vocabulary, for search engines and other programs.

use serde_json::{Map, Value, json};

use super::super::view::View;
use super::Link;
use crate::content::actor::ActorKind;
use crate::dossier::{ActorIndex, ArticleIndex, ChronologyEntry};

/// The text of a `<script type="application/ld+json">`: no `<` can end the script.
pub(super) fn script(graph: &[Value]) -> String {
    json!({ "@context": "https://schema.org", "@graph": graph }).to_string().replace('<', "\\u003c")
}

/// The way from the home page to a page; none for the home page itself.
pub(super) fn breadcrumbs(view: &View<'_>, above: &[Link], title: &str, url: &str) -> Option<Value> {
    if above.is_empty() {
        return None;
    }
    let above = above.iter().map(|link| (link.title.as_str(), view.addresses.absolute(&link.href)));
    let items = above.chain([(title, url.to_owned())]).enumerate();
    let items: Vec<Value> = items
        .map(|(index, (name, item))| json!({ "@type": "ListItem", "position": index + 1, "name": name, "item": item }))
        .collect();
    Some(json!({ "@type": "BreadcrumbList", "itemListElement": items }))
}

/// A report as a `NewsArticle`.
pub(super) fn news_article(view: &View<'_>, index: ArticleIndex) -> Value {
    let report = view.report(index);
    let front = &report.front;
    let about = view.article(index).actors.iter().take(MOST_ABOUT).map(|&actor| thing(view, actor));
    let fields = [
        ("@type", Some(json!("NewsArticle"))),
        ("headline", Some(json!(front.title))),
        ("url", Some(json!(view.addresses.url(&report.address())))),
        ("inLanguage", Some(json!(view.shown(index).language))),
        ("datePublished", view.date(&front.published).iso.map(Value::String)),
        ("author", front.author.as_ref().map(|name| json!({ "@type": "Person", "name": name }))),
        (
            "publisher",
            Some(json!({ "@type": "Organization", "name": view.source_link(view.article(index).source).title })),
        ),
        ("isBasedOn", front.url.as_ref().map(|url| json!(url))),
        ("license", front.license.as_ref().map(|license| json!(license))),
        ("description", front.summary.as_ref().map(|summary| json!(summary.trim()))),
        ("about", Some(about.collect())),
    ];
    object(fields)
}

/// Actors that an article's description names at most.
const MOST_ABOUT: usize = 8;

/// An actor as a `Person`, `Place` or `Organization`.
pub(super) fn thing(view: &View<'_>, index: ActorIndex) -> Value {
    let actor = &view.dossier.actors[index.0];
    let kind = match actor.kind {
        ActorKind::Person => "Person",
        ActorKind::Place => "Place",
        ActorKind::Organization | ActorKind::Group => "Organization",
    };
    json!({ "@type": kind, "name": actor.name, "url": view.addresses.absolute(&view.actor_link(index).href) })
}

/// An entry of the chronology as an `Event`.
pub(super) fn event(view: &View<'_>, entry: &ChronologyEntry, title: &str, url: &str, place: Option<&str>) -> Value {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| json!(day.to_string()));
    let actors: Vec<Value> = entry.actors.iter().map(|&actor| thing(view, actor)).collect();
    object([
        ("@type", Some(json!("Event"))),
        ("name", Some(json!(title))),
        ("url", Some(json!(url))),
        ("startDate", day(entry.date.earliest())),
        ("endDate", day(entry.date.latest())),
        ("location", place.map(|name| json!({ "@type": "Place", "name": name }))),
        ("actor", (!actors.is_empty()).then_some(Value::Array(actors))),
    ])
}

/// An object of the fields that have a value.
fn object<const N: usize>(fields: [(&str, Option<Value>); N]) -> Value {
    let filled = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(filled.collect::<Map<_, _>>())
}
