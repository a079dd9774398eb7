//! Which records hold a page or a text, told from the media type, the address, and the beginning of the body.
//!
//! Pages say what they are. Plain text is also what servers say of everything they know no better of, and what robots
//! read by the thousand; so a text is taken for an article's only if nothing speaks against it.

use super::super::kind::{self, InputFormat};
use super::http;

/// What a record holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A page.
    Page,
    /// A text, as somebody has taken it from a page.
    Text,
    /// A page or a text, or something else that goes under its name: the bytes decide.
    Plain,
    /// Neither.
    Other,
}

/// Files for machines that are served as plain text.
const FOR_MACHINES: &[&str] = &["robots.txt", "ads.txt", "app-ads.txt", "humans.txt", "security.txt", "llms.txt"];

/// Endings of names of code and data.
const NO_TEXT: &[&str] =
    &["css", "csv", "ics", "js", "json", "m3u8", "map", "mjs", "rss", "srt", "svg", "tsv", "vcf", "vtt", "xml", "yaml"];

/// What a record of this type, with this message and address, holds.
pub(super) fn sort(kind: &str, message: &http::Head, address: Option<&str>) -> Sort {
    if message.is("text/html") || message.is("application/xhtml+xml") {
        return Sort::Page;
    }
    if !message.is("text/plain") && !message.is("") {
        return Sort::Other;
    }
    if kind == "conversion" {
        return if message.is("") { Sort::Other } else { Sort::Text };
    }
    // Crawlers keep their own notes as resources, under addresses of their own making.
    let address = address.unwrap_or_default();
    let is_of_web = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
    let name = name(address).to_ascii_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_text = is_of_web && !FOR_MACHINES.contains(&&*name) && !NO_TEXT.contains(&ending);
    if is_text { Sort::Plain } else { Sort::Other }
}

/// Whether the bytes of something [plain](Sort::Plain) are a page or a text; `None` where they are neither.
pub(super) fn of_plain(bytes: &[u8], address: Option<&str>) -> Option<Sort> {
    let start = &bytes[..bytes.len().min(4096)];
    match kind::find("", name(address.unwrap_or_default()), start) {
        Ok(InputFormat::Html) => Some(Sort::Page),
        Ok(InputFormat::Text) if !bytes.trim_ascii().is_empty() => Some(Sort::Text),
        _ => None,
    }
}

/// The name of the file in an address.
fn name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_speaks_against_a_text_counts() {
        let cases = [
            ("response", "text/html; charset=utf-8", "https://n.example/a", Sort::Page),
            ("conversion", "text/plain", "https://n.example/a", Sort::Text),
            ("response", "text/plain", "https://n.example/a", Sort::Plain),
            ("response", "TEXT/PLAIN;charset=x", "http://n.example/2025.12.txt?x=/b.js", Sort::Plain),
            ("response", "", "https://n.example/", Sort::Plain),
            ("resource", "text/plain", "https://n.example/release", Sort::Plain),
            ("resource", "text/plain", "metadata://gnu.org/software/wget/warc/MANIFEST.txt", Sort::Other),
            ("response", "text/plain", "https://n.example/robots.txt", Sort::Other),
            ("response", "text/plain", "https://n.example/.well-known/security.txt", Sort::Other),
            ("response", "text/plain", "https://n.example/lib.min.JS?v=1", Sort::Other),
            ("response", "", "", Sort::Other),
            ("response", "text/dns", "dns:n.example", Sort::Other),
            ("response", "application/json", "https://n.example/a", Sort::Other),
        ];
        for (kind, media, address, expected) in cases {
            let found = sort(kind, &http::Head::of_media(media), Some(address));
            assert_eq!(found, expected, "{kind} {media} {address}");
        }
    }

    #[test]
    fn the_bytes_decide_what_plain_text_is() {
        let of = |bytes: &[u8]| of_plain(bytes, Some("https://n.example/story"));
        assert_eq!(of(b"HANOI - Exports rose 5.9%."), Some(Sort::Text));
        assert_eq!(of(b"\n<!DOCTYPE html><p>Exports"), Some(Sort::Page));
        for neither in [&b""[..], b" \r\n", b"{\"status\": \"ok\"}", b"WARC/1.0\r\n"] {
            assert_eq!(of(neither), None, "{neither:?}");
        }
    }
}
