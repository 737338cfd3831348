//! An event: something that happened, as the editor has established it.

use serde::Deserialize;

use super::Front;
use super::yaml::schema::{Field, Shape};
use crate::edtf::Edtf;
use crate::id::DocumentKind;

/// The front matter of an event.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// What happened, in a few words.
    pub title: String,
    /// When.
    pub date: Edtf,
    /// Where: an actor's id or name, or any words.
    pub place: Option<String>,
    /// Who took part, by id, name or alias.
    #[serde(default)]
    pub actors: Vec<String>,
    /// Free keywords.
    #[serde(default)]
    pub tags: Vec<String>,
    /// How much it matters, 1 to 10; 5 where it is missing.
    pub weight: Option<u8>,
    /// Whether it is kept back.
    #[serde(default)]
    pub draft: bool,
    /// The last part of the address, where the file's stem will not do.
    pub slug: Option<String>,
    /// The editor's own keys, passed to templates as they are.
    #[serde(default)]
    pub extra: serde_yaml::Value,
}

impl Front for Event {
    const KIND: DocumentKind = DocumentKind::Event;
    const FIELDS: &'static [Field] = &[
        Field::required("title", Shape::Text),
        Field::required("date", Shape::Date),
        Field::optional("place", Shape::Text),
        Field::optional("actors", Shape::Texts),
        Field::optional("tags", Shape::Texts),
        Field::optional("weight", Shape::Number(1, 10)),
        Field::optional("draft", Shape::Flag),
        Field::optional("slug", Shape::Slug),
        Field::optional("extra", Shape::Anything),
    ];

    fn title(&self) -> &str {
        &self.title
    }

    fn slug(&self) -> Option<&str> {
        self.slug.as_deref()
    }

    fn is_draft(&self) -> bool {
        self.draft
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::yaml::schema::tests::assert_fields_of;

    #[test]
    fn the_keys_are_those_of_the_type() {
        assert_fields_of::<Event>(Event::FIELDS);
    }
}
