//! Events → one [`Text`]: plain words, the styles over them, and where each stretch came from.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::blocks::{Reader, ends_words};
use super::footnotes;
use crate::content::body::{Destination, Image, Inline, Link, SourceMap, Style, Text, Voice};
use crate::content::html::InlineTag;
use crate::content::links::LinkRequest;
use crate::diagnostic::{Code, Diagnostic};
use crate::span::ByteSpan;

/// How many styles may stand in one another. Deeper ones are dropped and their words kept, so that laying marks over a text
/// stays linear in its length.
const MAX_STYLES: usize = 16;

/// A text that is being read.
#[derive(Default)]
struct Prose {
    plain: String,
    /// The styles in the order in which they open; none in the place of one that came to nothing.
    inlines: Vec<Option<Inline>>,
    open: Vec<Open>,
    source: SourceMap,
    /// Where the link leads that is open: images in it lead there too, links in it are none.
    link: Option<Destination>,
}

/// A style whose end has not come yet.
struct Open {
    /// The tag, for one that was written in HTML.
    html: Option<InlineTag>,
    /// Its place among the inlines; none where it leaves nothing.
    inline: Option<usize>,
    is_link: bool,
}

impl<'a> Reader<'a> {
    /// The words up to the next event that is none of words.
    pub(super) fn prose(&mut self) -> Text {
        let mut prose = Prose::default();
        while let Some((event, span)) = self.events.peek() {
            if !self.inline(&mut prose, event, *span) {
                break;
            }
        }
        let text = prose.finish(self.voice);
        self.report_lookalikes(&text);
        text
    }

    /// Takes one event, unless it belongs to a block.
    fn inline(&mut self, prose: &mut Prose, event: &'a Event<'a>, span: ByteSpan) -> bool {
        match event {
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let image = self.image(dest_url, title, span, prose.link.clone());
                prose.put(Style::Image(image));
            }
            Event::Start(tag) => {
                let Some(style) = self.style(tag, span) else { return false };
                prose.open(style, None);
            }
            Event::End(end) if ends_words(*end) => prose.close(),
            Event::Text(words) => prose.words(words, span),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                let inner = code_within(code, span, &self.file.text);
                prose.styled(code, inner, Style::Code);
            }
            Event::InlineHtml(tag) => self.inline_html(prose, tag, span),
            Event::FootnoteReference(label) => match self.footnotes.refer(label) {
                Some(number) => prose.put(Style::FootnoteReference(number)),
                None => prose.words(span.of_text(&self.file.text), span),
            },
            Event::SoftBreak => prose.words(" ", span),
            Event::HardBreak => prose.styled("\n", span, Style::LineBreak),
            Event::TaskListMarker(done) => self.task = Some(*done),
            Event::Html(_) => {}
            Event::End(_) | Event::Rule => return false,
        }
        self.events.next();
        true
    }

    /// The style that a tag gives to the words in it; none for the tag of a block.
    fn style(&mut self, tag: &Tag<'_>, span: ByteSpan) -> Option<Style> {
        Some(match tag {
            Tag::Emphasis => Style::Emphasis,
            Tag::Strong => Style::Strong,
            Tag::Strikethrough => Style::Strikethrough,
            Tag::Superscript => Style::Superscript,
            Tag::Subscript => Style::Subscript,
            Tag::Link { link_type, dest_url, title, .. } => {
                let mailto;
                let request: LinkRequest<&str> = match link_type {
                    LinkType::WikiLink { .. } => LinkRequest::Wikilink(dest_url),
                    LinkType::Email => {
                        mailto = format!("mailto:{dest_url}");
                        LinkRequest::Link(&mailto)
                    }
                    _ => LinkRequest::Link(dest_url),
                };
                Style::Link(Link { destination: self.resolve(request, span), title: given(title), source: span })
            }
            _ => return None,
        })
    }

    fn resolve(&mut self, request: LinkRequest<&str>, span: ByteSpan) -> Destination {
        self.links.resolve(request).unwrap_or_else(|problem| {
            let mut diagnostic = Diagnostic::error(problem.code, problem.message).at(self.file, span);
            diagnostic.help = problem.help;
            self.diagnostics.push(diagnostic);
            Destination::Refused
        })
    }

    /// The image that comes next, up to its end. Its description is the words in it.
    fn image(&mut self, address: &str, title: &str, span: ByteSpan, link: Option<Destination>) -> Image {
        let address = self.resolve(LinkRequest::Image(address), span);
        let mut description = String::new();
        let mut images = 0_usize;
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::Start(Tag::Image { .. }) => images += 1,
                Event::End(TagEnd::Image) if images == 1 => break,
                Event::End(TagEnd::Image) => images -= 1,
                Event::Text(words) | Event::Code(words) => description.push_str(words),
                Event::SoftBreak | Event::HardBreak => description.push(' '),
                _ => {}
            }
            self.events.next();
        }
        Image { address, description, caption: given(title), link }
    }

    fn inline_html(&mut self, prose: &mut Prose, source: &str, span: ByteSpan) {
        let Some(tag) = InlineTag::parse(source) else { return };
        if let Some(style) = tag.style() {
            if tag.closes { prose.close_html(&tag) } else { prose.open(style, Some(tag)) }
        } else if tag.name == "br" {
            prose.styled("\n", span, Style::LineBreak);
        } else if tag.bears_content() && !tag.closes {
            let problem = format!("the HTML tag `<{}>` was taken out of the text", tag.name);
            let help = "write links and images in Markdown: `[words](address)`, `![description](address)`";
            self.diagnostics.push(Diagnostic::warning(Code::HtmlRemoved, problem).at(self.file, span).help(help));
        }
    }

    /// What the parser takes for plain words, and an editor meant otherwise: a footnote that is not defined, a link with a
    /// space in its address.
    fn report_lookalikes(&mut self, text: &Text) {
        let is_code = |inline: &&Inline| inline.style == Style::Code;
        let code: Vec<ByteSpan> = text.inlines.iter().filter(is_code).map(|inline| inline.span).collect();
        for (start, mark) in text.plain.match_indices("[^") {
            let Some(label) = footnote_label(&text.plain[start + mark.len()..]) else { continue };
            let span = ByteSpan::new(start, start + label.len() + "[^]".len());
            if let Some(source) = self.literal_source(text, &code, span) {
                self.diagnostics.push(footnotes::undefined(label).at(self.file, source));
            }
        }
        for (start, mark) in text.plain.match_indices("](") {
            if let Some(source) = self.literal_source(text, &code, ByteSpan::new(start, start + mark.len())) {
                self.diagnostics.push(no_link().at(self.file, source));
            }
        }
    }

    /// Where words stand in the file just as they are, neither code nor escaped.
    fn literal_source(&self, text: &Text, code: &[ByteSpan], span: ByteSpan) -> Option<ByteSpan> {
        let after = code.partition_point(|code| code.start() <= span.start());
        let in_code = after > 0 && code[after - 1].end() > span.start();
        let source = text.source.source_of(span);
        let before = source.start().checked_sub(1).and_then(|at| self.file.text.as_bytes().get(at));
        let is_literal = source.of_text(&self.file.text) == span.of_text(&text.plain) && before != Some(&b'\\');
        (is_literal && !in_code).then_some(source)
    }
}

/// The warning for what looks like the middle of a link and is none.
fn no_link() -> Diagnostic {
    Diagnostic::warning(Code::BrokenLink, "this was not read as a link").help(
        "write an address with spaces as `[words](<a b.md>)` and a footnote after the link, or `\\](` if no link is meant",
    )
}

impl Prose {
    fn words(&mut self, words: &str, source: ByteSpan) {
        let start = self.plain.len();
        self.plain.push_str(words);
        if !words.is_empty() {
            self.source.push(ByteSpan::new(start, self.plain.len()), source);
        }
    }

    /// Words that bear a style of their own.
    fn styled(&mut self, words: &str, source: ByteSpan, style: Style) {
        let start = self.plain.len();
        self.words(words, source);
        self.inlines.push(Some(Inline { span: ByteSpan::new(start, self.plain.len()), style }));
    }

    /// A thing without words.
    fn put(&mut self, style: Style) {
        let at = self.plain.len();
        self.inlines.push(Some(Inline { span: ByteSpan::new(at, at), style }));
    }

    fn open(&mut self, style: Style, html: Option<InlineTag>) {
        let is_link = matches!(style, Style::Link(_)) && self.link.is_none();
        let dropped = !is_link && (self.open.len() >= MAX_STYLES || matches!(style, Style::Link(_)));
        if let Style::Link(link) = &style
            && is_link
        {
            self.link = Some(link.destination.clone());
        }
        let inline = (!dropped).then_some(self.inlines.len());
        if !dropped {
            self.put(style);
        }
        // An HTML tag that is dropped need not be closed, so it is not noted: its end will find nothing.
        if html.is_none() || !dropped {
            self.open.push(Open { html, inline, is_link });
        }
    }

    /// Ends the innermost style that was opened in Markdown; HTML tags left open within it come to nothing.
    fn close(&mut self) {
        while let Some(open) = self.open.pop() {
            if open.html.is_none() {
                self.end(&open);
                break;
            }
            self.forget(&open);
        }
    }

    /// Ends the style of an HTML tag, where its start stands within the same Markdown.
    fn close_html(&mut self, tag: &InlineTag) {
        let within = self.open.iter().rposition(|open| open.html.is_none()).map_or(0, |at| at + 1);
        let matching =
            self.open[within..].iter().rposition(|open| open.html.as_ref().is_some_and(|html| html.name == tag.name));
        let Some(at) = matching else { return };
        for open in self.open.split_off(within + at + 1) {
            self.forget(&open);
        }
        if let Some(open) = self.open.pop() {
            self.end(&open);
        }
    }

    fn end(&mut self, open: &Open) {
        if open.is_link {
            self.link = None;
        }
        if let Some(Some(inline)) = open.inline.and_then(|at| self.inlines.get_mut(at)) {
            inline.span = ByteSpan::new(inline.span.start(), self.plain.len());
        }
    }

    fn forget(&mut self, open: &Open) {
        if let Some(slot) = open.inline.and_then(|at| self.inlines.get_mut(at)) {
            *slot = None;
        }
    }

    fn finish(mut self, voice: Voice) -> Text {
        while let Some(open) = self.open.pop() {
            if open.html.is_some() { self.forget(&open) } else { self.end(&open) }
        }
        let is_seen = |inline: &Inline| {
            !inline.span.is_empty() || matches!(inline.style, Style::Image(_) | Style::FootnoteReference(_))
        };
        let inlines = self.inlines.into_iter().flatten().filter(is_seen).collect();
        Text { plain: self.plain, inlines, voice, heading: false, source: self.source }
    }
}

fn given(title: &str) -> Option<String> {
    (!title.trim().is_empty()).then(|| title.to_owned())
}

/// The bytes of a code span without its fence, where its words stand there as they are; else those of all of it.
fn code_within(code: &str, span: ByteSpan, text: &str) -> ByteSpan {
    let whole = span.of_text(text);
    let fence = whole.len() - whole.trim_start_matches('`').len();
    let padding = whole[fence..].starts_with(' ') && !code.starts_with(' ');
    let start = span.start() + fence + usize::from(padding);
    let inner = ByteSpan::new(start, start + code.len());
    if inner.of_text(text) == code { inner } else { span }
}

/// The label at the head of what follows `[^`: letters, digits and the like, up to `]`.
fn footnote_label(after: &str) -> Option<&str> {
    let end = after.find(|c: char| c == ']' || c == '[' || c == '^' || c.is_whitespace())?;
    (end > 0 && after[end..].starts_with(']')).then(|| &after[..end])
}
