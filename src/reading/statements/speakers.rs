//! The words that name who speaks: the subject of a verb of saying, before it ("Maduro said") or after it ("said the
//! minister"), the agent of a passive ("was called a lie by Maduro"), or whoever follows "according to".

use super::Role;
use super::passage::{Cue, CueKind, Passage};
use crate::reading::lexicon::figures;
use crate::reading::mark::Speaker;
use crate::reading::tokens::TokenKind;
use crate::span::ByteSpan;

/// The most tokens of the words for a speaker; more are no subject but half a sentence.
const LONGEST: usize = 24;

/// The most tokens between the commas or brackets around an insertion ("Maduro, the president, said").
const LONGEST_INSERTION: usize = 12;

/// Who speaks by a cue.
pub(super) fn of(passage: &Passage<'_>, cue: &Cue) -> Speaker {
    let words = match cue.kind {
        CueKind::According => following(passage, cue.after),
        _ if is_passive(passage, cue.first) => agent_of_passive(passage, cue.after),
        _ if is_inverted(passage, cue) => following(passage, cue.after),
        _ if passage.is(cue.first, Role::Participle) => of_participle(passage, cue.first),
        _ => preceding(passage, cue.first),
    };
    let span = words.map(|(first, after)| passage.bytes(first, after)).filter(|span| !span.is_empty());
    span.map_or(Speaker::Unknown, |span| named(passage, span))
}

fn named(passage: &Passage<'_>, span: ByteSpan) -> Speaker {
    let name = span.of_text(passage.tokens.text());
    if passage.words.pronouns.speaker.contains(&*name.to_lowercase()) {
        return Speaker::Unknown;
    }
    Speaker::Named { name: name.to_owned(), span }
}

/// Whether the auxiliaries of the verb at `verb` make it a passive, whose subject is spoken of and does not speak.
fn is_passive(passage: &Passage<'_>, verb: usize) -> bool {
    let verbal = auxiliaries(passage, verb)..verb;
    let is_reflexive = verbal.clone().any(|at| passage.is(at, Role::Reflexive));
    !passage.is(verb, Role::Participle) && !is_reflexive && verbal.into_iter().any(|at| forms_passive(passage, at))
}

fn forms_passive(passage: &Passage<'_>, at: usize) -> bool {
    passage.lexicon.figure_word(passage.tokens.lower(at)).is(figures::Role::Passive)
}

/// The first of the auxiliaries and pronouns that stand right before the verb at `verb`; the verb where there are none.
fn auxiliaries(passage: &Passage<'_>, verb: usize) -> usize {
    let is_verbal =
        |at: usize| passage.is(at, Role::Auxiliary) || passage.is(at, Role::Reflexive) || forms_passive(passage, at);
    let is_elision = |at: usize| at > passage.first && is_elided(passage, at) && is_verbal(at - 1);
    let before = (passage.first..verb).rev().take_while(|&at| !passage.is_quoted(at));
    before.take_while(|&at| is_verbal(at) || is_elision(at)).last().unwrap_or(verb)
}

/// Whether the token at `at` is the apostrophe of an elision: "s’est".
fn is_elided(passage: &Passage<'_>, at: usize) -> bool {
    passage.is_mark(at, &['\'', '’']) && passage.tokens.glued(at) && passage.tokens.glued(at + 1)
}

/// Who speaks by the passive that ends before `after`: "was called a lie by Maduro".
fn agent_of_passive(passage: &Passage<'_>, after: usize) -> Option<(usize, usize)> {
    let is_agent = |at: usize| passage.lexicon.figure_word(passage.tokens.lower(at)).is(figures::Role::Agent);
    let mut clause = (after..passage.after).take_while(|&at| passage.is_quoted(at) || !is_border(passage, at));
    let agent = clause.find(|&at| !passage.is_quoted(at) && is_agent(at))?;
    following(passage, agent + 1)
}

/// Whether the subject follows the verb: the verb, with its auxiliaries, comes straight after quoted words, or after a comma
/// and before a capital, and neither is that a verb whose object is who is told, nor does the comma close an insertion.
pub(super) fn is_inverted(passage: &Passage<'_>, cue: &Cue) -> bool {
    let before = auxiliaries(passage, cue.first).checked_sub(1).filter(|&before| before >= passage.first);
    let Some(before) = before else { return false };
    let is_comma = passage.is_mark(before, &[',']);
    let is_after_quotation =
        passage.is_quoted(before) || is_comma && before > passage.first && passage.is_quoted(before - 1);
    let is_capital = passage.tokens.get(cue.after).is_some_and(|token| token.capitalised);
    let is_free = cue.after < passage.after && !ends_subject(passage, cue.after);
    let is_after_clause = is_comma && is_capital && !closes_apposition(passage, before);
    is_free && !passage.is(cue.first, Role::Addressing) && (is_after_quotation || is_after_clause)
}

/// Whether the comma at `comma` closes an apposition to a name: "Ann Lee, director of the bank, announced". One word that opens
/// the sentence is no name for sure ("Yesterday, prices rose, said Lee"), and a name after a preposition is no subject.
fn closes_apposition(passage: &Passage<'_>, comma: usize) -> bool {
    let is_name = |at: &usize| passage.tokens.get(*at).is_some_and(|token| token.capitalised);
    before_insertion(passage, comma + 1).is_some_and(|name_end| {
        let first = name_end - (passage.first..name_end).rev().take_while(is_name).count();
        let opens = first == passage.first;
        let is_subject = !passage.is(if opens { first } else { first - 1 }, Role::NotClause);
        is_subject && name_end - first > usize::from(opens)
    })
}

/// The words from `first` on, up to punctuation or a word that ends them.
fn following(passage: &Passage<'_>, first: usize) -> Option<(usize, usize)> {
    let after = (first..passage.after).find(|&at| ends_subject(passage, at)).unwrap_or(passage.after);
    (first < after && after - first <= LONGEST).then_some((first, after))
}

fn ends_subject(passage: &Passage<'_>, at: usize) -> bool {
    is_border(passage, at) || passage.is(at, Role::ClauseEnd)
}

/// "Capriles cheered, calling it …": the subject of the verb of saying before the participle at `participle`.
fn of_participle(passage: &Passage<'_>, participle: usize) -> Option<(usize, usize)> {
    let lowest = passage.first.max(participle.saturating_sub(LONGEST));
    let is_finite = |at: usize| passage.is_verb(at) && !passage.is(at, Role::Participle);
    let verb = (lowest..participle).rev().find(|&at| is_finite(at) && !passage.is_quoted(at))?;
    preceding(passage, verb)
}

/// The words that end before the verb at `verb`.
fn preceding(passage: &Passage<'_>, verb: usize) -> Option<(usize, usize)> {
    let after = auxiliaries(passage, verb);
    let after = before_relative(passage, after).or_else(|| before_insertion(passage, after)).unwrap_or(after);
    let after = before_age(passage, after).unwrap_or(after);
    let lowest = passage.first.max(after.saturating_sub(LONGEST + 1));
    let first = (lowest..after).rev().find(|&at| starts_after(passage, at)).map_or(passage.first, |at| at + 1);
    let first = without_adverbial(passage, first, after);
    (first < after && after - first <= LONGEST).then_some((first, after))
}

/// "Bachelet, who said": the end of "Bachelet".
fn before_relative(passage: &Passage<'_>, after: usize) -> Option<usize> {
    let relative = after.checked_sub(1).filter(|&at| at > passage.first)?;
    let is_relative = passage.is(relative, Role::Relative);
    is_relative.then(|| if passage.is_mark(relative - 1, &[',']) { relative - 1 } else { relative })
}

/// "Maduro, the president, said", "the council (CNE) said": the end of "Maduro", of "the council".
fn before_insertion(passage: &Passage<'_>, after: usize) -> Option<usize> {
    let closing = after.checked_sub(1).filter(|&at| at > passage.first)?;
    let opening = match () {
        () if passage.is_mark(closing, &[',']) => ',',
        () if passage.is_mark(closing, &[')']) => '(',
        () => return None,
    };
    let lowest = passage.first.max(closing.saturating_sub(LONGEST_INSERTION));
    let border = (lowest..closing).rev().find(|&at| is_border(passage, at));
    border.filter(|&at| passage.is_mark(at, &[opening]) && at > passage.first)
}

/// "Ana Ruiz, 43, who came late, said": the end of "Ana Ruiz", where what ends before `after` is a number alone.
fn before_age(passage: &Passage<'_>, after: usize) -> Option<usize> {
    let age = after.checked_sub(1).filter(|&at| at > passage.first + 1)?;
    let is_number = passage.tokens.get(age).is_some_and(|token| token.kind == TokenKind::Digits);
    (is_number && passage.is_mark(age - 1, &[','])).then_some(age - 1)
}

fn starts_after(passage: &Passage<'_>, at: usize) -> bool {
    is_border(passage, at) || passage.is(at, Role::ClauseStart)
}

/// Words before a subject that are no part of it: before a pronoun all ("After the meeting he said"), and where a preposition
/// opens them, all but the name at the end ("On Friday Maduro said").
fn without_adverbial(passage: &Passage<'_>, first: usize, after: usize) -> usize {
    let names = &passage.lexicon.names;
    if after > first && passage.lexicon.figure_word(passage.tokens.lower(after - 1)).is(figures::Role::Pronoun) {
        return after - 1;
    }
    if !passage.is(first, Role::NotClause) {
        return first;
    }
    let is_named = |at: &usize| {
        passage.tokens.get(*at).is_some_and(|token| token.capitalised)
            && !names.weekdays.contains(passage.tokens.lower(*at))
    };
    let count = (first..after).rev().take_while(is_named).count();
    after - count
}

/// Whether the token at `at` is punctuation that no subject runs across: neither a hyphen nor an apostrophe in a word, nor the
/// full stop of an abbreviation.
fn is_border(passage: &Passage<'_>, at: usize) -> bool {
    let is_joined = passage.tokens.glued(at) && passage.tokens.glued(at + 1);
    let is_inner = is_joined && passage.is_mark(at, &['-', '\u{2010}', '\u{2011}', '\'', '’', '.', '&']);
    let is_abbreviation =
        passage.is_mark(at, &['.']) && at + 1 < passage.after && at > passage.first && !passage.is_any_mark(at - 1);
    passage.is_any_mark(at) && (passage.is_quoted(at) || !(is_inner || is_abbreviation)) || passage.is_quoted(at)
}
