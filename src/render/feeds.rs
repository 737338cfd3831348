//! The feeds of the newest articles: Atom (RFC 4287) and JSON Feed 1.1. Both give the editor's summary or the first sentence
//! with a mark, never a report's full text. Their dates are the content's: no clock is read.

use std::io::{self, Write};

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use jiff::civil::Date;
use serde::Serialize;

use super::publication::{Publication, Report};

/// How many articles a feed has: enough for a reader who looks in once a month, and still a small file.
const MAX_ENTRIES: usize = 50;

/// The Atom feed's path on the site.
pub const ATOM_PATH: &str = "feed.xml";

/// The JSON Feed's path on the site.
pub const JSON_FEED_PATH: &str = "feed.json";

/// The version that a JSON Feed names.
const JSON_FEED_VERSION: &str = "https://jsonfeed.org/version/1.1";

/// The time of a feed with no article, or of an article with no first day: both formats demand one.
const NO_DATE: &str = "1970-01-01T00:00:00Z";

/// Writes the Atom feed.
///
/// # Errors
/// Those of `out`.
pub fn write_atom(publication: &Publication<'_>, out: &mut dyn Write) -> io::Result<()> {
    let config = publication.config;
    let url = publication.url(&format!("/{ATOM_PATH}"));
    let feed = Feed {
        title: text(&config.title),
        subtitle: config.description.as_deref().map(text),
        id: url.clone(),
        updated: atom_time(&newest(publication).map(updated).max().unwrap_or_else(|| NO_DATE.to_owned())),
        authors: vec![person(config.author.as_ref().unwrap_or(&config.title))],
        generator: Some(Generator { value: "Diurna".to_owned(), ..Generator::default() }),
        links: vec![link("self", &url, Some("application/atom+xml")), link("alternate", &publication.url("/"), None)],
        entries: newest(publication).map(|report| entry(publication, report)).collect(),
        lang: Some(config.language.clone()),
        ..Feed::default()
    };
    feed.write_to(&mut *out).map_err(io::Error::other)?;
    out.write_all(b"\n")
}

/// The newest articles, the newest first.
fn newest<'a>(publication: &'a Publication<'a>) -> impl Iterator<Item = &'a Report<'a>> {
    publication.reports().iter().rev().take(MAX_ENTRIES)
}

fn entry(publication: &Publication<'_>, report: &Report<'_>) -> Entry {
    let front = &report.document.front;
    let url = publication.document_url(report.document);
    let original = front.url.as_deref().map(|original| link("via", original, None));
    Entry {
        title: text(&front.title),
        id: url.clone(),
        updated: atom_time(&updated(report)),
        published: Some(atom_time(&published(report))),
        authors: vec![person(author(report))],
        categories: front.tags.iter().map(|tag| category(tag)).collect(),
        links: std::iter::once(link("alternate", &url, None)).chain(original).collect(),
        rights: front.license.as_deref().map(text),
        summary: report.summary().map(text),
        ..Entry::default()
    }
}

fn text(words: &str) -> Text {
    Text::plain(xml_chars(words))
}

fn link(rel: &str, href: &str, mime_type: Option<&str>) -> Link {
    Link { href: xml_chars(href), rel: rel.to_owned(), mime_type: mime_type.map(str::to_owned), ..Link::default() }
}

fn category(tag: &str) -> Category {
    Category { term: xml_chars(tag), ..Category::default() }
}

fn person(name: &str) -> Person {
    Person { name: xml_chars(name), ..Person::default() }
}

/// The words without the characters that XML 1.0 has no way to write, such as most controls.
fn xml_chars(words: &str) -> String {
    let is_writable = |character: char| match character {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        other => other >= ' ',
    };
    words.chars().filter(|&character| is_writable(character)).collect()
}

/// Who wrote an article, else the outlet.
fn author<'a>(report: &Report<'a>) -> &'a str {
    report.document.front.author.as_deref().unwrap_or(&report.source.name)
}

fn published(report: &Report<'_>) -> String {
    time(report.document.front.published.earliest())
}

/// When an article last changed: the day of its last correction, else of its publication.
fn updated(report: &Report<'_>) -> String {
    time(report.last_changed())
}

/// The first moment of a day, in UTC, as RFC 3339 writes it.
fn time(day: Option<Date>) -> String {
    let day = day.filter(|day| day.year() >= 0);
    day.map_or_else(|| NO_DATE.to_owned(), |day| format!("{day}T00:00:00Z"))
}

fn atom_time(time: &str) -> FixedDateTime {
    time.parse().unwrap_or_default()
}

/// A JSON Feed.
#[derive(Debug, Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    home_page_url: String,
    feed_url: String,
    language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    items: Vec<Item<'a>>,
}

/// An article of a JSON Feed.
#[derive(Debug, Serialize)]
struct Item<'a> {
    id: String,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    content_text: &'a str,
    date_published: String,
    date_modified: String,
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    language: &'a str,
}

/// A name.
#[derive(Debug, Serialize)]
struct Author<'a> {
    name: &'a str,
}

/// Writes the JSON Feed.
///
/// # Errors
/// Those of `out`.
pub fn write_json_feed(publication: &Publication<'_>, out: &mut dyn Write) -> io::Result<()> {
    let config = publication.config;
    let feed = JsonFeed {
        version: JSON_FEED_VERSION,
        title: &config.title,
        description: config.description.as_deref(),
        home_page_url: publication.url("/"),
        feed_url: publication.url(&format!("/{JSON_FEED_PATH}")),
        language: &config.language,
        authors: config.author.iter().map(|name| Author { name }).collect(),
        items: newest(publication).map(|report| item(publication, report)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &feed)?;
    out.write_all(b"\n")
}

fn item<'a>(publication: &Publication<'_>, report: &Report<'a>) -> Item<'a> {
    let front = &report.document.front;
    let url = publication.document_url(report.document);
    Item {
        id: url.clone(),
        url,
        external_url: front.url.as_deref(),
        title: &front.title,
        content_text: report.summary().unwrap_or(&front.title),
        date_published: published(report),
        date_modified: updated(report),
        authors: vec![Author { name: author(report) }],
        tags: &front.tags,
        language: report.language,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::exports::fixture;

    #[test]
    fn the_atom_feed_has_the_newest_article_first() {
        let atom = fixture::written(|publication, out| write_atom(publication, out));
        insta::assert_snapshot!(atom.replace("><", ">\n<"), @r#"
        <?xml version="1.0"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
        <title>Flood, 2024</title>
        <id>https://a.org/flood/feed.xml</id>
        <updated>2024-05-09T00:00:00+00:00</updated>
        <author>
        <name>A. Editor</name>
        </author>
        <generator>Diurna</generator>
        <link href="https://a.org/flood/feed.xml" rel="self" type="application/atom+xml"/>
        <link href="https://a.org/flood/" rel="alternate"/>
        <subtitle>One flood.</subtitle>
        <entry>
        <title>A warning</title>
        <id>https://a.org/flood/articles/2024-05-09-warning/</id>
        <updated>2024-05-09T00:00:00+00:00</updated>
        <author>
        <name>The Gazette</name>
        </author>
        <link href="https://a.org/flood/articles/2024-05-09-warning/" rel="alternate"/>
        <published>2024-05-09T00:00:00+00:00</published>
        <summary>=What the ministry knew.</summary>
        </entry>
        <entry>
        <title>Toll rises</title>
        <id>https://a.org/flood/articles/2024-05-07-toll/</id>
        <updated>2024-05-07T00:00:00+00:00</updated>
        <author>
        <name>The Gazette</name>
        </author>
        <link href="https://a.org/flood/articles/2024-05-07-toll/" rel="alternate"/>
        <published>2024-05-07T00:00:00+00:00</published>
        <summary>The water took 40 lives.</summary>
        </entry>
        <entry>
        <title>A dam breaks</title>
        <id>https://a.org/flood/articles/2024-05-06-dam/</id>
        <updated>2024-05-08T00:00:00+00:00</updated>
        <author>
        <name>B. Reporter</name>
        </author>
        <category term="flood"/>
        <link href="https://a.org/flood/articles/2024-05-06-dam/" rel="alternate"/>
        <link href="https://gazette.org/1" rel="via"/>
        <published>2024-05-06T00:00:00+00:00</published>
        <summary>The dam at Peña Alta broke on Sunday.</summary>
        </entry>
        </feed>
        "#);
    }

    #[test]
    fn the_json_feed_says_the_same() {
        insta::assert_snapshot!(fixture::written(|publication, out| write_json_feed(publication, out)), @r#"
        {
          "version": "https://jsonfeed.org/version/1.1",
          "title": "Flood, 2024",
          "description": "One flood.",
          "home_page_url": "https://a.org/flood/",
          "feed_url": "https://a.org/flood/feed.json",
          "language": "en",
          "authors": [
            {
              "name": "A. Editor"
            }
          ],
          "items": [
            {
              "id": "https://a.org/flood/articles/2024-05-09-warning/",
              "url": "https://a.org/flood/articles/2024-05-09-warning/",
              "title": "A warning",
              "content_text": "=What the ministry knew.",
              "date_published": "2024-05-09T00:00:00Z",
              "date_modified": "2024-05-09T00:00:00Z",
              "authors": [
                {
                  "name": "The Gazette"
                }
              ],
              "language": "en"
            },
            {
              "id": "https://a.org/flood/articles/2024-05-07-toll/",
              "url": "https://a.org/flood/articles/2024-05-07-toll/",
              "title": "Toll rises",
              "content_text": "The water took 40 lives.",
              "date_published": "2024-05-07T00:00:00Z",
              "date_modified": "2024-05-07T00:00:00Z",
              "authors": [
                {
                  "name": "The Gazette"
                }
              ],
              "language": "en"
            },
            {
              "id": "https://a.org/flood/articles/2024-05-06-dam/",
              "url": "https://a.org/flood/articles/2024-05-06-dam/",
              "external_url": "https://gazette.org/1",
              "title": "A dam breaks",
              "content_text": "The dam at Peña Alta broke on Sunday.",
              "date_published": "2024-05-06T00:00:00Z",
              "date_modified": "2024-05-08T00:00:00Z",
              "authors": [
                {
                  "name": "B. Reporter"
                }
              ],
              "tags": [
                "flood"
              ],
              "language": "en"
            }
          ]
        }
        "#);
    }

    #[test]
    fn a_day_that_rfc_3339_cannot_write_is_no_day() {
        assert_eq!(time(None), NO_DATE);
        assert_eq!(time("-0044-03-15".parse::<crate::edtf::Edtf>().expect("it is EDTF").earliest()), NO_DATE);
    }

    #[test]
    fn characters_that_xml_cannot_write_are_left_out() {
        assert_eq!(xml_chars("a\u{0}\u{1b}b\tc\u{ffff}ñ\u{1f30a}"), "ab\tcñ\u{1f30a}");
    }
}
