//! The chronology as JSON lines, in order of date. The form of a line is fixed: programs that compare timelines read it.

use std::io::{self, Write};

use serde::Serialize;

use super::number::Number;
use super::write_lines;
use crate::dossier::ChronologyEntry;
use crate::edtf::Edtf;
use crate::id::Id;
use crate::render::publication::Publication;

/// An entry of the chronology.
#[derive(Debug, Serialize)]
struct Line<'a> {
    date: &'a Edtf,
    weight: Number,
    sources: Vec<&'a Id>,
    text: &'a str,
    event: Option<&'a Id>,
}

/// Writes every entry.
pub(super) fn write(publication: &Publication<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_lines(publication.dossier.chronology.iter().map(|entry| line(publication, entry)), out)
}

fn line<'a>(publication: &Publication<'a>, entry: &'a ChronologyEntry) -> Line<'a> {
    Line {
        date: &entry.date,
        weight: Number(entry.weight),
        sources: publication.entry_articles(entry),
        text: publication.entry_text(entry),
        event: entry.event.map(|event| &publication.dossier.content.events[event].id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::exports::fixture;

    #[test]
    fn events_have_their_title_and_passages_their_sentence() {
        insta::assert_snapshot!(fixture::written(|publication, out| write(publication, out)), @r#"
        {"date":"2024-05-05/2024-05-06","weight":9,"sources":["2024-05-06-dam"],"text":"The dam breaks; the town floods","event":"dam-breaks"}
        {"date":"2024-05","weight":9,"sources":["2024-05-07-toll","2024-05-09-warning"],"text":"The water took 40 lives.","event":null}
        {"date":"2024-05-09","weight":9,"sources":["2024-05-09-warning"],"text":"","event":null}
        "#);
    }
}
