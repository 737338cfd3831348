//! Which reports are laid side by side: two that report one measure or tell one event. All such pairs would grow with the
//! square of a dossier, so the nearest are chosen, and those that contradict each other.

use std::sync::Arc;

use super::related::Related;
use super::{ArticleIndex, Disagreement, Dossier, MarkIndex};

/// Beside how many of its nearest a report is laid. A reader who wants more than the two nearest is better served by the
/// ledger, and each costs a page for every report.
const NEAREST: usize = 2;
/// Of how many contradictions of one ledger or date the reports are laid side by side; the ledger has all.
const MOST_CONTRADICTIONS: usize = 3;

/// For each report those beside which it is laid, in order. Whatever stands in one list stands in the other's too. `related`
/// are the others on its matter. Needs the copies, the ledgers, the chronology and the disagreements.
pub(super) fn choose(dossier: &Dossier, related: &[Arc<Related>]) -> Vec<Vec<ArticleIndex>> {
    let near = related.iter().enumerate().flat_map(|(at, related)| nearest(ArticleIndex::new(at), related));
    let contradicting = dossier.disagreements.iter().flat_map(|disagreement| contradicting(dossier, disagreement));
    let original = |article: ArticleIndex| dossier.articles[article.at()].copy_of.unwrap_or(article);
    let pairs = near.chain(contradicting).filter(|&(one, other)| original(one) != original(other));
    let mut both_ways: Vec<_> = pairs.flat_map(|(one, other)| [(one, other), (other, one)]).collect();
    both_ways.sort_unstable();
    both_ways.dedup();
    let mut beside = vec![Vec::new(); dossier.articles.len()];
    for (one, other) in both_ways {
        beside[one.at()].push(other);
    }
    beside
}

/// A report with the nearest that have a measure or an event in common with it, and not actors alone.
fn nearest(article: ArticleIndex, related: &Related) -> impl Iterator<Item = (ArticleIndex, ArticleIndex)> {
    related.on_same_matter.iter().take(NEAREST).map(move |&other| (article, other))
}

/// The reports that contradict each other in a disagreement.
fn contradicting(dossier: &Dossier, disagreement: &Disagreement) -> Vec<(ArticleIndex, ArticleIndex)> {
    let pairs: Vec<(MarkIndex, MarkIndex)> = match disagreement {
        Disagreement::Figures { ledger, .. } => {
            let ledger = &dossier.ledgers[*ledger];
            let figures = |&(one, other): &(usize, usize)| (ledger.claims[one].figure, ledger.claims[other].figure);
            ledger.conflicts.iter().map(figures).collect()
        }
        Disagreement::Dates { entry, .. } => {
            let entry = &dossier.chronology[*entry];
            let told = |passage: &MarkIndex| entry.told.iter().any(|(_, mark)| mark == passage);
            let first = entry.passages.iter().find(|passage| !told(passage));
            first.into_iter().flat_map(|&first| entry.told.iter().map(move |&(_, mark)| (first, mark))).collect()
        }
        Disagreement::Report { .. } => Vec::new(),
    };
    pairs.into_iter().take(MOST_CONTRADICTIONS).map(|(one, other)| (one.article, other.article)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::fixture::Fixture;

    fn pairs(fixture: Fixture) -> Vec<(String, String)> {
        let dossier = fixture.measure("dead", "{title: Dead, nouns: {en: [dead]}, kind: total}").build();
        let id = |article: ArticleIndex| dossier.document(article).id.to_string();
        let of = |article: ArticleIndex| {
            let later = dossier.articles[article.at()].beside.iter().filter(move |&&other| other > article);
            later.map(|&other| (id(article), id(other))).collect::<Vec<_>>()
        };
        dossier.article_indices().flat_map(of).collect()
    }

    fn pair(one: &str, other: &str) -> (String, String) {
        (one.to_owned(), other.to_owned())
    }

    #[test]
    fn reports_of_one_measure_or_event_are_laid_side_by_side() {
        let fixture = Fixture::default()
            .report("a", "Paper", "2024-05-01", "The storm left 12 dead.")
            .report("b", "Radio", "2024-05-02", "The storm left 30 dead.")
            .report("c", "Paper", "2024-05-03", "The council met on March 4.")
            .report("d", "Radio", "2024-05-04", "On March 4 the council met.")
            .report("e", "Radio", "2024-05-05", "Nothing happened.")
            .event("met", "{title: The council meets, date: 2024-03-04}");
        assert_eq!(pairs(fixture), [pair("a", "b"), pair("c", "d")]);
    }

    #[test]
    fn who_is_named_in_both_is_not_enough() {
        let fixture = Fixture::default()
            .report("a", "Paper", "2024-05-01", "Ana Ruiz left.")
            .report("b", "Radio", "2024-05-02", "Ana Ruiz came.")
            .actor("ana", "{name: Ana Ruiz, kind: person}");
        assert_eq!(pairs(fixture), []);
    }

    #[test]
    fn the_same_text_twice_is_no_pair() {
        let text = "The storm that came from the sea in the night left 12 dead in the harbour.";
        let fixture =
            Fixture::default().report("a", "Paper", "2024-05-01", text).report("b", "Radio", "2024-05-02", text);
        assert_eq!(pairs(fixture), []);
    }

    #[test]
    fn pairs_grow_with_the_reports_and_not_with_their_square() {
        let reports = 60;
        let fixture = (0..reports).fold(Fixture::default(), |fixture, number| {
            let words = format!("The storm left {} dead.", 100 + number);
            fixture.report(&format!("r{number:02}"), "Paper", "2024-05-01", &words)
        });
        let pairs = pairs(fixture).len();
        assert!((reports / 2..=NEAREST * reports + MOST_CONTRADICTIONS).contains(&pairs), "{pairs}");
    }
}
