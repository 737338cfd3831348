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
    /// Whether "of" joins it to what it counts: "dozens of", "2 millones de".
    pub(super) takes_of: bool,
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
    let special = || money(view, at).or_else(|| vague(view, at)).or_else(|| half(view, at)).or_else(|| share(view, at));
    if let Some(quantity) = (!view.is_digits(at)).then(special).flatten() {
        return Start::Quantity(quantity);
    }
    match numerals::read(view.known, at, view.end) {
        Reading::Nothing => Start::Nothing,
        Reading::Code(end) => Start::Code(end),
        Reading::Number(numeral) => {
            let end = numeral.tokens.end;
            let quantity = ratio(view, &numeral).or_else(|| measured(view, numeral));
            quantity.map_or(Start::Code(end), Start::Quantity)
        }
    }
}

impl Quantity {
    fn of(numeral: Numeral) -> Self {
        Self {
            tokens: numeral.tokens.clone(),
            numeral: numeral.tokens,
            interval: Interval { approximate: numeral.is_round, ..Interval::exactly(numeral.value) },
            unit: None,
            form: Some(numeral.form),
            takes_of: numeral.is_multiple,
            leading: numeral.leading,
            rule: "figure.number",
        }
    }

    /// The single number of the quantity.
    pub(super) fn value(&self) -> f64 {
        self.interval.low
    }

    /// Whether its number is one, whatever the bounds around it.
    pub(super) fn is_one(&self) -> bool {
        let Interval { low, high, .. } = self.interval;
        let is = |value: f64| (value - 1.0).abs() < f64::EPSILON;
        (is(low) && high.is_none_or(is)) || (low <= 0.0 && high.is_some_and(is))
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
    let (end, code) = view.words.currencies.before.at(view.known, at)?;
    let is_one_sign = (at + 1..end).all(|at| view.is_glued(at));
    if !is_one_sign || (view.is_word(at) && !is_written_in_capitals(view, at)) {
        return None;
    }
    let Reading::Number(numeral) = numerals::read(view.known, end, view.end) else { return None };
    let end = numeral.tokens.end;
    let mut quantity = Quantity::of(numeral).with_unit(Unit::Money(code.clone()), end, "figure.money");
    quantity.tokens.start = at;
    Some(quantity)
}

fn is_written_in_capitals(view: &View<'_>, at: usize) -> bool {
    view.tokens.written(at).chars().all(char::is_uppercase)
}

/// A number with the unit after it, where there is one; none where its unit leaves its value in doubt.
fn measured(view: &View<'_>, numeral: Numeral) -> Option<Quantity> {
    let end = numeral.tokens.end;
    let at = if view.is_tie(end) { end + 1 } else { end };
    let is_in_doubt = numeral.is_doubtful && !view.tokens.written(end - 1).ends_with(THOUSANDS);
    let past_of = view.past(end, Role::Of).filter(|_| numeral.is_multiple);
    let quantity = Quantity::of(numeral);
    match unit_at(view, at).or_else(|| unit_at(view, past_of?)) {
        Some(_) if is_in_doubt => None,
        Some((end, unit, rule)) => Some(quantity.with_unit(unit, end, rule)),
        None => Some(quantity),
    }
}

/// The last digits of a number that nobody writes with decimals: "1,000".
const THOUSANDS: &str = "000";

/// The unit that starts at token `at`, with the token after it.
fn unit_at(view: &View<'_>, at: usize) -> Option<(usize, Unit, &'static str)> {
    view.token(at)?;
    let (words, tokens) = (view.words, view.known);
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
    let is_code = view.is_word(at) && view.lower(at).eq_ignore_ascii_case(code);
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
        takes_of: true,
        leading: low,
        rule: "figure.vague",
    };
    Some(match unit_at(view, view.skip(end, Role::Of)) {
        Some((end, unit, _)) => quantity.with_unit(unit, end, "figure.vague"),
        None => quantity,
    })
}

fn vague_word(view: &View<'_>, at: usize) -> Option<(usize, (f64, f64))> {
    let (low, high) = view.word(at).vague?;
    let second = view.past(at + 1, Role::Of).unwrap_or(at + 1);
    let Some((factor, _)) = view.word(second).vague else { return Some((at + 1, (low, high))) };
    // The least of "thousands" is two thousand; the word itself stands for half of that.
    let factor = factor / 2.0;
    Some((second + 1, (low * factor, high * factor + (factor - 1.0))))
}

/// "several hundred", "a few thousand", "varios cientos".
fn several(view: &View<'_>, at: usize) -> Option<(usize, (f64, f64))> {
    use NumberWord::{Dozen, Hundred, Magnitude};
    let at = if view.is(at, Role::Article) && view.is(at + 1, Role::Several) { at + 1 } else { at };
    if !view.is(at, Role::Several) {
        return None;
    }
    if view.word(at + 1).vague.is_some() {
        return vague_word(view, at + 1);
    }
    let (Hundred(factor) | Magnitude(factor) | Dozen(factor)) = view.word(at + 1).number? else { return None };
    (view.lower(at + 1).len() > 2).then_some((at + 2, (factor * 2.0, factor * 10.0 - 1.0)))
}

/// A noun that means a half by itself: "la mitad de", "die Hälfte der".
fn half(view: &View<'_>, at: usize) -> Option<Quantity> {
    const HALF: f64 = 0.5;
    if !view.is(at, Role::Half) {
        return None;
    }
    let start = view.back(at, Role::Definite).or_else(|| view.back(at, Role::Article)).unwrap_or(at);
    let is_bounded = view.words.bounds.before.before(view.known, start).is_some();
    (is_bounded || view.is(at + 1, Role::Of)).then(|| percent(start..at + 1, at..at + 1, HALF))
}

/// "a third of", "two-thirds of", "half the".
fn share(view: &View<'_>, at: usize) -> Option<Quantity> {
    let word = view.word(at);
    let (count, parts_at) = match word.number {
        Some(NumberWord::Half) => (1.0, at),
        Some(NumberWord::Unit(count)) => (count, if view.is_tie(at + 1) { at + 2 } else { at + 1 }),
        _ if word.is(Role::Article) || word.is(Role::Definite) => (1.0, at + 1),
        _ => return None,
    };
    let divisor = view.word(parts_at).divisor?;
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
    (is_of_whole && !is_ordinal_day && count < divisor).then(|| percent(at..end, at..end, count / divisor))
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

/// "one in five", "9 out of 10".
fn ratio(view: &View<'_>, numeral: &Numeral) -> Option<Quantity> {
    const MOST: f64 = 1000.0;
    let end = numeral.tokens.end;
    let at = match view.words.out_of.at(view.known, end) {
        Some((at, ())) => at,
        None if numeral.is_one() && view.is(end, Role::InWhole) => end + 1,
        None => return None,
    };
    let Reading::Number(whole) = numerals::read(view.known, at, view.end) else { return None };
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
        takes_of: false,
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
        let mut second = match read(view, second_at) {
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
