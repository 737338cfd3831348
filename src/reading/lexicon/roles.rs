//! Which lists of a recogniser hold each word of a text. A word is looked up once, however many lists there are, and what
//! follows asks for bits and compares no letters.

use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt as _, HashSet};

use crate::reading::tokens::{TokenKind, Tokens};

/// Words in lower case.
pub type WordSet = HashSet<String>;

/// The first word of each phrase of a set: whoever looks for the phrases need not look where none begins.
#[must_use]
pub fn heads(phrases: &WordSet) -> Vec<String> {
    phrases.iter().map(|phrase| Tokens::new(phrase).lower(0).to_owned()).collect()
}

/// A kind of list of a recogniser. There are no more than 32 of a kind.
pub trait Role: Copy {
    /// The bit that stands for it.
    fn bit(self) -> u32;
}

/// Every word of some lists with the bits of those that hold it; made when it is first asked for.
#[derive(Debug, Default)]
pub struct Index(OnceLock<HashMap<Box<str>, u32>>);

impl Index {
    /// For each token the lists that hold its word. `lists` are all lists of the recogniser, each with what it is.
    pub fn of_tokens<R: Role>(&self, tokens: &Tokens<'_>, lists: impl FnOnce() -> Vec<(R, Vec<String>)>) -> Roles {
        let index = self.0.get_or_init(|| {
            let mut index: HashMap<Box<str>, u32> = HashMap::new();
            for (role, words) in lists() {
                for word in words {
                    *index.entry(word.into_boxed_str()).or_default() |= role.bit();
                }
            }
            index
        });
        let bits = |(at, kind)| if kind == TokenKind::Word { index.get(tokens.lower(at)).copied() } else { None };
        let kinds = tokens.as_slice().iter().map(|token| token.kind).enumerate();
        Roles(kinds.map(|word| bits(word).unwrap_or_default()).collect())
    }
}

/// What each token of a text is.
#[derive(Debug)]
pub struct Roles(Vec<u32>);

impl Roles {
    /// Whether the word at token `at` is in a list of that kind.
    #[must_use]
    pub fn is(&self, at: usize, role: impl Role) -> bool {
        self.bits(at) & role.bit() != 0
    }

    /// Whether no list holds the word at token `at`.
    #[must_use]
    pub fn is_nothing(&self, at: usize) -> bool {
        self.bits(at) == 0
    }

    fn bits(&self, at: usize) -> u32 {
        self.0.get(at).copied().unwrap_or_default()
    }
}
