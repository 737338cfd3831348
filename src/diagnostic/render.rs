//! Diagnostics for people and programs: [`human`] for a terminal, [`json`] for other programs, [`github`] for GitHub's
//! workflow log, which shows them beside the lines of a pull request.

use std::borrow::Cow;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};
use serde::Serialize;

use super::{Diagnostic, Location, Severity};
use crate::span::ByteSpan;

/// The columns that a message may fill. Longer source lines are cut around the place.
const WIDTH: usize = 120;

/// Labels further from the place than this many lines are shown as a snippet of their own.
const FARTHEST_LABEL: usize = 20;

/// All diagnostics as a terminal shows them, with a last line that counts them; nothing where there are none. `colour` adds
/// ANSI escapes; the frame is ASCII, which every terminal and every log can show.
#[must_use]
pub fn human(diagnostics: &[Diagnostic], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&renderer.render(&[report(diagnostic)]));
        text.push_str("\n\n");
    }
    text.push_str(&summary(diagnostics));
    text
}

/// How many there are of each severity: `2 errors, 1 warning` and a line break; nothing where there are none.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let counted = [count(errors, "error"), count(diagnostics.len() - errors, "warning")];
    let counted: Vec<String> = counted.into_iter().flatten().collect();
    if counted.is_empty() { String::new() } else { counted.join(", ") + "\n" }
}

fn count(number: usize, noun: &str) -> Option<String> {
    match number {
        0 => None,
        1 => Some(format!("1 {noun}")),
        _ => Some(format!("{number} {noun}s")),
    }
}

fn report(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(clean(&diagnostic.message)).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title).elements(places(diagnostic));
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(clean(help)));
    }
    group
}

/// A place to be underlined, with the words beside it.
struct Place<'a> {
    location: &'a Location,
    span: ByteSpan,
    kind: AnnotationKind,
    label: Option<&'a str>,
}

/// The snippets of a diagnostic: one for the place and the labels near it, one for each label elsewhere.
fn places(diagnostic: &Diagnostic) -> Vec<Element<'_>> {
    let Some(location) = &diagnostic.location else { return Vec::new() };
    let labels = diagnostic.labels.iter().filter_map(|label| {
        let span = label.location.span?;
        Some(Place { location: &label.location, span, kind: AnnotationKind::Context, label: Some(&label.text) })
    });
    let Some(span) = location.span else {
        let origin = Element::from(Origin::path(path(location)));
        return std::iter::once(origin).chain(labels.map(|place| snippet(&[place]))).collect();
    };
    let primary = Place { location, span, kind: AnnotationKind::Primary, label: None };
    let (near, far): (Vec<_>, Vec<_>) = labels.partition(|place| is_near(place, &primary));
    let together: Vec<_> = std::iter::once(primary).chain(near).collect();
    std::iter::once(snippet(&together)).chain(far.into_iter().map(|place| snippet(&[place]))).collect()
}

fn is_near(one: &Place<'_>, other: &Place<'_>) -> bool {
    let text = &one.location.file.text;
    let (start, end) = (one.span.start().min(other.span.start()), one.span.start().max(other.span.start()));
    one.location.file == other.location.file
        && text.get(start..end).is_some_and(|between| between.matches('\n').count() <= FARTHEST_LABEL)
}

/// The lines of one file that hold the places, which are at least one.
fn snippet(places: &[Place<'_>]) -> Element<'static> {
    let location = places[0].location;
    let text = &location.file.text;
    let spans: Vec<ByteSpan> = places.iter().map(|place| first_line(place.span, text)).collect();
    let start = spans.iter().map(|span| span.start()).min().unwrap_or_default();
    let end = spans.iter().map(|span| span.end()).max().unwrap_or_default();
    let window = ByteSpan::new(line_start(text, start), line_end(text, end));
    let annotations = places.iter().zip(&spans).map(|(place, span)| {
        let label = place.label.map(|label| clean(label).into_owned());
        place.kind.span(span.start() - window.start()..span.end() - window.start()).label(label)
    });
    let (first_line, _) = location.file.line_column(window.start());
    let lines = without_escapes(window.of_text(text)).into_owned();
    let annotated = Snippet::source(lines).path(path(location)).line_start(first_line).annotations(annotations);
    Element::from(annotated)
}

/// The part of `span` that stands on its first line, within the text.
fn first_line(span: ByteSpan, text: &str) -> ByteSpan {
    let start = boundary(text, span.start());
    let end = boundary(text, span.end()).min(line_end(text, start));
    ByteSpan::new(start, end.max(start))
}

/// The last place in `text`, not after `at`, between two characters.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    if text[at..end].ends_with('\r') { end - 1 } else { end }
}

fn path(location: &Location) -> String {
    clean(&location.file.path.to_string_lossy()).into_owned()
}

/// `text` on one line and without anything that a terminal would obey.
fn clean(text: &str) -> Cow<'_, str> {
    let text = without_escapes(text);
    if text.contains(char::is_control) { normalize_untrusted_str(&text.replace('\n', " ")).into() } else { text }
}

/// `text` without C1 control characters, which the renderer lets through and some terminals take for escape sequences.
/// What stands for them has as many bytes, so that no place moves.
fn without_escapes(text: &str) -> Cow<'_, str> {
    const C1: std::ops::RangeInclusive<char> = '\u{80}'..='\u{9f}';
    if text.contains(|letter| C1.contains(&letter)) {
        text.replace(|letter| C1.contains(&letter), "·").into()
    } else {
        text.into()
    }
}

/// One diagnostic as one line of JSON, without a line break. Lines and columns count from 1, columns in code points; the end
/// is the place after the last character. They are missing where the problem concerns a whole file, or none.
#[must_use]
pub fn json(diagnostic: &Diagnostic) -> String {
    let record = Record {
        code: diagnostic.code.as_str(),
        severity: severity(diagnostic),
        message: &diagnostic.message,
        place: diagnostic.location.as_ref().map(JsonPlace::of),
        help: diagnostic.help.as_deref(),
        labels: diagnostic.labels.iter().map(|label| (&label.text, &label.location).into()).collect(),
    };
    serde_json::to_string(&record).unwrap_or_default()
}

#[derive(Serialize)]
struct Record<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<JsonPlace<'a>>,
    help: Option<&'a str>,
    labels: Vec<JsonLabel<'a>>,
}

#[derive(Serialize)]
struct JsonLabel<'a> {
    text: &'a str,
    #[serde(flatten)]
    place: JsonPlace<'a>,
}

impl<'a> From<(&'a String, &'a Location)> for JsonLabel<'a> {
    fn from((text, location): (&'a String, &'a Location)) -> Self {
        Self { text, place: JsonPlace::of(location) }
    }
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    file: Cow<'a, str>,
    #[serde(flatten)]
    extent: Option<Extent>,
}

#[derive(Serialize)]
struct Extent {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl<'a> JsonPlace<'a> {
    fn of(location: &'a Location) -> Self {
        Self { file: location.file.path.to_string_lossy(), extent: Extent::of(location) }
    }
}

impl Extent {
    fn of(location: &Location) -> Option<Self> {
        let span = location.span?;
        let (line, column) = location.file.line_column(span.start());
        let (end_line, end_column) = location.file.line_column(span.end());
        Some(Self { line, column, end_line, end_column })
    }
}

fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// One diagnostic as a workflow command of GitHub Actions, without a line break.
#[must_use]
pub fn github(diagnostic: &Diagnostic) -> String {
    let mut properties = Vec::new();
    if let Some(location) = &diagnostic.location {
        properties.push(("file", location.file.path.to_string_lossy().into_owned()));
        properties.extend(Extent::of(location).iter().flat_map(Extent::properties));
    }
    properties.push(("title", diagnostic.code.to_string()));
    let properties: Vec<String> =
        properties.into_iter().map(|(name, value)| format!("{name}={}", escape_property(&value))).collect();
    let mut message = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        let _ = write!(message, "\nhelp: {help}");
    }
    format!("::{} {}::{}", severity(diagnostic), properties.join(","), escape_data(&message))
}

impl Extent {
    /// GitHub takes columns only where the place ends on the line on which it starts.
    fn properties(&self) -> Vec<(&'static str, String)> {
        let lines = [("line", self.line), ("endLine", self.end_line)];
        let columns = [("col", self.column), ("endColumn", self.end_column)];
        let columns = columns.into_iter().filter(|_| self.line == self.end_line);
        lines.into_iter().chain(columns).map(|(name, number)| (name, number.to_string())).collect()
    }
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests;
