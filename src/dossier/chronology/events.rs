//! To which event a dated passage belongs where no link says so: one whose days it meets, if they share a word of the
//! event's title, or two actors, or the event's only one. In a report that tells the event in another passage, too, one
//! actor is enough, be it that the passage holds his words. Of several events, the one with which the passage shares the
//! most, where an actor counts for two words; of two that share alike, none.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash as _, Hasher};
use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::features::Feature;
use super::passages::Passage;
use crate::dossier::profiles::Directory;
use crate::dossier::words::keys;
use crate::dossier::{ActorIndex, Dossier};
use crate::edtf::Edtf;

/// The longest event, in days, to which passages are assigned without a link. A longer one is a period in which many things happen.
const LONGEST_EVENT_DAYS: i32 = 31;
/// How many shared actors tell that a passage is about an event.
const ENOUGH_ACTORS: usize = 2;
/// How many shared words of the title a shared actor is worth.
const ACTOR_WORDS: usize = 2;

/// The editor's events, by day.
pub(super) struct Events {
    days: BTreeMap<Date, Vec<usize>>,
    actors: Vec<Vec<ActorIndex>>,
    /// The words of each title, sorted.
    titles: Vec<Vec<Feature>>,
}

impl Events {
    pub(super) fn new(dossier: &Dossier, directory: &Directory) -> Self {
        let events = &dossier.content.events;
        let mut days: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
        for (at, event) in events.iter().enumerate() {
            for day in few_days_of(&event.front.date).into_iter().flat_map(each_day) {
                days.entry(day).or_default().push(at);
            }
        }
        let titles = events.iter().map(|event| title_words(&event.front.title)).collect();
        let actors =
            |event: &crate::content::Event| event.actors.iter().filter_map(|name| directory.named(name)).collect();
        Self { days, titles, actors: events.iter().map(|event| actors(&event.front)).collect() }
    }

    /// Hashes who the actors of all events are.
    pub(super) fn hash_actors(&self, hasher: &mut impl Hasher) {
        self.actors.hash(hasher);
    }

    /// The actors of an event's file.
    pub(super) fn actors(&self, event: usize) -> &[ActorIndex] {
        &self.actors[event]
    }

    /// The event to which a passage belongs. Events that the passage's sentence links to need nothing else in common.
    pub(super) fn that_fits(&self, passage: &Passage, linked: &[usize]) -> Option<usize> {
        let candidates = self.on_days_of(passage);
        if let Some(&event) = linked.iter().find(|event| candidates.contains(event)) {
            return Some(event);
        }
        let needed = |event: usize| self.actors[event].len().clamp(1, ENOUGH_ACTORS);
        self.best(passage, candidates.into_iter().map(|event| (event, needed(event))))
    }

    /// The event to which a passage belongs that fits none by itself, among those that its report tells elsewhere.
    pub(super) fn told_in_report(&self, passage: &Passage, is_told: impl Fn(usize) -> bool) -> Option<usize> {
        let candidates = self.on_days_of(passage).into_iter().filter(|&event| is_told(event));
        self.best(passage, candidates.map(|event| (event, 1)))
    }

    fn on_days_of(&self, passage: &Passage) -> BTreeSet<usize> {
        let days = passage.date.as_ref().and_then(few_days_of);
        days.into_iter().flat_map(|days| self.days.range(days)).flat_map(|(_, events)| events).copied().collect()
    }

    /// Of events, each with the number of actors that it must share, the one that shares the most with a passage.
    fn best(&self, passage: &Passage, candidates: impl Iterator<Item = (usize, usize)>) -> Option<usize> {
        let shared = |(event, needed)| Some((self.shared(event, needed, &passage.speaks_of)?, event));
        let mut fitting: Vec<(usize, usize)> = candidates.filter_map(shared).collect();
        fitting.sort_unstable();
        match fitting.as_slice() {
            [.., (second, _), (first, _)] if second == first => None,
            [.., (_, event)] => Some(*event),
            [] => None,
        }
    }

    /// How much an event shares with a passage, where that is enough.
    fn shared(&self, event: usize, needed: usize, speaks_of: &[Feature]) -> Option<usize> {
        let is_shared = |feature: &Feature| speaks_of.binary_search(feature).is_ok();
        let shared_actors = self.actors[event].iter().filter(|actor| is_shared(&Feature::Actor(**actor))).count();
        let shared_words = self.titles[event].iter().filter(|word| is_shared(word)).count();
        (shared_words > 0 || shared_actors >= needed).then_some(shared_actors * ACTOR_WORDS + shared_words)
    }
}

fn title_words(title: &str) -> Vec<Feature> {
    let mut words: Vec<Feature> = Feature::of_words(keys(title).iter().map(String::as_str)).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The first and the last day of a date, where there are few between them; none of one that is open or long.
fn few_days_of(date: &Edtf) -> Option<RangeInclusive<Date>> {
    let (first, last) = date.earliest().zip(date.latest())?;
    ((last - first).get_days() < LONGEST_EVENT_DAYS && first <= last).then_some(first..=last)
}

fn each_day(days: RangeInclusive<Date>) -> impl Iterator<Item = Date> {
    let last = *days.end();
    days.start().series(jiff::Span::new().days(1)).take_while(move |&day| day <= last)
}
