//! What a run has done and how fast, for people and for programs.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::record::Number;
use crate::run::{Run, Summary};
use crate::write::Output;

/// A run's counts with its time. The time and the rate are this run's alone; the counts are those of the whole where it
/// has gone on with an earlier one.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    #[serde(flatten)]
    summary: Summary,
    /// The bytes of the inputs as they are stored.
    bytes_read: u64,
    seconds: Number,
    /// Of documents, decompressed.
    megabytes_per_second: Number,
    #[serde(skip)]
    megabytes: Number,
}

impl Report {
    pub(super) fn new(run: &Run, time: Duration) -> Self {
        let milliseconds = Decimal::from(u64::try_from(time.as_millis()).unwrap_or(u64::MAX).max(1));
        let kilobytes = Decimal::from(run.bytes()) / Decimal::from(1000);
        Self {
            summary: run.summary().clone(),
            bytes_read: run.meter().bytes(),
            seconds: Number(milliseconds / Decimal::from(1000)),
            megabytes_per_second: Number((kilobytes / milliseconds).round_dp(2)),
            megabytes: Number((kilobytes / Decimal::from(1000)).round_dp(1)),
        }
    }

    /// Writes the report as JSON. Its temporary name is always the same, so that a run that is killed leaves nothing
    /// that the next one does not take up.
    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        let is_special = path.exists() && !path.is_file();
        let mut output = if is_special { Output::file(path) } else { Output::kept(path, 0) }?;
        serde_json::to_writer_pretty(&mut output, self)?;
        output.write_all(b"\n")?;
        output.finish()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { megabytes, seconds, megabytes_per_second, .. } = self;
        write!(f, "{} MB in {} s, {} MB/s", megabytes.0, seconds.0, megabytes_per_second.0)
    }
}
