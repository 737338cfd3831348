//! Names: runs of capitalised words that look like the name of somebody or something. Which of them are actors, all
//! articles together decide; here a run is only cut free of what is not part of it (titles, nationalities, months, the
//! words that open sentences) and given a hint of what it names.

mod words;

use std::collections::HashSet;

use serde::Deserialize;

use super::lexicon::Lexicon;
use super::tokens::Tokens;
use super::{Name, NameHint};
use crate::content::body::TextId;
use crate::span::ByteSpan;
use words::{Shape, Word};

/// Words in and around names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameWords {
    /// Titles, offices and callings, as they stand before a person's name; phrases with single spaces.
    pub titles: HashSet<String>,
    /// Words that say what body a name names.
    pub organizations: HashSet<String>,
    /// Lower-case words inside a name ("de", "van").
    pub particles: HashSet<String>,
    /// Words that join an organization's word to the rest of its name ("of").
    pub connectors: HashSet<String>,
    /// Those of them that may follow any word of a body's name ("of": "National Council of Lakes").
    #[serde(default)]
    pub genitives: HashSet<String>,
    /// Words between two parts of a body's name ("and").
    #[serde(default)]
    pub conjunctions: HashSet<String>,
    /// Whose possessive opens a body's name ("people": "People's Assembly").
    #[serde(default)]
    pub collectives: HashSet<String>,
    /// What may follow an apostrophe and is no part of the word before it ("s", "ll").
    #[serde(default)]
    pub contractions: HashSet<String>,
    /// Words that say what place a name names ("ocean").
    #[serde(default)]
    pub place_nouns: HashSet<String>,
    /// Words in capitals that name nobody ("gdp").
    #[serde(default)]
    pub no_names: HashSet<String>,
    /// Articles.
    pub articles: HashSet<String>,
    /// Prepositions that stand before places.
    pub place_prepositions: HashSet<String>,
    /// Words that open sentences and are no names.
    pub common: HashSet<String>,
    /// Words that are names as well.
    pub also_words: HashSet<String>,
    /// The months, also abbreviated.
    pub months: HashSet<String>,
    /// The days of the week and other days with a capital.
    pub weekdays: HashSet<String>,
    /// Adjectives of nationality and the like.
    pub demonyms: HashSet<String>,
    /// Places that everybody knows.
    pub places: HashSet<String>,
}

impl NameWords {
    /// Whether the language's file is there: capital letters alone do not make a name in every language.
    fn is_described(&self) -> bool {
        !self.titles.is_empty()
    }
}

/// The names in a text, in order.
#[must_use]
pub fn recognise(text: TextId, tokens: &Tokens<'_>, sentences: &[ByteSpan], lexicon: &Lexicon) -> Vec<Name> {
    if !lexicon.names.is_described() {
        return Vec::new();
    }
    let words = words::of(tokens, &lexicon.names);
    if is_headline(&words, tokens.text()) {
        return Vec::new();
    }
    let mut scan = Scan { text, tokens, lexicon, names: &lexicon.names, words: &words, found: Vec::new() };
    for sentence in sentences {
        let first = words.partition_point(|word| word.span.start < sentence.start);
        let after = words.partition_point(|word| word.span.end <= sentence.end);
        scan.sentence(first, after);
    }
    scan.found
}

/// A text of fewer words may be a name alone, as in the cell of a table.
const SHORTEST_HEADLINE: usize = 6;

/// Of a headline's words, at least three in four have a capital.
const HEADLINE_SHARE: (usize, usize) = (3, 4);

/// Words this short are written small in headlines too, and are not counted.
const SMALL_WORD: usize = 3;

/// Whether nearly all words of a text have capitals, so that a capital says nothing there. A sentence with its full stop may
/// hold as many, of names alone, unless it is all in capitals.
fn is_headline(words: &[Word], text: &str) -> bool {
    let is_counted = |word: &&Word| word.is_nominal() || word.shape == Shape::Lower && word.span.len() > SMALL_WORD;
    let counted = words.iter().filter(is_counted).count();
    let capital = words.iter().filter(|word| word.is_nominal()).count();
    let is_dense = counted >= SHORTEST_HEADLINE && capital * HEADLINE_SHARE.1 >= counted * HEADLINE_SHARE.0;
    let is_sentence = text.trim_end().ends_with(['.', '!', '?', '”', '"']) && text.contains(char::is_lowercase);
    is_dense && !is_sentence
}

/// The most words of a title in the lexicon.
const LONGEST_TITLE: usize = 3;

/// The most lower-case words between two parts of one name ("de los", "of the").
const MOST_JOINTS: usize = 2;

struct Scan<'a> {
    text: TextId,
    tokens: &'a Tokens<'a>,
    lexicon: &'a Lexicon,
    names: &'a NameWords,
    words: &'a [Word],
    found: Vec<Name>,
}

impl Scan<'_> {
    fn sentence(&mut self, first: usize, after: usize) {
        let mut at = first;
        while at < after {
            if self.words[at].is_nominal() {
                let end = self.run_end(at, after);
                self.pieces(at, end, first);
                at = end;
            } else {
                at += 1;
            }
        }
    }

    /// Where the run of words that starts at `start` ends.
    fn run_end(&self, start: usize, after: usize) -> usize {
        let mut end = start + 1;
        let mut has_organization = self.is_organization(start);
        while end < after {
            let joints =
                if self.words[end].is_nominal() { 0 } else { self.joints(start, end, after, has_organization) };
            if joints == 0 && !self.words[end].is_nominal() {
                break;
            }
            end += joints + 1;
            has_organization |= self.is_organization(end - 1);
        }
        end
    }

    /// How many words from `at` on join what is before to a capital: particles, or a connector and an article, or a possessive.
    fn joints(&self, start: usize, at: usize, after: usize, has_organization: bool) -> usize {
        let is_joined = |count: &usize| {
            at + count < after && self.words[at + count].is_nominal() && self.are_joints(at, *count, has_organization)
        };
        if at + 1 < after && (self.is_collective(at) || self.is_listing(start, at, after)) {
            return 1;
        }
        (1..=MOST_JOINTS).find(is_joined).unwrap_or(0)
    }

    fn are_joints(&self, at: usize, count: usize, has_organization: bool) -> bool {
        let is_lower = (at..at + count).all(|index| self.words[index].shape == Shape::Lower);
        if !is_lower {
            return false;
        }
        let is_headed =
            self.is_organization(at - 1) || (has_organization && self.names.genitives.contains(self.key(at)));
        let is_connected = is_headed && self.names.connectors.contains(self.key(at));
        let is_article = |index: usize| self.names.articles.contains(self.key(index));
        let are_particles = (at..at + count).all(|index| self.names.particles.contains(self.key(index)));
        are_particles || is_connected && (at + 1..at + count).all(is_article) || self.is_secretary_of_state(at)
    }

    /// Whether the possessive at `at` is part of a body's name: "People's Assembly".
    fn is_collective(&self, at: usize) -> bool {
        let is_possessive = match self.words[at].shape {
            Shape::Break => !self.is_number(at),
            Shape::Mark(mark) => words::is_apostrophe(mark),
            _ => false,
        };
        is_possessive && self.words[at + 1].is_nominal() && self.names.collectives.contains(self.key(at - 1))
    }

    /// Whether the conjunction at `at` stands within a body's name: "the Food and Water Organization". An acronym, a place or
    /// a body before it is a name of its own.
    fn is_listing(&self, start: usize, at: usize, after: usize) -> bool {
        if !self.names.conjunctions.contains(self.key(at)) || at != start + 1 || start == 0 {
            return false;
        }
        let is_common = self.words[start].shape == Shape::Capital
            && !self.is_organization(start)
            && !self.is_demonym(start)
            && !self.names.places.contains(self.key(start));
        let last = (at + 1..after).take_while(|&index| self.words[index].is_nominal()).last();
        let is_headed = last.is_some_and(|last| last > at + 1 && self.is_organization(last));
        is_common && self.names.articles.contains(self.key(start - 1)) && !self.is_demonym(at + 1) && is_headed
    }

    /// Whether a title in the lexicon runs over the connector at `at` ("Secretary of State").
    fn is_secretary_of_state(&self, at: usize) -> bool {
        self.title_length(at - 1, self.words.len()) > 1
    }

    /// Cuts a run at whatever is no part of a name.
    fn pieces(&mut self, start: usize, end: usize, sentence: usize) {
        let mut piece = start;
        let mut is_titled = self.title_before(start);
        let mut at = start;
        while at < end {
            let title = self.title_length(at, end);
            let skipped = if title > 0 { title } else { usize::from(self.is_separator(at, piece, sentence)) };
            if skipped == 0 {
                at += 1;
                continue;
            }
            self.piece(piece, at, is_titled, sentence);
            at += skipped;
            is_titled = title > 0 && self.words.get(at).is_some_and(Word::is_nominal);
            piece = at;
        }
        self.piece(piece, end, is_titled, sentence);
    }

    /// How many words from `at` on are a title; none inside a body's name ("Office of the President").
    fn title_length(&self, at: usize, end: usize) -> usize {
        let is_inside = at > 0
            && self.words[at - 1].shape == Shape::Lower
            && self.names.articles.contains(self.key(at - 1))
            && at > 1
            && self.names.connectors.contains(self.key(at - 2));
        let fits = |length: &usize| at + length <= end && self.names.titles.contains(&*self.phrase(at, *length));
        if is_inside { 0 } else { (1..=LONGEST_TITLE).rev().find(fits).unwrap_or(0) }
    }

    /// Whether the word before a run is a title: in lower case ("opposition leader"), or abbreviated ("Mr.").
    fn title_before(&self, start: usize) -> bool {
        let is_stop = |at: &usize| self.words[*at].shape == Shape::Mark('.');
        let before = start.checked_sub(1).and_then(|at| if is_stop(&at) { at.checked_sub(1) } else { Some(at) });
        before.is_some_and(|at| {
            let is_abbreviated = at + 1 < start;
            let is_known = !is_abbreviated || self.lexicon.text.abbreviations.iter().any(|word| word == self.key(at));
            is_known && self.names.titles.contains(self.key(at))
        })
    }

    /// Whether the word at `at` can be part of no name: an article, a day, a month, a word that opens the sentence.
    fn is_separator(&self, at: usize, piece: usize, sentence: usize) -> bool {
        let key = if self.words[at].is_nominal() { self.key(at) } else { "" };
        let is_opener = at == piece && self.opens(at, sentence);
        self.names.articles.contains(key)
            || self.names.no_names.contains(key)
            || self.names.weekdays.contains(key)
            || (self.names.months.contains(key) && (at == piece || self.is_number(at + 1)))
            || (is_opener && self.names.common.contains(key))
    }

    fn is_number(&self, at: usize) -> bool {
        self.words
            .get(at)
            .is_some_and(|word| word.span.of_text(self.tokens.text()).starts_with(|first: char| first.is_ascii_digit()))
    }

    /// Whether the word at `at` may owe its capital to its place: at the head of a sentence or a quotation, after a dash or colon.
    fn opens(&self, at: usize, sentence: usize) -> bool {
        let opening = |mark: char| !matches!(mark, ',' | '/' | '&' | '|' | '.' | '(' | '[');
        let is_mark =
            |index: usize| matches!(self.words[index].shape, Shape::Mark(mark) if index == sentence || opening(mark));
        at == sentence || is_mark(at - 1)
    }

    fn piece(&mut self, start: usize, end: usize, is_titled: bool, sentence: usize) {
        let has_organization = (start..end).any(|at| self.is_organization(at) || at > start && self.is_place_noun(at));
        let is_dropped = |at: usize| !self.words[at].is_nominal() || !has_organization && self.is_demonym(at);
        let Some(first) = (start..end).find(|&at| !is_dropped(at)) else { return };
        let Some(last) = (first..end).rev().find(|&at| self.words[at].is_nominal()) else { return };
        let span = self.words[first].span.cover(self.words[last].span);
        let is_adjective = !has_organization && self.is_demonym(last) || (first..=last).all(|at| self.is_demonym(at));
        if is_adjective || span.of_text(self.tokens.text()).chars().nth(1).is_none() {
            return;
        }
        if first == last && self.words[first].shape == Shape::Initial {
            return;
        }
        let hint = self.hint(first, last, is_titled && first == start);
        self.found.push(Name { text: self.text, span, opens_sentence: self.opens(first, sentence), hint });
    }

    fn hint(&self, first: usize, last: usize, is_titled: bool) -> NameHint {
        let before = |set: &HashSet<String>| {
            first > 0 && self.words[first - 1].shape == Shape::Lower && set.contains(self.key(first - 1))
        };
        let is_acronym = first == last && self.words[first].shape == Shape::Acronym;
        if self.names.places.contains(self.phrase(first, last + 1 - first).trim_end_matches('.')) {
            NameHint::Place
        } else if is_titled {
            NameHint::Person
        } else if is_acronym || (first..=last).any(|at| self.is_organization(at)) || before(&self.names.organizations) {
            NameHint::Organization
        } else if before(&self.names.place_prepositions) || last > first && self.is_place_noun(last) {
            NameHint::Place
        } else if self.speaks(last) {
            NameHint::Person
        } else {
            NameHint::None
        }
    }

    fn speaks(&self, last: usize) -> bool {
        last + 1 < self.words.len() && self.lexicon.statements.verbs.contains(self.key(last + 1))
    }

    fn is_organization(&self, at: usize) -> bool {
        self.words[at].is_nominal() && self.names.organizations.contains(self.key(at))
    }

    fn is_place_noun(&self, at: usize) -> bool {
        self.words[at].shape == Shape::Capital && self.names.place_nouns.contains(self.key(at))
    }

    fn is_demonym(&self, at: usize) -> bool {
        let key = self.key(at);
        let is_listed = |word: &str| self.names.demonyms.contains(word);
        self.words[at].shape == Shape::Capital && (is_listed(key) || key.strip_suffix('s').is_some_and(is_listed))
    }

    /// The word at `at` in lower case, where one token holds it; else nothing.
    fn key(&self, at: usize) -> &str {
        let word = &self.words[at];
        if word.after == word.first + 1 { self.tokens.lower(word.first) } else { "" }
    }

    /// Words in lower case with single spaces between them.
    fn phrase(&self, at: usize, length: usize) -> String {
        let words = self.words.get(at..at + length).unwrap_or_default();
        let written = words.iter().map(|word| word.span.of_text(self.tokens.text()).to_lowercase());
        written.collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests;
