//! Front matter: the YAML between two lines of `---` with which a content file begins. Splits a file into front matter and
//! body, and reads the front matter into its type.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::Front;
use super::yaml::{Document, Typed};
use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::id::DocumentKind;
use crate::span::ByteSpan;

/// The line that opens front matter and closes it.
const FENCE: &str = "---";

/// How YAML itself marks the end of a document.
const YAML_END: &str = "...";

/// The longest front matter that is read, in bytes. Nobody writes more by hand, and the YAML parser is slow on what is made to be slow.
const LONGEST: usize = 64 * 1024;

/// Reads the front matter of `file` into its type; beside it, where the body is.
pub(crate) fn read<F: Front + DeserializeOwned>(
    file: &Arc<SourceFile>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Typed<F>, ByteSpan)> {
    let parts = split(file).map_err(|diagnostic| diagnostics.push(diagnostic)).ok()?;
    let owner = owner(F::KIND);
    let document = Document { file, yaml: parts.yaml, head: parts.head, owner: &owner };
    document.read(F::FIELDS, diagnostics).map(|typed| (typed, parts.body))
}

fn owner(kind: DocumentKind) -> String {
    let article = if kind.noun().starts_with(['a', 'e']) { "an" } else { "a" };
    format!("{article} {kind}")
}

/// The parts of a content file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Parts {
    /// The opening fence.
    head: ByteSpan,
    /// The YAML between the fences.
    yaml: ByteSpan,
    /// What follows.
    body: ByteSpan,
}

fn split(file: &Arc<SourceFile>) -> Result<Parts, Diagnostic> {
    let text = &file.text;
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    if first.trim_end() != FENCE {
        return Err(without_fence(file));
    }
    let head = ByteSpan::new(0, FENCE.len());
    let mut at = first.len();
    for line in text[at..].split_inclusive('\n') {
        if matches!(line.trim_end(), FENCE | YAML_END) {
            let yaml = ByteSpan::new(first.len(), at);
            let body = ByteSpan::new(at + line.len(), text.len());
            return if yaml.len() > LONGEST { Err(too_long(file, head)) } else { Ok(Parts { head, yaml, body }) };
        }
        at += line.len();
    }
    Err(Diagnostic::error(Code::UnclosedFrontMatter, "the front matter is opened and not closed")
        .at(file, head)
        .help("write `---` on a line of its own below the last key"))
}

fn too_long(file: &Arc<SourceFile>, head: ByteSpan) -> Diagnostic {
    Diagnostic::error(Code::BadValue, format!("the front matter is longer than {} KiB", LONGEST / 1024))
        .at(file, head)
        .help("move the text below the front matter")
}

fn without_fence(file: &Arc<SourceFile>) -> Diagnostic {
    let text = &file.text;
    let written = text.trim_start();
    if written.is_empty() {
        return Diagnostic::error(Code::EmptyFile, "the file is empty")
            .in_file(file)
            .help("write front matter between two lines of `---`, and the text below");
    }
    let start = text.len() - written.len();
    let line = written.lines().next().unwrap_or_default().trim_end();
    let help = if line == FENCE {
        "take out what stands above the first `---`"
    } else if line == "+++" {
        "write the front matter in YAML, between two lines of `---`; TOML is not read"
    } else if line.len() > FENCE.len() && line.chars().all(|letter| letter == '-') {
        "write the line that opens the front matter with three hyphens: `---`"
    } else {
        "begin the file with a line `---`, then a line such as `title: Some words`, then `---`"
    };
    Diagnostic::error(Code::NoFrontMatter, "the file does not begin with front matter")
        .at(file, ByteSpan::new(start, start + line.len()))
        .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(&str, &str)> {
        let parts = split(&SourceFile::new("content/a.md", text)).ok()?;
        Some((parts.yaml.of_text(text), parts.body.of_text(text)))
    }

    #[test]
    fn files_are_split_at_their_fences() {
        let table = [
            ("---\na: 1\n---\nText\n", Some(("a: 1\n", "Text\n"))),
            ("---\r\na: 1\r\n---\r\nText\r\n", Some(("a: 1\r\n", "Text\r\n"))),
            ("---\na: 1\n...\nText", Some(("a: 1\n", "Text"))),
            ("---  \na: 1\n---", Some(("a: 1\n", ""))),
            ("---\n---\n", Some(("", ""))),
            ("---\na: |\n  ---\n---\n", Some(("a: |\n  ---\n", ""))),
            ("---", None),
            ("---\na: 1\n", None),
            ("\n---\na: 1\n---\n", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(parts(text), expected, "{text:?}");
        }
    }
}
