//! Links between the documents of a dossier: who links to whom, and whether the anchors that links name are there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::anchors::heading_ids;
use super::{ArticleIndex, Backlink, Backlinks, Dossier, MarkIndex, Memory, memory};
use crate::content::body::{Body, Destination, Link, Style, TextId};
use crate::content::{Document, Front};
use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::id::DocumentRef;
use crate::memo::Key;
use crate::span::ByteSpan;

/// How alike two anchors must be for the one to be offered in place of the other, from 0 to 1.
const ALIKE: f64 = 0.7;

/// Which documents link to each, and the links whose anchor is not there. Needs the anchors of all articles.
pub(super) fn gather(dossier: &Dossier, memory: &Memory) -> (Arc<Backlinks>, Vec<Diagnostic>) {
    let linking = documents(dossier);
    let find = |page: &Linking<'_>| Arc::new(outgoing(dossier, page, memory));
    let articles: Vec<ArticleIndex> = dossier.article_indices().collect();
    let version = |article: &ArticleIndex| dossier.articles[article.at()].annotation.version;
    let mut outgoing = memory.outgoing.of(&articles, version, |article| find(&linking[article.at()]));
    outgoing.par_extend(linking[articles.len()..].par_iter().map(find));
    let version = || {
        let documents = linking.iter().zip(&outgoing).map(|(page, outgoing)| (&page.reference, outgoing.version));
        memory::key(Key::default(), documents.collect::<Vec<_>>())
    };
    let backlinks = memory.backlinks.get_or(version, || Arc::new(backlinks(&linking, &outgoing)));
    (backlinks, broken(dossier, &linking, &outgoing))
}

/// Which documents link to each.
fn backlinks(linking: &[Linking<'_>], outgoing: &[Arc<Outgoing>]) -> Backlinks {
    let mut backlinks = Backlinks::new();
    for (page, outgoing) in linking.iter().zip(outgoing) {
        for (target, mark) in outgoing.documents.iter().filter(|(target, _)| *target != page.reference) {
            let mark = page.article.zip(*mark).map(|(article, mark)| MarkIndex::new(article, mark));
            let backlink = Backlink { from: page.reference.clone(), mark };
            let others = backlinks.entry(target.clone()).or_default();
            if others.last() != Some(&backlink) {
                others.push(backlink);
            }
        }
    }
    backlinks
}

/// What one document links to.
#[derive(Debug)]
pub(super) struct Outgoing {
    /// The documents that its links lead to, each with the link's mark where it is in a report's text, in order.
    documents: Box<[(DocumentRef, Option<usize>)]>,
    /// The links that lead to an anchor, in order.
    to_anchors: Box<[Link]>,
    /// A hash of the documents, where a session remembers it.
    version: Key,
}

fn outgoing(dossier: &Dossier, page: &Linking<'_>, memory: &Memory) -> Outgoing {
    let of_body = links(page.body).map(|(text, span, link)| {
        let mark = page.article.and_then(|article| mark_at(dossier, article, text, span));
        (mark, link)
    });
    let of_note = page.note.into_iter().flat_map(links).map(|(_, _, link)| (None, link));
    let (mut documents, mut to_anchors) = (Vec::new(), Vec::new());
    for (mark, link) in of_body.chain(of_note) {
        if let Destination::Document { target, .. } = &link.destination {
            documents.push((target.clone(), mark));
        }
        if anchor_of(link, &page.reference).is_some() {
            to_anchors.push(link.clone());
        }
    }
    let version = if memory.backlinks.remembers() { memory::key(Key::default(), &documents) } else { Key::default() };
    Outgoing { documents: documents.into(), to_anchors: to_anchors.into(), version }
}

/// The document and the anchor of it that a link in `page` leads to.
fn anchor_of<'a>(link: &'a Link, page: &'a DocumentRef) -> Option<(&'a DocumentRef, &'a str)> {
    match &link.destination {
        Destination::Document { target, fragment } => Some((target, fragment.as_deref()?)),
        Destination::Anchor(anchor) => Some((page, anchor)),
        _ => None,
    }
}

/// The links whose anchor is not there.
fn broken(dossier: &Dossier, linking: &[Linking<'_>], outgoing: &[Arc<Outgoing>]) -> Vec<Diagnostic> {
    let to_anchors = || linking.iter().zip(outgoing).filter(|(_, outgoing)| !outgoing.to_anchors.is_empty());
    if to_anchors().next().is_none() {
        return Vec::new();
    }
    let documents = linking.iter().map(|page| (&page.reference, page)).collect();
    let mut anchors = Anchors { dossier, documents, known: BTreeMap::new() };
    let links = to_anchors().flat_map(|(page, outgoing)| outgoing.to_anchors.iter().map(move |link| (page, link)));
    links.filter_map(|(page, link)| anchors.check(page, link)).collect()
}

/// A document with its links.
struct Linking<'a> {
    reference: DocumentRef,
    article: Option<ArticleIndex>,
    file: &'a Arc<SourceFile>,
    body: &'a Body,
    note: Option<&'a Body>,
}

/// All documents: the articles, oldest first, then the others by kind and id.
fn documents(dossier: &Dossier) -> Vec<Linking<'_>> {
    fn of<F: Front>(documents: &[Document<F>]) -> impl Iterator<Item = Linking<'_>> {
        documents.iter().map(|document| linking(document, None))
    }
    let content = &dossier.content;
    let articles = dossier.article_indices().map(|article| linking(dossier.document(article), Some(article)));
    let described =
        of(&content.actors).chain(of(&content.events)).chain(of(&content.measures)).chain(of(&content.sources));
    articles.chain(described).chain(of(&content.pages)).collect()
}

fn linking<F: Front>(document: &Document<F>, article: Option<ArticleIndex>) -> Linking<'_> {
    Linking {
        reference: document.reference(),
        article,
        file: &document.file,
        body: &document.body,
        note: document.note.as_deref(),
    }
}

fn links(body: &Body) -> impl Iterator<Item = (TextId, ByteSpan, &Link)> {
    body.text_ids().zip(&body.texts).flat_map(|(id, text)| {
        text.inlines.iter().filter_map(move |inline| match &inline.style {
            Style::Link(link) => Some((id, inline.span, link)),
            _ => None,
        })
    })
}

fn mark_at(dossier: &Dossier, article: ArticleIndex, text: TextId, span: ByteSpan) -> Option<usize> {
    let mut marks = dossier.marks_within(article, text, span);
    marks.find(|(_, anchored)| anchored.mark.span == span).map(|(index, _)| index.mark())
}

/// The anchors of each document, listed when they are first asked for.
struct Anchors<'a> {
    dossier: &'a Dossier,
    documents: BTreeMap<&'a DocumentRef, &'a Linking<'a>>,
    known: BTreeMap<DocumentRef, BTreeSet<&'a str>>,
}

impl<'a> Anchors<'a> {
    fn check(&mut self, page: &Linking<'_>, link: &Link) -> Option<Diagnostic> {
        let (target, anchor) = anchor_of(link, &page.reference)?;
        let known = self.of(target);
        if known.contains(anchor) {
            return None;
        }
        let place = if *target == page.reference { "on this page".to_owned() } else { format!("in {target}") };
        let help = match nearest(anchor, known) {
            Some(near) => format!("did you mean “#{near}”?"),
            None => "link to a heading of that page, or leave the anchor out".to_owned(),
        };
        let problem = Diagnostic::error(Code::BrokenAnchor, format!("there is no anchor “#{anchor}” {place}"));
        Some(problem.at(page.file, link.source).help(help))
    }

    fn of(&mut self, target: &DocumentRef) -> &BTreeSet<&'a str> {
        if !self.known.contains_key(target) {
            let anchors = self.list(target);
            self.known.insert(target.clone(), anchors);
        }
        &self.known[target]
    }

    /// Headings; of an article its paragraphs and marks, too.
    fn list(&self, target: &DocumentRef) -> BTreeSet<&'a str> {
        let document = self.documents.get(target);
        let headings = document.map(|document| heading_ids(document.body)).into_iter().flatten();
        let article = document.and_then(|document| document.article);
        let annotated = article.into_iter().flat_map(|article| {
            let article = &self.dossier.articles[article.at()];
            let marks = article.annotation.marks.iter().map(|anchored| &*anchored.anchor);
            article.annotation.text_anchors.iter().map(|anchor| &**anchor).chain(marks)
        });
        headings.chain(annotated).collect()
    }
}

fn nearest<'a>(anchor: &str, known: &BTreeSet<&'a str>) -> Option<&'a str> {
    let alike = known.iter().map(|&other| (strsim::jaro_winkler(anchor, other), other));
    alike.filter(|&(score, _)| score >= ALIKE).max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, other)| other)
}
