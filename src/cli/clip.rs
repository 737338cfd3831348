//! `diurna clip`: a saved web page to an article, with its front matter filled in as far as the page tells.

mod encoding;
mod linked_data;
mod page;
mod published;
mod text;

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
    #[arg(long, value_name = "HEADLINE", value_parser = words, allow_hyphen_values = true)]
    title: Option<String>,
    /// The outlet, instead of what the page says
    #[arg(long, value_name = "OUTLET", value_parser = words)]
    source: Option<String>,
    /// When it was published, as EDTF, instead of what the page says
    #[arg(long, value_name = "EDTF")]
    date: Option<Edtf>,
    /// Where it was published, instead of what the page says
    #[arg(long, value_parser = web_address)]
    url: Option<Url>,
}

/// How long the part of a file's name may be that is made from the headline, in bytes.
const LONGEST_NAME: usize = 80;

/// The name of a file where neither headline nor outlet has a letter for it.
const UNNAMED: &str = "report";

/// How the parts of a query begin by which outlets count where visitors come from.
const COUNTING: &str = "utm_";

/// A text with fewer letters is short enough that something may be missing.
const FEW_LETTERS: usize = 300;

fn words(typed: &str) -> Result<String, &'static str> {
    page::line(typed).ok_or("there are no words in it")
}

fn web_address(typed: &str) -> Result<Url, &'static str> {
    content::page_on_web(typed.trim()).ok_or("it is not the address of a page on the web")
}

pub(super) fn run(root: &Path, options: &Options) -> Result<(), Failure> {
    new::check_root(root)?;
    let (bytes, retrieved) = read(&options.file)?;
    let page = page_of(&bytes, options)?;
    // What is wrong in other files is no reason not to add one.
    let content = content::load(root, true, &content::Memory::default()).content;
    if let Some((url, file)) = page.url.as_ref().and_then(|url| Some((url, clipped_before(&content, url)?))) {
        let message = format!("{url} is in the dossier already: {}", file.display());
        return Err(Failure::usage(message, "open that file, or remove it first to clip the page anew"));
    }
    let mut notes = Vec::new();
    let article = article(page, options, &content, retrieved, &mut notes)?;
    let path = article.path(root)?;
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
    Ok((bytes, day.map(|time| time.to_zoned(TimeZone::system()).date())))
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

/// The file that has the page at that address already.
fn clipped_before<'a>(content: &'a Content, url: &Url) -> Option<&'a Path> {
    let page = same_page(url);
    let is_same = |other: &str| Url::parse(other).is_ok_and(|other| same_page(&other) == page);
    let article = content.articles.iter().find(|article| article.front.url.as_deref().is_some_and(is_same))?;
    Some(&article.file.path)
}

/// What tells one page from another, whatever the way to it: the host, the path, and the query without what counts visitors.
fn same_page(url: &Url) -> (Option<&str>, &str, Vec<&str>) {
    let query = url
        .query()
        .into_iter()
        .flat_map(|query| query.split('&'))
        .filter(|part| !part.is_empty() && !part.starts_with(COUNTING));
    (host(url), url.path().trim_end_matches('/'), query.collect())
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
    page: Page,
    options: &Options,
    content: &Content,
    retrieved: Option<Date>,
    notes: &mut Vec<String>,
) -> Result<Article, Failure> {
    let missing = |what: &str, option: &str| {
        Failure::usage(format!("the page does not say {what}"), format!("say it with {option}"))
    };
    let source = options.source.clone().or_else(|| outlet_of(&page, content, notes));
    let published = options.date.clone().or_else(|| day_of(&page, notes));
    let title = options.title.clone().or(page.title);
    let title = title.ok_or_else(|| missing("what its headline is", "--title \"The headline\""))?;
    let source = source.ok_or_else(|| missing("which outlet it is from", "--source \"Name of the outlet\""))?;
    let published = published.ok_or_else(|| missing("when it was published", "--date 2024-09-20"))?;
    if page.text.markdown.chars().count() < FEW_LETTERS {
        notes.push("little text was found; look whether something is missing".to_owned());
    }
    if page.text.is_struck {
        notes.push("words that the outlet has struck were left out".to_owned());
    }
    if let Some(language) = page.language.as_ref().filter(|_| page.is_mislabelled) {
        notes.push(format!("the page says that it is in another language, but its words are of “{language}”"));
    }
    Ok(Article {
        title,
        source,
        author: page.author,
        url: page.url,
        archived: page.archived,
        retrieved: retrieved.filter(|day| published.earliest().is_none_or(|published| published <= *day)),
        published,
        language: page.language,
        text: page.text.markdown,
    })
}

/// The outlet: the one whose homepage the page is below, else what the page says, else the host.
fn outlet_of(page: &Page, content: &Content, notes: &mut Vec<String>) -> Option<String> {
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

/// The day on which the page was published.
fn day_of(page: &Page, notes: &mut Vec<String>) -> Option<Edtf> {
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
    /// Its path from the dossier's root: where another report has the same headline and day, with its outlet.
    fn path(&self, root: &Path) -> Result<PathBuf, Failure> {
        let (title, source) = (slug::slugify(&self.title), slug::slugify(&self.source));
        let both = format!("{}-{source}", shortened(&title));
        let names = if title.is_empty() { [&source, UNNAMED] } else { [shortened(&title), &both] };
        let path = |name: &str| new::path_of(DocumentKind::Article, name, Some(&self.published));
        let [first, second] = names;
        path(first).ok().filter(|path| !root.join(path).exists()).map_or_else(|| path(second), Ok)
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

/// A name without the words that make it too long.
fn shortened(name: &str) -> &str {
    if name.len() <= LONGEST_NAME {
        return name;
    }
    let start = name.get(..=LONGEST_NAME).unwrap_or(name);
    start.rsplit_once('-').map_or(start, |(words, _)| words)
}
