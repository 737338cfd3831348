//! YAML as editors write it: a tree of values (`node`), where in the file each of them stands (`outline`), what each key may
//! hold ([`schema`]), and what its parser's complaints mean (`syntax`). Front matter and `site.yaml` are read alike.

mod check;
mod dates;
mod looks;
mod node;
mod outline;
pub mod schema;
mod syntax;
mod values;

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use crate::diagnostic::{Code, Diagnostic, Location, SourceFile};
use crate::span::ByteSpan;

use check::Checker;
use node::Node;
use outline::{Outline, Step};
use schema::Field;

pub use values::normalise_base_url;
pub(crate) use values::{is_address_part, is_language, page_on_web};

/// How many problems of one document are told. Nobody reads more, and a file made to hurt can have one a line.
const MOST_PROBLEMS: usize = 100;

/// A YAML document in a file, and how to speak of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Document<'a> {
    /// The file.
    pub(crate) file: &'a Arc<SourceFile>,
    /// The bytes of the file that are YAML.
    pub(crate) yaml: ByteSpan,
    /// Where a key that is missing is missed.
    pub(crate) head: ByteSpan,
    /// What the document describes, with its article: "an actor".
    pub(crate) owner: &'a str,
}

/// A document that kept to its schema, typed, with the places of its values for checks that need other files.
#[derive(Clone, Debug)]
pub(crate) struct Typed<T> {
    /// What it says.
    pub(crate) value: Arc<T>,
    outline: Arc<Outline>,
}

impl<T> Typed<T> {
    /// Where the value of a key stands; of an item of its list, where `item` is given.
    pub(crate) fn place(&self, key: &str, item: Option<usize>) -> ByteSpan {
        let mut path = vec![Step::Key(key.to_owned())];
        path.extend(item.map(Step::Item));
        self.outline.place(&path).visible()
    }

    /// The place of a key's value in `file`, for messages; none where the key is not given.
    pub(crate) fn location(&self, file: &Arc<SourceFile>, key: &str) -> Option<Location> {
        let is_given = !self.outline.keys(&[], key).is_empty();
        is_given.then(|| Location { file: Arc::clone(file), span: Some(self.place(key, None)) })
    }

    /// Where the value of a key begins, or the white space before it.
    pub(crate) fn start_of_value(&self, key: &str) -> usize {
        self.outline.place(&[Step::Key(key.to_owned())]).value.start()
    }
}

impl Document<'_> {
    /// Reads the document as a `T`, whose keys are `fields`. Every problem is added to `diagnostics`; none is returned where
    /// one of them is an error.
    pub(crate) fn read<T: DeserializeOwned>(
        self,
        fields: &[Field],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Typed<T>> {
        let text = self.yaml.of_text(&self.file.text);
        if let Some(diagnostic) = syntax::too_deep(text).map(|span| self.nested_too_deep(span)) {
            diagnostics.push(diagnostic);
            return None;
        }
        let root = match Node::parse(text) {
            Ok(Node::Null) => Node::Map(Vec::new()),
            Ok(root) => root,
            Err(error) => {
                diagnostics.push(syntax::explain(&error, self.file, self.yaml));
                return None;
            }
        };
        let outline = Outline::of(&self.file.text, self.yaml);
        let mut checker = Checker::new(self, &outline);
        let values = checker.document(root, fields);
        let mut problems = checker.into_diagnostics();
        problems.truncate(MOST_PROBLEMS);
        if !problems.is_empty() {
            diagnostics.extend(problems);
            return None;
        }
        match serde_yaml::from_value(Value::Mapping(values)) {
            Ok(value) => Some(Typed { value: Arc::new(value), outline: Arc::new(outline) }),
            Err(error) => {
                diagnostics.push(self.unforeseen(&error));
                None
            }
        }
    }

    fn nested_too_deep(self, span: ByteSpan) -> Diagnostic {
        let span = ByteSpan::new(self.yaml.start() + span.start(), self.yaml.start() + span.end());
        Diagnostic::error(Code::YamlSyntax, "brackets are nested too deep")
            .at(self.file, span)
            .help("close each bracket")
    }

    /// A value that the schema lets through and the type does not take.
    fn unforeseen(self, error: &serde_yaml::Error) -> Diagnostic {
        Diagnostic::error(Code::BadValue, error.to_string()).at(self.file, self.head)
    }
}
