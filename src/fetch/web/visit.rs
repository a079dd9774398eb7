//! A URL to its answer: over redirects, past robots.txt and the host's gate, with further tries, by way of the cache.
//!
//! Guarantees: every hop is checked like the first, in address and permission; each request, of whatever kind, passes
//! the gate of its host; tries, hops and waits are bounded for a URL as a whole. robots.txt itself is asked for without
//! a delay, so that a single page does not take two.

use std::time::Duration;

use reqwest::header::{HeaderMap, LOCATION};
use reqwest::{StatusCode, Url};
use tokio::sync::Semaphore;
use tokio::time::sleep;

use super::super::Options;
use super::cache::{Cache, validators};
use super::client::{Answer, Client, is_redirect};
use super::gate::Gate;
use super::robots::{Had, Robots, Word};
use super::{Failure, address, retry};
use crate::error::Code;

/// The most redirects on the way to a robots.txt, from the standard.
const ROBOTS_REDIRECTS: usize = 5;

pub(super) struct Visitor {
    options: Options,
    client: Client,
    gate: Gate,
    places: Semaphore,
    robots: Robots,
    cache: Option<Cache>,
}

/// A chain of requests on behalf of one URL.
struct Errand {
    tries_left: u32,
    tries: u32,
}

impl Visitor {
    pub(super) fn new(options: Options) -> Result<Self, String> {
        Ok(Self {
            client: Client::new(&options)?,
            gate: Gate::new(options.per_host.max(1)),
            places: Semaphore::new(options.concurrency.max(1)),
            robots: Robots::new(&options.user_agent),
            cache: options.cache.as_deref().map(Cache::new),
            options,
        })
    }

    /// The answer behind `url`, and where it came from in the end.
    pub(super) async fn visit(&self, url: Url) -> Result<(Url, Answer), Failure> {
        self.follow(url, self.options.max_redirects, true).await
    }

    /// Where the site of `url` says that its sitemaps are.
    pub(super) async fn sitemaps(&self, url: &Url) -> Result<Vec<String>, Failure> {
        Ok(self.word(url).await?.sitemaps)
    }

    async fn follow(&self, mut url: Url, redirects: usize, obeys: bool) -> Result<(Url, Answer), Failure> {
        let mut errand = Errand { tries_left: self.options.retries, tries: 1 };
        for _ in 0..=redirects {
            url.set_fragment(None);
            address::check(&url, self.options.allow_private)?;
            let delay = match obeys && !self.options.ignore_robots && !self.options.offline {
                true => Box::pin(self.word(&url)).await?.delay.max(self.options.delay),
                false if obeys => self.options.delay,
                false => Duration::ZERO,
            };
            let answer = self.settle(&url, delay, &mut errand).await?;
            if !is_redirect(answer.status) {
                return Ok((url, answer));
            }
            let target = answer.headers.get(LOCATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
            let target = target.and_then(|target| url.join(target).ok());
            url = target.ok_or_else(|| Failure::new(Code::BadUrl, "a redirect to no URL".to_owned()))?;
        }
        Err(Failure::new(Code::TooManyRedirects, format!("more than {redirects} redirects")))
    }

    async fn word(&self, url: &Url) -> Result<Word, Failure> {
        self.robots.word(url, |address| Box::pin(self.robots_file(address))).await
    }

    async fn robots_file(&self, address: Url) -> Had {
        match self.follow(address, ROBOTS_REDIRECTS, false).await {
            Ok((_, answer)) => Ok(Some(answer.body)),
            // No file, or no way to it, is no rule. Too many requests is no answer at all.
            Err(failure) if failure.status.is_some_and(|s| s.is_client_error() && s.as_u16() != 429) => Ok(None),
            Err(failure) if matches!(failure.code, Code::TooManyRedirects | Code::NotCached) => Ok(None),
            Err(failure) => Err(failure),
        }
    }

    /// The answer to one request, from the cache if it still holds, after as many tries as are left.
    async fn settle(&self, url: &Url, delay: Duration, errand: &mut Errand) -> Result<Answer, Failure> {
        let kept = self.cache.as_ref().and_then(|cache| cache.get(url));
        if self.options.offline {
            return kept
                .ok_or_else(|| Failure::new(Code::NotCached, "not in the cache, and --offline is set".to_owned()));
        }
        let headers = kept.as_ref().map(validators).unwrap_or_default();
        loop {
            let failure = match self.request(url, headers.clone(), delay).await {
                Ok(answer) if answer.status == StatusCode::NOT_MODIFIED => match kept {
                    Some(kept) => return Ok(kept),
                    None => return Err(Failure::new(Code::HttpStatus, "\"not modified\", unasked".to_owned())),
                },
                Ok(mut answer) => {
                    if let Some(cache) = &self.cache {
                        cache.put(url, &mut answer).map_err(|error| Failure::disk(&error))?;
                    }
                    return Ok(answer);
                }
                Err(failure) => failure,
            };
            let Some(asked) = failure.again.filter(|_| errand.tries_left > 0) else { return Err(failure) };
            if asked > self.options.max_wait {
                let message = format!("{} and asks to wait {} seconds", failure.message, asked.as_secs());
                return Err(Failure { message, ..failure });
            }
            if !asked.is_zero() {
                self.gate.pause(host(url), asked);
            }
            sleep(asked.max(retry::back_off(self.options.back_off, errand.tries, url.as_str()))).await;
            errand.tries_left -= 1;
            errand.tries += 1;
        }
    }

    async fn request(&self, url: &Url, headers: HeaderMap, delay: Duration) -> Result<Answer, Failure> {
        let _pass = self.gate.pass(host(url), delay).await;
        // Neither the gate nor the semaphore is waited for by one that holds the other in the other order.
        let Ok(_place) = self.places.acquire().await else { unreachable!("this semaphore is never closed") };
        self.client.ask(url, headers).await
    }
}

/// The host, by whichever of its names with and without a full stop at the end.
fn host(url: &Url) -> &str {
    url.host_str().unwrap_or_default().trim_end_matches('.')
}
