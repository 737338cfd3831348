//! A table: typed columns, from which both the header of its CSV file and its schema are written, and rows of cells.

use std::fmt;
use std::io::{self, Write};

use jiff::civil::Date;

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
    pub(in crate::render::exports) rows: Box<dyn Iterator<Item = Vec<Cell>> + 'a>,
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

/// A cell.
#[derive(Debug, PartialEq)]
pub(in crate::render::exports) enum Cell {
    /// Nothing.
    Empty,
    /// Words that somebody wrote, guarded against spreadsheets.
    Text(String),
    /// A number, a date, a URL of ours: written as it is.
    Literal(String),
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
            writer.write_record(row.iter().map(ToString::to_string))?;
        }
        writer.flush()
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) if text.starts_with(FORMULA_STARTS) => write!(formatter, "{TEXT_MARKER}{text}"),
            Self::Text(text) | Self::Literal(text) => formatter.write_str(text),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&Id> for Cell {
    fn from(id: &Id) -> Self {
        Self::Text(id.to_string())
    }
}

impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Self::Literal(value.to_string())
    }
}

impl From<usize> for Cell {
    fn from(value: usize) -> Self {
        Self::Literal(value.to_string())
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Self {
        Self::Literal(date.to_string())
    }
}

impl From<number::Number> for Cell {
    fn from(number: number::Number) -> Self {
        Self::Literal(number.0.to_string())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
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
            assert_eq!(Cell::from(text).to_string(), written);
        }
        assert_eq!(Cell::from(number::Number(-5.0)).to_string(), "-5");
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
