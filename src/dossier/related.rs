//! Articles on the same matter: those that report the same measures, tell the same events, and speak of the same actors.

use std::cmp::Reverse;
use std::hash::{Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use super::{ArticleIndex, Dossier, MarkIndex, Memory, Target, memory};
use crate::memo::Key;

/// How many related articles a page can use.
const MOST_RELATED: usize = 6;
/// What a shared measure or event counts, where a shared actor counts one: a matter is told by what happened, not by who was there.
const MATTER_WEIGHT: u32 = 3;
/// What more articles than this share is the subject of the whole dossier and says nothing of two of them.
const TOO_COMMON: usize = 200;

/// Something that articles share, by its number: first the measures, then the entries of the chronology, then the actors.
type Topic = usize;

/// What an article has in common with others.
#[derive(Debug, Default)]
pub(super) struct Related {
    /// The nearest others, the nearest first.
    pub(super) articles: Arc<[ArticleIndex]>,
    /// Those of them that report the same measure or tell the same event, in the same order.
    pub(super) on_same_matter: Vec<ArticleIndex>,
}

/// What each article has in common with others. Needs the targets of all marks, and the actors of each article.
pub(super) fn gather(dossier: &Dossier, memory: &Memory) -> Arc<[Arc<Related>]> {
    let topics = Topics::of(dossier);
    memory.related.get_or(|| topics.digest(), || topics.related(memory).into())
}

/// The topics of all articles.
struct Topics {
    /// How many measures and entries there are; the numbers from this one on are actors.
    matters: usize,
    /// More than the number of any topic: actors leave free places between them.
    all: usize,
    /// Those of each article, sorted.
    of_articles: Vec<Vec<Topic>>,
}

impl Topics {
    fn of(dossier: &Dossier) -> Self {
        let measures = dossier.ledgers.len();
        let matters = measures + dossier.chronology.len();
        let topic = move |&(_, target): &(MarkIndex, Target)| match target {
            Target::Claim { ledger, .. } => Some(ledger.at()),
            Target::Entry(entry) => Some(measures + entry.at()),
            Target::Actor(_) | Target::None => None,
        };
        let of_article = |at: usize| {
            let article = &dossier.articles[at];
            let actors = article.actors.iter().map(|actor| matters + actor.at());
            let mut topics: Vec<Topic> = article.aimed.iter().filter_map(topic).chain(actors).collect();
            topics.sort_unstable();
            topics.dedup();
            topics
        };
        let of_articles = (0..dossier.articles.len()).into_par_iter().map(of_article).collect();
        Self { matters, all: matters + dossier.actors.places(), of_articles }
    }

    /// A hash of all that tells who is related.
    fn digest(&self) -> Key {
        let mut hasher = Xxh3::new();
        hasher.write_usize(self.matters);
        self.of_articles.iter().for_each(|topics| topics.hash(&mut hasher));
        hasher.digest128()
    }

    fn related(&self, memory: &Memory) -> Vec<Arc<Related>> {
        let sharing = self.sharing();
        let version = |others: &Vec<ArticleIndex>| {
            if others.is_empty() { Key::default() } else { memory::key(Key::default(), others) }
        };
        let remembered = sharing.par_iter().filter(|_| memory.relations.remembers());
        let versions: Vec<Key> = remembered.map(version).collect();
        // What an article has in common with others depends on who shares its topics, and not on how these are numbered.
        let key = |&at: &usize| {
            let topics = self.of_articles[at].iter().map(|&topic| (self.is_matter(topic), versions[topic]));
            memory::key(Key::default(), (at, topics.collect::<Vec<_>>()))
        };
        let idle: Mutex<Vec<Scores>> = Mutex::default();
        let idle = || idle.lock().unwrap_or_else(PoisonError::into_inner);
        let related = |&at: &usize| {
            let scores = idle().pop();
            let mut scores = scores.unwrap_or_else(|| Scores::of(self.of_articles.len()));
            let articles = self.nearest(ArticleIndex::new(at), &sharing, &mut scores);
            idle().push(scores);
            let on_same_matter = articles.iter().copied().filter(|other| self.share_a_matter(at, other.at())).collect();
            Arc::new(Related { articles, on_same_matter })
        };
        memory.relations.of(&(0..self.of_articles.len()).collect::<Vec<_>>(), key, related)
    }

    /// Whether a topic is a measure or an entry.
    fn is_matter(&self, topic: Topic) -> bool {
        topic < self.matters
    }

    /// The articles of each topic.
    fn sharing(&self) -> Vec<Vec<ArticleIndex>> {
        let mut sharing = vec![Vec::new(); self.all];
        for (article, topics) in self.of_articles.iter().enumerate() {
            for &topic in topics {
                sharing[topic].push(ArticleIndex::new(article));
            }
        }
        sharing
    }

    /// The articles that share the most with `article`; of those alike, the nearest in time.
    fn nearest(
        &self,
        article: ArticleIndex,
        sharing: &[Vec<ArticleIndex>],
        scores: &mut Scores,
    ) -> Arc<[ArticleIndex]> {
        for &topic in &self.of_articles[article.at()] {
            let weight = if self.is_matter(topic) { MATTER_WEIGHT } else { 1 };
            let others = &sharing[topic];
            if others.len() <= TOO_COMMON {
                others.iter().filter(|&&other| other != article).for_each(|&other| scores.add(other, weight));
            }
        }
        let mut nearest = scores.take();
        let key = |&(other, score): &(ArticleIndex, u32)| (Reverse(score), other.at().abs_diff(article.at()), other);
        if nearest.len() > MOST_RELATED {
            nearest.select_nth_unstable_by_key(MOST_RELATED, key);
            nearest.truncate(MOST_RELATED);
        }
        nearest.sort_unstable_by_key(key);
        nearest.into_iter().map(|(other, _)| other).collect()
    }

    fn share_a_matter(&self, one: usize, other: usize) -> bool {
        let matters = |at: usize| self.of_articles[at].iter().take_while(|&&topic| self.is_matter(topic));
        matters(one).any(|topic| self.of_articles[other].binary_search(topic).is_ok())
    }
}

/// How much each article has in common with one of them. Kept from one article to the next, as it is as long as the dossier.
struct Scores {
    of_article: Vec<u32>,
    /// The articles whose score is not zero.
    scored: Vec<ArticleIndex>,
}

impl Scores {
    /// None yet, among so many articles.
    fn of(articles: usize) -> Self {
        Self { of_article: vec![0; articles], scored: Vec::new() }
    }

    fn add(&mut self, article: ArticleIndex, weight: u32) {
        let score = &mut self.of_article[article.at()];
        if *score == 0 {
            self.scored.push(article);
        }
        *score += weight;
    }

    /// All scores; after that, all are zero.
    fn take(&mut self) -> Vec<(ArticleIndex, u32)> {
        self.scored.drain(..).map(|other| (other, std::mem::take(&mut self.of_article[other.at()]))).collect()
    }
}
