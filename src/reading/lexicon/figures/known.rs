//! What figure recognition knows of each word: a table by the numbers of the lexicon's vocabulary, and how a text meets it.

use std::ops::Range;

use super::FigureWords;
use super::words::Word;
use crate::reading::lexicon::vocabulary::{Numbered, Vocabulary, WordId};
use crate::reading::tokens::{TokenKind, Tokens};

/// What the words of `figures.yaml` can be.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// For each word of the vocabulary, one more than its place in `listed`; 0 where the file does not hold it.
    places: Vec<u16>,
    listed: Vec<Word>,
    /// For each word of the vocabulary, whether a figure may open with it. Asked for every token of a text.
    opens: Vec<bool>,
}

impl Words {
    pub(super) fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// What the word of that number can be.
    pub(super) fn get(&self, id: WordId) -> &Word {
        self.place(id).and_then(|place| self.listed.get(place)).unwrap_or(&Word::UNLISTED)
    }

    fn holds(&self, id: WordId) -> bool {
        self.place(id).is_some()
    }

    fn place(&self, id: WordId) -> Option<usize> {
        usize::from(*self.places.get(id.index())?).checked_sub(1)
    }

    fn list(&mut self, id: WordId) -> &mut Word {
        let needed = self.places.len().max(id.index() + 1);
        self.places.resize(needed, 0);
        let place = &mut self.places[id.index()];
        if *place == 0 {
            self.listed.push(Word::UNLISTED);
            *place = u16::try_from(self.listed.len()).unwrap_or_default();
        }
        &mut self.listed[usize::from(*place).saturating_sub(1)]
    }
}

/// The words of `figures.yaml` while it is read.
#[derive(Debug)]
pub(super) struct Listing<'v> {
    vocabulary: &'v mut Vocabulary,
    words: Words,
}

impl<'v> Listing<'v> {
    /// No word yet.
    pub(super) fn new(vocabulary: &'v mut Vocabulary) -> Self {
        Self { vocabulary, words: Words::default() }
    }

    /// What the word can be, to be added to.
    pub(super) fn word_mut(&mut self, lower: &str) -> &mut Word {
        let id = self.vocabulary.intern(lower);
        self.words.list(id)
    }

    /// The numbers of the tokens of a phrase.
    pub(super) fn list_phrase(&mut self, phrase: &str) -> Box<[WordId]> {
        let tokens = Tokens::new(phrase);
        let ids = (0..tokens.as_slice().len()).map(|at| self.vocabulary.intern_token(&tokens, at));
        let ids: Box<[WordId]> = ids.collect();
        for &id in &ids {
            self.words.list(id);
        }
        ids
    }

    /// Whether the file holds the word.
    pub(super) fn holds(&self, lower: &str) -> bool {
        self.words.holds(self.vocabulary.id(lower))
    }

    /// What each word can be.
    pub(super) fn into_words(self) -> Words {
        let mut words = self.words;
        let ids = (0..words.places.len()).map(WordId::at);
        words.opens = ids.map(|id| words.get(id).opens()).collect();
        words
    }
}

/// The tokens of a part of a text, with what a language knows of each.
pub struct Known<'a> {
    /// All tokens of the text.
    pub tokens: &'a Tokens<'a>,
    /// What is known.
    pub words: &'a FigureWords,
    text: &'a Numbered<'a>,
    range: Range<usize>,
    /// Whole numbers written as one word that no list holds, by token.
    compounds: Vec<(usize, Word)>,
}

impl<'a> Known<'a> {
    /// What is known of the tokens of `range`.
    #[must_use]
    pub fn new(text: &'a Numbered<'a>, range: Range<usize>) -> Self {
        let words = &text.lexicon.figures;
        let compounds = if words.compounds.is_empty() { Vec::new() } else { compounds(text, words, range.clone()) };
        Self { tokens: text.tokens, words, text, range, compounds }
    }

    /// The number of the word at token `at`.
    #[must_use]
    pub fn id(&self, at: usize) -> WordId {
        if self.range.contains(&at) { self.text.id(at) } else { WordId::UNKNOWN }
    }

    /// What the word at token `at` can be.
    #[must_use]
    pub fn word(&self, at: usize) -> &Word {
        match self.compounds.binary_search_by_key(&at, |&(at, _)| at) {
            Ok(place) => &self.compounds[place].1,
            Err(_) => self.words.by_id(self.id(at)),
        }
    }

    /// Whether a figure, or an idiom that is none, may open with the word at token `at`.
    #[must_use]
    pub fn opens(&self, at: usize) -> bool {
        let is_compound = || self.compounds.binary_search_by_key(&at, |&(at, _)| at).is_ok();
        self.words.words.opens.get(self.id(at).index()).copied().unwrap_or_default() || is_compound()
    }
}

fn compounds(text: &Numbered<'_>, words: &FigureWords, range: Range<usize>) -> Vec<(usize, Word)> {
    let may_be = |at: &usize| {
        text.tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Word) && !words.words.holds(text.id(*at))
    };
    let number = |at| Some((at, Word::of_number(words.compounds.read(text.tokens.lower(at))?)));
    range.filter(may_be).filter_map(number).collect()
}
