//! What kinds of words an expression can reach. Few stretches of known words name a month, a season or a holiday, and a rule
//! that needs one is not tried in the others.

use super::super::words::{ClockWord, Link, Meaning};

/// A set of kinds of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u32);

impl Kinds {
    pub(super) const NONE: Self = Self(0);
    pub(super) const DIGITS: Self = Self(1);
    pub(super) const MONTH: Self = Self(1 << 1);
    pub(super) const WEEKDAY: Self = Self(1 << 2);
    pub(super) const HOLIDAY: Self = Self(1 << 3);
    pub(super) const UNIT: Self = Self(1 << 4);
    pub(super) const SEASON: Self = Self(1 << 5);
    pub(super) const PART: Self = Self(1 << 6);
    pub(super) const CLOCK: Self = Self(1 << 7);
    pub(super) const CARDINAL: Self = Self(1 << 8);
    pub(super) const DECADE: Self = Self(1 << 9);
    pub(super) const DEICTIC: Self = Self(1 << 10);
    pub(super) const REFERENCE: Self = Self(1 << 11);
    pub(super) const STRETCH: Self = Self(1 << 12);
    pub(super) const LENGTH: Self = Self(1 << 13);
    pub(super) const RECURRING: Self = Self(1 << 14);
    pub(super) const DAY_HEAD: Self = Self(1 << 15);
    pub(super) const CENTURY_HEAD: Self = Self(1 << 16);
    pub(super) const EVE: Self = Self(1 << 17);

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two have a kind in common.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The kind of words with that meaning; none where no rule hangs on it alone.
    pub(super) fn of(meaning: Meaning) -> Self {
        match meaning {
            Meaning::Month { .. } => Self::MONTH,
            Meaning::Weekday(_) | Meaning::WeekdayPart(..) => Self::WEEKDAY,
            Meaning::Holiday(_) => Self::HOLIDAY,
            Meaning::Unit { .. } | Meaning::UnitDistance(..) | Meaning::UnitAdjective(_) => Self::UNIT,
            Meaning::Season(_) => Self::SEASON,
            Meaning::Part(_) => Self::PART,
            Meaning::Clock(ClockWord::And | ClockWord::Minus | ClockWord::Before) => Self::NONE,
            Meaning::Clock(_) | Meaning::MinutesBefore(_) | Meaning::MinutesBehind(_) => Self::CLOCK,
            Meaning::Cardinal(_) => Self::CARDINAL,
            Meaning::Decade(_) => Self::DECADE,
            Meaning::Deictic(_) | Meaning::DeicticPart(..) => Self::DEICTIC,
            Meaning::Reference(_) | Meaning::ReferenceOfUnits(_) => Self::REFERENCE,
            Meaning::Stretch(..) | Meaning::Link(Link::Stretch | Link::HalfYear | Link::QuarterLetter) => Self::STRETCH,
            Meaning::Length(..) | Meaning::Link(Link::While) => Self::LENGTH,
            Meaning::RecurringWeekday(_)
            | Meaning::RecurringPart(_)
            | Meaning::PluralPart(_)
            | Meaning::Frequency(_)
            | Meaning::Rate(_)
            | Meaning::Link(Link::Every) => Self::RECURRING,
            Meaning::Link(Link::DayHead) => Self::DAY_HEAD,
            Meaning::Link(Link::CenturyHead) => Self::CENTURY_HEAD,
            Meaning::Link(Link::Eve) => Self::EVE,
            _ => Self::NONE,
        }
    }
}
