//! The plan of a site: every page and export by its path, made from the model. It says what there is, not what is in it, so that
//! most edits leave it as it was.

use std::hash::{Hash, Hasher as _};

use indexmap::IndexMap;
use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3Default;

use super::context::loose;
use super::exports::Published;
use super::{Page, View, sitemap};
use crate::content::{Document, Front};
use crate::memo::Key;

/// The pages and exports of a site.
#[derive(Debug)]
pub(crate) struct Plan {
    /// By path below the output folder, those of a kind together.
    files: IndexMap<String, Planned, foldhash::fast::RandomState>,
}

/// What a file of a site is made as.
#[derive(Debug)]
pub(super) enum Planned {
    Page(Page),
    Export(Published),
    Sitemap,
}

impl Plan {
    /// The plan of a dossier's site.
    pub(super) fn new(view: &View<'_>) -> Self {
        let pages = || Page::all(view).into_par_iter().map(|page| (page.path(view), Planned::Page(page))).collect();
        let exports =
            || Published::all(&view.publication).map(|(path, export)| (path, Planned::Export(export))).collect();
        let (pages, exports): (Vec<_>, Vec<_>) = rayon::join(pages, exports);
        let sitemap = (sitemap::SITEMAP_PATH.to_owned(), Planned::Sitemap);
        Self { files: pages.into_iter().chain(exports).chain([sitemap]).collect() }
    }

    /// A hash of all from which the plan is made: which documents, actors, outlets and pages of the chronology there are, in
    /// which order and at which addresses, which reports are laid side by side, and what leads there from old addresses.
    pub(super) fn version(view: &View<'_>) -> Key {
        let (dossier, content) = (view.dossier, &view.dossier.content);
        let mut hasher = Xxh3Default::new();
        view.config.search.hash(&mut hasher);
        let reports = view.publication.reports().iter();
        hash_all(reports.map(|report| (report.document.slug.as_str(), &report.annotated.beside)), &mut hasher);
        hash_all(view.publication.chronology.iter().map(|page| &page.address), &mut hasher);
        hash_all(slugs(&content.events), &mut hasher);
        hash_all(dossier.actors.indexed().map(|(at, actor)| (at, &actor.id, actor.document)), &mut hasher);
        hash_all(slugs(&content.actors), &mut hasher);
        hash_all(dossier.ledgers.iter().map(|ledger| ledger.measure), &mut hasher);
        hash_all(slugs(&content.measures), &mut hasher);
        loose::pages(dossier).hash(&mut hasher);
        hash_all(dossier.sources.iter().map(|source| (&source.id, source.document)), &mut hasher);
        hash_all(slugs(&content.sources), &mut hasher);
        hash_all(slugs(&content.pages), &mut hasher);
        let redirects = content.articles.iter().map(|one| (&one.front.aliases, &one.slug, &one.front.title));
        hash_all(redirects.filter(|(aliases, ..)| !aliases.is_empty()), &mut hasher);
        hash_all(content.pages.iter().map(|one| (&one.front.aliases, &one.front.title)), &mut hasher);
        hasher.digest128()
    }

    /// How the file at a path is made; none where the plan has none there.
    pub(super) fn get(&self, path: &str) -> Option<&Planned> {
        self.files.get(path)
    }

    /// Every file with its path.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Planned)> {
        self.files.iter().map(|(path, planned)| (path.as_str(), planned))
    }

    /// The same in parallel.
    pub(super) fn par_iter(&self) -> impl ParallelIterator<Item = (&str, &Planned)> {
        let files = (0..self.files.len()).into_par_iter().filter_map(|at| self.files.get_index(at));
        files.map(|(path, planned)| (path.as_str(), planned))
    }
}

fn slugs<F: Front>(documents: &[Document<F>]) -> impl Iterator<Item = &str> {
    documents.iter().map(|document| document.slug.as_str())
}

/// Hashes a list, its length with it.
fn hash_all(all: impl Iterator<Item = impl Hash>, hasher: &mut Xxh3Default) {
    let count = all.inspect(|one| one.hash(hasher)).count();
    hasher.write_usize(count);
}
