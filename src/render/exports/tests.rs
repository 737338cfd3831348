//! What holds for all exports: well formed, the same each time, and silent about what may not be shown.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;
use crate::config::Config;
use crate::content::body::{self, Voice};
use crate::dossier::fixture::Fixture;
use crate::render::address::Addresses;
use crate::render::sitemap;

fn all_outputs() -> Vec<(String, String)> {
    let formats = Format::ALL.into_iter();
    let exports = formats
        .map(|format| (format.name().to_owned(), fixture::written(|publication, out| format.write(publication, out))));
    exports.chain(published()).collect()
}

/// Every file that the fixture's site publishes for other programs: its path and what it holds.
fn published() -> Vec<(String, String)> {
    fixture::with_publication(|publication| {
        let text = |(path, file): (String, Published)| {
            let bytes = file.bytes(publication).expect("the fixture can be exported");
            (path, String::from_utf8(bytes).expect("exports are UTF-8"))
        };
        Published::all(publication).map(text).collect()
    })
}

#[test]
fn no_word_of_an_unpublished_sentence_goes_out() {
    for (name, output) in all_outputs() {
        for withheld in fixture::WITHHELD {
            assert!(!output.contains(withheld), "{name} gives “{withheld}”");
        }
    }
}

#[test]
fn two_runs_are_the_same() {
    assert_eq!(all_outputs(), all_outputs());
}

#[test]
fn json_is_json_and_xml_is_xml() {
    for (name, output) in all_outputs() {
        match name.as_str() {
            "ledger"
            | "chronology"
            | "actors"
            | "disagreements"
            | "annotations"
            | "followthemoney"
            | "data/entities.ftm.json" => assert!(output.lines().all(is_json), "{name}"),
            "timelinejs" | "json-feed" => assert!(is_json(&output), "{name}"),
            "atom" => assert_well_formed(&output),
            _ if name.ends_with("json") || name.ends_with("jsonld") => assert!(is_json(&output), "{name}"),
            _ => {}
        }
    }
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text).is_ok()
}

fn assert_well_formed(xml: &str) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    while reader.read_event().expect("the XML is well formed") != Event::Eof {}
}

#[test]
fn the_sitemap_is_well_formed() {
    let xml = fixture::with_publication(|publication| sitemap::sitemap(publication, &["/".into(), "/a&b/".into()]));
    assert_well_formed(&xml.expect("the fixture has a sitemap"));
}

#[test]
fn the_site_publishes_every_table_and_feed() {
    let mut paths: Vec<_> = published().into_iter().map(|(path, _)| path).collect();
    paths.sort_unstable();
    insta::assert_snapshot!(paths.join("\n"), @r#"
    articles/2024-05-06-dam/annotations.jsonld
    articles/2024-05-07-toll/annotations.jsonld
    articles/2024-05-09-warning/annotations.jsonld
    data/actors.csv
    data/articles.csv
    data/chronology.ics
    data/datapackage.json
    data/entities.ftm.json
    data/events.csv
    data/figures.csv
    data/timeline.json
    feed.json
    feed.xml
    "#);
}

#[test]
fn names_are_unique() {
    let mut names: Vec<_> = Format::ALL.iter().map(|format| format.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Format::ALL.len());
}

#[test]
fn every_format_and_every_column_is_documented() {
    let docs = include_str!("../../../docs/exports.md");
    let columns = fixture::with_publication(|publication| {
        let tables = tables::all(publication);
        tables.iter().flat_map(|table| table.columns.iter().map(|column| column.name)).collect::<Vec<_>>()
    });
    for word in Format::ALL.iter().map(|format| format.name()).chain(columns) {
        assert!(docs.contains(&format!("`{word}`")), "docs/exports.md does not say what `{word}` is");
    }
}

/// The whole way, from Markdown: every export of a dossier that was read and built as a real one is.
#[test]
fn a_built_dossier_gives_positions_that_are_its_words() {
    let front = |publish: &str| format!("source: The Gazette\npublished: 2024-05-06\npublish: {publish}");
    let dossier = Fixture::default()
        .article("shown", &front("full"), "# Peña Alta\n\nAt least 28 people died on Sunday.\n\nNobody *knew*.")
        .article("partly", &front("excerpts"), "Some 40 people died. Clouds gathered.")
        .article("kept", &front("link"), "Soldiers wept, and 19 people died.")
        .measure("deaths", "title: Deaths\nunit: people\nnouns: {en: [people, dead]}")
        .build();
    let config: Config = serde_yaml::from_str("title: Flood").expect("the configuration is right");
    let addresses = Addresses::new(&config.base_url).expect("the base URL is one");
    let publication = Publication::new(&dossier, &config, &addresses);
    for report in publication.reports() {
        let plain = body::plain_text(&report.document.body, Voice::Report);
        for mark in report.annotated.annotation.marks.iter().map(|anchored| &anchored.mark) {
            let position = report.position(mark).expect("the reports have no editor's notes");
            let words: String = plain.chars().skip(position.start).take(position.end - position.start).collect();
            assert_eq!(words, mark.span.of_text(&report.document.body.text(mark.text).plain));
        }
    }
    for format in Format::ALL {
        let mut out = Vec::new();
        format.write(&publication, &mut out).expect("writing to memory works");
        let out = String::from_utf8(out).expect("exports are UTF-8");
        assert!(!out.contains("Soldiers") && !out.contains("Clouds"), "{} gives kept words:\n{out}", format.name());
    }
}
