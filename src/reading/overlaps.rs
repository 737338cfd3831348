//! The one rule for marks that overlap. Marks are taken in this order, and each is kept unless one that was kept before
//! it stands in its way:
//!
//! 1. an editor's before a recogniser's;
//! 2. the longer before the shorter;
//! 3. of equal length: date, figure, mention, reference, statement (what takes the most particular words to be found goes first);
//! 4. the one that starts first.
//!
//! Statements are containers. Whatever lies inside a statement does not stand in its way, but a statement by an editor
//! replaces any that a recogniser found there. So of the marks that are kept no two cross, and only a statement contains
//! another mark.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::Excluded;

use super::Place;
use super::mark::{By, Mark, Value};
use crate::content::body::TextId;
use crate::span::ByteSpan;

/// The marks that may stand side by side, sorted by text and start, the longer first. Those by recognisers that touch one
/// of the `plain` places, whose words an editor wants left alone, are dropped; a statement that merely contains one stays.
#[must_use]
pub fn resolve(mut marks: Vec<Mark>, plain: &[Place]) -> Vec<Mark> {
    let plain = Plain::new(plain);
    marks.retain(|mark| !(mark.span.is_empty() || mark.by == By::Recogniser && plain.hushes(mark)));
    marks.sort_by(|a, b| a.text.cmp(&b.text).then_with(|| precedence(a).cmp(&precedence(b))));
    let mut taken = Taken::default();
    let mut text = None;
    marks.retain(|mark| {
        if text.replace(mark.text) != Some(mark.text) {
            taken = Taken::default();
        }
        taken.admit(mark)
    });
    marks.sort_by_key(|mark| (mark.text, mark.span.start(), std::cmp::Reverse(mark.span.end()), !is_statement(mark)));
    marks
}

fn precedence(mark: &Mark) -> (By, std::cmp::Reverse<usize>, u8, usize) {
    let kind = match mark.value {
        Value::Date(_) => 0,
        Value::Figure(_) => 1,
        Value::Mention(_) => 2,
        Value::Reference(_) => 3,
        Value::Statement(_) => 4,
    };
    (mark.by, std::cmp::Reverse(mark.span.len()), kind, mark.span.start())
}

fn is_statement(mark: &Mark) -> bool {
    matches!(mark.value, Value::Statement(_))
}

/// Places that bear no mark.
pub(super) struct Plain(BTreeMap<TextId, Disjoint>);

impl Plain {
    /// The places, those that overlap joined.
    pub(super) fn new(places: &[Place]) -> Self {
        let mut places = places.to_vec();
        places.sort_unstable();
        let mut texts: BTreeMap<TextId, Disjoint> = BTreeMap::new();
        for place in places.into_iter().filter(|place| !place.span.is_empty()) {
            texts.entry(place.text).or_default().join(place.span);
        }
        Self(texts)
    }

    /// Whether a place shares a byte with one of them.
    pub(super) fn touches(&self, place: Place) -> bool {
        self.0.get(&place.text).is_some_and(|spans| spans.meets(place.span))
    }

    /// A statement is hushed only where it lies in plain words or crosses their border.
    fn hushes(&self, mark: &Mark) -> bool {
        let Some(spans) = self.0.get(&mark.text) else { return false };
        if is_statement(mark) { spans.crosses(mark.span) || spans.holds(mark.span) } else { spans.meets(mark.span) }
    }
}

/// What has been kept in one text.
#[derive(Default)]
struct Taken {
    /// The marks that contain nothing.
    leaves: Disjoint,
    /// The editor's statements.
    decided: Disjoint,
    /// All statements, and the places where they begin or end.
    statements: BTreeSet<ByteSpan>,
    borders: BTreeSet<usize>,
}

impl Taken {
    /// Keeps the mark if nothing that was kept stands in its way, and says whether it did.
    fn admit(&mut self, mark: &Mark) -> bool {
        let span = mark.span;
        let is_free = !self.is_bordered_within(span)
            && if is_statement(mark) {
                !self.leaves.crosses(span) && !self.decided.meets(span) && !self.statements.contains(&span)
            } else {
                !self.leaves.meets(span)
            };
        if is_free {
            self.keep(mark);
        }
        is_free
    }

    /// Whether a statement begins or ends inside the span, and so crosses it or lies in it.
    fn is_bordered_within(&self, span: ByteSpan) -> bool {
        self.borders.range((Excluded(span.start()), Excluded(span.end()))).next().is_some()
    }

    fn keep(&mut self, mark: &Mark) {
        if is_statement(mark) {
            self.borders.extend([mark.span.start(), mark.span.end()]);
            self.statements.insert(mark.span);
            if mark.by == By::Editor {
                self.decided.insert(mark.span);
            }
        } else {
            self.leaves.insert(mark.span);
        }
    }
}

/// Spans of which no two overlap, by start.
#[derive(Default)]
struct Disjoint(BTreeMap<usize, usize>);

impl Disjoint {
    fn insert(&mut self, span: ByteSpan) {
        self.0.insert(span.start(), span.end());
    }

    /// Adds a span that starts no earlier than those before it, and joins it to the last if they overlap.
    fn join(&mut self, span: ByteSpan) {
        match self.0.last_entry() {
            Some(mut last) if *last.get() > span.start() => *last.get_mut() = span.end().max(*last.get()),
            _ => self.insert(span),
        }
    }

    /// Whether one of them shares a byte with `span`.
    fn meets(&self, span: ByteSpan) -> bool {
        self.before(span.end()).is_some_and(|other| other.overlaps(span))
    }

    /// Whether one of them contains all of `span`.
    fn holds(&self, span: ByteSpan) -> bool {
        self.before(span.start() + 1).is_some_and(|other| other.contains(span))
    }

    /// Whether one of them shares a byte with `span` without lying inside it. Only the two at its ends can.
    fn crosses(&self, span: ByteSpan) -> bool {
        let ends = [self.before(span.start() + 1), self.before(span.end())];
        ends.into_iter().flatten().any(|other| other.overlaps(span) && !span.contains(other))
    }

    /// The last that starts before `place`.
    fn before(&self, place: usize) -> Option<ByteSpan> {
        self.0.range(..place).next_back().map(|(&start, &end)| ByteSpan::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::id::Id;
    use crate::reading::mark::{Mention, Speaker, SpeechMode, Statement, Timex, TimexKind};

    fn mark(start: usize, end: usize, by: By, value: Value) -> Mark {
        Mark { text: TextId::new(0), span: ByteSpan::new(start, end), value, by, rule: "test" }
    }

    fn date() -> Value {
        Value::from(Timex {
            kind: TimexKind::Date,
            value: "2024".to_owned(),
            modifier: None,
            edtf: None,
            year_is_inferred: false,
            weekday_disagrees: false,
        })
    }

    fn mention() -> Value {
        Value::Mention(Mention { actor: Id::new("ana") })
    }

    fn statement() -> Value {
        Value::from(Statement { mode: SpeechMode::Direct, speaker: Speaker::Unknown, cue: None })
    }

    fn kept(marks: Vec<Mark>, plain: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let place = |&(start, end): &(usize, usize)| Place { text: TextId::new(0), span: ByteSpan::new(start, end) };
        let plain: Vec<Place> = plain.iter().map(place).collect();
        resolve(marks, &plain).iter().map(|mark| (mark.span.start(), mark.span.end())).collect()
    }

    #[test]
    fn an_editor_beats_a_longer_recogniser() {
        let marks = vec![mark(0, 20, By::Recogniser, date()), mark(5, 8, By::Editor, mention())];
        assert_eq!(kept(marks, &[]), [(5, 8)]);
    }

    #[test]
    fn the_longer_wins_and_then_the_kind() {
        let marks = vec![mark(0, 4, By::Recogniser, date()), mark(2, 9, By::Recogniser, mention())];
        assert_eq!(kept(marks, &[]), [(2, 9)]);
        let marks = vec![mark(0, 4, By::Recogniser, mention()), mark(0, 4, By::Recogniser, date())];
        assert!(matches!(resolve(marks, &[])[0].value, Value::Date(_)));
    }

    #[test]
    fn a_statement_contains_other_marks_and_is_crossed_by_none() {
        let within = vec![mark(0, 30, By::Recogniser, statement()), mark(5, 8, By::Editor, mention())];
        assert_eq!(kept(within, &[]), [(0, 30), (5, 8)]);
        let crossed = vec![mark(0, 30, By::Recogniser, statement()), mark(25, 35, By::Editor, mention())];
        assert_eq!(kept(crossed, &[]), [(25, 35)]);
    }

    #[test]
    fn an_editors_statement_replaces_those_it_meets() {
        let marks = vec![
            mark(0, 30, By::Recogniser, statement()),
            mark(10, 20, By::Editor, statement()),
            mark(12, 15, By::Recogniser, statement()),
        ];
        assert_eq!(kept(marks, &[]), [(10, 20)]);
    }

    #[test]
    fn plain_words_bear_no_mark_but_may_stand_in_a_statement() {
        let marks = vec![
            mark(0, 30, By::Recogniser, statement()),
            mark(5, 12, By::Recogniser, date()),
            mark(14, 16, By::Recogniser, mention()),
        ];
        assert_eq!(kept(marks, &[(5, 8)]), [(0, 30), (14, 16)]);
        assert_eq!(kept(vec![mark(5, 8, By::Recogniser, statement())], &[(5, 8)]), []);
    }

    fn any_mark() -> impl Strategy<Value = Mark> {
        (0_usize..40, 0_usize..20, any::<bool>(), 0_usize..3).prop_map(|(start, length, edited, kind)| {
            let by = if edited { By::Editor } else { By::Recogniser };
            mark(start, start + length, by, [date(), mention(), statement()][kind].clone())
        })
    }

    proptest! {
        #[test]
        fn nothing_crosses_and_only_statements_contain(marks in prop::collection::vec(any_mark(), 0..30)) {
            let kept = resolve(marks.clone(), &[]);
            for (at, outer) in kept.iter().enumerate() {
                for inner in &kept[at + 1..] {
                    let nested = outer.span.contains(inner.span) && is_statement(outer);
                    prop_assert!(nested || !outer.span.overlaps(inner.span), "{outer:?} and {inner:?}");
                }
            }
            prop_assert_eq!(resolve(kept.clone(), &[]), kept);
        }

        #[test]
        fn the_order_of_finding_does_not_matter(marks in prop::collection::vec(any_mark(), 0..20)) {
            let mut backwards = marks.clone();
            backwards.reverse();
            prop_assert_eq!(resolve(marks, &[]), resolve(backwards, &[]));
        }

        #[test]
        fn whatever_is_dropped_met_something_that_stayed(marks in prop::collection::vec(any_mark(), 0..20)) {
            let kept = resolve(marks.clone(), &[]);
            for mark in marks.iter().filter(|mark| !mark.span.is_empty()) {
                prop_assert!(kept.iter().any(|other| other.span.overlaps(mark.span)));
            }
        }
    }
}
