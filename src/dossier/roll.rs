//! The roll of a dossier's actors, by name. An actor's index is its place on the roll. In a session there are free places between,
//! and an actor keeps its place from build to build: one that is new takes a free place, so that what is known of the articles
//! that name the others still holds. Indices are in order of name, whatever the places.

use std::cmp::Ordering;
use std::ops::{Index, IndexMut, Range};

use super::{ActorEntry, ActorIndex};
use crate::fold::fold;
use crate::id::Id;

/// How many places there are for each actor, where a session keeps them: enough for a few that are new beside each other.
const PLACES_OF_ONE: usize = 16;

/// A free place.
const FREE: u32 = u32::MAX;

/// The actors of a dossier, by name.
#[derive(Debug, Default)]
pub struct Roll {
    entries: Vec<ActorEntry>,
    /// The index of each, ascending.
    indices: Vec<ActorIndex>,
    /// By place on the roll the place in `entries`.
    positions: Vec<u32>,
}

impl Roll {
    /// The roll of `entries` in the order of `places`.
    pub(super) fn new(entries: Vec<ActorEntry>, places: &Places) -> Self {
        Self::at(entries, places.0.iter().map(|&(_, place)| ActorIndex::new(place)).collect())
    }

    fn at(entries: Vec<ActorEntry>, indices: Vec<ActorIndex>) -> Self {
        let mut positions = vec![FREE; indices.last().map_or(0, |last| last.at() + 1)];
        for (position, index) in indices.iter().enumerate() {
            positions[index.at()] = position as u32;
        }
        Self { entries, indices, positions }
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
        self.indices.iter().copied()
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
        self.positions[actor.at()] as usize
    }

    /// How many places there are: more than any index.
    #[must_use]
    pub fn places(&self) -> usize {
        self.positions.len()
    }
}

/// A roll without free places. The actors stand in order of their [`name`].
impl From<Vec<ActorEntry>> for Roll {
    fn from(entries: Vec<ActorEntry>) -> Self {
        let indices = (0..entries.len()).map(ActorIndex::new).collect();
        Self::at(entries, indices)
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

/// The places of actors, by name.
#[derive(Debug)]
pub(super) struct Places(Vec<(Name, usize)>);

/// What an actor stands by.
pub(super) fn name(actor: &ActorEntry) -> Name {
    (fold(&actor.name), actor.id.clone())
}

impl Places {
    /// The places of actors of these names, which are sorted: those that they had before, if they had any.
    pub(super) fn kept(names: Vec<Name>, before: Option<&Self>) -> Self {
        let mut before = before.map(|before| before.0.as_slice()).unwrap_or_default();
        let place = |name: &Name| {
            while let Some(((other, place), rest)) = before.split_first() {
                match other.cmp(name) {
                    Ordering::Less => before = rest,
                    Ordering::Equal => return Some(*place),
                    Ordering::Greater => break,
                }
            }
            None
        };
        let mut places: Vec<Option<usize>> = names.iter().map(place).collect();
        let mut next = 0;
        while let Some(start) = places[next..].iter().position(Option::is_none).map(|at| next + at) {
            let end = places[start..].iter().position(Option::is_some).map_or(places.len(), |at| start + at);
            next = give_places(&mut places, start..end);
        }
        Self(names.into_iter().zip(places.into_iter().flatten()).collect())
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

    fn names(names: &[&str]) -> Vec<Name> {
        names.iter().map(|name| ((*name).to_owned(), Id::new(name))).collect()
    }

    fn places(places: &Places) -> Vec<usize> {
        places.0.iter().map(|&(_, place)| place).collect()
    }

    #[test]
    fn who_is_new_leaves_the_others_where_they_are() {
        let first = Places::kept(names(&["b", "d"]), None);
        let second = Places::kept(names(&["a", "b", "c", "d", "e"]), Some(&first));
        let (first, second) = (places(&first), places(&second));
        assert_eq!([second[1], second[3]], first[..]);
        assert!(second.is_sorted_by(|one, other| one < other), "{second:?}");
    }

    #[test]
    fn places_ascend_however_many_are_new_beside_each_other() {
        let all: Vec<String> = (100..400).map(|number| number.to_string()).collect();
        let mut some = vec!["000", "999"];
        let mut kept = Places::kept(names(&some), None);
        for (at, name) in all.iter().enumerate() {
            some.insert(if at % 3 == 0 { 1 + at } else { at.min(1) + at }, name);
            some.sort_unstable();
            kept = Places::kept(names(&some), Some(&kept));
            let places = places(&kept);
            assert_eq!(places.len(), some.len());
            assert!(places.is_sorted_by(|one, other| one < other), "{places:?}");
        }
        let without: Vec<&str> = some.into_iter().step_by(7).collect();
        assert!(places(&Places::kept(names(&without), Some(&kept))).is_sorted_by(|one, other| one < other));
    }
}
