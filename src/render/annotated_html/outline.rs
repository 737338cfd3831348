//! The levels of headings. An editor may begin with any level and skip some; a page must not, or those who listen to it are lost.

/// HTML has no deeper headings.
const DEEPEST: u8 = 6;

/// The headings that a place of the body stands under.
pub(super) struct Outline {
    /// The level on the page of those that stand under none.
    first: u8,
    /// The levels as written, each deeper than the one before.
    above: Vec<u8>,
}

impl Outline {
    pub(super) fn new(first: u8) -> Self {
        Self { first: first.clamp(1, DEEPEST), above: Vec::new() }
    }

    /// The level on the page of the next heading, which was written as `level`.
    pub(super) fn enter(&mut self, level: u8) -> u8 {
        self.above.retain(|above| *above < level);
        let depth = u8::try_from(self.above.len()).unwrap_or(DEEPEST);
        self.above.push(level);
        self.first.saturating_add(depth).min(DEEPEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_level_is_skipped_going_deeper() {
        let levels = |first: u8, written: &[u8]| {
            let mut outline = Outline::new(first);
            written.iter().map(|level| outline.enter(*level)).collect::<Vec<_>>()
        };
        assert_eq!(levels(2, &[1, 2, 3, 1]), [2, 3, 4, 2]);
        assert_eq!(levels(2, &[4, 6, 5, 2]), [2, 3, 3, 2]);
        assert_eq!(levels(3, &[1, 2, 3, 4, 5, 6]), [3, 4, 5, 6, 6, 6]);
    }
}
