//! Stage 4: model → pages. Builds the context of every page from the dossier and renders it with the theme's templates;
//! beside the pages, the feeds and exports. Knows nothing of disks: it hands each file on as soon as it is made.

pub mod address;
pub mod annotated_html;
mod beside;
pub mod charts;
pub mod code;
pub mod context;
pub mod exports;
pub mod feeds;
mod made;
mod marks;
mod pages;
mod prose;
pub mod publication;
pub mod search;
mod sink;
pub mod sitemap;
pub mod theme;
mod view;
pub mod words;

use std::collections::BTreeMap;
use std::path::PathBuf;

use bytes::Bytes;
use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::dossier::Dossier;
use crate::memo::Memo;

use address::Addresses;
use context::page::SiteContext;
use made::{Input, Made};
use theme::{STATIC_ADDRESS, Theme, ThemeFiles};

pub use pages::{Page, TEMPLATES};
pub use sink::{Discard, Kept, Sink, Site};
pub use view::View;

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below the output folder, with `/` on every system: `articles/2024-09-06-guterres/index.html`.
    pub path: String,
    /// What it holds.
    pub body: FileBody,
}

/// What a file of the site holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileBody {
    /// These bytes.
    Bytes(Bytes),
    /// The same as a file of the editor's, which is copied when the site is written.
    Copy(PathBuf),
}

/// Renders a dossier into `sink`: every page, the theme's static files and the editor's own. Pages that `known` has from an
/// earlier build, made by the same templates of the same context, are not made again. Says how many pages there are.
///
/// # Errors
/// A theme that cannot be used, and every place of a template that could not be rendered, with the first page that shows it.
/// What the sink has then is no whole site.
pub fn render(
    dossier: &Dossier,
    config: &Config,
    files: &ThemeFiles,
    known: &Memo<Bytes>,
    sink: &dyn Sink,
) -> Result<usize, Vec<Diagnostic>> {
    let addresses = Addresses::new(&config.base_url).map_err(|problem| vec![problem])?;
    let mut theme = Theme::load(files, config, &addresses, TEMPLATES)?;
    let words = std::sync::Arc::clone(&theme.words);
    let view = View::new(dossier, config, &addresses, &words);
    let shared = SiteContext::new(&view);
    theme.share("site", &shared);
    theme.share("words", &words.plain());
    let pages = Page::all(&view);
    let made = Made::new(known, files, config, &shared);
    let (rendered, beside) =
        rayon::join(|| render_pages(&view, &theme, &pages, &made, sink), || beside::make(&view, &pages, sink));
    rendered?;
    beside.map_err(|error| vec![unwritable(&error)])?;
    static_files(&mut theme).for_each(|file| sink.take(file));
    dossier.content.assets.iter().for_each(|asset| {
        let path = asset.address.trim_start_matches('/').to_owned();
        sink.take(File { path, body: FileBody::Copy(asset.path.clone()) });
    });
    Ok(pages.len())
}

fn unwritable(error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(Code::Machine, format!("an export cannot be written: {error}"))
}

fn render_pages(
    view: &View<'_>,
    theme: &Theme,
    pages: &[Page],
    made: &Made<'_>,
    sink: &dyn Sink,
) -> Result<(), Vec<Diagnostic>> {
    let rendered = |page| render_page(view, theme, page, made).map(|file| sink.take(file)).err();
    let problems: Vec<Diagnostic> = pages.par_iter().filter_map(rendered).collect();
    if problems.is_empty() { Ok(()) } else { Err(once_a_place(problems.into_iter())) }
}

/// Renders one page, unless it was made before.
fn render_page(view: &View<'_>, theme: &Theme, page: &Page, made: &Made<'_>) -> Result<File, Diagnostic> {
    let address = page.address(view);
    let input = page.input(view, made).map_err(|error| {
        Diagnostic::error(Code::TemplateRender, format!("the page {address} cannot be handed to its template: {error}"))
    })?;
    let html = match input {
        Input::Known(html) => html,
        Input::New(context, key) => {
            let html = Bytes::from(theme.render(page.template(), &address, &context)?);
            made.keep(key, &html);
            html
        }
    };
    Ok(File { path: page.path(view), body: FileBody::Bytes(html) })
}

/// One problem for each place of a template, with how many pages more it spoils.
fn once_a_place(problems: impl Iterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    let mut places: BTreeMap<(PathBuf, usize, String), (Diagnostic, usize)> = BTreeMap::new();
    for problem in problems {
        let location = problem.location.as_ref();
        let path = location.map(|location| location.file.path.clone()).unwrap_or_default();
        let start = location.and_then(|location| location.span).map_or(0, |span| span.start);
        let unplaced = if location.is_some() { String::new() } else { problem.message.clone() };
        places.entry((path, start, unplaced)).and_modify(|(_, more)| *more += 1).or_insert((problem, 0));
    }
    let told = |(problem, more): (Diagnostic, usize)| match more {
        0 => problem,
        1 => problem.help("one other page has the same problem"),
        _ => problem.help(format!("{more} other pages have the same problem")),
    };
    places.into_values().map(told).collect()
}

fn static_files(theme: &mut Theme) -> impl Iterator<Item = File> {
    let folder = STATIC_ADDRESS.trim_start_matches('/');
    let statics = std::mem::take(&mut theme.statics).into_iter();
    statics.map(move |(path, bytes)| File { path: format!("{folder}{path}"), body: FileBody::Bytes(bytes.into()) })
}

#[cfg(test)]
mod tests;
