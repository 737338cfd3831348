//! One reported figure as exports give it: what the ledger, the disagreements and the table of figures have in common.

use serde::Serialize;

use super::number::Number;
use crate::dossier::{Claim, Ledger, MarkIndex, Part};
use crate::edtf::Edtf;
use crate::id::Id;
use crate::reading::mark::Figure;
use crate::render::publication::Publication;

/// A reported figure.
#[derive(Debug, Serialize)]
pub(super) struct FigureRecord<'a> {
    /// The measure's id; none for a figure that belongs to none.
    pub(super) measure: Option<&'a Id>,
    /// What the measure is called.
    pub(super) title: Option<&'a str>,
    /// The words as printed; none where they may not be shown.
    pub(super) words: Option<&'a str>,
    /// The least value that the words allow.
    pub(super) low: Number,
    /// The greatest; none without an upper bound.
    pub(super) high: Option<Number>,
    /// Whether the words say that the number is rounded.
    pub(super) approximate: bool,
    /// In what it is counted.
    pub(super) unit: &'a str,
    /// The counted thing.
    pub(super) noun: Option<&'a str>,
    /// The outlet's id.
    pub(super) source: &'a Id,
    /// The article's id.
    pub(super) article: &'a Id,
    /// The mark's anchor, unique in the article.
    pub(super) mark: &'a str,
    /// When the article was published.
    pub(super) published: &'a Edtf,
    /// Who gives the figure, apart from the outlet.
    pub(super) origin: Option<&'a str>,
    /// How it counts a part of the measure only; none where it counts all, and for a figure that belongs to no measure.
    pub(super) part: Option<Part>,
    /// The first code point in the report's plain text.
    pub(super) start: Option<usize>,
    /// The code point after the last.
    pub(super) end: Option<usize>,
    /// Where the figure stands.
    pub(super) url: String,
}

/// The claims of one ledger, oldest first.
pub(super) fn of_ledger<'a>(
    publication: &'a Publication<'a>,
    ledger: &'a Ledger,
) -> impl Iterator<Item = FigureRecord<'a>> {
    ledger.claims.iter().filter_map(move |claim| of_claim(publication, ledger, claim))
}

/// One claim; none if its mark is no figure, which no ledger holds.
pub(super) fn of_claim<'a>(
    publication: &'a Publication<'a>,
    ledger: &'a Ledger,
    claim: &'a Claim,
) -> Option<FigureRecord<'a>> {
    let measure = &publication.dossier.content.measures[ledger.measure];
    let record = of_mark(publication, claim.figure)?;
    let unit = if record.unit.is_empty() { measure.front.unit.as_deref().unwrap_or_default() } else { record.unit };
    Some(FigureRecord {
        measure: Some(&measure.id),
        title: Some(&measure.front.title),
        low: Number(claim.interval.low),
        high: claim.interval.high.map(Number),
        approximate: claim.interval.approximate,
        unit,
        origin: publication.origin(claim.figure, claim.origin),
        part: claim.part,
        ..record
    })
}

/// A figure that belongs to no measure; none if the mark is no figure.
pub(super) fn of_mark<'a>(publication: &'a Publication<'a>, index: MarkIndex) -> Option<FigureRecord<'a>> {
    let (report, anchored) = publication.mark(index);
    let Figure { interval, unit, noun, .. } = anchored.mark.figure()?;
    let position = report.position(&anchored.mark);
    Some(FigureRecord {
        measure: None,
        title: None,
        words: report.words(&anchored.mark),
        low: Number(interval.low),
        high: interval.high.map(Number),
        approximate: interval.approximate,
        unit: unit.name(),
        noun: noun.as_deref(),
        source: &report.source.id,
        article: &report.document.id,
        mark: &anchored.anchor,
        published: &report.document.front.published,
        origin: publication.origin(index, anchored.actor),
        part: None,
        start: position.map(|position| position.start),
        end: position.map(|position| position.end),
        url: publication.mark_url(index),
    })
}
