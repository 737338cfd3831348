//! What a served page carries that a published one does not: a small script that listens for builds, loads the page again
//! when it has changed, and shows what is wrong when a build fails.

use super::served::Epoch;
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
pub(super) fn with_script(page: &[u8], epoch: Epoch) -> Vec<u8> {
    let script = format!("<script data-epoch=\"{epoch}\" data-events=\"{EVENTS}\">{SCRIPT}</script>");
    let end = page.windows(BODY_END.len()).rposition(|window| window == BODY_END).unwrap_or(page.len());
    [&page[..end], script.as_bytes(), &page[end..]].concat()
}

const BODY_END: &[u8] = b"</body>";

/// The page that is shown when no build has been good yet; readable without the script too.
pub(super) fn without_site(problems: &str, epoch: Epoch) -> Vec<u8> {
    let page = explained("There is no site yet. This is in its way:", problems);
    with_script(page.as_bytes(), epoch.saturating_sub(1))
}

/// What stands in the place of a page that cannot be made; readable without the script too.
pub(super) fn without_page(problem: &str) -> String {
    explained("There is no such page yet. This is in its way:", problem)
}

fn explained(lead: &str, problems: &str) -> String {
    let problems = problems.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Diurna</title>\n<body>\n\
         <p>{lead}</p>\n<noscript><pre>{problems}</pre></noscript>\n</body>\n</html>\n"
    )
}

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

    #[test]
    fn problems_are_no_html() {
        let page = String::from_utf8(without_site("<script>alert(1)</script>", 1)).unwrap();
        assert!(page.contains("&lt;script>alert(1)") && !page.contains("<script>alert(1)"));
    }
}
