//! An article: one report on the story, by one outlet, as it was published.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Front;
use super::yaml::schema::{Field, Shape};
use crate::edtf::Edtf;
use crate::id::DocumentKind;

/// The front matter of an article.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// The headline.
    pub title: String,
    /// The outlet, by id, name or alias; one without a file gets a page from the name alone.
    pub source: String,
    /// When it was published.
    pub published: Edtf,
    /// Actors that it concerns, by id, name or alias, found in the text or not.
    #[serde(default)]
    pub actors: Vec<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Where a copy is kept.
    pub archived: Option<String>,
    /// When the editor fetched it.
    pub retrieved: Option<Edtf>,
    /// The language it is written in, a BCP 47 code; the site's where it is missing.
    pub language: Option<String>,
    /// The terms under which its text is shown.
    pub license: Option<String>,
    /// How far the editor trusts source and content.
    pub reliability: Option<Reliability>,
    /// Free keywords.
    #[serde(default)]
    pub tags: Vec<String>,
    /// A sentence or two for lists.
    pub summary: Option<String>,
    /// The editor's note, in Markdown, shown above the text.
    pub note: Option<String>,
    /// What was corrected, and when.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// How much of the text is shown; the site's setting where it is missing.
    pub publish: Option<Publish>,
    /// Whether it is kept back.
    #[serde(default)]
    pub draft: bool,
    /// Old addresses that lead here.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The last part of the address, where the file's stem will not do.
    pub slug: Option<String>,
    /// The editor's own keys, passed to templates as they are.
    #[serde(default)]
    pub extra: serde_yaml::Value,
}

impl Front for Article {
    const KIND: DocumentKind = DocumentKind::Article;
    const FIELDS: &'static [Field] = &[
        Field::required("title", Shape::Text),
        Field::required("source", Shape::Text),
        Field::required("published", Shape::Date),
        Field::optional("actors", Shape::Texts),
        Field::optional("author", Shape::Text),
        Field::optional("url", Shape::WebAddress),
        Field::optional("archived", Shape::WebAddress),
        Field::optional("retrieved", Shape::Date),
        Field::optional("language", Shape::Language),
        Field::optional("license", Shape::Text),
        Field::optional("reliability", Shape::Reliability),
        Field::optional("tags", Shape::Texts),
        Field::optional("summary", Shape::Text),
        Field::optional("note", Shape::Text),
        Field::optional("corrections", Shape::Records("a correction", CORRECTION)),
        Field::optional("publish", Shape::Choice(&["full", "excerpts", "link"])),
        Field::optional("draft", Shape::Flag),
        Field::optional("aliases", Shape::Addresses),
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

    fn redirects(&self) -> &[String] {
        &self.aliases
    }
}

const CORRECTION: &[Field] = &[Field::required("date", Shape::Date), Field::required("text", Shape::Text)];

/// A correction of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// When it was made.
    pub date: Edtf,
    /// What was wrong and what is right.
    pub text: String,
}

/// How much of a report's text the site shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Publish {
    /// All of it.
    #[default]
    Full,
    /// The sentences that bear a mark, with a link to the original.
    Excerpts,
    /// None of it: the record and the link.
    Link,
}

/// A two-character Admiralty code (NATO AJP-2.1): a letter for the source, a digit for the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reliability {
    /// `A` (reliable) to `E` (unreliable), `F` (cannot be judged).
    pub source: char,
    /// `1` (confirmed) to `5` (improbable), `6` (cannot be judged).
    pub content: char,
}

impl FromStr for Reliability {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.as_bytes() {
            [source @ b'A'..=b'F', content @ b'1'..=b'6'] => {
                Ok(Self { source: char::from(*source), content: char::from(*content) })
            }
            _ => Err(format!(
                "“{text}” is not an Admiralty code: write a letter from A to F and a digit from 1 to 6, such as B2"
            )),
        }
    }
}

impl TryFrom<String> for Reliability {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Reliability> for String {
    fn from(code: Reliability) -> Self {
        code.to_string()
    }
}

impl fmt::Display for Reliability {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.source, self.content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::yaml::schema::tests::assert_fields_of;

    #[test]
    fn the_keys_are_those_of_the_type() {
        assert_fields_of::<Article>(Article::FIELDS);
        assert_fields_of::<Correction>(CORRECTION);
    }
}
