//! Holds a document against its schema and reports everything that does not fit, each at its place; and puts into the form
//! that the types take what editors may write in several (`title: 1984`).

use serde_yaml::{Mapping, Value};

use super::Document;
use super::node::Node;
use super::outline::{Outline, Step};
use super::schema::{Field, SYNONYMS, Shape};
use super::values::{self, Problem};
use crate::diagnostic::{Code, Diagnostic};
use crate::nearest::nearest;
use crate::span::ByteSpan;

pub(super) struct Checker<'a> {
    document: Document<'a>,
    outline: &'a Outline,
    /// The way from the document to the part that is being checked.
    path: Vec<Step>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(document: Document<'a>, outline: &'a Outline) -> Self {
        Self { document, outline, path: Vec::new(), diagnostics: Vec::new() }
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// The document's values, as far as they fit `fields`.
    pub(super) fn document(&mut self, root: Node, fields: &[Field]) -> Mapping {
        match root {
            Node::Map(entries) => self.record(entries, fields, self.document.owner, self.document.head),
            other => {
                let message =
                    format!("{} is described by keys and values, not by {}", self.document.owner, other.noun());
                let diagnostic = Diagnostic::error(Code::BadValue, message).at(self.document.file, self.document.head);
                self.diagnostics.push(diagnostic.help("write each as `key: value` on a line of its own"));
                Mapping::new()
            }
        }
    }

    /// The values of one record. `owner` is what it describes, `head` where a missing key is missed.
    fn record(&mut self, entries: Vec<(String, Node)>, fields: &[Field], owner: &str, head: ByteSpan) -> Mapping {
        let mut values = Mapping::new();
        let mut given: Vec<&str> = Vec::new();
        for (key, node) in entries {
            let Some(field) = fields.iter().find(|field| field.name == key) else {
                given.extend(self.unknown_key(&key, fields, owner));
                continue;
            };
            if values.contains_key(field.name) {
                self.duplicate_key(&key);
                continue;
            }
            if node == Node::Null {
                continue;
            }
            given.push(field.name);
            self.path.push(Step::Key(key));
            let value = self.value(node, field.shape);
            self.path.pop();
            values.insert(Value::from(field.name), value.unwrap_or_default());
        }
        for field in fields.iter().filter(|field| field.required && !given.contains(&field.name)) {
            let message = format!("{owner} needs “{}”", field.name);
            let diagnostic = Diagnostic::error(Code::MissingKey, message).at(self.document.file, head);
            let help = format!("add a line such as `{}: {}`", field.name, field.shape.example());
            self.diagnostics.push(diagnostic.help(help));
        }
        values
    }

    /// Reports a key that is not known; returns the one that was meant, which then is not missed as well.
    fn unknown_key(&mut self, key: &str, fields: &[Field], owner: &str) -> Option<&'static str> {
        let names = || fields.iter().map(|field| field.name);
        let synonym = SYNONYMS.iter().find(|(habit, meant)| *habit == key && names().any(|name| name == *meant));
        let meant = synonym.map(|(_, meant)| *meant).or_else(|| nearest(key, names()));
        let help = meant.map_or_else(|| known_keys(fields), |meant| format!("did you mean “{meant}”?"));
        let span = self.key_span(key, 0);
        let diagnostic = Diagnostic::error(Code::UnknownKey, format!("“{key}” is not a key of {owner}"));
        self.diagnostics.push(diagnostic.at(self.document.file, span).help(help));
        meant
    }

    fn duplicate_key(&mut self, key: &str) {
        let file = self.document.file;
        let diagnostic = Diagnostic::error(Code::DuplicateKey, format!("“{key}” is given twice"));
        let diagnostic = diagnostic.at(file, self.key_span(key, 1)).help("keep one of the two");
        self.diagnostics.push(diagnostic.label(file, self.key_span(key, 0), "first given here"));
    }

    /// Where a key of the record at the path stands for the first time, or the next one.
    fn key_span(&self, key: &str, occurrence: usize) -> ByteSpan {
        let keys = self.outline.keys(&self.path, key);
        keys.get(occurrence).or(keys.first()).copied().unwrap_or_else(|| self.span())
    }

    /// Where the part at the path stands: its value, or its key where the value is elsewhere.
    fn span(&self) -> ByteSpan {
        let span = self.outline.place(&self.path).visible();
        if span.is_empty() { self.document.head } else { span }
    }

    fn value(&mut self, node: Node, shape: Shape) -> Option<Value> {
        match (shape, node) {
            (Shape::Anything, node) => Some(node.into()),
            (Shape::Flag, Node::Flag(flag)) => Some(flag.into()),
            (Shape::Texts, Node::List(items)) => Some(self.items(items, Shape::Text)),
            (Shape::Names, Node::List(items)) => Some(self.items(items, Shape::Names)),
            (Shape::Choices(words), Node::List(items)) => Some(self.choices(items, words)),
            (Shape::Addresses, Node::List(items)) => Some(self.items(items, Shape::Addresses)),
            (Shape::Nouns, Node::Map(languages)) => Some(self.nouns(languages)),
            (Shape::Records(owner, fields), Node::List(items)) => Some(self.records(items, owner, fields)),
            (
                Shape::Flag
                | Shape::Choices(_)
                | Shape::Texts
                | Shape::Names
                | Shape::Addresses
                | Shape::Nouns
                | Shape::Records(..),
                node,
            ) => self.misfit(&node, shape),
            (_, node) => self.scalar(node, shape),
        }
    }

    fn items(&mut self, items: Vec<Node>, shape: Shape) -> Value {
        let values = items.into_iter().enumerate().filter_map(|(number, item)| {
            self.path.push(Step::Item(number));
            let value = self.scalar(item, shape);
            self.path.pop();
            value
        });
        Value::Sequence(values.collect())
    }

    /// Some of `words`, each once.
    fn choices(&mut self, items: Vec<Node>, words: &'static [&'static str]) -> Value {
        let mut values: Vec<Value> = Vec::new();
        for (number, item) in items.into_iter().enumerate() {
            self.path.push(Step::Item(number));
            let value = self.scalar(item, Shape::Choice(words));
            if value.as_ref().is_some_and(|value| values.contains(value)) {
                self.report(Problem::value(format!("“{}” is listed twice", self.written()), "keep one of the two"));
            }
            values.extend(value);
            self.path.pop();
        }
        Value::Sequence(values)
    }

    fn nouns(&mut self, languages: Vec<(String, Node)>) -> Value {
        let mut values = Mapping::new();
        for (language, nouns) in languages {
            self.path.push(Step::Key(language.clone()));
            if let Err(problem) = values::read(Shape::Language, &language) {
                self.report(problem);
            }
            let nouns = self.value(nouns, Shape::Texts);
            self.path.pop();
            values.insert(language.into(), nouns.unwrap_or_default());
        }
        Value::Mapping(values)
    }

    fn records(&mut self, items: Vec<Node>, owner: &str, fields: &[Field]) -> Value {
        let mut values = Vec::new();
        for (number, item) in items.into_iter().enumerate() {
            self.path.push(Step::Item(number));
            match item {
                Node::Map(entries) => values.push(self.record(entries, fields, owner, self.span()).into()),
                other => {
                    let keys: Vec<String> = fields.iter().map(|field| format!("{}: …", field.name)).collect();
                    let message = format!("{owner} is described by keys and values, not by {}", other.noun());
                    self.report(Problem::value(message, format!("write `- {{{}}}`", keys.join(", "))));
                }
            }
            self.path.pop();
        }
        Value::Sequence(values)
    }

    /// A value that is written as one piece.
    fn scalar(&mut self, node: Node, shape: Shape) -> Option<Value> {
        let written = match node {
            Node::Text(text) => text,
            Node::Number(_) | Node::Flag(_) => self.written(),
            // The brackets of a set of dates are YAML's brackets as well.
            Node::List(_) if matches!(shape, Shape::Date) => self.written(),
            other => return self.misfit(&other, shape),
        };
        match values::read(shape, &written) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.report(problem);
                None
            }
        }
    }

    /// The value at the path as it is written in the file: `1.50` is not `1.5` where words are wanted.
    fn written(&self) -> String {
        self.outline.place(&self.path).value.of_text(&self.document.file.text).to_owned()
    }

    fn misfit(&mut self, node: &Node, shape: Shape) -> Option<Value> {
        let key = self.path.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Item(_) => None,
        });
        let key = key.unwrap_or_default();
        let in_list = matches!(self.path.last(), Some(Step::Item(_)));
        let wanted = if in_list { "text in its list" } else { shape.noun() };
        let message = format!("“{key}” must be {wanted}, not {}", node.noun());
        let help = match node {
            Node::Text(text)
                if matches!(shape, Shape::Choices(_) | Shape::Texts | Shape::Names)
                    && !text.contains([',', '[', ']', ':']) =>
            {
                format!("write `{key}: [{text}]`")
            }
            _ => format!("write for example `{key}: {}`", shape.example()),
        };
        self.report(Problem::value(message, help));
        None
    }

    fn report(&mut self, problem: Problem) {
        let diagnostic = Diagnostic::error(problem.code, problem.message).at(self.document.file, self.span());
        self.diagnostics.push(diagnostic.help(problem.help));
    }
}

fn known_keys(fields: &[Field]) -> String {
    let own = fields.iter().any(|field| matches!(field.shape, Shape::Anything));
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    let names = names.join(", ");
    if own {
        format!("the keys are {names}; put keys of your own under `extra:`")
    } else {
        format!("the keys are {names}")
    }
}
