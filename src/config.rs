//! `site.yaml`: what holds for the whole dossier.

use serde::Deserialize;

use crate::content::article::Publish;

/// The settings of a dossier.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The dossier's title.
    pub title: String,
    /// Where the site will be: `https://name.github.io/repository/`. Its path prefixes every link.
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

fn default_base_url() -> String {
    "http://localhost/".to_owned()
}

fn default_language() -> String {
    "en".to_owned()
}

fn default_theme() -> String {
    "broadsheet".to_owned()
}
