//! The harness of the end-to-end tests: a dossier in strings, the program, and what it printed and wrote.

#![allow(dead_code, unreachable_pub, reason = "each test file uses the part of the harness that it needs")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a harness that cannot go on fails the test")]

pub mod server;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A dossier in a temporary folder.
pub struct Site {
    folder: tempfile::TempDir,
}

/// What a run of the program came to.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Site {
    /// An empty folder, without even a `site.yaml`.
    pub fn nowhere() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A dossier with nothing in it but its title.
    pub fn empty() -> Self {
        Self::nowhere()
            .file("site.yaml", "title: Test\nbase_url: https://example.org/repo/\n")
            .file("content/index.md", "---\ntitle: Test\n---\n")
    }

    /// The same with another file.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// The same with an article of the outlet “Wire”.
    pub fn article(self, id: &str, published: &str, text: &str) -> Self {
        let front = format!("---\ntitle: Report {id}\nsource: Wire\npublished: {published}\n---\n\n");
        self.file(&format!("content/articles/{id}.md"), front + text + "\n")
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the program in the dossier's folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, "")
    }

    /// Runs the program in the dossier's folder, with words on its standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Run {
        let mut child = Command::new(env!("CARGO_BIN_EXE_diurna"))
            .args(arguments)
            .current_dir(self.root())
            .env("NO_COLOR", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Run { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Builds without a search index, which must succeed.
    pub fn build(&self) -> &Self {
        let run = self.run(&["build", "--no-search"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        self
    }

    /// A file of the built site.
    pub fn page(&self, path: &str) -> String {
        let file = self.path("public").join(path);
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}\n{:#?}", file.display(), self.files()))
    }

    /// The paths of all files of the built site, sorted.
    pub fn files(&self) -> Vec<String> {
        files_below(&self.path("public"))
    }
}

/// The paths of all files below a folder, sorted.
pub fn files_below(folder: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/")).collect()
}
