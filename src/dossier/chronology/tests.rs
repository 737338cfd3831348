//! Chronologies of small dossiers.

use std::fmt::Write as _;

use insta::assert_snapshot;

use crate::dossier::fixture::Fixture;
use crate::dossier::{Disagreement, Dossier};

/// One entry a line: its date and event or first passage, who takes part, and who tells it.
fn chronology(dossier: &Dossier) -> String {
    let mut out = String::new();
    for entry in &dossier.chronology {
        let title = match (entry.event, entry.passages.first()) {
            (Some(event), _) => format!("[{}]", dossier.content.events[event].id),
            (None, passage) => passage.map_or("", |&passage| dossier.sentence_words(passage)).to_owned(),
        };
        let reports: Vec<&str> =
            entry.passages.iter().map(|passage| dossier.document(passage.article).id.as_str()).collect();
        let _ = write!(
            out,
            "{} {title} told by {}",
            entry.date,
            if reports.is_empty() { "nobody".to_owned() } else { reports.join(", ") }
        );
        let actors: Vec<&str> = entry.actors.iter().map(|actor| dossier.actors[actor.0].name.as_str()).collect();
        if !actors.is_empty() {
            let _ = write!(out, " with {}", actors.join(", "));
        }
        for (date, passage) in &entry.told {
            let _ = write!(out, "; {} says {date}", dossier.document(passage.article).id);
        }
        out.push('\n');
    }
    out
}

#[test]
fn passages_that_tell_the_same_thing_are_one_entry() {
    let dossier = Fixture::default()
        .report(
            "a",
            "Gazette",
            "2024-08-01",
            "On July 3 the court ordered the release of forty prisoners. On July 3 a bridge fell.",
        )
        .report("b", "Herald", "2024-08-02", "The court ordered on July 3 that forty prisoners go free.")
        .report("c", "Courier", "2024-08-03", "On July 5 the court ordered the release of forty prisoners.")
        .build();
    assert_snapshot!(chronology(&dossier), @r"
    2024-07-03 On July 3 the court ordered the release of forty prisoners. told by a, b
    2024-07-03 On July 3 a bridge fell. told by a
    2024-07-05 On July 5 the court ordered the release of forty prisoners. told by c
    ");
}

#[test]
fn an_event_absorbs_the_passages_that_belong_to_it() {
    let dossier = Fixture::default()
        .actor("ana-prieto", "{name: Ana Prieto, kind: person, aliases: [Prieto]}")
        .event("march", "{title: Women's march, date: 2024-07-14, actors: [Prieto]}")
        .report("a", "Gazette", "2024-08-01", "Thousands joined the march of July 14. Rain fell on July 14.")
        .report("b", "Herald", "2024-08-02", "On July 14 Ana Prieto spoke to a crowd.")
        .build();
    assert_snapshot!(chronology(&dossier), @r"
    2024-07-14 [march] told by a, b with Ana Prieto
    2024-07-14 Rain fell on July 14. told by a
    ");
}

#[test]
fn a_date_as_told_stands_beside_the_one_established() {
    let dossier = Fixture::default()
        .event("march", "{title: Women's march, date: 2024-07-14}")
        .report("a", "Gazette", "2024-08-01", "They [marched](../events/march.md) on July 15.")
        .report("b", "Herald", "2024-08-02", "They went out [on July 14](../events/march.md).")
        .report("c", "Courier", "2024-08-02", "They went out [on July 20](../events/march.md).")
        .report(
            "d",
            "Tribune",
            "2024-08-02",
            "On July 30 the minister was asked in parliament about [it](../events/march.md).",
        )
        .build();
    assert_snapshot!(chronology(&dossier), @r"
    2024-07-14 [march] told by a, b, c, d; a says 2024-07-15; c says 2024-07-20
    2024-07-30 On July 30 the minister was asked in parliament about it. told by d
    ");
    assert!(matches!(dossier.disagreements.as_slice(), [Disagreement::Dates { days: 6, .. }]));
}

#[test]
fn an_event_that_nobody_tells_is_there() {
    let dossier = Fixture::default().event("march", "{title: Women's march, date: 2024-07-14}").build();
    assert_snapshot!(chronology(&dossier), @r"
    2024-07-14 [march] told by nobody
    ");
}

#[test]
fn anchors_of_entries_do_not_depend_on_other_articles() {
    let fixture = || Fixture::default().report("a", "Gazette", "2024-08-01", "On July 3 a bridge fell.");
    let longer = fixture().report("b", "Herald", "2024-07-05", "On July 2 the river rose.");
    let (before, after) = (fixture().build(), longer.build());
    assert_eq!(before.chronology[0].anchor, after.chronology[1].anchor);
    assert!(before.chronology[0].anchor.starts_with("e-2024-07-03-"));
}

#[test]
fn a_date_without_a_year_cannot_contradict_the_year_of_an_event() {
    let dossier = Fixture::default()
        .event("vote", "{title: The vote, date: 2024-07-28}")
        .report("a", "Gazette", "2025-08-24", "It is a year since [the July vote](../events/vote.md).")
        .report("b", "Herald", "2025-08-24", "Since [July 30](../events/vote.md) nobody has slept.")
        .report("c", "Courier", "2025-08-24", "They [voted](../events/vote.md) on July 28.")
        .report("d", "Tribune", "2025-08-24", "They voted [in July 2023](../events/vote.md).")
        .build();
    assert_snapshot!(chronology(&dossier), @"2024-07-28 [vote] told by a, b, c, d; b says 2024-07-30; d says 2023-07");
}

#[test]
fn a_passage_goes_to_the_event_of_its_day_with_which_it_shares_most_and_to_none_in_a_tie() {
    let dossier = Fixture::default()
        .actor("ana", "{name: Ana Prieto, kind: person}")
        .actor("luis", "{name: Luis Ferrer, kind: person}")
        .event("appeal", "{title: Towns appeal over water rights, date: 2024-07-14}")
        .event("call", "{title: A call, date: 2024-07-14, actors: [ana, luis]}")
        .event("rain", "{title: Heavy rain, date: 2024-07-20}")
        .event("roof", "{title: Roof falls, date: 2024-07-20}")
        .report("a", "Gazette", "2024-08-01", "On July 14 Ana Prieto spoke with Luis Ferrer of water and of rights.")
        .report("b", "Herald", "2024-08-02", "A heavy roof came down on July 20.")
        .build();
    assert_snapshot!(chronology(&dossier), @"
    2024-07-14 [appeal] told by nobody
    2024-07-14 [call] told by a with Ana Prieto, Luis Ferrer
    2024-07-20 [rain] told by nobody
    2024-07-20 [roof] told by nobody
    2024-07-20 A heavy roof came down on July 20. told by b
    ");
}

#[test]
fn words_of_one_who_takes_part_belong_to_the_event_that_their_report_tells() {
    let dossier = Fixture::default()
        .actor("ana", "{name: Ana Prieto, kind: person}")
        .actor("luis", "{name: Luis Ferrer, kind: person}")
        .event("release", "{title: Miners are released, date: 2024-07-14, actors: [ana, luis]}")
        .report(
            "a",
            "Gazette",
            "2024-07-14",
            "Twelve miners were released today. “Today our town is whole again,” said Ana Prieto.",
        )
        .report("b", "Herald", "2024-07-14", "“Today the bakery is open,” said Ana Prieto.")
        .build();
    assert_snapshot!(chronology(&dossier), @"
    2024-07-14 [release] told by a, a with Ana Prieto, Luis Ferrer
    2024-07-14 “Today the bakery is open,” said Ana Prieto. told by b with Ana Prieto
    ");
}
