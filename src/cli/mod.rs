//! The command line: what was typed, the command it means, and the exit code it ends with. One file a command.
//!
//! Results go to standard output, everything said about the work to standard error. A reader that closes the pipe
//! early (`diurna export ledger | head`) ends the program quietly.

#![expect(clippy::disallowed_methods, clippy::print_stderr, reason = "commands speak to the machine")]

mod annotate;
mod build;
mod check;
mod clip;
mod completions;
mod explain;
mod export;
mod failure;
mod init;
mod new;
mod progress;
mod report;
mod review;
mod serve;
mod timings;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};

use crate::Settings;
use crate::config::Config;
use crate::dossier::Dossier;

use failure::Failure;

/// Publishes a folder of news reports as an annotated dossier.
///
/// A dossier is a folder with a `site.yaml` and a `content/` folder of Markdown. Start one with `diurna init`, look at it
/// with `diurna serve`, publish it with `diurna build`.
#[derive(Debug, Parser)]
#[command(name = "diurna", version, max_term_width = 100, after_help = EXIT_CODES)]
struct Arguments {
    /// The dossier: the folder that holds site.yaml
    #[arg(long, global = true, value_name = "FOLDER", default_value = ".")]
    root: PathBuf,
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str =
    "Exit codes: 0 done, 1 problems in the content, 2 wrong usage, 3 the machine (disk, port, permission).";

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site
    Build(build::Options),
    /// Show the site in the browser, and show every change as it is saved
    Serve(serve::Options),
    /// Say everything that is wrong, and write nothing
    Check(check::Options),
    /// Start a dossier, with a small example that shows every kind of file
    Init(init::Options),
    /// Start a content file with its front matter
    New(new::Options),
    /// Make an article of a saved web page, with its front matter filled in
    Clip(clip::Options),
    /// Print the marks of articles, or of documents on standard input, as JSON lines
    Annotate(annotate::Options),
    /// Print one export of the dossier
    Export(export::Options),
    /// Say what a page holds, or why words were marked and what they were taken to mean
    Explain(explain::Options),
    /// Say what an editor should look at: figures with no measure, names with no file, open dates, unexplained disagreements
    Review(review::Options),
    /// Print the script that completes diurna's commands in a shell
    Completions(completions::Options),
}

/// What every command that reads the dossier can be told.
#[derive(Clone, Debug, Args)]
struct Reading {
    /// Take drafts as if they were published
    #[arg(long)]
    drafts: bool,
}

impl Reading {
    /// Reads the dossier at `root` and makes its model; what is wrong is told.
    fn model(&self, root: &Path) -> Result<(Arc<Dossier>, Config), Failure> {
        let model = crate::model(&Settings { drafts: self.drafts, ..Settings::new(root) }, &|_| {});
        report::tell(&model.diagnostics);
        model.dossier.zip(model.config).ok_or(Failure::Problems)
    }
}

/// Runs the command that was typed.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(problem) => return usage(&problem),
    };
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(),
    }
}

fn dispatch(arguments: &Arguments) -> Result<(), Failure> {
    let root = &arguments.root;
    match &arguments.command {
        Command::Build(options) => build::run(root, options),
        Command::Serve(options) => serve::run(root, options),
        Command::Check(options) => check::run(root, options),
        Command::Init(options) => init::run(root, options),
        Command::New(options) => new::run(root, options),
        Command::Clip(options) => clip::run(root, options),
        Command::Annotate(options) => annotate::run(root, options),
        Command::Export(options) => export::run(root, options),
        Command::Explain(options) => explain::run(root, options),
        Command::Review(options) => review::run(root, options),
        Command::Completions(options) => completions::run(options),
    }
}

/// Help and version are answers, everything else that clap stops at is wrong usage.
fn usage(problem: &clap::Error) -> ExitCode {
    let printed = problem.print();
    match (problem.use_stderr(), printed) {
        (true, _) => ExitCode::from(failure::WRONG_USAGE),
        (false, _) => ExitCode::SUCCESS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
