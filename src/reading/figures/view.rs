//! One sentence as figure recognition looks at it: tokens with their roles, and nothing beyond its ends.

use std::ops::Range;

use crate::reading::lexicon::figures::{FigureWords, Known, Role, Word};
use crate::reading::tokens::{Token, TokenKind, Tokens};
use crate::span::ByteSpan;

/// The tokens of a sentence.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) words: &'a FigureWords,
    pub(super) known: &'a Known<'a>,
    /// The first token of the sentence.
    pub(super) first: usize,
    /// The token after its last.
    pub(super) end: usize,
}

impl<'a> View<'a> {
    /// The tokens `sentence` of what is known of a text.
    pub(super) fn new(known: &'a Known<'a>, sentence: Range<usize>) -> Self {
        Self { tokens: known.tokens, words: known.words, known, first: sentence.start, end: sentence.end }
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at).filter(|_| (self.first..self.end).contains(&at))
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.token(at).map(|token| token.kind)
    }

    pub(super) fn lower(&self, at: usize) -> &'a str {
        if (self.first..self.end).contains(&at) { self.tokens.lower(at) } else { "" }
    }

    pub(super) fn word(&self, at: usize) -> &'a Word {
        self.known.word(if (self.first..self.end).contains(&at) { at } else { usize::MAX })
    }

    pub(super) fn is(&self, at: usize, role: Role) -> bool {
        self.word(at).is(role)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    pub(super) fn is_digits(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Digits)
    }

    pub(super) fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        matches!(self.kind(at), Some(TokenKind::Mark(mark)) if marks.contains(&mark))
    }

    pub(super) fn is_capitalised(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.capitalised)
    }

    /// Whether nothing stands between the token at `at` and the one before it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        at > self.first && at < self.end && self.tokens.glued(at)
    }

    /// Whether a hyphen stands at `at` and ties the tokens on both sides.
    pub(super) fn is_tie(&self, at: usize) -> bool {
        self.is_mark(at, &['-', '\u{2010}', '\u{2011}']) && self.is_glued(at) && self.is_glued(at + 1)
    }

    /// Whether these tokens are all that the text says.
    pub(super) fn is_whole_text(&self, tokens: &Range<usize>) -> bool {
        *tokens == (0..self.tokens.as_slice().len())
    }

    /// The participle that stands for the word at `at`, where it says what happened.
    pub(super) fn happened(&self, at: usize) -> Option<&'a str> {
        self.words.happened(self.word(at))
    }

    /// The token after the word at `at` and an apostrophe glued to it ("d’"), where the word can play `role`.
    pub(super) fn past(&self, at: usize, role: Role) -> Option<usize> {
        let is_elided = || self.is_mark(at + 1, &['\'', '’']) && self.is_glued(at + 1);
        self.is(at, role).then(|| if is_elided() { at + 2 } else { at + 1 })
    }

    /// [`View::past`], or `at` itself.
    pub(super) fn skip(&self, at: usize, role: Role) -> usize {
        self.past(at, role).unwrap_or(at)
    }

    /// The first token of the word with an apostrophe, or without, that ends before `end` and can play `role`.
    pub(super) fn back(&self, end: usize, role: Role) -> Option<usize> {
        let last = end.checked_sub(1).filter(|&last| last >= self.first)?;
        let is_elision = self.is_mark(last, &['\'', '’']) && self.is_glued(last);
        let at = if is_elision { last.checked_sub(1)? } else { last };
        self.is(at, role).then_some(at)
    }

    /// Whether the word at `at` is a month, written as the language writes months.
    pub(super) fn is_month(&self, at: usize) -> bool {
        self.is(at, Role::Month) && self.is_calendar(at)
    }

    /// Whether the word at `at` is a day of the week, written as the language writes them.
    pub(super) fn is_weekday(&self, at: usize) -> bool {
        self.is(at, Role::Weekday) && self.is_calendar(at)
    }

    fn is_calendar(&self, at: usize) -> bool {
        !self.words.nouns.capital_calendar || self.is_capitalised(at)
    }

    /// The bytes from the first of these tokens to the last.
    pub(super) fn span(&self, tokens: &Range<usize>) -> ByteSpan {
        let start = self.tokens.get(tokens.start).map_or(0, |token| token.span.start());
        let last = tokens.end.saturating_sub(1).max(tokens.start);
        ByteSpan::new(start, self.tokens.get(last).map_or(start, |token| token.span.end()))
    }

    /// The words of these tokens in lower case, parted by single spaces where the text has any space.
    pub(super) fn phrase(&self, tokens: Range<usize>) -> String {
        let mut phrase = String::new();
        for at in tokens {
            if !phrase.is_empty() && !self.tokens.glued(at) {
                phrase.push(' ');
            }
            phrase.push_str(self.tokens.lower(at));
        }
        phrase
    }

    /// Whether the words around `at` are written like a headline, where capital letters tell nothing.
    pub(super) fn is_headline(&self, at: usize) -> bool {
        const REACH: usize = 6;
        const FEWEST: usize = 4;
        let around = at.saturating_sub(REACH).max(self.first)..(at + REACH).min(self.end);
        let is_long = |at: &usize| self.is_word(*at) && self.lower(*at).len() > 3;
        let long = around.clone().filter(is_long).count();
        let capitals = around.filter(is_long).filter(|&at| self.is_capitalised(at)).count();
        long >= FEWEST && capitals * 4 > long * 3
    }
}
