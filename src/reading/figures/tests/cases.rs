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
    let found = recognise(&Numbered::new(&Tokens::new(text), lexicon), &sentences::split(text, &lexicon.text));
    found.into_iter().map(|found| line(&found, text)).collect()
}

fn line(found: &Found, text: &str) -> (String, Option<String>) {
    let Figure { interval: Interval { low, high, approximate }, unit, attribution, .. } = &found.figure;
    let hundredths = |value: f64| (value * 100.0).round() / 100.0;
    let interval = Interval { low: hundredths(*low), high: high.map(hundredths), approximate: *approximate };
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
fn mistakes(lexicon: &Lexicon, content: &str) -> Vec<String> {
    let language = &lexicon.language;
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
        let language = name.trim_end_matches(".md");
        let lexicon = Lexicon::for_language(language);
        assert!(lexicon.is_for(language), "{language} has no lexicon");
        all.extend(mistakes(lexicon, &String::from_utf8_lossy(&file.data)));
    }
    assert!(Cases::iter().count() > 1);
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn a_language_is_read_by_its_files_alone() {
    let text_of = |file: &str| match file {
        "text.yaml" => Some(include_str!("toy/text.yaml").to_owned()),
        "figures.yaml" => Some(include_str!("toy/figures.yaml").to_owned()),
        _ => None,
    };
    let lexicon = Lexicon::parse("xx", text_of).expect("the files of the language are in order");
    let mistakes = mistakes(&lexicon, include_str!("toy/cases.md"));
    assert!(mistakes.is_empty(), "\n{}", mistakes.join("\n"));
}
