//! The words of a language that speak of time, and what each means. The lexicon lists them by meaning (see [`lists`]); here
//! they are turned round, so that a token leads to the phrases that it opens.

mod lists;
mod table;

use std::collections::BTreeSet;

use serde::Deserialize;

use super::calendar::{Season, Unit};
use super::expression::Amount;
use super::holidays::Holiday;
use crate::reading::lexicon::vocabulary::{Numbered, WordId};
use crate::reading::mark::Modifier;

use table::Table;

/// The dates of a lexicon: its phrases by their first word, and the habits of the language.
#[derive(Debug, Default)]
pub struct DateWords {
    phrases: Table,
    past_endings: Vec<String>,
    /// Words that have such an ending and are no verbs in the past.
    no_past: BTreeSet<String>,
    plural_endings: Vec<String>,
    pub(super) habits: Habits,
}

/// How a language writes its dates.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a habit that a language has or has not, and a line of its file"
)]
pub(super) struct Habits {
    /// Whether months and weekdays have a capital letter.
    pub(super) capital_names: bool,
    /// Whether all nouns have one, so that a capital letter tells no name.
    pub(super) capital_nouns: bool,
    /// The orders in which a month and its day stand.
    pub(super) orders: Vec<Order>,
    /// Whether "today" is often said of the present age.
    pub(super) loose_today: bool,
    /// Whether a full stop behind digits makes an ordinal: "3. Mai".
    pub(super) ordinal_full_stop: bool,
    /// Whether a day of a month may be a cardinal in words: "tres de octubre".
    pub(super) days_in_words: bool,
    /// Whether a year stands for itself where English would say "in 1811".
    pub(super) bare_years: bool,
    /// Whether a season goes on being one before "of": "en el otoño de su vida" is rare, "en el verano de" is not.
    pub(super) bare_seasons: bool,
}

/// An order of a day and its month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Order {
    DayMonth,
    MonthDay,
}

/// A word or several, and what they mean.
#[derive(Debug)]
pub(super) struct Phrase {
    /// Its second word, where it has one: what decides for most of the phrases that open with one word.
    second: Option<WordId>,
    /// The words after the first, with whether nothing stands before each.
    rest: Box<[(WordId, bool)]>,
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
    /// A weekday and a part of it in one word: "Mittwochabend".
    WeekdayPart(i8, PartOfDay),
    /// A weekday in the plural: "on Mondays".
    RecurringWeekday(i8),
    /// A part of several days: "nights".
    PluralPart(PartOfDay),
    /// A part of every day: "nachts".
    RecurringPart(PartOfDay),
    /// A day with a name that comes back every year.
    Holiday(Holiday),
    /// A unit, and whether the word is its plural.
    Unit {
        unit: Unit,
        plural: bool,
    },
    Season(Season),
    Part(PartOfDay),
    Clock(ClockWord),
    /// Minutes before an hour and in words: 30 for "half past", -30 for German "halb".
    MinutesBefore(i8),
    /// Minutes behind an hour and in words: 30 for "y media", -15 for "menos cuarto".
    MinutesBehind(i8),
    Cardinal(u32),
    Ordinal(u8),
    /// The years of a decade of the century: 90 for "nineties".
    Decade(u8),
    /// "several", "a few".
    Indefinite,
    /// A day by its distance from the day of speaking.
    Deictic(i8),
    /// A part of such a day: "tonight", "anoche".
    DeicticPart(i8, PartOfDay),
    Reference(Reference),
    /// One that is a vague time before units only: "recent years".
    ReferenceOfUnits(Reference),
    Shift(Shift),
    /// One that stands behind its noun: "el año pasado".
    ShiftBehind(Shift),
    /// A shift and its unit in one word, with a modifier where the word has one too: "Vorjahr", "Jahresende".
    Stretch(Shift, Unit, Option<Modifier>),
    Distance(Distance),
    /// One that no noun may follow: "the day before", but not "the day before the vote".
    DistanceAtEnd(Distance),
    /// One that stands before its length: "hace dos días".
    DistanceBefore(Distance),
    /// One that stands before its length and is no part of the expression: "vor zwei Tagen".
    Signal(Distance),
    /// A distance of one unit with the unit inside: "year-ago".
    UnitDistance(Unit, Distance),
    /// A length in one word: "wochenlang", "dreijährig".
    Length(Amount, Unit),
    /// An adjective of a unit behind digits: "27-jährig".
    UnitAdjective(Unit),
    /// What comes back, as a pattern of the calendar: "daily" is `XXXX-XX-XX`.
    Frequency(Unit),
    /// What comes back, as a length: "hourly" is `PT1H`.
    Rate(Unit),
    Edge(Edge),
    /// A name that holds a word of time, and is none: "Black Friday".
    Name,
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
    /// Before the hour, and a part of the expression: "las 7".
    Before,
    /// Behind a time, where it adds nothing: "10:30 horas".
    Unit,
    /// Between hours and minutes, besides the colon: "12h50".
    Minutes,
    /// Between an hour and the minutes after it: "las ocho y veinte".
    And,
    /// Between an hour and the minutes before it: "las ocho menos diez".
    Minus,
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
    /// The article before a day of a month that is a part of the expression: "el 3 de mayo".
    DayArticle,
    /// The article before a weekday that is a part of the expression: "el lunes".
    WeekdayArticle,
    /// Words between a weekday and its date: "Montag, den 3. Mai".
    WeekdayDate,
    /// A day of the month told of, before its number: "el día 28".
    DayHead,
    /// "a", "an"
    One,
    /// "of", "in"
    Of,
    /// "of" between a day and its month.
    DayOf,
    /// "mes de" before the name of a month.
    MonthHead,
    /// "and", "to"
    List,
    /// "and" between two parts of one length or number: "two years and three months".
    And,
    /// "at", "around" before a time of day.
    At,
    /// "at": four digits behind it are hours and minutes.
    Hour,
    /// "by", "until": four digits behind it may be hours and minutes, or a year.
    HourOrYear,
    /// Words after which a month or a year stands: "in", "since".
    Before,
    /// Words after which a season or a part of the day stands without its article: "im Sommer".
    Within,
    /// Words that say which day is meant behind a part of the day: "the night he died", "the morning of the vote".
    Defining,
    /// Words between a day and its part: "ayer por la mañana".
    InDay,
    /// "every", "each"
    Every,
    /// "twice" before a word for what comes back: "zweimal täglich".
    Times,
    /// The noun of such words behind a number: "3 veces al día".
    TimesNoun,
    /// "BC": the number before it is no year of ours.
    BeforeChrist,
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
    /// "or so" behind a length.
    OrSo,
    /// Words behind which "last" is a verb: "will last two years".
    Infinitive,
    /// A half more: "a year and a half", "three and a half years".
    AndHalf,
    /// "-long" behind a unit: "a month-long strike".
    Long,
    /// The letter of "Q3".
    QuarterLetter,
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
    /// Words before the number or name of a decade: "los años" of "los años noventa".
    DecadeHead,
    /// Words behind it: "Jahre" of "neunziger Jahre".
    DecadeTail,
    /// Words before the number of a century: "siglo" of "siglo XX".
    CenturyHead,
    /// "eve"
    Eve,
    /// What opens a stay or a series of events: "arrival".
    Opening,
    /// "on" before a day.
    On,
    /// "th" behind digits.
    OrdinalSuffix,
    /// "s" behind the digits of a decade.
    DecadeSuffix,
    /// "'s"
    Possessive,
    /// "be": a participle behind it says nothing of the past.
    Passive,
    /// A noun that with a capital letter makes a name of the weekday before it: a newspaper’s.
    NameTail,
    /// "ended": behind a year it makes a length of it, "the year ended March 31".
    Ended,
}

impl Link {
    /// The bit that stands for it in a set of links.
    pub(super) const fn bit(self) -> u64 {
        const { assert!((Self::Ended as u32) < u64::BITS, "a set holds every link") }
        1 << self as u32
    }
}

/// Words that tell which way a date lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Cue {
    Past,
    Future,
}

impl DateWords {
    /// The phrases that a word may open, the longest first.
    pub(super) fn opened_by(&self, word: WordId) -> &[Phrase] {
        self.phrases.opened_by(word)
    }

    /// Whether a word in lower case looks like a verb in the past.
    pub(super) fn looks_past(&self, word: &str) -> bool {
        has_ending(word, &self.past_endings) && !self.no_past.contains(word)
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
    /// The index of the token after the phrase, where it stands at `at`.
    pub(super) fn end(&self, text: &Numbered<'_>, at: usize) -> Option<usize> {
        let fits = |(index, &(word, glued)): (usize, &(WordId, bool))| {
            let index = at + 1 + index;
            text.id(index) == word && (!glued || text.tokens.glued(index))
        };
        let may_fit = self.second.is_none_or(|second| text.id(at + 1) == second);
        (may_fit && self.rest.iter().enumerate().all(fits)).then_some(at + 1 + self.rest.len())
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

    /// Whether the hours of the clock in it are those after noon.
    pub(super) fn is_after_noon(self) -> bool {
        matches!(self, Self::Af | Self::Ev | Self::Ni)
    }
}
