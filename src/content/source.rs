//! A source: an outlet whose reports the dossier holds.

use serde::{Deserialize, Serialize};

use super::Front;
use super::article::Reliability;
use super::yaml::schema::{Field, Shape};
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
    const FIELDS: &'static [Field] = &[
        Field::required("name", Shape::Text),
        Field::optional("aliases", Shape::Names),
        Field::optional("homepage", Shape::WebAddress),
        Field::optional("country", Shape::Text),
        Field::optional(
            "kind",
            Shape::Choice(&["agency", "newspaper", "broadcaster", "website", "ngo", "government", "other"]),
        ),
        Field::optional("reliability", Shape::Reliability),
        Field::optional("tags", Shape::Texts),
        Field::optional("draft", Shape::Flag),
        Field::optional("slug", Shape::Slug),
        Field::optional("extra", Shape::Anything),
    ];

    fn title(&self) -> &str {
        &self.name
    }

    fn slug(&self) -> Option<&str> {
        self.slug.as_deref()
    }

    fn is_draft(&self) -> bool {
        self.draft
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::yaml::schema::tests::assert_fields_of;

    #[test]
    fn the_keys_are_those_of_the_type() {
        assert_fields_of::<Source>(Source::FIELDS);
    }
}
