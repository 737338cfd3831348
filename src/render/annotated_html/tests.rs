//! Tests of laying marks over Markdown.

use insta::assert_snapshot;
use proptest::prelude::*;

use super::checker::{Checked, check};
use super::{Element, Links, Overlay, Page, Words, plain_span, write, write_excerpts, write_span};
use crate::content::body::{Body, Destination, TextId};
use crate::content::markdown::tests::{any_markdown, read};
use crate::span::ByteSpan;

struct Addresses;

impl Links for Addresses {
    fn href(&self, destination: &Destination) -> Option<String> {
        Some(match destination {
            Destination::Document { target, .. } => format!("/measures/{}/", target.id),
            Destination::Anchor(anchor) => format!("#{anchor}"),
            Destination::Site(address) | Destination::External(address) => address.clone(),
            _ => return None,
        })
    }
}

const WORDS: Words<'static> = Words {
    note: "Note",
    back: "Back to the text",
    table: "Table",
    done: "Done",
    to_do: "To do",
    gap: "[…]",
    alerts: ["Note", "Tip", "Important", "Warning", "Caution"],
};

fn page<'a>(body: &'a Body, overlays: &'a [Overlay<'a>], anchors: &'a [&'a str]) -> Page<'a> {
    Page { body, overlays, links: &Addresses, words: WORDS, anchors, first_heading: 2 }
}

/// The HTML of `markdown` without overlays and anchors, checked.
fn html(markdown: &str) -> String {
    marked(markdown, &[])
}

/// The HTML of `markdown`, checked, where each of `words` bears an element of that name: the first text that has the words.
fn marked(markdown: &str, words: &[(&str, &'static str)]) -> String {
    let (body, _) = read(markdown);
    let overlays = overlays(&body, words);
    let html = write(&page(&body, &overlays, &[]));
    check(&html).expect("the HTML is well formed");
    html
}

fn overlays(body: &Body, words: &[(&str, &'static str)]) -> Vec<Overlay<'static>> {
    let overlay = |(number, (words, name)): (usize, &(&str, &'static str))| {
        let mut texts = body.texts.iter().enumerate();
        let (text, start) = texts.find_map(|(text, found)| Some((text, found.plain.find(words)?))).unwrap();
        let href = (*name == "a").then(|| ("href", format!("/m{number}/").into()));
        let attributes = href.into_iter().chain([("class", "mark".into())]).collect();
        let span = ByteSpan::new(start, start + words.len());
        Overlay {
            text: TextId::new(text),
            span,
            element: Element { name, attributes },
            id: Some(format!("m{number}").into()),
        }
    };
    words.iter().enumerate().map(overlay).collect()
}

#[test]
fn marks_and_styles_cross_and_nest() {
    let cases = [
        ("a *b c* d", vec![("c d", "mark")]),
        ("a *b c* d", vec![("a b", "mark")]),
        ("a **b c** d", vec![("b c", "mark"), ("c", "data")]),
        ("a b c d", vec![("a b c", "mark"), ("b c d", "q"), ("c", "data")]),
        ("a\\\nb", vec![("a\nb", "mark")]),
        ("a `b` & <c>d</c>", vec![("b & d", "mark")]),
    ];
    let lines: Vec<_> = cases.iter().map(|(markdown, words)| marked(markdown, words)).collect();
    assert_snapshot!(lines.concat(), @r#"
    <p>a <em>b <mark id="m0" class="mark">c</mark></em><mark class="mark"> d</mark></p>
    <p><mark id="m0" class="mark">a <em>b</em></mark><em> c</em> d</p>
    <p>a <mark id="m0" class="mark"><strong>b <data id="m1" class="mark">c</data></strong></mark> d</p>
    <p><mark id="m0" class="mark">a <q id="m1" class="mark">b <data id="m2" class="mark">c</data></q></mark><q class="mark"> d</q></p>
    <p><mark id="m0" class="mark">a<br>
    b</mark></p>
    <p>a <mark id="m0" class="mark"><code>b</code> &amp; d</mark></p>
    "#);
}

#[test]
fn a_link_is_never_within_a_link() {
    let cases = [
        ("[27 dead](deaths.md)", vec![("27 dead", "a")]),
        ("[27 dead](deaths.md)", vec![("27 dead", "data")]),
        ("[27 dead and more](deaths.md)", vec![("27 dead", "a")]),
        ("at least [27 dead](deaths.md)", vec![("at least 27 dead", "a")]),
        ("at [least 27](deaths.md) dead", vec![("27 dead", "a")]),
        ("at least [27 dead](deaths.md)", vec![("least 27", "a")]),
        ("27[^n] *dead[^n]*\n\n[^n]: why", vec![("27 dead", "a")]),
        ("[![map](map.png) a map](https://a.org \"Maps\")", vec![]),
        ("[July](#date:2024-07) and [103](#plain)", vec![]),
    ];
    let lines: Vec<_> = cases.iter().map(|(markdown, words)| marked(markdown, words)).collect();
    assert_snapshot!(lines.concat(), @r##"
    <p><a id="m0" href="/m0/" class="mark">27 dead</a></p>
    <p><data id="m0" class="mark"><a href="/measures/deaths/">27 dead</a></data></p>
    <p><a href="/measures/deaths/"><span id="m0" class="mark">27 dead</span> and more</a></p>
    <p><a id="m0" href="/m0/" class="mark">at least 27 dead</a></p>
    <p>at <a href="/measures/deaths/">least <span id="m0" class="mark">27</span></a><a href="/m0/" class="mark"> dead</a></p>
    <p>at <a id="m0" href="/m0/" class="mark">least 27</a><a href="/measures/deaths/"> dead</a></p>
    <p><a id="m0" href="/m0/" class="mark">27</a><sup><a class="note-ref" href="#note-n" id="note-ref-n" role="doc-noteref" aria-describedby="note-n" aria-label="Note 1">1</a></sup><a href="/m0/" class="mark"> <em>dead</em></a><sup><a class="note-ref" href="#note-n" id="note-ref-n-2" role="doc-noteref" aria-describedby="note-n" aria-label="Note 1">1</a></sup></p>
    <aside role="note" class="margin-note" id="note-n"><a class="note-back" href="#note-ref-n" role="doc-backlink" aria-label="Back to the text 1">1</a>
    <p>why</p>
    </aside>
    <p><a href="https://a.org" rel="external noopener"><img src="/map.png" alt="map" loading="lazy"></a><a href="https://a.org" title="Maps" rel="external noopener"> a map</a></p>
    <p>July and 103</p>
    "##);
}

#[test]
fn notes_stand_behind_the_block_that_refers_to_them() {
    assert_snapshot!(html(
        "One[^why] two[^why].\n\n- item[^b]\n\n| a[^Ünïcode!] |\n|---|\n| b |\n\n[^why]: Because[^c].\n\n    > Quoted.\n\n[^b]: B\n\n\
         [^Ünïcode!]: U\n\n[^c]: C"
    ), @r##"
    <p>One<sup><a class="note-ref" href="#note-why" id="note-ref-why" role="doc-noteref" aria-describedby="note-why" aria-label="Note 1">1</a></sup> two<sup><a class="note-ref" href="#note-why" id="note-ref-why-2" role="doc-noteref" aria-describedby="note-why" aria-label="Note 1">1</a></sup>.</p>
    <aside role="note" class="margin-note" id="note-why"><a class="note-back" href="#note-ref-why" role="doc-backlink" aria-label="Back to the text 1">1</a>
    <p>Because<sup><a class="note-ref" href="#note-c" id="note-ref-c" role="doc-noteref" aria-describedby="note-c" aria-label="Note 4">4</a></sup>.</p>
    <blockquote>
    <p>Quoted.</p>
    </blockquote>
    </aside>
    <aside role="note" class="margin-note" id="note-c"><a class="note-back" href="#note-ref-c" role="doc-backlink" aria-label="Back to the text 4">4</a>
    <p>C</p>
    </aside>
    <ul>
    <li>item<sup><a class="note-ref" href="#note-b" id="note-ref-b" role="doc-noteref" aria-describedby="note-b" aria-label="Note 2">2</a></sup>
    <aside role="note" class="margin-note" id="note-b"><a class="note-back" href="#note-ref-b" role="doc-backlink" aria-label="Back to the text 2">2</a>
    <p>B</p>
    </aside>
    </li>
    </ul>
    <div class="table-scroll" tabindex="0" role="region" aria-label="Table 1">
    <table>
    <thead>
    <tr><th scope="col">a<sup><a class="note-ref" href="#note-unicode" id="note-ref-unicode" role="doc-noteref" aria-describedby="note-unicode" aria-label="Note 3">3</a></sup></th></tr>
    </thead>
    <tbody>
    <tr><td>b</td></tr>
    </tbody>
    </table>
    </div>
    <aside role="note" class="margin-note" id="note-unicode"><a class="note-back" href="#note-ref-unicode" role="doc-backlink" aria-label="Back to the text 3">3</a>
    <p>U</p>
    </aside>
    "##);
}

#[test]
fn blocks_are_valid_html() {
    assert_snapshot!(html(
        "# Toll\n\n### Deep\n\n> [!WARNING]\n> Doubtful.\n\n> Quoted.\n\n- [x] done\n- [ ] to do\n\n3. a\n\n   b\n\n\
         | a | b |\n|---|--:|\n| 1 | *2* |\n\nterm\n: meaning\n\n```unknown\na < b\n```\n\n![a \"b\"](c.png \"Credit\")\n\n---\n\n<p>raw</p>"
    ), @r#"
    <h2 id="toll">Toll</h2>
    <h3 id="deep">Deep</h3>
    <aside class="alert alert-warning" role="note">
    <p class="alert-title">Warning</p>
    <p>Doubtful.</p>
    </aside>
    <blockquote>
    <p>Quoted.</p>
    </blockquote>
    <ul>
    <li class="task"><input type="checkbox" disabled="" aria-label="Done" checked=""> done
    </li>
    <li class="task"><input type="checkbox" disabled="" aria-label="To do"> to do
    </li>
    </ul>
    <ol start="3">
    <li><p>a</p>
    <p>b</p>
    </li>
    </ol>
    <div class="table-scroll" tabindex="0" role="region" aria-label="Table 1">
    <table>
    <thead>
    <tr><th scope="col">a</th><th scope="col" class="right">b</th></tr>
    </thead>
    <tbody>
    <tr><td>1</td><td class="right"><em>2</em></td></tr>
    </tbody>
    </table>
    </div>
    <dl>
    <dt>term</dt>
    <dd>
    meaning
    </dd>
    </dl>
    <pre tabindex="0"><code class="language-unknown">a &lt; b
    </code></pre>
    <figure><img src="/c.png" alt="a &quot;b&quot;" loading="lazy"><figcaption>Credit</figcaption></figure>
    <hr>
    <p>raw</p>
    "#);
}

#[test]
fn hostile_html_is_harmless() {
    let cases = [
        "<script>alert(1)</script>",
        "a <script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<p><a href=javascript:alert(1)>x</a></p>",
        "<p><a href=\"&#106;avascript:alert(1)\">x</a></p>",
        "<svg onload=alert(1)><title>x</title></svg>",
        "<div><b>unclosed",
        "</div></p>x",
        "<style>p{}</style>",
        "<p style=\"position:fixed\" id=\"main\" class=\"x\" data-x=\"y\">x</p>",
        "<meta http-equiv=refresh content=\"0;url=https://a.org\">",
        "<!-- --!><script>alert(1)</script> -->",
        "<!--><script>alert(1)</script>-->",
        "<p>a<!-- <script>kept quiet</script> --></p>",
        "<iframe src=https://a.org></iframe>",
        "<form action=/><input name=x></form>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<p><a href=/x>root</a> <a href=https://a.org target=_blank>out</a></p>",
        "[x](javascript:alert(1)) <javascript:alert(1)>",
        "<b onclick=alert(1)>x</b> <a href=/x>y</a>",
    ];
    let shown = cases.map(|case| {
        let mut told: Vec<_> = read(case).1.into_iter().map(|diagnostic| diagnostic.code.to_string()).collect();
        told.dedup();
        format!("{case}\n    {} {told:?}\n", html(case).trim_end())
    });
    assert_snapshot!(shown.concat(), @r#"
    <script>alert(1)</script>
         ["html-removed"]
    a <script>alert(1)</script>
        <p>a alert(1)</p> ["html-removed"]
    <img src=x onerror=alert(1)>
         ["html-removed"]
    <p><a href=javascript:alert(1)>x</a></p>
        <p><a>x</a></p> ["html-removed"]
    <p><a href="&#106;avascript:alert(1)">x</a></p>
        <p><a>x</a></p> ["html-removed"]
    <svg onload=alert(1)><title>x</title></svg>
        <p>x</p> ["html-removed"]
    <div><b>unclosed
        <div><b>unclosed</b></div> ["html-removed"]
    </div></p>x
        <p></p>x []
    <style>p{}</style>
         ["html-removed"]
    <p style="position:fixed" id="main" class="x" data-x="y">x</p>
        <p class="x">x</p> ["html-removed"]
    <meta http-equiv=refresh content="0;url=https://a.org">
         ["html-removed"]
    <!-- --!><script>alert(1)</script> -->
         --&gt; []
    <!--><script>alert(1)</script>-->
        --&gt; []
    <p>a<!-- <script>kept quiet</script> --></p>
        <p>a</p> []
    <iframe src=https://a.org></iframe>
         ["html-removed"]
    <form action=/><input name=x></form>
         ["html-removed"]
    <math><mtext><table><mglyph><style><img src=x onerror=alert(1)>
         ["html-removed"]
    <p><a href=/x>root</a> <a href=https://a.org target=_blank>out</a></p>
        <p><a>root</a> <a href="https://a.org">out</a></p> ["html-removed"]
    [x](javascript:alert(1)) <javascript:alert(1)>
        <p>x javascript:alert(1)</p> ["unsafe-link"]
    <b onclick=alert(1)>x</b> <a href=/x>y</a>
        <p><strong>x</strong> y</p> ["html-removed"]
    "#);
}

#[test]
fn excerpts_hold_marked_sentences_and_their_notes() {
    let (body, _) = read(
        "One is *here*. Two is not[^a]. Three is[^b]. Four too.\n\n> [!NOTE]\n> Ours.\n\nFive.\n\n[^a]: A\n\n[^b]: B",
    );
    let overlays = overlays(&body, &[("One", "mark"), ("Three is. Four", "mark"), ("Ours", "mark"), ("Five", "mark")]);
    let ends_after_stop = |plain: &str| {
        let starts = std::iter::once(0).chain(plain.match_indices(". ").map(|(at, _)| at + 2));
        let ends = plain.match_indices(". ").map(|(at, _)| at + 1).chain([plain.len()]);
        starts.zip(ends).map(|(start, end)| ByteSpan::new(start, end)).collect::<Vec<_>>()
    };
    let sentences: Vec<_> = body.texts.iter().map(|text| ends_after_stop(&text.plain)).collect();
    let anchors: Vec<_> = (0..body.texts.len()).map(|number| format!("p{number}")).collect();
    let anchors: Vec<&str> = anchors.iter().map(String::as_str).collect();
    let html = write_excerpts(&page(&body, &overlays, &anchors), &sentences);
    check(&html).expect("the HTML is well formed");
    assert_snapshot!(html, @r##"
    <p class="excerpt" id="p0"><mark id="m0" class="mark">One</mark> is <em>here</em>.</p>
    <p class="excerpt-gap">[…]</p>
    <p class="excerpt"><mark id="m1" class="mark">Three is<sup><a class="note-ref" href="#note-b" id="note-ref-b" role="doc-noteref" aria-describedby="note-b" aria-label="Note 2">2</a></sup>.</mark></p>
    <aside role="note" class="margin-note" id="note-b"><a class="note-back" href="#note-ref-b" role="doc-backlink" aria-label="Back to the text 2">2</a>
    <p id="p4">B</p>
    </aside>
    <p class="excerpt"><mark class="mark">Four</mark> too.</p>
    <p class="excerpt" id="p2"><mark id="m3" class="mark">Five</mark>.</p>
    "##);
}

#[test]
fn a_span_is_written_without_ids() {
    let (body, _) = read("First[^n]. *At least 28* died\\\nthere. Last.\n\n[^n]: n");
    let overlays = overlays(&body, &[("least 28 died", "a")]);
    let text = &body.texts[0];
    let span = ByteSpan::new(text.plain.find("At").unwrap(), text.plain.find(" Last").unwrap());
    assert_snapshot!(write_span(&body, TextId::new(0), span, &overlays, &Addresses), @r#"
    <em>At <a href="/m0/" class="mark">least 28</a></em><a href="/m0/" class="mark"> died</a><br>
    there.
    "#);
    assert_eq!(plain_span(text, span), "At least 28 died there.");
}

#[test]
fn ids_are_given_once() {
    let (body, _) = read("## Toll {#note-a}\n\nText[^a] and[^a-2] and[^a].\n\n[^a]: a\n\n[^a-2]: b");
    let mut overlays = overlays(&body, &[("Text", "mark"), ("and", "mark")]);
    for overlay in &mut overlays {
        overlay.id = Some("note-a".into());
    }
    let html = write(&page(&body, &overlays, &["x", "note-a"]));
    let ids = check(&html).expect("the HTML is well formed").ids;
    assert_eq!(ids, ["note-a", "note-ref-a", "note-ref-a-2", "note-ref-a-3", "note-a-2", "note-a-2-2"]);
}

#[test]
fn a_long_paragraph_with_many_marks_takes_linear_time() {
    const WORD: &str = "*seven* plus ";
    const MARKS: usize = 10_000;
    let (body, _) = read(&WORD.repeat(1_000_000 / WORD.len()));
    let step = body.texts[0].plain.len() / MARKS;
    let overlays: Vec<_> = (0..MARKS)
        .map(|number| Overlay {
            text: TextId::new(0),
            span: ByteSpan::new(number * step, (number + 2) * step),
            element: Element { name: "mark", attributes: Vec::new() },
            id: Some(format!("m{number}").into()),
        })
        .collect();
    let html = write(&page(&body, &overlays, &[]));
    assert!(html.len() > body.texts[0].plain.len());
}

#[test]
fn hostile_markdown_is_written_to_its_end() {
    const TIMES: usize = 8_000;
    let pieces = [
        "[^n] ",
        "<b>",
        "<b>x</b>",
        "[a](b.md) ",
        "> ",
        "- a\n",
        "# T\n",
        "*a ",
        "![i](p) ",
        "| a ",
        "[^x] ",
        "`c` ",
        "[^a]: x\n\n",
        "&amp;",
        "<br>",
        "[[w]]",
        "\n\n<p>x</p>\n\n",
        "<a ",
        "[",
        "`",
        "*_",
        "term\n: a\n",
        "```a\nb\n```\n",
    ];
    for piece in pieces {
        html(&(piece.repeat(TIMES) + "\n\n[^n]: note"));
    }
}

/// Overlays at random places, each with its number in `data-n`.
fn lay(body: &Body, places: &[(usize, usize, usize, usize)]) -> Vec<Overlay<'static>> {
    let boundary =
        |plain: &str, at: usize| (0..=at % (plain.len() + 1)).rev().find(|at| plain.is_char_boundary(*at)).unwrap();
    let texts = body.texts.len().max(1);
    let overlay = |(number, &(text, a, b, kind)): (usize, &(usize, usize, usize, usize))| {
        let plain = &body.texts.get(text % texts)?.plain;
        let (a, b) = (boundary(plain, a), boundary(plain, b));
        let name = ["a", "mark", "span"][kind % 3];
        let attributes = vec![("href", "/x/\"<>&".into()), ("data-n", number.to_string().into())];
        let attributes = attributes.into_iter().filter(|(key, _)| *key != "href" || name == "a").collect();
        let span = ByteSpan::new(a.min(b), a.max(b));
        Some(Overlay {
            text: TextId::new(text % texts),
            span,
            element: Element { name, attributes },
            id: Some(format!("diurna-mark-{number}").into()),
        })
    };
    places.iter().enumerate().filter_map(overlay).collect()
}

proptest! {
    #[test]
    fn any_markdown_with_any_marks_is_well_formed_and_keeps_its_words(
        markdown in any_markdown(),
        places in proptest::collection::vec((0..20_usize, 0..60_usize, 0..60_usize, 0..3_usize), 0..12),
    ) {
        let (body, _) = read(&markdown);
        let overlays = lay(&body, &places);
        let anchors: Vec<_> = (0..body.texts.len()).map(|number| format!("diurna-text-{number}")).collect();
        let anchors: Vec<&str> = anchors.iter().map(String::as_str).collect();
        let html = write(&page(&body, &overlays, &anchors));
        let Checked { text_by_id, text_by_mark, .. } = match check(&html) {
            Ok(checked) => checked,
            Err(problem) => return Err(TestCaseError::fail(format!("{problem}: {html}"))),
        };
        for (text, anchor) in body.texts.iter().zip(&anchors).filter(|(text, _)| !text.heading) {
            prop_assert_eq!(text_by_id.get(*anchor), Some(&text.plain), "{}", html);
        }
        for overlay in &overlays {
            let words = overlay.span.of_text(&body.text(overlay.text).plain);
            let number = &overlay.element.attributes.last().unwrap().1;
            prop_assert_eq!(text_by_mark.get(number.as_ref()).map_or("", String::as_str), words, "{}", html);
        }
        let sentences: Vec<_> = body.texts.iter().map(|text| vec![ByteSpan::of(&text.plain)]).collect();
        check(&write_excerpts(&page(&body, &overlays, &anchors), &sentences)).map_err(TestCaseError::fail)?;
        for text in body.text_ids() {
            check(&write_span(&body, text, ByteSpan::of(&body.text(text).plain), &overlays, &Addresses)).map_err(TestCaseError::fail)?;
        }
    }
}
