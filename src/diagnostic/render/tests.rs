//! Tests of how diagnostics look in a terminal, as JSON and on GitHub, hostile source lines among them.

use std::sync::Arc;

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Code, SourceFile};

/// A diagnostic about the first place at which `words` stand in `text`.
fn about(text: &str, words: &str) -> (Arc<SourceFile>, ByteSpan, Diagnostic) {
    let file = SourceFile::new("content/about.md", text);
    let start = text.find(words).expect("the words are in the text");
    let span = ByteSpan::new(start, start + words.len());
    let diagnostic = Diagnostic::error(Code::UnknownKey, "“titel” is not a key of a page").at(&file, span);
    (file, span, diagnostic.help("did you mean “title”?"))
}

#[test]
fn people_see_the_line_and_the_way_out() {
    let (_, _, diagnostic) = about("---\ntitel: Über uns\n---\n", "titel");
    let warning = Diagnostic::warning(Code::NoSite, "there is nothing to publish");
    assert_snapshot!(human(&[diagnostic, warning], false), @r#"
    error[unknown-key]: “titel” is not a key of a page
     --> content/about.md:2:1
      |
    2 | titel: Über uns
      | ^^^^^
      |
      = help: did you mean “title”?

    warning[no-site]: there is nothing to publish

    1 error, 1 warning
    "#);
}

#[test]
fn labels_in_the_same_and_in_another_file_are_shown() {
    let (file, _, diagnostic) = about("---\ntitle: a\ntitel: b\n---\n", "titel");
    let other = SourceFile::new("content/actors/x.md", "---\nname: X\n---\n");
    let diagnostic = diagnostic.label(&file, ByteSpan::new(4, 9), "first given here");
    let diagnostic = diagnostic.label(&other, ByteSpan::new(10, 11), "and here");
    assert_snapshot!(human(&[diagnostic], false), @r#"
    error[unknown-key]: “titel” is not a key of a page
     --> content/about.md:3:1
      |
    2 | title: a
      | ----- first given here
    3 | titel: b
      | ^^^^^
      |
     ::: content/actors/x.md:2:7
      |
    2 | name: X
      |       - and here
      |
      = help: did you mean “title”?

    1 error
    "#);
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let text = format!("{}titel{}", "word ".repeat(40_000), " word".repeat(40_000));
    let (_, _, diagnostic) = about(&text, "titel");
    assert_snapshot!(human(&[diagnostic], false), @r#"
    error[unknown-key]: “titel” is not a key of a page
     --> content/about.md:1:200001
      |
    1 | ...d word word word word word word word word word word titel word word word word word word word word word word wo...
      |                                                        ^^^^^
      |
      = help: did you mean “title”?

    1 error
    "#);
}

#[test]
fn a_problem_of_a_whole_file_names_it() {
    let diagnostic = Diagnostic::error(Code::EmptyFile, "the file is empty").at_path("content/a.md".as_ref());
    assert_snapshot!(human(&[diagnostic], false), @r#"
    error[empty-file]: the file is empty
    --> content/a.md

    1 error
    "#);
}

#[test]
fn nothing_reaches_the_terminal_as_an_escape() {
    let (_, _, mut diagnostic) = about("a\u{1b}[2J\u{9b}31m titel \u{202e}\n", "titel");
    diagnostic.message.push_str(" \u{1b}]0;x\u{7}");
    diagnostic.help = Some("\u{9b}2J\nsecond line".to_owned());
    let shown = human(&[diagnostic], false);
    assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{shown:?}");
}

#[test]
fn programs_get_one_object_a_line() {
    let (file, span, diagnostic) = about("---\ntitle: ñandú\n---\n", "ñandú");
    let diagnostic = diagnostic.label(&file, span, "here");
    assert_snapshot!(json(&diagnostic), @r#"{"code":"unknown-key","severity":"error","message":"“titel” is not a key of a page","file":"content/about.md","line":2,"column":8,"end_line":2,"end_column":13,"help":"did you mean “title”?","labels":[{"text":"here","file":"content/about.md","line":2,"column":8,"end_line":2,"end_column":13}]}"#);
    assert_snapshot!(json(&Diagnostic::warning(Code::NoSite, "no\nsite")), @r#"{"code":"no-site","severity":"warning","message":"no\nsite","help":null,"labels":[]}"#);
}

#[test]
fn github_gets_an_escaped_command() {
    let (_, _, mut diagnostic) = about("---\ntitle: 100%, or: more\n---\n", "100%");
    diagnostic.message = "100% of it\r\nis wrong".to_owned();
    assert_snapshot!(github(&diagnostic), @"::error file=content/about.md,line=2,endLine=2,col=8,endColumn=12,title=unknown-key::100%25 of it%0D%0Ais wrong%0Ahelp: did you mean “title”?");
    let diagnostic = Diagnostic::warning(Code::EmptyFile, "empty").at_path("content/a,b:c.md".as_ref());
    assert_snapshot!(github(&diagnostic), @"::warning file=content/a%2Cb%3Ac.md,title=empty-file::empty");
}

proptest! {
    #[test]
    fn any_place_of_any_text_can_be_shown(text in "(\\PC|[\r\n\t\u{0}\u{1b}\u{9b}]){0,60}", a in 0_usize..200, b in 0_usize..200) {
        let file = SourceFile::new("content/a.md", text);
        let diagnostic = Diagnostic::error(Code::BadValue, "wrong").at(&file, ByteSpan::new(a.min(b), a.max(b)));
        let diagnostic = diagnostic.label(&file, ByteSpan::new(0, a), "label");
        let shown = human(std::slice::from_ref(&diagnostic), false);
        prop_assert!(!shown.contains(['\x1b', '\u{9b}']), "{shown:?}");
        prop_assert!(!json(&diagnostic).contains(char::is_control));
        prop_assert!(!github(&diagnostic).contains('\n'));
    }
}
