//! Pages that show little of the model: the editor's own pages, subjects, the search, the page for what is not found, and
//! those at old addresses.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::prose;
use super::super::view::View;
use super::Link;
use super::page::PageContext;
use crate::content::{Document, Front, Page};

/// A page of the editor's: `page.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct PlainPage {
    page: PageContext,
    /// Its text, as HTML.
    body: String,
    /// The editor's own keys.
    extra: serde_yaml::Value,
}

/// The subjects: `tags.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct TagsPage {
    page: PageContext,
    tags: Vec<Tag>,
}

/// A subject and what bears it.
#[derive(Debug, Serialize)]
struct Tag {
    title: String,
    anchor: String,
    documents: Vec<Link>,
}

/// A page that needs nothing but its title: `search.html`, `404.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct BarePage {
    page: PageContext,
}

/// A page at an old address: `redirect.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct RedirectPage {
    page: PageContext,
    target: Link,
    /// The URL of the target.
    target_url: String,
}

pub(in crate::render) fn page(view: &View<'_>, document: &Document<Page>) -> PlainPage {
    PlainPage {
        page: PageContext::new(view, "page", &document.front.title, &document.address(), &[])
            .description(document.front.summary.as_deref()),
        body: prose::body(view, &document.body),
        extra: document.front.extra.clone(),
    }
}

pub(in crate::render) fn search(view: &View<'_>) -> BarePage {
    let mut page = PageContext::new(view, "search", view.words.word("search"), "/search/", &[]);
    page.hidden = true;
    BarePage { page }
}

pub(in crate::render) fn not_found(view: &View<'_>) -> BarePage {
    let mut page = PageContext::new(view, "not-found", view.words.word("not_found"), "/404.html", &[]);
    page.hidden = true;
    BarePage { page }
}

/// The page at `from` that leads to the address `to`.
pub(in crate::render) fn redirect(view: &View<'_>, from: &str, to: &str, title: &str) -> RedirectPage {
    let mut page = PageContext::new(view, "redirect", title, from, &[]);
    page.hidden = true;
    let target = Link { title: title.to_owned(), href: view.link(to) };
    RedirectPage { page, target, target_url: view.addresses.url(to) }
}

pub(in crate::render) fn tags(view: &View<'_>) -> TagsPage {
    let mut tags: BTreeMap<&str, Vec<Link>> = BTreeMap::new();
    let content = &view.dossier.content;
    collect(view, &mut tags, &content.articles, |front| &front.tags);
    collect(view, &mut tags, &content.events, |front| &front.tags);
    collect(view, &mut tags, &content.measures, |front| &front.tags);
    collect(view, &mut tags, &content.actors, |front| &front.tags);
    collect(view, &mut tags, &content.sources, |front| &front.tags);
    let tag = |(title, documents): (&str, Vec<Link>)| Tag {
        title: title.to_owned(),
        anchor: slug::slugify(title),
        documents,
    };
    TagsPage {
        page: PageContext::new(view, "tags", view.words.word("tags"), "/tags/", &[]),
        tags: tags.into_iter().map(tag).collect(),
    }
}

/// Adds the documents of one kind under each of their tags.
fn collect<'a, F: Front>(
    view: &View<'_>,
    tags: &mut BTreeMap<&'a str, Vec<Link>>,
    documents: &'a [Document<F>],
    of_front: impl Fn(&'a F) -> &'a Vec<String>,
) {
    for document in documents {
        for tag in of_front(&document.front) {
            tags.entry(tag).or_default().extend(view.document(&document.reference()));
        }
    }
}
