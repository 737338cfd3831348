//! The search index, made by Pagefind from records, below `pagefind/`. A page loads `pagefind/pagefind.js`, which fetches
//! only the parts of the index that a search needs; it finds the path of the site by its own address.

use std::collections::BTreeMap;
use std::io;

use pagefind::api::{PagefindIndex, SyntheticFile};
use pagefind::options::PagefindServiceConfig;
use tokio::runtime::Builder;

use crate::render::search::SearchRecord;
use crate::render::{File, FileBody};

/// Where the index lies on the site. Pagefind's script takes what stands before this name in its own address for the site's root.
pub const FOLDER: &str = "pagefind/";

/// The part of Pagefind that runs in the browser for languages with no stemmer of their own.
const WASM_WITHOUT_STEMMER: &str = "wasm.unknown.pagefind";

/// Files of Pagefind's own interface and highlighter, which no page of ours loads.
const UNUSED: [&str; 7] = [
    "pagefind-highlight.js",
    "pagefind-ui.js",
    "pagefind-ui.css",
    "pagefind-modular-ui.js",
    "pagefind-modular-ui.css",
    "pagefind-component-ui.js",
    "pagefind-component-ui.css",
];

/// The files of the index of `records`, sorted by path; the same for the same records. All are indexed as `language`, the
/// site's: Pagefind searches one language at a time, and a reader looks for a name in every report.
///
/// # Errors
/// What Pagefind says.
pub fn index(records: &[SearchRecord], language: &str) -> io::Result<Vec<File>> {
    let runtime = Builder::new_current_thread().build()?;
    let files = runtime.block_on(index_files(records, language))?;
    let mut files: Vec<File> = files.into_iter().map(site_file).filter(|file| !is_unused(&file.path)).collect();
    let has_stemmer = files.iter().filter(|file| file.path.contains("/wasm.")).count() > 1;
    files.retain(|file| !(has_stemmer && file.path.ends_with(WASM_WITHOUT_STEMMER)));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

async fn index_files(records: &[SearchRecord], language: &str) -> io::Result<Vec<SyntheticFile>> {
    let config = PagefindServiceConfig::builder().keep_index_url(false).force_language(language.to_owned()).build();
    let mut index = PagefindIndex::new(Some(config)).map_err(io::Error::other)?;
    for record in records {
        add(&mut index, record).await?;
    }
    index.get_files().await.map_err(io::Error::other)
}

async fn add(index: &mut PagefindIndex, record: &SearchRecord) -> io::Result<()> {
    let sort = record.date.clone().map(|date| BTreeMap::from([("date".to_owned(), date)]));
    let added = index.add_custom_record(
        record.address.clone(),
        record.content.clone(),
        record.language.clone(),
        Some(meta(record)),
        Some(filters(record)),
        sort,
    );
    added.await.map(drop).map_err(io::Error::other)
}

/// What a result shows beside its excerpt.
fn meta(record: &SearchRecord) -> BTreeMap<String, String> {
    let fields = [
        ("title", Some(record.title.clone())),
        ("kind", Some(record.kind.to_owned())),
        ("date", record.date.clone()),
        ("source", record.source.clone()),
        ("language", Some(record.language.clone())),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

/// By what results can be narrowed.
fn filters(record: &SearchRecord) -> BTreeMap<String, Vec<String>> {
    let fields = [
        ("kind", Some(record.kind.to_owned())),
        ("source", record.source.clone()),
        ("language", Some(record.language.clone())),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), vec![value?]))).collect()
}

fn site_file(file: SyntheticFile) -> File {
    let parts: Vec<_> = file.filename.iter().map(|part| part.to_string_lossy()).collect();
    File { path: format!("{FOLDER}{}", parts.join("/")), body: FileBody::Bytes(file.contents.into()) }
}

fn is_unused(path: &str) -> bool {
    path.strip_prefix(FOLDER).is_some_and(|name| UNUSED.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records() -> Vec<SearchRecord> {
        let record = |number: usize, words: &str| SearchRecord {
            address: format!("/articles/{number}/"),
            language: "en".to_owned(),
            title: format!("Report {number}"),
            kind: "article",
            date: Some(format!("2024-05-{number:02}")),
            source: Some("The Gazette".to_owned()),
            content: words.to_owned(),
        };
        (1..=20)
            .map(|number| record(number, &format!("The dam at Peña Alta broke; {number} houses fell, café closed.")))
            .collect()
    }

    #[test]
    fn two_runs_give_the_same_bytes() {
        let run = || index(&records(), "en").expect("the records can be indexed");
        assert_eq!(run(), run());
    }

    #[test]
    fn only_what_a_search_needs_is_kept() {
        let files = index(&records(), "en").expect("the records can be indexed");
        let hashless = |file: &File| match file.path.rsplit_once('.') {
            Some((_, ending)) if ending.starts_with("pf_") => format!("*.{ending}"),
            _ => file.path.clone(),
        };
        let mut names: Vec<_> = files.iter().map(hashless).collect();
        names.sort_unstable();
        names.dedup();
        insta::assert_snapshot!(names.join("\n"), @r#"
        *.pf_filter
        *.pf_fragment
        *.pf_index
        *.pf_meta
        pagefind/pagefind-entry.json
        pagefind/pagefind-worker.js
        pagefind/pagefind.js
        pagefind/wasm.en.pagefind
        "#);
    }

    #[test]
    fn a_language_with_no_stemmer_keeps_the_plain_search() {
        let files = index(&records(), "zz").expect("the records can be indexed");
        assert!(files.iter().any(|file| file.path.ends_with(WASM_WITHOUT_STEMMER)));
    }

    #[test]
    fn a_dossier_with_nothing_in_it_has_an_index() {
        assert!(index(&[], "en").is_ok_and(|files| !files.is_empty()));
    }
}
