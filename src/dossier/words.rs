//! Words as texts are compared by: folded, and without the ending that most often tells plural from singular.

use crate::fold::fold;
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
    let pieces = text.split(|letter: char| !letter.is_alphanumeric()).filter(|piece| !piece.is_empty());
    pieces.map(move |piece| Word {
        span: ByteSpan::new(start_of(piece), start_of(piece) + piece.len()),
        key: key_of(piece),
    })
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
fn key_of(word: &str) -> String {
    let mut folded = fold(word);
    if folded.len() > LEAST_CONTENT_LETTERS && folded.ends_with('s') && !folded.ends_with("ss") {
        folded.pop();
    }
    folded
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
