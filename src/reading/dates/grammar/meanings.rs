//! What the tokens of a text mean: every phrase of the lexicon that stands somewhere, by the token that opens it.

use super::super::words::{ClockWord, Link, Meaning};
use super::kinds::Kinds;
use crate::reading::lexicon::vocabulary::Numbered;
use crate::reading::tokens::{TokenKind, Tokens};

/// The meanings of all tokens of a text.
pub(in super::super) struct Meanings {
    /// Each phrase that stands in the text, with the token behind it, by the token that opens it.
    list: Vec<(Meaning, usize)>,
    /// For each token, where its meanings begin; at the end, how many there are.
    firsts: Vec<usize>,
    /// For each token, a bit for each link among its meanings: rules ask for links most of all, and nearly always in vain.
    links: Vec<u64>,
    /// For each token, the kinds of words that an expression which opens there may reach: all up to the next word that the
    /// lexicon does not know.
    ahead: Vec<Kinds>,
}

impl Meanings {
    /// Looks up every token.
    pub(in super::super) fn new(text: &Numbered<'_>) -> Self {
        let tokens = text.tokens;
        let count = tokens.as_slice().len();
        let mut meanings = Self {
            list: Vec::with_capacity(count),
            firsts: Vec::with_capacity(count + 1),
            links: vec![0; count],
            ahead: Vec::new(),
        };
        for (at, token) in tokens.as_slice().iter().enumerate() {
            meanings.firsts.push(meanings.list.len());
            if token.kind != TokenKind::Digits {
                meanings.look_up(text, at);
            }
        }
        meanings.firsts.push(meanings.list.len());
        meanings.look_ahead(tokens);
        meanings
    }

    fn look_up(&mut self, text: &Numbered<'_>, at: usize) {
        for phrase in text.lexicon.dates.opened_by(text.id(at)) {
            if let Some(end) = phrase.end(text, at) {
                self.list.push((phrase.meaning, end));
                self.links[at] |= phrase.meaning.link_bit();
            }
        }
    }

    /// Fills `ahead`, from the last token to the first. The words of a phrase need mean nothing by themselves.
    fn look_ahead(&mut self, tokens: &Tokens<'_>) {
        let tokens = tokens.as_slice();
        let mut ahead = vec![Kinds::NONE; tokens.len() + 1];
        for (at, token) in tokens.iter().enumerate().rev() {
            let phrases = self.at(at);
            let opened = phrases.iter().map(|&(meaning, end)| Kinds::of(meaning).or(ahead[end]));
            ahead[at] = match token.kind {
                TokenKind::Word if phrases.is_empty() => Kinds::NONE,
                TokenKind::Digits => Kinds::DIGITS.or(ahead[at + 1]),
                TokenKind::Word | TokenKind::Mark(_) => opened.fold(ahead[at + 1], Kinds::or),
            };
        }
        self.ahead = ahead;
    }

    /// The kinds of words that an expression which opens at `at` may reach.
    pub(super) fn ahead(&self, at: usize) -> Kinds {
        self.ahead.get(at).copied().unwrap_or_default()
    }

    /// Whether the words at `at` may mean that link.
    pub(super) fn may_link(&self, at: usize, link: Link) -> bool {
        self.links.get(at).is_some_and(|links| links & link.bit() != 0)
    }

    /// What the words at `at` mean, the longest phrase first, each with the token behind it.
    pub(in super::super) fn at(&self, at: usize) -> &[(Meaning, usize)] {
        let ends = self.firsts.get(at..).and_then(|firsts| firsts.first_chunk::<2>());
        ends.and_then(|&[first, next]| self.list.get(first..next)).unwrap_or_default()
    }
}

impl Meaning {
    fn link_bit(self) -> u64 {
        match self {
            Self::Link(link) => link.bit(),
            _ => 0,
        }
    }

    /// Whether an expression may open with it. An article may, where something behind it does.
    pub(super) fn opens(self) -> Opens {
        match self {
            Self::Link(Link::Article | Link::One | Link::DayArticle | Link::WeekdayArticle)
            | Self::Clock(ClockWord::Before) => Opens::WithNext,
            Self::Shift(_)
            | Self::Quantifier(_)
            | Self::Modifier(_)
            | Self::Edge(_)
            | Self::Indefinite
            | Self::Cardinal(_)
            | Self::Ordinal(_)
            | Self::ReferenceOfUnits(_)
            | Self::DistanceBefore(_)
            | Self::MinutesBefore(_)
            | Self::Link(
                Link::Every
                | Link::Times
                | Link::Fiscal
                | Link::Half
                | Link::Per
                | Link::Current
                | Link::DayHead
                | Link::DecadeHead
                | Link::MonthHead
                | Link::Filler
                | Link::QuarterLetter,
            ) => Opens::BeforeKnown,
            Self::Link(Link::While | Link::CenturyHead | Link::Eve | Link::Stretch | Link::HalfYear) => Opens::Yes,
            Self::Link(_)
            | Self::Name
            | Self::MinutesBehind(_)
            | Self::Cue(_)
            | Self::Clock(
                ClockWord::Am
                | ClockWord::Pm
                | ClockWord::Zone
                | ClockWord::Exactly
                | ClockWord::Minutes
                | ClockWord::And
                | ClockWord::Minus
                | ClockWord::Unit,
            )
            | Self::Signal(_)
            | Self::Distance(_)
            | Self::DistanceAtEnd(_)
            | Self::ShiftBehind(_) => Opens::No,
            _ => Opens::Yes,
        }
    }
}

/// Whether an expression may open with a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    No,
    /// Where an expression opens behind it.
    WithNext,
    /// Where a number, a hyphen or a word of the lexicon follows.
    BeforeKnown,
    Yes,
}
