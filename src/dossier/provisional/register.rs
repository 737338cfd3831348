//! The register of names: every spelling that an article has, and every key that spellings have in common, by number. All that
//! a spelling or a key says by itself is worked out once, when it is entered, and names are then compared as numbers. The numbers
//! hold as long as the register; they tell names apart, and nothing depends on which they are.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::HashMap;

use crate::dossier::mentions::surnames_of;
use crate::fold::fold;

/// The number of a spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::dossier) struct Spelling(u32);

/// The number of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::dossier) struct NameKey(u32);

impl NameKey {
    /// Its place in lists that have one for each key.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A name as it is spelled.
#[derive(Debug)]
pub(super) struct Spelled {
    pub(super) written: Arc<str>,
    pub(super) key: NameKey,
    /// Of a name of several words, the first letters of those that have a capital.
    pub(super) initials: Option<NameKey>,
    pub(super) form: Form,
}

/// What the letters of a spelling are.
#[derive(Clone, Copy, Debug)]
pub(in crate::dossier) struct Form {
    pub(super) is_several_words: bool,
    /// Whether it holds nothing but capitals and full stops.
    pub(super) is_acronym: bool,
    /// Whether it has no small letter.
    pub(super) is_shouted: bool,
}

impl Form {
    fn of(written: &str) -> Self {
        Self {
            is_several_words: written.contains(' '),
            is_acronym: written.chars().all(|letter| letter.is_uppercase() || letter == '.'),
            is_shouted: !written.contains(char::is_lowercase),
        }
    }
}

/// What spellings of a name have in common.
#[derive(Debug)]
pub(super) struct KeyEntry {
    pub(super) name: Arc<str>,
    /// Its words; none where it has more than a person's name.
    pub(super) words: Box<[NameKey]>,
    /// What a person of that name may be called.
    pub(super) surnames: Box<[NameKey]>,
    /// The same without hyphens, where it has any.
    pub(super) spaced: Option<NameKey>,
}

/// The most words of a person's name.
pub(super) const LONGEST_PERSON: usize = 5;

/// How many times as many keys as after the first build a register may hold, before it is begun anew: in a long session, names come
/// that are only written halfway, or are of another branch.
const MOST_GROWTH: usize = 2;

/// The register.
#[derive(Debug, Default)]
pub(in crate::dossier) struct Register {
    names: Mutex<Entries>,
}

/// What the register holds.
#[derive(Debug, Default)]
pub(super) struct Entries {
    spellings: Vec<Spelled>,
    numbers_of_spellings: HashMap<Arc<str>, Spelling>,
    keys: Vec<KeyEntry>,
    numbers_of_keys: HashMap<Arc<str>, NameKey>,
    /// The keys in order, but for those that were entered since [`Entries::sort`].
    order: Vec<NameKey>,
    /// How many keys there were after the first build.
    at_first: Option<usize>,
}

impl Register {
    /// Forgets all names, and what their numbers meant.
    pub(in crate::dossier) fn clear(&self) {
        *self.lock() = Entries::default();
    }

    /// The numbers of spellings, which are entered where they are new.
    pub(in crate::dossier) fn numbers<'w>(&self, written: impl Iterator<Item = &'w str>) -> Vec<Spelling> {
        let mut names = self.lock();
        written.map(|written| names.spelling(written)).collect()
    }

    /// The spellings of those numbers.
    pub(in crate::dossier) fn written(&self, spellings: impl Iterator<Item = Spelling>) -> Vec<Arc<str>> {
        let names = self.lock();
        spellings.map(|spelling| Arc::clone(&names.spelled(spelling).written)).collect()
    }

    /// Whether most of it must be of names that no article has any more. To be asked after each build.
    pub(in crate::dossier) fn is_overgrown(&self) -> bool {
        let mut names = self.lock();
        let now = names.len();
        now > *names.at_first.get_or_insert(now) * MOST_GROWTH
    }

    /// The names, for one to enter or to look up. Whoever panicked left every entry whole.
    pub(super) fn lock(&self) -> MutexGuard<'_, Entries> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entries {
    pub(super) fn spelled(&self, spelling: Spelling) -> &Spelled {
        &self.spellings[spelling.0 as usize]
    }

    pub(super) fn key(&self, key: NameKey) -> &KeyEntry {
        &self.keys[key.index()]
    }

    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The keys in order, as [`Entries::sort`] left them.
    pub(super) fn order(&self) -> &[NameKey] {
        &self.order
    }

    /// The number of a spelling, which is entered where it is new.
    pub(super) fn spelling(&mut self, written: &str) -> Spelling {
        if let Some(&known) = self.numbers_of_spellings.get(written) {
            return known;
        }
        let key = self.enter(&key_of(written));
        let form = Form::of(written);
        let initials = form.is_several_words.then(|| self.enter(&initials_of(written)));
        let written: Arc<str> = written.into();
        let number = Spelling(self.spellings.len() as u32);
        self.spellings.push(Spelled { written: Arc::clone(&written), key, initials, form });
        self.numbers_of_spellings.insert(written, number);
        number
    }

    /// What a spelling has in common with others.
    pub(super) fn spelled_key(&mut self, written: &str) -> NameKey {
        let spelling = self.spelling(written);
        self.spelled(spelling).key
    }

    /// The number of a key, which is entered where it is new, with its words and what else there is to know of it.
    pub(super) fn enter(&mut self, key: &str) -> NameKey {
        if let Some(&known) = self.numbers_of_keys.get(key) {
            return known;
        }
        let number = NameKey(self.keys.len() as u32);
        let name: Arc<str> = key.into();
        self.numbers_of_keys.insert(Arc::clone(&name), number);
        self.keys.push(KeyEntry { name, words: Box::default(), surnames: Box::default(), spaced: None });
        if key.split(' ').count() <= LONGEST_PERSON {
            let words = key.split(' ').map(|word| if word == key { number } else { self.enter(word) }).collect();
            let surnames = surnames_of(key).into_iter().map(|surname| self.enter(surname)).collect();
            let entry = &mut self.keys[number.index()];
            (entry.words, entry.surnames) = (words, surnames);
        }
        let spaced = key.contains('-').then(|| self.enter(&key.replace('-', " ")));
        self.keys[number.index()].spaced = spaced;
        number
    }

    /// Puts the keys that are new into the order.
    pub(super) fn sort(&mut self) {
        let name = |key: &NameKey| &self.keys[key.index()].name;
        let mut new: Vec<NameKey> = (self.order.len()..self.keys.len()).map(|number| NameKey(number as u32)).collect();
        new.sort_unstable_by(|one, other| name(one).cmp(name(other)));
        let mut old = self.order.as_slice();
        let mut order = Vec::with_capacity(self.keys.len());
        for key in new {
            let (before, after) = old.split_at(old.partition_point(|other| name(other) < name(&key)));
            order.extend_from_slice(before);
            order.push(key);
            old = after;
        }
        order.extend_from_slice(old);
        self.order = order;
    }
}

/// A name folded, without the full stops of an acronym and without initials between other words.
pub(super) fn key_of(written: &str) -> String {
    let folded = fold(written);
    if !folded.contains('.') {
        return folded;
    }
    let is_initial = |word: &&str| word.ends_with('.') && word.chars().count() == 2;
    let words: Vec<String> =
        folded.split(' ').filter(|word| !is_initial(word)).map(|word| word.replace('.', "")).collect();
    if words.is_empty() { folded.replace('.', "") } else { words.join(" ") }
}

fn initials_of(written: &str) -> String {
    let firsts = written.split(' ').filter_map(|word| word.chars().next());
    firsts.filter(|first| first.is_uppercase()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        let mut names = Entries::default();
        let keys = ["Nicolás Maduro", "NICOLAS MADURO", "Nicolas M. Maduro"].map(|written| names.spelled_key(written));
        assert_eq!(keys, [keys[0]; 3]);
    }

    #[test]
    fn a_register_is_begun_anew_when_most_of_it_must_be_old() {
        let register = Register::default();
        let enter = |keys: &[&str]| {
            for key in keys {
                register.lock().enter(key);
            }
        };
        enter(&["a", "b"]);
        assert!(!register.is_overgrown());
        enter(&["c", "d"]);
        assert!(!register.is_overgrown());
        enter(&["e"]);
        assert!(register.is_overgrown());
        register.clear();
        assert!(!register.is_overgrown());
    }

    #[test]
    fn keys_stay_in_order_when_others_are_entered() {
        let mut names = Entries::default();
        let in_order =
            |names: &Entries| names.order().iter().map(|&key| names.key(key).name.to_string()).collect::<Vec<_>>();
        for key in ["c", "a"] {
            names.enter(key);
        }
        names.sort();
        assert_eq!(in_order(&names), ["a", "c"]);
        for key in ["d", "b", "c"] {
            names.enter(key);
        }
        names.sort();
        assert_eq!(in_order(&names), ["a", "b", "c", "d"]);
    }
}
