//! The parts of this stage that cost the most, each alone, for those who measure them. They work out anew what a
//! finished dossier already holds.

use std::sync::Arc;

use super::passages::Wording;
use super::profiles::Directory;
use super::{AnnotatedArticle, ArticleIndex, ChronologyEntry, Dossier, Memory, Passages, chronology, copies, passages};
use crate::memo::Key;

/// The passages that two articles share, as [`Dossier::passages`].
#[must_use]
pub fn passages(dossier: &Dossier) -> Passages {
    let reports: Vec<Wording<'_>> = dossier.articles.iter().map(|article| wording(dossier, article)).collect();
    passages::find(&reports, &Memory::default())
}

/// For each article the earliest that it is a copy of.
#[must_use]
pub fn copies(dossier: &Dossier) -> Vec<Option<ArticleIndex>> {
    copies::find(dossier)
}

/// What happened, as [`Dossier::chronology`]. `site_language` is the language of articles that name none.
#[must_use]
pub fn chronology(dossier: &Dossier, site_language: &str) -> Arc<[ChronologyEntry]> {
    let directory = Directory::new(&dossier.content, &dossier.actors, Key::default());
    chronology::compile(dossier, &directory, &Memory::default(), site_language).entries
}

fn wording<'a>(dossier: &'a Dossier, article: &'a AnnotatedArticle) -> Wording<'a> {
    Wording {
        version: article.annotation.reading,
        texts: &dossier.content.articles[article.document].body.texts,
        sentences: &article.annotation.sentences,
    }
}
