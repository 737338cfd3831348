//! Phrases by their first word.

use super::{Meaning, Phrase};
use crate::reading::lexicon::vocabulary::{Vocabulary, WordId};
use crate::reading::tokens::Tokens;

/// Phrases by the number of their first word.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// For each word of the vocabulary, one more than the place of its phrases in `opened`; 0 where it opens none. Of the words of a
    /// text few speak of time, so that most must be answered by one look.
    places: Vec<u16>,
    /// The phrases of each first word, the longest first.
    opened: Vec<Vec<Phrase>>,
}

impl Table {
    /// The phrases that a word may open, the longest first.
    pub(super) fn opened_by(&self, word: WordId) -> &[Phrase] {
        let place = self.places.get(word.index()).and_then(|&place| usize::from(place).checked_sub(1));
        place.and_then(|place| self.opened.get(place)).map_or(&[], Vec::as_slice)
    }

    /// Adds a phrase as it is written.
    pub(super) fn add(&mut self, vocabulary: &mut Vocabulary, written: &str, meaning: Meaning) {
        let tokens = Tokens::new(written);
        let first = vocabulary.intern_token(&tokens, 0);
        let rest = (1..tokens.as_slice().len()).map(|at| (vocabulary.intern_token(&tokens, at), tokens.glued(at)));
        let rest: Box<[_]> = rest.collect();
        let phrases = self.opened_mut(first);
        if phrases.iter().any(|phrase| phrase.meaning == meaning && phrase.rest == rest) {
            return;
        }
        let shorter = phrases.partition_point(|phrase| phrase.rest.len() >= rest.len());
        let second = rest.first().map(|&(second, _)| second);
        phrases.insert(shorter, Phrase { second, rest, meaning });
    }

    fn opened_mut(&mut self, first: WordId) -> &mut Vec<Phrase> {
        let needed = self.places.len().max(first.index() + 1);
        self.places.resize(needed, 0);
        let place = &mut self.places[first.index()];
        if *place == 0 {
            self.opened.push(Vec::new());
            *place = u16::try_from(self.opened.len()).unwrap_or_default();
        }
        &mut self.opened[usize::from(*place).saturating_sub(1)]
    }
}
