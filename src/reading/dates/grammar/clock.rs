//! Times of the day: "10:30", "11pm", "noon Thursday", "las 7 de la tarde", "20 Uhr", "the morning of July 28".

use super::super::expression::{Expression, Name, TimeOfDay};
use super::super::words::{ClockWord, Link, Meaning};
use super::relative::in_part;
use super::{Grammar, Parsed};

/// Four digits below it are seldom years in the news, and may be hours and minutes.
const EARLIEST_COMMON_YEAR: u32 = 1400;

const MINUTES_AN_HOUR: i32 = 60;

/// The hours between one reading of the clock's face and the next.
const HALF_A_DAY: u8 = 12;

impl Grammar<'_> {
    /// A time of the clock, with the day that stands behind it.
    pub(super) fn clock(&self, at: usize) -> Parsed<Expression> {
        let (time, next) = self.clock_time(at)?;
        let day = self.day_behind(next);
        let end = day.as_ref().map_or(next, |&(_, end)| end);
        Some((Expression::Time { day: day.map(|(day, _)| Box::new(day)), time }, end))
    }

    /// A part of the day: "the afternoon", "mid-afternoon yesterday", "the morning of July 28", "am Abend".
    pub(super) fn part_of_day(&self, at: usize) -> Parsed<Expression> {
        let start = self.skip(at, Link::Article);
        let (part, next) = self.part_name(start)?;
        if let Some((day, end)) = self.day_behind(next) {
            return Some((in_part(Some(day), part), end));
        }
        if start > at && !self.link_before(at, Link::Within) && self.link(next, Link::Defining).is_some() {
            return Some((Expression::PartOfSomeDay(part), next));
        }
        let is_led = start > at || self.leads_stretch(at);
        is_led.then_some((in_part(None, part), next))
    }

    /// The hour and minute, with the part of the day and the time zone.
    pub(super) fn clock_time(&self, at: usize) -> Parsed<TimeOfDay> {
        let (time, next) = self.clock_word(at).or_else(|| self.clock_hour(at))?;
        Some((time, self.clock_meaning(next, ClockWord::Zone).unwrap_or(next)))
    }

    fn clock_word(&self, at: usize) -> Parsed<TimeOfDay> {
        self.read_as(at, |meaning| match meaning {
            Meaning::Clock(ClockWord::Noon) => Some(TimeOfDay::Clock(12, 0)),
            Meaning::Clock(ClockWord::Midnight) => Some(TimeOfDay::Clock(24, 0)),
            _ => None,
        })
    }

    /// An hour in digits or words, where something says that it is one: minutes, "a.m.", "Uhr", "de la tarde".
    fn clock_hour(&self, at: usize) -> Parsed<TimeOfDay> {
        let before = self.clock_meaning(at, ClockWord::Before);
        let start = before.unwrap_or(at);
        if let Some(found) = self.four_digits(start) {
            return Some(found);
        }
        if let Some(found) = self.hour_behind_minutes(start).or_else(|| self.hour_before_minutes(before?)) {
            return Some(found);
        }
        let (hour, next) = self.hour(start)?;
        let minutes = self.minutes(next).filter(|_| !self.is_word(start));
        let (minute, next) = minutes.unwrap_or((0, next));
        let exact = self.clock_meaning(next, ClockWord::Exactly);
        let next = exact.unwrap_or(next);
        if let Some((offset, end)) = self.half_of_day(next).filter(|_| hour <= HALF_A_DAY) {
            return half_day(hour, offset).map(|hour| (TimeOfDay::Clock(hour, minute), end));
        }
        let with_unit = self.clock_meaning(next, ClockWord::Unit);
        let is_led = before.is_some() && (with_unit.is_some() || self.stands_as_hour(at, next));
        let is_hour = minutes.is_some() || exact.is_some() || is_led;
        (hour <= 24 && is_hour).then_some((TimeOfDay::Clock(hour, minute), with_unit.unwrap_or(next)))
    }

    fn hour(&self, at: usize) -> Parsed<u8> {
        let (hour, next) = self.digits(at, 2).or_else(|| self.cardinal(at))?;
        Some((u8::try_from(hour).ok().filter(|hour| *hour <= 24)?, next))
    }

    /// "half past three", "a quarter to four", "Viertel vor vier".
    fn hour_behind_minutes(&self, at: usize) -> Parsed<TimeOfDay> {
        let (minutes, next) = self.read_as(at, |meaning| match meaning {
            Meaning::MinutesBefore(minutes) => Some(minutes),
            _ => None,
        })?;
        let (hour, next) = self.hour(next)?;
        self.in_half_of_day(hour, minutes, next)
    }

    /// "dos y media", "ocho y veinte", "tres menos cuarto" behind "las".
    fn hour_before_minutes(&self, at: usize) -> Parsed<TimeOfDay> {
        let (hour, next) = self.hour(at)?;
        let in_words = self.read_as(next, |meaning| match meaning {
            Meaning::MinutesBehind(minutes) => Some(minutes),
            _ => None,
        });
        let counted = || {
            let after = self.clock_meaning(next, ClockWord::And);
            let number = after.or_else(|| self.clock_meaning(next, ClockWord::Minus))?;
            let (minutes, end) = self.digits(number, 2).or_else(|| self.cardinal(number))?;
            let minutes = i8::try_from(minutes).ok().filter(|minutes| (1..60).contains(minutes))?;
            Some((if after.is_some() { minutes } else { -minutes }, end))
        };
        let (minutes, end) = in_words.or_else(counted)?;
        self.in_half_of_day(hour, minutes, end)
    }

    /// So many minutes from an hour, in the half of the day that stands behind.
    fn in_half_of_day(&self, hour: u8, minutes: i8, at: usize) -> Parsed<TimeOfDay> {
        let half = self.half_of_day(at).filter(|_| hour <= HALF_A_DAY);
        let (hour, end) = match half {
            Some((offset, end)) => (half_day(hour, offset)?, end),
            None => (hour, at),
        };
        let total = (i32::from(hour) * MINUTES_AN_HOUR + i32::from(minutes)).rem_euclid(24 * MINUTES_AN_HOUR);
        let part = |value: i32| u8::try_from(value).ok();
        Some((TimeOfDay::Clock(part(total / MINUTES_AN_HOUR)?, part(total % MINUTES_AN_HOUR)?), end))
    }

    /// "2100 GMT", "at 1040"
    fn four_digits(&self, at: usize) -> Parsed<TimeOfDay> {
        let (time, next) = self.hour_and_minute(at)?;
        let is_time = self.clock_meaning(next, ClockWord::Zone).is_some() || self.is_time_here(at, next);
        is_time.then_some((time, next))
    }

    fn hour_and_minute(&self, at: usize) -> Parsed<TimeOfDay> {
        let (number, next) = self.digits(at, 4).filter(|_| self.tokens.written(at).len() == 4)?;
        let (hour, minute) = (u8::try_from(number / 100).ok()?, u8::try_from(number % 100).ok()?);
        (hour <= 24 && minute < 60).then_some((TimeOfDay::Clock(hour, minute), next))
    }

    /// Whether four digits that may be a time or a year are a time: "at 1040", "by 1100 (1600 GMT)", "between 1140 and 1150".
    pub(super) fn is_time_here(&self, at: usize, end: usize) -> bool {
        let Some((TimeOfDay::Clock(..), _)) = self.hour_and_minute(at) else { return false };
        let in_another_zone = || {
            let (_, zone) = self.hour_and_minute(end + 1).filter(|_| self.mark(end) == Some('('))?;
            self.clock_meaning(zone, ClockWord::Zone)
        };
        let lead = if self.is_counted(at) { at - 1 } else { at };
        let after_at = self.link_before(lead, Link::Hour);
        let is_no_year = || self.digits(at, 4).is_some_and(|(number, _)| number < EARLIEST_COMMON_YEAR);
        let is_led = after_at || self.link_before(at, Link::HourOrYear) && is_no_year();
        is_led && self.ends_phrase(end) || in_another_zone().is_some()
    }

    /// Whether a bare number behind "las" is an hour: "a las 7", not "las 7 víctimas".
    fn stands_as_hour(&self, at: usize, end: usize) -> bool {
        self.link_before(at, Link::At) && (!self.is_word(end) || self.meanings(end).next().is_some())
    }

    /// "a.m.", "p.m.", "de la tarde": the hours to add to those on the face of the clock.
    fn half_of_day(&self, at: usize) -> Parsed<u8> {
        if let Some(end) = self.clock_meaning(at, ClockWord::Am) {
            return Some((0, end));
        }
        if let Some(end) = self.clock_meaning(at, ClockWord::Pm) {
            return Some((HALF_A_DAY, end));
        }
        let (part, end) = self.part_name(self.link(at, Link::InDay)?)?;
        Some((if part.is_after_noon() { HALF_A_DAY } else { 0 }, end))
    }

    /// ":30", not followed by seconds or more; ".30" where a word behind it says that it is a time.
    fn minutes(&self, at: usize) -> Parsed<u8> {
        let is_glued = self.tokens.glued(at) && self.tokens.glued(at + 1);
        if !is_glued || self.tokens.written(at + 1).len() != 2 {
            return None;
        }
        let (minute, next) = self.digits(at + 1, 2)?;
        let minute = u8::try_from(minute).ok().filter(|&minute| minute < 60)?;
        if let Some(end) = self.seconds(next).filter(|_| self.mark(at) == Some(':')) {
            return Some((minute, end));
        }
        let is_told = match self.mark(at) {
            Some(':') => self.mark(next) != Some(':') || !self.tokens.glued(next),
            Some('.') => [ClockWord::Exactly, ClockWord::Am, ClockWord::Pm]
                .into_iter()
                .any(|word| self.clock_meaning(next, word).is_some()),
            _ => self.clock_meaning(at, ClockWord::Minutes).is_some(),
        };
        is_told.then_some((minute, next))
    }

    /// The seconds behind the minutes, which TIMEX3 may leave out.
    fn seconds(&self, at: usize) -> Option<usize> {
        let is_glued = self.mark(at) == Some(':') && self.tokens.glued(at) && self.tokens.glued(at + 1);
        let (seconds, next) = self.digits(at + 1, 2).filter(|_| is_glued)?;
        (seconds < 60 && self.mark(next) != Some(':')).then_some(next)
    }

    fn clock_meaning(&self, at: usize, word: ClockWord) -> Option<usize> {
        self.read_as(at, |meaning| (meaning == Meaning::Clock(word)).then_some(())).map(|((), end)| end)
    }

    /// The day of a time: "Thursday", ", Nov. 6", "on Friday", "of July 28", "yesterday".
    fn day_behind(&self, at: usize) -> Parsed<Expression> {
        let start =
            self.link(at, Link::Of).or_else(|| self.link(at, Link::On)).unwrap_or_else(|| self.skip_mark(at, ','));
        let (day, end) = self
            .calendar_date(start)
            .or_else(|| self.weekday(start))
            .or_else(|| self.deictic_day(start))
            .or_else(|| self.day_of_month(start))?;
        let is_day = match &day {
            Expression::Named { name, .. } => matches!(name, Name::MonthDay(..)),
            Expression::Weekday { .. } | Expression::Deictic(_) | Expression::DayOfMonth { .. } => true,
            _ => false,
        };
        is_day.then_some((day, end))
    }
}

/// The hour of 24, of an hour on the face of the clock.
fn half_day(hour: u8, offset: u8) -> Option<u8> {
    (1..=HALF_A_DAY).contains(&hour).then_some(hour % HALF_A_DAY + offset)
}
