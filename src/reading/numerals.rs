//! Numerals: "1,000", "4.5 million", "twenty-six", "half a dozen" → their value. What a number means (a year, a count,
//! a score) is not decided here; only whether its digits and words make one number.

use std::ops::Range;

use super::lexicon::figures::{FigureWords, NumberWord, Role};
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

/// Digits in a group after a separator.
const GROUP: usize = 3;

/// Marks that tie the parts of a code, a date, a time or an address.
const TIES: [char; 9] = ['.', ',', ':', '/', '-', '_', '@', '’', '\''];

/// Reads the number that starts at token `at`, looking no further than token `end`.
#[must_use]
pub fn read(tokens: &Tokens<'_>, words: &FigureWords, at: usize, end: usize) -> Reading {
    let reader = Reader { tokens, words, end };
    match reader.kind(at) {
        Some(TokenKind::Digits) => reader.digits(at),
        Some(TokenKind::Word) => reader.words(at).map_or(Reading::Nothing, Reading::Number),
        _ => Reading::Nothing,
    }
}

struct Reader<'a> {
    tokens: &'a Tokens<'a>,
    words: &'a FigureWords,
    end: usize,
}

/// Numbers in digits.
impl Reader<'_> {
    fn digits(&self, at: usize) -> Reading {
        let numeral = if self.opens_code(at) { None } else { self.plain_digits(at) };
        match numeral {
            Some(numeral) => Reading::Number(self.magnified(numeral)),
            None => Reading::Code(self.code_end(at)),
        }
    }

    fn plain_digits(&self, at: usize) -> Option<Numeral> {
        let whole = at..self.groups_end(at);
        let decimals = self.decimals(whole.end);
        let end = decimals.map_or(whole.end, |decimals| decimals + 1);
        let written = self.tokens.written(at);
        if (written.starts_with('0') && written.len() > 1) || self.continues_as_code(end) {
            return None;
        }
        let value = self.value(&whole, decimals)?;
        let form = if end > at + 1 { Form::Separated } else { Form::Plain };
        Some(Numeral { tokens: at..end, value, leading: value, form })
    }

    /// The token after the groups of three digits that follow the digits at `at`.
    fn groups_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        if self.tokens.written(at).len() <= GROUP {
            while let Some(next) = self.group_end(end) {
                end = next;
            }
        }
        end
    }

    /// The token after a group that starts, with its separator, at `at`.
    fn group_end(&self, at: usize) -> Option<usize> {
        let is_group = |at| self.kind(at) == Some(TokenKind::Digits) && self.tokens.written(at).len() == GROUP;
        match self.kind(at)? {
            TokenKind::Mark(mark) if self.words.digits.group.contains(&mark) => {
                (self.glued(at) && self.glued(at + 1) && is_group(at + 1)).then_some(at + 2)
            }
            TokenKind::Digits => (is_group(at) && self.words.digits.group.contains(&self.gap(at)?)).then_some(at + 1),
            _ => None,
        }
    }

    /// The digits after the decimal mark at `at`.
    fn decimals(&self, at: usize) -> Option<usize> {
        let TokenKind::Mark(mark) = self.kind(at)? else { return None };
        let follows = self.glued(at) && self.glued(at + 1) && self.kind(at + 1) == Some(TokenKind::Digits);
        (follows && self.words.digits.decimal.contains(&mark)).then_some(at + 1)
    }

    /// The value of the digits of `whole` and of the token `decimals`; none where it is beyond all counting.
    fn value(&self, whole: &Range<usize>, decimals: Option<usize>) -> Option<f64> {
        let digits = whole.clone().filter(|&at| self.kind(at) == Some(TokenKind::Digits));
        let mut written: String = digits.map(|at| self.tokens.written(at)).collect();
        if let Some(decimals) = decimals {
            written.push('.');
            written.push_str(self.tokens.written(decimals));
        }
        written.parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// A number in digits with the magnitude that follows: "million", "dozen", or letters glued to the digits.
    fn magnified(&self, numeral: Numeral) -> Numeral {
        let end = numeral.tokens.end;
        let at = if self.is_glued_hyphen(end) { end + 1 } else { end };
        let (factor, form) = match self.part(at) {
            Some(NumberWord::Magnitude(factor)) if self.tokens.lower(at).len() == 1 => {
                if !self.glued(at) || at > end {
                    return numeral;
                }
                (factor, Form::Lettered)
            }
            Some(NumberWord::Magnitude(factor) | NumberWord::Hundred(factor) | NumberWord::Dozen(factor)) => {
                (factor, Form::Mixed)
            }
            _ => return numeral,
        };
        Numeral { tokens: numeral.tokens.start..at + 1, value: numeral.leading * factor, form, ..numeral }
    }
}

/// Digits that are no number.
impl Reader<'_> {
    /// Whether the digits at `at` hang on something before them: "F-16", "v2", "#7", "1.2".
    fn opens_code(&self, at: usize) -> bool {
        if !self.glued(at) {
            return at.checked_sub(1).is_some_and(|before| self.tokens.lower(before) == "#");
        }
        let Some(before) = at.checked_sub(1) else { return false };
        match self.tokens.get(before).map(|token| token.kind) {
            Some(TokenKind::Word) => !self.is_currency(before),
            Some(TokenKind::Digits) => true,
            Some(TokenKind::Mark(mark)) => {
                mark == '#' || char::is_numeric(mark) || (TIES.contains(&mark) && self.ties_to_word(before, mark))
            }
            None => false,
        }
    }

    /// Whether the tie at `at` binds the digits after it to a word or digits before it.
    fn ties_to_word(&self, at: usize, mark: char) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let is_letters = before.is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Digits));
        matches!(mark, '.' | '@' | '_' | '’' | '\'') || (self.glued(at) && is_letters)
    }

    fn is_currency(&self, at: usize) -> bool {
        self.words.currencies.before.at(self.tokens, at).is_some()
    }

    /// Whether what is glued to a number that ends at `end` makes it a code: "10:30", "1.2.3", "1,00".
    fn continues_as_code(&self, end: usize) -> bool {
        let Some(TokenKind::Mark(mark)) = self.kind(end) else { return false };
        let has_digits_after = self.glued(end + 1) && self.kind(end + 1) == Some(TokenKind::Digits);
        self.glued(end) && (char::is_numeric(mark) || (mark != '-' && TIES.contains(&mark) && has_digits_after))
    }

    /// The token after the run of glued letters, digits and ties that `at` stands in.
    fn code_end(&self, at: usize) -> usize {
        let belongs = |at: &usize| match self.kind(*at) {
            Some(TokenKind::Word | TokenKind::Digits) => self.glued(*at),
            Some(TokenKind::Mark(mark)) => self.glued(*at) && (TIES.contains(&mark) || char::is_numeric(mark)),
            None => false,
        };
        (at + 1..self.end).find(|at| !belongs(at)).unwrap_or(self.end.max(at + 1))
    }
}

/// Numbers in words.
impl Reader<'_> {
    fn words(&self, at: usize) -> Option<Numeral> {
        let opening = self.opening(at)?;
        let mut sum = Sum { current: opening.value, open: opening.last, ..Sum::default() };
        let mut end = opening.end;
        while let Some(next) = self.next_part(end, &sum) {
            let (part_at, part) = next;
            if !sum.add(part) {
                break;
            }
            end = part_at + 1;
        }
        let value = sum.total + sum.current;
        let leading = if sum.total > 0.0 && sum.current == 0.0 { sum.total / sum.factor } else { value };
        Some(Numeral { tokens: at..end, value, leading, form: Form::Words })
    }

    /// What a number in words opens with: "twenty", "a" before "hundred", "half a" before "million".
    fn opening(&self, at: usize) -> Option<Opening> {
        if let Some(part) = self.part(at) {
            return match part {
                NumberWord::Unit(value) => Some(Opening { value, last: Open::Unit, end: at + 1 }),
                NumberWord::Tens(value) => Some(Opening { value, last: Open::Tens, end: at + 1 }),
                NumberWord::Half => {
                    let after = if self.role(at + 1, Role::Article) || self.is_glued_hyphen(at + 1) { 2 } else { 1 };
                    self.is_multiplier(at + after).then_some(Opening { value: 0.5, last: Open::One, end: at + after })
                }
                _ => None,
            };
        }
        let after = if self.part(at + 1) == Some(NumberWord::Half) { 2 } else { 1 };
        let value = if after == 2 { 0.5 } else { 1.0 };
        let opens = self.role(at, Role::Article) && self.is_multiplier(at + after);
        opens.then_some(Opening { value, last: Open::One, end: at + after })
    }

    fn is_multiplier(&self, at: usize) -> bool {
        let is_word = self.tokens.lower(at).len() > 2;
        let part = self.part(at);
        is_word && matches!(part, Some(NumberWord::Hundred(_) | NumberWord::Magnitude(_) | NumberWord::Dozen(_)))
    }

    /// The next part of a number, past a hyphen or an "and".
    fn next_part(&self, at: usize, sum: &Sum) -> Option<(usize, NumberWord)> {
        if self.is_glued_hyphen(at) {
            return self.part(at + 1).map(|part| (at + 1, part));
        }
        if self.role(at, Role::And) {
            return self.part_after_and(at + 1, sum);
        }
        let is_letter = self.tokens.lower(at).len() == 1;
        self.part(at).filter(|part| !is_letter && *part != NumberWord::Half).map(|part| (at, part))
    }

    /// After "and": "a hundred and six", "two and a half million"; but not "one million and two million".
    fn part_after_and(&self, at: usize, sum: &Sum) -> Option<(usize, NumberWord)> {
        if self.role(at, Role::Article) && self.part(at + 1) == Some(NumberWord::Half) {
            return matches!(sum.open, Open::Unit | Open::Tens).then_some((at + 1, NumberWord::Half));
        }
        let part = self.part(at).filter(|part| matches!(part, NumberWord::Unit(_) | NumberWord::Tens(_)))?;
        let grows_again = matches!(self.part(at + 1), Some(NumberWord::Magnitude(factor)) if factor >= sum.factor);
        (matches!(sum.open, Open::Hundred | Open::Magnitude) && !grows_again).then_some((at, part))
    }
}

/// Looking at tokens.
impl Reader<'_> {
    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).filter(|_| at < self.end).map(|token| token.kind)
    }

    fn glued(&self, at: usize) -> bool {
        self.tokens.glued(at)
    }

    fn part(&self, at: usize) -> Option<NumberWord> {
        (self.kind(at)? == TokenKind::Word).then(|| self.words.word(self.tokens.lower(at)).number)?
    }

    fn role(&self, at: usize, role: Role) -> bool {
        at < self.end && self.words.word(self.tokens.lower(at)).is(role)
    }

    fn is_glued_hyphen(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(TokenKind::Mark('-' | '\u{2010}' | '\u{2011}')))
            && self.glued(at)
            && self.glued(at + 1)
    }

    /// The single character between the token at `at` and the one before it.
    fn gap(&self, at: usize) -> Option<char> {
        let (before, token) = (self.tokens.get(at.checked_sub(1)?)?, self.tokens.get(at)?);
        let mut between = self.tokens.text().get(before.span.end..token.span.start)?.chars();
        between.next().filter(|_| between.next().is_none())
    }
}

struct Opening {
    value: f64,
    last: Open,
    end: usize,
}

/// What may follow in a number in words, by what came last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Open {
    /// "a", "half a": a multiplier must follow.
    One,
    #[default]
    Unit,
    Tens,
    Hundred,
    Magnitude,
    Closed,
}

/// A number in words as it grows: `total` of the groups that a magnitude closed, `current` of the open one.
#[derive(Debug)]
struct Sum {
    total: f64,
    current: f64,
    /// The last magnitude; the next must be smaller.
    factor: f64,
    open: Open,
}

impl Default for Sum {
    fn default() -> Self {
        Self { total: 0.0, current: 0.0, factor: f64::INFINITY, open: Open::default() }
    }
}

impl Sum {
    /// Takes in `part`, where it can follow.
    fn add(&mut self, part: NumberWord) -> bool {
        use NumberWord::{Dozen, Half, Hundred, Magnitude, Tens, Unit};
        match (part, self.open) {
            (Unit(value), Open::Tens) if (1.0..10.0).contains(&value) => self.grow(value, Open::Unit),
            (Unit(value), Open::Hundred | Open::Magnitude) => self.grow(value, Open::Unit),
            (Tens(value), Open::Hundred | Open::Magnitude) => self.grow(value, Open::Tens),
            (Half, Open::Unit | Open::Tens) => self.grow(0.5, Open::One),
            (Hundred(factor), Open::One | Open::Unit | Open::Tens) => self.multiply(factor, Open::Hundred),
            (Dozen(factor), Open::One | Open::Unit | Open::Tens | Open::Hundred) => self.multiply(factor, Open::Closed),
            (Magnitude(factor), open) if open != Open::Closed && self.current > 0.0 && factor < self.factor => {
                self.total += self.current * factor;
                self.current = 0.0;
                self.factor = factor;
                self.open = Open::Magnitude;
                true
            }
            _ => false,
        }
    }

    fn grow(&mut self, value: f64, open: Open) -> bool {
        self.current += value;
        self.open = open;
        true
    }

    fn multiply(&mut self, factor: f64, open: Open) -> bool {
        self.current *= factor;
        self.open = open;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::lexicon::Lexicon;

    fn value(text: &str) -> Option<f64> {
        let tokens = Tokens::new(text);
        match read(&tokens, &Lexicon::for_language("en").figures, 0, tokens.as_slice().len()) {
            Reading::Number(numeral) => Some(numeral.value),
            _ => None,
        }
    }

    #[test]
    fn numbers_have_their_value() {
        let table: [(&str, f64); 30] = [
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
        let table = [("two and three", 2.0), ("one million and two million", 1e6), ("five six", 5.0), ("20 30", 20.0)];
        for (text, expected) in table {
            assert_eq!(value(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn codes_are_no_numbers() {
        for text in ["007", "10:30", "1.2.3", "1,00", "2024/09/20", "5@home", "2½", "half", "a house", "hundred"] {
            assert_eq!(value(text), None, "{text}");
        }
        assert_eq!(value(&"9".repeat(400)), None);
    }
}
