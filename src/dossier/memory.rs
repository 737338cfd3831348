//! What earlier builds worked out of each article by itself, or against lists that seldom change: whom it names, its marks with
//! their anchors, its sentences as they are compared; and what of all articles an edit to one seldom changes: whose names are
//! one, and the chronology. Each is a pure function, kept by a hash of all that it was given (see [`crate::memo`]), so that a
//! build after a save does little more than what concerns the article that was saved.

use std::hash::Hash;
use std::sync::Arc;

use super::actors::{Named, Spellings};
use super::chronology::{Chronology, Telling};
use super::gazetteer::Gazetteer;
use super::ledger::Fits;
use super::mentions::Appellations;
use super::misdated::Misdated;
use super::passages::{Compared, Sentences};
use super::profiles::{Account, Company, Directory, Lists};
use super::provisional::{Grouping, InHeadline, Placed, Register};
use super::references::Outgoing;
use super::related::Related;
use super::roll::{Order, Places};
use super::sources::Sources;
use super::{ActorIndex, Annotation, Backlinks, Firsts, Slice};
use crate::content::{Article, Document};
use crate::memo::{Each, Key, KeyHasher, Last, Memo};
use crate::reading::Reading;

/// What earlier builds worked out; by default nothing, and nothing is remembered.
#[derive(Debug, Default)]
pub struct Memory {
    /// The articles by date of publication, given all front matter.
    pub(super) oldest_first: Memo<Arc<[usize]>>,
    /// How the actors that have a file may be named.
    pub(super) appellations: Memo<Arc<Appellations>>,
    /// Whom each article names, given the actors that have a file.
    pub(super) names: Each<Arc<Named>>,
    /// The names that articles have, by number.
    pub(super) register: Register,
    /// Which names without a file are one actor's, given those of all articles.
    pub(super) groupings: Memo<Arc<Grouping>>,
    /// The spellings of all names without a file that are an actor's, ready to be searched for.
    pub(super) gazetteers: Memo<Arc<Gazetteer>>,
    /// Where the headlines of each article name somebody without a file, given the spellings of all such names.
    pub(super) headlines: Each<Arc<[InHeadline]>>,
    /// Where each article names somebody without a file, and whom it could mean, given which names are one.
    pub(super) newcomers: Each<Placed>,
    /// The order of actors, given their names and ids.
    pub(super) orders: Memo<Arc<Order>>,
    /// The places of actors on the roll, which they keep.
    pub(super) places: Last<Places>,
    /// How the actors that have a file are spelled, given how each article spells them.
    pub(super) spellings: Memo<Arc<[Spellings]>>,
    /// The outlets, given all front matter.
    pub(super) sources: Memo<Arc<Sources>>,
    /// The actors by id and by name, given the roll.
    pub(super) directories: Memo<Arc<Directory>>,
    /// What tells the marks of each article, given what is known of all actors and outlets.
    pub(super) annotation_versions: Each<Key>,
    /// The marks of each article, given whom it names.
    pub(super) annotations: Memo<Arc<Annotation>>,
    /// The sentences of each article by which copies are found.
    pub(super) shingles: Each<Arc<Sentences>>,
    /// The copies that were found among the articles as they were.
    pub(super) compared: Last<Compared>,
    /// The figures of each article with their measures, given its marks and the measures and events that have a file.
    pub(super) fits: Each<Arc<Fits>>,
    /// What each article tells of when something happened, given its marks and the events that have a file.
    pub(super) told: Each<Arc<Telling>>,
    /// The actors that each article lists, given all front matter and all actors.
    pub(super) listed: Memo<Arc<[Box<[ActorIndex]>]>>,
    /// What each article says of actors, given its marks and the actors that it lists.
    pub(super) accounts: Each<Arc<Account>>,
    /// What belongs to each actor, given what all articles say of them.
    pub(super) lists: Memo<Arc<Lists>>,
    /// The entries of the chronology that concern each actor, given the chronology.
    pub(super) entries: Memo<Arc<[Slice<usize>]>>,
    /// With whom each actor appears, given the pairs that each article names together.
    pub(super) companies: Memo<Arc<[(ActorIndex, Company)]>>,
    /// What each article links to, given its marks.
    pub(super) outgoing: Each<Arc<Outgoing>>,
    /// What links to each document, given what each article links to, and all others.
    pub(super) backlinks: Memo<Arc<Backlinks>>,
    /// The dates of each article that do not fit its publication, given its marks.
    pub(super) misdated: Each<Option<Misdated>>,
    /// What outlets were first with, given the copies, the ledgers and the chronology.
    pub(super) firsts: Memo<Arc<[Firsts]>>,
    /// What articles have in common, given the measures, the events and the actors of all.
    pub(super) related: Memo<Arc<[Arc<Related>]>>,
    /// What each article has in common with others, given who shares each of its topics.
    pub(super) relations: Each<Arc<Related>>,
    /// The chronology, given what all articles tell: an edit to a sentence without a date leaves it as it was.
    pub(super) chronology: Memo<Chronology>,
}

impl Memory {
    /// A memory that is kept from build to build.
    #[must_use]
    pub fn remembering() -> Self {
        Self {
            oldest_first: Memo::remembering(),
            appellations: Memo::remembering(),
            names: Each::remembering(),
            register: Register::default(),
            groupings: Memo::remembering(),
            gazetteers: Memo::remembering(),
            headlines: Each::remembering(),
            newcomers: Each::remembering(),
            orders: Memo::remembering(),
            places: Last::remembering(),
            spellings: Memo::remembering(),
            sources: Memo::remembering(),
            directories: Memo::remembering(),
            annotation_versions: Each::remembering(),
            annotations: Memo::remembering(),
            shingles: Each::remembering(),
            compared: Last::remembering(),
            fits: Each::remembering(),
            told: Each::remembering(),
            listed: Memo::remembering(),
            accounts: Each::remembering(),
            lists: Memo::remembering(),
            entries: Memo::remembering(),
            companies: Memo::remembering(),
            outgoing: Each::remembering(),
            backlinks: Memo::remembering(),
            misdated: Each::remembering(),
            firsts: Memo::remembering(),
            related: Memo::remembering(),
            relations: Each::remembering(),
            chronology: Memo::remembering(),
        }
    }

    /// Forgets what the last build did not ask for.
    pub fn forget_unused(&self) {
        self.oldest_first.forget_unused();
        self.appellations.forget_unused();
        self.groupings.forget_unused();
        if self.register.is_overgrown() {
            self.register.clear();
            // They tell names by the numbers of the register, or are kept by what does.
            self.names.clear();
            self.groupings.clear();
            self.newcomers.clear();
            self.spellings.clear();
            self.annotation_versions.clear();
        }
        self.gazetteers.forget_unused();
        self.orders.forget_unused();
        self.spellings.forget_unused();
        self.sources.forget_unused();
        self.directories.forget_unused();
        self.annotations.forget_unused();
        self.listed.forget_unused();
        self.lists.forget_unused();
        self.entries.forget_unused();
        self.companies.forget_unused();
        self.backlinks.forget_unused();
        self.firsts.forget_unused();
        self.related.forget_unused();
        self.chronology.forget_unused();
    }
}

/// An article with what it was read to say.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The article.
    pub document: &'a Document<Article>,
    /// What it was read to say.
    pub reading: &'a Reading,
}

impl Subject<'_> {
    /// A hash of all from which it was read.
    pub(super) fn version(&self) -> Key {
        self.reading.version
    }
}

/// The key of what is worked out of something of that version, given `others`.
pub(super) fn key(version: Key, others: impl Hash) -> Key {
    let mut hasher = KeyHasher::default();
    (version, others).hash(&mut hasher);
    hasher.key()
}
