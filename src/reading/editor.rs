//! What an editor's links say: a link to a content file, or to one of the special addresses (`#date:`, `#said:`,
//! `#plain`), decides what the linked words mean. A recogniser's findings on the same words lend what the link leaves
//! open: who gives the figure, how the words are quoted.
//!
//! In the editor's own voice (a margin note, an alert) nothing is a claim of the outlet, so a link to a measure or an
//! actor is a plain reference there.

use std::sync::Arc;

use super::lexicon::vocabulary::Numbered;
use super::mark::{
    Attribution, By, Figure, Mark, Mention, Speaker, SpeechMode, Statement, Timex, TimexKind, Unit, Value,
};
use super::{Found, Place, Reading, ToldDate, figures};
use crate::content::body::{Destination, Link, Style, Text, TextId, Voice};
use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::edtf::{Edtf, Form};
use crate::id::{DocumentKind, DocumentRef, Id};
use crate::interval::Interval;
use crate::span::ByteSpan;

/// The links of one text, with all that is needed to read them.
pub(super) struct Links<'a> {
    pub(super) id: TextId,
    pub(super) text: &'a Text,
    /// The words of a report in a language of which Diurna has them.
    pub(super) report: Option<&'a Numbered<'a>>,
    /// What recognisers found in the text.
    pub(super) found: &'a Found,
    pub(super) file: &'a Arc<SourceFile>,
}

impl Links<'_> {
    /// Adds what the links say to the reading. A link to a measure that gives no number is a problem.
    pub(super) fn read(&self, reading: &mut Reading) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for inline in &self.text.inlines {
            if let Style::Link(link) = &inline.style {
                problems.extend(self.read_link(link, inline.span, reading).err());
            }
        }
        problems
    }

    fn read_link(&self, link: &Link, span: ByteSpan, reading: &mut Reading) -> Result<(), Diagnostic> {
        let (value, rule) = match &link.destination {
            Destination::Document { target, .. } => {
                if target.kind == DocumentKind::Event {
                    reading.told.extend(self.told_date(span));
                }
                self.document(target, link, span)?
            }
            Destination::Date(date) => (timex(date).into(), "editor.date"),
            Destination::Said(speaker) => (self.statement(speaker, span).into(), "editor.said"),
            Destination::Plain => {
                reading.plain.push(Place { text: self.id, span });
                return Ok(());
            }
            Destination::Anchor(_) | Destination::Site(_) | Destination::External(_) | Destination::Refused => {
                return Ok(());
            }
        };
        reading.marks.push(Mark { text: self.id, span, value, by: By::Editor, rule });
        Ok(())
    }

    fn document(&self, target: &DocumentRef, link: &Link, span: ByteSpan) -> Result<(Value, &'static str), Diagnostic> {
        Ok(match (self.text.voice, target.kind) {
            (Voice::Report, DocumentKind::Measure) => (self.figure(&target.id, link, span)?.into(), "editor.measure"),
            (Voice::Report, DocumentKind::Actor) => {
                (Value::Mention(Mention { actor: target.id.clone() }), "editor.actor")
            }
            _ => (Value::Reference(target.clone()), "editor.reference"),
        })
    }

    /// The figure that the linked words hold: the value of the link's title, else that of the words themselves, else that
    /// of the recognised figure of which they are a part.
    fn figure(&self, measure: &Id, link: &Link, span: ByteSpan) -> Result<Figure, Diagnostic> {
        let titled = link.title.as_deref().map(|title| self.titled_value(title, link)).transpose()?;
        let recognised = on(&self.found.figures, span, |found| found.span).map(|found| &found.figure);
        let inside = match self.report {
            Some(report) => figures::within(report, span),
            None => self.bare_digits(span),
        };
        let figure = match (inside.or_else(|| recognised.cloned()), titled) {
            (Some(figure), Some(interval)) => Figure { interval, ..figure },
            (Some(figure), None) => figure,
            (None, Some(interval)) => bare_figure(interval, span),
            (None, None) => return Err(self.no_figure(link, span)),
        };
        let attribution = recognised.map_or(figure.attribution, |recognised| recognised.attribution.clone());
        Ok(Figure { attribution, measure: Some(measure.clone()), ..figure })
    }

    /// The figure of words that are digits and nothing else, which mean the same in every language.
    fn bare_digits(&self, span: ByteSpan) -> Option<Figure> {
        let digits = span.of_text(&self.text.plain);
        let are_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
        let value = digits.parse().ok().filter(|_| are_digits)?;
        Some(bare_figure(Interval::exactly(value), span))
    }

    fn titled_value(&self, title: &str, link: &Link) -> Result<Interval, Diagnostic> {
        figures::parse_value(title).map_err(|why| {
            Diagnostic::error(Code::NoFigure, format!("the link’s title gives no value: {why}"))
                .at(self.file, link.source)
        })
    }

    fn no_figure(&self, link: &Link, span: ByteSpan) -> Diagnostic {
        let words = span.of_text(&self.text.plain);
        let message = match self.report {
            Some(_) => format!("this link to a measure holds no number: “{words}”"),
            None => format!("numbers in the language of this article cannot be read yet: “{words}”"),
        };
        Diagnostic::error(Code::NoFigure, message)
            .at(self.file, link.source)
            .help("give the value as the link’s title, such as (../measures/injured.md \">=24\"), or link the words with the number")
    }

    fn statement(&self, speaker: &Id, span: ByteSpan) -> Statement {
        let recognised = on(&self.found.statements, span, |found| found.span).map(|found| &found.statement);
        let mode = recognised.map_or_else(|| mode_of(span.of_text(&self.text.plain)), |statement| statement.mode);
        let cue = recognised.and_then(|statement| statement.cue);
        Statement { mode, speaker: Speaker::Actor(speaker.clone()), cue }
    }

    fn told_date(&self, span: ByteSpan) -> Option<ToldDate> {
        let timex = &on(&self.found.dates, span, |found| found.span)?.timex;
        let (date, year_is_inferred) = (timex.edtf.clone()?, timex.year_is_inferred);
        Some(ToldDate { place: Place { text: self.id, span }, date, year_is_inferred })
    }
}

/// The first of the findings, which stand in order and apart, that touches the linked words.
fn on<T>(findings: &[T], linked: ByteSpan, span_of: impl Fn(&T) -> ByteSpan) -> Option<&T> {
    let first = findings.partition_point(|found| span_of(found).end() <= linked.start());
    findings.get(first).filter(|found| span_of(found).overlaps(linked))
}

fn bare_figure(interval: Interval, numeral: ByteSpan) -> Figure {
    Figure { interval, unit: Unit::Count, noun: None, numeral, attribution: Attribution::None, measure: None }
}

/// TIMEX3 knows neither intervals nor doubts, so its value is the plain date where there is one and EDTF's words elsewhere.
fn timex(date: &Edtf) -> Timex {
    let value = match date.form() {
        Form::Single(_) => date.as_str().trim_end_matches(['?', '~', '%']),
        Form::Interval { .. } | Form::OneOf(_) => date.as_str(),
    };
    Timex {
        kind: TimexKind::Date,
        value: value.to_owned(),
        modifier: None,
        edtf: Some(date.clone()),
        year_is_inferred: false,
        weekday_disagrees: false,
    }
}

fn mode_of(words: &str) -> SpeechMode {
    if words.starts_with(['"', '“', '„', '«', '‘', '\'']) { SpeechMode::Direct } else { SpeechMode::Indirect }
}
