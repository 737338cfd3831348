//! What an editor is told about each slip: the exact words, the place, and the way out.

use std::fs;
use std::path::Path;

use diurna::content::Memory;
use diurna::diagnostic::render::human;
use diurna::span::ByteSpan;
use diurna::{config, content};
use insta::assert_snapshot;
use proptest::prelude::*;

/// A dossier of these files, each a path and what it holds.
fn dossier<B: AsRef<[u8]>>(files: &[(&str, B)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    for (path, bytes) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    root
}

/// What is told of the content of a dossier.
fn told<B: AsRef<[u8]>>(files: &[(&str, B)]) -> String {
    human(&content::load(dossier(files).path(), false, &Memory::default()).diagnostics, false)
}

/// What is told of one article with this front matter.
fn told_of_article(front_matter: &str) -> String {
    told(&[("content/articles/a.md", format!("---\n{front_matter}\n---\nText.\n"))])
}

/// What is told of `site.yaml`.
fn told_of_site(site: &str) -> String {
    human(&config::load(dossier(&[("site.yaml", site)]).path()).expect_err("something is wrong"), false)
}

const GOOD: &str = "title: The vote\nsource: The Harbour Times\npublished: 2024-07-29";

#[test]
fn a_good_article_is_told_nothing() {
    assert_eq!(told_of_article(GOOD), "");
}

#[test]
fn unknown_key() {
    assert_snapshot!(told_of_article(&format!("{GOOD}\nautor: Ana Pérez")), @"
    error[unknown-key]: “autor” is not a key of an article
     --> content/articles/a.md:5:1
      |
    5 | autor: Ana Pérez
      | ^^^^^
      |
      = help: did you mean “author”?

    1 error
    ");
}

#[test]
fn unknown_key_by_another_name() {
    assert_snapshot!(told_of_article("headline: The vote\noutlet: The Harbour Times\ndate: 2024-07-29"), @"
    error[unknown-key]: “headline” is not a key of an article
     --> content/articles/a.md:2:1
      |
    2 | headline: The vote
      | ^^^^^^^^
      |
      = help: did you mean “title”?

    error[unknown-key]: “outlet” is not a key of an article
     --> content/articles/a.md:3:1
      |
    3 | outlet: The Harbour Times
      | ^^^^^^
      |
      = help: did you mean “source”?

    error[unknown-key]: “date” is not a key of an article
     --> content/articles/a.md:4:1
      |
    4 | date: 2024-07-29
      | ^^^^
      |
      = help: did you mean “published”?

    3 errors
    ");
}

#[test]
fn unknown_key_like_no_other() {
    assert_snapshot!(told_of_article(&format!("{GOOD}\nxyz: 1")), @"
    error[unknown-key]: “xyz” is not a key of an article
     --> content/articles/a.md:5:1
      |
    5 | xyz: 1
      | ^^^
      |
      = help: the keys are title, source, published, actors, author, url, archived, retrieved, language, license, reliability, tags, summary, note, corrections, publish, draft, aliases, slug, extra; put keys of your own under `extra:`

    1 error
    ");
}

#[test]
fn unknown_nested_key() {
    let actor = "---\nname: Ana Pérez\nkind: person\nroles:\n  - title: Mayor\n    from: 2019\n    until: 2021\n---\n";
    assert_snapshot!(told(&[("content/actors/ana.md", actor)]), @"
    error[unknown-key]: “from” is not a key of a role
     --> content/actors/ana.md:6:5
      |
    6 |     from: 2019
      |     ^^^^
      |
      = help: did you mean “since”?

    1 error
    ");
}

#[test]
fn missing_title() {
    assert_snapshot!(told_of_article("source: The Harbour Times\npublished: 2024-07-29"), @"
    error[missing-key]: an article needs “title”
     --> content/articles/a.md:1:1
      |
    1 | ---
      | ^^^
      |
      = help: add a line such as `title: Some words`

    1 error
    ");
}

#[test]
fn missing_nested_key() {
    assert_snapshot!(told_of_article(&format!("{GOOD}\ncorrections:\n  - date: 2024-08-01")), @"
    error[missing-key]: a correction needs “text”
     --> content/articles/a.md:6:3
      |
    6 |   - date: 2024-08-01
      |   ^^^^^^^^^^^^^^^^^^
      |
      = help: add a line such as `text: Some words`

    1 error
    ");
}

#[test]
fn empty_required_key() {
    assert_snapshot!(told_of_article("title:\nsource: The Harbour Times\npublished: 2024-07-29"), @"
    error[missing-key]: an article needs “title”
     --> content/articles/a.md:1:1
      |
    1 | ---
      | ^^^
      |
      = help: add a line such as `title: Some words`

    1 error
    ");
}

#[test]
fn duplicate_key() {
    assert_snapshot!(told_of_article(&format!("{GOOD}\ntitle: The other vote")), @"
    error[duplicate-key]: “title” is given twice
     --> content/articles/a.md:5:1
      |
    2 | title: The vote
      | ----- first given here
    ...
    5 | title: The other vote
      | ^^^^^
      |
      = help: keep one of the two

    1 error
    ");
}

#[test]
fn wrong_type() {
    assert_snapshot!(told_of_article(&format!("{GOOD}\ntags: politics\ndraft: perhaps\nsummary: [a, b]")), @"
    error[bad-value]: “tags” must be a list of words, not text
     --> content/articles/a.md:5:7
      |
    5 | tags: politics
      |       ^^^^^^^^
      |
      = help: write `tags: [politics]`

    error[bad-value]: “draft” must be true or false, not text
     --> content/articles/a.md:6:8
      |
    6 | draft: perhaps
      |        ^^^^^^^
      |
      = help: write for example `draft: true`

    error[bad-value]: “summary” must be text, not a list
     --> content/articles/a.md:7:10
      |
    7 | summary: [a, b]
      |          ^^^^^^
      |
      = help: write for example `summary: Some words`

    3 errors
    ");
}

#[test]
fn bad_date() {
    assert_snapshot!(told_of_article("title: The vote\nsource: The Harbour Times\npublished: 29/07/2024"), @"
    error[bad-date]: “29/07/2024” is not a date
     --> content/articles/a.md:4:12
      |
    4 | published: 29/07/2024
      |            ^^^^^^^^^^
      |
      = help: write 2024-07-29

    1 error
    ");
}

#[test]
fn bad_date_in_words() {
    assert_snapshot!(told_of_article("title: The vote\nsource: The Harbour Times\npublished: July 29, 2024"), @"
    error[bad-date]: “July 29, 2024” is not a date
     --> content/articles/a.md:4:12
      |
    4 | published: July 29, 2024
      |            ^^^^^^^^^^^^^
      |
      = help: write the year first: 2024-07-28, 2024-07 or 2024; add ? to what is uncertain, ~ to what is approximate

    1 error
    ");
}

#[test]
fn impossible_date() {
    assert_snapshot!(told_of_article("title: The vote\nsource: The Harbour Times\npublished: 2024-02-30"), @"
    error[bad-date]: there is no such date as 2024-02-30
     --> content/articles/a.md:4:12
      |
    4 | published: 2024-02-30
      |            ^^^^^^^^^^
      |
      = help: the last day of that month is 2024-02-29

    1 error
    ");
}

#[test]
fn dates_that_yaml_takes_for_something_else_are_good() {
    for date in ["2024", "2024~", "2024-07-29", "\"2024-07\"", "[2024-11,2025-12]", "[2024-07-28..]", "2024-07-28/.."] {
        let front_matter = format!("title: 1984\nsource: The Harbour Times\npublished: {date}");
        assert_eq!(told_of_article(&front_matter), "", "{date}");
    }
}

#[test]
fn yaml_syntax() {
    assert_snapshot!(told_of_article("title The vote\nsource: The Harbour Times"), @"
    error[yaml-syntax]: a line without a colon after its key
     --> content/articles/a.md:2:1
      |
    2 | title The vote
      | ^^^^^^^^^^^^^^
      |
      = help: write `title: The vote`

    1 error
    ");
}

#[test]
fn colon_in_a_value() {
    assert_snapshot!(told_of_article("title: The vote: a \"first\" count\nsource: The Harbour Times"), @r#"
    error[yaml-syntax]: a value with a colon in it needs quotation marks
     --> content/articles/a.md:2:8
      |
    2 | title: The vote: a "first" count
      |        ^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `title: 'The vote: a "first" count'`

    1 error
    "#);
}

#[test]
fn quotation_mark_not_closed() {
    assert_snapshot!(told_of_article("title: \"The vote\nsource: The Harbour Times\npublished: 2024-07-29"), @r#"
    error[yaml-syntax]: a quotation mark is opened and not closed
     --> content/articles/a.md:2:8
      |
    2 | title: "The vote
      |        ^^^^^^^^^
      |
      = help: write " at the end of the value as well

    1 error
    "#);
}

#[test]
fn value_after_its_quotation_marks() {
    assert_snapshot!(told_of_article("title: \"Fraud\", they said\nsource: The Harbour Times"), @r#"
    error[yaml-syntax]: the value goes on after its quotation marks
     --> content/articles/a.md:2:8
      |
    2 | title: "Fraud", they said
      |        ^^^^^^^^^^^^^^^^^^
      |
      = help: put all of it between ' and '

    1 error
    "#);
}

#[test]
fn value_with_a_reserved_mark() {
    assert_snapshot!(told_of_article("title: The vote\nauthor: @anaperez\nsource: The Harbour Times"), @r#"
    error[yaml-syntax]: a value that begins with @ needs quotation marks
     --> content/articles/a.md:3:9
      |
    3 | author: @anaperez
      |         ^^^^^^^^^
      |
      = help: write `author: "@anaperez"`

    1 error
    "#);
}

#[test]
fn key_out_of_line() {
    assert_snapshot!(told_of_article("title: The vote\n  source: The Harbour Times"), @"
    error[yaml-syntax]: the key is not in line with the others
     --> content/articles/a.md:3:3
      |
    3 |   source: The Harbour Times
      |   ^^^^^^
      |
      = help: begin the line in the same column as the key above it

    1 error
    ");
}

#[test]
fn tab_in_yaml() {
    assert_snapshot!(told_of_article("title: The vote\ncorrections:\n\t- date: 2024-08-01"), @"
    error[yaml-syntax]: YAML must not be indented with a tab
     --> content/articles/a.md:4:1
      |
    4 |     - date: 2024-08-01
      | ^^^^
      |
      = help: indent with spaces, two for each level

    1 error
    ");
}

#[test]
fn alias_bomb() {
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c]";
    assert_snapshot!(told_of_article(bomb), @"
    error[yaml-syntax]: its aliases repeat too much
     --> content/articles/a.md:2:1
      |
    2 | a: &a [x,x,x,x,x,x,x,x,x]
      | ^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write the values out in place of the aliases

    1 error
    ");
}

#[test]
fn unclosed_front_matter() {
    assert_snapshot!(told(&[("content/about.md", "---\ntitle: About\n\nText.\n")]), @"
    error[unclosed-front-matter]: the front matter is opened and not closed
     --> content/about.md:1:1
      |
    1 | ---
      | ^^^
      |
      = help: write `---` on a line of its own below the last key

    1 error
    ");
}

#[test]
fn no_front_matter() {
    assert_snapshot!(told(&[("content/about.md", "\n# About\n"), ("content/toml.md", "+++\ntitle = 1\n+++\n")]), @"
    error[no-front-matter]: the file does not begin with front matter
     --> content/about.md:2:1
      |
    2 | # About
      | ^^^^^^^
      |
      = help: begin the file with a line `---`, then a line such as `title: Some words`, then `---`

    error[no-front-matter]: the file does not begin with front matter
     --> content/toml.md:1:1
      |
    1 | +++
      | ^^^
      |
      = help: write the front matter in YAML, between two lines of `---`; TOML is not read

    2 errors
    ");
}

#[test]
fn empty_file() {
    assert_snapshot!(told(&[("content/about.md", " \n")]), @"
    error[empty-file]: the file is empty
    --> content/about.md
     = help: write front matter between two lines of `---`, and the text below

    1 error
    ");
}

#[test]
fn not_utf8() {
    assert_snapshot!(told(&[("content/about.md", b"---\ntitle: Elecci\xf3n\n---\n")]), @"
    error[not-utf8]: the file is not UTF-8: a character here is broken
     --> content/about.md:2:14
      |
    2 | title: Elecci�n
      |              ^
      |
      = help: save the file again with the encoding UTF-8

    1 error
    ");
}

#[test]
fn utf16() {
    assert_snapshot!(told(&[("content/about.md", b"\xff\xfe-\0-\0-\0")]), @"
    error[not-utf8]: the file is UTF-16, not UTF-8
     --> content/about.md:1:1
      |
    1 | ��-␀-␀-␀
      | ^
      |
      = help: save the file again with the encoding UTF-8

    1 error
    ");
}

#[test]
fn byte_order_mark_and_crlf_are_good() {
    let article =
        "\u{feff}---\r\ntitle: The vote\r\nsource: The Harbour Times\r\npublished: 2024-07-29\r\n---\r\nText.\r\n";
    let loaded = content::load(dossier(&[("content/articles/a.md", article)]).path(), false, &Memory::default());
    assert_eq!(human(&loaded.diagnostics, false), "");
    assert_eq!(loaded.content.articles[0].front.source, "The Harbour Times");
}

#[test]
fn places_are_right_after_a_byte_order_mark_and_with_crlf() {
    let page = "\u{feff}---\r\ntitle: About\r\ntitel: x\r\n---\r\n[gone](gone.md)\r\n";
    assert_snapshot!(told(&[("content/about.md", page)]), @"
    error[unknown-key]: “titel” is not a key of a page
     --> content/about.md:3:1
      |
    3 | titel: x
      | ^^^^^
      |
      = help: did you mean “title”?

    1 error
    ");
    let page = "\u{feff}---\r\ntitle: About\r\n---\r\nSee [gone](gone.md).\r\n";
    assert_snapshot!(told(&[("content/about.md", page)]), @"
    error[broken-link]: there is no file at “gone.md”
     --> content/about.md:4:5
      |
    4 | See [gone](gone.md).
      |     ^^^^^^^^^^^^^^^

    1 error
    ");
}

#[test]
fn duplicate_id() {
    let event = "---\ntitle: The vote\ndate: 2024-07-28\n---\n";
    assert_snapshot!(told(&[("content/events/a/vote.md", event), ("content/events/b/vote.md", event)]), @"
    error[duplicate-id]: another event has the id “vote”: content/events/a/vote.md
    --> content/events/b/vote.md
     = help: rename one of the two files; the name without its ending is the id

    1 error
    ");
}

#[test]
fn duplicate_address() {
    let event = "---\ntitle: The vote\ndate: 2024-07-28\nslug: vote\n---\n";
    let page = "---\ntitle: Search\naliases: [/events/VOTE/]\n---\n";
    assert_snapshot!(
        told(&[("content/events/one.md", event), ("content/events/two.md", event), ("content/search.md", page)]),
        @"
    error[duplicate-address]: content/events/two.md would be published at /events/vote/, like content/events/one.md
     --> content/events/two.md:4:7
      |
    4 | slug: vote
      |       ^^^^
      |
      = help: rename one of them, or give it another slug

    error[duplicate-address]: content/search.md would be published at /search/, like the page that every site has there
    --> content/search.md
     = help: rename one of them, or give it another slug

    error[duplicate-address]: an alias in content/search.md would be published at /events/VOTE/, like content/events/one.md
     --> content/search.md:3:11
      |
    3 | aliases: [/events/VOTE/]
      |           ^^^^^^^^^^^^^
      |
      = help: rename one of them, or give it another slug

    3 errors
    "
    );
}

#[test]
fn broken_link() {
    let measure = "---\ntitle: Deaths\n---\n";
    let article = format!("---\n{GOOD}\n---\nAt least [four](../measures/protest-death.md) died.\n");
    assert_snapshot!(
        told(&[("content/measures/protest-deaths.md", measure), ("content/articles/a.md", article.as_str())]),
        @"
    error[broken-link]: there is no file at “../measures/protest-death.md”
     --> content/articles/a.md:6:10
      |
    6 | At least [four](../measures/protest-death.md) died.
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean ../measures/protest-deaths.md?

    1 error
    "
    );
}

#[test]
fn unsafe_link() {
    assert_snapshot!(told(&[("content/about.md", "---\ntitle: About\n---\n[here](javascript:alert(1))\n")]), @"
    error[unsafe-link]: a site must not carry a link of the kind “javascript:”
     --> content/about.md:4:1
      |
    4 | [here](javascript:alert(1))
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: link to https, http, mailto or tel

    1 error
    ");
}

#[test]
fn link_to_a_draft() {
    let page = "---\ntitle: About\n---\nSee [the plan](plan.md).\n";
    let files = [("content/about.md", page), ("content/plan.md", "---\ntitle: Plan\ndraft: true\n---\n")];
    assert_snapshot!(told(&files), @"
    error[broken-link]: the page “plan” is a draft and is not published
     --> content/about.md:4:5
      |
    4 | See [the plan](plan.md).
      |     ^^^^^^^^^^^^^^^^^^^
      |
      = help: take `draft: true` out of content/plan.md, or build with --drafts

    1 error
    ");
    assert_eq!(content::load(dossier(&files).path(), true, &Memory::default()).diagnostics, []);
}

#[test]
fn unknown_wikilink() {
    let page = "---\ntitle: About\n---\nAsk [[ana-peres|the mayor]].\n";
    let actor = "---\nname: Ana Pérez\nkind: person\n---\n";
    assert_snapshot!(told(&[("content/about.md", page), ("content/actors/ana-perez.md", actor)]), @"
    error[unknown-wikilink]: no document has the id “ana-peres”
     --> content/about.md:4:5
      |
    4 | Ask [[ana-peres|the mayor]].
      |     ^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean [[ana-perez]]?

    1 error
    ");
}

#[test]
fn ambiguous_alias() {
    let one = "---\nname: Ana Pérez\nkind: person\naliases: [the mayor]\n---\n";
    let two = "---\nname: Bo Lindqvist\nkind: person\naliases:\n  - Lindqvist\n  - The Mayor\n---\n";
    assert_snapshot!(told(&[("content/actors/ana.md", one), ("content/actors/bo.md", two)]), @"
    error[ambiguous-name]: “The Mayor” is also a name in content/actors/ana.md
     --> content/actors/bo.md:6:5
      |
    6 |   - The Mayor
      |     ^^^^^^^^^
      |
     ::: content/actors/ana.md:4:11
      |
    4 | aliases: [the mayor]
      |           --------- the other one
      |
      = help: keep it in one of the two files, or write a longer name in each

    1 error
    ");
}

#[test]
fn alias_of_one_letter() {
    let actor = "---\nname: Ana Pérez\nkind: persona\naliases: [A]\n---\n";
    assert_snapshot!(told(&[("content/actors/ana.md", actor)]), @"
    error[bad-value]: “persona” is not one of person, organization, place, group
     --> content/actors/ana.md:3:7
      |
    3 | kind: persona
      |       ^^^^^^^
      |
      = help: did you mean “person”?

    error[bad-value]: “A” is too short for a name by which reports are searched
     --> content/actors/ana.md:4:11
      |
    4 | aliases: [A]
      |           ^
      |
      = help: leave it out, or write the name in full

    2 errors
    ");
}

#[test]
fn unknown_event_of_a_measure() {
    let measure = "---\ntitle: Deaths\nevent: the-votes\n---\n";
    let event = "---\ntitle: The vote\ndate: 2024-07-28\n---\n";
    assert_snapshot!(told(&[("content/measures/deaths.md", measure), ("content/events/the-vote.md", event)]), @"
    error[unknown-reference]: there is no event with the id “the-votes”
     --> content/measures/deaths.md:3:8
      |
    3 | event: the-votes
      |        ^^^^^^^^^
      |
      = help: did you mean “the-vote”?

    1 error
    ");
}

#[test]
fn bad_addresses_and_codes() {
    let front_matter =
        "url: www.example.org/x\nlanguage: english\nreliability: G7\nslug: ../up\naliases: [\"https://x.example/\"]";
    assert_snapshot!(told_of_article(&format!("{GOOD}\n{front_matter}")), @r#"
    error[bad-value]: “www.example.org/x” is not the address of a page on the web
     --> content/articles/a.md:5:6
      |
    5 | url: www.example.org/x
      |      ^^^^^^^^^^^^^^^^^
      |
      = help: write https://www.example.org/x

    error[bad-value]: “english” is not a language code
     --> content/articles/a.md:6:11
      |
    6 | language: english
      |           ^^^^^^^
      |
      = help: write a code such as en, es or pt-BR

    error[bad-value]: “G7” is not an Admiralty code
     --> content/articles/a.md:7:14
      |
    7 | reliability: G7
      |              ^^
      |
      = help: write a letter from A to F for the source and a digit from 1 to 6 for the content, such as B2

    error[bad-value]: “../up” cannot be part of an address
     --> content/articles/a.md:8:7
      |
    8 | slug: ../up
      |       ^^^^^
      |
      = help: use letters, digits and hyphens: up

    error[bad-value]: “https://x.example/” is not an address on this site
     --> content/articles/a.md:9:11
      |
    9 | aliases: ["https://x.example/"]
      |           ^^^^^^^^^^^^^^^^^^^^
      |
      = help: write the path alone, such as /2019/old-name/

    5 errors
    "#);
}

#[test]
fn no_site_file() {
    let root = dossier::<&str>(&[]);
    let told = human(&config::load(root.path()).expect_err("there is none"), false);
    let told = told.replace(&root.path().to_string_lossy().into_owned(), "FOLDER");
    assert_snapshot!(told, @"
    error[no-site]: there is no site.yaml in FOLDER
     |
     = help: change to the folder of a dossier, name it with --root, or make one with `diurna init`

    1 error
    ");
}

#[test]
fn site_file_with_another_ending() {
    let root = dossier(&[("site.yml", "title: T\n")]);
    let told = human(&config::load(root.path()).expect_err("it has another name"), false);
    assert_snapshot!(told.replace(&root.path().to_string_lossy().into_owned(), "FOLDER"), @"
    error[no-site]: there is no site.yaml in FOLDER
     |
     = help: rename site.yml to site.yaml

    1 error
    ");
}

#[test]
fn bad_settings() {
    let site = "title: T\nbase_url: example.org/repo\ncname: https://example.org\ntheme: ../x\nlangauge: es\nnav:\n  - title: About\n    url: about\n";
    assert_snapshot!(told_of_site(site), @"
    error[bad-value]: “example.org/repo” is not a whole web address
     --> site.yaml:2:11
      |
    2 | base_url: example.org/repo
      |           ^^^^^^^^^^^^^^^^
      |
      = help: write for example https://name.github.io/dossier/

    error[bad-value]: “https://example.org” is not a domain
     --> site.yaml:3:8
      |
    3 | cname: https://example.org
      |        ^^^^^^^^^^^^^^^^^^^
      |
      = help: write the name alone, such as dossier.example.org

    error[bad-value]: “../x” cannot be the name of a folder
     --> site.yaml:4:8
      |
    4 | theme: ../x
      |        ^^^^
      |
      = help: use letters, digits and hyphens

    error[unknown-key]: “langauge” is not a key of site.yaml
     --> site.yaml:5:1
      |
    5 | langauge: es
      | ^^^^^^^^
      |
      = help: did you mean “language”?

    error[bad-value]: “about” is neither an address of this site nor of the web
     --> site.yaml:8:10
      |
    8 |     url: about
      |          ^^^^^
      |
      = help: begin with / for a page of this site, with https:// for another

    5 errors
    ");
    assert_snapshot!(told_of_site(""), @"
    error[missing-key]: site.yaml needs “title”
     --> site.yaml:1:1
      |
    1 |
      | ^
      |
      = help: add a line such as `title: Some words`

    1 error
    ");
    assert_snapshot!(told_of_site("- a\n"), @"
    error[bad-value]: site.yaml is described by keys and values, not by a list
     --> site.yaml:1:1
      |
    1 | - a
      | ^^^
      |
      = help: write each as `key: value` on a line of its own

    1 error
    ");
}

#[test]
fn everything_is_told_in_one_run_by_file_and_line() {
    let files = [
        ("content/b.md", "---\ntitle: B\ntags: [x]\n---\n"),
        ("content/a.md", "---\nsumary: x\n---\n"),
        ("content/articles/c.md", "---\ntitle: C\npublished: 2024-13-01\nurl: x\n---\n"),
    ];
    let diagnostics = content::load(dossier(&files).path(), false, &Memory::default()).diagnostics;
    let places: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            let location = diagnostic.location.as_ref().expect("each has a place");
            let (line, column) = location.file.line_column(location.span.map_or(0, ByteSpan::start));
            format!("{}:{line}:{column} {}", location.file.path.display(), diagnostic.code)
        })
        .collect();
    assert_snapshot!(places.join("\n"), @"
    content/a.md:1:1 missing-key
    content/a.md:2:1 unknown-key
    content/articles/c.md:1:1 missing-key
    content/articles/c.md:3:12 bad-date
    content/articles/c.md:4:6 bad-value
    content/b.md:3:1 unknown-key
    ");
}

/// Whatever is in a file, the run ends with messages that can be shown.
fn read_anything(path: &str, bytes: &[u8]) {
    let root = dossier(&[(path, bytes)]);
    let loaded = content::load(Path::new(root.path()), true, &Memory::default());
    let _ = human(&loaded.diagnostics, true);
    let _ = config::load(root.path());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        read_anything("content/articles/a.md", &bytes);
        read_anything("site.yaml", &bytes);
    }

    #[test]
    fn any_front_matter_can_be_read(yaml in "((title|published|tags|aliases|slug|x): ?|[ \\-:#\\[\\]{}'\"|>,&*!?\n\r\ta]|ñ|2024|\\PC){0,60}") {
        read_anything("content/articles/a.md", format!("---\n{yaml}\n---\n[a](b)\n").as_bytes());
        read_anything("site.yaml", yaml.as_bytes());
    }
}

#[test]
fn an_image_on_another_site() {
    assert_snapshot!(told_of_article(&format!("{GOOD}\n---\n![A map](https://maps.example/a.png)\n")), @"
    error[unsafe-link]: the image https://maps.example/a.png is on another site
     --> content/articles/a.md:6:1
      |
    6 | ![A map](https://maps.example/a.png)
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: save it beside the article and write its file name, or make it a link: [words](address)

    1 error
    ");
}
