//! A dossier in a few lines, for tests: documents from front matter and Markdown, read and built as a real one is.

use std::sync::Arc;

use crate::content::body::Destination;
use crate::content::links::{LinkProblem, LinkRequest, Resolve};
use crate::content::{Actor, Article, Content, Document, Event, Front, Measure, Page, Source, markdown};
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::dossier::{self, Dossier, MarkIndex};
use crate::id::{DocumentKind, DocumentRef, Id};
use crate::reading;
use crate::span::ByteSpan;

/// A dossier to be.
#[derive(Debug, Default)]
pub(crate) struct Fixture {
    content: Content,
}

impl Fixture {
    /// Adds a report of `source`; its title is its id.
    pub(crate) fn report(self, id: &str, source: &str, published: &str, text: &str) -> Self {
        self.article(id, &format!("source: {source}\npublished: {published}"), text)
    }

    /// Adds an article; `front` is the rest of its front matter, without the title, which is its id.
    pub(crate) fn article(self, id: &str, front: &str, text: &str) -> Self {
        self.titled(id, id, front, text)
    }

    /// Adds an article with a title of its own.
    pub(crate) fn titled(mut self, id: &str, title: &str, front: &str, text: &str) -> Self {
        self.content.articles.push(document::<Article>(id, &format!("title: {title}\n{front}"), text));
        self
    }

    pub(crate) fn actor(mut self, id: &str, front: &str) -> Self {
        self.content.actors.push(document::<Actor>(id, front, ""));
        self
    }

    pub(crate) fn event(mut self, id: &str, front: &str) -> Self {
        self.content.events.push(document::<Event>(id, front, ""));
        self
    }

    pub(crate) fn measure(mut self, id: &str, front: &str) -> Self {
        self.content.measures.push(document::<Measure>(id, front, ""));
        self
    }

    pub(crate) fn source(mut self, id: &str, front: &str) -> Self {
        self.content.sources.push(document::<Source>(id, front, ""));
        self
    }

    pub(crate) fn page(mut self, id: &str, text: &str) -> Self {
        self.content.pages.push(document::<Page>(id, &format!("title: {id}"), text));
        self
    }

    /// Reads and builds it; panics if there is anything to tell the editor.
    pub(crate) fn build(self) -> Dossier {
        let (dossier, diagnostics) = self.build_with_diagnostics();
        assert_eq!(diagnostics, [], "the fixture has problems");
        dossier
    }

    /// Reads and builds it.
    pub(crate) fn build_with_diagnostics(mut self) -> (Dossier, Vec<Diagnostic>) {
        sort(&mut self.content.articles);
        sort(&mut self.content.actors);
        sort(&mut self.content.events);
        sort(&mut self.content.measures);
        sort(&mut self.content.sources);
        sort(&mut self.content.pages);
        let read = self.content.articles.iter().map(|article| reading::read(article, "en"));
        let (readings, problems): (Vec<_>, Vec<_>) =
            read.map(|(reading, problems)| (Arc::new(reading), problems)).unzip();
        let (dossier, broken) = dossier::build(self.content, readings, "en", &dossier::Memory::default());
        (dossier, problems.into_iter().flatten().chain(broken).collect())
    }
}

fn sort<F>(documents: &mut [Document<F>]) {
    documents.sort_by(|one, other| one.id.cmp(&other.id));
}

fn document<F: Front + serde::de::DeserializeOwned>(id: &str, front: &str, text: &str) -> Document<F> {
    let file = SourceFile::new(format!("content/{}/{id}.md", F::KIND.folder().unwrap_or_default()), text);
    let front: F = serde_yaml::from_str(front).unwrap_or_else(|problem| panic!("front matter of {id}: {problem}"));
    let mut problems = Vec::new();
    let body = markdown::parse(&file, ByteSpan::of(text), &Addresses, &mut problems);
    let note =
        front.note().map(|note| markdown::parse_note(&file, note, ByteSpan::default(), &Addresses, &mut problems));
    assert_eq!(problems, [], "the Markdown of {id}");
    Document { note: note.map(Arc::new), ..Document::apart(id, file, front, body) }
}

/// Takes every address at its word: `../events/vote.md#when`, `#date:2024-07-28`, `#said:ana`, `#plain`, `#anchor`.
struct Addresses;

impl Resolve for Addresses {
    fn resolve(&self, request: LinkRequest<&str>) -> Result<Destination, LinkProblem> {
        let (LinkRequest::Link(address) | LinkRequest::Wikilink(address) | LinkRequest::Image(address)) = request;
        Ok(match (address.split_once('#'), address.split_once(':')) {
            (_, Some(("#date", date))) => Destination::Date(date.parse().expect(date)),
            (_, Some(("#said", id))) => Destination::Said(Id::new(id)),
            _ if address == "#plain" => Destination::Plain,
            (Some(("", anchor)), _) => Destination::Anchor(anchor.to_owned()),
            (Some((path, anchor)), _) => to_document(path, Some(anchor.to_owned())),
            (None, _) => to_document(address, None),
        })
    }
}

fn to_document(path: &str, fragment: Option<String>) -> Destination {
    let path = path.trim_start_matches("../").trim_end_matches(".md");
    let (folder, id) = path.split_once('/').unwrap_or(("", path));
    let kind = DocumentKind::WITH_FOLDER.into_iter().find(|kind| kind.folder() == Some(folder));
    Destination::Document { target: DocumentRef::new(kind.unwrap_or(DocumentKind::Page), Id::new(id)), fragment }
}

impl Dossier {
    /// The mark on the first `words` of the article with that id.
    pub(crate) fn mark_on(&self, article: &str, words: &str) -> MarkIndex {
        let mut marks = self.marks().map(|(index, _)| index);
        let found =
            marks.find(|&index| self.document(index.article).id.as_str() == article && self.words(index) == words);
        found.unwrap_or_else(|| panic!("no mark on “{words}” in {article}"))
    }
}
