//! Shares of a whole: "a third of", "two-thirds of", "one in five", "rose by a quarter".

use std::ops::Range;

use super::nouns;
use super::quantity::{Quantity, measured};
use super::view::View;
use crate::interval::Interval;
use crate::reading::lexicon::figures::{NumberWord, Role};
use crate::reading::mark::Unit;
use crate::reading::numerals::{self, Form, Numeral, Reading};

/// Parts of a hundred in a whole.
const WHOLE: f64 = 100.0;

/// A noun that means a share by itself: "la mitad de", "die Hälfte der", "driekwart van".
pub(super) fn named(view: &View<'_>, at: usize) -> Option<Quantity> {
    let share = view.word(at).share?;
    let start = view.back(at, Role::Definite).or_else(|| view.back(at, Role::Article)).unwrap_or(at);
    let is_bounded = view.words.bounds.before.before(view.known, start).is_some();
    (is_bounded || view.is(at + 1, Role::Of)).then(|| percent(start..at + 1, at..at + 1, share))
}

/// "a third of", "two-thirds of", "half the".
pub(super) fn read(view: &View<'_>, at: usize) -> Option<Quantity> {
    let word = view.word(at);
    let (count, parts_at) = match word.number {
        Some(NumberWord::Half) => (1.0, at),
        Some(NumberWord::Unit(count)) => (count, if view.is_tie(at + 1) { at + 2 } else { at + 1 }),
        _ if word.is(Role::Article) || word.is(Role::Definite) => (1.0, at + 1),
        _ => return None,
    };
    let divisor = view.word(parts_at).divisor?;
    if is_part_of_more(view, at) {
        return None;
    }
    let end = view.skip(parts_at + 1, Role::Parts);
    if let Some(quantity) = share_of_magnitude(view, at, end, count / divisor) {
        return Some(quantity);
    }
    let is_half = word.number == Some(NumberWord::Half);
    let is_bounded = || view.words.bounds.before.before(view.known, at).is_some();
    let is_plural = count > 1.0 && !view.is(parts_at, Role::Period);
    let is_of_whole =
        view.is(end, Role::Of) || is_plural || (is_half && (view.is(end, Role::Definite) || is_bounded()));
    let is_ordinal_day = view.is(end + 1, Role::Month);
    let stands_alone = || view.is_whole_text(&(at..end)) || is_change(view, at, end);
    ((is_of_whole || stands_alone()) && !is_ordinal_day && count < divisor)
        .then(|| percent(at..end, at..end, count / divisor))
}

/// Whether the words at `at` are part of a number, of a length of time, or of the name of a part: "half a million", "two days and
/// three quarters", "the western half of".
fn is_part_of_more(view: &View<'_>, at: usize) -> bool {
    let is_half = view.word(at).number == Some(NumberWord::Half);
    let opens_number = || matches!(numerals::read(view.known, at, view.end), Reading::Number(_));
    let before = at.wrapping_sub(1);
    let is_qualified =
        || view.is_word(before) && !view.is(before, Role::Of) && view.is(before.wrapping_sub(1), Role::Definite);
    let ends_time = view.is(before, Role::And) && view.is(before.wrapping_sub(1), Role::Period);
    ends_time || (is_half && (opens_number() || is_qualified()))
}

/// "rose by a third": right after a word of change, and with no noun that would make an ordinal of it.
fn is_change(view: &View<'_>, at: usize, end: usize) -> bool {
    const REACH: usize = 3;
    let has_noun = view.is_word(end) && !view.is(end, Role::Stop);
    let before = at.saturating_sub(REACH).max(view.first)..at;
    !has_noun
        && before
            .rev()
            .take_while(|&at| view.is_word(at) || view.is_mark(at, &['\'', '’']))
            .any(|at| view.is(at, Role::Change))
}

/// "a quarter of a million", "a quarter million".
fn share_of_magnitude(view: &View<'_>, at: usize, end: usize, share: f64) -> Option<Quantity> {
    let of = view.is(end, Role::Of) && view.is(end + 1, Role::Article);
    let end = if of { end + 2 } else { end };
    let NumberWord::Magnitude(factor) = view.word(end).number? else { return None };
    let value = share * factor;
    let numeral = Numeral { is_multiple: true, ..Numeral::new(at..end + 1, value, Form::Mixed) };
    measured(view, numeral)
}

/// "one in five", "9 out of 10", "one voter in three".
pub(super) fn ratio(view: &View<'_>, numeral: &Numeral) -> Option<Quantity> {
    const MOST: f64 = 1000.0;
    let end = numeral.tokens.end;
    let joint = |end| match view.words.out_of.at(view.known, end) {
        Some((at, ())) => Some(at),
        None => (numeral.is_one() && view.is(end, Role::InWhole)).then_some(end + 1),
    };
    let is_noun = view.is_word(end) && !view.is(end, Role::Stop) && view.word(end).number.is_none();
    let past_noun =
        || joint(end + 1).filter(|&at| is_noun && !view.is(end + 1, Role::Of) && !counts_in_whole(view, at));
    let at = joint(end).or_else(past_noun)?;
    let Reading::Number(whole) = numerals::read(view.known, at, view.end) else { return None };
    let tokens = numeral.tokens.start..whole.tokens.end;
    (numeral.value < whole.value && whole.value <= MOST)
        .then(|| percent(tokens.clone(), tokens, numeral.value / whole.value))
}

/// Whether the number at `at` counts things of its own: "two men out of three boats".
fn counts_in_whole(view: &View<'_>, at: usize) -> bool {
    match numerals::read(view.known, at, view.end) {
        Reading::Number(whole) => nouns::counted(view, at, whole.tokens.end, false, whole.is_one()).has_head(),
        _ => true,
    }
}

fn percent(tokens: Range<usize>, numeral: Range<usize>, share: f64) -> Quantity {
    let value = share * WHOLE;
    Quantity {
        tokens,
        numeral,
        interval: Interval::exactly(value),
        unit: Some(Unit::Percent),
        form: None,
        takes_of: false,
        leading: value,
        rule: "figure.share",
    }
}
