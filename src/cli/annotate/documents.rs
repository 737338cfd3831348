//! Documents from standard input, each annotated by itself, in parallel, and printed in the order in which they came.

use std::io::{self, BufRead as _, BufWriter, Write as _};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::cli::Failure;
use crate::content::{Article, Document, plain};
use crate::edtf::Edtf;
use crate::reading::mark::{Attribution, Mark, Speaker, Value};
use crate::reading::{self, Name, NameHint, Reading};
use crate::span::{ByteSpan, CharIndex};

/// How many documents are read before they are annotated together: enough to keep every core busy, few enough to hold.
const BATCH: usize = 256;

/// The language of a document that names none.
const LANGUAGE: &str = "en";

/// A document as it comes in.
#[derive(Debug, Deserialize)]
struct Input {
    id: String,
    text: String,
    published: Option<Edtf>,
    language: Option<String>,
}

/// Its marks as they go out.
#[derive(Debug, Serialize)]
struct Output<'a> {
    id: &'a str,
    figures: Vec<FigureOut<'a>>,
    dates: Vec<DateOut<'a>>,
    mentions: Vec<MentionOut<'a>>,
    statements: Vec<StatementOut<'a>>,
}

#[derive(Debug, Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct FigureOut<'a> {
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
struct DateOut<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    #[serde(rename = "type")]
    kind: reading::mark::TimexKind,
    value: &'a str,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<reading::mark::Modifier>,
}

#[derive(Debug, Serialize)]
struct MentionOut<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    kind: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct StatementOut<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    mode: reading::mark::SpeechMode,
    speaker: Option<&'a str>,
}

pub(super) fn annotate() -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut lines = io::stdin().lock().lines().enumerate();
    loop {
        let batch = lines.by_ref().take(BATCH).collect::<Vec<_>>();
        if batch.is_empty() {
            return Ok(out.flush()?);
        }
        let answers: Vec<_> = batch.into_par_iter().map(|(at, line)| answer(at + 1, &line?)).collect();
        for answer in answers {
            out.write_all(answer?.as_bytes())?;
        }
    }
}

/// The answer to one line, with its line end; nothing for an empty line.
fn answer(number: usize, line: &str) -> Result<String, Failure> {
    if line.trim().is_empty() {
        return Ok(String::new());
    }
    let help = r#"write {"id": "…", "text": "…", "published": "2024-09-20", "language": "en"} on each line; the last two may be missing"#;
    let input: Input = serde_json::from_str(line)
        .map_err(|error| Failure::usage(format!("line {number} of standard input is not a document: {error}"), help))?;
    let published = input.published.unwrap_or_else(Edtf::unknown);
    let article = plain::article(&input.id, &input.text, published, input.language.as_deref());
    let (reading, _) = reading::read(&article, LANGUAGE);
    let answer = output(&article, &reading);
    serde_json::to_string(&answer).map(|json| json + "\n").map_err(|error| Failure::from(io::Error::from(error)))
}

fn output<'a>(article: &'a Document<Article>, reading: &'a Reading) -> Output<'a> {
    let places = Places { article, index: CharIndex::new(&article.file.text) };
    let mut output =
        Output { id: article.id.as_str(), figures: vec![], dates: vec![], mentions: vec![], statements: vec![] };
    output.mentions = reading.names.iter().map(|name| mention(&places, name)).collect();
    for mark in &reading.marks {
        places.sort_in(mark, &mut output);
    }
    output
}

/// Places of the article's texts as places of the whole document.
struct Places<'a> {
    article: &'a Document<Article>,
    index: CharIndex,
}

impl<'a> Places<'a> {
    fn of(&self, text: crate::content::body::TextId, span: ByteSpan) -> Place<'a> {
        let bytes = self.article.body.text(text).source.source_of(span);
        let chars = self.index.chars(bytes);
        Place { start: chars.start, end: chars.end, text: bytes.of_text(&self.article.file.text) }
    }

    fn sort_in(&self, mark: &'a Mark, output: &mut Output<'a>) {
        let place = self.of(mark.text, mark.span);
        match &mark.value {
            Value::Figure(figure) => output.figures.push(FigureOut {
                place,
                low: figure.interval.low,
                high: figure.interval.high,
                approximate: figure.interval.approximate,
                unit: figure.unit.name(),
                noun: figure.noun.as_deref(),
                attribution: match &figure.attribution {
                    Attribution::Source { name, .. } => Some(name),
                    Attribution::None | Attribution::Ambiguous => None,
                },
            }),
            Value::Date(timex) => {
                output.dates.push(DateOut { place, kind: timex.kind, value: &timex.value, modifier: timex.modifier });
            }
            Value::Statement(statement) => {
                let speaker = match &statement.speaker {
                    Speaker::Named { name, .. } => Some(name.as_str()),
                    Speaker::Actor(id) => Some(id.as_str()),
                    Speaker::Unknown => None,
                };
                output.statements.push(StatementOut { place, mode: statement.mode, speaker });
            }
            Value::Mention(_) | Value::Reference(_) => {}
        }
    }
}

fn mention<'a>(places: &Places<'a>, name: &Name) -> MentionOut<'a> {
    let kind = match name.hint {
        NameHint::None => None,
        NameHint::Person => Some("person"),
        NameHint::Organization => Some("organization"),
        NameHint::Place => Some("place"),
    };
    MentionOut { place: places.of(name.text, name.span), kind }
}
