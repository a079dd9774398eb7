//! The HTTP message in a response record: status, media type, and the body as it was meant.
//!
//! Archives differ in what they keep: some the bytes as they came (chunked, compressed), others the decoded body with
//! the old headers beside it. So the headers are taken as a hint, and the bytes decide.

use std::io::{self, Read};

use super::head::{field, read_line};
use super::members::Members;
use crate::decode::compression::{self, Codec};
use crate::decode::{Failure, charset, source::Source};
use crate::error::Code;

/// The longest head that is read; cookies and security policies make some of them long.
const LONGEST: usize = 256 << 10;

/// What is used of a message's head.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub status: u16,
    pub media: String,
    chunked: bool,
    encoding: String,
}

impl Head {
    /// The head of what came by no HTTP.
    pub(super) fn of_media(media: &str) -> Self {
        Self { status: 200, media: media.to_owned(), chunked: false, encoding: String::new() }
    }

    /// Reads the head of the message in the block at hand. What is none has the status 0.
    pub(super) fn read(members: &mut Members) -> io::Result<Self> {
        let mut block = members.block();
        let mut head = Self { status: 0, ..Self::of_media("") };
        let mut line = Vec::new();
        let mut left = LONGEST;
        if !read_line(&mut block, &mut line, &mut left)? || !line.starts_with(b"HTTP/") {
            return Ok(head);
        }
        let status = String::from_utf8_lossy(&line);
        let status = status.split_ascii_whitespace().nth(1).and_then(|word| word.parse().ok()).unwrap_or_default();
        loop {
            if !read_line(&mut block, &mut line, &mut left)? {
                return Ok(head);
            }
            if line.is_empty() {
                head.status = status;
                return Ok(head);
            }
            let Some((name, value)) = field(&line) else { continue };
            match name.to_ascii_lowercase().as_str() {
                "content-type" => head.media = value,
                "content-encoding" => head.encoding = value.to_ascii_lowercase(),
                "transfer-encoding" => head.chunked = value.to_ascii_lowercase().contains("chunked"),
                _ => {}
            }
        }
    }

    /// Whether the media type, without its parameters, is this one.
    pub(super) fn is(&self, media: &str) -> bool {
        self.media.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(media)
    }

    /// The body without the encodings that it really has.
    pub(super) fn decode(&self, body: Vec<u8>, limit: u64) -> Result<Vec<u8>, Failure> {
        let body = match self.chunked.then(|| unchunked(&body)).flatten() {
            Some(whole) => whole,
            None => body,
        };
        let codec = Codec::of(&body);
        if codec != Codec::Plain {
            let reader = compression::all(Source::new(Box::new(io::Cursor::new(body))), codec);
            return reader.and_then(|reader| bounded(reader, limit)).map_err(damaged)?.ok_or_else(|| over(limit));
        }
        // Neither has a magic number of its own, so only bytes that are no text are taken for them.
        if !matches!(self.encoding.as_str(), "br" | "deflate") || !charset::is_binary(&body) {
            return Ok(body);
        }
        let reader: Box<dyn Read> = match self.encoding.as_str() {
            "br" => Box::new(brotli_decompressor::Decompressor::new(io::Cursor::new(body), 4096)),
            _ if body.first() == Some(&0x78) => Box::new(flate2::read::ZlibDecoder::new(io::Cursor::new(body))),
            _ => Box::new(flate2::read::DeflateDecoder::new(io::Cursor::new(body))),
        };
        bounded(reader, limit).map_err(damaged)?.ok_or_else(|| over(limit))
    }
}

fn bounded(reader: impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

fn over(limit: u64) -> Failure {
    (Code::TooLarge, format!("larger than the limit of {limit} bytes"))
}

fn damaged(error: io::Error) -> Failure {
    (Code::BadCompression, format!("the page's own compression is damaged: {error}"))
}

/// The body without its chunk sizes; `None` where it has none.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(rest.len());
    loop {
        let end = rest.windows(2).position(|pair| pair == b"\r\n")?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 2..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(..size)?);
        rest = rest[size..].strip_prefix(b"\r\n")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    const PAGE: &[u8] = b"<p>Exports rose 5.9% in November from a year earlier, the customs office said.</p>";

    fn head(encoding: &str, chunked: bool) -> Head {
        Head { encoding: encoding.to_owned(), chunked, ..Head::of_media("text/html") }
    }

    fn chunked(body: &[u8]) -> Vec<u8> {
        let (one, two) = body.split_at(body.len() / 2);
        let size = |piece: &[u8]| format!("{:X};x=y\r\n", piece.len()).into_bytes();
        [&size(one), one, b"\r\n", &size(two), two, b"\r\n0\r\n\r\n"].concat()
    }

    fn gzip(body: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(body).expect("compressed");
        encoder.finish().expect("compressed")
    }

    fn zlib(body: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(body).expect("compressed");
        encoder.finish().expect("compressed")
    }

    #[test]
    fn the_bytes_decide_and_not_the_headers() {
        let page = PAGE.to_vec();
        // As it came, then with the headers of what it was before it was decoded, then without any.
        for (head, body) in [
            (head("gzip", true), chunked(&gzip(PAGE))),
            (head("gzip", true), gzip(PAGE)),
            (head("gzip", true), page.clone()),
            (head("br", true), page.clone()),
            (head("deflate", false), page.clone()),
            (head("deflate", false), zlib(PAGE)),
            (head("", true), chunked(PAGE)),
            (head("", false), gzip(PAGE)),
            (head("", false), page.clone()),
        ] {
            assert_eq!(head.decode(body, 1000).as_ref(), Ok(&page), "{head:?}");
        }
    }

    #[test]
    fn what_is_damaged_or_too_large_says_so() {
        let code = |head: Head, body: Vec<u8>| head.decode(body, 1000).map_err(|(code, _)| code);
        assert_eq!(code(head("gzip", false), gzip(PAGE)[..40].to_vec()), Err(Code::BadCompression));
        assert_eq!(code(head("gzip", false), gzip(&[b'x'; 5000])), Err(Code::TooLarge));
        assert_eq!(code(head("br", false), vec![1; 500]), Err(Code::BadCompression));
        // A number and a line break are not yet chunks.
        assert_eq!(unchunked(b"5\r\nabc"), None);
        assert_eq!(unchunked(b"ffffffffffffffff\r\nabc\r\n"), None);
    }
}
