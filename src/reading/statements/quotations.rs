//! Quotations: the stretches of a text between quotation marks, in the styles of several languages. An apostrophe opens and
//! closes nothing, and a mark that is never closed holds nothing.

use crate::span::ByteSpan;

/// Words between quotation marks, with the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// The bytes, marks included.
    pub span: ByteSpan,
    /// The bytes between the marks.
    pub inner: ByteSpan,
}

/// Marks that open, with those that close them.
const PAIRS: [(char, &[char]); 7] =
    [('“', &['”']), ('"', &['"']), ('«', &['»']), ('»', &['«']), ('„', &['“', '”']), ('‘', &['’']), ('‹', &['›'])];

/// The quotations of `text`, in order. Those inside others are left to the outer one. A mark that is not closed quotes the rest
/// of the paragraph where `next_paragraph` opens with the same mark: so are quotations printed that go on.
pub(super) fn find(text: &str, next_paragraph: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut unclosed = [false; PAIRS.len()];
    let mut at = 0;
    while let Some((pair, open)) = next_opening(text, at, unclosed) {
        let (mark, closing) = PAIRS[pair];
        let inner = open + mark.len_utf8();
        match closing_of(text, inner, mark, closing) {
            Closing::At { end, after } => {
                found.push(Quotation { span: ByteSpan::new(open, after), inner: ByteSpan::new(inner, end) });
                at = after;
            }
            Closing::Reopened => at = inner,
            Closing::Never if next_paragraph.starts_with(mark) => {
                let end = text.trim_end().len();
                found.push(Quotation { span: ByteSpan::new(open, end), inner: ByteSpan::new(inner, end) });
                break;
            }
            Closing::Never => {
                unclosed[pair] = true;
                at = inner;
            }
        }
    }
    found
}

/// The next mark that opens a quotation. Of a kind that was left unclosed once, the rest of the text can close none either,
/// so the whole stays linear.
fn next_opening(text: &str, from: usize, unclosed: [bool; PAIRS.len()]) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        at += text.as_bytes().get(at..)?.iter().position(|&byte| byte == b'"' || !byte.is_ascii())?;
        let letter = text.get(at..)?.chars().next()?;
        let after = at + letter.len_utf8();
        let pair = PAIRS.iter().position(|(mark, _)| *mark == letter);
        if let Some(pair) = pair.filter(|&pair| !unclosed[pair])
            && opens(letter, text[..at].chars().next_back(), text[after..].chars().next())
        {
            return Some((pair, at));
        }
        at = after;
    }
}

fn opens(mark: char, before: Option<char>, after: Option<char>) -> bool {
    let is_edge =
        before.is_none_or(|letter| !letter.is_alphanumeric() && !matches!(letter, '.' | ',' | '!' | '?' | '…'));
    let may_be_spaced = mark == '«';
    is_edge && after.is_some_and(|letter| may_be_spaced || !letter.is_whitespace())
}

/// How a quotation ends.
enum Closing {
    /// With a mark, before and after which these bytes are.
    At { end: usize, after: usize },
    /// Not before another of the kind opens.
    Reopened,
    /// Not in this text.
    Never,
}

fn closing_of(text: &str, inner: usize, mark: char, closing: &[char]) -> Closing {
    let mut before = mark;
    let mut letters = text[inner..].char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let is_before_word = letters.peek().is_some_and(|&(_, next)| next.is_alphanumeric());
        let is_apostrophe = letter == '’' && is_before_word;
        let reopens = letter == mark && is_before_word && (before.is_whitespace() || !closing.contains(&letter));
        if reopens {
            return Closing::Reopened;
        }
        if closing.contains(&letter) && !is_apostrophe {
            return Closing::At { end: inner + at, after: inner + at + letter.len_utf8() };
        }
        before = letter;
    }
    Closing::Never
}
