//! What the program says when something about the machine, the theme or the site as a whole is wrong: the exact words, as an
//! editor reads them. What is wrong inside content files is told by the tests of `content`.

mod support;

use support::{Run, Site};

/// Runs a command that must fail with `code`, and returns what it said.
fn fails(site: &Site, arguments: &[&str], code: i32) -> String {
    let Run { code: ended, stdout, stderr } = site.run(arguments);
    assert_eq!(ended, code, "{stdout}{stderr}");
    stderr.replace(&site.root().display().to_string(), "FOLDER").replace('\\', "/")
}

/// A site with an article, so that templates have something to show.
fn site() -> Site {
    Site::empty().article("a", "2024-01-01", "At least 12 people died.")
}

#[test]
fn no_site_yaml() {
    insta::assert_snapshot!(fails(&Site::nowhere(), &["build"], 1), @"");
}

#[test]
fn no_such_folder() {
    insta::assert_snapshot!(fails(&Site::nowhere(), &["build", "--root", "nowhere"], 1), @"");
}

#[test]
fn base_url_without_a_scheme() {
    insta::assert_snapshot!(fails(&site(), &["build", "--base-url", "example.org"], 1), @"");
}

#[test]
fn unknown_theme() {
    let site = site().file("site.yaml", "title: Test\ntheme: broadshet\n");
    insta::assert_snapshot!(fails(&site, &["build"], 1), @"");
}

#[test]
fn template_syntax() {
    let site = site().file("themes/broadsheet/templates/page.html", "<p>\n{% if page.title %}\n<b>{{ page.title }\n");
    insta::assert_snapshot!(fails(&site, &["build"], 1), @"");
}

#[test]
fn unknown_variable() {
    let site =
        site().file("themes/broadsheet/templates/article.html", "<h1>{{ page.title }}</h1>\n<p>{{ page.titel }}</p>\n");
    insta::assert_snapshot!(fails(&site, &["build"], 1), @"");
}

#[test]
fn missing_template() {
    let site = site()
        .file("site.yaml", "title: Test\ntheme: mine\n")
        .file("themes/mine/theme.yaml", "name: mine\n")
        .file("themes/mine/templates/home.html", "<p>home</p>");
    insta::assert_snapshot!(fails(&site, &["build"], 1), @"");
}

#[test]
fn output_among_the_content() {
    insta::assert_snapshot!(fails(&site(), &["build", "--no-search", "--output", "content/site"], 3), @"");
}

#[test]
fn output_over_the_dossier() {
    insta::assert_snapshot!(fails(&site(), &["build", "--no-search", "--output", "."], 3), @"");
}

#[test]
fn output_with_files_of_others() {
    let site = site().file("public/thesis.txt", "years of work");
    insta::assert_snapshot!(fails(&site, &["build", "--no-search"], 3), @"");
    assert_eq!(std::fs::read_to_string(site.path("public/thesis.txt")).unwrap(), "years of work");
}

#[test]
fn output_that_cannot_be_written() {
    let site = site().file("blocked", "a file where a folder is wanted");
    insta::assert_snapshot!(fails(&site, &["build", "--no-search", "--output", "blocked/site"], 3), @"");
}

#[test]
fn unknown_article_to_explain() {
    insta::assert_snapshot!(fails(&site(), &["explain", "articles/b"], 2), @"");
}

#[test]
fn broken_anchor() {
    let site =
        site().article("b", "2024-01-02", "As [reported](a.md#deaths) before.\n\n## Deaths\n\nSee [above](#deats).");
    insta::assert_snapshot!(fails(&site, &["build"], 1), @"");
}

#[test]
fn a_link_to_a_measure_without_a_number() {
    let site = site().file("content/measures/deaths.md", "---\ntitle: Deaths\nunit: people\n---\n").article(
        "b",
        "2024-01-02",
        "The storm was [deadly](../measures/deaths.md).",
    );
    insta::assert_snapshot!(fails(&site, &["build"], 1), @"");
}

#[test]
fn every_problem_of_a_run_is_told_in_order() {
    let site = site()
        .file("content/articles/b.md", "---\ntitle: B\nsorce: Wire\npublished: 2024-13-01\n---\n\n[x](missing.md)\n")
        .file("content/actors/c.md", "---\nname: C\n---\n");
    insta::assert_snapshot!(fails(&site, &["build"], 1), @"");
}
