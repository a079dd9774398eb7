//! `newsfacts validate`: records against the contract.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;

use super::{Status, output_failure, say};
use crate::record::check::{Checker, Counts, Mode, Problem};
use crate::run::count;

/// Check records against the contract: fields, slices, order, ids, overlaps, references
///
/// Prints one line a problem (FILE:LINE: ID: what is wrong) and exits with 1 if there is one.
#[derive(Debug, Args)]
pub(super) struct Validate {
    /// Files of records, or - for standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// The files hold some types of records only (extract --only): ids may be missing
    #[arg(long)]
    selection: bool,
}

impl Validate {
    pub(super) fn run(self) -> Result<Status> {
        let mode = if self.selection { Mode::Selection } else { Mode::Whole };
        let mut found = 0;
        for path in &self.files {
            let name = path.display().to_string();
            let lines: Box<dyn BufRead> = if name == "-" {
                Box::new(io::stdin().lock())
            } else {
                Box::new(BufReader::new(File::open(path).with_context(|| format!("cannot open {name}"))?))
            };
            let (counts, problems) = check(lines, &name, mode)?;
            found += problems;
            let Counts { articles, without_text, records } = counts;
            let blind = if without_text == 0 {
                String::new()
            } else {
                format!(" ({without_text} without text: slices not compared)")
            };
            let (articles, records) = (count(articles as u64, "article"), count(records as u64, "record"));
            say(format_args!("newsfacts: {name}: {articles}{blind}, {records}; {}", count(problems as u64, "problem")));
        }
        Ok(if found == 0 { Status::Good } else { Status::SomeFailed })
    }
}

/// Checks the lines of one file and prints what is wrong; gives the counts and the number of problems.
fn check(mut lines: Box<dyn BufRead>, name: &str, mode: Mode) -> Result<(Counts, usize)> {
    let mut checker = Checker::new(mode);
    let mut problems = Vec::new();
    let mut found = 0;
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).with_context(|| format!("cannot read {name}"))? > 0 {
        // Bytes that are no UTF-8 become U+FFFD, which no slice of a text can match.
        checker.line(String::from_utf8_lossy(&line).trim_end_matches('\n'), &mut problems);
        found += print(&mut problems, name)?;
        line.clear();
    }
    let counts = checker.finish(&mut problems);
    found += print(&mut problems, name)?;
    Ok((counts, found))
}

fn print(problems: &mut Vec<Problem>, name: &str) -> Result<usize> {
    let count = problems.len();
    let mut stdout = super::stdout();
    for problem in problems.drain(..) {
        writeln!(stdout, "{name}:{problem}").map_err(|error| output_failure("standard output", error))?;
    }
    Ok(count)
}
