//! Stage 4: model → pages. Builds the context of every page from the dossier and renders it with the theme's templates;
//! beside the pages, the feeds and exports. Knows nothing of disks: it hands each file on as soon as it is made.

pub mod address;
pub mod annotated_html;
pub mod charts;
mod chronology_pages;
pub mod code;
pub mod context;
mod desk;
pub mod exports;
pub mod feeds;
mod live;
mod marks;
mod network;
mod pages;
mod plan;
mod prose;
pub mod publication;
mod referents;
pub mod search;
mod sink;
pub mod sitemap;
pub mod theme;
mod view;
pub mod words;

use std::path::PathBuf;

use bytes::Bytes;

use crate::diagnostic::Diagnostic;
use crate::memo::Memo;

use desk::Desk;
use theme::Theme;

pub(crate) use chronology_pages::ChronologyPages;
pub use desk::{Material, Tools};
pub use live::Live;
pub use pages::{Page, TEMPLATES};
pub(crate) use plan::Plan;
pub use sink::{Content, Discard, Kept, Sink, Site};
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

/// Makes the whole site of `material` into `sink`: every page, feed and export, the theme's static files and the editor's
/// own. Says how many pages there are.
///
/// # Errors
/// Every place of a template that could not be rendered, with the first page that shows it. What the sink has then is no
/// whole site.
pub fn render(material: &Material, theme: Theme, sink: &dyn Sink) -> Result<usize, Vec<Diagnostic>> {
    let desk = Desk::new(material, theme, &Memo::default());
    desk.make_all(sink)?;
    Ok(desk.pages().count())
}

#[cfg(test)]
mod tests;
