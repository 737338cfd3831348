//! A theme: templates, words and static files. Themes are layered: a site's own file comes before the theme's file of the
//! same path, and a theme that `extends` another before those of the other. Every problem with a template names the template,
//! the line and the column, and where it shows only in rendering, the page.

mod files;
mod options;
mod problems;

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::address::Addresses;
use super::context::Link;
use super::words::{FALLBACK_LANGUAGE, Words};
use crate::config::{Config, NavItem};
use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::memo::Key;

pub use files::ThemeFiles;
pub use options::Options;
pub(super) use options::SECTIONS;

/// The folder of the output that holds a theme's static files.
pub const STATIC_ADDRESS: &str = "/theme/";

/// The style sheet by which a site changes its theme's: a path below `static/`.
const CUSTOM_STYLE: &str = "custom.css";

/// A theme, ready to render the pages of one site.
#[derive(Clone, Debug)]
pub struct Theme {
    tera: Tera,
    /// Every template by the name that messages give it, so that they can show its lines.
    templates: BTreeMap<String, Arc<SourceFile>>,
    /// The words of the site's language.
    pub words: Arc<Words>,
    /// The static files by path below `static/`, sorted.
    pub statics: BTreeMap<String, Bytes>,
    /// What its `theme.yaml` says.
    pub options: Options,
    /// A hash of all that it was made of.
    pub fingerprint: Key,
}

impl Theme {
    /// Prepares a theme for a site. `required` are the templates without which pages cannot be made.
    ///
    /// # Errors
    /// Templates or words that cannot be parsed, that refer to what is not there, or that are missing; all that were found.
    pub fn load(
        files: &ThemeFiles,
        config: &Config,
        addresses: &Addresses,
        required: &[&str],
    ) -> Result<Self, Vec<Diagnostic>> {
        let words = Arc::new(load_words(files, &config.language).map_err(|problem| vec![problem])?);
        let statics = files.merged("static/").into_iter().map(|(path, bytes)| (path, bytes.into())).collect();
        let mut tera = Tera::new();
        let links = asset_links(addresses, &statics);
        tera.global_context().insert("theme", &Looks::new(files.options(), addresses, &links));
        register_functions(&mut tera, &words, addresses, links);
        let templates = files.templates()?;
        add_templates(&mut tera, files, &templates)?;
        let options = files.options().clone();
        let theme = Self { tera, templates, words, statics, options, fingerprint: files.fingerprint() };
        let missing = theme.missing(files, required);
        if missing.is_empty() { Ok(theme) } else { Err(missing) }
    }

    /// Makes `value` known to every template as `name`.
    pub fn share(&mut self, name: &'static str, value: &impl serde::Serialize) {
        self.tera.global_context().insert(name, value);
    }

    /// Renders the page at `address`.
    ///
    /// # Errors
    /// What stopped the template, with its place and the page.
    pub fn render(&self, template: &str, address: &str, context: &Context) -> Result<String, Diagnostic> {
        self.tera.render(template, context).map_err(|error| problems::of_page(&error, address, &self.templates))
    }

    fn missing(&self, files: &ThemeFiles, required: &[&str]) -> Vec<Diagnostic> {
        let missing = required.iter().filter(|name| !self.tera.contains_template(name));
        let problem = |name: &&str| {
            let message = format!("the theme “{}” has no template “{name}”", files.name());
            Diagnostic::error(Code::MissingTemplate, message).help(format!(
                "write themes/{}/templates/{name}, or let the theme extend one that has it: `extends: broadsheet` in theme.yaml",
                files.name()
            ))
        };
        missing.map(problem).collect()
    }
}

/// The looks that an editor chose: `theme` in templates.
#[derive(Debug, Serialize)]
struct Looks<'a> {
    accent: Option<&'a str>,
    text_font: Option<&'a str>,
    interface_font: Option<&'a str>,
    /// The link to the logo.
    logo: Option<&'a str>,
    /// The link to the site's own style sheet.
    custom_style: Option<&'a str>,
    footer: Option<&'a str>,
    footer_links: Vec<Link>,
}

impl<'a> Looks<'a> {
    fn new(options: &'a Options, addresses: &Addresses, assets: &'a BTreeMap<String, String>) -> Self {
        let asset = |path: &str| assets.get(path).map(String::as_str);
        let link = |item: &NavItem| Link { title: item.title.clone(), href: addresses.link(&item.url) };
        Self {
            accent: options.accent.as_deref(),
            text_font: options.text_font.as_deref(),
            interface_font: options.interface_font.as_deref(),
            logo: options.logo.as_deref().and_then(asset),
            custom_style: asset(CUSTOM_STYLE),
            footer: options.footer.as_deref(),
            footer_links: options.footer_links.iter().flatten().map(link).collect(),
        }
    }
}

/// The words of a language: English of the built-in theme first, then layer by layer, then the language in the same order.
fn load_words(files: &ThemeFiles, language: &str) -> Result<Words, Diagnostic> {
    let base = language.split('-').next().unwrap_or(language);
    let mut languages = vec![FALLBACK_LANGUAGE, base, language];
    languages.dedup();
    let layers: Vec<_> = languages.into_iter().flat_map(|language| files.words(language)).collect();
    let texts: Vec<&str> = layers.iter().map(|file| file.text.as_str()).collect();
    Words::from_layers(&texts).map_err(|(index, error)| {
        let problem = Diagnostic::error(Code::YamlSyntax, format!("the words cannot be read: {error}"));
        match layers.get(index) {
            Some(file) => problem.in_file(file),
            None => problem,
        }
    })
}

fn add_templates(
    tera: &mut Tera,
    files: &ThemeFiles,
    templates: &BTreeMap<String, Arc<SourceFile>>,
) -> Result<(), Vec<Diagnostic>> {
    let prefixes = files.template_prefixes();
    let texts = || templates.iter().map(|(name, file)| (name.as_str(), file.text.as_str()));
    let added = tera.set_fallback_prefixes(prefixes).and_then(|()| tera.add_raw_templates(texts()));
    added.map_err(|error| {
        let syntax: Vec<_> = texts().filter_map(|(name, text)| problems::of_syntax(name, text, templates)).collect();
        if syntax.is_empty() { problems::of_references(&error, templates) } else { syntax }
    })
}

/// What templates can call: `link`, `url` and `asset` for addresses, `say` and `count` for words.
fn register_functions(tera: &mut Tera, words: &Arc<Words>, addresses: &Addresses, links: BTreeMap<String, String>) {
    let site = addresses.clone();
    tera.register_function("link", move |args: Kwargs, _: &State<'_>| -> TeraResult<String> {
        Ok(site.link(args.must_get::<&str>("to")?))
    });
    let site = addresses.clone();
    tera.register_function("url", move |args: Kwargs, _: &State<'_>| -> TeraResult<String> {
        Ok(site.url(args.must_get::<&str>("to")?))
    });
    tera.register_function("asset", move |args: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let path = args.must_get::<&str>("path")?;
        links.get(path).cloned().ok_or_else(|| tera::Error::message(format!("the theme has no static file `{path}`")))
    });
    let language = Arc::clone(words);
    tera.register_function("count", move |args: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let word = known_word(&language, &args)?;
        Ok(language.count(word, args.must_get::<usize>("n")?))
    });
    let language = Arc::clone(words);
    tera.register_function("say", move |args: Kwargs, state: &State<'_>| say(&language, &args, state));
}

/// `say(word="…", name=value …)`: the word with its `{name}` filled in.
fn say(words: &Words, args: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let pattern = state.escape(words.word(known_word(words, args)?))?;
    let values = args.iter().filter(|(key, _)| key.as_str() != Some("word"));
    let mut filled = pattern;
    let mut ordered: Vec<(String, String)> = Vec::new();
    for (key, value) in values {
        ordered.push((format!("{{{}}}", key.as_str().unwrap_or_default()), state.escape_if_needed(value)?));
    }
    ordered.sort();
    for (placeholder, value) in &ordered {
        filled = filled.replacen(placeholder, value, 1);
    }
    Ok(Value::safe_string(&filled))
}

fn known_word<'a>(words: &Words, args: &'a Kwargs) -> TeraResult<&'a str> {
    let name = args.must_get::<&str>("word")?;
    if words.has(name) { Ok(name) } else { Err(tera::Error::message(format!("there is no word `{name}`"))) }
}

/// The link of each static file, with a query that changes with its content, so that browsers may keep it.
fn asset_links(addresses: &Addresses, statics: &BTreeMap<String, Bytes>) -> BTreeMap<String, String> {
    let link = |(path, bytes): (&String, &Bytes)| {
        let hash = xxhash_rust::xxh3::xxh3_64(bytes);
        (path.clone(), format!("{}?v={:08x}", addresses.link(&format!("{STATIC_ADDRESS}{path}")), hash as u32))
    };
    statics.iter().map(link).collect()
}

#[cfg(test)]
mod tests;
