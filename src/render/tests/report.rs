//! The page of a report: what it weighs, and that its marks and cards find each other.

use super::*;

/// What is counted, each by a measure of its own.
const COUNTED: [&str; 8] = ["houses", "bridges", "boats", "schools", "farms", "roads", "wells", "trucks"];
/// Reports that count the same.
const OTHERS: usize = 12;
/// What fills a report up to 900 words.
const FILLER: &str = "The water stood in the lower town while people waited on the roofs for help from the coast. ";

/// A report of 900 words with 40 marks, on measures that a dozen others report too.
fn long_report() -> Fixture {
    let paragraph = |(number, counted): (usize, &&str)| {
        let (day, count, filler) = (number + 2, number + 20, FILLER.repeat(5));
        format!("On May {day}, Ana Silva said that {count} {counted} were lost, and Rui Costa agreed. {filler}")
    };
    let text: Vec<String> = COUNTED.iter().enumerate().map(paragraph).collect();
    let measured = COUNTED.iter().fold(Fixture::default(), |fixture, counted| {
        let front =
            format!("title: The count of {counted} lost\nkind: total\nnouns: {{en: [{counted}]}}\nnear: [lost]");
        fixture.measure(&format!("lost-{counted}"), &front)
    });
    let reported = (0..OTHERS).fold(measured, |fixture, other| {
        let source = format!("The Gazette of Town {other}");
        fixture.report(&format!("other-report-{other}"), &source, "2021-05-03", &other_report(other))
    });
    reported
        .actor("ana-silva", "name: Ana Silva\nkind: person\nroles: [{title: Mayor, since: 2019}]")
        .actor("rui-costa", "name: Rui Costa\nkind: person")
        .report("the-whole-count", "The Herald", "2021-05-04", &text.join("\n\n"))
}

fn other_report(other: usize) -> String {
    let sentence = |(number, counted): (usize, &&str)| {
        format!("On May {} it said that {} {counted} were lost.", number + 2, number + 20 + other % 3)
    };
    COUNTED.iter().enumerate().map(sentence).collect::<Vec<_>>().join(" ")
}

#[test]
fn it_keeps_its_budget() {
    let site = rendered(long_report(), "");
    let page = &site["articles/the-whole-count/index.html"];
    let marks = page.matches("aria-details=").count();
    let words = page.matches(FILLER.trim()).count() * FILLER.split(' ').count();
    assert!(words > 700 && marks >= 40, "{words} words of filler, {marks} marks");
    assert!(page.len() < 60_000, "{} bytes", page.len());
    assert_eq!(page.matches("rel=\"stylesheet\"").count(), 1);
    assert_eq!(page.matches("<script src=").count(), 1);
    let weight = |name: &str| site[&format!("theme/{name}")].len();
    assert!(weight("style.css") < 15_000, "{} bytes of CSS", weight("style.css"));
    assert!(weight("report.js") < 10_000, "{} bytes of JavaScript", weight("report.js"));
}

#[test]
fn every_mark_finds_its_card() {
    let site = rendered(long_report(), "");
    let page = &site["articles/the-whole-count/index.html"];
    let cards: BTreeSet<&str> = values(page, "id").into_iter().collect();
    let signs: BTreeSet<&str> = values(page, "aria-details").into_iter().collect();
    assert!(signs.is_subset(&cards), "{:?}", signs.difference(&cards));
    for kind in ["F8", "N2", "D1"] {
        assert!(signs.contains(kind), "{kind} is not among {signs:?}");
    }
    assert_eq!(page.matches(" first\"").count(), signs.len(), "one mark of each is the first");
}

#[test]
fn every_figure_of_a_disputed_measure_bears_the_sign() {
    let site = rendered(flood(), "");
    for path in ["articles/river-bursts", "articles/nine-dead"] {
        let page = main_part(&site, &format!("{path}/index.html"));
        assert!(page.contains("class=\"mark figure disputed first\""), "{path}");
        assert!(page.contains("(reports differ)\""), "{path}: the sign has words");
    }
}

#[test]
fn a_passage_that_stands_elsewhere_is_marked_around_its_marks() {
    let shared = "The mayor said on May 2 that the old bridge had fallen into the river during the night, and that nobody was on it.";
    let fixture = Fixture::default()
        .report("one", "The Herald", "2021-05-03", &format!("First words of one. {shared} Last words of one."))
        .report("two", "Radio Vale", "2021-05-04", &format!("Other words begin this. {shared} Other words end it."));
    let site = rendered(fixture, "");
    let page = main_part(&site, "articles/one/index.html");
    assert!(page.contains("<span class=\"mark passage first\" title=\"Also in two\" aria-details=\"P1\">"), "{page}");
    assert!(page.contains("<li id=\"P1\">"), "{page}");
}
