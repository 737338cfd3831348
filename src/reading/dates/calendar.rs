//! Stretches of the calendar: a day, a week, a quarter, a decade. Each knows its days, its TIMEX3 value, its EDTF, and
//! the stretch of the same kind that lies some steps away. All years are of the common era, 1 to 9999.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use serde::Deserialize;

use crate::edtf::Edtf;

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    Day(Date),
    /// A week, by its Monday.
    Week(Date),
    /// A Saturday and Sunday, by the Monday before.
    Weekend(Date),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    /// A season, by the year in which it begins.
    Season(i16, Season),
    Year(i16),
    /// A decade, by its first year.
    Decade(i16),
    /// A hundred years, by the first: 1900 for the twentieth century.
    Century(i16),
}

/// The seasons, as on the northern half of the earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// What stands before the number of a weekday of any week in TIMEX3.
pub(super) const ANY_WEEK: &str = "XXXX-WXX-";

const YEARS: std::ops::RangeInclusive<i16> = 1..=9999;
const MONTHS_A_YEAR: i32 = 12;
const MONTHS_A_QUARTER: i8 = 3;
const MONTHS_A_HALF: i8 = 6;

impl Period {
    /// The stretch of that unit in which `day` lies; none for units shorter than a day.
    pub(super) fn containing(unit: Unit, day: Date) -> Option<Self> {
        let monday = || day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok();
        let (year, month) = (day.year(), day.month());
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day => Self::Day(day),
            Unit::Week => Self::Week(monday()?),
            Unit::Weekend => Self::Weekend(monday()?),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, (month - 1) / MONTHS_A_QUARTER + 1),
            Unit::Half => Self::Half(year, (month - 1) / MONTHS_A_HALF + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year - year.rem_euclid(10)),
            Unit::Century => Self::Century(year - year.rem_euclid(100)),
        })
    }

    /// The stretch of the same kind `by` steps later.
    pub(super) fn shift(self, by: i32) -> Option<Self> {
        let years =
            |year: i16, by: i32| i16::try_from(i32::from(year).checked_add(by)?).ok().filter(|year| in_range(*year));
        let steps = |year: i16, part: i8, a_year: i32| {
            let total = i32::from(year).checked_mul(a_year)?.checked_add(i32::from(part) - 1)?.checked_add(by)?;
            Some((years(0, total.div_euclid(a_year))?, i8::try_from(total.rem_euclid(a_year)).ok()? + 1))
        };
        let weeks = |monday: Date| moved(monday, Span::new().try_weeks(by).ok()?);
        Some(match self {
            Self::Day(day) => Self::Day(moved(day, Span::new().try_days(by).ok()?)?),
            Self::Week(monday) => Self::Week(weeks(monday)?),
            Self::Weekend(monday) => Self::Weekend(weeks(monday)?),
            Self::Month(year, month) => steps(year, month, MONTHS_A_YEAR).map(|(y, m)| Self::Month(y, m))?,
            Self::Quarter(year, quarter) => steps(year, quarter, 4).map(|(y, q)| Self::Quarter(y, q))?,
            Self::Half(year, half) => steps(year, half, 2).map(|(y, h)| Self::Half(y, h))?,
            Self::Season(year, season) => Self::Season(years(year, by)?, season),
            Self::Year(year) => Self::Year(years(year, by)?),
            Self::Decade(year) => Self::Decade(years(year, by.checked_mul(10)?)?),
            Self::Century(year) => Self::Century(years(year, by.checked_mul(100)?)?),
        })
    }

    /// The same stretch of another year: 28 July of the year before.
    pub(super) fn shift_years(self, by: i32) -> Option<Self> {
        let year = |year: i16| i16::try_from(i32::from(year).checked_add(by)?).ok().filter(|year| in_range(*year));
        Some(match self {
            Self::Day(day) => Self::Day(moved(day, Span::new().try_years(by).ok()?)?),
            Self::Week(day) | Self::Weekend(day) => {
                Self::containing(Unit::Week, moved(day, Span::new().try_years(by).ok()?)?)?
            }
            Self::Month(of, month) => Self::Month(year(of)?, month),
            Self::Quarter(of, quarter) => Self::Quarter(year(of)?, quarter),
            Self::Half(of, half) => Self::Half(year(of)?, half),
            Self::Season(of, season) => Self::Season(year(of)?, season),
            Self::Year(of) => Self::Year(year(of)?),
            Self::Decade(of) => Self::Decade(year(of)?),
            Self::Century(of) => Self::Century(year(of)?),
        })
    }

    /// Its first day.
    pub(super) fn first(self) -> Option<Date> {
        let date = |year, month, day| Date::new(year, month, day).ok();
        match self {
            Self::Day(day) | Self::Week(day) => Some(day),
            Self::Weekend(monday) => monday.checked_add(5.days()).ok(),
            Self::Month(year, month) => date(year, month, 1),
            Self::Quarter(year, quarter) => date(year, (quarter - 1) * MONTHS_A_QUARTER + 1, 1),
            Self::Half(year, half) => date(year, (half - 1) * MONTHS_A_HALF + 1, 1),
            Self::Season(year, season) => date(year, season.first_month(), 1),
            Self::Year(year) | Self::Decade(year) | Self::Century(year) => date(year.max(1), 1, 1),
        }
    }

    /// Its last day.
    pub(super) fn last(self) -> Option<Date> {
        let first = self.first()?;
        let length = match self {
            Self::Day(_) => 1.days(),
            Self::Week(_) => 1.weeks(),
            Self::Weekend(_) => 2.days(),
            Self::Month(..) => 1.months(),
            Self::Quarter(..) | Self::Season(..) => MONTHS_A_QUARTER.months(),
            Self::Half(..) => MONTHS_A_HALF.months(),
            Self::Year(_) => 1.years(),
            Self::Decade(_) => 10.years(),
            Self::Century(_) => 100.years(),
        };
        first.checked_add(length).ok()?.yesterday().ok()
    }

    /// The value as TIMEX3 writes it.
    pub(super) fn value(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Week(monday) => week_value(monday),
            Self::Weekend(monday) => week_value(monday) + "-WE",
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Season(year, season) => format!("{year:04}-{}", season.code()),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(year) => format!("{:03}", year / 10),
            Self::Century(year) => format!("{:02}", year / 100),
        }
    }

    /// The days covered, as EDTF writes them.
    pub(super) fn edtf(self) -> Option<Edtf> {
        match self {
            Self::Day(day) => Some(Edtf::day(day)),
            Self::Week(_) | Self::Weekend(_) | Self::Quarter(..) | Self::Half(..) => {
                Some(Edtf::days(self.first()?, self.last()?))
            }
            Self::Season(year, season) => format!("{year:04}-{}", season.edtf_code()).parse().ok(),
            Self::Decade(_) => (self.value() + "X").parse().ok(),
            Self::Century(_) => (self.value() + "XX").parse().ok(),
            Self::Month(..) | Self::Year(_) => self.value().parse().ok(),
        }
    }

    /// Whether it is a stretch of that unit.
    pub(super) fn is_of(self, unit: Unit) -> bool {
        self.first().and_then(|day| Self::containing(unit, day)) == Some(self)
    }

    /// The year in which it begins.
    pub(super) fn year(self) -> Option<i16> {
        self.first().map(Date::year)
    }
}

impl Season {
    /// TIMEX3's code.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    fn edtf_code(self) -> u8 {
        match self {
            Self::Spring => 21,
            Self::Summer => 22,
            Self::Autumn => 23,
            Self::Winter => 24,
        }
    }

    fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

impl Unit {
    /// The value of a duration of `amount` units, as TIMEX3 writes it; `amount` may be `X`.
    pub(super) fn duration(self, amount: &str) -> String {
        match self {
            Self::Second => format!("PT{amount}S"),
            Self::Minute => format!("PT{amount}M"),
            Self::Hour => format!("PT{amount}H"),
            Self::Day => format!("P{amount}D"),
            Self::Week => format!("P{amount}W"),
            Self::Weekend => format!("P{amount}WE"),
            Self::Month => format!("P{amount}M"),
            Self::Quarter => format!("P{amount}Q"),
            Self::Half => {
                let months = amount.parse().ok().and_then(|halves: u32| halves.checked_mul(6));
                Self::Month.duration(&months.map_or_else(|| amount.to_owned(), |months| months.to_string()))
            }
            Self::Year => format!("P{amount}Y"),
            Self::Decade => format!("P{amount}DE"),
            Self::Century => format!("P{amount}CE"),
        }
    }

    /// Any stretch of this unit, not placed in the calendar: `XXXX-WXX` for some week.
    pub(super) fn unplaced(self) -> &'static str {
        match self {
            Self::Second | Self::Minute | Self::Hour => "XXXX-XX-XXTXX",
            Self::Day => "XXXX-XX-XX",
            Self::Week => "XXXX-WXX",
            Self::Weekend => "XXXX-WXX-WE",
            Self::Month => "XXXX-XX",
            Self::Quarter => "XXXX-QX",
            Self::Half => "XXXX-HX",
            Self::Year => "XXXX",
            Self::Decade => "XXX",
            Self::Century => "XX",
        }
    }
}

/// The number of days of a month, in the longest year.
pub(super) fn longest_month(month: i8) -> i8 {
    const A_LEAP_YEAR: i16 = 2000;
    Date::new(A_LEAP_YEAR, month, 1).map_or(0, Date::days_in_month)
}

/// The ISO number of a weekday: 1 for Monday.
pub(super) fn weekday(number: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number).ok()
}

fn week_value(monday: Date) -> String {
    let week = monday.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

fn in_range(year: i16) -> bool {
    YEARS.contains(&year)
}

fn moved(day: Date, by: Span) -> Option<Date> {
    day.checked_add(by).ok().filter(|day| in_range(day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect(text)
    }

    #[test]
    fn stretches_move_over_the_ends_of_years() {
        let moved = |period: Period, by| period.shift(by).map(Period::value);
        assert_eq!(moved(Period::Month(2021, 1), -1).as_deref(), Some("2020-12"));
        assert_eq!(moved(Period::Quarter(2021, 4), 1).as_deref(), Some("2022-Q1"));
        assert_eq!(moved(Period::Day(day("2020-02-28")), 1).as_deref(), Some("2020-02-29"));
        assert_eq!(moved(Period::Week(day("2020-12-28")), 1).as_deref(), Some("2021-W01"));
        assert_eq!(moved(Period::Century(1900), -1).as_deref(), Some("18"));
    }

    #[test]
    fn nothing_lies_beyond_the_years_of_four_digits() {
        for (period, by) in [
            (Period::Year(1), -1),
            (Period::Year(9999), 1),
            (Period::Day(day("9999-12-31")), 1),
            (Period::Month(1, 1), -1),
            (Period::Decade(2020), i32::MAX),
            (Period::Week(day("2020-12-28")), i32::MIN),
        ] {
            assert_eq!(period.shift(by), None, "{period:?} by {by}");
        }
    }

    #[test]
    fn a_winter_ends_in_the_next_year() {
        let winter = Period::Season(2020, Season::Winter);
        assert_eq!(winter.first().zip(winter.last()), Some((day("2020-12-01"), day("2021-02-28"))));
        assert_eq!(winter.edtf().map(|edtf| edtf.to_string()).as_deref(), Some("2020-24"));
    }
}
