//! `diurna new`: a content file with its front matter, ready to be filled in.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{Failure, Reading, review};
use crate::edtf::Edtf;
use crate::id::DocumentKind;

/// What `new` can be told.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// The kind of file
    kind: Kind,
    /// The headline, name or title
    name: String,
    /// For an article, its outlet
    #[arg(long, value_name = "OUTLET", default_value = "Name of the outlet")]
    source: String,
    /// For an article or event, its date as EDTF; today where it is not given
    #[arg(long, value_name = "EDTF")]
    date: Option<Edtf>,
    /// For an actor, the file that `review` proposes for this name: its kind, and how else reports spell it
    #[arg(long)]
    from_review: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Kind {
    Article,
    Actor,
    Event,
    Measure,
    Source,
}

impl From<Kind> for DocumentKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Article => Self::Article,
            Kind::Actor => Self::Actor,
            Kind::Event => Self::Event,
            Kind::Measure => Self::Measure,
            Kind::Source => Self::Source,
        }
    }
}

pub(super) fn run(root: &Path, options: &Options) -> Result<(), Failure> {
    check_root(root)?;
    let (path, text) = if options.from_review { proposed(root, options)? } else { (path(options)?, text(options)) };
    create(root, &path, &text)?;
    Ok(writeln!(std::io::stdout(), "{}", root.join(&path).display())?)
}

/// Checks that there is a dossier to which a file can be added.
pub(super) fn check_root(root: &Path) -> Result<(), Failure> {
    if root.join("site.yaml").is_file() {
        return Ok(());
    }
    let help = "go to the folder that holds site.yaml, name it with --root, or start a dossier with diurna init";
    Err(Failure::usage(format!("there is no site.yaml in {}", root.display()), help))
}

/// The file that a review of the dossier proposes.
fn proposed(root: &Path, options: &Options) -> Result<(PathBuf, String), Failure> {
    if !matches!(options.kind, Kind::Actor) {
        return Err(Failure::usage(
            "a review proposes files of actors alone",
            "write diurna new actor NAME --from-review",
        ));
    }
    let (dossier, _) = Reading { drafts: true }.model(root)?;
    let Some((path, text)) = review::proposed_file(&dossier, &options.name) else {
        let message = format!("the reports have no “{}” without a file", options.name);
        return Err(Failure::usage(message, "look up the name with diurna review --section names --all"));
    };
    Ok((path.into(), text))
}

fn path(options: &Options) -> Result<PathBuf, Failure> {
    let date = date(options);
    let dated = matches!(options.kind, Kind::Article | Kind::Event).then_some(&date);
    path_of(options.kind.into(), &slug::slugify(&options.name), dated)
}

/// The path from the dossier's root of a new file that is called by `slug`, after its date where it has one.
pub(super) fn path_of(kind: DocumentKind, slug: &str, date: Option<&Edtf>) -> Result<PathBuf, Failure> {
    if slug.is_empty() {
        return Err(Failure::usage(
            "the name has no letter or digit to call the file by",
            "give a name such as “Protest deaths”",
        ));
    }
    let stem = date.map_or_else(|| slug.to_owned(), |date| format!("{}-{slug}", first_day(date)));
    Ok(Path::new("content").join(kind.folder().unwrap_or_default()).join(stem).with_extension("md"))
}

/// Writes a new file at a path from the dossier's root, and never over one that is there.
pub(super) fn create(root: &Path, path: &Path, text: &str) -> Result<(), Failure> {
    let file = root.join(path);
    let written = file.parent().map_or(Ok(()), fs::create_dir_all);
    let written = written.and_then(|()| fs::File::create_new(&file)?.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Failure::usage(
            format!("{} is already there", path.display()),
            "open that file, or give the new one another name",
        ),
        _ => Failure::machine(
            format!("cannot write {}: {error}", file.display()),
            "make sure that the folder may be written to",
        ),
    })
}

fn date(options: &Options) -> Edtf {
    options.date.clone().unwrap_or_else(|| Edtf::day(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()))
}

fn first_day(date: &Edtf) -> Date {
    date.earliest().or(date.latest()).unwrap_or_default()
}

fn text(options: &Options) -> String {
    let (name, date) = (quoted(&options.name), quoted(date(options).as_str()));
    match options.kind {
        Kind::Article => {
            let source = quoted(&options.source);
            format!(
                "---\ntitle: {name}\nsource: {source}\npublished: {date}\n---\n\nThe text of the report goes here.\n"
            )
        }
        Kind::Actor => format!(
            "---\nname: {name}\nkind: person   # person, organization, place or group\naliases: []\n---\n\nWho this is.\n"
        ),
        Kind::Event => format!("---\ntitle: {name}\ndate: {date}\nactors: []\n---\n\nWhat happened.\n"),
        Kind::Measure => format!(
            "---\ntitle: {name}\nunit: people\nkind: total   # running-total, total, share, money or other\nnouns:\n  en: []   # what the counted thing is called, such as dead, killed, deaths\n---\n\nWhat is counted, and what is not.\n"
        ),
        Kind::Source => format!("---\nname: {name}\naliases: []\n---\n\nWhat this outlet is.\n"),
    }
}

/// The words as a YAML string in double quotation marks. JSON strings are YAML strings, but for a few letters that nobody sees.
pub(super) fn quoted(words: &str) -> String {
    let json = serde_json::Value::from(words).to_string();
    let is_refused = |letter: char| letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}');
    let letter =
        |letter: char| if is_refused(letter) { format!("\\u{:04x}", u32::from(letter)) } else { letter.into() };
    json.chars().map(letter).collect()
}
