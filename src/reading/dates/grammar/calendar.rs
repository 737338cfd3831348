//! Dates with a name or number of the calendar in them: days, months, quarters, seasons, years, decades and centuries.

use jiff::civil::Date;

use super::super::calendar::{Period, Season, Unit, longest_month};
use super::super::expression::{Expression, Match, Name, Year};
use super::super::words::{Distance, Link, Meaning, Shift};
use super::{Grammar, Parsed, shift_of};
use crate::reading::tokens::TokenKind;

/// Years that a number may name without a word of time before it.
const EVIDENT_YEARS: std::ops::RangeInclusive<i16> = 1900..=2050;

impl Grammar<'_> {
    /// "2024-07-28", and "28/07/2024" where only one order of day and month is possible.
    pub(super) fn numeric_date(&self, at: usize) -> Parsed<Expression> {
        let (first, next) = self.digits(at, 4)?;
        let separator = self.mark(next).filter(|mark| ['-', '/', '.'].contains(mark))?;
        let (second, next) = self.digits(next + 1, 2)?;
        if self.mark(next) != Some(separator) {
            return None;
        }
        let (third, end) = self.digits(next + 1, 4)?;
        let is_glued = (at + 1..end).all(|index| self.tokens.glued(index));
        let lengths = [at, next + 1].map(|index| self.tokens.written(index).len());
        let (year, month, day) = match lengths {
            [4, 1..=2] => (first, second, third),
            [1..=2, 4] if first > 12 || first == second => (third, second, first),
            [1..=2, 4] if second > 12 => (third, first, second),
            _ => return None,
        };
        let day = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        (is_glued && day.year() > 0).then_some((Expression::Fixed(Period::Day(day)), end))
    }

    /// A date with the name of a month: "July 28, 2024", "28 July", "last March", "Friday, July 28".
    pub(super) fn calendar_date(&self, at: usize) -> Parsed<Expression> {
        let after_weekday = self.weekday_name(at).map(|(_, next)| self.skip_mark(next, ','));
        let start = after_weekday.unwrap_or(at);
        if let Some(found) = self.shifted_month(start) {
            return Some(found);
        }
        let (name, next) = self.month_day(start).or_else(|| self.day_month(start)).or_else(|| {
            let (month, next) = self.bare_month(start)?;
            after_weekday.is_none().then_some((Name::Month(month), next))
        })?;
        if let Some((year, end)) = self.year_behind(next) {
            return Some((Expression::Named { name, year }, end));
        }
        let stands = !matches!(name, Name::Month(_)) || self.may_stand_alone(start, next);
        stands.then_some((Expression::Named { name, year: Year::Untold }, next))
    }

    /// "last March", "this July", "next June 3".
    fn shifted_month(&self, at: usize) -> Parsed<Expression> {
        let is_shift = |shift: &Shift| matches!(shift, Shift::Last | Shift::This | Shift::Next);
        let (shift, next) = self.read_as(at, |meaning| shift_of(meaning).filter(is_shift))?;
        let (name, end) =
            self.month_day(next).or_else(|| self.bare_month(next).map(|(month, end)| (Name::Month(month), end)))?;
        Some((Expression::Named { name, year: Year::Nearest(shift) }, end))
    }

    /// A month, and whether it is also another word.
    pub(super) fn month(&self, at: usize) -> Parsed<(i8, bool)> {
        self.read_as(at, |meaning| match meaning {
            Meaning::Month { number, doubtful } => Some((number, doubtful)),
            _ => None,
        })
        .filter(|_| self.is_capitalised(at))
    }

    pub(super) fn month_day(&self, at: usize) -> Parsed<Name> {
        let ((month, _), next) = self.month(at)?;
        let (day, end) = self.day_number(next)?;
        (day <= longest_month(month)).then_some((Name::MonthDay(month, day), end))
    }

    /// "28 July", "the 28th of July".
    fn day_month(&self, at: usize) -> Parsed<Name> {
        let start = self.skip(at, Link::Article);
        let (day, next) = self.day_number(start)?;
        let next = self.skip(next, Link::Of);
        let ((month, _), end) = self.month(next)?;
        (day <= longest_month(month)).then_some((Name::MonthDay(month, day), end))
    }

    fn bare_month(&self, at: usize) -> Parsed<i8> {
        let ((month, _), next) = self.month(at)?;
        let is_broken_day = self.digits(next, 9).is_some() && self.year_number(next).is_none();
        (!is_broken_day).then_some((month, next))
    }

    /// Whether the name of a month with neither day nor year is one here: no verb ("may") and no name ("April Jones").
    fn may_stand_alone(&self, at: usize, next: usize) -> bool {
        let is_led = self.is_led(at);
        let doubtful = self.month(at).is_some_and(|((_, doubtful), _)| doubtful);
        let before_name = self.is_word(next) && self.is_capitalised(next);
        is_led || !(doubtful || before_name)
    }

    /// Whether a word of time stands before: "in", "since".
    pub(super) fn is_led(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            self.meanings(before).any(|(meaning, end)| end == at && meaning == Meaning::Link(Link::Before))
        })
    }

    /// The year behind a name: ", 2024", "of 1990", "last year".
    pub(super) fn year_behind(&self, at: usize) -> Parsed<Year> {
        let start = self.link(at, Link::Of).unwrap_or_else(|| self.skip_mark(at, ','));
        let start = self.skip(start, Link::Fiscal);
        if let Some((year, end)) = self.year_number(start) {
            return Some((Year::Given(year), end));
        }
        if self.mark(at) == Some(',') {
            return None;
        }
        self.relative_year(start)
    }

    /// "last year", "this year", "a year ago".
    pub(super) fn relative_year(&self, at: usize) -> Parsed<Year> {
        if let Some((shift, next)) = self.read_as(at, shift_of) {
            let (unit, end) = self.unit(self.skip(next, Link::Fiscal), false)?;
            let by = match shift {
                Shift::Last | Shift::Past => Year::Relative(-1),
                Shift::This => Year::Relative(0),
                Shift::Next => Year::Relative(1),
                Shift::That => Year::Anaphoric(0),
                Shift::Previous => Year::Anaphoric(-1),
                Shift::Following => Year::Anaphoric(1),
            };
            return (unit == Unit::Year).then_some((by, end));
        }
        let (_, next) = self.one(at)?;
        let (unit, next) = self.unit(next, false)?;
        let (distance, end) = self.distance_word(next)?;
        (unit == Unit::Year && distance == Distance::Ago).then_some((Year::Relative(-1), end))
    }

    /// The year before a name: "the 1988 second quarter", "last year’s fourth quarter".
    fn year_before(&self, at: usize) -> Parsed<Year> {
        if let Some((year, end)) = self.year_number(at) {
            return Some((Year::Given(year), self.skip(end, Link::Possessive)));
        }
        if let Some((_, end)) = self.unit_distance(at) {
            return Some((Year::Anaphoric(-1), end));
        }
        let (year, end) = self.relative_year(at)?;
        Some((year, self.link(end, Link::Possessive)?))
    }

    /// "the third quarter", "first half of 2018", "this year’s fiscal first quarter", "this quarter".
    pub(super) fn quarter(&self, at: usize) -> Parsed<Expression> {
        let start = self.skip(at, Link::Article);
        let (before, next) = match self.year_before(start) {
            Some((year, next)) => (Some(year), next),
            None => (None, start),
        };
        let next = self.skip(self.skip(next, Link::Fiscal), Link::Filler);
        let Some((name, next)) = self.quarter_name(next) else { return self.unnumbered_quarter(before, next) };
        let (year, end) = match before {
            Some(year) => (year, next),
            None => self.year_behind(next).unwrap_or((Year::Untold, next)),
        };
        let is_half_of_nothing = matches!(name, Name::Half(_)) && year == Year::Untold;
        (!is_half_of_nothing).then_some((Expression::Named { name, year }, end))
    }

    fn quarter_name(&self, at: usize) -> Parsed<Name> {
        let (number, next) = self.ordinal(at)?;
        let number = i8::try_from(number).ok()?;
        let next = self.skip_mark(next, '-');
        if let Some(end) = self.link(next, Link::HalfYear) {
            return (1..=2).contains(&number).then_some((Name::Half(number), end));
        }
        let (unit, end) = self.unit(next, false)?;
        (unit == Unit::Quarter && (1..=4).contains(&number)).then_some((Name::Quarter(number), end))
    }

    /// "the year-ago quarter", "last year’s quarter", "the 1988 quarter": as that told of, in another year.
    fn unnumbered_quarter(&self, year: Option<Year>, at: usize) -> Parsed<Expression> {
        let end = match self.unit(at, false) {
            Some((Unit::Quarter, end)) => end,
            _ => self.link(at, Link::Stretch)?,
        };
        let is_plain = matches!(year?, Year::Relative(0..) | Year::Nearest(_) | Year::Untold);
        (!is_plain).then_some((Expression::Same(year?), end))
    }

    /// "this summer", "spring 2018", "the winter of 2019".
    pub(super) fn season(&self, at: usize) -> Parsed<Expression> {
        let article = self.link(at, Link::Article);
        let shift = self.read_as(at, shift_of);
        let start = article.or(shift.map(|(_, next)| next)).unwrap_or(at);
        let (season, next) = self.season_name(start)?;
        let name = Name::Season(season);
        if let Some((year, end)) = self.year_behind(next) {
            return Some((Expression::Named { name, year }, end));
        }
        let year = match shift {
            Some((shift, _)) => Year::Nearest(shift),
            None => Year::Untold,
        };
        let is_event = self.link(next, Link::Of).is_some();
        ((article.is_some() && !is_event) || shift.is_some()).then_some((Expression::Named { name, year }, next))
    }

    pub(super) fn season_name(&self, at: usize) -> Parsed<Season> {
        self.read_as(at, |meaning| match meaning {
            Meaning::Season(season) => Some(season),
            _ => None,
        })
    }

    /// "the 1990s", "the ’80s", "the nineties".
    pub(super) fn decade(&self, at: usize) -> Parsed<Expression> {
        let start = self.skip(at, Link::Article);
        if let Some((decade, end)) = self.read_as(start, |meaning| match meaning {
            Meaning::Decade(decade) => Some(decade),
            _ => None,
        }) {
            return (start != at).then_some((Expression::Fixed(Period::Decade(1900 + i16::from(decade))), end));
        }
        let apostrophe = matches!(self.mark(start), Some('\'' | '’'));
        let number = if apostrophe { start + 1 } else { start };
        let (value, next) = self.digits(number, 4)?;
        let is_plural = self.tokens.lower(next) == "s" && self.tokens.glued(next) && next < self.end;
        let year = match (self.tokens.written(number).len(), apostrophe || start != at) {
            (4, _) => i16::try_from(value).ok()?,
            (2, true) => 1900 + i16::try_from(value).ok()?,
            _ => return None,
        };
        (is_plural && year % 10 == 0 && super::numbers::YEARS.contains(&year))
            .then_some((Expression::Fixed(Period::Decade(year)), next + 1))
    }

    /// "the 20th century".
    pub(super) fn century(&self, at: usize) -> Parsed<Expression> {
        let (number, next) = self.ordinal(self.skip(at, Link::Article))?;
        let (unit, end) = self.unit(self.skip_mark(next, '-'), false)?;
        let first = i16::from(number).checked_sub(1)?.checked_mul(100)?;
        (unit == Unit::Century && (0..=9000).contains(&first))
            .then_some((Expression::Fixed(Period::Century(first)), end))
    }

    /// A year that stands alone: "since 2015", "the 2018 election", "fiscal 1989", "the year 2000".
    pub(super) fn standing_year(&self, at: usize) -> Parsed<Expression> {
        let article = self.skip(at, Link::Article);
        let fiscal = self.link(article, Link::Fiscal);
        let after_fiscal = fiscal.unwrap_or(article);
        let word = self.unit(after_fiscal, false).filter(|&(unit, _)| unit == Unit::Year).map(|(_, next)| next);
        let is_named = fiscal.is_some() || word.is_some();
        let start = if is_named { word.unwrap_or(after_fiscal) } else { at };
        let (year, end) = self.year_number(start)?;
        let is_year = is_named || self.is_year_here(start, end, year);
        is_year.then_some((Expression::Fixed(Period::Year(year)), end))
    }

    /// Whether the number is a year by what stands around it, and no count ("killed 2000 people").
    fn is_year_here(&self, at: usize, end: usize, year: i16) -> bool {
        let before = at.checked_sub(1).filter(|&before| before >= self.start);
        let is_led = self.is_led(at);
        let after_article = before.is_some_and(|before| self.link(before, Link::Article).is_some());
        let before_plural = self.is_plural_noun(end);
        let ends_phrase = !self.is_word(end) || self.meanings(end).next().is_some();
        let is_evident = EVIDENT_YEARS.contains(&year);
        let in_words = self.is_word(at);
        match (is_evident, is_led) {
            (true, true) => !before_plural || self.is_capitalised(end) || in_words,
            (true, false) => ends_phrase || after_article || !before_plural,
            (false, true) => ends_phrase,
            (false, false) => false,
        }
    }

    /// Whether a word of lower case in the plural stands at `at`, which a number before it counts.
    fn is_plural_noun(&self, at: usize) -> bool {
        let word = self.tokens.lower(at);
        self.is_word(at)
            && !self.is_capitalised(at)
            && word.len() > 3
            && (word.ends_with('s') && !word.ends_with("ss") || word == "people")
            && self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// The days that a list goes on with behind the first: "June 3 and 4", "Nov. 1-3", "June 3, 4 and 5, 2024".
    pub(in super::super) fn further_days(&self, first: &Match) -> Vec<(usize, Match)> {
        let Expression::Named { name: Name::MonthDay(month, _), year } = first.expression else { return Vec::new() };
        let mut days = Vec::new();
        let mut end = first.end;
        while let Some((at, day, next)) = self.next_day(end).filter(|&(_, day, _)| day <= longest_month(month)) {
            let expression = Expression::Named { name: Name::MonthDay(month, day), year };
            end = next;
            days.push((at, Match { expression, modifier: None, rule: "date.list", end }));
        }
        days
    }

    /// Another day of the same month: its token, its number and the token behind it.
    fn next_day(&self, end: usize) -> Option<(usize, i8, usize)> {
        let at = self.link(end, Link::List)?;
        let (day, next) = self.day_number(at)?;
        let is_counted = (self.is_word(next) && self.meanings(next).next().is_none() && !self.is_capitalised(next))
            || self.read(at).is_some_and(|found| found.end > next);
        (!is_counted).then_some((at, day, next))
    }
}
