//! The words of a language that speak of time, and what each means. The lexicon lists them by meaning; here they are
//! turned round, so that a token leads to the phrases that it opens.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::calendar::{Season, Unit};
use crate::reading::mark::Modifier;
use crate::reading::tokens::Tokens;

/// The `dates` section of a lexicon, turned into phrases by their first word.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "WordLists")]
pub struct DateWords {
    phrases: HashMap<Box<str>, Vec<Phrase>>,
    past_endings: Vec<String>,
    plural_endings: Vec<String>,
}

/// A word or several, and what they mean.
#[derive(Debug)]
pub(super) struct Phrase {
    /// The words after the first, with whether nothing stands before each.
    rest: Vec<(Box<str>, bool)>,
    pub(super) meaning: Meaning,
}

/// What a phrase means to the grammar of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A month, 1 to 12.
    Month {
        number: i8,
        doubtful: bool,
    },
    /// A weekday, by its ISO number.
    Weekday(i8),
    /// A weekday in the plural: "on Mondays".
    RecurringWeekday(i8),
    /// A unit, and whether the word is its plural.
    Unit {
        unit: Unit,
        plural: bool,
    },
    Season(Season),
    Part(PartOfDay),
    Clock(ClockWord),
    Cardinal(u32),
    Ordinal(u8),
    /// The years of a decade of the century: 90 for "nineties".
    Decade(u8),
    /// "several", "a few".
    Indefinite,
    /// A day by its distance from the day of speaking.
    Deictic(i8),
    /// A part of the day of speaking: "tonight".
    DeicticPart(PartOfDay),
    Reference(Reference),
    Shift(Shift),
    Distance(Distance),
    /// A distance of one unit with the unit inside: "year-ago".
    UnitDistance(Unit, Distance),
    Frequency(Unit),
    Edge(Edge),
    /// A modifier of a date: "early", "the end of".
    Modifier(Modifier),
    /// A modifier of an amount: "more than".
    Quantifier(Modifier),
    Link(Link),
    Cue(Cue),
}

/// A part of the day, as TIMEX3 writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(super) enum PartOfDay {
    Mo,
    Mi,
    Af,
    Ev,
    Ni,
    Dt,
}

/// Words of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ClockWord {
    Am,
    Pm,
    Exactly,
    Noon,
    Midnight,
    Zone,
}

/// A vague time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(super) enum Reference {
    #[serde(rename = "PAST_REF")]
    Past,
    #[serde(rename = "PRESENT_REF")]
    Present,
    #[serde(rename = "FUTURE_REF")]
    Future,
}

/// Which of the stretches of a kind is meant, as seen from now or from the last date told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Shift {
    /// "last"
    Last,
    /// "the past", which before a number is a length that ends now.
    Past,
    /// "this"
    This,
    /// "next"
    Next,
    /// "that": the one told of.
    That,
    /// "the previous": before the one told of.
    Previous,
    /// "the following": after the one told of.
    Following,
}

/// Where a length of time leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Distance {
    /// "ago"
    Ago,
    /// "earlier": before the date told of.
    Earlier,
    /// "later": after the date told of.
    Later,
    /// "from now"
    Ahead,
}

/// "earlier" or "later" before a date: inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Edge {
    Earlier,
    Later,
}

/// Small words that hold expressions together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Link {
    /// "the"
    Article,
    /// "a", "an"
    One,
    /// "of", "in"
    Of,
    /// "of" between a day and its month.
    DayOf,
    /// "and", "to"
    List,
    /// "at", "around" before a time of day.
    At,
    /// Words after which a month or a year stands: "in", "since".
    Before,
    /// "every", "each"
    Every,
    /// "fiscal"
    Fiscal,
    /// Words between a number and its unit: "more", "full".
    Filler,
    /// A stretch of no fixed length, after a number and a unit: "period".
    Stretch,
    /// "old": an age.
    Age,
    /// "half" of a unit.
    Half,
    /// "latest", "current"
    Current,
    /// "end" after a unit: "year end".
    End,
    /// "per"
    Per,
    /// Nouns of money and counting, after which "a year" is a rate.
    Rate,
    /// Nouns for a length of time with no unit.
    While,
    /// "half" of a year after an ordinal.
    HalfYear,
    /// "eve"
    Eve,
    /// "on" before a day.
    On,
    /// "th" behind digits.
    OrdinalSuffix,
    /// "s" behind the digits of a decade.
    DecadeSuffix,
    /// "'s"
    Possessive,
}

/// Words that tell which way a date lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Cue {
    Past,
    Future,
}

/// The `dates` section as it is written: for each meaning, its words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordLists {
    months: BTreeMap<i8, Vec<String>>,
    doubtful_months: BTreeMap<i8, Vec<String>>,
    weekdays: BTreeMap<i8, Vec<String>>,
    recurring_weekdays: BTreeMap<i8, Vec<String>>,
    units: BTreeMap<Unit, Vec<String>>,
    plural_units: BTreeMap<Unit, Vec<String>>,
    seasons: BTreeMap<Season, Vec<String>>,
    parts_of_day: BTreeMap<PartOfDay, Vec<String>>,
    clock: BTreeMap<ClockWord, Vec<String>>,
    cardinals: BTreeMap<u32, Vec<String>>,
    ordinals: BTreeMap<u8, Vec<String>>,
    decades: BTreeMap<u8, Vec<String>>,
    indefinite: Vec<String>,
    deictic_days: BTreeMap<i8, Vec<String>>,
    deictic_parts: BTreeMap<PartOfDay, Vec<String>>,
    references: BTreeMap<Reference, Vec<String>>,
    shifts: BTreeMap<Shift, Vec<String>>,
    distances: BTreeMap<Distance, Vec<String>>,
    unit_distances: BTreeMap<Unit, BTreeMap<Distance, Vec<String>>>,
    frequencies: BTreeMap<Unit, Vec<String>>,
    edges: BTreeMap<Edge, Vec<String>>,
    modifiers: BTreeMap<ModifierName, Vec<String>>,
    quantifiers: BTreeMap<ModifierName, Vec<String>>,
    links: BTreeMap<Link, Vec<String>>,
    cues: BTreeMap<Cue, Vec<String>>,
    past_endings: Vec<String>,
    plural_endings: Vec<String>,
}

/// [`Modifier`] as the lexicon names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum ModifierName {
    Before,
    After,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
    Start,
    Mid,
    End,
    Approx,
}

impl DateWords {
    /// The phrases that a word in lower case may open, the longest first.
    pub(super) fn opened_by(&self, word: &str) -> &[Phrase] {
        self.phrases.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether a word in lower case looks like a verb in the past.
    pub(super) fn looks_past(&self, word: &str) -> bool {
        has_ending(word, &self.past_endings)
    }

    /// Whether a word in lower case looks like a noun in the plural.
    pub(super) fn looks_plural(&self, word: &str) -> bool {
        has_ending(word, &self.plural_endings)
    }
}

/// Letters that a word has before an ending, at the least, unless the ending is the word: "need" is no past, "his" no plural.
const SHORTEST_STEM: usize = 3;

fn has_ending(word: &str, endings: &[String]) -> bool {
    let fits = |stem: &str| stem.is_empty() || stem.len() >= SHORTEST_STEM;
    endings.iter().any(|ending| word.strip_suffix(ending.as_str()).is_some_and(fits))
}

impl Phrase {
    /// The index of the token after the phrase, where it stands at `at` before `end`.
    pub(super) fn end(&self, tokens: &Tokens<'_>, at: usize, end: usize) -> Option<usize> {
        let after = at + 1 + self.rest.len();
        let fits = |(index, (word, glued)): (usize, &(Box<str>, bool))| {
            let index = at + 1 + index;
            tokens.lower(index) == &**word && (!glued || tokens.glued(index))
        };
        (after <= end && self.rest.iter().enumerate().all(fits)).then_some(after)
    }
}

impl From<WordLists> for DateWords {
    fn from(lists: WordLists) -> Self {
        let mut words = Self {
            phrases: HashMap::new(),
            past_endings: lists.past_endings.clone(),
            plural_endings: lists.plural_endings.clone(),
        };
        words.add_calendar(&lists);
        words.add_relations(&lists);
        words
    }
}

impl DateWords {
    fn add_calendar(&mut self, lists: &WordLists) {
        self.add_map(&lists.months, |number| Meaning::Month { number, doubtful: false });
        self.add_map(&lists.doubtful_months, |number| Meaning::Month { number, doubtful: true });
        self.add_map(&lists.weekdays, Meaning::Weekday);
        self.add_map(&lists.recurring_weekdays, Meaning::RecurringWeekday);
        self.add_map(&lists.units, |unit| Meaning::Unit { unit, plural: false });
        self.add_map(&lists.plural_units, |unit| Meaning::Unit { unit, plural: true });
        self.add_map(&lists.seasons, Meaning::Season);
        self.add_map(&lists.parts_of_day, Meaning::Part);
        self.add_map(&lists.clock, Meaning::Clock);
        self.add_map(&lists.cardinals, Meaning::Cardinal);
        self.add_map(&lists.ordinals, Meaning::Ordinal);
        self.add_map(&lists.decades, Meaning::Decade);
        self.add_list(&lists.indefinite, Meaning::Indefinite);
    }

    fn add_relations(&mut self, lists: &WordLists) {
        self.add_map(&lists.deictic_days, Meaning::Deictic);
        self.add_map(&lists.deictic_parts, Meaning::DeicticPart);
        self.add_map(&lists.references, Meaning::Reference);
        self.add_map(&lists.shifts, Meaning::Shift);
        self.add_map(&lists.distances, Meaning::Distance);
        for (&unit, distances) in &lists.unit_distances {
            self.add_map(distances, |distance| Meaning::UnitDistance(unit, distance));
        }
        self.add_map(&lists.frequencies, Meaning::Frequency);
        self.add_map(&lists.edges, Meaning::Edge);
        self.add_map(&lists.modifiers, |name| Meaning::Modifier(name.into()));
        self.add_map(&lists.quantifiers, |name| Meaning::Quantifier(name.into()));
        self.add_map(&lists.links, Meaning::Link);
        self.add_map(&lists.cues, Meaning::Cue);
    }

    fn add_map<K: Copy>(&mut self, lists: &BTreeMap<K, Vec<String>>, meaning: impl Fn(K) -> Meaning) {
        for (&key, words) in lists {
            self.add_list(words, meaning(key));
        }
    }

    fn add_list(&mut self, words: &[String], meaning: Meaning) {
        for written in words {
            let tokens = Tokens::new(written);
            let rest: Vec<_> =
                (1..tokens.as_slice().len()).map(|at| (tokens.lower(at).into(), tokens.glued(at))).collect();
            let phrases = self.phrases.entry(tokens.lower(0).into()).or_default();
            let shorter = phrases.partition_point(|phrase| phrase.rest.len() >= rest.len());
            phrases.insert(shorter, Phrase { rest, meaning });
        }
    }
}

impl From<ModifierName> for Modifier {
    fn from(name: ModifierName) -> Self {
        match name {
            ModifierName::Before => Self::Before,
            ModifierName::After => Self::After,
            ModifierName::LessThan => Self::LessThan,
            ModifierName::MoreThan => Self::MoreThan,
            ModifierName::EqualOrLess => Self::EqualOrLess,
            ModifierName::EqualOrMore => Self::EqualOrMore,
            ModifierName::Start => Self::Start,
            ModifierName::Mid => Self::Mid,
            ModifierName::End => Self::End,
            ModifierName::Approx => Self::Approx,
        }
    }
}

impl Reference {
    /// The value as TIMEX3 writes it.
    pub(super) fn value(self) -> &'static str {
        match self {
            Self::Past => "PAST_REF",
            Self::Present => "PRESENT_REF",
            Self::Future => "FUTURE_REF",
        }
    }
}

impl PartOfDay {
    /// The code that TIMEX3 puts after the day's `T`.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Mo => "MO",
            Self::Mi => "MI",
            Self::Af => "AF",
            Self::Ev => "EV",
            Self::Ni => "NI",
            Self::Dt => "DT",
        }
    }
}
