//! What `diurna serve` answers: pages, assets, the search index, the news of each build, and nothing else.

mod support;

use std::net::{Ipv4Addr, TcpListener};
use std::thread;
use std::time::{Duration, Instant};

use diurna::serve::FIRST_PORT;
use support::Site;

fn site() -> Site {
    Site::empty()
        .article("one", "2024-05-01", "The first words.")
        .article("two", "2024-05-02", "Other words.")
        .file("content/a plan.txt", "the plan")
        .file("static/extra.css", "p {}")
}

#[test]
fn pages_and_assets_are_answered_by_what_they_are() {
    let site = site();
    let server = site.serve(&[]);
    let kind = |path: &str| {
        let response = server.get(path);
        let kind = response.head.lines().find_map(|line| line.strip_prefix("content-type: ")).unwrap_or_default();
        format!("{} {kind}", response.status)
    };
    assert_eq!(kind("/"), "200 text/html; charset=utf-8");
    assert_eq!(kind("/a%20plan.txt"), "200 text/plain; charset=utf-8");
    assert_eq!(kind("/extra.css"), "200 text/css; charset=utf-8");
    assert_eq!(kind("/articles/nothing/"), "404 text/html; charset=utf-8");
    assert!(server.get("/articles/one").head.contains("location: /articles/one/\r\n"));
    assert!(server.get("//articles/one").head.contains("location: /articles/one/\r\n"));
}

#[test]
fn the_head_of_a_page_has_no_body_and_nothing_can_be_sent() {
    let site = site();
    let server = site.serve(&[]);
    let head = server.ask("HEAD", "/", "localhost");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(server.ask("POST", "/", "localhost").status, 405);
}

#[test]
fn no_path_leads_out_of_the_site() {
    let site = site();
    let server = site.serve(&[]);
    for path in
        ["/../site.yaml", "/%2e%2e/site.yaml", "/site.yaml", "/..%2fsite.yaml", "/%00", "/%ff", "/content/index.md"]
    {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn names_of_other_machines_are_refused() {
    let site = site();
    let server = site.serve(&[]);
    assert_eq!(server.ask("GET", "/", "dossier.example.org").status, 403);
    assert_eq!(server.ask("GET", "/-/diurna/events?epoch=0", "dossier.example.org").status, 403);
    assert_eq!(server.ask("GET", "/", "127.0.0.1:1").status, 200);
}

#[test]
fn the_search_index_is_made_when_it_is_asked_for() {
    let site = site();
    let server = site.serve(&[]);
    let first = server.get("/pagefind/pagefind-entry.json");
    assert_eq!(first.status, 200, "{}", first.body);
    assert_eq!(server.get("/pagefind/pagefind.js").status, 200);
    assert_eq!(server.get("/pagefind/nothing.js").status, 404);
    site.write(
        "content/articles/one.md",
        "---\ntitle: One\nsource: Wire\npublished: 2024-05-01\n---\n\nUnheard-of things.\n",
    );
    server.shows("/articles/one/", "Unheard-of things.");
    assert_ne!(server.get("/pagefind/pagefind-entry.json").body, first.body);
}

#[test]
fn a_page_hears_of_its_own_changes_alone() {
    let site = site();
    let server = site.serve(&[]);
    let (one, two) = (server.get("/articles/one/").epoch(), server.get("/articles/two/").epoch());
    site.write("content/about.md", "---\ntitle: About\n---\n\nA page.\n");
    server.shows("/about/", "A page.");
    let before = server.get("/about/").epoch();
    assert_eq!(server.get("/articles/two/").epoch(), before);
    site.write("content/about.md", "---\ntitle: About\n---\n\nAnother page.\n");
    server.shows("/about/", "Another page.");
    assert_eq!(server.event("/about/", before).0, "reload");
    assert_eq!(server.event("/articles/two/", before).0, "settled");
    assert!(one == two && before > one);
    // A page of an earlier run, or of another program.
    assert_eq!(server.event("/articles/two/", 0).0, "reload");
    assert_eq!(server.event("/articles/two/", u64::MAX).0, "reload");
}

#[test]
fn a_style_is_told_apart_from_a_page() {
    let site = site();
    let server = site.serve(&[]);
    let loaded = server.get("/").epoch();
    site.write("static/extra.css", "p { color: red }");
    let (event, data) = server.event("/", loaded);
    assert_eq!(event, "settled");
    assert!(data.contains(r#""styles":["/extra.css"]"#), "{data}");
}

#[test]
fn a_first_build_that_fails_is_served_with_the_reason() {
    let site = Site::empty().file("site.yaml", "titel: <script>alert(1)</script>\n");
    let server = site.serve(&[]);
    let page = server.until("/", |response| response.status == 503);
    assert!(page.body.contains("site.yaml:1:1") && !page.body.contains("<script>alert"), "{}", page.body);
    assert_eq!(server.event("/", page.epoch()).0, "problems");
    site.write("site.yaml", "title: Mended\n");
    server.shows("/", "Mended");
    assert_eq!(server.event("/", page.epoch()).0, "reload");
}

#[test]
fn each_build_is_one_line() {
    let site = site();
    let server = site.serve(&["--port", "0"]);
    server.says(" articles on ");
    site.write("content/about.md", "---\ntitle: About\n---\n\nA page.\n");
    server.says("added content/about.md: ");
    assert_eq!(server.said().lines().count(), 3, "{}", server.said());
}

#[test]
fn a_port_in_use_is_passed_over_aloud_but_never_when_it_was_asked_for() {
    let site = site();
    let _taken = first_port();
    let server = site.serve(&[]);
    assert_ne!(server.port, FIRST_PORT);
    assert!(server.said().contains(&format!("port {FIRST_PORT} is in use")), "{}", server.said());
    let refused = site.run(&["serve", "--port", &FIRST_PORT.to_string()]);
    assert_eq!(refused.code, 3, "{}", refused.stderr);
}

/// Takes the first port that is tried, once no server of another test has it; none where it is somebody else's for good.
fn first_port() -> Option<TcpListener> {
    let patience = Instant::now() + Duration::from_secs(20);
    while Instant::now() < patience {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, FIRST_PORT)) {
            Ok(listener) => return Some(listener),
            Err(_) => thread::sleep(Duration::from_millis(20)),
        }
    }
    None
}
