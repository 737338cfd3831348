//! Names that must all be different: ids and anchors. The first keeps the name as it is; later ones get `-2`, `-3`.

use std::collections::{BTreeMap, BTreeSet};

/// Names that are taken.
#[derive(Debug, Default)]
pub(super) struct Unique {
    taken: BTreeSet<String>,
    counts: BTreeMap<String, usize>,
}

impl Unique {
    /// Names that must differ from `taken`, too.
    pub(super) fn beside(taken: impl Iterator<Item = String>) -> Self {
        Self { taken: taken.collect(), counts: BTreeMap::new() }
    }

    /// `wanted`, or the same with the first number after it that makes it new.
    pub(super) fn name(&mut self, wanted: String) -> String {
        let count = self.counts.entry(wanted.clone()).or_default();
        loop {
            *count += 1;
            let name = if *count == 1 { wanted.clone() } else { format!("{wanted}-{count}") };
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_names_are_numbered_past_those_that_are_taken() {
        let mut names = Unique::beside(["a-2".to_owned()].into_iter());
        let given: Vec<String> = ["a", "a", "a", "b"].map(|name| names.name(name.to_owned())).to_vec();
        assert_eq!(given, ["a", "a-3", "a-4", "b"]);
    }
}
