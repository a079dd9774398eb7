//! `newsfacts extract`: articles to records.

use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::batch::BatchArgs;
use super::progress::{Done, Progress};
use super::reading::ReadingArgs;
use super::summary::Report;
use super::{Status, output_failure, say, say_bytes};
use crate::record::TYPES;
use crate::run::{Failure, Run, Settings};
use crate::write::Selection;

/// Read articles, write the facts in them as JSON Lines
#[derive(Debug, Args)]
pub(super) struct Extract {
    #[command(flatten)]
    reading: ReadingArgs,

    /// Write the records to this file, which appears when it is complete; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write the error records to this file; standard error without it
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,

    /// Articles to work on at a time; all cores without it
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// Keep only records of these types (their ids stay the same)
    #[arg(long, value_name = "TYPE", value_delimiter = ',', value_parser = PossibleValuesParser::new(TYPES))]
    only: Vec<String>,

    /// Leave the text out of article records
    #[arg(long)]
    no_text: bool,

    #[command(flatten)]
    batch: BatchArgs,
}

impl Extract {
    pub(super) fn run(self) -> Result<Status> {
        self.batch.check(self.output.as_deref())?;
        let (inputs, reading) = self.reading.take()?;
        let jobs = self.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let only = TYPES.into_iter().filter(|name| self.only.iter().any(|kept| kept == name)).collect();
        // Records on a terminal show by themselves how far it is.
        let mut progress = Progress::new(&inputs, self.output.is_some() || !std::io::stdout().is_terminal());
        let began = Instant::now();
        let mut run = Run::start(Settings {
            inputs,
            reading,
            jobs,
            selection: Selection { only, no_text: self.no_text },
            dedupe: self.batch.dedupe,
            output: self.output,
            part_size: self.batch.part_size,
            errors: self.errors,
            resume: self.batch.resume,
        })
        .map_err(told)?;
        while let Some(step) = run.step() {
            if let Some(error) = step.map_err(told)? {
                // The records matter more than a terminal that has been closed.
                progress.aside(|| say_bytes(&error));
            }
            progress.show(|| Done {
                bytes: run.bytes_done(),
                urls: run.urls_done(),
                results: (run.summary().articles, "article"),
                errors: run.summary().failed(),
            });
        }
        run.complete().map_err(told)?;
        drop(progress);
        let report = Report::new(&run, began.elapsed());
        if let Some(path) = &self.batch.summary {
            report.write(path).map_err(|error| output_failure(&path.display().to_string(), error))?;
        }
        say(format_args!("newsfacts: {}\nnewsfacts: {report}", run.summary()));
        let status = if run.summary().failed() == 0 { Status::Good } else { Status::SomeFailed };
        run.forget().map_err(told)?;
        Ok(status)
    }
}

fn told(failure: Failure) -> anyhow::Error {
    match failure {
        Failure::Output { name, error } => output_failure(&name, error),
        Failure::Inputs(error) => error.into(),
    }
}
