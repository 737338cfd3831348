//! What figure recognition knows of a language, from `figures.yaml`: the words by which it counts, bounds, measures and
//! attributes.
//!
//! The tokens of a text have the numbers of their words ([`Numbered`](super::vocabulary::Numbered)). What follows asks what a word
//! can be ([`Word`]) and which phrases it opens or ends ([`PhraseTable`]). [`section`] is the form of the file.

mod compounds;
mod known;
mod phrases;
mod section;
mod words;

use foldhash::HashSet;
use serde::Deserialize;

pub use known::Known;
pub use phrases::PhraseTable;
pub use words::{NumberWord, Role, Word};

use super::vocabulary::{Vocabulary, WordId};
use compounds::Compounds;
use known::Words;

/// What figure recognition knows of a language.
#[derive(Debug, Default)]
pub struct FigureWords {
    words: Words,
    compounds: Compounds,
    participles: Vec<String>,
    /// How numbers are written in digits.
    pub digits: Digits,
    /// How numbers are written in words.
    pub number_grammar: NumberGrammar,
    /// How nouns are known.
    pub nouns: Nouns,
    /// Phrases that stand before or after a number and change what it allows.
    pub bounds: Bounds,
    /// Symbols, codes and names of money, to their ISO 4217 code. Symbols and codes stand before a number, all but symbols after it.
    pub currencies: Currencies,
    /// Words for parts of a hundred: `%`, `per cent`.
    pub percent: PhraseTable<()>,
    /// Words for percentage points.
    pub points: PhraseTable<()>,
    /// Units of measure, to their English name in the singular.
    pub measures: PhraseTable<String>,
    /// Nouns that announce a count (`death toll`), to what they count.
    pub tolls: PhraseTable<String>,
    /// Expressions that contain a number and count nothing: `one of`, `half-time`.
    pub idioms: PhraseTable<()>,
    /// Several words that join the ends of a range: `tot en met`.
    pub through: PhraseTable<()>,
    /// Between the parts of a share: `out of`.
    pub out_of: PhraseTable<()>,
    /// Before a time of day: `a las`.
    pub clock_before: PhraseTable<()>,
    /// After a time of day: `pm`, `GMT`.
    pub clock: PhraseTable<()>,
    /// Phrases before the name of a source: `according to`.
    pub according: PhraseTable<()>,
}

impl FigureWords {
    /// Reads the file, given the `stops` of the language.
    ///
    /// # Errors
    /// Where it does not hold what the recogniser reads.
    pub(super) fn parse(
        file: &str,
        stops: &HashSet<String>,
        vocabulary: &mut Vocabulary,
    ) -> Result<Self, serde_yaml::Error> {
        serde_yaml::from_str::<section::Section>(file).map(|section| section.into_words(stops, vocabulary))
    }

    /// Whether the language's file is there: digits alone must not be read by the rules of no language.
    #[must_use]
    pub fn is_described(&self) -> bool {
        !self.words.is_empty()
    }

    /// What the word of that number can be.
    #[must_use]
    pub(super) fn by_id(&self, id: WordId) -> &Word {
        self.words.get(id)
    }

    /// The participle that stands for all forms of a word for what happened to somebody.
    #[must_use]
    pub fn happened(&self, word: &Word) -> Option<&str> {
        self.participles.get(usize::from(word.happened?)).map(String::as_str)
    }
}

/// How numbers are written in digits.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Digits {
    /// Marks and spaces between groups of three digits.
    pub group: Vec<char>,
    /// Marks between whole and decimals. One that also groups opens decimals where other than three digits follow.
    pub decimal: Vec<char>,
    /// Marks that group in some countries and open decimals in others: "1,234" may be either, and is left alone where a unit
    /// does not decide.
    #[serde(default)]
    pub doubtful: Vec<char>,
    /// Whether a full stop after digits makes an ordinal: "19. Jahrhundert".
    #[serde(default)]
    pub ordinal_stop: bool,
}

/// How numbers in words are put together.
#[derive(Debug, Default)]
pub struct NumberGrammar {
    /// After which parts of a number "and" goes on with it.
    pub and_after: Vec<Part>,
    /// The greatest unit that may follow tens: 9, or 19 in "soixante-dix-neuf".
    pub greatest_after_tens: f64,
}

/// A part of a number in words that another may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Twenty, thirty …
    Tens,
    /// A hundred, hundreds.
    Hundreds,
    /// A thousand, a million …
    Magnitudes,
}

/// How the nouns of a language are known.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of a language, and none excludes another")]
pub struct Nouns {
    /// Endings of a plural noun.
    pub plural_endings: Vec<String>,
    /// Endings of a singular noun that look like those of a plural: `-ss`.
    pub singular_endings: Vec<String>,
    /// Whether every noun has a capital letter.
    pub capital: bool,
    /// Whether adjectives follow their noun, so that the noun comes right after the number.
    pub adjectives_follow: bool,
    /// Whether the parts of a compound noun are written apart, so that a number after a name may be part of it before a noun too:
    /// "Boeing 737 planes".
    pub open_compounds: bool,
    /// Whether months and days of the week have a capital letter.
    pub capital_calendar: bool,
    /// Endings of any noun that names human beings: `-ists`.
    pub people_endings: Vec<String>,
    /// The same for a noun with a capital letter: `-ans` in "Kenyans".
    pub demonym_endings: Vec<String>,
}

/// What a phrase does to the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The number or more.
    AtLeast,
    /// The number or less.
    AtMost,
    /// Near the number.
    About,
    /// The number itself; said for emphasis.
    Exactly,
    /// Like [`Bound::AtLeast`], but only before a large number or one with a unit: "over two bombings" is no bound.
    WeakAtLeast,
    /// Like [`Bound::AtMost`], but only before a large number or one with a unit.
    WeakAtMost,
    /// Like [`Bound::About`], but only before a large number or one with a unit.
    WeakAbout,
}

/// Phrases that change what a number allows.
#[derive(Debug, Default)]
pub struct Bounds {
    /// Right before the number.
    pub before: PhraseTable<Bound>,
    /// Right after the number or its noun.
    pub after: PhraseTable<Bound>,
}

/// Money.
#[derive(Debug, Default)]
pub struct Currencies {
    /// Before the number: `$`, `US$`, `EUR`.
    pub before: PhraseTable<String>,
    /// After the number: `dollars`, `EUR`, `€`.
    pub after: PhraseTable<String>,
}
