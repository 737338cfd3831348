//! Documents from standard input, each annotated by itself, in parallel, and printed in the order in which they came.

use std::io::{self, BufRead as _, BufWriter, Write as _};

use rayon::prelude::*;
use serde::Deserialize;

use super::form::{Annotations, Place};
use crate::cli::Failure;
use crate::content::plain;
use crate::edtf::Edtf;
use crate::reading::{self, language};
use crate::span::CharIndex;

/// How many documents are read before they are annotated together: enough to keep every core busy, few enough to hold.
const BATCH: usize = 256;

/// The language of a document that names none and whose words tell none.
const LANGUAGE: &str = "en";

/// A document as it comes in.
#[derive(Debug, Deserialize)]
struct Input {
    id: String,
    text: String,
    published: Option<Edtf>,
    language: Option<String>,
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
    let language = input.language.as_deref().or_else(|| language::detect(&input.text));
    let article = plain::article(&input.id, &input.text, published, language);
    let (reading, _) = reading::read(&article, LANGUAGE);
    let index = CharIndex::new(&input.text);
    let mut answer = Annotations::new(&input.id, |text, span| {
        let bytes = article.body.text(text).source.source_of(span);
        Some(Place::new(index.chars(bytes), bytes.of_text(&input.text)))
    });
    answer.add_names(&reading.names);
    answer.add_marks(&reading.marks);
    Ok(answer.line()?)
}
