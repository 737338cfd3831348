//! Rules of the house that a compiler cannot hold: every file says what it is for, every message is documented, every
//! stage keeps to its place.

#![allow(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

use std::fs;
use std::path::{Path, PathBuf};

use diurna::diagnostic::Code;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder, with its text, less the tests at its end.
fn code_files(folder: &str) -> Vec<(PathBuf, String)> {
    let is_test = |path: &Path| {
        let names = ["tests", "fixture", "fixtures"];
        path.strip_prefix(repository())
            .unwrap_or(path)
            .with_extension("")
            .components()
            .any(|part| names.iter().any(|name| part.as_os_str() == *name))
    };
    let files = rust_files(folder).into_iter().filter(|(path, _)| !is_test(path));
    files
        .map(|(path, text)| (path, text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned()))
        .collect()
}

/// Every Rust file below a folder, with its text.
fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    let entries = walkdir::WalkDir::new(repository().join(folder)).sort_by_file_name().into_iter().map(Result::unwrap);
    let paths =
        entries.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    paths.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    for folder in ["src", "tests", "benches"].into_iter().filter(|folder| repository().join(folder).exists()) {
        for (path, text) in rust_files(folder) {
            assert!(text.starts_with("//!"), "{} does not say what it is for", path.display());
        }
    }
}

#[test]
fn every_message_is_documented() {
    let docs = fs::read_to_string(repository().join("docs/messages.md")).unwrap();
    for code in Code::ALL {
        assert!(docs.contains(&format!("| `{code}` |")), "docs/messages.md does not explain {code}");
    }
}

#[test]
fn no_stage_calls_a_later_one() {
    let order = ["content", "reading", "dossier", "render", "output"];
    for (at, stage) in order.iter().enumerate() {
        for (path, text) in code_files(&format!("src/{stage}")) {
            for later in &order[at + 1..] {
                assert!(!text.contains(&format!("crate::{later}::")), "{} reaches on to {later}", path.display());
            }
            assert!(
                !text.contains("crate::cli") && !text.contains("crate::serve"),
                "{} knows of a command",
                path.display()
            );
        }
    }
}

#[test]
fn the_pure_stages_do_no_input_or_output() {
    let forbidden = [
        "std::fs",
        "std::net",
        "std::process",
        "std::time",
        "std::env",
        "println!",
        "eprintln!",
        "Timestamp::now",
        "Zoned::now",
    ];
    for stage in ["reading", "dossier"] {
        for (path, text) in code_files(&format!("src/{stage}")) {
            for name in forbidden {
                assert!(!text.contains(name), "{} uses {name}", path.display());
            }
        }
    }
}
