//! `http` and `https` URLs: pages, and the feeds, sitemaps and home pages that lead to them.
//!
//! Guarantees: many requests at a time, polite to each host, and yet one page after another in the order of the
//! references; every wait, size and number bounded; nothing reached that is not on the public Internet unless it is
//! permitted. All network code and all asynchronous code of the program lives here.
//!
//! | file | what it does |
//! |---|---|
//! | `pull` | many links at a time, one page after another |
//! | `engine` | the thread on which the network runs |
//! | `lists` | feeds, sitemaps, home pages to links |
//! | `visit` | a URL to its answer: redirects, tries, cache |
//! | `robots`, `gate`, `retry` | politeness |
//! | `address`, `resolve` | safety |
//! | `client`, `cache` | answers from the network and the disk |
//! | `page`, `warc` | a page as it came, and as a record of an archive |

mod address;
mod cache;
mod client;
mod engine;
mod failure;
mod gate;
mod lists;
mod page;
mod pull;
mod resolve;
mod retry;
mod robots;
mod visit;
pub mod warc;

use std::sync::{Arc, OnceLock};

use super::reference::is_url;
use super::{Options, Payload, Payloads, References};
use crate::error::{Code, Error, Stage};
use engine::Engine;
use failure::Failure;

pub use page::Page;

/// The web, as a source of payloads and of pages.
pub struct Web {
    options: Options,
    /// Made on first use: most runs read files only, and the system's root certificates take time to load.
    engine: OnceLock<Result<Arc<Engine>, String>>,
}

impl Web {
    /// The web, to be read in this way.
    pub fn new(options: Options) -> Self {
        Self { options, engine: OnceLock::new() }
    }

    /// The pages behind the references, in their order. Many are asked for ahead of their turn.
    pub fn pages(&self, references: References) -> Box<dyn Iterator<Item = Result<Page, Error>> + Send> {
        let engine = self.engine.get_or_init(|| Engine::start(&self.options).map(Arc::new));
        match engine {
            Ok(engine) => {
                let Options { concurrency, max_pages, .. } = self.options;
                let references = references.map(|reference| reference.and_then(is_web));
                Box::new(pull::Pull::new(Arc::clone(engine), concurrency, max_pages, references))
            }
            Err(message) => {
                let message = message.clone();
                let fail = move |reference| Error::new(Stage::Fetch, Code::Connect, reference, &message);
                Box::new(references.map(move |reference| Err(reference.map_or_else(|error| error, &fail))))
            }
        }
    }

    /// The same as payloads.
    pub(super) fn payloads(&self, references: References) -> Payloads {
        Box::new(self.pages(references).map(|page| page.map(Payload::from)))
    }
}

/// Holds a reference to being a URL.
fn is_web(reference: String) -> Result<String, Error> {
    if is_url(&reference) {
        return Ok(reference);
    }
    Err(Error::new(Stage::Fetch, Code::BadUrl, reference, "not a URL: it must begin with http:// or https://"))
}
