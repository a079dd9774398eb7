//! One request, one answer: the HTTP client and its limits.
//!
//! Guarantees: every wait is bounded (connect, stall, whole response), and so are the head of a response and the
//! *decoded* bytes of its body, so that a compression bomb costs the limit and no more. Bodies are held in memory up to
//! [`SPOOL`] bytes and on disk beyond. Redirects are answers like others: whoever follows them checks each.

use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use reqwest::header::{ACCEPT, HeaderMap, HeaderValue};
use reqwest::{Certificate, Response, StatusCode, Url, Version, redirect};
use tempfile::SpooledTempFile;

use super::super::Options;
use super::resolve::{Refused, Resolver};
use super::{Failure, retry};
use crate::error::Code;

const ACCEPTED: HeaderValue = HeaderValue::from_static(
    "text/html,application/xhtml+xml,application/rss+xml;q=0.9,application/atom+xml;q=0.9,application/feed+json;q=0.9,\
     application/xml;q=0.8,text/plain;q=0.8,application/x-ndjson;q=0.8,*/*;q=0.1",
);

/// Bytes of a body that are held in memory.
pub(super) const SPOOL: usize = 256 << 10;

/// How long a connection is kept for the next request. Each holds a file and a buffer open, and a run may see many hosts.
const IDLE: Duration = Duration::from_secs(5);

/// Fields and bytes of a head. Real ones have some 30 fields and a few kilobytes.
const MAX_HEADERS: usize = 200;
const MAX_HEAD: u32 = 64 << 10;

pub(super) struct Client {
    http: reqwest::Client,
    /// Why there is no `https`, where the system has no root certificates.
    insecure: Option<String>,
    max_bytes: u64,
}

/// What a server answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) version: Version,
    pub(super) headers: HeaderMap,
    /// Empty but for a success.
    pub(super) body: SpooledTempFile,
    pub(super) from: Option<SocketAddr>,
    pub(super) at: SystemTime,
}

impl Client {
    pub(super) fn new(options: &Options) -> Result<Self, String> {
        // Fails only when the surrounding program has chosen a provider already, which then serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let roots = options.ca_certificates.as_deref().map(certificates).transpose()?.unwrap_or_default();
        let proxy = options.proxy.as_deref().map(reqwest::Proxy::all).transpose();
        let proxy = proxy.map_err(|error| format!("not a usable proxy: {error}"))?;
        // A proxy resolves names itself; the one name left to resolve is its own, which the user has chosen.
        let resolver = Arc::new(Resolver { allow_private: options.allow_private || proxy.is_some() });
        let builder = || {
            let builder = reqwest::Client::builder()
                .user_agent(&options.user_agent)
                .connect_timeout(options.connect_timeout)
                .read_timeout(options.read_timeout)
                .timeout(options.total_timeout)
                .redirect(redirect::Policy::none())
                // Not those of the environment: they would get round the resolver unnoticed.
                .no_proxy()
                .retry(reqwest::retry::never())
                .http1_max_headers(MAX_HEADERS)
                .http2_max_header_list_size(MAX_HEAD)
                .pool_max_idle_per_host(options.per_host)
                .pool_idle_timeout(IDLE)
                .dns_resolver(Arc::clone(&resolver));
            match &proxy {
                Some(proxy) => builder.proxy(proxy.clone()),
                None => builder,
            }
        };
        let (http, insecure) = match builder().tls_certs_merge(roots.clone()).build() {
            Ok(http) => (http, None),
            Err(error) => {
                let reason = format!("no secure connections (are root certificates installed?): {error}");
                (builder().tls_certs_only(roots).build().map_err(|_| reason.clone())?, Some(reason))
            }
        };
        Ok(Self { http, insecure, max_bytes: options.max_bytes })
    }

    /// Asks once. What is neither a success, a redirect nor "not modified" is a failure.
    pub(super) async fn ask(&self, url: &Url, mut headers: HeaderMap) -> Result<Answer, Failure> {
        if let (Some(reason), "https") = (&self.insecure, url.scheme()) {
            return Err(Failure::new(Code::Connect, reason.clone()));
        }
        headers.insert(ACCEPT, ACCEPTED);
        let mut response = self.http.get(url.clone()).headers(headers).send().await.map_err(|error| explain(&error))?;
        let at = SystemTime::now();
        let status = response.status();
        if !status.is_success() && !is_redirect(status) && status != StatusCode::NOT_MODIFIED {
            return Err(refusal(&response, at));
        }
        let mut body = SpooledTempFile::new(SPOOL);
        if status.is_success() {
            self.read(&mut response, &mut body).await?;
        }
        Ok(Answer {
            status,
            version: response.version(),
            from: response.remote_addr(),
            headers: std::mem::take(response.headers_mut()),
            body,
            at,
        })
    }

    async fn read(&self, response: &mut Response, body: &mut SpooledTempFile) -> Result<(), Failure> {
        let mut size = 0;
        while let Some(chunk) = response.chunk().await.map_err(|error| explain(&error))? {
            size += chunk.len() as u64;
            if size > self.max_bytes {
                let message = format!("larger than the limit of {} bytes", self.max_bytes);
                return Err(Failure::new(Code::TooLarge, message));
            }
            body.write_all(&chunk).map_err(|error| Failure::disk(&error))?;
        }
        Ok(())
    }
}

/// The certificates in a PEM file.
fn certificates(path: &Path) -> Result<Vec<Certificate>, String> {
    let cannot = |error: &dyn std::fmt::Display| format!("{}: no certificates: {error}", path.display());
    let bytes = std::fs::read(path).map_err(|error| cannot(&error))?;
    let found = Certificate::from_pem_bundle(&bytes).map_err(|error| cannot(&error))?;
    if found.is_empty() { Err(cannot(&"there is none in it")) } else { Ok(found) }
}

/// Whether a response of this status sends its reader elsewhere.
pub(super) fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// The failure that a status tells of.
fn refusal(response: &Response, now: SystemTime) -> Failure {
    let status = response.status();
    if matches!(status, StatusCode::NOT_FOUND | StatusCode::GONE) {
        return Failure::new(Code::NotFound, format!("no such page (HTTP status {})", status.as_u16())).status(status);
    }
    let message = format!("the server answered with HTTP status {}", status.as_u16());
    let failure = Failure::new(Code::HttpStatus, message).status(status);
    if !retry::is_passing(status) {
        return failure;
    }
    failure.passing(retry::retry_after(response.headers(), now))
}

/// The failure behind a client's error. The deepest cause is the one that says something.
fn explain(error: &reqwest::Error) -> Failure {
    let mut cause: &dyn std::error::Error = error;
    let mut of_transport = false;
    loop {
        if let Some(Refused(failure)) = cause.downcast_ref() {
            return Failure::clone(failure);
        }
        of_transport |= cause.is::<hyper::Error>();
        let Some(deeper) = cause.source() else { break };
        cause = deeper;
    }
    if error.is_timeout() {
        let failure = Failure::new(Code::Timeout, "the server took too long".to_owned());
        // A server that stalls has had its time; one that could not be reached may be back soon.
        if error.is_connect() { failure.passing(None) } else { failure }
    } else if error.is_connect() {
        Failure::new(Code::Connect, format!("cannot connect: {cause}")).passing(None)
    } else if error.is_decode() && !of_transport {
        Failure::new(Code::BadCompression, format!("the response is damaged: {cause}"))
    } else if error.is_builder() {
        Failure::new(Code::BadUrl, format!("not a usable URL: {cause}"))
    } else {
        Failure::new(Code::Connect, format!("the connection failed: {cause}")).passing(None)
    }
}
