//! Days and months of the calendar: "July 28, 2024", "el 3 de mayo", "2024-07-28", "last March", "June 3 and 4".

use jiff::civil::Date;

use super::super::calendar::{Period, Unit, longest_month};
use super::super::expression::{Expression, Match, Name, Year};
use super::super::words::{Distance, Link, Meaning, Order, Shift};
use super::numbers::in_this_or_last_century;
use super::{Grammar, Parsed, shift_behind_of, shift_of};

/// The tokens of the longest word of time: "mid" and its hyphen.
const LONGEST_LEAD: usize = 2;

/// The days of a list that share one month behind them; more would make long lists of numbers slow.
const LONGEST_LIST: usize = 6;

impl Grammar<'_> {
    /// "2024-07-28", "28/07/2024", "28.7.24" in the order of the language.
    pub(super) fn numeric_date(&self, at: usize) -> Parsed<Expression> {
        let at = self.weekday_before_date(at).unwrap_or(at);
        let (first, next) = self.digits(at, 4)?;
        let separator = self.mark(next).filter(|mark| ['-', '/', '.'].contains(mark))?;
        let (second, next) = self.digits(next + 1, 2)?;
        if self.mark(next) != Some(separator) {
            return None;
        }
        let (third, end) = self.digits(next + 1, 4)?;
        let is_glued = (at + 1..end).all(|index| self.tokens.glued(index));
        let lengths = [at, next + 1].map(|index| self.tokens.written(index).len());
        let found = match lengths {
            [4, 1..=2] => day(first, second, third).map(|day| Expression::Fixed(Period::Day(day))),
            [1..=2, 4] => self.in_some_order(first, second, third),
            [1..=2, 2] if separator == '.' => self.in_some_order(first, second, in_this_or_last_century(third)),
            _ => None,
        };
        found.filter(|_| is_glued).map(|found| (found, end))
    }

    /// Two numbers as day and month in the orders of the language; where both are possible, one of two days is meant.
    fn in_some_order(&self, first: u32, second: u32, year: u32) -> Option<Expression> {
        let in_order = |order| match order {
            Order::DayMonth => day(year, second, first),
            Order::MonthDay => day(year, first, second),
        };
        let mut days: Vec<Date> = self.words.habits.orders.iter().copied().filter_map(in_order).collect();
        days.sort_unstable();
        days.dedup();
        match days[..] {
            [day] => Some(Expression::Fixed(Period::Day(day))),
            [one, other] => Some(Expression::Either(one, other)),
            _ => None,
        }
    }

    /// A date with the name of a month: "July 28, 2024", "28 July", "last March", "Friday, July 28".
    pub(super) fn calendar_date(&self, at: usize) -> Parsed<Expression> {
        let after_weekday = self.weekday_before_date(at);
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

    /// What stands behind a weekday that a date may follow: "Friday, ", "el lunes ", "Montag, den ".
    fn weekday_before_date(&self, at: usize) -> Option<usize> {
        let (_, next) = self.weekday_name(self.skip(at, Link::WeekdayArticle))?;
        Some(self.skip(self.skip_mark(next, ','), Link::WeekdayDate))
    }

    /// The weekday that a calendar date opens with.
    pub(super) fn weekday_of(&self, at: usize, found: &Match) -> Option<i8> {
        let (number, next) = self.weekday_name(self.skip(at, Link::WeekdayArticle))?;
        let is_date =
            matches!(found.expression, Expression::Fixed(_) | Expression::Named { .. } | Expression::Either(..));
        (is_date && next < found.end).then_some(number)
    }

    /// The first of several days that share the month behind them: "3 and 4 June", "del 3 al 5 de mayo".
    pub(super) fn listed_day(&self, at: usize) -> Parsed<Expression> {
        let (day, end) = self.day_number(self.skip(at, Link::DayArticle))?;
        let (Name::MonthDay(month, _), next) = self.rest_of_days(end)? else { return None };
        let year = self.year_behind(next).map_or(Year::Untold, |(year, _)| year);
        (day <= longest_month(month)).then_some((Expression::Named { name: Name::MonthDay(month, day), year }, end))
    }

    /// The last day of a list, which bears the month.
    fn rest_of_days(&self, mut end: usize) -> Parsed<Name> {
        for _ in 0..LONGEST_LIST {
            let (_, next) = self.joint_behind(end)?;
            if let Some(last) = self.day_month(next) {
                return Some(last);
            }
            (_, end) = self.day_number(next)?;
        }
        None
    }

    /// "last March", "this July", "next June 3", "el pasado 2 de junio".
    fn shifted_month(&self, at: usize) -> Parsed<Expression> {
        let is_shift = |shift: &Shift| matches!(shift, Shift::Last | Shift::Past | Shift::This | Shift::Next);
        let start = self.skip(at, Link::DayArticle);
        let (shift, next) = self.read_as(start, |meaning| shift_of(meaning).filter(is_shift))?;
        let next = self.skip(self.skip(next, Link::MonthHead), Link::DayHead);
        let (name, end) = self
            .month_day(next)
            .or_else(|| self.day_month(next))
            .or_else(|| self.bare_month(next).map(|(month, end)| (Name::Month(month), end)))?;
        if let Some((year, end)) = self.year_behind(end) {
            return Some((Expression::Named { name, year }, end));
        }
        Some((Expression::Named { name, year: Year::Nearest(shift) }, end))
    }

    /// A day of the month told of, without its month: "el día 28", "el próximo 21", "on the 28th".
    pub(super) fn day_of_month(&self, at: usize) -> Parsed<Expression> {
        let article = self.link(at, Link::DayArticle);
        let start = article.unwrap_or(at);
        let shift = self.read_as(start, shift_of);
        let next = shift.map_or(start, |(_, next)| next);
        let head = self.link(at, Link::DayHead).or_else(|| self.link(next, Link::DayHead));
        let (day, end) = match head {
            Some(head) => self.day_number(head).or_else(|| self.day_in_words(head))?,
            None => self.day_number(next).filter(|_| !self.is_word(next))?,
        };
        if let Some(found) = self.of_shifted_month(day, end).filter(|_| head.is_some() || article.is_some()) {
            return Some(found);
        }
        let is_led = head.is_some() || article.is_some() && self.link_before(at, Link::On) && !self.is_number(start);
        let stands = head.is_some() || !self.is_word(end) && self.mark(end) != Some('-');
        let found = Expression::DayOfMonth { day, shift: shift.map(|(shift, _)| shift) };
        (is_led && stands).then(|| self.with_part(found, end))
    }

    /// A day of a month seen from now: "the 5th of next month", "el día uno del próximo mes".
    fn of_shifted_month(&self, day: i8, at: usize) -> Parsed<Expression> {
        let ((shift, unit), end) = self.shifted_unit(self.link(at, Link::DayOf)?)?;
        (unit == Unit::Month).then_some((Expression::DayOfShiftedMonth { day, shift }, end))
    }

    /// "Christmas", "Easter Sunday 2024", "last Thanksgiving".
    pub(super) fn holiday(&self, at: usize) -> Parsed<Expression> {
        let shift = self.read_as(at, shift_of);
        let start = shift.map_or(at, |(_, next)| next);
        let (holiday, next) = self
            .read_as(start, |meaning| match meaning {
                Meaning::Holiday(holiday) => Some(holiday),
                _ => None,
            })
            .filter(|_| self.is_capitalised(start))?;
        let name = Name::Holiday(holiday);
        if let Some((year, end)) = self.year_behind(next) {
            return Some((Expression::Named { name, year }, end));
        }
        let in_name = self.is_word(next) && self.is_capitalised(next) && !self.words.habits.capital_nouns;
        let year = shift.map_or(Year::Untold, |(shift, _)| Year::Nearest(shift));
        (!in_name).then_some((Expression::Named { name, year }, next))
    }

    /// A month, and whether it is also another word.
    pub(super) fn month(&self, at: usize) -> Parsed<(i8, bool)> {
        self.read_as(at, |meaning| match meaning {
            Meaning::Month { number, doubtful } => Some((number, doubtful)),
            _ => None,
        })
        .filter(|_| self.is_capitalised(at) || !self.words.habits.capital_names)
    }

    fn has_order(&self, order: Order) -> bool {
        self.words.habits.orders.contains(&order)
    }

    pub(super) fn month_day(&self, at: usize) -> Parsed<Name> {
        let ((month, _), next) = self.month(at).filter(|_| self.has_order(Order::MonthDay))?;
        let (day, end) = self.day_number(next).or_else(|| {
            let (day, end) = self.ordinal(self.link(next, Link::DayArticle)?)?;
            Some((i8::try_from(day).ok()?, end))
        })?;
        (1..=longest_month(month)).contains(&day).then_some((Name::MonthDay(month, day), end))
    }

    /// "28 July", "the 28th of July", "tres de octubre".
    fn day_month(&self, at: usize) -> Parsed<Name> {
        let start = self.skip(at, Link::DayArticle);
        let (day, next) = self.day_number(start).or_else(|| self.day_in_words(start))?;
        let of = self.link(next, Link::DayOf);
        let ((month, _), end) = self.month(of.unwrap_or(next)).filter(|_| self.has_order(Order::DayMonth))?;
        let is_named = of.is_some() || !self.is_word(start);
        (is_named && day <= longest_month(month)).then_some((Name::MonthDay(month, day), end))
    }

    fn bare_month(&self, at: usize) -> Parsed<i8> {
        let head = self.link(self.skip(at, Link::Article), Link::MonthHead);
        let at = head.unwrap_or(at);
        let ((month, _), next) = self.month(at)?;
        let after_number =
            at.checked_sub(1).is_some_and(|before| before >= self.start && self.digits(before, 2).is_some());
        let before_number =
            self.has_order(Order::MonthDay) && self.digits(next, 2).is_some_and(|(_, end)| !self.continues_number(end));
        (!after_number && !before_number).then_some((month, next))
    }

    /// Whether the name of a month with neither day nor year is one here: no verb ("may") and no name ("April Jones").
    fn may_stand_alone(&self, at: usize, next: usize) -> bool {
        let is_led = self.is_led(at);
        let doubtful = self.month(at).is_some_and(|((_, doubtful), _)| doubtful);
        let before_name = self.is_word(next) && self.is_capitalised(next) && !self.words.habits.capital_nouns;
        let doubtful = doubtful || !self.words.habits.capital_names && self.is_capitalised(at) && at > self.start;
        let is_initials = doubtful && self.tokens.written(at).chars().all(char::is_uppercase);
        !is_initials && (is_led || !(doubtful || before_name) || self.tells_which(at, next))
    }

    /// Whether a month stands between an article, or an owner, and a noun: "the May vote", "the court’s March ruling".
    fn tells_which(&self, at: usize, next: usize) -> bool {
        let is_led = [Link::Article, Link::One, Link::Possessive].into_iter().any(|link| self.link_before(at, link));
        is_led && self.is_capitalised(at) && !self.is_capitalised(next) && !self.ends_phrase(next)
    }

    /// Whether a word of time stands before: "in", "since", "mid-".
    pub(super) fn is_led(&self, at: usize) -> bool {
        self.stands_before(at, |meaning| matches!(meaning, Meaning::Link(Link::Before) | Meaning::Modifier(_)))
    }

    /// Whether words of that meaning end right before `at`.
    pub(super) fn stands_before(&self, at: usize, fits: impl Fn(Meaning) -> bool) -> bool {
        (1..=LONGEST_LEAD)
            .filter_map(|back| at.checked_sub(back))
            .any(|before| self.meanings(before).any(|(meaning, end)| end == at && fits(meaning)))
    }

    pub(super) fn link_before(&self, at: usize, link: Link) -> bool {
        self.stands_before(at, |meaning| meaning == Meaning::Link(link))
    }

    /// The year behind a name: ", 2024", "of 1990", "last year", "de mayo pasado".
    pub(super) fn year_behind(&self, at: usize) -> Parsed<Year> {
        if let Some((shift, end)) = self.read_as(at, shift_behind_of) {
            return Some((Year::Nearest(shift), end));
        }
        let start = self.link(at, Link::Of).unwrap_or_else(|| self.skip_mark(at, ','));
        let start = self.skip(start, Link::Fiscal);
        let number = self.unit(start, false).filter(|&(unit, _)| unit == Unit::Year).map_or(start, |(_, next)| next);
        if let Some((year, end)) = self.year_number(number) {
            return Some((Year::Given(year), end));
        }
        if self.mark(at) == Some(',') {
            return None;
        }
        let of_the_year = || {
            let (unit, end) = self.unit(self.link(at, Link::Of)?, false)?;
            (unit == Unit::Year && self.distance_word(end).is_none()).then_some((Year::Relative(0), end))
        };
        self.relative_year(start).or_else(of_the_year)
    }

    /// "last year", "this year", "el año pasado", "a year ago".
    pub(super) fn relative_year(&self, at: usize) -> Parsed<Year> {
        if let Some(((shift, unit), end)) = self.shifted_unit(at) {
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

    /// The days that a list goes on with behind the first: "June 3 and 4", "Nov. 1-3", "June 3, 4 and 5, 2024".
    pub(in super::super) fn further_days(&self, first: &Match) -> Vec<(usize, Match)> {
        let Expression::Named { name: Name::MonthDay(month, _), year } = first.expression else { return Vec::new() };
        let mut days = Vec::new();
        let mut end = first.end;
        let may_go_on = self.has_order(Order::MonthDay);
        while let Some((at, day, next)) =
            self.next_day(end).filter(|&(_, day, _)| may_go_on && day <= longest_month(month))
        {
            let expression = Expression::Named { name: Name::MonthDay(month, day), year };
            end = next;
            days.push((at, Match { expression, modifier: None, weekday: None, rule: "date.list", end }));
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

/// The day of those numbers, where there is one.
fn day(year: u32, month: u32, day: u32) -> Option<Date> {
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (date.year() > 0).then_some(date)
}
