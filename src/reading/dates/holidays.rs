//! Holidays: days with a name that come back every year, on one day of a month, so many days from Easter, or on the
//! first, second … or last weekday of a month.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use super::calendar::weekday;

/// When a holiday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum Holiday {
    /// A day of a month.
    Fixed { month: i8, day: i8 },
    /// So many days after Easter Sunday, or before it.
    Easter { easter: i8 },
    /// The `nth` of a weekday in a month; -1 is the last.
    Weekday { month: i8, weekday: i8, nth: i8 },
}

impl Holiday {
    /// The day in that year.
    pub(super) fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed { month, day } => Date::new(year, month, day).ok(),
            Self::Easter { easter } => easter_sunday(year)?.checked_add(i64::from(easter).days()).ok(),
            Self::Weekday { month, weekday: number, nth } => {
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday(number)?).ok()
            }
        }
    }

    /// The value where the year is not known.
    pub(super) fn unplaced(self) -> String {
        match self {
            Self::Fixed { month, day } => format!("XXXX-{month:02}-{day:02}"),
            Self::Weekday { month, .. } => format!("XXXX-{month:02}-XX"),
            Self::Easter { .. } => "XXXX-XX-XX".to_owned(),
        }
    }
}

/// Easter Sunday of the Western churches, by the anonymous Gregorian computation (Meeus, *Astronomical Algorithms*, ch. 8).
fn easter_sunday(year: i16) -> Option<Date> {
    let golden = year % 19;
    let (century, in_century) = (year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    Date::new(year, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(holiday: Holiday, year: i16) -> String {
        holiday.in_year(year).expect("a day").to_string()
    }

    #[test]
    fn easter_moves() {
        for (year, sunday) in [(1954, "04-18"), (2000, "04-23"), (2024, "03-31"), (2025, "04-20"), (2038, "04-25")] {
            assert_eq!(day(Holiday::Easter { easter: 0 }, year), format!("{year}-{sunday}"));
        }
        assert_eq!(day(Holiday::Easter { easter: -2 }, 2024), "2024-03-29");
        assert_eq!(day(Holiday::Easter { easter: 49 }, 2024), "2024-05-19");
    }

    #[test]
    fn weekdays_of_a_month_are_counted_from_both_ends() {
        assert_eq!(day(Holiday::Weekday { month: 11, weekday: 4, nth: 4 }, 2024), "2024-11-28");
        assert_eq!(day(Holiday::Weekday { month: 5, weekday: 1, nth: -1 }, 2024), "2024-05-27");
    }

    #[test]
    fn what_a_year_does_not_have_is_none() {
        assert_eq!(Holiday::Fixed { month: 2, day: 29 }.in_year(2023), None);
        assert_eq!(Holiday::Weekday { month: 5, weekday: 1, nth: 6 }.in_year(2023), None);
        for year in [1, 9999] {
            assert!(Holiday::Easter { easter: 0 }.in_year(year).is_some());
        }
    }
}
