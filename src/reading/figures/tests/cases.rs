//! The sentences in `cases/`, each read in its own language and held to the figures written in it.

#![expect(clippy::disallowed_methods, reason = "the cases are files, so that a linguist can add to them")]

use std::fs;
use std::path::Path;

use super::*;
use crate::interval::Interval;

/// A sentence with the figures that it should have.
#[derive(Default)]
struct Case {
    text: String,
    /// For each, `words = what they say`, and whose they are.
    expected: Vec<(String, Option<String>)>,
}

impl Case {
    /// Reads `[words](value unit "source")` out of a sentence.
    fn parse(line: &str) -> Self {
        let mut case = Self::default();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('[') {
            let (words, after) = after.split_once("](").expect("a value stands after the words");
            let (value, after) = after.split_once(')').expect("the value is closed");
            let (value, source) = match value.split_once(" \"") {
                Some((value, source)) => (value, Some(source.trim_end_matches('"').to_owned())),
                None => (value, None),
            };
            case.text.push_str(before);
            case.text.push_str(words);
            case.expected.push((format!("{words} = {value}"), source));
            rest = after;
        }
        case.text.push_str(rest);
        case
    }
}

fn recognised(text: &str, lexicon: &Lexicon) -> Vec<(String, Option<String>)> {
    let found = recognise(&Tokens::new(text), &sentences::split(text, &lexicon.text), lexicon);
    found.into_iter().map(|found| line(&found, text)).collect()
}

fn line(found: &Found, text: &str) -> (String, Option<String>) {
    let Figure { interval: Interval { low, high, approximate }, unit, attribution, .. } = &found.figure;
    let tenths = |value: f64| (value * 10.0).round() / 10.0;
    let interval = Interval { low: tenths(*low), high: high.map(tenths), approximate: *approximate };
    let unit = match unit {
        Unit::People | Unit::Count => String::new(),
        unit => format!(" {}", unit.name()),
    };
    let source = match attribution {
        Attribution::None => None,
        Attribution::Ambiguous => Some("?".to_owned()),
        Attribution::Source { name, .. } => Some(name.clone()),
    };
    (format!("{} = {interval}{unit}", found.span.of_text(text)), source)
}

/// What of a file is read otherwise than it says.
fn mistakes(path: &Path) -> Vec<String> {
    let language = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let lexicon = Lexicon::for_language(language);
    assert!(lexicon.is_for(language), "{language} has no lexicon");
    let content = fs::read_to_string(path).expect("the cases can be read");
    let mut has_sources = false;
    let mut mistakes = Vec::new();
    for line in content.lines() {
        has_sources = if line.starts_with("##") { line == "## Sources" } else { has_sources };
        let Some(case) = line.strip_prefix("- ").map(Case::parse) else { continue };
        let mut read = recognised(&case.text, lexicon);
        if !has_sources {
            for (_, source) in &mut read {
                *source = None;
            }
        }
        if read != case.expected {
            mistakes.push(format!("{language}: {line}\n    read {read:?}"));
        }
    }
    mistakes
}

#[test]
fn every_sentence_has_the_figures_written_in_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reading/figures/cases");
    let entries = fs::read_dir(folder).expect("the cases are there");
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| !path.ends_with("README.md"));
    files.sort();
    let mistakes: Vec<String> = files.iter().flat_map(|path| mistakes(path)).collect();
    assert!(mistakes.is_empty(), "\n{}", mistakes.join("\n"));
}
