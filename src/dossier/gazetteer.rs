//! The gazetteer: every name of every actor in one automaton, so that ten thousand actors cost no more per article than ten.
//! Names are compared folded (see [`crate::fold`]) and stand on word boundaries; where two overlap, the longer wins.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use unicode_normalization::char::is_combining_mark;

use crate::content::{Actor, Document};
use crate::fold::{fold, fold_word_onto};
use crate::span::ByteSpan;

/// All names of all actors, ready to be searched for.
#[derive(Debug)]
pub struct Gazetteer {
    /// None where there is no name at all, or more than the automaton can hold.
    automaton: Option<AhoCorasick>,
    /// What each pattern of the automaton stands for.
    entries: Vec<Entry>,
}

/// Who bears a name.
#[derive(Debug, Default)]
struct Entry {
    /// Indices into the actors that the gazetteer was made of, ascending.
    actors: Vec<usize>,
    case: Case,
    words: usize,
}

/// How a name must be written to be that name and no common word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    /// As one likes: it has several words, or no capital itself.
    Any,
    /// With a capital at its head: one word.
    Capital,
    /// In capitals: an acronym, so that "us" is not the US.
    #[default]
    Capitals,
}

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'a> {
    /// The bytes of the plain text.
    pub span: ByteSpan,
    /// Who bears the name: indices into the actors, ascending; more than one where it is ambiguous.
    pub actors: &'a [usize],
    /// Of how many words the name is.
    pub words: usize,
}

/// Names of fewer letters are in every word, and are not searched for.
const SHORTEST_NAME: usize = 2;

/// An acronym has no more letters; longer words in capitals are words that are shouted.
const LONGEST_ACRONYM: usize = 6;

impl Gazetteer {
    /// The names and aliases of `actors`; a hit's indices point into it.
    #[must_use]
    pub fn new(actors: &[Document<Actor>]) -> Self {
        let names = actors.iter().enumerate().flat_map(|(index, actor)| {
            let aliases = actor.front.aliases.iter().map(String::as_str);
            std::iter::once(actor.front.name.as_str()).chain(aliases).map(move |name| (index, name))
        });
        Self::of_names(names)
    }

    /// Names, each with the index of who bears it; indices ascend.
    pub(super) fn of_names<'n>(names: impl Iterator<Item = (usize, &'n str)>) -> Self {
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        for (actor, name) in names {
            let folded = fold(name);
            if folded.chars().filter(|letter| letter.is_alphanumeric()).count() < SHORTEST_NAME {
                continue;
            }
            let case = case_of(name);
            for form in forms(folded, case) {
                enter(entries.entry(form).or_default(), actor, case);
            }
        }
        for (name, entry) in &mut entries {
            entry.words = name.split(' ').count();
        }
        let (patterns, entries): (Vec<String>, Vec<Entry>) = entries.into_iter().unzip();
        let automaton = if patterns.is_empty() { None } else { AhoCorasick::new(&patterns).ok() };
        Self { automaton, entries }
    }

    /// The names in `text`, in order; none overlaps another.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Hit<'_>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let folded = Folded::new(text);
        let matches = automaton.find_overlapping_iter(&folded.text);
        let mut hits: Vec<Hit<'_>> = matches
            .filter_map(|found| {
                let entry = self.entries.get(found.pattern().as_usize())?;
                let span = folded.plain(found.start(), found.end())?;
                let fits = is_whole(text, span) && entry.case.allows(span.of_text(text));
                fits.then_some(Hit { span, actors: &entry.actors, words: entry.words })
            })
            .collect();
        hits.sort_by_key(|hit| (hit.span.start(), std::cmp::Reverse(hit.span.end())));
        let mut end = 0;
        hits.retain(|hit| {
            let is_free = hit.span.start() >= end;
            end = if is_free { hit.span.end() } else { end };
            is_free
        });
        hits
    }
}

fn enter(entry: &mut Entry, actor: usize, case: Case) {
    if entry.actors.last() != Some(&actor) {
        entry.actors.push(actor);
    }
    entry.case = entry.case.min(case);
}

/// The folded name, and for an acronym the form with full stops, or without ("UN", "U.N.").
fn forms(folded: String, case: Case) -> Vec<String> {
    if case != Case::Capitals {
        return vec![folded];
    }
    let letters: String = folded.chars().filter(|letter| *letter != '.').collect();
    let dotted = letters.chars().flat_map(|letter| [letter, '.']).collect();
    let mut forms = vec![folded, letters, dotted];
    forms.sort();
    forms.dedup();
    forms
}

fn case_of(name: &str) -> Case {
    let letters = || name.chars().filter(|letter| letter.is_alphabetic());
    let is_shouted = letters().all(char::is_uppercase) && (1..=LONGEST_ACRONYM).contains(&letters().count());
    let is_one_word = name.split_whitespace().count() == 1;
    match () {
        () if is_one_word && is_shouted => Case::Capitals,
        () if is_one_word && letters().next().is_some_and(char::is_uppercase) => Case::Capital,
        () => Case::Any,
    }
}

impl Case {
    fn allows(self, written: &str) -> bool {
        let mut letters = written.chars().filter(|letter| letter.is_alphabetic());
        match self {
            Self::Any => true,
            Self::Capital => letters.next().is_some_and(char::is_uppercase),
            Self::Capitals => letters.all(char::is_uppercase),
        }
    }
}

/// A text folded, with the way back to the plain text.
struct Folded {
    text: String,
    /// The characters that folding did not leave as long as they were, in order. All between them are as long as before.
    changed: Vec<Changed>,
}

/// A character, in the folded text and in the plain one.
struct Changed {
    folded: ByteSpan,
    plain: ByteSpan,
}

impl Folded {
    fn new(plain: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(plain.len()), changed: Vec::new() };
        for (at, letter) in plain.char_indices() {
            match letter {
                _ if letter.is_whitespace() && folded.text.ends_with(' ') => folded.change(at, letter, |_| {}),
                _ if letter.is_ascii_whitespace() => folded.text.push(' '),
                _ if letter.is_whitespace() => folded.change(at, letter, |text| text.push(' ')),
                _ if letter.is_ascii() => folded.text.push(letter.to_ascii_lowercase()),
                '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => folded.change(at, letter, |_| {}),
                _ => folded.change(at, letter, |text| fold_word_onto(text, letter.encode_utf8(&mut [0; 4]))),
            }
        }
        folded
    }

    fn change(&mut self, at: usize, letter: char, add: impl FnOnce(&mut String)) {
        let start = self.text.len();
        add(&mut self.text);
        let folded = ByteSpan::new(start, self.text.len());
        self.changed.push(Changed { folded, plain: ByteSpan::new(at, at + letter.len_utf8()) });
    }

    /// The plain bytes of a stretch of the folded text, unless it starts or ends inside what was one character.
    fn plain(&self, start: usize, end: usize) -> Option<ByteSpan> {
        let (from, to) = (self.place(start)?, self.place(end)?);
        (from < to).then(|| ByteSpan::new(from, to))
    }

    /// Where the plain character begins that a byte of the folded text begins; none inside a character.
    fn place(&self, at: usize) -> Option<usize> {
        let after = self.changed.partition_point(|changed| changed.folded.end() <= at);
        let is_inside = self.changed.get(after).is_some_and(|next| next.folded.start() < at);
        let (folded, plain) = after
            .checked_sub(1)
            .map_or((0, 0), |before| (self.changed[before].folded.end(), self.changed[before].plain.end()));
        (!is_inside).then(|| plain + at - folded)
    }
}

/// Whether a span of `text` starts and ends where words do.
fn is_whole(text: &str, span: ByteSpan) -> bool {
    let (Some(before), Some(after)) = (text.get(..span.start()), text.get(span.end()..)) else { return false };
    let words = span.of_text(text);
    starts_word(before, words.chars().next()) && ends_word(words.chars().next_back(), after)
}

/// A hyphen after a lower-case prefix is the start of a word ("anti-Maduro"); after a capital it is part of a name. So is an
/// apostrophe: "d'Espagne" names Spain, "O'Higgins" not Higgins.
fn starts_word(before: &str, first: Option<char>) -> bool {
    let mut letters = before.chars().rev();
    let Some(previous) = letters.next() else { return true };
    if is_hyphen(previous) {
        let prefix = before.trim_end_matches(is_hyphen);
        let word = prefix.char_indices().rev().take_while(|(_, letter)| letter.is_alphanumeric()).last();
        return !word.is_some_and(|(_, letter)| letter.is_uppercase());
    }
    if is_apostrophe(previous) {
        return !letters.next().is_some_and(char::is_uppercase);
    }
    !is_word(previous) || is_unspaced(previous) || first.is_some_and(is_unspaced)
}

fn ends_word(last: Option<char>, after: &str) -> bool {
    let mut letters = after.chars();
    let Some(next) = letters.next() else { return true };
    if is_hyphen(next) {
        return !letters.next().is_some_and(char::is_uppercase);
    }
    if is_apostrophe(next) {
        let end = letters.as_str().find(|letter: char| !is_word(letter)).unwrap_or(letters.as_str().len());
        return ENDINGS.contains(&letters.as_str().get(..end).unwrap_or_default());
    }
    !is_word(next) || is_unspaced(next) || last.is_some_and(is_unspaced)
}

/// What may follow the apostrophe after a name: nothing, a possessive, a contraction. Anything else makes another name.
const ENDINGS: [&str; 6] = ["", "s", "S", "ll", "d", "ve"];

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter)
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ')
}

/// Whether a letter is of a script that puts no spaces between words: Thai, Lao, Burmese, Khmer, Chinese and Japanese.
fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found<'t>(names: &[&str], text: &'t str) -> Vec<&'t str> {
        let gazetteer = Gazetteer::of_names(names.iter().copied().enumerate());
        gazetteer.find(text).into_iter().map(|hit| hit.span.of_text(text)).collect()
    }

    #[test]
    fn spellings_possessives_and_titles_do_not_hide_a_name() {
        let names = ["Lucía Peña", "Peña", "Öztürk", "Ra'ad", "Comité Central"];
        assert_eq!(found(&names, "Dr. Lucia  PENA’s aide met Pen\u{303}a."), ["Lucia  PENA", "Pen\u{303}a"]);
        assert_eq!(
            found(&names, "anti-Öztürk, Ozturk-led; Ra’ad spoke; the comité central"),
            ["Öztürk", "Ozturk", "Ra’ad", "comité central"]
        );
    }

    #[test]
    fn names_stand_on_word_boundaries() {
        let names = ["Peña", "Guinea", "Higgins", "New York", "Ra"];
        assert_eq!(found(&names, "Peñalosa, Guinea-Bissau, O'Higgins, New Yorkers and Ra'ad"), Vec::<&str>::new());
        assert_eq!(found(&names, "l’Higgins"), ["Higgins"]);
    }

    #[test]
    fn the_longest_name_wins_and_no_letter_is_counted_twice() {
        assert_eq!(
            found(&["York", "New York", "Bank of New York"], "the Bank of New York, York"),
            ["Bank of New York", "York"]
        );
        assert_eq!(found(&["New York Time", "New York"], "New York Times"), ["New York"]);
    }

    #[test]
    fn words_are_no_names() {
        assert_eq!(found(&["US", "Hope", "A"], "They told us to hope. A US envoy has Hope."), ["US", "Hope"]);
        assert_eq!(found(&["U.N.", "CNE"], "The UN and the U.N. met the C.N.E. cne"), ["UN", "U.N.", "C.N.E."]);
    }

    #[test]
    fn other_scripts() {
        assert_eq!(found(&["習近平", "محمود عباس"], "會見習近平主席。 قال محمود عباس اليوم"), ["習近平", "محمود عباس"]);
        assert_eq!(found(&["عباس"], "العباسي"), Vec::<&str>::new());
    }

    #[test]
    fn one_name_may_be_two_actors() {
        let gazetteer = Gazetteer::of_names([(0, "Ana Ruiz"), (1, "Ana Ruíz")].into_iter());
        assert_eq!(gazetteer.find("Ana Ruiz").first().map(|hit| hit.actors), Some([0, 1].as_slice()));
    }

    #[test]
    fn a_hundred_thousand_names_are_built_and_searched() {
        let names: Vec<String> = (0..100_000).map(|number| format!("Nr{number:05}")).collect();
        let gazetteer = Gazetteer::of_names(names.iter().map(String::as_str).enumerate());
        let text = "Then Nr04711 spoke. ".repeat(200);
        assert_eq!(gazetteer.find(&text).len(), 200);
    }

    proptest! {
        #[test]
        fn spans_fit_any_text(names in prop::collection::vec("\\PC{0,6}|[a-bA-B ’.-]{1,4}", 0..8), text in "(\\PC|[a-bA-B \u{fb01}\u{301}’.-]){0,60}") {
            let gazetteer = Gazetteer::of_names(names.iter().map(String::as_str).enumerate());
            let mut end = 0;
            for hit in gazetteer.find(&text) {
                prop_assert!(text.get(hit.span.range()).is_some_and(|words| !words.is_empty()));
                prop_assert!(hit.span.start() >= end);
                end = hit.span.end();
            }
        }
    }
}
