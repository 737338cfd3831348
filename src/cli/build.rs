//! `diurna build`: the dossier to a folder that can be published.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::progress::Progress;
use super::timings::Timings;
use super::{Failure, Reading, report};
use crate::content::{self, Listing};
use crate::memo::{self, Key};
use crate::output::stamp::{self, Stamp};
use crate::output::{Writer, Written};
use crate::session::Session;
use crate::{Settings, Stage, diagnostic};

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
    /// Leave out the search: its index, its page and the way to it
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
    let session = Session::of_one_build();
    let listing = Listing::with_stamps(root);
    let made_from = made_from(&session, &settings, &listing);
    let last = made_from.and_then(|key| Stamp::of_same(root, key, &folder));
    if let Some(last) = last.filter(|last| last.told.is_empty() || !options.strict) {
        drop(progress);
        eprint!("{}", last.told);
        let written = Written { unchanged: stamp::size_of_site(&folder), ..Written::default() };
        say(&folder, &written, started.elapsed());
        return Ok(());
    }
    let writer = Writer::new(root, &folder)?;
    let build = crate::build_listed(&session, &settings, &listing, &writer, &at);
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
    // What was saved while the site was made may be in it or not.
    let is_same = |_: &Key| made_from == self::made_from(&session, &settings, &Listing::with_stamps(root));
    if let Some(key) = made_from.filter(is_same) {
        let told = diagnostic::render::human(&build.diagnostics, false);
        if let Ok(stamp) = Stamp::new(key, &folder, told) {
            stamp.keep(root);
        }
    }
    Ok(())
}

/// A hash of what a site is made from: what editors wrote, and what was asked for. None where it cannot be known.
fn made_from(session: &Session, settings: &Settings, listing: &Listing) -> Option<Key> {
    let written = content::fingerprint(listing, &session.content).ok()?;
    let asked = format!("{:?} {} {}", settings.base_url, settings.drafts, settings.search);
    Some(memo::key(&[&written.to_le_bytes(), asked.as_bytes()]))
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
