//! A table: typed columns, from which both the header of its CSV file and its schema are written, and rows of cells.

use std::borrow::Cow;
use std::io::{self, Write};

use jiff::civil::Date;

use crate::edtf::Edtf;
use crate::id::Id;
use crate::render::exports::number;

/// The first characters by which a spreadsheet takes a cell for a formula, and runs it.
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// What makes a spreadsheet take a cell for text.
const TEXT_MARKER: char = '\'';

/// A table.
pub(in crate::render::exports) struct Table<'a> {
    /// Its name; its file's stem.
    pub(in crate::render::exports) name: &'static str,
    /// What it holds.
    pub(in crate::render::exports) title: &'static str,
    /// The columns that together tell each row from all others.
    pub(in crate::render::exports) key: &'static [&'static str],
    /// Columns whose values are keys of another table, with its name.
    pub(in crate::render::exports) foreign_keys: Vec<(&'static str, &'static str)>,
    /// Its columns.
    pub(in crate::render::exports) columns: Vec<Column>,
    /// Its rows, each with a cell for each column; each is made when it is asked for.
    pub(in crate::render::exports) rows: Box<dyn Iterator<Item = Vec<Cell<'a>>> + 'a>,
}

/// A column.
#[derive(Debug)]
pub(in crate::render::exports) struct Column {
    /// Its name, as the header has it.
    pub(in crate::render::exports) name: &'static str,
    /// What its cells hold.
    pub(in crate::render::exports) kind: Kind,
    /// What it means.
    pub(in crate::render::exports) description: &'static str,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render::exports) enum Kind {
    /// Any text.
    Text,
    /// A URL.
    Url,
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A day, `YYYY-MM-DD`.
    Date,
}

/// A cell, as it is written.
#[derive(Debug, PartialEq)]
pub(in crate::render::exports) struct Cell<'a>(Cow<'a, str>);

impl<'a> Cell<'a> {
    /// Words that somebody wrote, guarded against spreadsheets.
    pub(super) fn text(words: impl Into<Cow<'a, str>>) -> Self {
        let words = words.into();
        Self(if words.starts_with(FORMULA_STARTS) { format!("{TEXT_MARKER}{words}").into() } else { words })
    }

    /// A number, a date, a URL of ours: written as it is.
    pub(super) fn literal(value: impl Into<Cow<'a, str>>) -> Self {
        Self(value.into())
    }
}

impl AsRef<[u8]> for Cell<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// A column of a table.
pub(super) fn column(name: &'static str, kind: Kind, description: &'static str) -> Column {
    Column { name, kind, description }
}

impl Table<'_> {
    /// The name of its file.
    pub(in crate::render::exports) fn path(&self) -> String {
        format!("{}.csv", self.name)
    }

    /// Writes it as CSV (RFC 4180): UTF-8, commas, a header, `\r\n`.
    pub(in crate::render::exports) fn write(self, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        writer.write_record(self.columns.iter().map(|column| column.name))?;
        for row in self.rows {
            writer.write_record(row)?;
        }
        writer.flush()
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::text(text)
    }
}

impl<'a> From<&'a Id> for Cell<'a> {
    fn from(id: &'a Id) -> Self {
        Self::text(id.as_str())
    }
}

impl<'a> From<&'a Edtf> for Cell<'a> {
    fn from(date: &'a Edtf) -> Self {
        Self::text(date.as_str())
    }
}

impl From<bool> for Cell<'_> {
    fn from(value: bool) -> Self {
        Self::literal(if value { "true" } else { "false" })
    }
}

impl From<usize> for Cell<'_> {
    fn from(value: usize) -> Self {
        Self::literal(value.to_string())
    }
}

impl From<Date> for Cell<'_> {
    fn from(date: Date) -> Self {
        Self::literal(date.to_string())
    }
}

impl From<number::Number> for Cell<'_> {
    fn from(number: number::Number) -> Self {
        Self::literal(number.0.to_string())
    }
}

/// An empty cell for what is not known.
impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::literal(""), Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_a_spreadsheet_would_run_is_marked_as_text() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+58 dead", "'+58 dead"),
            ("-5%", "'-5%"),
            ("@ministry", "'@ministry"),
            ("27 dead", "27 dead"),
            ("", ""),
        ] {
            assert_eq!(Cell::from(text), Cell::literal(written));
        }
        assert_eq!(Cell::from(number::Number(-5.0)), Cell::literal("-5"));
    }

    #[test]
    fn quotes_commas_and_lines_are_quoted() {
        let table = Table {
            name: "t",
            title: "",
            key: &["a"],
            foreign_keys: Vec::new(),
            columns: vec![column("a", Kind::Text, "")],
            rows: Box::new(std::iter::once(vec!["a, \"b\"\nc".into()])),
        };
        let mut out = Vec::new();
        table.write(&mut out).expect("writing to memory works");
        assert_eq!(String::from_utf8_lossy(&out), "a\r\n\"a, \"\"b\"\"\nc\"\r\n");
    }
}
