//! Which lists of a recogniser hold each word of a lexicon. However many lists there are, what a word of a text is, is one
//! look into a table.

use foldhash::HashSet;
use serde::{Deserialize as _, Deserializer};

use super::vocabulary::{Numbered, Vocabulary, WordId};
use crate::reading::tokens::Tokens;

/// Words in lower case.
pub type WordSet = HashSet<String>;

/// Reads the words of a text that has nothing but words and white space.
///
/// # Errors
/// Where it is no text.
pub fn words_of_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<WordSet, D::Error> {
    let text = String::deserialize(deserializer)?;
    Ok(text.split_whitespace().map(str::to_owned).collect())
}

/// The first word of each phrase of a set: whoever looks for the phrases need not look where none begins.
#[must_use]
pub fn heads(phrases: &WordSet) -> Vec<String> {
    phrases.iter().map(|phrase| Tokens::new(phrase).lower(0).to_owned()).collect()
}

/// A kind of list of a recogniser. There are no more than 32 of a kind.
pub trait Role: Copy {
    /// The bit that stands for it.
    fn bit(self) -> u32;
}

/// For every word of a vocabulary the bits of the lists that hold it.
#[derive(Debug, Default)]
pub struct Index(Vec<u32>);

impl Index {
    /// The index of all lists of a recogniser, each with what it is. Marks are in none: a list of words may hold them for others.
    pub fn new<R: Role>(lists: Vec<(R, Vec<String>)>, vocabulary: &mut Vocabulary) -> Self {
        let mut index = Self::default();
        for (role, words) in lists {
            for word in words.iter().filter(|word| word.starts_with(char::is_alphabetic)) {
                *index.bits_mut(vocabulary.intern(word)) |= role.bit();
            }
        }
        index
    }

    fn bits_mut(&mut self, id: WordId) -> &mut u32 {
        let needed = self.0.len().max(id.index() + 1);
        self.0.resize(needed, 0);
        &mut self.0[id.index()]
    }

    /// What each token of a text is.
    #[must_use]
    pub fn of<'a>(&'a self, text: &'a Numbered<'a>) -> Roles<'a> {
        Roles { index: self, text }
    }
}

/// What each token of a text is.
#[derive(Clone, Copy, Debug)]
pub struct Roles<'a> {
    index: &'a Index,
    text: &'a Numbered<'a>,
}

impl Roles<'_> {
    /// Whether the word at token `at` is in a list of that kind.
    #[must_use]
    pub fn is(self, at: usize, role: impl Role) -> bool {
        self.bits(at) & role.bit() != 0
    }

    /// Whether the word at token `at` is in a list of one of the kinds for which `bits` stand.
    #[must_use]
    pub fn is_any(self, at: usize, bits: u32) -> bool {
        self.bits(at) & bits != 0
    }

    fn bits(self, at: usize) -> u32 {
        self.index.0.get(self.text.id(at).index()).copied().unwrap_or_default()
    }
}
