//! Numbers inside temporal expressions: days of a month, years, amounts and ordinals.

use super::super::expression::Amount;
use super::super::words::{Link, Meaning};
use super::{Grammar, Parsed};
use crate::reading::tokens::TokenKind;

/// The years that four digits may name.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1000..=2100;
/// A year of two digits below this one is of this century ("’24"), any other of the last ("’98").
const PIVOT: u32 = 50;
/// The letters of "XXXVIII".
const LONGEST_ROMAN: usize = 7;
const THOUSAND: u32 = 1000;
/// The largest number of units that is a length of time; more is a figure.
const LARGEST_AMOUNT: u32 = 10_000;

impl Grammar<'_> {
    /// A whole number in digits, at most `digits` of them.
    pub(super) fn digits(&self, at: usize, digits: usize) -> Parsed<u32> {
        let token = self.tokens.get(at).filter(|_| at < self.end)?;
        if token.kind != TokenKind::Digits || token.span.len() > digits {
            return None;
        }
        Some((self.tokens.written(at).parse().ok()?, at + 1))
    }

    /// An ordinal in digits or words: "28th", "third", "twenty-first".
    pub(super) fn ordinal(&self, at: usize) -> Parsed<u8> {
        if let Some((number, next)) = self.digits(at, 2) {
            let end = self.glued_link(next, Link::OrdinalSuffix).or_else(|| self.ordinal_full_stop(next))?;
            return Some((u8::try_from(number).ok()?, end));
        }
        let tens = self.plain_cardinal(at).filter(|&(tens, _)| is_tens(tens));
        let composed = tens.and_then(|(tens, next)| {
            let (ones, end) = self.plain_ordinal(self.skip_mark(next, '-')).filter(|&(ones, _)| ones < 10)?;
            Some((u8::try_from(tens).ok()? + ones, end))
        });
        composed.or_else(|| self.plain_ordinal(at))
    }

    /// The token behind the full stop that makes an ordinal of the digits before it: "3. Mai".
    fn ordinal_full_stop(&self, at: usize) -> Option<usize> {
        let is_stop = self.words.habits.ordinal_full_stop && self.mark(at) == Some('.') && self.tokens.glued(at);
        let goes_on = self.tokens.glued(at + 1) && self.mark(at + 1).is_none();
        (is_stop && !goes_on).then_some(at + 1)
    }

    fn plain_ordinal(&self, at: usize) -> Parsed<u8> {
        self.read_as(at, |meaning| match meaning {
            Meaning::Ordinal(number) => Some(number),
            _ => None,
        })
    }

    /// A day of the month: "28", "28th".
    pub(super) fn day_number(&self, at: usize) -> Parsed<i8> {
        let (number, next) = match self.ordinal(at).filter(|_| !self.is_word(at)) {
            Some((number, next)) => (u32::from(number), next),
            None => self.digits(at, 2)?,
        };
        let day = i8::try_from(number).ok().filter(|day| (1..=31).contains(day))?;
        (!self.continues_number(next)).then(|| (day, self.ordinal_full_stop(next).unwrap_or(next)))
    }

    /// The day of a month in words: "primero", "tres".
    pub(super) fn day_in_words(&self, at: usize) -> Parsed<i8> {
        let cardinal = || self.cardinal(at).filter(|_| self.words.habits.days_in_words);
        let (number, end) = self.ordinal(at).map(|(number, end)| (u32::from(number), end)).or_else(cardinal)?;
        Some((i8::try_from(number).ok().filter(|day| (1..=31).contains(day))?, end))
    }

    /// A number in Roman numerals: "XX", or "XIX" with an ending.
    pub(super) fn roman(&self, at: usize) -> Parsed<u8> {
        if !self.is_capitalised(at) || !self.is_word(at) {
            return None;
        }
        let written = self.tokens.written(at).trim_end_matches(char::is_lowercase);
        Some((roman_number(written)?, at + 1))
    }

    /// A year before the thousandth, behind a word that says that it is one: "the year 578".
    pub(super) fn early_year(&self, at: usize) -> Parsed<i16> {
        let (number, next) = self.digits(at, 3)?;
        (number > 0 && !self.continues_number(next)).then_some((i16::try_from(number).ok()?, next))
    }

    /// Whether the token at `at` is a number in digits.
    pub(super) fn is_number(&self, at: usize) -> bool {
        self.digits(at, 9).is_some()
    }

    /// A year in four digits, or two behind an apostrophe, or in words: "2018", "’98", "nineteen ninety-six".
    pub(super) fn year_number(&self, at: usize) -> Parsed<i16> {
        if let Some((number, next)) = self.digits(at, 4) {
            let year = i16::try_from(number).ok().filter(|year| YEARS.contains(year))?;
            let is_whole = self.tokens.written(at).len() == 4
                && !self.continues_number(next)
                && !self.opens_impossible_date(next)
                && self.link(next, Link::BeforeChrist).is_none();
            return is_whole.then_some((year, next));
        }
        if matches!(self.mark(at), Some('\'' | '’')) {
            let (number, next) = self.digits(at + 1, 2).filter(|_| self.tokens.glued(at + 1))?;
            let is_short = self.tokens.written(at + 1).len() == 2;
            let year = i16::try_from(in_this_or_last_century(number)).ok().filter(|_| is_short)?;
            return Some((year, next));
        }
        self.year_words(at)
    }

    /// Whether a month and a day in digits stand behind a year: a date that is in no calendar, "2020-02-30".
    fn opens_impossible_date(&self, at: usize) -> bool {
        let is_part = |at: usize| self.mark(at) == Some('-') && self.tokens.glued(at) && self.is_number(at + 1);
        is_part(at) && is_part(at + 2)
    }

    /// A year in words behind a word that says that it is one: "the year two thousand".
    pub(super) fn year_in_thousands(&self, at: usize) -> Parsed<i16> {
        let (number, end) = self.cardinal(at).filter(|_| self.is_word(at))?;
        Some((i16::try_from(number).ok().filter(|year| YEARS.contains(year))?, end))
    }

    fn year_words(&self, at: usize) -> Parsed<i16> {
        let (century, next) = self.cardinal(at).filter(|_| self.is_word(at))?;
        let (rest, next) = self.cardinal(next).filter(|&(rest, _)| self.is_word(next) && (10..100).contains(&rest))?;
        let year = i16::try_from(century.checked_mul(100)?.checked_add(rest)?).ok()?;
        ((18..=20).contains(&century)).then_some((year, next))
    }

    /// A number in words: "three", "twenty-six", "two hundred", "two thousand four".
    pub(super) fn cardinal(&self, at: usize) -> Parsed<u32> {
        let (first, next) = self.below_a_thousand(at)?;
        let (thousands, next) = match self.plain_cardinal(next) {
            _ if first == THOUSAND => (1, next),
            Some((THOUSAND, next)) => (first, next),
            _ => return Some((first, next)),
        };
        let rest = self.below_a_thousand(self.skip(next, Link::And));
        let (rest, end) = rest.unwrap_or((0, next));
        Some((thousands.checked_mul(THOUSAND)?.checked_add(rest)?, end))
    }

    fn below_a_thousand(&self, at: usize) -> Parsed<u32> {
        let (first, next) = self.plain_cardinal(at)?;
        let behind = self.link(next, Link::And).filter(|_| is_tens(first)).unwrap_or_else(|| self.skip_mark(next, '-'));
        let Some((second, end)) = self.plain_cardinal(behind) else { return Some((first, next)) };
        match second {
            1..10 if is_tens(first) => Some((first + second, end)),
            100 if first < 10 => Some(self.behind_hundreds(first * second, end)),
            1..100 if is_hundreds(first) => Some(self.behind_hundreds(first, next)),
            _ => Some((first, next)),
        }
    }

    /// Adds what stands behind the hundreds: "and fifty", "veinte".
    fn behind_hundreds(&self, hundreds: u32, end: usize) -> (u32, usize) {
        let rest = self.below_a_thousand(self.skip(end, Link::And)).filter(|&(rest, _)| rest < 100);
        rest.map_or((hundreds, end), |(rest, end)| (hundreds + rest, end))
    }

    fn plain_cardinal(&self, at: usize) -> Parsed<u32> {
        self.read_as(at, |meaning| match meaning {
            Meaning::Cardinal(number) => Some(number),
            _ => None,
        })
    }

    /// How many units: "three", "24", "several". Not "a", which is more often no number.
    pub(super) fn amount(&self, at: usize) -> Parsed<Amount> {
        if let Some((number, next)) = self.digits(at, 5) {
            let is_whole = number > 0 && number <= LARGEST_AMOUNT && !self.continues_number(next);
            return is_whole.then_some((Amount::Exactly(number), next));
        }
        if let Some((number, next)) = self.cardinal(at) {
            return Some((Amount::Exactly(number), next));
        }
        self.read_as(at, |meaning| (meaning == Meaning::Indefinite).then_some(Amount::Indefinite))
    }

    /// "a", or nothing.
    pub(super) fn one(&self, at: usize) -> Parsed<Amount> {
        self.link(at, Link::One).map(|next| (Amount::Exactly(1), next))
    }

    /// Whether the token at `next` carries the digits before it on: "1,000", "3.5", "10:30", "50%".
    pub(super) fn continues_number(&self, next: usize) -> bool {
        if !self.tokens.glued(next) {
            return false;
        }
        match self.mark(next) {
            Some('%' | '€' | '°') => true,
            Some('.' | ',' | ':' | '/') => {
                self.tokens.glued(next + 1)
                    && self.tokens.get(next + 1).is_some_and(|token| token.kind == TokenKind::Digits)
            }
            Some(_) => false,
            None => next < self.end,
        }
    }
}

/// The year of two digits.
pub(super) fn in_this_or_last_century(year: u32) -> u32 {
    if year < PIVOT { 2000 + year } else { 1900 + year }
}

/// The number that Roman numerals write, up to 39.
fn roman_number(written: &str) -> Option<u8> {
    let value = |letter| match letter {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let values =
        written.chars().map(value).collect::<Option<Vec<i8>>>().filter(|values| values.len() <= LONGEST_ROMAN)?;
    let signed = values
        .iter()
        .enumerate()
        .map(|(at, &value)| if values.get(at + 1).is_some_and(|&next| next > value) { -value } else { value });
    u8::try_from(signed.sum::<i8>()).ok().filter(|&number| number > 0)
}

/// Whether a number below a hundred may follow without a word between: "ciento", "doscientos".
fn is_hundreds(number: u32) -> bool {
    (100..1000).contains(&number) && number.is_multiple_of(100)
}

/// Whether ones may follow the number: "twenty" to "ninety".
fn is_tens(number: u32) -> bool {
    (20..100).contains(&number) && number.is_multiple_of(10)
}
