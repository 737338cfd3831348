//! Tokens: a text cut into words, runs of digits and single marks of punctuation, with its words in lower case.
//!
//! A token never spans white space, a hyphen or an apostrophe: "twenty-six" is three tokens, "1,000" three, "U.N." four.
//! Recognisers put them together again by looking at [`Tokens::glued`]. One pass, one buffer, no allocation per token.

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
    lower: String,
    list: Vec<Token>,
}

/// Characters that are inside words without being seen: soft hyphen, zero-width space, joiners and the byte order mark.
const INVISIBLE: [char; 6] = ['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];

impl<'a> Tokens<'a> {
    /// Cuts `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut tokens =
            Self { text, lower: String::with_capacity(text.len()), list: Vec::with_capacity(text.len() / 5) };
        let mut chars = text.char_indices().peekable();
        while let Some((start, first)) = chars.next() {
            let Some(class) = Class::of(first) else { continue };
            let mut end = start + first.len_utf8();
            if class != Class::Mark {
                while let Some(&(at, next)) = chars.peek() {
                    if !class.continues_with(next) {
                        break;
                    }
                    end = at + next.len_utf8();
                    chars.next();
                }
            }
            tokens.push(ByteSpan::new(start, end), class, first);
        }
        tokens
    }

    fn push(&mut self, span: ByteSpan, class: Class, first: char) {
        let kind = match class {
            Class::Letter => TokenKind::Word,
            Class::Digit => TokenKind::Digits,
            Class::Mark => TokenKind::Mark(first),
        };
        let start = self.lower.len();
        let written = span.of_text(self.text);
        if written.is_ascii() {
            self.lower.push_str(written);
            self.lower[start..].make_ascii_lowercase();
        } else {
            let seen = written.chars().filter(|character| !INVISIBLE.contains(character));
            self.lower.extend(seen.flat_map(char::to_lowercase));
        }
        let lower = ByteSpan::new(start, self.lower.len());
        self.list.push(Token { span, kind, capitalised: first.is_uppercase(), lower });
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
            (Some(before), Some(token)) => before.span.end == token.span.start,
            _ => false,
        }
    }

    /// The indices of the tokens that lie wholly inside `span`.
    #[must_use]
    pub fn within(&self, span: ByteSpan) -> std::ops::Range<usize> {
        let first = self.list.partition_point(|token| token.span.start < span.start);
        let after = self.list.partition_point(|token| token.span.end <= span.end);
        first..after.max(first)
    }
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
            '0'..='9' => Some(Self::Digit),
            _ if character.is_alphabetic() => Some(Self::Letter),
            _ if character.is_whitespace() || INVISIBLE.contains(&character) => None,
            _ => Some(Self::Mark),
        }
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
