//! The server: the site from memory, and a stream that tells each page when there is a newer one.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{Response, StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use axum::serve::ListenerExt as _;
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::overlay;
use crate::render::{FileBody, Site};

/// The files of a site, by path.
pub(super) type Files = HashMap<String, FileBody>;

/// What is served now.
#[derive(Debug, Default)]
pub(super) struct Served {
    /// The number of the build; 0 before the first.
    pub(super) epoch: u64,
    /// The number of the newest good build.
    pub(super) good: u64,
    /// Its site.
    pub(super) files: Arc<Files>,
    /// What is wrong with the newest build, if it failed.
    pub(super) problems: Option<String>,
}

type Newest = watch::Receiver<Arc<Served>>;

/// The files of `site`, to be looked up by path.
pub(super) fn files(site: Site) -> Arc<Files> {
    Arc::new(site.files.into_iter().map(|file| (file.path, file.body)).collect())
}

/// Answers requests until the program is stopped.
pub(super) async fn run(listener: TcpListener, newest: Newest) -> std::io::Result<()> {
    let router = Router::new().route(overlay::EVENTS, get(events)).fallback(page).with_state(newest);
    // Small answers must not wait for one another (Nagle's algorithm with delayed acknowledgement holds each for 40 ms).
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, router).await
}

async fn page(State(mut newest): State<Newest>, uri: Uri) -> Response<Body> {
    let first = newest.wait_for(|served| served.epoch > 0).await.map(|served| Arc::clone(&served));
    let Ok(served) = first else { return answer(StatusCode::SERVICE_UNAVAILABLE, "text/plain", Vec::new()) };
    let path = percent_decoded(uri.path());
    let path = path.trim_start_matches('/');
    let index = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    if let Some(body) = served.files.get(&index) {
        return file(&index, body, StatusCode::OK, served.good).await;
    }
    if served.files.contains_key(&format!("{path}/index.html")) {
        return redirect(&format!("/{path}/"));
    }
    match served.files.get("404.html") {
        Some(body) => file("404.html", body, StatusCode::NOT_FOUND, served.good).await,
        None => html(StatusCode::NOT_FOUND, overlay::WAITING.as_bytes(), served.good),
    }
}

async fn file(path: &str, body: &FileBody, status: StatusCode, epoch: u64) -> Response<Body> {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let bytes = match body {
        FileBody::Bytes(bytes) => bytes.clone(),
        FileBody::Copy(from) => match tokio::fs::read(from).await {
            Ok(bytes) => bytes,
            Err(_) => return answer(StatusCode::NOT_FOUND, "text/plain", b"the file is gone".to_vec()),
        },
    };
    if kind == mime_guess::mime::TEXT_HTML {
        html(status, &bytes, epoch)
    } else {
        answer(status, &with_charset(&kind), bytes)
    }
}

fn html(status: StatusCode, page: &[u8], epoch: u64) -> Response<Body> {
    answer(status, "text/html; charset=utf-8", overlay::with_script(page, epoch))
}

fn with_charset(kind: &mime_guess::Mime) -> String {
    let textual = kind.type_() == mime_guess::mime::TEXT || kind.subtype() == mime_guess::mime::JAVASCRIPT;
    if textual { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}

fn answer(status: StatusCode, kind: &str, bytes: Vec<u8>) -> Response<Body> {
    let response =
        Response::builder().status(status).header(header::CONTENT_TYPE, kind).header(header::CACHE_CONTROL, "no-store");
    response.body(Body::from(bytes)).unwrap_or_default()
}

fn redirect(to: &str) -> Response<Body> {
    let response = Response::builder().status(StatusCode::PERMANENT_REDIRECT).header(header::LOCATION, to);
    response.body(Body::empty()).unwrap_or_default()
}

fn percent_decoded(path: &str) -> String {
    percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned()
}

#[derive(Deserialize)]
struct Since {
    epoch: u64,
}

/// Tells a page of the build that it was made by, and then of each newer one: `reload`, or `problems` with what is wrong.
/// A page says which build it came from, so that one made between its loading and its listening is not missed.
async fn events(
    State(newest): State<Newest>,
    Query(since): Query<Since>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stream = stream::unfold((newest, since.epoch), |(mut newest, told)| async move {
        let served = newest.wait_for(|served| served.epoch != told).await.ok().map(|served| Arc::clone(&served))?;
        Some((Ok(event(&served)), (newest, served.epoch)))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

fn event(served: &Served) -> Event {
    match &served.problems {
        None => Event::default().event("reload").data(served.epoch.to_string()),
        Some(problems) => {
            Event::default().event("problems").data(serde_json::Value::from(problems.as_str()).to_string())
        }
    }
}
