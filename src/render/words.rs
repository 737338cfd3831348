//! The words of the interface: labels, plural forms, the names of months, how dates and numbers are written. They are data
//! of the theme (`words/en.yaml`, `words/es.yaml`), so that a language is added without touching code; a word that a
//! language lacks falls back to English.

mod dates;
mod numbers;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_yaml::Value;

/// The language that has every word, on which the others fall back.
pub const FALLBACK_LANGUAGE: &str = "en";

/// The words of one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// How numbers are written.
    numbers: NumberFormat,
    /// The names of the months, January first.
    months: [String; 12],
    /// The names of the seasons, spring first.
    seasons: [String; 4],
    /// How dates are written.
    dates: BTreeMap<String, String>,
    /// How intervals and units are written.
    intervals: BTreeMap<String, String>,
    /// Every other word.
    #[serde(rename = "words")]
    entries: BTreeMap<String, Word>,
}

/// How numbers are written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberFormat {
    /// What stands between thousands.
    group: String,
    /// What stands before decimals.
    decimal: String,
    /// From how many digits on thousands are set apart: Spanish writes 1000 without a space, and 10 000 with one.
    group_from: usize,
}

/// A word, or the forms of one.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Word {
    /// The same for any number.
    Plain(String),
    /// For one, and for any other number.
    Plural { one: String, other: String },
}

impl Words {
    /// Reads words from YAML texts, each laid over those before it: the fallback language first, the site's own last.
    ///
    /// # Errors
    /// YAML that cannot be parsed or lacks what every language must say; the index is that of the text at fault.
    pub fn from_layers(layers: &[&str]) -> Result<Self, (usize, serde_yaml::Error)> {
        let mut merged = Value::Null;
        for (index, layer) in layers.iter().enumerate() {
            merge(&mut merged, serde_yaml::from_str(layer).map_err(|error| (index, error))?);
        }
        serde_yaml::from_value(merged).map_err(|error| (layers.len().saturating_sub(1), error))
    }

    /// The word of that name; the name itself where there is none.
    #[must_use]
    pub fn word<'a>(&'a self, name: &'a str) -> &'a str {
        match self.entries.get(name) {
            Some(Word::Plain(word) | Word::Plural { other: word, .. }) => word,
            None => name,
        }
    }

    /// The word with `{…}` filled in: each pair is a name and what replaces it.
    #[must_use]
    pub fn say(&self, name: &str, values: &[(&str, &str)]) -> String {
        fill(self.word(name), values)
    }

    /// A number of things: `3 reports`. The word's `{n}` is the number.
    #[must_use]
    pub fn count(&self, name: &str, number: usize) -> String {
        let form = match self.entries.get(name) {
            Some(Word::Plural { one, .. }) if number == 1 => one,
            Some(Word::Plain(word) | Word::Plural { other: word, .. }) => word,
            None => "{n}",
        };
        fill(form, &[("n", &self.number(number as f64))])
    }

    /// Whether there is a word of that name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// Every word that has one form, for templates.
    #[must_use]
    pub fn plain(&self) -> BTreeMap<&str, &str> {
        self.entries.keys().map(|name| (name.as_str(), self.word(name))).collect()
    }
}

/// Fills `{name}` in `pattern` with the value of that name, once, from left to right; what has no value stays.
fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let filled = after
            .split_once('}')
            .and_then(|(name, tail)| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, tail)));
        let (value, tail) = filled.unwrap_or(("{", after));
        out.push_str(value);
        rest = tail;
    }
    out + rest
}

/// Lays `over` on `under`: mappings key by key, anything else whole.
fn merge(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Mapping(under), Value::Mapping(over)) => {
            for (key, value) in over {
                merge(under.entry(key).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const ENGLISH: &str = include_str!("../../themes/broadsheet/words/en.yaml");
    pub(crate) const SPANISH: &str = include_str!("../../themes/broadsheet/words/es.yaml");

    pub(crate) fn english() -> Words {
        Words::from_layers(&[ENGLISH]).expect("the English words are complete")
    }

    pub(crate) fn spanish() -> Words {
        Words::from_layers(&[ENGLISH, SPANISH]).expect("the Spanish words are well formed")
    }

    #[test]
    fn spanish_has_every_english_word_in_the_same_forms() {
        let alone = Words::from_layers(&[SPANISH]).expect("Spanish needs no fallback");
        let english = english();
        assert_eq!(keys(&alone.entries), keys(&english.entries));
        assert_eq!(keys(&alone.dates), keys(&english.dates));
        assert_eq!(keys(&alone.intervals), keys(&english.intervals));
        for (name, word) in &english.entries {
            assert_eq!(placeholders(word), placeholders(&alone.entries[name]), "{name}");
        }
    }

    fn keys<V>(map: &BTreeMap<String, V>) -> Vec<&String> {
        map.keys().collect()
    }

    fn placeholders(word: &Word) -> std::collections::BTreeSet<&str> {
        let texts = match word {
            Word::Plain(text) => vec![text],
            Word::Plural { other, .. } => vec![other],
        };
        texts.into_iter().flat_map(|text| text.split('{').skip(1)).filter_map(|part| part.split('}').next()).collect()
    }

    #[test]
    fn a_missing_word_falls_back() {
        let words = Words::from_layers(&[ENGLISH, "words: {home: Portada}"]).expect("both are well formed");
        assert_eq!(words.word("home"), "Portada");
        assert_eq!(words.word("search"), "Search");
        assert_eq!(words.word("no_such_word"), "no_such_word");
    }

    #[test]
    fn numbers_choose_the_form() {
        assert_eq!(english().count("reports", 1), "1 report");
        assert_eq!(english().count("reports", 1200), "1,200 reports");
        assert_eq!(spanish().count("reports", 1), "1 informe");
    }

    #[test]
    fn values_are_filled_in_once() {
        assert_eq!(fill("{a} and {b} and {c}", &[("a", "{b}"), ("b", "2")]), "{b} and 2 and {c}");
        assert_eq!(fill("an open { brace", &[]), "an open { brace");
    }
}
