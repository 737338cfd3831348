//! Articles on the same matter: those that report the same measures, tell the same events, and speak of the same actors.

use std::cmp::Reverse;

use foldhash::HashMap;
use rayon::prelude::*;

use super::{ArticleIndex, Dossier, Target};

/// How many related articles a page can use.
const MOST_RELATED: usize = 6;
/// What a shared measure or event counts, where a shared actor counts one: a matter is told by what happened, not by who was there.
const MATTER_WEIGHT: u32 = 3;
/// What more articles than this share is the subject of the whole dossier and says nothing of two of them.
const TOO_COMMON: usize = 200;

/// Something that articles share.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Topic {
    Measure(usize),
    Entry(usize),
    Actor(usize),
}

/// For each article the nearest others, the nearest first. Needs the targets of all marks, and the actors of each article.
pub(super) fn articles(dossier: &Dossier) -> Vec<Vec<ArticleIndex>> {
    let mut sharing: HashMap<Topic, Vec<ArticleIndex>> = HashMap::default();
    let indices = (0..dossier.articles.len()).into_par_iter().map(ArticleIndex);
    let topics: Vec<Vec<Topic>> = indices.map(|article| topics_of(dossier, article)).collect();
    for (article, topics) in topics.iter().enumerate() {
        for &topic in topics {
            sharing.entry(topic).or_default().push(ArticleIndex(article));
        }
    }
    let scores = || Scores { of_article: vec![0; topics.len()], scored: Vec::new() };
    let articles = topics.par_iter().enumerate();
    articles.map_init(scores, |scores, (at, topics)| scores.nearest(ArticleIndex(at), topics, &sharing)).collect()
}

fn topics_of(dossier: &Dossier, article: ArticleIndex) -> Vec<Topic> {
    let actors = dossier.articles[article.0].actors.iter().map(|actor| Topic::Actor(actor.0));
    let mut topics: Vec<Topic> = matters_of(dossier, article).chain(actors).collect();
    topics.sort_unstable();
    topics.dedup();
    topics
}

/// The measures that an article reports and the entries of the chronology that it tells, in order of its text.
pub(super) fn matters_of(dossier: &Dossier, article: ArticleIndex) -> impl Iterator<Item = Topic> {
    dossier.articles[article.0].targets.iter().filter_map(|target| match *target {
        Target::Claim { ledger, .. } => Some(Topic::Measure(ledger)),
        Target::Entry(entry) => Some(Topic::Entry(entry)),
        Target::Actor(_) | Target::None => None,
    })
}

/// How much each article has in common with one of them. Kept from one article to the next, as it is as long as the dossier.
struct Scores {
    of_article: Vec<u32>,
    /// The articles whose score is not zero.
    scored: Vec<ArticleIndex>,
}

impl Scores {
    /// The articles that share the most with `article`; of those alike, the nearest in time.
    fn nearest(
        &mut self,
        article: ArticleIndex,
        topics: &[Topic],
        sharing: &HashMap<Topic, Vec<ArticleIndex>>,
    ) -> Vec<ArticleIndex> {
        for topic in topics {
            let weight = if matches!(topic, Topic::Actor(_)) { 1 } else { MATTER_WEIGHT };
            let others = &sharing[topic];
            if others.len() <= TOO_COMMON {
                others.iter().filter(|&&other| other != article).for_each(|&other| self.add(other, weight));
            }
        }
        let mut nearest: Vec<(ArticleIndex, u32)> =
            self.scored.drain(..).map(|other| (other, std::mem::take(&mut self.of_article[other.0]))).collect();
        nearest.sort_unstable_by_key(|&(other, score)| (Reverse(score), other.0.abs_diff(article.0), other));
        nearest.into_iter().take(MOST_RELATED).map(|(other, _)| other).collect()
    }

    fn add(&mut self, article: ArticleIndex, weight: u32) {
        let score = &mut self.of_article[article.0];
        if *score == 0 {
            self.scored.push(article);
        }
        *score += weight;
    }
}
