//! How long each stage of a build took.

use std::cell::RefCell;
use std::time::Instant;

use super::build::seconds;
use crate::Stage;

/// When each stage began. A stage lasts until the next one begins.
pub(super) struct Timings(RefCell<Vec<(Stage, Instant)>>);

impl Timings {
    pub(super) fn new() -> Self {
        Self(RefCell::new(Vec::with_capacity(Stage::ALL.len())))
    }

    /// Notes that a stage begins.
    pub(super) fn stage(&self, stage: Stage) {
        self.0.borrow_mut().push((stage, Instant::now()));
    }

    /// A line for each stage: how long it took, and what was done in it. The last one ends now.
    pub(super) fn lines(&self) -> Vec<String> {
        let begun = self.0.borrow();
        let ends = begun.iter().skip(1).map(|&(_, begin)| begin).chain([Instant::now()]);
        let line = |(&(stage, begin), end): (&(Stage, Instant), Instant)| {
            format!("{:>8}  {}", seconds(end.duration_since(begin)), stage.doing())
        };
        begun.iter().zip(ends).map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stage_that_began_has_a_line() {
        let timings = Timings::new();
        assert!(timings.lines().is_empty());
        timings.stage(Stage::Content);
        timings.stage(Stage::Render);
        let lines = timings.lines();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].ends_with(Stage::Content.doing()) && lines[1].ends_with(Stage::Render.doing()));
    }
}
