//! The `figures` section of a lexicon file: the words by which a language counts, bounds, measures and attributes.
//!
//! [`FigureWords`] is what a file holds once read: one table from a word to all that it can be, and one table for each
//! kind of phrase. A recogniser looks a token up once and asks for its roles.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::phrases::Phrases;
use crate::reading::tokens::Tokens;

/// What figure recognition knows of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Section")]
pub struct FigureWords {
    words: HashMap<String, Word>,
    /// How numbers are written in digits.
    pub digits: Digits,
    /// Phrases that stand before or after a number and change what it allows.
    pub bounds: Bounds,
    /// Symbols, codes and names of money, to their ISO 4217 code. Symbols and codes stand before a number, all but symbols after it.
    pub currencies: Currencies,
    /// Words for parts of a hundred: `%`, `per cent`.
    pub percent: Phrases<()>,
    /// Words for percentage points.
    pub points: Phrases<()>,
    /// Units of measure, to their English name in the singular.
    pub measures: Phrases<String>,
    /// What tells a noun for human beings.
    pub people: PeopleEndings,
    /// Endings of a plural noun.
    pub plural_endings: Vec<String>,
    /// Endings of a singular noun that look like those of a plural: `-ss`.
    pub singular_endings: Vec<String>,
    /// Every form of a verb or adjective that says what happened to somebody, to the participle that stands for all.
    pub happened: HashMap<String, String>,
    /// Nouns that announce a count (`death toll`), to what they count.
    pub tolls: Phrases<String>,
    /// Expressions that contain a number and count nothing: `one of`, `half-time`.
    pub idioms: Phrases<()>,
    /// Between the parts of a share: `out of`.
    pub out_of: Phrases<()>,
    /// After a time of day: `pm`, `GMT`.
    pub clock: Phrases<()>,
    /// Phrases before the name of a source: `according to`.
    pub according: Phrases<()>,
}

/// How numbers are written in digits.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Digits {
    /// Marks and spaces between groups of three digits.
    pub group: Vec<char>,
    /// Marks between whole and decimals.
    pub decimal: Vec<char>,
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
    pub before: Phrases<Bound>,
    /// Right after the number or its noun.
    pub after: Phrases<Bound>,
}

/// Money.
#[derive(Debug, Default)]
pub struct Currencies {
    /// Before the number: `$`, `US$`, `EUR`.
    pub before: Phrases<String>,
    /// After the number: `dollars`, `EUR`, `€`.
    pub after: Phrases<String>,
}

/// Endings of nouns that name human beings.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleEndings {
    /// Of any noun: `-ists`.
    pub endings: Vec<String>,
    /// Of a noun with a capital letter: `-ans` in "Kenyans".
    pub demonyms: Vec<String>,
}

/// What a word can be.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Its part in a number, where it has one.
    pub number: Option<NumberWord>,
    /// The divisor it names as part of a fraction: 3 for `third`.
    pub divisor: Option<f64>,
    /// What it allows as a vague count: `dozens`.
    pub vague: Option<(f64, f64)>,
    /// Whether an idiom, or a sign of money, opens with the word.
    opens_phrase: bool,
    roles: u64,
}

impl Word {
    /// Whether a figure, or an idiom that is none, may open with the word.
    #[must_use]
    pub fn opens(self) -> bool {
        let counts = self.number.is_some() || self.vague.is_some();
        counts || self.opens_phrase || self.is(Role::Article) || self.is(Role::Several)
    }

    /// Whether the word can play `role`.
    #[must_use]
    pub fn is(self, role: Role) -> bool {
        self.roles & (1 << role as u64) != 0
    }
}

/// The part of a word in a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NumberWord {
    /// 0 to 19.
    Unit(f64),
    /// 20, 30 … 90.
    Tens(f64),
    /// Multiplies what stands before it within a thousand: `hundred`.
    Hundred(f64),
    /// Multiplies and closes a group: `thousand`, `million`.
    Magnitude(f64),
    /// Multiplies and ends the number: `dozen`.
    Dozen(f64),
    /// One half: "half a million", "two and a half".
    Half,
}

macro_rules! roles {
    ($($(#[$doc:meta])* $variant:ident => $field:ident,)*) => {
        /// What a word can be besides a number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Role { $($(#[$doc])* $variant,)* }

        /// Lists of words by role, as the file gives them.
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Roles { $($field: Vec<String>,)* }

        impl Roles {
            fn into_pairs(self) -> impl Iterator<Item = (Role, Vec<String>)> {
                [$((Role::$variant, self.$field),)*].into_iter()
            }
        }
    };
}

roles! {
    /// Joins the parts of a number, and the ends of "between … and".
    And => and,
    /// Stands for one before a magnitude: "a million".
    Article => articles,
    /// Joins a count to what it counts: "dozens of".
    Of => of,
    /// Opens a range that `and` closes: "between".
    Between => between,
    /// Opens a range that `to` closes: "from".
    From => from,
    /// Joins the two ends of a range.
    To => to,
    /// Joins two neighbouring numbers: "two or three".
    Or => or,
    /// Makes a share of one and another number: "one in five".
    InWhole => in_whole,
    /// A form of "to be": before a verb of saying it makes a passive.
    Passive => passives,
    /// "he", "they": may be the whole subject of a verb of saying.
    Pronoun => pronouns,
    /// Makes a magnitude vague: "several hundred".
    Several => several,
    /// Says that something rose or fell, so that "from 10 to 20" is no range.
    Change => changes,
    /// A month, written with a capital.
    Month => months,
    /// A day of the week.
    Weekday => weekdays,
    /// A length of time: a number of them is a duration.
    Period => periods,
    /// Before an age: "aged".
    Aged => aged,
    /// Before a number that is a name: "page", "article".
    Label => labels,
    /// Before a year: "in", "since".
    BeforeYear => before_year,
    /// Ends of an ordinal, right after its digits: "th".
    OrdinalEnding => ordinal_endings,
    /// Refers back to things already counted: "the two".
    Definite => definite,
    /// Introduces a count: "including one child".
    Introduces => introduces,
    /// Stands for what was counted before: "of them", "of whom".
    Back => back,
    /// Never part of a noun phrase after a number: prepositions, conjunctions, pronouns.
    Stop => stops,
    /// A plural that is no head of its phrase: "rights" in "rights activists".
    NotHead => not_heads,
    /// A noun for human beings.
    Person => people,
    /// A noun in the plural without its ending: "aircraft".
    Invariable => invariable,
    /// A form of "to be", "to have" or a modal verb.
    Auxiliary => auxiliaries,
    /// An adverb between an auxiliary and its participle, or a relative pronoun before it.
    Adverb => adverbs,
    /// A number more of what was counted before: "more", "others".
    More => more,
    /// A verb of saying.
    Says => says,
    /// Opens the words that are said: "that". Also "when" and the like, which end the name of a source.
    EndsSource => ends_source,
    /// Opens the words that are said, and nothing else: "that".
    That => that,
    /// Ends the search for the subject of a verb of saying, on its left: "that", "after".
    BreaksSubject => breaks_subject,
    /// Parts two clauses, each with a source of its own: "while".
    Clause => clauses,
    /// Means the authorities as a source, whoever they are: "official", "government".
    Authority => authorities,
    /// What a source may be said to give: "figures", "data".
    Record => records,
}

impl FigureWords {
    /// Whether the language's file is there: digits alone must not be read by the rules of no language.
    #[must_use]
    pub fn is_described(&self) -> bool {
        !self.words.is_empty()
    }

    /// What the word `lower`, in lower case, can be.
    #[must_use]
    pub fn word(&self, lower: &str) -> Word {
        self.words.get(lower).copied().unwrap_or_default()
    }
}

/// The section as it stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    digits: Digits,
    numbers: Numbers,
    fractions: BTreeMap<String, f64>,
    vague: BTreeMap<String, (f64, f64)>,
    bounds_before: BTreeMap<Bound, Vec<String>>,
    bounds_after: BTreeMap<Bound, Vec<String>>,
    currency_symbols: BTreeMap<String, String>,
    currency_codes: Vec<String>,
    currency_names: BTreeMap<String, Vec<String>>,
    percent: Vec<String>,
    percentage_points: Vec<String>,
    measures: BTreeMap<String, Vec<String>>,
    people_endings: PeopleEndings,
    plural_endings: Vec<String>,
    singular_endings: Vec<String>,
    happened: BTreeMap<String, Vec<String>>,
    tolls: BTreeMap<String, Vec<String>>,
    idioms: Vec<String>,
    out_of: Vec<String>,
    clock: Vec<String>,
    according: Vec<String>,
    words: Roles,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    units: BTreeMap<String, f64>,
    tens: BTreeMap<String, f64>,
    hundreds: BTreeMap<String, f64>,
    magnitudes: BTreeMap<String, f64>,
    dozens: BTreeMap<String, f64>,
    half: Vec<String>,
}

impl From<Section> for FigureWords {
    fn from(section: Section) -> Self {
        let mut words = word_table(section.numbers, section.fractions, section.vague, section.words);
        let firsts = section.idioms.iter().chain(&section.currency_codes).chain(section.currency_symbols.keys());
        mark_openers(&mut words, firsts.map(String::as_str));
        let currencies = currencies(section.currency_symbols, section.currency_codes, section.currency_names);
        let happened = inverted(section.happened).collect();
        Self {
            words,
            digits: section.digits,
            bounds: Bounds {
                before: Phrases::ending(inverted(section.bounds_before)),
                after: Phrases::starting(inverted(section.bounds_after)),
            },
            currencies,
            percent: Phrases::starting(plain(section.percent)),
            points: Phrases::starting(plain(section.percentage_points)),
            measures: Phrases::starting(inverted(section.measures)),
            people: section.people_endings,
            plural_endings: section.plural_endings,
            singular_endings: section.singular_endings,
            happened,
            tolls: Phrases::starting(inverted(section.tolls)),
            idioms: Phrases::starting(plain(section.idioms)),
            out_of: Phrases::starting(plain(section.out_of)),
            clock: Phrases::starting(plain(section.clock)),
            according: Phrases::starting(plain(section.according)),
        }
    }
}

fn plain(phrases: Vec<String>) -> impl Iterator<Item = (String, ())> {
    phrases.into_iter().map(|phrase| (phrase, ()))
}

/// From values with their phrases to phrases with their value.
fn inverted<V: Clone>(lists: BTreeMap<V, Vec<String>>) -> impl Iterator<Item = (String, V)> {
    lists.into_iter().flat_map(|(value, phrases)| phrases.into_iter().map(move |phrase| (phrase, value.clone())))
}

fn currencies(
    symbols: BTreeMap<String, String>,
    codes: Vec<String>,
    names: BTreeMap<String, Vec<String>>,
) -> Currencies {
    let codes = codes.into_iter().map(|code| (code.to_lowercase(), code));
    let written: Vec<(String, String)> = symbols.into_iter().chain(codes).collect();
    Currencies {
        before: Phrases::starting(written.iter().cloned()),
        after: Phrases::starting(written.iter().cloned().chain(inverted(names))),
    }
}

/// Marks the first word of each of `phrases`.
fn mark_openers<'a>(words: &mut HashMap<String, Word>, phrases: impl Iterator<Item = &'a str>) {
    for phrase in phrases {
        let first = Tokens::new(phrase).lower(0).to_owned();
        words.entry(first).or_default().opens_phrase = true;
    }
}

fn word_table(
    numbers: Numbers,
    fractions: BTreeMap<String, f64>,
    vague: BTreeMap<String, (f64, f64)>,
    roles: Roles,
) -> HashMap<String, Word> {
    let mut table: HashMap<String, Word> = HashMap::new();
    let valued = [
        (numbers.units, NumberWord::Unit as fn(f64) -> NumberWord),
        (numbers.tens, NumberWord::Tens),
        (numbers.hundreds, NumberWord::Hundred),
        (numbers.magnitudes, NumberWord::Magnitude),
        (numbers.dozens, NumberWord::Dozen),
    ];
    for (words, part) in valued {
        for (word, value) in words {
            table.entry(word).or_default().number = Some(part(value));
        }
    }
    for word in numbers.half {
        table.entry(word).or_default().number = Some(NumberWord::Half);
    }
    for (word, divisor) in fractions {
        table.entry(word).or_default().divisor = Some(divisor);
    }
    for (word, allowed) in vague {
        table.entry(word).or_default().vague = Some(allowed);
    }
    for (role, words) in roles.into_pairs() {
        for word in words {
            table.entry(word).or_default().roles |= 1 << role as u64;
        }
    }
    table
}
