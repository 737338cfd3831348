//! One passage (a sentence, or those that a quotation joins) and the statements in it: which quotation goes with which
//! cue, and what clause is reported.

use super::quotations::Quotation;
use super::speakers;
use super::{Found, Role, StatementWords};
use crate::reading::lexicon::Lexicon;
use crate::reading::lexicon::roles::Roles;
use crate::reading::lexicon::vocabulary::Numbered;
use crate::reading::mark::{Speaker, SpeechMode, Statement};
use crate::reading::tokens::{TokenKind, Tokens};
use crate::span::ByteSpan;

/// A passage and what is needed to read it.
pub(super) struct Passage<'a> {
    pub tokens: &'a Tokens<'a>,
    /// What each token of the text is.
    roles: Roles<'a>,
    pub lexicon: &'a Lexicon,
    pub words: &'a StatementWords,
    /// Its tokens: the first, and the one after the last.
    pub first: usize,
    pub after: usize,
    quotations: &'a [Quotation],
}

/// A phrase that marks words as somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    /// Its first token.
    pub first: usize,
    /// The token after it.
    pub after: usize,
    pub kind: CueKind,
}

/// What a cue can mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CueKind {
    /// "said": quoted words, or a clause.
    Clause,
    /// "announced": quoted words, or a clause after "that".
    ThatClause,
    /// "called": quoted words alone.
    Words,
    /// "according to": the rest of the sentence.
    According,
}

/// A quotation of fewer words, in a sentence without a cue, only distances the writer from a word.
const SHORTEST_UNCUED: usize = 4;

/// The most words between so few quoted words and their cue; from farther away the cue speaks of something else.
const FARTHEST_FROM_FEW: usize = 8;

/// A passage of more tokens is no prose, and reading it as such would take time that grows with its square.
const LONGEST_PASSAGE: usize = 2000;

/// The most words between a verb of saying and "that" ("said on Sunday that").
const FARTHEST_THAT: usize = 8;

/// The most words of a phrase such as "in the words of".
const LONGEST_PHRASE: usize = 4;

/// Verbs of saying of any kind.
const VERBS: u32 = Role::Verb.as_bit() | Role::ThatVerb.as_bit() | Role::QuoteVerb.as_bit();

/// What a cue opens with.
const CUE_OPENERS: u32 = VERBS | Role::AccordingHead.as_bit();

impl<'a> Passage<'a> {
    pub(super) fn new(text: &'a Numbered<'a>, roles: Roles<'a>, span: ByteSpan, quotations: &'a [Quotation]) -> Self {
        let Numbered { tokens, lexicon, .. } = *text;
        let range = tokens.within(span);
        Self { tokens, roles, lexicon, words: &lexicon.statements, first: range.start, after: range.end, quotations }
    }

    /// Its statements, in order, given the last statement of the passage before it.
    pub(super) fn statements(&self, before: Option<&Found>) -> Vec<Found> {
        if self.after - self.first > LONGEST_PASSAGE {
            return Vec::new();
        }
        let cues = self.cues();
        let chosen: Vec<Option<Cue>> = self.quotations.iter().map(|quotation| self.cue_of(quotation, &cues)).collect();
        let mut found: Vec<Found> = Vec::new();
        let mut spent: Vec<Cue> = Vec::new();
        for (quotation, cue) in self.quotations.iter().zip(&chosen) {
            if let Some(cue) = cue.filter(|cue| self.is_direct(quotation, cue)) {
                found.push(self.direct(quotation, &cue));
                spent.push(cue);
            }
        }
        for cue in cues.iter().filter(|cue| !spent.contains(cue)) {
            add(&mut found, self.indirect(cue));
        }
        for (quotation, cue) in self.quotations.iter().zip(&chosen) {
            let rest = cue.map_or_else(|| self.uncued(quotation, before), |cue| Some(self.mixed(quotation, &cue)));
            add(&mut found, rest);
        }
        found.sort_by_key(|statement| statement.span);
        found
    }

    fn cues(&self) -> Vec<Cue> {
        let mut cues = Vec::new();
        let mut at = self.first;
        while at < self.after {
            let may_open = self.roles.is_any(at, CUE_OPENERS) && !self.is_quoted(at);
            if let Some(cue) = may_open.then(|| self.cue_at(at)).flatten() {
                cues.push(cue);
                at = cue.after;
            } else {
                at += 1;
            }
        }
        cues
    }

    fn cue_at(&self, at: usize) -> Option<Cue> {
        let is_infinitive = at > self.first && self.is(at - 1, Role::Infinitive);
        let is_capitalised = self.tokens.get(at).is_some_and(|token| token.capitalised);
        let cue = |kind| Some(Cue { first: at, after: at + 1, kind });
        let verb = match () {
            () if is_capitalised || is_infinitive || self.ends_compound(at) => None,
            () if self.is(at, Role::Verb) => cue(CueKind::Clause),
            () if self.is(at, Role::ThatVerb) => cue(CueKind::ThatClause),
            () if self.is(at, Role::QuoteVerb) => cue(CueKind::Words),
            () => None,
        };
        verb.or_else(|| self.according_at(at))
    }

    /// Whether the word at `at` is the end of a compound: "so-called".
    fn ends_compound(&self, at: usize) -> bool {
        let is_glued = self.tokens.glued(at) && at.checked_sub(1).is_some_and(|before| self.tokens.glued(before));
        is_glued && at > self.first && self.is_mark(at - 1, &['-', '\u{2010}', '\u{2011}'])
    }

    /// Whether the word at `at` is a verb of saying of any kind.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        self.roles.is_any(at, VERBS)
    }

    /// Whether the word at `at` is in a list of that kind.
    pub(super) fn is(&self, at: usize, role: Role) -> bool {
        self.roles.is(at, role)
    }

    fn according_at(&self, at: usize) -> Option<Cue> {
        if !self.is(at, Role::AccordingHead) {
            return None;
        }
        let fits = |length: &usize| {
            let words: Vec<&str> = (at..at + length).map(|index| self.tokens.lower(index)).collect();
            self.words.according.contains(&words.join(" "))
        };
        let length = (1..=LONGEST_PHRASE).rev().find(fits)?;
        Some(Cue { first: at, after: at + length, kind: CueKind::According }).filter(|cue| cue.after <= self.after)
    }

    /// The cue that makes a quotation somebody's: the verb that follows it where it ends with a comma or the sentence does not
    /// go on, else the nearest before it, else the nearest after.
    fn cue_of(&self, quotation: &Quotation, cues: &[Cue]) -> Option<Cue> {
        let range = self.tokens.within(quotation.span);
        let preceding = cues.iter().rfind(|cue| cue.after <= range.start && cue.kind != CueKind::According);
        let following = cues.iter().find(|cue| cue.first >= range.end);
        let is_verb = following.is_some_and(|cue| matches!(cue.kind, CueKind::Clause | CueKind::ThatClause));
        let touches = |cue: &Cue| (cue.after..range.start).all(|at| self.is_mark(at, &[',', ':']));
        let is_led = preceding.is_some_and(touches);
        let ends = quotation.inner.of_text(self.tokens.text()).trim_end().ends_with([',', '?', '!'])
            || self.is_mark(range.end, &[',']);
        let chosen = if is_verb && ends && !is_led { following } else { preceding.or(following) };
        let is_near = |cue: &&Cue| {
            let distance =
                if cue.first < range.start { range.start.saturating_sub(cue.after) } else { cue.first - range.end };
            distance <= FARTHEST_FROM_FEW || self.count_words(quotation) >= SHORTEST_UNCUED
        };
        chosen.filter(is_near).copied().or_else(|| if ends { self.unknown_verb(range.end) } else { None })
    }

    /// The verb after a pronoun that follows quoted words and ends the clause: whatever verb it is, it says who speaks
    /// ("…,” she quipped.").
    fn unknown_verb(&self, after_quotation: usize) -> Option<Cue> {
        let pronoun = if self.is_mark(after_quotation, &[',']) { after_quotation + 1 } else { after_quotation };
        let is_pronoun = self.is(pronoun, Role::Pronoun);
        let is_word = self.tokens.get(pronoun + 1).is_some_and(|verb| verb.kind == TokenKind::Word);
        let is_last = pronoun + 2 >= self.after || self.is_mark(pronoun + 2, &['.', ',']);
        let verb = Cue { first: pronoun + 1, after: pronoun + 2, kind: CueKind::Clause };
        (is_pronoun && is_word && is_last && verb.after <= self.after).then_some(verb)
    }

    /// Whether quoted words are a sentence of their own: they open with a capital, or a comma or colon leads to them.
    fn is_direct(&self, quotation: &Quotation, cue: &Cue) -> bool {
        let first = self.tokens.within(quotation.span).start;
        let is_led = cue.after + 1 == first && self.is_mark(cue.after, &[',', ':']);
        let opens = quotation.inner.of_text(self.tokens.text()).trim_start().starts_with(char::is_uppercase);
        is_led || (opens && self.count_words(quotation) > 1 && cue.kind != CueKind::Words)
    }

    fn direct(&self, quotation: &Quotation, cue: &Cue) -> Found {
        self.found(quotation.span, SpeechMode::Direct, cue, "statement.direct")
    }

    fn mixed(&self, quotation: &Quotation, cue: &Cue) -> Found {
        self.found(quotation.span, SpeechMode::Mixed, cue, "statement.mixed")
    }

    fn found(&self, span: ByteSpan, mode: SpeechMode, cue: &Cue, rule: &'static str) -> Found {
        let speaker = speakers::of(self, cue);
        Found { span, statement: Statement { mode, speaker, cue: Some(self.bytes(cue.first, cue.after)) }, rule }
    }

    /// A quotation that no phrase makes anybody's: it goes on with what was quoted before, or its speaker is not known.
    fn uncued(&self, quotation: &Quotation, before: Option<&Found>) -> Option<Found> {
        let is_alone = (self.first..self.after).all(|at| self.is_quoted(at) || self.is_mark(at, &['.', ',']));
        let before = before.filter(|before| is_alone && before.statement.mode != SpeechMode::Indirect);
        let (speaker, rule) = match before {
            Some(before) => (before.statement.speaker.clone(), "statement.continued"),
            None if self.count_words(quotation) < SHORTEST_UNCUED => return None,
            None => (Speaker::Unknown, "statement.quoted"),
        };
        let opens = self.bytes(self.first, self.first + 1).start() == quotation.span.start();
        let is_sentence = opens && quotation.inner.of_text(self.tokens.text()).starts_with(char::is_uppercase);
        let mode = if is_alone || is_sentence { SpeechMode::Direct } else { SpeechMode::Mixed };
        Some(Found { span: quotation.span, statement: Statement { mode, speaker, cue: None }, rule })
    }

    /// The clause that a cue reports, where it reports one.
    fn indirect(&self, cue: &Cue) -> Option<Found> {
        if self.is_inserted(cue) {
            return None;
        }
        let clause = match cue.kind {
            CueKind::Words => None,
            CueKind::According => self.clause_of_source(cue),
            CueKind::Clause | CueKind::ThatClause => self.clause_after(cue).or_else(|| self.clause_before(cue)),
        };
        let (first, after) = clause?;
        let span = self.trimmed(first, after)?;
        let has_quotation = self.quotations.iter().any(|quotation| span.overlaps(quotation.span));
        let mode = if has_quotation { SpeechMode::Mixed } else { SpeechMode::Indirect };
        Some(self.found(span, mode, cue, "statement.reported"))
    }

    /// What stands before "according to …", or after it where it opens the sentence.
    fn clause_of_source(&self, cue: &Cue) -> Option<(usize, usize)> {
        if cue.first > self.first {
            return Some((self.first, cue.first));
        }
        let comma = self.next_comma(cue.after)?;
        let is_relative = self.is(comma + 1, Role::Relative);
        let comma = if is_relative { self.next_comma(comma + 1)? } else { comma };
        Some((comma + 1, self.after))
    }

    /// "said that …", "said …".
    fn clause_after(&self, cue: &Cue) -> Option<(usize, usize)> {
        let is_relative = cue.first > self.first && self.is(cue.first - 1, Role::Relative);
        let after = if is_relative { self.next_comma(cue.after).unwrap_or(self.after) } else { self.after };
        let near = cue.after..after.min(cue.after + FARTHEST_THAT);
        let goes_on = |at: usize| !self.is_any_mark(at) || self.is_mark(at, &[',']) && self.is(at + 1, Role::That);
        let that = near.take_while(|&at| goes_on(at)).find(|&at| self.is(at, Role::That));
        let may_be_bare = cue.kind == CueKind::Clause && !self.words.needs_that;
        let is_bare = may_be_bare && !speakers::is_inverted(self, cue) && self.opens_clause(cue.after);
        that.map(|at| (at + 1, after)).or_else(|| is_bare.then_some((cue.after, after)))
    }

    fn opens_clause(&self, at: usize) -> bool {
        let is_other = self.is(at, Role::NotClause) || self.is(at, Role::Auxiliary);
        at < self.after && !self.is_any_mark(at) && !is_other
    }

    /// Whether speaker and verb only qualify a relative clause ("data that it said showed …").
    fn is_inserted(&self, cue: &Cue) -> bool {
        let Speaker::Named { span, .. } = speakers::of(self, cue) else { return false };
        let before = self.tokens.within(span).start.checked_sub(1).filter(|&before| before >= self.first);
        let opens_clause = |at: usize| self.is(at, Role::That) || self.is(at, Role::Relative);
        cue.kind != CueKind::According && before.is_some_and(opens_clause)
    }

    /// "…, officials said on Monday."
    fn clause_before(&self, cue: &Cue) -> Option<(usize, usize)> {
        let ends = cue.after >= self.after || self.is_mark(cue.after, &['.']);
        let is_last = ends || self.is(cue.after, Role::ClauseEnd);
        if cue.kind != CueKind::Clause || !(is_last || speakers::is_inverted(self, cue)) {
            return None;
        }
        let Speaker::Named { span, .. } = speakers::of(self, cue) else { return None };
        let speaker = self.tokens.within(span);
        let comma = speaker.start.min(cue.first).checked_sub(1)?;
        let is_closed = comma > self.first && self.is_mark(comma, &[',']) && !self.is_quoted(comma - 1);
        is_closed.then_some((self.first, comma))
    }

    fn next_comma(&self, from: usize) -> Option<usize> {
        (from..self.after).find(|&at| self.is_mark(at, &[',']) && !self.is_quoted(at) && !self.is_in_number(at))
    }

    fn is_in_number(&self, at: usize) -> bool {
        self.tokens.glued(at + 1) && self.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Digits)
    }

    /// Whether the mark at `at` is the sign of a number beside it, as in "52%" and "$5", and no punctuation.
    fn is_sign_of_number(&self, at: usize) -> bool {
        const PUNCTUATION: [char; 14] = ['.', ',', ';', ':', '!', '?', '…', '(', ')', '[', ']', '-', '–', '—'];
        let is_digits = |at: usize| self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Digits);
        let touches = (self.tokens.glued(at) && is_digits(at.wrapping_sub(1)))
            || (self.tokens.glued(at + 1) && is_digits(at + 1));
        touches && !self.is_mark(at, &PUNCTUATION) && !self.is_mark(at, &['"', '“', '”', '«', '»', '‘', '’', '\''])
    }

    /// The bytes of some tokens without the marks around them, where at least two words are among them.
    fn trimmed(&self, first: usize, after: usize) -> Option<ByteSpan> {
        let is_loose = |&at: &usize| self.is_any_mark(at) && !self.is_quoted(at) && !self.is_sign_of_number(at);
        let first = (first..after).find(|at| !is_loose(at))?;
        let last = (first..after).rev().find(|at| !is_loose(at))?;
        let words = (first..=last).filter(|&at| !self.is_any_mark(at)).count();
        (words > 1).then(|| self.bytes(first, last + 1))
    }

    fn count_words(&self, quotation: &Quotation) -> usize {
        self.tokens.within(quotation.inner).filter(|&at| !self.is_any_mark(at)).count()
    }

    /// The bytes from one token up to, not including, another.
    pub(super) fn bytes(&self, first: usize, after: usize) -> ByteSpan {
        let ends = self.tokens.get(first).zip(after.checked_sub(1).and_then(|last| self.tokens.get(last)));
        ends.map_or(ByteSpan::default(), |(head, tail)| head.span.cover(tail.span))
    }

    /// Whether the token at `at` stands inside a quotation, or is one of its marks.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let next = self.quotations.partition_point(|quotation| quotation.span.end() <= token.span.start());
        self.quotations.get(next).is_some_and(|quotation| quotation.span.contains(token.span))
    }

    /// Whether the token at `at` is one of `marks`.
    pub(super) fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        matches!(self.tokens.get(at).map(|token| token.kind), Some(TokenKind::Mark(mark)) if marks.contains(&mark))
    }

    /// Whether the token at `at` is no word and no number.
    pub(super) fn is_any_mark(&self, at: usize) -> bool {
        matches!(self.tokens.get(at).map(|token| token.kind), Some(TokenKind::Mark(_)))
    }
}

/// Adds a statement, where there is one, unless it overlaps one that is there.
fn add(found: &mut Vec<Found>, statement: Option<Found>) {
    let is_free = |statement: &Found| !found.iter().any(|other| other.span.overlaps(statement.span));
    let free = statement.filter(is_free);
    found.extend(free);
}
