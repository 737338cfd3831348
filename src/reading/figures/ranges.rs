//! Two numbers that belong together: the ends of a range, what was and what is, a score.

use super::quantity::{self, Quantity, Start};
use super::view::View;
use crate::interval::Interval;
use crate::reading::lexicon::figures::Role;
use crate::reading::mark::Unit;
use crate::reading::numerals::Form;

/// How two numbers stand to each other.
pub(super) enum Joined {
    /// The quantity stands alone.
    Alone(Quantity),
    /// Both ends of a range, as one quantity.
    Range(Quantity),
    /// What was and what is, "from 10 to 20 per cent": two quantities with one unit.
    Change(Quantity, Quantity),
    /// A score, a pair of years, a code: no figure, up to a token. Its first number, for an editor who says otherwise.
    Pair(Quantity, usize),
}

/// How far before a number a verb of change is looked for, in tokens.
const CHANGE_REACH: usize = 8;

impl Quantity {
    /// Looks whether the quantity is the first end of a range.
    pub(super) fn joined(self, view: &View<'_>) -> Joined {
        let through = view.words.through.at(view.known, self.tokens.end).map(|(end, ())| end - 1);
        let at = through.unwrap_or(self.tokens.end);
        let is_between = self.opener(view, Role::Between) && view.is(at, Role::And);
        let is_to = through.is_some()
            || view.is(at, Role::To) && (view.is_word(at) || (view.is_glued(at) && view.is_glued(at + 1)));
        let is_or = view.is(at, Role::Or);
        if !(is_between || is_to || is_or) || self.interval.point().is_none() {
            return Joined::Alone(self);
        }
        let is_glued = is_to && !view.is_word(at);
        // "entre el 10 y el 20 %": the second end may have an article of its own.
        let second_at = if is_between || is_to { view.skip(at + 1, Role::Definite) } else { at + 1 };
        let mut second = match quantity::read(view, second_at) {
            Start::Quantity(second) => second,
            Start::Code(end) if is_glued => return Joined::Pair(self, end),
            _ => return Joined::Alone(self),
        };
        let first = self.clone().scaled_like(&mut second);
        let fits = first.value() < second.value() && first.unit == second.unit && second.interval.point().is_some();
        if is_glued && (!fits || view.is_tie(second.tokens.end)) {
            return Joined::Pair(first, second.tokens.end);
        }
        if !fits || (is_or && !(view.is_word(at) && first.neighbours(&second))) {
            return Joined::Alone(self);
        }
        let is_counted_up = first.opener(view, Role::From) || first.follows_at_once(view);
        if is_to && view.is_word(at) && is_counted_up && first.follows_change(view) {
            return Joined::Change(first, second);
        }
        Joined::Range(first.up_to(second, view))
    }

    /// Whether the numbers are so near each other that "or" leaves open which it is: "ten or twelve", not "ten thousand or ten
    /// million".
    fn neighbours(&self, second: &Self) -> bool {
        const FARTHEST: f64 = 10.0;
        second.value() <= self.value() * FARTHEST
    }

    /// The word before the quantity, past an article, where it can play `role`: "tussen de 10 en 20".
    fn opening(&self, view: &View<'_>, role: Role) -> Option<usize> {
        let start = self.tokens.start;
        view.back(start, role).or_else(|| view.back(view.back(start, Role::Definite)?, role))
    }

    fn opener(&self, view: &View<'_>, role: Role) -> bool {
        self.opening(view, role).is_some()
    }

    /// "fell 4 to 15": the number stands right after the verb.
    fn follows_at_once(&self, view: &View<'_>) -> bool {
        self.opener(view, Role::Change)
    }

    fn follows_change(&self, view: &View<'_>) -> bool {
        let start = self.tokens.start.saturating_sub(CHANGE_REACH).max(view.first);
        (start..self.tokens.start).any(|at| view.is(at, Role::Change))
    }

    /// Lends each end of a range the magnitude and unit that only the other has: "$10 to 20 million", "5 to 10 per cent".
    fn scaled_like(mut self, second: &mut Self) -> Self {
        const LEAST_SCALED: f64 = 1000.0;
        match (&self.unit, &second.unit) {
            (None, Some(unit)) => self.unit = Some(unit.clone()),
            (Some(unit @ Unit::Money(_)), None) => second.unit = Some(unit.clone()),
            _ => {}
        }
        let is_unscaled = matches!(self.form, Some(Form::Plain | Form::Separated)) || self.is_in_words();
        let is_smaller = self.value() < LEAST_SCALED && self.value() < second.leading;
        if is_unscaled && is_smaller && self.unit == second.unit {
            self.interval = Interval::exactly(self.value() * (second.value() / second.leading));
        }
        self
    }

    /// The range that the bounds of two quantities leave between them.
    pub(super) fn closed_by(self, second: Self) -> Self {
        let (below, above) = if self.interval.high.is_none() { (&self, &second) } else { (&second, &self) };
        let interval = Interval { low: below.interval.low, high: above.interval.high, approximate: false };
        Self {
            tokens: self.tokens.start..second.tokens.end,
            numeral: self.numeral.start..second.numeral.end,
            interval,
            form: if self.form == second.form { self.form } else { Some(Form::Mixed) },
            rule: "figure.range",
            ..second
        }
    }

    fn up_to(self, second: Self, view: &View<'_>) -> Self {
        let start = self.opening(view, Role::Between).or_else(|| self.opening(view, Role::From));
        let start = start.unwrap_or(self.tokens.start);
        Self {
            tokens: start..second.tokens.end,
            numeral: self.numeral.start..second.numeral.end,
            interval: Interval::between(self.value(), second.value()),
            form: if self.form == second.form { self.form } else { Some(Form::Mixed) },
            takes_of: second.takes_of,
            leading: self.leading,
            unit: second.unit,
            rule: "figure.range",
        }
    }
}
