//! The arguments of runs that are too large to be watched or repeated.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

#[derive(Debug, Args)]
#[command(next_help_heading = "Large runs")]
pub(super) struct BatchArgs {
    /// Keep a journal beside the output, and go on from it where an interrupted run has left one
    #[arg(long)]
    pub(super) resume: bool,

    /// Write the output in parts of about this size (500MB, 2GiB), FILE-00001 and so on, each complete or absent
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub(super) part_size: Option<u64>,

    /// Mark articles that say the same, or nearly the same, as an earlier one
    #[arg(long)]
    pub(super) dedupe: bool,

    /// Write what was done in numbers to this file, as JSON
    #[arg(long, value_name = "FILE")]
    pub(super) summary: Option<PathBuf>,
}

impl BatchArgs {
    /// Holds the options to each other. They may come from a file, so it is not the parser's to do.
    pub(super) fn check(&self, output: Option<&Path>) -> Result<()> {
        let option = if self.resume { "--resume" } else { "--part-size" };
        if !self.resume && self.part_size.is_none() {
            return Ok(());
        }
        match output {
            None => bail!("{option} needs an output file: name one with -o"),
            Some(path) if path.exists() && !path.is_file() => {
                bail!("{option} needs a file for its output, which {} is not", path.display())
            }
            Some(_) => Ok(()),
        }
    }
}

/// A number of bytes, with a unit.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        _ => 0,
    };
    let bytes = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(factor));
    bytes.filter(|&bytes| bytes > 0).ok_or_else(|| "not a size such as 500MB or 2GiB".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        for (text, bytes) in [("7", 7), ("500MB", 500_000_000), ("64k", 64_000), ("2GiB", 2 << 30), ("10b", 10)] {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for text in ["", "0", "MB", "-5MB", "1.5GB", "5 MB", "5TB", "99999999999999999999", "20000000000GB"] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
