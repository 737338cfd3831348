//! `theme.yaml`: what a theme says of itself, and the looks that an editor changes without touching a template.

use std::sync::Arc;

use serde::Deserialize;

use crate::config::NavItem;
use crate::content::yaml::schema::{Field, Shape};
use crate::content::yaml::{Document, Typed};
use crate::diagnostic::{Code, Diagnostic, Location, SourceFile};
use crate::span::ByteSpan;

/// The name of the file, in a theme's folder.
pub(super) const OPTIONS_FILE: &str = "theme.yaml";

/// The sections of a site by the names that `sections` takes, in the order that holds where it is missing.
pub(in crate::render) const SECTIONS: &[&str] =
    &["articles", "chronology", "actors", "figures", "disagreements", "sources", "pages"];

/// What `theme.yaml` says. What one layer of a theme leaves open, the next one says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// The theme whose files stand in for those that this one lacks.
    pub extends: Option<String>,
    /// Where that is said, for what is wrong with it.
    #[serde(skip)]
    pub(super) extends_at: Option<Location>,
    /// What the theme is for, in a sentence.
    pub description: Option<String>,
    /// The colour of what stands out: `#8a1c1c`.
    pub accent: Option<String>,
    /// The fonts of texts and headings, as CSS takes them.
    pub text_font: Option<String>,
    /// The fonts of everything around them.
    pub interface_font: Option<String>,
    /// A picture before the site's title: a path below `static/`.
    pub logo: Option<String>,
    /// The sections that come first in the navigation, in order.
    pub sections: Option<Vec<String>>,
    /// Words at the foot of every page.
    pub footer: Option<String>,
    /// Links at the foot of every page.
    pub footer_links: Option<Vec<NavItem>>,
}

const FOOTER_LINK: &[Field] = &[Field::required("title", Shape::Text), Field::required("url", Shape::Destination)];

impl Options {
    /// The keys of `theme.yaml`.
    const FIELDS: &[Field] = &[
        Field::optional("extends", Shape::FolderName),
        Field::optional("description", Shape::Text),
        Field::optional("accent", Shape::Colour),
        Field::optional("text_font", Shape::Fonts),
        Field::optional("interface_font", Shape::Fonts),
        Field::optional("logo", Shape::Text),
        Field::optional("sections", Shape::Choices(SECTIONS)),
        Field::optional("footer", Shape::Text),
        Field::optional("footer_links", Shape::Records("a link of the footer", FOOTER_LINK)),
    ];

    /// Reads a `theme.yaml`. `has_static` tells whether the theme has a file below `static/`.
    ///
    /// # Errors
    /// Everything that is wrong with it, by line.
    pub(super) fn read(file: &Arc<SourceFile>, has_static: impl Fn(&str) -> bool) -> Result<Self, Vec<Diagnostic>> {
        let head = ByteSpan::new(0, file.text.lines().next().unwrap_or_default().len());
        let document = Document { file, yaml: ByteSpan::of(&file.text), head, owner: OPTIONS_FILE };
        let mut problems = Vec::new();
        let typed: Option<Typed<Self>> = document.read(Self::FIELDS, &mut problems);
        if let Some(typed) = &typed {
            problems.extend(no_accent(file, typed));
            problems.extend(no_logo(file, typed, has_static));
        }
        let options = |typed: Typed<Self>| {
            let extends_at = typed.location(file, "extends");
            Self { extends_at, ..Arc::unwrap_or_clone(typed.value) }
        };
        typed.filter(|_| problems.is_empty()).map(options).ok_or(problems)
    }

    /// These, and where they leave something open, what `others` say.
    pub(super) fn or(self, others: Self) -> Self {
        Self {
            extends_at: if self.extends.is_some() { self.extends_at } else { others.extends_at },
            extends: self.extends.or(others.extends),
            description: self.description.or(others.description),
            accent: self.accent.or(others.accent),
            text_font: self.text_font.or(others.text_font),
            interface_font: self.interface_font.or(others.interface_font),
            logo: self.logo.or(others.logo),
            sections: self.sections.or(others.sections),
            footer: self.footer.or(others.footer),
            footer_links: self.footer_links.or(others.footer_links),
        }
    }
}

/// A colour without quotation marks is a comment to YAML, and an editor cannot see why nothing happens.
fn no_accent(file: &Arc<SourceFile>, options: &Typed<Options>) -> Option<Diagnostic> {
    let line = file.text.lines().find_map(|line| line.strip_prefix("accent:")).map(str::trim_start)?;
    let is_comment = options.value.accent.is_none() && line.starts_with('#');
    is_comment.then(|| {
        let colour = line.split_whitespace().next().unwrap_or_default();
        Diagnostic::error(Code::BadValue, "“accent” is empty, since # begins a comment")
            .at(file, options.place("accent", None))
            .help(format!("write `accent: \"{colour}\"`"))
    })
}

fn no_logo(file: &Arc<SourceFile>, options: &Typed<Options>, has_static: impl Fn(&str) -> bool) -> Option<Diagnostic> {
    let logo = options.value.logo.as_deref().filter(|logo| !has_static(logo))?;
    let place = file.path.with_file_name("static").join(logo).to_string_lossy().replace('\\', "/");
    let problem = Diagnostic::error(Code::BadValue, format!("the theme has no static file “{logo}”"));
    Some(problem.at(file, options.place("logo", None)).help(format!("put it at {place}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::yaml::schema::tests::assert_fields_of;

    #[test]
    fn the_keys_are_those_of_the_type() {
        assert_fields_of::<Options>(Options::FIELDS);
        assert_fields_of::<NavItem>(FOOTER_LINK);
    }

    #[test]
    fn the_first_layer_that_says_something_counts() {
        let accent = |colour: &str| Options { accent: Some(colour.to_owned()), ..Options::default() };
        let footer = Options { footer: Some("Lisbon".to_owned()), ..Options::default() };
        let both = accent("#111111").or(footer.clone().or(accent("#222222")));
        assert_eq!(both, Options { footer: footer.footer, ..accent("#111111") });
    }
}
