//! From the bytes of a saved page to its text: pages are saved in the encoding in which they were sent.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How far into a page the name of its encoding is looked for, in bytes: four times as far as browsers do, which may hear it from
/// the server.
const LOOKED_AT: usize = 4096;

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

/// The text, in the encoding that a mark at its beginning tells; in UTF-8 where its letters can be that and nothing else; else in the
/// one that the page itself names, or that of old western pages. What has no meaning in an encoding is replaced.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    let is_utf8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    let named = || declared(bytes).filter(|named| *named != UTF_8 || bytes.is_ascii());
    let encoding = if is_utf8 { UTF_8 } else { named().unwrap_or(WINDOWS_1252) };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// The encoding that a page names at its beginning: `<meta charset="iso-8859-1">`, the older form of it, or that of XML.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..LOOKED_AT).unwrap_or(bytes)).to_ascii_lowercase();
    let tags = head.split('<').skip(1).filter(|tag| tag.starts_with("meta") || tag.starts_with("?xml"));
    let after_name = |tag: &str| {
        let tag = tag.split('>').next()?;
        let (_, after) = tag.split_once("charset=").or_else(|| tag.split_once("encoding="))?;
        let name = after.trim_start_matches(['"', '\'', ' ']);
        let end = name.find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_:.".contains(letter));
        Encoding::for_label(&name.as_bytes()[..end.unwrap_or(name.len())])
    };
    // A page that can be read as far as this is in none of those with two bytes for each letter, whatever it says.
    let mut named = tags.into_iter().filter_map(after_name).filter(|encoding| encoding.is_ascii_compatible());
    named.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_its_own_encoding() {
        let table: [(&[u8], &str); 10] = [
            ("<p>Guaidó".as_bytes(), "<p>Guaidó"),
            (b"\xef\xbb\xbf<p>Guaid\xc3\xb3", "<p>Guaidó"),
            (b"\xff\xfe<\0p\0>\0", "<p>"),
            (b"<meta charset=iso-8859-1><p>Guaid\xf3", "<meta charset=iso-8859-1><p>Guaidó"),
            (
                b"<META content='text/html; charset=windows-1251'>\xc4\xe0",
                "<META content='text/html; charset=windows-1251'>Да",
            ),
            (b"<meta charset=\"utf-8\">\xf3", "<meta charset=\"utf-8\">ó"),
            (b"<meta charset=\"utf-16\">\xf3", "<meta charset=\"utf-16\">ó"),
            (b"<meta charset=iso-8859-1>Guaid\xc3\xb3", "<meta charset=iso-8859-1>Guaidó"),
            (b"<?xml version='1.0' encoding='iso-8859-2'?>\xb1", "<?xml version='1.0' encoding='iso-8859-2'?>ą"),
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
