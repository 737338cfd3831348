//! Numerals: "1,000", "4.5 million", "twenty-six", "half a dozen" → their value. What a number means (a year, a count,
//! a score) is not decided here; only whether its digits and words make one number.

mod digits;
mod sum;
mod words;

use std::ops::Range;

use super::lexicon::figures::{Known, NumberWord, Role, Word};
use super::tokens::{TokenKind, Tokens};

/// A number as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeral {
    /// The tokens that make it.
    pub tokens: Range<usize>,
    /// Its value.
    pub value: f64,
    /// The value without a closing magnitude: 4.5 of "4.5 million".
    pub leading: f64,
    /// How it is written.
    pub form: Form,
    /// Whether its last word is a multiplier, which "of" may follow: "two million of them".
    pub is_multiple: bool,
    /// Whether its words say that it is near the value only: "une dizaine".
    pub is_round: bool,
    /// Whether its mark groups in some countries and opens decimals in others; then `value` takes it for grouping.
    pub is_doubtful: bool,
}

impl Numeral {
    /// Whether the number is one.
    #[must_use]
    pub fn is_one(&self) -> bool {
        (self.value - 1.0).abs() < f64::EPSILON
    }
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Digits alone: "2015".
    Plain,
    /// Digits with separators or decimals: "2,015".
    Separated,
    /// Words alone: "twenty-six".
    Words,
    /// Digits with a word: "4.5 million".
    Mixed,
    /// Digits with a glued letter: "80m".
    Lettered,
}

/// What starts at a token.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// No number.
    Nothing,
    /// A number.
    Number(Numeral),
    /// Digits that are no number, or not one alone ("F-16", "10.1.2", "007"), up to a token.
    Code(usize),
}

/// Reads the number that starts at token `at`, looking no further than token `end`.
#[must_use]
pub fn read(known: &Known<'_>, at: usize, end: usize) -> Reading {
    let reader = Reader { tokens: known.tokens, known, end };
    match reader.kind(at) {
        Some(TokenKind::Digits) => reader.digits(at),
        Some(TokenKind::Word) => reader.words(at).map_or(Reading::Nothing, Reading::Number),
        _ => Reading::Nothing,
    }
}

struct Reader<'a> {
    tokens: &'a Tokens<'a>,
    known: &'a Known<'a>,
    end: usize,
}

/// Looking at tokens.
impl Reader<'_> {
    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).filter(|_| at < self.end).map(|token| token.kind)
    }

    fn glued(&self, at: usize) -> bool {
        self.tokens.glued(at)
    }

    fn word(&self, at: usize) -> &Word {
        self.known.word(if at < self.end { at } else { usize::MAX })
    }

    fn part(&self, at: usize) -> Option<NumberWord> {
        self.word(at).number
    }

    fn role(&self, at: usize, role: Role) -> bool {
        self.word(at).is(role)
    }

    fn is_glued_hyphen(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(TokenKind::Mark('-' | '\u{2010}' | '\u{2011}')))
            && self.glued(at)
            && self.glued(at + 1)
    }

    /// The single character between the token at `at` and the one before it.
    fn gap(&self, at: usize) -> Option<char> {
        let (before, token) = (self.tokens.get(at.checked_sub(1)?)?, self.tokens.get(at)?);
        let mut between = self.tokens.text().get(before.span.end()..token.span.start())?.chars();
        between.next().filter(|_| between.next().is_none())
    }
}

impl Numeral {
    /// A number without anything particular about it.
    #[must_use]
    pub fn new(tokens: Range<usize>, value: f64, form: Form) -> Self {
        Self { tokens, value, leading: value, form, is_multiple: false, is_round: false, is_doubtful: false }
    }

    fn times(self, factor: f64, end: usize, form: Form) -> Self {
        let leading = self.leading;
        Self { tokens: self.tokens.start..end, value: self.value * factor, leading, form, is_multiple: true, ..self }
    }

    fn plus(self, value: f64, end: usize) -> Self {
        let value = self.value + value;
        Self { tokens: self.tokens.start..end, value, leading: value, ..self }
    }

    /// Before a magnitude, the doubtful mark opens decimals: "1,234 millones".
    fn without_doubt(self) -> Self {
        const THOUSAND: f64 = 1000.0;
        if !self.is_doubtful {
            return self;
        }
        let value = self.value / THOUSAND;
        Self { value, leading: value, is_doubtful: false, ..self }
    }
}

fn finite(written: &str) -> Option<f64> {
    written.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::lexicon::Lexicon;
    use crate::reading::lexicon::vocabulary::Numbered;

    fn value(text: &str) -> Option<f64> {
        let tokens = Tokens::new(text);
        let count = tokens.as_slice().len();
        match read(&Known::new(&Numbered::new(&tokens, Lexicon::for_language("en")), 0..count), 0, count) {
            Reading::Number(numeral) => Some(numeral.value),
            _ => None,
        }
    }

    #[test]
    fn numbers_have_their_value() {
        let table: [(&str, f64); 42] = [
            ("0", 0.0),
            ("26", 26.0),
            ("1,000", 1000.0),
            ("12,345,678 more", 12_345_678.0),
            ("1\u{a0}000", 1000.0),
            ("1\u{2009}234\u{2009}567", 1_234_567.0),
            ("4.5", 4.5),
            ("4.5 million", 4.5e6),
            ("3.5-million", 3.5e6),
            ("3.2bn", 3.2e9),
            ("3 dozen", 36.0),
            ("80m", 8e7),
            ("sixteen", 16.0),
            ("twenty-six", 26.0),
            ("twenty six", 26.0),
            ("Ninety-Nine", 99.0),
            ("one hundred and sixteen", 116.0),
            ("one hundred sixty-one", 161.0),
            ("a hundred", 100.0),
            ("a hundred and two", 102.0),
            ("twenty-five hundred", 2500.0),
            ("three million", 3e6),
            ("two million three hundred thousand and five", 2_300_005.0),
            ("one thousand and five hundred", 1500.0),
            ("two and a half million", 2.5e6),
            ("half a dozen", 6.0),
            ("half a million", 5e5),
            ("2½", 2.5),
            ("4¾ million", 4.75e6),
            ("40 000", 40_000.0),
            ("1 414 021 100", 1_414_021_100.0),
            ("12,34,567.89", 1_234_567.89),
            ("1.111,11", 1111.11),
            ("zero point five", 0.5),
            ("two point five million", 2.5e6),
            ("three point one five", 3.15),
            ("a hundred and two and two thirds", 102.0 + 2.0 / 3.0),
            ("five and three quarters million", 5.75e6),
            ("6 million and a third", 6e6 + 1e6 / 3.0),
            ("a half-million", 5e5),
            ("two dozen", 24.0),
            ("a dozen", 12.0),
        ];
        for (text, expected) in table {
            assert_eq!(value(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn neighbours_are_not_added_up() {
        let table = [
            ("twelve and a third fell", 12.0),
            ("two and three", 2.0),
            ("one million and two million", 1e6),
            ("five six", 5.0),
            ("20 30", 20.0),
            ("40 300", 40.0),
        ];
        for (text, expected) in table {
            assert_eq!(value(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn codes_are_no_numbers() {
        for text in ["007", "10:30", "1.2.3", "1,00", "2024/09/20", "5@home", "half", "a house", "hundred"] {
            assert_eq!(value(text), None, "{text}");
        }
        assert_eq!(value(&"9".repeat(400)), None);
    }
}
