//! Bodies as HTML for this site: their links with the site's path, their words in the interface's language, and for reports
//! their marks, as far as their text may be shown.

use super::annotated_html::{self, Links, Page, Words as BodyWords};
use super::marks;
use super::referents::Referents;
use super::view::View;
use crate::content::Document;
use crate::content::article::Publish;
use crate::content::body::{Body, Destination};
use crate::dossier::ArticleIndex;

/// The level of a body's first heading: below the page's title.
const FIRST_HEADING: u8 = 2;

/// The text of a report with its marks, each with the sign of its referent; none where its text is not shown.
pub(super) fn article<'a>(view: &'a View<'a>, index: ArticleIndex, referents: &Referents<'a>) -> Option<String> {
    let article = view.article(index);
    let overlays = marks::overlays(view, index, referents);
    let anchors: Vec<&str> = article.annotation.text_anchors.iter().map(|anchor| &**anchor).collect();
    let page = Page {
        body: &view.report(index).body,
        overlays: &overlays,
        links: &SiteLinks(view),
        words: words(view),
        anchors: &anchors,
        first_heading: FIRST_HEADING,
    };
    match view.shown(index).publish {
        Publish::Full => Some(annotated_html::write(&page)),
        Publish::Excerpts => Some(annotated_html::write_excerpts(&page, &article.annotation.sentences)),
        Publish::Link => None,
    }
}

/// A body that bears no marks.
pub(super) fn body(view: &View<'_>, body: &Body) -> String {
    annotated_html::write(&Page {
        body,
        overlays: &[],
        links: &SiteLinks(view),
        words: words(view),
        anchors: &[],
        first_heading: FIRST_HEADING,
    })
}

/// The editor's note of a document's front matter.
pub(super) fn note<F>(view: &View<'_>, document: &Document<F>) -> Option<String> {
    document.note.as_ref().map(|note| body(view, note))
}

/// The words that stand within bodies.
fn words<'a>(view: &View<'a>) -> BodyWords<'a> {
    let word = |name| view.words.word(name);
    BodyWords {
        note: word("note"),
        back: word("back_to_text"),
        table: word("table"),
        done: word("done"),
        to_do: word("to_do"),
        gap: word("gap"),
        alerts: ["alert_note", "alert_tip", "alert_important", "alert_warning", "alert_caution"].map(word),
    }
}

/// The links of bodies.
struct SiteLinks<'a>(&'a View<'a>);

impl Links for SiteLinks<'_> {
    fn href(&self, destination: &Destination) -> Option<String> {
        match destination {
            Destination::Document { target, fragment } => {
                let href = self.0.document(target)?.href;
                Some(fragment.as_ref().map_or(href.clone(), |fragment| format!("{href}#{fragment}")))
            }
            Destination::Anchor(anchor) => Some(format!("#{anchor}")),
            Destination::Site(address) => Some(self.0.link(address)),
            Destination::External(url) => Some(url.clone()),
            Destination::Date(_) | Destination::Said(_) | Destination::Plain | Destination::Refused => None,
        }
    }
}
