//! The chronology as an iCalendar file (RFC 5545): one all-day event for each entry that has a first and a last day. Nothing in
//! it depends on when it is written: its time stamp is the first day of what it tells.

use std::borrow::Cow;
use std::io::{self, Write};

use icalendar::{Calendar, Component, Event, Property};
use jiff::civil::Date;

use crate::dossier::ChronologyEntry;
use crate::render::publication::{Publication, first_chars};

/// Who made the file, as RFC 5545 asks.
const PRODUCT: &str = "-//Diurna//Diurna//EN";

/// The last line of a calendar, after its events, which are too many to be held at once.
const END: &str = "END:VCALENDAR\r\n";

/// The years that the format can write: four digits.
const YEARS: std::ops::RangeInclusive<i16> = 1..=9998;

/// The most code points of a text: calendars show a line or two, and the library folds a line in quadratic time.
const MAX_TEXT: usize = 500;

/// Writes every entry whose days are known.
pub(super) fn write(publication: &Publication<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", PRODUCT));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("X-WR-CALNAME", one_line(&publication.config.title)));
    let calendar = calendar.to_string();
    out.write_all(calendar.strip_suffix(END).unwrap_or(&calendar).as_bytes())?;
    for event in (0..publication.dossier.chronology.len()).filter_map(|entry| event(publication, entry)) {
        out.write_all(event.try_into_string().map_err(io::Error::other)?.as_bytes())?;
    }
    out.write_all(END.as_bytes())
}

fn event(publication: &Publication<'_>, index: usize) -> Option<Event> {
    let entry = &publication.dossier.chronology[index];
    let (first, last) = (entry.date.earliest()?, entry.date.latest()?);
    if !YEARS.contains(&first.year()) || !YEARS.contains(&last.year()) {
        return None;
    }
    let url = publication.entry_url(index);
    let mut event = Event::with_uid(&url);
    event
        .add_property("DTSTAMP", format!("{}T000000Z", compact(first)))
        .append_property(day("DTSTART", first))
        .append_property(day("DTEND", last.tomorrow().ok()?))
        .summary(&one_line(summary(publication, entry)))
        .description(&one_line(&description(publication, entry)))
        .add_property("TRANSP", "TRANSPARENT")
        .add_property("URL", url);
    Some(event)
}

/// What happened; for passages that may not be shown, the date alone.
fn summary<'a>(publication: &Publication<'a>, entry: &'a ChronologyEntry) -> &'a str {
    let text = publication.entry_text(entry);
    if text.is_empty() { entry.date.as_str() } else { text }
}

/// The date as the dossier gives it, which may be less exact than days, and the outlets that tell it.
fn description(publication: &Publication<'_>, entry: &ChronologyEntry) -> String {
    let mut outlets: Vec<_> =
        entry.passages.iter().map(|passage| publication.report(passage.article).source.name.as_str()).collect();
    outlets.sort_unstable();
    outlets.dedup();
    std::iter::once(entry.date.as_str()).chain(outlets).collect::<Vec<_>>().join("; ")
}

/// A date without a time. `DTEND` is the day after the last.
fn day(name: &str, date: Date) -> Property {
    Property::new(name, compact(date)).add_parameter("VALUE", "DATE").done()
}

fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// The start of a text on one line, without the control characters that the format forbids.
fn one_line(text: &str) -> Cow<'_, str> {
    let start = if text.len() > MAX_TEXT { first_chars(text, MAX_TEXT) } else { text };
    if start.contains(char::is_control) { start.replace(char::is_control, " ").into() } else { start.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::exports::fixture;

    #[test]
    fn entries_are_all_day_events_with_an_exclusive_end() {
        let calendar = fixture::written(|publication, out| write(publication, out)).replace("\r\n", "\n");
        insta::assert_snapshot!(calendar, @r#"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Diurna//Diurna//EN
        CALSCALE:GREGORIAN
        X-WR-CALNAME:Flood\, 2024
        BEGIN:VEVENT
        DESCRIPTION:2024-05-05/2024-05-06\; The Gazette
        DTEND;VALUE=DATE:20240507
        DTSTAMP:20240505T000000Z
        DTSTART;VALUE=DATE:20240505
        SUMMARY:The dam breaks\; the town floods
        TRANSP:TRANSPARENT
        UID:https://a.org/flood/events/dam-breaks/
        URL:https://a.org/flood/events/dam-breaks/
        END:VEVENT
        BEGIN:VEVENT
        DESCRIPTION:2024-05\; The Gazette
        DTEND;VALUE=DATE:20240601
        DTSTAMP:20240501T000000Z
        DTSTART;VALUE=DATE:20240501
        SUMMARY:The water took 40 lives.
        TRANSP:TRANSPARENT
        UID:https://a.org/flood/chronology/#e1
        URL:https://a.org/flood/chronology/#e1
        END:VEVENT
        BEGIN:VEVENT
        DESCRIPTION:2024-05-09\; The Gazette
        DTEND;VALUE=DATE:20240510
        DTSTAMP:20240509T000000Z
        DTSTART;VALUE=DATE:20240509
        SUMMARY:2024-05-09
        TRANSP:TRANSPARENT
        UID:https://a.org/flood/chronology/#e2
        URL:https://a.org/flood/chronology/#e2
        END:VEVENT
        END:VCALENDAR
        "#);
    }

    #[test]
    fn a_text_is_one_line_of_bounded_length() {
        assert_eq!(one_line("a\r\nb\u{7}"), "a  b ");
        assert_eq!(one_line(&"ñ".repeat(MAX_TEXT + 1)).chars().count(), MAX_TEXT);
    }
}
