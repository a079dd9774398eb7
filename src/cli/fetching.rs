//! The arguments of every subcommand that may read URLs.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::fetch::Options;

#[derive(Debug, Args)]
#[command(next_help_heading = "Fetching")]
pub(super) struct FetchArgs {
    /// Also read the URLs in this file, one a line; - for standard input
    #[arg(long, value_name = "FILE")]
    pub(super) urls: Option<String>,

    /// What to call ourselves to servers; its first word is the name that robots.txt is asked for
    #[arg(long, value_name = "TEXT", default_value_t = Options::default().user_agent, value_parser = user_agent)]
    user_agent: String,

    /// Time between two requests to one host; a longer Crawl-delay in its robots.txt counts
    #[arg(long, value_name = "SECONDS", default_value = "0.5", value_parser = seconds)]
    delay: Duration,

    /// Requests to one host at a time
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=64))]
    per_host: u16,

    /// Requests to all hosts at a time
    #[arg(long, value_name = "N", default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..=256))]
    concurrency: u16,

    /// Further tries after a failure that may pass (status 408, 425, 429, 5xx, no connection)
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(0..=10))]
    retries: u8,

    /// Time for one response
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    timeout: Duration,

    /// The most pages behind one feed, sitemap or home page
    #[arg(long, value_name = "N", default_value_t = 50_000, value_parser = clap::value_parser!(u32).range(1..))]
    max_pages: u32,

    /// Keep responses in this folder and fetch again only what has changed
    #[arg(long, value_name = "FOLDER")]
    cache: Option<PathBuf>,

    /// Answer from the cache alone, without any network
    #[arg(long, requires = "cache")]
    offline: bool,

    /// Fetch by way of this proxy, which then decides which addresses may be reached
    #[arg(long, value_name = "URL")]
    proxy: Option<String>,

    /// Also trust the certificates in this PEM file
    #[arg(long, value_name = "FILE")]
    ca_certificates: Option<PathBuf>,

    /// Do not ask for robots.txt
    #[arg(long)]
    ignore_robots: bool,

    /// Permit addresses that are not on the public Internet
    #[arg(long)]
    allow_private: bool,
}

impl FetchArgs {
    pub(super) fn options(&self) -> Options {
        let defaults = Options::default();
        Options {
            user_agent: self.user_agent.clone(),
            delay: self.delay,
            per_host: self.per_host.into(),
            concurrency: self.concurrency.into(),
            retries: self.retries.into(),
            connect_timeout: defaults.connect_timeout.min(self.timeout),
            read_timeout: defaults.read_timeout.min(self.timeout),
            total_timeout: self.timeout,
            max_pages: self.max_pages as usize,
            proxy: self.proxy.clone(),
            ca_certificates: self.ca_certificates.clone(),
            cache: self.cache.clone(),
            offline: self.offline,
            ignore_robots: self.ignore_robots,
            allow_private: self.allow_private,
            ..defaults
        }
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let number: Option<Decimal> = text.parse().ok();
    let thousandths = number.and_then(|number| number.checked_mul(1000.into())).and_then(|number| number.to_u64());
    let within = thousandths.filter(|&milliseconds| milliseconds <= 86_400_000);
    within.map(Duration::from_millis).ok_or_else(|| "not a number of seconds such as 0.5, up to a day".to_owned())
}

/// A name that robots.txt can be asked for and a header can hold.
fn user_agent(text: &str) -> Result<String, String> {
    let good = text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(|b| matches!(b, b' '..=b'~'));
    good.then(|| text.to_owned())
        .ok_or_else(|| "must begin with a name, in plain characters: mybot/1.0 (+URL)".to_owned())
}
