//! Dates by their place from now or from the last date told: weekdays, "last year", "two days later", "currently".

use super::super::calendar::Unit;
use super::super::expression::{Amount, Expression, Match, TimeOfDay, Year};
use super::super::words::{Distance, Link, Meaning, Order, PartOfDay, Shift};
use super::{Grammar, Parsed, shift_behind_of, shift_of};

impl Grammar<'_> {
    pub(super) fn weekday_name(&self, at: usize) -> Parsed<i8> {
        self.read_as(at, |meaning| match meaning {
            Meaning::Weekday(number) => Some(number),
            _ => None,
        })
        .filter(|_| self.is_capitalised(at) || !self.words.habits.capital_names)
        .filter(|&(_, end)| !(self.is_capitalised(end) && self.link(end, Link::NameTail).is_some()))
    }

    /// "Friday", "last Friday", "el pasado lunes", "lunes próximo", with the part of the day: "Friday afternoon".
    pub(super) fn weekday(&self, at: usize) -> Parsed<Expression> {
        let start = self.skip(at, Link::WeekdayArticle);
        let behind_article = || self.read_as(self.link(start, Link::Article)?, shift_of);
        let before = self.read_as(start, shift_of).or_else(behind_article);
        let is_conjunction = matches!(before, Some((Shift::That, _))) && !self.link_before(at, Link::On);
        let before = before.filter(|_| !is_conjunction);
        let next = before.map_or(start, |(_, next)| next);
        if let Some((number, part, end)) = self.weekday_with_part(next) {
            let day = Expression::Weekday { number, shift: before.map(|(shift, _)| shift) };
            return Some((in_part(Some(day), part), end));
        }
        let (number, next) = self.weekday_name(next)?;
        let behind = self.read_as(next, shift_behind_of);
        let day = Expression::Weekday { number, shift: before.or(behind).map(|(shift, _)| shift) };
        Some(self.with_part(day, behind.map_or(next, |(_, end)| end)))
    }

    fn weekday_with_part(&self, at: usize) -> Option<(i8, PartOfDay, usize)> {
        let ((number, part), end) = self.read_as(at, |meaning| match meaning {
            Meaning::WeekdayPart(number, part) => Some((number, part)),
            _ => None,
        })?;
        Some((number, part, end))
    }

    /// "today", "yesterday morning", "tonight", "last night", "esta mañana".
    pub(super) fn deictic_day(&self, at: usize) -> Parsed<Expression> {
        let found = self.read_as(at, |meaning| match meaning {
            Meaning::Deictic(by) => Some((by, None)),
            Meaning::DeicticPart(by, part) => Some((by, Some(part))),
            _ => None,
        });
        if let Some(((by, part), next)) = found.filter(|_| !self.ends_name(at)) {
            let day = Expression::Deictic(by);
            return Some(match part {
                Some(part) => (in_part(Some(day), part), next),
                None => match self.with_part(day, next) {
                    (Expression::Deictic(0), end) if self.words.habits.loose_today => (Expression::Nowadays, end),
                    found => found,
                },
            });
        }
        let ((shift, part), end) = self.shifted_part(at)?;
        let day = match shift {
            Shift::Last => Expression::Deictic(-1),
            Shift::This => Expression::Deictic(0),
            Shift::Next | Shift::Past => return None,
            Shift::That | Shift::Previous | Shift::Following => Expression::Shifted { unit: Unit::Day, shift },
        };
        Some((in_part(Some(day), part), end))
    }

    /// Whether the word at `at` is the last of a name: "Russia Today".
    fn ends_name(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|&before| before >= self.start);
        self.is_capitalised(at) && before.is_some_and(|before| self.is_word(before) && self.is_capitalised(before))
    }

    /// "last night", "in der letzten Nacht", "la noche pasada".
    fn shifted_part(&self, at: usize) -> Parsed<(Shift, PartOfDay)> {
        let start = self.skip(at, Link::Article);
        if let Some((shift, next)) = self.read_as(at, shift_of).or_else(|| self.read_as(start, shift_of)) {
            return self.part_name(next).map(|(part, end)| ((shift, part), end));
        }
        let (part, next) = self.part_name(start)?;
        let (shift, end) = self.read_as(next, shift_behind_of)?;
        Some(((shift, part), end))
    }

    /// A day with the part of it, or the time of the clock, that stands behind.
    pub(super) fn with_part(&self, day: Expression, next: usize) -> (Expression, usize) {
        let edge = self.read_as(next, |meaning| matches!(meaning, Meaning::Modifier(_)).then_some(()));
        let start = edge.map_or_else(|| self.skip(next, Link::InDay), |((), after)| after);
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

    /// "the eve of July 28", "the eve of her arrival"; of anything else it says too little to be a date.
    pub(super) fn eve(&self, at: usize) -> Parsed<Expression> {
        let article = self.link(at, Link::Article)?;
        let next = self.link(article, Link::Eve)?;
        let day = self.calendar_date(next).or_else(|| self.holiday(next)).or_else(|| self.weekday(next));
        if let Some((day, end)) = day {
            return Some((Expression::Eve(Box::new(day)), end));
        }
        let is_opening = (next..next + LONGEST_OPENING).any(|at| self.link(at, Link::Opening).is_some());
        is_opening.then_some((Expression::EveOfStay, article + 1))
    }

    /// "last year", "this week", "the previous day", "that month", "el mes que viene", "Vorjahr".
    pub(super) fn shifted(&self, at: usize) -> Parsed<Expression> {
        let ((shift, unit), end) = self.shifted_unit(at)?;
        let is_part =
            shift == Shift::Last && self.link(at, Link::Article).is_some() && self.link(end, Link::DayOf).is_some();
        if is_part && self.words.habits.orders.contains(&Order::MonthDay) {
            return None;
        }
        let is_length = shift == Shift::Past && unit != Unit::Year;
        if is_length {
            return Some((Expression::length(Amount::Exactly(1), unit), end));
        }
        (unit >= Unit::Day && !self.is_compound(end)).then_some((Expression::Shifted { unit, shift }, end))
    }

    /// A unit of time and which one is meant.
    pub(super) fn shifted_unit(&self, at: usize) -> Parsed<(Shift, Unit)> {
        let start = self.skip(at, Link::Article);
        let before = self.read_as(at, shift_of).or_else(|| self.read_as(start, shift_of));
        if let Some((shift, next)) = before {
            let (unit, end) = self.unit(self.skip(next, Link::Fiscal), false)?;
            return Some(((shift, unit), end));
        }
        let named = |at| {
            self.read_as(at, |meaning| match meaning {
                Meaning::Stretch(shift, unit, None) => Some((shift, unit)),
                _ => None,
            })
        };
        self.unit_with_shift_behind(start).or_else(|| named(at)).or_else(|| named(start))
    }

    /// A stretch in one word that says which part of it is meant: "Jahresende".
    pub(super) fn stretch_with_modifier(&self, at: usize) -> Option<Match> {
        let ((shift, unit, modifier), end) = self.read_as(self.skip(at, Link::Article), |meaning| match meaning {
            Meaning::Stretch(shift, unit, Some(modifier)) => Some((shift, unit, modifier)),
            _ => None,
        })?;
        let expression = Expression::Shifted { unit, shift };
        Some(Match { expression, modifier: Some(modifier), weekday: None, rule: "date.shifted", end })
    }

    /// "two years ago", "a year earlier", "hace dos días", "a week from now", "year-earlier".
    pub(super) fn distance(&self, at: usize) -> Parsed<Expression> {
        if let Some(found) = self.inner_distance(at).or_else(|| self.distance_before(at)) {
            return Some(found);
        }
        let the_one = || {
            let (unit, next) = self.unit(self.link(at, Link::Article)?, false)?;
            Some((Amount::Exactly(1), unit, next))
        };
        let (amount, unit, next) = self.amount_and_unit(at).or_else(the_one)?;
        let next = self.skip(self.skip_mark(next, '-'), Link::OrSo);
        let (distance, end) = self.distance_word(next)?;
        Some((Expression::Distance { amount, unit, distance }, end))
    }

    fn amount_and_unit(&self, at: usize) -> Option<(Amount, Unit, usize)> {
        let (amount, next) = self.amount(at).or_else(|| self.one(at))?;
        let next = self.skip(self.skip_mark(next, '-'), Link::Filler);
        let (unit, next) = self.unit(next, false).or_else(|| self.unit(next, true))?;
        Some((amount, unit, next))
    }

    /// "hace más de dos años", "dentro de un mes", "hace años".
    fn distance_before(&self, at: usize) -> Parsed<Expression> {
        let (distance, next) = self.read_as(at, |meaning| match meaning {
            Meaning::DistanceBefore(distance) => Some(distance),
            _ => None,
        })?;
        let quantified = self.read_as(next, |meaning| matches!(meaning, Meaning::Quantifier(_)).then_some(()));
        let next = quantified.map_or(next, |((), next)| next);
        let uncounted = || self.unit(next, true).map(|(unit, end)| (Amount::Indefinite, unit, end));
        let (amount, unit, end) = self.amount_and_unit(next).or_else(uncounted)?;
        let (amount, end) = self.and_half(amount, end).unwrap_or((amount, end));
        let (more, end) = self.smaller_amounts(end, unit);
        if more.is_empty() {
            return Some((Expression::Distance { amount, unit, distance }, end));
        }
        Some((Expression::Duration { amount, unit, more }, end))
    }

    /// Which way a length leads that stands behind a word such as German "vor", which is no part of it.
    pub(super) fn signal_before(&self, at: usize) -> Option<Distance> {
        let before = at.checked_sub(1)?;
        self.meanings(before).find_map(|(meaning, end)| match meaning {
            Meaning::Signal(distance) if end == at => Some(distance),
            _ => None,
        })
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
        let (distance, end) = self
            .read_as(at, |meaning| match meaning {
                Meaning::Distance(distance) => Some((distance, true)),
                Meaning::DistanceAtEnd(distance) => Some((distance, false)),
                _ => None,
            })
            .map(|((distance, before_noun), end)| {
                (Some(distance).filter(|_| before_noun || !self.is_word(end)), end)
            })?;
        Some((distance?, end))
    }

    /// What stands behind "after" or the like at `at`.
    pub(in super::super) fn later_behind(&self, at: usize) -> Option<usize> {
        let is_later =
            |meaning| matches!(meaning, Meaning::Distance(Distance::Later) | Meaning::DistanceAtEnd(Distance::Later));
        self.read_as(at, |meaning| is_later(meaning).then_some(())).map(|((), end)| end)
    }

    /// "the quarter", "the weekend", "the latest period", "year-end".
    pub(super) fn definite(&self, at: usize) -> Parsed<Expression> {
        if let Some((Unit::Year, next)) = self.unit(at, false) {
            let next = self.link(next, Link::Possessive).unwrap_or_else(|| self.skip_mark(next, '-'));
            return Some((Expression::Definite(Unit::Year), self.link(next, Link::End)?));
        }
        let is_led = self.link_before(at, Link::Within);
        let next = self.link(at, Link::Article).or_else(|| Some(at).filter(|_| is_led))?;
        let current = self.link(next, Link::Current);
        let next = self.skip(current.unwrap_or(next), Link::Fiscal);
        let (unit, end) = self
            .unit(next, false)
            .or_else(|| Some((Unit::Quarter, self.link(current.and(Some(next))?, Link::Stretch)?)))?;
        if unit == Unit::Year && self.link(end, Link::Ended).is_some() {
            return Some((Expression::length(Amount::Exactly(1), unit), end));
        }
        let is_told = matches!(unit, Unit::Quarter | Unit::Weekend | Unit::Year | Unit::Month | Unit::Week);
        let is_edge = || self.stands_before(at, |meaning| matches!(meaning, Meaning::Edge(_)));
        let is_told = is_told || unit == Unit::Day && is_edge();
        let is_contracted = next == at && unit != Unit::Weekend;
        (is_told && !is_contracted && !self.is_compound(end)).then_some((Expression::Definite(unit), end))
    }

    /// "now", "recently", "the future".
    pub(super) fn reference(&self, at: usize) -> Parsed<Expression> {
        let ((reference, stands), next) = self.read_as(at, |meaning| match meaning {
            Meaning::Reference(reference) => Some((reference, true)),
            Meaning::ReferenceOfUnits(reference) => Some((reference, false)),
            _ => None,
        })?;
        match self.units_in_plural(next) {
            Some((unit, end)) if unit >= Unit::Quarter => Some((Expression::Reference(reference), end)),
            Some((unit, end)) => Some((Expression::length(Amount::Indefinite, unit), end)),
            None => stands.then_some((Expression::Reference(reference), next)),
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

/// The words between "the eve of" and the last that may say that a stay opens: "the secretary general’s arrival".
const LONGEST_OPENING: usize = 5;

pub(super) fn in_part(day: Option<Expression>, part: PartOfDay) -> Expression {
    Expression::Time { day: day.map(Box::new), time: TimeOfDay::Part(part) }
}
