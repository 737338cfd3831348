//! Who gives a figure, apart from the outlet: "according to official figures", "the UN said", ", said the minister".
//!
//! A source covers the figures of its own sentence only. Where a sentence has several clauses ("police said …, while the
//! opposition said …") the source in the clause of the figure comes first; two that are left make it ambiguous.

use std::ops::Range;

use super::Found;
use super::view::View;
use crate::reading::lexicon::figures::Role;
use crate::reading::mark::Attribution;
use crate::reading::tokens::TokenKind;
use crate::span::ByteSpan;

/// The longest name of a source, in tokens.
const MOST_TOKENS: usize = 14;

/// Marks that end the name of a source.
const ENDS: [char; 12] = [',', '.', ';', ':', '"', '“', '”', '(', ')', '—', '–', '`'];
/// Marks that close a quotation.
const QUOTES: [char; 5] = ['"', '”', '’', '\'', '»'];

/// A source named in a sentence.
#[derive(Debug, PartialEq)]
struct Source {
    span: ByteSpan,
    /// The number of the clause in which it stands.
    clause: usize,
}

/// Gives each figure of a sentence its source.
pub(super) fn attribute(view: &View<'_>, found: &mut [Found]) {
    if found.is_empty() {
        return;
    }
    let clauses = clause_ends(view);
    let sources = sources(view, &clauses);
    for found in found {
        found.figure.attribution = choose(view, &sources, clause_of(&clauses, found.span.start));
    }
}

/// The source for a figure of a clause: the only one in that clause, else the only one in the sentence.
fn choose(view: &View<'_>, sources: &[Source], clause: usize) -> Attribution {
    let has_own = sources.iter().any(|source| source.clause == clause);
    let mut candidates = sources.iter().filter(|source| !has_own || source.clause == clause);
    let Some(first) = candidates.next() else { return Attribution::None };
    let name = first.span.of_text(view.tokens.text());
    if candidates.any(|other| !other.span.of_text(view.tokens.text()).eq_ignore_ascii_case(name)) {
        return Attribution::Ambiguous;
    }
    Attribution::Source { name: name.to_owned(), span: first.span }
}

/// The bytes at which a new clause begins.
fn clause_ends(view: &View<'_>) -> Vec<usize> {
    let starts = (view.first..view.end).filter(|&at| view.is(at, Role::Clause) || view.is_mark(at, &[';']));
    starts.filter_map(|at| view.token(at)).map(|token| token.span.start).collect()
}

fn clause_of(starts: &[usize], byte: usize) -> usize {
    starts.partition_point(|&start| start <= byte)
}

fn sources(view: &View<'_>, clauses: &[usize]) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    let mut at = view.first;
    while at < view.end {
        let tokens = source_at(view, at);
        if let Some(tokens) = tokens.filter(|tokens| !tokens.is_empty()) {
            let span = view.span(&tokens);
            sources.push(Source { span, clause: clause_of(clauses, span.start) });
            at = at.max(tokens.end - 1);
        }
        at += 1;
    }
    sources
}

/// The name of a source that the token at `at` announces.
fn source_at(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    if let Some((start, ())) = view.words.according.at(view.tokens, at) {
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

/// The end of a name that starts at `start`.
fn name_end(view: &View<'_>, start: usize) -> usize {
    let limit = view.end.min(start + MOST_TOKENS);
    (start..limit).find(|&at| ends_name(view, at)).unwrap_or(limit)
}

fn ends_name(view: &View<'_>, at: usize) -> bool {
    let is_abbreviation = view.is_mark(at, &['.']) && view.is_glued(at) && view.lower(at.wrapping_sub(1)).len() <= 2;
    (view.is_mark(at, &ENDS) && !is_abbreviation) || view.is(at, Role::EndsSource)
}

/// Whether the speaker follows the verb: `…,” said the minister`.
fn is_inverted(view: &View<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
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
    let end = (view.first..verb).rev().find(|&at| !is_verbal(view, at))? + 1;
    let is_passive = (end..verb).any(|at| view.is(at, Role::Passive));
    let start = subject_start(view, end);
    // "data that it said showed a win": an aside inside a clause speaks for that clause only.
    let is_aside = view.is(end - 1, Role::Pronoun) && view.is(start.wrapping_sub(1), Role::EndsSource);
    let fits = start < end && !is_passive && !is_aside && is_subject(view, start..end);
    fits.then_some(start..end)
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
