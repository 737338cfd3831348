//! The sentences in `cases/`, each read in its own language and held to the figures written in it.

use rust_embed::RustEmbed;

use super::*;
use crate::interval::Interval;

#[derive(RustEmbed)]
#[folder = "src/reading/figures/cases"]
#[include = "??.md"]
struct Cases;

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

/// What of the file of a language is read otherwise than it says.
fn mistakes(language: &str, content: &str) -> Vec<String> {
    let lexicon = Lexicon::for_language(language);
    assert!(lexicon.is_for(language), "{language} has no lexicon");
    let mut has_sources = false;
    let mut mistakes = Vec::new();
    for line in content.lines() {
        has_sources = if line.starts_with("##") { line == "## Sources" } else { has_sources };
        let Some(case) = line.strip_prefix("- ").map(Case::parse) else { continue };
        let mut read = recognised(&case.text, lexicon);
        for (_, source) in &mut read {
            *source = source.take().filter(|_| has_sources);
        }
        if read != case.expected {
            mistakes.push(format!("{language}: {line}\n    read {read:?}"));
        }
    }
    mistakes
}

#[test]
fn every_sentence_has_the_figures_written_in_it() {
    let mut all = Vec::new();
    for name in Cases::iter() {
        let file = Cases::get(&name).expect("a file that is listed is there");
        all.extend(mistakes(name.trim_end_matches(".md"), &String::from_utf8_lossy(&file.data)));
    }
    assert!(Cases::iter().count() > 1);
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}
