//! A Markdown file's body, with structure apart from text. A body is a tree of [`Block`]s; each leaf of the tree that
//! holds prose is one [`Text`]: plain words without any markup, beside which stand the ranges that are emphasised,
//! linked and so on ("standoff"). Recognisers see the plain words alone; the HTML writer lays their marks over the
//! inline styles; and every position maps back to the line and column that an editor sees.

use std::sync::Arc;

use crate::edtf::Edtf;
use crate::id::{DocumentRef, Id};
use crate::index::index;
use crate::span::ByteSpan;

/// The parsed body of one Markdown file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// Every text of the body, in the order of reading: those of the blocks, then those of the footnotes.
    pub texts: Vec<Text>,
    /// The footnotes that are referred to, in the order of their first reference.
    pub footnotes: Vec<Footnote>,
}

index!(
    /// Which of a body's texts is meant: an index into [`Body::texts`].
    pub TextId
);

impl Body {
    /// The text with that id.
    ///
    /// # Panics
    /// Where the id belongs to another body.
    #[must_use]
    pub fn text(&self, id: TextId) -> &Text {
        &self.texts[id.at()]
    }

    /// The ids of all texts, in order.
    pub fn text_ids(&self) -> impl Iterator<Item = TextId> + use<> {
        (0..self.texts.len()).map(TextId::new)
    }

    /// The body once it is read, without the room that reading left in it: bodies are what a large dossier holds most of.
    #[must_use]
    pub(crate) fn settled(mut self) -> Self {
        for text in &mut self.texts {
            text.plain = text.plain.as_str().to_owned();
            fit(&mut text.inlines);
            text.source.fit();
        }
        fit(&mut self.texts);
        fit(&mut self.blocks);
        self
    }

    /// The anchor and the text of every heading: those of the blocks in order, then those of the footnotes.
    #[must_use]
    pub fn headings(&self) -> Vec<(&str, TextId)> {
        let mut headings = Vec::new();
        let notes = self.footnotes.iter().map(|note| &note.blocks);
        for blocks in std::iter::once(&self.blocks).chain(notes) {
            collect_headings(blocks, &mut headings);
        }
        headings
    }
}

/// Moves a list to where there is just room for it. Shrinking would leave that to the allocator, and ours leaves a list where it
/// is as long as it fills half the room.
fn fit<T>(list: &mut Vec<T>) {
    if list.capacity() > list.len() {
        let mut fitted = Vec::with_capacity(list.len());
        fitted.append(list);
        *list = fitted;
    }
}

fn collect_headings<'a>(blocks: &'a [Block], headings: &mut Vec<(&'a str, TextId)>) {
    for block in blocks {
        match block {
            Block::Heading { id, text, .. } => headings.push((id, *text)),
            Block::Quote { blocks, .. } => collect_headings(blocks, headings),
            Block::List { items, .. } => items.iter().for_each(|item| collect_headings(&item.blocks, headings)),
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

/// A piece of a page's structure.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(TextId),
    /// Words without a paragraph of their own, as in a tight list.
    Plain(TextId),
    /// A heading with its anchor.
    Heading {
        /// 1 to 6, as written.
        level: u8,
        /// The anchor: `{#id}` as written, else made from the words; unique in the body.
        id: String,
        /// Its words.
        text: TextId,
    },
    /// A quotation, or one of GitHub's alerts: an editor's box.
    Quote {
        /// The kind of alert; none for a plain quotation.
        alert: Option<Alert>,
        /// What is in it.
        blocks: Vec<Block>,
    },
    /// A list.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// Its items.
        items: Vec<Item>,
    },
    /// Fenced or indented code, never marked.
    Code {
        /// The first word after the fence.
        language: Option<String>,
        /// The code.
        code: String,
    },
    /// A table.
    Table {
        /// How each column is set.
        alignments: Vec<Alignment>,
        /// The cells of the header.
        head: Vec<TextId>,
        /// The cells of each row.
        rows: Vec<Vec<TextId>>,
    },
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// An image alone in its paragraph.
    Figure(Box<Image>),
    /// Raw HTML, already sanitised and well formed.
    Html(String),
    /// A thematic break.
    Rule,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// For a task, whether it is done.
    pub task: Option<bool>,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// A line of a definition list.
#[derive(Clone, Debug, PartialEq)]
pub enum Definition {
    /// A term.
    Term(TextId),
    /// What it means.
    Details(Vec<Block>),
}

/// GitHub's alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the language reads.
    None,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// An editor's margin note.
#[derive(Clone, Debug, PartialEq)]
pub struct Footnote {
    /// The label as written.
    pub label: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// Whose words a text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// The report itself: its figures are claims of its outlet.
    Report,
    /// The editor's, in a footnote or an alert: no claim of the outlet, so only its links are marked.
    Editor,
}

/// One run of prose: the text of a paragraph, a heading, a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The words without markup. A soft line break is a space, a hard one `\n`; images and footnote references leave nothing.
    pub plain: String,
    /// The styles over the words, properly nested, in the order in which they open: sorted by start, the outer before the
    /// inner, an image before the link that follows it. Offsets are into `plain`. A link holds no other link.
    pub inlines: Vec<Inline>,
    /// Whose words they are.
    pub voice: Voice,
    /// Whether it is a heading's.
    pub heading: bool,
    /// Where each stretch of `plain` came from.
    pub source: SourceMap,
}

/// A style over a range of plain text, or a thing at a place of it (with an empty range).
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// Bytes of [`Text::plain`].
    pub span: ByteSpan,
    /// What stands there.
    pub style: Style,
}

/// What an [`Inline`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum Style {
    /// `*so*`
    Emphasis,
    /// `**so**`
    Strong,
    /// `~~so~~`
    Strikethrough,
    /// `<sup>`
    Superscript,
    /// `<sub>`
    Subscript,
    /// `` `so` ``: shown as it stands, and never marked by a recogniser.
    Code,
    /// A link.
    Link(Link),
    /// An image within a line; an empty range.
    Image(Image),
    /// A reference to the footnote of that index in [`Body::footnotes`]; an empty range.
    FootnoteReference(usize),
    /// A hard line break; covers the `\n`.
    LineBreak,
}

/// A link, with what it leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where it leads.
    pub destination: Destination,
    /// The title in quotation marks after the address.
    pub title: Option<String>,
    /// The bytes of the file that hold the whole link, for messages.
    pub source: ByteSpan,
}

/// What a link leads to, already resolved.
#[derive(Clone, Debug, PartialEq)]
pub enum Destination {
    /// A content file of the dossier, by path or by wikilink: the words refer to it.
    Document {
        /// Which.
        target: DocumentRef,
        /// The anchor on its page, without `#`. Whether it is there is known only when all is read.
        fragment: Option<String>,
    },
    /// `#date:EDTF`: the words mean that date.
    Date(Edtf),
    /// `#said:ID`: the words are that actor's.
    Said(Id),
    /// `#plain`: the words bear no mark.
    Plain,
    /// An anchor of the same page, without `#`.
    Anchor(String),
    /// A file of the site, by its address from the site's root, with a leading `/` and its query and fragment.
    Site(String),
    /// Another site (`https`, `http`, `mailto`, `tel`), checked to be safe.
    External(String),
    /// An address that was refused or is broken; the words stay, without a link.
    Refused,
}

/// An image.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Where it is: a file of the site ([`Destination::Site`]); anything else was refused.
    pub address: Destination,
    /// What it shows, for those who cannot see it.
    pub description: String,
    /// Its caption and credit.
    pub caption: Option<String>,
    /// Where the link leads that the image stands in.
    pub link: Option<Destination>,
}

/// Where the stretches of a plain text stand in the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceMap {
    chunks: Vec<Chunk>,
}

/// A stretch of plain text and its place in the file.
#[derive(Clone, Debug, PartialEq)]
struct Chunk {
    plain: ByteSpan,
    source: ByteSpan,
}

impl SourceMap {
    /// Notes that `plain` came from `source`. Stretches are added in order. Where both have one length they are taken to be
    /// the same bytes; otherwise (an entity, an escape, a line break) the stretch maps as a whole.
    pub fn push(&mut self, plain: ByteSpan, source: ByteSpan) {
        self.chunks.push(Chunk { plain, source });
    }

    /// Joins neighbours that stand side by side in the file as well, as most do: the parser gives a text in many pieces.
    fn fit(&mut self) {
        self.chunks.dedup_by(|next, chunk| chunk.join(next));
        fit(&mut self.chunks);
    }

    /// Moves the stretches to where `place` says that their bytes stand.
    pub(crate) fn move_to(&mut self, place: impl Fn(ByteSpan) -> ByteSpan) {
        for chunk in &mut self.chunks {
            chunk.source = place(chunk.source);
        }
    }

    /// The bytes of the file that hold `plain`, from the first stretch it touches to the last; empty where it touches none.
    #[must_use]
    pub fn source_of(&self, plain: ByteSpan) -> ByteSpan {
        let first = self.chunks.partition_point(|chunk| chunk.plain.end() <= plain.start());
        let after = self.chunks.partition_point(|chunk| chunk.plain.start() < plain.end().max(plain.start() + 1));
        let touched = self.chunks.get(first..after.max(first)).unwrap_or_default();
        match (touched.first(), touched.last()) {
            (Some(head), Some(tail)) => {
                ByteSpan::new(head.at(plain.start(), End::Start), tail.at(plain.end(), End::End))
            }
            _ => self
                .chunks
                .last()
                .map_or_else(ByteSpan::default, |chunk| ByteSpan::new(chunk.source.end(), chunk.source.end())),
        }
    }
}

#[derive(Clone, Copy)]
enum End {
    Start,
    End,
}

impl Chunk {
    /// Takes in the chunk behind it, where the bytes of both run on in the text and in the file, and says whether it did.
    fn join(&mut self, next: &Self) -> bool {
        let are_same_bytes = |chunk: &Self| chunk.plain.len() == chunk.source.len();
        let runs_on = self.plain.end() == next.plain.start() && self.source.end() == next.source.start();
        let joins = runs_on && are_same_bytes(self) && are_same_bytes(next);
        if joins {
            self.plain = self.plain.cover(next.plain);
            self.source = self.source.cover(next.source);
        }
        joins
    }

    fn at(&self, plain: usize, end: End) -> usize {
        if self.plain.len() == self.source.len() {
            return self.source.start() + plain.clamp(self.plain.start(), self.plain.end()) - self.plain.start();
        }
        match end {
            End::Start => self.source.start(),
            End::End => self.source.end(),
        }
    }
}

/// The plain words of all texts of one voice, for search and feeds.
#[must_use]
pub fn plain_text(body: &Body, voice: Voice) -> Arc<str> {
    let texts = body.texts.iter().filter(|text| text.voice == voice);
    texts.map(|text| text.plain.as_str()).collect::<Vec<_>>().join("\n\n").into()
}
