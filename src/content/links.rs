//! What the links of a Markdown body lead to. The Markdown reader asks; the table of the dossier's files answers.

use super::body::Destination;
use crate::diagnostic::Code;

/// Something that knows where links lead.
pub trait Resolve {
    /// Where a link leads, as written in the file that is being read.
    ///
    /// # Errors
    /// A link that leads nowhere, or where a site must not lead.
    fn resolve(&self, request: LinkRequest<&str>) -> Result<Destination, LinkProblem>;
}

/// A link as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkRequest<S> {
    /// `[words](address)`
    Link(S),
    /// `[[name]]` or `[[name|words]]`
    Wikilink(S),
    /// `![description](address)`
    Image(S),
}

impl LinkRequest<&str> {
    /// The same, to be kept.
    pub(crate) fn to_owned(self) -> LinkRequest<String> {
        match self {
            Self::Link(address) => LinkRequest::Link(address.to_owned()),
            Self::Wikilink(name) => LinkRequest::Wikilink(name.to_owned()),
            Self::Image(address) => LinkRequest::Image(address.to_owned()),
        }
    }
}

impl LinkRequest<String> {
    /// The same, to be asked again.
    pub(crate) fn as_str(&self) -> LinkRequest<&str> {
        match self {
            Self::Link(address) => LinkRequest::Link(address),
            Self::Wikilink(name) => LinkRequest::Wikilink(name),
            Self::Image(address) => LinkRequest::Image(address),
        }
    }
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
