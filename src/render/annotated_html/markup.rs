//! HTML by hand: escaped text and tags.

use std::fmt::{self, Write as _};

/// Text that stands in HTML for itself, between tags and in attributes with double quotation marks.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

/// Appends `text`, escaped.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        let Some(entity) = entity(byte) else { continue };
        out.push_str(&text[written..at]);
        out.push_str(entity);
        written = at + 1;
    }
    out.push_str(&text[written..]);
}

fn entity(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        _ => return None,
    })
}

/// Appends a start tag.
pub(super) fn push_tag<'v>(out: &mut String, name: &str, attributes: impl IntoIterator<Item = (&'v str, &'v str)>) {
    out.push('<');
    out.push_str(name);
    for (name, value) in attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        push_escaped(out, value);
        out.push('"');
    }
    out.push('>');
}

/// Appends an end tag.
pub(super) fn push_end(out: &mut String, name: &str) {
    push_formatted(out, format_args!("</{name}>"));
}

/// Appends what `format_args!` gives. Its parts are not escaped.
pub(super) fn push_formatted(out: &mut String, arguments: fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(arguments);
}
