//! Raw HTML in Markdown. A block of it is published as far as it is harmless: structure and words stay; whatever acts, loads
//! from elsewhere, looks unlike the theme or takes an anchor is taken out. In a line, only tags that are a
//! [`Style`](super::body::Style) count.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use super::body::Style;

/// A block of raw HTML, made safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sanitised {
    /// What is left, well formed; none where nothing is that a reader would see.
    pub html: Option<String>,
    /// The tags (`<script>`) and attributes (`onclick`) that were taken out, sorted. Comments are not told.
    pub removed: Vec<String>,
    /// The tags that are opened and not closed, sorted, for a blank line in an element cuts it in two.
    pub unclosed: Vec<String>,
}

/// HTML blocks beyond this many bytes are refused whole: repairing misnested HTML takes more than linear time, and nobody
/// writes so much of it by hand.
const MAX_BLOCK: usize = 32 * 1024;

/// The tags that stay. Images are written in Markdown, where their address is checked; headings too, where they get anchors.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// The tags that frame whole blocks, and that an editor may expect to go on beyond a blank line; sorted.
const FRAMES: &[&str] = &["aside", "blockquote", "details", "div", "figure", "ol", "section", "table", "ul"];

/// The attributes that stay on every tag.
const ATTRIBUTES: &[&str] = &["class", "dir", "lang", "title"];

/// The attributes that stay on one tag.
const TAG_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href"]),
    ("blockquote", &["cite"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("del", &["cite", "datetime"]),
    ("details", &["open"]),
    ("ins", &["cite", "datetime"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start", "type"]),
    ("q", &["cite"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["abbr", "colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// Where links in raw HTML may lead, beside anchors of the page: addresses within the site are written in Markdown, where
/// they are checked and get the site's path.
const SCHEMES: &[&str] = &["https", "http", "mailto", "tel"];

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(cleaner);

fn cleaner() -> ammonia::Builder<'static> {
    let mut cleaner = ammonia::Builder::empty();
    let own = TAG_ATTRIBUTES.iter().map(|(tag, attributes)| (*tag, attributes.iter().copied().collect::<HashSet<_>>()));
    cleaner
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(["script", "style", "template", "iframe", "noscript"].into())
        .generic_attributes(ATTRIBUTES.iter().copied().collect())
        .tag_attributes(own.collect::<HashMap<_, _>>())
        .url_schemes(SCHEMES.iter().copied().collect())
        .url_relative(ammonia::UrlRelative::Custom(Box::new(only_anchors)))
        .link_rel(None)
        .strip_comments(true);
    cleaner
}

fn only_anchors(address: &str) -> Option<Cow<'_, str>> {
    address.starts_with('#').then_some(Cow::Borrowed(address))
}

/// Makes a block of raw HTML safe and well formed.
#[must_use]
pub fn sanitise(html: &str) -> Sanitised {
    if html.len() > MAX_BLOCK {
        let removed = vec![format!("a block of more than {MAX_BLOCK} bytes")];
        return Sanitised { html: None, removed, unclosed: Vec::new() };
    }
    let mut cleaned = CLEANER.clean(html).to_string();
    if nests_links(&cleaned) {
        cleaned = cleaner().rm_tags(["a"]).clean(html).to_string();
    }
    let (before, after) = (Inventory::of(html), Inventory::of(&cleaned));
    Sanitised {
        html: after.shows_something.then_some(cleaned),
        removed: before.missing_from(&after),
        unclosed: before.unclosed(),
    }
}

/// Whether a link stands within a link, which HTML's own repairs leave alone where a table is between them.
fn nests_links(well_formed: &str) -> bool {
    let mut depth = 0_usize;
    well_formed.match_indices('<').any(|(at, _)| {
        let tag = &well_formed[at + 1..];
        if tag.starts_with("a>") || tag.starts_with("a ") {
            depth += 1;
        } else if tag.starts_with("/a>") {
            depth = depth.saturating_sub(1);
        }
        depth > 1
    })
}

/// The tags and attributes of some HTML, counted. Read as a browser would, but simpler: it only serves to tell an editor.
#[derive(Debug, Default)]
struct Inventory {
    counts: BTreeMap<String, usize>,
    closed: BTreeMap<String, usize>,
    shows_something: bool,
}

impl Inventory {
    fn of(html: &str) -> Self {
        let mut inventory = Self::default();
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            inventory.shows_something |= !rest[..at].trim().is_empty();
            rest = inventory.tag(&rest[at..]);
        }
        inventory.shows_something |= !rest.trim().is_empty();
        inventory
    }

    /// Counts the tag at the head of `html`; returns what follows it.
    fn tag<'a>(&mut self, html: &'a str) -> &'a str {
        if let Some(comment) = html.strip_prefix("<!--") {
            return comment.split_once("-->").map_or("", |(_, after)| after);
        }
        if let Some(end) = html.strip_prefix("</") {
            *self.closed.entry(tag_name(end)).or_default() += 1;
            return end;
        }
        let name = tag_name(&html[1..]);
        if name.is_empty() {
            return &html[1..];
        }
        let mut rest = &html[1 + name.len()..];
        let raw_text = ["script", "style"].contains(&name.as_str()).then(|| format!("</{name}"));
        self.shows_something |= name == "hr";
        self.count(format!("<{name}>"));
        while let Some(after) = self.attribute(rest) {
            rest = after;
        }
        rest = rest.strip_prefix('>').unwrap_or(rest);
        match raw_text {
            Some(end) => find_ignoring_case(rest, &end).map_or("", |at| &rest[at..]),
            None => rest,
        }
    }

    /// Counts the attribute at the head of `html`; returns what follows it, nothing where the tag ends.
    fn attribute<'a>(&mut self, html: &'a str) -> Option<&'a str> {
        let html = html.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = html.find(|c: char| c.is_ascii_whitespace() || "=>/".contains(c)).unwrap_or(html.len());
        if end == 0 {
            return html.strip_prefix('=');
        }
        self.count(html[..end].to_ascii_lowercase());
        let rest = html[end..].trim_start();
        let Some(value) = rest.strip_prefix('=').map(str::trim_start) else { return Some(&html[end..]) };
        match value.chars().next() {
            Some(quote @ ('"' | '\'')) => Some(value[1..].split_once(quote).map_or("", |(_, after)| after)),
            _ => Some(value.trim_start_matches(|c: char| !c.is_ascii_whitespace() && c != '>')),
        }
    }

    fn count(&mut self, name: String) {
        *self.counts.entry(name).or_default() += 1;
    }

    fn missing_from(&self, after: &Self) -> Vec<String> {
        let is_missing = |(name, count): &(&String, &usize)| after.counts.get(*name).copied().unwrap_or(0) < **count;
        self.counts.iter().filter(is_missing).map(|(name, _)| name.clone()).collect()
    }

    fn unclosed(&self) -> Vec<String> {
        let is_unclosed = |name: &&&str| {
            let opened = self.counts.get(&format!("<{name}>")).copied().unwrap_or(0);
            opened > self.closed.get(**name).copied().unwrap_or(0)
        };
        FRAMES.iter().filter(is_unclosed).map(|name| format!("<{name}>")).collect()
    }
}

/// The name at the head of a tag after its `<`, in lower case; empty where there is none.
fn tag_name(html: &str) -> String {
    let is_name = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let starts = html.starts_with(|c: char| c.is_ascii_alphabetic());
    if starts { html.chars().take_while(is_name).collect::<String>().to_ascii_lowercase() } else { String::new() }
}

fn find_ignoring_case(html: &str, needle: &str) -> Option<usize> {
    html.as_bytes().windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}

/// A tag in a line of Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineTag {
    /// Its name in lower case.
    pub name: String,
    /// Whether it ends an element.
    pub closes: bool,
}

impl InlineTag {
    /// Reads `<name …>` or `</name>`; nothing for a comment and the like.
    #[must_use]
    pub fn parse(source: &str) -> Option<Self> {
        let inner = source.strip_prefix('<')?;
        let (inner, closes) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
        let name = tag_name(inner);
        (!name.is_empty()).then_some(Self { name, closes })
    }

    /// The style it gives to the words in it.
    #[must_use]
    pub fn style(&self) -> Option<Style> {
        Some(match self.name.as_str() {
            "em" | "i" => Style::Emphasis,
            "strong" | "b" => Style::Strong,
            "s" | "del" | "strike" => Style::Strikethrough,
            "sup" => Style::Superscript,
            "sub" => Style::Subscript,
            _ => return None,
        })
    }

    /// Whether an editor would miss it, as it bears more than a look.
    #[must_use]
    pub fn bears_content(&self) -> bool {
        ["a", "img", "svg", "video", "audio", "iframe", "object", "embed", "script", "form", "input"]
            .contains(&self.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_out_is_told() {
        let cases: [(&str, &[&str]); 9] = [
            ("<p>fine <b>words</b></p>", &[]),
            ("<P CLASS=x>fine</P><!-- <script> -->", &[]),
            ("<p onclick='a > b' style=x>a</p>", &["onclick", "style"]),
            ("<a href=\"/x\" target=_blank>a</a>", &["href", "target"]),
            ("<a href=#x>a</a> <a href='https://a.org'>b</a>", &[]),
            ("<script>if (a < b) { \"<p>\" }</script>", &["<script>"]),
            ("<img src=x onerror=y>", &["<img>", "onerror", "src"]),
            ("<p id=x", &["<p>", "id"]),
            ("a < b <3 </>", &[]),
        ];
        for (html, removed) in cases {
            assert_eq!(sanitise(html).removed, removed, "{html}");
        }
    }

    #[test]
    fn a_frame_cut_by_a_blank_line_is_told() {
        let sanitised = sanitise("<details><summary>More</summary>\n<div>");
        assert_eq!(sanitised.unclosed, ["<details>", "<div>"]);
        assert_eq!(sanitise("<div></div><p>").unclosed, [""; 0]);
    }

    #[test]
    fn hostile_html_is_read_to_its_end() {
        for piece in ["<b>", "<a href=#x><p>", "<table><td>", "<div ", "<!--", "<p a='", "</b>", "<i><p>", "<script>"] {
            assert!(sanitise(&piece.repeat(MAX_BLOCK / piece.len())).removed.len() < piece.len());
            assert_eq!(sanitise(&piece.repeat(MAX_BLOCK)).html, None);
        }
    }

    #[test]
    fn links_do_not_nest() {
        let html = sanitise("<a href=#x><table><tr><td><a href=#y>z</a></td></tr></table></a>").html;
        assert_eq!(html.as_deref(), Some("<table><tbody><tr><td>z</td></tr></tbody></table>"));
    }
}
