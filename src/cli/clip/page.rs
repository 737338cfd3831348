//! A saved page: what it tells of itself, and the text of its report without what stands around it.

use dom_query::{Document, NodeRef};
use dom_smoothie::Readability;
use url::Url;

use super::published::{self, Published};
use crate::content;
use crate::reading::language;
use crate::reading::lexicon::Lexicon;

/// Elements of a report that are not its text: pictures with their captions, players, buttons.
const NOT_TEXT: &str =
    "figure, picture, img, svg, video, audio, iframe, object, embed, canvas, form, button, input, select, textarea";

/// What is taken for its words alone: links are the outlet's and not the editor's.
const LINKS: &[&str] = &["a"];

/// Where a page names its language beside its root element.
const LOCALES: [&str; 2] = ["meta[property='og:locale']", "meta[http-equiv='content-language' i]"];

/// Where a page names its address, the surest first.
const ADDRESSES: [(&str, &str); 3] =
    [("link[rel='canonical']", "href"), ("meta[property='og:url']", "content"), ("meta[itemprop='url']", "content")];

/// What stands before the address in pages that browsers save.
const SAVED_FROM: [(&str, &str); 2] = [("saved from url=(", ")"), ("Page saved with SingleFile", "url:")];

/// How far into a page a browser writes where it saved it from, in characters.
const LOOKED_AT: usize = 2048;

/// The host of the Internet Archive's copies, whose addresses end in that of the page.
const ARCHIVE: &str = "web.archive.org";

/// A headline with fewer words may be the name of the outlet.
const FEWEST_WORDS: usize = 3;

/// How many elements may stand within each other. Pages have dozens.
const DEEPEST: usize = 400;

/// A saved page.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) author: Option<String>,
    pub(super) published: Option<Published>,
    /// Where it was published.
    pub(super) url: Option<Url>,
    /// Where a copy of it is kept.
    pub(super) archived: Option<Url>,
    pub(super) language: Option<String>,
    /// The text of the report, as Markdown.
    pub(super) text: String,
}

impl Page {
    /// What a page says of itself, which is at `url` where that is known; none where it holds no report.
    pub(super) fn read(html: &str, url: Option<&Url>) -> Option<Self> {
        let page = Document::from(html);
        if is_too_deep(&page) {
            return None;
        }
        let (url, archived) = url.cloned().or_else(|| address(&page, html)).map(original).unzip();
        let locale = LOCALES.iter().find_map(|selector| page.select(selector).attr("content"));
        let mut readability = Readability::with_document(page.clone(), None, None).ok()?;
        let report = readability.parse().ok()?;
        let text = markdown(&report.content);
        let named = report.lang.or_else(|| locale.map(|locale| locale.to_string()));
        let language = named.as_deref().and_then(language_code);
        let language = language.or_else(|| language::detect(&text).map(str::to_owned));
        let published =
            published::published(&page, report.published_time.as_deref(), url.as_ref(), language.as_deref());
        let outlet = report.site_name.as_deref().and_then(line).filter(|name| !is_address(name));
        let author = report.byline.as_deref().and_then(|byline| writer(byline, language.as_deref()));
        (!text.is_empty()).then(|| Self {
            title: line(&report.title).map(|title| without_outlet(&page, title)),
            author: author.filter(|author| Some(author) != outlet.as_ref()),
            outlet,
            published,
            url,
            archived: archived.flatten(),
            language,
            text,
        })
    }
}

/// The words of a text on one line; none where there are none.
fn line(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// A title as a headline of the page has it, where it is that with the name of the outlet or a writer before or after it.
fn without_outlet(page: &Document, title: String) -> String {
    let headlines = page.select("h1");
    let headlines = headlines.iter().filter_map(|headline| line(&headline.text()));
    let mut long = headlines.filter(|headline| headline.split(' ').count() >= FEWEST_WORDS);
    long.find(|headline| title.starts_with(headline.as_str()) || title.ends_with(headline.as_str())).unwrap_or(title)
}

/// The writer whom a byline names; none where it holds more than names.
fn writer(byline: &str, language: Option<&str>) -> Option<String> {
    let byline = line(byline)?;
    let bylines = &Lexicon::for_language(language.unwrap_or_default()).text.bylines;
    let name = byline.split_once(' ').filter(|(word, _)| bylines.contains(&word.to_lowercase()));
    let name = name.map_or(&*byline, |(_, name)| name);
    let is_more = name.contains(|letter: char| letter.is_ascii_digit()) || is_address(name);
    (!is_more).then(|| name.to_owned())
}

/// Whether words are the address of a page or a host.
fn is_address(words: &str) -> bool {
    words.contains("://") || !words.contains(' ') && words.starts_with("www.")
}

/// A code such as `en` or `es-VE`, where `named` is one, perhaps with an underscore.
fn language_code(named: &str) -> Option<String> {
    let code = named.trim().replace('_', "-");
    content::is_language(&code).then_some(code)
}

/// The address that a page has for itself, or that the browser which saved it wrote into it.
fn address(page: &Document, html: &str) -> Option<Url> {
    let of_page =
        ADDRESSES.iter().filter_map(|(selector, attribute)| web_address(&page.select(selector).attr(attribute)?));
    of_page.chain(saved_from(html)).next()
}

fn saved_from(html: &str) -> Option<Url> {
    let head: String = html.chars().take(LOOKED_AT).collect();
    SAVED_FROM.iter().find_map(|(mark, before)| {
        let (_, after) = head.split_once(mark)?;
        let (_, after) = after.split_once(before)?;
        web_address(after.split_whitespace().next()?)
    })
}

fn web_address(text: &str) -> Option<Url> {
    Url::parse(text.trim()).ok().filter(|url| ["http", "https"].contains(&url.scheme()))
}

/// The address of a page, and that of its copy in the Internet Archive if it is one.
fn original(url: Url) -> (Url, Option<Url>) {
    let of_copy = || {
        let (start, _) = url.path().match_indices("/http").next()?;
        web_address(url.as_str().get(url.as_str().find(url.path())? + start + 1..)?)
    };
    match Some(&url).filter(|url| url.host_str() == Some(ARCHIVE)).and_then(|_| of_copy()) {
        Some(original) => (original, Some(url)),
        None => (url, None),
    }
}

/// The Markdown of a report's text. Headings are below that of the page, and the words of links stand without them.
fn markdown(html: &str) -> String {
    let report = Document::fragment(html);
    report.select(NOT_TEXT).remove();
    report.select("h1").rename("h2");
    report.root().strip_elements(LINKS);
    let lines = report.md(None);
    lines.trim().lines().map(plain_line).collect::<Vec<_>>().join("\n")
}

/// A line of Markdown in which nothing has a meaning that only some kinds of Markdown give it: a colon at the head of a line
/// begins a definition, braces in a heading hold its id.
fn plain_line(line: &str) -> String {
    let words = line.trim_start();
    match words.chars().next() {
        Some(':') => line.replacen(':', "\\:", 1),
        Some('#') => line.replace('{', "\\{"),
        _ => line.to_owned(),
    }
}

/// Whether elements stand within each other deeper than a page of people's has them; what follows works within each other, too.
fn is_too_deep(page: &Document) -> bool {
    let depth = |node: &NodeRef<'_>| node.ancestors_it(None).count();
    page.root().descendants_it().any(|node| node.first_child().is_none() && depth(&node) > DEEPEST)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::content::markdown::{self, tests::ByLook};
    use crate::diagnostic::SourceFile;
    use crate::span::ByteSpan;

    fn escaped(text: &str) -> String {
        text.replace('&', "&amp;").replace('<', "&lt;")
    }

    /// The words of each text that Markdown is read as.
    fn read(markdown: &str) -> Vec<String> {
        let file = SourceFile::new("clip.md", markdown);
        let body = markdown::parse(&file, ByteSpan::of(markdown), &ByLook, &mut Vec::new());
        body.texts.iter().filter_map(|text| line(&text.plain)).collect()
    }

    proptest! {
        #[test]
        fn the_words_of_a_page_are_read_as_they_stand(
            blocks in prop::collection::vec((select(vec!["p", "h2", "blockquote", "em"]), "[ -~“”é]{0,40}"), 1..5),
        ) {
            let block = |(tag, words): &(&str, String)| format!("<div><{tag}>{}</{tag}></div>\n", escaped(words));
            let html: String = blocks.iter().map(block).collect();
            let expected: Vec<String> = blocks.iter().filter_map(|(_, words)| line(words)).collect();
            prop_assert_eq!(read(&super::markdown(&html)), expected, "{}", super::markdown(&html));
        }
    }

    #[test]
    fn a_title_loses_what_the_headline_does_not_have() {
        let page = |headline: &str| Document::from(format!("<h1>Courier</h1><h1>{headline}</h1>"));
        let of = |headline: &str, title: &str| without_outlet(&page(headline), title.to_owned());
        assert_eq!(of("Ferry hits pier", "Ferry hits pier | Courier"), "Ferry hits pier");
        assert_eq!(of("Ferry hits pier", "Courier - Ferry hits pier"), "Ferry hits pier");
        assert_eq!(of("Ferry hits pier, dozens hurt", "Ferry hits pier"), "Ferry hits pier");
        assert_eq!(of("More", "Courier says more"), "Courier says more");
    }

    #[test]
    fn a_byline_is_a_name_or_nothing() {
        let table = [
            ("By Ana Ruiz", "en", Some("Ana Ruiz")),
            ("Por Ana\n Ruiz y Luis Paz", "es", Some("Ana Ruiz y Luis Paz")),
            ("Ana Ruiz", "xx", Some("Ana Ruiz")),
            ("By Ana Ruiz March 5, 2024", "en", None),
            ("https://courier.example/ana-ruiz", "en", None),
            (" ", "en", None),
        ];
        for (byline, language, name) in table {
            assert_eq!(writer(byline, Some(language)).as_deref(), name, "{byline}");
        }
    }
}
