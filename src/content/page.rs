//! A page: any Markdown file that is in none of the five folders. `index.md` introduces the home page.

use serde::Deserialize;

use super::Front;
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

    fn title(&self) -> &str {
        &self.title
    }
}
