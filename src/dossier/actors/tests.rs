//! Tests of mentions: names, surnames, acronyms, traps, and names that have no file.

use proptest::prelude::*;

use super::*;
use crate::content::body::{Destination, Inline, Link, Style, Voice};
use crate::dossier::fixtures;
use crate::id::{DocumentKind, DocumentRef};

/// What was linked, a line each: `words → actor (rule)`, then `words ? candidates` for the ambiguous.
fn linked(content: &Content) -> Vec<String> {
    let linked = fixtures::linked(content);
    let words = |article: usize, text, span: ByteSpan| span.of_text(&content.articles[article].body.text(text).plain);
    let articles = 0..content.articles.len();
    let marks = articles.flat_map(|article| linked.mentions(article).into_iter().map(move |mark| (article, mark)));
    let found = marks.map(|(article, mark)| match &mark.value {
        Value::Mention(Mention { actor }) => {
            format!("{} → {actor} ({})", words(article, mark.text, mark.span), mark.rule)
        }
        other => panic!("{other:?} is no mention"),
    });
    let ambiguous = linked.ambiguous.iter().enumerate();
    let ambiguous = ambiguous.flat_map(|(article, names)| names.iter().map(move |name| (article, name)));
    let ambiguous = ambiguous.map(|(article, name)| {
        let candidates: Vec<&str> = name.candidates.iter().map(Id::as_str).collect();
        format!("{} ? {}", words(article, name.text, name.span), candidates.join(", "))
    });
    found.chain(ambiguous).collect()
}

fn link_text(actors: &[(&str, &str)], text: &str) -> Vec<String> {
    linked(&fixtures::content(actors, &[&[text]]))
}

const MIRA: (&str, &str) = ("mira-solano", "{name: Mira Solano Díaz, kind: person, aliases: [Mira Solano]}");
const TOMAS: (&str, &str) = ("tomas-solano", "{name: Tomás Solano, kind: person}");
const COUNCIL: (&str, &str) = ("water-council", "{name: National Water Council, kind: organization}");
const NEW_YORK: (&str, &str) = ("new-york", "{name: New York, kind: place}");

#[test]
fn a_surname_goes_to_whom_the_article_introduced() {
    let found = link_text(&[MIRA], "Mayor Mira Solano resigned. Ms. Solano’s deputy said that Díaz had left.");
    assert_eq!(
        found,
        [
            "Mira Solano → mira-solano (mention.name)",
            "Solano → mira-solano (mention.surname)",
            "Díaz → mira-solano (mention.surname)",
        ]
    );
}

#[test]
fn a_surname_alone_is_left_open() {
    assert_eq!(link_text(&[MIRA], "Yesterday Solano resigned."), ["Solano ? mira-solano"]);
}

#[test]
fn two_of_one_surname_are_told_apart_or_left_open() {
    let found = link_text(&[MIRA, TOMAS], "They met Tomas Solano. Then Solano left.");
    assert_eq!(found, ["Tomas Solano → tomas-solano (mention.name)", "Solano → tomas-solano (mention.surname)"]);
    let found = link_text(&[MIRA, TOMAS], "They met Mira Solano and Tomás Solano. Then Solano left.");
    assert_eq!(found.last().map(String::as_str), Some("Solano ? mira-solano, tomas-solano"));
}

#[test]
fn an_alias_inside_another_persons_name_is_not_linked() {
    let actor = ("edda", "{name: Edda Brandt, kind: person, aliases: [Brandt]}");
    assert_eq!(link_text(&[actor], "They met Felipe Brandt in the hall."), ["Felipe Brandt ? "; 0]);
    assert_eq!(link_text(&[actor], "They met Brandt in the hall."), ["Brandt → edda (mention.name)"]);
    assert_eq!(link_text(&[actor], "They met Edda Brandt Vogel."), ["Edda Brandt → edda (mention.name)"]);
}

#[test]
fn a_place_inside_a_bodys_name_is_not_linked() {
    assert_eq!(link_text(&[NEW_YORK], "The Bank of New York paid."), Vec::<String>::new());
    assert_eq!(link_text(&[NEW_YORK], "She lives in New York."), ["New York → new-york (mention.name)"]);
}

#[test]
fn an_acronym_in_brackets_is_learned() {
    let found = link_text(&[COUNCIL], "The National Water Council (CNA) met. Nobody told the CNA why.");
    assert_eq!(
        found,
        [
            "National Water Council → water-council (mention.name)",
            "CNA → water-council (mention.acronym)",
            "CNA → water-council (mention.acronym)",
        ]
    );
    let found = link_text(&[NEW_YORK], "In New York (AP) it rained. The AP said so.");
    assert_eq!(
        found,
        ["New York → new-york (mention.name)", "AP → ap (mention.provisional)", "AP → ap (mention.provisional)",]
    );
}

#[test]
fn names_that_are_words() {
    let may = ("theresa-may", "{name: Theresa May, kind: person, aliases: [May]}");
    assert_eq!(link_text(&[may], "The vote of May 20 was close. May it last."), Vec::<String>::new());
    assert_eq!(
        link_text(&[may], "They told Theresa May that it was over."),
        ["Theresa May → theresa-may (mention.name)"]
    );
    let times = ("the-times", "{name: The Times, kind: organization}");
    assert_eq!(link_text(&[times], "Hard times. Readers of The Times knew."), ["The Times → the-times (mention.name)"]);
    let hope = ("hope", "{name: Hope, kind: organization}");
    assert_eq!(link_text(&[hope], "Hope fades. They joined Hope."), ["Hope → hope (mention.name)"]);
}

#[test]
fn headlines_are_searched_but_name_nobody_new() {
    let found = linked(&fixtures::content(
        &[MIRA],
        &[&["Mayor Solano Quits After Fierce Water Dispute", "Then Mira Solano left."]],
    ));
    assert_eq!(found, ["Solano → mira-solano (mention.surname)", "Mira Solano → mira-solano (mention.name)"]);
    let headline: &[&str] = &["Angry Farmers March Through Capital City"];
    assert_eq!(linked(&fixtures::content(&[], &[headline, headline, headline])), Vec::<String>::new());
}

#[test]
fn an_everyday_word_names_nobody_but_who_is_named_in_full() {
    let text = "They asked Analysts again, and Analysts knew. They met Ana Reports there, and Reports left them.";
    let linked = linked(&fixtures::content(&[], &[&[text], &[text]]));
    assert!(!linked.iter().any(|line| line.starts_with("Analysts")), "{linked:?}");
    let of_surname = linked.iter().filter(|line| line.starts_with("Reports → ana-reports"));
    assert_eq!(of_surname.count(), 2, "{linked:?}");
}

#[test]
fn a_small_word_in_a_line_of_capitals_is_no_acronym() {
    let text: &[&str] = &["They heard the Trade Office (TO) and the US.", "TRADE OFFICE TO CLOSE AFTER US CALLS"];
    let found = linked(&fixtures::content(&[], &[text, text, text]));
    let in_capitals: Vec<&str> =
        found.iter().map(String::as_str).filter(|line| line.starts_with("TRADE") || line.starts_with("US")).collect();
    assert_eq!(found.iter().filter(|line| line.starts_with("TO ")).count(), 3, "{found:?}");
    assert!(in_capitals.contains(&"TRADE OFFICE → trade-office (mention.provisional)"), "{found:?}");
    assert_eq!(in_capitals.iter().filter(|line| line.starts_with("US ")).count(), 6, "{found:?}");
}

#[test]
fn an_editors_words_code_and_links_are_left_alone() {
    let mut content =
        fixtures::content(&[MIRA], &[&["See Mira Solano here.", "Then Solano left.", "Mira Solano again."]]);
    let texts = &mut Arc::make_mut(&mut content.articles[0].body).texts;
    texts[2].voice = Voice::Editor;
    let target = DocumentRef::new(DocumentKind::Actor, Id::new("mira-solano"));
    let destination = Destination::Document { target, fragment: None };
    let style = Style::Link(Link { destination, title: None, source: ByteSpan::default() });
    texts[0].inlines.push(Inline { span: ByteSpan::new(4, 15), style });
    assert_eq!(linked(&content), ["Solano → mira-solano (mention.surname)"], "the link introduces her");
    Arc::make_mut(&mut content.articles[0].body).texts[0].inlines[0].style = Style::Code;
    assert_eq!(linked(&content), ["Solano ? mira-solano"]);
}

fn provisional(articles: &[&[&str]]) -> Vec<(String, String, ActorKind, usize)> {
    let content = fixtures::content(&[("ana-ruiz", "{name: Somebody Else, kind: person}")], articles);
    let actors = fixtures::linked(&content).actors;
    let unfiled = actors.into_iter().filter(|actor| actor.document.is_none());
    unfiled
        .map(|actor| {
            (actor.id.to_string(), actor.name.clone(), actor.kind, actor.spellings.iter().map(|(_, count)| count).sum())
        })
        .collect()
}

#[test]
fn spellings_of_one_name_are_one_actor() {
    let found = provisional(&[
        &["They met Iker Zúñiga Prat. Then Mr. Zuniga left with Iker Zuñiga."],
        &["On Friday, Zuniga Prat and President Zúñiga were one man."],
    ]);
    assert_eq!(found, [("iker-zuniga-prat".to_owned(), "Iker Zúñiga Prat".to_owned(), ActorKind::Person, 5)]);
}

#[test]
fn hyphens_between_the_words_of_a_name_make_no_other() {
    let found = provisional(&[&["Ships left Puerto del Alba. Boats came to Puerto-del-Alba."]]);
    assert_eq!(found.iter().map(|actor| (actor.1.as_str(), actor.3)).collect::<Vec<_>>(), [("Puerto del Alba", 2)]);
}

#[test]
fn a_provisional_id_is_never_that_of_a_file() {
    let found = provisional(&[&["They met Ana Ruiz."], &["Then Ana Ruiz left, and Ana Ruiz came back."]]);
    assert_eq!(found.iter().map(|actor| actor.0.as_str()).collect::<Vec<_>>(), ["ana-ruiz-2"]);
}

#[test]
fn bodies_places_and_their_acronyms() {
    let found = provisional(&[
        &["The League of River Towns (LRT) met in Ordavia. Later the L.R.T. said no."],
        &["He told the LRT so, near Ordavia."],
    ]);
    assert_eq!(
        found,
        [
            ("league-of-river-towns".to_owned(), "League of River Towns".to_owned(), ActorKind::Organization, 4),
            ("ordavia".to_owned(), "Ordavia".to_owned(), ActorKind::Place, 2),
        ]
    );
}

#[test]
fn what_stands_once_or_only_at_the_heads_of_sentences_is_no_actor() {
    let found = provisional(&[
        &["Farmers wept. Farmers sang. Farmers left. They met Olaf Brink once."],
        &["Farmers came. On Monday the Venezuelan and French envoys met in May."],
    ]);
    assert_eq!(found, []);
}

#[test]
fn a_full_name_at_the_heads_of_sentences_is_one_and_a_shouted_one_is_no_other_person() {
    let found = provisional(&[&["Olaf Brink saw it. “It fell,” Brink said. “I BLAME BRINK,” read a sign."]]);
    assert_eq!(found, [("olaf-brink".to_owned(), "Olaf Brink".to_owned(), ActorKind::Person, 2)]);
}

#[test]
fn german_and_spanish_names() {
    let found = provisional(&[
        &["They saw Ursula von der Aue and María de los Ángeles Ríos."],
        &["Later von der Aue left. They saw Ursula von der Aue and María de los Ángeles Ríos."],
    ]);
    let names: Vec<&str> = found.iter().map(|actor| actor.1.as_str()).collect();
    assert_eq!(names, ["María de los Ángeles Ríos", "Ursula von der Aue"]);
}

proptest! {
    #[test]
    fn any_text_gives_marks_that_fit(
        texts in prop::collection::vec("(\\PC|Ana Ruiz|Ruiz|of|The|\\(LRT\\)|[. ’“”-]){0,30}", 1..4),
    ) {
        let paragraphs: Vec<&str> = texts.iter().map(String::as_str).collect();
        let content = fixtures::content(&[("ana", "{name: Ana Ruiz, kind: person}")], &[&paragraphs, &paragraphs]);
        let linked = fixtures::linked(&content);
        for marks in [linked.mentions(0), linked.mentions(1)] {
            for mark in &marks {
                prop_assert!(content.articles[0].body.text(mark.text).plain.get(mark.span.range()).is_some());
            }
            prop_assert!(marks.windows(2).all(|pair| pair[0].text != pair[1].text || !pair[0].span.overlaps(pair[1].span)));
        }
    }
}

/// The names of the actors without a file, with how often they are named.
fn counted(articles: &[&[&str]]) -> Vec<(String, usize)> {
    provisional(articles).into_iter().map(|(_, name, _, count)| (name, count)).collect()
}

#[test]
fn initials_alone_join_no_acronym_that_stands_in_many_more_articles() {
    let body: &[&str] = &["The League of River Towns met in May."];
    let acronym: &[&str] = &["Buyers of the LRT wept."];
    assert_eq!(counted(&[body, body, acronym, acronym]), [("League of River Towns".to_owned(), 4)]);
    let apart = [&[body; 2][..], &[acronym; 10]].concat();
    assert_eq!(counted(&apart), [("League of River Towns".to_owned(), 2), ("LRT".to_owned(), 10)]);
}

#[test]
fn a_word_before_a_name_makes_no_person_of_it() {
    let injured: &[&str] = &["Injured Ordavia lost. They saw Injured Ordavia lose."];
    let team: &[&str] = &["They saw Ordavia play."];
    let found = counted(&[&[injured][..], &[team; 10]].concat());
    assert!(found.contains(&("Ordavia".to_owned(), 10)), "{found:?}");
}

#[test]
fn a_word_that_mostly_opens_sentences_is_no_actor() {
    let opening: &[&str] = &["Farmers wept."];
    let within: &[&str] = &["They met Farmers."];
    assert_eq!(counted(&[&[opening; 9][..], &[within]].concat()), []);
}
