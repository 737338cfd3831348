//! Ledgers of small dossiers: which figures stand together, and which contradict each other.

use std::fmt::Write as _;

use insta::assert_snapshot;

use crate::dossier::fixture::Fixture;
use crate::dossier::{ClaimIndex, Dossier, LedgerIndex, Part, Sum, Target, WhyLoose};
use crate::reading::mark::{Attribution, Value};

const DEATHS: &str = "{title: Deaths in the protests, kind: running-total, unit: people, nouns: {en: [dead, deaths]}}";
const INJURED: &str = "{title: Injured, kind: total, nouns: {en: [injured, hurt]}}";

/// Every ledger with its claims, one a line, and its conflicts; then the figures that belong to none.
fn ledgers(dossier: &Dossier) -> String {
    let mut out = String::new();
    for ledger in &dossier.ledgers {
        let range = ledger.range.map_or_else(|| "nothing".to_owned(), |range| range.to_string());
        let id = &dossier.content.measures[ledger.measure].id;
        let _ = writeln!(out, "{id}: {range}, {} independent", ledger.independent);
        for claim in &ledger.claims {
            let article = &dossier.document(claim.figure.article).id;
            let part = claim.part.map(|part| format!(", a part ({part:?})")).unwrap_or_default();
            let words = dossier.words(claim.figure);
            let _ = writeln!(out, "  {article}: {words} = {} by {}{part}", claim.interval, claim.because);
        }
        let interval = |claim: usize| ledger.claims[claim].interval;
        for &(earlier, later) in &ledger.conflicts {
            let _ = writeln!(out, "  conflict: {} and {}", interval(earlier), interval(later));
        }
    }
    let loose: Vec<&str> = dossier.loose_figures.iter().map(|loose| dossier.words(loose.figure)).collect();
    if !loose.is_empty() {
        let _ = writeln!(out, "loose: {}", loose.join(", "));
    }
    out
}

#[test]
fn figures_of_one_thing_stand_together_and_equal_numbers_of_other_things_do_not() {
    let dossier = Fixture::default()
        .measure("deaths", DEATHS)
        .measure("injured", INJURED)
        .report("a", "Gazette", "2024-08-05", "The clashes left 27 dead and 192 injured.")
        .report(
            "b",
            "Herald",
            "2024-08-20",
            "At least 28 dead and nearly 200 injured were counted.\n\nIn another year 28 activists went home.",
        )
        .build();
    assert_snapshot!(ledgers(&dossier), @"
    deaths: 27–28+, 2 independent
      a: 27 dead = 27 by its noun
      b: At least 28 dead = ≥ 28 by its noun
    injured: 192–200, 2 independent
      a: 192 injured = 192 by its noun
      b: nearly 200 injured = ≈ 200 by its noun
    loose: 28 activists
    ");
}

#[test]
fn a_running_total_may_grow_and_may_not_fall() {
    let dossier = Fixture::default()
        .measure("deaths", DEATHS)
        .report("a", "Gazette", "2024-08-01", "There were 11 dead.")
        .report("b", "Herald", "2024-08-09", "There were 24 dead.")
        .report("c", "Courier", "2024-08-09", "There were 25 dead.")
        .report("d", "Tribune", "2024-09-01", "There were 20 dead.")
        .build();
    assert_snapshot!(ledgers(&dossier), @r"
    deaths: 11–25, 4 independent
      a: 11 dead = 11 by its noun
      b: 24 dead = 24 by its noun
      c: 25 dead = 25 by its noun
      d: 20 dead = 20 by its noun
      conflict: 24 and 25
      conflict: 25 and 20
    ");
}

#[test]
fn a_total_has_one_value_within_the_reach_of_round_numbers() {
    let dossier = Fixture::default()
        .measure("injured", INJURED)
        .report("a", "Gazette", "2024-08-01", "There were nearly 200 injured.")
        .report("b", "Herald", "2024-08-09", "There were 192 injured.")
        .report("c", "Courier", "2024-09-09", "There were 220 injured.")
        .build();
    assert_snapshot!(ledgers(&dossier), @"
    injured: 192–220, 3 independent
      a: nearly 200 injured = ≈ 200 by its noun
      b: 192 injured = 192 by its noun
      c: 220 injured = 220 by its noun
      conflict: ≈ 200 and 220
      conflict: 192 and 220
    ");
}

#[test]
fn other_measures_change_and_are_compared_by_day() {
    let dossier = Fixture::default()
        .measure("inmates", "{title: Inmates, nouns: {en: [inmates]}}")
        .report("a", "Gazette", "2024-08-01", "The prison holds 300 inmates.")
        .report("b", "Herald", "2024-09-09", "The prison holds 250 inmates.")
        .report("c", "Courier", "2024-09-09", "The prison holds 400 inmates.")
        .build();
    assert_snapshot!(ledgers(&dossier), @r"
    inmates: 250–400, 3 independent
      a: 300 inmates = 300 by its noun
      b: 250 inmates = 250 by its noun
      c: 400 inmates = 400 by its noun
      conflict: 250 and 400
    ");
}

#[test]
fn one_report_with_two_values_is_no_conflict() {
    let dossier = Fixture::default()
        .measure("injured", INJURED)
        .report("a", "Gazette", "2024-08-01", "There were 40 injured. In the capital alone there were 25 injured.")
        .build();
    assert_eq!(dossier.ledgers[0].conflicts, []);
}

#[test]
fn an_editors_link_decides_and_its_title_gives_the_value() {
    let dossier = Fixture::default()
        .measure("deaths", DEATHS)
        .measure("injured", INJURED)
        .report(
            "a",
            "Gazette",
            "2024-08-01",
            "It left [27 hurt](../measures/deaths.md), [dozens](../measures/injured.md \">=24\") more.",
        )
        .build();
    assert_snapshot!(ledgers(&dossier), @r"
    deaths: 27, 1 independent
      a: 27 hurt = 27 by the editor’s link
    injured: ≥ 24, 1 independent
      a: dozens = ≥ 24 by the editor’s link
    ");
}

#[test]
fn words_near_the_figure_decide_between_measures_of_one_noun() {
    let dossier = Fixture::default()
        .measure("freed", "{title: Freed, nouns: {en: [people]}, near: [freed, released]}")
        .measure("killed", "{title: Killed, nouns: {en: [people]}, near: [killed]}")
        .report(
            "a",
            "Gazette",
            "2024-08-01",
            "On one day 13 people were killed and 40 people were released. Then 90 people sang.",
        )
        .report("b", "Herald", "2024-08-02", "It was quiet, and 15 people sang.")
        .build();
    assert_snapshot!(ledgers(&dossier), @r"
    freed: 40, 1 independent
      a: 40 people = 40 by its noun and a word near it
    killed: 13, 1 independent
      a: 13 people = 13 by its noun and a word near it
    loose: 90 people, 15 people
    ");
}

#[test]
fn shares_of_different_years_never_meet() {
    let share = |scope: &str| format!("{{title: Share, kind: share, nouns: {{en: [vote, votes]}}, {scope}}}");
    let dossier = Fixture::default()
        .measure("share-2018", &share("until: 2019"))
        .measure("share-2024", &share("since: 2024-07"))
        .report("a", "Gazette", "2018-05-21", "He took 67% of the vote.")
        .report("b", "Herald", "2024-07-29", "He took 52% of the vote.")
        .build();
    assert!(dossier.ledgers.iter().all(|ledger| ledger.claims.len() == 1 && ledger.conflicts.is_empty()));
}

#[test]
fn a_figure_that_fits_two_measures_alike_belongs_to_none() {
    let dossier = Fixture::default()
        .measure("one", "{title: One, nouns: {en: [people]}}")
        .measure("two", "{title: Two, nouns: {en: [people]}}")
        .report("a", "Gazette", "2024-08-01", "There were 30 people.")
        .build();
    assert_eq!(dossier.loose_figures.len(), 1);
}

#[test]
fn copies_and_further_reports_of_one_outlet_count_once() {
    let text = "Hospitals in the region reported 27 dead after the march on Tuesday evening, officials told us.";
    let dossier = Fixture::default()
        .measure("deaths", DEATHS)
        .report("a", "Agency", "2024-08-01", text)
        .report("b", "Herald", "2024-08-02", text)
        .report("c", "Courier", "2024-08-03", "We counted 27 dead.")
        .report("d", "Courier", "2024-08-04", "Still 27 dead.")
        .build();
    assert_eq!(dossier.ledgers[0].claims.len(), 4);
    assert_eq!(dossier.ledgers[0].independent, 2);
}

#[test]
fn an_editors_note_is_no_claim() {
    let dossier = Fixture::default()
        .measure("deaths", DEATHS)
        .report(
            "a",
            "Gazette",
            "2024-08-01",
            "Nobody knows.[^1]\n\n[^1]: Others say [27 dead](../measures/deaths.md), or 28 dead.",
        )
        .build();
    assert!(dossier.ledgers[0].claims.is_empty() && dossier.loose_figures.is_empty());
}

#[test]
fn a_mark_knows_its_claim() {
    let dossier = Fixture::default()
        .measure("deaths", DEATHS)
        .report("a", "Gazette", "2024-08-01", "There were 11 dead.")
        .build();
    let target = dossier.target(dossier.ledgers[0].claims[0].figure);
    assert_eq!(target, Target::Claim { ledger: LedgerIndex::new(0), claim: ClaimIndex::new(0) });
}

#[test]
fn a_noun_of_two_measures_is_told_by_the_words_near_it() {
    let dossier = Fixture::default()
        .measure("detained", "{title: Detained, nouns: {en: [detained, people]}, near: [were arrested, detained]}")
        .measure("freed", "{title: Freed, nouns: {en: [people]}, near: [freed, released]}")
        .report("a", "Gazette", "2024-08-01", "Some 2,400 people were arrested in a week.")
        .report("b", "Herald", "2024-08-02", "It ended with 12 hurt and at least 2,000 detained.")
        .report("c", "Courier", "2024-08-02", "A judge released nearly 100 people who were arrested in May.")
        .build();
    assert_snapshot!(ledgers(&dossier), @"
    detained: 2000–2400+, 2 independent
      a: Some 2,400 people = ≈ 2400 by its noun and a word near it
      b: at least 2,000 detained = ≥ 2000 by its noun
    freed: ≈ 100, 1 independent
      c: nearly 100 people = ≈ 100 by its noun and a word near it
    loose: 12 hurt
    ");
}

#[test]
fn one_word_is_not_both_the_noun_and_the_word_near_it() {
    let dossier = Fixture::default()
        .measure("freed", "{title: Freed in May, nouns: {en: [people, freed]}, near: [freed]}")
        .measure("danes", "{title: Danes freed, nouns: {en: [Danes freed]}}")
        .report("a", "Gazette", "2024-08-01", "It was a trade, and 12 Danes were freed. Later 20 people were freed.")
        .build();
    assert_snapshot!(ledgers(&dossier), @"
    danes: 12, 1 independent
      a: 12 Danes = 12 by its noun
    freed: 20, 1 independent
      a: 20 people = 20 by its noun and a word near it
    ");
}

#[test]
fn outlets_that_pass_on_one_offices_number_are_one_origin() {
    let dossier = Fixture::default()
        .actor("council", "{name: Water Council, kind: organization}")
        .measure("deaths", DEATHS)
        .report("a", "Gazette", "2024-08-01", "There were 11 dead, the Water Council said.")
        .report("b", "Herald", "2024-08-02", "According to the Water Council there are 12 dead.")
        .report("c", "Courier", "2024-08-03", "There are 13 dead, according to official figures.")
        .report("d", "Tribune", "2024-08-04", "Government figures indicate that there are 14 dead.")
        .report("e", "Echo", "2024-08-05", "We counted 15 dead, the Echo writes.")
        .build();
    assert_eq!(dossier.ledgers[0].claims.len(), 5);
    assert_eq!(dossier.ledgers[0].independent, 3);
}

#[test]
fn the_outlet_itself_and_an_open_pronoun_are_no_origin() {
    let dossier = Fixture::default()
        .source("lake-wire", "{name: Lake Wire, aliases: [LW]}")
        .actor("council", "{name: Water Council, kind: organization}")
        .actor("union", "{name: Ferry Union, kind: organization}")
        .measure("deaths", DEATHS)
        .report(
            "a",
            "Lake Wire",
            "2024-08-01",
            "There were 11 dead, the Lake Wire reports. LW said there were 12 dead.",
        )
        .report("b", "Herald", "2024-08-02", "The Water Council met the Ferry Union. It said there were 13 dead.")
        .report("c", "Courier", "2024-08-03", "The Water Council met. It said there were 14 dead.")
        .build();
    let origins: Vec<_> = dossier.ledgers[0]
        .claims
        .iter()
        .map(|claim| match &super::figure(&dossier, claim.figure).unwrap().attribution {
            Attribution::Source { .. } => claim.origin.map_or("words", |actor| dossier.actors[actor].name.as_str()),
            Attribution::None => "-",
            Attribution::Ambiguous => "open",
        })
        .collect();
    assert_eq!(origins, ["-", "-", "open", "Water Council"]);
    let is_statement = |value: &Value| matches!(value, Value::Statement(_));
    let first = dossier.article_indices().next().unwrap();
    assert!(!dossier.marks_of(first).any(|(_, anchored)| is_statement(&anchored.mark.value)));
}

#[test]
fn conflicts_grow_with_the_claims_and_leave_none_out() {
    const REPORTS: usize = 60;
    let mut fixture = Fixture::default().measure("injured", INJURED);
    for at in 0..REPORTS {
        let day =
            jiff::civil::date(2024, 1, 1).checked_add(jiff::Span::new().days(i64::try_from(at).unwrap())).unwrap();
        let text = format!("There were {} injured.", 100 + at * 7 % REPORTS);
        fixture = fixture.report(&format!("a{at}"), &format!("Outlet {at}"), &day.to_string(), &text);
    }
    let dossier = fixture.build();
    let ledger = &dossier.ledgers[0];
    assert!(ledger.conflicts.len() <= 2 * REPORTS);
    for claim in 0..REPORTS {
        assert!(ledger.conflicts.iter().any(|&(earlier, later)| earlier == claim || later == claim), "{claim}");
    }
    assert!(ledger.conflicts.iter().all(|&(earlier, later)| dossier.contradict(ledger, earlier, later)));
    assert!(dossier.contradict(ledger, 7, 3));
}

#[test]
fn parts_are_kept_apart_from_wholes() {
    let dossier = Fixture::default()
        .measure("deaths", "{title: Deaths, kind: total, nouns: {en: [dead, killed]}}")
        .report("a", "Gazette", "2024-08-01", "The clashes left 28 dead, including two officers killed by a bus.")
        .report("b", "Herald", "2024-08-02", "There were 28 people killed. In the capital alone 11 people were killed.")
        .report("c", "Courier", "2024-08-03", "At least 28 people were killed; five of them were killed at sea.")
        .report("d", "Tribune", "2024-08-04", "Three journalists were killed.")
        .report("e", "Echo", "2024-08-05", "Some 28 people were killed. Another 12 people were killed on Friday.")
        .build();
    assert_snapshot!(ledgers(&dossier), @"
    deaths: ≥ 28, 4 independent
      a: 28 dead = 28 by its noun
      a: two officers = 2 by its noun, a part (Said)
      b: 28 people = 28 by its noun
      b: 11 people = 11 by its noun, a part (Said)
      c: At least 28 people = ≥ 28 by its noun
      c: five = 5 by its noun, a part (Said)
      d: Three journalists = 3 by its noun, a part (Narrower)
      e: Some 28 people = ≈ 28 by its noun
      e: 12 people = 12 by its noun, a part (More)
    ");
}

#[test]
fn words_of_another_sentence_make_no_part() {
    let dossier = Fixture::default()
        .measure("deaths", "{title: Deaths, kind: total, nouns: {en: [killed]}}")
        .report("a", "Gazette", "2024-08-01", "It burned many towns, Arvo among them. Some 28 people were killed.")
        .build();
    assert_eq!(dossier.ledgers[0].claims[0].part, None);
}

#[test]
fn a_small_number_alone_makes_no_part() {
    let dossier = Fixture::default()
        .measure("detained", "{title: Detained, kind: total, nouns: {en: [detained]}}")
        .report("a", "Gazette", "2024-08-01", "Some 2,400 people were detained.")
        .report("b", "Herald", "2024-08-02", "Three people were detained.")
        .report("c", "Courier", "2024-08-03", "The party said three of its leaders had been detained.")
        .build();
    assert_snapshot!(ledgers(&dossier), @"
    detained: 3–2400, 2 independent
      a: Some 2,400 people = ≈ 2400 by its noun
      b: Three people = 3 by its noun
      conflict: ≈ 2400 and 3
    loose: three
    ");
}

#[test]
fn numbers_of_one_sentence_add_up_to_one_of_their_report() {
    let dossier = Fixture::default()
        .measure("freed", "{title: Freed, kind: total, nouns: {en: [released, freed]}}")
        .report(
            "a",
            "Gazette",
            "2024-08-01",
            "The state released 13 people jailed in a crackdown. A lawyer said eight people were freed, while five more were \
             released under house arrest.",
        )
        .report("b", "Herald", "2024-08-02", "The state freed 13 people.")
        .build();
    assert_snapshot!(ledgers(&dossier), @"
    freed: 13, 2 independent
      a: 13 people = 13 by its noun
      a: eight people = 8 by its noun, a part (Addend)
      a: five more = 5 by its noun, a part (Addend)
      b: 13 people = 13 by its noun
    ");
    assert_eq!(dossier.ledgers[0].sums, [Sum { whole: 0, parts: vec![1, 2] }]);
}

#[test]
fn what_comes_on_top_of_nothing_is_a_whole() {
    let dossier = Fixture::default()
        .measure("injured", INJURED)
        .report("a", "Gazette", "2024-08-01", "A bomb killed three people and injured 12 more.")
        .build();
    assert_eq!(dossier.ledgers[0].claims[0].part, None);
}

#[test]
fn what_only_describes_the_counted_is_not_counted() {
    let dossier = Fixture::default()
        .measure("jailed", "{title: Jailed, nouns: {en: [jailed, arrested]}}")
        .measure("freed", "{title: Freed, nouns: {en: [freed, released]}}")
        .report(
            "a",
            "Gazette",
            "2024-08-01",
            "The state released 13 people jailed last year. It freed 10 jailed Danes.",
        )
        .build();
    assert_snapshot!(ledgers(&dossier), @"
    freed: 13, 1 independent
      a: 13 people = 13 by its noun
      a: 10 jailed Danes = 10 by its noun, a part (Narrower)
    jailed: nothing, 0 independent
    ");
}

#[test]
fn a_noun_stands_for_all_its_forms() {
    let dossier = Fixture::default()
        .measure("detained", "{title: Detained, nouns: {en: [arrests]}}")
        .report("a", "Gazette", "2024-08-01", "Some 2,400 people were arrested.")
        .build();
    assert_eq!(dossier.ledgers[0].claims.len(), 1);
}

#[test]
fn a_sentence_that_dates_itself_to_another_occasion_is_not_of_this_one() {
    let share = |event: &str| format!("{{title: Share, kind: share, event: {event}, nouns: {{en: [vote, votes]}}}}");
    let dossier = Fixture::default()
        .event("vote-2018", "{title: The vote of 2018, date: 2018-05-20}")
        .event("vote-2024", "{title: The vote of 2024, date: 2024-07-28}")
        .measure("share-2018", &share("vote-2018"))
        .measure("share-2024", &share("vote-2024"))
        .measure("deaths", "{title: Deaths, event: vote-2024, nouns: {en: [killed]}}")
        .report(
            "a",
            "Gazette",
            "2024-08-05",
            "He took 67.8% of the vote in May 2018. On July 28, 2024 he took 52% of the vote. Others gave him 30% of the vote.",
        )
        .report("b", "Herald", "2024-08-06", "In 2017, 125 people were killed. In July 2024, 27 people were killed.")
        .build();
    assert_snapshot!(ledgers(&dossier), @"
    deaths: 27, 1 independent
      b: 27 people = 27 by its noun and the day of the event
    share-2018: 67.8, 1 independent
      a: 67.8% = 67.8 by its noun and the day of the event
    share-2024: 52, 1 independent
      a: 52% = 52 by its noun and the day of the event
    loose: 30%, 125 people
    ");
    let reasons: Vec<WhyLoose> = dossier.loose_figures.iter().map(|loose| loose.because).collect();
    assert_eq!(reasons, [WhyLoose::Several(1, 2), WhyLoose::OtherOccasion]);
}

#[test]
fn loose_figures_that_count_one_thing_stand_together() {
    let dossier = Fixture::default()
        .report(
            "a",
            "Gazette",
            "2024-08-05",
            "There were 28 deaths. Police arrested 40 people. The store sold 12 ferries.",
        )
        .report(
            "b",
            "Herald",
            "2024-08-06",
            "They arrested 50 protesters, and 27 dead were found. Some 45 people were arrested.",
        )
        .build();
    let groups: Vec<_> =
        dossier.loose_groups().iter().map(|group| (group.noun.as_deref(), group.figures.len())).collect();
    let expected =
        [(Some("dead"), 2), (Some("people arrested"), 2), (Some("ferries"), 1), (Some("protesters arrested"), 1)];
    assert_eq!(groups, expected);
}

/// The links of a Markdown line, words and destination, and the line without them.
fn links(line: &str) -> (String, Vec<(&str, &str)>) {
    let (mut text, mut links, mut rest) = (String::new(), Vec::new(), line);
    while let Some((before, after)) = rest.split_once('[') {
        let (words, after) = after.split_once("](").expect("a link has a destination");
        let (destination, after) = after.split_once(')').expect("a destination is closed");
        text.extend([before, words]);
        links.push((words, destination));
        rest = after;
    }
    (text + rest, links)
}

/// The claims of one report on a measure with these nouns, as its words with what each claim is.
fn claims(language: &str, nouns: &str, text: &str) -> Vec<(String, String)> {
    let front = format!("source: Gazette\npublished: 2024-08-01\nlanguage: {language}");
    let dossier = Fixture::default()
        .measure("deaths", &format!("{{title: Deaths, kind: total, nouns: {{{language}: [{nouns}]}}}}"))
        .article("a", &front, text)
        .build();
    let claims = dossier.ledgers[0].claims.iter();
    let part = |part: Option<Part>| part.map_or_else(|| "whole".to_owned(), |part| format!("{part:?}").to_lowercase());
    claims.map(|claim| (dossier.words(claim.figure).to_owned(), part(claim.part))).collect()
}

#[test]
fn every_language_tells_parts_from_wholes() {
    let (mut language, mut nouns, mut wrong, mut read) = ("", "", Vec::new(), 0);
    for line in include_str!("cases.md").lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            (language, nouns) = heading.split_once(": ").expect("a heading names the nouns");
        }
        let Some((text, expected)) = line.strip_prefix("- ").map(links) else { continue };
        let found = claims(language, nouns, &text);
        read += 1;
        if !found.iter().map(|(words, part)| (&**words, &**part)).eq(expected) {
            wrong.push(format!("{language}: {line}\n    found {found:?}"));
        }
    }
    assert!(read > 20 && wrong.is_empty(), "{read} read\n{}", wrong.join("\n"));
}
