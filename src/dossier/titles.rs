//! Titles: "the president" names whoever holds that office. It does so surely only where an actor's file says from when or
//! until when it was held, the report falls into that time, and the report has named that actor before, and no other of
//! whom the same is true.

use std::collections::BTreeSet;

use super::gazetteer::Gazetteer;
use super::mentions::{Found, Taken, name_at, reported};
use crate::content::actor::Role;
use crate::content::body::Text;
use crate::content::{Actor, Article, Document};
use crate::edtf::Edtf;
use crate::fold::fold;
use crate::reading::Reading;
use crate::reading::names::NameWords;
use crate::span::ByteSpan;

/// The titles of all actors whose time in office is known.
#[derive(Debug)]
pub(super) struct Titles {
    gazetteer: Gazetteer,
}

impl Titles {
    pub(super) fn new(actors: &[Document<Actor>]) -> Self {
        let roles = actors
            .iter()
            .enumerate()
            .flat_map(|(index, actor)| actor.front.roles.iter().map(move |role| (index, role)));
        let titles: Vec<(usize, String)> =
            roles.filter(|(_, role)| is_dated(role)).map(|(index, role)| (index, role.title.to_lowercase())).collect();
        Self { gazetteer: Gazetteer::of_names(titles.iter().map(|(index, title)| (*index, title.as_str()))) }
    }

    /// Where an article calls an actor by a title. `found` are the actors that it names, by place; `taken` are the places that
    /// are spoken for.
    pub(super) fn find(
        &self,
        actors: &[Document<Actor>],
        article: &Document<Article>,
        reading: &Reading,
        names: &NameWords,
        found: &[Found],
        taken: &Taken,
    ) -> Vec<Found> {
        let mut titles = Vec::new();
        for (text, words) in reported(&article.body) {
            for hit in self.gazetteer.find(&words.plain) {
                let is_named = taken.overlaps(text, hit.span) || name_at(&reading.names, text, hit.span).is_some();
                if is_named || !stands_alone(words, hit.span, names) {
                    continue;
                }
                let title = fold(hit.span.of_text(&words.plain));
                let holds = |actor: &usize| holds(&actors[*actor], &title, &article.front.published);
                let holders: BTreeSet<usize> = hit.actors.iter().copied().filter(holds).collect();
                let before =
                    found.iter().take_while(|named| (named.text, named.span.start()) < (text, hit.span.start()));
                let meant: BTreeSet<usize> =
                    before.map(|named| named.actor).filter(|actor| holders.contains(actor)).collect();
                if let (Some(&actor), 1) = (meant.first(), meant.len()) {
                    titles.push(Found { text, span: hit.span, actor, rule: "mention.title" });
                }
            }
        }
        titles
    }
}

fn is_dated(role: &Role) -> bool {
    role.since.is_some() || role.until.is_some()
}

/// Whether an actor holds the office of that folded title on the day of a report.
fn holds(actor: &Document<Actor>, title: &str, published: &Edtf) -> bool {
    actor.front.roles.iter().any(|role| {
        let since = role.since.as_ref().and_then(Edtf::earliest).zip(published.earliest());
        let until = role.until.as_ref().and_then(Edtf::latest).zip(published.latest());
        is_dated(role)
            && fold(&role.title) == title
            && since.is_none_or(|(since, published)| since <= published)
            && until.is_none_or(|(until, published)| published <= until)
    })
}

/// Whether an article stands before a title ("the president", not "a former president"), and no name, and nothing that says
/// of what, after it.
fn stands_alone(words: &Text, title: ByteSpan, names: &NameWords) -> bool {
    let before = words.plain.get(..title.start()).unwrap_or_default();
    let after = words.plain.get(title.end()..).unwrap_or_default().trim_start();
    let article = before.trim_end().rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let next = after.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let is_of = names.connectors.contains(next) || names.genitives.contains(next);
    before.ends_with(' ')
        && names.articles.contains(&article.to_lowercase())
        && !is_of
        && !next.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;

    /// The words with which a report of 2020 names the mayor of 2019 to 2021.
    fn named(text: &str) -> Vec<String> {
        let dossier = Fixture::default()
            .report("a", "Paper", "2020-05-01", text)
            .actor("ana", "{name: Ana Ruiz, kind: person, roles: [{title: Mayor, since: 2019, until: 2021}]}")
            .actor("bo", "{name: Bo Lind, kind: person, roles: [{title: Mayor, until: 2018}]}")
            .actor("cy", "{name: Cy Bell, kind: person, roles: [{title: Mayor}]}")
            .actor("di", "{name: Di Moor, kind: person, roles: [{title: mayor, since: 2020-01}]}")
            .build();
        let ana = dossier.actors.iter().find(|actor| actor.id.as_str() == "ana").unwrap();
        ana.mentions.iter().map(|&mention| dossier.words(mention).to_owned()).collect()
    }

    #[test]
    fn a_title_goes_to_who_holds_it_and_was_named() {
        assert_eq!(named("Ana Ruiz met Bo Lind and Cy Bell. The mayor left."), ["Ana Ruiz", "mayor"]);
        assert_eq!(named("Ana Ruiz came. They saw the Mayor’s hat."), ["Ana Ruiz", "Mayor"]);
    }

    #[test]
    fn in_doubt_a_title_is_nobodys() {
        for text in [
            "The mayor left. Ana Ruiz came.",
            "Ana Ruiz met Di Moor. The mayor left.",
            "Ana Ruiz met the mayor of Linden.",
            "Ana Ruiz met a former mayor.",
            "Ana Ruiz met the mayor Tom Hale.",
        ] {
            assert_eq!(named(text), ["Ana Ruiz"], "{text}");
        }
    }
}
