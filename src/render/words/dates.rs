//! Dates in words: "20 September 2024", "10–12 December 2024", "about 2015", "one of 9 or 10 May 2018".

use jiff::civil::Date;

use super::{Words, fill};
use crate::edtf::{CalendarDate, Edtf, End, Form, Precision, SetMember};

impl Words {
    /// The date as people write it.
    #[must_use]
    pub fn date(&self, date: &Edtf) -> String {
        match date.form() {
            Form::Single(date) => self.calendar_date(date),
            Form::Interval { start, end } => self.date_interval(start, end),
            Form::OneOf(members) => {
                if let [SetMember::Range(Some(start), Some(end))] = members.as_slice() {
                    return self.between(start, end);
                }
                let members: Vec<String> = members.iter().map(|member| self.set_member(member)).collect();
                match members.as_slice() {
                    [member] => member.clone(),
                    _ => self.date_pattern("one_of", &[("dates", &members.join(self.date_format("or")))]),
                }
            }
        }
    }

    /// The name of a month, 1 to 12.
    #[must_use]
    pub fn month(&self, month: i8) -> &str {
        let index = usize::try_from(month - 1).unwrap_or_default();
        self.months.get(index).map_or("", String::as_str)
    }

    /// A month of a year: `September 2018`.
    #[must_use]
    pub fn month_of_year(&self, year: i16, month: i8) -> String {
        self.date_pattern("month", &[("month", self.month(month)), ("year", &year.to_string())])
    }

    fn calendar_date(&self, date: &CalendarDate) -> String {
        let mut words = self.unqualified(date);
        if date.approximate {
            words = self.date_pattern("about", &[("date", &words)]);
        }
        if date.uncertain {
            words = self.date_pattern("uncertain", &[("date", &words)]);
        }
        words
    }

    fn unqualified(&self, date: &CalendarDate) -> String {
        let first = date.first();
        let year = first.year().to_string();
        match date.precision {
            Precision::Day => self.day(first),
            Precision::Month => self.month_of_year(first.year(), first.month()),
            Precision::Season => self.date_pattern("season", &[("season", self.season(first)), ("year", &year)]),
            Precision::Year => year,
            Precision::Decade => self.date_pattern("decade", &[("year", &year)]),
            Precision::Century => {
                self.date_pattern("years", &[("from", &year), ("to", &date.last().year().to_string())])
            }
        }
    }

    fn day(&self, date: Date) -> String {
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.date_pattern("day", &[("day", &day), ("month", self.month(date.month())), ("year", &year)])
    }

    /// The season that begins with `first`.
    fn season(&self, first: Date) -> &str {
        const SPRING: i8 = 3;
        const MONTHS: i8 = 3;
        let index = usize::try_from((first.month() - SPRING).div_euclid(MONTHS).rem_euclid(4)).unwrap_or_default();
        self.seasons.get(index).map_or("", String::as_str)
    }

    fn date_interval(&self, start: &End, end: &End) -> String {
        match (start, end) {
            (End::Date(start), End::Date(end)) => self.closed_interval(start, end),
            (End::Date(start), End::Open) => self.date_pattern("since", &[("date", &self.calendar_date(start))]),
            (End::Date(start), End::Unknown) => self.date_pattern("from", &[("date", &self.calendar_date(start))]),
            (End::Open | End::Unknown, End::Date(end)) => {
                self.date_pattern("until", &[("date", &self.calendar_date(end))])
            }
            (End::Open | End::Unknown, End::Open | End::Unknown) => self.date_format("unknown").to_owned(),
        }
    }

    /// Two dates, with month and year written once where they share them.
    fn closed_interval(&self, start: &CalendarDate, end: &CalendarDate) -> String {
        let (from, to) = (start.first(), end.first());
        let exact =
            [start, end].iter().all(|date| date.precision == Precision::Day && !date.uncertain && !date.approximate);
        let name = match exact {
            true if (from.year(), from.month()) == (to.year(), to.month()) => "days_of_month",
            true if from.year() == to.year() => "days_of_year",
            _ => {
                let [from, to] = [start, end].map(|date| self.calendar_date(date));
                return self.date_pattern("years", &[("from", &from), ("to", &to)]);
            }
        };
        let values = [
            ("day", &*from.day().to_string()),
            ("month", self.month(from.month())),
            ("end_day", &to.day().to_string()),
            ("end_month", self.month(to.month())),
            ("year", &from.year().to_string()),
        ];
        self.date_pattern(name, &values)
    }

    /// Some time from one date to another: "between November 2024 and December 2025".
    fn between(&self, start: &CalendarDate, end: &CalendarDate) -> String {
        let are_days = start.precision == Precision::Day && end.precision == Precision::Day;
        let name = if are_days { "between_days" } else { "between" };
        let [from, to] = [start, end].map(|date| self.calendar_date(date));
        self.date_pattern(name, &[("from", &from), ("to", &to)])
    }

    fn set_member(&self, member: &SetMember) -> String {
        match member {
            SetMember::Date(date) => self.calendar_date(date),
            SetMember::Range(Some(start), Some(end)) => self.closed_interval(start, end),
            SetMember::Range(Some(start), None) => {
                self.date_pattern("on_or_after", &[("date", &self.calendar_date(start))])
            }
            SetMember::Range(None, Some(end)) => {
                self.date_pattern("on_or_before", &[("date", &self.calendar_date(end))])
            }
            SetMember::Range(None, None) => self.date_format("unknown").to_owned(),
        }
    }

    fn date_pattern(&self, name: &str, values: &[(&str, &str)]) -> String {
        fill(self.date_format(name), values)
    }

    fn date_format<'a>(&'a self, name: &'a str) -> &'a str {
        self.dates.get(name).map_or(name, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{english, spanish};
    use super::*;

    #[test]
    fn dates_are_written_as_people_write_them() {
        let (english, spanish) = (english(), spanish());
        for (edtf, in_english, in_spanish) in [
            ("2024-09-20", "20 September 2024", "20 de septiembre de 2024"),
            ("2018-09", "September 2018", "septiembre de 2018"),
            ("2018", "2018", "2018"),
            ("2015~", "about 2015", "hacia 2015"),
            ("2018-05-20?", "20 May 2018 (uncertain)", "20 de mayo de 2018 (incierto)"),
            ("2024-12-10/2024-12-12", "10–12 December 2024", "10–12 de diciembre de 2024"),
            ("2024-07-28/2024-08-02", "28 July – 2 August 2024", "28 de julio – 2 de agosto de 2024"),
            (
                "2024-12-30/2025-01-02",
                "30 December 2024 – 2 January 2025",
                "30 de diciembre de 2024 – 2 de enero de 2025",
            ),
            ("2018-03/2018-05", "March 2018 – May 2018", "marzo de 2018 – mayo de 2018"),
            ("2024-07-28/..", "since 28 July 2024", "desde el 28 de julio de 2024"),
            ("../2024", "until 2024", "hasta 2024"),
            (
                "[2024-05-09,2024-05-10]",
                "one of 9 May 2024 or 10 May 2024",
                "uno de 9 de mayo de 2024 o 10 de mayo de 2024",
            ),
            (
                "[2024-11..2025-12]",
                "between November 2024 and December 2025",
                "entre noviembre de 2024 y diciembre de 2025",
            ),
            (
                "[2024-12-09..2024-12-12]",
                "between 9 December 2024 and 12 December 2024",
                "entre el 9 de diciembre de 2024 y el 12 de diciembre de 2024",
            ),
            ("[2024-07-28..]", "28 July 2024 or later", "28 de julio de 2024 o después"),
            ("2024-22", "summer 2024", "verano de 2024"),
            ("202X", "2020s", "década de 2020"),
        ] {
            let date: Edtf = edtf.parse().expect("it is EDTF");
            assert_eq!(english.date(&date), in_english, "{edtf}");
            assert_eq!(spanish.date(&date), in_spanish, "{edtf}");
        }
    }
}
