//! What a session remembers never shows: after any edits, the site and the messages are those of a clean build, byte for byte.

#![allow(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::time::SystemTime;

use diurna::diagnostic::render::human;
use diurna::render::{FileBody, Kept};
use diurna::session::Session;
use diurna::{Opened, Settings, build, open};
use proptest::prelude::*;
use walkdir::WalkDir;

/// A change that an editor could make.
#[derive(Clone, Debug)]
enum Edit {
    /// Writes one of the texts of a file.
    Write { file: usize, text: usize },
    /// Writes a sentence before an article's first, so that all that follows moves and most of it stays the same.
    Insert { file: usize, sentence: usize },
    /// Removes a file.
    Remove { file: usize },
    /// Gives a file another's name.
    Rename { from: usize, to: usize },
}

/// The files that are edited, each with the text that it has at first.
const FILES: [(&str, usize); 16] = [
    ("site.yaml", 0),
    ("content/index.md", 0),
    ("content/about.md", 1),
    ("content/articles/lorry.md", 0),
    ("content/articles/quay.md", 1),
    ("content/articles/inquest.md", 2),
    ("content/actors/iris-vane.md", 0),
    ("content/actors/port-board.md", 1),
    ("content/events/spill.md", 0),
    ("content/measures/hurt.md", 0),
    ("content/sources/the-lantern.md", 0),
    ("content/photo.png", 0),
    ("static/style.css", 0),
    ("themes/mine/theme.yaml", 0),
    ("themes/mine/templates/article.html", 0),
    ("themes/mine/words/en.yaml", 0),
];

/// Which of them are articles.
const ARTICLES: Range<usize> = 3..6;

/// What may be written to a file: texts that are good, texts that change what others lead to, and texts that are wrong.
fn texts(file: &str) -> &'static [&'static str] {
    let folder = file.rsplit_once('/').map_or(file, |(folder, _)| folder);
    let kind = if file.strip_suffix(".png").is_some() { file } else { folder };
    match kind {
        "site.yaml" => &[
            "title: The quay\nbase_url: https://example.org/quay/\n",
            "title: The quay\nlanguage: es\n",
            "title: The other quay\ntheme: mine\npublish: excerpts\n",
            "titel: The quay\n",
        ],
        "content/articles" => &[
            "---\ntitle: Barrels burst\nsource: The Lantern\npublished: 2023-02-01\n---\n\nAt least 12 people were hurt on January 31, Iris Vane said. “We saw nothing,” said [the board](../actors/port-board.md).\n",
            "---\ntitle: A toll\nsource: The Lantern\npublished: 2023-02-03\ntags: [harbour]\n---\n\n[Nine people](../measures/hurt.md \"9\") were hurt in [the spill](../events/spill.md). See [[lorry]].\n\n![The quay](../photo.png)\n",
            "---\ntitle: Words\nsource: Harbour Radio\npublished: 2023-02\ndraft: true\naliases: [/old/]\n---\n\nIris Vane spoke at the Port Board. It counted 12 hurt.\n",
            "---\ntitle: Wrong\npublished: yesterday\nsource: The Lantern\n---\n\nText with [a link](nowhere.md).\n",
        ],
        "content/actors" => &[
            "---\nname: Iris Vane\nkind: person\n---\n\nHarbour master.\n",
            "---\nname: The Port Board\nkind: organization\naliases: [Port Board, the board]\n---\n\nSee [the toll](../articles/quay.md).\n",
            "---\nkind: person\n---\n",
        ],
        "content/events" => &[
            "---\ntitle: The spill\ndate: 2023-01-31\nactors: [iris-vane]\n---\n",
            "---\ntitle: The spill\ndate: 2023-01-30\n---\n\nAs told by [[inquest]].\n",
        ],
        "content/measures" => &[
            "---\ntitle: Hurt\nunit: people\nkind: total\nnouns: {en: [people, hurt]}\nnear: [hurt]\n---\n",
            "---\ntitle: Hurt in the spill\nunit: people\nkind: total\nnouns: {en: [people, hurt]}\nnear: [hurt]\nevent: spill\n---\n",
        ],
        "content/photo.png" => &["one picture", "another"],
        "content/sources" => {
            &["---\nname: The Lantern\n---\n", "---\nname: The Lantern\naliases: [Harbour Radio]\n---\n"]
        }
        "content" => &[
            "---\ntitle: The quay\n---\n\nStart with [the toll](articles/quay.md).\n",
            "---\ntitle: The harbour\n---\n",
        ],
        "static" => &["p { color: red }", "p { color: blue }"],
        "themes/mine" => &["extends: broadsheet\n", "extends: mine\n"],
        "themes/mine/templates" => {
            &["<p>{{ page.title }}</p>", "{{ article.html | safe }}", "{% if %}", "{{ article.nothing }}"]
        }
        _ => &["words: {home: Start}\n", "words: [\n"],
    }
}

/// Sentences that tell nothing, actors with a file and one without, and a date.
const SENTENCES: [&str; 3] =
    ["It rained.", "The Port Board and Iris Vane met Noor Fane, and Noor Fane left.", "A crane fell on 4 March 2021."];

fn edit() -> impl Strategy<Value = Edit> {
    let file = 0..FILES.len();
    prop_oneof![
        6 => (file.clone(), 0..4_usize).prop_map(|(file, text)| Edit::Write { file, text }),
        4 => (ARTICLES, 0..SENTENCES.len()).prop_map(|(file, sentence)| Edit::Insert { file, sentence }),
        1 => file.clone().prop_map(|file| Edit::Remove { file }),
        1 => (file.clone(), file).prop_map(|(from, to)| Edit::Rename { from, to }),
    ]
}

fn apply(edit: &Edit, root: &Path) {
    match *edit {
        Edit::Write { file, text } => {
            let texts = texts(FILES[file].0);
            write(root, FILES[file].0, texts[text % texts.len()]);
        }
        Edit::Insert { file, sentence } => {
            let (path, head) = (root.join(FILES[file].0), "\n---\n");
            let text = fs::read_to_string(&path).unwrap_or_default();
            if let Some((front, body)) = text.split_once(head) {
                write(root, FILES[file].0, &format!("{front}{head}\n{}\n{body}", SENTENCES[sentence]));
            }
        }
        Edit::Remove { file } => drop(fs::remove_file(root.join(FILES[file].0))),
        Edit::Rename { from, to } => {
            let to = root.join(FILES[to].0);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            drop(fs::rename(root.join(FILES[from].0), to));
        }
    }
}

/// Gives every file the same time, long past, as a copy from elsewhere may have it.
fn age(root: &Path) {
    let files = WalkDir::new(root).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    for entry in files {
        fs::File::options().write(true).open(entry.path()).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    }
}

fn first(root: &Path) {
    for (file, text) in FILES {
        write(root, file, texts(file)[text]);
    }
}

fn write(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Every file of a site, and what was said of the dossier; of a site that is not whole, what is wrong. Which pages a broken
/// template spoils is known to those alone who make them all, so that is left out.
#[derive(Debug, PartialEq)]
enum Told {
    Whole(BTreeMap<String, FileBody>, String),
    Broken(String),
    BrokenTemplate,
}

impl Told {
    fn new(files: Option<BTreeMap<String, FileBody>>, said: String) -> Self {
        match files {
            Some(files) => Self::Whole(files, said),
            None if said.contains("error[template-render]") => Self::BrokenTemplate,
            None => Self::Broken(said),
        }
    }
}

/// What the next build of a session gives, once every file was looked at.
fn opened(root: &Path, session: &Session) -> Told {
    let Opened { site, mut diagnostics } = open(session, &settings(root));
    let files = site.and_then(|site| {
        let file = |path: &str| match site.file(path).unwrap() {
            Ok(body) => Some((path.to_owned(), body)),
            Err(problem) => {
                diagnostics.push(problem);
                None
            }
        };
        site.paths().map(file).collect()
    });
    Told::new(files, human(&diagnostics, false))
}

/// What a clean build gives.
fn built(root: &Path) -> Told {
    let kept = Kept::default();
    let build = build(&settings(root), &kept, &|_| {});
    let files = || kept.into_site().files.into_iter().map(|file| (file.path, file.body)).collect();
    Told::new(build.is_whole.then(files), human(&build.diagnostics, false))
}

fn settings(root: &Path) -> Settings {
    Settings { search: false, ..Settings::new(root) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_site_is_that_of_a_clean_build(edits in prop::collection::vec(edit(), 1..12), aged: bool) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        first(root);
        let session = Session::remembering();
        let _ = opened(root, &session);
        for edit in edits {
            apply(&edit, root);
            if aged {
                age(root);
            }
            prop_assert_eq!(opened(root, &session), built(root), "after {:?}", edit);
        }
    }
}

#[test]
fn the_first_texts_make_a_site() {
    let folder = tempfile::tempdir().unwrap();
    first(folder.path());
    let told = built(folder.path());
    assert!(matches!(told, Told::Whole(..)), "{told:?}");
}

#[test]
fn a_link_to_an_address_follows_the_front_matter_that_gives_it() {
    let root = tempfile::tempdir().unwrap();
    first(root.path());
    write(root.path(), "content/about.md", "---\ntitle: About\n---\n\nSee [the toll](/articles/the-toll/).\n");
    let session = Session::remembering();
    for slug in ["", "slug: the-toll\n", "", "slug: the-toll\n"] {
        let front = format!("title: A toll\nsource: The Lantern\npublished: 2023-02-03\n{slug}");
        write(root.path(), "content/articles/quay.md", &format!("---\n{front}---\n\nNothing happened.\n"));
        assert_eq!(opened(root.path(), &session), built(root.path()), "{slug}");
    }
}

#[test]
fn a_session_that_begins_its_register_of_names_anew_knows_nobody_of_before() {
    let root = tempfile::tempdir().unwrap();
    first(root.path());
    let session = Session::remembering();
    let article = |name: &str| {
        let front = format!("title: A toll\nsource: The Lantern\npublished: 2023-02-03\nactors: [{name}]");
        write(root.path(), "content/articles/quay.md", &format!("---\n{front}\n---\n\n{name} met Mia Kral.\n"));
    };
    article("Ann Lee");
    assert_eq!(opened(root.path(), &session), built(root.path()), "at first");
    // More names than the register may grow by.
    let aliases: Vec<String> = (0..400).map(|number| format!("Kral Number{number}")).collect();
    write(
        root.path(),
        "content/actors/mia-kral.md",
        &format!("---\nname: Mia Kral\nkind: person\naliases: [{}]\n---\n", aliases.join(", ")),
    );
    for name in ["Ann Lee", "Zoe Ray", "Mia Kral", "Ann Lee"] {
        article(name);
        assert_eq!(opened(root.path(), &session), built(root.path()), "{name}");
    }
}

#[test]
fn what_a_site_consists_of_follows_its_files_and_settings() {
    let root = tempfile::tempdir().unwrap();
    first(root.path());
    let site = std::fs::read_to_string(root.path().join("site.yaml")).unwrap();
    let session = Session::remembering();
    let article = |more: &str, title: &str| {
        let front = format!("title: {title}\nsource: The Lantern\npublished: 2023-02-03\n{more}");
        ("content/articles/quay.md", format!("---\n{front}---\n\nNothing happened.\n"))
    };
    let edits = [
        article("", "A toll"),
        article("slug: the-toll\n", "A toll"),
        article("slug: the-toll\naliases: [/old/]\n", "A toll"),
        article("slug: the-toll\naliases: [/old/]\n", "The toll"),
        article("aliases: [/older/]\n", "The toll"),
        ("static/robots.txt", "User-agent: *\n".to_owned()),
        ("static/feed.xml", "<feed/>".to_owned()),
        ("static/data/figures.csv", "none\n".to_owned()),
        ("site.yaml", format!("{site}cname: news.example.org\n")),
        ("site.yaml", site.clone()),
        ("content/sources/the-lantern.md", "---\nname: The Lantern\nkind: newspaper\n---\n".to_owned()),
        ("content/sources/the-lantern.md", "---\nname: The Lamp\naliases: [The Lantern]\n---\n".to_owned()),
    ];
    for (path, text) in &edits {
        write(root.path(), path, text);
        let clean = built(root.path());
        assert!(matches!(clean, Told::Whole(..)), "{clean:?}");
        assert_eq!(opened(root.path(), &session), clean, "{path}: {text}");
    }
    for path in ["static/robots.txt", "static/feed.xml", "static/data/figures.csv", "content/sources/the-lantern.md"] {
        std::fs::remove_file(root.path().join(path)).unwrap();
        assert_eq!(opened(root.path(), &session), built(root.path()), "without {path}");
    }
}
