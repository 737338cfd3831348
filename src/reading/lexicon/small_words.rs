//! The small words of every language, by the numbers of one lexicon's vocabulary: so the words of a text, once they are looked
//! up, also tell how much of the text is in which language.

use super::vocabulary::{Numbered, Vocabulary};
use super::{LANGUAGES, TextWords};
use crate::reading::tokens::TokenKind;

/// How many words of a text are looked at for the small ones among them.
pub(in crate::reading) const MOST_WORDS: usize = 120;

/// For every word of a vocabulary the languages of which it is a small word: a bit for each, in the order of [`LANGUAGES`].
#[derive(Debug, Default)]
pub struct SmallWords(Vec<u32>);

impl SmallWords {
    /// Adds those of all languages to a vocabulary.
    pub(super) fn new(vocabulary: &mut Vocabulary) -> Self {
        let mut small = Self::default();
        for (place, language) in LANGUAGES.values().enumerate() {
            small.add(&language.text, 1 << place, vocabulary);
        }
        small
    }

    fn add(&mut self, words: &TextWords, language: u32, vocabulary: &mut Vocabulary) {
        words.stops.iter().for_each(|word| {
            let at = vocabulary.intern(word).index();
            let needed = self.0.len().max(at + 1);
            self.0.resize(needed, 0);
            self.0[at] |= language;
        });
    }

    fn languages(&self, text: &Numbered<'_>, at: usize) -> u32 {
        self.0.get(text.id(at).index()).copied().unwrap_or_default()
    }
}

/// How many of the first words of a text are small words of each language.
#[derive(Debug)]
pub struct Shares {
    words: usize,
    /// By place among the [`LANGUAGES`].
    small: Vec<usize>,
}

impl Shares {
    /// Those of `text`.
    pub(in crate::reading) fn of(text: &Numbered<'_>) -> Self {
        let mut shares = Self { words: 0, small: vec![0; LANGUAGES.len()] };
        let tokens = text.tokens.as_slice().iter().enumerate();
        for (at, _) in tokens.filter(|(_, token)| token.kind == TokenKind::Word).take(MOST_WORDS) {
            shares.words += 1;
            let mut languages = text.lexicon.small_words.languages(text, at);
            while languages != 0 {
                shares.small[languages.trailing_zeros() as usize] += 1;
                languages &= languages - 1;
            }
        }
        shares
    }

    /// The share of small words of the language with that code.
    pub(in crate::reading) fn of_language(&self, code: &str) -> f64 {
        let place = LANGUAGES.keys().position(|language| language == code);
        place.map_or(0.0, |place| self.share(place))
    }

    /// The shares of the small words of all languages.
    pub(in crate::reading) fn all(&self) -> impl Iterator<Item = f64> + '_ {
        (0..self.small.len()).map(|place| self.share(place))
    }

    fn share(&self, place: usize) -> f64 {
        if self.words == 0 { 0.0 } else { self.small[place] as f64 / self.words as f64 }
    }
}
