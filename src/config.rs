//! `site.yaml`: what holds for the whole dossier.

use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use url::Url;

use crate::content::article::Publish;
use crate::content::load::read_file;
use crate::content::yaml::schema::{Field, Shape};
use crate::content::yaml::{Document, Typed};
use crate::diagnostic::{self, Code, Diagnostic, SourceFile};
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
    /// The theme: a folder below `themes/`, or one that is built in.
    #[serde(default = "default_theme")]
    pub theme: String,
    /// What the dossier is about, in a sentence or two, for feeds and search engines.
    pub description: Option<String>,
    /// Who makes it.
    pub author: Option<String>,
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

const NAV_ITEM: &[Field] = &[Field::required("title", Shape::Text), Field::required("url", Shape::Text)];

impl Config {
    /// The keys of `site.yaml`.
    pub const FIELDS: &[Field] = &[
        Field::required("title", Shape::Text),
        Field::optional("base_url", Shape::Text),
        Field::optional("language", Shape::Language),
        Field::optional("theme", Shape::Slug),
        Field::optional("description", Shape::Text),
        Field::optional("author", Shape::Text),
        Field::optional("nav", Shape::Records("a link of the navigation", NAV_ITEM)),
        Field::optional("publish", Shape::Choice(&["full", "excerpts", "link"])),
        Field::optional("cname", Shape::Text),
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

/// Checks a base URL and gives it the slash at its end.
///
/// # Errors
/// What is wrong with it, in a sentence.
pub fn normalise_base_url(written: &str) -> Result<String, String> {
    let url = Url::parse(written).map_err(|_| format!("“{written}” is not a whole web address"))?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(format!("“{written}” is not an address of the web"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(format!("“{written}” must end with its path, without ? or #"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(format!("“{written}” must not hold a user name or password"));
    }
    let url = String::from(url);
    Ok(if url.ends_with('/') { url } else { url + "/" })
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
    let mut typed = document.read::<Config>(Config::FIELDS, diagnostics)?;
    let mut wrong = |span, message: String, help: &str| {
        diagnostics.push(Diagnostic::error(Code::BadValue, message).at(file, span).help(help));
    };
    match normalise_base_url(&typed.value.base_url) {
        Ok(url) => typed.value.base_url = url,
        Err(message) => {
            wrong(typed.place("base_url", None), message, "write for example https://name.github.io/dossier/")
        }
    }
    if let Some(cname) = typed.value.cname.as_deref().filter(|cname| !is_host(cname)) {
        let message = format!("“{cname}” is not a domain");
        wrong(typed.place("cname", None), message, "write the name alone, such as dossier.example.org");
    }
    for (span, url) in bad_navigation(&typed) {
        let message = format!("“{url}” is neither an address of this site nor of the web");
        wrong(span, message, "begin with / for a page of this site, with https:// for another");
    }
    Some(typed.value)
}

/// Links of the navigation that lead nowhere, with their places.
fn bad_navigation(config: &Typed<Config>) -> Vec<(ByteSpan, String)> {
    let items = config.value.nav.iter().flatten().enumerate();
    let bad = items.filter(|(_, item)| !is_site_address(&item.url) && !crate::content::yaml::is_web_address(&item.url));
    bad.map(|(number, item)| (config.place_in("nav", number, "url"), item.url.clone())).collect()
}

fn is_site_address(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//") && !url.contains(['\\', ' ']) && !url.contains(char::is_control)
}

/// Whether `name` is a domain: names of letters, digits and hyphens with dots between.
fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        let inner = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (1..=63).contains(&label.len()) && inner && !label.starts_with('-') && !label.ends_with('-')
    };
    name.len() <= 253 && name.contains('.') && name.split('.').all(is_label)
}

fn default_base_url() -> String {
    "http://localhost/".to_owned()
}

fn default_language() -> String {
    "en".to_owned()
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
    fn base_urls_are_whole_and_end_with_a_slash() {
        assert_eq!(normalise_base_url("https://x.example").as_deref(), Ok("https://x.example/"));
        assert_eq!(normalise_base_url("https://x.example/repo").as_deref(), Ok("https://x.example/repo/"));
        for bad in [
            "x.example",
            "/repo/",
            "ftp://x.example/",
            "https://x.example/?a",
            "https://x.example/#a",
            "https://u:p@x.example/",
            "",
        ] {
            assert!(normalise_base_url(bad).is_err(), "{bad}");
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
