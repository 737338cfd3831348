//! Exports: the dossier in the forms of other programs. Each format is one file of this folder and one pure function from a
//! [`Publication`] to bytes; [`Format`] lists them for `diurna export`, [`Published`] those that the site publishes.
//! `docs/exports.md` describes every field.

mod actors;
mod annotations;
mod calendar;
mod chronology;
mod datapackage;
mod disagreements;
mod figures;
#[cfg(test)]
pub(crate) mod fixture;
mod followthemoney;
mod ledger;
mod number;
mod tables;
#[cfg(test)]
mod tests;
mod timelinejs;

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::feeds;
use super::publication::Publication;

/// A form in which a dossier can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Every claim of every measure, as JSON lines.
    Ledger,
    /// Everything that happened, as JSON lines.
    Chronology,
    /// Everyone who is named, as JSON lines.
    Actors,
    /// Every contradiction, as JSON lines.
    Disagreements,
    /// W3C Web Annotations, as JSON lines: the annotation page of one article a line.
    Annotations,
    /// FollowTheMoney entities, as JSON lines.
    FollowTheMoney,
    /// A TimelineJS timeline, as JSON.
    TimelineJs,
    /// The chronology as an iCalendar file.
    ICalendar,
    /// Every figure, as CSV.
    FiguresCsv,
    /// Everything that happened, as CSV.
    EventsCsv,
    /// Everyone who is named, as CSV.
    ActorsCsv,
    /// The articles, as CSV.
    ArticlesCsv,
    /// The newest articles, as an Atom feed.
    Atom,
    /// The newest articles, as a JSON Feed.
    JsonFeed,
}

impl Format {
    /// All formats, in the order in which they are documented.
    pub const ALL: [Self; 14] = [
        Self::Ledger,
        Self::Chronology,
        Self::Actors,
        Self::Disagreements,
        Self::Annotations,
        Self::FollowTheMoney,
        Self::TimelineJs,
        Self::ICalendar,
        Self::FiguresCsv,
        Self::EventsCsv,
        Self::ActorsCsv,
        Self::ArticlesCsv,
        Self::Atom,
        Self::JsonFeed,
    ];

    /// The name by which the command line calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ledger => "ledger",
            Self::Chronology => "chronology",
            Self::Actors => "actors",
            Self::Disagreements => "disagreements",
            Self::Annotations => "annotations",
            Self::FollowTheMoney => "followthemoney",
            Self::TimelineJs => "timelinejs",
            Self::ICalendar => "icalendar",
            Self::FiguresCsv => "figures-csv",
            Self::EventsCsv => "events-csv",
            Self::ActorsCsv => "actors-csv",
            Self::ArticlesCsv => "articles-csv",
            Self::Atom => "atom",
            Self::JsonFeed => "json-feed",
        }
    }

    /// Writes the dossier in this form.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(self, publication: &Publication<'_>, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Ledger => ledger::write(publication, out),
            Self::Chronology => chronology::write(publication, out),
            Self::Actors => actors::write(publication, out),
            Self::Disagreements => disagreements::write(publication, out),
            Self::Annotations => annotations::write(publication, out),
            Self::FollowTheMoney => followthemoney::write(publication, out),
            Self::TimelineJs => timelinejs::write(publication, out),
            Self::ICalendar => calendar::write(publication, out),
            Self::FiguresCsv => tables::figures(publication).write(out),
            Self::EventsCsv => tables::events(publication).write(out),
            Self::ActorsCsv => tables::actors(publication).write(out),
            Self::ArticlesCsv => tables::articles(publication).write(out),
            Self::Atom => feeds::write_atom(publication, out),
            Self::JsonFeed => feeds::write_json_feed(publication, out),
        }
    }
}

/// The formats that the site publishes as one file each, with its path.
const PUBLISHED: [(Format, &str); 9] = [
    (Format::Atom, feeds::ATOM_PATH),
    (Format::JsonFeed, feeds::JSON_FEED_PATH),
    (Format::FollowTheMoney, "data/entities.ftm.json"),
    (Format::TimelineJs, "data/timeline.json"),
    (Format::ICalendar, "data/chronology.ics"),
    (Format::FiguresCsv, "data/figures.csv"),
    (Format::EventsCsv, "data/events.csv"),
    (Format::ActorsCsv, "data/actors.csv"),
    (Format::ArticlesCsv, "data/articles.csv"),
];

/// A file that the site publishes for other programs.
#[derive(Clone, Copy, Debug)]
pub(super) enum Published {
    /// The dossier in one form.
    Format(Format),
    /// The description of the tables.
    DataPackage,
    /// The annotations of one article: an index into [`Publication::reports`].
    Annotations(usize),
}

impl Published {
    /// Every such file, with its path on the site: the feeds, `data/` and the annotations of each article.
    pub(super) fn all(publication: &Publication<'_>) -> impl Iterator<Item = (String, Self)> {
        let formats = PUBLISHED.into_iter().map(|(format, path)| (path.to_owned(), Self::Format(format)));
        let reports = publication.reports().iter().enumerate();
        formats
            .chain([(datapackage::PATH.to_owned(), Self::DataPackage)])
            .chain(reports.map(|(at, report)| (annotations::path_of(report), Self::Annotations(at))))
    }

    /// Whether it grows with the dossier.
    pub(super) fn is_large(self) -> bool {
        matches!(self, Self::Format(_))
    }

    /// Writes what it holds.
    ///
    /// # Errors
    /// A value that the form cannot hold, and those of `out`.
    pub(super) fn write(self, publication: &Publication<'_>, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Format(format) => format.write(publication, out),
            Self::DataPackage => datapackage::write(publication, &tables::all(publication), out),
            Self::Annotations(at) => annotations::write_page(publication, &publication.reports()[at], out),
        }
    }

    /// What it holds.
    ///
    /// # Errors
    /// A value that the form cannot hold.
    pub(super) fn bytes(self, publication: &Publication<'_>) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.write(publication, &mut bytes)?;
        Ok(bytes)
    }
}

/// Writes each value as one line of JSON, and hands on whole lines: JSON comes in very small pieces.
fn write_lines<T: Serialize>(lines: impl IntoIterator<Item = T>, out: &mut dyn Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    for line in lines {
        bytes.clear();
        serde_json::to_writer(&mut bytes, &line)?;
        bytes.push(b'\n');
        out.write_all(&bytes)?;
    }
    Ok(())
}

/// Writes one value as a JSON file that people can read too.
fn write_document(document: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    serde_json::to_writer_pretty(&mut out, document)?;
    out.write_all(b"\n")?;
    out.flush()
}
