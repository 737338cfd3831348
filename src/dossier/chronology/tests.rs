//! Chronologies of small dossiers.

use std::fmt::Write as _;

use insta::assert_snapshot;

use crate::dossier::fixture::Fixture;
use crate::dossier::{Disagreement, Dossier};

/// One entry a line: its date and event or first passage, who takes part, and who tells it.
fn chronology(dossier: &Dossier) -> String {
    let mut out = String::new();
    for entry in dossier.chronology.iter() {
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
        let actors: Vec<&str> = entry.actors.iter().map(|actor| dossier.actors[*actor].name.as_str()).collect();
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
        .report("c", "Courier", "2024-08-03", "On July 5 the court ordered the police to keep thirty prisoners.")
        .build();
    assert_snapshot!(chronology(&dossier), @r"
    2024-07-03 On July 3 the court ordered the release of forty prisoners. told by a, b
    2024-07-03 On July 3 a bridge fell. told by a
    2024-07-05 On July 5 the court ordered the police to keep thirty prisoners. told by c
    ");
}

#[test]
fn a_year_or_month_with_no_word_beside_it_tells_nothing() {
    let text = "| Year | Harvest |\n| --- | --- |\n| 2019 | 41% |\n| March 2020 | 43% |\n\n## 5 May 2021\n\nA dam broke in 2022.";
    let dossier = Fixture::default().report("a", "Gazette", "2024-08-01", text).build();
    assert_snapshot!(chronology(&dossier), @r"
    2021-05-05 5 May 2021 told by a
    2022 A dam broke in 2022. told by a
    ");
}

#[test]
fn one_thing_that_reports_date_differently_is_one_entry_with_the_date_of_most() {
    let dossier = Fixture::default()
        .report("a", "Gazette", "2024-08-01", "On July 5 the court ordered the release of forty prisoners.")
        .report("b", "Herald", "2024-08-02", "The court ordered the release of forty prisoners on July 3, 2024.")
        .report("c", "Courier", "2024-08-03", "The court ordered on July 3 the release of forty prisoners.")
        .build();
    assert_snapshot!(chronology(&dossier), @"2024-07-03 On July 5 the court ordered the release of forty prisoners. told by a, b, c; a says 2024-07-05");
    assert!(matches!(dossier.disagreements.as_slice(), [Disagreement::Dates { days: 2, .. }]));
}

/// Two reports that tell one thing at different dates, which is no contradiction.
#[test]
fn dates_that_words_leave_open_contradict_nothing() {
    for (one, other, because) in [
        (
            "On Friday the court ordered the release of forty prisoners.",
            "The court ordered the release of forty prisoners on Monday.",
            "weekdays are placed by the day of publication, which may be that of a reprint",
        ),
        (
            "The court ordered the release of forty prisoners on 3 July 2023.",
            "On 3 July the court ordered the release of forty prisoners.",
            "the second names no year",
        ),
        (
            "The court ordered the release of forty prisoners in July 2024.",
            "On 3 July 2024 the court ordered the release of forty prisoners.",
            "the day lies in the month",
        ),
        (
            "The court freed Ana Prieto on 3 July 2024.",
            "The court freed Luis Ferrer on 5 July 2024.",
            "they tell of different people",
        ),
        (
            "3 July 2024, 15:41 GMT: follow the trial of forty prisoners here live.",
            "5 July 2024, 09:12 GMT: follow the trial of forty prisoners here live.",
            "they are stamps",
        ),
        (
            "The court ordered the release of forty prisoners on 3 July 2024 and of ninety on 9 July 2024.",
            "The court ordered the release of forty prisoners on 4 July 2024 and of ninety on 10 July 2024.",
            "the sentence has other dates",
        ),
    ] {
        let dossier = Fixture::default()
            .report("a", "Gazette", "2024-08-01", one)
            .report("b", "Herald", "2024-08-10", other)
            .build();
        assert!(dossier.disagreements.is_empty(), "{because}: {}", chronology(&dossier));
    }
}

/// The days of a dossier's entries, the weightiest first.
fn days_by_weight(dossier: &Dossier) -> Vec<&str> {
    let mut entries: Vec<_> = dossier.chronology.iter().collect();
    entries.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    entries.into_iter().map(|entry| entry.date.as_str()).collect()
}

#[test]
fn a_day_weighs_what_reports_tell_of_it_and_how_long_they_do() {
    let dossier = Fixture::default()
        .report("a", "Gazette", "2024-08-01", "On July 3 a bridge fell. On July 10 a court met. On July 10 it rained.")
        .report("b", "Herald", "2024-08-01", "On July 10 a judge spoke of the mayor.")
        .report(
            "c",
            "Courier",
            "2024-12-01",
            "On July 3, 2024 the river broke a bridge. On 1 August 2024 a shop closed.",
        )
        .build();
    assert_eq!(days_by_weight(&dossier)[..3], ["2024-07-03", "2024-08-01", "2024-07-10"], "{}", chronology(&dossier));
    let key = dossier.key_entries(2);
    let dates: Vec<&str> = key.iter().map(|&entry| dossier.chronology[entry].date.as_str()).collect();
    assert_eq!(dates, ["2024-07-03", "2024-08-01"], "one entry a day, in order");
}

#[test]
fn the_editor_s_weight_is_a_factor() {
    let with = |weight: &str| {
        let fixture = Fixture::default()
            .event("march", &format!("{{title: Women's march, date: 2024-07-14{weight}}}"))
            .report("a", "Gazette", "2024-08-01", "Thousands joined the march of July 14.");
        fixture.build().chronology[0].weight
    };
    assert!(with(", weight: 1") < with("") && with("") < with(", weight: 10"));
    assert!((with(", weight: 10") - 2.0 * with("")).abs() < 0.02);
}

#[test]
fn a_range_of_days_and_a_month_are_one_entry_each() {
    let dossier = Fixture::default()
        .report(
            "a",
            "Gazette",
            "2024-12-20",
            "From 10 to 12 December the port was shut. The strike began in March 2018.",
        )
        .build();
    assert_snapshot!(chronology(&dossier), @r"
    2018-03 The strike began in March 2018. told by a
    2024-12-10/2024-12-12 From 10 to 12 December the port was shut. told by a
    ");
}

/// A report under a date that its text does not fit, and reports that look like one.
#[test]
fn a_report_that_tells_nothing_of_its_own_time_is_a_disagreement_with_itself() {
    for (title, text, is_misdated) in [
        ("Scores freed", "The arrests began in March 2018. They went on until the vote of May 20, 2018.", true),
        ("Scores freed in 2024", "The arrests began in March 2018. They went on until the vote of May 20, 2018.", true),
        ("The vote of 2018", "The arrests began in March 2018. They went on until the vote of May 20, 2018.", false),
        ("Scores freed", "The arrests began in March 2018 and ended in June 2018. On Friday some were freed.", false),
        ("Scores freed", "The arrests began in March 2018.", false),
        ("Scores freed", "They were first held in 1998, then in 2004.", false),
        ("A town that waits", "It was built in May 2031, and will be opened on 3 June 2033.", true),
    ] {
        let front = format!("source: Gazette\npublished: 2024-09-20\nslug: a\nsummary: {title}");
        let dossier = Fixture::default().titled("a", title, &front, text).build();
        let found = matches!(dossier.disagreements.as_slice(), [Disagreement::Report { .. }]);
        assert_eq!(found, is_misdated, "{title}: {text}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    /// Whatever reports tell: the chronology is in order, its anchors differ, its weights are numbers, and no mark tells two entries.
    #[test]
    fn every_passage_is_in_one_entry(sentences in proptest::collection::vec((0..4_u8, 1..29_u8, 0..6_u8), 1..24)) {
        let subjects = ["the court ordered the release of forty prisoners", "a bridge fell", "rain fell on the town", "it"];
        let mut fixture = Fixture::default().event("march", "{title: Women's march, date: 2024-07-14}");
        for (number, (subject, day, report)) in sentences.iter().enumerate() {
            let text = format!("On July {day} {}. Number {number}.", subjects[usize::from(*subject)]);
            fixture = fixture.report(&format!("r{number}"), &format!("Paper {report}"), "2024-08-01", &text);
        }
        let dossier = fixture.build();
        let entries = &dossier.chronology;
        assert!(entries.is_sorted_by(|one, other| one.date <= other.date));
        assert!(entries.iter().all(|entry| entry.weight.is_finite() && entry.weight > 0.0));
        let anchors: std::collections::BTreeSet<_> = entries.iter().map(|entry| &entry.anchor).collect();
        assert_eq!(anchors.len(), entries.len());
        let mut passages: Vec<_> = entries.iter().flat_map(|entry| &entry.passages).collect();
        passages.sort();
        assert_eq!(passages.len(), sentences.len());
        assert!(passages.windows(2).all(|pair| pair[0] != pair[1]));
    }
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

#[test]
fn every_language_joins_the_ends_of_a_stretch() {
    let (mut language, mut wrong, mut read) = ("", Vec::new(), 0);
    for line in include_str!("stretches.md").lines() {
        language = line.strip_prefix("## ").unwrap_or(language);
        let Some((before, after)) = line.strip_prefix("- ").and_then(|line| line.split_once('[')) else { continue };
        let (words, after) = after.split_once("](").expect("a link has a destination");
        let (date, after) = after.split_once(')').expect("a destination is closed");
        let front = format!("source: Gazette\npublished: 2024-12-20\nlanguage: {language}");
        let dossier = Fixture::default().article("a", &front, &format!("{before}{words}{after}")).build();
        let dates: Vec<&str> = dossier.chronology.iter().map(|entry| entry.date.as_str()).collect();
        read += 1;
        if dates != [date] {
            wrong.push(format!("{language}: {line}\n    dated {dates:?}"));
        }
    }
    assert!(read > 10 && wrong.is_empty(), "{read} read\n{}", wrong.join("\n"));
}
