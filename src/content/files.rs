//! The table of a dossier's files, which knows where every link leads.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use url::Url;
use xxhash_rust::xxh3::Xxh3Default;

use super::body::Destination;
use super::links::{LinkProblem, LinkRequest, Resolve};
use super::listing::{CONTENT, STATIC};
use crate::diagnostic::Code;
use crate::edtf::Edtf;
use crate::fold::fold;
use crate::id::{DocumentKind, DocumentRef, Id};
use crate::memo::Key;
use crate::nearest::nearest;

/// The pages that every site has, whatever its files.
pub(crate) const SITE_PAGES: [&str; 11] = [
    "/",
    "/actors/",
    "/actors/network/",
    "/articles/",
    "/chronology/",
    "/disagreements/",
    "/figures/",
    "/measures/",
    "/search/",
    "/sources/",
    "/tags/",
];

/// What links can lead to.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// A hash of all from which it was made, where a session remembers it.
    pub(crate) version: Key,
    /// Documents by their path from the dossier's root.
    documents: BTreeMap<String, DocumentRef>,
    /// Documents by their address.
    addresses: BTreeMap<String, DocumentRef>,
    /// Documents by their folded id, for wikilinks.
    ids: BTreeMap<String, Vec<DocumentRef>>,
    /// Documents that are kept back, with their paths.
    drafts: BTreeMap<DocumentRef, String>,
    /// The addresses of assets.
    assets: BTreeSet<String>,
    /// What was found to be probably meant by paths that lead nowhere. A file that was renamed is missed by everyone who links to
    /// it, and to look for what is near takes a comparison with every name there is.
    meant: Mutex<BTreeMap<String, Option<String>>>,
}

impl Files {
    /// An empty table of that version.
    pub(crate) fn of_version(version: Key) -> Self {
        Self { version, ..Self::default() }
    }

    /// Adds the address of a file that is published as it is.
    pub(crate) fn add_asset(&mut self, address: &str) {
        self.assets.insert(address.to_owned());
    }

    /// Adds a document at a path from the dossier's root.
    pub(crate) fn add(&mut self, path: &str, reference: &DocumentRef) {
        self.documents.insert(path.to_owned(), reference.clone());
        self.ids.entry(fold(reference.id.as_str())).or_default().push(reference.clone());
    }

    /// Notes the address of a document's page.
    pub(crate) fn add_address(&mut self, address: String, reference: DocumentRef) {
        self.addresses.insert(address, reference);
    }

    /// Notes that a document is kept back.
    pub(crate) fn keep_back(&mut self, path: &str, reference: &DocumentRef) {
        self.drafts.insert(reference.clone(), path.to_owned());
    }

    /// The table as the file at `path`, from the dossier's root, sees it.
    pub(crate) fn seen_from<'a>(&'a self, path: &'a str) -> LinksOf<'a> {
        LinksOf { files: self, path, asked: RefCell::default(), led_to: RefCell::new(Xxh3Default::new()) }
    }

    fn has(&self, kind: DocumentKind, id: &str) -> bool {
        self.ids.get(&fold(id)).is_some_and(|found| found.iter().any(|one| one.kind == kind && one.id.as_str() == id))
    }

    /// The path of the document or asset that was probably meant by a path from the dossier's root that leads nowhere.
    fn meant_by(&self, path: String) -> Option<String> {
        let known = |path: &str| self.meant.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        known(&path).unwrap_or_else(|| {
            let meant = self.nearest_to(&path);
            self.meant.lock().unwrap_or_else(PoisonError::into_inner).insert(path, meant.clone());
            meant
        })
    }

    /// The path nearest to another: of a document or asset in the same folder, else of any.
    fn nearest_to(&self, path: &str) -> Option<String> {
        let assets = self.assets.iter().map(|address| format!("{CONTENT}{address}"));
        let all: Vec<String> = self.documents.keys().cloned().chain(assets).collect();
        let siblings = || all.iter().filter(|one| parent(one) == parent(path)).map(|one| name(one));
        if let Some(near) = nearest(name(path), siblings()) {
            return all.iter().find(|one| parent(one) == parent(path) && name(one) == near).cloned();
        }
        let near = nearest(stem(path), all.iter().map(|one| stem(one)))?;
        all.iter().find(|one| stem(one) == near).cloned()
    }

    fn ids_of(&self, kind: DocumentKind) -> impl Iterator<Item = &str> {
        self.ids.values().flatten().filter(move |one| one.kind == kind).map(|one| one.id.as_str())
    }

    fn document(&self, reference: &DocumentRef, fragment: Option<&str>) -> Result<Destination, LinkProblem> {
        if let Some(path) = self.drafts.get(reference) {
            let help = format!("take `draft: true` out of {path}, or build with --drafts");
            return Err(broken(format!("the {reference} is a draft and is not published"), Some(help)));
        }
        Ok(Destination::Document { target: reference.clone(), fragment: fragment.map(str::to_owned) })
    }
}

/// The links of one file. Remembers what they led to, since the same words with another target are another document.
pub(crate) struct LinksOf<'a> {
    files: &'a Files,
    /// The path of the file from the dossier's root.
    path: &'a str,
    asked: RefCell<Vec<LinkRequest<String>>>,
    led_to: RefCell<Xxh3Default>,
}

impl Resolve for LinksOf<'_> {
    fn resolve(&self, request: LinkRequest<&str>) -> Result<Destination, LinkProblem> {
        let answer = match request {
            LinkRequest::Link(address) => self.link(address),
            LinkRequest::Wikilink(name) => self.wikilink(name),
            LinkRequest::Image(address) => self.image(address),
        };
        self.led_to.borrow_mut().update(format!("{answer:?}").as_bytes());
        self.asked.borrow_mut().push(request.to_owned());
        answer
    }
}

impl LinksOf<'_> {
    /// The version of the table that is asked.
    pub(crate) fn table(&self) -> Key {
        self.files.version
    }

    /// A hash of the answers that were given.
    pub(crate) fn fingerprint(&self) -> u128 {
        self.led_to.borrow().digest128()
    }

    /// The questions that were asked, in order.
    pub(crate) fn into_asked(self) -> Vec<LinkRequest<String>> {
        self.asked.into_inner()
    }

    fn link(&self, address: &str) -> Result<Destination, LinkProblem> {
        let address = plain_address(address);
        if address.is_empty() {
            return Err(broken("the link has no address".to_owned(), None));
        }
        if let Some(fragment) = address.strip_prefix('#') {
            return self.instruction(fragment);
        }
        match scheme(&address) {
            Some(scheme) => external(&address, &scheme),
            None if address.starts_with("//") => external(&format!("https:{address}"), "https"),
            None => self.local(&address),
        }
    }

    fn image(&self, address: &str) -> Result<Destination, LinkProblem> {
        match self.link(address)? {
            found @ Destination::Site(_) => Ok(found),
            Destination::External(url) if url.starts_with("http") => Err(image_elsewhere(&url)),
            _ => Err(broken(format!("“{address}” is not an image"), None)),
        }
    }

    /// A link that says what its words mean, or that leads to an anchor of the same page.
    fn instruction(&self, fragment: &str) -> Result<Destination, LinkProblem> {
        match fragment.split_once(':') {
            _ if fragment == "plain" => Ok(Destination::Plain),
            Some(("date", written)) => written.parse::<Edtf>().map(Destination::Date).map_err(|error| LinkProblem {
                code: Code::BadDate,
                message: error.to_string(),
                help: Some("write the year first: #date:2024-07-28, #date:2024-07 or #date:2024".to_owned()),
            }),
            Some(("said", id)) => self.said(&decoded(id)),
            _ => Ok(Destination::Anchor(decoded(fragment))),
        }
    }

    fn said(&self, id: &str) -> Result<Destination, LinkProblem> {
        if self.files.has(DocumentKind::Actor, id) {
            return Ok(Destination::Said(Id::new(id)));
        }
        let near =
            nearest(id, self.files.ids_of(DocumentKind::Actor)).map(|near| format!("did you mean #said:{near}?"));
        let help = near.unwrap_or_else(|| format!("add the file content/actors/{id}.md, or name another actor"));
        Err(LinkProblem {
            code: Code::UnknownReference,
            message: format!("there is no actor with the id “{id}”"),
            help: Some(help),
        })
    }

    /// A path: from this file's folder, or from the site's root where it begins with a slash.
    fn local(&self, address: &str) -> Result<Destination, LinkProblem> {
        let (path, query, fragment) = split_address(address);
        if path.contains('\\') {
            let help =
                if path.contains(':') { OUTSIDE.to_owned() } else { format!("write {}", address.replace('\\', "/")) };
            return Err(broken(format!("“{address}” has backslashes, which web addresses have not"), Some(help)));
        }
        let path = decoded(path);
        let found = match path.strip_prefix('/') {
            Some(_) => self.on_site(&path, query, fragment),
            None => self.relative(&path, query, fragment)?,
        };
        found.unwrap_or_else(|| Err(self.nowhere(address, &path)))
    }

    /// A page or a file of the site by its address, or a content file by its path from the dossier's root.
    fn on_site(&self, path: &str, query: &str, fragment: Option<&str>) -> Option<Result<Destination, LinkProblem>> {
        let folder = format!("{}/", path.trim_end_matches('/'));
        if let Some(reference) = self.files.addresses.get(&folder).or_else(|| self.files.documents.get(&path[1..])) {
            return Some(self.files.document(reference, fragment));
        }
        let address = if self.files.assets.contains(path) {
            path
        } else if SITE_PAGES.contains(&folder.as_str()) {
            &folder
        } else {
            return None;
        };
        let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
        Some(Ok(Destination::Site(format!("{}{query}{fragment}", encoded(address)))))
    }

    fn relative(
        &self,
        path: &str,
        query: &str,
        fragment: Option<&str>,
    ) -> Result<Option<Result<Destination, LinkProblem>>, LinkProblem> {
        let Some(full) = joined(parent(self.path), path) else {
            return Err(broken(format!("“{path}” leads out of the dossier"), Some(OUTSIDE.to_owned())));
        };
        if let Some(reference) = self.files.documents.get(&full) {
            return Ok(Some(self.files.document(reference, fragment)));
        }
        let below = |folder: &str| full.strip_prefix(folder).filter(|rest| rest.is_empty() || rest.starts_with('/'));
        match below(CONTENT).or_else(|| below(STATIC)) {
            Some(address) => Ok(self.on_site(if address.is_empty() { "/" } else { address }, query, fragment)),
            None => Err(broken(format!("“{path}” is not a file that is published"), Some(OUTSIDE.to_owned()))),
        }
    }

    /// A link to a file that is not there, with the one that was probably meant.
    fn nowhere(&self, address: &str, path: &str) -> LinkProblem {
        let help = self.near(path).map(|near| format!("did you mean {near}?"));
        broken(format!("there is no file at “{address}”"), help)
    }

    /// What was probably meant by a path, written as a link from this file.
    fn near(&self, path: &str) -> Option<String> {
        let folder = parent(self.path);
        let full = match path.strip_prefix('/') {
            Some(address) => format!("{CONTENT}/{}", address.trim_end_matches('/')),
            None => joined(folder, path)?,
        };
        self.files.meant_by(full).map(|meant| relative_to(folder, &meant))
    }

    /// `id`, `kind/id` or either with `#anchor`, in any case.
    fn wikilink(&self, written: &str) -> Result<Destination, LinkProblem> {
        let (name, fragment) = match written.split_once('#') {
            Some((name, fragment)) => (name.trim(), Some(fragment.trim())),
            None => (written.trim(), None),
        };
        let name = name.strip_suffix(".md").unwrap_or(name);
        let folder = name.split_once('/').filter(|(folder, _)| kind_of_folder(folder).is_some());
        let (kind, id) = folder.map_or((None, name), |(folder, id)| (kind_of_folder(folder), id));
        let found = self.files.ids.get(&fold(id)).map(Vec::as_slice).unwrap_or_default();
        let found: Vec<&DocumentRef> = found.iter().filter(|one| kind.is_none_or(|kind| one.kind == kind)).collect();
        match found[..] {
            [one] => self.files.document(one, fragment),
            [] => Err(unknown_wikilink(name, nearest(id, self.all_ids()))),
            _ => Err(ambiguous_wikilink(name, &found)),
        }
    }

    fn all_ids(&self) -> impl Iterator<Item = &str> {
        self.files.ids.values().flatten().map(|one| one.id.as_str())
    }
}

const OUTSIDE: &str = "link to a file below content/ or static/, or to a page of the web";

/// An image that a page would fetch from another site, which would learn who reads the dossier, and could change it.
fn image_elsewhere(url: &str) -> LinkProblem {
    LinkProblem {
        code: Code::UnsafeLink,
        message: format!("the image {url} is on another site"),
        help: Some(
            "save it beside the article and write its file name, or make it a link: [words](address)".to_owned(),
        ),
    }
}

fn broken(message: String, help: Option<String>) -> LinkProblem {
    LinkProblem { code: Code::BrokenLink, message, help }
}

fn unknown_wikilink(name: &str, near: Option<&str>) -> LinkProblem {
    let help = match near {
        Some(near) => format!("did you mean [[{near}]]?"),
        None => "write the name of a content file without its ending".to_owned(),
    };
    LinkProblem {
        code: Code::UnknownWikilink, message: format!("no document has the id “{name}”"), help: Some(help)
    }
}

fn ambiguous_wikilink(name: &str, found: &[&DocumentRef]) -> LinkProblem {
    let ways: Vec<String> = found
        .iter()
        .map(|one| {
            one.kind.folder().map_or_else(|| format!("[[{}]]", one.id), |folder| format!("[[{folder}/{}]]", one.id))
        })
        .collect();
    LinkProblem {
        code: Code::UnknownWikilink,
        message: format!("more than one document has the id “{name}”"),
        help: Some(format!("write {}", ways.join(" or "))),
    }
}

fn kind_of_folder(folder: &str) -> Option<DocumentKind> {
    DocumentKind::WITH_FOLDER.into_iter().find(|kind| kind.folder() == Some(folder))
}

/// The schemes of links that a site may carry.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

fn external(address: &str, scheme: &str) -> Result<Destination, LinkProblem> {
    if !SCHEMES.contains(&scheme) {
        return Err(LinkProblem {
            code: Code::UnsafeLink,
            message: format!("a site must not carry a link of the kind “{scheme}:”"),
            help: Some("link to https, http, mailto or tel".to_owned()),
        });
    }
    match Url::parse(address) {
        Ok(url) if url.has_host() || !scheme.starts_with("http") => Ok(Destination::External(url.into())),
        _ => Err(broken(format!("“{address}” is not a web address"), None)),
    }
}

/// The address as a browser reads it: without spaces around it and without control characters, which could hide a scheme.
fn plain_address(address: &str) -> String {
    address.trim().chars().filter(|letter| !letter.is_control()).collect()
}

/// The scheme of an absolute address, in lower case. One letter is a drive of Windows.
fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let first = scheme.bytes().next()?;
    let rest = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    (scheme.len() > 1 && first.is_ascii_alphabetic() && scheme.bytes().all(rest)).then(|| scheme.to_ascii_lowercase())
}

/// Path, query with its `?`, and fragment without `#`.
fn split_address(address: &str) -> (&str, &str, Option<&str>) {
    let (rest, fragment) = address.split_once('#').map_or((address, None), |(rest, fragment)| (rest, Some(fragment)));
    let query = rest.find('?').unwrap_or(rest.len());
    (&rest[..query], &rest[query..], fragment)
}

/// `text` with `%C3%A9` and the like decoded, where that gives UTF-8.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = text.get(at + 1..at + 3).filter(|hex| hex.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let value = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| byte == b'%');
        plain.push(value.unwrap_or(byte));
        at += if value.is_some() { "%C3".len() } else { 1 };
    }
    String::from_utf8(plain).unwrap_or_else(|_| text.to_owned())
}

/// The characters of a path that mean something else in an address, or nothing at all, as the address carries them.
fn encoded(path: &str) -> String {
    path.chars().fold(String::with_capacity(path.len()), |mut encoded, letter| {
        match letter {
            ' ' => encoded.push_str("%20"),
            '%' => encoded.push_str("%25"),
            '?' => encoded.push_str("%3F"),
            '#' => encoded.push_str("%23"),
            '"' => encoded.push_str("%22"),
            _ => encoded.push(letter),
        }
        encoded
    })
}

/// `path` from `folder`, without `.` and `..`; none where it leads above the root.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn stem(path: &str) -> &str {
    let name = name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// `path` as a link from a file in `folder`.
fn relative_to(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').collect();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests;
