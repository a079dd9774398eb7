//! How the web is read: limits, politeness, safety. Files and standard input need none of it.
//!
//! The defaults are those of a polite robot with bounded appetite; each can be set from the command line.

use std::path::PathBuf;
use std::time::Duration;

/// How to fetch.
#[derive(Debug, Clone)]
pub struct Options {
    /// What the program calls itself. Its first word, up to a slash, is the name that robots.txt is asked for.
    pub user_agent: String,
    /// The most decoded bytes of one response.
    pub max_bytes: u64,
    /// The most redirects of one request.
    pub max_redirects: usize,
    /// The most pages behind one feed, sitemap or home page.
    pub max_pages: usize,
    /// Time to connect.
    pub connect_timeout: Duration,
    /// Time without a byte.
    pub read_timeout: Duration,
    /// Time for a whole response.
    pub total_timeout: Duration,
    /// How often a request that failed for a passing reason is made again.
    pub retries: u32,
    /// The first wait before a request is made again; it doubles each time.
    pub back_off: Duration,
    /// The longest wait that a server may ask for (`Retry-After`); one that asks for more is given up.
    pub max_wait: Duration,
    /// Time between the starts of two requests to one host. A `Crawl-delay` in robots.txt that is longer counts.
    pub delay: Duration,
    /// Requests to one host at a time.
    pub per_host: usize,
    /// Requests at a time.
    pub concurrency: usize,
    /// Whether robots.txt is not asked.
    pub ignore_robots: bool,
    /// Whether addresses that are not on the public Internet may be reached.
    pub allow_private: bool,
    /// Asks this proxy for everything.
    pub proxy: Option<String>,
    /// Certificates (PEM) to trust beside the system's.
    pub ca_certificates: Option<PathBuf>,
    /// Keeps responses in this folder and asks servers only whether they have changed.
    pub cache: Option<PathBuf>,
    /// Answers from the cache alone.
    pub offline: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            user_agent: concat!("newsfacts/", env!("CARGO_PKG_VERSION")).to_owned(),
            max_bytes: 64 << 20,
            max_redirects: 10,
            max_pages: 50_000,
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(20),
            total_timeout: Duration::from_secs(60),
            retries: 3,
            back_off: Duration::from_secs(1),
            max_wait: Duration::from_secs(60),
            delay: Duration::from_millis(500),
            per_host: 2,
            concurrency: 32,
            ignore_robots: false,
            allow_private: false,
            proxy: None,
            ca_certificates: None,
            cache: None,
            offline: false,
        }
    }
}
