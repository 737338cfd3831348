//! Serving: watch → rebuild → reload. The site is kept in memory; the last good one is served until a better one is made,
//! and what is wrong with the newest is shown over the page.

#![expect(clippy::disallowed_methods, reason = "serving speaks to the machine")]

mod builder;
mod doorbell;
mod overlay;
mod served;
mod server;
mod snapshot;
mod watcher;

use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::net::TcpListener;
use tokio::sync::watch;

use builder::Builder;
use served::{Epoch, Served};
use watcher::Watcher;

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder that holds `site.yaml`.
    pub root: PathBuf,
    /// The address to listen at.
    pub host: IpAddr,
    /// The port; none for the first free one from [`FIRST_PORT`].
    pub port: Option<u16>,
    /// Whether to open the browser.
    pub open: bool,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether changes are looked for by the clock, where the system gives no notice of them.
    pub poll: bool,
}

/// Why nothing can be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The port is taken or not allowed.
    #[error("cannot listen at {address}: {source}")]
    Port {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The system refused something else.
    #[error("cannot serve: {0}")]
    System(std::io::Error),
    /// The folder can no longer be watched.
    #[error("the dossier can no longer be watched")]
    Unwatched,
}

/// The port that is tried first.
pub const FIRST_PORT: u16 = 4000;
/// How many ports are tried when none was asked for: enough for a few dossiers that are open at once.
const PORTS_TRIED: u16 = 20;

/// Serves the dossier until the program is stopped.
///
/// # Errors
/// Where the port is taken, the folder can no longer be watched, or the system refuses.
pub fn run(settings: &Settings) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Runtime::new().map_err(ServeError::System)?;
    runtime.block_on(serve(settings))
}

async fn serve(settings: &Settings) -> Result<(), ServeError> {
    let listener = listen(settings).await?;
    let home = home(listener.local_addr().map_err(ServeError::System)?);
    let (publish, served) = watch::channel(Arc::new(Served::nothing(first_epoch())));
    let builder = Builder::new(&settings.root, settings.drafts, home.clone(), publish);
    let mut watcher = Watcher::new(&settings.root, doorbell::hang(settings.poll));
    let building = tokio::task::spawn_blocking(move || builder.work(&mut watcher));
    say(&format!("serving {} at {home} (stop with Ctrl+C)", settings.root.display()));
    if settings.open && open::that_detached(&home).is_err() {
        say(&format!("note: no browser could be opened; go to {home}"));
    }
    tokio::select! {
        served = server::run(listener, served) => served.map_err(ServeError::System),
        _ = building => Err(ServeError::Unwatched),
    }
}

/// The address to open: where any address of this machine is listened at, the one that every machine has for itself.
fn home(mut address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        address.set_ip(Ipv4Addr::LOCALHOST.into());
    }
    format!("http://{address}/")
}

/// A number greater than that of any build that an earlier run served to pages which are still open.
#[expect(clippy::disallowed_methods, reason = "no build reads it")]
fn first_epoch() -> Epoch {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_millis() as Epoch)
}

async fn listen(settings: &Settings) -> Result<TcpListener, ServeError> {
    let first = settings.port.unwrap_or(FIRST_PORT);
    let last = if settings.port.is_some() { first } else { first + PORTS_TRIED };
    let mut port = first;
    loop {
        let address = SocketAddr::new(settings.host, port);
        match TcpListener::bind(address).await {
            Ok(listener) => return Ok(listener),
            Err(error) if port < last && error.kind() == std::io::ErrorKind::AddrInUse => {
                say(&format!("port {port} is in use, trying {}", port + 1));
                port += 1;
            }
            Err(source) => return Err(ServeError::Port { address, source }),
        }
    }
}

/// Tells whoever started the program, in a line. That nobody listens is no reason to stop serving.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
