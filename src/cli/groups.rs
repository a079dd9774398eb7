//! `newsfacts groups`: who belongs to the groups of countries that `region` records name.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::Result;
use clap::Args;
use jiff::civil::Date;

use super::{Status, output_failure};
use crate::mention::place::memberships;

/// Print the members of the groups of countries that regions are coded by: code, name, country, first and last day
#[derive(Debug, Args)]
pub(super) struct Groups {
    /// Only who is a member on this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<Date>,
}

impl Groups {
    pub(super) fn run(self) -> Result<Status> {
        let mut table = String::from("code\tname\tcountry\tfrom\tto\n");
        for membership in memberships().iter().filter(|m| self.on.is_none_or(|day| m.holds_on(day))) {
            let to = membership.to.map_or(String::new(), |day| day.to_string());
            let (code, name) = (membership.group, membership.group_name());
            // Writing to memory cannot fail.
            let _ = writeln!(table, "{code}\t{name}\t{}\t{}\t{to}", membership.iso2, membership.from);
        }
        super::stdout().write_all(table.as_bytes()).map_err(|error| output_failure("standard output", error))?;
        Ok(Status::Good)
    }
}
