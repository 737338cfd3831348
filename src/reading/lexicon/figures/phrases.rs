//! Phrases of several tokens, found by their first or last token: how a lexicon's "no fewer than" meets a text.

use foldhash::HashMap;

use super::known::{Known, Vocabulary, WordId};

/// A table of phrases, each with what it means. The longest that fits wins.
#[derive(Debug)]
pub struct PhraseTable<T> {
    by_key: HashMap<WordId, Vec<Phrase<T>>>,
}

#[derive(Debug)]
struct Phrase<T> {
    words: Box<[WordId]>,
    meaning: T,
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        Self { by_key: HashMap::default() }
    }
}

impl<T> PhraseTable<T> {
    /// A table to be asked what starts at a token.
    pub(super) fn starting(vocabulary: &mut Vocabulary, phrases: impl Iterator<Item = (String, T)>) -> Self {
        Self::keyed(vocabulary, phrases, <[WordId]>::first)
    }

    /// A table to be asked what ends before a token.
    pub(super) fn ending(vocabulary: &mut Vocabulary, phrases: impl Iterator<Item = (String, T)>) -> Self {
        Self::keyed(vocabulary, phrases, <[WordId]>::last)
    }

    fn keyed(
        vocabulary: &mut Vocabulary,
        phrases: impl Iterator<Item = (String, T)>,
        key: fn(&[WordId]) -> Option<&WordId>,
    ) -> Self {
        let mut by_key: HashMap<WordId, Vec<Phrase<T>>> = HashMap::default();
        for (written, meaning) in phrases {
            let words = vocabulary.intern_phrase(&written);
            if let Some(&key) = key(&words) {
                let bucket = by_key.entry(key).or_default();
                let place = bucket.partition_point(|phrase| phrase.words.len() >= words.len());
                bucket.insert(place, Phrase { words, meaning });
            }
        }
        Self { by_key }
    }

    /// The longest phrase that starts at token `at` of a table made for that: the token after it, and its meaning.
    #[must_use]
    pub fn at(&self, known: &Known<'_>, at: usize) -> Option<(usize, &T)> {
        let bucket = self.bucket(known.id(at))?;
        let phrase = bucket.iter().find(|phrase| fits(&phrase.words, known, at))?;
        Some((at + phrase.words.len(), &phrase.meaning))
    }

    /// The longest phrase that ends right before token `end` of a table made for that: its first token, and its meaning.
    #[must_use]
    pub fn before(&self, known: &Known<'_>, end: usize) -> Option<(usize, &T)> {
        let bucket = self.bucket(known.id(end.checked_sub(1)?))?;
        bucket.iter().find_map(|phrase| {
            let start = end.checked_sub(phrase.words.len())?;
            fits(&phrase.words, known, start).then_some((start, &phrase.meaning))
        })
    }

    fn bucket(&self, key: WordId) -> Option<&Vec<Phrase<T>>> {
        if key == WordId::UNKNOWN { None } else { self.by_key.get(&key) }
    }
}

fn fits(phrase: &[WordId], known: &Known<'_>, start: usize) -> bool {
    phrase.iter().enumerate().all(|(offset, &word)| known.id(start + offset) == word)
}
