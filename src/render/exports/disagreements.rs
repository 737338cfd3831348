//! The disagreements as JSON lines, the sharpest first: figures of one measure that cannot all be true, events that reports
//! date differently, and reports whose own dates do not fit together.

use std::io::{self, Write};

use serde::Serialize;

use super::figures::{self, FigureRecord};
use super::write_lines;
use crate::dossier::{ArticleIndex, Disagreement, MarkIndex};
use crate::edtf::Edtf;
use crate::id::Id;
use crate::reading::mark::Value;
use crate::render::publication::Publication;

/// A disagreement.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line<'a> {
    /// Figures of one measure.
    Figures { measure: &'a Id, title: &'a str, sharpness: f64, claims: Vec<FigureRecord<'a>>, url: String },
    /// Dates of one event.
    Dates { event: Option<&'a Id>, text: &'a str, date: &'a Edtf, days: i32, told: Vec<Told<'a>>, url: String },
    /// A report whose own dates do not fit together.
    Report { article: &'a Id, title: &'a str, published: &'a Edtf, days: i32, told: Vec<Told<'a>>, url: String },
}

/// A date that contradicts the one established.
#[derive(Debug, Serialize)]
struct Told<'a> {
    date: &'a Edtf,
    words: Option<&'a str>,
    source: &'a Id,
    article: &'a Id,
    url: String,
}

/// Writes every disagreement.
pub(super) fn write(publication: &Publication<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_lines(publication.dossier.disagreements.iter().map(|disagreement| line(publication, disagreement)), out)
}

fn line<'a>(publication: &'a Publication<'a>, disagreement: &'a Disagreement) -> Line<'a> {
    match *disagreement {
        Disagreement::Figures { ledger, ref claims, sharpness } => figures_line(publication, ledger, claims, sharpness),
        Disagreement::Dates { entry, days } => dates_line(publication, entry, days),
        Disagreement::Report { article, nearest, days } => report_line(publication, article, nearest, days),
    }
}

fn figures_line<'a>(publication: &'a Publication<'a>, ledger: usize, claims: &[usize], sharpness: f64) -> Line<'a> {
    let ledger = &publication.dossier.ledgers[ledger];
    let measure = &publication.dossier.content.measures[ledger.measure];
    let record = |&claim: &usize| figures::of_claim(publication, ledger, &ledger.claims[claim]);
    Line::Figures {
        measure: &measure.id,
        title: &measure.front.title,
        sharpness,
        claims: claims.iter().filter_map(record).collect(),
        url: publication.document_url(measure),
    }
}

fn dates_line<'a>(publication: &'a Publication<'a>, index: usize, days: i32) -> Line<'a> {
    let entry = &publication.dossier.chronology[index];
    Line::Dates {
        event: entry.event.map(|event| &publication.dossier.content.events[event].id),
        text: publication.entry_text(entry),
        date: &entry.date,
        days,
        told: entry.told.iter().map(|(date, mark)| told(publication, date, *mark)).collect(),
        url: publication.entry_url(index),
    }
}

fn report_line<'a>(publication: &'a Publication<'a>, article: ArticleIndex, nearest: MarkIndex, days: i32) -> Line<'a> {
    let document = publication.report(article).document;
    let date = match &publication.mark(nearest).1.mark.value {
        Value::Date(timex) => timex.edtf.as_ref(),
        _ => None,
    };
    Line::Report {
        article: &document.id,
        title: &document.front.title,
        published: &document.front.published,
        days,
        told: date.map(|date| told(publication, date, nearest)).into_iter().collect(),
        url: publication.document_url(document),
    }
}

fn told<'a>(publication: &'a Publication<'a>, date: &'a Edtf, index: MarkIndex) -> Told<'a> {
    let (report, mark) = publication.mark(index);
    Told {
        date,
        words: report.words(&mark.mark),
        source: &report.source.id,
        article: &report.document.id,
        url: publication.mark_url(index),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::exports::fixture;

    #[test]
    fn figures_and_dates_that_contradict() {
        insta::assert_snapshot!(fixture::written(|publication, out| write(publication, out)), @r#"
        {"kind":"figures","measure":"deaths","title":"Deaths in the flood","sharpness":0.525,"claims":[{"measure":"deaths","title":"Deaths in the flood","words":"at least 28 people","low":28,"high":null,"approximate":false,"unit":"people","noun":"people","source":"gazette","article":"2024-05-06-dam","mark":"f1","published":"2024-05-06","origin":"the river office","part":null,"start":48,"end":66,"url":"https://a.org/flood/articles/2024-05-06-dam/#f1"},{"measure":"deaths","title":"Deaths in the flood","words":null,"low":19,"high":19,"approximate":false,"unit":"people","noun":"people","source":"gazette","article":"2024-05-09-warning","mark":"f1","published":"2024-05-09","origin":"Ana Ruiz","part":null,"start":46,"end":61,"url":"https://a.org/flood/articles/2024-05-09-warning/"}],"url":"https://a.org/flood/measures/deaths/"}
        {"kind":"dates","event":"dam-breaks","text":"The dam breaks; the town floods","date":"2024-05-05/2024-05-06","days":1,"told":[{"date":"2024-05-04","words":"on Sunday","source":"gazette","article":"2024-05-06-dam","url":"https://a.org/flood/articles/2024-05-06-dam/#d1"}],"url":"https://a.org/flood/events/dam-breaks/"}
        "#);
    }
}
