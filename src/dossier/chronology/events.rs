//! To which event a dated passage belongs where no link says so: one whose days it meets, if they share a word of the
//! event's title, or two actors, or the event's only one. Of several, the one with which it shares the most.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::passages::Passage;
use crate::dossier::profiles::Directory;
use crate::dossier::words::{has_content, keys};
use crate::dossier::{ActorIndex, Dossier};
use crate::edtf::Edtf;

/// The longest event, in days, to which passages are assigned without a link. A longer one is a period in which many things happen.
const LONGEST_EVENT_DAYS: usize = 31;
/// How many shared actors tell that a passage is about an event.
const ENOUGH_ACTORS: usize = 2;

/// The editor's events, by day.
pub(super) struct Events {
    days: BTreeMap<Date, Vec<usize>>,
    actors: Vec<Vec<ActorIndex>>,
    titles: Vec<BTreeSet<String>>,
}

impl Events {
    pub(super) fn new(dossier: &Dossier, directory: &Directory) -> Self {
        let events = &dossier.content.events;
        let mut days: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
        for (at, event) in events.iter().enumerate() {
            days_of(&event.front.date).into_iter().for_each(|day| days.entry(day).or_default().push(at));
        }
        let title = |title: &str| keys(title).into_iter().filter(|word| has_content(word)).collect();
        let titles = events.iter().map(|event| title(&event.front.title)).collect();
        let actors =
            |event: &crate::content::Event| event.actors.iter().filter_map(|name| directory.named(name)).collect();
        Self { days, titles, actors: events.iter().map(|event| actors(&event.front)).collect() }
    }

    /// The actors of an event's file.
    pub(super) fn actors(&self, event: usize) -> &[ActorIndex] {
        &self.actors[event]
    }

    /// The event to which a passage belongs. Events that the passage's sentence links to need nothing else in common.
    pub(super) fn that_fits(&self, dossier: &Dossier, passage: &Passage, linked: &[usize]) -> Option<usize> {
        let days = passage.date.as_ref().map(days_of).unwrap_or_default();
        let candidates: BTreeSet<usize> = days.iter().filter_map(|day| self.days.get(day)).flatten().copied().collect();
        if candidates.is_empty() {
            return None;
        }
        if let Some(&event) = linked.iter().find(|event| candidates.contains(event)) {
            return Some(event);
        }
        let (actors, words) = (passage.actors(dossier), passage.content_words(dossier));
        let scored = candidates.into_iter().filter_map(|event| Some((self.shared(event, &actors, &words)?, event)));
        scored.max_by_key(|&(shared, event)| (shared, std::cmp::Reverse(event))).map(|(_, event)| event)
    }

    /// How much an event shares with a passage, where that is enough.
    fn shared(&self, event: usize, actors: &BTreeSet<ActorIndex>, words: &BTreeSet<String>) -> Option<usize> {
        let shared_actors = self.actors[event].iter().filter(|actor| actors.contains(actor)).count();
        let shared_words = self.titles[event].intersection(words).count();
        let needed = self.actors[event].len().clamp(1, ENOUGH_ACTORS);
        (shared_words > 0 || shared_actors >= needed).then_some(shared_actors + shared_words)
    }
}

/// The days of a date, where they are few; none of one that is open or long.
fn days_of(date: &Edtf) -> Vec<Date> {
    let Some((first, last)) = date.earliest().zip(date.latest()) else { return Vec::new() };
    let days: Vec<Date> =
        first.series(jiff::Span::new().days(1)).take_while(|&day| day <= last).take(LONGEST_EVENT_DAYS + 1).collect();
    if days.len() > LONGEST_EVENT_DAYS { Vec::new() } else { days }
}
