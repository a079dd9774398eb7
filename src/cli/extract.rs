//! `newsfacts extract`: articles to records.

use std::fmt;
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::errors::ErrorOutput;
use super::reading::ReadingArgs;
use super::{Status, count, output_failure, say};
use crate::pipeline;
use crate::record::TYPES;
use crate::write::{Output, Selection};

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
}

impl Extract {
    pub(super) fn run(self) -> Result<Status> {
        let (inputs, reading) = self.reading.take()?;
        let jobs = self.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let only = TYPES.into_iter().filter(|name| self.only.iter().any(|kept| kept == name)).collect();
        let selection = Selection { only, no_text: self.no_text };
        let (mut output, name) = match &self.output {
            Some(path) => {
                let name = path.display().to_string();
                (Output::file(path).map_err(|error| output_failure(&name, error))?, name)
            }
            None => (Output::stdout(), "standard output".to_owned()),
        };
        let mut errors = ErrorOutput::open(self.errors)?;

        let mut counts = Counts::default();
        for outcome in pipeline::extract(inputs, reading, selection, jobs) {
            match outcome {
                Ok(extracted) => {
                    output.write_all(&extracted.lines).map_err(|error| output_failure(&name, error))?;
                    counts.articles += 1;
                    counts.without_rules += usize::from(!extracted.is_read);
                    counts.records += extracted.records;
                }
                Err(error) => {
                    counts.errors += 1;
                    errors.write(&error)?;
                }
            }
        }
        output.finish().map_err(|error| output_failure(&name, error))?;
        say(format_args!("newsfacts: {counts}"));
        Ok(if counts.errors == 0 { Status::Good } else { Status::SomeFailed })
    }
}

/// The closing line.
#[derive(Debug, Default)]
struct Counts {
    articles: usize,
    without_rules: usize,
    errors: usize,
    records: usize,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", count(self.articles + self.errors, "input"), count(self.articles, "article"))?;
        if self.without_rules > 0 {
            write!(f, " ({} in a language without rules)", self.without_rules)?;
        }
        write!(f, ", {}; {}", count(self.errors, "error"), count(self.records, "record"))
    }
}
