//! What names a document: its kind, from the folder, and its id, from the file's stem.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// The kinds of content file, told apart by the folder below `content/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKind {
    /// A report by an outlet.
    Article,
    /// A person, organization, place or group.
    Actor,
    /// Something that happened.
    Event,
    /// Something that reports count.
    Measure,
    /// An outlet.
    Source,
    /// Any other page of the site.
    Page,
}

impl DocumentKind {
    /// All kinds that have a folder of their own.
    pub const WITH_FOLDER: [Self; 5] = [Self::Article, Self::Actor, Self::Event, Self::Measure, Self::Source];

    /// The folder below `content/`, which is also the first part of the page's address. Pages have none.
    #[must_use]
    pub fn folder(self) -> Option<&'static str> {
        match self {
            Self::Article => Some("articles"),
            Self::Actor => Some("actors"),
            Self::Event => Some("events"),
            Self::Measure => Some("measures"),
            Self::Source => Some("sources"),
            Self::Page => None,
        }
    }

    /// The word for one such document in messages.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Actor => "actor",
            Self::Event => "event",
            Self::Measure => "measure",
            Self::Source => "source",
            Self::Page => "page",
        }
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.noun())
    }
}

/// The name of one document among those of its kind: the file's stem (for a page, its path without `.md`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// An id that reads `name`.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(Arc::from(name))
    }

    /// The id as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// A document of any kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct DocumentRef {
    /// Its kind.
    pub kind: DocumentKind,
    /// Its id among its kind.
    pub id: Id,
}

impl DocumentRef {
    /// The document of that kind and id.
    #[must_use]
    pub fn new(kind: DocumentKind, id: Id) -> Self {
        Self { kind, id }
    }
}

impl fmt::Display for DocumentRef {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} “{}”", self.kind, self.id)
    }
}
