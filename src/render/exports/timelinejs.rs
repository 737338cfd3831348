//! A timeline for TimelineJS (Knight Lab). Its `text` is HTML, so every word of ours is escaped. Entries with no first day
//! are left out, as the format has no place for them.

use std::io::{self, Write};

use jiff::civil::Date;
use quick_xml::escape::escape;
use serde::{Serialize, Serializer};

use super::write_document;
use crate::edtf::{Edtf, Form, Precision};
use crate::render::publication::Publication;

/// The timeline.
#[derive(Serialize)]
struct Timeline<'a> {
    scale: &'static str,
    title: Title,
    events: Slides<'a>,
}

/// The slides of all entries, each of which is made when it is written.
struct Slides<'a>(&'a Publication<'a>);

impl Serialize for Slides<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(publication) = self;
        serializer.collect_seq((0..publication.dossier.chronology.len()).filter_map(|entry| slide(publication, entry)))
    }
}

/// The first slide.
#[derive(Debug, Serialize)]
struct Title {
    text: Text,
}

/// An entry.
#[derive(Debug, Serialize)]
struct Slide<'a> {
    unique_id: &'a str,
    start_date: Day,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Day>,
    text: Text,
}

/// A date, as exact as it is known.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_field_names, reason = "TimelineJS calls it so")]
struct Day {
    year: i16,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<i8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<i8>,
}

/// HTML.
#[derive(Debug, Serialize)]
struct Text {
    headline: String,
    text: String,
}

/// Writes the chronology.
pub(super) fn write(publication: &Publication<'_>, out: &mut dyn Write) -> io::Result<()> {
    let config = publication.config;
    let description = config.description.as_deref().unwrap_or_default();
    let timeline = Timeline {
        scale: "human",
        title: Title { text: Text { headline: html(&config.title), text: paragraph(description) } },
        events: Slides(publication),
    };
    write_document(&timeline, out)
}

fn slide<'a>(publication: &Publication<'a>, index: usize) -> Option<Slide<'a>> {
    let entry = &publication.dossier.chronology[index];
    let precision = precision(&entry.date);
    let start_date = day(entry.date.earliest()?, precision);
    let end_date = entry.date.latest().map(|last| day(last, precision)).filter(|end| *end != start_date);
    Some(Slide { unique_id: &entry.anchor, start_date, end_date, text: text(publication, index) })
}

/// How exactly both ends are known: a span or choice of dates by its days.
fn precision(date: &Edtf) -> Precision {
    match date.form() {
        Form::Single(date) => date.precision,
        Form::Interval { .. } | Form::OneOf(_) => Precision::Day,
    }
}

fn day(date: Date, precision: Precision) -> Day {
    Day {
        year: date.year(),
        month: (precision >= Precision::Season).then(|| date.month()),
        day: (precision == Precision::Day).then(|| date.day()),
    }
}

/// The headline, and below it the passages that tell it and a link to its page.
fn text(publication: &Publication<'_>, index: usize) -> Text {
    let entry = &publication.dossier.chronology[index];
    let event = entry.event.map(|event| publication.dossier.content.events[event].front.title.as_str());
    let passages: String = publication.entry_passages(entry).map(paragraph).collect();
    let url = publication.entry_url(index);
    let link = format!("<p><a href=\"{url}\">{}</a></p>", html(&publication.config.title), url = html(&url));
    Text { headline: html(event.unwrap_or_default()), text: passages + &link }
}

fn paragraph(words: &str) -> String {
    ["<p>", &*escape(words), "</p>"].concat()
}

fn html(words: &str) -> String {
    escape(words).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::exports::fixture;

    #[test]
    fn dates_are_as_exact_as_they_are_known() {
        insta::assert_snapshot!(fixture::written(|publication, out| write(publication, out)), @r#"
        {
          "scale": "human",
          "title": {
            "text": {
              "headline": "Flood, 2024",
              "text": "<p>One flood.</p>"
            }
          },
          "events": [
            {
              "unique_id": "dam-breaks",
              "start_date": {
                "year": 2024,
                "month": 5,
                "day": 5
              },
              "end_date": {
                "year": 2024,
                "month": 5,
                "day": 6
              },
              "text": {
                "headline": "The dam breaks; the town floods",
                "text": "<p>The dam at Peña Alta broke on Sunday.</p><p><a href=\"https://a.org/flood/events/dam-breaks/\">Flood, 2024</a></p>"
              }
            },
            {
              "unique_id": "e1",
              "start_date": {
                "year": 2024,
                "month": 5
              },
              "text": {
                "headline": "",
                "text": "<p>The water took 40 lives.</p><p><a href=\"https://a.org/flood/chronology/#e1\">Flood, 2024</a></p>"
              }
            },
            {
              "unique_id": "e2",
              "start_date": {
                "year": 2024,
                "month": 5,
                "day": 9
              },
              "text": {
                "headline": "",
                "text": "<p><a href=\"https://a.org/flood/chronology/#e2\">Flood, 2024</a></p>"
              }
            }
          ]
        }
        "#);
    }
}
