//! A source: an outlet whose reports the dossier holds.

use serde::{Deserialize, Serialize};

use super::Front;
use super::article::Reliability;
use crate::id::DocumentKind;

/// The front matter of a source.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The name that pages use.
    pub name: String,
    /// Other names under which articles may give it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Its site.
    pub homepage: Option<String>,
    /// Where it is based.
    pub country: Option<String>,
    /// What sort of outlet it is.
    pub kind: Option<SourceKind>,
    /// How far the editor trusts it, unless an article says otherwise.
    pub reliability: Option<Reliability>,
    /// Free keywords.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Whether it is kept back.
    #[serde(default)]
    pub draft: bool,
    /// The last part of the address, where the file's stem will not do.
    pub slug: Option<String>,
    /// The editor's own keys, passed to templates as they are.
    #[serde(default)]
    pub extra: serde_yaml::Value,
}

impl Front for Source {
    const KIND: DocumentKind = DocumentKind::Source;

    fn title(&self) -> &str {
        &self.name
    }
}

/// What sort of outlet a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A news agency, whose texts others print.
    Agency,
    /// A newspaper or magazine.
    Newspaper,
    /// Radio or television.
    Broadcaster,
    /// A site that appears on the web alone.
    Website,
    /// A non-governmental organization.
    Ngo,
    /// A government or one of its offices.
    Government,
    /// Anything else.
    Other,
}
