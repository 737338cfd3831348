//! A sign of life while a long command works: the stage it is at, on a terminal only, and gone when it is done.

use std::io::IsTerminal as _;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::Stage;

/// How often the sign moves; what is done sooner shows none.
const TICK: Duration = Duration::from_millis(120);

/// The sign.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// A sign on standard error, if that is a terminal.
    pub(super) fn new() -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(Stage::ALL.len() as u64);
        bar.set_style(style());
        bar.enable_steady_tick(TICK);
        Self(bar)
    }

    /// Shows that a stage begins.
    pub(super) fn stage(&self, stage: Stage) {
        self.0.set_position(Stage::ALL.iter().position(|&other| other == stage).unwrap_or_default() as u64);
        self.0.set_message(stage.doing());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

fn style() -> ProgressStyle {
    let style = ProgressStyle::with_template("{spinner} [{bar:24}] {msg}");
    style.unwrap_or_else(|_| ProgressStyle::default_bar())
}
