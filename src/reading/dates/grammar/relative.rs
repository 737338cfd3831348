//! Dates by their place from now or from the last date told: weekdays, "last year", "two days later", "currently".

use super::super::calendar::Unit;
use super::super::expression::{Amount, Expression, TimeOfDay, Year};
use super::super::words::{Distance, Link, Meaning, PartOfDay, Shift};
use super::{Grammar, Parsed, shift_of};

impl Grammar<'_> {
    pub(super) fn weekday_name(&self, at: usize) -> Parsed<i8> {
        self.read_as(at, |meaning| match meaning {
            Meaning::Weekday(number) => Some(number),
            _ => None,
        })
        .filter(|_| self.is_capitalised(at))
    }

    /// "Friday", "last Friday", "this Thursday", with the part of the day: "Friday afternoon".
    pub(super) fn weekday(&self, at: usize) -> Parsed<Expression> {
        let (shift, next) = match self.read_as(at, shift_of) {
            Some((shift, next)) => (Some(shift), next),
            None => (None, at),
        };
        let (number, next) = self.weekday_name(next)?;
        Some(self.with_part(Expression::Weekday { number, shift }, next))
    }

    /// "today", "yesterday morning", "tonight", "last night".
    pub(super) fn deictic_day(&self, at: usize) -> Parsed<Expression> {
        let found = self.read_as(at, |meaning| match meaning {
            Meaning::Deictic(by) => Some((by, None)),
            Meaning::DeicticPart(part) => Some((0, Some(part))),
            _ => None,
        });
        if let Some(((by, part), next)) = found {
            let day = Expression::Deictic(by);
            return Some(match part {
                Some(part) => (in_part(Some(day), part), next),
                None => self.with_part(day, next),
            });
        }
        let (shift, next) = self.read_as(at, shift_of)?;
        let (part, end) = self.part_name(next)?;
        let day = match shift {
            Shift::Last => Expression::Deictic(-1),
            Shift::This => Expression::Deictic(0),
            Shift::Next | Shift::Past => return None,
            Shift::That | Shift::Previous | Shift::Following => Expression::Shifted { unit: Unit::Day, shift },
        };
        Some((in_part(Some(day), part), end))
    }

    /// A day with the part of it, or the time of the clock, that stands behind.
    pub(super) fn with_part(&self, day: Expression, next: usize) -> (Expression, usize) {
        let edge = self.read_as(next, |meaning| matches!(meaning, Meaning::Modifier(_)).then_some(()));
        let start = edge.map_or(next, |(_, after)| after);
        if let Some((part, end)) = self.part_name(start) {
            return (in_part(Some(day), part), end);
        }
        match self.clock_time(self.skip(next, Link::At)) {
            Some((time, end)) => (Expression::Time { day: Some(Box::new(day)), time }, end),
            None => (day, next),
        }
    }

    pub(super) fn part_name(&self, at: usize) -> Parsed<PartOfDay> {
        self.read_as(at, |meaning| match meaning {
            Meaning::Part(part) => Some(part),
            _ => None,
        })
    }

    /// "the eve of July 28"; of anything else, a day that is not known.
    pub(super) fn eve(&self, at: usize) -> Parsed<Expression> {
        let article = self.link(at, Link::Article)?;
        let next = self.link(article, Link::Eve)?;
        match self.calendar_date(next) {
            Some((day, end)) => Some((Expression::Eve(Some(Box::new(day))), end)),
            None => Some((Expression::Eve(None), article + 1)),
        }
    }

    /// "last year", "this week", "the previous day", "that month", "the end of the year".
    pub(super) fn shifted(&self, at: usize) -> Parsed<Expression> {
        let start = self.skip(at, Link::Article);
        let (shift, next) = self.read_as(start, shift_of)?;
        let next = self.skip(next, Link::Fiscal);
        let (unit, end) = self.unit(next, false)?;
        let is_length = shift == Shift::Past && unit != Unit::Year;
        if is_length {
            return Some((Expression::Duration { amount: Amount::Exactly(1), unit }, end));
        }
        (unit >= Unit::Day && !self.is_compound(end)).then_some((Expression::Shifted { unit, shift }, end))
    }

    /// "two years ago", "a year earlier", "three days later", "a week from now", "year-earlier".
    pub(super) fn distance(&self, at: usize) -> Parsed<Expression> {
        if let Some(found) = self.inner_distance(at) {
            return Some(found);
        }
        let (amount, next) = self.amount(at).or_else(|| self.one(at))?;
        let next = self.skip(self.skip_mark(next, '-'), Link::Filler);
        let (unit, next) = self.unit(next, false).or_else(|| self.unit(next, true))?;
        let next = self.skip_mark(next, '-');
        let (distance, end) = self.distance_word(next)?;
        Some((Expression::Distance { amount, unit, distance }, end))
    }

    /// "year-earlier"
    fn inner_distance(&self, at: usize) -> Parsed<Expression> {
        let ((unit, distance), next) = self.unit_distance(at)?;
        let found = match unit {
            Unit::Year => Expression::Same(Year::Anaphoric(-1)),
            _ => Expression::Distance { amount: Amount::Exactly(1), unit, distance },
        };
        Some((found, next))
    }

    pub(super) fn unit_distance(&self, at: usize) -> Parsed<(Unit, Distance)> {
        self.read_as(at, |meaning| match meaning {
            Meaning::UnitDistance(unit, distance) => Some((unit, distance)),
            _ => None,
        })
    }

    pub(super) fn distance_word(&self, at: usize) -> Parsed<Distance> {
        self.read_as(at, |meaning| match meaning {
            Meaning::Distance(distance) => Some(distance),
            _ => None,
        })
    }

    /// "the quarter", "the weekend", "the latest period", "year-end".
    pub(super) fn definite(&self, at: usize) -> Parsed<Expression> {
        if let Some((Unit::Year, next)) = self.unit(at, false) {
            let next = self.link(next, Link::Possessive).unwrap_or_else(|| self.skip_mark(next, '-'));
            return Some((Expression::Definite(Unit::Year), self.link(next, Link::End)?));
        }
        let next = self.link(at, Link::Article)?;
        let current = self.link(next, Link::Current);
        let next = self.skip(current.unwrap_or(next), Link::Fiscal);
        let (unit, end) = self
            .unit(next, false)
            .or_else(|| Some((Unit::Quarter, self.link(current.and(Some(next))?, Link::Stretch)?)))?;
        let is_told = matches!(unit, Unit::Quarter | Unit::Weekend | Unit::Year | Unit::Month | Unit::Week);
        (is_told && !self.is_compound(end)).then_some((Expression::Definite(unit), end))
    }

    /// "now", "recently", "the future".
    pub(super) fn reference(&self, at: usize) -> Parsed<Expression> {
        let (reference, next) = self.read_as(at, |meaning| match meaning {
            Meaning::Reference(reference) => Some(reference),
            _ => None,
        })?;
        match self.unit(next, true) {
            Some((Unit::Year | Unit::Decade | Unit::Century, end)) => Some((Expression::Reference(reference), end)),
            Some((unit, end)) => Some((Expression::Duration { amount: Amount::Indefinite, unit }, end)),
            None => Some((Expression::Reference(reference), next)),
        }
    }

    /// A unit of time in the singular or the plural.
    pub(super) fn unit(&self, at: usize, plural: bool) -> Parsed<Unit> {
        self.read_as(at, |meaning| match meaning {
            Meaning::Unit { unit, plural: is_plural } if is_plural == plural => Some(unit),
            _ => None,
        })
    }

    /// Whether a hyphen binds the word before `end` to the next: "the year-ago quarter".
    fn is_compound(&self, end: usize) -> bool {
        self.mark(end) == Some('-') && self.tokens.glued(end) && self.tokens.glued(end + 1)
    }
}

pub(super) fn in_part(day: Option<Expression>, part: PartOfDay) -> Expression {
    Expression::Time { day: day.map(Box::new), time: TimeOfDay::Part(part) }
}
