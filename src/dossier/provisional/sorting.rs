//! Sorting: of which group each name of an article is, and which groups are named often enough to be actors.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::groups::{Belongings, Group, Groups};
use super::strangers::{Stranger, Strangers};
use super::{ActorNumber, Member};

/// In a small dossier, a name in so many articles is an actor.
const FEWEST_ARTICLES: usize = 2;

/// In a small dossier, also a name that stands so often in one article.
const FEWEST_MENTIONS: usize = 2;

/// How many times as often as within sentences, or with other words of its name, a name may stand in all. Names of which
/// reports speak ("Microsoft") open two sentences of five; "See" and "However" almost none but open one.
const MOST_OPENING: usize = 5;

/// See [`fewest_articles`]: with 50, two articles are enough in up to 450, four are needed in 1,000 and fourteen in 10,000.
const ARTICLES_OF_ONE: usize = 50;

/// In how many of `articles` a name must stand. New names keep coming with every article, about as the square root of their
/// number, so what is asked of a name grows alike: the list stays about as long, whatever the size of the dossier.
fn fewest_articles(articles: usize) -> usize {
    (articles / ARTICLES_OF_ONE).isqrt().max(FEWEST_ARTICLES)
}

/// Which groups are actors, and of which each name of each article is.
pub(super) struct Sorted {
    /// The groups that are actors, ascending, each with the names that are its own.
    pub(super) actors: Vec<(Group, Vec<Member>)>,
    /// The actor of each name of each article, by its place in `actors`.
    pub(super) of_articles: Vec<Box<[Option<ActorNumber>]>>,
    /// The names that could be of several groups, with these.
    pub(super) undecided: Vec<(Member, Vec<Group>)>,
}

/// Sorts the names of all articles by group. Takes the names that a group holds from those that are `listed`, by the index of
/// their keys.
pub(super) fn sort(articles: &[&Strangers], groups: &Groups<'_>, listed: &mut BTreeMap<usize, &str>) -> Sorted {
    let belongings: Vec<Belongings> = articles.par_iter().map(|strangers| groups.of_article(strangers)).collect();
    let are_actors = are_actors(articles, &belongings, groups, listed);
    let mut actors: Vec<(Group, Vec<Member>)> = Vec::new();
    let mut numbers = vec![None; groups.len()];
    for (group, _) in are_actors.iter().enumerate().filter(|(_, is_actor)| **is_actor) {
        numbers[group] = Some(ActorNumber::new(actors.len()));
        actors.push((Group::new(group), Vec::new()));
    }
    let mut undecided = Vec::new();
    let mut of_articles = Vec::with_capacity(articles.len());
    for (article, Belongings { groups, undecided: of_several }) in belongings.into_iter().enumerate() {
        let number = |group: &Option<Group>| numbers[group.as_ref()?.at()];
        let of_article: Box<[Option<ActorNumber>]> = groups.iter().map(number).collect();
        for (name, number) in of_article.iter().enumerate() {
            if let Some(number) = number {
                actors[number.at()].1.push(Member::new(article, name));
            }
        }
        of_articles.push(of_article);
        undecided.extend(of_several.into_iter().map(|(name, groups)| (Member::new(article, name), groups)));
    }
    Sorted { actors, of_articles, undecided }
}

/// Whether each group is an actor. Takes the names that a group holds from those that are `listed`.
fn are_actors(
    articles: &[&Strangers],
    belongings: &[Belongings],
    groups: &Groups<'_>,
    listed: &mut BTreeMap<usize, &str>,
) -> Vec<bool> {
    let mut counts = vec![Count::default(); groups.len()];
    let mut is_listed = vec![false; groups.len()];
    for &key in listed.keys() {
        is_listed[key] = true;
    }
    let mut holding: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (article, (strangers, belongings)) in (0..).zip(articles.iter().zip(belongings)) {
        for (name, group) in strangers.names().iter().zip(&belongings.groups) {
            let Some(group) = group.as_ref().map(|group| group.at()) else { continue };
            counts[group].add(article, name);
            let key = groups.index(name.key);
            if is_listed[key] {
                holding.insert((group, key));
            }
        }
    }
    let fewest = fewest_articles(articles.len());
    let mut are_actors: Vec<bool> = counts.iter().map(|count| count.recurs(fewest)).collect();
    for (group, key) in holding {
        are_actors[group] |= listed.remove(&key).is_some();
    }
    are_actors
}

/// How often a group is named. There are as many as names, so they are small.
#[derive(Clone, Debug, Default)]
struct Count {
    /// The number after that of the last article, which ascend.
    last: u32,
    /// In how many articles.
    articles: u32,
    /// How often in all.
    members: u32,
    /// How often not as a single word at the head of a sentence, where every word has a capital.
    plain: u32,
}

impl Count {
    /// Counts the places of a name in an article. Articles ascend.
    fn add(&mut self, article: u32, name: &Stranger) {
        let after = article + 1;
        self.articles += u32::from(std::mem::replace(&mut self.last, after) != after);
        self.members += name.count();
        self.plain += name.plain;
    }

    /// Whether a name stands in enough articles, and not mostly at the heads of sentences.
    fn recurs(&self, fewest_articles: usize) -> bool {
        let [articles, members, plain] = [self.articles, self.members, self.plain].map(|count| count as usize);
        let is_named = members <= plain * MOST_OPENING;
        let is_frequent = fewest_articles == FEWEST_ARTICLES && members >= FEWEST_MENTIONS;
        is_named && members > 0 && (articles >= fewest_articles || is_frequent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_asked_of_a_name_the_more_articles_there_are() {
        let asked = [0, 5, 449, 450, 1_000, 10_000].map(fewest_articles);
        assert_eq!(asked, [2, 2, 2, 3, 4, 14]);
    }
}
