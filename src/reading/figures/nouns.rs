//! What a number counts: the noun phrase after it, and what happened to the counted.
//!
//! The counted thing is given as `HEAD [PARTICIPLE] [PARTICIPLE]`: the phrase as written, in lower case, then the
//! participles that stand for what happened, first that of the words after the noun, then that of a verb before the
//! number. "103 people imprisoned", "imprisoned 103 people" and "103 people were imprisoned" all give
//! `people imprisoned`; "freed 103 people imprisoned last year" gives `people imprisoned freed`; "220 injured" gives
//! `injured`; "killing two" gives `killed`.

use std::ops::Range;

use super::view::View;
use crate::reading::lexicon::figures::Role;

/// The longest noun phrase, in words.
const MOST_WORDS: usize = 6;
/// The shortest word whose ending tells a plural; "gas", "bus" and "yes" are shorter.
const SHORTEST_PLURAL: usize = 4;
/// Auxiliaries and adverbs between a noun and its participle.
const MOST_BETWEEN: usize = 8;

/// What follows a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Counted {
    /// The tokens of the head phrase; empty where there is none.
    pub(super) head: Range<usize>,
    /// The token after all that belongs to the figure.
    pub(super) end: usize,
    /// The participle for what happened.
    pub(super) predicate: Option<String>,
    /// Whether the head itself says what happened: "dead", "injured".
    pub(super) is_state: bool,
    /// Whether human beings are counted.
    pub(super) is_people: bool,
    /// Whether "more" or "of them" follows the number, so that the noun stands before.
    pub(super) refers_back: bool,
}

impl Counted {
    pub(super) fn has_head(&self) -> bool {
        !self.head.is_empty()
    }

    /// The counted thing in words.
    pub(super) fn text(&self, view: &View<'_>) -> Option<String> {
        let head = self.has_head().then(|| view.phrase(self.head.clone()));
        match (head, self.predicate.clone()) {
            (Some(head), Some(predicate)) if head != predicate => Some(format!("{head} {predicate}")),
            (head, predicate) => head.or(predicate),
        }
    }
}

/// Reads what is counted by a number that ends before token `end` and starts, with its bounds, at `start`.
pub(super) fn counted(view: &View<'_>, start: usize, end: usize, takes_of: bool, is_one: bool) -> Counted {
    let is_more = view.is(end, Role::More);
    let after_more = if is_more { end + 1 } else { end };
    let (head_at, joined) = after_of(view, after_more);
    let head = head_phrase(view, head_at, is_one).unwrap_or(after_more..after_more);
    let belongs = !joined || takes_of;
    let figure_end = if !head.is_empty() && belongs { head.end } else { after_more };
    let after = if head.is_empty() { after_more } else { head.end };
    let predicates = [predicate_after(view, after), predicate_before(view, start)];
    let is_people = if head.is_empty() { predicates != [None, None] } else { names_people(view, &head) };
    let refers_back = is_more || (joined && head.is_empty() && view.is(head_at, Role::Back));
    let is_state = !head.is_empty() && view.happened(head.end - 1).is_some();
    Counted { head, end: figure_end, is_state, predicate: joined_predicates(predicates), is_people, refers_back }
}

fn joined_predicates(predicates: [Option<&str>; 2]) -> Option<String> {
    match predicates {
        [Some(after), Some(before)] if after != before => Some(format!("{after} {before}")),
        [after, before] => after.or(before).map(str::to_owned),
    }
}

/// Past "of" and the article after it: "dozens of the agents", "three of its commanders".
fn after_of(view: &View<'_>, at: usize) -> (usize, bool) {
    view.past(at, Role::Of).map_or((at, false), |of| (view.skip(of, Role::Definite), true))
}

/// The head phrase that starts at token `at`: up to its first plural noun, or to a word that tells what happened.
fn head_phrase(view: &View<'_>, at: usize, is_one: bool) -> Option<Range<usize>> {
    if view.words.nouns.adjectives_follow {
        return head_before_adjectives(view, at, is_one);
    }
    let mut next = at;
    for _ in 0..MOST_WORDS {
        if view.is_tie(next) {
            next += 1;
        }
        if !view.is_word(next) || is_outside(view, next) {
            return None;
        }
        if is_initial(view, next) {
            next += 2;
            continue;
        }
        if is_head(view, next, is_one) && !continues(view, next) {
            return Some(at..next + 1);
        }
        next += 1;
    }
    None
}

/// Adjectives on one side of a noun.
const MOST_ADJECTIVES: usize = 2;

/// The head phrase where adjectives follow their noun: "dos nuevos casos confirmados". What happened to the counted
/// ("personas heridas") is no part of it.
fn head_before_adjectives(view: &View<'_>, at: usize, is_one: bool) -> Option<Range<usize>> {
    let before = (at..at + MOST_ADJECTIVES).take_while(|&at| view.is(at, Role::Adjective)).count();
    let noun = at + before;
    let is_noun = || is_head(view, noun, is_one) || is_shouted(view, noun) || view.is_capitalised(noun);
    if !view.is_word(noun) || is_outside(view, noun) || !is_noun() {
        return None;
    }
    let is_adjective = |at: &usize| {
        let is_small = view.is_word(*at) && !view.is_capitalised(*at) && !view.is_glued(*at);
        is_small
            && !is_outside(view, *at)
            && view.happened(*at).is_none()
            && !is_between(view, *at)
            && is_plural(view, *at)
    };
    let after = (noun + 1..=noun + MOST_ADJECTIVES).take_while(is_adjective).count();
    Some(at..noun + 1 + after)
}

/// Whether the word at `at` can be in no noun phrase after a number.
fn is_outside(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let says = word.is(Role::Says) && !is_noun(view, at) && !view.is_capitalised(at);
    (word.is(Role::Stop) && !is_shouted(view, at)) || word.number.is_some() || says
}

/// "US" is a name where "us" is a pronoun.
fn is_shouted(view: &View<'_>, at: usize) -> bool {
    let written = view.tokens.written(at);
    written.len() > 1 && written.chars().all(char::is_uppercase) && !view.is_headline(at)
}

/// A letter with a full stop, as in "U.S.".
fn is_initial(view: &View<'_>, at: usize) -> bool {
    view.lower(at).len() == 1 && view.is_mark(at + 1, &['.']) && view.is_glued(at + 1)
}

fn is_head(view: &View<'_>, at: usize, is_one: bool) -> bool {
    let word = view.word(at);
    if is_one {
        return word.is(Role::Person) || view.happened(at).is_some() || is_last_of_phrase(view, at);
    }
    word.is(Role::Invariable) || view.happened(at).is_some() || is_noun(view, at)
}

/// Whether the noun phrase must end with the word at `at`: a preposition, a verb or punctuation follows.
fn is_last_of_phrase(view: &View<'_>, at: usize) -> bool {
    !view.is_word(at + 1) && !view.is_tie(at + 1) || is_outside(view, at + 1)
}

/// Whether the word has the form of a plural noun.
fn is_noun(view: &View<'_>, at: usize) -> bool {
    let nouns = &view.words.nouns;
    if nouns.capital {
        return view.is_capitalised(at) && !view.is(at, Role::NotHead);
    }
    let is_named = is_demonym(view, at) || ends_with_any(view.lower(at), &nouns.people_endings);
    (is_plural(view, at) || is_named) && !view.is(at, Role::NotHead)
}

/// Whether the word ends like a plural.
fn is_plural(view: &View<'_>, at: usize) -> bool {
    let (lower, nouns) = (view.lower(at), &view.words.nouns);
    lower.len() >= SHORTEST_PLURAL
        && ends_with_any(lower, &nouns.plural_endings)
        && !ends_with_any(lower, &nouns.singular_endings)
}

fn is_demonym(view: &View<'_>, at: usize) -> bool {
    view.is_capitalised(at) && ends_with_any(view.lower(at), &view.words.nouns.demonym_endings)
}

fn ends_with_any(lower: &str, endings: &[String]) -> bool {
    endings.iter().any(|ending| lower.ends_with(ending.as_str()))
}

/// Whether the noun or participle at `at` only qualifies the one after it: "police officers", "injured soldiers".
fn continues(view: &View<'_>, at: usize) -> bool {
    let next = if view.is_tie(at + 1) { at + 2 } else { at + 1 };
    if !view.is_word(next) || view.is(next, Role::Stop) || view.is(next, Role::Adverb) {
        return false;
    }
    if !view.words.nouns.open_compounds && view.happened(at).is_none() {
        return false;
    }
    let is_person = view.is(next, Role::Person) || (is_noun(view, next) && !view.is(next, Role::Says));
    let qualifies = view.happened(at).is_some() || view.is(at, Role::Person) || view.is_capitalised(at);
    is_person && qualifies && view.happened(next).is_none() || is_qualified_noun(view, at, next)
}

/// "injured opposition supporters": a participle before an adjective and a noun.
fn is_qualified_noun(view: &View<'_>, at: usize, next: usize) -> bool {
    let after = next + 1;
    view.happened(at).is_some()
        && !view.is(at, Role::Person)
        && view.is_word(after)
        && view.happened(next).is_none()
        && !view.is(after, Role::Stop)
        && is_noun(view, after)
}

fn names_people(view: &View<'_>, head: &Range<usize>) -> bool {
    let names = |at: usize| {
        view.is(at, Role::Person)
            || view.happened(at).is_some()
            || is_demonym(view, at)
            || ends_with_any(view.lower(at), &view.words.nouns.people_endings)
    };
    if view.words.nouns.adjectives_follow { head.clone().any(names) } else { names(head.end - 1) }
}

/// What happened, in words after the noun: "people jailed", "people have been killed".
fn predicate_after<'a>(view: &View<'a>, at: usize) -> Option<&'a str> {
    let between = (at..view.end.min(at + MOST_BETWEEN)).take_while(|&at| is_between(view, at)).count();
    let participle = view.happened(at + between)?;
    let is_active = between == 0 && takes_object(view, at + 1);
    (!is_active).then_some(participle)
}

fn is_between(view: &View<'_>, at: usize) -> bool {
    view.is_word(at) && (view.is(at, Role::Auxiliary) || view.is(at, Role::Adverb)) && view.happened(at).is_none()
}

/// Whether an object follows a verb: "gunmen killed 30 civilians".
fn takes_object(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    view.is_digits(at)
        || word.number.is_some()
        || word.is(Role::Article)
        || word.is(Role::Definite)
        || word.is(Role::Person)
        || (view.is_word(at) && view.is_capitalised(at) && !view.is_headline(at))
}

/// What happened, in a verb before the number: "killing two", "the release of 13 people", "expelled another five".
fn predicate_before<'a>(view: &View<'a>, start: usize) -> Option<&'a str> {
    let links = [Role::Of, Role::Definite, Role::More, Role::ObjectMark];
    let is_link = |at: usize| links.into_iter().any(|role| view.is(at, role));
    let before = start.checked_sub(1)?;
    let verb = if is_link(before) { before.checked_sub(1)? } else { before };
    view.happened(verb)
}

/// How far before a number the noun of its count is looked for, in tokens.
const TOLL_REACH: usize = 10;

/// What a toll that is announced before the number counts: "the death toll rose to 28".
pub(super) fn toll_before<'a>(view: &View<'a>, start: usize) -> Option<&'a str> {
    let first = start.saturating_sub(TOLL_REACH).max(view.first);
    (first..start).rev().find_map(|at| view.words.tolls.at(view.known, at)).map(|(_, noun)| noun.as_str())
}

/// The noun of a share or an amount, which stands after "of": "52% of the vote". Its words stay outside the figure.
pub(super) fn noun_of_share(view: &View<'_>, end: usize) -> Option<String> {
    const MOST: usize = 4;
    let of = view.past(end, Role::Of)?;
    let first = view.past(of, Role::Definite).or_else(|| view.past(of, Role::Article)).unwrap_or(of);
    let words =
        (first..view.end.min(first + MOST)).take_while(|&at| view.is_word(at) && !view.is(at, Role::Stop)).count();
    (words > 0).then(|| view.phrase(first..first + words))
}
