//! Numbers in words: "twenty-six", "a hundred and two", "two and a half million".

use super::sum::{Open, Opening, Sum};
use super::{Form, Numeral, Reader};
use crate::reading::lexicon::figures::{NumberWord, Part, Role};
use crate::reading::tokens::TokenKind;

/// A part of a whole in words.
struct Fraction {
    count: f64,
    divisor: f64,
    /// The token after it.
    end: usize,
}

/// Numbers in words.
impl Reader<'_> {
    pub(super) fn words(&self, at: usize) -> Option<Numeral> {
        let (sum, end) = self.sum(at, |_| true)?;
        let value = sum.value();
        let leading = if sum.open == Open::Magnitude { value / sum.factor } else { value };
        let is_multiple = matches!(sum.open, Open::Magnitude | Open::Closed);
        let numeral =
            Numeral { leading, is_multiple, is_round: sum.is_round, ..Numeral::new(at..end, value, Form::Words) };
        let (numeral, unit) = match sum.open {
            Open::Magnitude => (self.with_stop(numeral), sum.factor),
            _ => (numeral, 1.0),
        };
        Some(self.with_part(numeral, unit))
    }

    /// The words from `at` on that add up to one number, of parts that `fit`, and the token after them.
    fn sum(&self, at: usize, fits: impl Fn(NumberWord) -> bool) -> Option<(Sum, usize)> {
        let opening = self.opening(at)?;
        let greatest_after_tens = self.known.words.number_grammar.greatest_after_tens;
        let mut sum = Sum::opened(&opening, greatest_after_tens);
        let mut end = opening.end;
        while let Some((part_at, part)) = self.next_part(end, &sum) {
            if !fits(part) || !sum.add(part, self.role(part_at, Role::Alone)) {
                break;
            }
            end = part_at + 1;
        }
        Some((sum, end))
    }

    /// With the part of a whole that follows, and the magnitude after that: "two and three quarters million", "two point five
    /// million".
    fn with_part(&self, numeral: Numeral, unit: f64) -> Numeral {
        let end = numeral.tokens.end;
        let with_part = match (self.and_fraction(end), self.spoken_decimals(end)) {
            (Some((part, end)), _) => numeral.plus(part * unit, end),
            (None, Some((part, end))) => numeral.plus(part, end),
            (None, None) => return numeral,
        };
        let end = with_part.tokens.end;
        match self.part(end) {
            Some(NumberWord::Magnitude(factor)) if self.is_multiplier(end) => {
                with_part.times(factor, end + 1, Form::Words)
            }
            _ => with_part,
        }
    }

    /// "and" with a fraction after it, unless that is a share of something: the fraction, and the token after it. "A third" may be
    /// a third one, so that a magnitude must follow it, or nothing.
    pub(super) fn and_fraction(&self, at: usize) -> Option<(f64, usize)> {
        let Fraction { count, divisor, end } = self.role(at, Role::And).then(|| self.fraction(at + 1)).flatten()?;
        let may_be_ordinal = count <= 1.0 && divisor > 2.0;
        let is_sure = !may_be_ordinal || self.kind(end).is_none() || self.is_multiplier(end);
        (is_sure && !self.role(end, Role::Of)).then_some((count / divisor, end))
    }

    /// "a half", "three quarters", "a third" at `at`.
    fn fraction(&self, at: usize) -> Option<Fraction> {
        let count = match self.part(at) {
            Some(NumberWord::Half) => return Some(Fraction { count: 1.0, divisor: 2.0, end: at + 1 }),
            _ if self.role(at, Role::Article) => 1.0,
            Some(NumberWord::Unit(count)) => count,
            _ => return self.word(at).share.map(|count| Fraction { count, divisor: 1.0, end: at + 1 }),
        };
        let parts_at = if self.is_glued_hyphen(at + 1) { at + 2 } else { at + 1 };
        let divisor = self.word(parts_at).divisor.filter(|divisor| count < *divisor)?;
        Some(Fraction { count, divisor, end: parts_at + 1 })
    }

    /// The decimals that are spelt out after the word for their mark: "point five", "vírgula zero três". Where that word also has
    /// other uses (`con`), a percent sign must follow.
    fn spoken_decimals(&self, at: usize) -> Option<(f64, usize)> {
        if !self.role(at, Role::DecimalMark) {
            return None;
        }
        let (digits, end) = self.spoken_digits(at + 1)?;
        let is_sure = !self.role(at, Role::Stop) || self.known.words.percent.at(self.known, end).is_some();
        let value = format!("0.{digits}").parse().ok().filter(|_| is_sure)?;
        Some((value, end))
    }

    /// "five six" → "56", "twenty-eight" → "28", with the token after them.
    fn spoken_digits(&self, at: usize) -> Option<(String, usize)> {
        const MOST: usize = 6;
        let (sum, end) = self.sum(at, |part| !matches!(part, NumberWord::Magnitude(_)))?;
        if end > at + 1 || sum.value() >= 10.0 {
            return Some((sum.value().to_string(), end));
        }
        let digit = |at| match self.part(at) {
            Some(NumberWord::Unit(digit)) if digit < 10.0 => Some(digit.to_string()),
            _ => None,
        };
        let digits: Vec<String> = (at..at + MOST).map_while(digit).collect();
        Some((digits.concat(), at + digits.len()))
    }

    /// With the full stop of a shortened magnitude: "zwei Mio. Euro".
    fn with_stop(&self, mut numeral: Numeral) -> Numeral {
        let end = numeral.tokens.end;
        let is_stop = self.kind(end) == Some(TokenKind::Mark('.')) && self.glued(end) && end + 1 < self.end;
        if is_stop && self.role(end - 1, Role::Abbreviated) {
            numeral.tokens.end += 1;
        }
        numeral
    }

    /// What a number in words opens with: "twenty", "a" before "hundred", "half a" before "million", "mil" alone.
    fn opening(&self, at: usize) -> Option<Opening> {
        let opens_multiple = self.role(at, Role::Article) && self.multiplied(at).is_some();
        match self.part(at) {
            _ if opens_multiple => self.multiplied(at),
            Some(NumberWord::Unit(value)) => Some(Opening { value, open: Open::Unit, end: at + 1 }),
            Some(NumberWord::Tens(value) | NumberWord::Score(value)) => {
                Some(Opening { value, open: Open::Tens, end: at + 1 })
            }
            Some(NumberWord::Thousands(value)) => Some(Opening { value, open: Open::Magnitude, end: at + 1 }),
            Some(NumberWord::Hundreds(value)) => Some(Opening { value, open: Open::Hundred, end: at + 1 }),
            Some(NumberWord::Half) => {
                let after = if self.role(at + 1, Role::Article) || self.is_glued_hyphen(at + 1) { 2 } else { 1 };
                self.is_multiplier(at + after).then_some(Opening { value: 0.5, open: Open::One, end: at + after })
            }
            Some(NumberWord::Hundred(_) | NumberWord::Magnitude(_)) if self.role(at, Role::Alone) => {
                Some(Opening { value: 1.0, open: Open::One, end: at })
            }
            _ => None,
        }
    }

    /// "a" before a multiplier, with "half" between or without.
    fn multiplied(&self, at: usize) -> Option<Opening> {
        let is_half = self.part(at + 1) == Some(NumberWord::Half);
        let value = if is_half { 0.5 } else { 1.0 };
        let after = if is_half { 2 + usize::from(self.is_glued_hyphen(at + 2)) } else { 1 };
        self.is_multiplier(at + after).then_some(Opening { value, open: Open::One, end: at + after })
    }

    fn is_multiplier(&self, at: usize) -> bool {
        use NumberWord::{Dozen, Hundred, Magnitude, Round};
        let is_word = self.tokens.lower(at).len() > 2;
        is_word && matches!(self.part(at), Some(Hundred(_) | Magnitude(_) | Dozen(_) | Round(_)))
    }

    /// The next part of a number, past a hyphen or an "and".
    fn next_part(&self, at: usize, sum: &Sum) -> Option<(usize, NumberWord)> {
        let after_hyphen = if self.is_glued_hyphen(at) { at + 1 } else { at };
        if self.role(after_hyphen, Role::And) {
            let is_tied = after_hyphen > at && self.is_glued_hyphen(after_hyphen + 1);
            return self.part_after_and(if is_tied { after_hyphen + 2 } else { after_hyphen + 1 }, sum);
        }
        if after_hyphen > at {
            return self.part(after_hyphen).map(|part| (after_hyphen, part));
        }
        let is_letter = self.tokens.lower(at).len() == 1;
        self.part(at).filter(|part| !is_letter && *part != NumberWord::Half).map(|part| (at, part))
    }

    /// After "and": "a hundred and six", "two and a half million", "treinta y cinco"; but not "one million and two million".
    fn part_after_and(&self, at: usize, sum: &Sum) -> Option<(usize, NumberWord)> {
        use NumberWord::{Hundred, Hundreds, Score, Tens, Unit};
        let half_at = if self.role(at, Role::Article) { at + 1 } else { at };
        if self.part(half_at) == Some(NumberWord::Half) {
            let takes_half = matches!(sum.open, Open::Unit | Open::Tens | Open::Magnitude);
            return (takes_half && (half_at > at || sum.open == Open::Magnitude || self.is_multiplier(at + 1)))
                .then_some((half_at, NumberWord::Half));
        }
        if self.fraction(at).is_some() {
            return None;
        }
        let fits = |part: &NumberWord| match part {
            Unit(_) | Tens(_) | Score(_) => true,
            Hundreds(_) => sum.open == Open::Magnitude,
            Hundred(_) => sum.open == Open::Magnitude && self.role(at, Role::Alone),
            _ => false,
        };
        let part = self.part(at).filter(fits)?;
        let grows_again = matches!(self.part(at + 1), Some(NumberWord::Magnitude(factor)) if factor >= sum.factor);
        let and_after = &self.known.words.number_grammar.and_after;
        let goes_on = match sum.open {
            Open::Tens => and_after.contains(&Part::Tens),
            Open::Hundred => and_after.contains(&Part::Hundreds),
            Open::Magnitude => and_after.contains(&Part::Magnitudes),
            Open::One | Open::Unit | Open::Closed => false,
        };
        (goes_on && !grows_again).then_some((at, part))
    }
}
