//! Web archives for tests and measurements: made of the fixture pages, the same every time.
#![allow(dead_code, reason = "each program that uses this uses a part of it")]

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::{Compression, write::GzEncoder};

/// The fixture pages, each with what news pages carry around a few kilobytes of text: styles, menus, and a state for
/// scripts that compresses as badly as real ones.
pub fn pages() -> Vec<String> {
    let item = "<li class=\"menu__item menu__item--level-2\" data-index=\"7\"><a href=\"/section/economy/page\" class=\"menu__link\" \
        aria-label=\"Economy\"><svg viewBox=\"0 0 24 24\"><path d=\"M0 0h24v24H0z\"/></svg><span>Economy</span></a></li>";
    let menu = format!("<nav class=\"menu\"><ul>{}</ul></nav></body>", item.repeat(250));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    let mut sources: Vec<String> = fs::read_dir(folder)
        .expect("the fixtures")
        .filter_map(|entry| fs::read_to_string(entry.expect("an entry").path().join("source.html")).ok())
        .filter(|page| page.contains("</head>") && page.contains("</body>"))
        .collect();
    sources.sort();
    let mut random = 1u64;
    let mut word = move || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:012x}", random >> 16)
    };
    let mut pages = Vec::new();
    for n in 0..20 {
        for source in &sources {
            let state: String =
                (0..800 + 60 * n).map(|_| format!("{{\"id\":\"{}\",\"type\":\"item\"}},", word())).collect();
            let head = format!("<style>{}</style><script>s=[{state}]</script></head>", ".a{color:red}".repeat(1_500));
            pages.push(source.replacen("</head>", &head, 1).replacen("</body>", &menu, 1));
        }
    }
    pages
}

/// A response record with this page.
pub fn record(address: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let http = format!("HTTP/1.1 {head}\r\n\r\n");
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\n\
         Content-Length: {}\r\n\r\n",
        http.len() + body.len()
    );
    [warc.as_bytes(), http.as_bytes(), body, b"\r\n\r\n"].concat()
}

/// A record of another type.
pub fn request(address: &str) -> Vec<u8> {
    format!(
        "WARC/1.0\r\nWARC-Type: request\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=request\r\n\
         Content-Length: 18\r\n\r\nGET / HTTP/1.1\r\n\r\n\r\n\r\n"
    )
    .into_bytes()
}

/// One gzip member.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("compressed");
    encoder.finish().expect("compressed")
}

/// A response and the request that it answers, each as a member, as crawlers write them.
pub fn members(address: &str, page: &str) -> Vec<u8> {
    let response = record(address, "200 OK\r\nContent-Type: text/html; charset=utf-8", page.as_bytes());
    [gzip(&request(address)), gzip(&response)].concat()
}
