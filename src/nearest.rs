//! The nearest of some known words: what "did you mean" asks.

use crate::fold::fold;

/// How alike (Jaro–Winkler, 0 to 1) two words must be for one to be taken as a slip of the other. Below it, suggestions confuse.
const ALIKE: f64 = 0.8;

/// Nobody slips in a longer word, and comparing takes time with the product of the lengths.
const LONGEST: usize = 200;

/// The candidate that is most like `word`, case and diacritics apart; none where nothing is near. Of equally near ones, the first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = fold(word);
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates.into_iter().filter(|candidate| candidate.len() <= LONGEST) {
        let likeness = strsim::jaro_winkler(&word, &fold(candidate));
        if likeness >= ALIKE && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_nonsense_finds_none() {
        let keys = ["title", "published", "source"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Publishd", keys), Some("published"));
        assert_eq!(nearest("weather", keys), None);
        assert_eq!(nearest("", keys), None);
    }
}
