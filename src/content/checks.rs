//! What no file can be blamed for alone: two pages at one address, two actors with one name, a reference to nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Front;
use super::files::SITE_PAGES;
use super::load::{Fronts, Headed};
use super::tree::Tree;
use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::fold::fold;
use crate::id::DocumentKind;
use crate::nearest::nearest;
use crate::span::ByteSpan;

/// Compares the front matter of all documents.
pub(super) fn check(fronts: &Fronts, tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    addresses(fronts, tree, diagnostics);
    names(&fronts.actors, |actor| (&actor.name, &actor.aliases), diagnostics);
    names(&fronts.sources, |source| (&source.name, &source.aliases), diagnostics);
    events_of_measures(fronts, tree, diagnostics);
}

/// What claims an address.
struct Claim<'a> {
    /// The file, and the place in it where the address comes from, where there is one.
    file: Option<(&'a Arc<SourceFile>, Option<ByteSpan>)>,
    /// How messages call it.
    called: String,
}

/// The addresses that are taken, in the form in which file systems compare names.
#[derive(Default)]
struct Addresses<'a> {
    taken: BTreeMap<String, Claim<'a>>,
    diagnostics: Vec<Diagnostic>,
}

fn addresses(fronts: &Fronts, tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    let mut addresses = Addresses::default();
    for page in SITE_PAGES.into_iter().filter(|&page| page != "/") {
        addresses.claim(page, Claim { file: None, called: format!("the site's own page {page}") });
    }
    addresses.pages(&fronts.articles);
    addresses.pages(&fronts.actors);
    addresses.pages(&fronts.events);
    addresses.pages(&fronts.measures);
    addresses.pages(&fronts.sources);
    addresses.pages(&fronts.pages);
    for asset in &tree.assets {
        addresses.asset(&asset.address);
    }
    addresses.redirects(&fronts.articles);
    addresses.redirects(&fronts.pages);
    diagnostics.append(&mut addresses.diagnostics);
}

impl<'a> Addresses<'a> {
    fn pages<F: Front>(&mut self, documents: &'a [Headed<F>]) {
        for document in documents {
            let slug = document.front.value.slug().map(|_| document.front.place("slug", None));
            let called = document.file.path.to_string_lossy().into_owned();
            self.claim(&document.address(), Claim { file: Some((&document.file, slug)), called });
        }
    }

    fn redirects<F: Front>(&mut self, documents: &'a [Headed<F>]) {
        for document in documents {
            for (number, address) in document.front.value.redirects().iter().enumerate() {
                let place = document.front.place("aliases", Some(number));
                let called = format!("an alias in {}", document.file.path.to_string_lossy());
                self.claim(address, Claim { file: Some((&document.file, Some(place))), called });
            }
        }
    }

    fn asset(&mut self, address: &str) {
        let called = format!("the file {}", address.trim_start_matches('/'));
        self.claim(address, Claim { file: None, called });
    }

    fn claim(&mut self, address: &str, claim: Claim<'a>) {
        let key = folded(address);
        let Some(first) = self.taken.get(&key) else {
            self.taken.insert(key, claim);
            return;
        };
        let message = format!("{} would be published at {address}, like {}", claim.called, first.called);
        let mut diagnostic =
            Diagnostic::error(Code::DuplicateAddress, message).help("rename one of them, or give it another slug");
        diagnostic = match claim.file {
            Some((file, Some(place))) => diagnostic.at(file, place),
            Some((file, None)) => diagnostic.in_file(file),
            None => diagnostic,
        };
        self.diagnostics.push(diagnostic);
    }
}

/// The form in which two addresses are the same file on some system.
fn folded(address: &str) -> String {
    let address = address.strip_suffix("/index.html").unwrap_or(address);
    address.trim_end_matches('/').to_lowercase()
}

/// The names and aliases that more than one document claims.
fn names<'a, F: Front>(
    documents: &'a [Headed<F>],
    names_of: impl Fn(&'a F) -> (&'a String, &'a Vec<String>),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut first: BTreeMap<String, (usize, ByteSpan)> = BTreeMap::new();
    for (number, document) in documents.iter().enumerate() {
        let (name, aliases) = names_of(&document.front.value);
        let aliases = aliases.iter().enumerate().map(|(item, alias)| (alias, "aliases", Some(item)));
        for (name, key, item) in std::iter::once((name, "name", None)).chain(aliases) {
            let place = document.front.place(key, item);
            let &mut (claimant, claimed) = first.entry(fold(name)).or_insert((number, place));
            if claimant == number {
                continue;
            }
            let other = &documents[claimant].file;
            let message = format!("“{name}” is also a name in {}", other.path.display());
            let diagnostic = Diagnostic::error(Code::AmbiguousName, message).at(&document.file, place);
            let diagnostic = diagnostic.label(other, claimed, "the other one");
            diagnostics.push(diagnostic.help("keep it in one of the two files, or write a longer name in each"));
        }
    }
}

/// A measure's event must be there: drafts count, since the measure may wait for them.
fn events_of_measures(fronts: &Fronts, tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    let events = tree.documents.iter().filter(|file| file.reference.kind == DocumentKind::Event);
    let events: BTreeSet<&str> = events.map(|file| file.reference.id.as_str()).collect();
    for measure in &fronts.measures {
        let Some(event) = measure.front.value.event.as_deref().filter(|event| !events.contains(event)) else {
            continue;
        };
        let help = match nearest(event, events.iter().copied()) {
            Some(near) => format!("did you mean “{near}”?"),
            None => format!("add the file content/events/{event}.md"),
        };
        let message = format!("there is no event with the id “{event}”");
        let diagnostic = Diagnostic::error(Code::UnknownReference, message);
        diagnostics.push(diagnostic.at(&measure.file, measure.front.place("event", None)).help(help));
    }
}
