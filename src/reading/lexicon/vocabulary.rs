//! Looking up words: every word of a lexicon has a number, and a text is turned into such numbers once. Each recogniser keeps
//! what it knows of a word in a table by that number, so that what follows compares numbers and not letters.

use foldhash::HashMap;

use super::Lexicon;
use crate::reading::tokens::{TokenKind, Tokens};

/// The number of a word in a [`Vocabulary`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(u32);

impl WordId {
    /// What stands for every word that a lexicon does not hold.
    pub const UNKNOWN: Self = Self(0);

    /// The number of the word at that place of a table by words.
    pub(in crate::reading) fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or_default())
    }

    /// Its place in a table by words.
    pub(in crate::reading) fn index(self) -> usize {
        self.0 as usize
    }
}

/// How many ASCII characters there are.
const ASCII: usize = 128;

/// The words and marks of a lexicon.
#[derive(Debug)]
pub struct Vocabulary {
    ids: HashMap<Box<str>, WordId>,
    /// The numbers of ASCII marks, which are in every text many times.
    marks: [WordId; ASCII],
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self { ids: HashMap::default(), marks: [WordId::UNKNOWN; ASCII] }
    }
}

impl Vocabulary {
    /// The number of `lower`, which it is given if it has none yet.
    pub(in crate::reading) fn intern(&mut self, lower: &str) -> WordId {
        if let Some(&id) = self.ids.get(lower) {
            return id;
        }
        // 0 is that of no word.
        let id = WordId::at(self.ids.len() + 1);
        self.ids.insert(lower.into(), id);
        if let [byte] = lower.as_bytes() {
            self.marks[usize::from(*byte) % ASCII] = id;
        }
        id
    }

    /// The number of the token at `at` of a phrase, which it is given if it has none yet.
    pub(in crate::reading) fn intern_token(&mut self, phrase: &Tokens<'_>, at: usize) -> WordId {
        match phrase.get(at).map(|token| token.kind) {
            Some(TokenKind::Mark('’')) => self.intern("'"),
            _ => self.intern(phrase.lower(at)),
        }
    }

    /// The number of `lower`, or [`WordId::UNKNOWN`].
    pub(in crate::reading) fn id(&self, lower: &str) -> WordId {
        self.ids.get(lower).copied().unwrap_or_default()
    }

    /// The number of a mark; a curved apostrophe has that of a plain one.
    fn id_of_mark(&self, mark: char) -> WordId {
        let mark = if mark == '’' { '\'' } else { mark };
        match u8::try_from(mark) {
            Ok(byte) if byte.is_ascii() => self.marks[usize::from(byte)],
            _ => self.id(mark.encode_utf8(&mut [0; 4])),
        }
    }
}

/// The tokens of a text with the numbers of its words in a lexicon. Digits have none.
#[derive(Debug)]
pub struct Numbered<'a> {
    /// The tokens.
    pub tokens: &'a Tokens<'a>,
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    ids: Vec<WordId>,
}

impl<'a> Numbered<'a> {
    /// Looks every token up.
    #[must_use]
    pub fn new(tokens: &'a Tokens<'a>, lexicon: &'a Lexicon) -> Self {
        let vocabulary = &lexicon.vocabulary;
        let id = |(at, kind)| match kind {
            TokenKind::Word => vocabulary.id(tokens.lower(at)),
            TokenKind::Mark(mark) => vocabulary.id_of_mark(mark),
            TokenKind::Digits => WordId::UNKNOWN,
        };
        let kinds = tokens.as_slice().iter().map(|token| token.kind);
        Self { tokens, lexicon, ids: kinds.enumerate().map(id).collect() }
    }

    /// The number of the word at token `at`.
    #[must_use]
    pub fn id(&self, at: usize) -> WordId {
        self.ids.get(at).copied().unwrap_or_default()
    }
}
