//! Names that must all be different: ids and anchors. The first keeps the name as it is; later ones get `-2`, `-3`.

use std::hash::Hash;

use foldhash::HashMap;

/// What names are kept as.
pub(super) trait Name: Clone + Eq + Hash {
    /// The name with a number after it: `a-2`.
    fn with_number(&self, number: u32) -> Self;
}

impl Name for String {
    fn with_number(&self, number: u32) -> Self {
        format!("{self}-{number}")
    }
}

/// Names that are taken.
#[derive(Debug, Default)]
pub(super) struct Unique<N> {
    /// Each with the number that was last tried after it.
    taken: HashMap<N, u32>,
}

impl<N: Name> Unique<N> {
    /// Names that must differ from `taken`, too.
    pub(super) fn beside(taken: impl Iterator<Item = N>) -> Self {
        Self { taken: taken.map(|name| (name, 1)).collect() }
    }

    /// `wanted`, or the same with the first number after it that makes it new.
    pub(super) fn name(&mut self, wanted: N) -> N {
        let Some(tried) = self.taken.get(&wanted) else {
            self.taken.insert(wanted.clone(), 1);
            return wanted;
        };
        let mut number = *tried;
        let name = loop {
            number += 1;
            let name = wanted.with_number(number);
            if !self.taken.contains_key(&name) {
                break name;
            }
        };
        self.taken.insert(wanted, number);
        self.taken.insert(name.clone(), 1);
        name
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
