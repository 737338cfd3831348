//! Tokens: a text cut into words, runs of digits and single marks of punctuation, with its words in lower case.
//!
//! A token never spans white space, a hyphen or an apostrophe: "twenty-six" is three tokens, "1,000" three, "U.N." four.
//! Recognisers put them together again by looking at [`Tokens::glued`]. One pass, no allocation per token.

use crate::span::ByteSpan;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with the marks that combine with them.
    Word,
    /// ASCII digits.
    Digits,
    /// Any other single character.
    Mark(char),
}

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the text.
    pub span: ByteSpan,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether its first letter is a capital.
    pub capitalised: bool,
    lower: ByteSpan,
}

/// The tokens of one text.
#[derive(Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    /// The text with its ASCII letters in lower case, and behind it the words that hold other letters.
    lower: String,
    list: Vec<Token>,
}

/// Characters that are inside words without being seen: soft hyphen, zero-width space, joiners and the byte order mark.
const INVISIBLE: [char; 6] = ['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];

impl<'a> Tokens<'a> {
    /// Cuts `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut tokens = Self { text, lower: text.to_ascii_lowercase(), list: Vec::with_capacity(text.len() / 5) };
        let mut at = 0;
        while let Some(first) = first_of(text, at) {
            let after = at + first.len_utf8();
            at = match Class::of(first) {
                Some(class) => tokens.push(at, class, first),
                None => after,
            };
        }
        tokens
    }

    /// Adds the token that starts with `first` at `start`, and gives its end.
    fn push(&mut self, start: usize, class: Class, first: char) -> usize {
        let after = start + first.len_utf8();
        let (kind, end) = match class {
            Class::Letter => (TokenKind::Word, end_of(self.text, after, Class::Letter)),
            Class::Digit => (TokenKind::Digits, end_of(self.text, after, Class::Digit)),
            Class::Mark => (TokenKind::Mark(first), after),
        };
        let span = ByteSpan::new(start, end);
        let capitalised = if first.is_ascii() { first.is_ascii_uppercase() } else { first.is_uppercase() };
        let lower = self.lowered(span);
        self.list.push(Token { span, kind, capitalised, lower });
        end
    }

    /// The place in `lower` of the words of `span`. Those of ASCII alone stand where they stand in the text.
    fn lowered(&mut self, span: ByteSpan) -> ByteSpan {
        let written = span.of_text(self.text);
        if written.is_ascii() {
            return span;
        }
        let start = self.lower.len();
        let seen = written.chars().filter(|character| !INVISIBLE.contains(character));
        self.lower.extend(seen.flat_map(char::to_lowercase));
        ByteSpan::new(start, self.lower.len())
    }

    /// The text that was cut.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The tokens in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Token] {
        &self.list
    }

    /// The token at `index`, where there is one.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Token> {
        self.list.get(index)
    }

    /// The words of the token at `index` in lower case without invisible characters; empty where there is none.
    #[must_use]
    pub fn lower(&self, index: usize) -> &str {
        self.list.get(index).map_or("", |token| token.lower.of_text(&self.lower))
    }

    /// The words of the token at `index` as written; empty where there is none.
    #[must_use]
    pub fn written(&self, index: usize) -> &'a str {
        self.list.get(index).map_or("", |token| token.span.of_text(self.text))
    }

    /// Whether nothing stands between the token at `index` and the one before it.
    #[must_use]
    pub fn glued(&self, index: usize) -> bool {
        match (index.checked_sub(1).and_then(|before| self.get(before)), self.get(index)) {
            (Some(before), Some(token)) => before.span.end() == token.span.start(),
            _ => false,
        }
    }

    /// The indices of the tokens that lie wholly inside `span`.
    #[must_use]
    pub fn within(&self, span: ByteSpan) -> std::ops::Range<usize> {
        let first = self.list.partition_point(|token| token.span.start() < span.start());
        let after = self.list.partition_point(|token| token.span.end() <= span.end());
        first..after.max(first)
    }
}

/// The character of `text` at `at`, where it goes on.
fn first_of(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Where the token of that class ends that goes on at `at`.
fn end_of(text: &str, at: usize, class: Class) -> usize {
    let mut end = at + class.ascii_run(&text.as_bytes()[at..]);
    while let Some(next) = first_of(text, end).filter(|&next| class.continues_with(next)) {
        end += next.len_utf8();
    }
    end
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Mark,
}

impl Class {
    fn of(character: char) -> Option<Self> {
        match character {
            'a'..='z' | 'A'..='Z' => Some(Self::Letter),
            '0'..='9' => Some(Self::Digit),
            ' ' => None,
            _ if character.is_alphabetic() => Some(Self::Letter),
            _ if character.is_whitespace() || INVISIBLE.contains(&character) => None,
            _ => Some(Self::Mark),
        }
    }

    /// How many bytes go on with a token before any that is not ASCII.
    fn ascii_run(self, bytes: &[u8]) -> usize {
        let goes_on: fn(&u8) -> bool = match self {
            Self::Letter => u8::is_ascii_alphabetic,
            Self::Digit => u8::is_ascii_digit,
            Self::Mark => return 0,
        };
        bytes.iter().take_while(|byte| goes_on(byte)).count()
    }

    fn continues_with(self, next: char) -> bool {
        match self {
            Self::Letter if next.is_ascii() => next.is_ascii_alphabetic(),
            Self::Letter => {
                next.is_alphabetic()
                    || unicode_normalization::char::is_combining_mark(next)
                    || INVISIBLE.contains(&next)
            }
            Self::Digit => next.is_ascii_digit(),
            Self::Mark => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<&str> {
        let tokens = Tokens::new(text);
        (0..tokens.as_slice().len()).map(|at| tokens.written(at)).collect()
    }

    #[test]
    fn words_digits_and_marks_are_apart() {
        assert_eq!(
            written("At least 1,000 of Guaidó’s."),
            ["At", "least", "1", ",", "000", "of", "Guaidó", "’", "s", "."]
        );
        assert_eq!(written("twenty-six 52%"), ["twenty", "-", "six", "52", "%"]);
    }

    #[test]
    fn invisible_characters_do_not_hide_a_word() {
        let tokens = Tokens::new("thou\u{ad}sand");
        assert_eq!(tokens.lower(0), "thousand");
        assert_eq!(tokens.as_slice().len(), 1);
    }

    #[test]
    fn glue_tells_1000_from_1_000() {
        let tokens = Tokens::new("1,000 2, 3");
        assert!(tokens.glued(1) && tokens.glued(2));
        assert!(!tokens.glued(3) && !tokens.glued(5));
    }

    #[test]
    fn tokens_within_a_span() {
        let tokens = Tokens::new("one two three");
        assert_eq!(tokens.within(ByteSpan::new(4, 7)), 1..2);
        assert_eq!(tokens.within(ByteSpan::new(5, 6)), 2..2);
    }
}
