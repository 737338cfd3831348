//! The files of a theme in their layers: the site's own first, then the theme's, then those of the themes it extends.

#![expect(clippy::disallowed_methods, reason = "it reads a theme's files")]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rust_embed::RustEmbed;
use walkdir::WalkDir;

use crate::content::is_left_behind;
use crate::diagnostic::{Code, Diagnostic, Location, SourceFile};
use crate::memo::{self, Key};

use super::options::{OPTIONS_FILE, Options};

/// The theme whose words are the last resort of every theme.
const DEFAULT_THEME: &str = "broadsheet";
/// Edit distance within which a theme's name is taken for a slip.
const SLIP: usize = 3;

/// The themes that are built into the binary, by path below `themes/`.
#[derive(RustEmbed)]
#[folder = "themes"]
struct BuiltIn;

/// All files of a theme, layer by layer, the first with a path winning.
#[derive(Debug)]
pub struct ThemeFiles {
    name: String,
    layers: Vec<Layer>,
    /// What its `theme.yaml` says, and where that leaves something open, those of the next layers.
    options: Options,
}

/// One folder of theme files.
#[derive(Debug)]
struct Layer {
    /// The folder as messages show it, with a slash at the end: `themes/mine/` on disk, `built-in/broadsheet/` in the binary.
    folder: String,
    /// The files by path below the folder.
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl ThemeFiles {
    /// Collects the files of the theme `name` of the site at `root`; without a root, of the built-in theme alone.
    ///
    /// # Errors
    /// A theme that is nowhere, everything that is wrong with a `theme.yaml`, themes that extend each other in a circle.
    pub fn load(root: Option<&Path>, name: &str) -> Result<Self, Vec<Diagnostic>> {
        let mut files = Self { name: name.to_owned(), layers: Vec::new(), options: Options::default() };
        let mut seen: Vec<String> = Vec::new();
        let (mut next, mut named_at) = (Some(name.to_owned()), None);
        while let Some(theme) = next {
            if seen.contains(&theme) {
                let message = format!("the theme “{theme}” extends itself: {} → {theme}", seen.join(" → "));
                let problem = Diagnostic::error(Code::UnknownTheme, message).or_at(named_at.as_ref());
                return Err(vec![problem.help("take `extends` out of one theme.yaml")]);
            }
            (next, named_at) = files.add_theme(root, &theme, named_at.as_ref())?;
            seen.push(theme);
        }
        Ok(files)
    }

    /// Adds the layers of one theme, which is named at `at`, and returns the name of the one that it extends and where it
    /// says so.
    fn add_theme(
        &mut self,
        root: Option<&Path>,
        name: &str,
        at: Option<&Location>,
    ) -> Result<(Option<String>, Option<Location>), Vec<Diagnostic>> {
        let layers: Vec<Layer> = root.and_then(|root| on_disk(root, name)).into_iter().chain(built_in(name)).collect();
        if layers.is_empty() {
            return Err(vec![unknown_theme(root, name).or_at(at)]);
        }
        let mut options = Options::default();
        for layer in &layers {
            options = options.or(layer.options()?);
        }
        self.layers.extend(layers);
        let extends = (options.extends.clone(), options.extends_at.clone());
        self.options = std::mem::take(&mut self.options).or(options);
        Ok(extends)
    }

    /// What its `theme.yaml` says.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The theme's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A hash of all that the theme is made of.
    #[must_use]
    pub fn fingerprint(&self) -> Key {
        let of_layer = |layer: &Layer| {
            let parts = layer.files.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes]);
            memo::key(&std::iter::once(layer.folder.as_bytes()).chain(parts).collect::<Vec<_>>()).to_le_bytes()
        };
        let layers: Vec<_> = self.layers.iter().map(of_layer).collect();
        memo::key(&layers.iter().map(|layer| &layer[..]).collect::<Vec<_>>())
    }

    /// The folders of templates, in the order in which they are searched.
    pub(super) fn template_prefixes(&self) -> Vec<String> {
        self.layers.iter().map(|layer| format!("{}templates/", layer.folder)).collect()
    }

    /// Every template of every layer, by folder and path.
    pub(super) fn templates(&self) -> Result<BTreeMap<String, Arc<SourceFile>>, Vec<Diagnostic>> {
        let mut templates = BTreeMap::new();
        let mut problems = Vec::new();
        for layer in &self.layers {
            for path in layer.files.keys().filter(|path| path.starts_with("templates/")) {
                match layer.text(path) {
                    Some(Ok(file)) => drop(templates.insert(format!("{}{path}", layer.folder), file)),
                    Some(Err(problem)) => problems.push(problem),
                    None => {}
                }
            }
        }
        if problems.is_empty() { Ok(templates) } else { Err(problems) }
    }

    /// The words of a language: the default theme's first, the site's own last.
    pub(super) fn words(&self, language: &str) -> Vec<Arc<SourceFile>> {
        let path = format!("words/{language}.yaml");
        let last_resort = built_in(DEFAULT_THEME);
        let layers = last_resort.iter().chain(self.layers.iter().rev());
        layers.filter_map(|layer| layer.text(&path)?.ok()).collect()
    }

    /// The files below `folder` by path in it, each from the first layer that has it.
    pub(super) fn merged(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let layers = self.layers.iter().rev().flat_map(|layer| &layer.files);
        let below = layers.filter_map(|(path, bytes)| Some((path.strip_prefix(folder)?.to_owned(), bytes.to_vec())));
        below.collect()
    }
}

impl Layer {
    /// What its `theme.yaml` says; nothing where it has none.
    fn options(&self) -> Result<Options, Vec<Diagnostic>> {
        let file = self.text(OPTIONS_FILE).transpose().map_err(|problem| vec![problem])?;
        let has_static = |path: &str| self.files.contains_key(&format!("static/{path}"));
        file.map_or_else(|| Ok(Options::default()), |file| Options::read(&file, has_static))
    }

    /// A file as text; none where there is no such file.
    fn text(&self, path: &str) -> Option<Result<Arc<SourceFile>, Diagnostic>> {
        let bytes = self.files.get(path)?;
        let shown = format!("{}{path}", self.folder);
        Some(match std::str::from_utf8(bytes) {
            Ok(text) => Ok(SourceFile::new(shown, text)),
            Err(_) => Err(Diagnostic::error(Code::NotUtf8, "the file is not UTF-8").at_path(Path::new(&shown))),
        })
    }
}

/// The theme's folder below the site's root, where there is one.
fn on_disk(root: &Path, name: &str) -> Option<Layer> {
    if !is_plain_name(name) {
        return None;
    }
    let folder = root.join("themes").join(name);
    if !folder.is_dir() {
        return None;
    }
    let walk = WalkDir::new(&folder).follow_links(true).sort_by_file_name().into_iter();
    let entries =
        walk.filter_entry(|entry| entry.depth() == 0 || !is_left_behind(&entry.file_name().to_string_lossy()));
    let files = entries.flatten().filter(|entry| entry.file_type().is_file()).filter_map(|entry| {
        let path = entry.path().strip_prefix(&folder).ok()?.to_str()?.replace('\\', "/");
        Some((path, Cow::Owned(std::fs::read(entry.path()).ok()?)))
    });
    Some(Layer { folder: format!("themes/{name}/"), files: files.collect() })
}

fn built_in(name: &str) -> Option<Layer> {
    let prefix = format!("{name}/");
    let paths = BuiltIn::iter().filter(|path| path.starts_with(&prefix));
    let files: BTreeMap<_, _> =
        paths.filter_map(|path| Some((path[prefix.len()..].to_owned(), BuiltIn::get(&path)?.data))).collect();
    (!files.is_empty()).then(|| Layer { folder: format!("built-in/{name}/"), files })
}

/// Whether a theme's name is one folder's name, so that it cannot lead out of `themes/`.
fn is_plain_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\'])
}

fn unknown_theme(root: Option<&Path>, name: &str) -> Diagnostic {
    let mut known: Vec<String> =
        BuiltIn::iter().filter_map(|path| path.split_once('/').map(|(theme, _)| theme.to_owned())).collect();
    let on_disk = root.and_then(|root| std::fs::read_dir(root.join("themes")).ok()).into_iter().flatten().flatten();
    known.extend(on_disk.filter_map(|entry| entry.file_name().into_string().ok()));
    known.sort();
    known.dedup();
    let nearest = known.iter().find(|theme| strsim::damerau_levenshtein(theme, name) <= SLIP);
    let problem = Diagnostic::error(Code::UnknownTheme, format!("there is no theme “{name}”"));
    problem.help(match nearest {
        Some(theme) => format!("did you mean “{theme}”?"),
        None => format!("write `theme: {DEFAULT_THEME}`, or put the theme's files in themes/{name}/"),
    })
}
