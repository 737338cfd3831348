//! The figures that fit no ledger, by what they count: `figures.html`. In a large dossier there are many, so they are cut into
//! pages of a bounded size; a group that is cut goes on on the next.

use serde::Serialize;

use super::super::view::View;
use super::page::PageContext;
use super::{Link, Shared, ShownDate};
use crate::dossier::{Dossier, MarkIndex};
use crate::reading::mark::Value;

/// Figures on a page: at some 500 bytes each, it stays below 150 KB.
const MOST_ON_A_PAGE: usize = 250;

/// One of the pages of loose figures.
#[derive(Debug, Serialize)]
pub(in crate::render) struct LoosePage {
    page: PageContext,
    /// The figures, those that count the same thing together, the most frequent first.
    groups: Vec<Group>,
    /// All pages, where there is more than one; that of this page has no link.
    pages: Vec<Link>,
    /// The page before, and the one after.
    previous: Option<Link>,
    next: Option<Link>,
}

/// Figures that count one thing.
#[derive(Debug, Serialize)]
struct Group {
    /// The counted thing; none where the words give none.
    noun: Option<String>,
    /// How many figures count it, in words; on all pages together.
    count: String,
    figures: Vec<Row>,
}

/// A figure that fits no ledger.
#[derive(Debug, Serialize)]
struct Row {
    /// The words as printed; empty where they may not be shown.
    words: String,
    /// The link to them.
    href: String,
    /// The interval in words.
    value: String,
    /// The report, its outlet, and when it was published.
    article: Shared<Link>,
    source: Shared<Link>,
    published: Shared<ShownDate>,
}

/// How many pages the loose figures take; one where there are none.
pub(in crate::render) fn pages(dossier: &Dossier) -> usize {
    dossier.loose_figures.len().div_ceil(MOST_ON_A_PAGE).max(1)
}

/// The address of a page, counted from 0.
pub(in crate::render) fn address(page: usize) -> String {
    if page == 0 { "/figures/".to_owned() } else { format!("/figures/{}/", page + 1) }
}

pub(in crate::render) fn loose(view: &View<'_>, page: usize) -> LoosePage {
    let above = [view.section("figures", "/measures/")];
    let all = pages(view.dossier);
    let link = |at: usize| Link { title: view.words.number((at + 1) as f64), href: view.link(&address(at)) };
    let named = |at: usize| if at == page { Link { href: String::new(), ..link(at) } } else { link(at) };
    let mut title = view.words.word("loose_figures").to_owned();
    if page > 0 {
        title = view.words.say("title_and_page", &[("title", &title), ("n", &link(page).title)]);
    }
    LoosePage {
        page: PageContext::new(view, "figures", &title, &address(page), &above),
        groups: groups(view, page * MOST_ON_A_PAGE),
        pages: if all > 1 { (0..all).map(named).collect() } else { Vec::new() },
        previous: page.checked_sub(1).map(link),
        next: Some(page + 1).filter(|&next| next < all).map(link),
    }
}

/// The groups of the page whose first figure is the `first` of all.
fn groups(view: &View<'_>, first: usize) -> Vec<Group> {
    let (mut skip, mut room) = (first, MOST_ON_A_PAGE);
    let mut groups = Vec::new();
    for group in view.dossier.loose_groups() {
        let shown = group.figures.iter().skip(skip).take(room);
        let rows: Vec<Row> = shown.map(|&at| row(view, view.dossier.loose_figures[at].figure)).collect();
        skip = skip.saturating_sub(group.figures.len());
        room -= rows.len();
        if !rows.is_empty() {
            let count = view.words.count("figures_counted", group.figures.len());
            // A noun is the report's own word, so it is shown only beside words of reports.
            let noun = group.noun.clone().filter(|_| rows.iter().any(|row| !row.words.is_empty()));
            groups.push(Group { noun, count, figures: rows });
        }
    }
    groups
}

fn row(view: &View<'_>, index: MarkIndex) -> Row {
    let quote = view.quote(index);
    let value = match &view.mark(index).mark.value {
        Value::Figure(figure) => view.words.figure(figure.interval, &figure.unit),
        _ => String::new(),
    };
    Row {
        words: quote.words,
        href: quote.href,
        value,
        article: quote.article,
        source: quote.source,
        published: quote.published,
    }
}
