//! Sentences: Unicode's sentence boundaries (UAX #29), less those after an abbreviation or an initial, and those that
//! leave a quotation mark or a lower-case word at the head of the next sentence.

use unicode_segmentation::UnicodeSegmentation;

use super::lexicon::TextWords;
use crate::span::ByteSpan;

/// The sentences of `text`, in order, without the white space between them.
#[must_use]
pub fn split(text: &str, words: &TextWords) -> Vec<ByteSpan> {
    let mut sentences: Vec<ByteSpan> = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = 0;
    while at < text.len() {
        let end = boundary(text, at);
        let start = open.take().unwrap_or(at);
        if text[end..].is_empty() || is_boundary(&text[start..end], &text[end..], words) {
            sentences.extend(trimmed(text, start, end));
        } else {
            open = Some(start);
        }
        at = end;
    }
    sentences
}

/// Where Unicode's sentence that begins at `start` ends. Its rules look at every letter; but nothing ends a sentence without a
/// mark, so only what stands around the first mark is shown to them, and from there on what they need to see.
fn boundary(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let Some(mark) = first_end(rest) else { return text.len() };
    if let Some(next) = next_sentence(rest, mark) {
        return start + next;
    }
    let word = rest[..mark].rfind(char::is_whitespace).unwrap_or(0);
    let shown = &rest[word..];
    start + word + shown.split_sentence_bounds().next().map_or(shown.len(), str::len)
}

/// Where the first character stands that may end a sentence.
fn first_end(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let is_seldom = |&byte: &u8| !byte.is_ascii() || may_end(char::from(byte));
        at += text.as_bytes().get(at..)?.iter().position(is_seldom)?;
        let character = text.get(at..)?.chars().next()?;
        if may_end(character) {
            return Some(at);
        }
        at += character.len_utf8();
    }
}

/// Where the next sentence starts after nearly every mark, of which Unicode's rules say the same: behind marks that close
/// something and spaces, where a capital follows or one behind marks that open something. The last sentence ends with the text.
fn next_sentence(text: &str, mark: usize) -> Option<usize> {
    let (mark, after) = text.as_bytes().get(mark..)?.split_first()?;
    let is_end = matches!(mark, b'.' | b'?' | b'!');
    let (_, after_marks) = split_while(after, |byte| matches!(byte, b'"' | b'\'' | b')'));
    let (spaces, next) = split_while(after_marks, |byte| byte == b' ');
    let (_, word) = split_while(next, |byte| matches!(byte, b'"' | b'\'' | b'('));
    let starts = !spaces.is_empty() && word.first().is_some_and(u8::is_ascii_uppercase);
    (is_end && (starts || next.is_empty())).then(|| text.len() - next.len())
}

fn split_while(bytes: &[u8], belongs: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    bytes.split_at(bytes.iter().take_while(|&&byte| belongs(byte)).count())
}

/// Whether a character may end a sentence. Of those beyond ASCII, letters and the quotation marks and dashes of news do not.
fn may_end(character: char) -> bool {
    match character {
        '.' | '?' | '!' | '\n' | '\r' => true,
        '“' | '”' | '‘' | '’' | '«' | '»' | '–' | '—' => false,
        _ => !character.is_ascii() && !character.is_alphanumeric(),
    }
}

fn is_boundary(before: &str, after: &str, words: &TextWords) -> bool {
    let ends_line = before.ends_with('\n');
    let before = before.trim_end();
    let continues = after.chars().find(|character| !character.is_whitespace()).is_some_and(char::is_lowercase);
    let is_inside = |head: &str| is_abbreviated(head, words) && !is_last(head, after, words);
    let goes_on = |head: &str| is_inside(head) || is_ordinal(head, after, words);
    ends_line || !(continues || before.strip_suffix('.').is_some_and(goes_on))
}

/// Whether a number stands before the full stop and, after it, a word that makes an ordinal of the two: "3. Oktober".
fn is_ordinal(head: &str, after: &str, words: &TextWords) -> bool {
    if words.after_ordinal.is_empty() || !head.ends_with(|last: char| last.is_ascii_digit()) {
        return false;
    }
    let next =
        after.trim_start().split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    words.after_ordinal.contains(&next)
}

/// Whether the abbreviation before a full stop is the last word of its sentence, as the word after it shows: "at 5 p.m. The".
fn is_last(head: &str, after: &str, words: &TextWords) -> bool {
    let after = after.trim_start_matches(|character: char| !character.is_alphanumeric());
    let end = after.find(|letter: char| !letter.is_alphabetic()).unwrap_or(after.len());
    let (next, rest) = after.split_at(end);
    let ends = |after: char| after.is_whitespace() || matches!(after, '\'' | '’' | ',');
    let is_word = next.starts_with(char::is_uppercase) && rest.chars().next().is_none_or(ends);
    is_word && is_one_of(&words.last_words, abbreviation(head)) && words.openers.contains(&next.to_lowercase())
}

/// The letters and full stops at the end of a text.
fn abbreviation(head: &str) -> &str {
    head.rsplit(|character: char| !(character.is_alphabetic() || character == '.')).next().unwrap_or_default()
}

fn is_one_of(abbreviations: &[String], word: &str) -> bool {
    abbreviations.iter().any(|abbreviation| abbreviation.eq_ignore_ascii_case(word))
}

/// Whether the last word before a full stop is an abbreviation or an initial. The last letter of "AT&T" or "5G" is neither.
fn is_abbreviated(head: &str, words: &TextWords) -> bool {
    let word = abbreviation(head);
    let mut letters = word.chars();
    let is_letter = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let is_initial =
        is_letter && !head[..head.len() - word.len()].ends_with(|before: char| before == '&' || before.is_numeric());
    is_initial || is_one_of(&words.abbreviations, word)
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<ByteSpan> {
    let piece = text.get(start..end)?;
    let start = start + (piece.len() - piece.trim_start().len());
    let end = start + piece.trim().len();
    (start < end).then(|| ByteSpan::new(start, end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::reading::lexicon::Lexicon;

    fn sentences(text: &str) -> Vec<&str> {
        let spans = split(text, &Lexicon::for_language("en").text);
        spans.into_iter().map(|span| span.of_text(text)).collect()
    }

    proptest! {
        #[test]
        fn boundaries_are_those_of_unicode(text in "(\\PC|[.?!…。 \n\r\u{85}\u{2028}]|[a-c]|[A-C]|[0-9]|[“”’)]|[\"'(]|Mr\\. |U\\.S\\.|e\\.g\\. b){0,40}") {
            let mut start = 0;
            for bound in text.split_sentence_bounds() {
                prop_assert_eq!(boundary(&text, start), start + bound.len());
                start += bound.len();
            }
        }
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        assert_eq!(
            sentences("Mr. Guterres spoke. The U.N. Council met."),
            ["Mr. Guterres spoke.", "The U.N. Council met."]
        );
        assert_eq!(
            sentences("President Donald J. Trump left. He won."),
            ["President Donald J. Trump left.", "He won."]
        );
    }

    #[test]
    fn an_abbreviation_ends_a_sentence_where_the_next_word_opens_one() {
        let table = [
            ("They sued Orbit Corp. The court met.", 2),
            ("It opens at 5 p.m. “He is late,” she said.", 2),
            ("Prices fell in the U.S. It's a start.", 2),
            ("Was it true? No. They lied.", 3),
            ("He left AT&T. But they stayed.", 2),
            ("It sold 5G. The price fell.", 2),
            ("The U.S. Senate met Orbit Corp. Chairman Ann Lee.", 1),
            ("Mr. He and Dr. The spoke of Orbit Co. A. Lee.", 1),
            ("No. 5 of Orbit Corp. the next day.", 1),
            ("The U.S. A-10 jets and flight No. A320 struck.", 1),
            ("He bought R. D. Lee’s AT&T. shares.", 1),
            ("The men of Co. A joined Orbit Corp. In-Q-Tel paid.", 1),
        ];
        for (text, count) in table {
            assert_eq!(sentences(text).len(), count, "{text}");
        }
    }

    #[test]
    fn an_ordinal_ends_no_sentence_where_a_full_stop_makes_it() {
        let text = "Am 3. Oktober kamen 12. Danach ging er.";
        let words = TextWords { after_ordinal: vec!["oktober".to_owned()], ..TextWords::default() };
        let pieces: Vec<&str> = split(text, &words).into_iter().map(|span| span.of_text(text)).collect();
        assert_eq!(pieces, ["Am 3. Oktober kamen 12.", "Danach ging er."]);
    }

    #[test]
    fn quotations_keep_their_marks() {
        assert_eq!(sentences("“Today we won.” He left."), ["“Today we won.”", "He left."]);
    }

    #[test]
    fn a_line_ends_a_sentence() {
        assert_eq!(sentences("A headline\nThe text."), ["A headline", "The text."]);
        assert_eq!(sentences(""), Vec::<&str>::new());
    }
}
