//! The server: the site from memory, and a stream that tells each page what has become of it. Everything is looked up by its
//! path in the site, so no request can lead to a file that is no part of it.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Response, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::IntoResponse as _;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use axum::serve::ListenerExt as _;
use bytes::Bytes;
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::overlay;
use super::served::{self, Epoch, Good, NOT_FOUND, Served};
use crate::render::FileBody;

/// What is served, and when it is something newer.
pub(super) type Newest = watch::Receiver<Arc<Served>>;

/// Answers requests until the program is stopped.
pub(super) async fn run(listener: TcpListener, newest: Newest) -> std::io::Result<()> {
    let mut router = Router::new().route(overlay::EVENTS, get(events)).fallback(get(page)).with_state(newest);
    if listener.local_addr()?.ip().is_loopback() {
        router = router.layer(middleware::from_fn(for_this_machine));
    }
    // Small answers must not wait for one another (Nagle's algorithm with delayed acknowledgement holds each for 40 ms).
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, router).await
}

/// Refuses requests under names of other machines. A page of somewhere else could let its own name lead to this machine, and
/// read an unpublished dossier through the browser of whoever looks at it.
async fn for_this_machine(request: Request, next: Next) -> Response<Body> {
    if names_this_machine(request.headers()) {
        return next.run(request).await;
    }
    let why = "This server is for this machine alone: ask for it as localhost.\n";
    answer(StatusCode::FORBIDDEN, TEXT, Bytes::from_static(why.as_bytes()))
}

/// Whether the host that was asked for is no name but an address, or a name that only this machine has.
fn names_this_machine(headers: &HeaderMap) -> bool {
    let authority = headers.get(header::HOST).and_then(|host| host.to_str().ok()?.parse::<Authority>().ok());
    authority.is_some_and(|authority| {
        let host = authority.host().trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase();
        host == "localhost" || host.ends_with(".localhost") || host.parse::<IpAddr>().is_ok()
    })
}

const TEXT: &str = "text/plain; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

async fn page(State(mut newest): State<Newest>, uri: Uri) -> Response<Body> {
    let nothing = |served: &Arc<Served>| served.good.is_none() && served.problems.is_none();
    let served = newest.wait_for(|served| !nothing(served)).await.map(|served| Arc::clone(&served));
    let Ok(served) = served else { return answer(StatusCode::SERVICE_UNAVAILABLE, TEXT, Bytes::new()) };
    let Some(good) = &served.good else {
        let page = overlay::without_site(served.problems.as_deref().unwrap_or_default(), served.epoch);
        return answer(StatusCode::SERVICE_UNAVAILABLE, HTML, page.into());
    };
    let path = path_in_site(uri.path());
    if served::is_search(&path) {
        return search(Arc::clone(good), path).await;
    }
    let good = Arc::clone(good);
    let epoch = good.epoch;
    let is_folder = good.has(&format!("{path}/index.html"));
    if is_folder && !good.has(&path) {
        return redirect(&format!("/{}/", uri.path().trim_matches('/')));
    }
    // To make a page takes the processor some time.
    let asked = path.clone();
    let found = tokio::task::spawn_blocking(move || match good.file(&asked) {
        Some(file) => Some((file, StatusCode::OK)),
        None => good.file(NOT_FOUND).map(|file| (file, StatusCode::NOT_FOUND)),
    });
    match found.await.ok().flatten() {
        Some((found, StatusCode::OK)) => file(&path, &found.body, StatusCode::OK, epoch).await,
        Some((found, status)) => file(NOT_FOUND, &found.body, status, epoch).await,
        None => answer(StatusCode::NOT_FOUND, TEXT, Bytes::new()),
    }
}

/// The file that a path of a request means: `/articles/` is `articles/index.html`.
fn path_in_site(path: &str) -> String {
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

async fn search(good: Arc<Good>, path: String) -> Response<Body> {
    let kind = kind(&path);
    // The index is made by a program that waits for its own tasks.
    match tokio::task::spawn_blocking(move || good.search_file(&path)).await {
        Ok(Ok(Some(bytes))) => answer(StatusCode::OK, &kind, bytes),
        Ok(Ok(None)) => answer(StatusCode::NOT_FOUND, TEXT, Bytes::new()),
        Ok(Err(problem)) => answer(StatusCode::INTERNAL_SERVER_ERROR, TEXT, problem.message.into()),
        Err(problem) => answer(StatusCode::INTERNAL_SERVER_ERROR, TEXT, problem.to_string().into()),
    }
}

async fn file(path: &str, body: &FileBody, status: StatusCode, epoch: Epoch) -> Response<Body> {
    let kind = kind(path);
    match body {
        FileBody::Bytes(page) if kind == HTML => answer(status, HTML, overlay::with_script(page, epoch).into()),
        FileBody::Bytes(bytes) => answer(status, &kind, bytes.clone()),
        FileBody::Copy(from) => match tokio::fs::read(from).await {
            Ok(bytes) => answer(status, &kind, bytes.into()),
            Err(_) => answer(StatusCode::NOT_FOUND, TEXT, Bytes::from_static(b"The file is gone.\n")),
        },
    }
}

fn kind(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let textual = kind.type_() == mime_guess::mime::TEXT || kind.subtype() == mime_guess::mime::JAVASCRIPT;
    if textual { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}

fn answer(status: StatusCode, kind: &str, bytes: Bytes) -> Response<Body> {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")];
    (status, headers, bytes).into_response()
}

/// Not for ever: at the same address there may be another dossier tomorrow.
fn redirect(to: &str) -> Response<Body> {
    (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response()
}

/// What a page says of itself when it begins to listen.
#[derive(Deserialize)]
struct Listener {
    /// The build that it came from.
    epoch: Epoch,
    /// Its path on the server.
    #[serde(default)]
    path: String,
}

/// Tells a page what became of it with each build that is newer than the one it came from: `reload` where it has changed,
/// `problems` with what is wrong, `settled` where neither is so. A build between its loading and its listening is told too.
async fn events(
    State(newest): State<Newest>,
    Query(listener): Query<Listener>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let told = listener.epoch;
    let stream = stream::unfold((newest, listener, told), |(mut newest, listener, told)| async move {
        let served = newest.wait_for(|served| served.epoch != told).await.ok().map(|served| Arc::clone(&served))?;
        let epoch = served.epoch;
        // Whether a page has changed can be told only once it is made.
        let told = tokio::task::spawn_blocking(move || (news(&served, &listener), listener));
        let (event, listener) = told.await.ok()?;
        Some((Ok(event), (newest, listener, epoch)))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

fn news(served: &Served, listener: &Listener) -> Event {
    let problems = |text: &str| Event::default().event("problems").data(serde_json::Value::from(text).to_string());
    if let Some(text) = &served.problems {
        return problems(text);
    }
    let reload = Event::default().event("reload").data(served.epoch.to_string());
    let loaded = listener.epoch;
    let Some(good) = served.good.as_ref().filter(|good| loaded <= good.epoch) else { return reload };
    match good.news(&path_in_site(&listener.path), loaded) {
        (Some(problem), _) => problems(&problem),
        (None, true) => reload,
        (None, false) => {
            let styles = good.styles_since(loaded).into_iter().map(|path| format!("/{path}")).collect::<Vec<_>>();
            let data = serde_json::json!({ "epoch": served.epoch, "styles": styles });
            Event::default().event("settled").data(data.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let is_answered = |host: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().unwrap());
            names_this_machine(&headers)
        };
        for host in ["localhost:4000", "127.0.0.1:4000", "[::1]:4000", "dossier.localhost", "LOCALHOST."] {
            assert!(is_answered(host), "{host}");
        }
        for host in ["example.org", "localhost.example.org:4000", "127.0.0.1.example.org", ""] {
            assert!(!is_answered(host), "{host}");
        }
        assert!(!names_this_machine(&HeaderMap::new()));
    }

    #[test]
    fn paths_mean_files() {
        let table = [
            ("/", "index.html"),
            ("/articles/", "articles/index.html"),
            ("/a%20b.pdf", "a b.pdf"),
            ("//theme/base.css", "theme/base.css"),
            ("/%2e%2e/site.yaml", "../site.yaml"),
        ];
        for (asked, meant) in table {
            assert_eq!(path_in_site(asked), meant);
        }
    }
}
