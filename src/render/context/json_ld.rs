//! What pages are about, in schema.org's vocabulary, for search engines and other programs. The fields stand in the order of
//! the alphabet.

use serde::{Serialize, Serializer};

use super::super::view::View;
use super::Link;
use crate::content::actor::ActorKind;
use crate::dossier::{ActorIndex, ArticleIndex, ChronologyEntry};

/// Actors that an article's description names at most.
const MOST_ABOUT: usize = 8;

/// The things that a page is about, each as JSON. A template sees the text of a `<script type="application/ld+json">`; none where
/// there is no thing.
#[derive(Clone, Debug, Default)]
pub(in crate::render) struct Graph(Vec<String>);

impl Graph {
    /// The page's place below the home page; empty for the home page itself.
    pub(super) fn of_breadcrumbs(view: &View<'_>, above: &[Link], title: &str, url: &str) -> Self {
        let mut graph = Self::default();
        if !above.is_empty() {
            graph.put_first(&Breadcrumbs::new(view, above, title, url));
        }
        graph
    }

    /// Adds what matters more than the things there are.
    pub(super) fn put_first(&mut self, thing: &impl Serialize) {
        // Writing strings and numbers does not fail.
        self.0.splice(0..0, serde_json::to_string(thing));
    }
}

impl Serialize for Graph {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_empty() {
            return serializer.serialize_none();
        }
        let script = format!(r#"{{"@context":"https://schema.org","@graph":[{}]}}"#, self.0.join(","));
        // No `<` can end the script.
        serializer.serialize_str(&script.replace('<', "\\u003c"))
    }
}

/// The way from the home page to a page.
#[derive(Debug, Serialize)]
struct Breadcrumbs<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    items: Vec<Crumb<'a>>,
}

/// A page on the way.
#[derive(Debug, Serialize)]
struct Crumb<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item: String,
    name: &'a str,
    position: usize,
}

impl<'a> Breadcrumbs<'a> {
    fn new(view: &View<'_>, above: &'a [Link], title: &'a str, url: &str) -> Self {
        let above = above.iter().map(|link| (link.title.as_str(), view.addresses.absolute(&link.href)));
        let pages = above.chain([(title, url.to_owned())]).enumerate();
        let crumb = |(index, (name, item))| Crumb { kind: "ListItem", item, name, position: index + 1 };
        Self { kind: "BreadcrumbList", items: pages.map(crumb).collect() }
    }
}

/// Something that has a name: a `Person`, `Place` or `Organization`.
#[derive(Debug, Serialize)]
pub(super) struct Thing<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

impl<'a> Thing<'a> {
    fn named(kind: &'static str, name: &'a str) -> Self {
        Self { kind, name, url: None }
    }

    /// An actor.
    pub(super) fn actor(view: &View<'a>, index: ActorIndex) -> Self {
        let actor = &view.dossier.actors[index];
        let kind = match actor.kind {
            ActorKind::Person => "Person",
            ActorKind::Place => "Place",
            ActorKind::Organization | ActorKind::Group => "Organization",
        };
        Self { kind, name: &actor.name, url: Some(view.addresses.absolute(&view.actor_link(index).href)) }
    }
}

/// A report.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewsArticle<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    about: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    headline: &'a str,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_based_on: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
    publisher: Thing<'a>,
    url: String,
}

impl<'a> NewsArticle<'a> {
    pub(super) fn new(view: &'a View<'a>, index: ArticleIndex) -> Self {
        let article = view.article(index);
        let front = &view.report(index).front;
        Self {
            kind: "NewsArticle",
            about: article.actors.iter().take(MOST_ABOUT).map(|&actor| Thing::actor(view, actor)).collect(),
            author: front.author.as_deref().map(|name| Thing::named("Person", name)),
            date_published: view.published(index).iso.as_deref(),
            description: front.summary.as_deref().map(str::trim),
            headline: &front.title,
            in_language: view.shown(index).language,
            is_based_on: front.url.as_deref(),
            license: front.license.as_deref(),
            publisher: Thing::named("Organization", &view.source_link(article.source).title),
            url: view.addresses.absolute(&view.article_link(index).href),
        }
    }
}

/// An entry of the chronology.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Event<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    actor: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Thing<'a>>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<String>,
    url: &'a str,
}

impl<'a> Event<'a> {
    pub(super) fn new(
        view: &View<'a>,
        entry: &ChronologyEntry,
        title: &'a str,
        url: &'a str,
        place: Option<&'a str>,
    ) -> Self {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        Self {
            kind: "Event",
            actor: entry.actors.iter().map(|&actor| Thing::actor(view, actor)).collect(),
            end_date: day(entry.date.latest()),
            location: place.map(|name| Thing::named("Place", name)),
            name: title,
            start_date: day(entry.date.earliest()),
            url,
        }
    }
}
