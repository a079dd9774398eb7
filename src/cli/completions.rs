//! `newsfacts completions`: what a shell needs to complete our arguments.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use clap_complete::Shell;

use super::{Status, config, output_failure};

/// Print a completion script for a shell
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self) -> Result<Status> {
        // Into memory first: the generator panics where a pipe is closed.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut config::documented(), "newsfacts", &mut script);
        super::stdout().write_all(&script).map_err(|error| output_failure("standard output", error))?;
        Ok(Status::Good)
    }
}
