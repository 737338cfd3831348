//! The desk: every file of a site by its path, and the makers. A file is made when somebody asks for it: a build for the disk asks
//! for all, at once and in parallel; `serve` for those that somebody looks at.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use rayon::prelude::*;
use tera::Context;

use super::address::Addresses;
use super::chronology_pages::ChronologyPages;
use super::context::page::SiteContext;
use super::plan::Planned;
use super::publication::Publication;
use super::theme::{STATIC_ADDRESS, Theme, ThemeFiles};
use super::words::Words;
use super::{File, FileBody, Page, Plan, Sink, TEMPLATES, View, sitemap};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::dossier::Dossier;
use crate::memo::{self, Key, Memo};
use crate::span::ByteSpan;

/// Tells GitHub Pages to publish the files as they are.
const NO_JEKYLL_PATH: &str = ".nojekyll";
/// Tells GitHub Pages the domain.
const CNAME_PATH: &str = "CNAME";

/// What a site is made from.
#[derive(Debug)]
pub struct Material {
    /// The model.
    pub dossier: Arc<Dossier>,
    /// The site's settings.
    pub config: Config,
    /// The pages of the model's chronology.
    chronology: Arc<ChronologyPages>,
    addresses: Addresses,
    words: Arc<Words>,
}

/// What a site is made with.
#[derive(Clone, Debug)]
pub struct Tools {
    addresses: Addresses,
    theme: Theme,
}

impl Tools {
    /// The tools for a site with these settings and the theme of these files.
    ///
    /// # Errors
    /// A base URL or a theme that cannot be used.
    pub fn new(config: &Config, files: &ThemeFiles) -> Result<Self, Vec<Diagnostic>> {
        let addresses = Addresses::new(&config.base_url).map_err(|problem| vec![problem])?;
        let theme = Theme::load(files, config, &addresses, TEMPLATES)?;
        Ok(Self { addresses, theme })
    }

    /// What tells these tools from others.
    #[must_use]
    pub fn version(config: &Config, files: &ThemeFiles) -> Key {
        let Config { base_url, language, theme, .. } = config;
        let files = files.fingerprint().to_le_bytes();
        memo::key(&[&files, base_url.as_bytes(), language.as_bytes(), theme.as_bytes()])
    }
}

impl Material {
    /// The material for the site of `dossier`, and the theme.
    #[must_use]
    pub fn new(dossier: Arc<Dossier>, config: Config, tools: Tools) -> (Self, Theme) {
        let chronology = Arc::new(ChronologyPages::new(&dossier));
        Self::with_pages(dossier, chronology, config, tools)
    }

    /// The same where the pages of the chronology are known.
    pub(crate) fn with_pages(
        dossier: Arc<Dossier>,
        chronology: Arc<ChronologyPages>,
        config: Config,
        tools: Tools,
    ) -> (Self, Theme) {
        let Tools { addresses, theme } = tools;
        let words = Arc::clone(&theme.words);
        (Self { dossier, config, chronology, addresses, words }, theme)
    }

    /// What of the dossier goes out.
    #[must_use]
    pub fn publication(&self) -> Publication<'_> {
        Publication::with_pages(&self.dossier, &self.config, &self.addresses, Arc::clone(&self.chronology))
    }
}

/// Everything that is needed to make any file of a site.
#[derive(Debug)]
pub(super) struct Desk<'a> {
    view: View<'a>,
    theme: Theme,
    plan: Arc<Plan>,
    /// The files that are as they are whatever the dossier says, by path below the output folder. Where the editor has put one in
    /// the place of a file that is planned, the editor's is published.
    fixed: BTreeMap<String, FileBody>,
}

impl<'a> Desk<'a> {
    /// The desk for the site of `material`, of which the plan may be known.
    pub(super) fn new(material: &'a Material, mut theme: Theme, plans: &Memo<Arc<Plan>>) -> Self {
        let view = View::new(material.publication(), &material.words);
        let first = theme.options.sections.clone().unwrap_or_default();
        theme.share("site", &SiteContext::new(&view, &first));
        theme.share("words", &material.words.plain());
        let plan = plans.get_or(|| Plan::version(&view), || Arc::new(Plan::new(&view)));
        let fixed = fixed(&view, &mut theme);
        Self { view, theme, plan, fixed }
    }

    /// Makes every file, in parallel, and hands each on as soon as it is made.
    ///
    /// # Errors
    /// Every place of a template that could not be rendered, with the first page that shows it, and exports that cannot be written.
    pub(super) fn make_all(&self, sink: &dyn Sink) -> Result<(), Vec<Diagnostic>> {
        let hand = |(path, body): (&String, &FileBody)| sink.take(File { path: path.clone(), body: body.clone() });
        self.fixed.par_iter().for_each(hand);
        let planned = self.plan.par_iter().filter(|(path, _)| !self.fixed.contains_key(*path));
        told(planned.filter_map(|(path, planned)| self.hand_to(sink, path, planned).err()).collect())
    }

    fn hand_to(&self, sink: &dyn Sink, path: &str, planned: &Planned) -> Result<(), Diagnostic> {
        match planned {
            Planned::Export(export) if export.is_large() => {
                let content = |out: &mut dyn Write| export.write(&self.view.publication, out);
                sink.take_as_made(path, &content).map_err(|error| unwritable(&error))
            }
            _ => {
                let body = self.body(planned)?;
                sink.take(File { path: path.to_owned(), body });
                Ok(())
            }
        }
    }

    pub(super) fn theme(&self) -> Key {
        self.theme.fingerprint
    }

    /// Makes a page with each template, to see whether the theme can be used.
    ///
    /// # Errors
    /// Every place of a template that could not be rendered, with the first page that shows it.
    pub(super) fn try_templates(&self) -> Result<(), Vec<Diagnostic>> {
        let mut samples: BTreeMap<&str, &Page> = BTreeMap::new();
        for (_, page) in self.pages() {
            samples.entry(page.template()).or_insert(page);
        }
        told(samples.par_iter().filter_map(|(_, page)| self.html(page).err()).collect())
    }

    /// The file at a path; none where the site has none there.
    pub(super) fn make(&self, path: &str) -> Option<Result<FileBody, Diagnostic>> {
        let fixed = self.fixed.get(path).cloned().map(Ok);
        fixed.or_else(|| self.plan.get(path).map(|planned| self.body(planned)))
    }

    /// Whether the site has a file at a path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.fixed.contains_key(path) || self.plan.get(path).is_some()
    }

    /// The path of every file.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.fixed.keys().map(String::as_str).chain(self.planned().map(|(path, _)| path))
    }

    /// The path of every file that is the same whatever the dossier says, the theme's and the editor's own, with what it holds.
    pub(super) fn fixed(&self) -> impl Iterator<Item = (&str, &FileBody)> {
        self.fixed.iter().map(|(path, body)| (path.as_str(), body))
    }

    /// Every page with its path.
    pub(super) fn pages(&self) -> impl Iterator<Item = (&str, &Page)> {
        self.planned().filter_map(|(path, planned)| match planned {
            Planned::Page(page) => Some((path, page)),
            _ => None,
        })
    }

    /// What of the plan is published.
    fn planned(&self) -> impl Iterator<Item = (&str, &Planned)> {
        self.plan.iter().filter(|(path, _)| !self.fixed.contains_key(*path))
    }

    fn body(&self, planned: &Planned) -> Result<FileBody, Diagnostic> {
        let publication = &self.view.publication;
        let bytes = match planned {
            Planned::Page(page) => return self.html(page).map(|html| FileBody::Bytes(html.into())),
            Planned::Export(export) => export.bytes(publication).map(Bytes::from),
            Planned::Sitemap => sitemap::sitemap(publication, &self.listed()).map(Bytes::from),
        };
        bytes.map(FileBody::Bytes).map_err(|error| unwritable(&error))
    }

    fn html(&self, page: &Page) -> Result<String, Diagnostic> {
        let address = page.address(&self.view);
        let context: Context = page.context(&self.view).map_err(|error| {
            let message = format!("the page {address} cannot be handed to its template: {error}");
            Diagnostic::error(Code::TemplateRender, message)
        })?;
        self.theme.render(page.template(), &address, &context)
    }

    /// The addresses of the pages that are to be found, sorted: not of the one for what is missing, nor of those that only lead on.
    fn listed(&self) -> Vec<String> {
        let is_listed = |page: &&Page| !matches!(page, Page::NotFound | Page::Search | Page::Redirect { .. });
        let listed = self.pages().map(|(_, page)| page).filter(is_listed);
        let mut addresses: Vec<String> = listed.map(|page| page.address(&self.view)).collect();
        addresses.sort_unstable();
        addresses
    }
}

fn unwritable(error: &io::Error) -> Diagnostic {
    Diagnostic::error(Code::Machine, format!("an export cannot be written: {error}"))
}

/// What tells hosts how to publish the site, the files of the theme, and those of the editor.
fn fixed(view: &View<'_>, theme: &mut Theme) -> BTreeMap<String, FileBody> {
    let text = |text: String| FileBody::Bytes(text.into());
    let statics = STATIC_ADDRESS.trim_start_matches('/');
    let for_hosts = [
        (sitemap::ROBOTS_PATH.to_owned(), text(sitemap::robots(&view.publication))),
        (NO_JEKYLL_PATH.to_owned(), text(String::new())),
    ];
    let domain = view.config.cname.iter().map(|domain| (CNAME_PATH.to_owned(), text(format!("{domain}\n"))));
    let of_theme = std::mem::take(&mut theme.statics).into_iter();
    let of_theme = of_theme.map(|(path, bytes)| (format!("{statics}{path}"), FileBody::Bytes(bytes)));
    let of_editor = view.dossier.content.assets.iter();
    let of_editor =
        of_editor.map(|asset| (asset.address.trim_start_matches('/').to_owned(), FileBody::Copy(asset.path.clone())));
    for_hosts.into_iter().chain(domain).chain(of_theme).chain(of_editor).collect()
}

/// One problem for each place of a template, with how many pages more it spoils.
fn told(problems: Vec<Diagnostic>) -> Result<(), Vec<Diagnostic>> {
    let mut places: BTreeMap<(PathBuf, usize, String), (Diagnostic, usize)> = BTreeMap::new();
    for problem in problems {
        let location = problem.location.as_ref();
        let path = location.map(|location| location.file.path.clone()).unwrap_or_default();
        let start = location.and_then(|location| location.span).map_or(0, ByteSpan::start);
        let unplaced = if location.is_some() { String::new() } else { problem.message.clone() };
        places.entry((path, start, unplaced)).and_modify(|(_, more)| *more += 1).or_insert((problem, 0));
    }
    let help = |(problem, more): (Diagnostic, usize)| match more {
        0 => problem,
        1 => problem.help("one other page has the same problem"),
        _ => problem.help(format!("{more} other pages have the same problem")),
    };
    let problems: Vec<Diagnostic> = places.into_values().map(help).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}
