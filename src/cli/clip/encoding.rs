//! From the bytes of a saved page to its text: pages are saved in the encoding in which they were sent.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How far into a page browsers look for the name of its encoding, in bytes.
const LOOKED_AT: usize = 1024;

/// How files begin that people save or have instead of a page, and what they are.
const OTHERS: [(&[u8], &str); 5] = [
    (b"%PDF", "a PDF"),
    (b"bplist", "a Safari web archive"),
    (b"From: <Saved by", "a web archive (MHTML)"),
    (b"PK\x03\x04", "a compressed file"),
    (b"\x89PNG", "a picture"),
];

/// What the bytes are, where they are something else that people save.
pub(super) fn other_than_html(bytes: &[u8]) -> Option<&'static str> {
    OTHERS.into_iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| what)
}

/// The text, in the encoding that a mark at its beginning or the page itself names; where neither does, in UTF-8 if it can be, and
/// else in that of old western pages. What has no meaning in an encoding is replaced.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let encoding = match declared(bytes) {
        Some(declared) if declared != UTF_8 || is_utf8 => declared,
        _ if is_utf8 => UTF_8,
        _ => WINDOWS_1252,
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// The encoding that a page names at its beginning: `<meta charset="iso-8859-1">`, or the older form of it.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..LOOKED_AT).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let name = after.trim_start_matches(['"', '\'', ' ']);
    let end =
        name.find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_:.".contains(letter)).unwrap_or(name.len());
    let encoding = Encoding::for_label(&name.as_bytes()[..end])?;
    // A page that can be read as far as this is in none of those with two bytes for each letter, whatever it says.
    Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_its_own_encoding() {
        let table: [(&[u8], &str); 8] = [
            ("<p>Guaidó".as_bytes(), "<p>Guaidó"),
            (b"\xef\xbb\xbf<p>Guaid\xc3\xb3", "<p>Guaidó"),
            (b"\xff\xfe<\0p\0>\0", "<p>"),
            (b"<meta charset=iso-8859-1><p>Guaid\xf3", "<meta charset=iso-8859-1><p>Guaidó"),
            (
                b"<META content='text/html; charset=windows-1251'>\xc4\xe0",
                "<META content='text/html; charset=windows-1251'>Да",
            ),
            (b"<meta charset=\"utf-8\">\xf3", "<meta charset=\"utf-8\">ó"),
            (b"<meta charset=\"utf-16\">\xc3\xb3", "<meta charset=\"utf-16\">ó"),
            (b"\x93dead\x94", "“dead”"),
        ];
        for (bytes, text) in table {
            assert_eq!(decode(bytes), text);
        }
    }

    #[test]
    fn what_is_no_page_is_told() {
        assert_eq!(other_than_html(b"%PDF-1.7"), Some("a PDF"));
        assert_eq!(other_than_html(b"<!doctype html>"), None);
    }
}
