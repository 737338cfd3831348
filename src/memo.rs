//! A memo: what a pure function gave, by the hash of what it was given. Nothing in it is ever wrong, only old, so nothing
//! has to be taken out by hand: an input that changes has another hash, and what no build asks for is forgotten.

use std::hash::Hasher;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::HashMap;
use rayon::prelude::*;
use smallvec::SmallVec;
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// The hash of an input.
pub type Key = u128;

/// The results of one function.
#[derive(Debug)]
pub struct Memo<V> {
    /// None where nothing is to be remembered.
    results: Option<Mutex<Results<V>>>,
}

type Results<V> = HashMap<Key, Remembered<V>>;

/// A result, and whether it was asked for since the last time that others were forgotten.
#[derive(Debug)]
struct Remembered<V> {
    value: V,
    used: bool,
}

/// A memo that remembers nothing, for a program that builds once.
impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self { results: None }
    }
}

impl<V: Clone> Memo<V> {
    /// A memo that remembers.
    #[must_use]
    pub fn remembering() -> Self {
        Self { results: Some(Mutex::default()) }
    }

    /// Whether anything is remembered, so that a key is worth its making.
    #[must_use]
    pub fn remembers(&self) -> bool {
        self.results.is_some()
    }

    /// The result for `key`, where there is one for which `holds` is true.
    pub fn get(&self, key: Key, holds: impl FnOnce(&V) -> bool) -> Option<V> {
        let mut results = self.lock()?;
        let result = results.get_mut(&key)?;
        result.used = true;
        let value = result.value.clone();
        drop(results);
        holds(&value).then_some(value)
    }

    /// Remembers `value` as the result for `key`.
    pub fn put(&self, key: Key, value: &V) {
        if let Some(mut results) = self.lock() {
            results.insert(key, Remembered { value: value.clone(), used: true });
        }
    }

    /// The result for a key, made where there is none. The key itself is made only where results are remembered.
    pub fn get_or(&self, key: impl FnOnce() -> Key, make: impl FnOnce() -> V) -> V {
        if !self.remembers() {
            return make();
        }
        let key = key();
        self.get(key, |_| true).unwrap_or_else(|| {
            let value = make();
            self.put(key, &value);
            value
        })
    }

    /// Forgets what was not asked for since the last time.
    pub fn forget_unused(&self) {
        if let Some(mut results) = self.lock() {
            results.retain(|_, result| std::mem::take(&mut result.used));
        }
    }

    /// Forgets everything.
    pub fn clear(&self) {
        if let Some(mut results) = self.lock() {
            results.clear();
        }
    }

    /// A thread that panicked leaves every entry whole, for each is put in one step.
    fn lock(&self) -> Option<MutexGuard<'_, Results<V>>> {
        self.results.as_ref().map(|results| results.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The results of one function for each of a long list of inputs, which is asked again with few of them changed: most are then
/// where they were, and are found by a comparison.
#[derive(Debug)]
pub struct Each<V> {
    /// Those of the last list, each with the hash of its input; none where nothing is to be remembered.
    last: Option<Mutex<Vec<(Key, V)>>>,
}

/// One that remembers nothing, for a program that builds once.
impl<V> Default for Each<V> {
    fn default() -> Self {
        Self { last: None }
    }
}

impl<V: Clone + Send + Sync> Each<V> {
    /// One that remembers.
    #[must_use]
    pub fn remembering() -> Self {
        Self { last: Some(Mutex::default()) }
    }

    /// Whether anything is remembered, so that a key is worth its making.
    #[must_use]
    pub fn remembers(&self) -> bool {
        self.last.is_some()
    }

    /// The results for `inputs`, in their order, made in parallel where the last list has none left for a key. What it has for others is
    /// forgotten. A key itself is made only where results are remembered.
    pub fn of<I: Sync>(&self, inputs: &[I], key: impl Fn(&I) -> Key + Sync, make: impl Fn(&I) -> V + Sync) -> Vec<V> {
        let Some(kept) = &self.last else { return inputs.par_iter().map(&make).collect() };
        let lock = || kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut list = std::mem::take(&mut *lock());
        let keys: Vec<Key> = inputs.par_iter().map(&key).collect();
        let is_other = |place: &usize| list.get(*place).is_none_or(|(of, _)| *of != keys[*place]);
        let others: Vec<usize> = (0..inputs.len()).filter(is_other).collect();
        let left = others.iter().copied().chain(inputs.len()..list.len());
        let left: HashMap<Key, usize> = left.filter_map(|place| Some((list.get(place)?.0, place))).collect();
        let result = |&place: &usize| {
            let moved = left.get(&keys[place]).map(|&from| list[from].1.clone());
            (keys[place], moved.unwrap_or_else(|| make(&inputs[place])))
        };
        let results: Vec<(Key, V)> = others.par_iter().map(result).collect();
        list.truncate(inputs.len());
        for (place, result) in others.into_iter().zip(results) {
            match list.get_mut(place) {
                Some(old) => *old = result,
                None => list.push(result),
            }
        }
        let values = list.iter().map(|(_, value)| value.clone()).collect();
        *lock() = list;
        values
    }

    /// Forgets everything.
    pub fn clear(&self) {
        if let Some(last) = &self.last {
            last.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
    }
}

/// The last result of a function that makes the next from it, where the two inputs differ little, and from nothing otherwise.
#[derive(Debug)]
pub struct Last<V> {
    /// None where nothing is to be remembered.
    result: Option<Mutex<Option<Arc<V>>>>,
}

/// One that remembers nothing, for a program that builds once.
impl<V> Default for Last<V> {
    fn default() -> Self {
        Self { result: None }
    }
}

impl<V> Last<V> {
    /// One that remembers.
    #[must_use]
    pub fn remembering() -> Self {
        Self { result: Some(Mutex::default()) }
    }

    /// Whether anything is remembered.
    #[must_use]
    pub fn remembers(&self) -> bool {
        self.result.is_some()
    }

    /// The next result, made with the last, if there is one.
    pub fn next(&self, make: impl FnOnce(Option<&V>) -> V) -> Arc<V> {
        let Some(result) = &self.result else { return Arc::new(make(None)) };
        let lock = || result.lock().unwrap_or_else(PoisonError::into_inner);
        let last = lock().clone();
        let next = Arc::new(make(last.as_deref()));
        *lock() = Some(Arc::clone(&next));
        next
    }
}

/// The key of several parts together; their lengths are part of it, so that no two lists of parts run into one.
#[must_use]
pub fn key(parts: &[&[u8]]) -> Key {
    let mut hasher = KeyHasher::default();
    for part in parts {
        hasher.write(&part.len().to_le_bytes());
        hasher.write(part);
    }
    hasher.key()
}

/// Makes the key (XXH3, 128 bits) of what is written to it. It hashes all at once, in the end: most keys are of so little that a hash
/// which takes it piece by piece would be longer in beginning than in hashing.
#[derive(Debug, Default)]
pub struct KeyHasher(SmallVec<[u8; KeyHasher::LITTLE]>);

impl KeyHasher {
    /// How many bytes it holds without asking for memory: as many as XXH3 hashes without a state.
    const LITTLE: usize = 240;

    /// The key of all that was written.
    #[must_use]
    pub fn key(&self) -> Key {
        xxh3_128(&self.0)
    }
}

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        xxh3_64(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_made_once_and_forgotten_when_no_build_asks_for_it() {
        let memo = Memo::remembering();
        assert_eq!(memo.get_or(|| 1, || "first"), "first");
        assert_eq!(memo.get_or(|| 1, || "second"), "first");
        memo.forget_unused();
        assert_eq!(memo.get_or(|| 1, || "second"), "first");
        memo.forget_unused();
        memo.forget_unused();
        assert_eq!(memo.get_or(|| 1, || "second"), "second");
    }

    #[test]
    fn a_result_that_no_longer_holds_is_not_given() {
        let memo = Memo::remembering();
        memo.put(1, &"old");
        assert_eq!(memo.get(1, |_| false), None);
    }

    #[test]
    fn a_forgetful_memo_makes_every_result_anew() {
        let memo = Memo::default();
        memo.put(1, &"first");
        assert_eq!(memo.get_or(|| 1, || "second"), "second");
    }

    #[test]
    fn of_a_list_only_what_is_new_is_made() {
        let asked = Mutex::new(Vec::new());
        let of = |each: &Each<String>, inputs: &[u8]| {
            let make = |input: &u8| {
                asked.lock().unwrap().push(*input);
                input.to_string()
            };
            let results = each.of(inputs, |&input| input.into(), make);
            let mut asked = std::mem::take(&mut *asked.lock().unwrap());
            asked.sort_unstable();
            (results.join(" "), asked)
        };
        let each = Each::remembering();
        assert_eq!(of(&each, &[1, 2, 3]), ("1 2 3".to_owned(), vec![1, 2, 3]));
        assert_eq!(of(&each, &[1, 4, 3]), ("1 4 3".to_owned(), vec![4]));
        assert_eq!(of(&each, &[5, 1, 4]), ("5 1 4".to_owned(), vec![5]));
        assert_eq!(of(&each, &[3]), ("3".to_owned(), vec![3]));
        each.clear();
        assert_eq!(of(&each, &[3]), ("3".to_owned(), vec![3]));
        assert_eq!(of(&Each::default(), &[3, 3]), ("3 3".to_owned(), vec![3, 3]));
    }

    #[test]
    fn a_next_result_is_made_from_the_last() {
        let count = |last: Option<&usize>| last.map_or(1, |count| count + 1);
        let kept = Last::remembering();
        assert_eq!([*kept.next(count), *kept.next(count)], [1, 2]);
        let forgetful = Last::default();
        assert_eq!([*forgetful.next(count), *forgetful.next(count)], [1, 1]);
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(key(&[b"ab", b"c"]), key(&[b"a", b"bc"]));
    }
}
