//! What the grammar reads: a temporal expression as its words say it, not yet placed in the calendar.

use jiff::civil::Date;

use super::calendar::{Period, Season, Unit};
use super::holidays::Holiday;
use super::words::{Distance, PartOfDay, Reference, Shift};
use crate::reading::mark::Modifier;

/// A temporal expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    /// A date that is given whole: "28 July 2024", "the 1990s".
    Fixed(Period),
    /// A stretch with a name that comes back every year: "July 28", "the third quarter".
    Named { name: Name, year: Year },
    /// A weekday, by its ISO number.
    Weekday { number: i8, shift: Option<Shift> },
    /// A stretch seen from now, or from the last date told: "this week", "the previous day".
    Shifted { unit: Unit, shift: Shift },
    /// A day, so many days from the day of speaking.
    Deictic(i8),
    /// The day of speaking, or the present age: German "heute".
    Nowadays,
    /// A day of the month told of: "el día 28".
    DayOfMonth { day: i8, shift: Option<Shift> },
    /// A day of a month seen from now: "the 5th of next month".
    DayOfShiftedMonth { day: i8, shift: Shift },
    /// The stretch told of, or the one that is just past: "the quarter".
    Definite(Unit),
    /// "two years ago"
    Distance { amount: Amount, unit: Unit, distance: Distance },
    /// The same stretch of the year as the one told of, in that year: "the 1988 period", "the year-earlier quarter".
    Same(Year),
    /// The day before.
    Eve(Box<Expression>),
    /// The day before the stay that the text told of opened: "the eve of her arrival".
    EveOfStay,
    /// From one year to another: "1989/90".
    Years(i16, i16),
    /// One of two days, by which order of day and month is meant: "07/04/2019".
    Either(Date, Date),
    /// A length of time, and what is added to it in smaller units: "two years, three months and a day".
    Duration { amount: Amount, unit: Unit, more: Vec<(Amount, Unit)> },
    /// A length that leads to a date from now, while the words tell the length alone: "vor [zwei Tagen]".
    LengthAway { amount: Amount, unit: Unit, distance: Distance },
    /// A length of time that the words do not measure.
    While,
    /// What comes back, by its TIMEX3 value.
    Recurring(String),
    /// A part of a day that the words behind it say: "the night he died".
    PartOfSomeDay(PartOfDay),
    /// A time of a day; without a day, of the day told of.
    Time { day: Option<Box<Expression>>, time: TimeOfDay },
    /// A vague time.
    Reference(Reference),
}

/// A name that comes back every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// A month, 1 to 12.
    Month(i8),
    /// A day of a month.
    MonthDay(i8, i8),
    /// A quarter, 1 to 4.
    Quarter(i8),
    /// A half, 1 or 2.
    Half(i8),
    Season(Season),
    Holiday(Holiday),
}

/// What the words say of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// Nothing.
    Untold,
    /// The number.
    Given(i16),
    /// So many years after the present one.
    Relative(i32),
    /// So many years after the date told of.
    Anaphoric(i32),
    /// The nearest one before, after or around now: "last May".
    Nearest(Shift),
}

/// How many units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    Exactly(u32),
    /// One half.
    Half,
    /// So many and a half.
    AndHalf(u32),
    /// Several.
    Indefinite,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeOfDay {
    /// Hours, 0 to 24, and minutes.
    Clock(u8, u8),
    Part(PartOfDay),
}

/// An expression, the modifier and the weekday before it, the rule that read it and the token after it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Match {
    pub(super) expression: Expression,
    pub(super) modifier: Option<Modifier>,
    /// The weekday that the words give besides the date: 5 for "Friday, May 20".
    pub(super) weekday: Option<i8>,
    pub(super) rule: &'static str,
    pub(super) end: usize,
}

impl Expression {
    /// A length of so many units.
    pub(super) fn length(amount: Amount, unit: Unit) -> Self {
        Self::Duration { amount, unit, more: Vec::new() }
    }

    /// Whether its place hangs on the tense of the words around it.
    pub(super) fn has_direction(&self) -> bool {
        match self {
            Self::Named { year, .. } => *year == Year::Untold,
            Self::Weekday { .. } | Self::DayOfMonth { .. } | Self::Definite(_) | Self::Nowadays => true,
            Self::Eve(day) | Self::Time { day: Some(day), .. } => day.has_direction(),
            _ => false,
        }
    }

    /// Whether it has a place in every year, and the words do not say in which: "July 28", "the eve of July 28".
    pub(super) fn leaves_year_open(&self) -> bool {
        match self {
            Self::Named { year, .. } => *year == Year::Untold,
            Self::Eve(day) | Self::Time { day: Some(day), .. } => day.leaves_year_open(),
            _ => false,
        }
    }
}

impl Name {
    /// The stretch of that name in `year`; none where there is no such day.
    pub(super) fn in_year(self, year: i16) -> Option<Period> {
        Some(match self {
            Self::Month(month) => Period::Month(year, month),
            Self::MonthDay(month, day) => Period::Day(jiff::civil::Date::new(year, month, day).ok()?),
            Self::Quarter(quarter) => Period::Quarter(year, quarter),
            Self::Half(half) => Period::Half(year, half),
            Self::Season(season) => Period::Season(year, season),
            Self::Holiday(holiday) => Period::Day(holiday.in_year(year)?),
        })
    }

    /// The month in which it begins, as far as the name says it.
    pub(super) fn month(self) -> Option<i8> {
        match self {
            Self::Month(month) | Self::MonthDay(month, _) => Some(month),
            Self::Quarter(_) | Self::Half(_) | Self::Season(_) | Self::Holiday(_) => None,
        }
    }

    /// The value where the year is not known.
    pub(super) fn unplaced(self) -> String {
        match self {
            Self::Month(month) => format!("XXXX-{month:02}"),
            Self::MonthDay(month, day) => format!("XXXX-{month:02}-{day:02}"),
            Self::Quarter(quarter) => format!("XXXX-Q{quarter}"),
            Self::Half(half) => format!("XXXX-H{half}"),
            Self::Season(season) => format!("XXXX-{}", season.code()),
            Self::Holiday(holiday) => holiday.unplaced(),
        }
    }
}

impl Amount {
    /// The length of so many units, as TIMEX3 writes it.
    pub(super) fn of(self, unit: Unit) -> String {
        match (self, unit) {
            (Self::Exactly(number), _) => unit.duration(&number.to_string()),
            (Self::AndHalf(number), _) => unit.duration(&format!("{number}.5")),
            (Self::Indefinite, _) => unit.duration("X"),
            (Self::Half, Unit::Minute) => Unit::Second.duration("30"),
            (Self::Half, Unit::Hour) => Unit::Minute.duration("30"),
            (Self::Half, Unit::Day) => Unit::Hour.duration("12"),
            (Self::Half, Unit::Year) => Unit::Month.duration("6"),
            (Self::Half, Unit::Decade) => Unit::Year.duration("5"),
            (Self::Half, Unit::Century) => Unit::Year.duration("50"),
            (Self::Half, _) => unit.duration("0.5"),
        }
    }
}

impl TimeOfDay {
    /// The part of a TIMEX3 value after the day.
    pub(super) fn value(self) -> String {
        match self {
            Self::Clock(hour, minute) => format!("T{hour:02}:{minute:02}"),
            Self::Part(part) => format!("T{}", part.code()),
        }
    }
}
