//! HTTP/2 as servers on the web speak it, over TLS: chosen when it is offered, and as bounded and polite as HTTP/1.1.
#![cfg(feature = "fetch")]

mod web_server;

use std::path::Path;
use std::time::{Duration, Instant};

use newsfacts::Code;
use newsfacts::fetch::web::{Web, warc};
use newsfacts::fetch::{Options, References};
use web_server::http2::{Http2Server, Turn};
use web_server::{article, certificate, gzip};

fn options(folder: &Path) -> Options {
    Options {
        allow_private: true,
        ca_certificates: Some(folder.join("ca.pem")),
        delay: Duration::ZERO,
        back_off: Duration::from_millis(10),
        read_timeout: Duration::from_millis(700),
        total_timeout: Duration::from_secs(2),
        max_bytes: 1 << 20,
        retries: 1,
        ..Options::default()
    }
}

fn references(server: &Http2Server, paths: &[&str]) -> References {
    let urls: Vec<_> = paths.iter().map(|path| Ok(server.url(path))).collect();
    Box::new(urls.into_iter())
}

fn page(title: &str) -> Turn {
    Turn::Answer(vec![("content-type".to_owned(), "text/html".to_owned())], article(title).into_bytes())
}

#[test]
fn pages_come_over_one_connection_and_the_host_is_still_treated_politely() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Http2Server::start(certificate(folder.path()), |path, _| page(path));
    let paths: Vec<String> = (0..30).map(|n| format!("/{n}")).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let pages: Vec<_> = Web::new(options(folder.path())).pages(references(&server, &paths)).collect();
    for (page, path) in pages.into_iter().zip(&paths) {
        let record = warc::response(page.expect("a page"), false).expect("a record");
        let record = String::from_utf8(record).expect("a text");
        assert!(record.contains("\r\nWARC-Protocol: h2\r\n"), "{record}");
        assert!(record.contains("\r\n\r\nHTTP/1.1 200 OK\r\n") && record.contains(&article(path)), "{record}");
    }
    let seen = server.seen();
    assert_eq!((seen.connections, seen.paths.len()), (1, 31), "{seen:?}");
    assert_eq!(seen.most, 2, "as many streams at a time as there may be requests");
}

#[test]
fn what_goes_wrong_on_a_stream_is_an_outcome_of_its_page_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let coded = |bytes: &[u8]| Turn::Answer(vec![("content-encoding".to_owned(), "gzip".to_owned())], gzip(bytes));
    let server = Http2Server::start(certificate(folder.path()), move |path, before| match path {
        "/reset" => Turn::Reset,
        "/reset-once" if before == 0 => Turn::Reset,
        "/away-once" if before == 0 => Turn::GoAway,
        "/drip" => Turn::Drip(Duration::from_millis(50)),
        "/bomb" => coded(&vec![b'x'; 20 << 20]),
        "/coded" => coded(article("coded").as_bytes()),
        "/large" => Turn::Answer(Vec::new(), vec![b'x'; 3 << 20]),
        "/headers" => {
            let field = |n: usize| (format!("x-flood-{n}"), "a".repeat(500));
            Turn::Answer((0..400).map(field).collect(), article("headers").into_bytes())
        }
        "/cut" => Turn::Answer(vec![("content-length".to_owned(), "100000".to_owned())], b"<html>".to_vec()),
        _ => page(path),
    });
    // One at a time, so that no page goes away with the connection of another.
    let options = Options { per_host: 1, ignore_robots: true, ..options(folder.path()) };
    let expected = [
        ("/good", None),
        ("/reset", Some(Code::Connect)),
        ("/reset-once", None),
        ("/away-once", None),
        ("/drip", Some(Code::Timeout)),
        ("/bomb", Some(Code::TooLarge)),
        ("/coded", None),
        ("/large", Some(Code::TooLarge)),
        ("/headers", Some(Code::Connect)),
        ("/cut", Some(Code::Connect)),
        ("/last", None),
    ];
    let began = Instant::now();
    let found: Vec<(&str, Option<Code>)> = expected
        .iter()
        .map(|(path, _)| *path)
        .zip(Web::new(options).pages(references(&server, &expected.map(|(path, _)| path))).map(|page| {
            page.map(|page| {
                let record = warc::response(page, false).expect("a record");
                let text = String::from_utf8(record).expect("a text");
                assert!(text.contains("<h1>"), "{text}");
            })
            .err()
            .map(|error| error.code)
        }))
        .collect();
    assert_eq!(found, expected);
    assert!(began.elapsed() < Duration::from_secs(15), "took {:?}", began.elapsed());
}
