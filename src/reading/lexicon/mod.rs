//! What Diurna knows of languages: a folder for each, built into the binary, with a YAML file for each recogniser. A
//! recogniser owns one file and the type it is read into, so a language is added, or mended, without Rust: where a folder
//! lacks a file, that recogniser finds nothing in the language. All words are in lower case.

pub mod counts;
pub mod figures;
pub mod roles;

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::thread;

use rust_embed::RustEmbed;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::dates::words::DateWords;
use super::names::NameWords;
use super::statements::StatementWords;

/// The words of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// BCP 47 code of the language.
    pub language: String,
    /// Words that several recognisers need: `text.yaml`, which every language has.
    pub text: TextWords,
    /// Words in and around names: `names.yaml`.
    pub names: NameWords,
    /// Words that say that somebody speaks: `statements.yaml`.
    pub statements: StatementWords,
    /// Words that speak of time: `dates.yaml`.
    pub dates: DateWords,
    /// Words for reported numbers: `figures.yaml`.
    pub figures: figures::FigureWords,
    /// Words that tell a part from a whole: `counts.yaml`.
    pub counts: counts::CountWords,
    /// Words between dates that belong together: `chronology.yaml`.
    pub chronology: ChronologyWords,
}

/// Words between dates that belong together.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChronologyWords {
    /// What stands between the first and the last of several days or months.
    pub ranges: Vec<String>,
}

/// Words for cutting a text into sentences.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextWords {
    /// Words that are written with a full stop and do not end a sentence, without it.
    pub abbreviations: Vec<String>,
    /// Words after which a number with a full stop before them is an ordinal: "3. Oktober". None where a full stop makes none.
    #[serde(default)]
    pub after_ordinal: Vec<String>,
}

/// The files of the languages built in, by path: `en/dates.yaml`.
#[derive(RustEmbed)]
#[folder = "src/reading/lexicon"]
#[include = "*/*.yaml"]
struct Files;

/// The language that stands in for one that has no folder.
const FALLBACK: &str = "en";

/// Each language is read by a thread of its own, since all are needed before the first text can be. These are not the threads
/// that read texts: one of those could take up a text while it waits for a language, and wait for itself.
static LEXICONS: LazyLock<BTreeMap<String, Lexicon>> = LazyLock::new(|| {
    let codes = Files::iter().filter_map(|path| path.strip_suffix("/text.yaml").map(str::to_owned));
    thread::scope(|scope| {
        let readers: Vec<_> = codes.map(|code| scope.spawn(move || built_in(&code))).collect();
        let read = readers.into_iter().map(|reader| reader.join().expect("the built-in lexicons are tested"));
        read.map(|lexicon| (lexicon.language.clone(), lexicon)).collect()
    })
});

fn built_in(code: &str) -> Lexicon {
    let file = |name: &str| Files::get(&format!("{code}/{name}"));
    let text = |name: &str| file(name).map(|file| String::from_utf8_lossy(&file.data).into_owned());
    Lexicon::parse(code, text).expect("the built-in lexicons are tested")
}

impl Lexicon {
    /// Reads the lexicon of the language `code` from its files: `text_of` gives the text of one by its name, none where the
    /// language has no such file.
    ///
    /// # Errors
    /// Where a file does not hold what its recogniser reads, or `text.yaml` is missing.
    pub fn parse(code: &str, text_of: impl Fn(&str) -> Option<String>) -> Result<Self, serde_yaml::Error> {
        Ok(Self {
            language: code.to_owned(),
            text: serde_yaml::from_str(&text_of("text.yaml").unwrap_or_default())?,
            names: section(text_of("names.yaml"))?,
            statements: section(text_of("statements.yaml"))?,
            dates: section(text_of("dates.yaml"))?,
            figures: section(text_of("figures.yaml"))?,
            counts: section(text_of("counts.yaml"))?,
            chronology: section(text_of("chronology.yaml"))?,
        })
    }

    /// The lexicon for a language code (`en`, `en-GB`), or that of English where Diurna has none: good enough for cutting
    /// sentences, and no more (see [`Lexicon::is_for`]).
    #[must_use]
    pub fn for_language(code: &str) -> &'static Self {
        LEXICONS.get(&primary(code)).unwrap_or_else(|| &LEXICONS[FALLBACK])
    }

    /// The lexicon of every language, by code.
    pub(super) fn all() -> impl Iterator<Item = &'static Self> {
        LEXICONS.values()
    }

    /// Whether this is the lexicon of that language, and not a stand-in. "1.000" is a thousand in Spanish and one in English,
    /// so that a language must not be read with another's words.
    #[must_use]
    pub fn is_for(&self, code: &str) -> bool {
        self.language == primary(code)
    }
}

/// The words of one file; none where there is no file.
fn section<Words: DeserializeOwned + Default>(text: Option<String>) -> Result<Words, serde_yaml::Error> {
    text.map_or_else(|| Ok(Words::default()), |text| serde_yaml::from_str(&text))
}

/// The language of a code, without region and script.
fn primary(code: &str) -> String {
    code.split('-').next().unwrap_or(code).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_can_be_read_and_names_itself() {
        assert!(LEXICONS.contains_key(FALLBACK));
        for code in LEXICONS.keys() {
            assert_eq!(&Lexicon::for_language(code).language, code);
        }
    }

    #[test]
    fn a_file_that_no_recogniser_reads_is_a_slip() {
        let read = ["text", "names", "statements", "dates", "figures", "counts", "chronology"];
        for path in Files::iter() {
            let name = path.split('/').next_back().and_then(|name| name.strip_suffix(".yaml"));
            assert!(name.is_some_and(|name| read.contains(&name)), "{path}");
        }
    }

    #[test]
    fn a_language_without_a_file_leaves_its_recogniser_without_words() {
        let lexicon =
            Lexicon::parse("xx", |file| (file == "text.yaml").then(|| "abbreviations: []".to_owned())).unwrap();
        assert!(!lexicon.figures.is_described());
        assert!(Lexicon::parse("xx", |_| None).is_err());
    }

    #[test]
    fn a_region_does_not_matter_and_an_unknown_language_falls_back() {
        assert_eq!(Lexicon::for_language("en-GB").language, "en");
        assert_eq!(Lexicon::for_language("xx").language, FALLBACK);
        assert!(Lexicon::for_language("en-GB").is_for("en-US"));
        assert!(!Lexicon::for_language("xx").is_for("xx"));
    }
}
