//! Which way a bare weekday or month lies: behind, as the news mostly tells, or ahead, where the verb near it says so.

use super::grammar::Grammar;
use super::words::Cue;

/// Which way a date lies from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    /// The words do not say.
    Untold,
}

/// How many tokens before an expression are looked at.
const REACH_BEFORE: usize = 24;
/// How many tokens after it, where nothing before it says anything.
const REACH_AFTER: usize = 10;

/// The direction of the expression at the tokens `at..end` of a sentence: the nearest cue before it, or else behind it.
pub(super) fn direction(grammar: &Grammar<'_>, sentence: &std::ops::Range<usize>, at: usize, end: usize) -> Direction {
    let first = at.saturating_sub(REACH_BEFORE).max(sentence.start);
    let last = (end + REACH_AFTER).min(sentence.end);
    let before = (first..at).rev().find_map(|index| cue_at(grammar, first, index));
    let end = if grammar.mark(end) == Some(',') { end + 1 } else { end };
    let in_clause = |index: &usize| grammar.mark(*index).is_none();
    let after = || (end..last).take_while(in_clause).find_map(|index| Some(grammar.cue(index)?.0));
    match before.or_else(after) {
        Some(Cue::Past) => Direction::Past,
        Some(Cue::Future) => Direction::Future,
        None => Direction::Untold,
    }
}

/// The tokens by which the longest cue begins before its last word: "had been due".
const LONGEST_CUE: usize = 3;

/// The cue at `at`, or a longer one that begins before it and covers it: in "had been due" the last word points ahead, the
/// whole behind.
fn cue_at(grammar: &Grammar<'_>, first: usize, at: usize) -> Option<Cue> {
    let (nearest, _) = grammar.cue(at)?;
    let earlier = at.saturating_sub(LONGEST_CUE).max(first)..at;
    let covering = earlier.filter_map(|start| grammar.cue(start)).find(|&(_, end)| end > at);
    Some(covering.map_or(nearest, |(cue, _)| cue))
}
