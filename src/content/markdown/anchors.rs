//! Anchors: ids of a page's elements, each given once.

use foldhash::{HashMap, HashSet};

/// The anchors of one page that are taken.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    taken: HashSet<String>,
    /// For a base, the number with which to go on looking, so that many equal headings stay linear.
    next: HashMap<String, usize>,
}

/// The number of the second thing of one name, as in `summary-2`.
const SECOND: usize = 2;

impl Anchors {
    /// Takes `wanted`, or where it is taken the first free of `wanted-2`, `wanted-3` and so on.
    pub(crate) fn claim(&mut self, wanted: &str) -> String {
        if self.reserve(wanted) {
            return wanted.to_owned();
        }
        let mut number = self.next.get(wanted).copied().unwrap_or(SECOND);
        let anchor = loop {
            let candidate = format!("{wanted}-{number}");
            number += 1;
            if self.reserve(&candidate) {
                break candidate;
            }
        };
        self.next.insert(wanted.to_owned(), number);
        anchor
    }

    /// Takes `anchor` as it is; whether it was free.
    pub(crate) fn reserve(&mut self, anchor: &str) -> bool {
        !self.taken.contains(anchor) && self.taken.insert(anchor.to_owned())
    }
}

/// The words as an anchor: lower case, ASCII, joined by hyphens; `fallback` where nothing is left of them.
pub(crate) fn slug(words: &str, fallback: &str) -> String {
    let slug = slug::slugify(words);
    if slug.is_empty() { fallback.to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_given_once() {
        let mut anchors = Anchors::default();
        anchors.reserve("toll-3");
        let given: Vec<_> = ["toll", "toll", "toll", "toll-2"].map(|wanted| anchors.claim(wanted)).into();
        assert_eq!(given, ["toll", "toll-2", "toll-4", "toll-2-2"]);
    }

    #[test]
    fn a_slug_is_never_empty() {
        assert_eq!(slug("¿Cuántos murieron?", "section"), "cuantos-murieron");
        assert_eq!(slug("…", "section"), "section");
    }
}
