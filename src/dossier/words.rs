//! Words as texts are compared by: folded, and without the ending that most often tells plural from singular.

use crate::fold::fold_word_onto;
use crate::span::ByteSpan;

/// Words shorter than this are mostly articles, prepositions and the like in the languages that Diurna reads, so two texts that
/// share them share nothing.
const LEAST_CONTENT_LETTERS: usize = 4;

/// A word at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its bytes in the text it came from.
    pub(super) span: ByteSpan,
    /// The form by which it is compared.
    pub(super) key: String,
}

/// The words of `text` in order: runs of letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> {
    let start_of = |piece: &str| piece.as_ptr() as usize - text.as_ptr() as usize;
    pieces(text).map(move |piece| {
        let mut key = String::with_capacity(piece.len());
        add_key(&mut key, piece);
        Word { span: ByteSpan::new(start_of(piece), start_of(piece) + piece.len()), key }
    })
}

/// The keys of the words of `text`, one after another in one string, each with a space after it; and where each ends before
/// that space. For where there are too many words to make a string of each.
pub(super) fn joined_keys(text: &str) -> (String, Vec<usize>) {
    let mut joined = String::with_capacity(text.len() + 1);
    let ends = pieces(text).map(|piece| {
        add_key(&mut joined, piece);
        joined.push(' ');
        joined.len() - 1
    });
    let ends = ends.collect();
    (joined, ends)
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|piece| !piece.is_empty())
}

/// The keys of the words of `text`.
pub(super) fn keys(text: &str) -> Vec<String> {
    words(text).map(|word| word.key).collect()
}

/// Whether a word says something of what a text is about, going by its length; numbers do.
pub(super) fn has_content(key: &str) -> bool {
    key.chars().count() >= LEAST_CONTENT_LETTERS || key.bytes().all(|byte| byte.is_ascii_digit())
}

/// "deaths" and "death" are one word, as are "muertos" and "muerto"; "gas" and "dos" keep their `s`.
fn add_key(keys: &mut String, word: &str) {
    let start = keys.len();
    fold_word_onto(keys, word);
    let key = &keys[start..];
    if key.len() > LEAST_CONTENT_LETTERS && key.ends_with('s') && !key.ends_with("ss") {
        keys.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_case_and_accents_do_not_tell_words_apart() {
        assert_eq!(keys("Deaths, death"), ["death", "death"]);
        assert_eq!(keys("los Heridós"), ["los", "herido"]);
        assert_eq!(keys("gas press"), ["gas", "press"]);
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "«Ñandú», 27";
        let found: Vec<&str> = words(text).map(|word| word.span.of_text(text)).collect();
        assert_eq!(found, ["Ñandú", "27"]);
    }
}
