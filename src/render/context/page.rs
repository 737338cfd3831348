//! What every page has: the site around it, its own title, address and place among the others.

use serde::Serialize;

use super::super::theme::SECTIONS;
use super::super::view::View;
use super::Link;
use super::json_ld::Graph;

/// The address of the Atom feed.
const FEED_ADDRESS: &str = "/feed.xml";

/// The site, the same for every page: `site` in templates.
#[derive(Debug, Serialize)]
pub(in crate::render) struct SiteContext {
    title: String,
    description: Option<String>,
    author: Option<String>,
    language: String,
    /// The link to the home page.
    href: String,
    /// The links of the navigation.
    nav: Vec<Link>,
    /// The link to the search page; none where there is no search.
    search: Option<String>,
    /// The link to the folder of the search index.
    search_index: String,
    /// The link to the Atom feed.
    feed: String,
    /// The editor's own keys of `site.yaml`.
    extra: serde_yaml::Value,
}

/// A page: `page` in templates.
#[derive(Clone, Debug, Serialize)]
pub(in crate::render) struct PageContext {
    /// The kind of page: `article`, `chronology` …
    pub kind: &'static str,
    pub title: String,
    /// A sentence or two for search engines; the site's where the page has none.
    pub description: Option<String>,
    /// The link to the page.
    pub href: String,
    /// Its URL, with scheme and host.
    pub url: String,
    /// The link of the section that it belongs to, to mark it in the navigation.
    pub section: String,
    /// The pages above it, from the home page.
    pub breadcrumbs: Vec<Link>,
    /// schema.org JSON-LD, safe within `<script>`.
    pub json_ld: Graph,
    /// Whether search engines are to leave it out.
    pub hidden: bool,
}

impl SiteContext {
    /// The site around every page; `first` are the sections that come first in its navigation.
    pub(in crate::render) fn new(view: &View<'_>, first: &[String]) -> Self {
        let config = view.config;
        Self {
            title: config.title.clone(),
            description: config.description.clone(),
            author: config.author.clone(),
            language: config.language.clone(),
            href: view.link("/"),
            nav: nav(view, first),
            search: config.search.then(|| view.link("/search/")),
            search_index: view.link("/pagefind/"),
            feed: view.link(FEED_ADDRESS),
            extra: config.extra.clone(),
        }
    }
}

/// The links of the navigation: those of `site.yaml`, else one for each list that holds something, those of `first` before others.
fn nav(view: &View<'_>, first: &[String]) -> Vec<Link> {
    if let Some(items) = &view.config.nav {
        return items.iter().map(|item| Link { title: item.title.clone(), href: view.link(&item.url) }).collect();
    }
    let mut sections = SECTIONS.to_vec();
    sections.sort_by_key(|&name| first.iter().position(|first| first == name).unwrap_or(first.len()));
    sections.into_iter().flat_map(|name| section(view, name)).collect()
}

/// The links of a section of the navigation; none where its list is empty.
fn section(view: &View<'_>, name: &str) -> Vec<Link> {
    let dossier = view.dossier;
    let (address, is_filled) = match name {
        "articles" => ("/articles/", !dossier.articles.is_empty()),
        "chronology" => ("/chronology/", !dossier.chronology.is_empty()),
        "actors" => ("/actors/", !dossier.actors.is_empty()),
        "figures" => ("/measures/", !dossier.ledgers.is_empty() || !dossier.loose_figures.is_empty()),
        "disagreements" => ("/disagreements/", !dossier.disagreements.is_empty()),
        "sources" => ("/sources/", !dossier.sources.is_empty()),
        _ => return pages(view).collect(),
    };
    is_filled.then(|| view.section(name, address)).into_iter().collect()
}

/// The pages of the editor's.
fn pages(view: &View<'_>) -> impl Iterator<Item = Link> {
    let pages = view.dossier.content.pages.iter().filter(|page| page.address() != "/");
    pages.map(|page| Link { title: page.front.title.clone(), href: view.link(&page.address()) })
}

impl PageContext {
    /// A page of that kind at an address of the site, with the pages between it and the home page.
    pub(in crate::render) fn new(
        view: &View<'_>,
        kind: &'static str,
        title: &str,
        address: &str,
        above: &[Link],
    ) -> Self {
        let home = Link { title: view.words.word("home").to_owned(), href: view.link("/") };
        let href = view.link(address);
        let is_home = address == "/";
        let breadcrumbs = if is_home { Vec::new() } else { [&[home], above].concat() };
        let section = above.first().map_or_else(|| href.clone(), |section| section.href.clone());
        let url = view.addresses.absolute(&href);
        Self {
            kind,
            title: title.to_owned(),
            description: view.config.description.clone(),
            json_ld: Graph::of_breadcrumbs(view, &breadcrumbs, title, &url),
            hidden: false,
            url,
            href,
            section,
            breadcrumbs,
        }
    }

    /// The same with a description of its own.
    pub(in crate::render) fn description(mut self, description: Option<&str>) -> Self {
        if let Some(description) = description.map(str::trim).filter(|text| !text.is_empty()) {
            self.description = Some(description.to_owned());
        }
        self
    }

    /// The same with what it is about as schema.org JSON-LD, beside its breadcrumbs.
    pub(in crate::render) fn about(mut self, thing: &impl Serialize) -> Self {
        self.json_ld.put_first(thing);
        self
    }
}

impl View<'_> {
    /// A section of the site by its word and address.
    pub(in crate::render) fn section(&self, word: &str, address: &str) -> Link {
        Link { title: self.words.word(word).to_owned(), href: self.link(address) }
    }
}
