//! `diurna completions`: the script by which a shell completes commands and options.

use std::io::Write as _;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::{Arguments, Failure};

/// What `completions` can be told.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// The shell
    shell: Shell,
}

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "diurna", &mut script);
    Ok(std::io::stdout().write_all(&script)?)
}
