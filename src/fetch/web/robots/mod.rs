//! Each site's robots.txt, asked for once.
//!
//! As RFC 9309 has it: a site without one (4xx) permits everything, one whose server fails (5xx) forbids everything,
//! and only the first 500 KiB count. A site that cannot be reached at all fails with that reason. How the bytes are
//! got is the caller's business.

mod rules;

use std::collections::VecDeque;
use std::io::{Read, Seek};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::Url;
use rustc_hash::FxHashMap;
use tempfile::SpooledTempFile;
use tokio::sync::OnceCell;

use super::Failure;
use crate::error::Code;
use rules::{Rules, product_token};

/// The bytes of a file that are read.
const MAX_BYTES: u64 = 500 << 10;

/// The longest delay that is kept: a site that asks for more asks not to be read, and is read at this pace.
const MAX_DELAY: Duration = Duration::from_secs(60);

/// How many sites are remembered.
const SITES: usize = 4096;

/// What became of asking for a robots.txt: its bytes, `None` where there is none, or why it could not be had.
pub(super) type Had = Result<Option<SpooledTempFile>, Failure>;

type Site = Arc<OnceCell<Result<Rules, Failure>>>;

pub(super) struct Robots {
    token: String,
    sites: Mutex<Sites>,
}

#[derive(Default)]
struct Sites {
    known: FxHashMap<String, Site>,
    /// Oldest first.
    order: VecDeque<String>,
}

/// What a site says to us.
pub(super) struct Word {
    /// Time between two requests.
    pub(super) delay: Duration,
    /// Where its sitemaps are.
    pub(super) sitemaps: Vec<String>,
}

impl Robots {
    pub(super) fn new(user_agent: &str) -> Self {
        Self { token: product_token(user_agent).to_owned(), sites: Mutex::default() }
    }

    /// The site's word on `url`, or why it must not be asked for. `get` is called if the file is not known yet.
    pub(super) async fn word<F: Future<Output = Had>>(
        &self,
        url: &Url,
        get: impl FnOnce(Url) -> F,
    ) -> Result<Word, Failure> {
        let mut address = url.clone();
        address.set_path("/robots.txt");
        address.set_query(None);
        address.set_fragment(None);
        let site = self.site(address.as_str());
        let rules = site
            .get_or_init(|| async {
                match get(address).await {
                    Ok(Some(body)) => Ok(self.read(body)),
                    Ok(None) => Ok(Rules::default()),
                    Err(failure) if failure.status.is_some_and(|status| status.is_server_error()) => {
                        Ok(Rules::closed())
                    }
                    Err(failure) => Err(Failure { message: format!("robots.txt: {}", failure.message), ..failure }),
                }
            })
            .await;
        let rules = rules.as_ref().map_err(Failure::clone)?;
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        if !rules.permit(path) {
            let message = "the site's robots.txt forbids it (--ignore-robots overrides)".to_owned();
            return Err(Failure::new(Code::Disallowed, message));
        }
        Ok(Word { delay: rules.delay.unwrap_or_default().min(MAX_DELAY), sitemaps: rules.sitemaps.clone() })
    }

    fn read(&self, mut body: SpooledTempFile) -> Rules {
        let mut bytes = Vec::new();
        let read = body.rewind().and_then(|()| body.take(MAX_BYTES).read_to_end(&mut bytes));
        if read.is_err() {
            return Rules::closed();
        }
        // A rule that the limit cuts through says nothing.
        if bytes.len() as u64 == MAX_BYTES {
            bytes.truncate(bytes.iter().rposition(|&b| b == b'\n').unwrap_or_default());
        }
        Rules::read(&String::from_utf8_lossy(&bytes), &self.token)
    }

    fn site(&self, address: &str) -> Site {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(site) = sites.known.get(address) {
            return Arc::clone(site);
        }
        if sites.known.len() >= SITES
            && let Some(oldest) = sites.order.pop_front()
        {
            sites.known.remove(&oldest);
        }
        sites.order.push_back(address.to_owned());
        Arc::clone(sites.known.entry(address.to_owned()).or_default())
    }
}
