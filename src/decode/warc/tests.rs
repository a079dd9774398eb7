//! Archives as others write them, sound and damaged.

use std::io::{Cursor, Write};

use super::*;

const PAGE: &str = "<html><p>Exports rose 5.9% in November, the customs office said.</p></html>";

fn record(kind: &str, address: &str, media: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Record-ID: <urn:uuid:1>\r\n\
         Content-Type: {media}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(address: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    record("response", address, "application/http; msgtype=response", &block)
}

fn page(n: usize) -> Vec<u8> {
    response(&format!("https://news.example/{n}"), "200 OK\r\nContent-Type: text/html", PAGE.as_bytes())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("compressed");
    encoder.finish().expect("compressed")
}

/// The number of a page in its address, or an error's code and place.
type Item = Result<String, (Code, String)>;

/// What is read of an archive that is compressed as its first bytes say.
fn read(bytes: Vec<u8>) -> (Vec<Item>, Skipped) {
    let codec = Codec::of(&bytes);
    read_as(codec, bytes)
}

fn read_as(codec: Codec, bytes: Vec<u8>) -> (Vec<Item>, Skipped) {
    let limits = Limits { document: 100_000, ..Limits::default() };
    let mut archive = Archive::new("w".to_owned(), Source::new(Box::new(Cursor::new(bytes))), codec, limits);
    let number = |document: RawDocument| document.given.url.unwrap_or_default().replace("https://news.example/", "");
    let items = archive.by_ref().map(|item| item.map(number).map_err(|error| (error.code, error.input))).collect();
    (items, archive.skipped())
}

fn good(numbers: &[usize]) -> Vec<Item> {
    numbers.iter().map(|n| Ok(n.to_string())).collect()
}

#[test]
fn pages_are_read_and_the_rest_is_counted() {
    let page_head = "200 OK\r\nContent-Type: text/html; charset=utf-8";
    let records = [
        record("warcinfo", "", "application/warc-fields", b"software: x\r\n"),
        record("request", "https://news.example/1", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        page(1),
        record("metadata", "https://news.example/1", "application/warc-fields", b"fetchTimeMs: 7\r\n"),
        record("revisit", "https://news.example/1", "application/http", b"HTTP/1.1 200 OK\r\n\r\n"),
        response("https://news.example/moved", "301 Moved\r\nContent-Type: text/html", b"<p>moved"),
        response("https://news.example/gone", "404 Not Found\r\nContent-Type: text/html", b"<p>gone"),
        response("https://news.example/logo", "200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        response("<https://news.example/2>", page_head, PAGE.as_bytes()),
        record("resource", "https://news.example/3", "text/html", PAGE.as_bytes()),
        record("conversion", "https://news.example/4", "text/plain", b"Exports rose."),
        record("resource", "metadata://crawler.example/notes.txt", "text/plain", b"Exports rose."),
        record("response", "dns:news.example", "text/dns", b"20251208\nnews.example. 300 IN A 192.0.2.1\n"),
        response("https://news.example/empty", page_head, b" \r\n"),
    ];
    let mut expected = good(&[1, 2, 3, 4]);
    let plain = records.concat();
    let place = (plain.len() - records[13].len()).to_string();
    expected.push(Err((Code::Empty, format!("w:{place}"))));
    let skipped = Skipped { other_records: 4, other_status: 3, other_media: 2, other_files: 0 };
    assert_eq!(read(plain.clone()), (expected.clone(), skipped));

    // The same as one member, and with a member for each record.
    let (items, counted) = read(gzip(&plain));
    assert_eq!((&items[..4], counted), (&expected[..4], skipped));
    assert_eq!(items[4], Err((Code::Empty, format!("w:0+{place}"))));
    let members: Vec<Vec<u8>> = records.iter().map(|record| gzip(record)).collect();
    let place = members[..13].concat().len();
    expected[4] = Err((Code::Empty, format!("w:{place}")));
    assert_eq!(read(members.concat()), (expected, skipped));
}

#[test]
fn a_plain_text_is_an_article_if_it_is_one() {
    let plain = "200 OK\r\nContent-Type: text/plain";
    let of = |name: &str, head: &str, body: &[u8]| response(&format!("https://news.example/{name}"), head, body);
    let records = [
        of("1", plain, b"Exports rose 5.9% in November."),
        of("2.txt", &format!("{plain}; charset=iso-8859-2"), b"Eksport wzr\xf3s\xb3 o 5,9%."),
        of("3", "200 OK", PAGE.as_bytes()),
        of("4", plain, PAGE.as_bytes()),
        of("robots.txt", plain, b"User-agent: *\nDisallow: /"),
        of("beacon", plain, b""),
        of("status", plain, b"{\"ok\":true}"),
        of("logo", plain, &[0, 1, 2, 3, 4, 5, 6, 7].repeat(100)),
        of("gone", "404 Not Found\r\nContent-Type: text/plain", b"Not found"),
    ];
    let source = Source::new(Box::new(Cursor::new(records.concat())));
    let mut archive = Archive::new("w".to_owned(), source, Codec::Plain, Limits::default());
    let found: Vec<Content> = archive.by_ref().map(|document| document.expect("no error").content).collect();
    let text = |text: &str| Content::Text(text.to_owned());
    let page = Content::Html(PAGE.to_owned());
    assert_eq!(found, [text("Exports rose 5.9% in November."), text("Eksport wzrósł o 5,9%."), page.clone(), page]);
    let skipped = archive.skipped();
    assert_eq!((skipped.other_media, skipped.other_status), (4, 1));
}

#[test]
fn a_page_has_its_place_address_and_character_set() {
    let bytes = response(
        "https://news.example/a",
        "200 OK\r\nContent-Type: text/html; charset=iso-8859-2",
        b"<p>\xb3\xf3d\xbc",
    );
    let source = Source::new(Box::new(Cursor::new([gzip(&page(1)), gzip(&bytes)].concat())));
    let documents = Archive::new("w.warc.gz".to_owned(), source, Codec::Gzip, Limits::default());
    let document = documents.last().expect("two").expect("a page");
    assert_eq!(document.input, format!("w.warc.gz:{}", gzip(&page(1)).len()));
    assert_eq!(document.content, Content::Html("<p>łódź".to_owned()));
    assert_eq!(document.given.url.as_deref(), Some("https://news.example/a"));
}

/// Any single damaged member is one error at its offset, and no other page is lost.
#[test]
fn a_damaged_member_costs_itself_alone() {
    let members: Vec<Vec<u8>> = (0..7).map(|n| gzip(&page(n))).collect();
    for spoilt in 0..members.len() {
        for at in [0, 2, 9, 40, members[spoilt].len() / 2, members[spoilt].len() - 6] {
            let mut members = members.clone();
            members[spoilt][at] ^= 0x5a;
            let offset = members[..spoilt].concat().len();
            let (items, _) = read_as(Codec::Gzip, members.concat());
            let mut expected = good(&[0, 1, 2, 3, 4, 5, 6]);
            expected[spoilt] = Err((Code::BadCompression, format!("w:{offset}")));
            // The checksum covers neither the flags, the time nor the system in a member's head.
            if at == 9 {
                expected[spoilt] = Ok(spoilt.to_string());
            }
            assert_eq!(items, expected, "member {spoilt}, byte {at}");
        }
    }
}

#[test]
fn what_is_missing_is_told() {
    let members: Vec<Vec<u8>> = (0..4).map(|n| gzip(&page(n))).collect();
    // Bytes in the middle, as after a lost write.
    let lost = [&members[0][..], &members[1][..30], &members[2][..], &members[3][..]].concat();
    let mut expected = good(&[0, 1, 2, 3]);
    expected[1] = Err((Code::BadCompression, format!("w:{}", members[0].len())));
    assert_eq!(read(lost).0, expected);
    // The end, as of a broken download.
    let whole = members.concat();
    let mut expected = good(&[0, 1, 2]);
    expected.push(Err((Code::BadCompression, format!("w:{}", members[..3].concat().len()))));
    assert_eq!(read(whole[..whole.len() - 20].to_vec()).0, expected);
    // Foreign bytes between.
    let between = [&members[0][..], &[0; 700], &members[1][..]].concat();
    let mut expected = good(&[0, 1]);
    expected.insert(1, Err((Code::BadCompression, format!("w:{}", members[0].len()))));
    assert_eq!(read(between).0, expected);
}

#[test]
fn a_record_that_is_wrong_costs_itself_alone() {
    let damaged = |from: &str, to: &str| String::from_utf8(page(1)).expect("ASCII").replacen(from, to, 1).into_bytes();
    let length = page(1).len() - page(1).windows(4).position(|w| w == b"\r\n\r\n").expect("a head") - 8;
    let claim = format!("Content-Length: {length}");
    let wrong = [
        damaged("WARC/1.0", "WORK/1.0"),
        damaged(&claim, "Content-Length: many"),
        damaged(&claim, "Content-Width: 7"),
        damaged(&claim, "Content-Length: 18446744073709551615"),
    ];
    for (n, wrong) in wrong.iter().enumerate() {
        let members = [gzip(&page(0)), gzip(wrong), gzip(&page(2))];
        let mut expected = good(&[0, 1, 2]);
        expected[1] = Err((Code::BadArchive, format!("w:{}", members[0].len())));
        assert_eq!(read(members.concat()).0, expected, "{n}");
        if n < 3 {
            let (items, _) = read([page(0), wrong.clone(), page(2)].concat());
            expected[1] = Err((Code::BadArchive, format!("w:{}", page(0).len())));
            assert_eq!(items, expected, "{n}");
        }
    }
    // A block that is longer than its record says: what follows it is no record.
    let longer = damaged(&claim, &format!("Content-Length: {}", length - 30));
    let (items, _) = read([page(0), longer, page(2)].concat());
    assert_eq!(items.iter().filter(|item| item.is_ok()).count(), 3);
    assert_eq!(items.iter().filter(|item| matches!(item, Err((Code::BadArchive, _)))).count(), 1);
}

#[test]
fn sizes_are_bounded() {
    let large = response("https://news.example/1", "200 OK\r\nContent-Type: text/html", &[b'x'; 200_000]);
    let long_head = format!("WARC/1.0\r\nX: {}\r\n\r\n", "x".repeat(200_000)).into_bytes();
    let members = [gzip(&page(0)), gzip(&large), gzip(&long_head), gzip(&page(3))];
    let (items, _) = read(members.concat());
    let codes: Vec<Option<Code>> = items.iter().map(|item| item.as_ref().err().map(|(code, _)| *code)).collect();
    assert_eq!(codes, [None, Some(Code::TooLarge), Some(Code::BadArchive), None]);
}

#[test]
fn an_archive_without_pages_is_an_error() {
    let (items, skipped) = read(gzip(&record("warcinfo", "", "application/warc-fields", b"software: x\r\n")));
    assert_eq!((items, skipped.other_records), (vec![Err((Code::Empty, "w".to_owned()))], 1));
}

#[cfg(feature = "zstd")]
#[test]
fn zstd_is_read_like_gzip_and_with_a_dictionary() {
    let members: Vec<Vec<u8>> = (0..4).map(|n| zstd::bulk::compress(&page(n), 3).expect("compressed")).collect();
    assert_eq!(read(members.concat()).0, good(&[0, 1, 2, 3]));
    let mut damaged = members.clone();
    damaged[2][12] ^= 0xff;
    damaged[2].truncate(60);
    let mut expected = good(&[0, 1, 2, 3]);
    expected[2] = Err((Code::BadCompression, format!("w:{}", members[..2].concat().len())));
    assert_eq!(read(damaged.concat()).0, expected);

    // Any bytes serve as a dictionary; the frames can then not be read without it.
    let dictionary = page(9);
    let with = |n| {
        zstd::bulk::Compressor::with_dictionary(3, &dictionary).expect("made").compress(&page(n)).expect("compressed")
    };
    let frames: Vec<u8> = (0..3).flat_map(with).collect();
    for stored in [dictionary.clone(), zstd::bulk::compress(&dictionary, 3).expect("compressed")] {
        let size = u32::try_from(stored.len()).expect("small").to_le_bytes();
        let bytes = [&[0x5d, 0x2a, 0x4d, 0x18][..], &size, &stored, &frames].concat();
        assert_eq!(read(bytes).0, good(&[0, 1, 2]));
    }
    assert!(read(frames).0.iter().all(Result::is_err));
}
