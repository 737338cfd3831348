//! Why a command failed, and the exit code that says so: the one place where the two meet.

use std::io;
use std::process::ExitCode;

use super::report;
use crate::diagnostic::{Code, Diagnostic};
use crate::output::OutputError;

/// Exit code: something is wrong in the content.
const PROBLEMS: u8 = 1;
/// Exit code: the command was called in a way that it does not understand.
pub(super) const WRONG_USAGE: u8 = 2;
/// Exit code: the machine refused.
const MACHINE: u8 = 3;

/// Why a command failed.
#[derive(Debug)]
pub(super) enum Failure {
    /// The content has problems, which have been told.
    Problems,
    /// The command was called wrongly.
    Usage(Diagnostic),
    /// The machine refused.
    Machine(Diagnostic),
    /// Nobody reads what is printed.
    ClosedPipe,
}

impl Failure {
    /// A failure of the machine: `what` could not be done.
    pub(super) fn machine(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Machine(Diagnostic::error(Code::Machine, what).help(help))
    }

    /// A wrong call.
    pub(super) fn usage(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Usage(Diagnostic::error(Code::Usage, what).help(help))
    }

    /// Says on standard error what is wrong, unless that has been done.
    pub(super) fn tell(self) -> ExitCode {
        match self {
            Self::Problems => ExitCode::from(PROBLEMS),
            Self::Usage(diagnostic) => {
                report::tell(&[diagnostic]);
                ExitCode::from(WRONG_USAGE)
            }
            Self::Machine(diagnostic) => {
                report::tell(&[diagnostic]);
                ExitCode::from(MACHINE)
            }
            Self::ClosedPipe => ExitCode::SUCCESS,
        }
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        let code = match error {
            OutputError::Unsafe { .. } | OutputError::Foreign(_) => Code::UnsafeOutput,
            OutputError::Disk { .. } => Code::Machine,
        };
        Self::Machine(Diagnostic::error(code, error.to_string()).help(error.help()))
    }
}

/// Standard output could not be written to.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::machine(format!("cannot print the result: {error}"), "look at where standard output leads"),
        }
    }
}
