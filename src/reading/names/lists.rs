//! The lists of words by which names are told: what a lexicon's `names.yaml` holds, and which of them a word is in.

use serde::Deserialize;

use crate::reading::lexicon::roles::{self, Index, WordSet};
use crate::reading::lexicon::vocabulary::Vocabulary;

/// Words in and around names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameWords {
    /// Titles, offices and callings, as they stand before a person's name; phrases with single spaces.
    pub titles: WordSet,
    /// Words that say what body a name names.
    pub organizations: WordSet,
    /// Lower-case words inside a name ("de", "van").
    pub particles: WordSet,
    /// Words that join an organization's word to the rest of its name ("of").
    pub connectors: WordSet,
    /// Those of them that may follow any word of a body's name ("of": "National Council of Lakes").
    #[serde(default)]
    pub genitives: WordSet,
    /// Words between two parts of a body's name ("and").
    #[serde(default)]
    pub conjunctions: WordSet,
    /// Whose possessive opens a body's name ("people": "People's Assembly").
    #[serde(default)]
    pub collectives: WordSet,
    /// What may follow an apostrophe and is no part of the word before it ("s", "ll").
    #[serde(default)]
    pub contractions: WordSet,
    /// Words that say what place a name names ("ocean").
    #[serde(default)]
    pub place_nouns: WordSet,
    /// Words in capitals that name nobody ("gdp").
    #[serde(default)]
    pub no_names: WordSet,
    /// Words that say that a number follows ("no").
    #[serde(default)]
    pub number_signs: WordSet,
    /// Articles.
    pub articles: WordSet,
    /// Prepositions that stand before places.
    pub place_prepositions: WordSet,
    /// Words that open sentences and are no names.
    pub common: WordSet,
    /// Everyday words, which are no names by themselves, though sentences open with them. They are many, so they are one text, with
    /// white space between them.
    #[serde(default, deserialize_with = "roles::words_of_text")]
    pub ordinary: WordSet,
    /// Words that are names as well.
    pub also_words: WordSet,
    /// The months, also abbreviated.
    pub months: WordSet,
    /// The days of the week and other days with a capital.
    pub weekdays: WordSet,
    /// Adjectives of nationality and the like.
    pub demonyms: WordSet,
    /// Places that everybody knows.
    pub places: WordSet,
    #[serde(skip)]
    pub(super) index: Index,
}

/// A list of words; of phrases, one of their first words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    TitleHead,
    Organization,
    Particle,
    Connector,
    Genitive,
    Conjunction,
    Collective,
    PlaceNoun,
    NoName,
    NumberSign,
    Article,
    PlacePreposition,
    Common,
    Ordinary,
    Month,
    Weekday,
    /// Also in the plural.
    Demonym,
    Place,
    PlaceHead,
    Saying,
}

impl roles::Role for Role {
    fn bit(self) -> u32 {
        1 << self as u32
    }
}

impl NameWords {
    /// Whether the language's file is there: capital letters alone do not make a name in every language.
    pub(crate) fn is_described(&self) -> bool {
        !self.titles.is_empty()
    }

    /// Whether a word in lower case is no name by itself.
    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.common.contains(word) && !self.also_words.contains(word) || self.ordinary.contains(word)
    }

    /// With the index of its lists, given the verbs of saying.
    pub(in crate::reading) fn indexed(mut self, saying: &WordSet, vocabulary: &mut Vocabulary) -> Self {
        self.index = Index::new(self.lists(saying), vocabulary);
        self
    }

    fn lists(&self, saying: &WordSet) -> Vec<(Role, Vec<String>)> {
        let lists = [
            (Role::Title, &self.titles),
            (Role::Organization, &self.organizations),
            (Role::Particle, &self.particles),
            (Role::Connector, &self.connectors),
            (Role::Genitive, &self.genitives),
            (Role::Conjunction, &self.conjunctions),
            (Role::Collective, &self.collectives),
            (Role::PlaceNoun, &self.place_nouns),
            (Role::NoName, &self.no_names),
            (Role::NumberSign, &self.number_signs),
            (Role::Article, &self.articles),
            (Role::PlacePreposition, &self.place_prepositions),
            (Role::Common, &self.common),
            (Role::Ordinary, &self.ordinary),
            (Role::Month, &self.months),
            (Role::Weekday, &self.weekdays),
            (Role::Demonym, &self.demonyms),
            (Role::Place, &self.places),
            (Role::Saying, saying),
        ];
        let lists = lists.into_iter().map(|(role, words)| (role, words.iter().cloned().collect()));
        let derived = [
            (Role::Demonym, self.demonyms.iter().map(|demonym| format!("{demonym}s")).collect()),
            (Role::TitleHead, roles::heads(&self.titles)),
            (Role::PlaceHead, roles::heads(&self.places)),
        ];
        lists.chain(derived).collect()
    }
}
