//! `diurna build`, told as stories: a dossier, a build, and what a reader finds.

mod support;

use std::fs;
use std::process::Command;

use support::{Site, files_below};

/// Two outlets on one flood; the second corrects the first.
fn flood() -> Site {
    Site::empty()
        .article(
            "2024-05-02-flood",
            "2024-05-02",
            "Ilda Morro, the mayor of Sandvik, said at least 14 people were killed in Wednesday's flood. Mayor Morro spoke in Sandvik.\n\nIlda Morro will meet ministers on Monday.",
        )
        .file(
            "content/articles/2024-05-09-toll.md",
            "---\ntitle: Toll is lower, says council\nsource: The Evening Post\npublished: 2024-05-09\n---\n\nThe flood of May 1 left [11 dead](../measures/deaths.md), the council of Sandvik said. Ilda Morro did not comment.\n",
        )
        .file(
            "content/measures/deaths.md",
            "---\ntitle: Deaths in the flood\nunit: people\nkind: total\nevent: 2024-05-01-flood\nnouns: {en: [killed, dead]}\n---\n\nWho died.\n",
        )
        .file("content/events/2024-05-01-flood.md", "---\ntitle: The flood of Sandvik\ndate: 2024-05-01\n---\n\nThe river rises.\n")
}

#[test]
fn raw_reports_alone_make_a_useful_dossier() {
    let site = Site::nowhere()
        .file("site.yaml", "title: Raw\n")
        .article(
            "2024-09-20-call",
            "2024-09-20",
            "Ansel Brook called Petra Lind on Friday. Mr. Brook said 27 people were killed. Ansel Brook left.",
        )
        .article(
            "2024-09-21-reply",
            "2024-09-21",
            "Petra Lind answered Ansel Brook on Saturday. At least 28 people were killed, she said.",
        );
    let page = site.build().page("articles/2024-09-20-call/index.html");
    assert!(page.contains("datetime=\"2024-09-20\""), "“on Friday” is the day of publication");
    assert!(page.contains("27 people"));
    let actors = site.page("actors/index.html");
    assert!(actors.contains("Ansel Brook") && actors.contains("Petra Lind"), "names that recur are provisional actors");
}

#[test]
fn a_ledger_gathers_what_reports_say_and_where_they_disagree() {
    let site = flood();
    let ledger = site.build().page("measures/deaths/index.html");
    for expected in ["at least 14 people", "11 dead", "The Evening Post", "Wire"] {
        assert!(ledger.contains(expected), "{expected} is missing");
    }
    let disagreements = site.page("disagreements/index.html");
    assert!(disagreements.contains("Deaths in the flood"));
}

#[test]
fn every_link_stays_below_the_sites_own_path() {
    let site = flood();
    for path in site.build().files().iter().filter(|path| path.strip_suffix(".html").is_some()) {
        let page = site.page(path);
        for part in page.split(" href=\"").skip(1).chain(page.split(" src=\"").skip(1)) {
            let address = part.split('"').next().unwrap();
            let local = address.starts_with("/repo/") || address.starts_with('#');
            assert!(local || address.starts_with("https://example.org/repo/"), "{path} links to {address}");
        }
    }
}

#[test]
fn the_same_dossier_gives_the_same_bytes() {
    let site = flood();
    for folder in ["one", "two"] {
        assert_eq!(site.run(&["build", "--output", folder]).code, 0);
    }
    let (one, two) = (site.path("one"), site.path("two"));
    assert_eq!(files_below(&one), files_below(&two));
    for path in files_below(&one) {
        assert!(fs::read(one.join(&path)).unwrap() == fs::read(two.join(&path)).unwrap(), "{path} differs");
    }
}

#[test]
fn what_github_pages_needs_is_there() {
    let site = flood().file("site.yaml", "title: Test\nbase_url: https://news.example.org/\ncname: news.example.org\n");
    let files = site.build().files();
    for expected in
        [".nojekyll", "CNAME", "404.html", "robots.txt", "sitemap.xml", "feed.xml", "feed.json", "index.html"]
    {
        assert!(files.iter().any(|path| path == expected), "{expected} is missing from {files:#?}");
    }
    assert_eq!(site.page("CNAME").trim(), "news.example.org");
}

#[test]
fn old_addresses_lead_to_the_new_one() {
    let site = Site::empty().file(
        "content/articles/a.md",
        "---\ntitle: Moved\nsource: Wire\npublished: 2024-01-01\naliases: [/2024/old/, news/older.html]\n---\n\nText.\n",
    );
    for path in ["2024/old/index.html", "news/older.html"] {
        assert!(site.build().page(path).contains("/repo/articles/a/"), "{path}");
    }
}

#[test]
fn drafts_are_kept_back_until_they_are_asked_for() {
    let draft = "---\ntitle: Not yet\nsource: Wire\npublished: 2024-01-01\ndraft: true\n---\n\nText.\n";
    let site = Site::empty().file("content/articles/draft.md", draft);
    assert!(!site.build().files().iter().any(|path| path.contains("draft")));
    assert_eq!(site.run(&["build", "--no-search", "--drafts"]).code, 0);
    assert!(site.files().iter().any(|path| path == "articles/draft/index.html"));
}

#[test]
fn a_broken_dossier_leaves_the_good_site_as_it_is() {
    let site = flood();
    let before = site.build().page("index.html");
    site.write("content/articles/2024-05-02-flood.md", "---\ntitle: [\n---\n");
    assert_eq!(site.run(&["build", "--no-search"]).code, 1);
    assert_eq!(site.page("index.html"), before);
    assert!(site.files().iter().any(|path| path == "articles/2024-05-02-flood/index.html"));
}

#[test]
fn byte_order_marks_and_windows_line_ends_do_no_harm() {
    let unix =
        "---\ntitle: Same\nsource: Wire\npublished: 2024-01-01\n---\n\nAt least 12 people died.\n\nSecond paragraph.\n";
    let windows = format!("\u{feff}{}", unix.replace('\n', "\r\n"));
    let pages = [unix, &windows]
        .map(|text| Site::empty().file("content/articles/a.md", text).build().page("articles/a/index.html"));
    assert_eq!(pages[0], pages[1]);
}

#[test]
fn unpublished_words_are_in_no_file() {
    let secret = "The xylophonist hid at least 12 marimbas.";
    let site = Site::empty().file(
        "content/articles/a.md",
        format!("---\ntitle: Kept\nsource: Wire\npublished: 2024-01-01\npublish: link\n---\n\n{secret}\n"),
    );
    assert_eq!(site.run(&["build"]).code, 0);
    for path in site.files() {
        let bytes = fs::read(site.path("public").join(&path)).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("xylophonist"), "{path} gives the text away");
    }
}

#[test]
fn the_demonstration_dossier_has_no_problem() {
    let root = env!("CARGO_MANIFEST_DIR");
    let check =
        Command::new(env!("CARGO_BIN_EXE_diurna")).args(["check", "--strict", "--root", root]).output().unwrap();
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
}

#[test]
fn a_language_that_cannot_be_read_is_left_to_the_editor() {
    let article = |text: &str| {
        let front = "---\ntitle: Rapporto\nsource: El Faro\npublished: 2024-05-02\nlanguage: it\n---\n\n";
        Site::empty()
            .file("content/measures/detained.md", "---\ntitle: Detained\nunit: people\n---\n")
            .file("content/articles/a.md", format!("{front}{text}\n"))
    };
    let site = article("Ci furono 1.000 arresti e [1.200 feriti](../measures/detained.md \"1200\").");
    let marks = site.run(&["explain", "articles/a"]).stdout;
    assert!(marks.contains("figure 1200") && marks.contains(": 1 marks"), "{marks}");
    let unread = article("Ci furono [1.000 arresti](../measures/detained.md).").run(&["check"]);
    assert_eq!(unread.code, 1);
    assert!(unread.stdout.contains("numbers in the language of this article cannot be read yet"), "{}", unread.stdout);
}

#[test]
fn a_second_build_of_the_same_does_nothing_and_says_so() {
    let site = flood().file("content/note.md", "---\ntitle: Note\n---\n\nText.\n\n[^unused]: Nobody refers to this.\n");
    let first = site.run(&["build", "--no-search"]);
    let second = site.run(&["build", "--no-search"]);
    assert_eq!((first.code, second.code), (0, 0), "{}{}", first.stderr, second.stderr);
    assert!(second.stderr.contains(" 0 files written, ") && second.stderr.contains("unused"), "{}", second.stderr);
    assert_eq!(site.run(&["build", "--no-search", "--strict"]).code, 1, "warnings that were told before still count");
}

#[cfg(unix)]
#[test]
fn a_stamp_never_hides_a_link_in_which_something_is_wrong() {
    let site = flood();
    assert_eq!(site.build().run(&["build"]).code, 0);
    for target in ["/", "nothing.md"] {
        let link = site.path("content/articles/other.md");
        std::os::unix::fs::symlink(target, &link).unwrap();
        assert_eq!(site.run(&["build"]).code, 1, "{target}");
        fs::remove_file(link).unwrap();
    }
}

#[test]
fn a_stamp_never_hides_a_change() {
    let page = "public/articles/2024-05-02-flood/index.html";
    let site = flood();
    site.build();
    let made = fs::read(site.path(page)).unwrap();
    fs::write(site.path(page), "changed by hand").unwrap();
    assert_eq!(fs::read(site.build().path(page)).unwrap(), made, "a page that was changed is made again");
    fs::remove_file(site.path(page)).unwrap();
    assert_eq!(fs::read(site.build().path(page)).unwrap(), made, "and so is one that is gone");
    site.write(".diurna/last-build.json", "not a stamp");
    site.write("content/about.md", "---\ntitle: About\n---\n");
    assert!(site.build().path("public/about/index.html").exists());
    site.write("themes/broadsheet/templates/page.html", "<!doctype html><title>Mine</title>");
    assert!(site.build().page("about/index.html").contains("Mine"));
    assert!(
        site.run(&["build", "--no-search", "--base-url", "https://example.org/other/"])
            .stderr
            .contains(" files written")
    );
    assert!(site.page("about/index.html").contains("Mine"));
}

#[test]
fn a_name_that_front_matter_lists_has_a_page_that_leads_to_the_report() {
    let report = "---\ntitle: A meeting\nsource: Wire\npublished: 2024-05-02\nactors: [Olle Falk]\n---\n\nThey met.\n";
    let site = Site::empty().file("content/articles/meeting.md", report);
    let page = site.build().page("actors/olle-falk/index.html");
    assert!(page.contains("<a href=\"/repo/articles/meeting/\">A meeting</a>"), "{page}");
}
