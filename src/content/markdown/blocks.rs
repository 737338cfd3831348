//! Events → blocks: the tree of a body, by recursive descent.

use std::collections::HashSet;
use std::sync::Arc;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::anchors::{self, Anchors};
use super::events::Events;
use super::footnotes::Footnotes;
use crate::content::body::{Alert, Alignment, Block, Body, Definition, Footnote, Item, Style, Text, TextId, Voice};
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
        Self {
            file,
            events,
            footnotes,
            links,
            diagnostics,
            texts: Vec::new(),
            voice: Voice::Report,
            task: None,
            anchors: Anchors::default(),
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
        let mut body = Body { blocks, texts: self.texts, footnotes };
        name_headings(&mut body, &mut self.anchors);
        body
    }

    /// The blocks up to the end of what they stand in, which stays unread.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut frames_dropped = 0_usize;
        let voice = self.voice;
        while let Some((event, span)) = self.events.peek() {
            match event {
                Event::End(_) if frames_dropped == 0 => break,
                Event::End(_) => {
                    frames_dropped -= 1;
                    self.events.next();
                }
                Event::Start(tag) if is_container(tag) && self.depth >= MAX_DEPTH => {
                    if matches!(tag, Tag::BlockQuote(Some(_))) {
                        self.voice = Voice::Editor;
                    }
                    frames_dropped += 1;
                    self.events.next();
                }
                Event::Start(tag) if is_block(tag) => {
                    self.events.next();
                    blocks.extend(self.block(tag, *span));
                }
                Event::Rule => {
                    self.events.next();
                    blocks.push(Block::Rule);
                }
                _ => blocks.extend(self.words(Block::Plain)),
            }
        }
        self.voice = voice;
        blocks
    }

    /// The block that `tag` opens, with its end.
    fn block(&mut self, tag: &Tag<'a>, span: ByteSpan) -> Option<Block> {
        let block = match tag {
            Tag::Paragraph => self.paragraph(),
            Tag::Heading { level, id, .. } => Some(self.heading(*level as u8, id.as_deref())),
            Tag::BlockQuote(kind) => Some(self.quote(*kind)),
            Tag::CodeBlock(kind) => Some(Block::Code { language: language(kind), code: self.raw() }),
            Tag::HtmlBlock => self.html(span),
            Tag::List(start) => Some(Block::List { start: *start, items: self.items() }),
            Tag::Table(alignments) => Some(self.table(alignments)),
            Tag::DefinitionList => Some(Block::Definitions(self.definitions())),
            _ => None,
        };
        self.events.next();
        block
    }

    fn paragraph(&mut self) -> Option<Block> {
        self.words(Block::Paragraph)
    }

    /// The words up to the next block: a figure where they are an image alone, nothing where there are none.
    fn words(&mut self, block: fn(TextId) -> Block) -> Option<Block> {
        let mut text = self.prose();
        if text.plain.trim().is_empty() {
            let lone = text.inlines.len() == 1;
            match text.inlines.pop() {
                None => return None,
                Some(inline) if lone && matches!(inline.style, Style::Image(_)) => {
                    return if let Style::Image(image) = inline.style { Some(Block::Figure(image)) } else { None };
                }
                Some(inline) => text.inlines.push(inline),
            }
        }
        Some(block(self.keep(text)))
    }

    fn heading(&mut self, level: u8, id: Option<&str>) -> Block {
        let mut text = self.prose();
        text.heading = true;
        Block::Heading { level, id: id.unwrap_or_default().to_owned(), text: self.keep(text) }
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
            let names = sanitised.removed.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let problem = format!("HTML that this site does not carry was taken out: {names}");
            let help = "write links and images in Markdown; scripts, forms, frames and styles belong in a theme";
            self.diagnostics.push(Diagnostic::warning(Code::HtmlRemoved, problem).at(self.file, span).help(help));
        }
        sanitised.html.map(Block::Html)
    }

    fn keep(&mut self, text: Text) -> TextId {
        self.texts.push(text);
        TextId(self.texts.len() - 1)
    }
}

/// Whether blocks stand within it.
fn is_container(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Item
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
    )
}

fn is_block(tag: &Tag<'_>) -> bool {
    is_container(tag)
        || matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_))
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

/// Whether an event ends prose: used by the reader of words, which must leave the ends of blocks to their block.
pub(super) fn ends_inline(end: TagEnd) -> bool {
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

/// Gives every heading its anchor: those that the editor wrote first, so that no other heading takes one away.
fn name_headings(body: &mut Body, anchors: &mut Anchors) {
    let texts = &body.texts;
    let mut headings = Vec::new();
    let notes = body.footnotes.iter_mut().map(|footnote| &mut footnote.blocks);
    for blocks in std::iter::once(&mut body.blocks).chain(notes) {
        collect_headings(blocks, &mut headings);
    }
    let mut written = HashSet::new();
    for (id, _) in headings.iter().filter(|(id, _)| !id.is_empty()) {
        anchors.reserve(id);
    }
    for (id, text) in headings {
        if id.is_empty() {
            *id = anchors.claim(&anchors::slug(&texts[text.0].plain, UNNAMED_HEADING));
        } else if !written.insert(id.clone()) {
            *id = anchors.claim(id);
        }
    }
}

fn collect_headings<'b>(blocks: &'b mut [Block], headings: &mut Vec<(&'b mut String, TextId)>) {
    for block in blocks {
        match block {
            Block::Heading { id, text, .. } => headings.push((id, *text)),
            Block::Quote { blocks, .. } => collect_headings(blocks, headings),
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| collect_headings(&mut item.blocks, headings));
            }
            Block::Definitions(definitions) => {
                for definition in definitions {
                    if let Definition::Details(blocks) = definition {
                        collect_headings(blocks, headings);
                    }
                }
            }
            _ => {}
        }
    }
}
