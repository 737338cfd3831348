//! Whom the words for a speaker mean: an actor whose name they hold, or, for a pronoun, the fitting one named last; for one
//! that can stand for a body, the only one near. Where that is in doubt nobody is meant.

use std::collections::BTreeSet;

use foldhash::HashMap;

use crate::content::actor::ActorKind;
use crate::content::body::{Body, TextId};
use crate::id::Id;
use crate::reading::Reading;
use crate::reading::lexicon::Lexicon;
use crate::reading::mark::{Attribution, Mark, Speaker, Statement, Value};
use crate::span::ByteSpan;

/// What is needed to tell whom words of one article mean.
pub struct Speakers<'a> {
    /// The article's body.
    pub body: &'a Body,
    /// What it was read to say: its sentences, and names that are nobody's.
    pub reading: &'a Reading,
    /// The article's final mentions, an editor's included, by text and place; see [`mentions`].
    pub mentions: &'a [NamedActor],
    /// What each actor is.
    pub kinds: &'a HashMap<Id, ActorKind>,
    /// The words of the article's language.
    pub lexicon: &'a Lexicon,
}

/// An actor where an article names it.
#[derive(Clone, Debug)]
pub struct NamedActor {
    text: TextId,
    span: ByteSpan,
    actor: Id,
}

/// The mentions among the marks of an article, which are sorted by text and place.
#[must_use]
pub fn mentions(marks: &[Mark]) -> Vec<NamedActor> {
    let named = marks.iter().filter_map(|mark| match &mark.value {
        Value::Mention(mention) => Some(NamedActor { text: mark.text, span: mark.span, actor: mention.actor.clone() }),
        _ => None,
    });
    named.collect()
}

/// How many mentions before some words are looked at for what they describe; more would make long articles slow.
const MOST_LOOKED_BACK: usize = 500;

/// What a pronoun can stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Referent {
    Person,
    Body,
    Any,
}

impl Speakers<'_> {
    /// Who made a statement that stands in `text`; none where nobody, or nobody who is an actor, is named.
    #[must_use]
    pub fn of_statement(&self, text: TextId, statement: &Statement) -> Option<Id> {
        match &statement.speaker {
            Speaker::Unknown => None,
            Speaker::Actor(id) => Some(id.clone()),
            Speaker::Named { span, .. } => self.of_words(text, *span),
        }
    }

    /// Who is the origin of a figure that stands in `text`.
    #[must_use]
    pub fn of_attribution(&self, text: TextId, attribution: &Attribution) -> Option<Id> {
        match attribution {
            Attribution::Source { span, .. } => self.of_words(text, *span),
            Attribution::None | Attribution::Ambiguous => None,
        }
    }

    /// The actor that the words at `span` of `text` mean.
    #[must_use]
    pub fn of_words(&self, text: TextId, span: ByteSpan) -> Option<Id> {
        let words = span.of_text(&self.body.texts.get(text.at())?.plain).trim().to_lowercase();
        let described = || self.body_noun(&words).and_then(|noun| self.described(text, span, noun));
        let actor =
            self.named(text, span).or_else(described).or_else(|| self.meant(text, span, self.referent(&words)?));
        actor.cloned()
    }

    /// Whether words name nobody themselves: "it", "he".
    #[must_use]
    pub fn is_pronoun(&self, words: &str) -> bool {
        let pronouns = &self.lexicon.statements.pronouns;
        let words = words.to_lowercase();
        let word = self.uncontracted(&words);
        [&pronouns.person, &pronouns.body, &pronouns.either, &pronouns.speaker].iter().any(|of| of.contains(word))
    }

    /// "they" of "they'll".
    fn uncontracted<'w>(&self, words: &'w str) -> &'w str {
        let contracted = words.split_once(['\'', '’']);
        let contracted = contracted.filter(|(_, rest)| self.lexicon.names.contractions.contains(*rest));
        contracted.map_or(words, |(word, _)| word)
    }

    /// The actor whose name is the head of some words: not a possessor ("Maduro's office"), not what follows a preposition
    /// ("a friend of Maduro"). A person is preferred to the body or country before the name.
    fn named(&self, text: TextId, span: ByteSpan) -> Option<&Id> {
        let heads = || self.mentions_in(text, span).filter(|(place, _)| self.is_head(text, span, *place));
        let person = heads().find(|(_, actor)| self.is_kind(actor, Referent::Person));
        person.or_else(|| heads().next_back()).map(|(_, actor)| actor)
    }

    fn is_head(&self, text: TextId, span: ByteSpan, name: ByteSpan) -> bool {
        let plain = &self.body.text(text).plain;
        let before = plain.get(span.start()..name.start().max(span.start())).unwrap_or_default().trim_end();
        let after = plain.get(name.end()..span.end().max(name.end())).unwrap_or_default();
        let is_possessor = after.starts_with(['\'', '’']);
        let has_preposition = self.before_office(before).into_iter().any(|word| self.is_preposition(word));
        !is_possessor && !has_preposition && self.is_last_noun(after)
    }

    /// The words before the office that stands directly before a name, where a preposition is part of the office: "Secretary
    /// of State", "minister for Home Affairs".
    fn before_office<'w>(&self, before: &'w str) -> Vec<&'w str> {
        let names = &self.lexicon.names;
        let mut words: Vec<&str> = before.split_whitespace().collect();
        let is_title = |word: &str| names.titles.contains(&word.to_lowercase());
        let is_field = |word: &&str| {
            let is_capital = word.starts_with(char::is_uppercase) && !is_title(word);
            self.is_preposition(word)
                || names.articles.contains(*word)
                || is_capital && !names.demonyms.contains(&word.to_lowercase())
        };
        let field = words.len() - words.iter().rev().take_while(|word| is_field(word)).count();
        let has_field = words.last().is_some_and(|last| last.starts_with(char::is_uppercase))
            && words.get(field).is_some_and(|first| self.is_preposition(first));
        let is_office = |&title: &usize| has_field && is_title(words[title]);
        if let Some(title) = field.checked_sub(1).filter(is_office) {
            words.truncate(title);
        }
        words
    }

    fn is_preposition(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.lexicon.statements.not_clauses.contains(&word) || self.lexicon.names.connectors.contains(&word)
    }

    /// Whether what follows a name within the words is no further noun ("the Maduro government" is not Maduro).
    fn is_last_noun(&self, after: &str) -> bool {
        let mut words = after.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let is_name_on =
            |word: &str| word.starts_with(char::is_uppercase) || self.lexicon.names.connectors.contains(word);
        let is_apposition = after.trim_start().starts_with([',', '(']);
        is_apposition || words.next().is_none_or(is_name_on)
    }

    /// What a pronoun, or a noun with an article such as "the organization", can stand for; nothing in a language of which names
    /// are not read, where whoever else is meant could not be seen.
    fn referent(&self, words: &str) -> Option<Referent> {
        let pronouns = &self.lexicon.statements.pronouns;
        let words = self.uncontracted(words);
        match () {
            () if !self.lexicon.names.is_described() => None,
            () if pronouns.person.contains(words) => Some(Referent::Person),
            () if pronouns.body.contains(words) || self.body_noun(words).is_some() => Some(Referent::Body),
            () if pronouns.either.contains(words) => Some(Referent::Any),
            () => None,
        }
    }

    /// The noun of words such as "the organization".
    fn body_noun<'w>(&self, words: &'w str) -> Option<&'w str> {
        let names = &self.lexicon.names;
        let (_, noun) = words.split_once(' ').filter(|(article, _)| names.articles.contains(*article))?;
        names.organizations.contains(noun).then_some(noun)
    }

    /// The only body that the article has named by that noun so far: "the committee" is the Committee for Clean Rivers.
    fn described(&self, text: TextId, span: ByteSpan, noun: &str) -> Option<&Id> {
        let before = self.mentions.partition_point(|named| (named.text, named.span.start()) < (text, span.start()));
        let nearest = self.mentions[..before].iter().rev().take(MOST_LOOKED_BACK);
        let named = nearest.filter(|named| self.holds_word(named, noun)).map(|named| &named.actor);
        let bodies: BTreeSet<&Id> = named.filter(|actor| self.is_kind(actor, Referent::Body)).collect();
        bodies.first().filter(|_| bodies.len() == 1).copied()
    }

    fn holds_word(&self, named: &NamedActor, noun: &str) -> bool {
        let words = named.span.of_text(&self.body.text(named.text).plain);
        words.split(|letter: char| !letter.is_alphanumeric()).any(|word| word.to_lowercase() == noun)
    }

    /// The fitting actor that words before some others name. A person is the one named last, in the paragraph or in the last
    /// sentence of the one before, unless a name in between fits as well and is no actor's. What may be a body must be the
    /// only one that fits, in the same sentence or the one before it: "it" stands for things more often than for bodies.
    fn meant(&self, text: TextId, span: ByteSpan, referent: Referent) -> Option<&Id> {
        if referent == Referent::Person { self.last_person(text, span) } else { self.only_one(text, span, referent) }
    }

    fn last_person(&self, text: TextId, span: ByteSpan) -> Option<&Id> {
        let stretches = [Some((text, ByteSpan::new(0, span.start()))), self.last_sentence_before(text)];
        for (text, stretch) in stretches.into_iter().flatten() {
            let last = self.mentions_in(text, stretch).rfind(|(_, actor)| self.is_kind(actor, Referent::Person));
            let from = last.map_or(stretch.start(), |(place, _)| place.end());
            if self.has_stranger(text, ByteSpan::new(from.min(stretch.end()), stretch.end())) {
                return None;
            }
            if let Some((_, actor)) = last {
                return Some(actor);
            }
        }
        None
    }

    fn only_one(&self, text: TextId, span: ByteSpan, referent: Referent) -> Option<&Id> {
        let stretches = self.this_sentence_and_last(text, span.start());
        if stretches.iter().any(|&(text, stretch)| self.has_stranger(text, stretch)) {
            return None;
        }
        let named = stretches.iter().flat_map(|&(text, stretch)| self.mentions_in(text, stretch));
        let fitting: BTreeSet<&Id> =
            named.map(|(_, actor)| actor).filter(|actor| self.is_kind(actor, referent)).collect();
        fitting.first().filter(|_| fitting.len() == 1).copied()
    }

    /// The sentence at `place` as far as that place, and the sentence before it.
    fn this_sentence_and_last(&self, text: TextId, place: usize) -> Vec<(TextId, ByteSpan)> {
        let sentences = self.reading.sentences.get(text.at()).map_or(&[][..], Vec::as_slice);
        let at = sentences.partition_point(|sentence| sentence.end() <= place);
        let start = sentences.get(at).map_or(0, |sentence| sentence.start().min(place));
        let before = match at.checked_sub(1).and_then(|before| sentences.get(before)) {
            Some(&before) => Some((text, before)),
            None => self.last_sentence_before(text),
        };
        std::iter::once((text, ByteSpan::new(start, place))).chain(before).collect()
    }

    fn last_sentence_before(&self, text: TextId) -> Option<(TextId, ByteSpan)> {
        let before = TextId::new(text.at().checked_sub(1)?);
        let is_of_a_kind = self.body.texts.get(before.at())?.voice == self.body.texts.get(text.at())?.voice;
        let sentence = self.reading.sentences.get(before.at())?.last().copied()?;
        is_of_a_kind.then_some((before, sentence))
    }

    /// Whether a name stands in a stretch that is no actor's and may be a person's or a body's.
    fn has_stranger(&self, text: TextId, stretch: ByteSpan) -> bool {
        let names = &self.reading.names;
        let first = names.partition_point(|name| (name.text, name.span.end()) <= (text, stretch.start()));
        let inside = names.iter().skip(first).take_while(|name| name.text == text && name.span.start() < stretch.end());
        let is_nobody = |span: ByteSpan| self.mentions_in(text, span).next().is_none();
        inside
            .into_iter()
            .any(|name| name.hint != crate::reading::NameHint::Place && !name.opens_sentence && is_nobody(name.span))
    }

    /// The mentions that overlap a stretch, in order.
    fn mentions_in(&self, text: TextId, stretch: ByteSpan) -> impl DoubleEndedIterator<Item = (ByteSpan, &Id)> {
        let first = self.mentions.partition_point(|named| (named.text, named.span.end()) <= (text, stretch.start()));
        let after = self.mentions.partition_point(|named| (named.text, named.span.start()) < (text, stretch.end()));
        let inside = self.mentions.get(first..after).unwrap_or_default();
        inside.iter().map(|named| (named.span, &named.actor))
    }

    fn is_kind(&self, actor: &Id, referent: Referent) -> bool {
        match self.kinds.get(actor) {
            Some(ActorKind::Person) => referent != Referent::Body,
            Some(ActorKind::Organization | ActorKind::Group) => referent != Referent::Person,
            Some(ActorKind::Place) | None => false,
        }
    }
}

#[cfg(test)]
mod tests;
