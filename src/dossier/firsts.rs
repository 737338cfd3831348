//! What an outlet was the first to report, what it reports alone, and what it reports differently: for the outlet's page.
//!
//! An outlet is first with an event or a measure where its report is older, by days, than those of all others that report it.
//! A copy says nothing of its own: it counts for the outlet of the original.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::Hash as _;
use std::sync::Arc;

use jiff::civil::Date;
use xxhash_rust::xxh3::Xxh3Default;

use super::{ArticleIndex, Dossier, Ledger, MarkIndex, Memory, SourceIndex};
use crate::memo::Key;

/// What one outlet's reports say before, without, or against the others: marks, the weightiest matter first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Firsts {
    /// What others report, too, but later.
    pub first: Vec<MarkIndex>,
    /// What nobody else reports.
    pub alone: Vec<MarkIndex>,
    /// Figures and dates that other reports contradict, in order of article and place.
    pub differently: Vec<MarkIndex>,
}

/// What each source was first with; a dossier of one outlet has none that is before others. Needs the copies, the ledgers and
/// the chronology, which is that of `version`.
pub(super) fn gather(dossier: &Dossier, version: Key, memory: &Memory) -> Arc<[Firsts]> {
    let reports = reports(dossier);
    memory.firsts.get_or(|| key(dossier, version, &reports), || firsts(dossier, &reports).into())
}

/// A hash of all that tells who was first.
fn key(dossier: &Dossier, chronology: Key, reports: &[Report]) -> Key {
    let mut hasher = Xxh3Default::new();
    (dossier.sources.len(), chronology, reports).hash(&mut hasher);
    for Ledger { claims, conflicts, .. } in &dossier.ledgers {
        (claims.len(), conflicts).hash(&mut hasher);
        for claim in claims {
            claim.figure.hash(&mut hasher);
        }
    }
    hasher.digest128()
}

fn firsts(dossier: &Dossier, reports: &[Report]) -> Vec<Firsts> {
    let mut firsts = vec![Firsts::default(); dossier.sources.len()];
    if dossier.sources.len() > 1 {
        for (mark, outlet, is_alone) in matters(dossier).filter_map(|marks| leader(reports, &marks)) {
            let firsts = &mut firsts[outlet.at()];
            if is_alone { firsts.alone.push(mark) } else { firsts.first.push(mark) }
        }
    }
    for mark in contradicted(dossier) {
        firsts[dossier.articles[mark.article.at()].source.at()].differently.push(mark);
    }
    firsts
}

/// Who published an article, and when.
#[derive(Clone, Copy, Hash)]
struct Report {
    outlet: SourceIndex,
    day: Option<Date>,
    /// Whether it says nothing of its own.
    is_copy: bool,
}

fn reports(dossier: &Dossier) -> Vec<Report> {
    let report = |article: ArticleIndex| {
        let annotated = &dossier.articles[article.at()];
        let day = dossier.document(article).front.published.earliest();
        Report { outlet: annotated.source, day, is_copy: annotated.copy_of.is_some() }
    };
    dossier.article_indices().map(report).collect()
}

/// The marks that tell of one thing: of each measure, then of each entry of the chronology, the weightiest first.
fn matters(dossier: &Dossier) -> impl Iterator<Item = Cow<'_, [MarkIndex]>> {
    let ledgers = dossier.ledgers.iter().map(|ledger| ledger.claims.iter().map(|claim| claim.figure).collect());
    let mut entries: Vec<_> = dossier.chronology.iter().collect();
    entries.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    ledgers.chain(entries.into_iter().map(|entry| Cow::Borrowed(entry.passages.as_slice())))
}

/// The mark that reports something first, its outlet, and whether no other outlet reports it; none where two came on one day.
fn leader(reports: &[Report], marks: &[MarkIndex]) -> Option<(MarkIndex, SourceIndex, bool)> {
    let own = || marks.iter().map(|mark| (*mark, reports[mark.article.at()])).filter(|(_, report)| !report.is_copy);
    let (first, report) = own().min_by_key(|(mark, report)| (report.day, *mark))?;
    let others = || own().filter(|(_, other)| other.outlet != report.outlet);
    let is_alone = others().next().is_none();
    let is_earlier = report.day.is_some() && others().all(|(_, other)| other.day > report.day);
    (is_alone || is_earlier).then_some((first, report.outlet, is_alone))
}

/// Figures that others contradict, and dates that are not the event's, in order.
fn contradicted(dossier: &Dossier) -> BTreeSet<MarkIndex> {
    let figures = dossier.ledgers.iter().flat_map(|ledger| {
        ledger.conflicts.iter().flat_map(|&(one, other)| [ledger.claims[one].figure, ledger.claims[other].figure])
    });
    let dates = dossier.chronology.iter().flat_map(|entry| entry.told.iter().map(|&(_, mark)| mark));
    figures.chain(dates).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    #[test]
    fn an_outlet_is_first_alone_or_against_the_others() {
        let dossier = Fixture::default()
            .measure("dead", "{title: Dead, kind: total, nouns: {en: [dead]}}")
            .measure("hurt", "{title: Hurt, kind: total, nouns: {en: [injured]}}")
            .report("a", "Gazette", "2024-08-01", "The storm left 12 dead.")
            .report("b", "Herald", "2024-08-02", "The storm left 14 dead and 30 injured.")
            .report("c", "Courier", "2024-08-03", "The storm left 14 dead and nothing else.")
            .build();
        let told = |outlet: &str, which: fn(&Firsts) -> &Vec<MarkIndex>| {
            let source = dossier.sources.iter().find(|source| source.name == outlet).unwrap();
            which(&source.firsts).iter().map(|&mark| dossier.words(mark)).collect::<Vec<_>>()
        };
        assert_eq!(told("Gazette", |firsts| &firsts.first), ["12 dead"]);
        assert_eq!(told("Herald", |firsts| &firsts.alone), ["30 injured"]);
        assert_eq!(told("Courier", |firsts| &firsts.first), Vec::<&str>::new());
        assert_eq!(told("Gazette", |firsts| &firsts.differently), ["12 dead"]);
        assert!(told("Herald", |firsts| &firsts.differently).contains(&"14 dead"));
    }

    #[test]
    fn two_on_one_day_are_not_first() {
        let dossier = Fixture::default()
            .measure("dead", "{title: Dead, kind: total, nouns: {en: [dead]}}")
            .report("a", "Gazette", "2024-08-01", "The storm left 12 dead.")
            .report("b", "Herald", "2024-08-01", "The storm left 12 dead.")
            .build();
        assert!(dossier.sources.iter().all(|source| source.firsts == Firsts::default()));
    }
}
