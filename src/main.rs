//! The `diurna` program: arguments to command to exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    diurna::cli::run()
}
