//! Looking up words: every word of a lexicon has a number, and a text is turned into such numbers once, so that what follows
//! compares numbers and not letters.

use std::ops::Range;

use foldhash::HashMap;

use super::FigureWords;
use super::words::Word;
use crate::reading::tokens::{TokenKind, Tokens};

/// The number of a word in a [`Vocabulary`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(u32);

impl WordId {
    /// What stands for every word that a lexicon does not hold.
    pub const UNKNOWN: Self = Self(0);

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// How many ASCII characters there are.
const ASCII: usize = 128;

/// The words of a lexicon, with what each can be.
#[derive(Debug)]
pub(super) struct Vocabulary {
    ids: HashMap<Box<str>, WordId>,
    /// The numbers of ASCII marks, which are in every text many times.
    marks: [WordId; ASCII],
    words: Vec<Word>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self { ids: HashMap::default(), marks: [WordId::UNKNOWN; ASCII], words: vec![Word::default()] }
    }
}

impl Vocabulary {
    /// The number of `lower`, which it is given if it has none yet.
    pub(super) fn intern(&mut self, lower: &str) -> WordId {
        if let Some(&id) = self.ids.get(lower) {
            return id;
        }
        let id = WordId(u32::try_from(self.words.len()).unwrap_or_default());
        self.words.push(Word::default());
        self.ids.insert(lower.into(), id);
        if let [byte] = lower.as_bytes() {
            self.marks[usize::from(*byte) % ASCII] = id;
        }
        id
    }

    /// The number of `lower`, or [`WordId::UNKNOWN`].
    pub(super) fn id(&self, lower: &str) -> WordId {
        self.ids.get(lower).copied().unwrap_or_default()
    }

    /// The number of a mark.
    fn id_of_mark(&self, mark: char) -> WordId {
        let mark = if mark == '’' { '\'' } else { mark };
        match u8::try_from(mark) {
            Ok(byte) if byte.is_ascii() => self.marks[usize::from(byte)],
            _ => self.id(mark.encode_utf8(&mut [0; 4])),
        }
    }

    /// What the word can be.
    pub(super) fn word(&self, id: WordId) -> &Word {
        self.words.get(id.index()).unwrap_or(&self.words[0])
    }

    /// What the word can be, to be added to.
    pub(super) fn word_mut(&mut self, lower: &str) -> &mut Word {
        let id = self.intern(lower);
        &mut self.words[id.index()]
    }

    /// The numbers of the tokens of a phrase.
    pub(super) fn intern_phrase(&mut self, phrase: &str) -> Box<[WordId]> {
        let tokens = Tokens::new(phrase);
        (0..tokens.as_slice().len()).map(|at| self.intern(plain(&tokens, at))).collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    fn len(&self) -> usize {
        self.words.len()
    }
}

/// The token in lower case, with a plain apostrophe where a curved one stands.
fn plain<'t>(tokens: &'t Tokens<'_>, at: usize) -> &'t str {
    match tokens.get(at).map(|token| token.kind) {
        Some(TokenKind::Mark('’')) => "'",
        _ => tokens.lower(at),
    }
}

/// The tokens of a part of a text, with what a language knows of each.
pub struct Known<'a> {
    /// All tokens of the text.
    pub tokens: &'a Tokens<'a>,
    /// What is known.
    pub words: &'a FigureWords,
    range: Range<usize>,
    ids: Vec<WordId>,
    /// Whole numbers written as one word that no list holds; their numbers come after those of the vocabulary.
    compounds: Vec<Word>,
}

impl<'a> Known<'a> {
    /// Looks the tokens of `range` up, each once.
    #[must_use]
    pub fn new(tokens: &'a Tokens<'a>, words: &'a FigureWords, range: Range<usize>) -> Self {
        let mut known =
            Self { tokens, words, range: range.clone(), ids: Vec::with_capacity(range.len()), compounds: vec![] };
        for at in range {
            let id = known.look_up(at);
            known.ids.push(id);
        }
        known
    }

    fn look_up(&mut self, at: usize) -> WordId {
        match self.tokens.get(at).map(|token| token.kind) {
            Some(TokenKind::Word) => {}
            Some(TokenKind::Mark(mark)) => return self.words.vocabulary.id_of_mark(mark),
            Some(TokenKind::Digits) | None => return WordId::UNKNOWN,
        }
        let id = self.words.vocabulary.id(self.tokens.lower(at));
        if id != WordId::UNKNOWN {
            return id;
        }
        match self.words.compounds.read(self.tokens.lower(at)) {
            Some(number) => {
                self.compounds.push(Word::of_number(number));
                WordId(u32::try_from(self.words.vocabulary.len() + self.compounds.len() - 1).unwrap_or_default())
            }
            None => WordId::UNKNOWN,
        }
    }

    /// The number of the word at token `at`.
    #[must_use]
    pub fn id(&self, at: usize) -> WordId {
        at.checked_sub(self.range.start).and_then(|at| self.ids.get(at)).copied().unwrap_or_default()
    }

    /// What the word at token `at` can be.
    #[must_use]
    pub fn word(&self, at: usize) -> &Word {
        let id = self.id(at);
        match id.index().checked_sub(self.words.vocabulary.len()) {
            Some(compound) => &self.compounds[compound],
            None => self.words.vocabulary.word(id),
        }
    }
}
