//! Dates as the Extended Date/Time Format writes them (ISO 8601-2, EDTF levels 0 and 1, and the `[a,b]` sets of level 2
//! with which an editor says "one of these days"). A date is a span of days: `2024-07` is all of July.
//!
//! Understood: `2024-07-28`, `2024-07`, `2024`, `-0044`, `202X`, `2024-XX`, `2024-07-XX`, seasons `2024-21` to `2024-24`,
//! the qualifiers `?` (uncertain), `~` (approximate) and `%` (both), times `2024-07-28T14:30:00Z`, intervals
//! `2024-07-28/2024-08-02`, `2024-07/..`, `/2024`, sets `[2024-11,2025-12]`, `[2024-07-28..]`, `[..2024]`.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date, or a span or choice of dates, with the words it was written in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edtf {
    form: Form,
    written: Box<str>,
}

/// What an EDTF expression says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// One date, of whatever precision.
    Single(CalendarDate),
    /// From one date to another; an end may be open.
    Interval {
        /// The first date.
        start: End,
        /// The last date.
        end: End,
    },
    /// One of several dates, which is not known.
    OneOf(Vec<SetMember>),
}

/// An end of an interval.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// A date.
    Date(CalendarDate),
    /// `..`: it goes on without an end.
    Open,
    /// Nothing: it is not known.
    Unknown,
}

/// A member of a set.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SetMember {
    /// A date.
    Date(CalendarDate),
    /// Every date from the first to the last; a missing end is open.
    Range(Option<CalendarDate>, Option<CalendarDate>),
}

/// One date of the proleptic Gregorian calendar, as exact as it is known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CalendarDate {
    /// The days it covers, the first and the last.
    first: Date,
    last: Date,
    /// How exact it is.
    pub precision: Precision,
    /// `?` or `%`: the source is doubted.
    pub uncertain: bool,
    /// `~` or `%`: the value is rounded.
    pub approximate: bool,
}

/// How exact a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A century (`20XX`).
    Century,
    /// A decade (`202X`).
    Decade,
    /// A year.
    Year,
    /// A season of a year.
    Season,
    /// A month.
    Month,
    /// A day, with or without a time.
    Day,
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EdtfError {
    /// It has another form.
    #[error("“{0}” is not a date that EDTF knows")]
    Form(String),
    /// There is no such day, month or year.
    #[error("there is no such date as {0}")]
    NoSuchDate(String),
    /// The end lies before the start.
    #[error("“{0}” ends before it starts")]
    Backwards(String),
}

impl Edtf {
    /// One day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self::from(CalendarDate {
            first: date,
            last: date,
            precision: Precision::Day,
            uncertain: false,
            approximate: false,
        })
    }

    /// The days from `first` to `last`.
    #[must_use]
    pub fn days(first: Date, last: Date) -> Self {
        if first == last {
            Self::day(first)
        } else {
            parse(&format!("{first}/{last}")).unwrap_or_else(|_| Self::day(first))
        }
    }

    /// A date of which nothing is known: it has neither a beginning nor an end.
    #[must_use]
    pub fn unknown() -> Self {
        Self { form: Form::Interval { start: End::Unknown, end: End::Unknown }, written: "/".into() }
    }

    /// What is said.
    #[must_use]
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// The expression as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The first day that it may mean; none where it has no beginning.
    #[must_use]
    pub fn earliest(&self) -> Option<Date> {
        match &self.form {
            Form::Single(date) | Form::Interval { start: End::Date(date), .. } => Some(date.first),
            Form::Interval { .. } => None,
            Form::OneOf(members) => members.iter().map(SetMember::earliest).min().flatten(),
        }
    }

    /// The last day that it may mean; none where it has no end.
    #[must_use]
    pub fn latest(&self) -> Option<Date> {
        match &self.form {
            Form::Single(date) | Form::Interval { end: End::Date(date), .. } => Some(date.last),
            Form::Interval { .. } => None,
            Form::OneOf(members) => {
                let lasts: Option<Vec<Date>> = members.iter().map(SetMember::latest).collect();
                lasts.and_then(|lasts| lasts.into_iter().max())
            }
        }
    }

    /// The day, where exactly one is meant.
    #[must_use]
    pub fn single_day(&self) -> Option<Date> {
        match &self.form {
            Form::Single(date) if date.precision == Precision::Day => Some(date.first),
            _ => None,
        }
    }

    /// Whether both may mean the same day.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let begins_by = |a: &Self, b: &Self| match (a.earliest(), b.latest()) {
            (Some(first), Some(last)) => first <= last,
            _ => true,
        };
        begins_by(self, other) && begins_by(other, self)
    }

    /// Whether any part of it is doubted or rounded.
    #[must_use]
    pub fn is_qualified(&self) -> bool {
        self.written.contains(['?', '~', '%']) || matches!(self.form, Form::OneOf(_))
    }
}

/// The order of a chronology: by first day, then the shorter span first; what has no beginning comes first of all.
impl Ord for Edtf {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |date: &Self| (date.earliest(), date.latest().unwrap_or(Date::MAX));
        key(self).cmp(&key(other)).then_with(|| self.written.cmp(&other.written))
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl From<CalendarDate> for Edtf {
    fn from(date: CalendarDate) -> Self {
        let written = date.to_string().into();
        Self { form: Form::Single(date), written }
    }
}

impl CalendarDate {
    /// The first day covered.
    #[must_use]
    pub fn first(&self) -> Date {
        self.first
    }

    /// The last day covered.
    #[must_use]
    pub fn last(&self) -> Date {
        self.last
    }
}

impl fmt::Display for CalendarDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.first.year();
        match self.precision {
            Precision::Century => write!(formatter, "{:02}XX", year.div_euclid(100))?,
            Precision::Decade => write!(formatter, "{:03}X", year.div_euclid(10))?,
            Precision::Year => write!(formatter, "{year:04}")?,
            Precision::Season => write!(formatter, "{year:04}-{}", season_of(self.first.month()))?,
            Precision::Month => write!(formatter, "{year:04}-{:02}", self.first.month())?,
            Precision::Day => write!(formatter, "{}", self.first)?,
        }
        formatter.write_str(match (self.uncertain, self.approximate) {
            (true, true) => "%",
            (true, false) => "?",
            (false, true) => "~",
            (false, false) => "",
        })
    }
}

impl SetMember {
    fn earliest(&self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(date.first),
            Self::Range(start, _) => start.as_ref().map(|date| date.first),
        }
    }

    fn latest(&self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(date.last),
            Self::Range(_, end) => end.as_ref().map(|date| date.last),
        }
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        parse(text)
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.written)
    }
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

fn parse(text: &str) -> Result<Edtf, EdtfError> {
    let text = text.trim();
    let form = if let Some(inside) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Form::OneOf(inside.split(',').map(|part| parse_member(part.trim())).collect::<Result<_, _>>()?)
    } else if let Some((start, end)) = text.split_once('/') {
        Form::Interval { start: parse_end(start)?, end: parse_end(end)? }
    } else {
        Form::Single(parse_date(text)?)
    };
    let date = Edtf { form, written: text.into() };
    if date.earliest().zip(date.latest()).is_some_and(|(first, last)| first > last) {
        return Err(EdtfError::Backwards(text.to_owned()));
    }
    Ok(date)
}

fn parse_end(text: &str) -> Result<End, EdtfError> {
    match text {
        "" => Ok(End::Unknown),
        ".." => Ok(End::Open),
        _ => parse_date(text).map(End::Date),
    }
}

fn parse_member(text: &str) -> Result<SetMember, EdtfError> {
    let Some((start, end)) = text.split_once("..") else { return parse_date(text).map(SetMember::Date) };
    let optional = |part: &str| if part.is_empty() { Ok(None) } else { parse_date(part).map(Some) };
    let (start, end) = (optional(start)?, optional(end)?);
    if start.is_none() && end.is_none() {
        return Err(EdtfError::Form(text.to_owned()));
    }
    Ok(SetMember::Range(start, end))
}

fn parse_date(text: &str) -> Result<CalendarDate, EdtfError> {
    let (body, uncertain, approximate) = match text.char_indices().next_back() {
        Some((at, '?')) => (&text[..at], true, false),
        Some((at, '~')) => (&text[..at], false, true),
        Some((at, '%')) => (&text[..at], true, true),
        _ => (text, false, false),
    };
    let day = match body.split_once('T') {
        Some((day, time)) if is_time(time) => day,
        Some(_) => return Err(EdtfError::Form(text.to_owned())),
        None => body,
    };
    let (first, last, precision) = parse_calendar(day).map_err(|problem| problem.about(text))?;
    if body.contains('T') && precision != Precision::Day {
        return Err(EdtfError::Form(text.to_owned()));
    }
    Ok(CalendarDate { first, last, precision, uncertain, approximate })
}

enum Problem {
    Form,
    NoSuchDate,
}

impl Problem {
    fn about(self, text: &str) -> EdtfError {
        match self {
            Self::Form => EdtfError::Form(text.to_owned()),
            Self::NoSuchDate => EdtfError::NoSuchDate(text.to_owned()),
        }
    }
}

fn parse_calendar(text: &str) -> Result<(Date, Date, Precision), Problem> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let mut parts = digits.split('-');
    let year = parts.next().unwrap_or_default();
    let (month, day) = (parts.next(), parts.next());
    if parts.next().is_some() || year.len() != 4 {
        return Err(Problem::Form);
    }
    match (month, day) {
        (None, None) | (Some("XX"), None | Some("XX")) => parse_year(year, sign),
        (Some(month), None | Some("XX")) => parse_month(number(year)? * sign, number(two(month)?)?),
        (Some(month), Some(day)) => {
            let date = civil(number(year)? * sign, number(two(month)?)?, number(two(day)?)?)?;
            Ok((date, date, Precision::Day))
        }
        (None, Some(_)) => Err(Problem::Form),
    }
}

fn parse_year(year: &str, sign: i16) -> Result<(Date, Date, Precision), Problem> {
    let (known, span, precision) = match (year.strip_suffix("XX"), year.strip_suffix('X')) {
        (Some(century), _) => (century, 100, Precision::Century),
        (None, Some(decade)) => (decade, 10, Precision::Decade),
        (None, None) => (year, 1, Precision::Year),
    };
    let first = number(known)? * span * sign;
    Ok((civil(first, 1, 1)?, civil(first + span - 1, 12, 31)?, precision))
}

/// The months with which each season begins, after EDTF's codes 21 (spring) to 24 (winter) on the northern half of the earth.
const SEASON_STARTS: [i16; 4] = [3, 6, 9, 12];
/// The EDTF code of spring.
const FIRST_SEASON: i16 = 21;

fn season_of(month: i8) -> i16 {
    let codes = FIRST_SEASON..;
    let season = SEASON_STARTS.iter().zip(codes).find(|&(&start, _)| start == i16::from(month));
    season.map_or(FIRST_SEASON, |(_, code)| code)
}

fn parse_month(year: i16, month: i16) -> Result<(Date, Date, Precision), Problem> {
    let season = usize::try_from(month - FIRST_SEASON).ok().and_then(|at| SEASON_STARTS.get(at));
    let (first_month, months, precision) = match season {
        Some(&start) => (start, 3, Precision::Season),
        None => (month, 1, Precision::Month),
    };
    let first = civil(year, first_month, 1)?;
    let next = first.checked_add(jiff::Span::new().months(months)).map_err(|_| Problem::NoSuchDate)?;
    Ok((first, next.yesterday().map_err(|_| Problem::NoSuchDate)?, precision))
}

fn civil(year: i16, month: i16, day: i16) -> Result<Date, Problem> {
    let small = |value: i16| i8::try_from(value).map_err(|_| Problem::NoSuchDate);
    Date::new(year, small(month)?, small(day)?).map_err(|_| Problem::NoSuchDate)
}

fn two(digits: &str) -> Result<&str, Problem> {
    if digits.len() == 2 { Ok(digits) } else { Err(Problem::Form) }
}

fn number(digits: &str) -> Result<i16, Problem> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::Form);
    }
    digits.parse().map_err(|_| Problem::Form)
}

fn is_time(time: &str) -> bool {
    let clock = time.trim_end_matches('Z');
    let clock = clock.split_once(['+', '-']).map_or(clock, |(clock, _)| clock);
    clock.parse::<jiff::civil::Time>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(text: &str) -> (Option<String>, Option<String>) {
        let date: Edtf = text.parse().expect(text);
        (date.earliest().map(|day| day.to_string()), date.latest().map(|day| day.to_string()))
    }

    #[test]
    fn every_form_covers_its_days() {
        let rows = [
            ("2024-07-28", "2024-07-28", "2024-07-28"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2024", "2024-01-01", "2024-12-31"),
            ("202X", "2020-01-01", "2029-12-31"),
            ("20XX", "2000-01-01", "2099-12-31"),
            ("2024-XX", "2024-01-01", "2024-12-31"),
            ("2024-07-XX", "2024-07-01", "2024-07-31"),
            ("2024-24", "2024-12-01", "2025-02-28"),
            ("2024-07-28?", "2024-07-28", "2024-07-28"),
            ("2024~", "2024-01-01", "2024-12-31"),
            ("2024-07-28/2024-08-02", "2024-07-28", "2024-08-02"),
            ("[2024-11,2025-12]", "2024-11-01", "2025-12-31"),
            ("2024-07-28T14:30:00Z", "2024-07-28", "2024-07-28"),
        ];
        for (text, first, last) in rows {
            assert_eq!(bounds(text), (Some(first.to_owned()), Some(last.to_owned())), "{text}");
        }
        assert_eq!(bounds("[2024-07-28..]"), (Some("2024-07-28".to_owned()), None));
        assert_eq!(bounds("/2024"), (None, Some("2024-12-31".to_owned())));
        assert_eq!(bounds("2024-07/.."), (Some("2024-07-01".to_owned()), None));
        assert_eq!(bounds("-0044-03-15"), (Some("-000044-03-15".to_owned()), Some("-000044-03-15".to_owned())));
    }

    #[test]
    fn what_is_not_a_date_says_why() {
        let why = |text: &str| text.parse::<Edtf>().expect_err(text);
        assert!(matches!(why("28 July 2024"), EdtfError::Form(_)));
        assert!(matches!(why("2024-7-28"), EdtfError::Form(_)));
        assert!(matches!(why("2023-02-29"), EdtfError::NoSuchDate(_)));
        assert!(matches!(why("2024-13"), EdtfError::NoSuchDate(_)));
        assert!(matches!(why("2024-08/2024-07"), EdtfError::Backwards(_)));
        assert!(matches!(why("[..]"), EdtfError::Form(_)));
        assert!(matches!(why(""), EdtfError::Form(_)));
    }

    #[test]
    fn a_chronology_is_ordered_by_first_day_then_by_length() {
        let mut dates: Vec<Edtf> =
            ["2024", "2024-07-28", "2023-12-31", "2024-01-01", "/2020"].map(|text| text.parse().expect(text)).to_vec();
        dates.sort();
        let order: Vec<&str> = dates.iter().map(Edtf::as_str).collect();
        assert_eq!(order, ["/2020", "2023-12-31", "2024-01-01", "2024", "2024-07-28"]);
    }
}
