//! `newsfacts indicators`: the list that an observation's `indicator_code` is from.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{Status, output_failure};
use crate::link::observation::indicators;

/// Print the economic indicators that observations are coded by: code, name, what it measures
#[derive(Debug, Args)]
pub(super) struct Indicators {}

impl Indicators {
    pub(super) fn run(self) -> Result<Status> {
        let mut table = String::from("code\tname\twhat\n");
        for indicator in indicators() {
            // Writing to memory cannot fail.
            let _ = writeln!(table, "{}\t{}\t{}", indicator.code, indicator.name, indicator.what);
        }
        super::stdout().write_all(table.as_bytes()).map_err(|error| output_failure("standard output", error))?;
        Ok(Status::Good)
    }
}
