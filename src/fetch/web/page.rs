//! A page of the web as it came: what a payload, or a record of an archive, is made from.

use std::io::Seek;
use std::net::IpAddr;
use std::time::SystemTime;

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{StatusCode, Url, Version};
use tempfile::SpooledTempFile;

use super::super::Payload;
use super::Failure;
use super::client::Answer;
use crate::error::Error;

/// A page of the web as it came, with the response's head.
#[derive(Debug)]
pub struct Page {
    pub(super) input: String,
    /// Where it really came from, after redirects.
    pub(super) url: Url,
    pub(super) status: StatusCode,
    pub(super) version: Version,
    pub(super) headers: HeaderMap,
    /// Decoded, and rewound.
    pub(super) body: SpooledTempFile,
    pub(super) from: Option<IpAddr>,
    pub(super) fetched: SystemTime,
    /// When the feed or news sitemap that led to it says that it was published, in its spelling.
    pub(super) listed: Option<String>,
}

impl Page {
    pub(super) fn new(input: String, url: Url, mut answer: Answer, listed: Option<String>) -> Result<Self, Error> {
        answer.body.rewind().map_err(|error| Failure::disk(&error).of(&input))?;
        Ok(Self {
            input,
            url,
            status: answer.status,
            version: answer.version,
            headers: answer.headers,
            body: answer.body,
            from: answer.from.map(|socket| socket.ip()),
            fetched: answer.at,
            listed,
        })
    }

    /// The reference as the user, feed or sitemap named it.
    pub fn input(&self) -> &str {
        &self.input
    }

    /// Its media type, as the server wrote it.
    pub(super) fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }
}

impl From<Page> for Payload {
    fn from(page: Page) -> Self {
        let name = page.url.path_segments().and_then(Iterator::last).filter(|name| !name.is_empty());
        Self {
            content_type: page.content_type().map(str::to_owned),
            name: name.map(str::to_owned),
            input: page.input,
            body: Box::new(page.body),
            url: Some(page.url.into()),
            listed: page.listed,
        }
    }
}
