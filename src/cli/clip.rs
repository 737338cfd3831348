//! `diurna clip`: a saved web page to an article, with its front matter filled in as far as the page tells.

mod encoding;
mod page;
mod published;

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use url::Url;

use super::{Failure, new};
use crate::content::{self, Content};
use crate::edtf::Edtf;
use crate::id::DocumentKind;
use page::Page;
use published::{Found, Published};

/// What `clip` can be told.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// The saved page, or - for standard input
    file: PathBuf,
    /// The headline, instead of what the page says
    #[arg(long, value_name = "HEADLINE")]
    title: Option<String>,
    /// The outlet, instead of what the page says
    #[arg(long, value_name = "OUTLET")]
    source: Option<String>,
    /// When it was published, as EDTF, instead of what the page says
    #[arg(long, value_name = "EDTF")]
    date: Option<Edtf>,
    /// Where it was published, instead of what the page says
    #[arg(long)]
    url: Option<Url>,
}

/// How long the part of a file's name may be that is made from the headline, in bytes.
const LONGEST_NAME: usize = 80;

/// A text with fewer words is short enough that something may be missing.
const FEW_WORDS: usize = 60;

pub(super) fn run(root: &Path, options: &Options) -> Result<(), Failure> {
    new::check_root(root)?;
    let (bytes, retrieved) = read(&options.file)?;
    let page = page_of(&bytes, options)?;
    // What is wrong in other files is no reason not to add one.
    let content = content::load(root, true, &content::Memory::default()).content;
    if let Some(known) = page.url.as_ref().and_then(|url| clipped_before(&content, url)) {
        let message = format!("{} is in the dossier already: {}", known.1, known.0);
        return Err(Failure::usage(message, "open that file, or remove it first to clip the page anew"));
    }
    let mut notes = Vec::new();
    let article = article(&page, options, &content, retrieved, &mut notes)?;
    let path = article.path()?;
    new::create(root, &path, &article.text())?;
    writeln!(io::stdout(), "{}", root.join(&path).display())?;
    for note in notes {
        eprintln!("note: {note}");
    }
    Ok(())
}

/// What the file holds, and when it was saved, where that is known.
fn read(file: &Path) -> Result<(Vec<u8>, Option<Date>), Failure> {
    let unreadable = |error: io::Error| {
        Failure::usage(format!("cannot read {}: {error}", file.display()), "give the path of a page saved as HTML")
    };
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(unreadable)?;
        return Ok((bytes, None));
    }
    let bytes = fs::read(file).map_err(unreadable)?;
    let modified = fs::metadata(file).and_then(|metadata| metadata.modified()).ok();
    let day = modified.and_then(|time| jiff::Timestamp::try_from(time).ok());
    Ok((bytes, day.map(|time| time.to_zoned(TimeZone::UTC).date())))
}

fn page_of(bytes: &[u8], options: &Options) -> Result<Page, Failure> {
    let file = options.file.display();
    if let Some(other) = encoding::other_than_html(bytes) {
        return Err(Failure::usage(
            format!("{file} is {other}, not a web page"),
            "save the page in the browser as “Web page, HTML only”",
        ));
    }
    Page::read(&encoding::decode(bytes), options.url.as_ref()).ok_or_else(|| {
        Failure::usage(
            format!("no report was found in {file}"),
            "look whether the page was saved when all of it was there; else start a file with diurna new article",
        )
    })
}

/// The file that has the page at that address already, and the address.
fn clipped_before(content: &Content, url: &Url) -> Option<(String, String)> {
    let is_same = |other: &str| Url::parse(other).is_ok_and(|other| other == *url);
    let article = content.articles.iter().find(|article| article.front.url.as_deref().is_some_and(is_same))?;
    Some((article.file.path.display().to_string(), url.to_string()))
}

/// An article as it will be written.
struct Article {
    title: String,
    source: String,
    published: Edtf,
    author: Option<String>,
    url: Option<Url>,
    archived: Option<Url>,
    retrieved: Option<Date>,
    language: Option<String>,
    text: String,
}

/// The article of a page; `notes` says what the editor should look at.
fn article(
    page: &Page,
    options: &Options,
    content: &Content,
    retrieved: Option<Date>,
    notes: &mut Vec<String>,
) -> Result<Article, Failure> {
    let title = options.title.clone().or_else(|| page.title.clone());
    let missing = |what: &str, option: &str| {
        Failure::usage(format!("the page does not say {what}"), format!("say it with {option}"))
    };
    let title = title.ok_or_else(|| missing("what its headline is", "--title \"The headline\""))?;
    let source = options.source.clone().or_else(|| source(page, content, notes));
    let source = source.ok_or_else(|| missing("which outlet it is from", "--source \"Name of the outlet\""))?;
    let published = options.date.clone().or_else(|| published(page, notes));
    let published = published.ok_or_else(|| missing("when it was published", "--date 2024-09-20"))?;
    let words = page.text.split_whitespace().count();
    if words < FEW_WORDS {
        notes.push(format!("only {words} words of text were found; look whether something is missing"));
    }
    Ok(Article {
        title,
        source,
        author: page.author.clone(),
        url: page.url.clone(),
        archived: page.archived.clone(),
        retrieved: retrieved.filter(|day| published.earliest().is_none_or(|published| published <= *day)),
        published,
        language: page.language.clone(),
        text: page.text.clone(),
    })
}

/// The outlet: the one whose homepage the page is below, else what the page says, else the host.
fn source(page: &Page, content: &Content, notes: &mut Vec<String>) -> Option<String> {
    let host = page.url.as_ref().and_then(host);
    let is_home = |home: &str| host.is_some() && Url::parse(home).is_ok_and(|home| self::host(&home) == host);
    let known = content.sources.iter().find(|source| source.front.homepage.as_deref().is_some_and(is_home));
    known.map(|source| source.front.name.clone()).or_else(|| page.outlet.clone()).or_else(|| {
        let host = host?.to_owned();
        notes.push(format!("the page does not name its outlet, so `source` is {host}"));
        Some(host)
    })
}

/// The host of a URL without `www.`.
fn host(url: &Url) -> Option<&str> {
    url.host_str().map(|host| host.strip_prefix("www.").unwrap_or(host))
}

fn published(page: &Page, notes: &mut Vec<String>) -> Option<Edtf> {
    let Published { day, found } = page.published?;
    let doubt = match found {
        Found::Stated => None,
        Found::Shown => Some("the first date that the page shows"),
        Found::InAddress => Some("from the address of the page"),
    };
    notes.extend(doubt.map(|doubt| format!("`published` is {day}, {doubt}; see that it is right")));
    Some(Edtf::day(day))
}

impl Article {
    /// Its path from the dossier's root.
    fn path(&self) -> Result<PathBuf, Failure> {
        let slug = slug::slugify(&self.title);
        let cut =
            slug.get(..LONGEST_NAME).map_or(&*slug, |start| start.rsplit_once('-').map_or(start, |(words, _)| words));
        new::path_of(DocumentKind::Article, cut, Some(&self.published))
    }

    /// What its file holds.
    fn text(&self) -> String {
        let day = self.retrieved.map(|day| day.to_string());
        let fields = [
            ("title", Some(self.title.as_str())),
            ("source", Some(&self.source)),
            ("author", self.author.as_deref()),
            ("published", Some(self.published.as_str())),
            ("url", self.url.as_ref().map(Url::as_str)),
            ("archived", self.archived.as_ref().map(Url::as_str)),
            ("retrieved", day.as_deref()),
            ("language", self.language.as_deref()),
        ];
        let given = fields.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}", new::quoted(value?))));
        format!("---\n{}\n---\n\n{}\n", given.collect::<Vec<_>>().join("\n"), self.text)
    }
}
