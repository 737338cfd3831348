//! Lists of many owners, laid end to end in one: where there are tens of thousands, most of them short, one list is made sooner
//! than all of theirs, and is given back sooner.

use std::ops::{Deref, Range};
use std::sync::Arc;

/// One owner's part of a list. It is shared, so that a copy costs nothing.
#[derive(Clone, Debug)]
pub struct Slice<T> {
    all: Arc<[T]>,
    range: Range<u32>,
}

/// The part of an owner who has nothing.
impl<T> Default for Slice<T> {
    fn default() -> Self {
        Self { all: Arc::default(), range: 0..0 }
    }
}

/// A list of one owner alone.
#[cfg(test)]
impl<T> From<Vec<T>> for Slice<T> {
    fn from(list: Vec<T>) -> Self {
        Self { range: 0..list.len() as u32, all: list.into() }
    }
}

impl<T> Deref for Slice<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.all[self.range.start as usize..self.range.end as usize]
    }
}

impl<'a, T> IntoIterator for &'a Slice<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Deals items out to so many owners, each item with the number of its owner. Those of one owner stay in order.
pub(super) fn deal<T: Copy>(owners: usize, items: impl Iterator<Item = (usize, T)> + Clone) -> Vec<Slice<T>> {
    let Some((_, any)) = items.clone().next() else { return vec![Slice::default(); owners] };
    let mut ends = vec![0_u32; owners];
    for (owner, _) in items.clone() {
        ends[owner] += 1;
    }
    let mut count = 0;
    for end in &mut ends {
        count += std::mem::replace(end, count);
    }
    let mut all: Arc<[T]> = std::iter::repeat_n(any, count as usize).collect();
    let list = Arc::make_mut(&mut all);
    for (owner, item) in items {
        let next = &mut ends[owner];
        list[*next as usize] = item;
        *next += 1;
    }
    parts(&all, ends.into_iter())
}

/// Cuts a list up among so many owners, in whose order it is.
pub(super) fn cut<T>(owners: usize, list: Vec<T>, owner: impl Fn(&T) -> usize) -> Vec<Slice<T>> {
    debug_assert!(list.is_sorted_by_key(&owner), "the list is in order of its owners");
    let mut end = 0;
    let ends: Vec<u32> = (0..owners)
        .map(|at| {
            end += list[end..].iter().take_while(|item| owner(item) == at).count();
            end as u32
        })
        .collect();
    parts(&list.into(), ends.into_iter())
}

/// The parts of a list, by where each ends.
fn parts<T>(all: &Arc<[T]>, ends: impl Iterator<Item = u32>) -> Vec<Slice<T>> {
    let mut start = 0;
    ends.map(|end| Slice { all: Arc::clone(all), range: std::mem::replace(&mut start, end)..end }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(slices: &[Slice<char>]) -> Vec<String> {
        slices.iter().map(|slice| slice.iter().collect()).collect()
    }

    #[test]
    fn every_owner_gets_its_items_in_order() {
        let items = [(2, 'a'), (0, 'b'), (2, 'c'), (0, 'd')];
        assert_eq!(lists(&deal(4, items.into_iter())), ["bd", "", "ac", ""]);
        assert_eq!(lists(&deal(2, std::iter::empty())), ["", ""]);
    }

    #[test]
    fn a_list_in_order_of_its_owners_is_cut_between_them() {
        let list = vec![(1, 'a'), (1, 'b'), (3, 'c')];
        let slices = cut(4, list, |&(owner, _)| owner);
        let lengths: Vec<usize> = slices.iter().map(|slice| slice.len()).collect();
        assert_eq!((lengths, slices[3][0].1), (vec![0, 2, 0, 1], 'c'));
        assert!(cut(2, Vec::<char>::new(), |_| 0).iter().all(|slice| slice.is_empty()));
    }
}
