//! The command line: one file a subcommand.
//!
//! Exit codes: 0 everything was read, 1 some inputs failed (or `validate` found a problem), 2 usage or output failure.
//! A closed pipe is a normal end. Records go to standard output, everything else to standard error.

mod article;
mod batch;
mod completions;
mod config;
mod errors;
mod explain;
mod extract;
mod fetch;
mod fetching;
mod groups;
mod indicators;
mod man;
mod progress;
mod reading;
mod schema;
mod summary;
mod validate;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{FromArgMatches, Parser, Subcommand};

use crate::error::{Code, Error, Stage};
use crate::pipeline;
use crate::record::ErrorRecord;
use crate::write::jsonl;

/// Economic news into structured, checkable facts.
#[derive(Debug, Parser)]
#[command(name = "newsfacts", version, max_term_width = 100, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// Read options from this file; from newsfacts.toml, where the working directory has one, without it
    // Read before all others, by `config`; here for the help texts.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<std::path::PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Extract),
    Fetch(fetch::Fetch),
    Article(article::ArticleOf),
    Explain(explain::Explain),
    Validate(validate::Validate),
    Schema(schema::Schema),
    Indicators(indicators::Indicators),
    Groups(groups::Groups),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Whether all went well; failures are told where they happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Everything was read.
    Good,
    /// Some inputs failed.
    SomeFailed,
}

/// Runs the program on the arguments it was started with.
pub fn run() -> ExitCode {
    pipeline::quiet_panics();
    let arguments = match config::command(std::env::args_os()) {
        Ok(command) => Arguments::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit()),
        Err(failure) => {
            say(format_args!("newsfacts: {failure:#}"));
            return ExitCode::from(2);
        }
    };
    let outcome = match arguments.command {
        Command::Extract(command) => command.run(),
        Command::Fetch(command) => command.run(),
        Command::Article(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Validate(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::Indicators(command) => command.run(),
        Command::Groups(command) => command.run(),
        Command::Completions(command) => command.run(),
        Command::Man(command) => command.run(),
    };
    match outcome {
        Ok(Status::Good) => ExitCode::SUCCESS,
        Ok(Status::SomeFailed) => ExitCode::from(1),
        Err(failure) if is_closed_pipe(&failure) => ExitCode::SUCCESS,
        Err(failure) => {
            match failure.downcast_ref::<Error>() {
                Some(error) => say_bytes(&error_line(error)),
                None => say(format_args!("newsfacts: {failure:#}")),
            }
            ExitCode::from(2)
        }
    }
}

/// Whether the reader of our output has gone, as `head` does when it has seen enough.
fn is_closed_pipe(failure: &anyhow::Error) -> bool {
    failure.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// The failure of an output: an error record of the stage `write`, unless it is a closed pipe.
fn output_failure(name: &str, error: io::Error) -> anyhow::Error {
    match error.kind() {
        io::ErrorKind::BrokenPipe => error.into(),
        _ => Error::new(Stage::Write, Code::Output, name, format_args!("cannot be written: {error}")).into(),
    }
}

/// The error record, as a line.
fn error_line(error: &Error) -> Vec<u8> {
    let mut line = Vec::new();
    jsonl::append(&mut line, &[ErrorRecord::from(error)]);
    line
}

/// Standard output, where records and answers go.
fn stdout() -> io::StdoutLock<'static> {
    io::stdout().lock()
}

/// A line on standard error. Where nobody reads it any more, it is not missed.
fn say(message: std::fmt::Arguments) {
    say_bytes(format!("{message}\n").as_bytes());
}

fn say_bytes(bytes: &[u8]) {
    let _ = io::stderr().write_all(bytes);
}
