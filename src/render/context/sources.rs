//! Where statements come from: the index of outlets, and the page of each with its reports.

use serde::Serialize;

use super::super::chronology_pages::WHOLE;
use super::super::prose;
use super::super::publication::source_address;
use super::super::view::View;
use super::chronology::EntryContext;
use super::page::PageContext;
use super::{ArticleCard, Link, Quote, Shared, ShownReliability};
use crate::content::Source;
use crate::content::source::SourceKind;
use crate::dossier::{MarkIndex, SourceIndex};

/// Entries of the chronology that an outlet's page shows at most: the weightiest.
const MOST_ENTRIES: usize = 60;

/// Quotes of one kind that the page of an outlet shows at most.
const MOST_QUOTES: usize = 8;

/// The index of outlets: `sources.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct SourcesPage {
    page: PageContext,
    sources: Vec<SourceCard>,
}

/// An outlet in a list.
#[derive(Debug, Serialize)]
struct SourceCard {
    title: String,
    href: String,
    /// What sort of outlet it is, in words.
    kind: Option<String>,
    country: Option<String>,
    homepage: Option<String>,
    reliability: Option<ShownReliability>,
    /// How many reports the dossier has of it, in words.
    reports: String,
}

/// An outlet: `source.html`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct SourcePage {
    page: PageContext,
    source: SourceCard,
    /// What the outlet is, as HTML.
    body: String,
    articles: Vec<Shared<ArticleCard>>,
    /// What happened, as it tells it: the entries of the chronology that matter most, in order.
    entries: Vec<EntryContext>,
    /// What it was the first to report, what it reports alone, and what other reports contradict: the weightiest of each.
    first: Vec<Quote>,
    alone: Vec<Quote>,
    differently: Vec<Quote>,
    /// The chronology with what it tells alone, where that is more.
    all_entries: Option<Link>,
    tags: Vec<Link>,
}

pub(in crate::render) fn index(view: &View<'_>) -> SourcesPage {
    SourcesPage {
        page: PageContext::new(view, "sources", view.words.word("sources"), "/sources/", &[]),
        sources: (0..view.dossier.sources.len()).map(|source| card(view, SourceIndex::new(source))).collect(),
    }
}

pub(in crate::render) fn source(view: &View<'_>, index: SourceIndex) -> SourcePage {
    let source = &view.dossier.sources[index.at()];
    let document = source.document.map(|document| &view.dossier.content.sources[document]);
    let address = source_address(view.dossier, source);
    let above = [view.section("sources", "/sources/")];
    let tags = document.into_iter().flat_map(|document| &document.front.tags);
    SourcePage {
        page: PageContext::new(view, "source", &source.name, &address, &above),
        source: card(view, index),
        body: document.map(|document| prose::body(view, &document.body)).unwrap_or_default(),
        entries: entries(view, index),
        first: weightiest(view, &source.firsts.first),
        alone: weightiest(view, &source.firsts.alone),
        differently: weightiest(view, &source.firsts.differently),
        all_entries: (view.publication.chronology.of_source(view.dossier, index).len() > MOST_ENTRIES).then(|| Link {
            title: view.words.word("all_dates").to_owned(),
            href: format!("{}?source={}", view.link(WHOLE), source.id),
        }),
        articles: source.articles.iter().rev().map(|&article| view.card(article).clone()).collect(),
        tags: tags.map(|tag| view.tag_link(tag)).collect(),
    }
}

fn weightiest(view: &View<'_>, marks: &[MarkIndex]) -> Vec<Quote> {
    marks.iter().take(MOST_QUOTES).map(|&mark| view.quote(mark)).collect()
}

fn entries(view: &View<'_>, index: SourceIndex) -> Vec<EntryContext> {
    let weight = |entry: usize| view.dossier.chronology[entry].weight;
    let mut entries = view.publication.chronology.of_source(view.dossier, index).to_vec();
    entries.sort_by(|&one, &other| weight(other).total_cmp(&weight(one)));
    entries.truncate(MOST_ENTRIES);
    entries.sort_unstable();
    entries.into_iter().map(|entry| view.entry_of_source(entry, index)).collect()
}

fn card(view: &View<'_>, index: SourceIndex) -> SourceCard {
    let source = &view.dossier.sources[index.at()];
    let front: Option<&Source> = source.document.map(|document| &*view.dossier.content.sources[document].front);
    let Link { title, href } = view.source_link(index).unshared();
    SourceCard {
        title,
        href,
        kind: front.and_then(|front| front.kind).and_then(|kind| kind_word(view, kind)),
        country: front.and_then(|front| front.country.clone()),
        homepage: front.and_then(|front| front.homepage.clone()),
        reliability: front.and_then(|front| front.reliability).map(|code| view.reliability(code)),
        reports: view.words.count("reports", source.articles.len()),
    }
}

/// What sort of outlet it is; nothing where it is none of those that have a word.
fn kind_word(view: &View<'_>, kind: SourceKind) -> Option<String> {
    let word = match kind {
        SourceKind::Agency => "kind_agency",
        SourceKind::Newspaper => "kind_newspaper",
        SourceKind::Broadcaster => "kind_broadcaster",
        SourceKind::Website => "kind_website",
        SourceKind::Ngo => "kind_ngo",
        SourceKind::Government => "kind_government",
        SourceKind::Other => return None,
    };
    Some(view.words.word(word).to_owned())
}
