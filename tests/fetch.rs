//! `newsfacts fetch`, and URLs given to `extract`, as their users meet them.
#![cfg(feature = "cli")]

mod support;
mod web_server;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use support::{Run, command, newsfacts, newsfacts_on};
use web_server::{Server, answer, article, not_found, page};

/// A site with a feed of two articles and one that is gone.
fn site() -> Server {
    Server::start(|request| match request.path.as_str() {
        "/feed.xml" => answer(
            "200 OK\r\nContent-Type: application/rss+xml",
            "<rss><channel><item><link>/steel</link><pubDate>Mon, 08 Dec 2025 09:14:00 GMT</pubDate></item>\
             <item><link>/gone</link></item><item><link>/cars</link></item></channel></rss>",
        ),
        "/cars" => answer("200 OK\r\nContent-Type: text/html\r\nETag: \"1\"\r\nX-Odd: caf\u{e9}", article("cars")),
        "/steel" | "/phones" => page(&request.path[1..]),
        _ => not_found(),
    })
}

/// With arguments for a server on this machine.
fn locally<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [arguments, &["--allow-private", "--delay", "0"]].concat()
}

/// The records of an archive: heads and blocks, each a gzip member of its own.
fn records(path: &Path) -> Vec<(String, Vec<u8>)> {
    let bytes = fs::read(path).expect("an archive");
    let mut rest = &bytes[..];
    let mut found = Vec::new();
    while !rest.is_empty() {
        let mut record = Vec::new();
        flate2::bufread::GzDecoder::new(&mut rest).read_to_end(&mut record).expect("a member");
        let at = record.windows(4).position(|four| four == b"\r\n\r\n").expect("a head") + 4;
        let head = String::from_utf8(record[..at].to_vec()).expect("a text");
        assert!(head.starts_with("WARC/1.1\r\n"), "{head}");
        let length: usize = field(&head, "Content-Length").parse().expect("a number");
        assert_eq!(&record[at + length..], b"\r\n\r\n", "{head}");
        found.push((head, record[at..at + length].to_vec()));
    }
    found
}

fn field<'a>(head: &'a str, name: &str) -> &'a str {
    let value = head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    value.unwrap_or_else(|| panic!("{name} in {head}"))
}

#[test]
fn a_feed_and_a_list_become_an_archive() {
    let server = site();
    let folder = tempfile::tempdir().expect("a folder");
    let (archive, errors) = (folder.path().join("pages.warc.gz"), folder.path().join("errors.jsonl"));
    let (feed, list) = (server.url(1, "/feed.xml"), format!("no url\n\n{}\n", server.url(1, "/phones")));
    let (to, errors_to) = (archive.to_str().expect("UTF-8"), errors.to_str().expect("UTF-8"));
    let arguments =
        ["fetch", &feed, "--urls", "-", "-o", to, "--errors", errors_to, "--user-agent", "me/2 (+mailto:a@b.example)"];
    let run = newsfacts_on(&locally(&arguments), list.as_bytes());
    assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{}", run.stderr);
    assert_eq!(run.stderr, "newsfacts: 5 inputs: 3 pages, 2 errors\n");
    let told = Run::json(&fs::read_to_string(&errors).expect("written"));
    let told: Vec<String> = told.iter().map(|e| format!("{} {} {}", e["stage"], e["code"], e["input"])).collect();
    let gone = format!("\"fetch\" \"not_found\" \"{}\"", server.url(1, "/gone"));
    assert_eq!(told, [gone, "\"fetch\" \"bad_url\" \"-:1\"".to_owned()]);

    let records = records(&archive);
    let kinds: Vec<&str> = records.iter().map(|(head, _)| field(head, "WARC-Type")).collect();
    assert_eq!(kinds, ["warcinfo", "response", "response", "response"]);
    assert!(String::from_utf8_lossy(&records[0].1).contains("http-header-user-agent: me/2 (+mailto:a@b.example)\r\n"));
    for ((head, block), name) in records[1..].iter().zip(["steel", "cars", "phones"]) {
        assert_eq!(field(head, "WARC-Target-URI"), server.url(1, &format!("/{name}")));
        assert_eq!(field(head, "WARC-IP-Address"), "127.0.0.1");
        assert_eq!(field(head, "Content-Type"), "application/http; msgtype=response");
        assert!(field(head, "WARC-Payload-Digest").starts_with("sha1:"));
        let at = block.windows(4).position(|four| four == b"\r\n\r\n").expect("a head") + 4;
        let http = String::from_utf8_lossy(&block[..at]).into_owned();
        assert!(http.starts_with("HTTP/1.1 200 OK\r\n"), "{http}");
        assert_eq!(block[at..], *article(name).as_bytes());
        assert_eq!(field(&http, "Content-Length"), article(name).len().to_string());
    }
    assert_eq!(field(&records[1].0, "WARC-X-Listed-Published"), "Mon, 08 Dec 2025 09:14:00 GMT");
    assert!(!records[2].0.contains("Listed"), "{}", records[2].0);
    let ids: std::collections::BTreeSet<&str> = records.iter().map(|(head, _)| field(head, "WARC-Record-ID")).collect();
    assert_eq!(ids.len(), 4);
}

#[test]
fn a_feed_dates_the_articles_that_it_leads_to() {
    let server = site();
    let feed = server.url(1, "/feed.xml");
    let run = newsfacts(&locally(&["extract", &feed, "--only", "article", "--published", "2020-01-01"]));
    assert_eq!(run.status, 1, "{}", run.stderr);
    let articles = Run::json(&run.stdout);
    let told: Vec<String> = articles.iter().map(|a| format!("{} {}", a["title"], a["published"])).collect();
    assert_eq!(told, ["\"steel\" \"2025-12-08T09:14:00Z\"", "\"cars\" \"2020-01-01\""]);
    assert_eq!(Run::json(&run.stderr)[0]["code"], "not_found");
    assert!(run.stderr.contains("newsfacts: 3 inputs: 2 articles, 1 error"), "{}", run.stderr);
}

/// The bytes of a run but for what names the place of each article.
fn without_inputs(lines: &str) -> Vec<serde_json::Value> {
    let mut records = Run::json(lines);
    for record in &mut records {
        record.as_object_mut().expect("an object").remove("input");
    }
    records
}

#[test]
fn an_archive_gives_what_the_web_gave() {
    let server = site();
    let folder = tempfile::tempdir().expect("a folder");
    let archive = folder.path().join("pages.warc.gz");
    let to = archive.to_str().expect("UTF-8");
    let feed = server.url(1, "/feed.xml");
    let web = newsfacts(&locally(&["extract", &feed]));
    assert_eq!(newsfacts(&locally(&["fetch", &feed, "-o", to])).status, 1);
    let kept = newsfacts(&["extract", to]);
    assert_eq!(kept.status, 0, "{}", kept.stderr);
    assert_eq!(without_inputs(&kept.stdout), without_inputs(&web.stdout));
    assert_eq!(without_inputs(&kept.stdout)[0]["published"], "2025-12-08T09:14:00Z");
}

#[test]
fn a_run_from_the_cache_is_the_run_from_the_web() {
    let server = site();
    let folder = tempfile::tempdir().expect("a folder");
    let cache = folder.path().join("cache");
    let (steel, cars) = (server.url(1, "/steel"), server.url(1, "/cars"));
    let arguments = ["extract", &steel, &cars, "--cache", cache.to_str().expect("UTF-8")];
    let first = newsfacts(&locally(&arguments));
    assert_eq!(first.status, 0, "{}", first.stderr);
    let asked = server.requests().len();
    let offline = newsfacts(&locally(&[&arguments[..], &["--offline"]].concat()));
    assert_eq!((offline.status, &offline.stdout), (0, &first.stdout), "{}", offline.stderr);
    assert_eq!(server.requests().len(), asked);
}

#[test]
fn what_cannot_be_fetched_is_said() {
    let server = site();
    // Without the permission nothing on this machine is reached.
    let run = newsfacts(&["fetch", &server.url(1, "/cars"), "-o", "/dev/null"]);
    assert_eq!(
        (run.status, Run::json(&run.stderr)[0]["code"].as_str()),
        (1, Some("private_address")),
        "{}",
        run.stderr
    );
    let run = newsfacts(&["fetch", "pages/", "-o", "/dev/null"]);
    assert_eq!((run.status, Run::json(&run.stderr)[0]["code"].as_str()), (1, Some("bad_url")), "{}", run.stderr);
    assert!(server.requests().is_empty());
    for arguments in [
        &["fetch"][..],
        &["fetch", "--urls", "-", "-"],
        &["extract", "--urls", "-", "-"],
        &["fetch", "http://a.example", "--offline"],
        &["fetch", "http://a.example", "--user-agent", "1/x"],
        &["fetch", "http://a.example", "--user-agent", "me\nHost: x"],
        &["fetch", "http://a.example", "--delay", "-1"],
        &["fetch", "http://a.example", "--per-host", "0"],
        &["fetch", "http://a.example", "-o", "no/such/pages.warc.gz"],
    ] {
        let run = newsfacts(arguments);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn results_come_while_the_list_is_still_being_written() {
    let server = site();
    for subcommand in ["extract", "fetch"] {
        let mut child = command().args(locally(&[subcommand, "--urls", "-"])).spawn().expect("starts");
        let (mut list, stdout) = (child.stdin.take().expect("piped"), child.stdout.take().expect("piped"));
        let (to, results) = std::sync::mpsc::channel();
        let reader = std::thread::spawn(move || {
            let mut stdout = BufReader::new(stdout);
            loop {
                let buffer = stdout.fill_buf().expect("readable").to_vec();
                stdout.consume(buffer.len());
                if buffer.is_empty() || to.send(buffer).is_err() {
                    return;
                }
            }
        });
        let mut result = Vec::new();
        for name in ["cars", "steel"] {
            writeln!(list, "{}", server.url(1, &format!("/{name}"))).expect("written");
            list.flush().expect("written");
            let until = Instant::now() + Duration::from_secs(10);
            let is_there = |result: &[u8]| match subcommand {
                "extract" => String::from_utf8_lossy(result).contains(&format!("/{name}\",\"title\":\"{name}\"")),
                _ => {
                    // What has come so far is whole members.
                    let mut text = String::new();
                    let read = flate2::read::MultiGzDecoder::new(result).read_to_string(&mut text);
                    read.is_ok() && text.contains(&article(name))
                }
            };
            while !is_there(&result) {
                let left = until.saturating_duration_since(Instant::now());
                result.extend(results.recv_timeout(left).unwrap_or_else(|_| panic!("{subcommand}: nothing of {name}")));
            }
        }
        drop(list);
        assert!(child.wait().expect("ends").success());
        reader.join().expect("ends");
    }
}
