//! A quantity: a number with the unit that touches it ("52%", "$3.2 billion", "14 km", "5 euros and 20 cents"), a vague count
//! ("tens of thousands") or a share ([`shares`]).

use std::ops::Range;

use super::shares;
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
    pub(super) leading: f64,
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

/// Reads the quantity that starts at token `at`; ranges are left to [`Quantity::joined`].
pub(super) fn read(view: &View<'_>, at: usize) -> Start {
    let share = || shares::named(view, at).or_else(|| shares::read(view, at));
    let special = || money(view, at).or_else(|| vague(view, at)).or_else(share);
    if let Some(quantity) = (!view.is_digits(at)).then(special).flatten() {
        return Start::Quantity(quantity);
    }
    match numerals::read(view.known, at, view.end) {
        Reading::Nothing => Start::Nothing,
        Reading::Code(end) => Start::Code(end),
        Reading::Number(numeral) => {
            let end = numeral.tokens.end;
            let quantity = shares::ratio(view, &numeral).or_else(|| measured(view, numeral));
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

/// Money in two parts.
impl Quantity {
    /// "75 USD million": the magnitude after the currency.
    fn with_magnitude(mut self, view: &View<'_>) -> Self {
        let end = self.tokens.end;
        match view.word(end).number {
            Some(NumberWord::Magnitude(factor)) if !self.takes_of && view.lower(end).len() > 2 => {
                self.interval = Interval::exactly(self.value() * factor);
                self.takes_of = true;
                self.tokens.end = end + 1;
                self
            }
            _ => self,
        }
    }

    /// "15 dollars and 20 cents", "15 dollars 20": with the hundredths after the currency.
    fn with_sub_unit(mut self, view: &View<'_>) -> Self {
        if let Some((hundredths, end)) = sub_unit(view, self.tokens.end).filter(|_| self.form != Some(Form::Mixed)) {
            self.interval = Interval::exactly(self.value() + hundredths);
            self.tokens.end = end;
        }
        self
    }
}

/// The hundredths of a currency that ends before token `at`, and the token after them. Without their name, they end the clause.
fn sub_unit(view: &View<'_>, at: usize) -> Option<(f64, usize)> {
    const LEAST_UNNAMED: f64 = 10.0;
    const HUNDREDTH: f64 = 0.01;
    let is_main = !view.is(at.checked_sub(1)?, Role::SubUnit) && view.is_word(at - 1);
    let is_led = view.is(at, Role::And) || view.is(at, Role::DecimalMark);
    let numeral = sub_unit_number(view, if is_led { at + 1 } else { at }, view.end)?;
    let end = numeral.tokens.end;
    let is_small = matches!(numeral.form, Form::Plain | Form::Words) && numeral.value * HUNDREDTH < 1.0;
    let ends_clause = view.kind(end).is_none() || view.is_mark(end, &['.', ',', ';', '!', '?', ')']);
    let is_unnamed = ends_clause && !view.is(at, Role::And) && numeral.value >= LEAST_UNNAMED;
    let end = if view.is(end, Role::SubUnit) { Some(end + 1) } else { Some(end).filter(|_| is_unnamed) };
    end.filter(|_| is_main && is_small).map(|end| (numeral.value * HUNDREDTH, end))
}

/// The number of sub-units at `at`, before token `end`, without the name of the sub-unit, which may itself be a word for a number:
/// "quarante-cinq cents".
fn sub_unit_number(view: &View<'_>, at: usize, end: usize) -> Option<Numeral> {
    let Reading::Number(numeral) = numerals::read(view.known, at, end) else { return None };
    let last = numeral.tokens.end - 1;
    if last > at && view.is(last, Role::SubUnit) { sub_unit_number(view, at, last) } else { Some(numeral) }
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
    Some(quantity.with_magnitude(view).with_sub_unit(view))
}

fn is_written_in_capitals(view: &View<'_>, at: usize) -> bool {
    view.tokens.written(at).chars().all(char::is_uppercase)
}

/// A number with the unit after it, where there is one; none where its unit leaves its value in doubt.
pub(super) fn measured(view: &View<'_>, numeral: Numeral) -> Option<Quantity> {
    let end = numeral.tokens.end;
    let at = if view.is_tie(end) { end + 1 } else { end };
    let is_in_doubt = numeral.is_doubtful && !view.tokens.written(end - 1).ends_with(THOUSANDS);
    let past_of = view.past(end, Role::Of).filter(|_| numeral.is_multiple);
    let quantity = Quantity::of(numeral);
    match unit_at(view, at).or_else(|| unit_at(view, past_of?)) {
        Some(_) if is_in_doubt => None,
        Some((end, unit @ Unit::Money(_), rule)) => {
            Some(quantity.with_unit(unit, end, rule).with_magnitude(view).with_sub_unit(view))
        }
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
