//! A mark: a span of an article's text with a kind and a resolved value.

use serde::{Deserialize, Serialize};

use crate::content::body::TextId;
use crate::edtf::Edtf;
use crate::id::{DocumentRef, Id};
use crate::interval::Interval;
use crate::span::ByteSpan;

/// A span of text that means something, and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The text of the article's body in which it stands.
    pub text: TextId,
    /// The bytes of that text's plain words.
    pub span: ByteSpan,
    /// What it means.
    pub value: Value,
    /// Who set it.
    pub by: By,
    /// The rule by which it was found, for `diurna explain`: a short name such as `figure.range`.
    pub rule: &'static str,
}

impl Mark {
    /// The figure that it is.
    #[must_use]
    pub fn figure(&self) -> Option<&Figure> {
        match &self.value {
            Value::Figure(figure) => Some(figure),
            _ => None,
        }
    }

    /// The actor that a mention names.
    #[must_use]
    pub fn mentioned(&self) -> Option<&Id> {
        match &self.value {
            Value::Mention(mention) => Some(&mention.actor),
            _ => None,
        }
    }

    /// The actor that it names by id: by a mention, or as an editor says who speaks.
    #[must_use]
    pub fn names(&self) -> Option<&Id> {
        match &self.value {
            Value::Statement(statement) => match &statement.speaker {
                Speaker::Actor(actor) => Some(actor),
                Speaker::Named { .. } | Speaker::Unknown => None,
            },
            _ => self.mentioned(),
        }
    }
}

/// Who set a mark. An editor's beats a recogniser's wherever the two overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// The editor, with a link.
    Editor,
    /// A recogniser.
    Recogniser,
}

/// What a mark means. Most marks are mentions: what is larger stands apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A reported number.
    Figure(Box<Figure>),
    /// A date, time, duration or set of times.
    Date(Box<Timex>),
    /// An actor is named.
    Mention(Mention),
    /// Somebody's words.
    Statement(Box<Statement>),
    /// Another document of the dossier is meant: an event, an article, a page.
    Reference(DocumentRef),
}

impl From<Figure> for Value {
    fn from(figure: Figure) -> Self {
        Self::Figure(Box::new(figure))
    }
}

impl From<Timex> for Value {
    fn from(timex: Timex) -> Self {
        Self::Date(Box::new(timex))
    }
}

impl From<Statement> for Value {
    fn from(statement: Statement) -> Self {
        Self::Statement(Box::new(statement))
    }
}

/// A reported number: how many or how much, of what, and who says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The values that the words allow.
    pub interval: Interval,
    /// In what it is counted.
    pub unit: Unit,
    /// The counted thing in lower case, its head phrase as written and then the participles that say what happened to it:
    /// `dead`, `opposition activists`, `people released`; none where the words give none.
    pub noun: Option<String>,
    /// The numeral alone, within the mark's span: bytes of the same text.
    pub numeral: ByteSpan,
    /// Who gives the figure, apart from the outlet.
    pub attribution: Attribution,
    /// The measure, where the editor's link fixes it.
    pub measure: Option<Id>,
}

/// In what a figure is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Things or people, by the noun alone.
    Count,
    /// Human beings.
    People,
    /// Parts of a hundred.
    Percent,
    /// Percentage points.
    PercentagePoints,
    /// Money, by ISO 4217 code.
    Money(String),
    /// A unit of measure, by its English name in the singular: `kilometre`, `tonne`.
    Measure(String),
}

impl Unit {
    /// The name by which exports give the unit: `people`, `percent`, `USD`, `kilometre`; empty for a plain count.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Count => "",
            Self::People => "people",
            Self::Percent => "percent",
            Self::PercentagePoints => "percentage points",
            Self::Money(code) => code,
            Self::Measure(name) => name,
        }
    }
}

/// Who gives a figure, apart from the outlet that prints it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Attribution {
    /// The outlet itself: nobody else is named.
    #[default]
    None,
    /// Somebody who is named or described: the words, such as `official figures` or `the attorney general's office`.
    Source {
        /// Who, as written.
        name: String,
        /// The bytes of the same text that name the source.
        span: ByteSpan,
    },
    /// Somebody, and nobody can tell who: more than one could be meant, or a pronoun leaves it open.
    Ambiguous,
}

impl Attribution {
    /// Who is named, as written.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        match self {
            Self::Source { name, .. } => Some(name),
            Self::None | Self::Ambiguous => None,
        }
    }
}

/// A temporal expression after TimeML's TIMEX3.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// Its type.
    pub kind: TimexKind,
    /// Its value as TIMEX3 writes it: `2024-09-20`, `P3D`, `2024-W38`, `XXXX-WXX-1`, `PAST_REF`.
    pub value: String,
    /// Its modifier.
    pub modifier: Option<Modifier>,
    /// The days it covers, where it is a date that could be placed in the calendar.
    pub edtf: Option<Edtf>,
    /// Whether the words name no year ("July 28"), so that the year was taken from the date of the report.
    pub year_is_inferred: bool,
    /// Whether the words give a weekday that the date does not fall on: "Monday, 4 June 2024", a Tuesday.
    pub weekday_disagrees: bool,
}

/// The types of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexKind {
    /// A day or a longer stretch of the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that comes back.
    Set,
}

/// The modifiers of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Modifier {
    /// Before.
    Before,
    /// After.
    After,
    /// On or before.
    OnOrBefore,
    /// On or after.
    OnOrAfter,
    /// Less than.
    LessThan,
    /// More than.
    MoreThan,
    /// Equal or less.
    EqualOrLess,
    /// Equal or more.
    EqualOrMore,
    /// The beginning of.
    Start,
    /// The middle of.
    Mid,
    /// The end of.
    End,
    /// About.
    Approx,
}

/// An actor is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The actor, by id: of a file, or of a provisional actor made from the name.
    pub actor: Id,
}

/// Somebody's words, quoted or reported.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Whether the words are quoted or reported.
    pub mode: SpeechMode,
    /// Who speaks, as far as it is known.
    pub speaker: Speaker,
    /// The verb or phrase that marks the words as somebody's (`said`, `according to`): bytes of the same text.
    pub cue: Option<ByteSpan>,
}

/// Whether words are quoted or reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeechMode {
    /// In quotation marks, a whole sentence or more.
    Direct,
    /// Reported without quotation marks.
    Indirect,
    /// Reported, with some words in quotation marks.
    Mixed,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq)]
pub enum Speaker {
    /// Nobody is named.
    Unknown,
    /// Words of the same text name the speaker: a name, an office, a pronoun.
    Named {
        /// The words.
        name: String,
        /// Their bytes.
        span: ByteSpan,
    },
    /// An actor, by id: the editor said so, or the name was resolved.
    Actor(Id),
}

impl Speaker {
    /// The words that name the speaker.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Named { name, .. } => Some(name),
            Self::Unknown | Self::Actor(_) => None,
        }
    }
}
