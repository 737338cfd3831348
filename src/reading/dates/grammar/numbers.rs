//! Numbers inside temporal expressions: days of a month, years, amounts and ordinals.

use super::super::expression::Amount;
use super::super::words::{Link, Meaning};
use super::{Grammar, Parsed};
use crate::reading::tokens::TokenKind;

/// The years that four digits may name.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1000..=2100;
/// A year of two digits below this one is of this century ("’24"), any other of the last ("’98").
const PIVOT: i16 = 50;
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

    pub(super) fn ordinal(&self, at: usize) -> Parsed<u8> {
        if let Some((number, next)) = self.digits(at, 2) {
            let suffixed = self.tokens.glued(next) && ["st", "nd", "rd", "th"].contains(&self.tokens.lower(next));
            return suffixed.then_some((u8::try_from(number).ok()?, next + 1));
        }
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
        (!self.continues_number(next)).then_some((day, next))
    }

    /// A year in four digits, or two behind an apostrophe, or in words: "2018", "’98", "nineteen ninety-six".
    pub(super) fn year_number(&self, at: usize) -> Parsed<i16> {
        if let Some((number, next)) = self.digits(at, 4) {
            let year = i16::try_from(number).ok().filter(|year| YEARS.contains(year))?;
            let is_whole = self.tokens.written(at).len() == 4 && !self.continues_number(next);
            return is_whole.then_some((year, next));
        }
        if matches!(self.mark(at), Some('\'' | '’')) {
            let (number, next) = self.digits(at + 1, 2).filter(|_| self.tokens.glued(at + 1))?;
            let year = i16::try_from(number).ok().filter(|_| self.tokens.written(at + 1).len() == 2)?;
            return Some((if year < PIVOT { 2000 + year } else { 1900 + year }, next));
        }
        self.year_words(at)
    }

    fn year_words(&self, at: usize) -> Parsed<i16> {
        let (century, next) = self.cardinal(at).filter(|_| self.is_word(at))?;
        let (rest, next) = self.cardinal(next).filter(|&(rest, _)| self.is_word(next) && (10..100).contains(&rest))?;
        let year = i16::try_from(century.checked_mul(100)?.checked_add(rest)?).ok()?;
        ((18..=20).contains(&century)).then_some((year, next))
    }

    pub(super) fn cardinal(&self, at: usize) -> Parsed<u32> {
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
    fn continues_number(&self, next: usize) -> bool {
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
