//! Phrases of several tokens, found by their first or last token: how a lexicon's "no fewer than" meets a text.

use std::collections::HashMap;

use crate::reading::tokens::Tokens;

/// A table of phrases, each with what it means. The longest that fits wins.
#[derive(Debug)]
pub struct Phrases<T> {
    by_key: HashMap<String, Vec<Phrase<T>>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_key: HashMap::new() }
    }
}

#[derive(Debug)]
struct Phrase<T> {
    tokens: Vec<String>,
    meaning: T,
}

impl<T> Phrases<T> {
    /// A table to be asked what starts at a token.
    pub fn starting(phrases: impl Iterator<Item = (String, T)>) -> Self {
        Self::keyed(phrases, <[String]>::first)
    }

    /// A table to be asked what ends before a token.
    pub fn ending(phrases: impl Iterator<Item = (String, T)>) -> Self {
        Self::keyed(phrases, <[String]>::last)
    }

    fn keyed(phrases: impl Iterator<Item = (String, T)>, key: fn(&[String]) -> Option<&String>) -> Self {
        let mut by_key: HashMap<String, Vec<Phrase<T>>> = HashMap::new();
        for (written, meaning) in phrases {
            let cut = Tokens::new(&written);
            let tokens: Vec<String> = (0..cut.as_slice().len()).map(|at| cut.lower(at).to_owned()).collect();
            if let Some(key) = key(&tokens).cloned() {
                let bucket = by_key.entry(key).or_default();
                let place = bucket.partition_point(|phrase| phrase.tokens.len() >= tokens.len());
                bucket.insert(place, Phrase { tokens, meaning });
            }
        }
        Self { by_key }
    }

    /// The longest phrase that starts at token `at` of a table made by [`Phrases::starting`]: the token after it, and its meaning.
    #[must_use]
    pub fn at(&self, tokens: &Tokens<'_>, at: usize) -> Option<(usize, &T)> {
        let bucket = self.by_key.get(tokens.lower(at))?;
        let phrase = bucket.iter().find(|phrase| fits(&phrase.tokens, tokens, at))?;
        Some((at + phrase.tokens.len(), &phrase.meaning))
    }

    /// The longest phrase that ends right before token `end` of a table made by [`Phrases::ending`]: its first token, and its meaning.
    #[must_use]
    pub fn before(&self, tokens: &Tokens<'_>, end: usize) -> Option<(usize, &T)> {
        let bucket = self.by_key.get(tokens.lower(end.checked_sub(1)?))?;
        bucket.iter().find_map(|phrase| {
            let start = end.checked_sub(phrase.tokens.len())?;
            fits(&phrase.tokens, tokens, start).then_some((start, &phrase.meaning))
        })
    }
}

fn fits(phrase: &[String], tokens: &Tokens<'_>, start: usize) -> bool {
    phrase.iter().enumerate().all(|(offset, word)| tokens.lower(start + offset) == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(phrases: &[&'static str]) -> impl Iterator<Item = (String, &'static str)> {
        phrases.iter().map(|&phrase| (phrase.to_owned(), phrase)).collect::<Vec<_>>().into_iter()
    }

    #[test]
    fn the_longest_phrase_wins() {
        let table = Phrases::starting(pairs(&["per", "per cent", "per cent-plus"]));
        let tokens = Tokens::new("5 Per Cent more");
        assert_eq!(table.at(&tokens, 1), Some((3, &"per cent")));
        assert_eq!(table.at(&tokens, 0), None);
    }

    #[test]
    fn a_phrase_is_found_from_its_end() {
        let table = Phrases::ending(pairs(&["than", "more than", "no more than"]));
        let tokens = Tokens::new("no more than 5");
        assert_eq!(table.before(&tokens, 3), Some((0, &"no more than")));
        assert_eq!(table.before(&tokens, 0), None);
    }
}
