//! The scope of a measure in time: when the reports that count it were published, and whether the sentence of a figure dates
//! itself to another occasion.
//!
//! Nothing can be counted of an event before it happens, so a sentence whose every date lies well before the event speaks of
//! another one. A share belongs to one occasion, so for it the same holds of dates well after: "67.8% in 2018" and "52% in 2024"
//! never meet. A share without an event takes `since` and `until` for its occasion.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::content::measure::{Measure, MeasureKind};
use crate::content::{Article, Content};
use crate::dossier::{Dossier, MarkIndex};
use crate::edtf::Edtf;
use crate::id::{DocumentKind, DocumentRef, Id};
use crate::reading::mark::{TimexKind, Value};

/// How many months from an event a sentence may date itself and still speak of it: of what led up to it, or what it led to.
const MONTHS_AROUND: i32 = 6;

/// From the first day to the last; an open end is none.
type Days = (Option<Date>, Option<Date>);

/// What a sentence says of its time.
#[derive(Default)]
pub(super) struct Told {
    days: Vec<(Date, Date)>,
    /// The events that an editor's link in it names.
    events: Vec<Id>,
}

impl Told {
    /// What the sentence of a figure says.
    pub(super) fn in_sentence_of(dossier: &Dossier, figure: MarkIndex) -> Self {
        let mut told = Self::default();
        let text = dossier.mark(figure).mark.text;
        for (_, anchored) in dossier.marks_within(figure.article, text, dossier.sentence(figure)) {
            match &anchored.mark.value {
                Value::Date(timex) if timex.kind == TimexKind::Date => {
                    let days = timex.edtf.as_ref().and_then(|date| date.earliest().zip(date.latest()));
                    told.days.extend(days);
                }
                Value::Reference(DocumentRef { kind: DocumentKind::Event, id }) => told.events.push(id.clone()),
                _ => {}
            }
        }
        told
    }
}

/// How a sentence stands to the occasion of a measure; the later is the more particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// It dates itself to another.
    Elsewhere,
    /// It says nothing of it.
    Unsaid,
    /// It names its day, or links to its event.
    Named,
}

/// The scope of one measure.
pub(super) struct Scope<'a> {
    measure: &'a Measure,
    event: Option<&'a str>,
    occasion: Days,
}

impl<'a> Scope<'a> {
    pub(super) fn new(content: &'a Content, measure: &'a Measure) -> Self {
        let event = measure.event.as_deref();
        let date = event.and_then(|id| content.events.iter().find(|event| event.id.as_str() == id));
        let date = date.map(|event| &event.front.date);
        let occasion = match date {
            Some(date) => (date.earliest(), date.latest()),
            None if measure.kind == MeasureKind::Share => {
                (measure.since.as_ref().and_then(Edtf::earliest), measure.until.as_ref().and_then(Edtf::latest))
            }
            None => (None, None),
        };
        Self { measure, event, occasion }
    }

    /// Whether the report was published within `since` and `until`.
    pub(super) fn takes(&self, article: &Article) -> bool {
        let before = self.measure.since.as_ref().and_then(Edtf::earliest).zip(article.published.latest());
        let after = self.measure.until.as_ref().and_then(Edtf::latest).zip(article.published.earliest());
        before.is_none_or(|(since, published)| since <= published)
            && after.is_none_or(|(until, published)| published <= until)
    }

    /// How a sentence stands to the occasion.
    pub(super) fn standing(&self, told: &Told) -> Standing {
        let (first, last) = self.occasion;
        let names_day = |&(from, to): &(Date, Date)| {
            first.zip(last).is_some_and(|(first, last)| self.event.is_some() && from <= last && first <= to)
        };
        let is_named = self.event.is_some_and(|event| told.events.iter().any(|id| id.as_str() == event));
        if is_named || told.days.iter().any(names_day) {
            Standing::Named
        } else if self.is_elsewhere(told) {
            Standing::Elsewhere
        } else {
            Standing::Unsaid
        }
    }

    fn is_elsewhere(&self, told: &Told) -> bool {
        let (first, last) = self.occasion;
        let earliest = first.and_then(|first| first.checked_sub(MONTHS_AROUND.months()).ok());
        let latest = last.and_then(|last| last.checked_add(MONTHS_AROUND.months()).ok());
        let lies_before = |&(_, to): &(Date, Date)| earliest.is_some_and(|earliest| to < earliest);
        let lies_after = |&(from, _): &(Date, Date)| {
            self.measure.kind == MeasureKind::Share && latest.is_some_and(|latest| latest < from)
        };
        !told.days.is_empty() && told.days.iter().all(|days| lies_before(days) || lies_after(days))
    }
}
