//! `http` and `https` URLs: pages, and the feeds, sitemaps and home pages that lead to them.
//!
//! Guarantees: many requests at a time, polite to each host, and yet one page after another in the order of the
//! references; every wait, size and number bounded; nothing reached that is not on the public Internet unless it is
//! permitted. All network code and all asynchronous code of the program lives here.
//!
//! | file | what it does |
//! |---|---|
//! | `pull` | many links at a time, one page after another |
//! | `past` | what an earlier run has learned and done |
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
mod past;
mod pull;
mod resolve;
mod retry;
mod robots;
mod visit;
pub mod warc;

use std::sync::{Arc, OnceLock};

use super::delivery::{Deliveries, Delivery, Origin, Start, Trail};
use super::reference::is_url;
use super::{Options, Payload, References};
use crate::error::{Code, Error, Stage};
use engine::Engine;
use failure::Failure;
use past::Past;

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
        Box::new(self.placed_pages(references).map(|delivery| delivery.outcome))
    }

    /// The same with their places.
    pub fn placed_pages(&self, references: References) -> Box<dyn Iterator<Item = Delivery<Page>> + Send> {
        self.follow(placed(references), Past::default(), false)
    }

    /// The same as payloads, and with what lists had to say if a later run may go on.
    pub(super) fn deliver(&self, references: References, learns: bool) -> Deliveries {
        Box::new(self.follow(placed(references), Past::default(), learns).map(payload))
    }

    /// Those that an earlier run has left; `None` where the references are other ones.
    pub(super) fn go_on(&self, references: References, start: &Start) -> Option<Deliveries> {
        let Start { origin, whole, learned } = start;
        let mut references = placed(references);
        let last = references.find(|(at, _)| at.number == origin.number)?;
        if last.0.names != origin.names {
            return None;
        }
        let past = Past::new(origin.page + u64::from(*whole), learned);
        Some(Box::new(self.follow(Box::new(std::iter::once(last).chain(references)), past, true).map(payload)))
    }

    fn follow(&self, references: Placed, past: Past, learns: bool) -> Box<dyn Iterator<Item = Delivery<Page>> + Send> {
        let engine = self.engine.get_or_init(|| Engine::start(&self.options).map(Arc::new));
        match engine {
            Ok(engine) => {
                let Options { concurrency, max_pages, .. } = self.options;
                Box::new(pull::Pull::new(Arc::clone(engine), concurrency, max_pages, references, past, learns))
            }
            Err(message) => {
                let message = message.clone();
                let fail = move |reference| Error::new(Stage::Fetch, Code::Connect, reference, &message);
                Box::new(references.map(move |(origin, reference)| {
                    let error = reference.map_or_else(|error| error, &fail);
                    Delivery { outcome: Err(error), origin, learned: Vec::new() }
                }))
            }
        }
    }
}

/// References with their places.
type Placed = Box<dyn Iterator<Item = (Origin, Result<String, Error>)> + Send>;

fn placed(references: References) -> Placed {
    let mut trail = Trail::default();
    Box::new(references.map(move |reference| {
        let reference = reference.and_then(is_web);
        let name = reference.as_ref().unwrap_or_else(|error| &error.input);
        (trail.step(name), reference)
    }))
}

fn payload(delivery: Delivery<Page>) -> Delivery {
    let Delivery { outcome, origin, learned } = delivery;
    Delivery { outcome: outcome.map(Payload::from), origin, learned }
}

/// Holds a reference to being a URL.
fn is_web(reference: String) -> Result<String, Error> {
    if is_url(&reference) {
        return Ok(reference);
    }
    Err(Error::new(Stage::Fetch, Code::BadUrl, reference, "not a URL: it must begin with http:// or https://"))
}
