//! Pages as records of a WARC 1.1 archive, so that a run can be repeated without the web.
//!
//! Each record is bytes that stand for themselves, a gzip member of its own where that is wanted, so that an archive
//! is their concatenation and can be read from any record on. Bodies are stored decoded, as Common Crawl does;
//! header fields that no longer hold (`Content-Encoding`, `Content-Length`, `Transfer-Encoding`) keep their value
//! under the name `X-Archive-Orig-…`. HTTP/2 is written in the form of HTTP/1.1, with the field `WARC-Protocol`. When a
//! feed or news sitemap says when a page was published, that stands in [`PUBLISHED`].

use std::io::{self, Read, Write};
use std::time::SystemTime;

use flate2::Compression;
use flate2::write::GzEncoder;
use reqwest::Version;
use reqwest::header::{CONTENT_ENCODING, CONTENT_LENGTH, TRANSFER_ENCODING};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};

use super::super::Options;
use super::Page;

/// The field of a response record with the publication date that a feed or news sitemap gave, in its spelling.
pub const PUBLISHED: &str = "WARC-X-Listed-Published";

/// The record that an archive begins with.
pub fn info(options: &Options, gzip: bool) -> io::Result<Vec<u8>> {
    info_at(SystemTime::now(), options, gzip)
}

fn info_at(at: SystemTime, options: &Options, gzip: bool) -> io::Result<Vec<u8>> {
    let software = concat!("newsfacts/", env!("CARGO_PKG_VERSION"));
    let Options { user_agent, ignore_robots, .. } = options;
    let robots = if *ignore_robots { "ignore" } else { "obey" };
    let block = format!(
        "software: {software}\r\nformat: WARC File Format 1.1\r\nhttp-header-user-agent: {user_agent}\r\nrobots: {robots}\r\n"
    );
    let record = Record { kind: "warcinfo", media: "application/warc-fields", at, block: block.into_bytes() };
    record.bytes(&[], gzip)
}

/// A page as a response record.
pub fn response(mut page: Page, gzip: bool) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    page.body.read_to_end(&mut body)?;
    let mut block = head(&page, body.len());
    let payload_digest = labelled_digest(&body);
    block.append(&mut body);
    let mut fields = vec![("WARC-Target-URI", page.url.to_string()), ("WARC-Payload-Digest", payload_digest)];
    if let Some(from) = page.from {
        fields.push(("WARC-IP-Address", from.to_string()));
    }
    if page.version == Version::HTTP_2 {
        fields.push(("WARC-Protocol", "h2".to_owned()));
    }
    if let Some(published) = &page.listed {
        // A list's text must not end a line of ours.
        fields.push((PUBLISHED, published.chars().filter(|c| !c.is_control()).collect()));
    }
    Record { kind: "response", media: "application/http; msgtype=response", at: page.fetched, block }
        .bytes(&fields, gzip)
}

/// The response's status line and header fields.
fn head(page: &Page, length: usize) -> Vec<u8> {
    let reason = page.status.canonical_reason().unwrap_or_default();
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", page.status.as_u16()).into_bytes();
    for (name, value) in &page.headers {
        if [CONTENT_ENCODING, CONTENT_LENGTH, TRANSFER_ENCODING].contains(name) {
            head.extend_from_slice(b"X-Archive-Orig-");
        }
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(format!("Content-Length: {length}\r\n\r\n").as_bytes());
    head
}

struct Record {
    kind: &'static str,
    media: &'static str,
    at: SystemTime,
    block: Vec<u8>,
}

impl Record {
    fn bytes(self, fields: &[(&str, String)], gzip: bool) -> io::Result<Vec<u8>> {
        let Self { kind, media, at, block } = self;
        let date = jiff::Timestamp::try_from(at).map_err(io::Error::other)?.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let mut record = format!("WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: {}\r\n", id(fields, &date, &block));
        record.push_str(&format!("WARC-Date: {date}\r\n"));
        for (name, value) in fields {
            record.push_str(&format!("{name}: {value}\r\n"));
        }
        let digest = labelled_digest(&block);
        record.push_str(&format!("WARC-Block-Digest: {digest}\r\nContent-Type: {media}\r\n"));
        record.push_str(&format!("Content-Length: {}\r\n\r\n", block.len()));
        let mut bytes = record.into_bytes();
        bytes.extend_from_slice(&block);
        bytes.extend_from_slice(b"\r\n\r\n");
        if !gzip {
            return Ok(bytes);
        }
        let mut member = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::default());
        member.write_all(&bytes)?;
        member.finish()
    }
}

/// An id made of what the record holds: a UUID of version 8, whose bits are free.
fn id(fields: &[(&str, String)], date: &str, block: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in fields.iter().map(|(_, value)| value.as_bytes()).chain([date.as_bytes(), block]) {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
    }
    let hash = hasher.finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("<urn:uuid:{}-{}-{}-{}-{}>", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// `sha1:` and the digest in base 32, which all readers of archives understand.
fn labelled_digest(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let digest = digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes);
    // 160 bits are 32 digits of five bits, without padding.
    let mut text = String::from("sha1:");
    for five in digest.as_ref().chunks_exact(5) {
        let bits = five.iter().fold(0u64, |bits, &byte| bits << 8 | u64::from(byte));
        text.extend((0..8).rev().map(|at| char::from(ALPHABET[(bits >> (5 * at)) as usize & 31])));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_other_tools() {
        // The well-known digests of nothing and of "abc".
        assert_eq!(labelled_digest(b""), "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
        assert_eq!(labelled_digest(b"abc"), "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
    }

    #[test]
    fn an_archive_begins_with_its_origin() {
        let at = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_765_185_240);
        let options = Options { user_agent: "me/1.0 (+https://me.example)".to_owned(), ..Options::default() };
        let plain = String::from_utf8(info_at(at, &options, false).expect("made")).expect("text");
        assert!(plain.starts_with("WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:"), "{plain}");
        assert!(plain.contains("WARC-Date: 2025-12-08T09:14:00Z\r\n"), "{plain}");
        let (head, block) = plain.split_once("\r\n\r\n").expect("a head");
        let block = block.strip_suffix("\r\n\r\n").expect("an end");
        assert!(head.ends_with(&format!("Content-Length: {}", block.len())), "{head}");
        assert!(block.contains("http-header-user-agent: me/1.0 (+https://me.example)\r\nrobots: obey\r\n"), "{block}");
        let member = info_at(at, &options, true).expect("made");
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(&member[..]).read_to_string(&mut unpacked).expect("gzip");
        assert_eq!(unpacked, plain);
    }
}
