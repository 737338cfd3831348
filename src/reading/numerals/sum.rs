//! A number in words as it grows: which part may follow which, and what each adds ("two hundred and six thousand").

use crate::reading::lexicon::figures::NumberWord;

/// The first words of a number: their value, what may follow, and the token after them.
pub(super) struct Opening {
    pub(super) value: f64,
    pub(super) open: Open,
    pub(super) end: usize,
}

/// What may follow in a number in words, by what came last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Open {
    /// "a", "half a": a multiplier must follow.
    One,
    #[default]
    Unit,
    Tens,
    Hundred,
    Magnitude,
    Closed,
}

/// A number in words as it grows.
#[derive(Debug)]
pub(super) struct Sum {
    /// Of the groups that a magnitude above a thousand closed.
    total: f64,
    /// What a thousand closed; a greater magnitude may multiply it: "tres mil millones".
    thousands: f64,
    /// The open group.
    current: f64,
    /// What the last part added to `current`.
    last: f64,
    /// The last magnitude.
    pub(super) factor: f64,
    /// The last one above a thousand; the next must be smaller.
    limit: f64,
    pub(super) open: Open,
    /// The greatest number that may follow one of tens: 9, or 19 for "soixante-dix-neuf".
    greatest_after_tens: f64,
    pub(super) is_round: bool,
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            total: 0.0,
            thousands: 0.0,
            current: 0.0,
            last: 0.0,
            factor: f64::INFINITY,
            limit: f64::INFINITY,
            open: Open::default(),
            greatest_after_tens: 0.0,
            is_round: false,
        }
    }
}

/// The magnitude that a greater one may multiply.
const THOUSAND: f64 = 1000.0;

impl Sum {
    /// A number that opens so, in a language in which no greater number than that follows one of tens.
    pub(super) fn opened(opening: &Opening, greatest_after_tens: f64) -> Self {
        let (open, value) = (opening.open, opening.value);
        let sum = Self { open, greatest_after_tens, ..Self::default() };
        if open == Open::Magnitude {
            return Self { thousands: value, factor: THOUSAND, ..sum };
        }
        Self { current: value, last: value, ..sum }
    }

    /// Takes in `part`, where it can follow. A multiplier that can stand `alone` needs no number before it.
    pub(super) fn add(&mut self, part: NumberWord, alone: bool) -> bool {
        use NumberWord::{Dozen, Half, Hundred, Hundreds, Magnitude, Round, Score, Tens, Thousands, Unit};
        match (part, self.open) {
            (Unit(value), Open::Tens) if value >= 1.0 && value <= self.greatest_after_tens => {
                self.grow(value, Open::Unit)
            }
            (Unit(value), Open::Unit) if self.joins_ten(value) => self.grow(value, Open::Unit),
            (Unit(value), Open::Hundred | Open::Magnitude) => self.grow(value, Open::Unit),
            (Tens(value) | Score(value), Open::Hundred | Open::Magnitude) => self.grow(value, Open::Tens),
            (Score(value), Open::Unit) => self.grow(self.last * (value - 1.0), Open::Tens),
            (Thousands(value), Open::Magnitude) if self.thousands == 0.0 && self.current == 0.0 => {
                self.thousands = value;
                self.factor = THOUSAND;
                true
            }
            (Hundreds(value), Open::Magnitude) => self.grow(value, Open::Hundred),
            (Half, Open::Unit | Open::Tens) => self.grow(0.5, Open::One),
            (Half, Open::Magnitude) => self.grow(0.5 * self.factor, Open::Closed),
            (Hundred(factor), Open::Magnitude) if alone => self.grow(factor, Open::Hundred),
            (Hundred(factor), Open::One | Open::Unit | Open::Tens) => self.multiply(factor, Open::Hundred),
            (Round(factor), open) if !matches!(open, Open::Magnitude | Open::Closed) => {
                self.is_round = true;
                self.multiply(factor, Open::Closed)
            }
            (Dozen(factor), Open::One | Open::Unit | Open::Tens | Open::Hundred) => self.multiply(factor, Open::Closed),
            (Magnitude(factor), open) if open != Open::Closed => self.close(factor),
            _ => false,
        }
    }

    /// Whether a unit goes on with a ten where tens take units up to nineteen: "dix-sept".
    fn joins_ten(&self, unit: f64) -> bool {
        const TEN: f64 = 10.0;
        self.last == TEN && unit < TEN && self.greatest_after_tens > TEN
    }

    /// Closes a group with a magnitude.
    fn close(&mut self, factor: f64) -> bool {
        let is_thousand = factor <= THOUSAND;
        let group = if is_thousand { self.current } else { self.thousands + self.current };
        if group <= 0.0 || (is_thousand && self.thousands > 0.0) || factor >= self.limit {
            return false;
        }
        if is_thousand {
            self.thousands = group * factor;
        } else {
            self.total += group * factor;
            self.thousands = 0.0;
            self.limit = factor;
        }
        self.current = 0.0;
        self.factor = factor;
        self.open = Open::Magnitude;
        true
    }

    pub(super) fn value(&self) -> f64 {
        self.total + self.thousands + self.current
    }

    fn grow(&mut self, value: f64, open: Open) -> bool {
        self.current += value;
        self.last = value;
        self.open = open;
        true
    }

    fn multiply(&mut self, factor: f64, open: Open) -> bool {
        self.current *= factor;
        self.open = open;
        true
    }
}
