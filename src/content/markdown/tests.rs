//! Tests of reading Markdown, and the resolver that tests of later stages use too.

use std::fmt::Write as _;

use insta::assert_snapshot;
use proptest::prelude::*;

use super::parse;
use crate::content::body::{Block, Body, Definition, Destination, Style, Voice};
use crate::content::links::{LinkProblem, LinkRequest, Resolve};
use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::edtf::Edtf;
use crate::id::{DocumentKind, DocumentRef, Id};
use crate::span::ByteSpan;

/// Resolves by the look of the address alone: `*.md` is a measure, `missing…` is broken, `javascript:` is unsafe.
pub(crate) struct ByLook;

impl Resolve for ByLook {
    fn resolve(&self, request: LinkRequest<&str>) -> Result<Destination, LinkProblem> {
        let problem = |code, message: String| Err(LinkProblem { code, message, help: None });
        let measure = |name: &str| {
            let target = DocumentRef::new(DocumentKind::Measure, Id::new(name));
            Ok(Destination::Document { target, fragment: None })
        };
        let (LinkRequest::Link(address) | LinkRequest::Wikilink(address) | LinkRequest::Image(address)) = request;
        match request {
            _ if address.starts_with("missing") => problem(Code::BrokenLink, format!("{address} is not there")),
            LinkRequest::Wikilink(name) => measure(name),
            _ if address == "#plain" => Ok(Destination::Plain),
            _ if address.contains("script:") => problem(Code::UnsafeLink, "not a link for a site".to_owned()),
            _ if address.contains(':') && !address.starts_with('#') => Ok(Destination::External(address.to_owned())),
            _ => match (address.strip_prefix("#date:").map(str::parse::<Edtf>), address.strip_suffix(".md")) {
                (Some(Ok(date)), _) => Ok(Destination::Date(date)),
                (_, Some(name)) => measure(name),
                _ if address.starts_with('#') => Ok(Destination::Anchor(address[1..].to_owned())),
                _ => Ok(Destination::Site(format!("/{}", address.trim_start_matches('/')))),
            },
        }
    }
}

/// Reads `markdown` as the body of a file.
pub(crate) fn read(markdown: &str) -> (Body, Vec<Diagnostic>) {
    let file = SourceFile::new("content/about.md", markdown);
    let mut diagnostics = Vec::new();
    let body = parse(&file, ByteSpan::of(&file.text), &ByLook, &mut diagnostics);
    (body, diagnostics)
}

/// The body, one line a block, with the styles below each text.
fn outline(markdown: &str) -> String {
    let (body, _) = read(markdown);
    let mut out = String::new();
    write_blocks(&mut out, &body, &body.blocks, 0);
    for note in &body.footnotes {
        writeln!(out, "footnote {}", note.label).unwrap();
        write_blocks(&mut out, &body, &note.blocks, 1);
    }
    out
}

fn write_blocks(out: &mut String, body: &Body, blocks: &[Block], depth: usize) {
    for block in blocks {
        write!(out, "{}", "  ".repeat(depth)).unwrap();
        match block {
            Block::Paragraph(text) => writeln!(out, "paragraph {}", show(body, text.at())).unwrap(),
            Block::Plain(text) => writeln!(out, "plain {}", show(body, text.at())).unwrap(),
            Block::Heading { level, id, text } => writeln!(out, "h{level} #{id} {}", show(body, text.at())).unwrap(),
            Block::Quote { alert, blocks } => {
                writeln!(out, "quote {alert:?}").unwrap();
                write_blocks(out, body, blocks, depth + 1);
            }
            Block::List { start, items } => {
                writeln!(out, "list {start:?}").unwrap();
                for item in items {
                    writeln!(out, "{}item {:?}", "  ".repeat(depth + 1), item.task).unwrap();
                    write_blocks(out, body, &item.blocks, depth + 2);
                }
            }
            Block::Table { alignments, head, rows } => {
                writeln!(out, "table {alignments:?}").unwrap();
                for row in std::iter::once(head).chain(rows) {
                    let cells: Vec<_> = row.iter().map(|text| show(body, text.at())).collect();
                    writeln!(out, "{}| {}", "  ".repeat(depth + 1), cells.join(" | ")).unwrap();
                }
            }
            Block::Definitions(definitions) => {
                writeln!(out, "definitions").unwrap();
                for definition in definitions {
                    match definition {
                        Definition::Term(text) => {
                            writeln!(out, "{}term {}", "  ".repeat(depth + 1), show(body, text.at())).unwrap();
                        }
                        Definition::Details(blocks) => write_blocks(out, body, blocks, depth + 1),
                    }
                }
            }
            other => writeln!(out, "{other:?}").unwrap(),
        }
    }
}

fn show(body: &Body, text: usize) -> String {
    let text = &body.texts[text];
    let mut out = format!("{:?}", text.plain);
    if text.voice == Voice::Editor {
        out.push_str(" (editor)");
    }
    for inline in &text.inlines {
        let style = match &inline.style {
            Style::Link(link) => match &link.destination {
                Destination::Document { target, .. } => format!("→ {target}"),
                Destination::Date(date) => format!("→ date {}", date.as_str()),
                destination => format!("→ {destination:?}"),
            },
            style => format!("{style:?}"),
        };
        write!(out, "\n    {:?} {style}", inline.span.of_text(&text.plain)).unwrap();
    }
    out
}

/// The diagnostics, one a line, with the place they underline.
fn problems(markdown: &str) -> String {
    let lines = read(markdown).1.into_iter().map(|diagnostic| {
        let at = diagnostic.location.and_then(|location| location.span).unwrap_or_default();
        format!("{} at {:?}: {}\n", diagnostic.code, at.of_text(markdown), diagnostic.message)
    });
    lines.collect()
}

#[test]
fn words_are_apart_from_their_styles() {
    assert_snapshot!(outline("At *least **28*** people &amp; more\\*,\nby `a  b`, ~~27~~  \n~200 or 10^6^"), @r#"
    paragraph "At least 28 people & more*, by a  b, 27\n~200 or 10^6^"
        "least 28" Emphasis
        "28" Strong
        "a  b" Code
        "27" Strikethrough
        "\n" LineBreak
    "#);
}

#[test]
fn links_are_resolved() {
    assert_snapshot!(outline(
        "[27 dead](deaths.md) in [July](#date:2024-07), [[injured]], [[injured|*dozens* hurt]], [x][r], <https://a.org>, \
         <ann@b.org>, [103](#plain), [gone](missing.md)\n\n[r]: /files/r.pdf"
    ), @r#"
    paragraph "27 dead in July, injured, dozens hurt, x, https://a.org, ann@b.org, 103, gone"
        "27 dead" → measure “deaths”
        "July" → date 2024-07
        "injured" → measure “injured”
        "dozens hurt" → measure “injured”
        "dozens" Emphasis
        "x" → Site("/files/r.pdf")
        "https://a.org" → External("https://a.org")
        "ann@b.org" → External("mailto:ann@b.org")
        "103" → Plain
        "gone" → Refused
    "#);
}

#[test]
fn blocks_of_every_sort() {
    assert_snapshot!(outline(
        "# Toll\n\n## Toll\n\n## *Other* {#own}\n\n- [x] done\n- to do\n\n3. a\n\n   b\n\n---\n\n> said\n\n> [!WARNING]\n> doubtful\n\n\
         | a | b |\n|---|--:|\n| `1\\|2` | *2* |\n\nterm\n: meaning\n\n```rust,ignore\nfn main() {}\n```\n\n![a *b*](c.png \"d\")\n\n<div>raw</div>"
    ), @r#"
    h1 #toll "Toll"
    h2 #toll-2 "Toll"
    h2 #own "Other"
        "Other" Emphasis
    list None
      item Some(true)
        plain "done"
      item None
        plain "to do"
    list Some(3)
      item None
        paragraph "a"
        paragraph "b"
    Rule
    quote None
      paragraph "said"
    quote Some(Warning)
      paragraph "doubtful" (editor)
    table [None, Right]
      | "a" | "b"
      | "1|2"
        "1|2" Code | "2"
        "2" Emphasis
    definitions
      term "term"
      plain "meaning"
    Code { language: Some("rust"), code: "fn main() {}\n" }
    Figure(Image { address: Site("/c.png"), description: "a b", caption: Some("d"), link: None })
    Html("<div>raw</div>")
    "#);
}

#[test]
fn footnotes_come_in_the_order_of_reference() {
    assert_snapshot!(outline("One[^b] two[^a] three[^B].\n\n[^a]: first defined\n\n[^b]: see[^c]\n\n    > quoted\n\n[^c]: last"), @r#"
    paragraph "One two three."
        "" FootnoteReference(0)
        "" FootnoteReference(1)
        "" FootnoteReference(0)
    footnote b
      paragraph "see" (editor)
        "" FootnoteReference(2)
      quote None
        paragraph "quoted" (editor)
    footnote a
      paragraph "first defined" (editor)
    footnote c
      paragraph "last" (editor)
    "#);
}

#[test]
fn inline_html_leaves_words_and_known_styles() {
    assert_snapshot!(outline(
        "H<sub>2</sub>O <b>bold <i>both</b> *a <em>b* c</em> <br>x<br/>y <span class=\"x\">s</span> <u>u <!-- no --> <b>open"
    ), @r#"
    paragraph "H2O bold both a b c \nx\ny s u  open"
        "2" Subscript
        "bold both" Strong
        "a b" Emphasis
        "\n" LineBreak
        "\n" LineBreak
    "#);
}

#[test]
fn what_an_editor_is_told() {
    assert_snapshot!(problems(
        "[gone](missing.md) ![no](missing.png) [bad](javascript:x) [[missing-name]]\n\nUndefined[^x], not `[^y]` nor \\[^z].\n\n\
         [^twice]: a\n\n[^twice]: b\n\n[^unused]: c\n\nUsed[^twice] <img src=x>\n\n<p onclick=\"x\">hi<script>alert(1)</script></p>\n"
    ), @r#"
    footnote at "[^twice]: b": the footnote “twice” is defined twice
    broken-link at "[gone](missing.md)": missing.md is not there
    broken-link at "![no](missing.png)": missing.png is not there
    unsafe-link at "[bad](javascript:x)": not a link for a site
    broken-link at "[[missing-name]]": missing-name is not there
    footnote at "[^x]": the footnote “x” is not defined
    html-removed at "<img src=x>": the HTML tag `<img>` was taken out of the text
    html-removed at "<p onclick=\"x\">hi<script>alert(1)</script></p>\n": HTML that this site does not carry was taken out: `<script>`, `onclick`
    footnote at "[^unused]: c": the footnote “unused” is never referred to, so no reader will see it
    "#);
}

#[test]
fn what_only_looks_like_a_link_is_told() {
    assert_snapshot!(problems(
        "[a b](a b.md) [c[^n]](c.md) `[d](d e.md)` [f\\](g) [h](<h i.md>) array[0](x)\n\n[^n]: note"
    ), @r#"
    broken-link at "](": this was not read as a link
    broken-link at "](": this was not read as a link
    "#);
}

#[test]
fn windows_line_ends_are_breaks_too() {
    assert_eq!(read("one\r\ntwo\\\r\nthree").0.texts[0].plain, "one two\nthree");
    let (code, _) = read("```\r\none\r\n\r\ntwo\r\n```\r\n    three\r\n    four\r\n");
    assert_eq!(code.blocks[0], Block::Code { language: None, code: "one\n\ntwo\n".to_owned() });
    assert_eq!(code.blocks[1], Block::Code { language: None, code: "three\nfour\n".to_owned() });
}

#[test]
fn positions_lead_back_to_the_file() {
    let source = "---\ntitle: é\n---\nA &amp; **é\\*b** `c` [27\ndead](x.md)";
    let file = SourceFile::new("a.md", source);
    let start = source.find("A &").unwrap();
    let body = parse(&file, ByteSpan::new(start, source.len()), &ByLook, &mut Vec::new());
    let text = &body.texts[0];
    for (words, written) in [("&", "&amp;"), ("é*b", "é\\*b"), ("c", "c"), ("27 dead", "27\ndead")] {
        let at = text.plain.find(words).unwrap();
        let span = text.source.source_of(ByteSpan::new(at, at + words.len()));
        assert_eq!(span.of_text(source), written);
    }
}

#[test]
fn deep_nesting_is_cut_short() {
    for (piece, times) in
        [(">", 50_000), ("- ", 5_000), ("*a ", 50_000), ("**a ", 20_000), ("<b>", 20_000), ("[", 20_000)]
    {
        let (body, _) = read(&(piece.repeat(times) + "x"));
        assert!(body.texts.last().is_some_and(|text| text.plain.ends_with('x')), "{piece}");
    }
}

/// Markdown that is more often interesting than random characters are.
pub(crate) fn any_markdown() -> impl Strategy<Value = String> {
    let pieces = [
        "*",
        "**",
        "_",
        "~~",
        "`",
        "``",
        "[a](b.md)",
        "[",
        "](x.md)",
        "![i](p.png)",
        "![",
        "[![i](p)](q)",
        "[^1]",
        "[^n]",
        "\n\n[^1]: note ",
        "\n\n[^n]: other[^1] ",
        "\n",
        "\n\n",
        "  \n",
        "\\\n",
        "\\",
        "> ",
        "\n> [!NOTE]\n> ",
        "- ",
        "1. ",
        "- [ ] ",
        "    ",
        "# ",
        "## T\n",
        "{#id}",
        "\n| a | b |\n|---|---|\n| c | d |\n",
        "|",
        "\nterm\n: meaning\n",
        "&amp;",
        "&lt;",
        "&",
        "<b>",
        "</b>",
        "<br>",
        "<i>",
        "</i>",
        "<script>",
        "</script>",
        "<a href='x'>",
        "</a>",
        "\n<div>\n",
        "</div>\n",
        "<!--",
        "-->",
        "[[w]]",
        "[[w|l]]",
        "<https://x.org>",
        "```\n",
        "---\n",
        "\t",
        "\r\n",
        "é",
        "«27»",
        "\u{200b}",
        "\"",
        "'",
        "<",
        ">",
        "word ",
        " ",
        "~200",
        "^",
        "$",
        "\0",
    ];
    let piece = prop_oneof![
        12 => proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        2 => "[a-z ]{0,6}",
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_word_maps_to_where_it_was_written(markdown in any_markdown()) {
        let (body, _) = read(&markdown);
        for text in &body.texts {
            let mut reached = 0;
            for (at, character) in text.plain.char_indices() {
                let source = text.source.source_of(ByteSpan::new(at, at + character.len_utf8()));
                let written = markdown.get(source.range());
                prop_assert!(written.is_some_and(|written| !written.is_empty()), "{character:?} of {:?}", text.plain);
                let written = written.unwrap_or_default();
                let is_same = written.chars().eq([character]) || written.len() != character.len_utf8();
                prop_assert!(is_same || character == ' ', "{character:?} is not {written:?}");
                prop_assert!(source.start() >= reached, "{character:?} of {:?} goes back", text.plain);
                reached = source.start();
            }
            let mut open: Vec<ByteSpan> = Vec::new();
            for inline in &text.inlines {
                prop_assert!(text.plain.get(inline.span.range()).is_some());
                open.retain(|outer| outer.end() > inline.span.start());
                prop_assert!(open.iter().all(|outer| outer.contains(inline.span)), "{:?}", text.inlines);
                open.push(inline.span);
            }
        }
    }
}
