//! The dossier as pages look at it: names, links and words of everything, by index, without copying the model.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use foldhash::HashMap;

use super::address::Addresses;
use super::context::cards::{Happening, Who};
use super::context::{ArticleCard, Link, Quote, Shared, ShownDate};
use super::publication::{Publication, Report, actor_address, source_address};
use super::words::Words;
use crate::config::Config;
use crate::content::actor::Role;
use crate::content::article::Publish;
use crate::content::{Article, Document, Front};
use crate::dossier::{
    ActorIndex, AnchoredMark, AnnotatedArticle, ArticleIndex, Claim, Dossier, Ledger, MarkIndex, SourceIndex, Target,
};
use crate::edtf::{Edtf, Form, Precision};
use crate::id::{DocumentKind, DocumentRef, Id};
use crate::span::ByteSpan;

/// What every page is made from.
#[derive(Debug)]
pub struct View<'a> {
    /// The model.
    pub dossier: &'a Dossier,
    /// The site's settings.
    pub config: &'a Config,
    /// Links.
    pub addresses: &'a Addresses,
    /// What of the dossier goes out.
    pub publication: Publication<'a>,
    /// The words of the interface.
    pub words: &'a Words,
    /// The names of actors and outlets that have a page without a file; found when a page asks for one.
    unfiled: OnceLock<HashMap<DocumentRef, String>>,
    /// The report of each article of the content; found when a page asks for one.
    reports_of: OnceLock<Vec<Option<ArticleIndex>>>,
    /// What happened, as the cards of days show it: the entries of the chronology, made when a page asks for one.
    happenings: Vec<OnceLock<Shared<Happening>>>,
    /// The name and link of every actor, by its position; made when a page asks for it, like what follows.
    actors: Vec<OnceLock<Shared<Link>>>,
    /// Who every actor is, by its position.
    whos: Vec<OnceLock<Who>>,
    /// The name and link of every outlet, by [`SourceIndex`].
    sources: Vec<OnceLock<Shared<Link>>>,
    /// The title and link of every report, by [`ArticleIndex`].
    reports: Vec<OnceLock<Shared<Link>>>,
    /// When every report was published, by [`ArticleIndex`].
    published: Vec<OnceLock<Shared<ShownDate>>>,
    /// Every report as lists show it, by [`ArticleIndex`].
    cards: Vec<OnceLock<Shared<ArticleCard>>>,
}

impl<'a> View<'a> {
    /// A view of what of a dossier goes out.
    #[must_use]
    pub fn new(publication: Publication<'a>, words: &'a Words) -> Self {
        let Publication { dossier, config, addresses, .. } = publication;
        Self {
            dossier,
            config,
            addresses,
            publication,
            words,
            unfiled: OnceLock::new(),
            reports_of: OnceLock::new(),
            happenings: unmade(dossier.chronology.len()),
            actors: unmade(dossier.actors.len()),
            whos: unmade(dossier.actors.len()),
            sources: unmade(dossier.sources.len()),
            reports: unmade(dossier.articles.len()),
            published: unmade(dossier.articles.len()),
            cards: unmade(dossier.articles.len()),
        }
    }

    /// A report for lists.
    #[must_use]
    pub fn card(&self, index: ArticleIndex) -> &Shared<ArticleCard> {
        self.cards[index.at()].get_or_init(|| Shared::new(self.new_card(index)))
    }

    /// When a report was published.
    #[must_use]
    pub fn published(&self, index: ArticleIndex) -> &Shared<ShownDate> {
        let made = || Shared::new(self.date(&self.report(index).front.published));
        self.published[index.at()].get_or_init(made)
    }

    /// What tells a document from others of like title: an event's date, a report's outlet and date.
    #[must_use]
    pub fn about(&self, reference: &DocumentRef) -> Option<String> {
        let content = &self.dossier.content;
        match reference.kind {
            DocumentKind::Event => {
                place_of(&content.events, &reference.id).map(|event| self.words.date(&content.events[event].front.date))
            }
            DocumentKind::Article => {
                let reports = self.reports_of.get_or_init(|| reports_of(self.dossier));
                let report = place_of(&content.articles, &reference.id).and_then(|article| reports[article]);
                report.map(|report| self.outlet_and_date(report))
            }
            DocumentKind::Actor | DocumentKind::Measure | DocumentKind::Source | DocumentKind::Page => None,
        }
    }

    /// The entries of the chronology of a day (or month, or year), the weightiest first, less those that this article alone tells.
    pub(super) fn happenings(&self, day: &str, article: ArticleIndex) -> impl Iterator<Item = usize> {
        self.on_day(day).iter().copied().filter(move |&entry| !self.is_told_alone(entry, article))
    }

    /// How many entries [`Self::happenings`] gives. A year has thousands, so those left out are counted, not the others.
    pub(super) fn count_happenings(&self, day: &str, article: ArticleIndex) -> usize {
        let of_day = |&entry: &usize| self.dossier.chronology[entry].date.as_str() == day;
        let told = self.article(article).aimed.iter().filter_map(|&(_, target)| match target {
            Target::Entry(entry) => Some(entry.at()),
            Target::Claim { .. } | Target::Actor(_) | Target::None => None,
        });
        let alone: BTreeSet<usize> = told.filter(of_day).filter(|&entry| self.is_told_alone(entry, article)).collect();
        self.on_day(day).len() - alone.len()
    }

    fn on_day(&self, day: &str) -> &[usize] {
        self.publication.chronology.on_day(day)
    }

    /// Whether nobody tells an entry but that article.
    fn is_told_alone(&self, entry: usize, article: ArticleIndex) -> bool {
        let entry = &self.dossier.chronology[entry];
        entry.event.is_none() && entry.passages.iter().all(|passage| passage.article == article)
    }

    /// An entry of the chronology as the card of its day shows it.
    pub(super) fn happening(&self, entry: usize) -> &Shared<Happening> {
        self.happenings[entry].get_or_init(|| Shared::new(Happening::new(self, entry)))
    }

    /// The link to an address of this site.
    #[must_use]
    pub fn link(&self, address: &str) -> String {
        self.addresses.link(address)
    }

    /// The title and link of a document; none where it has no page.
    #[must_use]
    pub fn document(&self, reference: &DocumentRef) -> Option<Link> {
        let (title, address) = self.titled(reference)?;
        Some(Link { title: title.to_owned(), href: self.link(&address) })
    }

    /// The address of a document's page.
    #[must_use]
    pub fn document_address(&self, reference: &DocumentRef) -> Option<String> {
        self.titled(reference).map(|(_, address)| address)
    }

    /// Title and address of a document that has a page, with or without a file.
    fn titled(&self, reference: &DocumentRef) -> Option<(&str, String)> {
        let DocumentRef { kind, id } = reference;
        let content = &self.dossier.content;
        let in_file = match kind {
            DocumentKind::Article => titled(&content.articles, id),
            DocumentKind::Actor => titled(&content.actors, id),
            DocumentKind::Event => titled(&content.events, id),
            DocumentKind::Measure => titled(&content.measures, id),
            DocumentKind::Source => titled(&content.sources, id),
            DocumentKind::Page => titled(&content.pages, id),
        };
        in_file.or_else(|| {
            let name = self.unfiled.get_or_init(|| unfiled(self.dossier)).get(reference)?;
            Some((name.as_str(), format!("/{}/{id}/", kind.folder()?)))
        })
    }

    /// An article's marks.
    #[must_use]
    pub fn article(&self, index: ArticleIndex) -> &'a AnnotatedArticle {
        &self.dossier.articles[index.at()]
    }

    /// An article's front matter and text.
    #[must_use]
    pub fn report(&self, index: ArticleIndex) -> &'a Document<Article> {
        &self.dossier.content.articles[self.article(index).document]
    }

    /// An article's title and link.
    #[must_use]
    pub fn article_link(&self, index: ArticleIndex) -> &Shared<Link> {
        self.reports[index.at()].get_or_init(|| self.new_article_link(index))
    }

    fn new_article_link(&self, index: ArticleIndex) -> Shared<Link> {
        let report = self.report(index);
        self.new_link(&report.front.title, &report.address())
    }

    /// An article, with what of its words may be shown.
    #[must_use]
    pub fn shown(&self, index: ArticleIndex) -> &Report<'a> {
        self.publication.report(index)
    }

    /// A mark.
    #[must_use]
    pub fn mark(&self, index: MarkIndex) -> &'a AnchoredMark {
        &self.article(index.article).annotation.marks[index.mark()]
    }

    /// The link to a mark in its article; to the article, where its text is not shown.
    #[must_use]
    pub fn mark_href(&self, index: MarkIndex) -> String {
        let page = &self.article_link(index.article).href;
        match self.shown(index.article).publish {
            Publish::Link => page.clone(),
            Publish::Full | Publish::Excerpts => [page, "#", &self.mark(index).anchor].concat(),
        }
    }

    /// A mark in its sentence, with where it stands; without words where they may not be shown.
    #[must_use]
    pub fn quote(&self, index: MarkIndex) -> Quote {
        self.quote_in(index, self.shown(index.article).sentence_span(&self.mark(index).mark))
    }

    /// The same where its sentence is known.
    pub(super) fn quote_in(&self, index: MarkIndex, sentence: ByteSpan) -> Quote {
        let shown = self.shown(index.article);
        let quote = shown.quote_in(&self.mark(index).mark, sentence).unwrap_or_default();
        Quote {
            before: quote.prefix.to_owned(),
            words: quote.exact.to_owned(),
            after: quote.suffix.to_owned(),
            href: self.mark_href(index),
            article: self.article_link(index.article).clone(),
            source: self.source_link(self.article(index.article).source).clone(),
            published: self.published(index.article).clone(),
            language: shown.language.to_owned(),
        }
    }

    /// An outlet's name and link.
    #[must_use]
    pub fn source_link(&self, index: SourceIndex) -> &Shared<Link> {
        let source = &self.dossier.sources[index.at()];
        let made = || self.new_link(&source.name, &source_address(self.dossier, source));
        self.sources[index.at()].get_or_init(made)
    }

    /// An actor's name and link.
    #[must_use]
    pub fn actor_link(&self, index: ActorIndex) -> &Shared<Link> {
        let actor = &self.dossier.actors[index];
        let made = || self.new_link(&actor.name, &actor_address(self.dossier, actor));
        self.actors[self.dossier.actors.position(index)].get_or_init(made)
    }

    /// Who an actor is, in words.
    #[must_use]
    pub(super) fn who(&self, index: ActorIndex) -> &Who {
        self.whos[self.dossier.actors.position(index)].get_or_init(|| Who::new(self, index))
    }

    /// The roles that an actor's file lists.
    #[must_use]
    pub(super) fn roles(&self, index: ActorIndex) -> &'a [Role] {
        let document = self.dossier.actors[index].document;
        document.map(|document| self.dossier.content.actors[document].front.roles.as_slice()).unwrap_or_default()
    }

    fn new_link(&self, title: &str, address: &str) -> Shared<Link> {
        Shared::new(Link { title: title.to_owned(), href: self.link(address) })
    }

    /// The actor of that id, name or alias, as front matter gives it.
    #[must_use]
    pub fn actor_named(&self, name: &str) -> Option<ActorIndex> {
        let is_named = |actor: &crate::dossier::ActorEntry| {
            let document = actor.document.map(|document| &self.dossier.content.actors[document].front);
            let mut names = document.into_iter().flat_map(|front| &front.aliases);
            actor.id.as_str() == name
                || actor.name.eq_ignore_ascii_case(name)
                || names.any(|alias| alias.eq_ignore_ascii_case(name))
        };
        self.dossier.actors.find(is_named)
    }

    /// A measure's title and link.
    #[must_use]
    pub fn measure_link(&self, ledger: &Ledger) -> Link {
        let measure = &self.dossier.content.measures[ledger.measure];
        Link { title: measure.front.title.clone(), href: self.link(&measure.address()) }
    }

    /// The anchor of a claim's row in its ledger.
    #[must_use]
    pub fn claim_anchor(&self, claim: &Claim) -> String {
        format!("{}-{}", self.mark(claim.figure).anchor, self.report(claim.figure.article).slug)
    }

    /// The link to an entry of the chronology.
    #[must_use]
    pub fn entry_href(&self, entry: usize) -> String {
        let anchor = &self.dossier.chronology[entry].anchor;
        self.link(&[self.publication.chronology.address_of(entry), "#", anchor].concat())
    }

    /// A date in words and for programs.
    #[must_use]
    pub fn date(&self, date: &Edtf) -> ShownDate {
        let iso = match date.form() {
            Form::Single(single) => match single.precision {
                Precision::Day => Some(single.first().to_string()),
                Precision::Month => Some(format!("{:04}-{:02}", single.first().year(), single.first().month())),
                Precision::Year => Some(format!("{:04}", single.first().year())),
                Precision::Season | Precision::Decade | Precision::Century => None,
            },
            Form::Interval { .. } | Form::OneOf(_) => None,
        };
        ShownDate { text: self.words.date(date), edtf: date.as_str().to_owned(), iso }
    }
}

/// So many that are not made yet.
fn unmade<T>(count: usize) -> Vec<OnceLock<T>> {
    std::iter::repeat_with(OnceLock::new).take(count).collect()
}

/// The names of actors and outlets without a file.
fn unfiled(dossier: &Dossier) -> HashMap<DocumentRef, String> {
    let name = |kind, id: &Id, name: &String| (DocumentRef::new(kind, id.clone()), name.clone());
    let actors = dossier.actors.iter().filter(|actor| actor.document.is_none());
    let actors = actors.map(|actor| name(DocumentKind::Actor, &actor.id, &actor.name));
    let sources = dossier.sources.iter().filter(|source| source.document.is_none());
    let sources = sources.map(|source| name(DocumentKind::Source, &source.id, &source.name));
    actors.chain(sources).collect()
}

/// The report of each article of the content.
fn reports_of(dossier: &Dossier) -> Vec<Option<ArticleIndex>> {
    let mut reports = vec![None; dossier.content.articles.len()];
    for report in dossier.article_indices() {
        reports[dossier.articles[report.at()].document] = Some(report);
    }
    reports
}

/// The place of the one of `documents`, which are sorted by id, that has this id.
fn place_of<F: Front>(documents: &[Document<F>], id: &Id) -> Option<usize> {
    documents.binary_search_by(|document| document.id.cmp(id)).ok()
}

/// Title and address of the one of `documents`, which are sorted by id, that has this id.
fn titled<'a, F: Front>(documents: &'a [Document<F>], id: &Id) -> Option<(&'a str, String)> {
    let document = &documents[place_of(documents, id)?];
    Some((document.front.title(), document.address()))
}
