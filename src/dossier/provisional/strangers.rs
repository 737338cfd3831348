//! The strangers of one article: the names in it that are no actor's yet, each with its places. Names are grouped by what an article
//! makes of each, so that a name which an article repeats is looked at once.

use std::cell::LazyCell;
use std::hash::Hash as _;
use std::ops::Range;
use std::sync::OnceLock;

use foldhash::{HashMap, HashSet};
use xxhash_rust::xxh3::Xxh3Default;

use super::register::{Entries, NameKey, Register, Spelled, Spelling, key_of};
use crate::content::body::TextId;
use crate::dossier::memory::Subject;
use crate::dossier::mentions::{self, Mentions};
use crate::memo::Key;
use crate::reading::{Name, NameHint};
use crate::span::ByteSpan;

/// The names of an article that are no actor's.
#[derive(Debug)]
pub(in crate::dossier) struct Strangers {
    /// By the place of each in `names`.
    occurrences: Box<[Occurrence]>,
    /// Those of one key together, in order of the key's first place.
    names: Box<[Stranger]>,
    /// The acronyms in brackets, in order, each with the name before it, for which it stands.
    pub(super) acronyms: Box<[(NameKey, NameKey)]>,
    /// The initials of bodies' names, each with the name.
    pub(super) initials: Box<[(NameKey, NameKey)]>,
    /// The names that the front matter lists, in its order.
    pub(super) listed: Box<[Spelling]>,
    digest: OnceLock<Key>,
}

/// A name of an article, taken for one kind of thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Stranger {
    /// What spellings of it have in common.
    pub(super) key: NameKey,
    /// Whether it is taken for a place or an organization. The same name may be, elsewhere in the article, a person's.
    pub(super) is_other: bool,
    /// Whether a spelling of it is an acronym.
    pub(super) is_acronym: bool,
    /// Whether it stands in capitals alone.
    pub(super) is_shouted: bool,
    /// How much speaks for a person.
    pub(super) weight: i32,
    /// At how many places it has several words, or does not open a sentence.
    pub(super) plain: u32,
    /// Its places among the occurrences of the article.
    first: u32,
    end: u32,
}

impl Stranger {
    /// At how many places it stands.
    pub(super) fn count(&self) -> u32 {
        self.end - self.first
    }

    fn range(&self) -> Range<usize> {
        self.first as usize..self.end as usize
    }
}

/// One place where an article has a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    pub(super) text: TextId,
    pub(super) span: ByteSpan,
    pub(super) spelling: Spelling,
    pub(super) hint: NameHint,
}

impl Strangers {
    /// Those of an article with these mentions of others. The outlet's name in its own report is its signature, and none of them.
    pub(in crate::dossier) fn of(subject: Subject<'_>, mentions: &Mentions, register: &Register) -> Self {
        let Subject { document, reading } = subject;
        let mut register = register.lock();
        let outlet = register.enter(&key_of(&document.front.source));
        let mut gathered = Gathered::default();
        let words = |name: &Name| name.span.of_text(&document.body.text(name.text).plain);
        let fuller = LazyCell::new(|| last_words(reading.names.iter().map(words)));
        let is_nobody = |name: &Name| name.is_ordinary && name.hint == NameHint::None && !fuller.contains(words(name));
        for name in mentions.rest.iter().filter_map(|&index| reading.names.get(index)).filter(|name| !is_nobody(name)) {
            gathered.note(name, &document.body.text(name.text).plain, outlet, &mut register);
        }
        let listed = document.front.actors.iter().map(|name| register.spelling(name)).collect();
        Self { listed, ..gathered.sorted() }
    }

    /// Each name once, or twice where it is taken for things of two kinds, which then follow one another.
    pub(super) fn names(&self) -> &[Stranger] {
        &self.names
    }

    /// Where a name stands.
    pub(super) fn places(&self, name: &Stranger) -> &[Occurrence] {
        &self.occurrences[name.range()]
    }

    /// A hash of all but their places.
    pub(super) fn digest(&self) -> Key {
        *self.digest.get_or_init(|| {
            let mut hasher = Xxh3Default::new();
            (&self.names, &self.acronyms, &self.initials, &self.listed).hash(&mut hasher);
            for Occurrence { text: _, span: _, spelling, hint } in &self.occurrences {
                (spelling, hint).hash(&mut hasher);
            }
            hasher.digest128()
        })
    }
}

/// The last words of the names that have several.
fn last_words<'a>(names: impl Iterator<Item = &'a str>) -> HashSet<&'a str> {
    names.filter_map(|name| name.rsplit_once(' ')).map(|(_, last)| last).collect()
}

/// What was gathered of an article's names, in order of place.
#[derive(Default)]
struct Gathered {
    occurrences: Vec<(Stranger, Occurrence)>,
    acronyms: Vec<(NameKey, NameKey)>,
    initials: Vec<(NameKey, NameKey)>,
}

impl Gathered {
    fn note(&mut self, name: &Name, plain: &str, outlet: NameKey, register: &mut Entries) {
        let spelling = register.spelling(name.span.of_text(plain));
        let &Spelled { key, initials, form, .. } = register.spelled(spelling);
        if key == outlet {
            return;
        }
        let is_other = matches!(name.hint, NameHint::Place | NameHint::Organization);
        let stranger = Stranger {
            key,
            is_other,
            is_acronym: form.is_acronym,
            is_shouted: form.is_shouted,
            weight: match name.hint {
                NameHint::Person => 2,
                NameHint::None => 0,
                NameHint::Place | NameHint::Organization => -1,
            },
            plain: u32::from(!name.opens_sentence || form.is_several_words),
            first: 0,
            end: 0,
        };
        self.occurrences.push((stranger, Occurrence { text: name.text, span: name.span, spelling, hint: name.hint }));
        if let Some(acronym) = mentions::bracketed_acronym(plain.get(name.span.end()..).unwrap_or_default()) {
            let acronym = register.enter(&key_of(acronym));
            if stands_for(acronym, key, name.hint, register) {
                self.acronyms.push((acronym, key));
            }
        }
        self.initials.extend(initials.filter(|_| is_other).map(|initials| (initials, key)));
    }

    fn sorted(mut self) -> Strangers {
        let mut order: HashMap<NameKey, usize> = HashMap::default();
        for (stranger, _) in &self.occurrences {
            let next = order.len();
            order.entry(stranger.key).or_insert(next);
        }
        self.occurrences.sort_by_key(|(stranger, _)| (order[&stranger.key], stranger.is_other));
        let mut names: Vec<Stranger> = Vec::new();
        for (at, (stranger, _)) in (0..).zip(&self.occurrences) {
            match names.last_mut().filter(|last| (last.key, last.is_other) == (stranger.key, stranger.is_other)) {
                Some(last) => {
                    last.is_acronym |= stranger.is_acronym;
                    last.is_shouted &= stranger.is_shouted;
                    last.weight += stranger.weight;
                    last.plain += stranger.plain;
                    last.end = at + 1;
                }
                None => names.push(Stranger { first: at, end: at + 1, ..stranger.clone() }),
            }
        }
        self.initials.sort_unstable();
        self.initials.dedup();
        Strangers {
            occurrences: self.occurrences.into_iter().map(|(_, occurrence)| occurrence).collect(),
            names: names.into(),
            acronyms: self.acronyms.into(),
            initials: self.initials.into(),
            listed: Box::default(),
            digest: OnceLock::new(),
        }
    }
}

/// Whether an acronym in brackets after a name is that name's, and not an agency's after a town or a party's after a person:
/// the name is a body's, or its letters hold those of the acronym in order.
fn stands_for(acronym: NameKey, name: NameKey, hint: NameHint, register: &Entries) -> bool {
    let (acronym, name) = (&register.key(acronym).name, &register.key(name).name);
    let mut letters = name.chars();
    let is_spelled = name.chars().next() == acronym.chars().next()
        && acronym.chars().all(|letter| letters.any(|other| other == letter));
    match hint {
        NameHint::Organization => true,
        NameHint::None => is_spelled,
        NameHint::Person | NameHint::Place => false,
    }
}
