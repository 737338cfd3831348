//! `site.yaml`: what holds for the whole dossier.

#![expect(clippy::disallowed_methods, reason = "it reads site.yaml")]

use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use url::Url;

use crate::content::article::Publish;
use crate::content::load::read_file;
pub use crate::content::yaml::normalise_base_url;
use crate::content::yaml::schema::{Field, Shape};
use crate::content::yaml::{Document, Typed};
use crate::diagnostic::{self, Code, Diagnostic, Location, SourceFile};
use crate::span::ByteSpan;

/// The name of the file, in the dossier's root.
pub const SITE_FILE: &str = "site.yaml";

/// The settings of a dossier.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The dossier's title.
    pub title: String,
    /// Where the site will be: `https://name.github.io/repository/`, always with a slash at the end. Its path prefixes every link.
    #[serde(default = "default_base_url")]
    pub base_url: String,
    /// The language of the interface, and of articles that name none.
    #[serde(default = "default_language")]
    pub language: String,
    /// Whether the editor named the language. Where not, articles that name none are in the language that their words tell.
    #[serde(skip)]
    pub names_language: bool,
    /// The theme: a folder below `themes/`, or one that is built in.
    #[serde(default = "default_theme")]
    pub theme: String,
    /// Where the theme is named, for what is wrong with it; none where it is not.
    #[serde(skip)]
    pub theme_at: Option<Location>,
    /// What the dossier is about, in a sentence or two, for feeds and search engines.
    pub description: Option<String>,
    /// Who makes it.
    pub author: Option<String>,
    /// Whether readers can search: there is a page for it, and a way to it from every page.
    #[serde(skip, default = "default_search")]
    pub search: bool,
    /// The links of the navigation; the theme's own where it is missing.
    pub nav: Option<Vec<NavItem>>,
    /// How much of reports' texts is shown, unless an article says otherwise.
    #[serde(default)]
    pub publish: Publish,
    /// A domain of one's own, written to `CNAME` for GitHub Pages.
    pub cname: Option<String>,
    /// The editor's own keys, passed to templates as they are.
    #[serde(default)]
    pub extra: serde_yaml::Value,
}

/// A link of the navigation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct NavItem {
    /// Its words.
    pub title: String,
    /// Where it leads: an address of the site from its root (`/about/`), or another site.
    pub url: String,
}

const NAV_ITEM: &[Field] = &[Field::required("title", Shape::Text), Field::required("url", Shape::Destination)];

impl Config {
    /// The keys of `site.yaml`.
    pub const FIELDS: &[Field] = &[
        Field::required("title", Shape::Text),
        Field::optional("base_url", Shape::BaseUrl),
        Field::optional("language", Shape::Language),
        Field::optional("theme", Shape::FolderName),
        Field::optional("description", Shape::Text),
        Field::optional("author", Shape::Text),
        Field::optional("nav", Shape::Records("a link of the navigation", NAV_ITEM)),
        Field::optional("publish", Shape::Choice(&["full", "excerpts", "link"])),
        Field::optional("cname", Shape::Domain),
        Field::optional("extra", Shape::Anything),
    ];

    /// The path of the base URL, with a slash at both ends: `/repository/`, or `/`.
    #[must_use]
    pub fn base_path(&self) -> String {
        Url::parse(&self.base_url).map_or_else(|_| "/".to_owned(), |url| url.path().to_owned())
    }
}

/// Reads the settings of the dossier at `root`.
///
/// # Errors
/// Everything that is wrong with them, by line.
pub fn load(root: &Path) -> Result<Config, Vec<Diagnostic>> {
    if !root.join(SITE_FILE).exists() {
        return Err(vec![no_site(root)]);
    }
    let mut diagnostics = Vec::new();
    let config = read_file(&root.join(SITE_FILE), SITE_FILE, &mut diagnostics)
        .and_then(|(file, _)| read(&file, &mut diagnostics));
    diagnostic::sort(&mut diagnostics);
    config.filter(|_| diagnostics.is_empty()).ok_or(diagnostics)
}

fn no_site(root: &Path) -> Diagnostic {
    let folder = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    let diagnostic = Diagnostic::error(Code::NoSite, format!("there is no {SITE_FILE} in {}", folder.display()));
    let other = ["site.yml", "site.toml", "_config.yml"].into_iter().find(|name| root.join(name).exists());
    diagnostic.help(match other {
        Some("site.yml") => format!("rename site.yml to {SITE_FILE}"),
        Some(other) => format!("write {SITE_FILE} in its place; {other} is not read"),
        None => "change to the folder of a dossier, name it with --root, or make one with `diurna init`".to_owned(),
    })
}

fn read(file: &Arc<SourceFile>, diagnostics: &mut Vec<Diagnostic>) -> Option<Config> {
    let head = ByteSpan::new(0, file.text.lines().next().unwrap_or_default().len());
    let document = Document { file, yaml: ByteSpan::of(&file.text), head, owner: SITE_FILE };
    document.read(Config::FIELDS, diagnostics).map(|typed: Typed<Config>| {
        let written = typed.place("language", None).of_text(&file.text);
        let names_language = written.trim_matches(['"', '\'']) == typed.value.language;
        let theme_at = typed.location(file, "theme");
        Config { names_language, theme_at, ..Arc::unwrap_or_clone(typed.value) }
    })
}

fn default_base_url() -> String {
    "http://localhost/".to_owned()
}

fn default_language() -> String {
    "en".to_owned()
}

const fn default_search() -> bool {
    true
}

fn default_theme() -> String {
    "broadsheet".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::yaml::schema::tests::assert_fields_of;

    #[test]
    fn the_keys_are_those_of_the_type() {
        assert_fields_of::<Config>(Config::FIELDS);
        assert_fields_of::<NavItem>(NAV_ITEM);
    }

    #[test]
    fn a_language_is_named_where_it_is_written() {
        for (yaml, names) in [
            ("title: T\n", false),
            ("title: T\nlanguage: en\n", true),
            ("title: en\n", false),
            ("title: T\nlanguage:\n", false),
            ("title: T\nlanguage: \"es\"\n", true),
        ] {
            let config = read(&SourceFile::new(SITE_FILE, yaml), &mut Vec::new());
            assert_eq!(config.map(|config| config.names_language), Some(names), "{yaml}");
        }
    }

    #[test]
    fn the_base_path_has_a_slash_at_both_ends() {
        let file = SourceFile::new(SITE_FILE, "title: T\nbase_url: https://x.example/a/b\ncname: x.example\n");
        let mut diagnostics = Vec::new();
        let config = read(&file, &mut diagnostics).expect("the settings are good");
        assert_eq!((config.base_path().as_str(), config.theme.as_str()), ("/a/b/", "broadsheet"));
        assert_eq!(diagnostics, []);
    }
}
