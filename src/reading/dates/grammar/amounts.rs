//! Lengths of time and what comes back: "three weeks", "a 72-hour period", "every Monday", "daily".

use super::super::calendar::{ANY_WEEK, Unit};
use super::super::expression::{Amount, Expression, TimeOfDay};
use super::super::resolve::{Joint, length};
use super::super::words::{Link, Meaning};
use super::{Grammar, Parsed, shift_behind_of, shift_of};

impl Grammar<'_> {
    /// "three weeks", "three-day", "the past three months", "half an hour", "decades", "a while".
    pub(super) fn duration(&self, at: usize) -> Parsed<Expression> {
        if let Some(end) = self.link(at, Link::While) {
            return Some((Expression::While, end));
        }
        self.measured(at)
            .or_else(|| self.in_one_word(at))
            .or_else(|| self.unit_long(at))
            .or_else(|| self.recent_units(at))
            .or_else(|| self.half_unit(at))
            .or_else(|| self.unit_and_half(at))
            .or_else(|| self.uncounted_units(at))
    }

    /// "wochenlang", "dreijährig", "72-stündig". Not "27-jährig" and "der Zwölfjährige": they tell the age of somebody.
    fn in_one_word(&self, at: usize) -> Parsed<Expression> {
        if let Some((number, next)) = self.digits(at, 4) {
            let (unit, end) = self.read_as(self.skip_mark(next, '-'), |meaning| match meaning {
                Meaning::UnitAdjective(unit) if unit != Unit::Year => Some(unit),
                _ => None,
            })?;
            return Some((Expression::length(Amount::Exactly(number), unit), end));
        }
        self.read_as(at, |meaning| match meaning {
            Meaning::Length(amount, unit) => Some(Expression::length(amount, unit)),
            _ => None,
        })
        .filter(|_| !(self.is_capitalised(at) && at > self.start && self.words.habits.capital_nouns))
    }

    /// Units in the plural, as one where two are named: "weeks or months".
    pub(super) fn units_in_plural(&self, at: usize) -> Parsed<Unit> {
        let (unit, end) = self.unit(at, true)?;
        let second = self.link(end, Link::List).and_then(|next| self.unit(next, true));
        Some((unit, second.map_or(end, |(_, end)| end)))
    }

    /// "weeks", "decades". Quarters are also dwellings, minutes records and seconds helpings.
    fn uncounted_units(&self, at: usize) -> Parsed<Expression> {
        let (unit, end) = self.units_in_plural(at)?;
        let is_time = match unit {
            Unit::Second | Unit::Minute => self.is_led(at),
            Unit::Day => !self.is_number(end),
            _ => unit != Unit::Quarter,
        };
        (is_time && self.link(end, Link::Age).is_none()).then_some((Expression::length(Amount::Indefinite, unit), end))
    }

    /// A number of units, with what may stand before it: "a three-day visit", "the next two years", "the nine months".
    fn measured(&self, at: usize) -> Parsed<Expression> {
        if let Some(found) = self.amount_of_units(at, false) {
            return Some(found);
        }
        if let Some(next) = self.link(at, Link::One) {
            let stretch =
                self.amount_of_units(next, true).filter(|&(_, end)| self.link(end - 1, Link::Stretch).is_some());
            return stretch.or_else(|| self.one_unit(next));
        }
        let next = self.skip(at, Link::Article);
        let shifted = self.read_as(next, shift_of).map(|(_, next)| next);
        let counted =
            shifted.or_else(|| self.ordinal(next).map(|(_, next)| next)).or_else(|| self.link(next, Link::Current));
        let start = counted.unwrap_or(next);
        let is_verb = counted.is_some() && self.link_before(at, Link::Infinitive);
        let found = self.amount_of_units(start, true).filter(|_| start > at && !is_verb)?;
        self.link(found.1 - 1, Link::Age).is_none().then_some(found)
    }

    fn one_unit(&self, at: usize) -> Parsed<Expression> {
        let next = self.skip(at, Link::Filler);
        let (unit, end) = self.unit(next, false).filter(|(unit, _)| !matches!(unit, Unit::Second | Unit::Quarter))?;
        let one = Amount::Exactly(1);
        let (amount, end) = self.and_half(one, end).or_else(|| self.or_more(end)).unwrap_or((one, end));
        let is_adjective = self.link(end, Link::Long).is_some() || self.link(end, Link::Age).is_some();
        let end = self.skip(self.skip(end, Link::OrSo), Link::Stretch);
        (!is_adjective).then(|| (Expression::length(amount, unit), end))
    }

    /// "or two" behind "a year": how many is left open.
    fn or_more(&self, at: usize) -> Parsed<Amount> {
        let (_, end) = self.cardinal(self.link(at, Link::List)?).filter(|_| self.link(at, Link::And).is_none())?;
        let counts_more = self.is_word(end) && self.meanings(end).next().is_none();
        (!counts_more).then_some((Amount::Indefinite, end))
    }

    /// "a half more": "a year and a half", "two and a half years".
    pub(super) fn and_half(&self, amount: Amount, at: usize) -> Parsed<Amount> {
        let Amount::Exactly(number) = amount else { return None };
        self.link(at, Link::AndHalf).map(|end| (Amount::AndHalf(number), end))
    }

    /// "month-long"
    fn unit_long(&self, at: usize) -> Parsed<Expression> {
        let (unit, next) = self.unit(at, false)?;
        Some((Expression::length(Amount::Exactly(1), unit), self.link(next, Link::Long)?))
    }

    fn amount_of_units(&self, at: usize, with_stretch: bool) -> Parsed<Expression> {
        let (amount, next) = self.amount(at)?;
        let (amount, next) = self.and_half(amount, next).unwrap_or_else(|| self.range(amount, next));
        let next = self.skip(next, Link::Filler);
        let hyphenated = self.mark(next - 1) == Some('-');
        let (unit, end) = self.unit(next, true).or_else(|| self.unit(next, false))?;
        let (amount, end) = self.and_half(amount, end).unwrap_or((amount, end));
        let is_fraction = unit == Unit::Quarter && hyphenated;
        if is_fraction {
            return None;
        }
        let (more, end) = self.smaller_amounts(end, unit);
        if !more.is_empty() {
            return Some((Expression::Duration { amount, unit, more }, end));
        }
        let (is_age, end) = self.age(end, hyphenated);
        if is_age && !hyphenated {
            return None;
        }
        let end = self.skip(end, Link::OrSo);
        let end = if with_stretch { self.skip(end, Link::Stretch) } else { end };
        Some((Expression::length(amount, unit), end))
    }

    /// What is added in smaller units: ", three months and a day" behind "two years".
    pub(super) fn smaller_amounts(&self, mut end: usize, mut whole: Unit) -> (Vec<(Amount, Unit)>, usize) {
        let (mut more, mut closed) = (Vec::new(), (0, end));
        while let Some(((amount, unit), next)) = self.smaller_amount(end, whole) {
            more.push((amount, unit));
            if self.mark(end) != Some(',') {
                closed = (more.len(), next);
            }
            (whole, end) = (unit, next);
        }
        more.truncate(closed.0);
        (more, closed.1)
    }

    fn smaller_amount(&self, at: usize, whole: Unit) -> Parsed<(Amount, Unit)> {
        let (_, next) = self.joint_behind(at).filter(|&(joint, _)| joint == Joint::And)?;
        let (amount, next) = self.amount(next).or_else(|| self.one(next))?;
        let (unit, end) = self.unit(next, true).or_else(|| self.unit(next, false))?;
        (unit < whole).then_some(((amount, unit), end))
    }

    /// "two to three": the first number counts.
    fn range(&self, amount: Amount, next: usize) -> (Amount, usize) {
        let second = self.link(next, Link::List).and_then(|second| self.amount(second));
        (amount, second.map_or(next, |(_, end)| end))
    }

    /// Whether it is an age, and where it ends: "27-year-old" is a length of time, "27 years old" none.
    fn age(&self, end: usize, hyphenated: bool) -> (bool, usize) {
        let old = self.link(self.skip_mark(end, '-'), Link::Age);
        (old.is_some(), old.filter(|_| hyphenated).unwrap_or(end))
    }

    /// "coming weeks", "past years".
    fn recent_units(&self, at: usize) -> Parsed<Expression> {
        let (_, next) = self.read_as(self.skip(at, Link::Article), shift_of)?;
        let (unit, end) = self.units_in_plural(next)?;
        Some((Expression::length(Amount::Indefinite, unit), end))
    }

    /// "hora y media"
    fn unit_and_half(&self, at: usize) -> Parsed<Expression> {
        let (unit, next) = self.unit(at, false)?;
        Some((Expression::length(Amount::AndHalf(1), unit), self.link(next, Link::AndHalf)?))
    }

    fn half_unit(&self, at: usize) -> Parsed<Expression> {
        let (unit, end) = self.unit(self.link(at, Link::Half)?, false)?;
        Some((Expression::length(Amount::Half, unit), end))
    }

    /// "every Monday", "each year", "every 30 days", "daily", "on Fridays", "twice a week".
    pub(super) fn recurring(&self, at: usize) -> Parsed<Expression> {
        let (value, end) = self
            .every(at)
            .or_else(|| self.length_in_every(at))
            .or_else(|| self.frequency(at))
            .or_else(|| self.times(at))
            .or_else(|| self.recurring_part(at))
            .or_else(|| self.rate(at))
            .or_else(|| self.recurring_weekday(at))?;
        Some((Expression::Recurring(value), end))
    }

    fn every(&self, at: usize) -> Parsed<String> {
        let next = self.link(at, Link::Every)?;
        if let Some((unit, end)) = self.unit(next, false).or_else(|| self.unit(next, true)) {
            return Some((unit.duration("1"), end));
        }
        if let Some((amount, next)) = self.amount(next) {
            let (unit, end) = self.unit(next, true)?;
            let (more, end) = self.smaller_amounts(end, unit);
            return Some((length(amount, unit, &more), end));
        }
        if let Some((number, end)) = self.weekday_name(next) {
            let day = format!("{ANY_WEEK}{number}");
            let part = || self.part_name(end).map(|(part, end)| (TimeOfDay::Part(part), end));
            let time = part().or_else(|| self.clock_time(self.skip(end, Link::At)));
            return Some(time.map_or((day.clone(), end), |(time, end)| (day + &time.value(), end)));
        }
        if let Some(((month, _), end)) = self.month(next) {
            return Some((format!("XXXX-{month:02}"), end));
        }
        if let Some((season, end)) = self.season_name(next) {
            return Some((format!("XXXX-{}", season.code()), end));
        }
        let (part, end) = self.part_name(next)?;
        Some((format!("XXXX-XX-XXT{}", part.code()), end))
    }

    /// Whether a capital letter says that a word inside a sentence belongs to a name.
    fn is_name_part(&self, at: usize) -> bool {
        self.is_capitalised(at) && !self.words.habits.capital_nouns
    }

    /// "two days every month"
    fn length_in_every(&self, at: usize) -> Parsed<String> {
        let (_, next) = self.amount_of_units(at, false)?;
        self.every(next)
    }

    /// "daily", but not in the name of a newspaper.
    fn frequency(&self, at: usize) -> Parsed<String> {
        let (value, end) = self.read_as(at, |meaning| match meaning {
            Meaning::Frequency(unit) => Some(unit.unplaced().to_owned()),
            Meaning::Rate(unit) => Some(unit.duration("1")),
            _ => None,
        })?;
        let in_name = self.is_capitalised(at) && (at > self.start || self.is_capitalised(end));
        let in_name = in_name || end > at + 1 && self.is_name_part(end - 1);
        (!in_name && !self.is_number(end)).then_some((value, end))
    }

    /// "zweimal täglich", "dos veces a la semana".
    fn times(&self, at: usize) -> Parsed<String> {
        let counted = || self.link(self.amount(at)?.1, Link::TimesNoun);
        let next = self.link(at, Link::Times).or_else(counted)?;
        let per_unit = || {
            let (unit, end) = self.unit(self.link(next, Link::Per).or_else(|| self.link(next, Link::One))?, false)?;
            Some((unit.duration("1"), end))
        };
        self.frequency(next).or_else(per_unit)
    }

    /// "nachts"
    fn recurring_part(&self, at: usize) -> Parsed<String> {
        self.read_as(at, |meaning| match meaning {
            Meaning::RecurringPart(part) => Some(format!("PT1{}", part.code())),
            _ => None,
        })
    }

    /// "a year" behind a figure, "per day".
    fn rate(&self, at: usize) -> Parsed<String> {
        let per = self.link(at, Link::Per);
        let (unit, end) = self.unit(per.or_else(|| self.link(at, Link::One))?, false)?;
        let is_rate = per.is_some() || at.checked_sub(1).is_some_and(|before| self.is_figure(before));
        (is_rate && unit >= Unit::Hour && !self.is_name_part(end - 1)).then(|| (unit.duration("1"), end))
    }

    fn is_figure(&self, at: usize) -> bool {
        at >= self.start
            && (self.mark(at) == Some('%') || self.digits(at, 9).is_some() || self.link(at, Link::Rate).is_some())
    }

    /// "Mondays", "Monday nights", "Montag abends".
    fn recurring_weekday(&self, at: usize) -> Parsed<String> {
        if let Some((number, next)) = self.weekday_name(at) {
            return self.read_as(next, |meaning| match meaning {
                Meaning::PluralPart(part) | Meaning::RecurringPart(part) => {
                    Some(format!("{ANY_WEEK}{number}T{}", part.code()))
                }
                _ => None,
            });
        }
        self.read_as(at, |meaning| match meaning {
            Meaning::RecurringWeekday(number) => Some(format!("{ANY_WEEK}{number}")),
            _ => None,
        })
        .filter(|&(_, end)| self.read_as(end, shift_behind_of).is_none())
    }
}
