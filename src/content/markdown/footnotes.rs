//! Footnotes: which are defined, in which order they are referred to, and which lack their other half.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::Placed;
use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::span::ByteSpan;

/// The footnotes of one body.
#[derive(Default)]
pub(super) struct Footnotes {
    definitions: Vec<Definition>,
    by_label: HashMap<String, usize>,
    /// Those that are referred to, in the order of their first reference: indices of definitions.
    referred: Vec<usize>,
}

struct Definition {
    label: String,
    source: ByteSpan,
    /// Its events, from its start to after its end.
    events: Range<usize>,
    /// Its place among those that are referred to.
    number: Option<usize>,
}

/// A footnote that is to be read.
pub(super) struct Found {
    pub(super) label: String,
    /// The index of its first event within.
    pub(super) first_event: usize,
}

impl Footnotes {
    /// Finds the definitions; a second one of a label is told and never used.
    pub(super) fn find(events: &[Placed<'_>], file: &Arc<SourceFile>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut footnotes = Self::default();
        let mut open = Vec::new();
        for (index, (event, source)) in events.iter().enumerate() {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    open.push(footnotes.definitions.len());
                    footnotes.define(label, *source, index, file, diagnostics);
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some(definition) = open.pop().and_then(|at| footnotes.definitions.get_mut(at)) {
                        definition.events.end = index + 1;
                    }
                }
                _ => {}
            }
        }
        footnotes
    }

    fn define(
        &mut self,
        label: &str,
        source: ByteSpan,
        event: usize,
        file: &Arc<SourceFile>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let index = self.definitions.len();
        let source = first_line(source, &file.text);
        let first = *self.by_label.entry(key(label)).or_insert(index);
        if let Some(first) = self.definitions.get(first) {
            let problem = Diagnostic::warning(Code::Footnote, format!("the footnote “{label}” is defined twice"))
                .at(file, source)
                .label(file, first.source, "this one is published")
                .help("give one of them another label");
            diagnostics.push(problem);
        }
        self.definitions.push(Definition { label: label.to_owned(), source, events: event..event + 1, number: None });
    }

    /// The events that define footnotes.
    pub(super) fn definitions(&self) -> Vec<Range<usize>> {
        self.definitions.iter().map(|definition| definition.events.clone()).collect()
    }

    /// The place of the footnote of that label among those referred to; it gets one with its first reference.
    pub(super) fn refer(&mut self, label: &str) -> Option<usize> {
        let index = *self.by_label.get(&key(label))?;
        let definition = self.definitions.get_mut(index)?;
        let number = *definition.number.get_or_insert(self.referred.len());
        if number == self.referred.len() {
            self.referred.push(index);
        }
        Some(number)
    }

    /// The footnote of that place among those referred to so far.
    pub(super) fn get(&self, number: usize) -> Option<Found> {
        let definition = &self.definitions[*self.referred.get(number)?];
        Some(Found { label: definition.label.clone(), first_event: definition.events.start + 1 })
    }

    /// Tells the definitions that nothing refers to.
    pub(super) fn report_unused(&self, file: &Arc<SourceFile>, diagnostics: &mut Vec<Diagnostic>) {
        for (index, definition) in self.definitions.iter().enumerate() {
            let label = &definition.label;
            // Of a second definition, the warning that it is one says enough.
            if definition.number.is_some() || self.by_label.get(&key(label)) != Some(&index) {
                continue;
            }
            let problem = format!("the footnote “{label}” is never referred to, so no reader will see it");
            let help = format!("write `[^{label}]` after the words that it explains, or remove it");
            diagnostics.push(Diagnostic::warning(Code::Footnote, problem).at(file, definition.source).help(help));
        }
    }
}

/// The warning for `[^label]` in the text where no such footnote is defined.
pub(super) fn undefined(label: &str) -> Diagnostic {
    Diagnostic::warning(Code::Footnote, format!("the footnote “{label}” is not defined")).help(format!(
        "add a paragraph that begins with `[^{label}]:`, or write `\\[^{label}]` if no footnote is meant"
    ))
}

/// Labels are equal whatever their case.
fn key(label: &str) -> String {
    label.to_lowercase()
}

/// What messages underline of a definition: its first line.
fn first_line(span: ByteSpan, text: &str) -> ByteSpan {
    let line = span.of_text(text).lines().next().unwrap_or_default();
    ByteSpan::new(span.start(), span.start() + line.len())
}
