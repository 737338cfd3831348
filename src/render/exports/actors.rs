//! The actors as JSON lines, by name: who each is, how reports spell the name, and how often they speak of it.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use super::write_lines;
use crate::content::actor::{ActorKind, Relation, Role};
use crate::dossier::ActorEntry;
use crate::id::Id;
use crate::render::publication::Publication;

/// An actor.
#[derive(Debug, Serialize)]
struct Line<'a> {
    id: &'a Id,
    name: &'a str,
    kind: ActorKind,
    /// Whether no file says who this is.
    provisional: bool,
    aliases: &'a [String],
    spellings: BTreeSet<&'a str>,
    roles: &'a [Role],
    relations: &'a [Relation],
    mentions: usize,
    statements: usize,
    figures: usize,
    articles: Vec<&'a Id>,
    appears_with: Vec<Companion<'a>>,
    url: String,
}

/// An actor that is named in the same paragraphs.
#[derive(Debug, Serialize)]
struct Companion<'a> {
    actor: &'a Id,
    paragraphs: usize,
}

/// Writes every actor.
pub(super) fn write(publication: &Publication<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_lines(publication.dossier.actors.iter().map(|actor| line(publication, actor)), out)
}

fn line<'a>(publication: &Publication<'a>, actor: &'a ActorEntry) -> Line<'a> {
    let front = actor.document.map(|document| &publication.dossier.content.actors[document].front);
    Line {
        id: &actor.id,
        name: &actor.name,
        kind: actor.kind,
        provisional: front.is_none(),
        aliases: front.map(|front| front.aliases.as_slice()).unwrap_or_default(),
        spellings: spellings(publication, actor),
        roles: front.map(|front| front.roles.as_slice()).unwrap_or_default(),
        relations: front.map(|front| front.relations.as_slice()).unwrap_or_default(),
        mentions: actor.mentions.len(),
        statements: actor.statements.len(),
        figures: actor.figures.len(),
        articles: actor.articles.iter().map(|&article| &publication.report(article).document.id).collect(),
        appears_with: companions(publication, actor),
        url: publication.actor_url(actor),
    }
}

/// How reports whose words may be shown spell the actor's name.
pub(super) fn spellings<'a>(publication: &Publication<'a>, actor: &ActorEntry) -> BTreeSet<&'a str> {
    let words = |&index| {
        let (report, mark) = publication.mark(index);
        report.words(&mark.mark)
    };
    actor.mentions.iter().filter_map(words).collect()
}

fn companions<'a>(publication: &Publication<'a>, actor: &ActorEntry) -> Vec<Companion<'a>> {
    let companion = |&(other, paragraphs)| Companion { actor: &publication.actor(other).id, paragraphs };
    actor.appears_with.iter().map(companion).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::exports::fixture;

    #[test]
    fn actors_with_and_without_a_file() {
        insta::assert_snapshot!(fixture::written(|publication, out| write(publication, out)), @r#"
        {"id":"ana-ruiz","name":"Ana Ruiz","kind":"person","provisional":false,"aliases":["A. Ruiz"],"spellings":["Ana Ruiz"],"roles":[{"title":"mayor","of":"Peña Alta","since":"2019","until":null}],"relations":[{"to":"pena-alta","as":"mayor of"}],"mentions":1,"statements":0,"figures":0,"articles":["2024-05-06-dam"],"appears_with":[],"url":"https://a.org/flood/actors/ana-ruiz/"}
        {"id":"pena-alta","name":"Peña Alta","kind":"place","provisional":true,"aliases":[],"spellings":["Peña Alta"],"roles":[],"relations":[],"mentions":1,"statements":0,"figures":0,"articles":["2024-05-06-dam"],"appears_with":[],"url":"https://a.org/flood/actors/pena-alta/"}
        "#);
    }
}
