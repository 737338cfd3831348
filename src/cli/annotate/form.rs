//! The form in which marks go out: one object for each document, with a list for each kind of mark.

use std::io;

use serde::Serialize;

use crate::content::body::TextId;
use crate::reading::mark::{
    Attribution, Figure, Mark, Modifier, Speaker, SpeechMode, Statement, Timex, TimexKind, Value,
};
use crate::reading::{Name, NameHint};
use crate::span::{ByteSpan, CharSpan};

/// The marks of one document. `P` tells where in the document a span of one of its texts stands.
pub(super) struct Annotations<'a, P> {
    record: Record<'a>,
    place: P,
}

/// Where something stands in the document, and its words where they may be given.
#[derive(Debug, Serialize)]
pub(super) struct Place<'a> {
    start: usize,
    end: usize,
    text: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Record<'a> {
    id: &'a str,
    figures: Vec<FigureRecord<'a>>,
    dates: Vec<DateRecord<'a>>,
    mentions: Vec<MentionRecord<'a>>,
    statements: Vec<StatementRecord<'a>>,
}

#[derive(Debug, Serialize)]
struct FigureRecord<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    low: f64,
    high: Option<f64>,
    approximate: bool,
    unit: &'a str,
    noun: Option<&'a str>,
    attribution: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct DateRecord<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    #[serde(rename = "type")]
    kind: TimexKind,
    value: &'a str,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<Modifier>,
}

/// A mention of an actor of the dossier, or, where there is no dossier, what looks like a name.
#[derive(Debug, Serialize)]
struct MentionRecord<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct StatementRecord<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    mode: SpeechMode,
    speaker: Option<&'a str>,
}

impl<'a> Place<'a> {
    /// The place of `words`, in code points.
    pub(super) fn new(span: CharSpan, words: impl Into<Option<&'a str>>) -> Self {
        Self { start: span.start, end: span.end, text: words.into() }
    }
}

impl<'a, P: Fn(TextId, ByteSpan) -> Option<Place<'a>>> Annotations<'a, P> {
    /// No marks yet.
    pub(super) fn new(id: &'a str, place: P) -> Self {
        let record = Record { id, figures: vec![], dates: vec![], mentions: vec![], statements: vec![] };
        Self { record, place }
    }

    /// Adds what looks like a name.
    pub(super) fn add_names(&mut self, names: &[Name]) {
        for name in names {
            if let Some(place) = (self.place)(name.text, name.span) {
                self.record.mentions.push(MentionRecord { place, actor: None, kind: hint(name.hint) });
            }
        }
    }

    /// Adds marks, those in the editor's notes left out.
    pub(super) fn add_marks(&mut self, marks: impl IntoIterator<Item = &'a Mark>) {
        for mark in marks {
            let Some(place) = (self.place)(mark.text, mark.span) else { continue };
            let record = &mut self.record;
            match &mark.value {
                Value::Figure(value) => record.figures.push(figure(place, value)),
                Value::Date(value) => record.dates.push(date(place, value)),
                Value::Mention(value) => {
                    record.mentions.push(MentionRecord { place, actor: Some(value.actor.as_str()), kind: None });
                }
                Value::Statement(value) => record.statements.push(statement(place, value)),
                Value::Reference(_) => {}
            }
        }
    }

    /// The record as a line of JSON, with its line end.
    pub(super) fn line(&self) -> io::Result<String> {
        Ok(serde_json::to_string(&self.record)? + "\n")
    }
}

fn figure<'a>(place: Place<'a>, figure: &'a Figure) -> FigureRecord<'a> {
    let attribution = match &figure.attribution {
        Attribution::Source { name, .. } => Some(name.as_str()),
        Attribution::None | Attribution::Ambiguous => None,
    };
    let interval = figure.interval;
    FigureRecord {
        place,
        low: interval.low,
        high: interval.high,
        approximate: interval.approximate,
        unit: figure.unit.name(),
        noun: figure.noun.as_deref(),
        attribution,
    }
}

fn date<'a>(place: Place<'a>, timex: &'a Timex) -> DateRecord<'a> {
    DateRecord { place, kind: timex.kind, value: &timex.value, modifier: timex.modifier }
}

fn statement<'a>(place: Place<'a>, statement: &'a Statement) -> StatementRecord<'a> {
    let speaker = match &statement.speaker {
        Speaker::Named { name, .. } => Some(name.as_str()),
        Speaker::Actor(id) => Some(id.as_str()),
        Speaker::Unknown => None,
    };
    StatementRecord { place, mode: statement.mode, speaker }
}

fn hint(hint: NameHint) -> Option<&'static str> {
    match hint {
        NameHint::None => None,
        NameHint::Person => Some("person"),
        NameHint::Organization => Some("organization"),
        NameHint::Place => Some("place"),
    }
}
