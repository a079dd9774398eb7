//! `newsfacts man`: manual pages, made from the same definitions as the help texts.

use std::io::Write;

use anyhow::{Result, bail};
use clap::Args;

use super::{Status, config, output_failure};

/// Print the manual page (roff) of the program or of one of its commands
#[derive(Debug, Args)]
pub(super) struct Man {
    /// The command; the program itself without it
    command: Option<String>,
}

impl Man {
    pub(super) fn run(self) -> Result<Status> {
        let mut program = config::documented();
        program.build();
        let command = match &self.command {
            None => program,
            Some(name) => match program.find_subcommand(name) {
                Some(command) => command.clone(),
                None => bail!("there is no command {name}: newsfacts --help lists them"),
            },
        };
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        super::stdout().write_all(&page).map_err(|error| output_failure("standard output", error))?;
        Ok(Status::Good)
    }
}
