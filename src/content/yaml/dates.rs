//! Help with dates that are not EDTF: the right form of what was meant, where only one thing can be meant.

use jiff::civil::Date;

use crate::edtf::Edtf;

/// What to write in place of `written`, which is no date.
pub(crate) fn help(written: &str) -> String {
    guess(written).map_or_else(
        || {
            "write the year first: 2024-07-28, 2024-07 or 2024; add ? to what is uncertain, ~ to what is approximate"
                .to_owned()
        },
        |date| format!("write {date}"),
    )
}

/// What to write in place of `written`, which has the form of a date that is not in the calendar.
pub(crate) fn help_impossible(written: &str) -> String {
    last_of_month(written).map_or_else(
        || "months go from 01 to 12, and days to the end of the month".to_owned(),
        |last| format!("the last day of that month is {last}"),
    )
}

fn last_of_month(written: &str) -> Option<Date> {
    let (month, _) = written.rsplit_once('-')?;
    month.parse::<Edtf>().ok()?.latest().filter(|_| month.contains('-'))
}

/// The EDTF form of three numbers in another order or with other marks between them.
fn guess(written: &str) -> Option<Edtf> {
    let day = written.split([' ', 'T']).next().unwrap_or(written);
    let numbers: Vec<&str> = day.split(['/', '.', '-']).collect();
    let all_digits =
        numbers.iter().all(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    if !all_digits {
        return None;
    }
    let (year, month, day) = match numbers[..] {
        [date] if date.len() == 8 => (&date[..4], &date[4..6], &date[6..]),
        [year, month, day] if year.len() == 4 => (year, month, day),
        [first, second, year] if year.len() == 4 && exceeds_months(first) => (year, second, first),
        [first, second, year] if year.len() == 4 && exceeds_months(second) => (year, first, second),
        [year, month] if year.len() == 4 => return format!("{year}-{month:0>2}").parse().ok(),
        _ => return None,
    };
    format!("{year}-{month:0>2}-{day:0>2}").parse().ok()
}

/// Whether a number can only be a day.
fn exceeds_months(number: &str) -> bool {
    number.parse::<u32>().is_ok_and(|number| number > 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_mean_one_day_is_guessed() {
        let table = [
            ("2024/07/28", Some("2024-07-28")),
            ("28.07.2024", Some("2024-07-28")),
            ("7/28/2024", Some("2024-07-28")),
            ("2024-7-8", Some("2024-07-08")),
            ("20240728", Some("2024-07-28")),
            ("2024-07-28 14:30", Some("2024-07-28")),
            ("2024/7", Some("2024-07")),
            ("07/08/2024", None),
            ("July 28", None),
            ("", None),
            ("２０２４", None),
        ];
        for (written, expected) in table {
            assert_eq!(guess(written).as_ref().map(Edtf::as_str), expected, "{written}");
        }
    }

    #[test]
    fn the_end_of_the_month_is_told() {
        assert_eq!(help_impossible("2024-02-30"), "the last day of that month is 2024-02-29");
        assert_eq!(help_impossible("2024-13-01"), "months go from 01 to 12, and days to the end of the month");
    }
}
