//! Events → blocks: the tree of a body, by recursive descent.

use std::collections::HashSet;
use std::sync::Arc;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::anchors::{self, Anchors};
use super::events::Events;
use super::footnotes::Footnotes;
use crate::content::body::{
    Alert, Alignment, Block, Body, Definition, Footnote, Inline, Item, Style, Text, TextId, Voice,
};
use crate::content::html;
use crate::content::links::Resolve;
use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::span::ByteSpan;

/// How many quotations and lists may stand in one another. Deeper ones lose their frame and keep their words: no editor
/// writes them, and the descent must not exhaust the stack.
const MAX_DEPTH: usize = 64;

/// The anchor of a heading without letters.
const UNNAMED_HEADING: &str = "section";

/// Reads the events of one body.
pub(super) struct Reader<'a> {
    pub(super) file: &'a Arc<SourceFile>,
    pub(super) events: Events<'a>,
    pub(super) footnotes: Footnotes,
    pub(super) links: &'a dyn Resolve,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    pub(super) texts: Vec<Text>,
    pub(super) voice: Voice,
    /// The box of the task whose item is being read.
    pub(super) task: Option<bool>,
    anchors: Anchors,
    /// The anchors that the editor wrote and no heading has got yet.
    written_anchors: HashSet<&'a str>,
    depth: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        file: &'a Arc<SourceFile>,
        events: Events<'a>,
        footnotes: Footnotes,
        links: &'a dyn Resolve,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let written_anchors: HashSet<_> = events.heading_ids().collect();
        let mut anchors = Anchors::default();
        for id in events.heading_ids() {
            anchors.reserve(id);
        }
        Self {
            file,
            events,
            footnotes,
            links,
            diagnostics,
            texts: Vec::new(),
            voice: Voice::Report,
            task: None,
            anchors,
            written_anchors,
            depth: 0,
        }
    }

    /// Reads all: the blocks, then the footnotes in the order of their first reference, which may lie in a footnote.
    pub(super) fn read(mut self) -> Body {
        let blocks = self.blocks();
        let mut footnotes = Vec::new();
        self.voice = Voice::Editor;
        while let Some(found) = self.footnotes.get(footnotes.len()) {
            self.events.go_to(found.first_event);
            footnotes.push(Footnote { label: found.label, blocks: self.blocks() });
        }
        self.footnotes.report_unused(self.file, self.diagnostics);
        Body { blocks, texts: self.texts, footnotes }
    }

    /// The blocks up to the end of what they stand in, which stays unread. The frames of blocks that stand too deep are dropped.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut frames_dropped = 0_usize;
        let voice = self.voice;
        while let Some((event, span)) = self.events.peek() {
            match event {
                Event::End(_) if frames_dropped == 0 => break,
                Event::End(_) => frames_dropped -= 1,
                Event::Start(tag) if self.opens_block(tag) => {
                    self.events.next();
                    blocks.extend(self.block(tag, *span));
                }
                Event::Start(tag) if !opens_words(tag) => {
                    if matches!(tag, Tag::BlockQuote(Some(_))) {
                        self.voice = Voice::Editor;
                    }
                    frames_dropped += 1;
                }
                Event::Rule => blocks.push(Block::Rule),
                _ => {
                    blocks.extend(self.words(Block::Plain));
                    continue;
                }
            }
            self.events.next();
        }
        self.voice = voice;
        blocks
    }

    /// The block that `tag` opens, up to its end, which stays unread.
    fn block(&mut self, tag: &Tag<'a>, span: ByteSpan) -> Option<Block> {
        match tag {
            Tag::Paragraph => self.words(Block::Paragraph),
            Tag::Heading { level, id, .. } => Some(self.heading(*level as u8, id.as_deref())),
            Tag::BlockQuote(kind) => Some(self.quote(*kind)),
            Tag::CodeBlock(kind) => Some(Block::Code { language: language(kind), code: self.raw() }),
            Tag::HtmlBlock => self.html(span),
            Tag::List(start) => Some(Block::List { start: *start, items: self.items() }),
            Tag::Table(alignments) => Some(self.table(alignments)),
            Tag::DefinitionList => Some(Block::Definitions(self.definitions())),
            _ => None,
        }
    }

    /// Whether a tag opens a block that is read as such: nothing stands too deep.
    fn opens_block(&self, tag: &Tag<'_>) -> bool {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) => true,
            Tag::BlockQuote(_) | Tag::List(_) | Tag::DefinitionList => self.depth < MAX_DEPTH,
            _ => false,
        }
    }

    /// The words up to the next block: a figure where they are an image alone, nothing where there are none.
    fn words(&mut self, block: fn(TextId) -> Block) -> Option<Block> {
        let text = self.prose();
        if text.plain.trim().is_empty() {
            match text.inlines.as_slice() {
                [] => return None,
                [Inline { style: Style::Image(image), .. }] => return Some(Block::Figure(Box::new(image.clone()))),
                _ => {}
            }
        }
        Some(block(self.keep(text)))
    }

    fn heading(&mut self, level: u8, id: Option<&str>) -> Block {
        let mut text = self.prose();
        text.heading = true;
        // An anchor that the editor wrote was reserved for the heading, unless an earlier one has it already.
        let id = match id {
            Some(written) if self.written_anchors.remove(written) => written.to_owned(),
            Some(written) => self.anchors.claim(written),
            None => self.anchors.claim(&anchors::slug(&text.plain, UNNAMED_HEADING)),
        };
        Block::Heading { level, id, text: self.keep(text) }
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) -> Block {
        let outer = self.voice;
        if kind.is_some() {
            self.voice = Voice::Editor;
        }
        let blocks = self.nested();
        self.voice = outer;
        Block::Quote { alert: kind.map(alert), blocks }
    }

    fn nested(&mut self) -> Vec<Block> {
        self.depth += 1;
        let blocks = self.blocks();
        self.depth -= 1;
        blocks
    }

    fn items(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while self.enter(|tag| matches!(tag, Tag::Item)).is_some() {
            let outer = self.task.take();
            let blocks = self.nested();
            items.push(Item { task: std::mem::replace(&mut self.task, outer), blocks });
            self.events.next();
        }
        items
    }

    fn table(&mut self, alignments: &[pulldown_cmark::Alignment]) -> Block {
        let mut head = Vec::new();
        let mut rows = Vec::new();
        while let Some(tag) = self.enter(|tag| matches!(tag, Tag::TableHead | Tag::TableRow)) {
            let cells = self.cells();
            if *tag == Tag::TableHead {
                head = cells;
            } else {
                rows.push(cells);
            }
            self.events.next();
        }
        Block::Table { alignments: alignments.iter().copied().map(alignment).collect(), head, rows }
    }

    fn cells(&mut self) -> Vec<TextId> {
        let mut cells = Vec::new();
        while self.enter(|tag| *tag == Tag::TableCell).is_some() {
            let text = self.prose();
            cells.push(self.keep(text));
            self.events.next();
        }
        cells
    }

    fn definitions(&mut self) -> Vec<Definition> {
        let mut definitions = Vec::new();
        let is_line = |tag: &Tag<'_>| matches!(tag, Tag::DefinitionListTitle | Tag::DefinitionListDefinition);
        while let Some(tag) = self.enter(is_line) {
            definitions.push(if *tag == Tag::DefinitionListTitle {
                let text = self.prose();
                Definition::Term(self.keep(text))
            } else {
                Definition::Details(self.nested())
            });
            self.events.next();
        }
        definitions
    }

    /// Passes the next event where it opens a tag of the right sort.
    fn enter(&mut self, right: impl Fn(&Tag<'_>) -> bool) -> Option<&'a Tag<'a>> {
        match self.events.peek() {
            Some((Event::Start(tag), _)) if right(tag) => {
                self.events.next();
                Some(tag)
            }
            _ => None,
        }
    }

    /// The characters of code or HTML up to its end.
    fn raw(&mut self) -> String {
        let mut raw = String::new();
        while let Some((Event::Text(piece) | Event::Html(piece), _)) = self.events.peek() {
            raw.push_str(piece);
            self.events.next();
        }
        raw
    }

    fn html(&mut self, span: ByteSpan) -> Option<Block> {
        let sanitised = html::sanitise(&self.raw());
        if !sanitised.removed.is_empty() {
            let problem = format!("HTML that this site does not carry was taken out: {}", listed(&sanitised.removed));
            let help = "write links and images in Markdown; scripts, forms, frames and styles belong in a theme";
            self.diagnostics.push(Diagnostic::warning(Code::HtmlRemoved, problem).at(self.file, span).help(help));
        }
        if !sanitised.unclosed.is_empty() {
            let problem = format!("HTML that is not closed before the blank line: {}", listed(&sanitised.unclosed));
            let help = "a blank line ends a block of HTML, and what follows stands outside it; take the blank line out";
            self.diagnostics.push(Diagnostic::warning(Code::HtmlRemoved, problem).at(self.file, span).help(help));
        }
        sanitised.html.map(Block::Html)
    }

    fn keep(&mut self, text: Text) -> TextId {
        self.texts.push(text);
        TextId::new(self.texts.len() - 1)
    }
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Whether a tag stands among words.
fn opens_words(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Image { .. }) || ends_words(tag.to_end())
}

/// Whether an end belongs to a style of words, and not to the block that they stand in.
pub(super) fn ends_words(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
    )
}

/// The first word after the fence, without what some sites join to it (`rust,ignore`).
fn language(kind: &CodeBlockKind<'_>) -> Option<String> {
    let CodeBlockKind::Fenced(info) = kind else { return None };
    let word = info.split([' ', '\t', ',']).next().unwrap_or_default();
    (!word.is_empty()).then(|| word.to_owned())
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
