//! Statements: somebody's words, quoted or reported, with the phrase that marks them as somebody's (the *cue*) and the
//! words that name who speaks. Who is meant by "he" or "the ministry", the dossier decides.

mod passage;
mod quotations;
mod speakers;

use serde::Deserialize;

use super::lexicon::roles::{self, Index, WordSet};
use super::lexicon::vocabulary::{Numbered, Vocabulary};
use super::mark::Statement;
use crate::span::ByteSpan;
use passage::Passage;
use quotations::Quotation;

/// Words that say that somebody speaks.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementWords {
    /// Whether a clause always needs [`StatementWords::that`].
    #[serde(default)]
    pub needs_that: bool,
    /// Verbs of saying that a clause may follow with or without [`StatementWords::that`].
    pub verbs: WordSet,
    /// Verbs of saying that a clause follows only with [`StatementWords::that`].
    pub that_verbs: WordSet,
    /// Verbs that make quoted words somebody's, and no clause.
    pub quote_verbs: WordSet,
    /// Which of the verbs are followed by whoever is told, so never by their subject ("told reporters").
    #[serde(default)]
    pub addressing: WordSet,
    /// Which of the verbs are participles, whose subject is that of another verb.
    pub participles: WordSet,
    /// Phrases before whoever is the origin of the words ("according to").
    pub according: WordSet,
    /// Words before a verb that only names the act of saying ("to": "nothing to say").
    #[serde(default)]
    pub infinitives: WordSet,
    /// What opens a reported clause.
    pub that: WordSet,
    /// Pronouns that refer back to the name before them ("who").
    pub relatives: WordSet,
    /// Pronouns before an auxiliary that makes no passive, then: "s'est dit".
    #[serde(default)]
    pub reflexives: WordSet,
    /// Words between a speaker and the verb ("has also").
    pub auxiliaries: WordSet,
    /// Words that end a speaker's words, on the way back from the verb.
    pub clause_starts: WordSet,
    /// Words that end a speaker's words, on the way on from the verb.
    pub clause_ends: WordSet,
    /// Words that follow a verb of saying where no clause does.
    pub not_clauses: WordSet,
    /// Pronouns that may stand for a speaker.
    pub pronouns: Pronouns,
    #[serde(skip)]
    index: Index,
}

/// A list of single words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Verb,
    ThatVerb,
    QuoteVerb,
    Addressing,
    Participle,
    /// It opens a phrase of [`StatementWords::according`].
    AccordingHead,
    Infinitive,
    That,
    Relative,
    Reflexive,
    Auxiliary,
    ClauseStart,
    ClauseEnd,
    NotClause,
    /// It is a pronoun that names somebody else.
    Pronoun,
}

impl Role {
    const fn as_bit(self) -> u32 {
        1 << self as u32
    }
}

impl roles::Role for Role {
    fn bit(self) -> u32 {
        self.as_bit()
    }
}

impl StatementWords {
    /// With the index of its lists.
    pub(super) fn indexed(mut self, vocabulary: &mut Vocabulary) -> Self {
        self.index = Index::new(self.lists(), vocabulary);
        self
    }

    fn lists(&self) -> Vec<(Role, Vec<String>)> {
        let lists = [
            (Role::Verb, &self.verbs),
            (Role::ThatVerb, &self.that_verbs),
            (Role::QuoteVerb, &self.quote_verbs),
            (Role::Addressing, &self.addressing),
            (Role::Participle, &self.participles),
            (Role::Infinitive, &self.infinitives),
            (Role::That, &self.that),
            (Role::Relative, &self.relatives),
            (Role::Reflexive, &self.reflexives),
            (Role::Auxiliary, &self.auxiliaries),
            (Role::ClauseStart, &self.clause_starts),
            (Role::ClauseEnd, &self.clause_ends),
            (Role::NotClause, &self.not_clauses),
            (Role::Pronoun, &self.pronouns.person),
            (Role::Pronoun, &self.pronouns.either),
        ];
        let lists = lists.into_iter().map(|(role, words)| (role, words.iter().cloned().collect()));
        lists.chain([(Role::AccordingHead, roles::heads(&self.according))]).collect()
    }
}

/// Pronouns, by what they can stand for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pronouns {
    /// A human being ("she").
    pub person: WordSet,
    /// A body ("it").
    pub body: WordSet,
    /// Either ("they").
    pub either: WordSet,
    /// Whoever speaks ("I"), so nobody that the text can tell.
    pub speaker: WordSet,
}

/// A statement and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The quoted words with their quotation marks, or the reported clause.
    pub span: ByteSpan,
    /// What it is.
    pub statement: Statement,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The statements in a text, in order; none overlaps another. `next_paragraph` is the text after it, or empty.
#[must_use]
pub fn recognise(text: &Numbered<'_>, sentences: &[ByteSpan], next_paragraph: &str) -> Vec<Found> {
    let quotations = quotations::find(text.tokens.text(), next_paragraph);
    let roles = text.lexicon.statements.index.of(text);
    let mut found: Vec<Found> = Vec::new();
    let mut before: Option<Found> = None;
    for (span, quotations) in passages(sentences, &quotations) {
        let statements = Passage::new(text, roles, span, quotations).statements(before.as_ref());
        before = statements.last().cloned();
        found.extend(statements);
    }
    found
}

/// Sentences, those that share a quotation taken together, each with its quotations.
fn passages<'a>(sentences: &[ByteSpan], quotations: &'a [Quotation]) -> Vec<(ByteSpan, &'a [Quotation])> {
    let mut passages: Vec<(ByteSpan, &[Quotation])> = Vec::new();
    let mut first = 0;
    for &sentence in sentences {
        let is_shared = quotations
            .get(first..)
            .unwrap_or_default()
            .first()
            .is_some_and(|next| next.span.start() < sentence.start());
        let span = match passages.pop_if(|_| is_shared) {
            Some((open, _)) => open.cover(sentence),
            None => sentence,
        };
        let skipped = quotations.partition_point(|quotation| quotation.span.start() < span.start());
        let after = quotations.partition_point(|quotation| quotation.span.start() < span.end());
        first = quotations.partition_point(|quotation| quotation.span.end() <= span.end());
        passages.push((span, &quotations[skipped.min(after)..after]));
    }
    passages
}

#[cfg(test)]
mod tests;
