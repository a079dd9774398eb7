//! The program: arguments to exit code. Everything else is `newsfacts::cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    newsfacts::cli::run()
}
