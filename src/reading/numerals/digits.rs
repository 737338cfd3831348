//! Numbers in digits, with the magnitudes after them, and digits that are no number.

use std::ops::Range;

use super::{Form, Numeral, Reader, Reading, finite};
use crate::reading::lexicon::figures::{NumberWord, Role};
use crate::reading::tokens::TokenKind;

/// Digits in a group after a separator.
const GROUP: usize = 3;
/// The tokens of a number with one group: "1,234".
const GROUPED: usize = 3;
/// A group that is no number of its own.
const THOUSANDS: &str = "000";

/// Signs for a part of a whole.
const VULGAR: [(char, f64); 9] = [
    ('½', 0.5),
    ('¼', 0.25),
    ('¾', 0.75),
    ('⅓', 1.0 / 3.0),
    ('⅔', 2.0 / 3.0),
    ('⅛', 0.125),
    ('⅜', 0.375),
    ('⅝', 0.625),
    ('⅞', 0.875),
];

/// Marks that tie the parts of a code, a date, a time or an address.
const TIES: [char; 9] = ['.', ',', ':', '/', '-', '_', '@', '’', '\''];

/// Ties that make a code of digits with a word after them: "5@home", "5/b".
const ADDRESS_TIES: [char; 3] = ['/', '_', '@'];

/// The whole part of a number in digits.
struct Whole {
    /// The token after it.
    end: usize,
    /// The mark or space between its groups.
    mark: Option<char>,
    /// The digits after its decimal mark.
    decimals: Option<usize>,
}

/// Numbers in digits.
impl Reader<'_> {
    pub(super) fn digits(&self, at: usize) -> Reading {
        let numeral = if self.opens_code(at) { self.bare_decimals(at) } else { self.plain_digits(at) };
        match numeral {
            Some(numeral) => Reading::Number(self.magnified(numeral)),
            None => Reading::Code(self.code_end(at).max(self.whole(at).end)),
        }
    }

    fn plain_digits(&self, at: usize) -> Option<Numeral> {
        let Whole { end: whole_end, mark, decimals } = self.whole(at);
        let end = decimals.map_or(whole_end, |decimals| decimals + 1);
        let part = if decimals.is_none() { self.vulgar(end) } else { None };
        let end = end + usize::from(part.is_some());
        let written = self.tokens.written(at);
        if (written.starts_with('0') && written.len() > 1) || self.continues_as_code(end) {
            return None;
        }
        let value = self.value(&(at..whole_end), decimals)? + part.unwrap_or_default();
        let form = if end > at + 1 { Form::Separated } else { Form::Plain };
        let is_doubtful =
            end == at + GROUPED && mark.is_some_and(|mark| self.known.words.digits.doubtful.contains(&mark));
        Some(Numeral { is_doubtful, ..Numeral::new(at..end, value, form) })
    }

    /// ".08 percent": decimals without a whole part, which only a percent sign tells from a code.
    fn bare_decimals(&self, at: usize) -> Option<Numeral> {
        let mark_at = at.checked_sub(1).filter(|&mark_at| self.decimals(mark_at).is_some() && !self.glued(mark_at))?;
        let is_percent = self.known.words.percent.at(self.known, at + 1).is_some();
        let value = self.value(&(at..at), Some(at)).filter(|_| is_percent)?;
        Some(Numeral::new(mark_at..at + 1, value, Form::Separated))
    }

    /// The whole part of a number whose first digits are at `at`, and its decimals.
    fn whole(&self, at: usize) -> Whole {
        let (end, mark) = self.groups_end(at);
        let own = Whole { end, mark, decimals: self.decimals(end) };
        if end > at + 1 || self.tokens.written(at).len() > GROUP || self.tokens.written(at).starts_with('0') {
            return own;
        }
        self.indian(at).or_else(|| self.spaced(at)).or_else(|| self.foreign(at)).unwrap_or(own)
    }

    /// "12,34,567": lakhs and crores are grouped by two.
    fn indian(&self, at: usize) -> Option<Whole> {
        const PAIR: usize = 2;
        let groups = self.known.words.digits.group.contains(&',');
        let mut end = at + 1;
        while self.marked_digits(end, ',', PAIR) {
            end += 2;
        }
        let fits = groups && end > at + 1 && self.marked_digits(end, ',', GROUP);
        fits.then(|| Whole { end: end + 2, mark: Some(','), decimals: self.decimals(end + 2) })
    }

    /// "40 000", "1 414 021 100": plain spaces, in any language, where the groups are no numbers of their own.
    fn spaced(&self, at: usize) -> Option<Whole> {
        let is_group = |at: &usize| self.is_digits(*at, GROUP) && self.gap(*at) == Some(' ');
        let groups = (at + 1..self.end).take_while(is_group).count();
        let end = at + 1 + groups;
        let is_plain = groups > 1 || groups == 1 && self.tokens.written(at + 1) == THOUSANDS;
        is_plain.then(|| Whole { end, mark: Some(' '), decimals: self.decimals(end) })
    }

    /// "1.111,11" where commas group, and the other way round: two marks tell which of them opens the decimals.
    fn foreign(&self, at: usize) -> Option<Whole> {
        let of = |group: char, decimal: char| {
            let mut end = at + 1;
            while self.marked_digits(end, group, GROUP) {
                end += 2;
            }
            let has_decimals = [1, 2].into_iter().any(|digits| self.marked_digits(end, decimal, digits));
            (end > at + 1 && has_decimals).then(|| Whole { end, mark: Some(group), decimals: Some(end + 1) })
        };
        of('.', ',').or_else(|| of(',', '.'))
    }

    /// Whether `mark` stands at `at` with `count` digits after it and no space between.
    fn marked_digits(&self, at: usize, mark: char, count: usize) -> bool {
        self.kind(at) == Some(TokenKind::Mark(mark))
            && self.glued(at)
            && self.glued(at + 1)
            && self.is_digits(at + 1, count)
    }

    fn is_digits(&self, at: usize, count: usize) -> bool {
        self.kind(at) == Some(TokenKind::Digits) && self.tokens.written(at).len() == count
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
        let groups = |mark: char| self.known.words.digits.group.contains(&mark);
        match self.kind(at)? {
            TokenKind::Mark(mark) if groups(mark) => self.marked_digits(at, mark, GROUP).then_some((at + 2, mark)),
            TokenKind::Digits => {
                self.gap(at).filter(|&gap| groups(gap) && self.is_digits(at, GROUP)).map(|gap| (at + 1, gap))
            }
            _ => None,
        }
    }

    /// The digits after the decimal mark at `at`.
    fn decimals(&self, at: usize) -> Option<usize> {
        let TokenKind::Mark(mark) = self.kind(at)? else { return None };
        let follows = self.glued(at + 1) && self.kind(at + 1) == Some(TokenKind::Digits);
        (follows && self.known.words.digits.decimal.contains(&mark)).then_some(at + 1)
    }

    /// The part of a whole that the sign at `at`, glued to the digits before it, stands for: "2½".
    fn vulgar(&self, at: usize) -> Option<f64> {
        let TokenKind::Mark(sign) = self.kind(at).filter(|_| self.glued(at))? else { return None };
        VULGAR.iter().find(|(known, _)| *known == sign).map(|(_, part)| *part)
    }

    /// The value of the digits of `whole` and of the token `decimals`; none where it is beyond all counting.
    fn value(&self, whole: &Range<usize>, decimals: Option<usize>) -> Option<f64> {
        if whole.len() == 1 && decimals.is_none() {
            return finite(self.tokens.written(whole.start));
        }
        let digits = whole.clone().filter(|&at| self.kind(at) == Some(TokenKind::Digits));
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
            // "1,20 cents" is money in French: nobody writes a fraction of a hundred.
            Some(NumberWord::Hundred(_)) if numeral.value.fract() != 0.0 => numeral,
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
        if let Some((part, end)) = self.and_fraction(end) {
            return numeral.plus(part * magnitude, end);
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
