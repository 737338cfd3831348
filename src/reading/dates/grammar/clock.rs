//! Times of the day: "10:30", "11pm", "noon Thursday", "the morning of July 28".

use super::super::expression::{Expression, TimeOfDay};
use super::super::words::{ClockWord, Link, Meaning};
use super::relative::in_part;
use super::{Grammar, Parsed};

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

    /// A part of the day: "the afternoon", "mid-afternoon yesterday", "the morning of July 28".
    pub(super) fn part_of_day(&self, at: usize) -> Parsed<Expression> {
        let start = self.skip(at, Link::Article);
        let (part, next) = self.part_name(start)?;
        if let Some((day, end)) = self.day_behind(next) {
            return Some((in_part(Some(day), part), end));
        }
        (start > at).then_some((in_part(None, part), next))
    }

    /// The hour and minute, with the time zone.
    pub(super) fn clock_time(&self, at: usize) -> Parsed<TimeOfDay> {
        let (time, next) = self.clock_word(at).or_else(|| self.clock_digits(at))?;
        Some((time, self.clock_meaning(next, ClockWord::Zone).unwrap_or(next)))
    }

    fn clock_word(&self, at: usize) -> Parsed<TimeOfDay> {
        self.read_as(at, |meaning| match meaning {
            Meaning::Clock(ClockWord::Noon) => Some(TimeOfDay::Clock(12, 0)),
            Meaning::Clock(ClockWord::Midnight) => Some(TimeOfDay::Clock(24, 0)),
            _ => None,
        })
    }

    fn clock_digits(&self, at: usize) -> Parsed<TimeOfDay> {
        let (hour, next) = match self.digits(at, 2) {
            Some((hour, next)) => (hour, next),
            None => self.cardinal(at)?,
        };
        let hour = u8::try_from(hour).ok()?;
        let minutes = self.minutes(next).filter(|_| !self.is_word(at));
        let (minute, next) = minutes.unwrap_or((0, next));
        if let Some(end) = self.clock_meaning(next, ClockWord::Am) {
            return half_day(hour, 0).map(|hour| (TimeOfDay::Clock(hour, minute), end));
        }
        if let Some(end) = self.clock_meaning(next, ClockWord::Pm) {
            return half_day(hour, HALF_A_DAY).map(|hour| (TimeOfDay::Clock(hour, minute), end));
        }
        let exact = self.clock_meaning(next, ClockWord::Exactly);
        (hour < 24 && (minutes.is_some() || exact.is_some()))
            .then_some((TimeOfDay::Clock(hour, minute), exact.unwrap_or(next)))
    }

    /// ":30", not followed by seconds or more.
    fn minutes(&self, at: usize) -> Parsed<u8> {
        let is_glued = self.tokens.glued(at) && self.tokens.glued(at + 1);
        if !(is_glued && matches!(self.mark(at), Some(':'))) || self.tokens.written(at + 1).len() != 2 {
            return None;
        }
        let (minute, next) = self.digits(at + 1, 2)?;
        let minute = u8::try_from(minute).ok().filter(|&minute| minute < 60)?;
        (self.mark(next) != Some(':') || !self.tokens.glued(next)).then_some((minute, next))
    }

    fn clock_meaning(&self, at: usize, word: ClockWord) -> Option<usize> {
        self.read_as(at, |meaning| (meaning == Meaning::Clock(word)).then_some(())).map(|(_, end)| end)
    }

    /// The day of a time: "Thursday", ", Nov. 6", "on Friday", "of July 28", "yesterday".
    fn day_behind(&self, at: usize) -> Parsed<Expression> {
        let start =
            self.link(at, Link::Of).or_else(|| self.link(at, Link::On)).unwrap_or_else(|| self.skip_mark(at, ','));
        let (day, end) =
            self.calendar_date(start).or_else(|| self.weekday(start)).or_else(|| self.deictic_day(start))?;
        let is_day = match &day {
            Expression::Named { name, .. } => matches!(name, super::super::expression::Name::MonthDay(..)),
            Expression::Weekday { .. } | Expression::Deictic(_) => true,
            _ => false,
        };
        is_day.then_some((day, end))
    }
}

/// The hour of 24, of an hour on the face of the clock.
fn half_day(hour: u8, offset: u8) -> Option<u8> {
    (1..=HALF_A_DAY).contains(&hour).then_some(hour % HALF_A_DAY + offset)
}
