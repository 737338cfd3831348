//! What of a dossier goes out: the ground on which feeds, search and exports stand. It answers the three questions that all of
//! them ask: at what URL is it, at which code points does a mark stand, and which words of a report may be shown.
//!
//! A report's words leave the dossier through [`Report`] alone, so that one place honours `publish`:
//! `full` gives every word, `excerpts` the sentences that bear a mark, `link` none. Values and positions always go out.

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::config::Config;
use crate::content::article::{Article, Publish};
use crate::content::body::{self, Text, TextId, Voice};
use crate::content::{Document, Front};
use crate::dossier::{
    ActorEntry, ActorIndex, AnchoredMark, AnnotatedArticle, ArticleIndex, ChronologyEntry, Dossier, MarkIndex,
    SourceEntry,
};
use crate::id::{DocumentKind, Id};
use crate::reading::mark::{Attribution, Mark};
use crate::span::{ByteSpan, CharIndex, CharSpan};

use super::address::Addresses;
use super::chronology_pages::ChronologyPages;

/// What stands between two texts of a report's plain text; [`body::plain_text`] joins with the same.
const TEXT_SEPARATOR: &str = "\n\n";

/// What stands between two excerpts that are not next to each other.
const ELLIPSIS: &str = " […] ";

/// A dossier with all that is needed to send it out.
#[derive(Debug)]
pub struct Publication<'a> {
    /// The model.
    pub dossier: &'a Dossier,
    /// The settings of the site.
    pub config: &'a Config,
    /// The pages of the chronology.
    pub(super) chronology: Arc<ChronologyPages>,
    pub(super) addresses: &'a Addresses,
    reports: Vec<Report<'a>>,
}

impl<'a> Publication<'a> {
    /// Makes `dossier` ready; linear in the number of its articles and of its chronology's entries.
    #[must_use]
    pub fn new(dossier: &'a Dossier, config: &'a Config, addresses: &'a Addresses) -> Self {
        Self::with_pages(dossier, config, addresses, Arc::new(ChronologyPages::new(dossier)))
    }

    /// The same where the pages of the chronology are known.
    pub(super) fn with_pages(
        dossier: &'a Dossier,
        config: &'a Config,
        addresses: &'a Addresses,
        chronology: Arc<ChronologyPages>,
    ) -> Self {
        let reports = dossier.articles.iter().map(|annotated| Report::new(dossier, config, annotated)).collect();
        Self { dossier, config, chronology, addresses, reports }
    }

    /// The articles, oldest first.
    #[must_use]
    pub fn reports(&self) -> &[Report<'a>] {
        &self.reports
    }

    /// One article.
    #[must_use]
    pub fn report(&self, article: ArticleIndex) -> &Report<'a> {
        &self.reports[article.at()]
    }

    /// A mark, with the report in which it stands.
    #[must_use]
    pub fn mark(&self, index: MarkIndex) -> (&Report<'a>, &'a AnchoredMark) {
        let report = self.report(index.article);
        (report, &report.annotated.annotation.marks[index.mark()])
    }

    /// An actor.
    #[must_use]
    pub fn actor(&self, actor: ActorIndex) -> &'a ActorEntry {
        &self.dossier.actors[actor]
    }

    /// The URL of an address of the site.
    #[must_use]
    pub fn url(&self, address: &str) -> String {
        self.addresses.url(address)
    }

    /// The URL of a document's page.
    #[must_use]
    pub fn document_url<F: Front>(&self, document: &Document<F>) -> String {
        self.url(&document.address())
    }

    /// The URL of a mark: the article's with the mark's anchor, or without it where the page does not show the text.
    #[must_use]
    pub fn mark_url(&self, index: MarkIndex) -> String {
        let (report, mark) = self.mark(index);
        let page = self.document_url(report.document);
        if report.publish == Publish::Link { page } else { page + "#" + &mark.anchor }
    }

    /// The URL of an actor's page.
    #[must_use]
    pub fn actor_url(&self, actor: &ActorEntry) -> String {
        self.url(&actor_address(self.dossier, actor))
    }

    /// The URL of the entry of that index: the page of its event, else its place in the chronology.
    #[must_use]
    pub fn entry_url(&self, index: usize) -> String {
        let entry = &self.dossier.chronology[index];
        match entry.event {
            Some(event) => self.document_url(&self.dossier.content.events[event]),
            None => self.url(&format!("{}#{}", self.chronology.address_of(index), entry.anchor)),
        }
    }

    /// What an entry tells: the event's title, else the first passage that may be shown; empty where none may.
    #[must_use]
    pub fn entry_text(&self, entry: &ChronologyEntry) -> &'a str {
        match entry.event {
            Some(event) => &self.dossier.content.events[event].front.title,
            None => self.entry_passages(entry).next().unwrap_or_default(),
        }
    }

    /// The passages of an entry that may be shown, in order.
    pub fn entry_passages(&self, entry: &ChronologyEntry) -> impl Iterator<Item = &'a str> {
        entry.passages.iter().filter_map(|&index| {
            let (report, mark) = self.mark(index);
            report.sentence(&mark.mark)
        })
    }

    /// The ids of the articles that tell an entry, each once, in order.
    #[must_use]
    pub fn entry_articles(&self, entry: &ChronologyEntry) -> Vec<&'a Id> {
        let mut articles: Vec<_> = entry.passages.iter().map(|passage| passage.article).collect();
        articles.dedup();
        articles.into_iter().map(|article| &self.report(article).document.id).collect()
    }

    /// Who is the origin of a figure: the name of `actor`, else the words of the report where they may be shown.
    #[must_use]
    pub fn origin(&self, figure: MarkIndex, actor: Option<ActorIndex>) -> Option<&'a str> {
        let named = || {
            let (report, anchored) = self.mark(figure);
            report.attribution(&anchored.mark)
        };
        actor.map(|actor| self.actor(actor).name.as_str()).or_else(named)
    }
}

/// The address of an actor's page; a provisional actor has one too.
#[must_use]
pub fn actor_address(dossier: &Dossier, actor: &ActorEntry) -> String {
    let document = actor.document.map(|document| &dossier.content.actors[document]);
    document.map_or_else(|| address_of(DocumentKind::Actor, &actor.id), Document::address)
}

/// The address of an outlet's page; one without a file has one too.
#[must_use]
pub fn source_address(dossier: &Dossier, source: &SourceEntry) -> String {
    let document = source.document.map(|document| &dossier.content.sources[document]);
    document.map_or_else(|| address_of(DocumentKind::Source, &source.id), Document::address)
}

fn address_of(kind: DocumentKind, id: &Id) -> String {
    format!("/{}/{id}/", kind.folder().unwrap_or_default())
}

/// An article, with what of its words may be shown.
#[derive(Debug)]
pub struct Report<'a> {
    /// Its file.
    pub document: &'a Document<Article>,
    /// Its marks.
    pub annotated: &'a AnnotatedArticle,
    /// Its outlet.
    pub source: &'a SourceEntry,
    /// The language it is written in.
    pub language: &'a str,
    /// How much of its text is shown.
    pub publish: Publish,
    /// Found out when somebody asks: pages do not.
    places: OnceLock<Vec<Option<TextPlace>>>,
}

/// Where a text of the report stands in its plain text.
#[derive(Debug)]
struct TextPlace {
    /// The code points before it.
    before: usize,
    index: CharIndex,
}

impl<'a> Report<'a> {
    fn new(dossier: &'a Dossier, config: &'a Config, annotated: &'a AnnotatedArticle) -> Self {
        let document = &dossier.content.articles[annotated.document];
        Self {
            document,
            annotated,
            source: &dossier.sources[annotated.source.at()],
            language: document.front.language.as_deref().unwrap_or(&config.language),
            publish: document.front.publish.unwrap_or(config.publish),
            places: OnceLock::new(),
        }
    }

    /// The report's words that may be shown, as plain text.
    #[must_use]
    pub fn shown_text(&self) -> String {
        match self.publish {
            Publish::Full => body::plain_text(&self.document.body, Voice::Report).to_string(),
            Publish::Excerpts => self.excerpts().join(ELLIPSIS),
            Publish::Link => String::new(),
        }
    }

    /// What the report says in a sentence or two: the editor's summary, else its first sentence with a mark, where that may be shown.
    #[must_use]
    pub fn summary(&self) -> Option<&'a str> {
        let mut marks = self.annotated.annotation.marks.iter().map(|anchored| &anchored.mark);
        let first_marked = || marks.find(|mark| self.position(mark).is_some()).and_then(|mark| self.sentence(mark));
        self.document.front.summary.as_deref().map(str::trim).or_else(first_marked)
    }

    /// The day on which the article last changed: of its last correction, else of its publication.
    #[must_use]
    pub fn last_changed(&self) -> Option<Date> {
        let front = &self.document.front;
        let corrections = front.corrections.iter().filter_map(|correction| correction.date.earliest());
        corrections.chain(front.published.earliest()).max()
    }

    /// Where a mark stands in the report's plain text; none in an editor's note, which is no part of the report.
    #[must_use]
    pub fn position(&self, mark: &Mark) -> Option<CharSpan> {
        self.position_of(mark.text, mark.span)
    }

    /// Where a span of one of its texts stands in the report's plain text; none in an editor's note.
    #[must_use]
    pub fn position_of(&self, text: TextId, span: ByteSpan) -> Option<CharSpan> {
        let places = self.places.get_or_init(|| places(&self.document.body.texts));
        let place = places.get(text.at())?.as_ref()?;
        let within = place.index.chars(span);
        Some(CharSpan { start: place.before + within.start, end: place.before + within.end })
    }

    /// The words of a mark, where they may be shown.
    #[must_use]
    pub fn words(&self, mark: &Mark) -> Option<&'a str> {
        self.shown(mark.text, mark.span)
    }

    /// The sentence of a mark, or the sentences that it spans, where they may be shown.
    #[must_use]
    pub fn sentence(&self, mark: &Mark) -> Option<&'a str> {
        self.shown(mark.text, self.sentence_span(mark))
    }

    /// Whom the report names as a figure's origin, where those words may be shown.
    #[must_use]
    pub fn attribution(&self, mark: &Mark) -> Option<&'a str> {
        match &mark.figure()?.attribution {
            Attribution::Source { span, .. } => self.shown_with(mark, *span),
            Attribution::None | Attribution::Ambiguous => None,
        }
    }

    /// Words that belong to a mark, such as a speaker's name, where they may be shown: as an excerpt, only in the mark's sentence.
    #[must_use]
    pub fn shown_with(&self, mark: &Mark, span: ByteSpan) -> Option<&'a str> {
        let seen = self.publish == Publish::Full || self.sentence_span(mark).contains(span);
        self.shown(mark.text, span).filter(|_| seen)
    }

    /// The words of a mark with up to `reach` code points on either side, where they may be shown. What stands around a mark
    /// is taken from its own text, and where only excerpts are shown, from its own sentence.
    #[must_use]
    pub fn quote(&self, mark: &Mark, reach: usize) -> Option<Quote<'a>> {
        let text = ByteSpan::of(self.text(mark.text));
        let around = if self.publish == Publish::Full { text } else { self.sentence_span(mark) };
        let quote = self.quote_in(mark, around)?;
        Some(Quote { prefix: last_chars(quote.prefix, reach), suffix: first_chars(quote.suffix, reach), ..quote })
    }

    /// The words of a mark with what stands around them in a span of their text, where they may be shown.
    pub(super) fn quote_in(&self, mark: &Mark, around: ByteSpan) -> Option<Quote<'a>> {
        let exact = self.words(mark)?;
        let text = self.text(mark.text);
        let prefix = text.get(around.start()..mark.span.start()).unwrap_or_default();
        let suffix = text.get(mark.span.end()..around.end()).unwrap_or_default();
        Some(Quote { prefix, exact, suffix })
    }

    fn text(&self, id: TextId) -> &'a str {
        &self.document.body.text(id).plain
    }

    /// The words of a span of one of its texts, where they may be shown.
    #[must_use]
    pub fn shown(&self, text: TextId, span: ByteSpan) -> Option<&'a str> {
        (self.publish != Publish::Link).then(|| span.of_text(self.text(text)))
    }

    /// The span of the sentences that a mark touches; the mark's own where sentences are not known.
    #[must_use]
    pub fn sentence_span(&self, mark: &Mark) -> ByteSpan {
        let sentences = self.annotated.annotation.sentences.get(mark.text.at()).map(Vec::as_slice).unwrap_or_default();
        let first = sentences.partition_point(|sentence| sentence.end() <= mark.span.start());
        let touched = sentences[first..].iter().take_while(|sentence| sentence.start() < mark.span.end());
        touched.fold(mark.span, |span, &sentence| span.cover(sentence))
    }

    /// The sentences that bear a mark, in order; neighbours are one piece.
    fn excerpts(&self) -> Vec<&'a str> {
        let mut spans: Vec<(TextId, ByteSpan)> = Vec::new();
        let marks = self.annotated.annotation.marks.iter().map(|anchored| &anchored.mark);
        for mark in marks.filter(|mark| self.position(mark).is_some()) {
            let span = self.sentence_span(mark);
            match spans.last_mut() {
                Some((text, last)) if *text == mark.text && self.touches(*text, *last, span) => {
                    *last = last.cover(span);
                }
                _ => spans.push((mark.text, span)),
            }
        }
        spans.into_iter().filter_map(|(text, span)| self.shown(text, span)).collect()
    }

    /// Whether nothing but white space lies between two spans of a text.
    fn touches(&self, text: TextId, earlier: ByteSpan, later: ByteSpan) -> bool {
        self.text(text).get(earlier.end()..later.start()).is_none_or(|between| between.trim().is_empty())
    }
}

/// Words with what stands around them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quote<'a> {
    /// What stands before.
    pub prefix: &'a str,
    /// The words.
    pub exact: &'a str,
    /// What stands after.
    pub suffix: &'a str,
}

/// Where each text of a report stands in its plain text: nowhere if it is the editor's.
fn places(texts: &[Text]) -> Vec<Option<TextPlace>> {
    let mut before = 0;
    let place = |text: &Text| {
        (text.voice == Voice::Report).then(|| {
            let place = TextPlace { before, index: CharIndex::new(&text.plain) };
            before += text.plain.chars().count() + TEXT_SEPARATOR.len();
            place
        })
    };
    texts.iter().map(place).collect()
}

fn last_chars(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}

pub(super) fn first_chars(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::exports::fixture;

    #[test]
    fn context_is_cut_between_characters() {
        assert_eq!(last_chars("Peña Alta", 7), "ña Alta");
        assert_eq!(first_chars("Peña Alta", 3), "Peñ");
        assert_eq!((last_chars("ñ", 0), first_chars("ñ", 9)), ("", "ñ"));
    }

    #[test]
    fn a_report_shows_what_its_publish_allows() {
        let shown = fixture::with_publication(|publication| {
            publication.reports().iter().map(Report::shown_text).collect::<Vec<_>>()
        });
        assert!(shown[0].ends_with("said Ana Ruiz."));
        assert_eq!(shown[1..], ["The water took 40 lives.", ""]);
    }

    #[test]
    fn a_mark_whose_text_is_not_shown_leads_to_the_page() {
        let url = |article, mark| {
            fixture::with_publication(|publication| {
                publication.mark_url(MarkIndex::new(ArticleIndex::new(article), mark))
            })
        };
        assert_eq!(url(1, 1), "https://a.org/flood/articles/2024-05-07-toll/#f1");
        assert_eq!(url(2, 0), "https://a.org/flood/articles/2024-05-09-warning/");
    }
}
