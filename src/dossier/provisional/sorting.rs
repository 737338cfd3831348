//! Sorting: of which group each occurrence of a name is, and which groups are named often enough to be actors.

use std::collections::{BTreeMap, BTreeSet};

use super::Member;
use super::groups::{Belonging, Groups, Last};

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
pub(super) fn fewest_articles(articles: usize) -> usize {
    (articles / ARTICLES_OF_ONE).isqrt().max(FEWEST_ARTICLES)
}

/// The occurrences of each group that is an actor, and those that could be of several groups.
pub(super) struct Sorted<'a> {
    pub(super) members: BTreeMap<usize, Vec<Member<'a>>>,
    pub(super) undecided: Vec<(Member<'a>, Vec<usize>)>,
}

/// Sorts the occurrences by group. Takes the names that a group holds from those that are `listed`, by the index of their keys.
pub(super) fn sort<'a>(
    occurrences: &[Member<'a>],
    groups: &Groups<'_>,
    listed: &mut BTreeMap<usize, &str>,
    fewest: usize,
) -> Sorted<'a> {
    let mut undecided = Vec::new();
    let mut group_of: Vec<Option<u32>> = vec![None; occurrences.len()];
    let mut counts = vec![Count::default(); groups.len()];
    let mut last = Last::of(groups.len());
    let mut holding: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut is_listed = vec![false; groups.len()];
    for &key in listed.keys() {
        is_listed[key] = true;
    }
    for (&member, of) in occurrences.iter().zip(&mut group_of) {
        match groups.of(member) {
            Belonging::One(group) => {
                *of = Some(group as u32);
                counts[group].add(member, last.is_new(group, member.article));
                let key = groups.index(member.occurrence.key);
                if is_listed[key] {
                    holding.insert((group, key));
                }
            }
            Belonging::Several(groups) => undecided.push((member, groups)),
        }
    }
    let mut is_actor: Vec<bool> = counts.iter().map(|count| count.recurs(fewest)).collect();
    for (group, key) in holding {
        is_actor[group] |= listed.remove(&key).is_some();
    }
    let mut members: BTreeMap<usize, Vec<Member<'_>>> = BTreeMap::new();
    for (&member, group) in occurrences.iter().zip(group_of) {
        if let Some(group) = group.map(|group| group as usize).filter(|&group| is_actor[group]) {
            members.entry(group).or_default().push(member);
        }
    }
    Sorted { members, undecided }
}

/// How often a group is named. There are as many as names, so they are small.
#[derive(Clone, Debug, Default)]
struct Count {
    /// In how many articles.
    articles: u32,
    /// How often in all.
    members: u32,
    /// How often not as a single word at the head of a sentence, where every word has a capital.
    plain: u32,
}

impl Count {
    /// Counts one more, perhaps of an article that was not counted yet.
    fn add(&mut self, Member { occurrence, .. }: Member<'_>, is_of_new_article: bool) {
        self.articles += u32::from(is_of_new_article);
        self.members += 1;
        let is_plain = !occurrence.opens_sentence || occurrence.form.is_several_words;
        self.plain += u32::from(is_plain);
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
