//! From a reference (path, directory, `-`, URL) to bytes with their metadata.
//!
//! Guarantees: one payload or one error for each file behind a reference, in a fixed order, opened only when it is
//! asked for. Bodies are readers, so that a file larger than memory can be streamed. What the bytes mean is `decode`'s
//! business. Network code, asynchronous code included, lives in `http` and nowhere else.

mod directory;
mod file;
#[cfg(feature = "fetch")]
mod http;
mod stdin;

use std::fmt;
use std::io::{Cursor, Read};
use std::time::Duration;

use crate::error::{Code, Error, Stage};

/// Bytes with what is known of them.
pub struct Payload {
    /// The input as the user named it: path, URL or `-`.
    pub input: String,
    /// The bytes.
    pub body: Box<dyn Read + Send>,
    /// The `Content-Type` that came with them.
    pub content_type: Option<String>,
    /// Where they really came from, after redirects.
    pub url: Option<String>,
    /// The file name, whose ending tells the kind.
    pub name: Option<String>,
}

impl Payload {
    /// A payload of bytes at hand.
    pub fn from_bytes(input: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { input: input.into(), body: Box::new(Cursor::new(bytes)), content_type: None, url: None, name: None }
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Payload")
            .field("input", &self.input)
            .field("content_type", &self.content_type)
            .field("url", &self.url)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// The payloads behind one reference.
pub type Payloads = Box<dyn Iterator<Item = Result<Payload, Error>> + Send>;

/// How to fetch.
#[derive(Debug, Clone)]
pub struct Options {
    /// The most decoded bytes of one response.
    pub max_bytes: u64,
    /// The most redirects of one request.
    pub max_redirects: usize,
    /// Time to connect.
    pub connect_timeout: Duration,
    /// Time without a byte.
    pub read_timeout: Duration,
    /// Time for the whole response.
    pub total_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            max_bytes: 64 << 20,
            max_redirects: 10,
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(20),
            total_timeout: Duration::from_secs(60),
        }
    }
}

/// One way to get at bytes; the first that accepts a reference opens it.
trait Source: Send + Sync {
    /// Whether the reference is this source's to open.
    fn accepts(&self, reference: &str) -> bool;
    /// The payloads behind the reference.
    fn open(&self, reference: &str) -> Payloads;
}

/// All sources, ready to open references. Build it once: connections are kept open between calls.
pub struct Fetcher {
    sources: Vec<Box<dyn Source>>,
}

impl Fetcher {
    /// A fetcher with these limits.
    pub fn new(options: &Options) -> Self {
        #[cfg(feature = "fetch")]
        let web: Box<dyn Source> = Box::new(http::Http::new(options.clone()));
        #[cfg(not(feature = "fetch"))]
        let web: Box<dyn Source> = {
            let _ = options;
            Box::new(Unsupported)
        };
        Self { sources: vec![Box::new(stdin::Stdin), web, Box::new(directory::Directory), Box::new(file::File)] }
    }

    /// The payloads behind `reference`: `-` for standard input, a URL, a directory (walked in the order of its names),
    /// or a file.
    pub fn open(&self, reference: &str) -> Payloads {
        match self.sources.iter().find(|source| source.accepts(reference)) {
            Some(source) => source.open(reference),
            None => once(Err(Error::new(Stage::Fetch, Code::NotFound, reference, "no such file"))),
        }
    }
}

/// Payloads of exactly one outcome.
fn once(outcome: Result<Payload, Error>) -> Payloads {
    Box::new(std::iter::once(outcome))
}

/// The scheme of a reference that is a URL; `None` for a path (`C:\news` is one).
fn scheme(reference: &str) -> Option<&str> {
    let (scheme, _) = reference.split_once("://")?;
    (scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.')))
        .then_some(scheme)
}

/// Stands in for the web when the program is built without it, to say so instead of "no such file".
#[cfg(not(feature = "fetch"))]
struct Unsupported;

#[cfg(not(feature = "fetch"))]
impl Source for Unsupported {
    fn accepts(&self, reference: &str) -> bool {
        scheme(reference).is_some()
    }

    fn open(&self, reference: &str) -> Payloads {
        let message = "this build reads no URLs: build it with the feature `fetch`";
        once(Err(Error::new(Stage::Fetch, Code::BadUrl, reference, message)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_told_from_paths() {
        assert_eq!(scheme("https://example.org/a"), Some("https"));
        assert_eq!(scheme("ftp://example.org"), Some("ftp"));
        for path in ["news/a.html", r"C:\news\a.html", "C://news", "-", "a b://c", "://x"] {
            assert_eq!(scheme(path), None, "{path}");
        }
    }
}
