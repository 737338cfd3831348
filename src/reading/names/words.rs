//! The words that names are made of: tokens put together again where a name has hyphens, apostrophes or full stops in it
//! ("al-Hussein", "Ra'ad", "U.N."), each with the shape that it is written in.

use super::NameWords;
use crate::reading::tokens::{TokenKind, Tokens};
use crate::span::ByteSpan;

/// Capitals that may be one acronym; longer words in capitals are words that are shouted.
const LONGEST_ACRONYM: usize = 6;

/// A word as a name needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its bytes.
    pub span: ByteSpan,
    /// How it is written.
    pub shape: Shape,
    /// The index of its first token.
    pub first: usize,
    /// The index after its last token.
    pub after: usize,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Without a capital at its head.
    Lower,
    /// With a capital at its head.
    Capital,
    /// In capitals alone, and short.
    Acronym,
    /// One capital and a full stop.
    Initial,
    /// Digits, or the `'s` of a possessive, which ends any name.
    Break,
    /// Any other single character.
    Mark(char),
}

impl Word {
    /// Whether a name can hold it.
    pub(super) fn is_nominal(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Acronym | Shape::Initial)
    }
}

/// The words of a text.
pub(super) fn of(tokens: &Tokens<'_>, names: &NameWords) -> Vec<Word> {
    let mut words = Vec::with_capacity(tokens.as_slice().len());
    let mut at = 0;
    while at < tokens.as_slice().len() {
        let word = word_at(tokens, at, names);
        at = word.after;
        words.push(word);
    }
    words
}

fn word_at(tokens: &Tokens<'_>, at: usize, names: &NameWords) -> Word {
    let Some(token) = tokens.get(at) else { return word(tokens, at, at + 1, Shape::Break) };
    match token.kind {
        TokenKind::Digits => word(tokens, at, at + 1, Shape::Break),
        TokenKind::Mark(mark) if is_apostrophe(mark) && is_possessive(tokens, at, names) => {
            word(tokens, at, at + 2, Shape::Break)
        }
        TokenKind::Mark(mark) => word(tokens, at, at + 1, Shape::Mark(mark)),
        TokenKind::Word => dotted(tokens, at).unwrap_or_else(|| compound(tokens, at, names)),
    }
}

fn word(tokens: &Tokens<'_>, first: usize, after: usize, shape: Shape) -> Word {
    let ends = tokens.get(first).zip(tokens.get(after - 1));
    let span = ends.map_or(ByteSpan::default(), |(head, tail)| head.span.cover(tail.span));
    Word { span, shape, first, after }
}

/// "J.", "U.N.", "U.S": single capitals with full stops between them. The last letter of "AT&T" is no initial.
fn dotted(tokens: &Tokens<'_>, first: usize) -> Option<Word> {
    let is_letter = |at: usize| is_glued_word(tokens, at) && is_single_capital(tokens, at);
    let is_stop =
        |at: usize| tokens.glued(at) && tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark('.'));
    let before = first.checked_sub(1).filter(|_| tokens.glued(first)).and_then(|before| tokens.get(before));
    let is_of_ampersand = before.is_some_and(|token| token.kind == TokenKind::Mark('&'));
    if !is_single_capital(tokens, first) || !is_stop(first + 1) || is_of_ampersand {
        return None;
    }
    let mut after = first + 2;
    while is_letter(after) {
        after += if is_stop(after + 1) { 2 } else { 1 };
    }
    let shape = if after == first + 2 { Shape::Initial } else { Shape::Acronym };
    Some(word(tokens, first, after, shape))
}

/// A word with the parts that hyphens and apostrophes join to it. With an acronym at its end it is an adjective: "Sino-U.S.".
fn compound(tokens: &Tokens<'_>, first: usize, names: &NameWords) -> Word {
    let mut after = first + 1;
    while let Some(TokenKind::Mark(mark)) = tokens.get(after).map(|token| token.kind) {
        let is_joined = tokens.glued(after) && is_glued_word(tokens, after + 1);
        if !is_joined || !joins(tokens, after, mark, names) {
            break;
        }
        if let Some(acronym) = dotted(tokens, after + 1).filter(|part| part.shape == Shape::Acronym) {
            return word(tokens, first, acronym.after, Shape::Lower);
        }
        after += 2;
    }
    word(tokens, first, after, shape_of(tokens, first, after, names))
}

/// Whether the mark at `at` makes one word of its neighbours: an apostrophe that is no possessive, or a hyphen that is not
/// before a lower-case word ("Maduro-led" names Maduro), unless that has a capital after its own hyphen ("Mazar-e-Sharif").
fn joins(tokens: &Tokens<'_>, at: usize, mark: char, names: &NameWords) -> bool {
    if is_apostrophe(mark) {
        return !is_possessive(tokens, at, names);
    }
    let is_capital = |index: usize| tokens.get(index).is_some_and(|token| token.capitalised);
    let is_hyphen = |mark: char| matches!(mark, '-' | '\u{2010}' | '\u{2011}');
    let is_inner = matches!(tokens.get(at + 2).map(|token| token.kind), Some(TokenKind::Mark(mark)) if is_hyphen(mark))
        && is_capital(at + 3);
    let is_named =
        is_capital(at + 1) || !is_capital(at - 1) || is_inner || names.particles.contains(tokens.lower(at + 1));
    is_hyphen(mark) && is_named
}

fn shape_of(tokens: &Tokens<'_>, first: usize, after: usize, names: &NameWords) -> Shape {
    let is_capital = |index: usize| tokens.get(index).is_some_and(|token| token.capitalised);
    let opens_with_particle = after > first + 1 && names.particles.contains(tokens.lower(first));
    if !is_capital(first) {
        let is_name = opens_with_particle && is_capital(after - 1);
        return if is_name { Shape::Capital } else { Shape::Lower };
    }
    let letters = tokens.written(first);
    let length = letters.chars().take(LONGEST_ACRONYM + 1).count();
    let is_acronym =
        after == first + 1 && (2..=LONGEST_ACRONYM).contains(&length) && letters.chars().all(char::is_uppercase);
    if is_acronym { Shape::Acronym } else { Shape::Capital }
}

fn is_single_capital(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.capitalised) && tokens.written(at).chars().nth(1).is_none()
}

fn is_glued_word(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.glued(at) && tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
}

/// Whether the apostrophe at `at` and what follows it are a possessive or a contraction.
fn is_possessive(tokens: &Tokens<'_>, at: usize, names: &NameWords) -> bool {
    tokens.glued(at) && is_glued_word(tokens, at + 1) && names.contractions.contains(tokens.lower(at + 1))
}

/// The marks that are written for an apostrophe.
pub(super) fn is_apostrophe(mark: char) -> bool {
    matches!(mark, '\'' | '’' | 'ʼ' | '‘' | '`' | '´')
}
