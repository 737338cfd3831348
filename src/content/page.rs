//! A page: any Markdown file that is in none of the five folders. `index.md` introduces the home page.

use serde::Deserialize;

use super::Front;
use super::yaml::schema::{Field, Shape};
use crate::id::DocumentKind;

/// The front matter of a page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// A sentence or two for lists and search engines.
    pub summary: Option<String>,
    /// Old addresses that lead here.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Whether it is kept back.
    #[serde(default)]
    pub draft: bool,
    /// Its address, where the path of the file will not do.
    pub slug: Option<String>,
    /// The editor's own keys, passed to templates as they are.
    #[serde(default)]
    pub extra: serde_yaml::Value,
}

impl Front for Page {
    const KIND: DocumentKind = DocumentKind::Page;
    const FIELDS: &'static [Field] = &[
        Field::required("title", Shape::Text),
        Field::optional("summary", Shape::Text),
        Field::optional("aliases", Shape::Addresses),
        Field::optional("draft", Shape::Flag),
        Field::optional("slug", Shape::PageSlug),
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

    fn redirects(&self) -> &[String] {
        &self.aliases
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::yaml::schema::tests::assert_fields_of;

    #[test]
    fn the_keys_are_those_of_the_type() {
        assert_fields_of::<Page>(Page::FIELDS);
    }
}
