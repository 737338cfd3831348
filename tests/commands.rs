//! The commands beside `build`, as somebody types them.

mod support;

use std::net::TcpListener;

use support::Site;

#[test]
fn a_new_dossier_works_at_once() {
    let site = Site::nowhere();
    let init = site.run(&["init", "mine"]);
    assert_eq!(init.code, 0, "{}", init.stderr);
    let check = site.run(&["check", "--strict", "--root", "mine"]);
    assert_eq!(check.code, 0, "{}", check.stdout);
    assert!(site.path("mine/.github/workflows/publish.yml").is_file());
    let again = site.run(&["init", "mine"]);
    assert_eq!(again.code, 2);
    insta::assert_snapshot!(again.stderr.replace('\\', "/"), @"
    error[usage]: ./mine already holds a dossier
     |
     = help: look at it with diurna serve, or name another folder

    1 error
    ");
}

#[test]
fn init_leaves_files_alone_that_are_there() {
    let site = Site::nowhere().file("README.md", "mine").file("content/index.md", "---\ntitle: Mine\n---\n");
    assert_eq!(site.run(&["init"]).code, 0);
    assert_eq!(std::fs::read_to_string(site.path("content/index.md")).unwrap(), "---\ntitle: Mine\n---\n");
}

#[test]
fn every_kind_of_new_file_is_valid() {
    let site = Site::empty();
    for kind in ["article", "actor", "event", "measure", "source"] {
        let new = site.run(&["new", kind, "Añil: “the blue” #1", "--date", "2024-09-06"]);
        assert_eq!(new.code, 0, "{}", new.stderr);
        assert!(new.stdout.trim().ends_with("anil-the-blue-1.md"), "{}", new.stdout);
        assert_eq!(
            site.run(&["new", kind, "Añil: “the blue” #1", "--date", "2024-09-06"]).code,
            2,
            "{kind} is there already"
        );
    }
    let check = site.run(&["check"]);
    assert_eq!(check.code, 0, "{}", check.stdout);
    assert!(site.path("content/articles/2024-09-06-anil-the-blue-1.md").is_file());
}

#[test]
fn documents_are_annotated_in_the_order_they_come() {
    let documents = "{\"id\": \"b\", \"text\": \"Señor! At least 28 people died on Friday.\", \"published\": \"2024-09-20\"}\n\n{\"id\": \"a\", \"text\": \"Nothing here.\"}\n";
    let run = Site::nowhere().run_with(&["annotate", "--jsonl"], documents);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let answers: Vec<serde_json::Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["id"], "b");
    let figure = &answers[0]["figures"][0];
    assert_eq!(
        (figure["start"].as_u64(), figure["low"].as_f64(), figure["high"].is_null()),
        (Some(7), Some(28.0), true)
    );
    assert_eq!(answers[0]["dates"][0]["value"], "2024-09-20");
    assert_eq!(answers[1]["figures"], serde_json::json!([]));
}

#[test]
fn a_document_that_is_none_is_told_with_its_line() {
    let run = Site::nowhere().run_with(&["annotate", "--jsonl"], "{\"id\": \"a\", \"text\": \"x\"}\nnot json\n");
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.stderr, @r#"
    error[usage]: line 2 of standard input is not a document: expected ident at line 1 column 2
     |
     = help: write {"id": "…", "text": "…", "published": "2024-09-20", "language": "en"} on each line; the last two may be missing

    1 error
    "#);
}

#[test]
fn articles_are_annotated_by_file() {
    let site = Site::empty().article("a", "2024-09-20", "At least 28 people died on Friday.");
    let run = site.run(&["annotate", "content/articles/a.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let answer: serde_json::Value = serde_json::from_str(run.stdout.trim()).unwrap();
    assert_eq!(answer["id"], "a");
    assert_eq!(answer["figures"][0]["low"], 28.0);
}

#[test]
fn every_export_is_printed() {
    let site = Site::empty().article("a", "2024-09-20", "At least 28 people died on Friday.");
    let unknown = site.run(&["export", "nothing"]);
    assert_eq!(unknown.code, 2);
    for format in ["ledger", "chronology", "actors", "disagreements"] {
        let export = site.run(&["export", format]);
        assert_eq!(export.code, 0, "{format}: {}", export.stderr);
        for line in export.stdout.lines() {
            serde_json::from_str::<serde_json::Value>(line).unwrap();
        }
    }
}

#[test]
fn a_mark_is_explained() {
    let site = Site::empty().article("a", "2024-09-20", "At least 28 people died on Friday.");
    let page = site.run(&["explain", "articles/a"]);
    assert_eq!(page.code, 0, "{}", page.stderr);
    let line = page.stdout.lines().find(|line| line.contains("“At least 28 people")).unwrap();
    let anchor = line.split('\t').nth(1).unwrap();
    let mark = site.run(&["explain", &format!("articles/a{anchor}")]);
    assert!(mark.stdout.contains("figure ≥ 28"), "{}", mark.stdout);
    assert!(mark.stdout.contains("content/articles/a.md:7:1"), "{}", mark.stdout);
    assert_eq!(site.run(&["explain", "articles/b"]).code, 2);
}

#[test]
fn problems_are_printed_for_programs_and_for_github() {
    let site = Site::empty().file("content/articles/a.md", "---\ntitle: A\nsource: W\npublished: 2024-02-30\n---\n");
    let json = site.run(&["check", "--format", "json"]);
    assert_eq!(json.code, 1);
    let problem: serde_json::Value = serde_json::from_str(json.stdout.lines().next().unwrap()).unwrap();
    assert_eq!((problem["code"].as_str(), problem["line"].as_u64()), (Some("bad-date"), Some(4)));
    let github = site.run(&["check", "--format", "github"]);
    assert!(github.stdout.starts_with("::error file=content/articles/a.md,line=4"), "{}", github.stdout);
}

#[test]
fn strict_makes_warnings_count() {
    let site = Site::empty().article("a", "2024-01-01", "Text.\n\n[^unused]: Nobody refers to this.");
    assert_eq!(site.run(&["check"]).code, 0);
    assert_eq!(site.run(&["check", "--strict"]).code, 1);
    assert_eq!(site.run(&["build", "--strict"]).code, 1);
    assert!(!site.path("public").exists());
}

#[test]
fn a_port_in_use_is_the_machines_fault() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = Site::empty().run(&["serve", "--port", &port]);
    assert_eq!(run.code, 3);
    insta::assert_snapshot!(run.stderr.replace(&port, "PORT"), @"
    error[machine]: cannot listen at 127.0.0.1:PORT: Address already in use (os error 98)
     |
     = help: stop the program that uses it, or choose another with --port

    1 error
    ");
}

#[test]
fn wrong_usage_is_told_from_wrong_content() {
    let site = Site::empty();
    assert_eq!(site.run(&["biuld"]).code, 2);
    assert_eq!(site.run(&["annotate"]).code, 2);
    assert_eq!(site.run(&["--help"]).code, 0);
    assert_eq!(site.run(&["completions", "bash"]).code, 0);
}
