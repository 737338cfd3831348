//! Themes on disk over the built-in one: what overrides what, and what is said of a theme that is wrong.

#![expect(clippy::disallowed_methods, reason = "themes on disk are tested with files")]

use std::fs;
use std::path::Path;

use super::*;

/// A site's folder with theme files by path below `themes/`.
fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = root.path().join("themes").join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    root
}

fn config(theme: &str) -> Config {
    serde_yaml::from_str(&format!("{{title: Floods, theme: {theme}, base_url: 'https://a.org/repo/'}}"))
        .expect("a config")
}

fn load(root: &Path, theme: &str, required: &[&str]) -> Result<Theme, Vec<Diagnostic>> {
    let files = ThemeFiles::load(Some(root), theme)?;
    let addresses = Addresses::new("https://a.org/repo/").expect("it is a URL");
    Theme::load(&files, &config(theme), &addresses, required)
}

fn rendered(root: &Path, theme: &str, template: &str) -> String {
    let theme = load(root, theme, &[template]).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    theme.render(template, "/a/", &Context::new()).unwrap_or_else(|problem| panic!("{}", told(&[problem])))
}

/// Problems as `file:line:column code message`, with the words that are meant and the help.
fn told(problems: &[Diagnostic]) -> String {
    let lines = problems.iter().map(|problem| {
        let place = problem.location.as_ref().map_or_else(String::new, |location| {
            let path = location.file.path.display().to_string();
            location.span.map_or(path.clone(), |span| {
                let (line, column) = location.file.line_column(span.start());
                format!("{path}:{line}:{column} “{}”", span.of_text(&location.file.text))
            })
        });
        let help = problem.help.as_ref().map_or_else(String::new, |help| format!("\n  help: {help}"));
        format!("{place} {}: {}{help}", problem.code, problem.message)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn problems(files: &[(&str, &str)], theme: &str, required: &[&str]) -> String {
    told(&load(site(files).path(), theme, required).expect_err("the theme is wrong"))
}

#[test]
fn the_built_in_themes_have_every_template() {
    for theme in ["broadsheet", "plain"] {
        load(site(&[]).path(), theme, crate::render::TEMPLATES)
            .unwrap_or_else(|problems| panic!("{}", told(&problems)));
    }
}

#[test]
fn a_file_of_the_site_comes_before_the_theme_s() {
    let root = site(&[("broadsheet/templates/page.html", "mine")]);
    assert_eq!(rendered(root.path(), "broadsheet", "page.html"), "mine");
}

#[test]
fn a_component_of_the_site_comes_before_the_theme_s() {
    let root = site(&[
        ("broadsheet/templates/mine.html", "{% component anchor(to: map) %}({{ to.title }}){% endcomponent anchor %}"),
        ("broadsheet/templates/page.html", "{% set to = {\"title\": \"A\"} %}{{ <anchor to={to} /> }}"),
    ]);
    assert_eq!(rendered(root.path(), "broadsheet", "page.html"), "(A)");
}

#[test]
fn a_theme_extends_another() {
    let root = site(&[
        ("small/theme.yaml", "extends: bare"),
        ("small/templates/page.html", "{% extends \"base.html\" %}{% block main %}small{% endblock %}"),
        ("bare/templates/base.html", "<{% block main %}bare{% endblock %}>"),
        ("bare/templates/page.html", "bare page"),
        ("bare/static/a.css", "a {}"),
    ]);
    assert_eq!(rendered(root.path(), "small", "page.html"), "<small>");
    let theme = load(root.path(), "small", &[]).expect("the theme is right");
    assert_eq!(theme.statics.keys().collect::<Vec<_>>(), ["a.css"]);
    assert_eq!(theme.words.word("home"), "Front page");
}

#[test]
fn templates_call_for_links_and_words() {
    let template = "{{ link(to=\"/a/\") }} {{ url(to=\"/a/\") }} {{ count(word=\"reports\", n=2) }} {{ say(word=\"told_as\", source=\"<A>\", date=\"May\") }}";
    let root = site(&[("t/templates/page.html", template)]);
    assert_eq!(rendered(root.path(), "t", "page.html"), "/repo/a/ https://a.org/repo/a/ 2 reports &lt;A&gt; has May");
}

#[test]
fn assets_change_their_address_with_their_content() {
    let link = |css: &str| {
        let root = site(&[("t/templates/page.html", "{{ asset(path=\"a.css\") }}"), ("t/static/a.css", css)]);
        rendered(root.path(), "t", "page.html")
    };
    assert!(link("a {}").starts_with("/repo/theme/a.css?v="));
    assert_ne!(link("a {}"), link("b {}"));
}

#[test]
fn a_theme_that_is_nowhere() {
    insta::assert_snapshot!(problems(&[], "brodsheet", &[]), @r"
     unknown-theme: there is no theme “brodsheet”
      help: did you mean “broadsheet”?
    ");
    insta::assert_snapshot!(problems(&[], "../../etc", &[]), @r"
     unknown-theme: there is no theme “../../etc”
      help: write `theme: broadsheet`, or put the theme's files in themes/../../etc/
    ");
    insta::assert_snapshot!(problems(&[("a/theme.yaml", "extends: b"), ("b/theme.yaml", "extends: a")], "a", &[]), @r"
    themes/b/theme.yaml:1:10 “a” unknown-theme: the theme “a” extends itself: a → b → a
      help: take `extends` out of one theme.yaml
    ");
}

#[test]
fn every_template_that_cannot_be_parsed_is_told() {
    let files = [("t/templates/a.html", "<p>\n{{ page. }}"), ("t/templates/b.html", "{% if %}")];
    insta::assert_snapshot!(problems(&files, "t", &[]));
}

#[test]
fn what_templates_lack_is_told() {
    let files = [
        ("t/templates/a.html", "{{ 1 | nosuch }}\n  {{ nofun(a=1) }}"),
        ("t/templates/b.html", "{{ <nocomponent /> }}"),
    ];
    insta::assert_snapshot!(problems(&files, "t", &[]));
    insta::assert_snapshot!(problems(&[("t/templates/a.html", "{% extends \"base.html\" %}")], "t", &[]), @"themes/t/templates/a.html:1:13 “base.html” missing-template: there is no template “base.html” to extend");
    insta::assert_snapshot!(problems(&[("t/templates/a.html", "")], "t", &["a.html", "home.html"]), @r"
     missing-template: the theme “t” has no template “home.html”
      help: write themes/t/templates/home.html, or let the theme extend one that has it: `extends: broadsheet` in theme.yaml
    ");
}

#[test]
fn what_stops_a_page_names_template_and_page() {
    for template in ["<p>\n  {{ page.titel }}", "\n{{ asset(path=\"no.css\") }}", "{{ count(word=\"nosuch\", n=1) }}"] {
        let root = site(&[("t/templates/page.html", template)]);
        let theme = load(root.path(), "t", &[]).expect("the theme is right");
        let context = Context::from_serialize(&serde_json::json!({ "page": { "title": "A" } })).expect("a context");
        let problem = theme.render("page.html", "/articles/a/", &context).expect_err("it cannot be rendered");
        insta::assert_snapshot!(told(&[problem]));
    }
}

#[test]
fn words_that_cannot_be_read() {
    let files = [("t/words/en.yaml", "words: [a"), ("t/templates/a.html", "")];
    assert!(problems(&files, "t", &[]).starts_with("themes/t/words/en.yaml yaml-syntax: the words cannot be read:"));
}

/// A template that shows all that `theme.yaml` can say.
const LOOKS: &str = "{{ theme.accent }}|{{ theme.text_font | safe }}|{{ theme.interface_font }}|{{ theme.logo }}|{{ theme.custom_style }}|{{ theme.footer }}|{% for one in theme.footer_links %}{{ one.title }} {{ one.href }}{% endfor %}";

#[test]
fn what_theme_yaml_says_reaches_the_templates() {
    let root = site(&[
        ("mine/theme.yaml", "extends: bare\naccent: '#0B5394'\nfooter_links: [{title: Imprint, url: /imprint/}]"),
        ("mine/static/custom.css", "h1 {}"),
        ("bare/theme.yaml", "accent: '#8a1c1c'\ntext_font: Source Serif 4, serif\nlogo: logo.svg\nfooter: Lisbon"),
        ("bare/templates/page.html", LOOKS),
        ("bare/static/logo.svg", "<svg/>"),
    ]);
    let shown = rendered(root.path(), "mine", "page.html");
    let (logo, style) = ("/repo/theme/logo.svg?v=", "/repo/theme/custom.css?v=");
    assert!(shown.starts_with(&format!("#0b5394|\"Source Serif 4\", serif||{logo}")), "{shown}");
    assert!(shown.contains(style) && shown.ends_with("|Lisbon|Imprint /repo/imprint/"), "{shown}");
}

#[test]
fn everything_wrong_with_theme_yaml_is_told() {
    let options = [
        "accnt: '#0b5394'\naccent: '#ffcc00'\nsections: [figurs, actors, actors]\ntext_font: 'a; b'",
        "accent: #0b5394\nlogo: nowhere.svg",
        "accent: dark red\nfooter_links: [{title: Imprint}]\nsections: figures",
    ];
    for options in options {
        insta::assert_snapshot!(problems(&[("t/theme.yaml", options)], "t", &[]));
    }
}
