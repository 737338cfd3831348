//! From words to the calendar: an expression is placed by the date of publication, the last date told, and the tense of
//! the words around it. What cannot be placed keeps the `X`s of TIMEX3 for what is not known.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::calendar::{ANY_WEEK, Period, Unit, weekday};
use super::direction::Direction;
use super::expression::{Amount, Expression, Match, Name, TimeOfDay, Year};
use super::words::{Distance, Reference, Shift};
use crate::edtf::Edtf;
use crate::reading::mark::Timex;

/// How many years away a day is looked for that not every year has: between two centuries, leap years lie eight apart.
const FARTHEST_LEAP_YEAR: i16 = 8;

/// A date so many days away is the nearest one, whatever the tense: two months.
const NEAR: i32 = 62;

/// A weekday that comes so soon after the one before it in a list follows it; any other may come before it.
const NEXT_IN_LIST: i64 = 3;

/// What dates are read against, across the texts of one article in their order.
#[derive(Clone, Debug)]
pub struct Context {
    /// The publication, as exact as it is known: a day, a month or a year.
    published: Option<Period>,
    /// The last date that the text placed.
    told: Option<Period>,
    /// The last quarter or half of a year that the text placed, against which other years are set.
    reported: Option<Period>,
    /// Whether the text last spoke of years ago, or of no certain past, so that German "heute" is the present age.
    is_elsewhere: bool,
    /// The first day of the last stay whose length and end, or beginning, the text told.
    stay_began: Option<Date>,
}

/// A sentence's part in reading a date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings {
    /// Which way the verb near the expression points.
    pub(super) direction: Direction,
    /// A year that the sentence names elsewhere.
    pub(super) year: Option<i16>,
    /// How it goes on from the expression before it, if it does.
    pub(super) joint: Option<Joint>,
    /// The weekday that the words give besides the date.
    pub(super) weekday: Option<i8>,
    /// How many years before the publication what is told lies: "more than a year after the July vote".
    pub(super) years_before: Option<i16>,
    /// The stay that ends or begins with it.
    pub(super) stay: Option<Stay>,
}

/// What joins two expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// "and": the second may lie on either side of the first, "Friday and Thursday".
    And,
    /// "to": the second comes after the first, "from Tuesday to Thursday".
    To,
}

/// A stay of so many days that ends with a day, or begins with it: "a three-day visit".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stay {
    pub(super) days: u32,
    pub(super) ends: bool,
}

struct Placed {
    value: String,
    period: Option<Period>,
    /// The days, where the period does not say all of them.
    edtf: Option<Edtf>,
}

impl Context {
    /// The context of an article published then. A set or an interval leaves open what its ends do not agree on.
    #[must_use]
    pub fn new(published: &Edtf) -> Self {
        let ends = published.earliest().zip(published.latest());
        let published = ends.and_then(|(first, last)| {
            [Unit::Day, Unit::Month, Unit::Year].into_iter().find_map(|unit| {
                let period = Period::containing(unit, first).filter(|_| first.year() > 0)?;
                (period.last()? >= last).then_some(period)
            })
        });
        Self { published, told: None, reported: None, is_elsewhere: false, stay_began: None }
    }

    /// Places what was read, and remembers the date told.
    pub(super) fn resolve(&mut self, found: &Match, around: Surroundings) -> Timex {
        let placed = self.place(&found.expression, around);
        let kind = found.expression.kind();
        self.stay_began = around.stay.and_then(|stay| stay.began(placed.period?)).or(self.stay_began);
        self.is_elsewhere = self.leads_elsewhere(&found.expression, placed.period);
        if placed.period.is_some() && !compares(&found.expression) {
            self.told = placed.period;
            self.reported = placed.period.filter(|period| is_part_of_year(*period)).or(self.reported);
        }
        let weekday_disagrees = placed.period.is_some_and(|period| !falls_on(period, around.weekday));
        let edtf = placed.edtf.or_else(|| placed.period.and_then(Period::edtf));
        Timex {
            kind,
            value: placed.value,
            modifier: found.modifier,
            edtf: if weekday_disagrees { edtf.and_then(|edtf| format!("{edtf}?").parse().ok()) } else { edtf },
            weekday_disagrees,
            year_is_inferred: around.year.is_none() && found.expression.leaves_year_open(),
        }
    }

    /// Whether what was told lies years off, or in no certain past; lengths and the present leave it as it was.
    fn leads_elsewhere(&self, expression: &Expression, placed: Option<Period>) -> bool {
        match (expression, placed) {
            (Expression::Reference(Reference::Past), _) => true,
            (
                Expression::Deictic(_)
                | Expression::Nowadays
                | Expression::Duration { .. }
                | Expression::Recurring(_)
                | Expression::Reference(_),
                _,
            )
            | (_, None) => self.is_elsewhere,
            (_, Some(period)) => period.year() < self.present(Unit::Year).and_then(Period::year),
        }
    }

    fn place(&self, expression: &Expression, around: Surroundings) -> Placed {
        match expression {
            Expression::Fixed(period) => Placed::at(*period),
            Expression::Named { name, year } => Placed::or(self.named(*name, *year, around), || name.unplaced()),
            Expression::Weekday { number, shift } => {
                Placed::or(self.weekday(*number, *shift, around), || format!("{ANY_WEEK}{number}"))
            }
            Expression::Shifted { unit, shift } => {
                Placed::or(self.shifted(*unit, *shift), || unit.unplaced().to_owned())
            }
            Expression::Nowadays if self.is_elsewhere && around.direction == Direction::Untold => {
                Placed::word(Reference::Present.value().to_owned())
            }
            Expression::Nowadays => self.deictic(0),
            Expression::Deictic(by) => self.deictic(*by),
            Expression::Definite(unit) => {
                Placed::or(self.definite(*unit, around.direction), || unit.unplaced().to_owned())
            }
            Expression::Distance { amount, unit, distance } => self.distance(*amount, *unit, *distance),
            Expression::Same(year) => Placed::or(self.same(*year), || Unit::Year.unplaced().to_owned()),
            Expression::Eve(day) => self.eve(day, around),
            Expression::EveOfStay => self.eve_of_stay(),
            Expression::Years(first, last) => Placed::years(*first, *last),
            Expression::Either(one, other) => Placed::either(*one, *other),
            Expression::Duration { amount, unit, more } => Placed::word(length(*amount, *unit, more)),
            Expression::LengthAway { amount, unit, distance } => self.length_away(*amount, *unit, *distance),
            Expression::DayOfMonth { day, shift } => {
                Placed::or(self.day_of_month(*day, *shift, around.direction), || format!("XXXX-XX-{day:02}"))
            }
            Expression::DayOfShiftedMonth { day, shift } => {
                Placed::or(self.day_of_shifted_month(*day, *shift), || format!("XXXX-XX-{day:02}"))
            }
            Expression::While => Placed::word(Unit::Year.duration("X")),
            Expression::Recurring(value) => Placed::word(value.clone()),
            Expression::Time { day, time } => self.time(day.as_deref(), *time, around),
            Expression::PartOfSomeDay(part) => {
                Placed::word(Unit::Day.unplaced().to_owned() + &TimeOfDay::Part(*part).value())
            }
            Expression::Reference(reference) => Placed::word(reference.value().to_owned()),
        }
    }

    fn day(&self) -> Option<Date> {
        match self.published? {
            Period::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The stretch of `unit` in which the article was published, where its date is exact enough.
    fn present(&self, unit: Unit) -> Option<Period> {
        let published = self.published?;
        let present = Period::containing(unit, published.first()?)?;
        (present.last()? >= published.last()?).then_some(present)
    }

    /// The stretch of `unit` of the last date told, or the present one.
    fn anchor(&self, unit: Unit) -> Option<Period> {
        let told = self.told.and_then(|told| {
            let around = Period::containing(unit, told.first()?)?;
            (around.last()? >= told.last()?).then_some(around)
        });
        told.or_else(|| self.present(unit))
    }

    fn named(&self, name: Name, year: Year, around: Surroundings) -> Option<Period> {
        let present = || self.present(Unit::Year).and_then(Period::year);
        match year {
            Year::Given(year) => name.in_year(year),
            Year::Relative(by) => name.in_year(present()?.checked_add(i16::try_from(by).ok()?)?),
            Year::Anaphoric(by) => name.in_year(self.anchor(Unit::Year)?.year()?.checked_add(i16::try_from(by).ok()?)?),
            Year::Nearest(shift) => self.nearest_named(name, shift),
            Year::Untold => self.untold_year(name, around),
        }
    }

    fn nearest_named(&self, name: Name, shift: Shift) -> Option<Period> {
        let published = self.published?;
        let (first, last) = (published.first()?, published.last()?);
        match shift {
            Shift::Last | Shift::Past | Shift::Previous => latest(name, |period| period.last() < Some(first), first),
            Shift::This | Shift::That => name.in_year(self.present(Unit::Year)?.year()?),
            Shift::Next | Shift::Following => earliest(name, |period| period.first() > Some(last), last),
        }
    }

    fn untold_year(&self, name: Name, around: Surroundings) -> Option<Period> {
        let Some(published) = self.published else { return name.in_year(around.year?) };
        let (first, last) = (published.first()?, published.last()?);
        let past = latest(name, |period| period.first() <= Some(last), last);
        let future = earliest(name, |period| period.last() >= Some(first), first);
        let (near, distance) = nearest(past, future, first)?;
        let on_weekday = |period: &Period| around.weekday.is_some() && falls_on(*period, around.weekday);
        match around.direction {
            _ if around.years_before.is_some() => years_before(name, around.years_before?, first),
            _ if on_weekday(&near) => Some(near),
            _ if past.as_ref().is_some_and(on_weekday) => past,
            _ if future.as_ref().is_some_and(on_weekday) => future,
            _ if distance <= NEAR => Some(near),
            _ if around.year.is_some() => name.in_year(around.year?),
            Direction::Future => future,
            Direction::Past | Direction::Untold => past,
        }
    }

    fn weekday(&self, number: i8, shift: Option<Shift>, around: Surroundings) -> Option<Period> {
        let told = || match self.told {
            Some(Period::Day(day)) => Some(day),
            _ => None,
        };
        let today = self.day()?;
        let wanted = weekday(number)?;
        let forward = |day: Date, from: i64| {
            let first = day.checked_add(from.days()).ok()?;
            first.checked_add(i64::from(first.weekday().until(wanted)).days()).ok()
        };
        let backward = |day: Date, from: i64| {
            let last = day.checked_sub(from.days()).ok()?;
            last.checked_sub(i64::from(last.weekday().since(wanted)).days()).ok()
        };
        let day = match (shift, around.direction) {
            (Some(Shift::Last | Shift::Past), _) => backward(today, 1),
            (Some(Shift::Next), _) => forward(today, 1),
            (Some(Shift::Previous), _) => backward(told().unwrap_or(today), 1),
            (Some(Shift::That), _) => backward(told().unwrap_or(today), 0),
            (Some(Shift::Following), _) => forward(told().unwrap_or(today), 1),
            (Some(Shift::This), _) => forward(Period::containing(Unit::Week, today)?.first()?, 0),
            (None, Direction::Future) => forward(today, 0),
            (None, Direction::Past | Direction::Untold) => backward(today, 0),
        };
        let begun = told().filter(|begun| shift.is_none() && day < Some(*begun));
        let day = match around.joint.zip(begun) {
            Some((Joint::To, begun)) => forward(begun, 1),
            Some((Joint::And, begun)) if forward(begun, 1) <= begun.checked_add(NEXT_IN_LIST.days()).ok() => {
                forward(begun, 1)
            }
            _ => day,
        };
        day.filter(|day| day.year() > 0).map(Period::Day)
    }

    fn shifted(&self, unit: Unit, shift: Shift) -> Option<Period> {
        match shift {
            Shift::Last | Shift::Past => self.present(unit)?.shift(-1),
            Shift::This => self.present(unit),
            Shift::Next => self.present(unit)?.shift(1),
            Shift::That => self.anchor(unit),
            Shift::Previous => self.anchor(unit)?.shift(-1),
            Shift::Following => self.anchor(unit)?.shift(1),
        }
    }

    /// "the quarter": the one told of, or for quarters and weekends, which end before they are told, the last one.
    fn definite(&self, unit: Unit, direction: Direction) -> Option<Period> {
        match unit {
            Unit::Quarter => self.reported.or_else(|| self.present(unit)?.shift(-1)),
            Unit::Weekend => self.told.filter(|told| told.is_of(unit)).or_else(|| self.weekend(direction)),
            Unit::Day => self.anchor(unit),
            _ => self.present(unit),
        }
    }

    /// The weekend that goes on, or else the next or the last one.
    fn weekend(&self, direction: Direction) -> Option<Period> {
        let present = self.present(Unit::Weekend)?;
        let has_begun = self.day() >= present.first();
        if has_begun || direction == Direction::Future { Some(present) } else { present.shift(-1) }
    }

    fn distance(&self, amount: Amount, unit: Unit, distance: Distance) -> Placed {
        let sign = if matches!(distance, Distance::Ago | Distance::Earlier) { -1 } else { 1 };
        let tells_length = unit < Unit::Day || matches!(distance, Distance::Earlier | Distance::Later);
        let Amount::Exactly(number) = amount else {
            if tells_length {
                return Placed::word(amount.of(unit));
            }
            let reference = if sign < 0 { Reference::Past } else { Reference::Future };
            return Placed::word(reference.value().to_owned());
        };
        if unit < Unit::Day {
            return Placed::word(amount.of(unit));
        }
        let by = i32::try_from(number).ok().and_then(|number| number.checked_mul(sign));
        let reported = self.reported.filter(|_| unit == Unit::Year && by == Some(-1));
        let from = match distance {
            Distance::Ago | Distance::Ahead => reported.or(self.published),
            Distance::Earlier | Distance::Later => reported.or(self.told).or(self.published),
        };
        let period = by.and_then(|by| moved_from(from?, unit, by));
        Placed::or(period, || unit.unplaced().to_owned())
    }

    /// The value is that of the length; the place is where it leads.
    fn length_away(&self, amount: Amount, unit: Unit, distance: Distance) -> Placed {
        Placed { value: amount.of(unit), ..self.distance(amount, unit, distance) }
    }

    /// The day of that number in the month told of, or, seen from the publication, the nearest such day.
    fn day_of_month(&self, day: i8, shift: Option<Shift>, direction: Direction) -> Option<Period> {
        let months = |by: i32| match self.present(Unit::Month)?.shift(by)? {
            Period::Month(year, month) => Date::new(year, month, day).ok(),
            _ => None,
        };
        let today = self.day()?;
        let latest = (-2..=0).rev().filter_map(months).find(|&date| date <= today);
        let earliest = (0..=2).filter_map(months).find(|&date| date >= today);
        let day = match (shift, direction) {
            (Some(Shift::Next | Shift::Following), _) | (None, Direction::Future) => earliest,
            (Some(_), _) | (None, Direction::Past | Direction::Untold) => latest,
        };
        day.map(Period::Day)
    }

    fn day_of_shifted_month(&self, day: i8, shift: Shift) -> Option<Period> {
        let Period::Month(year, month) = self.shifted(Unit::Month, shift)? else { return None };
        Date::new(year, month, day).ok().map(Period::Day)
    }

    /// The stretch told of in another year; where none shorter than a year was told, the year.
    fn same(&self, year: Year) -> Option<Period> {
        let told = self.reported.or_else(|| self.present(Unit::Year))?;
        let by = match year {
            Year::Given(year) => i32::from(year) - i32::from(told.year()?),
            Year::Relative(by) => i32::from(self.present(Unit::Year)?.year()?) + by - i32::from(told.year()?),
            Year::Anaphoric(by) => by,
            Year::Nearest(_) | Year::Untold => 0,
        };
        told.shift_years(by)
    }

    fn deictic(&self, by: i8) -> Placed {
        let day = self.day().and_then(|day| Period::Day(day).shift(i32::from(by)));
        Placed::or(day, || Unit::Day.unplaced().to_owned())
    }

    fn eve(&self, day: &Expression, around: Surroundings) -> Placed {
        let day = self.place(day, around).period.filter(|period| period.is_of(Unit::Day));
        let eve = day.and_then(|day| day.shift(-1));
        Placed::or(eve, || Unit::Day.unplaced().to_owned())
    }

    /// The day before the stay told of, which the words do not say for certain.
    fn eve_of_stay(&self) -> Placed {
        let eve = self.stay_began.and_then(|day| day.yesterday().ok()).filter(|eve| eve.year() > 0);
        let placed = Placed::or(eve.map(Period::Day), || Unit::Day.unplaced().to_owned());
        Placed { edtf: eve.and_then(|eve| format!("{eve}?").parse().ok()), ..placed }
    }

    fn time(&self, day: Option<&Expression>, time: TimeOfDay, around: Surroundings) -> Placed {
        let day = match day {
            Some(Expression::Deictic(by)) => self.deictic(*by),
            Some(day) => self.place(day, around),
            None => Placed::or(self.anchor(Unit::Day), || Unit::Day.unplaced().to_owned()),
        };
        Placed { value: day.value + &time.value(), ..day }
    }
}

impl Stay {
    /// Its first day, where it ends or begins on that day.
    fn began(self, day: Period) -> Option<Date> {
        let Period::Day(day) = day else { return None };
        if !self.ends {
            return Some(day);
        }
        day.checked_sub(i64::from(self.days.checked_sub(1)?).days()).ok()
    }
}

impl Placed {
    fn at(period: Period) -> Self {
        Self { value: period.value(), period: Some(period), edtf: None }
    }

    /// One of two days of a year.
    fn either(one: Date, other: Date) -> Self {
        let edtf = format!("[{one},{other}]").parse().ok();
        Self { value: Period::Year(one.year()).value(), period: None, edtf }
    }

    /// From one year to another; TIMEX3 has a value for the first only.
    fn years(first: i16, last: i16) -> Self {
        let edtf = format!("{first:04}/{last:04}").parse().ok();
        Self { edtf, ..Self::at(Period::Year(first)) }
    }

    fn word(value: String) -> Self {
        Self { value, period: None, edtf: None }
    }

    fn or(period: Option<Period>, otherwise: impl FnOnce() -> String) -> Self {
        period.map_or_else(|| Self::word(otherwise()), Self::at)
    }
}

/// A length of time as TIMEX3 writes it; hours and less stand behind a `T`.
pub(super) fn length(amount: Amount, unit: Unit, more: &[(Amount, Unit)]) -> String {
    let mut value = amount.of(unit);
    let mut in_clock = unit <= Unit::Hour;
    for (amount, unit) in more {
        let rest = amount.of(*unit);
        value += rest.trim_start_matches(|mark| mark == 'P' || in_clock && mark == 'T');
        in_clock = in_clock || *unit <= Unit::Hour;
    }
    value
}

/// Whether the expression only sets what is told beside another year, so that the story does not go on from there.
fn compares(expression: &Expression) -> bool {
    match expression {
        Expression::Same(_) | Expression::Named { year: Year::Anaphoric(_), .. } => true,
        Expression::Distance { unit, .. } => *unit == Unit::Year,
        _ => false,
    }
}

/// The stretch of `unit` so many units from another; quarters and halves keep their place in the year.
fn moved_from(from: Period, unit: Unit, by: i32) -> Option<Period> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Year if is_part_of_year(from) => from.shift_years(by),
        _ => Period::containing(unit, from.first()?)?.shift(by),
    }
}

fn is_part_of_year(period: Period) -> bool {
    matches!(period, Period::Quarter(..) | Period::Half(..))
}

/// The latest stretch of that name that fits, at most some years before `day`.
fn latest(name: Name, fits: impl Fn(Period) -> bool, day: Date) -> Option<Period> {
    let years = (day.year() - FARTHEST_LEAP_YEAR).max(1)..=day.year();
    years.rev().filter_map(|year| name.in_year(year)).find(|&period| fits(period))
}

/// The earliest stretch of that name that fits, at most some years after `day`.
fn earliest(name: Name, fits: impl Fn(Period) -> bool, day: Date) -> Option<Period> {
    let years = (day.year() - 1).max(1)..=day.year().saturating_add(FARTHEST_LEAP_YEAR).min(9999);
    years.filter_map(|year| name.in_year(year)).find(|&period| fits(period))
}

/// The stretch of that name that is nearest to the day so many years before `day`.
fn years_before(name: Name, years: i16, day: Date) -> Option<Period> {
    let then = day.checked_sub(Span::new().try_years(years).ok()?).ok().filter(|day| day.year() > 0)?;
    let past = latest(name, |period| period.first() <= Some(then), then);
    let future = earliest(name, |period| period.last() >= Some(then), then);
    nearest(past, future, then).map(|(period, _)| period)
}

/// Whether a stretch is a day of that weekday; where either is not known, nothing speaks against it.
fn falls_on(period: Period, number: Option<i8>) -> bool {
    match (period, number.and_then(weekday)) {
        (Period::Day(day), Some(weekday)) => day.weekday() == weekday,
        _ => true,
    }
}

/// The nearer of the two to `day`, and its distance in days.
fn nearest(past: Option<Period>, future: Option<Period>, day: Date) -> Option<(Period, i32)> {
    let distance = |period: Period| {
        let (first, last) = (period.first()?, period.last()?);
        let days = |from: Date, to: Date| from.until(to).ok().map(|span| span.get_days());
        Some((period, days(day, first)?.max(days(last, day)?).max(0)))
    };
    [past, future].into_iter().flatten().filter_map(distance).min_by_key(|&(_, distance)| distance)
}
