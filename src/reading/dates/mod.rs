//! Dates: a temporal tagger after TimeML. It finds what a text says about time and gives each expression the type and
//! value of TIMEX3 (<https://timeml.github.io>): `DATE 2024-09-20`, `TIME 2024-09-20TAF`, `DURATION P3D`, `SET P1Y`.
//!
//! Three steps: [`words`] knows what words mean, [`grammar`] reads expressions out of tokens, and [`resolve`] places them
//! in the calendar. The first two know nothing of the calendar's days, the last nothing of words.

mod calendar;
mod direction;
mod expression;
mod grammar;
mod holidays;
mod resolve;
pub mod words;

use super::lexicon::Lexicon;
use super::mark::Timex;
use super::tokens::Tokens;
use crate::span::ByteSpan;

use direction::direction;
use expression::{Expression, Match, Year};
use grammar::{Grammar, Meanings};
use resolve::Surroundings;

pub use resolve::Context;

#[cfg(test)]
mod tests;

/// A temporal expression in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its bytes.
    pub span: ByteSpan,
    /// What it means.
    pub timex: Timex,
    /// The rule by which it was found.
    pub rule: &'static str,
}

/// The temporal expressions of one text, sorted by place and without overlap. `sentences` are those of the same text;
/// `context` goes on from one text of an article to the next.
#[must_use]
pub fn recognise(tokens: &Tokens<'_>, sentences: &[ByteSpan], lexicon: &Lexicon, context: &mut Context) -> Vec<Found> {
    let mut found = Vec::new();
    let meanings = Meanings::new(tokens, &lexicon.dates);
    for sentence in sentences {
        let sentence = tokens.within(*sentence);
        let grammar = Grammar::new(tokens, &meanings, sentence.clone(), &lexicon.dates);
        let matches = read_all(&grammar, sentence.clone());
        for (index, (at, read)) in matches.iter().enumerate() {
            let direction = direction(&grammar, &sentence, *at, read.end);
            let around = Surroundings { direction, year: year_beside(&matches, index) };
            let Some(span) = span_of(tokens, *at, read.end) else { continue };
            found.push(Found { span, timex: context.resolve(read, around), rule: read.rule });
        }
    }
    found
}

/// Every expression of a sentence with the token at which it opens.
fn read_all(grammar: &Grammar<'_>, sentence: std::ops::Range<usize>) -> Vec<(usize, Match)> {
    let mut matches = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let Some(read) = grammar.read(at) else {
            at += 1;
            continue;
        };
        let further = grammar.further_days(&read);
        let end = further.last().map_or(read.end, |(_, last)| last.end);
        matches.push((at, read));
        matches.extend(further);
        at = end.max(at + 1);
    }
    matches
}

/// How many expressions away one is looked at for the year; more would make long lists slow.
const NEIGHBOURS: usize = 4;

/// The year that another expression of the sentence gives, those behind first.
fn year_beside(matches: &[(usize, Match)], index: usize) -> Option<i16> {
    let year = |(_, neighbour): &(usize, Match)| match neighbour.expression {
        Expression::Named { year: Year::Given(year), .. } => Some(year),
        Expression::Fixed(period) => period.year(),
        _ => None,
    };
    let (before, behind) = (matches.get(..index)?, matches.get(index + 1..)?);
    let behind = behind.iter().take(NEIGHBOURS).find_map(year);
    behind.or_else(|| before.iter().rev().take(NEIGHBOURS).find_map(year))
}

fn span_of(tokens: &Tokens<'_>, at: usize, end: usize) -> Option<ByteSpan> {
    let (first, last) = (tokens.get(at)?.span, tokens.get(end.checked_sub(1)?)?.span);
    Some(first.cover(last))
}
