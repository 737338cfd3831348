//! `diurna serve` on a real file system: in whatever way a file is saved, moved or removed, the page follows.

mod support;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use support::Site;

/// How often each way is tried in one run.
const ROUNDS: usize = 4;

const PAGE: &str = "/articles/one/";
const FILE: &str = "content/articles/one.md";

fn site() -> Site {
    Site::empty().article("one", "2024-05-01", "The first words.").article("two", "2024-05-02", "Other words.")
}

fn article(words: &str) -> String {
    format!("---\ntitle: A report\nsource: Wire\npublished: 2024-05-01\n---\n\n{words}\n")
}

/// Saves an article over and over in one way, and waits for each text on its page, which must never be missing meanwhile.
#[track_caller]
fn follows(save: impl Fn(&Path, &str)) {
    let site = site();
    let server = site.serve(&[]);
    server.shows(PAGE, "The first words.");
    for round in 0..ROUNDS {
        let words = format!("These are the words of round {round}.");
        save(&site.path(FILE), &article(&words));
        server.until(PAGE, |response| {
            assert_eq!(response.status, 200, "the page is missing");
            response.body.contains(&words)
        });
    }
}

#[test]
fn a_file_written_in_place() {
    follows(|path, text| fs::write(path, text).unwrap());
}

#[test]
fn a_file_written_elsewhere_and_renamed_over() {
    follows(|path, text| {
        let temporary = path.with_file_name(".one.md.tmp");
        fs::write(&temporary, text).unwrap();
        fs::rename(temporary, path).unwrap();
    });
}

#[test]
fn a_file_saved_as_vim_does() {
    follows(|path, text| {
        let backup = path.with_file_name("one.md~");
        fs::rename(path, &backup).unwrap();
        fs::write(path, text).unwrap();
        fs::remove_file(backup).unwrap();
    });
}

#[test]
fn a_file_saved_as_emacs_does() {
    follows(|path, text| {
        let lock = path.with_file_name(".#one.md");
        fs::write(&lock, "").unwrap();
        fs::copy(path, path.with_file_name("one.md~")).unwrap();
        fs::write(path.with_file_name("#one.md#"), text).unwrap();
        fs::write(path, text).unwrap();
        fs::remove_file(path.with_file_name("#one.md#")).unwrap();
        fs::remove_file(lock).unwrap();
    });
}

#[test]
fn a_file_removed_and_written_anew() {
    follows(|path, text| {
        fs::remove_file(path).unwrap();
        fs::write(path, text).unwrap();
    });
}

#[test]
fn a_file_whose_times_are_set_back() {
    follows(|path, text| {
        let time = fs::metadata(path).unwrap().modified().unwrap();
        fs::write(path, text).unwrap();
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(time - Duration::from_secs(3600)).unwrap();
    });
}

#[test]
fn a_file_on_a_disk_that_gives_no_notice() {
    let site = site();
    let server = site.serve(&["--poll"]);
    server.shows(PAGE, "The first words.");
    site.write(FILE, article("Words found by the clock."));
    server.shows(PAGE, "Words found by the clock.");
}

#[test]
fn a_file_renamed_and_removed() {
    let site = site();
    let server = site.serve(&[]);
    server.shows(PAGE, "The first words.");
    let other = site.path("content/articles/other.md");
    for _ in 0..ROUNDS {
        fs::rename(site.path(FILE), &other).unwrap();
        server.shows("/articles/other/", "The first words.");
        server.lacks(PAGE);
        fs::rename(&other, site.path(FILE)).unwrap();
        server.shows(PAGE, "The first words.");
        server.lacks("/articles/other/");
    }
    fs::remove_file(site.path(FILE)).unwrap();
    server.lacks(PAGE);
}

#[test]
fn new_folders_with_a_file_at_once() {
    let site = site();
    let server = site.serve(&[]);
    server.shows(PAGE, "The first words.");
    for round in 0..ROUNDS {
        site.write(&format!("content/articles/{round}/b/c/new-{round}.md"), article("Deep down."));
        server.shows(&format!("/articles/new-{round}/"), "Deep down.");
        site.write(&format!("content/articles/{round}/b/c/new-{round}.md"), article("Deeper down."));
        server.shows(&format!("/articles/new-{round}/"), "Deeper down.");
    }
}

#[test]
fn folders_moved_in_and_out() {
    let site = site();
    let server = site.serve(&[]);
    let (inside, outside) = (site.path("content/articles/series"), site.path("aside"));
    for round in 0..ROUNDS {
        site.write("aside/part.md", article("A part."));
        fs::rename(&outside, &inside).unwrap();
        server.shows("/articles/part/", "A part.");
        let words = format!("Part {round} in its place.");
        site.write("content/articles/series/part.md", article(&words));
        server.shows("/articles/part/", &words);
        fs::rename(&inside, &outside).unwrap();
        server.lacks("/articles/part/");
    }
}

#[test]
fn watched_folders_replaced() {
    let site = site();
    let server = site.serve(&[]);
    server.shows(PAGE, "The first words.");
    for round in 0..ROUNDS {
        let old = site.path(&format!("old-{round}"));
        fs::rename(site.path("content"), old).unwrap();
        server.lacks(PAGE);
        for words in [format!("Restored in round {round}."), format!("Edited in round {round}.")] {
            site.write("content/index.md", "---\ntitle: Test\n---\n");
            site.write(FILE, article(&words));
            server.shows(PAGE, &words);
        }
    }
}

#[test]
fn the_whole_dossier_replaced() {
    let site = Site::nowhere();
    let write = |words: &str| {
        site.write("dossier/site.yaml", "title: Test\n");
        site.write(&format!("dossier/{FILE}"), article(words));
    };
    write("The first words.");
    let server = site.serve(&["--root", "dossier"]);
    server.shows(PAGE, "The first words.");
    fs::rename(site.path("dossier"), site.path("gone")).unwrap();
    server.says("there is no site.yaml");
    server.shows(PAGE, "The first words.");
    write("The words after the return.");
    server.shows(PAGE, "The words after the return.");
    write("The words after that.");
    server.shows(PAGE, "The words after that.");
}

#[cfg(unix)]
#[test]
fn a_symlinked_article() {
    let site = site().file("drawer/linked.md", article("Words in the drawer."));
    let server = site.serve(&[]);
    std::os::unix::fs::symlink(site.path("drawer/linked.md"), site.path("content/articles/linked.md")).unwrap();
    server.shows("/articles/linked/", "Words in the drawer.");
    for round in 0..ROUNDS {
        let words = format!("Round {round} in the drawer.");
        site.write("drawer/linked.md", article(&words));
        server.shows("/articles/linked/", &words);
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_dossier_comes_and_goes() {
    let (site, elsewhere) = (site(), tempfile::tempdir().unwrap());
    fs::write(elsewhere.path().join("other.md"), article("Other words.")).unwrap();
    let server = site.serve(&[]);
    server.shows(PAGE, "The first words.");
    let link = site.path("content/articles/other.md");
    for name in ["other.md", "nothing.md"] {
        std::os::unix::fs::symlink(elsewhere.path().join(name), &link).unwrap();
        assert_eq!(server.event(PAGE, server.get(PAGE).epoch()).0, "problems", "{name}");
        fs::remove_file(&link).unwrap();
        let is_mended = |said: &str| said.lines().last().is_some_and(|line| line.contains(" articles on "));
        server.until(PAGE, |_| is_mended(&server.said()));
    }
}

#[test]
fn many_files_at_once() {
    let site = site();
    let server = site.serve(&[]);
    server.shows(PAGE, "The first words.");
    server.says(" articles on ");
    let before = server.builds();
    let saved = 0..50;
    for number in saved.clone() {
        site.write(&format!("content/articles/many-{number}.md"), article(&format!("Number {number}.")));
        std::thread::sleep(Duration::from_millis(10));
    }
    for number in saved {
        server.shows(&format!("/articles/many-{number}/"), &format!("Number {number}."));
    }
    let builds = server.builds() - before;
    assert!(builds <= 4, "{builds} builds for saves within half a second\n{}", server.said());
}

#[test]
fn saves_during_a_build() {
    let site = site();
    let server = site.serve(&[]);
    server.shows(PAGE, "The first words.");
    let end = Instant::now() + Duration::from_secs(1);
    let mut last = String::new();
    for round in 0.. {
        last = format!("Round {round} is written.");
        site.write(FILE, article(&last));
        if Instant::now() > end {
            break;
        }
    }
    server.shows(PAGE, &last);
}

#[test]
fn what_changes_nothing_builds_nothing() {
    let site = site();
    let server = site.serve(&[]);
    server.shows(PAGE, "The first words.");
    server.says(" articles on ");
    let before = server.builds();
    site.write("content/articles/.one.md.swp", "swap");
    site.write("content/articles/4913", "");
    fs::remove_file(site.path("content/articles/4913")).unwrap();
    site.write("content/articles/one.md~", "backup");
    site.write("public/index.html", "our own output");
    site.write("README.md", "no part of the site");
    fs::write(site.path(FILE), fs::read(site.path(FILE)).unwrap()).unwrap();
    site.write("content/articles/two.md", article("The only change."));
    server.shows("/articles/two/", "The only change.");
    server.says("changed content/articles/two.md: ");
    assert_eq!(server.builds(), before + 1, "{}", server.said());
}

#[test]
fn a_template_broken_then_mended() {
    let site =
        site().file("site.yaml", "title: Test\ntheme: mine\n").file("themes/mine/theme.yaml", "extends: broadsheet\n");
    let server = site.serve(&[]);
    server.shows(PAGE, "The first words.");
    let template = "themes/mine/templates/article.html";
    for round in 0..ROUNDS {
        site.write(template, "<body>{{ page.title");
        let (event, problems) = server.event(PAGE, server.get(PAGE).epoch());
        assert_eq!(event, "problems");
        assert!(problems.contains("themes/mine/templates/article.html:1:"), "{problems}");
        assert_eq!(server.get(PAGE).status, 200);
        site.write(template, format!("<body>Plain {round}: {{{{ page.title }}}}</body>"));
        server.shows(PAGE, &format!("Plain {round}: Report one"));
    }
}

#[test]
fn site_yaml_broken_then_mended() {
    let site = site();
    let server = site.serve(&[]);
    server.shows(PAGE, "The first words.");
    for round in 0..ROUNDS {
        site.write("site.yaml", "titel: Test\n");
        assert_eq!(server.event(PAGE, server.get(PAGE).epoch()).0, "problems");
        server.shows(PAGE, "The first words.");
        site.write("site.yaml", format!("title: Test {round}\n"));
        server.shows("/", &format!("Test {round}"));
    }
}
