//! Lists of every kind, good and bad, and pages that are none.

use std::io::Write;
use std::time::SystemTime;

use reqwest::header::HeaderMap;
use reqwest::{StatusCode, Version};
use tempfile::SpooledTempFile;

use super::*;
use crate::fetch::web::client::Answer;

const BASE: &str = "https://news.example/lists/x";

fn sort(bytes: &[u8], role: Role, is_home: bool) -> Result<Sort, Failure> {
    let mut body = SpooledTempFile::new(1 << 20);
    body.write_all(bytes).expect("written");
    let (status, version, headers) = (StatusCode::OK, Version::HTTP_11, HeaderMap::new());
    let answer = Answer { status, version, headers, body, from: None, at: SystemTime::UNIX_EPOCH };
    let url = Url::parse(BASE).expect("a URL");
    read(Page::new(BASE.to_owned(), url, answer, None).expect("a page"), role, is_home)
}

fn list(bytes: &[u8]) -> List {
    match sort(bytes, Role::Reference, false) {
        Ok(Sort::List(list)) => list,
        Ok(_) => panic!("no list: {}", String::from_utf8_lossy(bytes)),
        Err(failure) => List { links: Vec::new(), failure: Some(failure) },
    }
}

/// `path date` of each entry; the error's code at the end.
fn entries(bytes: &[u8]) -> Vec<String> {
    let List { links, failure } = list(bytes);
    let line = |link: Link| {
        let path = link.url.strip_prefix("https://news.example").unwrap_or(&link.url).to_owned();
        link.published.map_or(path.clone(), |date| format!("{path} {date}"))
    };
    links.into_iter().map(line).chain(failure.map(|failure| format!("{:?}", failure.code))).collect()
}

#[test]
fn feeds_of_every_kind() {
    let rss = r#"<?xml version="1.0"?><!-- made by hand --><!DOCTYPE rss><rss version="2.0"><channel>
        <title>News</title><link>https://news.example/</link><image><link>https://news.example/logo</link></image>
        <item><title>A</title><link> https://news.example/a?x=1&amp;y=2 </link><pubDate>Mon, 08 Dec 2025 09:14:00 GMT</pubDate>
          <source url="https://o.example"><link>no</link></source></item>
        <item><link><![CDATA[/b]]></link><dc:date>2025-12-08</dc:date></item>
        <item><guid>https://news.example/c</guid></item>
        <item><guid isPermaLink="false">https://news.example/no</guid></item>
        <item><atom:link rel="self" href="/no"/><link>/d?a=b&c=d</link><description>a & b &nbsp; <b>c</i><br>d</p></description></item>
        </channel></rss>"#;
    let good = ["/a?x=1&y=2 Mon, 08 Dec 2025 09:14:00 GMT", "/b 2025-12-08", "/c", "/d?a=b&c=d"];
    assert_eq!(entries(rss.as_bytes()), good);
    let rdf = br#"<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel><link>/no</link></channel>
        <item rdf:about="x"><link>/a</link><dc:date>2025-12-08T09:14:00Z</dc:date></item></rdf:RDF>"#;
    assert_eq!(entries(rdf), ["/a 2025-12-08T09:14:00Z"]);
    let atom = br#"<feed xmlns="http://www.w3.org/2005/Atom"><link href="/no"/><updated>2025-01-01</updated>
        <entry><link rel="enclosure" href="/no.mp3"/><link rel="alternate" type="text/html" href="a"/>
          <updated>2025-12-09</updated><published>2025-12-08T09:14:00Z</published></entry>
        <entry><link href="/b"/><updated>2025-12-07</updated><source><link href="/no"/><published>2024-01-01</published></source></entry>
        <entry><link href="/c.pdf" type="application/pdf"/><link href="/c" type="application/xhtml+html"/></entry></feed>"#;
    assert_eq!(entries(atom), ["/lists/a 2025-12-08T09:14:00Z", "/b 2025-12-07", "/c"]);
    let json =
        br#"{"version":"https:\/\/jsonfeed.org\/version\/1.1","items":[{"url":"/a","date_published":"2025-12-08"},
        {"external_url":"https://o.example/b"},{"id":"x"}]}"#;
    assert_eq!(entries(json), ["/a 2025-12-08", "https://o.example/b"]);
}

#[test]
fn addresses_are_relative_to_what_the_list_says() {
    let atom = b"<feed xml:base='/2025/'><entry xml:base='12/'><link href='a'/></entry><entry><link href='b'/></entry>\
        <entry xml:base='http://other.example/'><link href='/c'/></entry></feed>";
    assert_eq!(entries(atom), ["/2025/12/a", "/2025/b", "http://other.example/c"]);
    let rss = b"<rss xml:base='http://other.example/x/'><channel><item><link>../a?b#c</link></item>\
        <item><link>//third.example/d</link></item><item><link> </link></item></channel></rss>";
    assert_eq!(entries(rss), ["http://other.example/a?b#c", "http://third.example/d"]);
    assert_eq!(entries(b"<rss><channel><item><link>a</link></item></channel></rss>"), ["/lists/a"]);
}

#[test]
fn sitemaps_of_every_kind() {
    let news = br#"<?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
        <url><loc>https://news.example/a</loc><news:news><news:publication_date>2025-12-08</news:publication_date></news:news>
          <image:image><image:loc>https://news.example/no.png</image:loc></image:image></url>
        <url><loc>https://news.example/b</loc><lastmod>2025-12-09</lastmod></url><url><loc></loc></url></urlset>"#;
    assert_eq!(entries(news), ["/a 2025-12-08", "/b"]);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(news).expect("compressed");
    let gzip = gzip.finish().expect("compressed");
    assert_eq!(entries(&gzip), entries(news));
    assert_eq!(entries(&gzip[..gzip.len() - 20]).last().expect("an error"), "BadList");

    let index = b"<sitemapindex><sitemap><loc>https://news.example/1.xml.gz</loc><lastmod>2025-12-08</lastmod></sitemap></sitemapindex>";
    let links = list(index).links;
    assert_eq!((links[0].url.as_str(), links[0].role), ("https://news.example/1.xml.gz", Role::List { depth: 1 }));
}

#[test]
fn a_damaged_list_gives_what_came_before() {
    let cut = b"<rss><channel><item><link>/a</link></item><item><link>/b</li";
    assert_eq!(entries(cut), ["/a", "BadList"]);
    assert_eq!(entries(b"<rss><channel><item><link>/a</link></item><<<"), ["/a", "BadList"]);
    assert_eq!(entries(b"<rss><channel></channel></rss>"), ["Empty"]);
    assert_eq!(entries(br#"{"version":"https://jsonfeed.org/version/1","items":[{"url":"/a"},"#), ["BadList"]);
    let deep = format!("<rss><channel>{}<item><link>/a</link></item></channel></rss>", "<x>".repeat(100_000));
    assert_eq!(entries(deep.as_bytes()), ["BadList"]);
}

#[test]
fn lists_are_bounded() {
    let entry = |n: usize| format!("<url><loc>https://news.example/{n}</loc></url>");
    let many: String = (0..MAX_ENTRIES + 5).map(entry).collect();
    let found = entries(format!("<urlset>{many}</urlset>").as_bytes());
    assert_eq!((found.len(), found[MAX_ENTRIES].as_str()), (MAX_ENTRIES + 1, "TooLarge"));
    // A bomb: little to send, much to read.
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(b"<urlset><url><loc>/a</loc></url>").expect("compressed");
    for _ in 0..60 {
        gzip.write_all(&vec![b' '; 1 << 20]).expect("compressed");
    }
    assert_eq!(entries(&gzip.finish().expect("compressed")), ["/a", "TooLarge"]);
    let too_deep = sort(b"<urlset/>", Role::List { depth: MAX_DEPTH + 1 }, false);
    assert_eq!(too_deep.err().map(|failure| failure.code), Some(Code::TooDeep));
}

#[test]
fn pages_are_no_lists() {
    let pages: [&[u8]; 6] = [
        b"<!doctype html><html><p>rss feed urlset",
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><rss/></html>",
        b"{\"version\":\"1\",\"items\":[]}",
        b"Exports rose 5%.",
        b"",
        b"\x1f\x8b\x08damaged",
    ];
    for page in pages {
        let shown = String::from_utf8_lossy(page);
        assert!(matches!(sort(page, Role::Reference, false), Ok(Sort::Page(_))), "{shown}");
        assert!(matches!(sort(page, Role::Page, true), Ok(Sort::Page(_))), "{shown}");
        let code = sort(page, Role::List { depth: 1 }, false).err().map(|failure| failure.code);
        assert_eq!(code, Some(Code::BadList), "{shown}");
    }
    // What an entry of a feed leads to is a page, whatever it is.
    assert!(matches!(sort(b"<rss/>", Role::Page, false), Ok(Sort::Page(_))));
}

#[test]
fn a_home_page_names_its_feeds() {
    let page = br#"<html><head>
        <link rel="alternate" type="application/rss+xml" href="/feed">
        <link rel="ALTERNATE home" type="Application/Atom+XML; charset=utf-8" href="https://feeds.example/atom">
        <link rel="alternate" type="application/rss+xml" href="/feed">
        <link rel="alternate" type="application/rss+xml" href="/comments/feed/">
        <link rel="alternate" type="text/html" hreflang="de" href="/de/"><link rel="stylesheet" type="application/rss+xml" href="/s">
        </head><body><p>Welcome</p></body></html>"#;
    let Ok(Sort::List(list)) = sort(page, Role::Reference, true) else { panic!("a list") };
    let urls: Vec<&str> = list.links.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(urls, ["https://news.example/feed", "https://feeds.example/atom"]);
    let page = b"<base href='/de/x'><link rel=alternate type='application/rss+xml' href='feed'>";
    let Ok(Sort::List(list)) = sort(page, Role::Reference, true) else { panic!("a list") };
    assert_eq!(list.links[0].url, "https://news.example/de/feed");
    assert!(matches!(sort(b"<p>Welcome", Role::Reference, true), Ok(Sort::Home(_))));
    assert!(matches!(sort(page, Role::Reference, false), Ok(Sort::Page(_))));
}
