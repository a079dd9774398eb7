//! `newsfacts fetch`: URLs to an archive that `extract` reads without the web.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;

use super::errors::ErrorOutput;
use super::fetching::FetchArgs;
use super::progress::{Done, Progress};
use super::{Status, output_failure, say};
use crate::fetch::Reference;
use crate::pipeline::{self, Recorded};
use crate::run::count;
use crate::write::Output;

/// Fetch pages, feeds and sitemaps, write the pages as a WARC archive
#[derive(Debug, Args)]
pub(super) struct Fetch {
    /// URLs of pages, feeds, sitemaps or home pages; - for a list of URLs on standard input
    #[arg(value_name = "URL")]
    inputs: Vec<String>,

    /// Write the archive to this file (.warc.gz, or .warc for one that is not compressed), which appears when it is
    /// complete; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write the error records to this file; standard error without it
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,

    #[command(flatten)]
    fetching: FetchArgs,
}

impl Fetch {
    pub(super) fn run(mut self) -> Result<Status> {
        let mut list = self.fetching.urls.take();
        if let Some(at) = self.inputs.iter().position(|input| input == "-") {
            if list.is_some() {
                bail!("one list of URLs at a time: - or --urls");
            }
            self.inputs.remove(at);
            list = Some("-".to_owned());
        }
        if self.inputs.is_empty() && list.is_none() {
            bail!("nothing to fetch: name a URL, or a list of them with --urls FILE (see --help)");
        }
        let gzip = self.output.as_ref().is_none_or(|path| path.extension().is_none_or(|ending| ending != "warc"));
        let (mut output, name) = match &self.output {
            Some(path) => {
                let name = path.display().to_string();
                (Output::file(path).map_err(|error| output_failure(&name, error))?, name)
            }
            None if std::io::stdout().is_terminal() => bail!("an archive is not for a terminal: name a file with -o"),
            None => (Output::stdout(), "standard output".to_owned()),
        };
        let mut errors = ErrorOutput::open(self.errors)?;
        let known = [Reference::Urls(self.inputs.clone())].into_iter().chain(list.clone().map(Reference::List));
        let mut progress = Progress::new(&known.collect::<Vec<_>>(), true);
        let (mut pages, mut failed) = (0, 0);
        for Recorded { urls, record } in pipeline::archive(self.inputs, list.as_deref(), self.fetching.options(), gzip)
        {
            match record {
                Ok(bytes) => {
                    // Whoever reads along is to have each page at once.
                    let written = output.write_all(&bytes).and_then(|()| output.flush());
                    written.map_err(|error| output_failure(&name, error))?;
                    // The first record tells of the archive itself.
                    pages += u64::from(urls > 0);
                }
                Err(error) => {
                    failed += 1;
                    progress.aside(|| errors.write(&error))?;
                }
            }
            progress.show(|| Done { urls: (0, urls), results: (pages, "page"), errors: failed, ..Done::default() });
        }
        output.finish().map_err(|error| output_failure(&name, error))?;
        drop(progress);
        say(format_args!(
            "newsfacts: {}: {}, {}",
            count(pages + failed, "input"),
            count(pages, "page"),
            count(failed, "error")
        ));
        Ok(if failed == 0 { Status::Good } else { Status::SomeFailed })
    }
}
