//! What a single value may be: dates, addresses, codes, names.

use serde_yaml::Value;
use url::Url;

use super::dates;
use super::schema::Shape;
use crate::content::article::Reliability;
use crate::diagnostic::Code;
use crate::edtf::{Edtf, EdtfError};
use crate::nearest::nearest;

/// Why a value is not what it should be; the reader adds the place.
pub(super) struct Problem {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: String,
}

impl Problem {
    /// A value of the wrong form.
    pub(super) fn value(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code: Code::BadValue, message: message.into(), help: help.into() }
    }
}

/// The value that `written` gives where `shape` is wanted; of a list's shape, one of its items.
pub(super) fn read(shape: Shape, written: &str) -> Result<Value, Problem> {
    match shape {
        Shape::Date => date(written),
        Shape::Number(least, most) => number(written, least, most),
        Shape::Choice(words) => choice(written, words),
        Shape::Names => name(written),
        Shape::WebAddress => web_address(written),
        Shape::Reliability => reliability(written),
        Shape::Language => language(written),
        Shape::Slug => slug(written),
        Shape::PageSlug => page_slug(written),
        Shape::Addresses => site_address(written),
        _ => Ok(written.into()),
    }
}

fn date(written: &str) -> Result<Value, Problem> {
    match written.parse::<Edtf>() {
        Ok(_) => Ok(written.trim().into()),
        Err(error) => {
            let help = match error {
                EdtfError::Form(_) => dates::help(written),
                EdtfError::NoSuchDate(_) => dates::help_impossible(written),
                EdtfError::Backwards(_) => "write the earlier date first".to_owned(),
            };
            Err(Problem { code: Code::BadDate, message: error.to_string(), help })
        }
    }
}

fn number(written: &str, least: i64, most: i64) -> Result<Value, Problem> {
    match written.parse::<i64>() {
        Ok(number) if (least..=most).contains(&number) => Ok(number.into()),
        _ => {
            let message = format!("“{written}” is not a whole number from {least} to {most}");
            Err(Problem::value(message, format!("write a number from {least} to {most}")))
        }
    }
}

fn choice(written: &str, words: &[&str]) -> Result<Value, Problem> {
    if words.contains(&written) {
        return Ok(written.into());
    }
    let help = match nearest(written, words.iter().copied()) {
        Some(word) => format!("did you mean “{word}”?"),
        None => format!("write one of {}", words.join(", ")),
    };
    Err(Problem::value(format!("“{written}” is not one of {}", words.join(", ")), help))
}

/// A single letter would be found in every text.
const SHORTEST_NAME: usize = 2;

fn name(written: &str) -> Result<Value, Problem> {
    if written.chars().filter(|letter| letter.is_alphanumeric()).count() >= SHORTEST_NAME {
        return Ok(written.into());
    }
    Err(Problem::value(
        format!("“{written}” is too short for a name by which reports are searched"),
        "leave it out, or write the name in full",
    ))
}

/// Whether `written` is the address of a page on the web.
pub(crate) fn is_web_address(written: &str) -> bool {
    Url::parse(written).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

fn web_address(written: &str) -> Result<Value, Problem> {
    if is_web_address(written) {
        return Ok(written.into());
    }
    let help = if is_web_address(&format!("https://{written}")) && written.contains('.') && !written.contains(':') {
        format!("write https://{written}")
    } else {
        "write the whole address, from https:// on".to_owned()
    };
    Err(Problem::value(format!("“{written}” is not the address of a page on the web"), help))
}

fn reliability(written: &str) -> Result<Value, Problem> {
    match written.parse::<Reliability>() {
        Ok(code) => Ok(code.to_string().into()),
        Err(_) => Err(Problem::value(
            format!("“{written}” is not an Admiralty code"),
            "write a letter from A to F for the source and a digit from 1 to 6 for the content, such as B2",
        )),
    }
}

/// Whether `written` has the shape of a language code after BCP 47: `es`, `pt-BR`, `zh-Hant`.
pub(crate) fn is_language(written: &str) -> bool {
    let mut subtags = written.split('-');
    let primary = subtags.next().unwrap_or_default();
    let is_primary = (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_primary
        && subtags.all(|tag| (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn language(written: &str) -> Result<Value, Problem> {
    if is_language(written) {
        return Ok(written.into());
    }
    Err(Problem::value(format!("“{written}” is not a language code"), "write a code such as en, es or pt-BR"))
}

/// Whether `part` can be one part of an address and one file name on every system.
pub(crate) fn is_address_part(part: &str) -> bool {
    let forbidden =
        |letter: char| letter.is_control() || letter.is_whitespace() || "/\\<>:\"|?*#%&=+;,'`{}[]^".contains(letter);
    !part.is_empty() && part.len() <= 200 && !part.starts_with('.') && !part.ends_with('.') && !part.contains(forbidden)
}

fn slug(written: &str) -> Result<Value, Problem> {
    if is_address_part(written) {
        return Ok(written.into());
    }
    let message = format!("“{written}” cannot be part of an address");
    let suggestion = slug::slugify(written);
    let help = if suggestion.is_empty() {
        "use letters, digits and hyphens".to_owned()
    } else {
        format!("use letters, digits and hyphens: {suggestion}")
    };
    Err(Problem::value(message, help))
}

fn page_slug(written: &str) -> Result<Value, Problem> {
    let inside = written.trim_matches('/');
    if inside.split('/').all(is_address_part) {
        return Ok(inside.into());
    }
    Err(Problem::value(
        format!("“{written}” cannot be the address of a page"),
        "use letters, digits and hyphens, with a / between the parts",
    ))
}

/// An old address on this site, from its root, with a leading slash.
fn site_address(written: &str) -> Result<Value, Problem> {
    let inside = written.strip_prefix('/').unwrap_or(written);
    let parts = inside.strip_suffix('/').unwrap_or(inside);
    if parts.split('/').all(is_address_part) {
        return Ok(format!("/{inside}").into());
    }
    Err(Problem::value(
        format!("“{written}” is not an address on this site"),
        "write the path alone, such as /2019/old-name/",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_never_lead_out_of_the_site() {
        for bad in
            ["..", "/../x", "a/../b", "a//b", "C:\\x", "https://x.example/", "a\u{0}b", "", "/", ".hidden", "a?b"]
        {
            assert!(site_address(bad).is_err(), "{bad}");
            assert!(page_slug(bad).is_err(), "{bad}");
            assert!(slug(bad).is_err(), "{bad}");
        }
        for good in ["/2019/old/", "old.html", "/é/x"] {
            assert!(site_address(good).is_ok(), "{good}");
        }
        assert!(slug("a/b").is_err());
    }

    #[test]
    fn only_pages_of_the_web_are_web_addresses() {
        for bad in
            ["javascript:alert(1)", "ftp://x.example/", "x.example", "//x.example/", "https://", "mailto:a@b.example"]
        {
            assert!(!is_web_address(bad), "{bad}");
        }
        assert!(is_web_address("https://x.example/a?b=c#d"));
    }

    #[test]
    fn language_codes_have_their_shape() {
        for good in ["en", "es-419", "zh-Hant-TW", "arb"] {
            assert!(is_language(good), "{good}");
        }
        for bad in ["", "e", "english", "en_GB", "en-", "12"] {
            assert!(!is_language(bad), "{bad}");
        }
    }
}
