//! The arguments of every subcommand that reads articles.

use std::io::IsTerminal;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::fetching::FetchArgs;
use crate::SourceDate;
use crate::decode::InputFormat;
use crate::fetch::Reference;
use crate::pipeline::Reading;

#[derive(Debug, Args)]
pub(super) struct ReadingArgs {
    /// Files (.txt, .html, .jsonl, .warc, .tar, also with .gz or .zst), directories, http(s) URLs of pages,
    /// feeds, sitemaps or home pages, or - for standard input (the default)
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,

    /// Read all inputs as this format, whatever their names and contents say
    #[arg(long, value_name = "FORMAT")]
    input_format: Option<Format>,

    /// Publication date of inputs that have none (2025-12-08, or with a time): what "last month" is counted from
    #[arg(long, value_name = "DATE", value_parser = date)]
    published: Option<SourceDate>,

    #[command(flatten)]
    fetching: FetchArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// The article's own text
    Text,
    /// A web page
    Html,
    /// One JSON object an article and line, with "text" or "html", perhaps "id", "title", "url", "published", "language"
    Jsonl,
    /// A web archive (WARC): the pages in it that were kept with status 200
    Warc,
    /// A tar archive: the files in it, each by its name
    Tar,
}

impl ReadingArgs {
    /// The inputs and how to read them.
    pub(super) fn take(self) -> Result<(Vec<Reference>, Reading)> {
        let mut inputs = self.inputs;
        if inputs.is_empty() && self.fetching.urls.is_none() {
            if std::io::stdin().is_terminal() {
                bail!("nothing to read: name a file, a directory or a URL, or pipe a text in (see --help)");
            }
            inputs.push("-".to_owned());
        }
        if self.fetching.urls.as_deref() == Some("-") && inputs.iter().any(|input| input == "-") {
            bail!("standard input is an input or a list of URLs, not both");
        }
        let format = self.input_format.map(|format| match format {
            Format::Text => InputFormat::Text,
            Format::Html => InputFormat::Html,
            Format::Jsonl => InputFormat::Jsonl,
            Format::Warc => InputFormat::Warc,
            Format::Tar => InputFormat::Tar,
        });
        let fetch = self.fetching.options();
        let inputs = Reference::of(inputs, self.fetching.urls);
        Ok((inputs, Reading { format, published: self.published, fetch }))
    }
}

fn date(text: &str) -> Result<SourceDate, String> {
    SourceDate::parse(text).ok_or_else(|| "not a date such as 2025-12-08 or 2025-12-08T09:14:00Z".to_owned())
}
