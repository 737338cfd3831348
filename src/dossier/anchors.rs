//! Anchors: the names by which a page's marks and paragraphs can be cited. An anchor is a letter for the kind and a hash of
//! the words and of the sentence around them, so editing another sentence never moves it. Words that stand twice in one
//! sentence are told apart by their order; a sentence that stands twice in an article by `-2`, `-3` and so on.

use foldhash::HashMap;
use xxhash_rust::xxh3::Xxh3;

use super::anchor::{Anchor, letters_of};
use super::lookup::sentence_at;
use super::unique::Unique;
use crate::content::body::{Block, Body, Definition, TextId};
use crate::reading::mark::{Mark, Value};
use crate::span::ByteSpan;

/// The letter of a paragraph's anchor.
const PARAGRAPH: u8 = b'p';

/// The anchors of an article.
pub(super) struct Anchors {
    /// One for each text of its body.
    pub(super) texts: Box<[Anchor]>,
    /// One for each mark.
    pub(super) marks: Vec<Anchor>,
}

/// The anchors for the texts of a body and for the marks on them, all of them different and none that of a heading.
pub(super) fn of_article(body: &Body, sentences: &[Vec<ByteSpan>], marks: &[Mark]) -> Anchors {
    let mut names = Unique::beside(heading_ids(body).filter_map(|id| Anchor::try_from(id).ok()));
    let texts = body.texts.iter().map(|text| names.name(Anchor::new(PARAGRAPH, hash(&text.plain)))).collect();
    let mut repeated: HashMap<(TextId, usize, u8, &str), usize> = HashMap::default();
    let mut hashed = HashedSentence::default();
    let marks = marks.iter().map(|mark| {
        let plain = &body.text(mark.text).plain;
        let sentence = sentence_at(sentences, mark.text, mark.span.start()).unwrap_or_else(|| ByteSpan::of(plain));
        let (letter, words) = (letter(&mark.value), mark.span.of_text(plain));
        let ordinal = repeated.entry((mark.text, sentence.start(), letter, words)).or_default();
        *ordinal += 1;
        let hash = hashed.turn_to(mark.text, sentence, plain).with(words, *ordinal);
        names.name(Anchor::new(letter, hash))
    });
    let marks = marks.collect();
    Anchors { texts, marks }
}

/// The hash of the sentence that is being looked at, begun once for all marks in it: a text of one endless sentence must not
/// be read again for each of its marks.
#[derive(Default)]
struct HashedSentence {
    place: Option<(TextId, ByteSpan)>,
    hasher: Xxh3,
}

impl HashedSentence {
    fn turn_to(&mut self, text: TextId, sentence: ByteSpan, plain: &str) -> &Self {
        if self.place.replace((text, sentence)) != Some((text, sentence)) {
            self.hasher.reset();
            add_spaced(sentence.of_text(plain), |piece| self.hasher.update(piece.as_bytes()));
        }
        self
    }

    /// The hash of the sentence, of some words in it, and of how often they stood in it before.
    fn with(&self, words: &str, ordinal: usize) -> u64 {
        let mut hasher = self.hasher.clone();
        let mut add = |piece: &str| hasher.update(piece.as_bytes());
        add_spaced(words, &mut add);
        add_spaced(&ordinal.to_string(), &mut add);
        hasher.digest()
    }
}

fn letter(value: &Value) -> u8 {
    match value {
        Value::Figure(_) => b'f',
        Value::Date(_) => b'd',
        Value::Mention(_) => b'm',
        Value::Statement(_) => b's',
        Value::Reference(_) => b'r',
    }
}

/// A short hash of some words, as an anchor tells it.
pub(super) fn short_hash(words: &str) -> String {
    letters_of(hash(words)).map(char::from).collect()
}

/// A hash of some words; white space does not count.
fn hash(words: &str) -> u64 {
    let mut hasher = Xxh3::new();
    add_spaced(words, |piece| hasher.update(piece.as_bytes()));
    hasher.digest()
}

/// Adds words as they are hashed: each with one space after it, and a line's end after all.
fn add_spaced(words: &str, mut add: impl FnMut(&str)) {
    if is_spaced(words) {
        add(words);
        add(" \n");
        return;
    }
    for word in words.split_whitespace() {
        add(word);
        add(" ");
    }
    add("\n");
}

/// Whether ASCII words stand with one space between each two and nothing around them, as almost all do.
fn is_spaced(words: &str) -> bool {
    let bytes = words.as_bytes();
    let is_plain = |byte: &u8| byte.is_ascii_graphic() || *byte == b' ';
    let ends = [bytes.first(), bytes.last()];
    ends.into_iter().all(|end| end.is_some_and(u8::is_ascii_graphic))
        && bytes.iter().all(is_plain)
        && !bytes.windows(2).any(|pair| pair == b"  ")
}

/// The anchors of a body's headings, in no particular order.
pub(super) fn heading_ids(body: &Body) -> impl Iterator<Item = &str> {
    let mut open: Vec<&Block> = body.blocks.iter().chain(body.footnotes.iter().flat_map(|note| &note.blocks)).collect();
    std::iter::from_fn(move || {
        while let Some(block) = open.pop() {
            match block {
                Block::Heading { id, .. } => return Some(id.as_str()),
                Block::Quote { blocks, .. } => open.extend(blocks),
                Block::List { items, .. } => open.extend(items.iter().flat_map(|item| &item.blocks)),
                Block::Definitions(definitions) => {
                    open.extend(definitions.iter().flat_map(|definition| match definition {
                        Definition::Term(_) => &[][..],
                        Definition::Details(blocks) => blocks,
                    }));
                }
                _ => {}
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn white_space_does_not_count(words in prop::collection::vec("[a-zé]{1,5}", 0..6), space in "[ \n\t\u{a0}]{1,3}") {
            let (narrow, wide) = (words.join(" "), words.join(&space));
            prop_assert_eq!(hash(&narrow), hash(&wide));
            prop_assert_eq!(hash(&narrow), hash(&format!("{space}{wide}{space}")));
        }
    }
}
