//! What the YAML parser's complaints mean. It speaks of tokens and contexts; an editor needs to know which line to change and
//! how. Most slips are of four sorts: a tab, a colon within a value, a quotation mark not closed, a mark that YAML keeps for itself.

use std::sync::Arc;

use super::node::REPEATS;
use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::span::ByteSpan;

/// What is wrong with the YAML at `yaml` of `file`, where `error` is the parser's.
pub(crate) fn explain(error: &serde_yaml::Error, file: &Arc<SourceFile>, yaml: ByteSpan) -> Diagnostic {
    let text = yaml.of_text(&file.text);
    let said = error.to_string();
    let (line, column) = error.location().map_or((1, 1), |place| (place.line(), place.column()));
    let slip = Slip { text, line, column, said: &said };
    let (span, message, help) = slip
        .repetition()
        .or_else(|| slip.tab())
        .or_else(|| slip.no_colon())
        .or_else(|| slip.colon())
        .or_else(|| slip.quotation())
        .or_else(|| slip.reserved())
        .unwrap_or_else(|| slip.other());
    let span = ByteSpan::new(yaml.start() + span.start(), yaml.start() + span.end());
    Diagnostic::error(Code::YamlSyntax, message).at(file, span).help(help)
}

/// How many brackets may be open at once. The parser's time grows with their number squared.
const MOST_OPEN_BRACKETS: usize = 500;

/// The bracket in `text` with which too many are open.
pub(crate) fn too_deep(text: &str) -> Option<ByteSpan> {
    let mut open = 0_usize;
    let at = text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > MOST_OPEN_BRACKETS
    })?;
    Some(ByteSpan::new(at, at + 1))
}

/// Where, what is wrong, and what to write instead.
type Explanation = (ByteSpan, String, String);

/// The marks that a plain value must not begin with.
const RESERVED: [char; 9] = ['@', '`', '%', '&', '*', '!', '{', '[', '|'];

struct Slip<'a> {
    text: &'a str,
    /// Where the parser stopped, counted from 1 within `text`; columns in code points.
    line: usize,
    column: usize,
    said: &'a str,
}

impl Slip<'_> {
    fn repetition(&self) -> Option<Explanation> {
        let (at, line) = self.stopped();
        self.said.contains(REPEATS).then(|| {
            let help = "write the values out in place of the aliases";
            (ByteSpan::new(at, at + line.len()), REPEATS.to_owned(), help.to_owned())
        })
    }

    /// A line that is indented with a tab, up to the one after that at which the parser stopped.
    fn tab(&self) -> Option<Explanation> {
        let (at, line) = self.lines().take(self.line + 1).find(|(_, line)| {
            let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
            line[..indentation].contains('\t') && line.trim_start().len() > 1
        })?;
        let tab = at + line.find('\t')?;
        let help = "indent with spaces, two for each level";
        Some((ByteSpan::new(tab, tab + 1), "YAML must not be indented with a tab".to_owned(), help.to_owned()))
    }

    /// A line without a colon above the one at which the parser stopped, which then seems to belong to its words.
    fn no_colon(&self) -> Option<Explanation> {
        let (at, line) = self.line(self.line.checked_sub(1).filter(|&above| above > 0)?);
        let written = line.trim();
        let (key, value) = written.split_once(' ')?;
        if !self.said.contains("mapping values are not allowed")
            || written.contains(':')
            || written.starts_with(['-', '#'])
        {
            return None;
        }
        let start = at + line.len() - line.trim_start().len();
        let span = ByteSpan::new(start, start + written.len());
        Some((span, "a line without a colon after its key".to_owned(), format!("write `{key}: {}`", value.trim())))
    }

    /// A second colon in a value without quotation marks.
    fn colon(&self) -> Option<Explanation> {
        if !self.said.contains("mapping values are not allowed") {
            return None;
        }
        let (at, line) = self.stopped();
        let (key, rest) = line.split_once(": ")?;
        let value = rest.trim();
        if !value.contains(':') {
            let span = ByteSpan::new(at + line.len() - line.trim_start().len(), at + key.len());
            let help = "begin the line in the same column as the key above it";
            return Some((span, "the key is not in line with the others".to_owned(), help.to_owned()));
        }
        let start = at + key.len() + ": ".len() + rest.len() - rest.trim_start().len();
        let message = "a value with a colon in it needs quotation marks".to_owned();
        let help = format!("write `{}: {}`", key.trim(), quoted(value));
        Some((ByteSpan::new(start, start + value.len()), message, help))
    }

    /// A quotation mark that is never closed, or closed before the value ends.
    fn quotation(&self) -> Option<Explanation> {
        let (at, line) = if self.said.contains("while scanning a quoted scalar") {
            self.line(last_line_named(self.said).unwrap_or(self.line))
        } else {
            self.stopped()
        };
        let (key, rest) = line.split_once(": ")?;
        let value = rest.trim();
        let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
        let start = at + key.len() + ": ".len() + rest.len() - rest.trim_start().len();
        let span = ByteSpan::new(start, start + value.len());
        if self.said.contains("while scanning a quoted scalar") {
            let help = format!("write {quote} at the end of the value as well");
            return Some((span, "a quotation mark is opened and not closed".to_owned(), help));
        }
        let other = if quote == '"' { '\'' } else { '"' };
        let message = "the value goes on after its quotation marks".to_owned();
        Some((span, message, format!("put all of it between {other} and {other}")))
    }

    /// A value that begins with a mark to which YAML gives a meaning.
    fn reserved(&self) -> Option<Explanation> {
        let (at, line) = self.stopped();
        let (key, rest) = line.split_once(": ")?;
        let value = rest.trim();
        let mark = value.chars().next().filter(|first| RESERVED.contains(first))?;
        let start = at + key.len() + ": ".len() + rest.len() - rest.trim_start().len();
        let message = format!("a value that begins with {mark} needs quotation marks");
        let help = format!("write `{}: {}`", key.trim(), quoted(value));
        Some((ByteSpan::new(start, start + value.len()), message, help))
    }

    /// Anything else, in the parser's own words.
    fn other(&self) -> Explanation {
        let (at, line) = self.stopped();
        let offset = line.char_indices().nth(self.column.saturating_sub(1)).map_or(line.len(), |(offset, _)| offset);
        let said = self.said.split(" at line ").next().unwrap_or(self.said);
        let help = "each line is `key: value`, with a space after the colon and nothing before the key";
        let end = at + line.trim_end().len().max(offset);
        (ByteSpan::new(at + offset, end), format!("this is not YAML: {said}"), help.to_owned())
    }

    fn stopped(&self) -> (usize, &str) {
        self.line(self.line)
    }

    /// The line of that number, counted from 1, and where it starts; the last where there are fewer.
    fn line(&self, number: usize) -> (usize, &str) {
        self.lines().take(number.max(1)).last().unwrap_or_default()
    }

    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.split_inclusive('\n').scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line.trim_end_matches(['\n', '\r'])))
        })
    }
}

/// The last line that the parser's message names.
fn last_line_named(said: &str) -> Option<usize> {
    said.rsplit(" at line ").next()?.split(' ').next()?.parse().ok()
}

/// `value` in quotation marks that it does not hold.
fn quoted(value: &str) -> String {
    if value.contains(['"', '\\']) { format!("'{}'", value.replace('\'', "''")) } else { format!("\"{value}\"") }
}
