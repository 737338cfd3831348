//! A measure: something that several reports count, such as the dead of one event.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Front;
use super::yaml::schema::{Field, Shape};
use crate::edtf::Edtf;
use crate::id::DocumentKind;

/// The front matter of a measure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// What is counted, in a few words.
    pub title: String,
    /// In what it is counted: `people`, `percent`, a currency code, any word.
    pub unit: Option<String>,
    /// How its values behave over time.
    #[serde(default)]
    pub kind: MeasureKind,
    /// The event it belongs to, by id.
    pub event: Option<String>,
    /// What the counted thing is called, by language code.
    #[serde(default)]
    pub nouns: BTreeMap<String, Vec<String>>,
    /// Words of which one must stand near the figure, in any language.
    #[serde(default)]
    pub near: Vec<String>,
    /// Reports published before this date do not count it.
    pub since: Option<Edtf>,
    /// Reports published after this date do not count it.
    pub until: Option<Edtf>,
    /// The editor's explanation of what reports disagree on, in Markdown.
    pub note: Option<String>,
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

impl Front for Measure {
    const KIND: DocumentKind = DocumentKind::Measure;
    const FIELDS: &'static [Field] = &[
        Field::required("title", Shape::Text),
        Field::optional("unit", Shape::Text),
        Field::optional("kind", Shape::Choice(&["running-total", "total", "share", "money", "other"])),
        Field::optional("event", Shape::Text),
        Field::optional("nouns", Shape::Nouns),
        Field::optional("near", Shape::Texts),
        Field::optional("since", Shape::Date),
        Field::optional("until", Shape::Date),
        Field::optional("note", Shape::Text),
        Field::optional("tags", Shape::Texts),
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

    fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}

/// How the values of a measure behave over time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureKind {
    /// It only grows: a later higher value is an update.
    RunningTotal,
    /// It has one true value: every difference is a disagreement.
    Total,
    /// A part of a whole, in percent.
    Share,
    /// An amount of money.
    Money,
    /// Anything else: values that may go up and down, so only reports of one date can disagree.
    #[default]
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::yaml::schema::tests::assert_fields_of;

    #[test]
    fn the_keys_are_those_of_the_type() {
        assert_fields_of::<Measure>(Measure::FIELDS);
    }
}
