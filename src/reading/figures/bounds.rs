//! Words that change what a number allows: "at least 28", "nearly 200", "200 or more".

use super::quantity::{self, Quantity, Start};
use super::view::View;
use crate::interval::Interval;
use crate::reading::lexicon::figures::{Bound, Role};

/// The least number that "over", "around" and the like bound without a unit; before a smaller one they mean "because of", "near".
const LEAST_WEAKLY_BOUND: f64 = 10.0;

/// Bounds that may stand one before another: "at least some 200".
const MOST_BOUNDS: usize = 2;

/// A quantity with the bounds right before and after it taken in.
pub(super) struct Bounded {
    pub(super) quantity: Quantity,
    pub(super) is_bounded: bool,
}

/// Takes in the bounds around `quantity`, and a second number that closes them: "more than 10 and fewer than 20".
pub(super) fn bound(view: &View<'_>, quantity: Quantity) -> Bounded {
    let first = bound_alone(view, quantity);
    match closing(view, &first) {
        Some(second) => Bounded { quantity: first.quantity.closed_by(second), is_bounded: true },
        None => first,
    }
}

/// The quantity that closes the bounds of `first`.
fn closing(view: &View<'_>, first: &Bounded) -> Option<Quantity> {
    const REACH: usize = 8;
    let Quantity { interval, tokens, unit, .. } = &first.quantity;
    if !first.is_bounded || !(is_open_above(interval) || is_open_below(interval)) {
        return None;
    }
    let after_comma = if view.is_mark(tokens.end, &[',']) { tokens.end + 1 } else { tokens.end };
    let is_led = view.is(after_comma, Role::And) || view.is(after_comma, Role::Clause);
    let start = if is_led { after_comma + 1 } else { after_comma };
    if start == tokens.end {
        return None;
    }
    let quantity = (start..view.end.min(start + REACH)).find_map(|at| match quantity::read(view, at) {
        Start::Quantity(quantity) => Some(quantity),
        _ => None,
    });
    let second = bound_alone(view, quantity?);
    let (low, high) = if is_open_above(interval) {
        (interval, &second.quantity.interval)
    } else {
        (&second.quantity.interval, interval)
    };
    let closes = is_open_above(low) && is_open_below(high) && high.high.is_some_and(|high| low.low < high);
    let fits = second.quantity.tokens.start == start && (unit.is_none() || *unit == second.quantity.unit);
    (closes && fits).then_some(second.quantity)
}

fn is_open_above(interval: &Interval) -> bool {
    interval.high.is_none() && interval.low > 0.0
}

fn is_open_below(interval: &Interval) -> bool {
    interval.low <= 0.0 && interval.high.is_some_and(|high| high > 0.0)
}

/// Takes in the bounds around one number.
fn bound_alone(view: &View<'_>, mut quantity: Quantity) -> Bounded {
    let mut is_bounded = false;
    for _ in 0..MOST_BOUNDS {
        let Some((start, &bound)) = before(view, &quantity) else { break };
        if start < view.first || !is_meant(bound, &quantity) {
            break;
        }
        apply(bound, &mut quantity);
        quantity.tokens.start = start;
        is_bounded = true;
    }
    let at = quantity.tokens.end;
    let end = bound_after(view, &mut quantity, at);
    quantity.tokens.end = end.unwrap_or(at);
    Bounded { is_bounded: is_bounded || end.is_some(), quantity }
}

/// Takes in a bound that starts at token `at`, after the quantity or its noun ("200 or more", "200 people or more"), and
/// gives the token after it.
pub(super) fn bound_after(view: &View<'_>, quantity: &mut Quantity, at: usize) -> Option<usize> {
    let (end, &bound) = view.words.bounds.after.at(view.known, at)?;
    if end > view.end || belongs_to_next(view, at, end) {
        return None;
    }
    apply(bound, quantity);
    Some(end)
}

/// Whether the words from `at` to `end` open the bound of a number after them: "200 or more than 300".
fn belongs_to_next(view: &View<'_>, at: usize, end: usize) -> bool {
    const REACH: usize = 3;
    let starts_inside = |(start, _): (usize, &Bound)| at < start && start < end;
    (end + 1..=end + REACH).any(|end| view.words.bounds.before.before(view.known, end).is_some_and(starts_inside))
}

/// The bound that ends right before the quantity. An article may stand between where the quantity has a unit: "más de un 20 %".
fn before<'a>(view: &View<'a>, quantity: &Quantity) -> Option<(usize, &'a Bound)> {
    let (table, start) = (&view.words.bounds.before, quantity.tokens.start);
    let past_article = || {
        let article = view.back(start, Role::Definite).or_else(|| view.back(start, Role::Article))?;
        table.before(view.known, article)
    };
    table.before(view.known, start).or_else(|| past_article().filter(|_| quantity.unit.is_some()))
}

fn is_meant(bound: Bound, quantity: &Quantity) -> bool {
    let is_weak = matches!(bound, Bound::WeakAtLeast | Bound::WeakAtMost | Bound::WeakAbout);
    !is_weak || quantity.unit.is_some() || quantity.interval.low >= LEAST_WEAKLY_BOUND
}

fn apply(bound: Bound, quantity: &mut Quantity) {
    let Interval { low, high, approximate } = quantity.interval;
    let is_vague = quantity.form.is_none() && quantity.unit.is_none();
    quantity.interval = match bound {
        Bound::AtLeast | Bound::WeakAtLeast => Interval { low, high: None, approximate },
        Bound::AtMost | Bound::WeakAtMost => Interval { low: 0.0, high, approximate },
        Bound::About | Bound::WeakAbout if is_vague => quantity.interval,
        Bound::About | Bound::WeakAbout => Interval { low, high, approximate: true },
        Bound::Exactly => Interval { low, high, approximate: false },
    };
}
