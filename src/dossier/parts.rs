//! The parts of this stage that cost the most, each alone, for those who measure them. They work out anew what a
//! finished dossier already holds.

use std::sync::Arc;

use super::profiles::Directory;
use super::{ArticleIndex, ChronologyEntry, Dossier, Memory, Passage, chronology, copies, passages};

/// The passages that two articles share, as [`Dossier::passages`].
#[must_use]
pub fn passages(dossier: &Dossier) -> Arc<[Passage]> {
    passages::find(dossier, &Memory::default())
}

/// For each article the earliest that it is a copy of.
#[must_use]
pub fn copies(dossier: &Dossier) -> Vec<Option<ArticleIndex>> {
    copies::find(dossier, &dossier.passages)
}

/// What happened, as [`Dossier::chronology`]. `site_language` is the language of articles that name none.
#[must_use]
pub fn chronology(dossier: &Dossier, site_language: &str) -> Arc<[ChronologyEntry]> {
    let directory = Directory::new(&dossier.content, &dossier.actors);
    chronology::compile(dossier, &directory, &Memory::default(), site_language).entries
}
