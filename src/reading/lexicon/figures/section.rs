//! The form of `figures.yaml`, and how it becomes [`FigureWords`]. `docs/languages.md` says what each key is for.
//!
//! Any word or phrase may be written with endings: `herid|o|a|os` stands for `herido`, `herida` and `heridos`, and
//! `arrêté||e|s` for `arrêté`, `arrêtée` and `arrêtés`.

use std::collections::BTreeMap;

use foldhash::HashSet;
use serde::Deserialize;

use super::compounds::Compounds;
use super::known::Listing;
use super::phrases::PhraseTable;
use super::words::{NumberWord, Role, Roles, Word};
use super::{Bound, Bounds, Currencies, Digits, FigureWords, Nouns, NumberGrammar, Part};
use crate::fold::fold;
use crate::reading::lexicon::vocabulary::Vocabulary;
use crate::reading::tokens::Tokens;

type Lists<Meaning> = BTreeMap<Meaning, Vec<String>>;

/// The file. Only digits and numbers must be there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    digits: Digits,
    numbers: Numbers,
    #[serde(default)]
    nouns: Nouns,
    #[serde(default)]
    fractions: BTreeMap<String, f64>,
    #[serde(default)]
    shares: BTreeMap<String, f64>,
    #[serde(default)]
    vague: BTreeMap<String, (f64, f64)>,
    #[serde(default)]
    bounds_before: Lists<Bound>,
    #[serde(default)]
    bounds_after: Lists<Bound>,
    #[serde(default)]
    currency_symbols: BTreeMap<String, String>,
    #[serde(default)]
    currency_codes: Vec<String>,
    #[serde(default)]
    currency_names: Lists<String>,
    #[serde(default)]
    percent: Vec<String>,
    #[serde(default)]
    percentage_points: Vec<String>,
    #[serde(default)]
    measures: Lists<String>,
    #[serde(default)]
    happened: Lists<String>,
    #[serde(default)]
    tolls: Lists<String>,
    #[serde(default)]
    idioms: Vec<String>,
    #[serde(default)]
    through: Vec<String>,
    #[serde(default)]
    out_of: Vec<String>,
    #[serde(default)]
    clock_before: Vec<String>,
    #[serde(default)]
    clock: Vec<String>,
    #[serde(default)]
    according: Vec<String>,
    #[serde(default)]
    words: Roles,
}

/// Words that make numbers, each with its value.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    units: BTreeMap<String, f64>,
    #[serde(default)]
    tens: BTreeMap<String, f64>,
    #[serde(default)]
    scores: BTreeMap<String, f64>,
    #[serde(default)]
    whole_hundreds: BTreeMap<String, f64>,
    #[serde(default)]
    hundreds: BTreeMap<String, f64>,
    #[serde(default)]
    magnitudes: BTreeMap<String, f64>,
    #[serde(default)]
    dozens: BTreeMap<String, f64>,
    #[serde(default)]
    rounds: BTreeMap<String, f64>,
    #[serde(default)]
    half: Vec<String>,
    #[serde(default)]
    and_after: Vec<Part>,
    #[serde(default = "nine")]
    greatest_after_tens: f64,
    #[serde(default)]
    compound_joints: Vec<String>,
}

const fn nine() -> f64 {
    9.0
}

impl Numbers {
    /// Every number word with its part in a number.
    fn words(&self) -> impl Iterator<Item = (String, NumberWord)> {
        let valued = [
            (&self.units, NumberWord::Unit as fn(f64) -> NumberWord),
            (&self.tens, NumberWord::Tens),
            (&self.scores, NumberWord::Score),
            (&self.whole_hundreds, NumberWord::Hundreds),
            (&self.hundreds, NumberWord::Hundred),
            (&self.magnitudes, NumberWord::Magnitude),
            (&self.dozens, NumberWord::Dozen),
            (&self.rounds, NumberWord::Round),
        ];
        let half = self.half.iter().flat_map(|word| forms(word)).map(|word| (word, NumberWord::Half));
        let words = valued.into_iter().flat_map(|(words, part)| {
            words.iter().flat_map(move |(word, &value)| forms(word).into_iter().map(move |word| (word, part(value))))
        });
        words.chain(half)
    }
}

impl Section {
    /// What the file says, given the `stops` of the language.
    pub(super) fn into_words(self, stops: &HashSet<String>, vocabulary: &mut Vocabulary) -> FigureWords {
        let section = self;
        let mut listing = Listing::new(vocabulary);
        let firsts = section.idioms.iter().chain(&section.currency_codes).chain(section.currency_symbols.keys());
        mark_openers(&mut listing, firsts);
        add_numbers(&mut listing, &section.numbers);
        add_values(&mut listing, section.fractions, |word, divisor| word.divisor = Some(divisor));
        add_values(&mut listing, section.shares, |word, share| word.share = Some(share));
        add_values(&mut listing, section.vague, |word, allowed| word.vague = Some(allowed));
        add_roles(&mut listing, section.words.into_pairs().chain([(Role::Stop, stops.iter().cloned().collect())]));
        let participles = add_participles(&mut listing, section.happened);
        add_bare_spellings(&mut listing, &section.numbers);
        let v = &mut listing;
        FigureWords {
            compounds: Compounds::new(&section.numbers.compound_joints, section.numbers.words()),
            participles,
            digits: section.digits,
            number_grammar: NumberGrammar {
                and_after: section.numbers.and_after,
                greatest_after_tens: section.numbers.greatest_after_tens,
            },
            nouns: section.nouns,
            bounds: Bounds {
                before: PhraseTable::ending(v, inverted(section.bounds_before)),
                after: PhraseTable::starting(v, inverted(section.bounds_after)),
            },
            currencies: currencies(v, section.currency_symbols, section.currency_codes, section.currency_names),
            percent: PhraseTable::starting(v, plain(section.percent)),
            points: PhraseTable::starting(v, plain(section.percentage_points)),
            measures: PhraseTable::starting(v, inverted(section.measures)),
            tolls: PhraseTable::starting(v, inverted(section.tolls)),
            idioms: PhraseTable::starting(v, plain(section.idioms)),
            through: PhraseTable::starting(v, plain(section.through)),
            out_of: PhraseTable::starting(v, plain(section.out_of)),
            clock_before: PhraseTable::ending(v, plain(section.clock_before)),
            clock: PhraseTable::starting(v, plain(section.clock)),
            according: PhraseTable::starting(v, plain(section.according)),
            words: listing.into_words(),
        }
    }
}

/// The forms that `written` stands for: `herid|o|a` for two.
fn forms(written: &str) -> Vec<String> {
    match written.split_once('|') {
        Some((stem, endings)) => endings.split('|').map(|ending| format!("{stem}{ending}")).collect(),
        None => vec![written.to_owned()],
    }
}

fn plain(phrases: Vec<String>) -> impl Iterator<Item = (String, ())> {
    phrases.into_iter().flat_map(|phrase| forms(&phrase)).map(|phrase| (phrase, ()))
}

/// From values with their phrases to phrases with their value.
fn inverted<V: Clone>(lists: Lists<V>) -> impl Iterator<Item = (String, V)> {
    lists.into_iter().flat_map(|(value, phrases)| {
        let phrases = phrases.into_iter().flat_map(|phrase| forms(&phrase));
        phrases.map(move |phrase| (phrase, value.clone())).collect::<Vec<_>>()
    })
}

fn currencies(
    listing: &mut Listing<'_>,
    symbols: BTreeMap<String, String>,
    codes: Vec<String>,
    names: Lists<String>,
) -> Currencies {
    let codes = codes.into_iter().map(|code| (code.to_lowercase(), code));
    let written: Vec<(String, String)> = symbols.into_iter().chain(codes).collect();
    Currencies {
        before: PhraseTable::starting(listing, written.iter().cloned()),
        after: PhraseTable::starting(listing, written.iter().cloned().chain(inverted(names))),
    }
}

/// Marks the first word of each of `phrases`.
fn mark_openers<'a>(listing: &mut Listing<'_>, phrases: impl Iterator<Item = &'a String>) {
    for phrase in phrases {
        listing.word_mut(Tokens::new(phrase).lower(0)).opens_phrase = true;
    }
}

fn add_numbers(listing: &mut Listing<'_>, numbers: &Numbers) {
    for (word, number) in numbers.words() {
        listing.word_mut(&word).number = Some(number);
    }
}

fn add_values<V: Copy>(listing: &mut Listing<'_>, values: BTreeMap<String, V>, set: impl Fn(&mut Word, V)) {
    for (written, value) in values {
        for form in forms(&written) {
            set(listing.word_mut(&form), value);
        }
    }
}

/// Number words are also written without their accents, in capitals above all; such a spelling that is no other word counts
/// the same: "milhoes", "VEINTIDOS".
fn add_bare_spellings(listing: &mut Listing<'_>, numbers: &Numbers) {
    for (word, number) in numbers.words() {
        let bare = fold(&word);
        if bare != word && !listing.holds(&bare) {
            listing.word_mut(&bare).number = Some(number);
        }
    }
}

fn add_roles(listing: &mut Listing<'_>, roles: impl Iterator<Item = (Role, Vec<String>)>) {
    for (role, words) in roles {
        for word in words.iter().flat_map(|word| forms(word)) {
            listing.word_mut(&word).add(role);
        }
    }
}

/// Ties every form of a word for what happened to the participle that stands for it, and gives these participles.
fn add_participles(listing: &mut Listing<'_>, happened: Lists<String>) -> Vec<String> {
    let mut participles = Vec::with_capacity(happened.len());
    for (participle, words) in happened {
        let place = u16::try_from(participles.len()).ok();
        for word in words.iter().flat_map(|word| forms(word)) {
            listing.word_mut(&word).happened = place;
        }
        participles.push(participle);
    }
    participles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_for_its_forms() {
        assert_eq!(forms("goat"), ["goat"]);
        assert_eq!(forms("go|at|ats"), ["goat", "goats"]);
        assert_eq!(forms("wild goat||s"), ["wild goat", "wild goats"]);
    }
}
