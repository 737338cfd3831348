//! The `diurna` program: arguments to command to exit code.

use std::process::ExitCode;

/// A build is mostly small strings, which the allocators of some systems are slow at when several threads ask for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    diurna::cli::run()
}
