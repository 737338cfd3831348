//! A chronology that writes itself: what reports alone make of it, what an event's file adds, and where dates contradict
//! each other.

mod support;

use serde_json::{Value, json};
use support::Site;

fn reports() -> Site {
    Site::empty()
        .article("dam", "2024-05-07", "The dam at Alta broke on 5 May, and the water took 40 houses.")
        .article("toll", "2024-05-09", "On 6 May the dam at Alta broke, and the water took 40 houses.")
        .article(
            "port",
            "2024-12-20",
            "From 10 to 12 December the port of Alta was shut. It had been built in March 2018.",
        )
        .article(
            "later",
            "2024-12-21",
            "On 5 May 2024 the dam at Alta broke; the water took 40 houses. The port is shut.",
        )
}

fn lines(site: &Site, format: &str) -> Vec<Value> {
    let run = site.run(&["export", format]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

#[test]
fn reports_alone_make_a_chronology() {
    let entries = lines(&reports(), "chronology");
    let told: Vec<Value> =
        entries.iter().map(|entry| json!([entry["date"], entry["sources"], entry["event"]])).collect();
    assert_eq!(
        told,
        [
            json!(["2018-03", ["port"], null]),
            json!(["2024-05-05", ["dam", "toll", "later"], null]),
            json!(["2024-12-10/2024-12-12", ["port"], null]),
        ]
    );
    let weight = |entry: &Value| entry["weight"].as_f64().expect("a weight is a number");
    assert!(weight(&entries[1]) > weight(&entries[0]), "three reports weigh more than one: {entries:?}");
}

#[test]
fn an_event_wins_on_title_and_date() {
    let event = "---\ntitle: The dam of Alta breaks and floods the houses\ndate: 2024-05-05\n---\n";
    let site = reports().file("content/events/dam-breaks.md", event);
    let entries = lines(&site, "chronology");
    let entry = entries.iter().find(|entry| entry["event"] == "dam-breaks").expect("the event is there");
    assert_eq!(
        (&entry["date"], &entry["text"]),
        (&json!("2024-05-05"), &json!("The dam of Alta breaks and floods the houses"))
    );
    assert!(entry["sources"].as_array().is_some_and(|sources| sources.contains(&json!("later"))), "{entry}");
}

#[test]
fn dates_that_contradict_are_on_the_page_of_disagreements() {
    let site = reports().article(
        "old",
        "2024-11-02",
        "The arrests began in March 2018. They went on until the vote of May 20, 2018.",
    );
    let found = lines(&site, "disagreements");
    let kinds: Vec<&Value> = found.iter().map(|one| &one["kind"]).collect();
    assert_eq!(kinds, ["report", "dates"], "{found:?}");
    assert_eq!((&found[0]["article"], &found[0]["told"][0]["date"]), (&json!("old"), &json!("2018-05-20")));
    assert_eq!((&found[1]["date"], &found[1]["told"][0]["date"]), (&json!("2024-05-05"), &json!("2024-05-06")));
    let page = site.build().page("disagreements/index.html");
    for words in ["on 6 May", "May 20, 2018", "6 years apart", "1 day apart"] {
        assert!(page.contains(words) || page.contains(words.trim_start_matches("on ")), "{words}");
    }
}
