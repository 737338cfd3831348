//! Diurna: from a folder of annotated Markdown to a published news dossier.
//!
//! Data goes one way, through five stages, each a module with one entry function:
//!
//! ```text
//! files ──content──▶ documents ──reading──▶ marks ──dossier──▶ one model ──render──▶ pages ──output──▶ disk
//! ```
//!
//! A later stage never calls an earlier one. This file is the pipeline: [`model`] goes as far as the model, [`build`] as
//! far as the pages, which go into a [`Sink`] of the caller's. Within a [`Session`], a build does again only what has changed.

#![warn(clippy::disallowed_methods)]

pub mod cli;
pub mod config;
pub mod content;
pub mod diagnostic;
pub mod dossier;
pub mod edtf;
pub mod fold;
pub mod id;
mod index;
pub mod interval;
pub mod memo;
pub mod nearest;
pub mod output;
pub mod reading;
pub mod render;
pub mod serve;
pub mod session;
pub mod span;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use config::Config;
use content::{Content, Listing};
use diagnostic::{Code, Diagnostic};
use dossier::Dossier;
use render::theme::{Theme, ThemeFiles};
use render::{Live, Material, Sink, Tools};
use session::Session;

/// What to build, and how.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder that holds `site.yaml`.
    pub root: PathBuf,
    /// Where the site will be, instead of what `site.yaml` says.
    pub base_url: Option<String>,
    /// Whether drafts are taken as published.
    pub drafts: bool,
    /// Whether readers can search.
    pub search: bool,
}

impl Settings {
    /// The usual settings for the dossier at `root`.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), base_url: None, drafts: false, search: true }
    }
}

/// A stage of the pipeline, for showing how far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Files are read and parsed.
    Content,
    /// Texts are read for marks.
    Reading,
    /// Articles are laid side by side.
    Dossier,
    /// Pages are made.
    Render,
    /// The search index is made.
    Search,
    /// Files are written.
    Output,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Self; 6] = [Self::Content, Self::Reading, Self::Dossier, Self::Render, Self::Search, Self::Output];

    /// What is done in it, in a few words.
    #[must_use]
    pub fn doing(self) -> &'static str {
        match self {
            Self::Content => "reading files",
            Self::Reading => "marking figures, dates and statements",
            Self::Dossier => "laying the reports side by side",
            Self::Render => "making pages",
            Self::Search => "making the search index",
            Self::Output => "writing the site",
        }
    }
}

/// A dossier as far as the model.
#[derive(Debug)]
pub struct Model {
    /// What `site.yaml` says; none where it cannot be read.
    pub config: Option<Config>,
    /// The model; none where there is an error.
    pub dossier: Option<Arc<Dossier>>,
    /// Every problem that was found, in order of file and line.
    pub diagnostics: Vec<Diagnostic>,
}

/// What came of making a dossier's site.
#[derive(Debug, Default)]
pub struct Build {
    /// Whether there is no error, so that the sink has the whole site.
    pub is_whole: bool,
    /// How many articles it has.
    pub articles: usize,
    /// How many pages it has.
    pub pages: usize,
    /// Every problem that was found, in order of file and line.
    pub diagnostics: Vec<Diagnostic>,
}

/// What came of opening a dossier's site.
#[derive(Debug)]
pub struct Opened {
    /// The site; none where there is an error.
    pub site: Option<Live>,
    /// Every problem that was found, in order of file and line.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the dossier and makes its model.
#[must_use]
pub fn model(settings: &Settings, at: &dyn Fn(Stage)) -> Model {
    at(Stage::Content);
    match configured(settings) {
        Ok(config) => {
            let listing = Listing::of_names(&settings.root);
            let (dossier, diagnostics) = dossier(&Session::default(), settings, &listing, &config, at);
            Model { config: Some(config), dossier, diagnostics }
        }
        Err(diagnostics) => Model { config: None, dossier: None, diagnostics },
    }
}

/// The model of a dossier with these settings; none where there is an error.
fn dossier(
    session: &Session,
    settings: &Settings,
    listing: &Listing,
    config: &Config,
    at: &dyn Fn(Stage),
) -> (Option<Arc<Dossier>>, Vec<Diagnostic>) {
    let content::Loaded { content, mut diagnostics } = content::load_listed(listing, settings.drafts, &session.content);
    let content = if config.names_language { content } else { with_languages(session, content) };
    at(Stage::Reading);
    let (readings, problems) = session.read(&content.articles, &config.language);
    diagnostics.extend(problems);
    at(Stage::Dossier);
    let (dossier, problems) = session.dossier(content, readings, config);
    diagnostics.extend(problems);
    diagnostic::sort(&mut diagnostics);
    ((!diagnostic::has_errors(&diagnostics)).then_some(dossier), diagnostics)
}

/// The content with the language of each article that names none, as its words tell it.
fn with_languages(session: &Session, mut content: Content) -> Content {
    content.articles.par_iter_mut().filter(|article| article.front.language.is_none()).for_each(|article| {
        Arc::make_mut(&mut article.front).language = session.language_of(article).map(str::to_owned);
    });
    content
}

/// What `site.yaml` says, with what the settings say instead.
fn configured(settings: &Settings) -> Result<Config, Vec<Diagnostic>> {
    let config = Config { search: settings.search, ..config::load(&settings.root)? };
    let Some(base_url) = &settings.base_url else { return Ok(config) };
    match config::normalise_base_url(base_url) {
        Ok(base_url) => Ok(Config { base_url, ..config }),
        Err(problem) => Err(vec![
            Diagnostic::error(Code::BadValue, problem)
                .help("write for example --base-url https://name.github.io/dossier/"),
        ]),
    }
}

/// Reads the dossier and makes its site, every file of which goes into `sink`.
#[must_use]
pub fn build(settings: &Settings, sink: &dyn Sink, at: &dyn Fn(Stage)) -> Build {
    build_listed(&Session::default(), settings, &Listing::of_names(&settings.root), sink, at)
}

/// The same, of a dossier whose files have been listed.
pub(crate) fn build_listed(
    session: &Session,
    settings: &Settings,
    listing: &Listing,
    sink: &dyn Sink,
    at: &dyn Fn(Stage),
) -> Build {
    let (made_from, mut diagnostics) = material(session, settings, listing, at);
    let Some((material, theme)) = made_from else { return Build { diagnostics, ..Build::default() } };
    at(Stage::Render);
    let made = render::render(&material, theme, sink).and_then(|pages| {
        if settings.search {
            at(Stage::Search);
            let index = search_index(&material).map_err(|problem| vec![problem])?;
            for file in index {
                sink.take(file);
            }
        }
        Ok(pages)
    });
    let pages = made.map_err(|problems| diagnostics.extend(problems)).ok();
    diagnostic::sort(&mut diagnostics);
    let articles = material.dossier.articles.len();
    // To give back the memory of a large model takes a while, for which nobody need wait.
    rayon::spawn(|| drop(material));
    Build { is_whole: pages.is_some(), articles, pages: pages.unwrap_or_default(), diagnostics }
}

/// Reads the dossier and opens its site, of which each file is made when it is asked for, without doing again what earlier
/// builds of the session did.
#[must_use]
pub fn open(session: &Session, settings: &Settings) -> Opened {
    open_listed(session, settings, &Listing::with_stamps(&settings.root))
}

/// The same, of a dossier whose files have been listed.
pub(crate) fn open_listed(session: &Session, settings: &Settings, listing: &Listing) -> Opened {
    let (made_from, mut diagnostics) = material(session, settings, listing, &|_| {});
    let site = made_from.map(|(material, theme)| Live::with_plans(material, theme, &session.plans));
    let tried = site.as_ref().map_or(Ok(()), |site| session.try_theme(site));
    let site = tried.map_err(|problems| diagnostics.extend(problems)).ok().and(site);
    session.forget_unused();
    diagnostic::sort(&mut diagnostics);
    Opened { site, diagnostics }
}

/// What the site is made from, with the theme made ready; none where there is an error.
fn material(
    session: &Session,
    settings: &Settings,
    listing: &Listing,
    at: &dyn Fn(Stage),
) -> (Option<(Material, Theme)>, Vec<Diagnostic>) {
    at(Stage::Content);
    let config = match configured(settings) {
        Ok(config) => config,
        Err(diagnostics) => return (None, diagnostics),
    };
    let mut tools = None;
    let (dossier, mut diagnostics) = rayon::in_place_scope(|scope| {
        scope.spawn(|_| tools = Some(self::tools(session, settings, &config)));
        dossier(session, settings, listing, &config, at)
    });
    let tools = tools.transpose().map_err(|problems| diagnostics.extend(problems)).ok().flatten();
    diagnostic::sort(&mut diagnostics);
    let made_from = dossier.zip(tools).map(|(dossier, tools)| {
        let chronology = session.chronology(&dossier);
        Material::with_pages(dossier, chronology, config, tools)
    });
    (made_from, diagnostics)
}

/// What a site is made with, its theme among it.
fn tools(session: &Session, settings: &Settings, config: &Config) -> Result<Tools, Vec<Diagnostic>> {
    let files = ThemeFiles::load(Some(&settings.root), &config.theme).map_err(|problems| {
        problems.into_iter().map(|problem| problem.or_at(config.theme_at.as_ref())).collect::<Vec<_>>()
    })?;
    session.tools(config, &files)
}

/// The files of the search index.
///
/// # Errors
/// What the maker of the index says.
pub fn search_index(material: &Material) -> Result<Vec<render::File>, Diagnostic> {
    let records = render::search::records(&material.publication());
    output::search::index(&records, &material.config.language)
        .map_err(|error| Diagnostic::error(Code::Machine, format!("the search index cannot be made: {error}")))
}
