//! The grammar of temporal expressions: rules that look at the tokens of one sentence from a given place on. Every rule
//! is tried where a word or number may open an expression, the longest match wins, and the scan goes on behind it.

mod amounts;
mod calendar;
mod clock;
mod kinds;
mod meanings;
mod numbers;
mod relative;
mod stretches;

use super::calendar::Unit;
use super::expression::{Amount, Expression, Match};
use super::resolve::Joint;
use super::words::{Cue, DateWords, Distance, Edge, Link, Meaning, Shift};
use crate::reading::mark::{Modifier, TimexKind};
use crate::reading::tokens::{TokenKind, Tokens};

use kinds::Kinds;
use meanings::Opens;

pub(super) use meanings::Meanings;

/// What a rule gives: what it read, and the index of the token behind it.
type Parsed<T> = Option<(T, usize)>;

type Rule<'a> = fn(&Grammar<'a>, usize) -> Parsed<Expression>;

/// The tokens of one sentence, and what each may mean.
pub(super) struct Grammar<'a> {
    tokens: &'a Tokens<'a>,
    meanings: &'a Meanings,
    words: &'a DateWords,
    start: usize,
    end: usize,
}

/// The tokens of the longest modifier: "the early part of".
const LONGEST_MODIFIER: usize = 4;

/// The small words before the first word of time: "el", "los".
const LONGEST_HEAD: usize = 2;

impl<'a> Grammar<'a> {
    /// The rules, with the names that `diurna explain` shows and the kinds of words of which each needs one. Of
    /// matches of one length the first wins.
    const RULES: [(&'static str, Kinds, Rule<'a>); 21] = [
        ("date.numeric", Kinds::DIGITS, Self::numeric_date),
        ("date.calendar", Kinds::MONTH, Self::calendar_date),
        ("date.list", Kinds::MONTH, Self::listed_day),
        ("date.holiday", Kinds::HOLIDAY, Self::holiday),
        ("date.of-month", Kinds::DIGITS.or(Kinds::DAY_HEAD), Self::day_of_month),
        ("date.quarter", Kinds::UNIT.or(Kinds::STRETCH), Self::quarter),
        ("date.season", Kinds::SEASON, Self::season),
        ("date.weekday", Kinds::WEEKDAY, Self::weekday),
        ("date.day", Kinds::DEICTIC.or(Kinds::PART), Self::deictic_day),
        ("date.eve", Kinds::EVE, Self::eve),
        ("date.shifted", Kinds::UNIT.or(Kinds::STRETCH), Self::shifted),
        ("date.distance", Kinds::UNIT, Self::distance),
        ("date.definite", Kinds::UNIT.or(Kinds::STRETCH), Self::definite),
        ("date.decade", Kinds::DIGITS.or(Kinds::DECADE), Self::decade),
        ("date.century", Kinds::UNIT.or(Kinds::CENTURY_HEAD), Self::century),
        ("date.year", Kinds::DIGITS.or(Kinds::CARDINAL), Self::standing_year),
        ("time.clock", Kinds::DIGITS.or(Kinds::CLOCK).or(Kinds::CARDINAL), Self::clock),
        ("time.part", Kinds::PART, Self::part_of_day),
        ("set", Kinds::UNIT.or(Kinds::RECURRING), Self::recurring),
        ("date.reference", Kinds::REFERENCE, Self::reference),
        ("duration", Kinds::UNIT.or(Kinds::LENGTH), Self::duration),
    ];

    /// The grammar over the tokens of one sentence, of a text with these meanings.
    pub(super) fn new(
        tokens: &'a Tokens<'a>,
        meanings: &'a Meanings,
        sentence: std::ops::Range<usize>,
        words: &'a DateWords,
    ) -> Self {
        Self { tokens, meanings, words, start: sentence.start, end: sentence.end }
    }

    /// Whether an expression or a name that opens at `at` could reach any word that a rule needs.
    pub(super) fn may_reach_any(&self, at: usize) -> bool {
        self.meanings.ahead(at) != Kinds::NONE
    }

    /// The longest expression that opens at token `at`.
    pub(super) fn read(&self, at: usize) -> Option<Match> {
        if !self.may_open(at) {
            return None;
        }
        let plain = self.core(at);
        let modified = self.modified(at);
        let stretch = self.stretch_with_modifier(at);
        let longest = [modified, stretch, plain].into_iter().flatten().max_by_key(|found| found.end)?;
        self.is_free_after(longest.end).then(|| self.led_by_signal(at, longest))
    }

    /// Where a name ends that opens at `at` and holds a word of time: "Black Friday".
    pub(super) fn name(&self, at: usize) -> Option<usize> {
        let name = self.read_as(at, |meaning| (meaning == Meaning::Name).then_some(()));
        name.filter(|_| self.is_capitalised(at)).map(|((), end)| end)
    }

    /// A length behind "vor" leads to a date.
    fn led_by_signal(&self, at: usize, found: Match) -> Match {
        match (&found.expression, self.signal_before(at)) {
            (&Expression::Duration { amount, unit, ref more }, Some(distance)) if more.is_empty() => {
                Match { expression: Expression::LengthAway { amount, unit, distance }, ..found }
            }
            _ => found,
        }
    }

    /// What the words at `at` mean, by the phrases that open there, the longest first.
    pub(super) fn meanings(&self, at: usize) -> impl Iterator<Item = (Meaning, usize)> + '_ {
        let here = if (self.start..self.end).contains(&at) { self.meanings.at(at) } else { &[] };
        here.iter().copied().filter(|&(_, end)| end <= self.end)
    }

    fn read_as<T>(&self, at: usize, pick: impl Fn(Meaning) -> Option<T>) -> Parsed<T> {
        self.meanings(at).find_map(|(meaning, end)| Some((pick(meaning)?, end)))
    }

    fn link(&self, at: usize, link: Link) -> Option<usize> {
        let read = || self.read_as(at, |meaning| (meaning == Meaning::Link(link)).then_some(()));
        self.meanings.may_link(at, link).then(read).flatten().map(|((), end)| end)
    }

    fn skip(&self, at: usize, link: Link) -> usize {
        self.link(at, link).unwrap_or(at)
    }

    pub(super) fn mark(&self, at: usize) -> Option<char> {
        match self.tokens.get(at).filter(|_| at < self.end)?.kind {
            TokenKind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    fn skip_mark(&self, at: usize, mark: char) -> usize {
        if self.mark(at) == Some(mark) { at + 1 } else { at }
    }

    fn glued_link(&self, at: usize, link: Link) -> Option<usize> {
        self.link(at, link).filter(|_| self.tokens.glued(at))
    }

    fn is_word(&self, at: usize) -> bool {
        at < self.end && self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    fn is_capitalised(&self, at: usize) -> bool {
        at < self.end && self.tokens.get(at).is_some_and(|token| token.capitalised)
    }

    fn core(&self, at: usize) -> Option<Match> {
        let mut best: Option<Match> = None;
        let ahead = self.meanings.ahead(at);
        for (rule, _, parse) in Self::RULES.iter().filter(|(_, needed, _)| needed.meets(ahead)) {
            let Some((expression, end)) = parse(self, at) else { continue };
            if best.as_ref().is_none_or(|best| best.end < end) {
                best = Some(Match { expression, modifier: None, weekday: None, rule, end });
            }
        }
        best.map(|best| Match { weekday: self.weekday_of(at, &best), ..best })
    }

    /// An expression behind a modifier: "early November", "more than a year", "earlier this week".
    fn modified(&self, at: usize) -> Option<Match> {
        let article = self.skip(at, Link::Article);
        let at_modifier = |meaning| matches!(meaning, Meaning::Modifier(_) | Meaning::Edge(_) | Meaning::Quantifier(_));
        self.meanings(at)
            .chain(self.meanings(article).filter(move |_| article != at))
            .filter(|&(meaning, _)| at_modifier(meaning))
            .find_map(|(meaning, next)| self.behind(meaning, next))
    }

    fn behind(&self, meaning: Meaning, next: usize) -> Option<Match> {
        let found = self.core(next)?;
        let is_length = matches!(found.expression, Expression::Duration { .. } | Expression::Distance { .. });
        let is_date = !matches!(
            found.expression,
            Expression::Duration { .. } | Expression::Recurring(_) | Expression::Reference(_) | Expression::While
        );
        let modifier = match meaning {
            Meaning::Modifier(modifier) if is_date => Some(modifier),
            Meaning::Edge(edge) if is_date => Some(match edge {
                Edge::Earlier => Modifier::Start,
                Edge::Later => Modifier::End,
            }),
            Meaning::Quantifier(modifier) if is_length && !self.opens_with_article(next) => Some(modifier),
            _ => None,
        }?;
        Some(Match { modifier: Some(modifier), ..found })
    }

    fn opens_with_article(&self, at: usize) -> bool {
        self.link(at, Link::Article).is_some() || self.read_as(at, shift_of).is_some()
    }

    /// Whether an expression may open at `at`: its token means something in time, and is no part of an address or a number.
    fn may_open(&self, at: usize) -> bool {
        let is_known = self.opens(at, LONGEST_HEAD);
        is_known && !(self.tokens.glued(at) && at > 0 && self.is_bound_to(at - 1, at.checked_sub(2)))
    }

    /// Whether the words at `at` may open an expression, if need be behind so many small words more.
    fn opens(&self, at: usize, small_words: usize) -> bool {
        let is_number = || self.tokens.get(at).is_some_and(|token| at < self.end && token.kind == TokenKind::Digits);
        let is_apostrophe = || matches!(self.mark(at), Some('\'' | '’'));
        let by_meaning = || {
            self.meanings(at).any(|(meaning, next)| match meaning.opens() {
                Opens::Yes => true,
                Opens::No => false,
                Opens::WithNext => small_words > 0 && self.opens(next, small_words - 1),
                Opens::BeforeKnown => self.is_known(next),
            })
        };
        let is_century = || self.is_capitalised(at) && matches!(self.unit(at + 1, false), Some((Unit::Century, _)));
        is_number() || by_meaning() || is_apostrophe() || is_century()
    }

    /// Whether what stands at `at` may go on with an expression: all that the lexicon does not know ends it.
    fn is_known(&self, at: usize) -> bool {
        match self.tokens.get(at).filter(|_| at < self.end).map(|token| token.kind) {
            Some(TokenKind::Word) => self.meanings(at).any(|(meaning, _)| !matches!(meaning, Meaning::Cue(_))),
            Some(TokenKind::Digits) => true,
            Some(TokenKind::Mark(mark)) => ['-', '–', '\'', '’'].contains(&mark),
            None => false,
        }
    }

    /// The modifier that ends right before `at`, or before the article there: "at the end of a".
    pub(super) fn modifier_before(&self, at: usize) -> Option<Modifier> {
        let ends_at = |at: usize| {
            let first = at.saturating_sub(LONGEST_MODIFIER).max(self.start);
            (first..at).find_map(|before| {
                self.meanings(before).find_map(|(meaning, end)| match meaning {
                    Meaning::Modifier(modifier) if end == at => Some(modifier),
                    _ => None,
                })
            })
        };
        let article = at.checked_sub(1).filter(|&before| self.one(before).is_some_and(|(_, end)| end == at));
        ends_at(at).or_else(|| ends_at(article?))
    }

    /// Where the next expression of a list or span would open, and what leads to it: "and", "to" and the like.
    pub(super) fn joint_behind(&self, end: usize) -> Parsed<Joint> {
        if let Some(next) = self.link(end, Link::And).or_else(|| Some(end + 1).filter(|_| self.mark(end) == Some(',')))
        {
            return Some((Joint::And, next));
        }
        self.link(end, Link::List).map(|next| (Joint::To, next))
    }

    /// Which way the words at `at` say that a date lies.
    pub(super) fn cue(&self, at: usize) -> Parsed<Cue> {
        let listed = self.read_as(at, |meaning| match meaning {
            Meaning::Cue(cue) => Some(cue),
            _ => None,
        });
        let looks_past = self.is_word(at) && !self.is_capitalised(at) && self.words.looks_past(self.tokens.lower(at));
        if listed.is_none() && !looks_past {
            return None;
        }
        if self.link_before(at, Link::Article) || self.link_before(at, Link::One) {
            return listed.filter(|_| looks_past);
        }
        listed.or_else(|| (looks_past && !self.link_before(at, Link::Passive)).then_some((Cue::Past, at + 1)))
    }

    /// Whether the token at `neighbour` makes one string with the expression beside it.
    fn is_bound_to(&self, neighbour: usize, beyond: Option<usize>) -> bool {
        match self.tokens.get(neighbour).map(|token| token.kind) {
            Some(TokenKind::Word | TokenKind::Digits) => true,
            Some(TokenKind::Mark('-' | '.' | ',' | ':')) => beyond.is_some_and(|beyond| {
                self.tokens.glued(neighbour)
                    && self.tokens.get(beyond).is_some_and(|token| token.kind == TokenKind::Digits)
            }),
            Some(TokenKind::Mark(mark)) => "/_@#=&%$€£¥+\\".contains(mark),
            None => false,
        }
    }

    /// Whether what ends before token `end` is not the first part of an address, a file name or a number.
    fn is_free_after(&self, end: usize) -> bool {
        if !self.tokens.glued(end) {
            return true;
        }
        match self.tokens.get(end).map(|token| token.kind) {
            Some(TokenKind::Word | TokenKind::Digits) => false,
            Some(TokenKind::Mark(mark)) if "/_@=&%\\".contains(mark) => false,
            Some(TokenKind::Mark('.' | ':' | ',')) => {
                !(self.tokens.glued(end + 1)
                    && self.tokens.get(end + 1).is_some_and(|token| !matches!(token.kind, TokenKind::Mark(_))))
            }
            _ => true,
        }
    }
}

impl Expression {
    /// Its TIMEX3 type.
    pub(super) fn kind(&self) -> TimexKind {
        match self {
            Self::Time { .. } | Self::PartOfSomeDay(_) => TimexKind::Time,
            Self::Distance { amount, unit, distance } if unit_is_short(*unit) || is_vague(*amount, *distance) => {
                TimexKind::Duration
            }
            Self::Duration { .. } | Self::LengthAway { .. } | Self::While => TimexKind::Duration,
            Self::Recurring(_) => TimexKind::Set,
            _ => TimexKind::Date,
        }
    }
}

/// Hours ago are no other day; TIMEX3 knows them as a length only.
fn unit_is_short(unit: Unit) -> bool {
    unit < Unit::Day
}

/// "a few days later" tells a length, "a few days ago" the past.
fn is_vague(amount: Amount, distance: Distance) -> bool {
    !matches!(amount, Amount::Exactly(_)) && matches!(distance, Distance::Earlier | Distance::Later)
}

fn shift_of(meaning: Meaning) -> Option<Shift> {
    match meaning {
        Meaning::Shift(shift) => Some(shift),
        _ => None,
    }
}

fn shift_behind_of(meaning: Meaning) -> Option<Shift> {
    match meaning {
        Meaning::ShiftBehind(shift) => Some(shift),
        _ => None,
    }
}
