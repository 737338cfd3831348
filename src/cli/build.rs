//! `diurna build`: the dossier to a folder that can be published.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::progress::Progress;
use super::timings::Timings;
use super::{Failure, Reading, report};
use crate::output::{Writer, Written};
use crate::{Settings, Stage};

/// What `build` can be told.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Where to write the site; `public` in the dossier where it is not given
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Where the site will be, instead of what site.yaml says
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Do not build when there are warnings either
    #[arg(long)]
    strict: bool,
    /// Leave out the search index
    #[arg(long)]
    no_search: bool,
    /// Say how long each stage took
    #[arg(long)]
    timings: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(root: &Path, options: &Options) -> Result<(), Failure> {
    let started = Instant::now();
    let (progress, timings) = (Progress::new(), Timings::new());
    let at = |stage| {
        progress.stage(stage);
        timings.stage(stage);
    };
    let settings = Settings {
        base_url: options.base_url.clone(),
        drafts: options.reading.drafts,
        search: !options.no_search,
        ..Settings::new(root)
    };
    let folder = options.output.clone().unwrap_or_else(|| root.join("public"));
    let writer = Writer::new(root, &folder)?;
    let build = crate::build(&settings, &writer, &at);
    if !build.is_whole || report::failed(&build.diagnostics, options.strict) {
        drop(progress);
        report::tell(&build.diagnostics);
        return Err(Failure::Problems);
    }
    at(Stage::Output);
    let written = writer.publish();
    let took = timings.lines();
    drop(progress);
    report::tell(&build.diagnostics);
    for line in took.iter().filter(|_| options.timings) {
        eprintln!("{line}");
    }
    say(&folder, &written?, started.elapsed());
    Ok(())
}

fn say(folder: &Path, written: &Written, took: Duration) {
    for path in &written.kept {
        eprintln!("note: {} belongs to an earlier site but was changed by hand, so it stays", path.display());
    }
    let Written { written, unchanged, removed, .. } = written;
    eprintln!(
        "{}: {written} files written, {unchanged} unchanged, {removed} removed in {}",
        folder.display(),
        seconds(took)
    );
}

/// A duration as people read it: `48 ms`, `2.3 s`.
pub(super) fn seconds(duration: Duration) -> String {
    match duration.as_millis() {
        millis @ 0..1000 => format!("{millis} ms"),
        _ => format!("{:.1} s", duration.as_secs_f64()),
    }
}
