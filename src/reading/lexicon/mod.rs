//! What Diurna knows of languages: one YAML file for each, built into the binary. Each recogniser owns one section of the
//! file and the type it is read into, so a language is added, or mended, without Rust. All words are in lower case.

pub mod figures;
pub mod phrases;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::dates::words::DateWords;
use super::names::NameWords;
use super::statements::StatementWords;

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// BCP 47 code of the language.
    pub language: String,
    /// Words that several recognisers need.
    pub text: TextWords,
    /// Words in and around names.
    pub names: NameWords,
    /// Words that say that somebody speaks.
    pub statements: StatementWords,
    /// Words that speak of time.
    pub dates: DateWords,
    /// Words for reported numbers.
    pub figures: figures::FigureWords,
}

/// Words for cutting a text into sentences.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextWords {
    /// Words that are written with a full stop and do not end a sentence, without it.
    pub abbreviations: Vec<String>,
}

/// The languages built in, by code, with their files.
const FILES: [(&str, &str); 1] = [("en", include_str!("en.yaml"))];

/// The language that stands in for one that has no file.
const FALLBACK: &str = "en";

static LEXICONS: LazyLock<BTreeMap<&'static str, Lexicon>> = LazyLock::new(|| {
    let parse = |text| serde_yaml::from_str(text).expect("the built-in lexicons are tested");
    FILES.iter().map(|&(code, text)| (code, parse(text))).collect()
});

impl Lexicon {
    /// The lexicon for a language code (`en`, `en-GB`), or that of English where Diurna has none: good enough for cutting
    /// sentences, and no more (see [`Lexicon::is_for`]).
    #[must_use]
    pub fn for_language(code: &str) -> &'static Self {
        LEXICONS.get(primary(code).as_str()).unwrap_or_else(|| &LEXICONS[FALLBACK])
    }

    /// Whether this is the lexicon of that language, and not a stand-in. "1.000" is a thousand in Spanish and one in English,
    /// so that a language must not be read with another's words.
    #[must_use]
    pub fn is_for(&self, code: &str) -> bool {
        self.language == primary(code)
    }
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
        for (code, _) in FILES {
            assert_eq!(Lexicon::for_language(code).language, code);
        }
    }

    #[test]
    fn a_region_does_not_matter_and_an_unknown_language_falls_back() {
        assert_eq!(Lexicon::for_language("en-GB").language, "en");
        assert_eq!(Lexicon::for_language("xx").language, FALLBACK);
        assert!(Lexicon::for_language("en-GB").is_for("en-US"));
        assert!(!Lexicon::for_language("xx").is_for("xx"));
    }
}
