//! Names: runs of capitalised words that look like the name of somebody or something. Which of them are actors, all
//! articles together decide; here a run is only cut free of what is not part of it (titles, nationalities, months, the
//! words that open sentences) and given a hint of what it names.

mod lists;
mod words;

use super::lexicon::Lexicon;
use super::lexicon::roles::Roles;
use super::lexicon::vocabulary::Numbered;
use super::tokens::Tokens;
use super::{Name, NameHint};
use crate::content::body::TextId;
use crate::span::ByteSpan;
use lists::Role;
use words::{Shape, Word};

pub use lists::NameWords;

/// The names in a text, in order.
#[must_use]
pub fn recognise(id: TextId, text: &Numbered<'_>, sentences: &[ByteSpan]) -> Vec<Name> {
    let Numbered { tokens, lexicon, .. } = *text;
    if !lexicon.names.is_described() {
        return Vec::new();
    }
    let words = words::of(tokens, &lexicon.names);
    if is_headline(&words, tokens.text()) || is_shouted(&words, text) {
        return Vec::new();
    }
    let roles = lexicon.names.index.of(text);
    let mut scan = Scan { text: id, tokens, roles, lexicon, words: &words, found: Vec::new() };
    for sentence in sentences {
        let first = words.partition_point(|word| word.span.start() < sentence.start());
        let after = words.partition_point(|word| word.span.end() <= sentence.end());
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

/// Whether a line is all in capitals, the small words too: "RETURN TO WORK". At either end a small word may be an acronym ("NATO, WHO").
fn is_shouted(words: &[Word], text: &Numbered<'_>) -> bool {
    let [_, inner @ .., _] = words else { return false };
    let is_small = |word: &Word| {
        let letters = text.tokens.lower(word.first);
        let is_plain = word.after == word.first + 1 && word.shape != Shape::Initial;
        is_plain && text.lexicon.text.stops.contains(letters) && !text.lexicon.names.places.contains(letters)
    };
    !text.tokens.text().contains(char::is_lowercase) && inner.iter().any(is_small)
}

/// The most words of a title in the lexicon.
const LONGEST_TITLE: usize = 3;

/// The most lower-case words between two parts of one name ("de los", "of the").
const MOST_JOINTS: usize = 2;

/// Joins parts of a body's name.
const AMPERSAND: Shape = Shape::Mark('&');

struct Scan<'a> {
    text: TextId,
    tokens: &'a Tokens<'a>,
    /// What each token is.
    roles: Roles<'a>,
    lexicon: &'a Lexicon,
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
        let is_joint = || {
            self.is_ampersand(start, at, after, has_organization)
                || self.is_collective(at)
                || self.is_listing(start, at, after)
        };
        if at + 1 < after && is_joint() {
            return 1;
        }
        (1..=MOST_JOINTS).find(is_joined).unwrap_or(0)
    }

    fn are_joints(&self, at: usize, count: usize, has_organization: bool) -> bool {
        let is_lower = (at..at + count).all(|index| self.words[index].shape == Shape::Lower);
        if !is_lower {
            return false;
        }
        let is_headed = self.is_organization(at - 1) || (has_organization && self.is(at, Role::Genitive));
        let is_connected = is_headed && self.is(at, Role::Connector);
        let is_article = |index: usize| self.is(index, Role::Article);
        let are_particles = (at..at + count).all(|index| self.is(index, Role::Particle));
        are_particles || is_connected && (at + 1..at + count).all(is_article) || self.is_secretary_of_state(at)
    }

    /// Whether an ampersand at `at` joins what stands from `start` on to the rest of a body's name: "AT&T", "Cable & Wireless". With
    /// spaces it stands between people as well, whose names have two words or a title, and between offices: "President & CEO".
    fn is_ampersand(&self, start: usize, at: usize, after: usize, has_organization: bool) -> bool {
        if self.words[at].shape != AMPERSAND || !self.words[at + 1].is_nominal() {
            return false;
        }
        let is_office = |at: usize| self.is(at, Role::Title) || self.is(at, Role::NoName);
        let are_offices = is_office(at - 1) && is_office(at + 1);
        let rest = (at + 1..after).take_while(|&index| self.words[index].is_nominal());
        let is_body = || has_organization || rest.clone().any(|index| self.is_organization(index));
        self.is_glued(at) || !are_offices && (at == start + 1 && !self.title_before(start) || is_body())
    }

    /// Whether no space stands around the mark at `at`.
    fn is_glued(&self, at: usize) -> bool {
        let mark = self.words[at].span;
        self.words[at - 1].span.end() == mark.start() && mark.end() == self.words[at + 1].span.start()
    }

    /// Whether an ampersand stands beside the word at `at`, within a run from `start` to `end`.
    fn is_beside_ampersand(&self, at: usize, start: usize, end: usize) -> bool {
        let is_mark = |index: usize| (start..end).contains(&index) && self.words[index].shape == AMPERSAND;
        is_mark(at + 1) || at > 0 && is_mark(at - 1)
    }

    /// Whether the possessive at `at` is part of a body's name: "People's Assembly".
    fn is_collective(&self, at: usize) -> bool {
        let is_possessive = match self.words[at].shape {
            Shape::Break => !self.is_number(at),
            Shape::Mark(mark) => words::is_apostrophe(mark),
            _ => false,
        };
        is_possessive && self.words[at + 1].is_nominal() && self.is(at - 1, Role::Collective)
    }

    /// Whether the conjunction at `at` stands within a body's name: "the Food and Water Organization". An acronym, a place or
    /// a body before it is a name of its own.
    fn is_listing(&self, start: usize, at: usize, after: usize) -> bool {
        if !self.is(at, Role::Conjunction) || at != start + 1 || start == 0 {
            return false;
        }
        let is_common = self.words[start].shape == Shape::Capital
            && !self.is_organization(start)
            && !self.is_demonym(start)
            && !self.is(start, Role::Place);
        let last = (at + 1..after).take_while(|&index| self.words[index].is_nominal()).last();
        let is_headed = last.is_some_and(|last| last > at + 1 && self.is_organization(last));
        is_common && self.is(start - 1, Role::Article) && !self.is_demonym(at + 1) && is_headed
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
            let is_part = self.is_beside_ampersand(at, start, end);
            let title = if is_part { 0 } else { self.title_length(at, end) };
            let is_separator = !is_part && self.is_separator(at, piece, sentence);
            let skipped = if title > 0 { title } else { usize::from(is_separator) };
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
            && self.is(at - 1, Role::Article)
            && at > 1
            && self.is(at - 2, Role::Connector);
        let fits =
            |length: &usize| at + length <= end && self.lexicon.names.titles.contains(&*self.phrase(at, *length));
        if is_inside || !self.opens_phrase(at, Role::TitleHead) {
            0
        } else {
            (1..=LONGEST_TITLE).rev().find(fits).unwrap_or(0)
        }
    }

    /// Whether the word before a run is a title: in lower case ("opposition leader"), or abbreviated ("Mr.").
    fn title_before(&self, start: usize) -> bool {
        let is_stop = |at: &usize| self.words[*at].shape == Shape::Mark('.');
        let before = start.checked_sub(1).and_then(|at| if is_stop(&at) { at.checked_sub(1) } else { Some(at) });
        before.is_some_and(|at| {
            let is_abbreviated = at + 1 < start;
            let is_known = !is_abbreviated || self.lexicon.text.abbreviations.iter().any(|word| word == self.key(at));
            is_known && self.is(at, Role::Title)
        })
    }

    /// Whether the word at `at` can be part of no name: an article, a day, a month, a word that opens the sentence.
    fn is_separator(&self, at: usize, piece: usize, sentence: usize) -> bool {
        let is = |role| self.is(at, role);
        let is_opener = || at == piece && (self.opens(at, sentence) || self.is_bracketed(at));
        self.words[at].is_nominal()
            && (is(Role::Article)
                || is(Role::NoName)
                || is(Role::NumberSign) && self.is_numbered(at)
                || is(Role::Weekday)
                || is(Role::Month) && (at == piece || self.is_number(at + 1))
                || is(Role::Common) && is_opener())
    }

    /// Whether a bracket opens before the word at `at`, which is no acronym: "(But) it is late".
    fn is_bracketed(&self, at: usize) -> bool {
        self.words[at].shape == Shape::Capital && at > 0 && self.words[at - 1].shape == Shape::Mark('(')
    }

    /// Whether a number follows the word at `at`, with a full stop between them or without.
    fn is_numbered(&self, at: usize) -> bool {
        let is_stop = self.words.get(at + 1).is_some_and(|word| word.shape == Shape::Mark('.'));
        self.is_number(if is_stop { at + 2 } else { at + 1 })
    }

    fn is_number(&self, at: usize) -> bool {
        self.words
            .get(at)
            .is_some_and(|word| word.span.of_text(self.tokens.text()).starts_with(|first: char| first.is_ascii_digit()))
    }

    /// Whether the word at `at` may owe its capital to its place: at the head of a sentence or a quotation, after a dash or colon.
    fn opens(&self, at: usize, sentence: usize) -> bool {
        let opening = |index: usize, mark: char| {
            !matches!(mark, ',' | '/' | '&' | '.' | '(' | '[') && !self.closes_quotation(index, mark)
        };
        let is_mark = |index: usize| matches!(self.words[index].shape, Shape::Mark(mark) if index == sentence || opening(index, mark));
        at == sentence || is_mark(at - 1)
    }

    /// Whether the mark at `at` is a quotation mark with white space after it. French sets one after an opening mark too.
    fn closes_quotation(&self, at: usize, mark: char) -> bool {
        let next = self.words.get(at + 1).map_or(usize::MAX, |word| word.span.start());
        matches!(mark, '"' | '”' | '“' | '’' | '»') && next > self.words[at].span.end()
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
        if first == last && self.is_organization(first) && self.is_of_title(first) {
            return;
        }
        let has_ampersand = (first..last).any(|at| self.words[at].shape == AMPERSAND);
        if has_ampersand && self.lexicon.names.no_names.contains(&self.phrase(first, last + 1 - first).replace(' ', ""))
        {
            return;
        }
        let hint = self.hint(first, last, is_titled && first == start);
        let opens_sentence = self.words[first].shape != Shape::Acronym && self.opens(first, sentence);
        let is_ordinary = first == last && self.is_ordinary(first);
        self.found.push(Name { text: self.text, span, opens_sentence, is_ordinary, hint });
    }

    /// Whether the word at `at` only says of what somebody holds an office: "Commissioner of Police".
    fn is_of_title(&self, at: usize) -> bool {
        at > 1 && self.is(at - 1, Role::Connector) && self.is(at - 2, Role::Title)
    }

    fn hint(&self, first: usize, last: usize, is_titled: bool) -> NameHint {
        let before = |role| first > 0 && self.words[first - 1].shape == Shape::Lower && self.is(first - 1, role);
        let names_body = |at: usize| self.is_organization(at) || self.words[at].shape == AMPERSAND;
        let is_acronym = self.words[first].shape == Shape::Acronym && (first == last || self.is_of_body(first, last));
        if self.is_place(first, last) {
            NameHint::Place
        } else if is_titled {
            NameHint::Person
        } else if is_acronym || (first..=last).any(names_body) || before(Role::Organization) {
            NameHint::Organization
        } else if before(Role::PlacePreposition) || last > first && self.is_place_noun(last) {
            NameHint::Place
        } else if self.heads_title(last) {
            NameHint::Organization
        } else if self.speaks(last) && !(first == last && self.is_ordinary(first)) {
            NameHint::Person
        } else {
            NameHint::None
        }
    }

    /// Whether the acronym at `first` heads a name whose other words are no acronyms: "BBC Mundo". A person's initials are two.
    fn is_of_body(&self, first: usize, last: usize) -> bool {
        const MOST_INITIALS: usize = 2;
        let letters = self.tokens.written(self.words[first].first).chars().count();
        letters > MOST_INITIALS && (first + 1..=last).any(|at| self.words[at].shape == Shape::Capital)
    }

    /// Whether a title and a name follow the word at `last`: "Lakes League chief Ann Lee".
    fn heads_title(&self, last: usize) -> bool {
        let is_title = |at: usize| self.words[at].shape == Shape::Lower && self.is(at, Role::Title);
        last + 2 < self.words.len() && is_title(last + 1) && self.words[last + 2].shape == Shape::Capital
    }

    fn speaks(&self, last: usize) -> bool {
        last + 1 < self.words.len() && self.is(last + 1, Role::Saying)
    }

    /// Whether the words from `first` to `last` are a place that everybody knows.
    fn is_place(&self, first: usize, last: usize) -> bool {
        let places = &self.lexicon.names.places;
        self.opens_phrase(first, Role::PlaceHead)
            && places.contains(self.phrase(first, last + 1 - first).trim_end_matches('.'))
    }

    fn is_organization(&self, at: usize) -> bool {
        self.words[at].is_nominal() && self.is(at, Role::Organization)
    }

    fn is_place_noun(&self, at: usize) -> bool {
        self.words[at].shape == Shape::Capital && self.is(at, Role::PlaceNoun)
    }

    /// Whether the word at `at` is of a nation or a faith, or of several: "Sino-British".
    fn is_demonym(&self, at: usize) -> bool {
        let word = &self.words[at];
        let is_of_name = word.after > word.first + 1 && self.roles.is(word.first, Role::Particle);
        word.shape == Shape::Capital && self.roles.is(word.after - 1, Role::Demonym) && !is_of_name
    }

    fn is_ordinary(&self, at: usize) -> bool {
        self.words[at].shape == Shape::Capital && self.is(at, Role::Ordinary)
    }

    /// Whether the word at `at`, where one token holds it, is in a list of that kind.
    fn is(&self, at: usize, role: Role) -> bool {
        let word = &self.words[at];
        word.after == word.first + 1 && self.roles.is(word.first, role)
    }

    /// Whether a phrase of a list may begin with the word at `at`.
    fn opens_phrase(&self, at: usize, role: Role) -> bool {
        self.words.get(at).is_some_and(|word| self.roles.is(word.first, role))
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
