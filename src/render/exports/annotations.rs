//! W3C Web Annotations (Web Annotation Data Model, JSON-LD): for each article one `AnnotationPage` with an annotation for each
//! mark of the report. The target is a span of the article's page, selected in up to three ways that mean the same words: by
//! code points of the report's plain text and, where the words are on the page, by the mark's anchor and by quotation.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::number::Number;
use super::write_lines;
use crate::content::{Document, Front};
use crate::dossier::{AnchoredMark, Target};
use crate::id::{DocumentKind, DocumentRef, Id};
use crate::reading::mark::{By, Figure, SpeechMode, Statement, Timex, Value};
use crate::render::publication::{Publication, Report};

/// The file beside each article's page.
const FILE_NAME: &str = "annotations.jsonld";

/// The context of the Web Annotation vocabulary.
const ANNOTATION_CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// Where the `schema:` prefix of a figure's value leads.
const SCHEMA_ORG: &str = "https://schema.org/";

/// Who makes the page, and sets the marks that no editor sets.
const GENERATOR: Generator = Generator { name: "Diurna", r#type: "Software" };

/// How many code points of context a quotation has on either side: enough to tell two equal words of one page apart.
const CONTEXT_REACH: usize = 32;

/// The annotations of one article.
#[derive(Debug, Serialize)]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: (&'static str, Terms<'a>),
    id: &'a str,
    r#type: &'static str,
    generator: Generator,
    items: Items<'a>,
}

/// What names within the page mean.
#[derive(Debug, Serialize)]
struct Terms<'a> {
    #[serde(rename = "@base")]
    base: &'a str,
    schema: &'static str,
}

/// The annotations of a report whose page is at `url`, each of which is made when it is written.
#[derive(Debug)]
struct Items<'a> {
    publication: &'a Publication<'a>,
    report: &'a Report<'a>,
    url: &'a str,
}

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let annotation = |marked| annotation(self.publication, self.report, marked, self.url);
        serializer.collect_seq(self.report.annotated.marks().filter_map(annotation))
    }
}

/// One mark.
#[derive(Debug, Serialize)]
struct Annotation<'a> {
    id: Fragment<'a>,
    r#type: &'static str,
    motivation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Creator<'a>>,
    body: Vec<Body<'a>>,
    target: Span<'a>,
}

/// An anchor as a relative URL.
#[derive(Debug)]
struct Fragment<'a>(&'a str);

impl Serialize for Fragment<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("#{}", self.0))
    }
}

/// The editor who set a mark.
#[derive(Debug, Serialize)]
struct Creator<'a> {
    name: &'a str,
}

/// The program that set a mark.
#[derive(Debug, Serialize)]
struct Generator {
    name: &'static str,
    r#type: &'static str,
}

/// Something that is said of the span.
#[derive(Debug, Serialize)]
#[serde(tag = "type")]
#[expect(clippy::enum_variant_names, reason = "the names are those of the Web Annotation vocabulary")]
enum Body<'a> {
    TextualBody {
        format: &'static str,
        purpose: &'static str,
        value: Cow<'a, str>,
    },
    SpecificResource {
        purpose: &'static str,
        source: String,
    },
    #[serde(rename = "schema:QuantitativeValue")]
    QuantitativeValue {
        #[serde(rename = "schema:maxValue", skip_serializing_if = "Option::is_none")]
        high: Option<Number>,
        #[serde(rename = "schema:minValue")]
        low: Number,
        #[serde(rename = "schema:unitText", skip_serializing_if = "str::is_empty")]
        unit: &'a str,
    },
}

/// What is annotated.
#[derive(Debug, Serialize)]
struct Span<'a> {
    source: &'a str,
    selector: Vec<Selector<'a>>,
}

/// A way to find the span.
#[derive(Debug, Serialize)]
#[serde(tag = "type")]
#[expect(clippy::enum_variant_names, reason = "the names are those of the Web Annotation vocabulary")]
enum Selector<'a> {
    FragmentSelector { value: &'a str },
    TextPositionSelector { start: usize, end: usize },
    TextQuoteSelector { exact: &'a str, prefix: &'a str, suffix: &'a str },
}

/// Writes the page of each article as one line.
pub(super) fn write(publication: &Publication<'_>, out: &mut dyn Write) -> io::Result<()> {
    publication.reports().iter().try_for_each(|report| write_page(publication, report, out))
}

/// Writes the page of one article as one line.
pub(super) fn write_page(publication: &Publication<'_>, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let url = publication.document_url(report.document);
    let id = format!("{url}{FILE_NAME}");
    write_lines([page(publication, report, &url, &id)], out)
}

/// The path of an article's file on the site. It holds the article's line alone; there is one for every page, so it is not
/// spread over lines for people to read.
pub(super) fn path_of(report: &Report<'_>) -> String {
    format!("{}{FILE_NAME}", report.document.address().trim_start_matches('/'))
}

/// The annotations of a report whose page is at `url`; the page of annotations is at `id`, and the base of theirs.
fn page<'a>(publication: &'a Publication<'a>, report: &'a Report<'a>, url: &'a str, id: &'a str) -> Page<'a> {
    Page {
        context: (ANNOTATION_CONTEXT, Terms { base: id, schema: SCHEMA_ORG }),
        r#type: "AnnotationPage",
        generator: GENERATOR,
        items: Items { publication, report, url },
        id,
    }
}

/// The annotation of a mark; none for a link in an editor's note, which is no part of the report.
fn annotation<'a>(
    publication: &Publication<'a>,
    report: &Report<'a>,
    (anchored, target): (&'a AnchoredMark, Target),
    url: &'a str,
) -> Option<Annotation<'a>> {
    let position = report.position(&anchored.mark)?;
    let mut selector = vec![Selector::TextPositionSelector { start: position.start, end: position.end }];
    if let Some(quote) = report.quote(&anchored.mark, CONTEXT_REACH) {
        selector.push(Selector::FragmentSelector { value: &anchored.anchor });
        selector.push(Selector::TextQuoteSelector { exact: quote.exact, prefix: quote.prefix, suffix: quote.suffix });
    }
    Some(Annotation {
        id: Fragment(&anchored.anchor),
        r#type: "Annotation",
        motivation: motivation(&anchored.mark.value),
        creator: (anchored.mark.by == By::Editor).then(|| creator(publication)),
        body: body(publication, anchored, target),
        target: Span { source: url, selector },
    })
}

/// Who set an editor's mark: the dossier's author, or the dossier where none is named.
fn creator<'a>(publication: &Publication<'a>) -> Creator<'a> {
    Creator { name: publication.config.author.as_deref().unwrap_or(&publication.config.title) }
}

fn motivation(value: &Value) -> &'static str {
    match value {
        Value::Figure(_) | Value::Date(_) => "describing",
        Value::Mention(_) | Value::Statement(_) => "identifying",
        Value::Reference(_) => "linking",
    }
}

/// What is said of the span: its value in words of ours, and the pages to which it belongs.
fn body<'a>(publication: &Publication<'_>, anchored: &'a AnchoredMark, target: Target) -> Vec<Body<'a>> {
    let mut body = match &anchored.mark.value {
        Value::Figure(figure) => figure_bodies(figure),
        Value::Date(date) => vec![text(date_words(date))],
        Value::Mention(_) => Vec::new(),
        Value::Statement(statement) => vec![text(statement_words(statement))],
        Value::Reference(document) => reference(publication, document).into_iter().collect(),
    };
    body.extend(page_of(publication, target));
    body
}

fn figure_bodies(figure: &Figure) -> Vec<Body<'_>> {
    let (interval, unit) = (figure.interval, figure.unit.name());
    let value = Body::QuantitativeValue { high: interval.high.map(Number), low: Number(interval.low), unit };
    let mut words = vec![interval.to_string(), unit.to_owned(), figure.noun.clone().unwrap_or_default()];
    words.retain(|word| !word.is_empty());
    words.dedup();
    vec![text(words.join(" ")), value]
}

/// The date in EDTF, else the value as TIMEX3 writes it.
fn date_words(date: &Timex) -> &str {
    date.edtf.as_ref().map_or(&date.value, |edtf| edtf.as_str())
}

fn statement_words(statement: &Statement) -> &'static str {
    match statement.mode {
        SpeechMode::Direct => "direct speech",
        SpeechMode::Indirect => "indirect speech",
        SpeechMode::Mixed => "indirect speech with quoted words",
    }
}

fn text<'a>(value: impl Into<Cow<'a, str>>) -> Body<'a> {
    Body::TextualBody { format: "text/plain", purpose: "describing", value: value.into() }
}

/// The page of the document that a link leads to.
fn reference(publication: &Publication<'_>, document: &DocumentRef) -> Option<Body<'static>> {
    let content = &publication.dossier.content;
    let address = match document.kind {
        DocumentKind::Article => address_of(&content.articles, &document.id),
        DocumentKind::Actor => address_of(&content.actors, &document.id),
        DocumentKind::Event => address_of(&content.events, &document.id),
        DocumentKind::Measure => address_of(&content.measures, &document.id),
        DocumentKind::Source => address_of(&content.sources, &document.id),
        DocumentKind::Page => address_of(&content.pages, &document.id),
    };
    address.map(|address| resource(publication.url(&address), "linking"))
}

/// The address of a document; each kind is sorted by id.
fn address_of<F: Front>(documents: &[Document<F>], id: &Id) -> Option<String> {
    let index = documents.binary_search_by(|document| document.id.cmp(id)).ok()?;
    Some(documents[index].address())
}

/// The page to which a mark belongs in the model.
fn page_of(publication: &Publication<'_>, target: Target) -> Option<Body<'static>> {
    let dossier = publication.dossier;
    match target {
        Target::None => None,
        Target::Claim { ledger, .. } => {
            let measure = &dossier.content.measures[dossier.ledgers[ledger.at()].measure];
            Some(resource(publication.document_url(measure), "classifying"))
        }
        Target::Actor(actor) => Some(resource(publication.actor_url(publication.actor(actor)), "identifying")),
        Target::Entry(entry) => Some(resource(publication.entry_url(entry.at()), "linking")),
    }
}

fn resource(source: String, purpose: &'static str) -> Body<'static> {
    Body::SpecificResource { purpose, source }
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::*;
    use crate::render::exports::fixture;

    #[test]
    fn each_mark_is_an_annotation() {
        let lines = fixture::written(|publication, out| write(publication, out));
        let pages: Vec<Json> = lines.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
        let counts: Vec<_> = pages.iter().map(|page| page["items"].as_array().map_or(0, Vec::len)).collect();
        assert_eq!(counts, [5, 2, 1]);
        insta::assert_snapshot!(serde_json::to_string_pretty(&pages[0]["items"][2]).expect("it is JSON"), @r##"
        {
          "body": [
            {
              "format": "text/plain",
              "purpose": "describing",
              "type": "TextualBody",
              "value": "≥ 28 people"
            },
            {
              "schema:minValue": 28,
              "schema:unitText": "people",
              "type": "schema:QuantitativeValue"
            },
            {
              "purpose": "classifying",
              "source": "https://a.org/flood/measures/deaths/",
              "type": "SpecificResource"
            }
          ],
          "id": "#f1",
          "motivation": "describing",
          "target": {
            "selector": [
              {
                "end": 66,
                "start": 48,
                "type": "TextPositionSelector"
              },
              {
                "type": "FragmentSelector",
                "value": "f1"
              },
              {
                "exact": "at least 28 people",
                "prefix": "Alta broke on Sunday. It killed ",
                "suffix": ", the river office said.",
                "type": "TextQuoteSelector"
              }
            ],
            "source": "https://a.org/flood/articles/2024-05-06-dam/"
          },
          "type": "Annotation"
        }
        "##);
    }

    #[test]
    fn an_excerpt_has_no_words_of_the_next_sentence_and_a_link_none_at_all() {
        let lines = fixture::written(|publication, out| write(publication, out));
        let selectors: Vec<String> = lines.lines().skip(1).map(selectors_of_last).collect();
        insta::assert_snapshot!(selectors.join("\n"), @r#"
        [{"end":23,"start":15,"type":"TextPositionSelector"},{"type":"FragmentSelector","value":"f1"},{"exact":"40 lives","prefix":"The water took ","suffix":".","type":"TextQuoteSelector"}]
        [{"end":61,"start":46,"type":"TextPositionSelector"}]
        "#);
    }

    fn selectors_of_last(line: &str) -> String {
        let page: Json = serde_json::from_str(line).expect("a line is JSON");
        let items = page["items"].as_array().expect("a page has items");
        items.last().map(|item| item["target"]["selector"].to_string()).unwrap_or_default()
    }
}
