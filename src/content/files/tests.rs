//! Tests of links: each sort that leads somewhere, each that does not and what is said of it, and hostile addresses.

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;

/// The files of a small dossier.
fn files() -> Files {
    let mut files = Files::default();
    let documents = [
        (DocumentKind::Article, "2024-09-06-first"),
        (DocumentKind::Actor, "ana-perez"),
        (DocumentKind::Actor, "election"),
        (DocumentKind::Event, "election"),
        (DocumentKind::Measure, "protest-deaths"),
        (DocumentKind::Page, "guide/método"),
        (DocumentKind::Actor, "hidden"),
    ];
    for (kind, id) in documents {
        let reference = DocumentRef::new(kind, Id::new(id));
        let folder = kind.folder().map_or(String::new(), |folder| format!("{folder}/"));
        let path = format!("content/{folder}{id}.md");
        files.add(&path, &reference);
        files.add_address(format!("/{folder}{id}/"), reference.clone());
        if id == "hidden" {
            files.keep_back(&path, &reference);
        }
    }
    files.add_asset("/articles/a photo.jpg");
    files.add_asset("/logo.svg");
    files
}

fn tell(request: LinkRequest<&str>) -> String {
    let files = files();
    match files.seen_from("content/articles/2024-09-06-first.md").resolve(request) {
        Ok(Destination::Document { target, fragment: None }) => target.to_string(),
        Ok(Destination::Document { target, fragment: Some(fragment) }) => format!("{target} at {fragment}"),
        Ok(Destination::Date(date)) => format!("date {date}"),
        Ok(destination) => format!("{destination:?}"),
        Err(problem) => format!("{}: {} / {}", problem.code, problem.message, problem.help.unwrap_or_default()),
    }
}

#[test]
fn links_lead_where_they_say() {
    let links = [
        "../actors/ana-perez.md",
        "../measures/./protest-deaths.md#note",
        "../guide/m%C3%A9todo.md",
        "../../content/events/election.md",
        "/actors/ana-perez/",
        "/actors/ana-perez",
        "/content/actors/ana-perez.md",
        "/content/nowhere.md",
        "a%20photo.jpg",
        "../../static/logo.svg",
        "/logo.svg?v=2#top",
        "/chronology/#y2024",
        "../actors/",
        "..",
        "#notes",
        "#date:2024-08",
        "#date:August",
        "#said:ana-perez",
        "#said:ana-peres",
        "#plain",
        "https://example.org/a b?c=<d>",
        "//example.org/x",
        "mailto:desk@example.org",
        "tel:+123",
        "JAVASCRIPT:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "file:///etc/hosts",
        "C:\\folder\\x.md",
        "https://",
        "..\\actors\\ana-perez.md",
        "../../../secret.md",
        "../../site.yaml",
        "../measures/protest-death.md",
        "../actors/protest-deaths.md",
        "/actors/ana-peres/",
        "../actors/hidden.md",
        "quite-something-else.md",
        "",
    ];
    let told: Vec<String> =
        links.iter().map(|link| format!("{} → {}", link.escape_debug(), tell(LinkRequest::Link(link)))).collect();
    assert_snapshot!(told.join("\n"), @r#"
    ../actors/ana-perez.md → actor “ana-perez”
    ../measures/./protest-deaths.md#note → measure “protest-deaths” at note
    ../guide/m%C3%A9todo.md → page “guide/método”
    ../../content/events/election.md → event “election”
    /actors/ana-perez/ → actor “ana-perez”
    /actors/ana-perez → actor “ana-perez”
    /content/actors/ana-perez.md → actor “ana-perez”
    /content/nowhere.md → broken-link: there is no file at “/content/nowhere.md” / 
    a%20photo.jpg → Site("/articles/a%20photo.jpg")
    ../../static/logo.svg → Site("/logo.svg")
    /logo.svg?v=2#top → Site("/logo.svg?v=2#top")
    /chronology/#y2024 → Site("/chronology/#y2024")
    ../actors/ → Site("/actors/")
    .. → Site("/")
    #notes → Anchor("notes")
    #date:2024-08 → date 2024-08
    #date:August → bad-date: “August” is not a date that EDTF knows / write the year first: #date:2024-07-28, #date:2024-07 or #date:2024
    #said:ana-perez → Said(Id("ana-perez"))
    #said:ana-peres → unknown-reference: there is no actor with the id “ana-peres” / did you mean #said:ana-perez?
    #plain → Plain
    https://example.org/a b?c=<d> → External("https://example.org/a%20b?c=%3Cd%3E")
    //example.org/x → External("https://example.org/x")
    mailto:desk@example.org → External("mailto:desk@example.org")
    tel:+123 → External("tel:+123")
    JAVASCRIPT:alert(1) → unsafe-link: a site must not carry a link of the kind “javascript:” / link to https, http, mailto or tel
    java\tscript:alert(1) → unsafe-link: a site must not carry a link of the kind “javascript:” / link to https, http, mailto or tel
    data:text/html,x → unsafe-link: a site must not carry a link of the kind “data:” / link to https, http, mailto or tel
    file:///etc/hosts → unsafe-link: a site must not carry a link of the kind “file:” / link to https, http, mailto or tel
    C:\\folder\\x.md → broken-link: “C:\folder\x.md” has backslashes, which web addresses have not / link to a file below content/ or static/, or to a page of the web
    https:// → broken-link: “https://” is not a web address / 
    ..\\actors\\ana-perez.md → broken-link: “..\actors\ana-perez.md” has backslashes, which web addresses have not / write ../actors/ana-perez.md
    ../../../secret.md → broken-link: “../../../secret.md” leads out of the dossier / link to a file below content/ or static/, or to a page of the web
    ../../site.yaml → broken-link: “../../site.yaml” is not a file that is published / link to a file below content/ or static/, or to a page of the web
    ../measures/protest-death.md → broken-link: there is no file at “../measures/protest-death.md” / did you mean ../measures/protest-deaths.md?
    ../actors/protest-deaths.md → broken-link: there is no file at “../actors/protest-deaths.md” / did you mean ../measures/protest-deaths.md?
    /actors/ana-peres/ → broken-link: there is no file at “/actors/ana-peres/” / did you mean ../actors/ana-perez.md?
    ../actors/hidden.md → broken-link: the actor “hidden” is a draft and is not published / take `draft: true` out of content/actors/hidden.md, or build with --drafts
    quite-something-else.md → broken-link: there is no file at “quite-something-else.md” / 
     → broken-link: the link has no address /
    "#);
}

#[test]
fn wikilinks_go_by_id() {
    let links = [
        "protest-deaths",
        "Ana-Perez",
        "ana-perez#roles",
        "events/election",
        "election",
        "guide/método",
        "protest-death",
        "nobody at all",
        "hidden",
        "",
    ];
    let told: Vec<String> =
        links.iter().map(|link| format!("{} → {}", link.escape_debug(), tell(LinkRequest::Wikilink(link)))).collect();
    assert_snapshot!(told.join("\n"), @"
    protest-deaths → measure “protest-deaths”
    Ana-Perez → actor “ana-perez”
    ana-perez#roles → actor “ana-perez” at roles
    events/election → event “election”
    election → unknown-wikilink: more than one document has the id “election” / write [[actors/election]] or [[events/election]]
    guide/método → page “guide/método”
    protest-death → unknown-wikilink: no document has the id “protest-death” / did you mean [[protest-deaths]]?
    nobody at all → unknown-wikilink: no document has the id “nobody at all” / write the name of a content file without its ending
    hidden → broken-link: the actor “hidden” is a draft and is not published / take `draft: true` out of content/actors/hidden.md, or build with --drafts
     → unknown-wikilink: no document has the id “” / write the name of a content file without its ending
    ");
}

#[test]
fn images_are_files_of_the_dossier() {
    let links =
        ["a%20photo.jpg", "https://example.org/x.png", "../actors/ana-perez.md", "mailto:x@example.org", "none.png"];
    let told: Vec<String> =
        links.iter().map(|link| format!("{} → {}", link.escape_debug(), tell(LinkRequest::Image(link)))).collect();
    assert_snapshot!(told.join("\n"), @r#"
    a%20photo.jpg → Site("/articles/a%20photo.jpg")
    https://example.org/x.png → unsafe-link: the image https://example.org/x.png is on another site / save it beside the article and write its file name, or make it a link: [words](address)
    ../actors/ana-perez.md → broken-link: “../actors/ana-perez.md” is not an image / 
    mailto:x@example.org → broken-link: “mailto:x@example.org” is not an image / 
    none.png → broken-link: there is no file at “none.png” /
    "#);
}

#[test]
fn the_fingerprint_follows_what_links_lead_to() {
    let (mut before, path) = (files(), "content/about.md");
    let ask = |files: &Files| {
        let links = files.seen_from(path);
        let _ = links.resolve(LinkRequest::Link("actors/new.md"));
        links.fingerprint()
    };
    let without = ask(&before);
    assert_eq!(without, ask(&before));
    before.add("content/actors/new.md", &DocumentRef::new(DocumentKind::Actor, Id::new("new")));
    assert_ne!(without, ask(&before));
}

proptest! {
    #[test]
    fn no_link_panics_or_is_unsafe(text in "([./#:%\\\\a-f0-9?]|[jJ]avascript:|\\PC|[\u{0}-\u{1f}]){0,30}") {
        let text = text.as_str();
        for request in [LinkRequest::Link(text), LinkRequest::Wikilink(text), LinkRequest::Image(text)] {
            if let Ok(Destination::External(url)) = files().seen_from("content/a.md").resolve(request) {
                prop_assert!(["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| url.starts_with(scheme)));
            }
        }
    }
}
