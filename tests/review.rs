//! What `review` tells an editor, and that doing as it says settles it.

mod support;

use support::Site;

/// A dossier with one finding of every section.
fn site() -> Site {
    let report = |source: &str, published: &str, text: &str| {
        format!("---\ntitle: Report of {source}\nsource: {source}\npublished: {published}\n---\n\n{text}\n")
    };
    Site::empty()
        .file("content/measures/deaths.md", "---\ntitle: Deaths\nkind: total\nnouns: {en: [dead]}\n---\n")
        .file("content/measures/hurt.md", "---\ntitle: Hurt\nnouns: {en: [injured]}\n---\n")
        .file("content/measures/wounded.md", "---\ntitle: Wounded\nnouns: {en: [injured]}\n---\n")
        .file("content/actors/ana-ruiz.md", "---\nname: Ana Ruiz\nkind: person\n---\n")
        .file("content/actors/luis-ruiz.md", "---\nname: Luis Ruiz\nkind: person\n---\n")
        .file(
            "content/articles/one.md",
            report(
                "Gazette",
                "2024-08-01",
                "There were 27 dead and 12 injured. Police arrested 40 people. Mr. Ruiz was there.",
            ),
        )
        .file(
            "content/articles/two.md",
            report("Herald", "2024-08-02", "There were 30 dead. They arrested 50 people, said Clara Bell. Bell knew."),
        )
        .file("content/articles/three.md", report("Courier", "2024", "On Friday 12 ferries sailed, said Clara Bell."))
}

#[test]
fn a_review_tells_what_to_look_at_and_what_to_write() {
    let run = site().run(&["review"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    insta::assert_snapshot!(run.stdout.replace('\\', "/"));
}

#[test]
fn programs_get_a_line_for_each_finding_the_weightiest_first() {
    let run = site().run(&["review", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let lines: Vec<serde_json::Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let figures: Vec<u64> =
        lines.iter().filter(|line| line["section"] == "figures").map(|line| line["weight"].as_u64().unwrap()).collect();
    assert!(figures.len() > 1 && figures.is_sorted_by(|one, other| one >= other), "{figures:?}");
    let place = &lines[0]["places"][0];
    assert_eq!(lines[0]["section"], "disagreements");
    assert_eq!((&place["words"], &place["line"], &place["column"]), (&"27 dead".into(), &7.into(), &12.into()));
}

#[test]
fn a_proposed_file_settles_what_it_was_proposed_for() {
    let site = site();
    let review = |site: &Site, section: &str| site.run(&["review", "--format", "json", "--section", section]).stdout;
    for section in ["figures", "names"] {
        let lines = review(&site, section);
        let findings = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        let proposed: Vec<_> = findings.filter(|finding| finding["proposal"].is_object()).collect();
        assert!(!proposed.is_empty(), "{section}: {lines}");
        for finding in proposed {
            let proposal = &finding["proposal"];
            site.write(proposal["file"].as_str().unwrap(), proposal["text"].as_str().unwrap());
        }
        assert_eq!(site.run(&["check", "--strict"]).code, 0);
        let left = review(&site, section);
        assert!(!left.contains("\"proposal\""), "{left}");
    }
}

#[test]
fn a_note_settles_a_disagreement() {
    let about = |front: &str, text: &str| {
        Site::empty()
            .file(
                "content/measures/deaths.md",
                format!("---\ntitle: Deaths\nkind: total\nnouns: {{en: [dead]}}\n{front}---\n"),
            )
            .file(
                "content/articles/one.md",
                format!("---\ntitle: One\nsource: Gazette\npublished: 2024-08-01\n---\n\n{text}\n"),
            )
            .file(
                "content/articles/two.md",
                "---\ntitle: Two\nsource: Herald\npublished: 2024-08-02\n---\n\nThere were 30 dead.\n",
            )
            .run(&["review", "--section", "disagreements"])
            .stdout
    };
    assert!(about("", "There were 27 dead.").contains("cannot all be true"));
    assert_eq!(about("note: The first was a guess.\n", "There were 27 dead."), "Nothing to look at.\n");
    assert_eq!(about("", "There were 27 dead.[^1]\n\n[^1]: A guess."), "Nothing to look at.\n");
}

/// What the review says of the dates of one report.
fn about_dates(section: &str, published: &str, text: &str) -> String {
    let report = format!("---\ntitle: Ferries\nsource: Gazette\npublished: {published}\n---\n\n{text}\n");
    Site::empty().file("content/articles/one.md", report).run(&["review", "--section", section]).stdout
}

#[test]
fn what_an_undated_report_leaves_open_is_told() {
    let text = "Twelve ferries sailed on Friday. Last month and on July 3 none did. In March 2018 two did.";
    let undated = about_dates("dates", "20XX", text);
    assert!(undated.contains("3 dates of “Ferries” (dated 20XX) are open."), "{undated}");
    assert!(["“Friday”", "“Last month”", "“July 3”"].iter().all(|words| undated.contains(words)), "{undated}");
    assert_eq!(about_dates("dates", "2024-08-01", text), "Nothing to look at.\n");
    assert_eq!(about_dates("dates", "20XX", "On [Friday](#date:2024-08-02) all sailed."), "Nothing to look at.\n");
}

#[test]
fn a_weekday_that_does_not_fit_its_date_is_told() {
    let wrong = about_dates("weekdays", "2024-08-01", "It sailed on Monday, 4 June 2024.");
    assert!(wrong.contains("In “Ferries”, 2024-06-04 is a Tuesday."), "{wrong}");
    assert_eq!(about_dates("weekdays", "2024-08-01", "It sailed on Tuesday, 4 June 2024."), "Nothing to look at.\n");
    let linked = "It sailed on [Monday, 4 June 2024](#date:2024-06-03).";
    assert_eq!(about_dates("weekdays", "2024-08-01", linked), "Nothing to look at.\n");
}

#[test]
fn a_section_that_is_not_there_and_a_folder_without_a_dossier_are_told() {
    let wrong = Site::empty().run(&["review", "--section", "nonsense"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("write one of: disagreements, rival-measures, figures"), "{}", wrong.stderr);
    assert_eq!(Site::nowhere().run(&["review"]).code, 1);
}

#[test]
fn a_proposed_actor_is_written_by_any_of_its_spellings() {
    let site = site();
    let new = site.run(&["new", "actor", "bell", "--from-review"]);
    assert_eq!(new.code, 0, "{}", new.stderr);
    let written = std::fs::read_to_string(site.path("content/actors/clara-bell.md")).unwrap();
    assert_eq!(written, "---\nname: Clara Bell\nkind: person\naliases: [Bell]\n---\n");
    assert_eq!(site.run(&["new", "actor", "bell", "--from-review"]).code, 2, "it has a file now");
    assert_eq!(site.run(&["new", "event", "bell", "--from-review"]).code, 2);
}
