//! Copies: reports that are one text. An outlet that prints an agency's text, cut a little or with a paragraph of its own,
//! gives the agency's word and not another one.
//!
//! A report is a copy of an earlier one where most of either stands in the other. A text that is quoted in full inside a
//! longer one makes no copy, nor does a short piece taken from a long one: they share passages (see [`super::passages`]).

use rayon::prelude::*;

use super::{ArticleIndex, Dossier, Passage};

/// The share of the later report that must stand in the earlier one.
const LEAST_OF_LATER: f64 = 0.75;
/// The share of the earlier report that must stand in the later one, which may be cut.
const LEAST_OF_EARLIER: f64 = 0.5;

/// Notes of each report what it is a copy of, and what is a copy of it. Needs the passages.
pub(super) fn note(dossier: &mut Dossier) {
    for (copy, original) in find(dossier).into_iter().enumerate() {
        let Some(original) = original else { continue };
        dossier.articles[copy].copy_of = Some(original);
        dossier.articles[original.at()].copies.push(ArticleIndex::new(copy));
    }
}

/// For each report the earliest that it is a copy of.
pub(super) fn find(dossier: &Dossier) -> Vec<Option<ArticleIndex>> {
    let lengths: Vec<usize> = dossier.articles.iter().map(|article| article.annotation.length).collect();
    let of_two = dossier.passages.par_chunk_by(|one, other| articles(one) == articles(other));
    let of_copies = of_two.filter(|shared| is_copy(&lengths, shared)).map(|shared| articles(&shared[0]));
    let mut copies: Vec<Option<ArticleIndex>> = vec![None; dossier.articles.len()];
    for (earlier, later) in of_copies.collect::<Vec<_>>() {
        if copies[later.at()].is_none() {
            copies[later.at()] = Some(copies[earlier.at()].unwrap_or(earlier));
        }
    }
    copies
}

fn articles(passage: &Passage) -> (ArticleIndex, ArticleIndex) {
    (passage.first.article, passage.second.article)
}

/// Whether the passages that two reports share are most of both, of which `lengths` tells how long they are.
fn is_copy(lengths: &[usize], shared: &[Passage]) -> bool {
    let (earlier, later) = articles(&shared[0]);
    let of_earlier: usize = shared.iter().map(|passage| passage.first.span.len()).sum();
    let of_later: usize = shared.iter().map(|passage| passage.second.span.len()).sum();
    let is_most =
        |shared: usize, share: f64, article: ArticleIndex| shared as f64 >= share * lengths[article.at()] as f64;
    is_most(of_later, LEAST_OF_LATER, later) && is_most(of_earlier, LEAST_OF_EARLIER, earlier)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    const STORM: &str = "A storm cut the power of forty villages on the northern coast on Friday night. \
        The ferry company said that no boat would leave the harbour before Sunday morning. \
        Schools in the three largest towns of the district stay closed until further notice.";
    const ROADS: &str = "Repair crews were sent from the capital with two hundred poles and four cranes. \
        The road along the river is under water at the old mill and cannot be used.";
    const OTHER: &str = "The mayor of the largest town asked everybody to save drinking water for a week. \
        Two bakeries gave away their bread because their ovens had no more electricity.";

    const FERRY: &str = "The ferry that had left on Friday evening came back with ninety passengers and a broken window. \
        Nobody on board was hurt, and the captain praised the calm of two school classes from the islands.";

    /// What the second of two reports is a copy of.
    fn is_copy(first: &str, second: &str) -> bool {
        let dossier = Fixture::default()
            .report("first", "Agency", "2024-01-01", first)
            .report("second", "Paper", "2024-01-02", second)
            .build();
        dossier.articles[1].copy_of == Some(ArticleIndex::new(0))
    }

    #[test]
    fn a_copy_with_a_paragraph_changed_is_one() {
        let whole = format!("{STORM}\n\n{ROADS}\n\n{OTHER}\n\n{FERRY}");
        let own =
            "Our reporter found the old mill under water and its owner on the roof, where she had spent the night.";
        assert!(is_copy(&whole, &whole.replace(ROADS, own)), "another paragraph in place of one");
        let agency = format!("{STORM}\n\n{ROADS}\n\n{OTHER}");
        assert!(is_copy(&agency, &agency));
        assert!(is_copy(&agency, &format!("{STORM}\n\nOur reporter saw empty shops.\n\n{ROADS}\n\n{OTHER}")));
        assert!(is_copy(&agency, &format!("{STORM}\n\n{ROADS}")), "cut at the end");
        assert!(is_copy(&agency, &agency.replace("forty villages", "forty-one villages")), "lightly edited");
    }

    #[test]
    fn a_paraphrase_is_none() {
        let told_anew = "Forty coastal villages in the north lost electricity when a storm came over them at the end of the week. \
            Until Sunday no ferry will sail, its operator announced, and pupils of the bigger towns have no lessons.";
        assert!(!is_copy(STORM, told_anew));
    }

    #[test]
    fn a_text_inside_another_is_none_but_is_linked() {
        let longer = format!(
            "{ROADS}\n\n{OTHER}\n\n> {STORM}\n\nThe wind broke two windows of the town hall and a door in the market."
        );
        assert!(!is_copy(STORM, &longer));
        assert!(!is_copy(&longer, STORM), "a piece taken from a longer text");
        let dossier = Fixture::default()
            .report("first", "Agency", "2024-01-01", STORM)
            .report("second", "Paper", "2024-01-02", &longer)
            .build();
        assert_eq!(dossier.passages.len(), 1);
    }

    #[test]
    fn copies_of_copies_are_of_the_first() {
        let dossier = Fixture::default()
            .report("a", "Agency", "2024-01-01", STORM)
            .report("b", "Paper", "2024-01-02", STORM)
            .report("c", "Post", "2024-01-03", STORM)
            .build();
        let copies: Vec<Option<ArticleIndex>> = dossier.articles.iter().map(|article| article.copy_of).collect();
        assert_eq!(copies, [None, Some(ArticleIndex::new(0)), Some(ArticleIndex::new(0))]);
    }
}
