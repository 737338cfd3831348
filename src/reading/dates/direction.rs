//! Which way a bare weekday or month lies: behind, as the news mostly tells, or ahead, where the verb near it says so.

use super::words::{Cue, DateWords, Meaning};
use crate::reading::tokens::{TokenKind, Tokens};

/// Which way a date lies from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    /// The words do not say.
    Untold,
}

/// How many tokens before an expression are looked at.
const REACH_BEFORE: usize = 14;
/// How many tokens after it, where nothing before it says anything.
const REACH_AFTER: usize = 10;

/// The direction of the expression at the tokens `at..end` of a sentence: the nearest cue before it, or else behind it.
pub(super) fn direction(
    tokens: &Tokens<'_>,
    sentence: &std::ops::Range<usize>,
    at: usize,
    end: usize,
    words: &DateWords,
) -> Direction {
    let first = at.saturating_sub(REACH_BEFORE).max(sentence.start);
    let last = (end + REACH_AFTER).min(sentence.end);
    let before = (first..at).rev().find_map(|index| cue(tokens, index, sentence.end, words));
    let after = || (end..last).find_map(|index| cue(tokens, index, sentence.end, words));
    match before.or_else(after) {
        Some(Cue::Past) => Direction::Past,
        Some(Cue::Future) => Direction::Future,
        None => Direction::Untold,
    }
}

fn cue(tokens: &Tokens<'_>, at: usize, end: usize, words: &DateWords) -> Option<Cue> {
    let listed = words.opened_by(tokens.lower(at)).iter().find_map(|phrase| match phrase.meaning {
        Meaning::Cue(cue) => phrase.end(tokens, at, end).map(|_| cue),
        _ => None,
    });
    listed.or_else(|| is_regular_past(tokens, at).then_some(Cue::Past))
}

/// Whether the word is a verb in the past by its ending.
fn is_regular_past(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_word = tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && !token.capitalised);
    is_word && tokens.lower(at).len() > 4 && tokens.lower(at).ends_with("ed")
}
