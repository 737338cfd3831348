//! Dates: a temporal tagger after TimeML. It finds what a text says about time and gives each expression the type and
//! value of TIMEX3 (<https://timeml.github.io>): `DATE 2024-09-20`, `TIME 2024-09-20TAF`, `DURATION P3D`, `SET P1Y`.
//!
//! Four steps: [`words`] knows what words mean, [`grammar`] reads expressions out of tokens, [`sentence`] looks at what stands
//! around them, and [`resolve`] places them in the calendar. The first two know nothing of the calendar's days, the last
//! nothing of words.

mod agreement;
mod calendar;
mod direction;
mod expression;
mod grammar;
mod holidays;
mod resolve;
mod sentence;
pub mod words;

use super::lexicon::vocabulary::Numbered;
use super::mark::Timex;
use super::tokens::Tokens;
use crate::span::ByteSpan;

use grammar::{Grammar, Meanings};

pub(super) use agreement::agree;
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
pub fn recognise(text: &Numbered<'_>, sentences: &[ByteSpan], context: &mut Context) -> Vec<Found> {
    let Numbered { tokens, lexicon, .. } = *text;
    let mut found = Vec::new();
    let meanings = Meanings::new(text);
    for sentence in sentences {
        let sentence = tokens.within(*sentence);
        let grammar = Grammar::new(tokens, &meanings, sentence.clone(), &lexicon.dates);
        for read in sentence::read(&grammar, &sentence) {
            let Some(span) = span_of(tokens, read.at, read.found.end) else { continue };
            found.push(Found { span, timex: context.resolve(&read.found, read.around), rule: read.found.rule });
        }
    }
    found
}

fn span_of(tokens: &Tokens<'_>, at: usize, end: usize) -> Option<ByteSpan> {
    let (first, last) = (tokens.get(at)?.span, tokens.get(end.checked_sub(1)?)?.span);
    Some(first.cover(last))
}
