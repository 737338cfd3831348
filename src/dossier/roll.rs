//! The roll of a dossier's actors, by name. An actor's index is its place on the roll. In a session there are free places between,
//! and an actor keeps its place from build to build: one that is new takes a free place, so that what is known of the articles
//! that name the others still holds. Indices are in order of name, whatever the places.

use std::ops::{Index, IndexMut, Range};
use std::sync::Arc;

use rayon::prelude::*;

use super::{ActorEntry, ActorIndex, memory};
use crate::fold::fold;
use crate::id::Id;
use crate::memo::Key;

/// How many places there are for each actor, where a session keeps them: enough for a few that are new beside each other.
const PLACES_OF_ONE: usize = 16;

/// A free place.
const FREE: u32 = u32::MAX;

/// The actors of a dossier, by name.
#[derive(Debug, Default)]
pub struct Roll {
    entries: Vec<ActorEntry>,
    seats: Seats,
}

/// Who has which place.
#[derive(Clone, Debug, Default)]
struct Seats {
    /// The index of each actor, ascending.
    indices: Arc<[ActorIndex]>,
    /// By place on the roll that in `indices`.
    positions: Arc<[u32]>,
}

impl Seats {
    /// Those of actors with these places, which ascend.
    fn of(places: impl Iterator<Item = usize>) -> Self {
        let indices: Arc<[ActorIndex]> = places.map(ActorIndex::new).collect();
        let mut positions = vec![FREE; indices.last().map_or(0, |last| last.at() + 1)];
        for (position, index) in indices.iter().enumerate() {
            positions[index.at()] = position as u32;
        }
        Self { indices, positions: positions.into() }
    }
}

impl Roll {
    /// The roll of `entries` in the order of `places`.
    pub(super) fn new(entries: Vec<ActorEntry>, places: &Places) -> Self {
        Self { entries, seats: places.seats.clone() }
    }

    /// The actors, by name.
    pub fn iter(&self) -> std::slice::Iter<'_, ActorEntry> {
        self.entries.iter()
    }

    /// The actors, by name, to be changed.
    pub(super) fn entries_mut(&mut self) -> std::slice::IterMut<'_, ActorEntry> {
        self.entries.iter_mut()
    }

    /// The index of each actor, by name.
    pub fn indices(&self) -> impl Iterator<Item = ActorIndex> + use<'_> {
        self.seats.indices.iter().copied()
    }

    /// The actors with their indices, by name.
    pub fn indexed(&self) -> impl Iterator<Item = (ActorIndex, &ActorEntry)> {
        self.indices().zip(&self.entries)
    }

    /// The index of the first actor of which `is_meant` is true.
    pub fn find(&self, is_meant: impl Fn(&ActorEntry) -> bool) -> Option<ActorIndex> {
        self.indexed().find(|(_, actor)| is_meant(actor)).map(|(index, _)| index)
    }

    /// How many actors there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many actors stand before that one.
    #[must_use]
    pub fn position(&self, actor: ActorIndex) -> usize {
        self.seats.positions[actor.at()] as usize
    }

    /// A hash of the places.
    pub(super) fn version(&self) -> Key {
        memory::key(Key::default(), &*self.seats.indices)
    }

    /// How many places there are: more than any index.
    #[must_use]
    pub fn places(&self) -> usize {
        self.seats.positions.len()
    }
}

/// A roll without free places. The actors stand in order of their folded names, then of their ids.
impl From<Vec<ActorEntry>> for Roll {
    fn from(entries: Vec<ActorEntry>) -> Self {
        Self { seats: Seats::of(0..entries.len()), entries }
    }
}

impl Index<ActorIndex> for Roll {
    type Output = ActorEntry;

    fn index(&self, actor: ActorIndex) -> &ActorEntry {
        &self.entries[self.position(actor)]
    }
}

impl IndexMut<ActorIndex> for Roll {
    fn index_mut(&mut self, actor: ActorIndex) -> &mut ActorEntry {
        let position = self.position(actor);
        &mut self.entries[position]
    }
}

impl<'a> IntoIterator for &'a Roll {
    type Item = &'a ActorEntry;
    type IntoIter = std::slice::Iter<'a, ActorEntry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// What orders actors: the folded name, then the id.
type Name = (String, Id);

/// The order of a list of actors.
#[derive(Debug)]
pub(super) struct Order {
    /// By what each stands, sorted.
    names: Arc<[Name]>,
    /// The place of each in the list.
    from: Vec<usize>,
}

impl Order {
    pub(super) fn of(actors: &[ActorEntry]) -> Self {
        let name = |(at, actor): (usize, &ActorEntry)| ((fold(&actor.name), actor.id.clone()), at);
        let mut sorted: Vec<(Name, usize)> = actors.par_iter().enumerate().map(name).collect();
        sorted.par_sort_unstable();
        let (names, from): (Vec<Name>, Vec<usize>) = sorted.into_iter().unzip();
        Self { names: names.into(), from }
    }

    /// The list in order.
    pub(super) fn apply(&self, actors: Vec<ActorEntry>) -> Vec<ActorEntry> {
        let mut actors: Vec<Option<ActorEntry>> = actors.into_iter().map(Some).collect();
        self.from.iter().filter_map(|&at| actors.get_mut(at)?.take()).collect()
    }
}

/// The places of actors, by name.
#[derive(Debug)]
pub(super) struct Places {
    names: Arc<[Name]>,
    seats: Seats,
}

impl Places {
    /// The places of actors in that order: those that they had before, if they had any.
    pub(super) fn kept(order: &Order, before: Option<&Self>) -> Self {
        let names = Arc::clone(&order.names);
        if let Some(before) = before.filter(|before| Arc::ptr_eq(&before.names, &names)) {
            return Self { names, seats: before.seats.clone() };
        }
        let seated = before.into_iter().flat_map(|before| before.names.iter().zip(before.seats.indices.iter()));
        let mut seated = seated.peekable();
        let former = |name: &Name| {
            while seated.next_if(|(other, _)| *other < name).is_some() {}
            seated.next_if(|(other, _)| *other == name).map(|(_, index)| index.at())
        };
        let mut places: Vec<Option<usize>> = names.iter().map(former).collect();
        let mut next = 0;
        while let Some(start) = places[next..].iter().position(Option::is_none).map(|at| next + at) {
            let end = places[start..].iter().position(Option::is_some).map_or(places.len(), |at| start + at);
            next = give_places(&mut places, start..end);
        }
        Self { names, seats: Seats::of(places.into_iter().flatten()) }
    }
}

/// Gives places to those actors, in equal distances between their neighbours, some of which move where there is no room. Returns
/// the end of those that have a new place.
fn give_places(places: &mut [Option<usize>], mut new: Range<usize>) -> usize {
    let mut needed = new.len();
    loop {
        let first = places[..new.start].last().copied().flatten().map_or(0, |before| before + 1);
        let end = places[new.end..].first().copied().flatten();
        let end = end.unwrap_or(first + new.len() * PLACES_OF_ONE);
        let room = end - first;
        if room >= needed {
            for (at, place) in places[new.clone()].iter_mut().enumerate() {
                *place = Some(first + (2 * at + 1) * room / (2 * new.len()));
            }
            return new.end;
        }
        let more = new.len();
        new.start = new.start.saturating_sub(more);
        new.end = (new.end + more).min(places.len());
        places[new.clone()].fill(None);
        while new.end < places.len() && places[new.end].is_none() {
            new.end += 1;
        }
        // Those that move get as much room again, so that it lasts.
        needed = 2 * new.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Order {
        let names = names.iter().map(|name| ((*name).to_owned(), Id::new(name))).collect();
        Order { names, from: Vec::new() }
    }

    fn places(places: &Places) -> Vec<usize> {
        places.seats.indices.iter().map(|index| index.at()).collect()
    }

    #[test]
    fn who_is_new_leaves_the_others_where_they_are() {
        let first = Places::kept(&names(&["b", "d"]), None);
        let second = Places::kept(&names(&["a", "b", "c", "d", "e"]), Some(&first));
        let (first, second) = (places(&first), places(&second));
        assert_eq!([second[1], second[3]], first[..]);
        assert!(second.is_sorted_by(|one, other| one < other), "{second:?}");
    }

    #[test]
    fn places_ascend_however_many_are_new_beside_each_other() {
        let all: Vec<String> = (100..400).map(|number| number.to_string()).collect();
        let mut some = vec!["000", "999"];
        let mut kept = Places::kept(&names(&some), None);
        for (at, name) in all.iter().enumerate() {
            some.insert(if at % 3 == 0 { 1 + at } else { at.min(1) + at }, name);
            some.sort_unstable();
            kept = Places::kept(&names(&some), Some(&kept));
            let places = places(&kept);
            assert_eq!(places.len(), some.len());
            assert!(places.is_sorted_by(|one, other| one < other), "{places:?}");
        }
        let without: Vec<&str> = some.into_iter().step_by(7).collect();
        assert!(places(&Places::kept(&names(&without), Some(&kept))).is_sorted_by(|one, other| one < other));
    }
}
