//! What a served page carries that a published one does not: a small script that waits for the next build, loads the page
//! again when there is one, and shows what is wrong when there is none.

use crate::diagnostic::{self, Diagnostic};

/// Where the script listens for builds.
pub(super) const EVENTS: &str = "/-/diurna/events";

/// The script, less the epoch of the page that carries it.
const SCRIPT: &str = include_str!("overlay.js");

/// The problems as the overlay shows them: the terminal's text without colours. The script sets it as text, never as HTML.
pub(super) fn text(diagnostics: &[Diagnostic]) -> String {
    diagnostic::render::human(diagnostics, false)
}

/// The page with the script at its end.
pub(super) fn with_script(page: &[u8], epoch: u64) -> Vec<u8> {
    let script = format!("<script data-epoch=\"{epoch}\" data-events=\"{EVENTS}\">{SCRIPT}</script>");
    let end = page.windows(BODY_END.len()).rposition(|window| window == BODY_END).unwrap_or(page.len());
    [&page[..end], script.as_bytes(), &page[end..]].concat()
}

const BODY_END: &[u8] = b"</body>";

/// The page shown when there has been no good build yet.
pub(super) const WAITING: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Diurna</title><body><p>The site is being made.</p></body></html>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let page = with_script(b"<body><p>x</p></body></html>", 3);
        let page = String::from_utf8(page).unwrap();
        assert!(page.starts_with("<body><p>x</p><script data-epoch=\"3\""));
        assert!(page.ends_with("</script></body></html>"));
    }
}
