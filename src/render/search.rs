//! What the search index holds: one record for each page that is worth finding, with its words as far as they may be shown.
//! The index is public, and its text can be put together again from it, so an unpublished word must not be in it.

use crate::content::article::Publish;
use crate::content::body::{self, Body, Voice};
use crate::content::{Document, Front};
use crate::dossier::{ActorEntry, SourceEntry};

use super::publication::{Publication, Report, actor_address, source_address};

/// A page that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRecord {
    /// Its address from the site's root.
    pub address: String,
    /// The language of its words.
    pub language: String,
    /// Its title.
    pub title: String,
    /// What it shows: the singular of a kind of document, as [`crate::id::DocumentKind::noun`] gives it.
    pub kind: &'static str,
    /// The first day of what it tells, as ISO 8601 writes it.
    pub date: Option<String>,
    /// The outlet of an article.
    pub source: Option<String>,
    /// Its words, as plain text.
    pub content: String,
}

/// The records of a dossier: articles, actors, events, measures, outlets and pages.
#[must_use]
pub fn records(publication: &Publication<'_>) -> Vec<SearchRecord> {
    let dossier = publication.dossier;
    let content = &dossier.content;
    let mut records: Vec<_> = publication.reports().iter().map(article).collect();
    records.extend(dossier.actors.iter().map(|entry| actor(publication, entry)));
    records.extend(content.events.iter().map(|event| {
        let date = event.front.date.earliest().map(|day| day.to_string());
        SearchRecord { date, ..document(publication, event) }
    }));
    records.extend(content.measures.iter().map(|measure| document(publication, measure)));
    records.extend(dossier.sources.iter().map(|entry| source(publication, entry)));
    records.extend(content.pages.iter().map(|page| document(publication, page)));
    records
}

fn article(report: &Report<'_>) -> SearchRecord {
    let front = &report.document.front;
    let notes = (report.publish == Publish::Full).then(|| body::plain_text(&report.document.body, Voice::Editor));
    let words = [
        front.summary.clone().unwrap_or_default(),
        report.shown_text(),
        notes.as_deref().unwrap_or_default().to_owned(),
    ];
    SearchRecord {
        address: report.document.address(),
        language: report.language.to_owned(),
        title: front.title.clone(),
        kind: crate::content::Article::KIND.noun(),
        date: front.published.earliest().map(|day| day.to_string()),
        source: Some(report.source.name.clone()),
        content: joined(words),
    }
}

fn actor(publication: &Publication<'_>, entry: &ActorEntry) -> SearchRecord {
    let file = entry.document.map(|index| &publication.dossier.content.actors[index]);
    let aliases = file.map(|file| file.front.aliases.join("\n\n")).unwrap_or_default();
    SearchRecord {
        address: actor_address(publication.dossier, entry),
        language: publication.config.language.clone(),
        title: entry.name.clone(),
        kind: crate::content::Actor::KIND.noun(),
        date: None,
        source: None,
        content: joined([entry.name.clone(), aliases, file.map(|file| all_words(&file.body)).unwrap_or_default()]),
    }
}

fn source(publication: &Publication<'_>, entry: &SourceEntry) -> SearchRecord {
    let file = entry.document.map(|index| &publication.dossier.content.sources[index]);
    SearchRecord {
        address: source_address(publication.dossier, entry),
        language: publication.config.language.clone(),
        title: entry.name.clone(),
        kind: crate::content::Source::KIND.noun(),
        date: None,
        source: None,
        content: joined([entry.name.clone(), file.map(|file| all_words(&file.body)).unwrap_or_default()]),
    }
}

fn document<F: Front>(publication: &Publication<'_>, document: &Document<F>) -> SearchRecord {
    SearchRecord {
        address: document.address(),
        language: publication.config.language.clone(),
        title: document.front.title().to_owned(),
        kind: F::KIND.noun(),
        date: None,
        source: None,
        content: joined([document.front.title().to_owned(), all_words(&document.body)]),
    }
}

fn all_words(body: &Body) -> String {
    joined([Voice::Report, Voice::Editor].map(|voice| body::plain_text(body, voice).to_string()))
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::exports::fixture;

    #[test]
    fn every_page_with_words_of_its_own_has_a_record() {
        let records = fixture::with_publication(records);
        let shown: Vec<_> =
            records.iter().map(|record| format!("{} {} {:?}", record.kind, record.address, record.content)).collect();
        insta::assert_snapshot!(shown.join("\n"), @r#"
        article /articles/2024-05-06-dam/ "The dam at Peña Alta broke on Sunday. It killed at least 28 people, the river office said.\n\n“Nobody listened to us,” said Ana Ruiz."
        article /articles/2024-05-07-toll/ "The water took 40 lives."
        article /articles/2024-05-09-warning/ "=What the ministry knew."
        actor /actors/ana-ruiz/ "Ana Ruiz\n\nA. Ruiz\n\nThe mayor."
        actor /actors/pena-alta/ "Peña Alta"
        event /events/dam-breaks/ "The dam breaks; the town floods\n\nWater everywhere."
        measure /measures/deaths/ "Deaths in the flood\n\nThe dead."
        source /sources/gazette/ "The Gazette"
        "#);
    }

    #[test]
    fn no_word_of_an_unpublished_sentence_can_be_found() {
        for record in fixture::with_publication(records) {
            assert!(fixture::WITHHELD.iter().all(|withheld| !record.content.contains(withheld)), "{}", record.address);
        }
    }
}
