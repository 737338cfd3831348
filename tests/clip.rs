//! `diurna clip`: saved pages as people have them, and the articles that come of them.

mod support;

use support::{Run, Site};

/// Five sentences, so that the page is seen to hold a report.
const REPORT: &str = r#"<p>The ferry <a href="/topics/merganser">Merganser</a> struck the pier at Almond Sound on Monday evening, and
      at least 12 passengers were injured, the coast guard said.</p>
    <figure><img src="pier.jpg"><figcaption>The pier on Tuesday. Photo: A. Ruiz</figcaption></figure>
    <p>“It came in <em>much</em> too fast,” said a passenger [name withheld], who had stood at the rail with two children and
      saw the pilot wave his arms. She asked 1 * 2 * 3 times what had happened.</p>
    <h2>What is known</h2>
    <ul><li>12 hurt</li><li>no one missing</li></ul>
    <p>The company that runs the ferry did not answer questions, and its office in the harbour was closed, as were the ticket
      booths along the quay and the waiting room in which some of those who were hurt had been treated.</p>
    <script>track("&lt;script&gt;")</script>"#;

/// A page as newspapers have them, with that in its head.
fn page(head: &str) -> String {
    format!(
        r#"<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Ferry hits pier at Almond Sound | The Almond Courier</title>{head}</head>
<body>
  <header><h1 class="logo">Courier</h1><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
  <main><article>
    <h1>Ferry hits pier at Almond Sound</h1>
    {REPORT}
  </article>
  <aside><h3>Most read</h3><a href="/x">Ten beaches</a></aside></main>
  <footer>All rights reserved. <a href="/terms">Terms</a></footer>
</body>
</html>"#
    )
}

const FULL_HEAD: &str = r#"
  <link rel="canonical" href="https://courier.example/2024/03/05/ferry">
  <meta property="og:site_name" content="The Almond Courier">
  <script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
    "headline": "Ferry hits pier at Almond Sound", "datePublished": "2024-03-06T02:10:00Z",
    "author": {"@type": "Person", "name": "By Ana Ruiz"}}</script>"#;

fn clip(site: &Site, page: impl AsRef<[u8]>, options: &[&str]) -> Run {
    site.write("page.html", page);
    let mut arguments = vec!["clip", "page.html"];
    arguments.extend(options);
    site.run(&arguments)
}

/// The only article of a dossier, without when its page was saved, which is today.
fn article(site: &Site) -> (String, String) {
    let [path] = support::files_below(&site.path("content/articles")).try_into().expect("one article");
    let text = std::fs::read_to_string(site.path("content/articles").join(&path)).expect("it can be read");
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("retrieved: \"20")).collect();
    (path, lines.join("\n"))
}

#[test]
fn a_saved_page_becomes_an_article() {
    let site = Site::empty();
    let run = clip(&site, page(FULL_HEAD), &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    let (path, text) = article(&site);
    assert_eq!(path, "2024-03-05-ferry-hits-pier-at-almond-sound.md");
    assert_eq!(run.stdout.trim().replace('\\', "/"), format!("./content/articles/{path}"));
    insta::assert_snapshot!(text);
    let check = site.run(&["check", "--strict"]);
    assert_eq!(check.code, 0, "{}", check.stdout);
}

#[test]
fn what_a_page_does_not_say_is_asked_for_and_what_it_only_suggests_is_noted() {
    let site = Site::empty();
    let bare = clip(&site, page(""), &[]);
    assert_eq!(bare.code, 2);
    insta::assert_snapshot!(bare.stderr, @r#"
    error[usage]: the page does not say which outlet it is from
     |
     = help: say it with --source "Name of the outlet"

    1 error
    "#);
    let undated = clip(&site, page(""), &["--source", "Courier"]);
    insta::assert_snapshot!(undated.stderr, @"
    error[usage]: the page does not say when it was published
     |
     = help: say it with --date 2024-09-20

    1 error
    ");
    let told = clip(&site, page(""), &["--url", "https://www.courier.example/2024/03/05/ferry", "--title", "Ferry"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    insta::assert_snapshot!(told.stderr, @"
    note: the page does not name its outlet, so `source` is courier.example
    note: `published` is 2024-03-05, from the address of the page; see that it is right
    ");
    assert_eq!(article(&site).0, "2024-03-05-ferry.md");
}

#[test]
fn a_page_is_clipped_once() {
    let site = Site::empty();
    assert_eq!(clip(&site, page(FULL_HEAD), &[]).code, 0);
    let again = clip(&site, page(FULL_HEAD), &["--title", "Another headline"]);
    assert_eq!(again.code, 2);
    insta::assert_snapshot!(again.stderr.replace('\\', "/"), @"
    error[usage]: https://courier.example/2024/03/05/ferry is in the dossier already: content/articles/2024-03-05-ferry-hits-pier-at-almond-sound.md
     |
     = help: open that file, or remove it first to clip the page anew

    1 error
    ");
}

#[test]
fn two_outlets_may_print_one_headline_on_one_day() {
    let site = Site::empty();
    assert_eq!(clip(&site, page(FULL_HEAD), &[]).code, 0);
    let other = page(FULL_HEAD).replace("https://courier.example", "https://herald.example");
    let run = clip(&site, other.replace("The Almond Courier", "Herald"), &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let files = support::files_below(&site.path("content/articles"));
    let names =
        ["2024-03-05-ferry-hits-pier-at-almond-sound-herald.md", "2024-03-05-ferry-hits-pier-at-almond-sound.md"];
    assert_eq!(files, names);
}

#[test]
fn a_page_is_known_by_its_address_however_it_was_found() {
    let site = Site::empty();
    assert_eq!(clip(&site, page(FULL_HEAD), &[]).code, 0);
    for url in [
        "http://www.courier.example/2024/03/05/ferry/?utm_source=x#comments",
        "https://courier.example/2024/03/05/ferry?",
    ] {
        let again = clip(&site, page(""), &["--url", url, "--source", "Courier"]);
        assert!(again.code == 2 && again.stderr.contains("is in the dossier already"), "{url}: {}", again.stderr);
    }
    let another = clip(&site, page(""), &["--url", "https://courier.example/2024/03/05/ferry?page=2"]);
    assert_eq!(another.code, 0, "{}", another.stderr);
}

#[test]
fn names_of_any_letters_make_a_file_that_can_be_read() {
    for headline in [
        "Ferry\u{92}s pier",
        "🚢🚢",
        "\u{202e}Ferry",
        "福島第一原発の処理水放出",
        "- # : \"x\" {y}",
        &"very long ".repeat(60),
    ] {
        let site = Site::empty();
        let run = clip(&site, page(FULL_HEAD), &["--title", headline]);
        assert_eq!(run.code, 0, "{headline}: {}", run.stderr);
        let check = site.run(&["check"]);
        assert_eq!(check.code, 0, "{headline}: {}", check.stdout);
    }
    let blank = Site::empty().file("page.html", page(FULL_HEAD)).run(&["clip", "page.html", "--source", " "]);
    assert!(blank.code == 2 && blank.stderr.contains("there are no words in it"), "{}", blank.stderr);
    let elsewhere = Site::empty().run(&["clip", "page.html", "--url", "file:///page.html"]);
    assert!(elsewhere.stderr.contains("it is not the address of a page on the web"), "{}", elsewhere.stderr);
}

#[test]
fn what_was_doubtful_is_told() {
    let site = Site::empty();
    let page = page(FULL_HEAD).replace("lang=\"en-GB\"", "lang=\"es\"").replace("12 hurt", "<s>14</s> 12 hurt");
    let run = clip(&site, page, &[]);
    insta::assert_snapshot!(run.stderr, @"
    note: words that the outlet has struck were left out
    note: the page says that it is in another language, but its words are of “en”
    ");
    assert!(article(&site).1.contains("\nlanguage: \"en\""));
}

#[test]
fn an_outlet_with_a_file_is_known_by_its_homepage() {
    let source = "---\nname: Almond Courier\nhomepage: https://courier.example/\n---\n";
    let site = Site::empty().file("content/sources/courier.md", source);
    assert_eq!(clip(&site, page(FULL_HEAD), &[]).code, 0);
    assert!(article(&site).1.contains("source: \"Almond Courier\""));
}

#[test]
fn a_copy_in_the_archive_is_told_from_its_original() {
    let site = Site::empty();
    let url = "https://web.archive.org/web/20240306010203/https://courier.example/2024/03/05/ferry";
    assert_eq!(clip(&site, page(""), &["--url", url, "--source", "Courier"]).code, 0);
    let text = article(&site).1;
    assert!(text.contains("\nurl: \"https://courier.example/2024/03/05/ferry\""), "{text}");
    assert!(text.contains(&format!("\narchived: \"{url}\"")), "{text}");
}

#[test]
fn browsers_say_where_they_saved_a_page_from() {
    let comments = [
        "<!-- saved from url=(0042)https://courier.example/2024/03/05/ferry -->",
        "<!--\n Page saved with SingleFile \n url: https://courier.example/2024/03/05/ferry \n saved date: today\n-->",
    ];
    for comment in comments {
        let site = Site::empty();
        let page = page("").replace("<!doctype html>", &format!("<!doctype html>{comment}"));
        assert_eq!(clip(&site, page, &[]).code, 0);
        assert!(article(&site).1.contains("\nurl: \"https://courier.example/2024/03/05/ferry\""), "{comment}");
    }
}

#[test]
fn old_pages_keep_their_letters() {
    let site = Site::empty();
    let page = page(FULL_HEAD).replace("utf-8", "iso-8859-1").replace("Ana Ruiz", "Ana Peña");
    let latin: Vec<u8> = page.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'"')).collect();
    assert_eq!(clip(&site, latin, &[]).code, 0);
    assert!(article(&site).1.contains("author: \"Ana Peña\""));
}

#[test]
fn what_is_no_report_is_refused_with_a_way_out() {
    let site = Site::empty();
    let deep = format!("<p>{}</p>", "<div>".repeat(2_000));
    let table = [
        ("%PDF-1.7", "page.html is a PDF, not a web page"),
        ("From: <Saved by Blink>", "page.html is a web archive (MHTML), not a web page"),
        ("", "no report was found in page.html"),
        ("<html><body><img src=x></body></html>", "no report was found in page.html"),
        (&deep, "no report was found in page.html"),
        (&"<div>".repeat(200_000), "no report was found in page.html"),
    ];
    for (page, message) in table {
        let run = clip(&site, page, &[]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains(message), "{}", run.stderr);
    }
    let missing = site.run(&["clip", "nowhere.html"]);
    assert!(missing.code == 2 && missing.stderr.contains("cannot read nowhere.html"), "{}", missing.stderr);
    let homeless = Site::nowhere().file("page.html", page(FULL_HEAD)).run(&["clip", "page.html"]);
    assert!(homeless.code == 2 && homeless.stderr.contains("there is no site.yaml"), "{}", homeless.stderr);
    assert!(!site.path("content/articles").exists());
}

#[test]
fn a_page_may_come_from_standard_input() {
    let site = Site::empty();
    let run = site.run_with(&["clip", "-"], &page(FULL_HEAD));
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!article(&site).1.contains("retrieved"));
}
