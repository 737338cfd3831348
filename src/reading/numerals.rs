//! Numerals: "1,000", "4.5 million", "twenty-six", "half a dozen" → their value. What a number means (a year, a count,
//! a score) is not decided here; only whether its digits and words make one number.

mod sum;

use std::ops::Range;

use super::lexicon::figures::{Known, NumberWord, Part, Role, Word};
use super::tokens::{TokenKind, Tokens};
use sum::{Open, Opening, Sum};

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

/// Digits in a group after a separator.
const GROUP: usize = 3;
/// The tokens of a number with one group: "1,234".
const GROUPED: usize = 3;

/// Marks that tie the parts of a code, a date, a time or an address.
const TIES: [char; 9] = ['.', ',', ':', '/', '-', '_', '@', '’', '\''];

/// Ties that make a code of digits with a word after them: "5@home", "5/b".
const ADDRESS_TIES: [char; 3] = ['/', '_', '@'];

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
        let (groups_end, mark) = self.groups_end(at);
        let decimals = self.decimals(groups_end);
        let end = decimals.map_or(groups_end, |decimals| decimals + 1);
        let written = self.tokens.written(at);
        if (written.starts_with('0') && written.len() > 1) || self.continues_as_code(end) {
            return None;
        }
        let value = self.value(&(at..groups_end), decimals)?;
        let form = if end > at + 1 { Form::Separated } else { Form::Plain };
        let is_doubtful =
            end == at + GROUPED && mark.is_some_and(|mark| self.known.words.digits.doubtful.contains(&mark));
        Some(Numeral { is_doubtful, ..Numeral::new(at..end, value, form) })
    }

    /// The token after the groups of three digits that follow the digits at `at`, with the mark or space that parts them.
    fn groups_end(&self, at: usize) -> (usize, Option<char>) {
        let (mut end, mut mark) = (at + 1, None);
        let written = self.tokens.written(at);
        if written.len() > GROUP || written.starts_with('0') {
            return (end, mark);
        }
        while let Some((next, parted_by)) = self.group_end(end) {
            if *mark.get_or_insert(parted_by) != parted_by {
                break;
            }
            end = next;
        }
        (end, mark)
    }

    /// The token after a group that starts, with its separator, at `at`.
    fn group_end(&self, at: usize) -> Option<(usize, char)> {
        let is_group = |at| self.kind(at) == Some(TokenKind::Digits) && self.tokens.written(at).len() == GROUP;
        let groups = |mark: char| self.known.words.digits.group.contains(&mark);
        match self.kind(at)? {
            TokenKind::Mark(mark) if groups(mark) => {
                (self.glued(at) && self.glued(at + 1) && is_group(at + 1)).then_some((at + 2, mark))
            }
            TokenKind::Digits => self.gap(at).filter(|&gap| groups(gap) && is_group(at)).map(|gap| (at + 1, gap)),
            _ => None,
        }
    }

    /// The digits after the decimal mark at `at`.
    fn decimals(&self, at: usize) -> Option<usize> {
        let TokenKind::Mark(mark) = self.kind(at)? else { return None };
        let follows = self.glued(at) && self.glued(at + 1) && self.kind(at + 1) == Some(TokenKind::Digits);
        (follows && self.known.words.digits.decimal.contains(&mark)).then_some(at + 1)
    }

    /// The value of the digits of `whole` and of the token `decimals`; none where it is beyond all counting.
    fn value(&self, whole: &Range<usize>, decimals: Option<usize>) -> Option<f64> {
        let digits = whole.clone().filter(|&at| self.kind(at) == Some(TokenKind::Digits));
        if whole.len() == 1 && decimals.is_none() {
            return finite(self.tokens.written(whole.start));
        }
        let mut written: String = digits.map(|at| self.tokens.written(at)).collect();
        if let Some(decimals) = decimals {
            written.push('.');
            written.push_str(self.tokens.written(decimals));
        }
        finite(&written)
    }

    /// A number in digits with the magnitudes that follow: "million", "dozen", "mil millones", or letters glued to the digits.
    fn magnified(&self, numeral: Numeral) -> Numeral {
        let end = numeral.tokens.end;
        let at = if self.is_glued_hyphen(end) { end + 1 } else { end };
        match self.part(at) {
            Some(NumberWord::Magnitude(_)) if self.tokens.lower(at).len() == 1 && (!self.glued(at) || at > end) => {
                numeral
            }
            Some(NumberWord::Magnitude(factor)) => {
                let form = if self.tokens.lower(at).len() == 1 { Form::Lettered } else { Form::Mixed };
                self.with_rest(numeral.without_doubt().times(factor, at + 1, form))
            }
            Some(NumberWord::Hundred(factor) | NumberWord::Dozen(factor)) => numeral.times(factor, at + 1, Form::Mixed),
            Some(NumberWord::Round(factor)) => Numeral { is_round: true, ..numeral.times(factor, at + 1, Form::Mixed) },
            _ => numeral,
        }
    }

    /// What may follow a first magnitude: its full stop, a greater one ("3 mil millones"), a smaller number ("2 millones 300
    /// mil"), a half ("3 millones y medio").
    fn with_rest(&self, numeral: Numeral) -> Numeral {
        let end = numeral.tokens.end;
        let magnitude = numeral.value / numeral.leading;
        match self.part(end) {
            Some(NumberWord::Magnitude(factor)) if factor > magnitude && self.tokens.lower(end).len() > 1 => {
                return numeral.times(factor, end + 1, Form::Mixed);
            }
            _ => {}
        }
        if self.role(end, Role::And) && self.part(end + 1) == Some(NumberWord::Half) {
            return numeral.plus(magnitude / 2.0, end + 2);
        }
        let has_stop = self.role(end.wrapping_sub(1), Role::Abbreviated)
            && self.kind(end) == Some(TokenKind::Mark('.'))
            && self.glued(end)
            && end + 1 < self.end;
        let end = if has_stop { end + 1 } else { end };
        match self.smaller(end, magnitude) {
            Some((value, end)) => numeral.plus(value, end),
            None => Numeral { tokens: numeral.tokens.start..end, ..numeral },
        }
    }

    /// A number in digits at `at` that adds to a multiple of `magnitude` before it: "2 millones 300 mil".
    fn smaller(&self, at: usize, magnitude: f64) -> Option<(f64, usize)> {
        if self.kind(at)? != TokenKind::Digits || self.glued(at) {
            return None;
        }
        let next = self.plain_digits(at)?;
        let end = next.tokens.end;
        match self.part(end) {
            Some(NumberWord::Magnitude(factor) | NumberWord::Hundred(factor)) if self.tokens.lower(end).len() > 1 => {
                Some((next.value * factor, end + 1)).filter(|(value, _)| *value < magnitude)
            }
            _ => None,
        }
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

    /// Whether the tie at `at` binds the digits after it to a word before it. "190-220" may be a range, so its hyphen does not.
    fn ties_to_word(&self, at: usize, mark: char) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before)).map(|token| token.kind);
        let is_word = before == Some(TokenKind::Word);
        let is_digits = before == Some(TokenKind::Digits) && mark != '-';
        matches!(mark, '.' | '@' | '_' | '’' | '\'') || (self.glued(at) && (is_word || is_digits))
    }

    fn is_currency(&self, at: usize) -> bool {
        self.known.words.currencies.before.at(self.known, at).is_some()
    }

    /// Whether what is glued to a number that ends at `end` makes it a code: "10:30", "1.2.3", "1,00".
    fn continues_as_code(&self, end: usize) -> bool {
        let Some(TokenKind::Mark(mark)) = self.kind(end) else { return false };
        let after = self.kind(end + 1).filter(|_| self.glued(end + 1));
        let has_digits_after = mark != '-' && TIES.contains(&mark) && after == Some(TokenKind::Digits);
        let has_word_after = ADDRESS_TIES.contains(&mark) && after == Some(TokenKind::Word);
        self.glued(end) && (char::is_numeric(mark) || has_digits_after || has_word_after)
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
        let greatest_after_tens = self.known.words.number_grammar.greatest_after_tens;
        let mut sum = Sum::opened(&opening, greatest_after_tens);
        let mut end = opening.end;
        while let Some((part_at, part)) = self.next_part(end, &sum) {
            if !sum.add(part, self.role(part_at, Role::Alone)) {
                break;
            }
            end = part_at + 1;
        }
        let value = sum.value();
        let leading = if sum.open == Open::Magnitude { value / sum.factor } else { value };
        let is_multiple = matches!(sum.open, Open::Magnitude | Open::Closed);
        let numeral =
            Numeral { leading, is_multiple, is_round: sum.is_round, ..Numeral::new(at..end, value, Form::Words) };
        Some(if sum.open == Open::Magnitude { self.with_stop(numeral) } else { numeral })
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
        let mut between = self.tokens.text().get(before.span.end..token.span.start)?.chars();
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

    fn value(text: &str) -> Option<f64> {
        let tokens = Tokens::new(text);
        let count = tokens.as_slice().len();
        match read(&Known::new(&tokens, &Lexicon::for_language("en").figures, 0..count), 0, count) {
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
