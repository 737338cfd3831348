//! The program serving a dossier, and a small HTTP client to ask it. All waiting is for a condition, with a limit.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::Site;

/// How long anything may take, on the slowest machine.
const LIMIT: Duration = Duration::from_secs(30);
/// How long to wait between two questions.
const PAUSE: Duration = Duration::from_millis(5);

/// A running server, which is stopped when it goes.
pub struct Server {
    child: Child,
    pub port: u16,
    said: Arc<Mutex<String>>,
}

/// An answer.
#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Site {
    /// Serves the dossier.
    pub fn serve(&self, arguments: &[&str]) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_diurna"))
            .arg("serve")
            .args(arguments)
            .current_dir(self.root())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let said = Arc::new(Mutex::new(String::new()));
        let heard = Arc::clone(&said);
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                heard.lock().unwrap().push_str(&(line + "\n"));
            }
        });
        let mut server = Server { child, port: 0, said };
        server.port = until(|| port(&server.said()), || server.said());
        server
    }
}

fn port(said: &str) -> Option<u16> {
    let (_, after) = said.split_once(" at http://")?;
    after.split_once('/')?.0.rsplit_once(':')?.1.parse().ok()
}

impl Server {
    /// What it printed so far.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// How often it has built.
    pub fn builds(&self) -> usize {
        self.said().lines().filter(|line| line.ends_with(" ms")).count()
    }

    pub fn get(&self, path: &str) -> Response {
        self.ask("GET", path, &format!("localhost:{}", self.port))
    }

    pub fn ask(&self, method: &str, path: &str, host: &str) -> Response {
        let mut stream = self.send(method, path, host);
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        Response { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn send(&self, method: &str, path: &str, host: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        stream
    }

    /// The first event that a page at `path` of the build `epoch` is told: its name and data.
    pub fn event(&self, path: &str, epoch: u64) -> (String, String) {
        let stream = self.send("GET", &format!("/-/diurna/events?epoch={epoch}&path={path}"), "localhost");
        let mut fields = [String::new(), String::new()];
        for line in BufReader::new(stream).lines().map(Result::unwrap) {
            for (field, name) in fields.iter_mut().zip(["event: ", "data: "]) {
                *field = line.strip_prefix(name).map_or_else(|| field.clone(), str::to_owned);
            }
            if !fields.iter().any(String::is_empty) {
                break;
            }
        }
        fields.into()
    }

    /// Asks for a page until it is as it should be.
    pub fn until(&self, path: &str, is_so: impl Fn(&Response) -> bool) -> Response {
        let last = std::cell::RefCell::new(None);
        let ask = || {
            let response = self.get(path);
            if is_so(&response) {
                return Some(response);
            }
            last.replace(Some(response));
            None
        };
        until(ask, || format!("{path}: {:?}\n{}", last.borrow(), self.said()))
    }

    /// Asks for a page until it shows some words.
    pub fn shows(&self, path: &str, words: &str) {
        self.until(path, |response| response.status == 200 && response.body.contains(words));
    }

    /// Asks for a page until it is gone.
    pub fn lacks(&self, path: &str) {
        self.until(path, |response| response.status == 404);
    }

    /// Waits until it has printed some words.
    pub fn says(&self, words: &str) {
        until(|| self.said().contains(words).then_some(()), || self.said());
    }
}

impl Response {
    /// The build that a page came from.
    pub fn epoch(&self) -> u64 {
        let (_, after) = self.body.split_once("data-epoch=\"").unwrap();
        after.split_once('"').unwrap().0.parse().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Tries until there is something.
fn until<T>(attempt: impl Fn() -> Option<T>, state: impl Fn() -> String) -> T {
    let limit = Instant::now() + LIMIT;
    loop {
        match attempt() {
            Some(found) => return found,
            None if Instant::now() > limit => panic!("waited in vain: {}", state()),
            None => thread::sleep(PAUSE),
        }
    }
}
