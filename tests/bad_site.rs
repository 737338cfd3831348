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
    insta::assert_snapshot!(fails(&Site::nowhere(), &["build"], 1), @"
    error[no-site]: there is no site.yaml in FOLDER
     |
     = help: change to the folder of a dossier, name it with --root, or make one with `diurna init`

    1 error
    ");
}

#[test]
fn no_such_folder() {
    insta::assert_snapshot!(fails(&Site::nowhere(), &["build", "--root", "nowhere"], 1), @"
    error[no-site]: there is no site.yaml in FOLDER/nowhere
     |
     = help: change to the folder of a dossier, name it with --root, or make one with `diurna init`

    1 error
    ");
}

#[test]
fn base_url_without_a_scheme() {
    insta::assert_snapshot!(fails(&site(), &["build", "--base-url", "example.org"], 1), @"
    error[bad-value]: “example.org” is not a whole web address
     |
     = help: write for example --base-url https://name.github.io/dossier/

    1 error
    ");
}

#[test]
fn unknown_theme() {
    let site = site().file("site.yaml", "title: Test\ntheme: broadshet\n");
    insta::assert_snapshot!(fails(&site, &["build"], 1), @"
    error[unknown-theme]: there is no theme “broadshet”
     --> site.yaml:2:8
      |
    2 | theme: broadshet
      |        ^^^^^^^^^
      |
      = help: did you mean “broadsheet”?

    1 error
    ");
}

#[test]
fn unknown_theme_in_quotation_marks() {
    let site = site().file("site.yaml", "title: Test\ntheme: \"broadshet\"\n");
    insta::assert_snapshot!(fails(&site, &["build"], 1), @r#"
    error[unknown-theme]: there is no theme “broadshet”
     --> site.yaml:2:8
      |
    2 | theme: "broadshet"
      |        ^^^^^^^^^^^
      |
      = help: did you mean “broadsheet”?

    1 error
    "#);
}

#[test]
fn a_theme_that_extends_one_that_is_nowhere() {
    let site =
        site().file("site.yaml", "title: Test\ntheme: mine\n").file("themes/mine/theme.yaml", "extends: plian\n");
    insta::assert_snapshot!(fails(&site, &["build"], 1), @"
    error[unknown-theme]: there is no theme “plian”
     --> themes/mine/theme.yaml:1:10
      |
    1 | extends: plian
      |          ^^^^^
      |
      = help: did you mean “plain”?

    1 error
    ");
}

#[test]
fn template_syntax() {
    let site = site().file("themes/broadsheet/templates/page.html", "<p>\n{% if page.title %}\n<b>{{ page.title }\n");
    insta::assert_snapshot!(fails(&site, &["build"], 1), @"
    error[template-syntax]: Found `}` but expected }}.
     --> themes/broadsheet/templates/page.html:3:18
      |
    3 | <b>{{ page.title }
      |                  ^

    1 error
    ");
}

#[test]
fn unknown_variable() {
    let site =
        site().file("themes/broadsheet/templates/article.html", "<h1>{{ page.title }}</h1>\n<p>{{ page.titel }}</p>\n");
    insta::assert_snapshot!(fails(&site, &["build"], 1), @"
    error[template-render]: the page /articles/a/ cannot be rendered: Field `titel` is not defined. Available fields: breadcrumbs, description, hidden, href, json_ld, kind, section, title, url
     --> themes/broadsheet/templates/article.html:2:12
      |
    2 | <p>{{ page.titel }}</p>
      |            ^^^^^

    1 error
    ");
}

#[test]
fn missing_template() {
    let site = site()
        .file("site.yaml", "title: Test\ntheme: mine\n")
        .file("themes/mine/theme.yaml", "name: mine\n")
        .file("themes/mine/templates/home.html", "<p>home</p>");
    insta::assert_snapshot!(fails(&site, &["build"], 1), @"
    error[unknown-key]: “name” is not a key of theme.yaml
     --> themes/mine/theme.yaml:1:1
      |
    1 | name: mine
      | ^^^^
      |
      = help: the keys are extends, description, accent, text_font, interface_font, logo, sections, footer, footer_links

    1 error
    ");
}

#[test]
fn output_among_the_content() {
    insta::assert_snapshot!(fails(&site(), &["build", "--no-search", "--output", "content/site"], 3), @"
    error[unsafe-output]: the output folder content/site lies among what editors write
     |
     = help: write to a folder of its own, such as public

    1 error
    ");
}

#[test]
fn output_over_the_dossier() {
    insta::assert_snapshot!(fails(&site(), &["build", "--no-search", "--output", "."], 3), @"
    error[unsafe-output]: the output folder . holds the dossier itself
     |
     = help: write to a folder of its own, such as public

    1 error
    ");
}

#[test]
fn output_with_files_of_others() {
    let site = site().file("public/thesis.txt", "years of work");
    insta::assert_snapshot!(fails(&site, &["build", "--no-search"], 3), @"
    error[unsafe-output]: the output folder ./public holds files that Diurna did not write
     |
     = help: choose an empty folder with --output, or empty this one yourself if nothing in it is needed

    1 error
    ");
    assert_eq!(std::fs::read_to_string(site.path("public/thesis.txt")).unwrap(), "years of work");
}

#[test]
fn output_that_cannot_be_written() {
    let site = site().file("blocked", "a file where a folder is wanted");
    insta::assert_snapshot!(fails(&site, &["build", "--no-search", "--output", "blocked/site"], 3), @"
    error[machine]: cannot create blocked/site: Not a directory (os error 20)
     |
     = help: make sure that the folder may be written to and that the disk is not full, or choose another with --output

    1 error
    ");
}

#[test]
fn unknown_article_to_explain() {
    insta::assert_snapshot!(fails(&site(), &["explain", "articles/b"], 2), @"
    error[usage]: there is no article “b”
     |
     = help: name an article by its id, such as 2024-09-06-guterres-calls-maduro

    1 error
    ");
}

#[test]
fn broken_anchor() {
    let site =
        site().article("b", "2024-01-02", "As [reported](a.md#deaths) before.\n\n## Deaths\n\nSee [above](#deats).");
    insta::assert_snapshot!(fails(&site, &["build"], 1), @"
    error[broken-anchor]: there is no anchor “#deaths” in article “a”
     --> content/articles/b.md:7:4
      |
    7 | As [reported](a.md#deaths) before.
      |    ^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: link to a heading of that page, or leave the anchor out

    error[broken-anchor]: there is no anchor “#deats” on this page
      --> content/articles/b.md:11:5
       |
    11 | See [above](#deats).
       |     ^^^^^^^^^^^^^^^
       |
       = help: did you mean “#deaths”?

    2 errors
    ");
}

#[test]
fn a_link_to_a_measure_without_a_number() {
    let site = site().file("content/measures/deaths.md", "---\ntitle: Deaths\nunit: people\n---\n").article(
        "b",
        "2024-01-02",
        "The storm was [deadly](../measures/deaths.md).",
    );
    insta::assert_snapshot!(fails(&site, &["build"], 1), @r#"
    error[no-figure]: this link to a measure holds no number: “deadly”
     --> content/articles/b.md:7:15
      |
    7 | The storm was [deadly](../measures/deaths.md).
      |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: give the value as the link’s title, such as (../measures/injured.md ">=24"), or link the words with the number

    1 error
    "#);
}

#[test]
fn every_problem_of_a_run_is_told_in_order() {
    let site = site()
        .file("content/articles/b.md", "---\ntitle: B\nsorce: Wire\npublished: 2024-13-01\n---\n\n[x](missing.md)\n")
        .file("content/actors/c.md", "---\nname: C\n---\n");
    insta::assert_snapshot!(fails(&site, &["build"], 1), @"
    error[missing-key]: an actor needs “kind”
     --> content/actors/c.md:1:1
      |
    1 | ---
      | ^^^
      |
      = help: add a line such as `kind: person`

    error[unknown-key]: “sorce” is not a key of an article
     --> content/articles/b.md:3:1
      |
    3 | sorce: Wire
      | ^^^^^
      |
      = help: did you mean “source”?

    error[bad-date]: there is no such date as 2024-13-01
     --> content/articles/b.md:4:12
      |
    4 | published: 2024-13-01
      |            ^^^^^^^^^^
      |
      = help: months go from 01 to 12, and days to the end of the month

    3 errors
    ");
}
