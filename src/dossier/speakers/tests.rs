//! Tests of who speaks: names, offices, pronouns, and those that stay open.

use super::*;
use crate::content::Content;
use crate::dossier::fixtures;

const ACTORS: [(&str, &str); 4] = [
    ("ana", "{name: Ana Ruiz, kind: person}"),
    ("bo", "{name: Bo Lind, kind: person}"),
    ("council", "{name: Water Council, kind: organization}"),
    ("union", "{name: Ferry Union, kind: organization}"),
];

/// Whom `words`, where they last stand in the last paragraph, mean.
fn meant(paragraphs: &[&str], words: &str) -> Option<String> {
    let content: Content = fixtures::content(&ACTORS, &[paragraphs]);
    let reading = fixtures::read(&content.articles[0]);
    let linked = fixtures::linked(&content);
    let kinds = linked.actors.iter().map(|actor| (actor.id.clone(), actor.kind)).collect();
    let speakers = Speakers {
        body: &content.articles[0].body,
        reading: &reading,
        mentions: &mentions(&linked.mentions(0)),
        kinds: &kinds,
        lexicon: Lexicon::for_language("en"),
    };
    let text = TextId::new(paragraphs.len() - 1);
    let at = paragraphs[text.at()].rfind(words).unwrap();
    speakers.of_words(text, ByteSpan::new(at, at + words.len())).map(|id| id.to_string())
}

#[test]
fn a_name_with_its_office_is_its_bearer() {
    assert_eq!(
        meant(&["Water Council president Ana Ruiz said no."], "Water Council president Ana Ruiz").as_deref(),
        Some("ana")
    );
    assert_eq!(meant(&["The Water Council said no."], "The Water Council").as_deref(), Some("council"));
    for office in ["Foreign Secretary of State", "Minister for Home Affairs", "The president of the Lake League"] {
        let named = format!("{office} Ana Ruiz");
        assert_eq!(meant(&[&format!("{named} said no.")], &named).as_deref(), Some("ana"), "{named}");
    }
}

#[test]
fn a_possessor_and_what_follows_a_preposition_do_not_speak() {
    assert_eq!(meant(&["Ana Ruiz’s lawyer said no."], "Ana Ruiz’s lawyer"), None);
    assert_eq!(meant(&["A friend of Ana Ruiz said no."], "A friend of Ana Ruiz"), None);
    assert_eq!(meant(&["The Ana Ruiz campaign said no."], "The Ana Ruiz campaign"), None);
    for other in ["A friend of President Ana Ruiz", "The lawyer of Ana Ruiz", "A letter to Secretary of State Ana Ruiz"]
    {
        assert_eq!(meant(&[&format!("{other} said no.")], other), None, "{other}");
    }
}

#[test]
fn a_pronoun_is_the_fitting_actor_named_last() {
    assert_eq!(meant(&["They met Ana Ruiz of the Water Council. She said no."], "She").as_deref(), Some("ana"));
    assert_eq!(meant(&["They met Ana Ruiz and the Water Council. It said no."], "It").as_deref(), Some("council"));
    assert_eq!(meant(&["They met the Water Council. The council said no."], "The council").as_deref(), Some("council"));
    assert_eq!(meant(&["It rained. Then Bo Lind came.", "He said no."], "He").as_deref(), Some("bo"));
    assert_eq!(meant(&["It rained. Then Bo Lind came.", "He’d said no."], "He’d").as_deref(), Some("bo"));
}

#[test]
fn in_doubt_nobody_is_meant() {
    assert_eq!(meant(&["They met Ana Ruiz and then Carla Voss. She said no."], "She"), None);
    assert_eq!(meant(&["Then Bo Lind came. It rained.", "He said no."], "He"), None);
    assert_eq!(meant(&["They met Ana Ruiz. Officials said no."], "Officials"), None);
}

#[test]
fn it_is_the_only_body_near_or_none() {
    assert_eq!(meant(&["The Ferry Union met the Water Council. It said no."], "It"), None);
    assert_eq!(meant(&["The Ferry Union met. Then it rained. It said no."], "It"), None);
    assert_eq!(meant(&["The Ferry Union met.", "It said no."], "It").as_deref(), Some("union"));
}

#[test]
fn a_body_is_known_by_its_noun_as_far_back_as_it_was_named() {
    let paragraphs =
        ["The Ferry Union met the Water Council.", "It rained.", "The union said no, the council said yes."];
    assert_eq!(meant(&paragraphs, "The union").as_deref(), Some("union"));
    assert_eq!(meant(&paragraphs, "the council").as_deref(), Some("council"));
}
