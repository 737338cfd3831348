//! A quantity: a number with the unit that touches it ("52%", "$3.2 billion", "14 km"), a vague count ("tens of
//! thousands"), a share ("two-thirds of", "one in five") or a range of two numbers ("between 190 and 220").

use std::ops::Range;

use super::view::View;
use crate::interval::Interval;
use crate::reading::lexicon::figures::{NumberWord, Role};
use crate::reading::mark::Unit;
use crate::reading::numerals::{self, Form, Numeral, Reading};

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    /// All its tokens.
    pub(super) tokens: Range<usize>,
    /// Those of the number alone.
    pub(super) numeral: Range<usize>,
    /// What it allows.
    pub(super) interval: Interval,
    /// Its unit, where one is written beside it.
    pub(super) unit: Option<Unit>,
    /// How its number is written; none for a vague count.
    pub(super) form: Option<Form>,
    /// The number without its magnitude, for "2 to 3 million".
    leading: f64,
    /// The name of the rule that read it.
    pub(super) rule: &'static str,
}

/// What starts at a token.
pub(super) enum Start {
    /// Nothing to do with numbers.
    Nothing,
    /// A quantity.
    Quantity(Quantity),
    /// Digits that are no number, up to a token.
    Code(usize),
}

/// Parts of a hundred in a whole.
const WHOLE: f64 = 100.0;

/// Reads the quantity that starts at token `at`; ranges are left to [`Quantity::extended`].
pub(super) fn read(view: &View<'_>, at: usize) -> Start {
    if let Some(quantity) = money(view, at).or_else(|| vague(view, at)).or_else(|| share(view, at)) {
        return Start::Quantity(quantity);
    }
    match numerals::read(view.tokens, view.words, at, view.end) {
        Reading::Nothing => Start::Nothing,
        Reading::Code(end) => Start::Code(end),
        Reading::Number(numeral) => Start::Quantity(ratio(view, &numeral).unwrap_or_else(|| measured(view, numeral))),
    }
}

impl Quantity {
    fn of(numeral: Numeral) -> Self {
        Self {
            tokens: numeral.tokens.clone(),
            numeral: numeral.tokens,
            interval: Interval::exactly(numeral.value),
            unit: None,
            form: Some(numeral.form),
            leading: numeral.leading,
            rule: "figure.number",
        }
    }

    /// The single number of the quantity.
    pub(super) fn value(&self) -> f64 {
        self.interval.low
    }

    /// Whether it is a whole number in bare digits or small words, which may be a year, a day or part of a name.
    pub(super) fn is_bare(&self) -> bool {
        self.unit.is_none() && matches!(self.form, Some(Form::Plain | Form::Words))
    }

    /// Whether it is a number in words alone.
    pub(super) fn is_in_words(&self) -> bool {
        self.form == Some(Form::Words)
    }

    fn with_unit(mut self, unit: Unit, end: usize, rule: &'static str) -> Self {
        self.unit = Some(unit);
        self.tokens.end = end;
        self.rule = rule;
        self
    }
}

/// "$3.2 billion", "EUR 40", "US$5m".
fn money(view: &View<'_>, at: usize) -> Option<Quantity> {
    let (end, code) = view.words.currencies.before.at(view.tokens, at)?;
    let is_one_sign = (at + 1..end).all(|at| view.is_glued(at));
    if !is_one_sign || (view.is_word(at) && !is_written_in_capitals(view, at)) {
        return None;
    }
    let Reading::Number(numeral) = numerals::read(view.tokens, view.words, end, view.end) else { return None };
    let end = numeral.tokens.end;
    let mut quantity = Quantity::of(numeral).with_unit(Unit::Money(code.clone()), end, "figure.money");
    quantity.tokens.start = at;
    Some(quantity)
}

fn is_written_in_capitals(view: &View<'_>, at: usize) -> bool {
    view.tokens.written(at).chars().all(char::is_uppercase)
}

/// A number with the unit after it, where there is one.
fn measured(view: &View<'_>, numeral: Numeral) -> Quantity {
    let at = if view.is_tie(numeral.tokens.end) { numeral.tokens.end + 1 } else { numeral.tokens.end };
    let quantity = Quantity::of(numeral);
    match unit_at(view, at) {
        Some((end, unit, rule)) => quantity.with_unit(unit, end, rule),
        None => quantity,
    }
}

/// The unit that starts at token `at`, with the token after it.
fn unit_at(view: &View<'_>, at: usize) -> Option<(usize, Unit, &'static str)> {
    view.token(at)?;
    let (words, tokens) = (view.words, view.tokens);
    if let Some((end, ())) = words.points.at(tokens, at) {
        return Some((end, Unit::PercentagePoints, "figure.percentage-points"));
    }
    if let Some((end, ())) = words.percent.at(tokens, at) {
        return Some((end, Unit::Percent, "figure.percent"));
    }
    if let Some((end, name)) = words.measures.at(tokens, at) {
        return Some((end, Unit::Measure(name.clone()), "figure.measure"));
    }
    let (end, code) = words.currencies.after.at(tokens, at)?;
    let is_symbol_of_next = !view.is_word(at) && view.is_digits(end) && view.is_glued(end);
    let is_code = view.is_word(at) && tokens.lower(at).eq_ignore_ascii_case(code);
    let fits = !is_symbol_of_next && (!is_code || is_written_in_capitals(view, at));
    fits.then(|| (end, Unit::Money(code.clone()), "figure.money"))
}

/// "dozens", "tens of thousands", "several hundred", with "of dollars" where money follows.
fn vague(view: &View<'_>, at: usize) -> Option<Quantity> {
    let (end, (low, high)) = vague_word(view, at).or_else(|| several(view, at))?;
    let interval = Interval { low, high: Some(high).filter(|high| high.is_finite()), approximate: false };
    let tokens = at..end;
    let quantity = Quantity {
        tokens: tokens.clone(),
        numeral: tokens,
        interval,
        unit: None,
        form: None,
        leading: low,
        rule: "figure.vague",
    };
    let of = if view.is(end, Role::Of) { end + 1 } else { end };
    Some(match unit_at(view, of) {
        Some((end, unit, _)) => quantity.with_unit(unit, end, "figure.vague"),
        None => quantity,
    })
}

fn vague_word(view: &View<'_>, at: usize) -> Option<(usize, (f64, f64))> {
    let (low, high) = view.word(at).vague?;
    let of = view.is(at + 1, Role::Of);
    let Some((factor, _)) = view.word(at + 2).vague.filter(|_| of) else { return Some((at + 1, (low, high))) };
    // The least of "thousands" is two thousand; the word itself stands for half of that.
    let factor = factor / 2.0;
    Some((at + 3, (low * factor, high * factor + (factor - 1.0))))
}

/// "several hundred", "a few thousand".
fn several(view: &View<'_>, at: usize) -> Option<(usize, (f64, f64))> {
    let at = if view.is(at, Role::Article) { at + 1 } else { at };
    if !view.is(at, Role::Several) {
        return None;
    }
    let (NumberWord::Hundred(factor) | NumberWord::Magnitude(factor) | NumberWord::Dozen(factor)) =
        view.word(at + 1).number?
    else {
        return None;
    };
    (view.lower(at + 1).len() > 2).then_some((at + 2, (factor * 2.0, factor * 10.0 - 1.0)))
}

/// "a third of", "two-thirds of", "half the".
fn share(view: &View<'_>, at: usize) -> Option<Quantity> {
    let word = view.word(at);
    let (count, parts_at) = match word.number {
        Some(NumberWord::Half) => (1.0, at),
        Some(NumberWord::Unit(count)) => (count, if view.is_tie(at + 1) { at + 2 } else { at + 1 }),
        _ if word.is(Role::Article) => (1.0, at + 1),
        _ => return None,
    };
    let divisor = view.word(parts_at).divisor?;
    let end = parts_at + 1;
    if let Some(quantity) = share_of_magnitude(view, at, end, count / divisor) {
        return Some(quantity);
    }
    let is_half = word.number == Some(NumberWord::Half);
    let is_bounded = || view.words.bounds.before.before(view.tokens, at).is_some();
    let is_plural = count > 1.0 && !view.is(parts_at, Role::Period);
    let is_of_whole =
        view.is(end, Role::Of) || is_plural || (is_half && (view.is(end, Role::Definite) || is_bounded()));
    let is_ordinal_day = view.is(end + 1, Role::Month);
    (is_of_whole && !is_ordinal_day && count < divisor).then(|| percent(at..end, at..end, count / divisor))
}

/// "a quarter of a million", "a quarter million".
fn share_of_magnitude(view: &View<'_>, at: usize, end: usize, share: f64) -> Option<Quantity> {
    let of = view.is(end, Role::Of) && view.is(end + 1, Role::Article);
    let end = if of { end + 2 } else { end };
    let NumberWord::Magnitude(factor) = view.word(end).number? else { return None };
    let value = share * factor;
    let numeral = Numeral { tokens: at..end + 1, value, leading: value, form: Form::Mixed };
    Some(measured(view, numeral))
}

/// "one in five", "9 out of 10".
fn ratio(view: &View<'_>, numeral: &Numeral) -> Option<Quantity> {
    const MOST: f64 = 1000.0;
    let end = numeral.tokens.end;
    let at = match view.words.out_of.at(view.tokens, end) {
        Some((at, ())) => at,
        None if numeral.is_one() && view.is(end, Role::InWhole) => end + 1,
        None => return None,
    };
    let Reading::Number(whole) = numerals::read(view.tokens, view.words, at, view.end) else { return None };
    let tokens = numeral.tokens.start..whole.tokens.end;
    (numeral.value < whole.value && whole.value <= MOST)
        .then(|| percent(tokens.clone(), tokens, numeral.value / whole.value))
}

fn percent(tokens: Range<usize>, numeral: Range<usize>, share: f64) -> Quantity {
    let value = share * WHOLE;
    Quantity {
        tokens,
        numeral,
        interval: Interval::exactly(value),
        unit: Some(Unit::Percent),
        form: None,
        leading: value,
        rule: "figure.share",
    }
}

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
        let at = self.tokens.end;
        let is_between = self.opener(view, Role::Between) && view.is(at, Role::And);
        let is_to = view.is(at, Role::To) && (view.is_word(at) || (view.is_glued(at) && view.is_glued(at + 1)));
        let is_or = view.is(at, Role::Or);
        if !(is_between || is_to || is_or) || self.interval.point().is_none() {
            return Joined::Alone(self);
        }
        let is_glued = is_to && !view.is_word(at);
        let mut second = match read(view, at + 1) {
            Start::Quantity(second) => second,
            Start::Code(end) if is_glued => return Joined::Pair(self, end),
            _ => return Joined::Alone(self),
        };
        let first = self.scaled_like(&mut second);
        let fits = first.value() < second.value() && first.unit == second.unit && second.interval.point().is_some();
        if is_glued && (!fits || view.is_tie(second.tokens.end)) {
            return Joined::Pair(first, second.tokens.end);
        }
        if !fits || (is_or && !view.is_word(at)) {
            return Joined::Alone(first);
        }
        let is_counted_up = first.opener(view, Role::From) || first.follows_at_once(view);
        if is_to && view.is_word(at) && is_counted_up && first.follows_change(view) {
            return Joined::Change(first, second);
        }
        Joined::Range(first.up_to(second, view))
    }

    fn opener(&self, view: &View<'_>, role: Role) -> bool {
        self.tokens.start > view.first && view.is(self.tokens.start - 1, role)
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
        let is_unscaled = matches!(self.form, Some(Form::Plain | Form::Separated)) || self.is_in_words();
        if is_unscaled && self.value() < LEAST_SCALED && self.value() < second.leading {
            self.interval = Interval::exactly(self.value() * (second.value() / second.leading));
        }
        match (&self.unit, &second.unit) {
            (None, Some(unit)) => self.unit = Some(unit.clone()),
            (Some(unit @ Unit::Money(_)), None) => second.unit = Some(unit.clone()),
            _ => {}
        }
        self
    }

    fn up_to(self, second: Self, view: &View<'_>) -> Self {
        let opens = self.opener(view, Role::Between) || self.opener(view, Role::From);
        let start = if opens { self.tokens.start - 1 } else { self.tokens.start };
        Self {
            tokens: start..second.tokens.end,
            numeral: self.numeral.start..second.numeral.end,
            interval: Interval::between(self.value(), second.value()),
            form: if self.form == second.form { self.form } else { Some(Form::Mixed) },
            leading: self.leading,
            unit: second.unit,
            rule: "figure.range",
        }
    }
}
