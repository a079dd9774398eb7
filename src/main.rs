//! The program: arguments to exit code. Everything else is `newsfacts::cli`.

use std::process::ExitCode;

/// Records are many small strings: an allocator made for them is worth a tenth of the run. The binary's choice alone.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    newsfacts::cli::run()
}
