//! Phrases of several tokens, found by their first or last token: how a lexicon's "no fewer than" meets a text.

use super::known::{Known, Listing};
use crate::reading::lexicon::vocabulary::WordId;

/// A table of phrases, each with what it means. The longest that fits wins.
#[derive(Debug)]
pub struct PhraseTable<T> {
    /// For each word of the vocabulary, one more than the place of its phrases in `buckets`; 0 where it has none. Asked for every
    /// token of a text, so that most must be answered by one look.
    places: Vec<u16>,
    /// The phrases of each key, the longest first.
    buckets: Vec<Vec<Phrase<T>>>,
}

#[derive(Debug)]
struct Phrase<T> {
    words: Box<[WordId]>,
    meaning: T,
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        Self { places: Vec::new(), buckets: Vec::new() }
    }
}

impl<T> PhraseTable<T> {
    /// A table to be asked what starts at a token.
    pub(super) fn starting(listing: &mut Listing<'_>, phrases: impl Iterator<Item = (String, T)>) -> Self {
        Self::keyed(listing, phrases, <[WordId]>::first)
    }

    /// A table to be asked what ends before a token.
    pub(super) fn ending(listing: &mut Listing<'_>, phrases: impl Iterator<Item = (String, T)>) -> Self {
        Self::keyed(listing, phrases, <[WordId]>::last)
    }

    fn keyed(
        listing: &mut Listing<'_>,
        phrases: impl Iterator<Item = (String, T)>,
        key: fn(&[WordId]) -> Option<&WordId>,
    ) -> Self {
        let mut table = Self::default();
        for (written, meaning) in phrases {
            let words = listing.list_phrase(&written);
            if let Some(&key) = key(&words) {
                let bucket = table.bucket_mut(key);
                let place = bucket.partition_point(|phrase| phrase.words.len() >= words.len());
                bucket.insert(place, Phrase { words, meaning });
            }
        }
        table
    }

    fn bucket_mut(&mut self, key: WordId) -> &mut Vec<Phrase<T>> {
        if self.places.len() <= key.index() {
            self.places.resize(key.index() + 1, 0);
        }
        if self.places[key.index()] == 0 {
            self.buckets.push(Vec::new());
            self.places[key.index()] = u16::try_from(self.buckets.len()).unwrap_or_default();
        }
        &mut self.buckets[usize::from(self.places[key.index()]).saturating_sub(1)]
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
        let place = *self.places.get(key.index())?;
        self.buckets.get(usize::from(place).checked_sub(1)?)
    }
}

fn fits(phrase: &[WordId], known: &Known<'_>, start: usize) -> bool {
    phrase.iter().enumerate().all(|(offset, &word)| known.id(start + offset) == word)
}
