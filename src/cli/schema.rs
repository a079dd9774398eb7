//! `newsfacts schema`: what records look like, as JSON Schema.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{Status, output_failure};
use crate::record::schema::schema;

/// Print the JSON Schema (draft 2020-12) of the records
#[derive(Debug, Args)]
pub(super) struct Schema {}

impl Schema {
    pub(super) fn run(self) -> Result<Status> {
        let text = format!("{:#}\n", schema());
        super::stdout().write_all(text.as_bytes()).map_err(|error| output_failure("standard output", error))?;
        Ok(Status::Good)
    }
}
