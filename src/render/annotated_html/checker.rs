//! A strict checker of HTML for tests: far stricter than a browser, it takes only what a careful writer writes.

use std::collections::BTreeMap;

/// What well-formed HTML holds.
#[derive(Default)]
pub(super) struct Checked {
    /// Every id in order.
    pub(super) ids: Vec<String>,
    /// The text of each element with an id, without references to notes.
    pub(super) text_by_id: BTreeMap<String, String>,
    /// The text of all elements with one `data-n`, joined.
    pub(super) text_by_mark: BTreeMap<String, String>,
}

struct Open {
    name: String,
    id: Option<String>,
    mark: Option<String>,
    is_reference: bool,
}

const VOID: [&str; 7] = ["br", "hr", "img", "input", "wbr", "col", "source"];

/// The blocks that a paragraph must not hold.
const BLOCKS: [&str; 12] = ["p", "div", "aside", "ul", "ol", "dl", "table", "blockquote", "pre", "figure", "h2", "hr"];

/// Checks that tags are balanced, attributes quoted and given once, characters escaped, ids unique and links not nested.
pub(super) fn check(html: &str) -> Result<Checked, String> {
    let mut checked = Checked::default();
    let mut open: Vec<Open> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        checked.text(&open, &rest[..at])?;
        rest = &rest[at + 1..];
        let end = tag_end(rest).ok_or("a tag without an end")?;
        let (tag, after) = (&rest[..end], &rest[end + 1..]);
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(opened) if opened.name == name => {}
                opened => return Err(format!("</{name}> closes {:?}", opened.map(|opened| opened.name))),
            }
        } else {
            checked.start(&mut open, tag)?;
        }
    }
    checked.text(&open, rest)?;
    open.pop().map_or(Ok(checked), |open| Err(format!("<{}> is left open", open.name)))
}

fn tag_end(html: &str) -> Option<usize> {
    let mut quoted = false;
    html.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    })
}

impl Checked {
    fn start(&mut self, open: &mut Vec<Open>, tag: &str) -> Result<(), String> {
        let name: String = tag.chars().take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit()).collect();
        let attributes = attributes(&tag[name.len()..])?;
        if name.is_empty()
            || name == "script"
            || name == "style"
            || attributes.keys().any(|name| name.starts_with("on"))
        {
            return Err(format!("<{tag}> must not be there"));
        }
        if name == "a" && open.iter().any(|open| open.name == "a") {
            return Err(format!("<{tag}> stands within a link"));
        }
        if BLOCKS.contains(&name.as_str()) && open.iter().any(|open| open.name == "p") {
            return Err(format!("<{tag}> stands within a paragraph"));
        }
        let id = attributes.get("id").cloned();
        if let Some(id) = &id {
            if id.is_empty() || id.contains(char::is_whitespace) || self.ids.contains(id) {
                return Err(format!("the id {id:?} is empty, no id or taken"));
            }
            self.ids.push(id.clone());
            self.text_by_id.insert(id.clone(), String::new());
        }
        if !VOID.contains(&name.as_str()) {
            let is_reference = attributes.get("class").is_some_and(|class| class == "note-ref");
            open.push(Open { name, id, mark: attributes.get("data-n").cloned(), is_reference });
        }
        Ok(())
    }

    fn text(&mut self, open: &[Open], html: &str) -> Result<(), String> {
        if html.contains('>') {
            return Err(format!("an unescaped > in {html:?}"));
        }
        let text = unescape(html)?;
        if open.iter().any(|open| open.is_reference) {
            return Ok(());
        }
        for open in open {
            if let Some(id) = &open.id {
                self.text_by_id.entry(id.clone()).or_default().push_str(&text);
            }
            if let Some(mark) = &open.mark {
                self.text_by_mark.entry(mark.clone()).or_default().push_str(&text);
            }
        }
        Ok(())
    }
}

fn attributes(mut rest: &str) -> Result<BTreeMap<String, String>, String> {
    let mut attributes = BTreeMap::new();
    while !rest.is_empty() {
        let (name, after) = rest
            .strip_prefix(' ')
            .and_then(|rest| rest.split_once("=\""))
            .ok_or_else(|| format!("an attribute without quotation marks in {rest:?}"))?;
        let (value, after) = after.split_once('"').ok_or("an attribute without an end")?;
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
            return Err(format!("the attribute name {name:?}"));
        }
        if attributes.insert(name.to_owned(), unescape(value)?).is_some() {
            return Err(format!("two attributes {name}"));
        }
        rest = after;
    }
    Ok(attributes)
}

fn unescape(html: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut pieces = html.split('&');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (name, rest) = piece.split_once(';').ok_or_else(|| format!("an unescaped & before {piece:?}"))?;
        text.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "nbsp" => '\u{a0}',
            _ => return Err(format!("the entity &{name};")),
        });
        text.push_str(rest);
    }
    Ok(text)
}
