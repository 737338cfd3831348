//! What a single word can be where figures are read: a part of a number, a vague count, and any of the [`Role`]s.

use serde::Deserialize;

/// What a word can be.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Its part in a number, where it has one.
    pub number: Option<NumberWord>,
    /// The divisor it names as part of a fraction: 3 for `third`.
    pub divisor: Option<f64>,
    /// The share that it names by itself: 0.5 for `moitié`.
    pub share: Option<f64>,
    /// What it allows as a vague count: `dozens`.
    pub vague: Option<(f64, f64)>,
    /// What happened to somebody: its place among [`FigureWords::participles`](super::FigureWords::participles).
    pub(super) happened: Option<u16>,
    /// Whether an idiom, or a sign of money, opens with the word.
    pub(super) opens_phrase: bool,
    roles: u64,
}

impl Word {
    /// A word that the file does not hold.
    pub(super) const UNLISTED: Self =
        Self { number: None, divisor: None, share: None, vague: None, happened: None, opens_phrase: false, roles: 0 };

    /// A word that is a number and nothing else.
    pub(super) fn of_number(number: NumberWord) -> Self {
        Self { number: Some(number), ..Self::UNLISTED }
    }

    /// Whether a figure, or an idiom that is none, may open with the word.
    pub(super) fn opens(&self) -> bool {
        const OPENERS: u64 = Role::Article.bit() | Role::Several.bit();
        let is_number = self.number.is_some() || self.vague.is_some() || self.share.is_some();
        self.opens_phrase || self.roles & OPENERS != 0 || is_number
    }

    /// Whether the word can play `role`.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles & role.bit() != 0
    }

    pub(super) fn add(&mut self, role: Role) {
        self.roles |= role.bit();
    }
}

/// The part of a word in a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NumberWord {
    /// 0 to 19, and whole numbers written as one word: `zweiundzwanzig`.
    Unit(f64),
    /// 20, 30 … 90.
    Tens(f64),
    /// Tens that a unit before them multiplies: `vingt` in `quatre-vingts`.
    Score(f64),
    /// Whole thousands written as one word: `achttausend`.
    Thousands(f64),
    /// Whole hundreds: `doscientos`.
    Hundreds(f64),
    /// Multiplies what stands before it within a thousand: `hundred`.
    Hundred(f64),
    /// Multiplies and closes a group: `thousand`, `million`.
    Magnitude(f64),
    /// Multiplies and ends the number: `dozen`.
    Dozen(f64),
    /// Like [`NumberWord::Dozen`], but near the number only: `dizaine`.
    Round(f64),
    /// One half: "half a million", "two and a half".
    Half,
}

macro_rules! roles {
    ($($(#[$doc:meta])* $variant:ident => $field:ident,)* ; $($(#[$other_doc:meta])* $other:ident,)*) => {
        /// What a word can be besides a number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Role { $($(#[$doc])* $variant,)* $($(#[$other_doc])* $other,)* }

        /// Lists of words by role, as the file gives them. A role that a language has no words for may be missing.
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub(super) struct Roles { $($field: Vec<String>,)* }

        impl Roles {
            pub(super) fn into_pairs(self) -> impl Iterator<Item = (Role, Vec<String>)> {
                [$((Role::$variant, self.$field),)*].into_iter()
            }
        }
    };
}

impl Role {
    const fn bit(self) -> u64 {
        1 << self as u64
    }
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
    /// Before who did what a passive tells: "by".
    Agent => agents,
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
    /// The hundredth part of a currency: "cents".
    SubUnit => sub_units,
    /// A multiplier that stands alone for one of them: `cent`, `mille`.
    Alone => alone,
    /// A shortened magnitude that is written with a full stop: `Mio.`
    Abbreviated => abbreviated,
    /// Opens spelt-out decimals: "point" in "two point five". One that is also among the `stops` does so before a percent sign only.
    DecimalMark => decimal_words,
    /// After the name of a fraction: "tercera parte".
    Parts => parts,
    /// Makes an address of a number, with a name or without: "45 Lilac Road", "45 rue".
    Street => streets,
    /// An adjective that may stand between a number and its noun where most follow the noun.
    Adjective => adjectives,
    /// Between a verb and whom it happened to: `a` in "mató a 30 civiles".
    ObjectMark => object_marks,

    ;
    /// Never part of a noun phrase after a number: prepositions, conjunctions, pronouns; the `stops` of `text.yaml`.
    Stop,
}
