//! Small dossiers from end to end: anchors, passages, links, outlets, actors.

use insta::assert_snapshot;

use super::fixture::Fixture;
use super::{ActorIndex, ArticleIndex, Dossier};
use crate::diagnostic::Diagnostic;
use crate::id::{DocumentKind, DocumentRef, Id};
use crate::reading::mark::{Speaker, Value};

fn anchors(dossier: &Dossier) -> Vec<(&str, &str)> {
    dossier.marks().map(|(index, anchored)| (dossier.words(index), &*anchored.anchor)).collect()
}

fn messages(diagnostics: &[Diagnostic]) -> String {
    let message =
        |problem: &Diagnostic| format!("{}\n  {}", problem.message, problem.help.as_deref().unwrap_or_default());
    diagnostics.iter().map(message).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_anchor_stays_when_another_sentence_is_edited() {
    let one = |text: &str| Fixture::default().report("a", "Gazette", "2024-08-01", text).build();
    let before = one("There were 12 boats. Later 12 boats and 12 boats sank.\n\nThe end.");
    let after = one("It rained. There were 12 boats and no wind. Later 12 boats and 12 boats sank.\n\nThe very end.");
    assert_eq!(anchors(&before)[1..], anchors(&after)[1..]);
    assert_ne!(anchors(&before)[0], anchors(&after)[0]);
    let different: std::collections::BTreeSet<_> = anchors(&before).into_iter().map(|(_, anchor)| anchor).collect();
    assert_eq!(different.len(), 3);
}

#[test]
fn a_repeated_sentence_has_numbered_anchors() {
    let dossier =
        Fixture::default().report("a", "Gazette", "2024-08-01", "There were 12 boats.\n\nThere were 12 boats.").build();
    let marks = anchors(&dossier);
    assert_eq!(marks[1].1, format!("{}-2", marks[0].1));
    let texts = &dossier.articles[0].annotation.text_anchors;
    assert_eq!(&*texts[1], format!("{}-2", texts[0]));
}

#[test]
fn a_quotation_alone_in_its_paragraph_goes_on_with_the_one_before() {
    let said = |paragraphs: &[&str]| {
        let dossier = Fixture::default()
            .actor("ana", "{name: Ana Silva, kind: person}")
            .report("a", "Gazette", "2024-08-01", &paragraphs.join("\n\n"))
            .build();
        dossier.actors[ActorIndex::new(0)]
            .statements
            .iter()
            .map(|&statement| dossier.words(statement).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        said(&["Ana Silva said: “The dam held. It is old.", "“Nobody needs to leave the valley.”"]),
        ["“The dam held. It is old.", "“Nobody needs to leave the valley.”"]
    );
    let apart = "“Nobody needs to leave the valley.”";
    assert_eq!(said(&["“The dam held,” Ana Silva said.", "It rained.", apart]), ["“The dam held,”"]);
    assert_eq!(said(&["“The dam held,” a baker said.", apart]), Vec::<String>::new());
}

#[test]
fn nobody_is_named_as_the_speaker_where_a_pronoun_leaves_it_open() {
    let speaker = |text: &str| {
        let dossier = Fixture::default()
            .actor("ana", "{name: Ana Silva, kind: person}")
            .report("a", "Gazette", "2024-08-01", text)
            .build();
        dossier.marks().find_map(|(_, anchored)| match &anchored.mark.value {
            Value::Statement(statement) => Some((statement.speaker.clone(), anchored.actor)),
            _ => None,
        })
    };
    let open = speaker("“Nobody needs to leave the valley today,” she said.");
    assert_eq!(open, Some((Speaker::Unknown, None)));
    assert_eq!(speaker("“Nobody needs to leave the valley today,” she’d said."), open);
    let known = speaker("Ana Silva came. “Nobody needs to leave the valley today,” she said.");
    assert!(matches!(known, Some((Speaker::Named { .. }, Some(actor))) if actor == ActorIndex::new(0)), "{known:?}");
}

#[test]
fn plain_words_bear_no_mark() {
    let dossier = Fixture::default()
        .actor("gazette", "{name: The Paper, kind: organization}")
        .report(
            "a",
            "Gazette",
            "2024-08-01",
            "Flight [103 boats](#plain), `104 boats` and https://example.org/105 of [The Paper](#plain).",
        )
        .build();
    assert_eq!(anchors(&dossier), []);
}

#[test]
fn articles_that_share_sentences_are_linked_both_ways() {
    let shared = "The harbour master said on the radio that every ferry had reached the port before the storm came.";
    let near = shared.replace("every ferry", "each ferry");
    let dossier = Fixture::default()
        .report(
            "a",
            "Gazette",
            "2024-08-01",
            &format!("Nobody slept. {shared} It rained in the hills that night, and the roads were closed at six."),
        )
        .report(
            "b",
            "Herald",
            "2024-08-02",
            &format!("A quiet night. {near} It rained in the hills that night, and the roads were closed at six."),
        )
        .report(
            "c",
            "Courier",
            "2024-08-03",
            "A harbour master spoke on the radio. Ferries had all come home well before the storm, we heard.",
        )
        .build();
    let [passage] = &*dossier.passages else { panic!("{:?}", dossier.passages) };
    assert_eq!((passage.first.article, passage.second.article), (ArticleIndex::new(0), ArticleIndex::new(1)));
    let words = |end: super::PassageEnd| end.span.of_text(&dossier.text(end.article, end.text).plain);
    assert!(words(passage.second).starts_with("The harbour master") && words(passage.second).ends_with("at six."));
}

#[test]
fn an_anchor_that_is_not_there_is_told_with_the_nearest() {
    let (_, diagnostics) = Fixture::default()
        .page("method", "## How we count\n\nSee [below](#how-we-cont).")
        .report(
            "a",
            "Gazette",
            "2024-08-01",
            "See [how](../method.md#how-we-count), [why](../method.md#reasons), [b](b.md).",
        )
        .report("b", "Herald", "2024-08-02", "## Late news\n\nNothing.")
        .build_with_diagnostics();
    assert_snapshot!(messages(&diagnostics), @r"
    there is no anchor “#reasons” in page “method”
      link to a heading of that page, or leave the anchor out
    there is no anchor “#how-we-cont” on this page
      did you mean “#how-we-count”?
    ");
}

#[test]
fn documents_know_who_links_to_them() {
    let dossier = Fixture::default()
        .page("method", "See [the vote](../events/vote.md).")
        .event("vote", "{title: Vote, date: 2024-07-28}")
        .report(
            "a",
            "Gazette",
            "2024-08-01",
            "After [the vote](../events/vote.md) it rained.[^1]\n\n[^1]: See [the method](../method.md).",
        )
        .build();
    let from = |kind, id: &str| -> Vec<String> {
        let links = dossier.backlinks.get(&DocumentRef::new(kind, Id::new(id))).cloned().unwrap_or_default();
        links.iter().map(|link| format!("{} {}", link.from, link.mark.map_or("", |mark| dossier.words(mark)))).collect()
    };
    assert_eq!(from(DocumentKind::Event, "vote"), ["article “a” the vote", "page “method” "]);
    assert_eq!(from(DocumentKind::Page, "method"), ["article “a” the method"]);
}

#[test]
fn outlets_are_found_by_any_of_their_names_and_made_from_unknown_ones() {
    let dossier = Fixture::default()
        .source("afp", "{name: Agence France-Presse, aliases: [AFP]}")
        .report("a", "Afp", "2024-08-01", "One.")
        .report("b", "El País", "2024-08-02", "Two.")
        .report("c", "EL PAIS", "2024-08-03", "Three.")
        .report("d", "agence france-presse", "2024-08-03", "Four.")
        .build();
    let outlets: Vec<_> = dossier.sources.iter().map(|source| (source.id.as_str(), source.articles.len())).collect();
    assert_eq!(outlets, [("afp", 2), ("el-pais", 2)]);
}

#[test]
fn articles_on_one_matter_are_related() {
    let dossier = Fixture::default()
        .measure("deaths", "{title: Deaths, nouns: {en: [dead]}}")
        .report("a", "Gazette", "2024-08-01", "There were 11 dead.")
        .report("b", "Herald", "2024-08-02", "The weather is fine.")
        .report("c", "Courier", "2024-08-03", "There were 12 dead.")
        .build();
    assert_eq!(dossier.articles[0].related[..], [ArticleIndex::new(2)]);
    assert_eq!(dossier.articles[1].related[..], []);
}

#[test]
fn an_actor_knows_its_mentions_its_company_and_its_entries() {
    let dossier = Fixture::default()
        .actor("ana-prieto", "{name: Ana Prieto, kind: person}")
        .actor("luis-ferrer", "{name: Luis Ferrer, kind: person}")
        .article("a", "source: Gazette\npublished: 2024-08-01\nactors: [luis-ferrer]", "On July 3 Ana Prieto left.")
        .report("b", "Herald", "2024-08-02", "Ana Prieto met Luis Ferrer. [She](../actors/ana-prieto.md) smiled.")
        .build();
    let ana = &dossier.actors[ActorIndex::new(0)];
    assert_eq!(ana.name, "Ana Prieto");
    assert_eq!(ana.mentions.len(), 3);
    assert_eq!(ana.entries[..], [0]);
    assert_eq!(ana.appears_with[..], [(ActorIndex::new(1), 1)]);
    assert_eq!(dossier.actors[ActorIndex::new(1)].articles[..], [ArticleIndex::new(0), ArticleIndex::new(1)]);
}

#[test]
fn an_outlet_in_its_own_report_is_no_actor() {
    let signed =
        "On July 3, the Lake Wire writes, a bridge fell. The Lake Wire counted boats; a photograph is by Lake Wire.";
    let dossier = Fixture::default().report("a", "Lake Wire", "2024-08-01", signed).build();
    assert!(dossier.actors.is_empty(), "{:?}", dossier.actors);
}

#[test]
fn a_recurring_name_without_a_file_takes_part_in_entries() {
    let dossier = Fixture::default()
        .report(
            "a",
            "Gazette",
            "2024-08-01",
            "On July 3 the minister, Carla Zamora, left the capital. Later Mrs Zamora wrote a letter.",
        )
        .report(
            "b",
            "Herald",
            "2024-08-02",
            "The journey of Carla Zamora was short, and we heard that Carla Zamora is back.",
        )
        .build();
    let [entry] = &*dossier.chronology else { panic!("{:?}", dossier.chronology) };
    let [actor] = entry.actors.as_slice() else { panic!("{:?}", dossier.actors) };
    let actor = &dossier.actors[*actor];
    assert_eq!((actor.name.as_str(), actor.document, &actor.entries[..]), ("Carla Zamora", None, &[0][..]));
}

#[test]
fn names_that_an_editor_lists_are_actors_even_where_no_text_gives_them() {
    let front = "source: Gazette\npublished: 2024-05-06\nactors: [Ana Silva, Oro Verde, Nobody Named]";
    let dossier = Fixture::default()
        .article("one", front, "Miners of Oro Verde met in the valley.")
        .actor("ana-silva", "name: Ana Silva\nkind: person")
        .build();
    let told: Vec<_> = dossier
        .actors
        .iter()
        .map(|actor| (actor.id.as_str(), actor.document.is_some(), actor.mentions.len(), actor.articles.len()))
        .collect();
    assert_eq!(told, [("ana-silva", true, 0, 1), ("nobody-named", false, 0, 1), ("oro-verde", false, 1, 1)]);
}
