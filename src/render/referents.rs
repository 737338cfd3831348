//! What the marks of a report refer to: a measure, an actor, a day, a document, a passage that stands elsewhere too. Each has
//! one *sign* on the page, a letter for its kind and a number (`F1`), which its marks and its card share. On paper the sign is
//! the reference; on a screen it is how a mark finds its card. Capital letters keep it apart from every other anchor.

use std::fmt;

use foldhash::HashMap;

use super::view::View;
use crate::content::article::Publish;
use crate::content::body::TextId;
use crate::dossier::{ArticleIndex, MarkIndex, PassageEnd, Target};
use crate::id::DocumentRef;
use crate::reading::mark::Value;
use crate::span::ByteSpan;

/// Shared passages that a page shows at most.
const MOST_PASSAGES: usize = 20;
/// Reports in which a passage also stands that a page names at most.
const MOST_ELSEWHERE: usize = 6;

/// The referents of one report's marks, each list in the order of its signs.
#[derive(Debug, Default)]
pub(super) struct Referents<'a> {
    /// The measures of its figures: indices into the ledgers.
    pub(super) ledgers: Vec<usize>,
    /// The days, months or years of its dates of which the dossier has more to tell, as EDTF.
    pub(super) days: Vec<&'a str>,
    /// The documents that its editor's links lead to.
    pub(super) documents: Vec<&'a DocumentRef>,
    /// The passages that stand in other reports too.
    pub(super) passages: Vec<SharedSpan>,
    signs: HashMap<Referent<'a>, Sign>,
}

/// A passage that stands in other reports too.
#[derive(Debug)]
pub(super) struct SharedSpan {
    /// Its text in this report.
    pub(super) text: TextId,
    /// The bytes of it.
    pub(super) span: ByteSpan,
    /// Where else it stands, each report once, as far as the page names them.
    pub(super) elsewhere: Vec<PassageEnd>,
}

/// What a mark refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Referent<'a> {
    Measure(usize),
    Actor(usize),
    Day(&'a str),
    Document(&'a DocumentRef),
}

/// What a mark and its card share: `F1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Sign {
    kind: char,
    number: usize,
}

impl Sign {
    /// The sign of a figure's measure, by its place in [`Referents::ledgers`].
    pub(super) fn figure(index: usize) -> Self {
        Self::new('F', index)
    }

    /// The sign of an actor, by its place among the actors of the report.
    pub(super) fn name(index: usize) -> Self {
        Self::new('N', index)
    }

    /// The sign of a day, by its place in [`Referents::days`].
    pub(super) fn day(index: usize) -> Self {
        Self::new('D', index)
    }

    /// The sign of a document, by its place in [`Referents::documents`].
    pub(super) fn document(index: usize) -> Self {
        Self::new('R', index)
    }

    /// The sign of a passage, by its place in [`Referents::passages`].
    pub(super) fn passage(index: usize) -> Self {
        Self::new('P', index)
    }

    /// The place among those of its kind.
    pub(super) fn index(self) -> usize {
        self.number - 1
    }

    fn new(kind: char, index: usize) -> Self {
        Self { kind, number: index + 1 }
    }
}

impl fmt::Display for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.kind, self.number)
    }
}

impl<'a> Referents<'a> {
    /// The referents of a report's marks.
    pub(super) fn of(view: &View<'a>, index: ArticleIndex) -> Self {
        let article = view.article(index);
        let mut referents = Self { passages: shared_spans(view, index), ..Self::default() };
        for (number, actor) in article.actors.iter().enumerate() {
            referents.signs.insert(Referent::Actor(actor.at()), Sign::name(number));
        }
        for referent in view.dossier.marks_of(index).filter_map(|(mark, _)| referent(view, mark)) {
            if !referents.signs.contains_key(&referent) {
                referents.add(view, index, referent);
            }
        }
        referents
    }

    /// The sign of what a mark refers to.
    pub(super) fn sign(&self, view: &View<'a>, mark: MarkIndex) -> Option<Sign> {
        self.signs.get(&referent(view, mark)?).copied()
    }

    fn add(&mut self, view: &View<'a>, article: ArticleIndex, referent: Referent<'a>) {
        let sign = match referent {
            Referent::Measure(ledger) => Sign::figure(push(&mut self.ledgers, ledger)),
            Referent::Day(day) if view.happenings(day, article).next().is_some() => {
                Sign::day(push(&mut self.days, day))
            }
            Referent::Document(document) if view.document_address(document).is_some() => {
                Sign::document(push(&mut self.documents, document))
            }
            Referent::Actor(_) | Referent::Day(_) | Referent::Document(_) => return,
        };
        self.signs.insert(referent, sign);
    }
}

/// Appends, and says where.
fn push<T>(list: &mut Vec<T>, item: T) -> usize {
    list.push(item);
    list.len() - 1
}

fn referent<'a>(view: &View<'a>, index: MarkIndex) -> Option<Referent<'a>> {
    match (view.dossier.target(index), &view.mark(index).mark.value) {
        (Target::Claim { ledger, .. }, _) => Some(Referent::Measure(ledger.at())),
        (Target::Actor(actor), _) => Some(Referent::Actor(actor.at())),
        (Target::Entry(entry), _) => Some(Referent::Day(view.dossier.chronology[entry.at()].date.as_str())),
        (Target::None, Value::Reference(document)) => Some(Referent::Document(document)),
        (Target::None, _) => None,
    }
}

/// The passages that a report shares with others, those that touch as one. Reports of the same text are left out, as their page
/// says so already; and where not all of a text is published, so are all.
fn shared_spans(view: &View<'_>, index: ArticleIndex) -> Vec<SharedSpan> {
    if view.shown(index).publish != Publish::Full {
        return Vec::new();
    }
    let original = |article: ArticleIndex| view.article(article).copy_of.unwrap_or(article);
    let pairs = view.dossier.passages.of_article(index).filter(|(_, there)| original(there.article) != original(index));
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_by_key(|(here, there)| (here.text, here.span.start(), *there));
    let mut spans: Vec<SharedSpan> = Vec::new();
    for (here, there) in pairs {
        match spans.last_mut().filter(|last| last.text == here.text && here.span.start() < last.span.end()) {
            Some(last) => last.join(here, there),
            None => spans.push(SharedSpan { text: here.text, span: here.span, elsewhere: vec![there] }),
        }
    }
    spans.truncate(MOST_PASSAGES);
    spans
}

impl SharedSpan {
    fn join(&mut self, here: PassageEnd, there: PassageEnd) {
        self.span = self.span.cover(here.span);
        let is_new = self.elsewhere.iter().all(|known| known.article != there.article);
        if is_new && self.elsewhere.len() < MOST_ELSEWHERE {
            self.elsewhere.push(there);
        }
    }
}
