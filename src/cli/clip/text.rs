//! The text of a report as Markdown: its words as they stand, without what is not its text, and nothing in them that Markdown would
//! give a meaning which the page does not.

use dom_query::Document;

/// Elements that are not the report's text: pictures with their captions, players, fields, the signs of notes.
const NOT_TEXT: &str = "figure:not(:has(table, blockquote, pre)), figcaption, picture, img, svg, video, audio, iframe, object, embed, canvas, input, select, textarea, sup:has(a)";

/// Words that the outlet has taken back.
const STRUCK: &str = "s, strike, del";

/// Elements that are taken for their words alone. Links and stress are the outlet's; and where stress ends within a word, Markdown
/// would show its stars.
const WORDS_ALONE: &[&str] = &[
    "a", "abbr", "b", "button", "cite", "em", "figure", "font", "form", "i", "ins", "mark", "q", "small", "span",
    "strong", "sub", "sup", "u",
];

/// Headings, in which a line has no end.
const BREAKS_IN_HEADINGS: &str = "h1 br, h2 br, h3 br, h4 br, h5 br, h6 br";

/// What stands before a line within quotations and lists.
const MARKERS: &str = " >-+*0123456789.)";

/// The longest name of a character, such as `&nbsp;`.
const LONGEST_ENTITY: usize = 32;

/// The text of a report.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) markdown: String,
    /// Whether words were left out that the outlet has struck.
    pub(super) is_struck: bool,
}

impl Text {
    /// The text of a report's HTML. Headings are below that of the page.
    pub(super) fn of(html: &str) -> Self {
        let report = Document::fragment(html);
        let is_struck = report.select(STRUCK).exists();
        report.select(NOT_TEXT).remove();
        report.select(STRUCK).remove();
        report.select("h1").rename("h2");
        report.select(BREAKS_IN_HEADINGS).replace_with_html(" ");
        report.select("dt, dd").rename("p");
        // Cells that are not of a whole table would run together.
        report.select("td, th").append_html(" ");
        report.select("q").prepend_html("“");
        report.select("q").append_html("”");
        for raised in &report.select("sup") {
            raised.set_text(&raised.text().chars().map(superscript).collect::<String>());
        }
        report.root().strip_elements(WORDS_ALONE);
        Self { markdown: plain(&report.md(None)), is_struck }
    }
}

/// A digit as it stands above the line, so that 10² is not 102.
fn superscript(letter: char) -> char {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    letter.to_digit(10).and_then(|digit| DIGITS.get(digit as usize)).copied().unwrap_or(letter)
}

/// Words without what nobody sees: marks where a word may be parted, and what is no letter at all. What joins letters stays; some
/// languages are not written without.
pub(super) fn visible(words: &str) -> String {
    let is_invisible = |letter: char| matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
    words.chars().filter(|&letter| !is_invisible(letter) && (letter == '\n' || !letter.is_control())).collect()
}

fn plain(markdown: &str) -> String {
    let mut is_code = false;
    let line = |line: &str| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        if is_code || is_fence { line.to_owned() } else { plain_line(line) }
    };
    visible(markdown.trim()).lines().map(line).collect::<Vec<_>>().join("\n")
}

/// A line of Markdown in which nothing has a meaning that only some kinds of Markdown give it: a colon at the head begins a
/// definition, braces in a heading hold its id (with a stroke before them, too), and the name of a character is read as that.
fn plain_line(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let words = line.trim_start_matches(|letter| MARKERS.contains(letter));
    plain.push_str(&line[..line.len() - words.len()]);
    let is_heading = words.starts_with('#');
    if words.starts_with(':') {
        plain.push('\\');
    }
    for (at, letter) in words.char_indices() {
        match letter {
            '{' if is_heading => plain.push_str("&#123;"),
            '&' if is_entity(&words[at..]) => plain.push_str("\\&"),
            _ => plain.push(letter),
        }
    }
    plain
}

/// Whether words begin with the name of a character: `&nbsp;`, `&#8217;`.
fn is_entity(words: &str) -> bool {
    let name = words.chars().skip(1).take(LONGEST_ENTITY);
    let mut after = name.skip_while(|letter| letter.is_ascii_alphanumeric() || *letter == '#');
    after.next() == Some(';')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::content::markdown::{self, tests::ByLook};
    use crate::diagnostic::SourceFile;
    use crate::span::ByteSpan;

    fn escaped(text: &str) -> String {
        text.replace('&', "&amp;").replace('<', "&lt;")
    }

    fn line(words: &str) -> Option<String> {
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    /// The words of each text that Markdown is read as.
    fn read(markdown: &str) -> Vec<String> {
        let file = SourceFile::new("clip.md", markdown);
        let body = markdown::parse(&file, ByteSpan::of(markdown), &ByLook, &mut Vec::new());
        body.texts.iter().filter_map(|text| line(&text.plain)).collect()
    }

    proptest! {
        #[test]
        fn the_words_of_a_page_are_read_as_they_stand(
            blocks in prop::collection::vec((select(vec!["p", "h2", "blockquote", "em"]), "[ -~“”é]{0,40}"), 1..5),
            stressed in 0..40_usize,
        ) {
            let block = |(tag, words): &(&str, String)| {
                let start = words.char_indices().nth(stressed).map_or(words.len(), |(start, _)| start);
                let (plain, stressed) = words.split_at(start);
                format!("<div><{tag}>{}<b>{}</b></{tag}></div>\n", escaped(plain), escaped(stressed))
            };
            let html: String = blocks.iter().map(block).collect();
            let expected: Vec<String> = blocks.iter().filter_map(|(_, words)| line(words)).collect();
            let markdown = Text::of(&html).markdown;
            prop_assert_eq!(read(&markdown), expected, "{}", markdown);
        }
    }

    #[test]
    fn numbers_stay_apart_and_words_stay() {
        let table = [
            ("<p>killed 120<sup><a href='#1'>3</a></sup> people</p>", "killed 120 people"),
            ("<p>10<sup>6</sup> people on the 5<sup>th</sup></p>", "10⁶ people on the 5th"),
            ("<dl><dt>Dead</dt><dd>12</dd></dl>", "Dead\n\n12"),
            ("<p><s>12</s> 15 dead</p>", "15 dead"),
            ("<p>The <button>gang</button> left.</p>", "The gang left."),
            ("<p><b>Dead:</b>12</p>", "Dead:12"),
            ("<p>Bundes&shy;kanzler</p>", "Bundeskanzler"),
            ("<p>He said <q>no</q>.</p>", "He said “no”."),
            ("<h2>One<br>two {x}</h2>", "## One two &#123;x}"),
            ("<blockquote><h2>One {x}</h2></blockquote>", "> ## One &#123;x}"),
            ("<p>Write &amp;copy; for AT&amp;T</p>", "Write \\&copy; for AT&T"),
            ("<figure><img src=x><figcaption>The pier</figcaption></figure><p>Text</p>", "Text"),
            ("<figure><span>Photo</span><img src=x></figure><p>Text</p>", "Text"),
            ("<figure><blockquote>Words</blockquote><figcaption>Who</figcaption></figure>", "> Words"),
        ];
        for (html, markdown) in table {
            assert_eq!(Text::of(html).markdown, markdown, "{html}");
        }
        let table =
            "<figure><table><tr><th>Day</th><th>Dead</th></tr><tr><td>Monday</td><td>12</td></tr></table></figure>";
        assert_eq!(read(&Text::of(table).markdown), ["Day", "Dead", "Monday", "12"]);
        assert!(read(&Text::of("<table><tr><td>Dead<td>12<tr><td>5</table>").markdown).join(" ").contains("Dead 12"));
    }
}
