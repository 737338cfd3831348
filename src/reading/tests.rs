//! What an editor's links say.

use insta::assert_snapshot;

use super::mark::Mark;
use super::mark::{By, Speaker, Value};
use crate::diagnostic::Diagnostic;
use crate::dossier::Dossier;
use crate::dossier::fixture::Fixture;
use crate::id::Id;

fn one(text: &str) -> Dossier {
    Fixture::default()
        .actor("ana", "{name: Ana Prieto, kind: person}")
        .event("vote", "{title: Vote, date: 2024-07-28}")
        .measure("deaths", "{title: Deaths, nouns: {en: [dead]}}")
        .report("a", "Gazette", "2024-08-01", text)
        .build()
}

fn problems(text: &str) -> String {
    let (_, diagnostics) = Fixture::default().report("a", "Gazette", "2024-08-01", text).build_with_diagnostics();
    let message =
        |problem: &Diagnostic| format!("{}\n  {}", problem.message, problem.help.as_deref().unwrap_or_default());
    diagnostics.iter().map(message).collect::<Vec<_>>().join("\n")
}

fn mark<'a>(dossier: &'a Dossier, words: &str) -> &'a Mark {
    &dossier.mark(dossier.mark_on("a", words)).mark
}

#[test]
fn each_link_makes_its_kind_of_mark() {
    let dossier = one(
        "[She](../actors/ana.md) left [last month](#date:2024-06) after [the vote](../events/vote.md). [“It is over,”](#said:ana) one heard.",
    );
    assert!(matches!(&mark(&dossier, "She").value, Value::Mention(mention) if mention.actor.as_str() == "ana"));
    assert!(matches!(&mark(&dossier, "last month").value, Value::Date(timex) if timex.value == "2024-06"));
    assert!(matches!(&mark(&dossier, "the vote").value, Value::Reference(target) if target.id.as_str() == "vote"));
    let said = mark(&dossier, "“It is over,”");
    assert!(matches!(&said.value, Value::Statement(said) if said.speaker == Speaker::Actor(Id::new("ana"))));
    assert_eq!(said.by, By::Editor);
}

#[test]
fn a_link_to_a_measure_takes_its_value_from_title_or_words() {
    let dossier = one("It left [27 dead](../measures/deaths.md), and [many more](../measures/deaths.md \">=28\").");
    let interval = |words: &str| match &mark(&dossier, words).value {
        Value::Figure(figure) => figure.interval.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(interval("27 dead"), "27");
    assert_eq!(interval("many more"), "≥ 28");
}

#[test]
fn a_link_to_a_measure_without_a_number_is_a_problem() {
    assert_snapshot!(problems("It left [many](../measures/deaths.md) and [more](../measures/deaths.md \"lots\")."), @r#"
    this link to a measure holds no number: “many”
      give the value as the link’s title, such as (../measures/injured.md ">=24"), or link the words with the number
    the link’s title gives no value: `lots` is not a number; write `28`, `>=28`, `<20`, `~200` or `190..220`
    "#);
}

#[test]
fn in_the_editors_voice_a_measure_is_a_reference() {
    let dossier = one("Nobody knows.\n\n> [!NOTE]\n> See [deaths](../measures/deaths.md); 28 dead is too low.");
    assert!(matches!(mark(&dossier, "deaths").value, Value::Reference(_)));
    assert_eq!(dossier.marks().count(), 1);
}

#[test]
fn the_only_text_of_an_article_is_in_the_language_that_its_editor_names() {
    let spanish = "El alcalde del pueblo dijo que las obras del puente sobre el río costaron 5 bilhões.";
    let value = |dossier: &Dossier| {
        let figures = dossier.marks().filter_map(|(_, mark)| match &mark.mark.value {
            Value::Figure(figure) => Some(figure.interval.to_string()),
            _ => None,
        });
        figures.collect::<Vec<_>>().join(", ")
    };
    let named = |text: &str| {
        value(&Fixture::default().article("a", "source: Gazette\npublished: 2024-08-01\nlanguage: pt", text).build())
    };
    assert_eq!(named(spanish), "5000000000");
    assert_eq!(
        named(&format!("{spanish}\n\nO prefeito da vila disse que a ponte não será aberta antes da primavera.")),
        "5"
    );
}

/// The values of the dates of a report.
fn dates(published: &str, text: &str) -> Vec<String> {
    let dossier = Fixture::default().report("a", "Gazette", published, text).build();
    let marks = dossier.article_indices().flat_map(|article| dossier.marks_of(article));
    marks
        .filter_map(|(_, anchored)| match &anchored.mark.value {
            Value::Date(timex) => Some(timex.value.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn no_date_is_read_in_code_or_in_an_address() {
    let text = "See `2024-05-17`, https://example.org/2024/05/17/story, <https://example.org/may-2024> and a@may2024.example.\n\n\
                ```\nlast Friday, 17 May 2024\n```\n\n    on 17 May 2024\n\nIt was [told](https://example.org/2024-05-17) on 3 May 2024.";
    assert_eq!(dates("2024-08-01", text), ["2024-05-03"]);
}

#[test]
fn a_date_without_its_year_is_that_of_its_other_mentions() {
    let text = "Arrests came before the May 20 vote. It was held on May 20, 2018.";
    assert_eq!(dates("20XX", text), ["2018-05-20", "2018-05-20"]);
    assert_eq!(dates("20XX", &format!("{text} Not on May 20, 2012.")), ["XXXX-05-20", "2018-05-20", "2012-05-20"]);
    assert_eq!(dates("20XX", "It was in May."), ["XXXX-05"]);
}
