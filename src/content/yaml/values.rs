//! What a single value may be: dates, addresses, codes, names.

use serde_yaml::Value;
use url::Url;

use super::schema::Shape;
use super::{dates, looks};
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
        Shape::FolderName => folder_name(written),
        Shape::BaseUrl => base_url(written),
        Shape::Domain => domain(written),
        Shape::Destination => destination(written),
        Shape::Colour => looks::colour(written),
        Shape::Fonts => looks::fonts(written),
        _ => Ok(written.into()),
    }
}

fn date(written: &str) -> Result<Value, Problem> {
    match written.parse::<Edtf>() {
        Ok(_) => Ok(written.trim().into()),
        Err(error) => {
            let (message, help) = match error {
                EdtfError::Form(_) => (format!("“{written}” is not a date"), dates::help(written)),
                EdtfError::NoSuchDate(_) => (error.to_string(), dates::help_impossible(written)),
                EdtfError::Backwards(_) => (error.to_string(), "write the earlier date first".to_owned()),
            };
            Err(Problem { code: Code::BadDate, message, help })
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

/// The address of a page on the web; none where `written` is another or none.
pub(crate) fn page_on_web(written: &str) -> Option<Url> {
    Url::parse(written).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

fn web_address(written: &str) -> Result<Value, Problem> {
    if page_on_web(written).is_some() {
        return Ok(written.into());
    }
    let help =
        if page_on_web(&format!("https://{written}")).is_some() && written.contains('.') && !written.contains(':') {
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

fn folder_name(written: &str) -> Result<Value, Problem> {
    if is_address_part(written) {
        return Ok(written.into());
    }
    Err(Problem::value(format!("“{written}” cannot be the name of a folder"), "use letters, digits and hyphens"))
}

/// Checks a base URL and gives it the slash at its end.
///
/// # Errors
/// What is wrong with it, in a sentence.
pub fn normalise_base_url(written: &str) -> Result<String, String> {
    let url = Url::parse(written).map_err(|_| format!("“{written}” is not a whole web address"))?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(format!("“{written}” is not an address of the web"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(format!("“{written}” must end with its path, without ? or #"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(format!("“{written}” must not hold a user name or password"));
    }
    let url = String::from(url);
    Ok(if url.ends_with('/') { url } else { url + "/" })
}

fn base_url(written: &str) -> Result<Value, Problem> {
    let url = normalise_base_url(written).map(Value::from);
    url.map_err(|message| Problem::value(message, format!("write for example {}", Shape::BaseUrl.example())))
}

/// The longest label of a domain and the longest domain, in bytes (RFC 1035).
const LONGEST_LABEL: usize = 63;
const LONGEST_DOMAIN: usize = 253;

fn domain(written: &str) -> Result<Value, Problem> {
    let is_label = |label: &str| {
        let inner = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (1..=LONGEST_LABEL).contains(&label.len()) && inner && !label.starts_with('-') && !label.ends_with('-')
    };
    if written.len() <= LONGEST_DOMAIN && written.contains('.') && written.split('.').all(is_label) {
        return Ok(written.into());
    }
    let help = format!("write the name alone, such as {}", Shape::Domain.example());
    Err(Problem::value(format!("“{written}” is not a domain"), help))
}

fn destination(written: &str) -> Result<Value, Problem> {
    let is_odd = |letter: char| letter.is_control() || matches!(letter, '\\' | ' ');
    let on_site = written.starts_with('/') && !written.starts_with("//") && !written.contains(is_odd);
    if on_site || page_on_web(written).is_some() {
        return Ok(written.into());
    }
    Err(Problem::value(
        format!("“{written}” is neither an address of this site nor of the web"),
        "begin with / for a page of this site, with https:// for another",
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
            assert!(page_on_web(bad).is_none(), "{bad}");
        }
        assert!(page_on_web("https://x.example/a?b=c#d").is_some());
    }

    #[test]
    fn base_urls_are_whole_and_end_with_a_slash() {
        assert_eq!(normalise_base_url("https://x.example").as_deref(), Ok("https://x.example/"));
        assert_eq!(normalise_base_url("https://x.example/repo").as_deref(), Ok("https://x.example/repo/"));
        let bad = [
            "x.example",
            "/a/",
            "ftp://x.example/",
            "https://x.example/?a",
            "https://x.example/#a",
            "https://u:p@x.example/",
            "",
        ];
        for bad in bad {
            assert!(normalise_base_url(bad).is_err(), "{bad}");
        }
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
