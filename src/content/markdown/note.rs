//! A note: Markdown that is the value of a key of the front matter. YAML has folded its lines and taken off its quotation marks
//! before Markdown sees it, so places in the note are led back to the file by setting the two texts side by side.

use std::sync::Arc;

use pulldown_cmark::{Event, Options, Tag, TagEnd};

use super::EXTENSIONS;
use super::blocks::Reader;
use super::events::{self, Events, Placed};
use super::footnotes::Footnotes;
use crate::content::body::{Body, Style, Voice};
use crate::content::links::Resolve;
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::span::ByteSpan;

/// How many characters of the file may stand where a note has one: the longest escape of YAML, `\U0001F600`, and a quotation mark.
const LONGEST_ESCAPE: usize = 11;

/// Reads the note `markdown`, which the file's text holds as YAML in the bytes `yaml`. A note bears no ids, as it may be shown
/// on several pages: its headings are paragraphs, and it has no footnotes. All its words are the editor's.
pub(crate) fn parse_note(
    file: &Arc<SourceFile>,
    markdown: &str,
    yaml: ByteSpan,
    links: &dyn Resolve,
    diagnostics: &mut Vec<Diagnostic>,
) -> Body {
    let note = SourceFile::new(file.path.clone(), markdown);
    let events = events::collect(markdown, ByteSpan::of(markdown), EXTENSIONS.difference(Options::ENABLE_FOOTNOTES));
    let events: Vec<Placed<'_>> = events.into_iter().map(|(event, span)| (without_heading(event), span)).collect();
    let footnotes = Footnotes::default();
    let mut problems = Vec::new();
    let mut reader = Reader::new(&note, Events::new(&events, &footnotes), footnotes, links, &mut problems);
    reader.voice = Voice::Editor;
    let mut body = reader.read();
    let places = Places::of(markdown, &file.text, yaml);
    diagnostics.extend(problems.into_iter().map(|problem| places.lead_back(problem, file)));
    for text in &mut body.texts {
        text.source.move_to(|span| places.span(span));
        for inline in &mut text.inlines {
            if let Style::Link(link) = &mut inline.style {
                link.source = places.span(link.source);
            }
        }
    }
    body.settled()
}

fn without_heading(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Heading { .. }) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Paragraph),
        other => other,
    }
}

/// Where each byte of a note stands in its file, and where its end does.
struct Places(Vec<usize>);

impl Places {
    /// Finds each character of the note, blanks aside, in the YAML. One that is written as an escape has the place at which
    /// it was looked for. Linear, as every search is short.
    fn of(markdown: &str, file: &str, yaml: ByteSpan) -> Self {
        let mut at = start_of_scalar(file, yaml);
        let mut places = Vec::with_capacity(markdown.len() + 1);
        for character in markdown.chars() {
            let mut width = 0;
            if !character.is_whitespace() {
                let rest = file.get(at..yaml.end()).unwrap_or_default();
                at += rest.len() - rest.trim_start().len();
                let mut ahead = rest.trim_start().char_indices().take(LONGEST_ESCAPE);
                if let Some((offset, _)) = ahead.find(|&(_, written)| written == character) {
                    at += offset;
                    width = character.len_utf8();
                }
            }
            places.extend((0..character.len_utf8()).map(|byte| at + byte.min(width)));
            at += width;
        }
        places.push(at);
        Self(places)
    }

    fn span(&self, span: ByteSpan) -> ByteSpan {
        let place = |at: usize| self.0.get(at).or(self.0.last()).copied().unwrap_or_default();
        ByteSpan::new(place(span.start()), place(span.end()))
    }

    fn lead_back(&self, mut diagnostic: Diagnostic, file: &Arc<SourceFile>) -> Diagnostic {
        let labels = diagnostic.labels.iter_mut().map(|label| &mut label.location);
        for location in diagnostic.location.iter_mut().chain(labels) {
            location.file = Arc::clone(file);
            location.span = location.span.map(|span| self.span(span));
        }
        diagnostic
    }
}

/// Where the characters of a value begin: of a block, on the line below its `|` or `>`.
fn start_of_scalar(file: &str, yaml: ByteSpan) -> usize {
    let written = yaml.of_text(file);
    let is_block = written.starts_with(['|', '>']);
    let header = written.find('\n').filter(|_| is_block).map_or(0, |line_end| line_end + 1);
    yaml.start() + header
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::body::Destination;
    use crate::content::links::{LinkProblem, LinkRequest};
    use crate::diagnostic::Code;

    /// No link leads anywhere.
    struct Nowhere;

    impl Resolve for Nowhere {
        fn resolve(&self, request: LinkRequest<&str>) -> Result<Destination, LinkProblem> {
            let (LinkRequest::Link(address) | LinkRequest::Wikilink(address) | LinkRequest::Image(address)) = request;
            Err(LinkProblem { code: Code::BrokenLink, message: address.to_owned(), help: None })
        }
    }

    fn problems(written: &str) -> Vec<(String, (usize, usize))> {
        let file = SourceFile::new("content/a.md", format!("title: A\nnote: {written}\n"));
        let front: serde_yaml::Mapping = serde_yaml::from_str(&file.text).expect("it is YAML");
        let note = front["note"].as_str().expect("a note");
        let mut diagnostics = Vec::new();
        parse_note(&file, note, ByteSpan::new("title: A\nnote: ".len(), file.text.len()), &Nowhere, &mut diagnostics);
        let told = |diagnostic: Diagnostic| {
            let span = diagnostic.location.and_then(|location| location.span).expect("a place");
            (span.of_text(&file.text).to_owned(), file.line_column(span.start()))
        };
        diagnostics.into_iter().map(told).collect()
    }

    #[test]
    fn a_link_that_leads_nowhere_is_told_at_its_line_however_the_note_is_written() {
        for (written, place) in [
            ("See [the toll](x.md).", (2, 11)),
            ("'It''s [the toll](x.md).'", (2, 14)),
            ("\"\\u00c9l \\\"said\\\" [the toll](x.md)\"", (2, 25)),
            ("|\n  One.\n\n  See [the toll](x.md).", (5, 7)),
            (">-\n  One\n  two [the toll](x.md)\n  three.", (4, 7)),
            ("One\n  two [the toll](x.md).", (3, 7)),
        ] {
            assert_eq!(problems(written), [("[the toll](x.md)".to_owned(), place)], "{written}");
        }
    }

    #[test]
    fn a_note_has_no_heading_and_no_footnote_and_is_the_editors() {
        let file = SourceFile::new("content/a.md", "");
        let note = "# Why\n\nBecause.[^1]\n\n[^1]: So.";
        let body = parse_note(&file, note, ByteSpan::default(), &Nowhere, &mut Vec::new());
        assert!(body.headings().is_empty() && body.footnotes.is_empty());
        assert!(body.texts.iter().all(|text| text.voice == Voice::Editor));
    }

    proptest::proptest! {
        #[test]
        fn any_note_beside_any_yaml_has_places_within_it(note in "\\PC*", yaml in "\\PC*") {
            let places = Places::of(&note, &yaml, ByteSpan::of(&yaml));
            proptest::prop_assert!(places.0.is_sorted() && places.0.iter().all(|&at| at <= yaml.len()));
        }
    }
}
