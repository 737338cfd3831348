//! What the links of a Markdown body lead to. The Markdown reader asks; the table of the dossier's files answers.

use super::body::Destination;
use crate::diagnostic::Code;

/// Something that knows where links lead.
pub trait Resolve {
    /// Where a link leads, as written in the file that is being read.
    ///
    /// # Errors
    /// A link that leads nowhere, or where a site must not lead.
    fn resolve(&self, request: LinkRequest<'_>) -> Result<Destination, LinkProblem>;
}

/// A link as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkRequest<'a> {
    /// `[words](address)`
    Link(&'a str),
    /// `[[name]]` or `[[name|words]]`
    Wikilink(&'a str),
    /// `![description](address)`
    Image(&'a str),
}

/// Why a link could not be resolved; the reader adds the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkProblem {
    /// The sort of problem.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
}
