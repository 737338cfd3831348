//! The blocks of a body as HTML.

use super::inline::{Laid, Line, push_figure};
use super::markup::{push_end, push_escaped, push_formatted, push_tag};
use super::notes::Notes;
use super::outline::Outline;
use super::{Overlay, Page};
use crate::content::body::{Alert, Alignment, Block, Definition, Item, TextId};
use crate::content::markdown::anchors::Anchors;
use crate::render::code;
use crate::span::ByteSpan;

/// Writes one page's body.
pub(super) struct Writer<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) out: String,
    /// The overlays, sorted by text, each with the id that it may bear.
    overlays: Vec<Laid<'a>>,
    /// The anchor of each text that may bear one.
    text_anchors: Vec<Option<&'a str>>,
    anchors: Anchors,
    notes: Notes,
    outline: Outline,
    /// Whether notes must wait: within a note, or where HTML allows no block.
    notes_wait: bool,
    /// How many tables there are so far, as each needs a name of its own.
    tables: usize,
}

impl<'a> Writer<'a> {
    /// Gives out the ids: first to headings, then to texts, overlays and notes.
    pub(super) fn new(page: &'a Page<'a>) -> Self {
        let mut anchors = Anchors::default();
        for (id, _) in page.body.headings() {
            anchors.reserve(id);
        }
        let text_anchors = text_anchors(page, &mut anchors);
        let mut sorted: Vec<&Overlay<'_>> = page.overlays.iter().collect();
        sorted.sort_by_key(|overlay| overlay.text);
        let overlays = sorted.into_iter().map(|overlay| {
            let id = overlay.id.as_deref().filter(|id| anchors.reserve(id));
            Laid { overlay, id }
        });
        let overlays = overlays.collect();
        let notes = Notes::new(&page.body.footnotes, &mut anchors);
        let outline = Outline::new(page.first_heading);
        Self { page, out: String::new(), overlays, text_anchors, anchors, notes, outline, notes_wait: false, tables: 0 }
    }

    pub(super) fn write(mut self) -> String {
        self.blocks(&self.page.body.blocks);
        self.out
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Paragraph(text) => self.text_element("p", *text),
            Block::Plain(text) => self.plain(*text),
            Block::Heading { level, id, text } => self.heading(*level, id, *text),
            Block::Quote { alert: None, blocks } => self.element("blockquote", blocks),
            Block::Quote { alert: Some(alert), blocks } => self.alert(*alert, blocks),
            Block::List { start, items } => self.list(*start, items),
            Block::Code { language, code } => self.code(language.as_deref(), code),
            Block::Table { alignments, head, rows } => self.table(alignments, head, rows),
            Block::Definitions(definitions) => self.definitions(definitions),
            Block::Figure(image) => push_figure(&mut self.out, image, self.page.links),
            Block::Html(html) => {
                self.out.push_str(html.trim_end());
                self.out.push('\n');
            }
            Block::Rule => self.out.push_str("<hr>\n"),
        }
    }

    fn element(&mut self, name: &str, blocks: &'a [Block]) {
        push_formatted(&mut self.out, format_args!("<{name}>\n"));
        self.blocks(blocks);
        push_formatted(&mut self.out, format_args!("</{name}>\n"));
    }

    fn text_element(&mut self, name: &str, text: TextId) {
        self.tag_with_anchor(name, text, None);
        self.words(text);
        push_formatted(&mut self.out, format_args!("</{name}>\n"));
        self.place_notes();
    }

    /// Words without a block: a span only where an anchor needs it.
    fn plain(&mut self, text: TextId) {
        if self.text_anchor(text).is_some() {
            self.tag_with_anchor("span", text, None);
            self.words(text);
            push_end(&mut self.out, "span");
        } else {
            self.words(text);
        }
        self.out.push('\n');
        self.place_notes();
    }

    fn heading(&mut self, level: u8, id: &str, text: TextId) {
        let level = self.outline.enter(level);
        let name = format!("h{level}");
        push_tag(&mut self.out, &name, [("id", id)]);
        self.words(text);
        push_formatted(&mut self.out, format_args!("</{name}>\n"));
        self.place_notes();
    }

    fn alert(&mut self, alert: Alert, blocks: &'a [Block]) {
        let (name, title) = match alert {
            Alert::Note => ("note", 0),
            Alert::Tip => ("tip", 1),
            Alert::Important => ("important", 2),
            Alert::Warning => ("warning", 3),
            Alert::Caution => ("caution", 4),
        };
        push_tag(&mut self.out, "aside", [("class", format!("alert alert-{name}").as_str()), ("role", "note")]);
        self.out.push_str("\n<p class=\"alert-title\">");
        push_escaped(&mut self.out, self.page.words.alerts[title]);
        self.out.push_str("</p>\n");
        self.blocks(blocks);
        self.out.push_str("</aside>\n");
    }

    fn list(&mut self, start: Option<u64>, items: &'a [Item]) {
        let name = if start.is_some() { "ol" } else { "ul" };
        // The first number of a list is one unless told otherwise.
        let start = start.filter(|start| *start != 1).map(|start| start.to_string());
        push_tag(&mut self.out, name, start.as_deref().map(|start| ("start", start)));
        self.out.push('\n');
        for item in items {
            self.item(item);
        }
        push_formatted(&mut self.out, format_args!("</{name}>\n"));
    }

    fn item(&mut self, item: &'a Item) {
        push_tag(&mut self.out, "li", item.task.map(|_| ("class", "task")));
        if let Some(done) = item.task {
            let words = &self.page.words;
            let label = if done { words.done } else { words.to_do };
            let checked = done.then_some(("checked", ""));
            let attributes = [("type", "checkbox"), ("disabled", ""), ("aria-label", label)];
            push_tag(&mut self.out, "input", attributes.into_iter().chain(checked));
            self.out.push(' ');
        }
        self.blocks(&item.blocks);
        self.out.push_str("</li>\n");
    }

    fn code(&mut self, language: Option<&str>, code: &str) {
        // A long line is scrolled to with the keyboard, for which the block must be able to have the focus.
        self.out.push_str("<pre tabindex=\"0\">");
        let class = language.map(|language| format!("language-{language}"));
        push_tag(&mut self.out, "code", class.as_deref().map(|class| ("class", class)));
        self.out.push_str(&code::highlight(language.unwrap_or_default(), code));
        self.out.push_str("</code></pre>\n");
    }

    fn table(&mut self, alignments: &[Alignment], head: &[TextId], rows: &[Vec<TextId>]) {
        self.tables += 1;
        let label = format!("{} {}", self.page.words.table, self.tables);
        let frame = [("class", "table-scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", &label)];
        push_tag(&mut self.out, "div", frame);
        self.notes_wait_for(|writer| {
            writer.out.push_str("\n<table>\n<thead>\n");
            writer.row("th", Some(("scope", "col")), alignments, head);
            writer.out.push_str("</thead>\n<tbody>\n");
            for row in rows {
                writer.row("td", None, alignments, row);
            }
            writer.out.push_str("</tbody>\n</table>\n</div>\n");
        });
    }

    fn row(&mut self, name: &str, scope: Option<(&str, &str)>, alignments: &[Alignment], cells: &[TextId]) {
        self.out.push_str("<tr>");
        for (column, &cell) in cells.iter().enumerate() {
            let class = match alignments.get(column) {
                Some(Alignment::Left) => Some(("class", "left")),
                Some(Alignment::Center) => Some(("class", "center")),
                Some(Alignment::Right) => Some(("class", "right")),
                Some(Alignment::None) | None => None,
            };
            self.tag_with_anchor(name, cell, scope.into_iter().chain(class));
            self.words(cell);
            push_end(&mut self.out, name);
        }
        self.out.push_str("</tr>\n");
    }

    fn definitions(&mut self, definitions: &'a [Definition]) {
        self.notes_wait_for(|writer| {
            writer.out.push_str("<dl>\n");
            for definition in definitions {
                match definition {
                    Definition::Term(text) => writer.text_element("dt", *text),
                    Definition::Details(blocks) => writer.element("dd", blocks),
                }
            }
            writer.out.push_str("</dl>\n");
        });
    }

    /// Appends the words of a text with all that is laid over them.
    fn words(&mut self, text: TextId) {
        let span = ByteSpan::of(&self.page.body.text(text).plain);
        self.line(text, span);
    }

    /// Appends a stretch of a text with all that is laid over it.
    pub(super) fn line(&mut self, text: TextId, span: ByteSpan) {
        let Self { page, out, notes, anchors, overlays, .. } = self;
        let overlays = of_text(overlays, text);
        let line = Line { text: page.body.text(text), span, overlays, links: page.links, images: true };
        line.write(out, &mut |number| notes.refer(number, anchors, &page.words));
    }

    /// The spans of the overlays of a text.
    pub(super) fn overlaid(&self, text: TextId) -> impl Iterator<Item = ByteSpan> {
        of_text(&self.overlays, text).iter().map(|laid| laid.overlay.span)
    }

    pub(super) fn text_anchor(&self, text: TextId) -> Option<&'a str> {
        self.text_anchors.get(text.at()).copied().flatten()
    }

    fn tag_with_anchor<'v>(
        &mut self,
        name: &str,
        text: TextId,
        attributes: impl IntoIterator<Item = (&'v str, &'v str)>,
    ) where
        'a: 'v,
    {
        let anchor: Option<(&'v str, &'v str)> = self.text_anchor(text).map(|anchor| ("id", anchor));
        push_tag(&mut self.out, name, anchor.into_iter().chain(attributes));
    }

    /// Writes what may hold no notes, then the notes to it.
    fn notes_wait_for(&mut self, write: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.notes_wait, true);
        write(self);
        self.notes_wait = outer;
        self.place_notes();
    }

    /// Places the notes that the block before refers to.
    pub(super) fn place_notes(&mut self) {
        while !self.notes_wait {
            let Some((index, start)) = self.notes.next_waiting(&self.page.words) else { break };
            self.out.push_str(&start);
            self.notes_wait = true;
            self.blocks(&self.page.body.footnotes[index].blocks);
            self.notes_wait = false;
            self.out.push_str("</aside>\n");
        }
    }
}

fn of_text<'l, 'a>(overlays: &'l [Laid<'a>], text: TextId) -> &'l [Laid<'a>] {
    let first = overlays.partition_point(|laid| laid.overlay.text < text);
    let after = overlays.partition_point(|laid| laid.overlay.text <= text);
    &overlays[first..after]
}

fn text_anchors<'a>(page: &Page<'a>, anchors: &mut Anchors) -> Vec<Option<&'a str>> {
    let texts = page.body.texts.iter().zip(page.anchors);
    texts.map(|(text, anchor)| Some(*anchor).filter(|id| !text.heading && anchors.reserve(id))).collect()
}
