//! The words of a sentence that name who says something: the subject of a verb of saying, what stands after "according to", the
//! agent of a passive.

use std::ops::Range;

use super::view::View;
use crate::reading::lexicon::figures::Role;
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

/// A source that a sentence names.
pub(super) struct Source {
    /// Its words.
    pub(super) name: ByteSpan,
    /// What it speaks of.
    pub(super) covers: Covers,
}

/// What a source speaks of.
pub(super) enum Covers {
    /// Its clause, or the sentence where that has no other; first of all what begins at a byte right after the verb.
    Clause {
        /// That byte.
        object: Option<usize>,
    },
    /// What these bytes say: "was declared the winner with 52% by the council".
    Within(ByteSpan),
    /// The figure that ends at this byte: "700 people they say were jailed".
    FigureBefore(usize),
}

/// The sources that a sentence names, in order.
pub(super) fn sources(view: &View<'_>) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut at = view.first;
    while at < view.end {
        if let Some((tokens, covers)) = source_at(view, at).filter(|(tokens, _)| !tokens.is_empty()) {
            sources.push(Source { name: view.span(&tokens), covers });
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
    view.token(object).map(|token| token.span.start())
}

/// The name of a source that the token at `at` announces, with what it speaks of.
fn source_at(view: &View<'_>, at: usize) -> Option<(Range<usize>, Covers)> {
    if let Some((start, ())) = view.words.according.at(view.known, at) {
        return Some((start..name_end(view, start), Covers::Clause { object: None }));
    }
    if !view.is(at, Role::Says) || (view.is_capitalised(at) && !view.is_headline(at)) {
        return None;
    }
    if is_passive(view, at) || view.is(at + 1, Role::Agent) {
        return agent_of(view, at);
    }
    if let Some(aside) = aside_after_figure(view, at) {
        return Some(aside);
    }
    let covers = Covers::Clause { object: object_of(view, at) };
    let name = if is_inverted(view, at) { inverted(view, at + 1) } else { subject_before(view, at) };
    name.map(|name| (name, covers))
}

/// Whether an auxiliary right before the verb of saying at `verb` makes it a passive: "was declared".
fn is_passive(view: &View<'_>, verb: usize) -> bool {
    let verbal = (view.first..verb).rev().take_while(|&at| is_verbal(view, at));
    verbal.into_iter().any(|at| view.is(at, Role::Passive))
}

/// Who says what a passive tells: "was declared the winner with 52% by the council". It speaks of what stands between the last
/// comma before the verb and its own words.
fn agent_of(view: &View<'_>, verb: usize) -> Option<(Range<usize>, Covers)> {
    const REACH: usize = 24;
    let is_clause =
        |at: &usize| !view.is_mark(*at, &[',', ';', ':', '.', '"', '“', '”']) && !view.is(*at, Role::Clause);
    let mut after = (verb + 1..view.end.min(verb + REACH)).take_while(is_clause);
    let agent = after.find(|&at| view.is(at, Role::Agent) && names_somebody(view, at + 1))?;
    let before = verb.saturating_sub(REACH).max(view.first)..verb;
    let start = before.rev().take_while(is_clause).last().unwrap_or(verb);
    let name = agent + 1..name_end(view, agent + 1);
    Some((name, Covers::Within(view.span(&(start..agent)))))
}

/// Whether the words at `at` name who can speak, and no time or place: "by the council", not "by the end of May".
fn names_somebody(view: &View<'_>, at: usize) -> bool {
    let is_calendar = |at: usize| view.is_month(at) || view.is_weekday(at);
    let is_name = |at: usize| view.is_word(at) && view.is_capitalised(at) && !is_calendar(at);
    let is_somebody = |at: usize| is_name(at) || view.is(at, Role::Person) || view.is(at, Role::Authority);
    !view.is_digits(at) && view.word(at).number.is_none() && (at..name_end(view, at)).any(is_somebody)
}

/// A pronoun and its verb right after a noun, which is what they speak of: "700 people they say were jailed".
fn aside_after_figure(view: &View<'_>, verb: usize) -> Option<(Range<usize>, Covers)> {
    let pronoun = verb.checked_sub(1).filter(|&at| view.is(at, Role::Pronoun))?;
    let noun = pronoun.checked_sub(1).filter(|&at| at >= view.first)?;
    let is_noun = view.is_word(noun)
        && ![Role::Stop, Role::Adverb, Role::EndsSource, Role::Says].into_iter().any(|role| view.is(noun, role));
    let end = view.token(noun)?.span.end();
    is_noun.then_some((pronoun..verb, Covers::FigureBefore(end)))
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
    let end = before_short_form(view, verbal).unwrap_or(verbal);
    let start = subject_start(view, end);
    // "data that it said showed a win": an aside inside a clause speaks for that clause only.
    let is_aside = view.is(end - 1, Role::Pronoun) && view.is(start.wrapping_sub(1), Role::EndsSource);
    let has_verb = view.is(start.wrapping_sub(1), Role::Auxiliary);
    let fits = start < end && !is_aside && !has_verb && is_subject(view, start..end) && !is_relative(view, start..verb);
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
    let is_abbreviation = view.is_mark(last, &['.']) && view.is_glued(last) && tokens.len() > 1;
    let ends_well = (view.is_word(last) && (is_pronoun || !view.is(last, Role::Stop))) || is_abbreviation;
    starts_well && ends_well
}

/// "a move Ruiz confirmed", "a claim the mayor denies" at the end of a sentence: two nouns side by side, of which the first
/// stands for what was told before, and the second speaks of that only.
fn is_relative(view: &View<'_>, tokens: Range<usize>) -> bool {
    let noun = tokens.start + 1;
    let is_noun = view.is_word(noun) && !view.is_capitalised(noun) && !view.is(noun, Role::Person);
    let is_second = view.is_capitalised(noun + 1) || view.is(noun + 1, Role::Definite);
    let opens = view.is(tokens.start, Role::Article) && view.is_mark(tokens.start.wrapping_sub(1), &[',']);
    let ends = tokens.len() > 2 && view.is_mark(tokens.end + 1, &['.', ',', ';']);
    opens && is_noun && is_second && ends
}
