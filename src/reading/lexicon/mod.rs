//! What Diurna knows of languages: a folder for each, built into the binary, with a YAML file for each recogniser. A
//! recogniser owns one file and the type it is read into, so a language is added, or mended, without Rust: where a folder
//! lacks a file, that recogniser finds nothing in the language. All words are in lower case.

pub mod counts;
pub mod figures;
pub mod roles;
pub mod small_words;
pub mod vocabulary;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use foldhash::HashSet;
use rust_embed::RustEmbed;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::dates::words::DateWords;
use super::names::NameWords;
use super::statements::StatementWords;
use figures::FigureWords;
use small_words::SmallWords;
use vocabulary::Vocabulary;

/// The words of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// BCP 47 code of the language.
    pub language: String,
    vocabulary: Vocabulary,
    small_words: SmallWords,
    /// Words that several recognisers need: `text.yaml`, which every language has.
    pub text: TextWords,
    /// Words in and around names: `names.yaml`.
    pub names: NameWords,
    /// Words that say that somebody speaks: `statements.yaml`.
    pub statements: StatementWords,
    /// Words that speak of time: `dates.yaml`.
    pub dates: DateWords,
    /// Words for reported numbers: `figures.yaml`.
    pub figures: FigureWords,
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

/// Words for cutting a text into sentences and telling its language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextWords {
    /// Words that are written with a full stop and do not end a sentence, without it.
    pub abbreviations: Vec<String>,
    /// Those abbreviations that may be the last word of a sentence: they are where one of `openers` follows with a capital.
    #[serde(default)]
    pub last_words: Vec<String>,
    /// Small words that stand at the head of sentences, and seldom at that of a name behind an abbreviation.
    #[serde(default)]
    pub openers: HashSet<String>,
    /// Words after which a number with a full stop before them is an ordinal: "3. Oktober". None where a full stop makes none.
    #[serde(default)]
    pub after_ordinal: Vec<String>,
    /// Words that stand before the name of the writer at the head of a report: "By Ana Ruiz".
    #[serde(default)]
    pub bylines: HashSet<String>,
    /// Small words that never stand in a noun phrase: prepositions, conjunctions, pronouns. They also tell the language of a text.
    #[serde(default)]
    pub stops: HashSet<String>,
}

/// The files of the languages built in, by path: `en/dates.yaml`.
#[derive(RustEmbed)]
#[folder = "src/reading/lexicon"]
#[include = "*/*.yaml"]
struct Files;

/// The language that stands in for one that has no folder.
const FALLBACK: &str = "en";

/// A language built in. Its `text.yaml` is read for all, the rest only when a text is in the language.
struct Language {
    text: TextWords,
    lexicon: OnceLock<Lexicon>,
}

static LANGUAGES: LazyLock<BTreeMap<String, Language>> = LazyLock::new(|| {
    let codes = Files::iter().filter_map(|path| path.strip_suffix("/text.yaml").map(str::to_owned));
    let language = |code: String| {
        let text = text_words(built_in(&code, "text.yaml")).expect(TESTED);
        (code, Language { text, lexicon: OnceLock::new() })
    };
    codes.map(language).collect()
});

/// Why the files built in can be read.
const TESTED: &str = "the built-in lexicons are tested";

impl Language {
    fn lexicon(&self, code: &str) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::parse(code, |file| built_in(code, file)).expect(TESTED))
    }
}

fn built_in(code: &str, file: &str) -> Option<String> {
    Files::get(&format!("{code}/{file}")).map(|file| String::from_utf8_lossy(&file.data).into_owned())
}

fn text_words(file: Option<String>) -> Result<TextWords, serde_yaml::Error> {
    serde_yaml::from_str(&file.unwrap_or_default())
}

impl Lexicon {
    /// Reads the lexicon of the language `code` from its files: `text_of` gives the text of one by its name, none where the
    /// language has no such file.
    ///
    /// # Errors
    /// Where a file does not hold what its recogniser reads, or `text.yaml` is missing.
    pub fn parse(code: &str, text_of: impl Fn(&str) -> Option<String>) -> Result<Self, serde_yaml::Error> {
        let text = text_words(text_of("text.yaml"))?;
        let mut vocabulary = Vocabulary::default();
        let statements = section::<StatementWords>(text_of("statements.yaml"))?.indexed(&mut vocabulary);
        let names = section::<NameWords>(text_of("names.yaml"))?.indexed(&statements.verbs, &mut vocabulary);
        let dates = DateWords::new(&section(text_of("dates.yaml"))?, &mut vocabulary);
        let figures = text_of("figures.yaml").map(|file| FigureWords::parse(&file, &text.stops, &mut vocabulary));
        Ok(Self {
            language: code.to_owned(),
            names,
            statements,
            dates,
            figures: figures.transpose()?.unwrap_or_default(),
            counts: section(text_of("counts.yaml"))?,
            chronology: section(text_of("chronology.yaml"))?,
            text,
            small_words: SmallWords::new(&mut vocabulary),
            vocabulary,
        })
    }

    /// The lexicon for a language code (`en`, `en-GB`), or that of English where Diurna has none: good enough for cutting
    /// sentences, and no more (see [`Lexicon::is_for`]).
    #[must_use]
    pub fn for_language(code: &str) -> &'static Self {
        let primary = primary(code);
        match LANGUAGES.get(&*primary) {
            Some(language) => language.lexicon(&primary),
            None => LANGUAGES[FALLBACK].lexicon(FALLBACK),
        }
    }

    /// What the word `lower`, in lower case, can be where figures are read.
    #[must_use]
    pub fn figure_word(&self, lower: &str) -> &figures::Word {
        self.figures.by_id(self.vocabulary.id(lower))
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
pub(crate) fn primary(code: &str) -> Cow<'_, str> {
    let primary = code.split('-').next().unwrap_or(code);
    if primary.bytes().any(|letter| letter.is_ascii_uppercase()) {
        primary.to_ascii_lowercase().into()
    } else {
        primary.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_can_be_read_and_names_itself() {
        assert!(LANGUAGES.contains_key(FALLBACK));
        for code in LANGUAGES.keys() {
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
