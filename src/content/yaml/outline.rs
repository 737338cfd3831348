//! Where in a file each key and value of a YAML document stands. The parser keeps no places, so this reads the lines a second
//! time, by indentation. It need not judge what it reads: it is asked only about documents that the parser has understood,
//! and where it sees less than the parser did, the place of the nearest part around it is given.

use std::collections::BTreeMap;

use crate::span::ByteSpan;

/// A way down one level of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// Into the value of a key.
    Key(String),
    /// Into an item of a list, counted from 0.
    Item(usize),
}

/// Where a part of a document stands, in bytes of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The key; of an item, the item.
    pub(crate) key: ByteSpan,
    /// What is written of the value on the key's line or in one pair of brackets or quotes; empty where it follows below.
    pub(crate) value: ByteSpan,
}

impl Place {
    /// What a message points at: the value, or the key where the value is elsewhere.
    pub(crate) fn visible(self) -> ByteSpan {
        if self.value.is_empty() { self.key } else { self.value }
    }
}

/// The places of all parts of one document.
#[derive(Clone, Debug)]
pub(crate) struct Outline {
    /// The places that each step from a part leads to: more than one where a key is given twice. The document itself is part 0.
    steps: BTreeMap<(usize, Step), Vec<usize>>,
    places: Vec<Place>,
}

/// The part that is the whole document.
const ROOT: usize = 0;

/// How deep brackets are followed; front matter needs two levels.
const DEEPEST: usize = 16;

impl Outline {
    /// Reads the YAML document at `span` of `text`.
    pub(crate) fn of(text: &str, span: ByteSpan) -> Self {
        let text = text.get(..span.end()).unwrap_or(text);
        let start =
            Place { key: ByteSpan::new(span.start(), span.start()), value: ByteSpan::new(span.start(), span.start()) };
        let outline = Self { steps: BTreeMap::new(), places: vec![start] };
        let mut scanner = Scanner { text, at: span.start(), outline, open: Vec::new() };
        while scanner.at < text.len() {
            scanner.line();
        }
        scanner.outline
    }

    /// The place that `path` leads to from the document, or as far as it can be followed. Of keys given twice, the first.
    pub(crate) fn place(&self, path: &[Step]) -> Place {
        let mut part = ROOT;
        for step in path {
            match self.steps.get(&(part, step.clone())).and_then(|parts| parts.first()) {
                Some(&next) => part = next,
                None => break,
            }
        }
        self.places[part]
    }

    /// Every key that was given as `key` below `path`, in order.
    pub(crate) fn keys(&self, path: &[Step], key: &str) -> Vec<ByteSpan> {
        let mut part = ROOT;
        for step in path {
            match self.steps.get(&(part, step.clone())).and_then(|parts| parts.first()) {
                Some(&next) => part = next,
                None => return Vec::new(),
            }
        }
        let parts = self.steps.get(&(part, Step::Key(key.to_owned())));
        parts.into_iter().flatten().map(|&part| self.places[part].key).collect()
    }

    fn add(&mut self, parent: usize, step: Step, key: ByteSpan) -> usize {
        let part = self.places.len();
        self.places.push(Place { key, value: ByteSpan::new(key.end(), key.end()) });
        self.steps.entry((parent, step)).or_default().push(part);
        part
    }
}

/// A list or a mapping whose lines are being read.
struct Level {
    /// The column of its dashes or keys.
    indent: usize,
    /// Whether it is a list.
    list: bool,
    /// The part whose value it is.
    parent: usize,
    /// The number of the next item.
    next: usize,
    /// The part that the last line opened.
    last: usize,
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    outline: Outline,
    open: Vec<Level>,
}

impl Scanner<'_> {
    /// Reads one line, and those below it that belong to its value.
    fn line(&mut self) {
        let start = self.at;
        let end = self.line_end(start);
        self.at = end + 1;
        let line = &self.text[start..end];
        let mut column = line.len() - line.trim_start_matches(' ').len();
        let mut item = None;
        loop {
            let rest = &line[column..];
            if rest.trim().is_empty() || rest.starts_with('#') {
                return;
            }
            let Some(after) = rest.strip_prefix('-').filter(|after| after.is_empty() || after.starts_with(' ')) else {
                break;
            };
            item = Some((column, self.item(column, ByteSpan::new(start + column, end))));
            column += 1 + after.len() - after.trim_start_matches(' ').len();
        }
        if let Some((key, value)) = key_at(self.text, start + column, end) {
            let part = self.key(column, key);
            self.value(part, column, value, end);
        } else if let Some((dash, part)) = item {
            self.value(part, dash, start + column, end);
        }
    }

    fn item(&mut self, indent: usize, span: ByteSpan) -> usize {
        self.open.truncate(self.open.iter().rposition(|level| level.indent <= indent).map_or(0, |last| last + 1));
        if !self.open.last().is_some_and(|level| level.list && level.indent == indent) {
            self.open(indent, true);
        }
        self.add(span, |level| Step::Item(level.next))
    }

    fn key(&mut self, indent: usize, key: ByteSpan) -> usize {
        let belongs = |level: &Level| level.indent < indent || level.indent == indent && !level.list;
        self.open.truncate(self.open.iter().rposition(belongs).map_or(0, |last| last + 1));
        if self.open.last().is_none_or(|level| level.list || level.indent < indent) {
            self.open(indent, false);
        }
        let name = unquoted(key.of_text(self.text)).to_owned();
        self.add(key, |_| Step::Key(name))
    }

    fn open(&mut self, indent: usize, list: bool) {
        let parent = self.open.last().map_or(ROOT, |level| level.last);
        self.open.push(Level { indent, list, parent, next: 0, last: parent });
    }

    fn add(&mut self, span: ByteSpan, step: impl FnOnce(&Level) -> Step) -> usize {
        let Some(level) = self.open.last_mut() else { return ROOT };
        level.last = self.outline.add(level.parent, step(level), span);
        level.next += 1;
        level.last
    }

    /// Reads the value of `part` from `start`; `indent` is the column of its key or dash.
    fn value(&mut self, part: usize, indent: usize, start: usize, line_end: usize) {
        let written = &self.text[start..line_end];
        let start = start + written.len() - written.trim_start().len();
        let end = match self.text[start..].chars().next() {
            Some('|' | '>') => {
                self.skip_deeper(indent);
                plain_end(self.text, start, line_end)
            }
            Some('"' | '\'' | '[' | '{') => {
                let end = self.flow(part, start, 0);
                self.at = self.at.max(self.line_end(end) + 1);
                end
            }
            _ => plain_end(self.text, start, line_end),
        };
        if start < end {
            self.outline.places[part].value = ByteSpan::new(start, end);
        }
    }

    /// Passes over the lines of a block of text.
    fn skip_deeper(&mut self, indent: usize) {
        while self.at < self.text.len() {
            let end = self.line_end(self.at);
            let line = &self.text[self.at..end];
            if !line.trim().is_empty() && line.len() - line.trim_start_matches(' ').len() <= indent {
                return;
            }
            self.at = end + 1;
        }
    }

    /// Reads a value in brackets or quotes, or a plain one among brackets; returns where it ends.
    fn flow(&mut self, part: usize, start: usize, depth: usize) -> usize {
        match self.text[start..].chars().next() {
            Some(quote @ ('"' | '\'')) => quoted_end(self.text, start, quote),
            Some('[' | '{') if depth == DEEPEST => self.text.len(),
            Some('[') => self.flow_list(part, start + 1, depth),
            Some('{') => self.flow_map(part, start + 1, depth),
            _ => {
                let end = self.text[start..].find([',', ']', '}', '\n']).map_or(self.text.len(), |at| start + at);
                start + self.text[start..end].trim_end().len()
            }
        }
    }

    fn flow_list(&mut self, parent: usize, mut at: usize, depth: usize) -> usize {
        let mut items = 0;
        loop {
            at = self.skip_separators(at);
            match self.text[at..].chars().next() {
                None => return at,
                Some(']' | '}') => return at + 1,
                Some(_) => {}
            }
            let part = self.outline.add(parent, Step::Item(items), ByteSpan::new(at, at));
            let end = self.flow(part, at, depth + 1).max(at);
            self.outline.places[part] = Place { key: ByteSpan::new(at, end), value: ByteSpan::new(at, end) };
            items += 1;
            at = end;
        }
    }

    fn flow_map(&mut self, parent: usize, mut at: usize, depth: usize) -> usize {
        loop {
            at = self.skip_separators(at);
            let key_end = match self.text[at..].chars().next() {
                None => return at,
                Some(']' | '}') => return at + 1,
                Some(quote @ ('"' | '\'')) => quoted_end(self.text, at, quote),
                Some(_) => self.text[at..].find([':', ',', '}', '\n']).map_or(self.text.len(), |length| at + length),
            };
            let key = ByteSpan::new(at, at + self.text[at..key_end].trim_end().len());
            let name = unquoted(key.of_text(self.text)).to_owned();
            let part = self.outline.add(parent, Step::Key(name), key);
            at = key_end;
            if self.text[at..].starts_with(':') {
                let start = self.skip_blanks(at + 1);
                at = self.flow(part, start, depth + 1).max(start);
                self.outline.places[part].value = ByteSpan::new(start, at);
            }
        }
    }

    fn skip_separators(&self, at: usize) -> usize {
        self.text.len() - self.text[at..].trim_start_matches([' ', '\t', '\r', '\n', ',']).len()
    }

    fn skip_blanks(&self, at: usize) -> usize {
        self.text.len() - self.text[at..].trim_start_matches([' ', '\t', '\r', '\n']).len()
    }

    fn line_end(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        self.text[at..].find('\n').map_or(self.text.len(), |length| at + length)
    }
}

/// The key that starts at `start`, and where its value may start.
fn key_at(text: &str, start: usize, end: usize) -> Option<(ByteSpan, usize)> {
    let line = &text[start..end];
    let length = match line.chars().next()? {
        quote @ ('"' | '\'') => quoted_end(line, 0, quote),
        '[' | '{' => return None,
        _ => line.match_indices(':').map(|(at, _)| at).find(|&at| {
            let after = &line[at + 1..];
            after.is_empty() || after.starts_with([' ', '\t', '\r'])
        })?,
    };
    let after = line[length..].trim_start();
    let colon = line.len() - after.len();
    after.starts_with(':').then(|| {
        let key = ByteSpan::new(start, start + line[..length].trim_end().len());
        (key, start + colon + 1)
    })
}

/// Where a plain value ends: before a comment, or with its line.
fn plain_end(text: &str, start: usize, line_end: usize) -> usize {
    let line = &text[start..line_end.max(start)];
    let length = if line.starts_with('#') { 0 } else { line.find(" #").unwrap_or(line.len()) };
    start + line[..length].trim_end().len()
}

/// Where a value in quotation marks ends, the closing mark included.
fn quoted_end(text: &str, start: usize, quote: char) -> usize {
    let mut letters = text[start..].char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        let doubled = quote == '\'' && letter == quote && letters.peek().is_some_and(|&(_, next)| next == quote);
        if doubled || quote == '"' && letter == '\\' {
            letters.next();
        } else if letter == quote {
            return start + at + 1;
        }
    }
    text.len()
}

fn unquoted(key: &str) -> &str {
    let inside = |quote| key.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    inside('"').or_else(|| inside('\'')).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(text: &str, path: &[Step]) -> (String, String) {
        let place = Outline::of(text, ByteSpan::of(text)).place(path);
        (place.key.of_text(text).to_owned(), place.value.of_text(text).to_owned())
    }

    fn key(name: &str) -> Step {
        Step::Key(name.to_owned())
    }

    #[test]
    fn every_way_to_write_a_value_has_its_place() {
        let text = concat!(
            "title: A plain title  # a comment\r\n",
            "\"quoted\" : \"with: colon \\\" and # hash\"\n",
            "note: |\n  tags: none\n\n  more\n",
            "folded: >-\n  words: of text\n",
            "tags: [one, 'two, too', \"three\"]\n",
            "links: [{title: A, url: 'https://x.example/?a=b'}, {title: B}]\n",
            "wide: [\n  a,\n  b\n]\n",
            "roles:\n  - title: President\n    of: Somewhere\n  - title: Mayor\n    since: 2013\n",
            "aliases:\n- Old\n- \"New: one\"\n- - nested\n",
            "last: 2024\n",
        );
        let table: [(&[Step], &str, &str); 14] = [
            (&[key("title")], "title", "A plain title"),
            (&[key("quoted")], "\"quoted\"", "\"with: colon \\\" and # hash\""),
            (&[key("note")], "note", "|"),
            (&[key("folded")], "folded", ">-"),
            (&[key("tags"), Step::Item(1)], "'two, too'", "'two, too'"),
            (&[key("links"), Step::Item(0), key("url")], "url", "'https://x.example/?a=b'"),
            (&[key("links"), Step::Item(1), key("title")], "title", "B"),
            (&[key("wide"), Step::Item(1)], "b", "b"),
            (&[key("roles"), Step::Item(0), key("of")], "of", "Somewhere"),
            (&[key("roles"), Step::Item(1), key("since")], "since", "2013"),
            (&[key("aliases"), Step::Item(1)], "- \"New: one\"", "\"New: one\""),
            (&[key("aliases"), Step::Item(2), Step::Item(0)], "- nested", "nested"),
            (&[key("last")], "last", "2024"),
            (&[key("last"), key("deeper")], "last", "2024"),
        ];
        for (path, expected_key, expected_value) in table {
            assert_eq!(written(text, path), (expected_key.to_owned(), expected_value.to_owned()), "{path:?}");
        }
    }

    #[test]
    fn a_key_given_twice_has_two_places() {
        let text = "a: 1\nb: 2\na: 3\n";
        let keys = Outline::of(text, ByteSpan::of(text)).keys(&[], "a");
        assert_eq!(keys, [ByteSpan::new(0, 1), ByteSpan::new(10, 11)]);
    }

    proptest! {
        #[test]
        fn anything_can_be_read(text in "([ \\-:#\\[\\]{}'\"|>,\n\r\tab]|ñ|\\PC){0,80}") {
            let outline = Outline::of(&text, ByteSpan::of(&text));
            for place in outline.places {
                prop_assert!(text.get(place.key.range()).is_some() && text.get(place.value.range()).is_some());
            }
        }
    }
}
