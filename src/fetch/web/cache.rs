//! Responses on disk, so that a page that has not changed is not sent again, and a run can be repeated without a
//! network.
//!
//! An entry is one file, named by the hash of its URL: a line of JSON with the head, then the body as it was decoded.
//! It appears complete or not at all; one that cannot be read is as good as none. Nothing is ever taken for fresh:
//! servers are asked each time (`If-None-Match`, `If-Modified-Since`), unless the run is offline.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use reqwest::header::{ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED};
use reqwest::{StatusCode, Url, Version};
use serde::{Deserialize, Serialize};
use tempfile::{NamedTempFile, SpooledTempFile};

use super::client::{Answer, SPOOL};

/// The most bytes of an entry's first line.
const MAX_HEAD: u64 = 1 << 20;

pub(super) struct Cache {
    folder: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Head {
    url: String,
    status: u16,
    http2: bool,
    /// Seconds since 1970.
    fetched: u64,
    /// Names and values, one character a byte: a value need not be UTF-8.
    headers: Vec<(String, String)>,
    /// A hash of the body: an entry with another one is damaged.
    body: String,
}

impl Cache {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// The kept answer.
    pub(super) fn get(&self, url: &Url) -> Option<Answer> {
        let mut file = BufReader::new(File::open(self.path(url)).ok()?);
        let mut line = Vec::new();
        file.by_ref().take(MAX_HEAD).read_until(b'\n', &mut line).ok()?;
        let head: Head = serde_json::from_slice(&line).ok()?;
        let mut body = SpooledTempFile::new(SPOOL);
        io::copy(&mut file, &mut body).ok()?;
        if head.url != url.as_str() || hash(&mut body).ok()? != head.body {
            return None;
        }
        let mut headers = HeaderMap::new();
        for (name, value) in &head.headers {
            let value: Option<Vec<u8>> = value.chars().map(|c| u8::try_from(c).ok()).collect();
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            headers.append(name, HeaderValue::from_bytes(&value?).ok()?);
        }
        Some(Answer {
            status: StatusCode::from_u16(head.status).ok()?,
            version: if head.http2 { Version::HTTP_2 } else { Version::HTTP_11 },
            headers,
            body,
            from: None,
            at: SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(head.fetched))?,
        })
    }

    /// Keeps an answer.
    pub(super) fn put(&self, url: &Url, answer: &mut Answer) -> io::Result<()> {
        let path = self.path(url);
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        let text = |value: &HeaderValue| value.as_bytes().iter().map(|&b| char::from(b)).collect();
        let head = Head {
            url: url.to_string(),
            status: answer.status.as_u16(),
            http2: answer.version == Version::HTTP_2,
            fetched: answer.at.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs(),
            headers: answer.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
            body: hash(&mut answer.body)?,
        };
        let mut part = NamedTempFile::with_prefix_in(".part-", folder)?;
        serde_json::to_writer(&mut part, &head)?;
        part.write_all(b"\n")?;
        io::copy(&mut answer.body, &mut part)?;
        answer.body.rewind()?;
        part.persist(path)?;
        Ok(())
    }

    fn path(&self, url: &Url) -> PathBuf {
        let name = blake3::hash(url.as_str().as_bytes()).to_hex();
        self.folder.join(&name[..2]).join(&name[2..])
    }
}

/// The hash of a body, which is rewound before and after.
fn hash(body: &mut SpooledTempFile) -> io::Result<String> {
    body.rewind()?;
    let mut hasher = blake3::Hasher::new();
    let mut piece = [0; 16 << 10];
    loop {
        match body.read(&mut piece)? {
            0 => break,
            size => hasher.update(&piece[..size]),
        };
    }
    body.rewind()?;
    Ok(hasher.finalize().to_hex()[..32].to_owned())
}

/// The request headers that ask whether an answer still holds; none when it cannot be told.
pub(super) fn validators(answer: &Answer) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (kept, asked) in [(ETAG, IF_NONE_MATCH), (LAST_MODIFIED, IF_MODIFIED_SINCE)] {
        if let Some(value) = answer.headers.get(kept) {
            headers.insert(asked, value.clone());
        }
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(body: &[u8]) -> Answer {
        let mut answer = Answer {
            status: StatusCode::OK,
            version: Version::HTTP_11,
            headers: HeaderMap::new(),
            body: SpooledTempFile::new(SPOOL),
            from: None,
            at: SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000),
        };
        answer.headers.insert(ETAG, HeaderValue::from_static("\"x\""));
        answer.headers.insert("x-title", HeaderValue::from_bytes(b"caf\xe9").expect("a value"));
        answer.body.write_all(body).expect("written");
        answer
    }

    fn body(mut answer: Answer) -> Vec<u8> {
        let mut bytes = Vec::new();
        answer.body.rewind().and_then(|()| answer.body.read_to_end(&mut bytes)).expect("read");
        bytes
    }

    #[test]
    fn what_was_put_is_got_and_damage_is_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::new(folder.path());
        let url = Url::parse("http://a.example/1?x").expect("a URL");
        assert!(cache.get(&url).is_none());
        for bytes in [b"".to_vec(), b"one\nline".to_vec(), vec![b'x'; 2 * SPOOL]] {
            cache.put(&url, &mut answer(&bytes)).expect("put");
            let got = cache.get(&url).expect("got");
            assert_eq!((got.status, got.at), (StatusCode::OK, answer(b"").at));
            assert_eq!(got.headers, answer(b"").headers);
            assert_eq!(validators(&got).len(), 1);
            assert_eq!(body(got), bytes);
        }
        assert!(cache.get(&Url::parse("http://a.example/1?y").expect("a URL")).is_none());

        let path = cache.path(&url);
        let whole = fs::read(&path).expect("there");
        let zeroed = [&whole[..whole.len() - 5], &[0; 5]].concat();
        for damaged in [&whole[..whole.len() - 1], &zeroed, &whole[..40], b"", b"{}\n", b"\xff\xff"] {
            fs::write(&path, damaged).expect("written");
            assert!(cache.get(&url).is_none());
        }
        let names: Vec<_> = fs::read_dir(path.parent().expect("a folder")).expect("there").collect();
        assert_eq!(names.len(), 1, "no part is left");
    }
}
