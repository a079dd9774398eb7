//! The head of a WARC record: its version line and named fields.

use std::io::{self, BufRead};

use super::members::Members;

/// The longest head that is read. Real ones have about a kilobyte.
const LONGEST: usize = 64 << 10;

/// What is used of a record's head.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// `WARC-Type`, lower case.
    pub kind: String,
    /// `Content-Length`, of the block.
    pub length: Option<u64>,
    /// `Content-Type`, of the block.
    pub media: String,
    /// `WARC-Target-URI`.
    pub address: Option<String>,
    /// When the page was published, as the feed or sitemap that led to it said: `newsfacts fetch` keeps it.
    pub listed: Option<String>,
}

impl Head {
    /// Reads a head up to and with its blank line; the message says what is wrong with what stands there instead.
    pub(super) fn read(members: &mut Members) -> io::Result<Result<Self, String>> {
        let mut reader = members.head();
        let mut line = Vec::new();
        let mut left = LONGEST;
        if !read_line(&mut reader, &mut line, &mut left)? || !line.starts_with(b"WARC/") {
            return Ok(Err("no WARC record begins here".to_owned()));
        }
        let mut head = Self::default();
        loop {
            if !read_line(&mut reader, &mut line, &mut left)? {
                return Ok(Err("the record's head is cut short or longer than any".to_owned()));
            }
            if line.is_empty() {
                return Ok(Ok(head));
            }
            let Some((name, value)) = field(&line) else { continue };
            match name.to_ascii_lowercase().as_str() {
                "warc-type" => head.kind = value.to_ascii_lowercase(),
                "content-length" => head.length = value.parse().ok(),
                "content-type" => head.media = value,
                "warc-x-listed-published" => head.listed = Some(value),
                // Some writers put the address between angle brackets.
                "warc-target-uri" => {
                    head.address =
                        Some(value.trim_matches(['<', '>']).to_owned()).filter(|address| !address.is_empty());
                }
                _ => {}
            }
        }
    }
}

/// Reads a line without its end; `false` where the input ends before, or after more than `left` bytes.
pub(super) fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>, left: &mut usize) -> io::Result<bool> {
    line.clear();
    loop {
        let buffer = reader.fill_buf()?;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let taken = end.map_or(buffer.len(), |end| end + 1);
        if buffer.is_empty() || taken > *left {
            return Ok(false);
        }
        line.extend_from_slice(&buffer[..taken]);
        reader.consume(taken);
        *left -= taken;
        if end.is_some() {
            line.pop();
            if line.last() == Some(&b'\r') {
                line.pop();
            }
            return Ok(true);
        }
    }
}

/// The name and the value of a field; `None` for a folded line and what is no field.
pub(super) fn field(line: &[u8]) -> Option<(&str, String)> {
    let colon = line.iter().position(|&byte| byte == b':')?;
    let name = std::str::from_utf8(&line[..colon]).ok()?;
    let legal = !name.is_empty() && !name.starts_with([' ', '\t']);
    legal.then(|| (name.trim_end(), String::from_utf8_lossy(&line[colon + 1..]).trim().to_owned()))
}
