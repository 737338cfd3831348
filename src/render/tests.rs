//! A small dossier, rendered: what its pages hold, and what holds for every page.

mod report;

use std::collections::{BTreeMap, BTreeSet};

use super::address::Addresses;
use super::context::page::SiteContext;
use super::publication::Publication;
use super::theme::ThemeFiles;
use super::*;
use crate::config::Config;
use crate::dossier::fixture::Fixture;

/// Three reports of a flood that disagree on its dead.
fn flood() -> Fixture {
    Fixture::default()
        .article(
            "river-bursts",
            "source: The Herald\npublished: 2021-05-03\nsummary: The river leaves its bed.\nreliability: B2\nnote: Our digest.\ntags: [floods]",
            "The river burst its banks on May 2. Mayor Ana Silva said at least 12 people died.\n\n## The bridge\n\nThe bridge fell.[^bridge]\n\n[^bridge]: Built in 1911.",
        )
        .article(
            "nine-dead",
            "source: Radio Vale\npublished: 2021-05-04\nurl: https://example.org/nine",
            "Ana Silva visited the valley. [Nine people](../measures/flood-deaths.md \"9\") died on May 2.",
        )
        .actor("ana-silva", "name: Ana Silva\nkind: person\nroles: [{title: Mayor, since: 2019}]")
        .event("2021-05-02-flood", "title: The flood\ndate: 2021-05-02\nactors: [ana-silva]\nplace: The valley")
        .measure(
            "flood-deaths",
            "title: Dead in the flood\nunit: people\nkind: total\nnouns: {en: [people, dead]}\nnear: [died]\nevent: 2021-05-02-flood",
        )
        .page("about", "This dossier is [about](../events/2021-05-02-flood.md) a flood.")
}

fn config(extra: &str) -> Config {
    serde_yaml::from_str(&format!("{{title: The flood of May, base_url: 'https://a.org/repo/'{extra}}}"))
        .expect("a config")
}

/// What a fixture's site is made from, with the theme in `files`.
fn material(fixture: Fixture, extra: &str, files: &ThemeFiles) -> (Material, Theme) {
    let dossier = fixture.build_with_diagnostics().0;
    let config = config(extra);
    let tools = Tools::new(&config, files).unwrap_or_else(|problems| panic!("{problems:#?}"));
    Material::new(dossier.into(), config, tools)
}

fn rendered(fixture: Fixture, extra: &str) -> BTreeMap<String, String> {
    rendered_with("broadsheet", fixture, extra)
}

/// The themes that are built in.
const THEMES: [&str; 2] = ["broadsheet", "plain"];

fn rendered_with(theme: &str, fixture: Fixture, extra: &str) -> BTreeMap<String, String> {
    let files = ThemeFiles::load(None, theme).expect("it is built in");
    let (material, theme) = material(fixture, extra, &files);
    let kept = Kept::default();
    render(&material, theme, &kept).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let text = |file: File| match file.body {
        FileBody::Bytes(bytes) => (file.path, String::from_utf8(bytes.to_vec()).expect("it is text")),
        FileBody::Copy(path) => panic!("{path:?} is no asset of the fixture"),
    };
    kept.into_site().files.into_iter().map(text).collect()
}

/// What stands in `<main>`.
fn main_part<'a>(site: &'a BTreeMap<String, String>, path: &str) -> &'a str {
    let page = site.get(path).unwrap_or_else(|| panic!("no {path} among {:?}", site.keys()));
    let (_, after) = page.split_once("tabindex=\"-1\">").expect("a main part");
    after.split_once("</main>").expect("its end").0.trim()
}

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn pages_of_a_small_dossier() {
    let site = rendered(flood(), "");
    for path in ["articles/river-bursts", "measures/flood-deaths", "actors/ana-silva", "chronology", "disagreements"] {
        insta::assert_snapshot!(path.replace('/', "_"), main_part(&site, &format!("{path}/index.html")));
    }
}

/// The flood with a report that shares a speaker and a sentence with the first.
fn flood_told_again() -> Fixture {
    flood().report(
        "twelve-dead",
        "The Daily",
        "2021-05-05",
        "Mayor Ana Silva said at least 12 people died. It rained for a third day.\n\nSchools in the valley stay closed \
         until Monday, and the army brings water and bread to the villages beyond the bridge.",
    )
}

#[test]
fn two_reports_side_by_side() {
    let site = rendered(flood_told_again(), "");
    insta::assert_snapshot!(main_part(&site, "compare/river-bursts/twelve-dead/index.html"));
    assert!(!site.contains_key("compare/twelve-dead/river-bursts/index.html"), "each pair has one page");
    let link = r#"href="/repo/compare/river-bursts/twelve-dead/""#;
    for page in ["articles/river-bursts", "articles/twelve-dead"] {
        assert!(main_part(&site, &format!("{page}/index.html")).contains(link), "{page}");
    }
    let contradicting = r#"href="/repo/compare/river-bursts/nine-dead/""#;
    for page in ["measures/flood-deaths", "disagreements"] {
        assert!(main_part(&site, &format!("{page}/index.html")).contains(contradicting), "{page}");
    }
}

#[test]
fn what_is_too_much_for_a_page_is_counted() {
    let report = |fixture: Fixture, number: usize| {
        let words = format!("The storm left {} dead.", 100 + number);
        fixture.report(&format!("r{number:02}"), "Gazette", &format!("2024-05-{:02}", 1 + number / 4), &words)
    };
    let reports = 100;
    let fixture = (0..reports).fold(Fixture::default(), report);
    let fixture = fixture.measure("dead", "{title: Dead, nouns: {en: [dead]}, kind: total}");
    let site = rendered(fixture, "");
    let disagreements = main_part(&site, "disagreements/index.html");
    assert_eq!(disagreements.matches("<tr id=").count(), 8);
    assert!(disagreements.contains(">100</a>") && disagreements.contains(">199</a>"), "the least and the greatest");
    assert!(disagreements.contains(">+ 92 reports</a>"));
    let ledger = main_part(&site, "measures/dead/index.html");
    assert_eq!(ledger.matches("<tr id=").count(), reports);
    assert_eq!(ledger.matches("class=\"who\"").count(), 60);
    assert!(ledger.contains("and 40 reports before these"));
}

#[test]
fn every_link_leads_somewhere_below_the_base_url() {
    for theme in THEMES {
        assert_links_lead_somewhere(&rendered_with(theme, flood_told_again(), ""));
    }
}

fn assert_links_lead_somewhere(site: &BTreeMap<String, String>) {
    let ids: BTreeMap<&String, BTreeSet<&str>> =
        site.iter().map(|(path, page)| (path, values(page, "id").into_iter().collect())).collect();
    for (path, page) in site.iter().filter(|(path, _)| path.strip_suffix(".html").is_some()) {
        for link in values(page, "href").into_iter().chain(values(page, "src")) {
            let (address, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = match address.strip_prefix("/repo/") {
                _ if address.is_empty() => path.clone(),
                _ if address.starts_with("https://")
                    || address.starts_with("data:")
                    || address.ends_with("feed.xml") =>
                {
                    continue;
                }
                Some(address) if address.ends_with('/') || address.is_empty() => format!("{address}index.html"),
                Some(address) => address.split('?').next().unwrap_or_default().to_owned(),
                None => panic!("{path} has the bare link {link}"),
            };
            let anchors = ids.get(&target).unwrap_or_else(|| panic!("{path}: {link} leads nowhere"));
            assert!(anchor.is_empty() || anchors.contains(anchor), "{path}: {link} has no anchor");
        }
    }
}

#[test]
fn every_page_has_one_heading_of_the_first_level_and_each_id_once() {
    for theme in THEMES {
        let site = rendered_with(theme, flood_told_again(), "");
        for (path, page) in site.iter().filter(|(path, _)| path.strip_suffix(".html").is_some()) {
            assert_eq!(page.matches("<h1").count(), 1, "{theme} {path}");
            let ids = values(page, "id");
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{theme} {path}: {ids:?}");
        }
    }
}

#[test]
fn no_level_of_headings_is_left_out() {
    for theme in THEMES {
        let site = rendered_with(theme, flood_told_again(), "");
        for (path, page) in site.iter().filter(|(path, _)| path.strip_suffix(".html").is_some()) {
            let levels = page.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10));
            let levels: Vec<u32> = std::iter::once(0).chain(levels).collect();
            let is_step = |pair: &[u32]| pair[1] <= pair[0] + 1;
            assert!(levels.windows(2).all(is_step), "{theme} {path}: {levels:?}");
        }
    }
}

#[test]
fn a_theme_stands_alone() {
    let of = |theme: &str| rendered_with(theme, flood_told_again(), "");
    let (broadsheet, plain) = (of("broadsheet"), of("plain"));
    let pages = |site: &BTreeMap<String, String>| {
        let pages = site.keys().filter(|path| path.strip_suffix(".html").is_some());
        pages.cloned().collect::<Vec<_>>()
    };
    assert_eq!(pages(&broadsheet), pages(&plain));
    assert!(!plain.contains_key("theme/dossier.js"), "it has files of its own alone");
    let body = |path: &str| plain[path].split_once("<body>").expect("a body").1;
    insta::assert_snapshot!("plain_article", body("articles/twelve-dead/index.html"));
    insta::assert_snapshot!("plain_side_by_side", body("compare/river-bursts/twelve-dead/index.html"));
}

#[test]
fn without_search_nothing_leads_to_it() {
    for theme in THEMES {
        let files = ThemeFiles::load(None, theme).expect("it is built in");
        let dossier = flood().build_with_diagnostics().0;
        let config = Config { search: false, ..config("") };
        let tools = Tools::new(&config, &files).expect("the theme is right");
        let (material, theme) = Material::new(dossier.into(), config, tools);
        let kept = Kept::default();
        render(&material, theme, &kept).expect("it can be rendered");
        for File { path, body } in kept.into_site().files {
            let FileBody::Bytes(bytes) = body else { continue };
            assert!(!String::from_utf8_lossy(&bytes).contains("/search/"), "{path}");
        }
    }
}

#[test]
fn a_text_that_is_not_to_be_shown_is_on_no_page() {
    let site = rendered(flood(), ", publish: link");
    for (path, page) in &site {
        assert!(!page.contains("burst its banks") && !page.contains("The bridge fell"), "{path}");
    }
    let excerpts = rendered(flood(), ", publish: excerpts");
    let article = main_part(&excerpts, "articles/river-bursts/index.html");
    assert!(article.contains("burst its banks") && !article.contains("The bridge fell"));
}

#[test]
fn no_page_shows_words_that_are_not_published() {
    for theme in THEMES {
        let link = rendered_with(theme, flood_told_again(), ", publish: link");
        for (path, page) in link.iter().filter(|(path, _)| path.strip_suffix(".html").is_some()) {
            for words in ["12 people", "Nine people", "died on", "visited the valley"] {
                assert!(!page.contains(words), "{theme} {path} shows “{words}”");
            }
        }
    }
    let link = rendered(flood_told_again(), ", publish: link");
    let ledger = main_part(&link, "measures/flood-deaths/index.html");
    assert!(ledger.contains(r#"<a class="withheld" href="/repo/articles/nine-dead/">not shown here</a>"#));
    assert!(main_part(&link, "disagreements/index.html").contains("not shown here"));
    assert!(!main_part(&link, "actors/ana-silva/index.html").contains("class=\"words\""));

    let excerpts = rendered(flood_told_again(), ", publish: excerpts");
    let beside = main_part(&excerpts, "compare/river-bursts/twelve-dead/index.html");
    let (_, passages) = beside.split_once("id=\"d-passages\"").expect("a sentence stands in both");
    assert!(!passages.contains("12 people"), "a passage may hold sentences without a mark");
    let ledger = main_part(&excerpts, "measures/flood-deaths/index.html");
    assert!(ledger.contains(">Nine people</a>"), "a marked sentence may be quoted");
}

#[test]
fn a_note_is_markdown_whose_links_lead_on() {
    let fixture = flood().measure(
        "flood-injured",
        "title: Injured\nnote: 'Not the *dead*, see [their ledger](../measures/flood-deaths.md).'",
    );
    let site = rendered(fixture, "");
    let note = r#"<p>Not the <em>dead</em>, see <a href="/repo/measures/flood-deaths/">their ledger</a>.</p>"#;
    assert!(main_part(&site, "measures/flood-injured/index.html").contains(note));
}

/// Every name in backticks.
fn documented(page: &str) -> BTreeSet<&str> {
    let code = page.split('`').skip(1).step_by(2);
    code.flat_map(|code| code.split(|letter: char| !letter.is_alphanumeric() && letter != '_')).collect()
}

/// The keys of all maps in what `__tera_context` shows, which is JSON but for its strings.
fn keys(dump: &str) -> impl Iterator<Item = String> {
    let names = dump.split("\": ").filter_map(|before| Some(before.rsplit_once('"')?.1.to_owned()));
    names.filter(|name| !name.is_empty() && name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_'))
}

#[test]
fn every_variable_of_every_template_is_documented() {
    let documented = documented(include_str!("../../docs/themes.md"));
    let dossier = flood_told_again().build_with_diagnostics().0;
    let config = config("");
    let addresses = Addresses::new(&config.base_url).expect("it is an address");
    let files = ThemeFiles::load(None, "broadsheet").expect("it is built in");
    let theme = Theme::load(&files, &config, &addresses, TEMPLATES).expect("it is right");
    let view = View::new(Publication::new(&dossier, &config, &addresses), &theme.words);
    let dump =
        |context: &tera::Context| tera::Tera::one_off("{{ __tera_context }}", context, false).expect("it is data");
    let site = tera::Context::from_serialize(&SiteContext::new(&view, &[])).expect("it is data");
    let mut found: BTreeSet<String> = keys(&dump(&site)).collect();
    for page in Page::all(&view) {
        found.extend(keys(&dump(&page.context(&view).expect("it is data"))));
    }
    assert!(found.contains("search_index") && found.contains("edtf"), "{found:?}");
    let missing: Vec<&String> = found.iter().filter(|key| !documented.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "docs/themes.md says nothing of {missing:?}");
}

#[test]
fn the_navigation_begins_with_the_sections_that_a_theme_names() {
    let dossier = flood().build_with_diagnostics().0;
    let config = config("");
    let addresses = Addresses::new(&config.base_url).expect("it is an address");
    let files = ThemeFiles::load(None, "broadsheet").expect("it is built in");
    let theme = Theme::load(&files, &config, &addresses, TEMPLATES).expect("it is right");
    let view = View::new(Publication::new(&dossier, &config, &addresses), &theme.words);
    let links = |first: &[&str]| {
        let first: Vec<String> = first.iter().map(|&name| name.to_owned()).collect();
        let site = serde_json::to_value(SiteContext::new(&view, &first)).expect("it is data");
        let links = site["nav"].as_array().expect("a list").iter();
        links.map(|link| link["title"].as_str().expect("a title").to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(links(&[]), "Reports Chronology Actors Figures Disagreements Sources about");
    assert_eq!(links(&["pages", "figures"]), "about Figures Reports Chronology Actors Disagreements Sources");
}

#[test]
fn words_of_front_matter_cannot_leave_their_place() {
    let words = "</script><b>\"&";
    let front = format!("source: 'X{words}'\npublished: 2021\nsummary: '{words}'\nauthor: '{words}'\nnote: '{words}'");
    let fixture = Fixture::default().article("a", &front, "Words.");
    let site = rendered(fixture, "");
    let page = &site["articles/a/index.html"];
    assert!(!page.contains("</script><b>"));
    assert!(page.contains("\\u003c/script>"));
}

#[test]
fn the_interface_speaks_the_language_of_the_site() {
    let site = rendered(flood(), ", language: es");
    assert!(site["index.html"].contains("<html lang=\"es\">"));
    assert!(main_part(&site, "index.html").contains("Últimos informes"));
    assert!(main_part(&site, "articles/river-bursts/index.html").contains("3 de mayo de 2021"));
}

/// A chronology with a passage of 2,000 letters on each of so many days of two years.
fn long_chronology(days: usize) -> Fixture {
    let (letters, first) = ("lorem ".repeat(2000 / 6), jiff::civil::date(2000, 12, 1));
    let all = first.series(jiff::Span::new().days(1)).take(days).enumerate();
    all.fold(Fixture::default(), |fixture, (number, day)| {
        let words = format!("Passage {number}: {letters}on {}.", day.strftime("%-d %B %Y"));
        fixture.report(&format!("r{number}"), "Gazette", "2002-01-01", &words)
    })
}

#[test]
fn a_long_chronology_has_a_page_for_each_year_and_several_for_a_long_one() {
    let site = rendered(long_chronology(200), "");
    let pages: Vec<&String> = site.keys().filter(|path| path.starts_with("chronology/")).collect();
    assert_eq!(
        pages,
        [
            "chronology/2000/index.html",
            "chronology/2001/2/index.html",
            "chronology/2001/3/index.html",
            "chronology/2001/index.html",
            "chronology/index.html"
        ]
    );
    let entries = |path: &str| main_part(&site, path).matches("class=\"entry\"").count();
    assert_eq!(entries("chronology/2000/index.html"), 31);
    let parts = ["chronology/2001/index.html", "chronology/2001/2/index.html", "chronology/2001/3/index.html"];
    assert_eq!(parts.map(entries).iter().sum::<usize>(), 200 - 31);
    assert_eq!(entries("chronology/index.html"), 40, "the key dates");
    assert!(main_part(&site, "chronology/2001/index.html").contains("1 January 2001"));
    assert!(main_part(&site, "chronology/index.html").contains("href=\"/repo/chronology/2001/\""));
    assert!(main_part(&site, "chronology/2001/index.html").contains("href=\"/repo/chronology/2001/2/\""));
    let longest = pages.iter().map(|path| site[path.as_str()].len()).max();
    assert!(longest < Some(300_000), "{longest:?}");
}

#[test]
fn old_addresses_lead_to_new_ones() {
    let fixture = Fixture::default().article("a", "source: X\npublished: 2021\naliases: [/old/a/, b.html]", "Words.");
    let site = rendered(fixture, "");
    assert!(site["old/a/index.html"].contains("url=/repo/articles/a/"));
    assert!(site["b.html"].contains("<link rel=\"canonical\" href=\"https://a.org/repo/articles/a/\">"));
}

#[test]
fn an_empty_dossier_has_its_pages() {
    let site = rendered(Fixture::default(), "");
    assert!(site.contains_key("index.html") && site.contains_key("404.html") && site.contains_key("theme/style.css"));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a template on disk is tested with a file")]
fn a_template_s_problem_is_told_once() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("themes/broadsheet/templates");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("article.html"), "{{ page.nosuch }}").expect("a file");
    let files = ThemeFiles::load(Some(root.path()), "broadsheet").expect("it is a theme");
    let (material, theme) = material(flood(), "", &files);
    let problems = render(&material, theme, &Discard).expect_err("the template is wrong");
    let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
    assert!(
        problem.message.starts_with("the page /articles/river-bursts/ cannot be rendered: "),
        "{}",
        problem.message
    );
    assert_eq!(problem.help.as_deref(), Some("one other page has the same problem"));
}
