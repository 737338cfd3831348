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
    /// Look for changes twice a second: for network disks and containers, where the system gives no notice of them
    #[arg(long)]
    poll: bool,
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
        poll: options.poll,
    };
    serve::run(&settings).map_err(|error| {
        let help = match &error {
            ServeError::Port { .. } => "stop the program that uses it, or choose another with --port",
            ServeError::System(_) => "see what the system says, and try again",
            ServeError::Unwatched => "start it again with --poll",
        };
        Failure::machine(error.to_string(), help)
    })
}
