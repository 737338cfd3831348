//! An actor: a person, an organization, a place or a group that reports speak of.

use serde::{Deserialize, Serialize};

use super::Front;
use super::yaml::schema::{Field, Shape};
use crate::edtf::Edtf;
use crate::id::DocumentKind;

/// The front matter of an actor.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The name that pages use.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Other names by which reports call it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The offices it held.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// Pages elsewhere about it.
    #[serde(default)]
    pub links: Vec<WebLink>,
    /// How it stands to other actors.
    #[serde(default)]
    pub relations: Vec<Relation>,
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

impl Front for Actor {
    const KIND: DocumentKind = DocumentKind::Actor;
    const FIELDS: &'static [Field] = &[
        Field::required("name", Shape::Text),
        Field::required("kind", Shape::Choice(&["person", "organization", "place", "group"])),
        Field::optional("aliases", Shape::Names),
        Field::optional("roles", Shape::Records("a role", ROLE)),
        Field::optional("links", Shape::Records("a link", WEB_LINK)),
        Field::optional("relations", Shape::Records("a relation", RELATION)),
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

const ROLE: &[Field] = &[
    Field::required("title", Shape::Text),
    Field::optional("of", Shape::Text),
    Field::optional("since", Shape::Date),
    Field::optional("until", Shape::Date),
];

const WEB_LINK: &[Field] = &[Field::required("title", Shape::Text), Field::required("url", Shape::WebAddress)];

const RELATION: &[Field] = &[Field::required("to", Shape::Text), Field::required("as", Shape::Text)];

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A body with a name: a party, a court, a ministry.
    Organization,
    /// A place: a country, a city, a prison.
    Place,
    /// People who are named together.
    Group,
}

/// An office that an actor held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// What the office is called.
    pub title: String,
    /// The body or place it belongs to: an actor's id or name, or any words.
    pub of: Option<String>,
    /// From when.
    pub since: Option<Edtf>,
    /// Until when.
    pub until: Option<Edtf>,
}

/// A page elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebLink {
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub url: String,
}

/// How one actor stands to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// The other actor, by id, name or alias.
    pub to: String,
    /// What this one is to the other: "predecessor", "party of".
    #[serde(rename = "as")]
    pub role: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::yaml::schema::tests::assert_fields_of;

    #[test]
    fn the_keys_are_those_of_the_type() {
        assert_fields_of::<Actor>(Actor::FIELDS);
        assert_fields_of::<Role>(ROLE);
        assert_fields_of::<WebLink>(WEB_LINK);
        assert_fields_of::<Relation>(RELATION);
    }
}
