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
const SHOWN: [&str; 4] = ["time[pubdate]", "article time", "main time", "time"];

/// How the time of Greenwich ends.
const GREENWICH: [&str; 5] = ["Z", "+00:00", "+0000", "GMT", "UTC"];

/// The first year of which a page may be: programs write the year 1 where they know none.
const FIRST_YEAR: i16 = 1900;

/// The day that programs write where they know none.
const NO_DAY: Date = jiff::civil::date(1970, 1, 1);

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

/// When a page was published, of which `metadata` is known, and whose address is `url`.
pub(super) fn published<'a>(
    page: &Document,
    metadata: impl Iterator<Item = &'a str>,
    url: Option<&Url>,
    language: Option<&str>,
) -> Option<Published> {
    let of_element = |selector: &&str| {
        let selected = page.select(selector);
        let value = ["content", "datetime"].into_iter().find_map(|name| selected.attr(name));
        value.unwrap_or_else(|| selected.text()).to_string()
    };
    let in_address = url.and_then(in_address);
    // The time of Greenwich may be of the day before or after that of the outlet, by which it calls the page.
    let as_outlet_counts = |text: &str, day: Date| {
        let is_of_greenwich = GREENWICH.iter().any(|end| text.trim_end().ends_with(end));
        in_address.filter(|other| is_of_greenwich && is_next_to(*other, day)).unwrap_or(day)
    };
    let of_text = |text: &str| day(text, language).map(|day| as_outlet_counts(text, day));
    let stated = metadata.map(str::to_owned).chain(STATED.iter().map(of_element)).find_map(|text| of_text(&text));
    let shown = || SHOWN.iter().find_map(|selector| day(&of_element(selector), language));
    let found = |found: Found| move |day: Date| Published { day, found };
    stated
        .map(found(Found::Stated))
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
    let rfc2822 = || rfc2822::DateTimeParser::new().parse_zoned(text).ok().map(|time| time.date());
    let day = iso(text).or_else(rfc2822).or_else(|| in_words(text, language))?;
    (day.year() >= FIRST_YEAR && day != NO_DAY).then_some(day)
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
    fn the_day_is_that_of_the_outlet() {
        let url = Url::parse("https://example.org/2024/09/06/title").unwrap();
        let table = [
            ("2024-09-07T01:00:00Z", "2024-09-06"),
            ("Sat, 07 Sep 2024 01:00:00 GMT", "2024-09-06"),
            ("2024-09-07T01:00:00+02:00", "2024-09-07"),
            ("2024-09-07", "2024-09-07"),
            ("2024-09-08T01:00:00Z", "2024-09-08"),
        ];
        for (stated, day) in table {
            let published = published(&Document::from(""), [stated].into_iter(), Some(&url), None).unwrap();
            assert_eq!((published.day.to_string().as_str(), published.found), (day, Found::Stated), "{stated}");
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
