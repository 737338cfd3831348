//! Words that are not prose, so that no recogniser marks them: code, and the addresses of pages and of mail.

use crate::content::body::{Style, Text};
use crate::span::ByteSpan;

/// The stretches of `text` that are not prose.
pub(super) fn spans(text: &Text) -> Vec<ByteSpan> {
    let code = text.inlines.iter().filter(|inline| inline.style == Style::Code).map(|inline| inline.span);
    let may_hold_address = SIGNS.iter().any(|sign| text.plain.contains(sign));
    code.chain(may_hold_address.then(|| addresses(&text.plain)).into_iter().flatten()).collect()
}

/// What one of stands in every address. Few texts hold any.
const SIGNS: [&str; 3] = ["://", "www.", "@"];

fn addresses(plain: &str) -> impl Iterator<Item = ByteSpan> {
    let start_of = |word: &str| word.as_ptr() as usize - plain.as_ptr() as usize;
    let words = plain.split_whitespace().filter(|word| is_address(word));
    words.map(move |word| ByteSpan::new(start_of(word), start_of(word) + word.len()))
}

/// `https://…`, `www.…` or `name@host`, whatever brackets or quotation marks stand around. `@name` is a name.
fn is_address(word: &str) -> bool {
    let word = word.trim_start_matches(|letter: char| !(letter.is_alphanumeric() || letter == '@'));
    let is_mail = word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    word.contains("://") || word.starts_with("www.") || is_mail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_not_prose() {
        let found = |plain: &str| addresses(plain).map(|span| span.of_text(plain).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            found("See (https://example.org/2024-07-28) and www.example.org"),
            ["(https://example.org/2024-07-28)", "www.example.org"]
        );
        assert_eq!(found("Write to news@example.org, or to @news."), ["news@example.org,"]);
        assert_eq!(found("27 dead: ¿quién?"), Vec::<String>::new());
    }
}
