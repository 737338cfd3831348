//! Articles on the same matter: those that report the same measures, tell the same events, and speak of the same actors.

use std::collections::BTreeMap;

use super::{ArticleIndex, Dossier, Target};

/// How many related articles a page can use.
const MOST_RELATED: usize = 6;
/// What a shared measure or event counts, where a shared actor counts one: a matter is told by what happened, not by who was there.
const MATTER_WEIGHT: u32 = 3;
/// What more articles than this share is the subject of the whole dossier and says nothing of two of them.
const TOO_COMMON: usize = 200;

/// Something that articles share.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Topic {
    Measure(usize),
    Entry(usize),
    Actor(usize),
}

/// For each article the nearest others, the nearest first. Needs the targets of all marks, and the actors of each article.
pub(super) fn articles(dossier: &Dossier) -> Vec<Vec<ArticleIndex>> {
    let mut sharing: BTreeMap<Topic, Vec<ArticleIndex>> = BTreeMap::new();
    let topics: Vec<Vec<Topic>> = dossier.article_indices().map(|article| topics_of(dossier, article)).collect();
    for (article, topics) in topics.iter().enumerate() {
        topics.iter().for_each(|&topic| sharing.entry(topic).or_default().push(ArticleIndex(article)));
    }
    topics.iter().enumerate().map(|(article, topics)| nearest(ArticleIndex(article), topics, &sharing)).collect()
}

fn topics_of(dossier: &Dossier, article: ArticleIndex) -> Vec<Topic> {
    let annotated = &dossier.articles[article.0];
    let matters = annotated.marks.iter().filter_map(|anchored| match anchored.target {
        Target::Claim { ledger, .. } => Some(Topic::Measure(ledger)),
        Target::Entry(entry) => Some(Topic::Entry(entry)),
        Target::Actor(_) | Target::None => None,
    });
    let mut topics: Vec<Topic> = matters.chain(annotated.actors.iter().map(|actor| Topic::Actor(actor.0))).collect();
    topics.sort_unstable();
    topics.dedup();
    topics
}

fn nearest(article: ArticleIndex, topics: &[Topic], sharing: &BTreeMap<Topic, Vec<ArticleIndex>>) -> Vec<ArticleIndex> {
    let mut scores: BTreeMap<ArticleIndex, u32> = BTreeMap::new();
    for topic in topics {
        let weight = if matches!(topic, Topic::Actor(_)) { 1 } else { MATTER_WEIGHT };
        for &other in
            sharing[topic].iter().filter(|&&other| other != article).take_while(|_| sharing[topic].len() <= TOO_COMMON)
        {
            *scores.entry(other).or_default() += weight;
        }
    }
    let mut nearest: Vec<(ArticleIndex, u32)> = scores.into_iter().collect();
    nearest.sort_by_key(|&(other, score)| (std::cmp::Reverse(score), other.0.abs_diff(article.0), other));
    nearest.into_iter().take(MOST_RELATED).map(|(other, _)| other).collect()
}
