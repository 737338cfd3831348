//! One text as HTML: the editor's styles and the overlays are *layers* over its words. A pen goes over the words from left to
//! right with the stack of elements that are open. Where a layer ends that others have been opened in, those are closed,
//! and opened again behind it.

use std::cmp::Reverse;
use std::iter::Peekable;

use super::markup::{push_end, push_escaped, push_tag};
use super::{Links, Overlay};
use crate::content::body::{Destination, Image, Link, Style, Text};
use crate::span::ByteSpan;

/// A stretch of a text that is to be written.
pub(super) struct Line<'a> {
    pub(super) text: &'a Text,
    /// The bytes that are written.
    pub(super) span: ByteSpan,
    /// The overlays of this text.
    pub(super) overlays: &'a [Laid<'a>],
    pub(super) links: &'a dyn Links,
    /// Whether images are written.
    pub(super) images: bool,
}

/// An overlay and the id that it may bear.
#[derive(Clone, Copy)]
pub(super) struct Laid<'a> {
    pub(super) overlay: &'a Overlay<'a>,
    pub(super) id: Option<&'a str>,
}

/// An element over a span.
struct Layer<'a> {
    span: ByteSpan,
    kind: Kind<'a>,
}

enum Kind<'a> {
    Overlay(Laid<'a>),
    Style(&'static str),
    Link { href: String, link: &'a Link },
}

/// A thing at a place between words.
#[derive(Clone, Copy)]
enum Thing<'a> {
    Break,
    Image(&'a Image),
    Note(usize),
}

/// The attributes that make an element a link, without which it is but a span.
const LINK_ATTRIBUTES: [&str; 7] = ["href", "hreflang", "rel", "target", "download", "type", "ping"];

/// What a link to another site says of it, for themes that show it and for browsers.
const EXTERNAL: &str = "external noopener";

impl Line<'_> {
    /// Writes the line. `note` gives the HTML of a reference to the footnote of that index; none where it is left out.
    pub(super) fn write(&self, out: &mut String, note: &mut dyn FnMut(usize) -> Option<String>) {
        if self.text.plain.get(self.span.range()).is_none() {
            return;
        }
        let layers = self.layers();
        let mut layers = layers.iter().peekable();
        let mut things = self.things().into_iter().peekable();
        let mut pen = Pen { out, open: Vec::new(), links: self.links };
        let mut at = self.span.start();
        loop {
            pen.close_at(at);
            while let Some((_, thing)) = things.next_if(|(place, _)| *place <= at) {
                pen.put(thing, note);
            }
            while let Some(layer) = layers.next_if(|layer| layer.span.start() <= at) {
                pen.open(layer, false);
            }
            if at >= self.span.end() {
                break;
            }
            let next = self.next_stop(&mut layers, &mut things, &pen);
            push_escaped(pen.out, ByteSpan::new(at, next).of_text(&self.text.plain));
            at = next;
        }
        pen.close_down_to(0);
    }

    /// Where something begins or ends next.
    fn next_stop<'l>(
        &self,
        layers: &mut Peekable<impl Iterator<Item = &'l Layer<'l>>>,
        things: &mut Peekable<impl Iterator<Item = (usize, Thing<'l>)>>,
        pen: &Pen<'_, '_>,
    ) -> usize {
        let begins = layers.peek().map(|layer| layer.span.start());
        let stands = things.peek().map(|(place, _)| *place);
        let ends = pen.open.iter().map(|open| open.layer.span.end()).min();
        [begins, stands, ends].into_iter().flatten().min().unwrap_or(self.span.end()).min(self.span.end())
    }

    /// The layers in the order in which they open: by start, the longer first, overlays around styles of their length.
    fn layers(&self) -> Vec<Layer<'_>> {
        let overlays = self.overlays.iter().filter_map(|laid| {
            let span = laid.overlay.span;
            self.text.plain.get(span.range())?;
            // Of an overlay that began before this line, another line has shown the first piece.
            let id = laid.id.filter(|_| span.start() >= self.span.start());
            Some(Layer { span: self.clip(span)?, kind: Kind::Overlay(Laid { id, ..*laid }) })
        });
        let styles = self
            .text
            .inlines
            .iter()
            .filter_map(|inline| Some(Layer { span: self.clip(inline.span)?, kind: self.kind(&inline.style)? }));
        let mut layers: Vec<_> = overlays.chain(styles).collect();
        layers.sort_by_key(|layer| (layer.span.start(), Reverse(layer.span.end())));
        layers
    }

    fn clip(&self, span: ByteSpan) -> Option<ByteSpan> {
        let (start, end) = (span.start().max(self.span.start()), span.end().min(self.span.end()));
        (start < end).then(|| ByteSpan::new(start, end))
    }

    fn kind<'s>(&self, style: &'s Style) -> Option<Kind<'s>> {
        Some(Kind::Style(match style {
            Style::Emphasis => "em",
            Style::Strong => "strong",
            Style::Strikethrough => "s",
            Style::Superscript => "sup",
            Style::Subscript => "sub",
            Style::Code => "code",
            Style::Link(link) => return Some(Kind::Link { href: href(self.links, &link.destination)?, link }),
            Style::Image(_) | Style::FootnoteReference(_) | Style::LineBreak => return None,
        }))
    }

    /// The things of this line. What stands at its end belongs to it, what stands at its start to the line before.
    fn things(&self) -> Vec<(usize, Thing<'_>)> {
        let (start, end) = (self.span.start(), self.span.end());
        let things = self.text.inlines.iter().filter_map(|inline| {
            let place = inline.span.start();
            let is_here = (place > start || start == 0) && place <= end;
            match &inline.style {
                Style::LineBreak => (start <= place && place < end).then_some((place, Thing::Break)),
                Style::Image(image) => (is_here && self.images).then_some((place, Thing::Image(image))),
                Style::FootnoteReference(number) => is_here.then_some((place, Thing::Note(*number))),
                _ => None,
            }
        });
        things.collect()
    }
}

/// The address of a link that a reader can follow.
fn href(links: &dyn Links, destination: &Destination) -> Option<String> {
    match destination {
        Destination::Date(_) | Destination::Said(_) | Destination::Plain | Destination::Refused => None,
        _ => links.href(destination),
    }
}

/// Writes words and keeps the elements that are open.
struct Pen<'o, 'a> {
    out: &'o mut String,
    open: Vec<Open<'a>>,
    links: &'a dyn Links,
}

#[derive(Clone, Copy)]
struct Open<'a> {
    layer: &'a Layer<'a>,
    /// The element that was written; none for a link within a link.
    element: Option<&'static str>,
}

impl<'a> Pen<'_, 'a> {
    fn in_link(&self) -> bool {
        self.open.iter().any(|open| open.element == Some("a"))
    }

    /// Opens the element of a layer, `again` where it was cut.
    fn open(&mut self, layer: &'a Layer<'a>, again: bool) {
        let in_link = self.in_link();
        let element = match &layer.kind {
            Kind::Overlay(laid) => Some(self.open_overlay(*laid, in_link, again)),
            Kind::Style(name) => {
                push_tag(self.out, name, []);
                Some(*name)
            }
            Kind::Link { .. } if in_link => None,
            Kind::Link { href, link } => {
                self.open_link(href, &link.destination, link.title.as_deref());
                Some("a")
            }
        };
        self.open.push(Open { layer, element });
    }

    fn open_overlay(&mut self, laid: Laid<'_>, in_link: bool, again: bool) -> &'static str {
        let element = &laid.overlay.element;
        let demoted = in_link && element.name == "a";
        let name = if demoted { "span" } else { element.name };
        let id = laid.id.filter(|_| !again).map(|id| ("id", id));
        let attributes = element.attributes.iter().map(|(name, value)| (*name, value.as_ref()));
        let kept = attributes.filter(|(name, _)| !demoted || !LINK_ATTRIBUTES.contains(name));
        push_tag(self.out, name, id.into_iter().chain(kept));
        name
    }

    fn open_link(&mut self, href: &str, destination: &Destination, title: Option<&str>) {
        let is_site = href.starts_with("http") && matches!(destination, Destination::External(_));
        let rel = is_site.then_some(("rel", EXTERNAL));
        let title =
            title.filter(|_| !matches!(destination, Destination::Document { .. })).map(|title| ("title", title));
        push_tag(self.out, "a", [("href", href)].into_iter().chain(title).chain(rel));
    }

    /// Closes the elements that end at `at`, and for their sake those within them, which are opened again.
    fn close_at(&mut self, at: usize) {
        let Some(outermost) = self.open.iter().position(|open| open.layer.span.end() <= at) else { return };
        for cut in self.close_down_to(outermost) {
            if cut.layer.span.end() > at {
                self.open(cut.layer, true);
            }
        }
    }

    /// Closes all but the outermost `keep` elements; returns those closed, the outer first.
    fn close_down_to(&mut self, keep: usize) -> Vec<Open<'a>> {
        let closed = self.open.split_off(keep);
        for open in closed.iter().rev() {
            if let Some(name) = open.element {
                push_end(self.out, name);
            }
        }
        closed
    }

    fn put(&mut self, thing: Thing<'_>, note: &mut dyn FnMut(usize) -> Option<String>) {
        match thing {
            // The `\n` itself follows as a word would.
            Thing::Break => self.out.push_str("<br>"),
            Thing::Image(image) => self.image(image),
            Thing::Note(number) => {
                if let Some(reference) = note(number) {
                    self.outside_links(&reference);
                }
            }
        }
    }

    /// An image, in a link of its own where it stands in a link that is not open here; nothing where it has no address.
    fn image(&mut self, image: &Image) {
        let Some(source) = image_source(image, self.links) else { return };
        let link = image.link.as_ref().filter(|_| !self.in_link());
        let href = link.and_then(|link| Some((href(self.links, link)?, link)));
        if let Some((href, destination)) = &href {
            self.open_link(href, destination, None);
        }
        push_tag(self.out, "img", [("src", source.as_str()), ("alt", &image.description), ("loading", "lazy")]);
        if href.is_some() {
            push_end(self.out, "a");
        }
    }

    /// Writes HTML that holds a link: one that is open is cut.
    fn outside_links(&mut self, html: &str) {
        let outermost = self.open.iter().position(|open| open.element == Some("a")).unwrap_or(self.open.len());
        let cut = self.close_down_to(outermost);
        self.out.push_str(html);
        for open in cut {
            self.open(open.layer, true);
        }
    }
}

fn image_source(image: &Image, links: &dyn Links) -> Option<String> {
    if image.address == Destination::Refused { None } else { links.image(&image.address) }
}

/// Appends a figure: an image alone, with its link and its caption; nothing where it has no address.
pub(super) fn push_figure(out: &mut String, image: &Image, links: &dyn Links) {
    if image_source(image, links).is_none() {
        return;
    }
    push_tag(out, "figure", []);
    Pen { out, open: Vec::new(), links }.image(image);
    if let Some(caption) = &image.caption {
        push_tag(out, "figcaption", []);
        push_escaped(out, caption);
        push_end(out, "figcaption");
    }
    out.push_str("</figure>\n");
}
