//! Where one article names the actors that have a file: by a name or alias; by a surname alone, once the article gave the
//! full name; by an acronym that the article introduced in brackets. What two actors could be meant by is linked to neither.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::HashMap;

use super::gazetteer::{Gazetteer, Hit};
use super::memory::Memory;
use super::titles::Titles;
use crate::content::actor::ActorKind;
use crate::content::body::{Body, Destination, Style, Text, TextId, Voice};
use crate::content::{Actor, Article, Document, version_of};
use crate::fold::fold;
use crate::id::DocumentKind;
use crate::reading::lexicon::Lexicon;
use crate::reading::names::NameWords;
use crate::reading::{Name, NameHint, Reading};
use crate::span::ByteSpan;

/// The actors with a file, and how they may be named.
pub(super) struct Roster<'a> {
    actors: &'a [Document<Actor>],
    /// The language of articles that name none.
    site_language: &'a str,
    appellations: Arc<Appellations>,
}

/// How the actors with a file may be named.
#[derive(Debug)]
pub(super) struct Appellations {
    gazetteer: Gazetteer,
    /// Who is called so by a surname, folded: indices into `actors`, ascending.
    surnames: HashMap<String, Vec<usize>>,
    /// The surnames with a capital, for headlines.
    capitalised: Gazetteer,
    titles: Titles,
}

/// A place where an actor is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub text: TextId,
    pub span: ByteSpan,
    /// An index into the actors.
    pub actor: usize,
    pub rule: &'static str,
}

/// What one article names.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// The actors with a file that it names, by place.
    pub found: Vec<Found>,
    /// Names that more than one actor bears, or one that the article never gives in full: text, bytes, who could be meant.
    pub ambiguous: Vec<(TextId, ByteSpan, Vec<usize>)>,
    /// The names that are nobody's yet, by index into the names of the reading.
    pub rest: Vec<usize>,
}

impl<'a> Roster<'a> {
    pub(super) fn new(actors: &'a [Document<Actor>], site_language: &'a str, memory: &Memory) -> Self {
        let of_actors = || Arc::new(Appellations::of(actors));
        let appellations = memory.appellations.get_or(|| version_of(actors), of_actors);
        Self { actors, site_language, appellations }
    }

    fn is_person(&self, actor: usize) -> bool {
        self.actors[actor].front.kind == ActorKind::Person
    }
}

impl Appellations {
    fn of(actors: &[Document<Actor>]) -> Self {
        let mut surnames: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, actor) in actors.iter().enumerate().filter(|(_, actor)| actor.front.kind == ActorKind::Person) {
            let names = std::iter::once(&actor.front.name).chain(&actor.front.aliases);
            for name in names.map(|name| fold(name)) {
                for surname in surnames_of(&name) {
                    let bearers = surnames.entry(surname.to_owned()).or_default();
                    if bearers.last() != Some(&index) {
                        bearers.push(index);
                    }
                }
            }
        }
        let written: Vec<(String, &Vec<usize>)> =
            surnames.iter().map(|(surname, bearers)| (capitalise(surname), bearers)).collect();
        let borne =
            written.iter().flat_map(|(name, bearers)| bearers.iter().map(move |&bearer| (bearer, name.as_str())));
        let capitalised = Gazetteer::of_names(borne);
        Self {
            gazetteer: Gazetteer::new(actors),
            surnames: surnames.into_iter().collect(),
            capitalised,
            titles: Titles::new(actors),
        }
    }
}

/// Shorter words are no surnames but particles and initials.
const SHORTEST_SURNAME: usize = 3;

/// What a person of that folded name may be called after it was given once: each word but the first, and each tail of the name.
pub(super) fn surnames_of(folded: &str) -> Vec<&str> {
    let is_surname = |word: &&str| word.chars().count() >= SHORTEST_SURNAME && !word.ends_with('.');
    let tails = folded.match_indices(' ').filter_map(|(space, _)| folded.get(space + 1..));
    let mut all: Vec<&str> = tails.chain(folded.split(' ').skip(1)).filter(is_surname).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Where `article` names the actors of the roster.
pub(super) fn find(roster: &Roster<'_>, article: &Document<Article>, reading: &Reading) -> Mentions {
    let language = article.front.language.as_deref().unwrap_or(roster.site_language);
    let names = &Lexicon::for_language(language).names;
    let reserved = Taken::reserved(&article.body);
    let mut search = Search { roster, body: &article.body, reading, names, reserved, mentions: Mentions::default() };
    search.full_names();
    let introduced = search.introduced();
    search.rest(&introduced, &search.acronyms());
    search.headlines(&introduced);
    search.mentions.found.sort_by_key(|found| (found.text, found.span));
    let titles = roster.appellations.titles.find(
        roster.actors,
        article,
        reading,
        names,
        &search.mentions.found,
        &search.taken(),
    );
    search.mentions.found.extend(titles);
    search.mentions.found.sort_by_key(|found| (found.text, found.span));
    search.mentions
}

struct Search<'a> {
    roster: &'a Roster<'a>,
    body: &'a Body,
    reading: &'a Reading,
    names: &'a NameWords,
    /// What the editor already says the meaning of, and code.
    reserved: Taken,
    mentions: Mentions,
}

/// Places of an article that are taken: sorted, and none overlaps another.
pub(super) struct Taken(Vec<(TextId, ByteSpan)>);

impl Taken {
    /// Takes `places`, which may overlap.
    pub(super) fn new(mut places: Vec<(TextId, ByteSpan)>) -> Self {
        places.sort_unstable();
        places.dedup_by(|next, last| {
            let overlaps = last.0 == next.0 && last.1.overlaps(next.1);
            if overlaps {
                last.1 = last.1.cover(next.1);
            }
            overlaps
        });
        Self(places)
    }

    /// Code, and the words of an editor's links that say what they mean.
    pub(super) fn reserved(body: &Body) -> Self {
        let inlines = reported(body).flat_map(|(id, text)| text.inlines.iter().map(move |inline| (id, inline)));
        Self::new(
            inlines.filter(|(_, inline)| is_reserving(&inline.style)).map(|(id, inline)| (id, inline.span)).collect(),
        )
    }

    /// Whether a span of a text overlaps what is taken.
    pub(super) fn overlaps(&self, text: TextId, span: ByteSpan) -> bool {
        let first = self.0.partition_point(|(id, taken)| (*id, taken.end()) <= (text, span.start()));
        self.0.get(first).is_some_and(|(id, taken)| *id == text && taken.overlaps(span))
    }
}

fn is_reserving(style: &Style) -> bool {
    match style {
        Style::Code => true,
        Style::Link(link) => {
            matches!(link.destination, Destination::Document { .. } | Destination::Date(_) | Destination::Plain)
        }
        _ => false,
    }
}

impl Search<'_> {
    fn full_names(&mut self) {
        for (text, words) in reported(self.body) {
            for hit in self.roster.appellations.gazetteer.find(&words.plain) {
                if self.reserved.overlaps(text, hit.span)
                    || self.is_of_a_longer_name(text, &hit)
                    || self.is_a_word(words, text, &hit)
                {
                    continue;
                }
                match hit.actors {
                    &[actor] => self.mentions.found.push(Found { text, span: hit.span, actor, rule: "mention.name" }),
                    several => self.mentions.ambiguous.push((text, hit.span, several.to_vec())),
                }
            }
        }
    }

    /// Whether a hit is only part of somebody else's name: "New York" in "Bank of New York", "González" in "Felipe González".
    /// A person's full name is not ("Edmundo González" in "Edmundo González Urrutia"), nor a body's at the end of a fuller one.
    fn is_of_a_longer_name(&self, text: TextId, hit: &Hit<'_>) -> bool {
        let Some(name) = name_at(&self.reading.names, text, hit.span) else { return false };
        if !name.span.contains(hit.span) || name.span == hit.span {
            return false;
        }
        let are = |kind: ActorKind| hit.actors.iter().all(|&actor| self.roster.actors[actor].front.kind == kind);
        let plain = &self.body.text(text).plain;
        let before = plain.get(name.span.start()..hit.span.start()).unwrap_or_default();
        let is_joined = before.split_whitespace().any(|word| self.names.connectors.contains(word));
        let is_tail = name.span.end() == hit.span.end() && !is_joined;
        let is_head = name.span.start() == hit.span.start() && name.hint != NameHint::Organization;
        let is_whole = match () {
            () if are(ActorKind::Person) => hit.words > 1,
            () if are(ActorKind::Organization) => hit.words > 1 && is_tail || is_head,
            () => is_head,
        };
        !is_whole
    }

    /// Whether a hit is a common word that has its capital from its place ("Hope fades"), or a month with its day ("May 20").
    fn is_a_word(&self, words: &Text, text: TextId, hit: &Hit<'_>) -> bool {
        let written = hit.span.of_text(&words.plain).to_lowercase();
        let is_month = self.names.months.contains(&written);
        if !is_month && !self.names.also_words.contains(&written) && !self.names.common.contains(&written) {
            return false;
        }
        let after = words.plain.get(hit.span.end()..).unwrap_or_default().trim_start();
        let sentences = self.reading.sentences.get(text.at()).map(Vec::as_slice).unwrap_or_default();
        let opens = sentences.binary_search_by_key(&hit.span.start(), |sentence| sentence.start()).is_ok();
        opens || is_month && after.starts_with(|first: char| first.is_ascii_digit())
    }

    /// The persons whose full name the article gives, or to whom its editor links.
    fn introduced(&self) -> BTreeSet<usize> {
        let links = reported(self.body).flat_map(|(_, text)| &text.inlines).filter_map(|inline| match &inline.style {
            Style::Link(link) => match &link.destination {
                Destination::Document { target, .. } if target.kind == DocumentKind::Actor => Some(&target.id),
                _ => None,
            },
            _ => None,
        });
        let linked = links.filter_map(|id| self.roster.actors.binary_search_by(|actor| actor.id.cmp(id)).ok());
        let named = self.mentions.found.iter().map(|found| found.actor);
        named.chain(linked).filter(|&actor| self.roster.is_person(actor)).collect()
    }

    /// Acronyms that stand in brackets after a body's name, with the body. After a place stands an agency's.
    fn acronyms(&self) -> BTreeMap<String, usize> {
        let kind = |found: &&Found| self.roster.actors[found.actor].front.kind;
        let is_body = |found: &&Found| matches!(kind(found), ActorKind::Organization | ActorKind::Group);
        let bodies = self.mentions.found.iter().filter(is_body);
        let learned = bodies.filter_map(|found| {
            let plain = &self.body.text(found.text).plain;
            bracketed_acronym(plain.get(found.span.end()..)?).map(|acronym| (fold(acronym), found.actor))
        });
        learned.collect()
    }

    /// The names that no alias matches: surnames, acronyms, and those that stay unknown.
    fn rest(&mut self, introduced: &BTreeSet<usize>, acronyms: &BTreeMap<String, usize>) {
        let taken = self.taken();
        for (index, name) in self.reading.names.iter().enumerate() {
            let words = self.body.text(name.text);
            if words.voice != Voice::Report || taken.overlaps(name.text, name.span) {
                continue;
            }
            let folded = fold(name.span.of_text(&words.plain));
            match acronyms.get(&folded) {
                Some(&actor) => self.found(name.text, name.span, actor, "mention.acronym"),
                None if self.surname(name.text, name.span, &folded, introduced) => {}
                None => self.mentions.rest.push(index),
            }
        }
    }

    fn found(&mut self, text: TextId, span: ByteSpan, actor: usize, rule: &'static str) {
        self.mentions.found.push(Found { text, span, actor, rule });
    }

    /// What is reserved, linked or ambiguous.
    fn taken(&self) -> Taken {
        let found = self.mentions.found.iter().map(|found| (found.text, found.span));
        let ambiguous = self.mentions.ambiguous.iter().map(|(text, span, _)| (*text, *span));
        Taken::new(self.reserved.0.iter().copied().chain(found).chain(ambiguous).collect())
    }

    /// Links a surname to the one person of that surname whom the article introduced. Whether it was anybody's.
    fn surname(&mut self, text: TextId, span: ByteSpan, folded: &str, introduced: &BTreeSet<usize>) -> bool {
        let Some(bearers) = self.roster.appellations.surnames.get(folded) else { return false };
        let meant: Vec<usize> = bearers.iter().copied().filter(|actor| introduced.contains(actor)).collect();
        match (meant.as_slice(), bearers.as_slice()) {
            (&[actor], _) => self.found(text, span, actor, "mention.surname"),
            ([], bearers) => self.mentions.ambiguous.push((text, span, bearers.to_vec())),
            (several, _) => self.mentions.ambiguous.push((text, span, several.to_vec())),
        }
        true
    }

    /// Surnames in headlines, where capitals tell nothing and no names were recognised.
    fn headlines(&mut self, introduced: &BTreeSet<usize>) {
        let taken = self.taken();
        for (text, words) in reported(self.body).filter(|(text, _)| !has_names(self.reading, *text)) {
            for hit in self.roster.appellations.capitalised.find(&words.plain) {
                let mut meant = hit.actors.iter().filter(|actor| introduced.contains(actor));
                if let (Some(&actor), None, false) = (meant.next(), meant.next(), taken.overlaps(text, hit.span)) {
                    self.found(text, hit.span, actor, "mention.surname");
                }
            }
        }
    }
}

/// The texts of a body that are the report's own words.
pub(super) fn reported(body: &Body) -> impl Iterator<Item = (TextId, &Text)> {
    let texts = body.text_ids().map(|id| (id, body.text(id)));
    texts.filter(|(_, text)| text.voice == Voice::Report)
}

/// Whether a reading found names in a text; it finds none in headlines.
pub(super) fn has_names(reading: &Reading, text: TextId) -> bool {
    name_at(&reading.names, text, ByteSpan::new(0, usize::MAX)).is_some()
}

/// The first name that overlaps a span of a text; `names` are sorted by place.
pub(super) fn name_at(names: &[Name], text: TextId, span: ByteSpan) -> Option<&Name> {
    let first = names.partition_point(|name| (name.text, name.span.end()) <= (text, span.start()));
    names.get(first).filter(|name| name.text == text && name.span.overlaps(span))
}

/// An acronym has no more letters.
const LONGEST_ACRONYM: usize = 8;

/// The acronym in brackets at the head of `after`: " (CNE)".
pub(super) fn bracketed_acronym(after: &str) -> Option<&str> {
    let (acronym, _) = after.trim_start().strip_prefix('(')?.split_once(')')?;
    let fits = (2..=LONGEST_ACRONYM).contains(&acronym.len())
        && acronym.chars().all(|letter| letter.is_uppercase() || letter == '.');
    fits.then_some(acronym)
}

fn capitalise(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
