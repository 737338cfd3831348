//! When a saved page was published: what it states for machines, else the first date that it shows, else the date in its address.

use dom_query::Document;
use jiff::civil::Date;
use jiff::fmt::rfc2822;
use url::Url;

use crate::content::plain;
use crate::edtf::Edtf;
use crate::reading::{self, mark::Value};

/// Where a page states the day, beside what is known as its metadata, the surest first.
const STATED: [&str; 8] = [
    "meta[itemprop='datePublished']",
    "[itemprop='datePublished']",
    "meta[property='og:article:published_time']",
    "meta[name='article:published_time']",
    "meta[name='DC.date.issued' i]",
    "meta[name='pubdate' i]",
    "meta[name='publish-date' i]",
    "meta[name='date' i]",
];

/// Where a page shows it, the likeliest first.
const SHOWN: [&str; 4] = ["time[pubdate]", "article time[datetime]", "main time[datetime]", "time[datetime]"];

/// The language of a date in words on a page that names none.
const LANGUAGE: &str = "en";

/// The day on which a page was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Published {
    pub(super) day: Date,
    pub(super) found: Found,
}

/// How the day was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The page states it for machines.
    Stated,
    /// It is the first date that the page shows.
    Shown,
    /// It stands in the address.
    InAddress,
}

/// When a page was published of which `metadata` is known and whose address is `url`.
pub(super) fn published(
    page: &Document,
    metadata: Option<&str>,
    url: Option<&Url>,
    language: Option<&str>,
) -> Option<Published> {
    let of_element = |selector: &&str| {
        let selected = page.select(selector);
        let value = ["content", "datetime"].into_iter().find_map(|name| selected.attr(name));
        day(&value.unwrap_or_else(|| selected.text()), language)
    };
    let stated = metadata.and_then(|metadata| day(metadata, language)).or_else(|| STATED.iter().find_map(of_element));
    let shown = || SHOWN.iter().find_map(of_element);
    let in_address = url.and_then(in_address);
    // A machine may state the time of Greenwich, where it is another day already or still.
    let as_outlet_counts = |day: Date| in_address.filter(|other| is_next_to(*other, day)).unwrap_or(day);
    let found = |found: Found| move |day: Date| Published { day, found };
    stated
        .map(|day| found(Found::Stated)(as_outlet_counts(day)))
        .or_else(|| shown().map(found(Found::Shown)))
        .or_else(|| in_address.map(found(Found::InAddress)))
}

fn is_next_to(one: Date, other: Date) -> bool {
    one.tomorrow().is_ok_and(|next| next == other) || one.yesterday().is_ok_and(|before| before == other)
}

/// The day that a text names, as its outlet counts days: `2024-09-06T23:30:00-04:00` is the 6th. Machines write it in many forms,
/// and some pages have it in words.
fn day(text: &str, language: Option<&str>) -> Option<Date> {
    let text = text.trim();
    iso(text)
        .or_else(|| rfc2822::DateTimeParser::new().parse_zoned(text).ok().map(|time| time.date()))
        .or_else(|| in_words(text, language))
}

/// `2024-09-06`, `2024/9/6` or `20240906`, whatever follows but a digit.
fn iso(text: &str) -> Option<Date> {
    let is_other = |letter: char| !letter.is_ascii_digit() && !"-/".contains(letter);
    let numbers = text.split(is_other).next()?;
    let parts: Vec<&str> = numbers.split(['-', '/']).collect();
    let (year, month, day) = match parts[..] {
        [year, month, day, ..] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => (year, month, day),
        [compact] if compact.len() == 8 => (&compact[..4], &compact[4..6], &compact[6..]),
        _ => return None,
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `September 6, 2024`, as reports are read.
fn in_words(text: &str, language: Option<&str>) -> Option<Date> {
    let article = plain::article("date", text, Edtf::unknown(), language);
    let (reading, _) = reading::read(&article, LANGUAGE);
    reading.marks.iter().find_map(|mark| match &mark.value {
        Value::Date(date) => {
            let edtf = date.edtf.as_ref().filter(|_| !date.year_is_inferred)?;
            edtf.earliest().filter(|first| edtf.latest() == Some(*first))
        }
        _ => None,
    })
}

/// The day in an address such as `/world/2024/09/06/title` or `/2024-09-06-title`.
fn in_address(url: &Url) -> Option<Date> {
    let path = url.path();
    let starts = path.match_indices('/').map(|(at, slash)| &path[at + slash.len()..]);
    starts.filter(|rest| rest.get(4..5).is_some_and(|separator| "-/".contains(separator))).find_map(iso)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_all_forms_that_pages_have() {
        let table = [
            ("2024-09-06", None),
            ("2024-09-06T23:30:00-04:00", None),
            ("2024-09-06 10:00", None),
            ("2024/9/6", None),
            ("20240906", None),
            ("20240906T101500Z", None),
            ("Fri, 06 Sep 2024 12:00:00 GMT", None),
            ("September 6, 2024", Some("en")),
            ("Published on Friday, 6 September 2024 at 10:15", Some("en")),
            ("6 de septiembre de 2024", Some("es")),
        ];
        for (text, language) in table {
            assert_eq!(day(text, language).map(|day| day.to_string()).as_deref(), Some("2024-09-06"), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "2024",
            "2024-09",
            "2024-13-01",
            "1725580800",
            "1725580800000",
            "2024-09-061",
            "yesterday",
            "September 6",
        ] {
            assert_eq!(day(text, Some("en")), None, "{text}");
        }
    }

    #[test]
    fn addresses_tell_a_day() {
        let table = [
            ("https://example.org/news/2024/09/06/title/", Some("2024-09-06")),
            ("https://example.org/2024-09-06-title.html", Some("2024-09-06")),
            ("https://example.org/2015/1/1/2045/title", Some("2015-01-01")),
            ("https://example.org/2024/title-20240906", None),
            ("https://example.org/article/20240906", None),
        ];
        for (url, expected) in table {
            let found = in_address(&Url::parse(url).unwrap()).map(|day| day.to_string());
            assert_eq!(found.as_deref(), expected, "{url}");
        }
    }
}
