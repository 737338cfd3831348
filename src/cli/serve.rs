//! `diurna serve`: the site in the browser, made again at every save.

use std::net::IpAddr;
use std::path::Path;

use super::{Failure, Reading};
use crate::serve::{self, ServeError};

/// What `serve` can be told.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// The port; where none is given, 4000 or the next that is free
    #[arg(long)]
    port: Option<u16>,
    /// The address to listen at; the default can be reached from this machine alone
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(root: &Path, options: &Options) -> Result<(), Failure> {
    let settings = serve::Settings {
        root: root.to_owned(),
        host: options.host,
        port: options.port,
        open: options.open,
        drafts: options.reading.drafts,
    };
    serve::run(&settings).map_err(|error| {
        let help = match &error {
            ServeError::Port { .. } => "stop the program that uses it, or choose another with --port",
            ServeError::System(_) => "see what the system says, and try again",
            ServeError::Watch(_) => "make sure that the folder may be read; diurna build works without watching",
        };
        Failure::machine(error.to_string(), help)
    })
}
