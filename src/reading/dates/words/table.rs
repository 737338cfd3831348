//! Phrases by their first word. Of the words of a text few speak of time, so a word is first looked up in a table of bits
//! that lets nearly all others go without a further look.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::{Meaning, Phrase};
use crate::reading::tokens::Tokens;

/// Phrases by their first word in lower case.
#[derive(Debug, Default)]
pub(super) struct Table {
    phrases: HashMap<Box<str>, Vec<Phrase>, BuildHasherDefault<WordHasher>>,
    /// A bit for the hash of every first word; empty where there are no phrases.
    known: Vec<u64>,
}

/// The bits of [`Table::known`]: enough that some thousand words leave most of them unset.
const KNOWN_BITS: u64 = 1 << 16;

impl Table {
    /// The phrases that a word may open, the longest first.
    pub(super) fn opened_by(&self, word: &str) -> &[Phrase] {
        if !self.may_know(word) {
            return &[];
        }
        self.phrases.get(word).map_or(&[], Vec::as_slice)
    }

    /// Adds a phrase as it is written.
    pub(super) fn add(&mut self, written: &str, meaning: Meaning) {
        let tokens = Tokens::new(written);
        let rest: Vec<_> = (1..tokens.as_slice().len()).map(|at| (tokens.lower(at).into(), tokens.glued(at))).collect();
        let first = tokens.lower(0);
        self.remember(first);
        let phrases = self.phrases.entry(first.into()).or_default();
        if phrases.iter().any(|phrase| phrase.meaning == meaning && phrase.rest == rest) {
            return;
        }
        let shorter = phrases.partition_point(|phrase| phrase.rest.len() >= rest.len());
        phrases.insert(shorter, Phrase { rest, meaning });
    }

    fn may_know(&self, word: &str) -> bool {
        let (cell, bit) = place(word);
        self.known.get(cell).is_some_and(|bits| bits & bit != 0)
    }

    fn remember(&mut self, word: &str) {
        self.known.resize((KNOWN_BITS / u64::from(u64::BITS)) as usize, 0);
        let (cell, bit) = place(word);
        if let Some(bits) = self.known.get_mut(cell) {
            *bits |= bit;
        }
    }
}

/// Where the bit of a word is kept.
fn place(word: &str) -> (usize, u64) {
    let bit = mixed(word.as_bytes()) % KNOWN_BITS;
    ((bit / u64::from(u64::BITS)) as usize, 1 << (bit % u64::from(u64::BITS)))
}

/// A hash of a word by its length and its first and last bytes: cheap, and good enough for words of one lexicon. Nobody but
/// the lexicon adds words, so that no text can fill one place.
fn mixed(word: &[u8]) -> u64 {
    const HALF: usize = 8;
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let packed = |bytes: &[u8]| bytes.iter().fold(0, |packed: u64, &byte| packed << HALF | u64::from(byte));
    let (first, last) = (&word[..word.len().min(HALF)], &word[word.len().saturating_sub(HALF)..]);
    let mixed = (packed(first) ^ packed(last).rotate_left(31) ^ word.len() as u64).wrapping_mul(ODD);
    mixed ^ mixed >> 32
}

/// [`mixed`] as a hasher of the table.
#[derive(Debug, Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 ^= mixed(bytes);
    }

    fn write_u8(&mut self, _end: u8) {}

    fn finish(&self) -> u64 {
        self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}
