//! The reports: their index, and the page of each with its text, its record and what the rest of the dossier says of it.

use serde::Serialize;

use super::super::prose;
use super::super::referents::Referents;
use super::super::view::View;
use super::cards::{self, DayCard, FigureCard, NameCard, PassageCard, ReferenceCard};
use super::json_ld::NewsArticle;
use super::page::PageContext;
use super::{ArticleCard, Link, Shared, ShownDate, ShownReliability};
use crate::content::article::Publish;
use crate::dossier::{ArticleIndex, Backlink, PassageEnd};
use crate::id::{DocumentKind, DocumentRef};

/// Reports with the same text that a page lists at most.
const MOST_COPIES: usize = 8;
/// Related articles that a page lists at most.
const MOST_RELATED: usize = 5;
/// Reports beside which an article is laid that its page lists at most: those that stand out may be laid beside very many.
const MOST_BESIDE: usize = 6;

/// The index of reports: `articles.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ArticlesPage {
    page: PageContext,
    /// The reports, the latest first.
    articles: Vec<Shared<ArticleCard>>,
}

/// A report: `article.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ArticlePage {
    page: PageContext,
    article: Shared<ArticleCard>,
    record: Record,
    /// The text with its marks, as HTML; none where the text is not shown.
    body: Option<String>,
    /// How much of the text is shown: `full`, `excerpts` or `link`.
    publish: Publish,
    /// Its figures that belong to a ledger, in order of the text.
    figures: Vec<FigureCard>,
    /// The actors it concerns, the most mentioned first.
    actors: Vec<NameCard>,
    /// The days that it names and of which the dossier has more to tell.
    days: Vec<DayCard>,
    /// What it refers to: events and other documents.
    references: Vec<ReferenceCard>,
    /// What refers to it.
    backlinks: Vec<Link>,
    /// Reports with the same text: the one that it is a copy of, else its copies.
    same_text: Vec<Shared<ArticleCard>>,
    /// Whether the first of these is the original of this report.
    is_copy: bool,
    /// Passages that it shares with other reports.
    passages: Vec<PassageCard>,
    /// Articles on the same matter.
    related: Vec<Shared<ArticleCard>>,
    /// The pages that lay it beside another report, each by that report's outlet and date.
    beside: Vec<Link>,
    /// The report before it in time.
    previous: Option<Shared<ArticleCard>>,
    /// The report after it in time.
    next: Option<Shared<ArticleCard>>,
}

/// What is known of a report as a document.
#[derive(Debug, Serialize)]
struct Record {
    author: Option<String>,
    url: Option<String>,
    archived: Option<String>,
    retrieved: Option<ShownDate>,
    license: Option<String>,
    reliability: Option<ShownReliability>,
    /// The editor's note, as HTML.
    note: Option<String>,
    corrections: Vec<ShownCorrection>,
    tags: Vec<Link>,
    /// The editor's own keys.
    extra: serde_yaml::Value,
}

/// A correction of a report.
#[derive(Debug, Serialize)]
struct ShownCorrection {
    date: ShownDate,
    text: String,
}

pub(in crate::render) fn index(view: &View<'_>) -> ArticlesPage {
    let latest_first = (0..view.dossier.articles.len()).rev().map(ArticleIndex::new);
    ArticlesPage {
        page: PageContext::new(view, "articles", view.words.word("articles"), "/articles/", &[]),
        articles: latest_first.map(|article| view.card(article).clone()).collect(),
    }
}

pub(in crate::render) fn article(view: &View<'_>, index: ArticleIndex) -> ArticlePage {
    let (report, article) = (view.report(index), view.article(index));
    let referents = Referents::of(view, index);
    let above = [view.section("articles", "/articles/")];
    let neighbour = |index: Option<usize>| {
        index
            .filter(|&index| index < view.dossier.articles.len())
            .map(|index| view.card(ArticleIndex::new(index)).clone())
    };
    ArticlePage {
        page: PageContext::new(view, "article", &report.front.title, &report.address(), &above)
            .description(report.front.summary.as_deref())
            .about(&NewsArticle::new(view, index)),
        article: view.card(index).clone(),
        record: record(view, index),
        body: prose::article(view, index, &referents),
        publish: view.shown(index).publish,
        figures: cards::figures(view, index, &referents),
        actors: cards::names(view, index),
        days: cards::days(view, index, &referents),
        references: cards::references(view, &referents),
        backlinks: view.backlinks(&report.reference()),
        same_text: same_text(view, index),
        is_copy: article.copy_of.is_some(),
        passages: cards::passages(view, index, &referents),
        related: article.related.iter().take(MOST_RELATED).map(|&related| view.card(related).clone()).collect(),
        beside: beside(view, index),
        previous: neighbour(index.at().checked_sub(1)),
        next: neighbour(Some(index.at() + 1)),
    }
}

fn record(view: &View<'_>, index: ArticleIndex) -> Record {
    let front = &view.report(index).front;
    let correction = |correction: &crate::content::article::Correction| ShownCorrection {
        date: view.date(&correction.date),
        text: correction.text.clone(),
    };
    Record {
        author: front.author.clone(),
        url: front.url.clone(),
        archived: front.archived.clone(),
        retrieved: front.retrieved.as_ref().map(|date| view.date(date)),
        license: front.license.clone(),
        reliability: view.reliability_of(index),
        note: prose::note(view, view.report(index)),
        corrections: front.corrections.iter().map(correction).collect(),
        tags: front.tags.iter().map(|tag| view.tag_link(tag)).collect(),
        extra: front.extra.clone(),
    }
}

/// The pages that lay a report beside another, the nearest of the others first.
fn beside(view: &View<'_>, index: ArticleIndex) -> Vec<Link> {
    let article = view.article(index);
    let (near, others): (Vec<_>, Vec<_>) =
        article.beside.iter().partition::<Vec<ArticleIndex>, _>(|other| article.related.contains(other));
    let link = |other: ArticleIndex| {
        Some(Link { title: view.outlet_and_date(other), href: view.side_by_side_href(index, other)? })
    };
    near.into_iter().chain(others).take(MOST_BESIDE).filter_map(link).collect()
}

fn same_text(view: &View<'_>, index: ArticleIndex) -> Vec<Shared<ArticleCard>> {
    let article = view.article(index);
    let same = article.copy_of.iter().chain(article.copies.iter().take(MOST_COPIES));
    same.map(|&other| view.card(other).clone()).collect()
}

impl View<'_> {
    /// The link to the paragraph of a passage; to the article, where its text is not shown in full.
    pub(in crate::render) fn text_href(&self, end: PassageEnd) -> String {
        let page = &self.article_link(end.article).href;
        match self.article(end.article).annotation.text_anchors.get(end.text.at()) {
            Some(anchor) if self.shown(end.article).publish == Publish::Full => format!("{page}#{anchor}"),
            _ => page.clone(),
        }
    }

    /// The link to a tag.
    pub(in crate::render) fn tag_link(&self, tag: &str) -> Link {
        Link { title: tag.to_owned(), href: self.link(&format!("/tags/#{}", slug::slugify(tag))) }
    }

    /// What links to a document, each document once.
    pub(in crate::render) fn backlinks(&self, document: &DocumentRef) -> Vec<Link> {
        let links = self.dossier.backlinks.get(document).map(Vec::as_slice).unwrap_or_default();
        let link = |backlink: &Backlink| {
            let link = self.document(&backlink.from)?;
            Some(Link { href: backlink.mark.map_or(link.href, |mark| self.mark_href(mark)), title: link.title })
        };
        let mut links: Vec<Link> = links.iter().filter_map(link).collect();
        links.dedup_by(|a, b| a.title == b.title);
        links
    }

    /// An event's title and link, by id.
    pub(in crate::render) fn event_link(&self, id: &str) -> Option<Link> {
        self.document(&DocumentRef::new(DocumentKind::Event, crate::id::Id::new(id)))
    }
}
