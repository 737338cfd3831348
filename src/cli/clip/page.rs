//! A saved page: what it tells of itself, and the text of its report without what stands around it.

use dom_query::{Document, NodeRef};
use dom_smoothie::Readability;
use url::Url;

use super::linked_data::LinkedData;
use super::published::{self, Published};
use super::text::{Text, visible};
use crate::content;
use crate::fold::fold;
use crate::reading::language;
use crate::reading::lexicon::Lexicon;

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

/// What parts a headline from the name of the outlet in a title. The longer part is the headline.
const SEPARATORS: [char; 7] = ['|', '-', '–', '—', ':', '·', '•'];

/// How many elements may stand within each other. Pages have dozens.
const DEEPEST: usize = 400;

/// How many elements a page may seem to have open at one time, before it is parsed: the parser looks through all that are open at
/// each one more. Scripts and elements that need no end make it seem more than there are.
const MOST_OPEN: usize = 5_000;

/// Elements that have no end, or need none.
const ENDLESS: [&str; 31] = [
    "area", "base", "body", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img",
    "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot",
    "th", "thead", "tr",
];

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
    /// Whether it says that it is in another language than its words are.
    pub(super) is_mislabelled: bool,
    pub(super) text: Text,
}

impl Page {
    /// What a page says of itself, which is at `url` where that is known; none where it holds no report.
    pub(super) fn read(html: &str, url: Option<&Url>) -> Option<Self> {
        if seems_too_deep(html) {
            return None;
        }
        let page = Document::from(html);
        if is_too_deep(&page) {
            return None;
        }
        let (url, archived) = url.cloned().or_else(|| address(&page, html)).map(original).unzip();
        let stated = LinkedData::of(&page);
        keep_words(&page);
        let report = Readability::with_document(page.clone(), None, None).ok()?.parse().ok()?;
        let text = Text::of(&report.content);
        let locale = LOCALES.iter().find_map(|selector| page.select(selector).attr("content"));
        let named = report.lang.or(stated.language).or_else(|| locale.map(|locale| locale.to_string()));
        let named = named.as_deref().and_then(language_code);
        let told = language::detect(&text.markdown).map(str::to_owned);
        let is_mislabelled =
            named.as_ref().zip(told.as_ref()).is_some_and(|(named, told)| is_surely_other(told, named));
        let language = named.filter(|_| !is_mislabelled).or(told);
        let metadata = [stated.published, report.published_time];
        let metadata = metadata.iter().flatten().map(String::as_str);
        let published = published::published(&page, metadata, url.as_ref(), language.as_deref());
        let outlet = report.site_name.or(stated.outlet).as_deref().and_then(line).filter(|name| !is_address(name));
        let byline = stated.author.or(report.byline);
        let author = byline.and_then(|byline| writer(&byline, language.as_deref()));
        let title = stated.headline.as_deref().and_then(line).or_else(|| line(&report.title));
        (!text.markdown.is_empty()).then(|| Self {
            title: title.map(|title| without_outlet(&page, title)),
            author: author.filter(|author| outlet.as_ref().is_none_or(|outlet| fold(author) != fold(outlet))),
            outlet,
            published,
            url,
            archived: archived.flatten(),
            language,
            is_mislabelled,
            text,
        })
    }
}

/// Keeps words where they would be taken for what pages have around a report: a report within a form, a word that is a button.
fn keep_words(page: &Document) {
    page.select("form:has(p)").rename("div");
    page.select("p button").rename("span");
}

/// The words of a text on one line, with characters for their names; none where there are none.
pub(super) fn line(text: &str) -> Option<String> {
    let words = if text.contains('&') { Document::fragment(text).text().to_string() } else { text.to_owned() };
    let line = visible(&words.replace(char::is_whitespace, " ")).split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// A title as a headline of the page has it, where it is that with the name of the outlet or a writer before or after it.
fn without_outlet(page: &Document, title: String) -> String {
    let headlines = page.select("h1");
    let mut headlines = headlines.iter().filter_map(|headline| line(&headline.text()));
    let is_headline = |headline: &String| {
        let after = title.strip_prefix(headline.as_str()).is_some_and(|rest| rest.trim_start().starts_with(SEPARATORS));
        let before = title.strip_suffix(headline.as_str()).is_some_and(|rest| rest.trim_end().ends_with(SEPARATORS));
        (after || before) && headline.len() * 2 > title.len()
    };
    headlines.find(is_headline).unwrap_or(title)
}

/// The writer whom a byline names; none where it holds more than names.
fn writer(byline: &str, language: Option<&str>) -> Option<String> {
    let byline = line(byline)?;
    let bylines = &Lexicon::for_language(language.unwrap_or_default()).text.bylines;
    let (first, others) = byline.split_once(' ').unwrap_or((&byline, ""));
    let has_head = bylines.contains(&first.trim_end_matches(':').to_lowercase());
    let name = if has_head { others } else { &byline };
    let is_more_than_names = name.contains(|letter: char| letter.is_ascii_digit()) || is_address(name);
    (!name.is_empty() && !is_more_than_names).then(|| name.to_owned())
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

/// Whether the language that words tell is surely not the one named. Of a language that we have no words of, the letters alone tell,
/// and its neighbours look alike.
fn is_surely_other(told: &str, named: &str) -> bool {
    let lexicon = Lexicon::for_language(told);
    lexicon.is_for(told) && !lexicon.is_for(named)
}

/// The address that a page has for itself, or that the browser which saved it wrote into it. That of a whole site is of no page.
fn address(page: &Document, html: &str) -> Option<Url> {
    let of_page = ADDRESSES
        .iter()
        .filter_map(|(selector, attribute)| content::page_on_web(page.select(selector).attr(attribute)?.trim()));
    of_page.chain(saved_from(html)).find(|url| url.path() != "/" || url.query().is_some())
}

fn saved_from(html: &str) -> Option<Url> {
    let head: String = html.chars().take(LOOKED_AT).collect();
    SAVED_FROM.iter().find_map(|(mark, before)| {
        let (_, after) = head.split_once(mark)?;
        let (_, after) = after.split_once(before)?;
        content::page_on_web(after.split_whitespace().next()?)
    })
}

/// The address of a page, and that of its copy in the Internet Archive if it is one.
fn original(url: Url) -> (Url, Option<Url>) {
    let of_copy = || {
        let (start, _) = url.path().match_indices("/http").next()?;
        content::page_on_web(url.as_str().get(url.as_str().find(url.path())? + start + 1..)?)
    };
    match Some(&url).filter(|url| url.host_str() == Some(ARCHIVE)).and_then(|_| of_copy()) {
        Some(original) => (original, Some(url)),
        None => (url, None),
    }
}

/// Whether so many elements seem to be open at one time that to parse them would take minutes.
fn seems_too_deep(html: &str) -> bool {
    let mut open = 0_usize;
    html.split('<').skip(1).any(|tag| {
        let (is_end, name) = tag.strip_prefix('/').map_or((false, tag), |name| (true, name));
        let end = name.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').unwrap_or(name.len());
        let name = name[..end].to_ascii_lowercase();
        if !name.is_empty() && !ENDLESS.contains(&&*name) {
            open = if is_end { open.saturating_sub(1) } else { open + 1 };
        }
        open > MOST_OPEN
    })
}

/// Whether elements stand within each other deeper than a page of people's has them; what follows works within each other, too.
fn is_too_deep(page: &Document) -> bool {
    let depth = |node: &NodeRef<'_>| node.ancestors_it(None).count();
    page.root().descendants_it().any(|node| node.first_child().is_none() && depth(&node) > DEEPEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_loses_what_the_headline_does_not_have() {
        let page = |headline: &str| Document::from(format!("<h1>Courier</h1><h1>{headline}</h1>"));
        let of = |headline: &str, title: &str| without_outlet(&page(headline), title.to_owned());
        assert_eq!(of("Ferry hits pier", "Ferry hits pier | Courier"), "Ferry hits pier");
        assert_eq!(of("Ferry hits pier", "Courier - Ferry hits pier"), "Ferry hits pier");
        assert_eq!(of("Ferry hits pier, dozens hurt", "Ferry hits pier"), "Ferry hits pier");
        assert_eq!(of("Ferry hits pier", "Ferry hits pierhead workers"), "Ferry hits pierhead workers");
        assert_eq!(of("More", "Courier | More"), "Courier | More");
        assert_eq!(of("福島第一原発の処理水放出", "福島第一原発の処理水放出 | 朝日新聞"), "福島第一原発の処理水放出");
    }

    #[test]
    fn a_byline_is_a_name_or_nothing() {
        let table = [
            ("By Ana Ruiz", "en", Some("Ana Ruiz")),
            ("Por Ana\n Ruiz y Luis Paz", "es", Some("Ana Ruiz y Luis Paz")),
            ("Ana Ruiz", "xx", Some("Ana Ruiz")),
            ("By: Ana Ruiz", "en", Some("Ana Ruiz")),
            ("By", "en", None),
            ("By Ana Ruiz March 5, 2024", "en", None),
            ("https://courier.example/ana-ruiz", "en", None),
            (" ", "en", None),
        ];
        for (byline, language, name) in table {
            assert_eq!(writer(byline, Some(language)).as_deref(), name, "{byline}");
        }
    }

    #[test]
    fn only_what_nobody_writes_is_too_deep() {
        assert!(seems_too_deep(&"<div>".repeat(100_000)) && seems_too_deep(&"<x-y class='a'>".repeat(100_000)));
        let flat = ["<p>", "<li>", "<br>", "<div></div>", "1 < 2 ", "</b>", "<!-- <b> --></b>"];
        for html in flat {
            assert!(!seems_too_deep(&html.repeat(100_000)), "{html}");
        }
    }

    #[test]
    fn a_language_is_doubted_only_where_its_words_are_known() {
        assert!(is_surely_other("en", "es") && is_surely_other("de", "en-GB"));
        for (told, named) in [("en", "EN-gb"), ("es", "es-VE"), ("nb", "no"), ("sr", "hr")] {
            assert!(!is_surely_other(told, named), "{told} {named}");
        }
    }
}
