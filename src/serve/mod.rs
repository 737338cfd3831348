//! Serving: watch → rebuild → reload. The site is kept in memory; the last good one is served until a better one is made,
//! and what is wrong with the newest is shown over the page.

#![expect(clippy::disallowed_methods, clippy::print_stderr, reason = "serving speaks to the machine")]

mod overlay;
mod server;
mod watcher;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::Build;
use crate::diagnostic;
use server::Served;
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
    /// The folder cannot be watched.
    #[error("cannot watch the dossier: {0}")]
    Watch(notify::Error),
}

/// The port that is tried first.
pub const FIRST_PORT: u16 = 4000;
/// How many ports are tried when none was asked for: enough for a few dossiers that are open at once.
const PORTS_TRIED: u16 = 20;

/// Serves the dossier until the program is stopped.
///
/// # Errors
/// Where the port is taken, the folder cannot be watched, or the system refuses.
pub fn run(settings: &Settings) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Runtime::new().map_err(ServeError::System)?;
    runtime.block_on(serve(settings))
}

async fn serve(settings: &Settings) -> Result<(), ServeError> {
    let listener = listen(settings).await?;
    let address = listener.local_addr().map_err(ServeError::System)?;
    let home = format!("http://{address}/");
    let mut watcher = Watcher::new(&settings.root).map_err(ServeError::Watch)?;
    let (publish, served) = watch::channel(Arc::new(Served::default()));
    let builder = Builder { settings: settings.clone(), home: home.clone(), publish };
    tokio::task::spawn_blocking(move || builder.work(&mut watcher));
    eprintln!("serving {} at {home} (stop with Ctrl+C)", settings.root.display());
    if settings.open && open::that_detached(&home).is_err() {
        eprintln!("note: no browser could be opened; go to {home}");
    }
    server::run(listener, served).await.map_err(ServeError::System)
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
                eprintln!("port {port} is in use, trying {}", port + 1);
                port += 1;
            }
            Err(source) => return Err(ServeError::Port { address, source }),
        }
    }
}

/// Makes the site, and makes it again whenever something has changed.
struct Builder {
    settings: Settings,
    home: String,
    publish: watch::Sender<Arc<Served>>,
}

impl Builder {
    fn work(&self, watcher: &mut Watcher) {
        loop {
            let started = Instant::now();
            let build = crate::build(&self.build_settings(), &|_| {});
            say(&build, started.elapsed());
            self.publish.send_modify(|served| *served = Arc::new(next(served, build)));
            if !watcher.wait() {
                return;
            }
        }
    }

    fn build_settings(&self) -> crate::Settings {
        crate::Settings {
            base_url: Some(self.home.clone()),
            drafts: self.settings.drafts,
            ..crate::Settings::new(&self.settings.root)
        }
    }
}

/// What is served after `build`: its site, or the one before with the problems shown over it.
fn next(before: &Served, build: Build) -> Served {
    let epoch = before.epoch + 1;
    if let Some(site) = build.site {
        Served { epoch, good: epoch, files: server::files(site), problems: None }
    } else {
        let problems = Some(overlay::text(&build.diagnostics));
        Served { epoch, good: before.good, files: Arc::clone(&before.files), problems }
    }
}

/// Says on standard error what a build came to.
fn say(build: &Build, took: Duration) {
    if !build.diagnostics.is_empty() {
        eprint!("{}", diagnostic::render::human(&build.diagnostics, false));
    }
    match &build.site {
        Some(_) => eprintln!("{} articles, {} pages in {} ms", build.articles, build.pages, took.as_millis()),
        None => eprintln!("the site stays as it was until this is mended"),
    }
}
