//! Links between the documents of a dossier: who links to whom, and whether the anchors that links name are there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::anchors::heading_ids;
use super::{ArticleIndex, Backlink, Dossier, MarkIndex};
use crate::content::body::{Body, Destination, Link, Style, TextId};
use crate::content::{Document, Front};
use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::id::DocumentRef;
use crate::span::ByteSpan;

/// How alike two anchors must be for the one to be offered in place of the other, from 0 to 1.
const ALIKE: f64 = 0.7;

/// Which documents link to each, and the links whose anchor is not there. Needs the anchors of all articles.
pub(super) fn gather(dossier: &Dossier) -> (BTreeMap<DocumentRef, Vec<Backlink>>, Vec<Diagnostic>) {
    let linking = documents(dossier);
    let mut anchors = Anchors {
        dossier,
        documents: linking.iter().map(|page| (&page.reference, page)).collect(),
        known: BTreeMap::new(),
    };
    let mut backlinks: BTreeMap<DocumentRef, Vec<Backlink>> = BTreeMap::new();
    let mut broken = Vec::new();
    for page in &linking {
        let of_body = links(page.body).map(|(text, span, link)| {
            let mark = page.article.and_then(|article| mark_at(dossier, article, text, span));
            (mark, link)
        });
        let of_note = page.note.into_iter().flat_map(links).map(|(_, _, link)| (None, link));
        for (mark, link) in of_body.chain(of_note) {
            if let Destination::Document { target, .. } = &link.destination
                && *target != page.reference
            {
                let backlink = Backlink { from: page.reference.clone(), mark };
                let others = backlinks.entry(target.clone()).or_default();
                if others.last() != Some(&backlink) {
                    others.push(backlink);
                }
            }
            broken.extend(anchors.check(page, link));
        }
    }
    (backlinks, broken)
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
        documents.iter().map(|document| Linking {
            reference: document.reference(),
            article: None,
            file: &document.file,
            body: &document.body,
            note: document.note.as_deref(),
        })
    }
    let content = &dossier.content;
    let articles = dossier.article_indices().map(|article| {
        let document = dossier.document(article);
        Linking {
            reference: document.reference(),
            article: Some(article),
            file: &document.file,
            body: &document.body,
            note: document.note.as_deref(),
        }
    });
    let described =
        of(&content.actors).chain(of(&content.events)).chain(of(&content.measures)).chain(of(&content.sources));
    articles.chain(described).chain(of(&content.pages)).collect()
}

fn links(body: &Body) -> impl Iterator<Item = (TextId, ByteSpan, &Link)> {
    body.text_ids().zip(&body.texts).flat_map(|(id, text)| {
        text.inlines.iter().filter_map(move |inline| match &inline.style {
            Style::Link(link) => Some((id, inline.span, link)),
            _ => None,
        })
    })
}

fn mark_at(dossier: &Dossier, article: ArticleIndex, text: TextId, span: ByteSpan) -> Option<MarkIndex> {
    let mut marks = dossier.marks_within(article, text, span);
    marks.find(|(_, anchored)| anchored.mark.span == span).map(|(index, _)| index)
}

/// The anchors of each document, listed when they are first asked for.
struct Anchors<'a> {
    dossier: &'a Dossier,
    documents: BTreeMap<&'a DocumentRef, &'a Linking<'a>>,
    known: BTreeMap<DocumentRef, BTreeSet<&'a str>>,
}

impl<'a> Anchors<'a> {
    fn check(&mut self, page: &Linking<'_>, link: &Link) -> Option<Diagnostic> {
        let (target, anchor) = match &link.destination {
            Destination::Document { target, fragment: Some(fragment) } => (target, fragment),
            Destination::Anchor(anchor) => (&page.reference, anchor),
            _ => return None,
        };
        let known = self.of(target);
        if known.contains(anchor.as_str()) {
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
