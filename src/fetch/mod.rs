//! From a reference (path, directory, `-`, URL) to bytes with their metadata.
//!
//! Guarantees: one payload or one error for each file behind a reference, in a fixed order, opened only when it is
//! asked for; each has a place from which a later run can go on, without opening what lies before. Bodies are readers,
//! so that a file larger than memory can be streamed. What the bytes mean is `decode`'s business. Network code,
//! asynchronous code included, lives in `web` and nowhere else.

mod delivery;
mod directory;
mod file;
mod options;
mod reference;
mod stdin;
mod urls;
#[cfg(feature = "fetch")]
pub mod web;

use std::fmt;
use std::io::{Cursor, Read};

use crate::error::{Code, Error, Stage};

pub use delivery::{Deliveries, Delivery, Origin, Start};
pub use options::Options;
pub use reference::Reference;
pub use urls::Urls;

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
    /// When it was published, as the feed or sitemap that led to it spells it.
    pub listed: Option<String>,
}

impl Payload {
    /// A payload of bytes at hand.
    pub fn from_bytes(input: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self {
            input: input.into(),
            body: Box::new(Cursor::new(bytes)),
            content_type: None,
            url: None,
            name: None,
            listed: None,
        }
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

/// One way to get at bytes; the first that accepts a reference opens it.
trait Source: Send + Sync {
    /// Whether the reference is this source's to open.
    fn accepts(&self, reference: &str) -> bool;
    /// The payloads behind the reference.
    fn open(&self, reference: &str) -> Payloads;
}

/// URLs one after another, with the errors that stand among them.
pub type References = Box<dyn Iterator<Item = Result<String, Error>> + Send>;

/// All sources, ready to open references. Build it once: connections are kept open between calls.
pub struct Fetcher {
    web: web::Web,
    local: [Box<dyn Source>; 3],
}

impl Fetcher {
    /// A fetcher with these limits.
    pub fn new(options: &Options) -> Self {
        let local: [Box<dyn Source>; 3] =
            [Box::new(stdin::Stdin), Box::new(directory::Directory), Box::new(file::File)];
        Self { web: web::Web::new(options.clone()), local }
    }

    /// The payloads behind a reference: a file's, those of a directory in the order of its names, those of URLs in
    /// theirs. Of URLs many are asked for ahead of their turn.
    pub fn open(&self, reference: &Reference) -> Payloads {
        match reference {
            Reference::Local(name) => self.local(name),
            _ => Box::new(self.deliver(reference, false).map(|delivery| delivery.outcome)),
        }
    }

    /// The same with their places, and with what a later run is to know of lists if it may go on with this one.
    pub fn deliver(&self, reference: &Reference, learns: bool) -> Deliveries {
        match reference {
            Reference::Local(name) => delivery::numbered(self.local(name)),
            _ => self.web.deliver(references(reference), learns),
        }
    }

    /// Those that an earlier run has left: what it has done with is not fetched again. `None` where the files or URLs
    /// on the way are other ones than those of that run.
    pub fn go_on(&self, reference: &Reference, start: &Start) -> Option<Deliveries> {
        match reference {
            Reference::Local(name) => delivery::rest(delivery::numbered(self.local(name)), start),
            _ => self.web.go_on(references(reference), start),
        }
    }

    fn local(&self, name: &str) -> Payloads {
        match self.local.iter().find(|source| source.accepts(name)) {
            Some(source) => source.open(name),
            None => once(Err(Error::new(Stage::Fetch, Code::NotFound, name, "no such file"))),
        }
    }
}

/// The URLs of a reference.
fn references(reference: &Reference) -> References {
    match reference {
        Reference::Local(_) => Box::new(std::iter::empty()),
        Reference::Urls(urls) => Box::new(urls.clone().into_iter().map(Ok)),
        Reference::List(name) => Box::new(Urls::open(name)),
    }
}

/// Payloads of exactly one outcome.
fn once(outcome: Result<Payload, Error>) -> Payloads {
    Box::new(std::iter::once(outcome))
}

/// Stands in for the web when the program is built without it, to say so instead of "no such file".
#[cfg(not(feature = "fetch"))]
mod web {
    use super::delivery::{numbered, rest};
    use super::{Code, Deliveries, Error, Options, References, Stage, Start};

    pub(super) struct Web;

    impl Web {
        pub(super) fn new(_: Options) -> Self {
            Self
        }

        #[expect(clippy::unused_self, reason = "as the web has it")]
        pub(super) fn deliver(&self, references: References, _: bool) -> Deliveries {
            let message = "this build reads no URLs: build it with the feature `fetch`";
            numbered(Box::new(references.map(move |url| Err(Error::new(Stage::Fetch, Code::BadUrl, url?, message)))))
        }

        pub(super) fn go_on(&self, references: References, start: &Start) -> Option<Deliveries> {
            rest(self.deliver(references, false), start)
        }
    }
}
