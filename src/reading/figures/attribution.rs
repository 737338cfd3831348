//! Who gives a figure, apart from the outlet: "according to official figures", "the UN said", ", said the minister".
//!
//! A source covers the figures of its own sentence only. One whose verb the figure follows ("the council announced 67%") comes
//! before any other. Where a sentence has several clauses ("police said …, while the opposition said …") the source in
//! the clause of the figure comes next; two that are left make it ambiguous.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Found;
use super::view::View;
use crate::reading::lexicon::figures::Role;
use crate::reading::mark::{Attribution, Unit};
use crate::reading::tokens::TokenKind;
use crate::span::ByteSpan;

/// The longest name of a source, in tokens.
const MOST_TOKENS: usize = 14;

/// A short form with its two brackets.
const SHORT_FORM_TOKENS: usize = 3;

/// Marks that end the name of a source.
const ENDS: [char; 13] = [',', '.', ';', ':', '"', '“', '”', '(', ')', '—', '–', '`', '_'];
/// Marks that close a quotation.
const QUOTES: [char; 5] = ['"', '”', '’', '\'', '»'];

/// Gives each figure of a sentence its source: the only one of its clause, else the only one of the sentence.
pub(super) fn attribute(view: &View<'_>, found: &mut [Found]) {
    if found.is_empty() {
        return;
    }
    let starts = clause_starts(view);
    let mut of_sentence = Attribution::None;
    let mut of_clauses = vec![Attribution::None; starts.len() + 1];
    let mut of_objects: BTreeMap<usize, Attribution> = BTreeMap::new();
    for Source { name: span, object } in sources(view).into_iter().filter(|source| !names_amount(source.name, found)) {
        let name = span.of_text(view.tokens.text());
        of_sentence = with_source(of_sentence, span, name);
        let own = &mut of_clauses[clause_of(&starts, span.start)];
        *own = with_source(std::mem::take(own), span, name);
        of_objects.extend(object.map(|start| (start, with_source(Attribution::None, span, name))));
    }
    for found in found {
        let own = &of_clauses[clause_of(&starts, found.span.start)];
        let of_clause = if *own == Attribution::None { &of_sentence } else { own };
        found.figure.attribution = of_objects.get(&found.span.start).unwrap_or(of_clause).clone();
    }
}

/// A source that a sentence names.
struct Source {
    /// Its words.
    name: ByteSpan,
    /// The byte at which what it says begins, where that follows the verb.
    object: Option<usize>,
}

/// The attribution `known` once `span`, which reads `name`, is a candidate too.
fn with_source(known: Attribution, span: ByteSpan, name: &str) -> Attribution {
    match known {
        Attribution::None => Attribution::Source { name: name.to_owned(), span },
        Attribution::Source { name: other, span } if other.eq_ignore_ascii_case(name) => {
            Attribution::Source { name: other, span }
        }
        _ => Attribution::Ambiguous,
    }
}

/// Whether an amount stands in the words of a source, which therefore are none; "12 officials" may be a source.
fn names_amount(source: ByteSpan, found: &[Found]) -> bool {
    let first = found.partition_point(|found| found.span.end <= source.start);
    let inside = found[first..].iter().take_while(|found| found.span.start < source.end);
    inside.into_iter().any(|found| found.figure.unit != Unit::People)
}

/// The bytes at which a new clause begins.
fn clause_starts(view: &View<'_>) -> Vec<usize> {
    let starts = (view.first..view.end).filter(|&at| view.is(at, Role::Clause) || view.is_mark(at, &[';']));
    starts.filter_map(|at| view.token(at)).map(|token| token.span.start).collect()
}

/// The number of the clause that `byte` is in.
fn clause_of(starts: &[usize], byte: usize) -> usize {
    starts.partition_point(|&start| start <= byte)
}

/// The sources that a sentence names, in order.
fn sources(view: &View<'_>) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut at = view.first;
    while at < view.end {
        if let Some(tokens) = source_at(view, at).filter(|tokens| !tokens.is_empty()) {
            sources.push(Source { name: view.span(&tokens), object: object_of(view, at) });
            at = at.max(tokens.end - 1);
        }
        at += 1;
    }
    sources
}

/// The byte after the verb of saying at `at`, and after "that" or "the release of".
fn object_of(view: &View<'_>, at: usize) -> Option<usize> {
    let skip = |at: usize, role| if view.is(at, role) { at + 1 } else { at };
    let after = skip(skip(at + 1, Role::That), Role::Definite);
    let is_of = view.happened(after).is_some() && view.is(after + 1, Role::Of);
    let object = if is_of { after + 2 } else { skip(at + 1, Role::That) };
    view.token(object).filter(|_| view.is(at, Role::Says)).map(|token| token.span.start)
}

/// The name of a source that the token at `at` announces.
fn source_at(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    if let Some((start, ())) = view.words.according.at(view.known, at) {
        return Some(start..name_end(view, start));
    }
    if !view.is(at, Role::Says) || (view.is_capitalised(at) && !view.is_headline(at)) {
        return None;
    }
    if is_inverted(view, at) {
        return inverted(view, at + 1);
    }
    subject_before(view, at)
}

/// The end of a name that starts at `start`, with an article or without. What happened, or a number, is no more of it: "volgens
/// de politie stierven 28 …".
fn name_end(view: &View<'_>, start: usize) -> usize {
    let limit = view.end.min(start + MOST_TOKENS);
    let has_article = view.is(start, Role::Definite) || view.is(start, Role::Article);
    let first = if has_article { start + 1 } else { start };
    let tells = |at: usize| at > first && (view.is_digits(at) || view.happened(at).is_some());
    let end = (first..limit).find(|&at| ends_name(view, at) || tells(at)).unwrap_or(limit);
    if end == first { start } else { end }
}

fn ends_name(view: &View<'_>, at: usize) -> bool {
    let is_abbreviation = view.is_mark(at, &['.']) && view.is_glued(at) && view.lower(at.wrapping_sub(1)).len() <= 2;
    (view.is_mark(at, &ENDS) && !is_abbreviation) || view.is(at, Role::EndsSource)
}

/// Whether the speaker follows the verb: `…,” said the minister`.
fn is_inverted(view: &View<'_>, at: usize) -> bool {
    let verbal = (view.first..at).rev().take_while(|&at| view.is(at, Role::Auxiliary)).count();
    let before = at.wrapping_sub(verbal + 1);
    let closes = view.is_mark(before, &QUOTES) || view.is_mark(before, &[',']);
    let names = view.is_capitalised(at + 1) || view.is(at + 1, Role::Article) || view.is(at + 1, Role::Definite);
    closes && names && apposition(view, at).is_none()
}

fn inverted(view: &View<'_>, start: usize) -> Option<Range<usize>> {
    let end = name_end(view, start);
    (end > start).then_some(start..end)
}

/// The name before an apposition between commas: "Ana Ruiz, a lawyer, said".
fn apposition(view: &View<'_>, verb: usize) -> Option<Range<usize>> {
    let close = verb.checked_sub(1).filter(|&at| view.is_mark(at, &[',']))?;
    let open = (close.saturating_sub(MOST_TOKENS)..close).rev().find(|&at| view.is_mark(at, &[',']))?;
    let start = (view.first..open).rev().take(MOST_TOKENS).take_while(|&at| is_name_part(view, at)).last()?;
    Some(start..open)
}

fn is_name_part(view: &View<'_>, at: usize) -> bool {
    view.is_word(at) && view.is_capitalised(at)
}

/// The subject of the verb of saying at `verb`.
fn subject_before(view: &View<'_>, verb: usize) -> Option<Range<usize>> {
    if let Some(name) = apposition(view, verb) {
        return Some(name);
    }
    let verbal = (view.first..verb).rev().find(|&at| !is_verbal(view, at))? + 1;
    let is_passive = (verbal..verb).any(|at| view.is(at, Role::Passive));
    let end = before_short_form(view, verbal).unwrap_or(verbal);
    let start = subject_start(view, end);
    // "data that it said showed a win": an aside inside a clause speaks for that clause only.
    let is_aside = view.is(end - 1, Role::Pronoun) && view.is(start.wrapping_sub(1), Role::EndsSource);
    let has_verb = view.is(start.wrapping_sub(1), Role::Auxiliary);
    let fits = start < end && !is_passive && !is_aside && !has_verb && is_subject(view, start..end);
    fits.then_some(start..end)
}

/// Where a short form in brackets opens that ends before `end`: "the High Electoral Council (HEC)".
fn before_short_form(view: &View<'_>, end: usize) -> Option<usize> {
    let open = end.checked_sub(SHORT_FORM_TOKENS).filter(|&open| open > view.first)?;
    (view.is_mark(open, &['(']) && view.is_capitalised(open + 1) && view.is_mark(end - 1, &[')'])).then_some(open)
}

/// Whether the word belongs to the verb: "has said", "also said".
fn is_verbal(view: &View<'_>, at: usize) -> bool {
    (view.is(at, Role::Auxiliary) || view.is(at, Role::Adverb)) && view.is_word(at)
}

fn subject_start(view: &View<'_>, end: usize) -> usize {
    let first = end.saturating_sub(MOST_TOKENS).max(view.first);
    (first..end).rev().find(|&at| breaks_subject(view, at)).map_or(first, |at| at + 1)
}

fn breaks_subject(view: &View<'_>, at: usize) -> bool {
    let is_abbreviation = view.is_mark(at, &['.']) && view.is_glued(at);
    let is_mark = matches!(view.kind(at), Some(TokenKind::Mark(mark)) if ENDS.contains(&mark)) && !is_abbreviation;
    is_mark
        || view.is(at, Role::Clause)
        || view.is(at, Role::BreaksSubject)
        || view.is(at, Role::Says)
        || view.is(at, Role::Auxiliary)
        || is_time(view, at)
}

/// Whether the word closes a phrase of time before a subject: "On Sunday the ministry said".
fn is_time(view: &View<'_>, at: usize) -> bool {
    let names_time = view.is_weekday(at) || view.is_month(at);
    names_time && view.is(at.wrapping_sub(1), Role::Stop)
}

/// Whether these words can be a subject: they end in a noun, a name or a pronoun, never in a preposition.
fn is_subject(view: &View<'_>, tokens: Range<usize>) -> bool {
    let last = tokens.end - 1;
    let is_pronoun = tokens.len() == 1 && view.is(last, Role::Pronoun);
    let starts_well = view.is(tokens.start, Role::Definite)
        || view.is(tokens.start, Role::Article)
        || !view.is(tokens.start, Role::Stop)
        || is_pronoun;
    let ends_well = view.is_word(last) && (is_pronoun || !view.is(last, Role::Stop));
    starts_well && ends_well
}
