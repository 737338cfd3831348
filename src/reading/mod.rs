//! Stage 2: text → marks. A pure function of one article, its date and the lexicon: no files, no clock, no other
//! article. So it runs in parallel, is cached by a hash of its input, and can be tested on a sentence.

pub mod dates;
pub mod figures;
pub mod lexicon;
pub mod mark;
pub mod names;
pub mod numerals;
pub mod sentences;
pub mod statements;
pub mod tokens;

use crate::content::Document;
use crate::content::article::Article;
use crate::content::body::{Body, TextId};
use crate::diagnostic::Diagnostic;
use crate::span::ByteSpan;

use mark::Mark;

/// What one article was read to say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The marks, sorted by text and place; those of one kind never overlap (see [`overlaps`]).
    pub marks: Vec<Mark>,
    /// Names that may be those of actors, sorted by place: runs of capitalised words. Which of them are, all articles together decide.
    pub names: Vec<Name>,
    /// The sentences of each text, by [`TextId`].
    pub sentences: Vec<Vec<ByteSpan>>,
}

/// A run of words that looks like a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The text it stands in.
    pub text: TextId,
    /// Its bytes, without a leading title ("Mr.") or a trailing possessive.
    pub span: ByteSpan,
    /// Whether it opens a sentence, where any word has a capital letter.
    pub opens_sentence: bool,
    /// What the words around it say that it is.
    pub hint: NameHint,
}

/// What stands around a name and says what it names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameHint {
    /// Nothing.
    #[default]
    None,
    /// A personal title or office before it ("Mr", "President"), or it speaks.
    Person,
    /// A word of it says what body it is ("Council", "Ministry"), or it is an acronym.
    Organization,
    /// A preposition of place before it.
    Place,
}
