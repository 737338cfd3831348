//! The type of anchors. Every mark of a large dossier has one, so they stand where they are kept, and not in memory of their own.

use std::fmt;
use std::ops::Deref;

use super::unique::Name;

/// The letters of a hash in an anchor: 40 bits, so that among the few thousand marks of the longest article no two meet.
const HASH_LETTERS: usize = 8;
/// Crockford's base 32, which leaves out the letters that are mistaken for others.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// The bits of one letter.
const LETTER_BITS: u32 = 5;

/// A name by which a mark or a paragraph of a page can be cited, without `#`: a letter for the kind, a hash, and a number where
/// others have both. What reads like a short `str`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Anchor([u8; Self::LONGEST]);

impl Anchor {
    /// The most bytes of one. No text is so long that more than nine digits tell its marks apart.
    pub const LONGEST: usize = "m-".len() + HASH_LETTERS + "-123456789".len();

    /// The anchor of a thing of the kind that `letter` stands for.
    pub(super) fn new(letter: u8, hash: u64) -> Self {
        Self::of_bytes([letter, b'-'].into_iter().chain(letters_of(hash)))
    }

    fn of_bytes(bytes: impl Iterator<Item = u8>) -> Self {
        let mut all = [0; Self::LONGEST];
        for (place, byte) in all.iter_mut().zip(bytes) {
            *place = byte;
        }
        Self(all)
    }
}

impl Deref for Anchor {
    type Target = str;

    fn deref(&self) -> &str {
        let length = self.0.iter().position(|&byte| byte == 0).unwrap_or(Self::LONGEST);
        str::from_utf8(&self.0[..length]).unwrap_or_default()
    }
}

/// Fails for words that are too long for an anchor.
impl TryFrom<&str> for Anchor {
    type Error = &'static str;

    fn try_from(words: &str) -> Result<Self, Self::Error> {
        if words.len() > Self::LONGEST { Err("too long for an anchor") } else { Ok(Self::of_bytes(words.bytes())) }
    }
}

impl Name for Anchor {
    fn with_number(&self, number: u32) -> Self {
        Self::of_bytes(self.bytes().chain(format!("-{number}").into_bytes()))
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self)
    }
}

impl fmt::Debug for Anchor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, formatter)
    }
}

/// The letters by which anchors tell a hash.
pub(super) fn letters_of(hash: u64) -> impl Iterator<Item = u8> {
    (0..HASH_LETTERS as u32).map(move |at| ALPHABET[(hash >> (at * LETTER_BITS)) as usize % ALPHABET.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_reads_like_its_letters() {
        let anchor = Anchor::new(b'm', 1 << LETTER_BITS | 31);
        assert_eq!(&*anchor, "m-z1000000");
        assert_eq!(&*anchor.with_number(999_999_999), "m-z1000000-999999999");
        assert_eq!(Anchor::try_from("m-z1000000"), Ok(anchor));
        assert!(Anchor::try_from("a-heading-that-is-longer").is_err());
    }
}
