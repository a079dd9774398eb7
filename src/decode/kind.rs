//! What kind of document some bytes are: by their media type, their name, their beginning, in this order.

use super::{Failure, tar};
use crate::error::Code;

/// A format that articles are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputFormat {
    /// Plain text: the article's own text.
    Text,
    /// A web page.
    Html,
    /// One JSON object of an article a line.
    Jsonl,
    /// A web archive: the pages in it.
    Warc,
    /// An archive of files, each read by its name.
    Tar,
}

/// What files must be called to be read, in words.
pub const NAMES: &str = ".txt, .html, .htm, .jsonl, .warc or .tar (also with .gz or .zst)";

/// Endings of names, lower case, without `.gz` or `.zst`.
const ENDINGS: &[(&str, InputFormat)] = &[
    ("txt", InputFormat::Text),
    ("text", InputFormat::Text),
    ("html", InputFormat::Html),
    ("htm", InputFormat::Html),
    ("xhtml", InputFormat::Html),
    ("jsonl", InputFormat::Jsonl),
    ("ndjson", InputFormat::Jsonl),
    ("warc", InputFormat::Warc),
    // Common Crawl's archives of text alone, `.warc.wet.gz`.
    ("wet", InputFormat::Warc),
    ("tar", InputFormat::Tar),
    ("tgz", InputFormat::Tar),
];

/// Media types, without parameters.
const MEDIA_TYPES: &[(&str, InputFormat)] = &[
    ("text/html", InputFormat::Html),
    ("application/xhtml+xml", InputFormat::Html),
    ("application/x-ndjson", InputFormat::Jsonl),
    ("application/jsonl", InputFormat::Jsonl),
    ("application/x-jsonlines", InputFormat::Jsonl),
    ("application/warc", InputFormat::Warc),
    ("application/x-tar", InputFormat::Tar),
];

/// Families of media types that are never text.
const NO_TEXT: &[&str] = &["image/", "audio/", "video/", "font/", "application/pdf", "application/zip"];

/// Whether a file of this name is read when a directory is walked.
pub fn knows_name(name: &str) -> bool {
    by_name(name).is_some()
}

/// The kind of a document, or why it is none.
pub(super) fn find(media: &str, name: &str, start: &[u8]) -> Result<InputFormat, Failure> {
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if NO_TEXT.iter().any(|family| media.starts_with(family)) {
        return Err((Code::NotText, format!("{media} is no text")));
    }
    let by_media = MEDIA_TYPES.iter().find(|(known, _)| *known == media).map(|&(_, format)| format);
    Ok(by_media.or_else(|| by_name(name)).unwrap_or_else(|| by_start(start)))
}

/// The kind of document that a file of this name holds.
pub(super) fn by_name(name: &str) -> Option<InputFormat> {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let (_, ending) = name.rsplit_once('.')?;
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|&(_, format)| format)
}

/// The kind that the beginning looks like. A page starts with markup or names its root soon; a line of JSON starts
/// with a brace and a quoted key.
fn by_start(start: &[u8]) -> InputFormat {
    if start.starts_with(b"WARC/") {
        return InputFormat::Warc;
    }
    if tar::begins(start) {
        return InputFormat::Tar;
    }
    let text: String = start.iter().filter(|&&b| b != 0).map(|&b| b.to_ascii_lowercase() as char).collect();
    let text = text.trim_start_matches(['\u{ef}', '\u{bb}', '\u{bf}', '\u{ff}', '\u{fe}']).trim_start();
    let object = text.strip_prefix('{').map(str::trim_start).is_some_and(|rest| rest.starts_with('"'));
    if object {
        return InputFormat::Jsonl;
    }
    let markup = text
        .strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?'));
    if markup || text.contains("<html") || text.contains("<!doctype html") {
        InputFormat::Html
    } else {
        InputFormat::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_type_then_name_then_content() {
        use InputFormat::{Html, Jsonl, Tar, Text, Warc};
        let cases: &[(&str, &str, &[u8], InputFormat)] = &[
            ("text/html; charset=utf-8", "story.jsonl", b"", Html),
            ("text/plain", "story.html", b"", Html),
            ("", "A.HTM.GZ", b"", Html),
            ("", "a.jsonl", b"<p>", Jsonl),
            ("", "a.txt", b"<p>", Text),
            ("", "CC-NEWS-20251208.warc.gz", b"", Warc),
            ("", "pages.tar.zst", b"", Tar),
            ("", "pages.tgz", b"", Tar),
            ("", "", b"WARC/1.0\r\n", Warc),
            ("", "story", b"\n <!DOCTYPE html>", Html),
            ("", "story", b"\xff\xfe<\0h\0t\0m\0l\0>\0", Html),
            ("", "", b"\xef\xbb\xbf{ \"id\": 1}", Jsonl),
            ("", "", b"{not json", Text),
            ("", "", b"<5% of exports", Text),
            ("", "", b"Exports rose 5%.", Text),
        ];
        for &(media, name, start, format) in cases {
            assert_eq!(find(media, name, start), Ok(format), "{media} {name}");
        }
        assert_eq!(find("application/pdf", "a.html", b"").map_err(|(code, _)| code), Err(Code::NotText));
    }
}
