//! The web as it is: servers that are slow, cut off, malformed, redirecting, rate-limiting, bombing. Whatever they do,
//! each URL is one outcome, the limits hold, and nothing hangs.
#![cfg(feature = "fetch")]

mod web_server;

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use newsfacts::Code;
use newsfacts::fetch::web::Web;
use newsfacts::fetch::{Fetcher, Options, Payload, Reference};
use web_server::{Reply, Server, answer, certificate, gzip, not_found, page, redirect};

/// Options for servers on this machine, without patience.
fn quick() -> Options {
    Options {
        allow_private: true,
        delay: Duration::ZERO,
        back_off: Duration::from_millis(10),
        connect_timeout: Duration::from_secs(2),
        read_timeout: Duration::from_millis(700),
        total_timeout: Duration::from_secs(1),
        max_bytes: 1 << 20,
        max_redirects: 3,
        ..Options::default()
    }
}

type Outcome = Result<String, Code>;

fn body(payload: Payload) -> String {
    let mut payload = payload;
    let mut text = String::new();
    payload.body.read_to_string(&mut text).expect("a text");
    text
}

fn payloads(urls: &[String], options: &Options) -> Vec<Result<Payload, newsfacts::Error>> {
    Fetcher::new(options).open(&Reference::Urls(urls.to_vec())).collect()
}

fn outcomes(urls: &[String], options: &Options) -> Vec<Outcome> {
    payloads(urls, options).into_iter().map(|p| p.map(body).map_err(|error| error.code)).collect()
}

fn outcome(url: &str, options: &Options) -> Outcome {
    let mut found = outcomes(&[url.to_owned()], options);
    assert_eq!(found.len(), 1, "{url}");
    found.remove(0)
}

const KINDS: [(&str, Option<Code>); 10] = [
    ("good", None),
    ("moved", None),
    ("busy", None),
    ("missing", Some(Code::NotFound)),
    ("broken", Some(Code::HttpStatus)),
    ("cut", Some(Code::Connect)),
    ("malformed", Some(Code::Connect)),
    ("slow", Some(Code::Timeout)),
    ("bomb", Some(Code::TooLarge)),
    ("loop", Some(Code::TooManyRedirects)),
];

#[test]
fn a_thousand_urls_with_every_fault_give_a_thousand_outcomes() {
    const URLS: usize = 1000;
    const HOSTS: usize = 20;
    let delay = Duration::from_millis(40);
    let bomb = gzip(&vec![b'x'; 20 << 20]);
    let server = Server::start(move |request| {
        let kind = request.path.split('/').nth(1).unwrap_or_default();
        if matches!(kind, "moved" | "missing" | "broken") {
            // Some take their time, so that requests would pile up if nothing held them back.
            std::thread::sleep(Duration::from_millis(200));
        }
        match kind {
            "good" => page(&request.path),
            "moved" => redirect(&request.path.replace("moved", "good")),
            "busy" if request.before == 0 => answer("429 Too Many Requests\r\nRetry-After: 0", ""),
            "busy" => page(&request.path),
            "broken" => answer("503 Service Unavailable", ""),
            "cut" => Reply::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<html>".to_vec()),
            "malformed" => Reply::Bytes(b"HTTP/9 \x00\xff what?\r\n\r\n".to_vec()),
            "slow" => {
                Reply::Drip(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".to_vec(), Duration::from_millis(100))
            }
            "bomb" => answer("200 OK\r\nContent-Encoding: gzip", &bomb),
            "loop" => redirect(&request.path),
            _ => not_found(),
        }
    });
    let urls: Vec<String> = (0..URLS)
        .map(|n| {
            let (host, kind) = (1 + n / KINDS.len() % HOSTS, KINDS[n % KINDS.len()].0);
            server.url(host as u8, &format!("/{kind}/{n}"))
        })
        .collect();
    // Patience enough for what is well on a loaded machine.
    let patience = Duration::from_millis(2500);
    let options = Options {
        delay,
        retries: 2,
        max_redirects: 2,
        read_timeout: patience,
        total_timeout: patience,
        connect_timeout: 2 * patience,
        ..quick()
    };
    let start = Instant::now();
    let found = outcomes(&urls, &options);
    let took = start.elapsed();

    assert_eq!(found.len(), URLS);
    for (n, (outcome, url)) in found.iter().zip(&urls).enumerate() {
        let expected = KINDS[n % KINDS.len()].1;
        assert_eq!(outcome.as_ref().err().copied(), expected, "{url}");
        if let Ok(text) = outcome {
            assert!(text.contains(&format!("/{n}</title>")), "{url} is out of order: {text}");
        }
    }
    assert!(took < Duration::from_secs(40), "took {took:?}");

    // Manners, as the servers saw them.
    assert!(server.most().values().all(|&most| most <= 2), "{:?}", server.most());
    let mut starts: BTreeMap<String, Vec<Instant>> = BTreeMap::new();
    for request in server.requests() {
        let agent = concat!("newsfacts/", env!("CARGO_PKG_VERSION"));
        assert_eq!(request.headers.get("user-agent").map(String::as_str), Some(agent));
        if request.path != "/robots.txt" {
            starts.entry(request.host).or_default().push(request.at);
        }
    }
    assert_eq!(server.count("/robots.txt"), HOSTS, "asked for once a host");
    assert_eq!(starts.len(), HOSTS);
    // What the network and a loaded machine may bring together.
    let slack = Duration::from_millis(250);
    for (host, times) in &mut starts {
        times.sort();
        for (i, first) in times.iter().enumerate() {
            for (n, later) in times[i..].iter().enumerate() {
                let gap = later.duration_since(*first);
                assert!(gap + slack >= delay * n as u32, "{host}: {n} requests after {gap:?}");
            }
        }
    }
}

#[test]
fn a_page_comes_with_its_metadata_after_redirects() {
    let server = Server::start(|request| match request.path.as_str() {
        "/" => redirect("news/?a#part"),
        "/news/?a" => redirect("/news/story.html"),
        "/news/story.html" => answer("200 OK\r\nContent-Type: text/html; charset=iso-8859-2", "<p>x"),
        _ => not_found(),
    });
    let url = server.url(1, "/");
    let payload = payloads(std::slice::from_ref(&url), &quick()).remove(0).expect("a page");
    assert_eq!(payload.content_type.as_deref(), Some("text/html; charset=iso-8859-2"));
    assert_eq!(payload.url, Some(server.url(1, "/news/story.html")));
    assert_eq!(payload.name.as_deref(), Some("story.html"));
    assert_eq!(payload.input, url);
    assert_eq!(body(payload), "<p>x");
}

#[test]
fn hostile_answers_are_refused_in_time() {
    let flood =
        format!("200 OK\r\n{}X-Last: 1", "X-Flood: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n".repeat(100_000));
    let server = Server::start(move |request| match request.path.as_str() {
        "/silent" => {
            std::thread::sleep(Duration::from_secs(3));
            page("late")
        }
        "/headers" => answer(&flood, ""),
        "/endless-head" => Reply::Drip(b"HTTP/1.1 200 OK\r\nX: ".to_vec(), Duration::from_millis(50)),
        "/endless-interim" => Reply::Bytes(b"HTTP/1.1 100 Continue\r\n\r\n".repeat(100_000)),
        "/endless-chunks" => Reply::Bytes(
            [&b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"[..], &b"400\r\n"[..], &vec![b'x'; 4 << 20]]
                .concat(),
        ),
        "/damaged" => answer("200 OK\r\nContent-Encoding: gzip", &gzip(b"Exports rose by five percent.")[..20]),
        "/large" => answer("200 OK", vec![b'x'; 2 << 20]),
        "/scheme" => redirect("ftp://127.0.0.1/"),
        "/file" => redirect("file:///etc/passwd"),
        "/nowhere" => redirect("http://"),
        "/unasked" => answer("304 Not Modified", ""),
        "/closed" => Reply::Bytes(Vec::new()),
        _ => not_found(),
    });
    let options = Options { retries: 1, ..quick() };
    for (path, code) in [
        ("/silent", Code::Timeout),
        ("/headers", Code::Connect),
        ("/endless-head", Code::Timeout),
        ("/endless-interim", Code::Connect),
        ("/endless-chunks", Code::Connect),
        ("/damaged", Code::BadCompression),
        ("/large", Code::TooLarge),
        ("/scheme", Code::BadUrl),
        ("/file", Code::BadUrl),
        ("/nowhere", Code::BadUrl),
        ("/unasked", Code::HttpStatus),
        ("/closed", Code::Connect),
        ("/missing", Code::NotFound),
    ] {
        let start = Instant::now();
        assert_eq!(outcome(&server.url(1, path), &options), Err(code), "{path}");
        assert!(start.elapsed() < Duration::from_secs(6), "{path} took {:?}", start.elapsed());
    }
    for (url, code) in [
        ("http://127.0.0.1:1/", Code::Connect),
        ("ftp://news.example/", Code::BadUrl),
        ("http://", Code::BadUrl),
        ("http://no-such-host.invalid/", Code::Connect),
        ("not a url", Code::BadUrl),
    ] {
        assert_eq!(outcome(url, &options), Err(code), "{url}");
    }
}

#[test]
fn every_content_coding_is_understood() {
    let text = b"Exports rose.";
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    zlib.write_all(text).expect("compressed");
    // The last two as the formats wrap bytes that they do not compress.
    let coded: [(&str, Vec<u8>); 4] = [
        ("gzip", gzip(text)),
        ("deflate", zlib.finish().expect("compressed")),
        ("br", [&b"\x0b\x06\x80"[..], text, b"\x03"].concat()),
        ("zstd", [&b"\x28\xb5\x2f\xfd\x20\x0d\x69\x00\x00"[..], text].concat()),
    ];
    let script = coded.clone();
    let server = Server::start(move |request| {
        let accepted = request.headers.get("accept-encoding").cloned().unwrap_or_default();
        match script.iter().find(|(coding, _)| request.path[1..] == **coding && accepted.contains(coding)) {
            Some((coding, body)) => answer(&format!("200 OK\r\nContent-Encoding: {coding}"), body),
            None => not_found(),
        }
    });
    for (coding, _) in &coded {
        assert_eq!(
            outcome(&server.url(1, &format!("/{coding}")), &quick()),
            Ok("Exports rose.".to_owned()),
            "{coding}"
        );
    }
}

#[test]
fn private_addresses_are_refused_by_literal_and_name() {
    let server = Server::start(|request| match request.path.as_str() {
        "/a" => page("inside"),
        _ => not_found(),
    });
    let port = server.port;
    let closed = Options { allow_private: false, retries: 0, ..quick() };
    for host in
        ["127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"]
    {
        let url = format!("http://{host}:{port}/a");
        assert_eq!(outcome(&url, &closed), Err(Code::PrivateAddress), "{url}");
    }
    assert!(server.requests().is_empty(), "nothing was asked for");
    assert!(outcome(&format!("http://localhost:{port}/a"), &quick()).is_ok());
}

#[test]
fn a_failure_that_may_pass_is_tried_again_and_others_are_not() {
    let server = Server::start(|request| {
        let (kind, times) = request.path[1..].split_once('/').expect("a kind and a number");
        if request.before >= times.parse().expect("a number") {
            return page("here");
        }
        match kind {
            "cut" => Reply::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx".to_vec()),
            "close" => Reply::Bytes(Vec::new()),
            status => answer(&format!("{status} Sorry"), ""),
        }
    });
    for kind in ["408", "425", "429", "500", "502", "503", "504", "cut", "close"] {
        let path = format!("/{kind}/2");
        assert!(outcome(&server.url(1, &path), &Options { ignore_robots: true, ..quick() }).is_ok(), "{kind}");
        assert_eq!(server.count(&path), 3, "{kind}");
    }
    for kind in ["400", "401", "403", "404", "410", "418", "451", "501"] {
        let path = format!("/{kind}/1");
        assert!(outcome(&server.url(1, &path), &Options { ignore_robots: true, ..quick() }).is_err(), "{kind}");
        assert_eq!(server.count(&path), 1, "{kind}");
    }
    let path = "/503/9";
    assert_eq!(
        outcome(&server.url(1, path), &Options { ignore_robots: true, retries: 2, ..quick() }),
        Err(Code::HttpStatus)
    );
    assert_eq!(server.count(path), 3);
}

#[test]
fn a_server_that_asks_for_quiet_gets_it_within_reason() {
    let server = Server::start(|request| match request.path.as_str() {
        "/soon" if request.before == 0 => answer("429 Slow down\r\nRetry-After: 1", ""),
        "/late" => answer("503 Later\r\nRetry-After: 86400", ""),
        "/robots.txt" => not_found(),
        _ => page("here"),
    });
    let urls = ["/soon", "/other", "/another"].map(|path| server.url(1, path));
    let options = Options { per_host: 1, ..quick() };
    assert!(outcomes(&urls, &options).iter().all(Result::is_ok));
    let times: Vec<Instant> =
        server.requests().into_iter().filter(|r| r.path != "/robots.txt").map(|request| request.at).collect();
    // The whole host is left alone, not only the page.
    assert_eq!(times.len(), 4);
    assert!(times[1].duration_since(times[0]) >= Duration::from_millis(950), "{times:?}");
    let start = Instant::now();
    assert_eq!(outcome(&server.url(2, "/late"), &options), Err(Code::HttpStatus));
    assert!(start.elapsed() < Duration::from_secs(2));
    assert_eq!(server.count("/late"), 1);
}

#[test]
fn robots_txt_is_obeyed() {
    let server = Server::start(|request| match (request.host.as_str(), request.path.as_str()) {
        ("127.0.0.1", "/robots.txt") => answer(
            "200 OK",
            "User-agent: *\nDisallow: /\n\nUser-agent: newsfacts\nCrawl-delay: 0.2\nDisallow: /private\nAllow: /private/but",
        ),
        ("127.0.0.2", "/robots.txt") => answer("403 Forbidden", ""),
        ("127.0.0.3", "/robots.txt") => answer("500 Oops", ""),
        ("127.0.0.4", "/robots.txt") => redirect("/elsewhere.txt"),
        ("127.0.0.4", "/elsewhere.txt") => answer("200 OK", "User-agent: *\nDisallow: /b"),
        ("127.0.0.5", "/robots.txt") => redirect("/robots.txt"),
        ("127.0.0.6", "/robots.txt") => answer("200 OK", format!("{}Disallow: /", "#\n".repeat(300 << 10))),
        ("127.0.0.7", "/hop") => redirect(&format!(
            "http://127.0.0.1:{}/private",
            request.headers["host"].split(':').nth(1).expect("a port")
        )),
        (_, "/robots.txt") => not_found(),
        _ => page("here"),
    });
    let cases = [
        (1, "/a", true),
        (1, "/private/1", false),
        (1, "/private/but", true),
        (2, "/a", true),
        (3, "/a", false),
        (4, "/a", true),
        (4, "/b", false),
        (5, "/a", true),
        (6, "/a", true),
        (7, "/hop", false),
    ];
    let urls: Vec<String> = cases.iter().map(|&(host, path, _)| server.url(host, path)).collect();
    for (outcome, (host, path, permitted)) in outcomes(&urls, &quick()).iter().zip(cases) {
        match permitted {
            true => assert!(outcome.is_ok(), "{host} {path}"),
            false => assert_eq!(*outcome, Err(Code::Disallowed), "{host} {path}"),
        }
    }
    let starts: Vec<Instant> = server
        .requests()
        .into_iter()
        .filter(|request| request.host == "127.0.0.1" && request.path != "/robots.txt")
        .map(|request| request.at)
        .collect();
    assert!(starts.len() == 2 && starts[1].duration_since(starts[0]) >= Duration::from_millis(150), "{starts:?}");
    assert_eq!(server.count("/private"), 0);
    // Under another name the general group holds.
    let other = Options { user_agent: "somebody/1.0".to_owned(), ..quick() };
    assert_eq!(outcome(&server.url(1, "/a"), &other), Err(Code::Disallowed));
    assert!(outcome(&server.url(1, "/a"), &Options { ignore_robots: true, ..other }).is_ok());
}

#[test]
fn feeds_and_sitemaps_lead_to_pages_in_their_order() {
    let server = Server::start(|request| match request.path.as_str() {
        "/" => answer(
            "200 OK\r\nContent-Type: text/html",
            "<html><head><link rel=alternate type='application/rss+xml' href='/feed'></head><body>Welcome</body></html>",
        ),
        "/feed" => answer(
            "200 OK\r\nContent-Type: application/rss+xml",
            "<rss><channel><item><link>/a</link><pubDate>Mon, 08 Dec 2025 09:14:00 GMT</pubDate></item>\
             <item><link>/missing</link></item><item><link>/b</link></item><item><link>/a</link></item></channel></rss>",
        ),
        "/index.xml" => answer(
            "200 OK",
            "<sitemapindex><sitemap><loc>/1.xml.gz</loc></sitemap><sitemap><loc>/none.xml</loc></sitemap>\
             <sitemap><loc>/page</loc></sitemap><sitemap><loc>/index.xml</loc></sitemap>\
             <sitemap><loc>/2.xml</loc></sitemap></sitemapindex>",
        ),
        "/1.xml.gz" => {
            answer("200 OK\r\nContent-Type: application/gzip", gzip(b"<urlset><url><loc>/c</loc></url></urlset>"))
        }
        "/2.xml" => answer("200 OK", "<urlset><url><loc>/d</loc></url><url><loc>/c</loc></url></urlset>"),
        "/robots.txt" => answer("200 OK", "Sitemap: /2.xml\n"),
        path if path.contains("missing") || path.contains("none") => not_found(),
        path => {
            // Early entries take longest.
            std::thread::sleep(Duration::from_millis(if path == "/a" { 60 } else { 0 }));
            page(path)
        }
    });
    let options = quick();
    let told = |urls: &[String], options: &Options| -> Vec<String> {
        let line = |outcome: Result<Payload, newsfacts::Error>| match outcome {
            Ok(payload) => {
                let path = payload.input.rsplit('/').next().unwrap_or_default().to_owned();
                format!("{path}{}", payload.listed.map(|date| format!(" {date}")).unwrap_or_default())
            }
            Err(error) => format!("{:?} {}", error.code, error.input.rsplit('/').next().unwrap_or_default()),
        };
        payloads(urls, options).into_iter().map(line).collect()
    };
    let feed = ["a Mon, 08 Dec 2025 09:14:00 GMT", "NotFound missing", "b"];
    assert_eq!(told(&[server.url(1, "/feed")], &options), feed);
    assert_eq!(told(&[server.url(1, "/")], &options), feed);
    assert_eq!(
        told(&[server.url(1, "/x"), server.url(1, "/feed"), server.url(1, "/y")], &options),
        [&["x"], &feed[..], &["y"]].concat()
    );
    // The index names itself: it is known by then.
    let index = ["c", "NotFound none.xml", "BadList page", "d"];
    assert_eq!(told(&[server.url(1, "/index.xml")], &options)[..3], index[..3]);
    let found = told(&[server.url(1, "/index.xml")], &options);
    assert_eq!(found.last().map(String::as_str), Some("d"), "{found:?}");
    let two = Options { max_pages: 2, ..options };
    assert_eq!(told(&[server.url(1, "/feed"), server.url(1, "/y")], &two), [feed[0], feed[1], "TooLarge feed", "y"]);
}

#[test]
fn a_home_page_without_feeds_leads_to_its_sitemaps_or_is_a_page() {
    let server = Server::start(|request| match (request.host.as_str(), request.path.as_str()) {
        ("127.0.0.1", "/robots.txt") => answer("200 OK", "Sitemap: /map.xml\n"),
        (_, "/map.xml") => answer("200 OK", "<urlset><url><loc>/a</loc></url></urlset>"),
        (_, "/robots.txt") => not_found(),
        (_, path) => page(path),
    });
    assert!(outcome(&server.url(1, "/"), &quick()).expect("a page").contains("<title>/a</title>"));
    assert!(outcome(&server.url(2, "/"), &quick()).expect("a page").contains("<title>/</title>"));
    // Any other address is the page that it names.
    assert!(outcome(&server.url(1, "/news/"), &quick()).expect("a page").contains("<title>/news/</title>"));
}

#[test]
fn the_cache_asks_whether_a_page_has_changed_and_serves_without_a_network() {
    let server = Server::start(|request| match request.path.as_str() {
        "/robots.txt" => not_found(),
        "/hop" => redirect("/tagged"),
        "/tagged" if request.headers.get("if-none-match").is_some_and(|tag| tag == "\"1\"") => {
            answer("304 Not Modified\r\nETag: \"1\"", "")
        }
        "/tagged" => answer("200 OK\r\nETag: \"1\"\r\nContent-Type: text/html; charset=windows-1251", "<p>\u{43f}"),
        "/dated" if request.headers.contains_key("if-modified-since") => answer("304 Not Modified", ""),
        "/dated" => answer("200 OK\r\nLast-Modified: Mon, 08 Dec 2025 09:14:00 GMT", "dated"),
        path => answer("200 OK", format!("{path} {}", request.before)),
    });
    let folder = tempfile::tempdir().expect("a folder");
    let options = Options { cache: Some(folder.path().to_owned()), ..quick() };
    let urls = ["/hop", "/dated", "/plain"].map(|path| server.url(1, path));
    let first = outcomes(&urls, &options);
    assert_eq!(first[2], Ok("/plain 0".to_owned()));
    let second = outcomes(&urls, &options);
    assert_eq!((&second[..2], &second[2]), (&first[..2], &Ok("/plain 1".to_owned())));
    assert_eq!((server.count("/tagged"), server.count("/dated")), (2, 2));
    let requests = server.requests().len();
    let offline = Options { offline: true, ..options };
    assert_eq!(outcomes(&urls, &offline), second);
    let payload = payloads(&urls[..1], &offline).remove(0).expect("kept");
    assert_eq!(payload.content_type.as_deref(), Some("text/html; charset=windows-1251"));
    assert_eq!(payload.url, Some(server.url(1, "/tagged")));
    assert_eq!(outcome(&server.url(1, "/unknown"), &offline), Err(Code::NotCached));
    assert_eq!(server.requests().len(), requests, "offline, nothing was asked for");
}

#[test]
fn bodies_wait_their_turn_on_disk_and_early_ends_are_no_wait() {
    // The first answer comes last: all others wait for it, and the window bounds how many are asked for.
    let server = Server::start(|request| match request.path.as_str() {
        "/0" => {
            std::thread::sleep(Duration::from_millis(400));
            answer("200 OK", vec![b'x'; 500 << 10])
        }
        _ => answer("200 OK", vec![b'x'; 500 << 10]),
    });
    let options = Options { ignore_robots: true, concurrency: 2, per_host: 2, ..quick() };
    let urls = (0..200).map(|n| server.url(1, &format!("/{n}"))).collect();
    let mut payloads = Fetcher::new(&options).open(&Reference::Urls(urls));
    for _ in 0..2 {
        assert_eq!(body(payloads.next().expect("one").expect("a page")).len(), 500 << 10);
    }
    std::thread::sleep(Duration::from_millis(300));
    assert!(server.requests().len() <= 2 + 2 * 8, "{} were asked for", server.requests().len());
    let start = Instant::now();
    drop(payloads);
    assert!(start.elapsed() < Duration::from_millis(100));
}

#[test]
fn a_list_is_read_as_it_is_needed() {
    let server = Server::start(|request| page(&request.path));
    let drawn = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let (counter, base) = (Arc::clone(&drawn), server.url(1, ""));
    let endless = (0..).map(move |n| {
        counter.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        Ok(format!("{base}/{n}"))
    });
    let options = Options { concurrency: 2, ..quick() };
    let mut pages = Web::new(options).pages(Box::new(endless));
    for _ in 0..20 {
        assert!(pages.next().expect("one").is_ok());
    }
    // Two more are on their way from the list.
    assert!(drawn.load(std::sync::atomic::Ordering::SeqCst) <= 20 + 16 + 2);
}

#[test]
fn what_is_there_waits_for_nobody_who_has_not_written_yet() {
    // Longer than anything takes that comes at all.
    const PATIENCE: Duration = Duration::from_secs(20);
    let (is_slow, slow) = mpsc::channel();
    let (is_other, other) = mpsc::channel();
    let other = Mutex::new(other);
    // The slow page is only answered when the other one has been asked for.
    let server = Server::start(move |request| match request.path.as_str() {
        "/robots.txt" => not_found(),
        "/slow" => {
            is_slow.send(()).expect("waited for");
            match other.lock().expect("unlocked").recv_timeout(PATIENCE) {
                Ok(()) => page("/slow"),
                Err(_) => not_found(),
            }
        }
        "/other" => {
            is_other.send(()).expect("waited for");
            page("/other")
        }
        path => page(path),
    });
    let (writer, list) = mpsc::channel::<String>();
    let (outcomes, pages) = mpsc::channel();
    let options = Options { read_timeout: 2 * PATIENCE, total_timeout: 2 * PATIENCE, retries: 0, ..quick() };
    let reader = std::thread::spawn(move || {
        for page in Web::new(options).pages(Box::new(list.into_iter().map(Ok))) {
            outcomes.send(page.is_ok()).expect("waited for");
        }
    });
    let write = |url| writer.send(url).expect("sent");
    for path in ["/a", "/b"] {
        write(server.url(1, path));
        assert_eq!(pages.recv_timeout(PATIENCE), Ok(true), "{path} is not held up");
    }
    // What comes in while a slow page is waited for is asked for meanwhile.
    write(server.url(1, "/slow"));
    slow.recv_timeout(PATIENCE).expect("asked for");
    write(server.url(2, "/other"));
    assert_eq!(pages.recv_timeout(2 * PATIENCE), Ok(true), "the other page was asked for too late");
    assert_eq!(pages.recv_timeout(PATIENCE), Ok(true));
    drop(writer);
    reader.join().expect("ends");
    assert!(pages.recv().is_err(), "no more than four");
}

#[test]
fn lists_are_told_where_a_later_run_may_go_on() {
    let server = Server::start(|request| match request.path.as_str() {
        "/map.xml" => answer("200 OK", "<urlset><url><loc>/a</loc></url><url><loc>/b</loc></url></urlset>"),
        path => page(path),
    });
    let fetcher = Fetcher::new(&quick());
    for learns in [false, true] {
        let deliveries = fetcher.deliver(&Reference::Urls(vec![server.url(1, "/map.xml")]), learns);
        let learned: Vec<bool> = deliveries.map(|delivery| delivery.learned.ends_with(b"}\n")).collect();
        assert_eq!(learned, [learns, false]);
    }
}

#[test]
fn a_certificate_counts_if_it_is_trusted_and_names_the_host() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start_secure(certificate(folder.path()).into(), |request| page(&request.path));
    let url = |host: &str| format!("https://{host}:{}/a", server.port);
    let options = Options { retries: 0, ..quick() };
    assert_eq!(outcome(&url("127.0.0.1"), &options), Err(Code::Connect));
    let trusting = Options { ca_certificates: Some(folder.path().join("ca.pem")), ..options.clone() };
    assert!(outcome(&url("127.0.0.1"), &trusting).expect("a page").contains("<title>/a</title>"));
    assert!(outcome(&url("localhost"), &trusting).is_ok());
    assert_eq!(outcome(&url("127.0.0.2"), &trusting), Err(Code::Connect), "another host");
    // What is said to hold certificates and does not is no reason to go on without them.
    let nothing = Options { ca_certificates: Some(folder.path().join("none.pem")), ..options };
    assert_eq!(outcome(&url("127.0.0.1"), &nothing), Err(Code::Connect));
}

/// Where servers like to send those who follow: each kind of address inside, in each kind of spelling.
const INSIDE: [&str; 40] = [
    "http://127.0.0.1/",
    "//127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.255.255.254:8080/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0x0.0x0.0x1/",
    "http://0X7F.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://127.0.0.1./",
    "http://%31%32%37.0.0.1/",
    "http://１２７.０.０.１/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://news.example@127.0.0.1/",
    "http:\\\\127.0.0.1\\x",
    "https://127.0.0.1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://10.1.2.3/",
    "http://0xa.1/",
    "http://012.1.2.3/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://3232235521/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[fd00::1]/",
    "http://[fe80::1]/",
];

#[test]
fn a_redirect_to_an_address_inside_is_refused_however_it_is_spelled() {
    // As a proxy, the server can stand for a host outside.
    let server = Server::start(|request| match request.path.strip_prefix("http://news.example/to/") {
        Some(n) => redirect(INSIDE[n.parse::<usize>().expect("a number")]),
        None => not_found(),
    });
    let options = Options { proxy: Some(server.url(1, "")), allow_private: false, ..quick() };
    let urls: Vec<String> = (0..INSIDE.len()).map(|n| format!("http://news.example/to/{n}")).collect();
    for (outcome, target) in outcomes(&urls, &options).iter().zip(INSIDE) {
        assert_eq!(*outcome, Err(Code::PrivateAddress), "{target}");
    }
    assert!(server.requests().iter().all(|request| request.path.starts_with("http://news.example/")));
}

#[test]
fn a_proxy_that_is_named_is_asked_for_everything() {
    let server = Server::start(|request| match request.path.as_str() {
        "http://news.example/a" => page("by proxy"),
        _ => not_found(),
    });
    let proxy = Some(server.url(1, ""));
    let options = Options { proxy, allow_private: false, ..quick() };
    assert!(outcome("http://news.example/a", &options).expect("a page").contains("by proxy"));
    assert_eq!(server.count("http://news.example/robots.txt"), 1);
    // What can be told without a name service is still refused.
    assert_eq!(outcome("http://10.0.0.1/a", &options), Err(Code::PrivateAddress));
}
