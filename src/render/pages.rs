//! Every page of the site: which there are, at which address, with which template, from which context.

use tera::{Context, TeraResult};

use super::address::page_path;
use super::context::{
    actors, articles, chronology, disagreements, home, loose, measures, network, plain, side_by_side, sources,
};
use super::publication::{actor_address, source_address};
use super::view::View;
use crate::dossier::{ActorIndex, ArticleIndex, SourceIndex};

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The front page.
    Home,
    /// The index of reports.
    Articles,
    /// A report.
    Article(ArticleIndex),
    /// Two reports side by side, the earlier first.
    SideBySide([ArticleIndex; 2]),
    /// The chronology, or the year of it at that address.
    Chronology(String),
    /// An event: an index into `content.events`.
    Event(usize),
    /// The index of actors.
    Actors,
    /// An actor.
    Actor(ActorIndex),
    /// Who is named together with whom.
    Network,
    /// The index of measures.
    Measures,
    /// A ledger: an index into [`crate::dossier::Dossier::ledgers`].
    Measure(usize),
    /// Figures that fit no ledger: one of their pages, counted from 0.
    LooseFigures(usize),
    /// The disagreements.
    Disagreements,
    /// The index of outlets.
    Sources,
    /// An outlet.
    Source(SourceIndex),
    /// The subjects.
    Tags,
    /// The search.
    Search,
    /// The page for what is not found.
    NotFound,
    /// A page of the editor's: an index into `content.pages`.
    Plain(usize),
    /// An old address, where it leads, and the title there.
    Redirect {
        /// The old address.
        from: String,
        /// The new one.
        to: String,
        /// The title of the page there.
        title: String,
    },
}

/// Every template that a page is made with; a theme must have them all.
pub const TEMPLATES: &[&str] = &[
    "home.html",
    "articles.html",
    "article.html",
    "side-by-side.html",
    "chronology.html",
    "event.html",
    "actors.html",
    "actor.html",
    "network.html",
    "measures.html",
    "measure.html",
    "figures.html",
    "disagreements.html",
    "sources.html",
    "source.html",
    "tags.html",
    "search.html",
    "404.html",
    "page.html",
    "redirect.html",
];

impl Page {
    /// Every page of a dossier.
    #[must_use]
    pub fn all(view: &View<'_>) -> Vec<Self> {
        let dossier = view.dossier;
        let mut pages = vec![Self::Home, Self::Articles, Self::Actors, Self::Network, Self::Measures];
        pages.extend([Self::Disagreements, Self::Sources, Self::Tags, Self::NotFound]);
        pages.extend(view.config.search.then_some(Self::Search));
        pages.extend((0..dossier.articles.len()).map(|index| Self::Article(ArticleIndex::new(index))));
        pages.extend(pairs(view).map(Self::SideBySide));
        pages.extend(chronology::addresses(view).into_iter().map(Self::Chronology));
        pages.extend((0..dossier.content.events.len()).map(Self::Event));
        pages.extend(dossier.actors.indices().map(Self::Actor));
        pages.extend((0..dossier.ledgers.len()).map(Self::Measure));
        pages.extend((0..loose::pages(dossier)).map(Self::LooseFigures));
        pages.extend((0..dossier.sources.len()).map(|index| Self::Source(SourceIndex::new(index))));
        let of_editor = dossier.content.pages.iter().enumerate().filter(|(_, page)| page.address() != "/");
        pages.extend(of_editor.map(|(index, _)| Self::Plain(index)));
        pages.extend(redirects(view));
        pages
    }

    /// The template that it is made with.
    #[must_use]
    pub fn template(&self) -> &'static str {
        match self {
            Self::Home => "home.html",
            Self::Articles => "articles.html",
            Self::Article(_) => "article.html",
            Self::SideBySide(_) => "side-by-side.html",
            Self::Chronology(_) => "chronology.html",
            Self::Event(_) => "event.html",
            Self::Actors => "actors.html",
            Self::Actor(_) => "actor.html",
            Self::Network => "network.html",
            Self::Measures => "measures.html",
            Self::Measure(_) => "measure.html",
            Self::LooseFigures(_) => "figures.html",
            Self::Disagreements => "disagreements.html",
            Self::Sources => "sources.html",
            Self::Source(_) => "source.html",
            Self::Tags => "tags.html",
            Self::Search => "search.html",
            Self::NotFound => "404.html",
            Self::Plain(_) => "page.html",
            Self::Redirect { .. } => "redirect.html",
        }
    }

    /// Its address from the site's root.
    #[must_use]
    pub fn address(&self, view: &View<'_>) -> String {
        let dossier = view.dossier;
        match self {
            Self::Home => "/".to_owned(),
            Self::Articles => "/articles/".to_owned(),
            Self::Article(index) => view.report(*index).address(),
            Self::SideBySide(pair) => side_by_side::address(view, *pair),
            Self::Chronology(address) => address.clone(),
            Self::Event(index) => dossier.content.events[*index].address(),
            Self::Actors => "/actors/".to_owned(),
            Self::Actor(index) => actor_address(dossier, &dossier.actors[*index]),
            Self::Network => "/actors/network/".to_owned(),
            Self::Measures => "/measures/".to_owned(),
            Self::Measure(index) => dossier.content.measures[dossier.ledgers[*index].measure].address(),
            Self::LooseFigures(page) => loose::address(*page),
            Self::Disagreements => "/disagreements/".to_owned(),
            Self::Sources => "/sources/".to_owned(),
            Self::Source(index) => source_address(dossier, &dossier.sources[index.at()]),
            Self::Tags => "/tags/".to_owned(),
            Self::Search => "/search/".to_owned(),
            Self::NotFound => "/404.html".to_owned(),
            Self::Plain(index) => dossier.content.pages[*index].address(),
            Self::Redirect { from, .. } => from.clone(),
        }
    }

    /// Its path below the output folder.
    #[must_use]
    pub fn path(&self, view: &View<'_>) -> String {
        match self {
            Self::NotFound => "404.html".to_owned(),
            Self::Redirect { from, .. } if !from.ends_with('/') => from.trim_start_matches('/').to_owned(),
            _ => page_path(&self.address(view)),
        }
    }

    /// What its template sees.
    ///
    /// # Errors
    /// What of it cannot be handed to a template.
    pub(super) fn context(&self, view: &View<'_>) -> TeraResult<Context> {
        match self {
            Self::Home => Context::from_serialize(&home::home(view)),
            Self::Articles => Context::from_serialize(&articles::index(view)),
            Self::Article(index) => Context::from_serialize(&articles::article(view, *index)),
            Self::SideBySide(pair) => Context::from_serialize(&side_by_side::side_by_side(view, *pair)),
            Self::Chronology(address) => Context::from_serialize(&chronology::chronology(view, address)),
            Self::Event(index) => Context::from_serialize(&chronology::event(view, *index)),
            Self::Actors => Context::from_serialize(&actors::index(view)),
            Self::Actor(index) => Context::from_serialize(&actors::actor(view, *index)),
            Self::Network => Context::from_serialize(&network::network(view)),
            Self::Measures => Context::from_serialize(&measures::index(view)),
            Self::Measure(index) => Context::from_serialize(&measures::measure(view, &view.dossier.ledgers[*index])),
            Self::LooseFigures(page) => Context::from_serialize(&loose::loose(view, *page)),
            Self::Disagreements => Context::from_serialize(&disagreements::disagreements(view)),
            Self::Sources => Context::from_serialize(&sources::index(view)),
            Self::Source(index) => Context::from_serialize(&sources::source(view, *index)),
            Self::Tags => Context::from_serialize(&plain::tags(view)),
            Self::Search => Context::from_serialize(&plain::search(view)),
            Self::NotFound => Context::from_serialize(&plain::not_found(view)),
            Self::Plain(index) => Context::from_serialize(&plain::page(view, &view.dossier.content.pages[*index])),
            Self::Redirect { from, to, title } => Context::from_serialize(&plain::redirect(view, from, to, title)),
        }
    }
}

/// Every two reports that are laid side by side, the earlier first.
fn pairs(view: &View<'_>) -> impl Iterator<Item = [ArticleIndex; 2]> {
    view.dossier.article_indices().flat_map(|article| {
        let later = view.article(article).beside.iter().filter(move |&&other| other > article);
        later.map(move |&other| [article, other])
    })
}

/// A page at each old address that a document claims.
fn redirects(view: &View<'_>) -> Vec<Page> {
    let content = &view.dossier.content;
    let articles = content.articles.iter().filter(|one| !one.front.aliases.is_empty());
    let articles = articles.map(|one| (&one.front.aliases, one.address(), &one.front.title));
    let pages = content.pages.iter().map(|one| (&one.front.aliases, one.address(), &one.front.title));
    let redirect = |(aliases, to, title): (&Vec<String>, String, &String)| {
        let page = |from: &String| Page::Redirect {
            from: format!("/{}", from.trim_start_matches('/')),
            to: to.clone(),
            title: title.clone(),
        };
        aliases.iter().map(page).collect::<Vec<_>>()
    };
    articles.chain(pages).flat_map(redirect).collect()
}
