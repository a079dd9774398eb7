//! Tar archives, plain or compressed: each file in them whose name is known is read like a file in a directory.
//!
//! Guarantees: files are streamed, in the archive's order, and named `ARCHIVE/NAME`; other files and whatever is no
//! file are passed over and counted. Nothing is written anywhere, so names that lead out of the archive do no harm. A
//! damaged head is one error, and reading goes on at the next sound one. An archive in an archive is passed over.
//!
//! Understands the POSIX and GNU forms with their long names; sparse files are not assembled.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use super::stream::{self, Stream};
use super::{Documents, InputFormat, Options, RawDocument, Skipped, fail, kind};
use crate::error::{Code, Error};
use crate::fetch::Payload;

const BLOCK: usize = 512;
/// The longest name or extended head that is read.
const LONGEST: u64 = 1 << 20;

/// The documents of an archive.
pub(super) struct Archive {
    input: String,
    options: Options,
    bytes: Arc<Mutex<Bytes>>,
    /// The file that is being read.
    file: Option<Box<Documents>>,
    skipped: Skipped,
    /// Behind a damaged head, before the next sound one.
    lost: bool,
    any: bool,
    done: bool,
}

/// The archive's bytes. The file at hand shares them with the archive, which reads on where that one ends.
struct Bytes {
    stream: Stream,
    /// The offset in the decompressed archive.
    at: u64,
    /// What is left of the entry at hand, without and with its padding.
    left: u64,
    padded: u64,
}

/// The content of the entry at hand.
struct Entry(Arc<Mutex<Bytes>>);

impl Read for Entry {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let size = bytes.left.min(buffer.len() as u64);
        let read = bytes.stream.read(&mut buffer[..size as usize])?;
        bytes.at += read as u64;
        bytes.left -= read as u64;
        bytes.padded -= read as u64;
        if read == 0 && size > 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the archive ends before it does"));
        }
        Ok(read)
    }
}

impl Bytes {
    /// Passes over what is left of the entry, and reads a block; `None` at the end.
    fn block(&mut self) -> io::Result<Option<[u8; BLOCK]>> {
        let padded = std::mem::take(&mut self.padded);
        self.left = 0;
        let passed = io::copy(&mut self.stream.by_ref().take(padded), &mut io::sink())?;
        let mut block = [0; BLOCK];
        let mut filled = 0;
        while filled < BLOCK {
            match self.stream.read(&mut block[filled..])? {
                0 => break,
                read => filled += read,
            }
        }
        self.at += passed + filled as u64;
        Ok((passed == padded && filled == BLOCK).then_some(block))
    }

    fn begin(&mut self, size: u64) {
        self.left = size;
        self.padded = size.div_ceil(BLOCK as u64).saturating_mul(BLOCK as u64);
    }
}

impl Archive {
    pub(super) fn new(input: String, stream: Stream, options: &Options) -> Self {
        let bytes = Arc::new(Mutex::new(Bytes { stream, at: 0, left: 0, padded: 0 }));
        // What the whole is said to be is not what its files are.
        let options = Options { format: None, ..options.clone() };
        Self { input, options, bytes, file: None, skipped: Skipped::default(), lost: false, any: false, done: false }
    }

    /// What was passed over so far.
    pub(super) fn skipped(&self) -> Skipped {
        self.skipped + self.file.as_ref().map_or(Skipped::default(), |file| file.skipped())
    }

    /// Goes on to the next file that is read; `false` at the end.
    fn open(&mut self) -> io::Result<Result<bool, Error>> {
        let (mut long_name, mut long_size) = (None, None);
        loop {
            let mut bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
            // An archive ends with zeros; without them it is read to where it stops.
            let Some(block) = bytes.block()?.filter(|block| self.lost || block.iter().any(|&byte| byte != 0)) else {
                return Ok(Ok(false));
            };
            let at = bytes.at - BLOCK as u64;
            let Some(head) = Head::of(&block) else {
                if std::mem::replace(&mut self.lost, true) {
                    continue;
                }
                let place = format!("{}:{at}", self.input);
                return Ok(Err(fail(Code::BadArchive, &place, "no tar entry begins here; it goes on at the next one")));
            };
            self.lost = false;
            bytes.begin(long_size.take().unwrap_or(head.size));
            drop(bytes);
            match head.kind {
                b'L' => long_name = Some(self.text()?.trim_end_matches('\0').to_owned()),
                b'x' => {
                    let text = self.text()?;
                    long_name = extended(&text, "path").map(str::to_owned).or(long_name);
                    long_size = extended(&text, "size").and_then(|size| size.parse().ok());
                }
                0 | b'0' | b'7' => {
                    if self.file(long_name.take().unwrap_or(head.name)) {
                        return Ok(Ok(true));
                    }
                    self.skipped.other_files += 1;
                }
                // Heads of what follows, and directories.
                b'g' | b'K' | b'5' => {}
                _ => self.skipped.other_files += 1,
            }
        }
    }

    /// The entry at hand as a text: a long name or an extended head.
    fn text(&self) -> io::Result<String> {
        let mut text = Vec::new();
        Entry(Arc::clone(&self.bytes)).take(LONGEST).read_to_end(&mut text)?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }

    /// Begins to read the entry at hand if its name is known.
    fn file(&mut self, path: String) -> bool {
        let name = path.rsplit('/').next().unwrap_or_default();
        let format = kind::by_name(name);
        if name.starts_with('.') || format.is_none_or(|format| format == InputFormat::Tar) {
            return false;
        }
        let payload = Payload {
            input: format!("{}/{}", self.input, path.trim_start_matches("./")),
            body: Box::new(Entry(Arc::clone(&self.bytes))),
            content_type: None,
            url: None,
            listed: None,
            name: Some(name.to_owned()),
        };
        self.file = Some(Box::new(super::documents(payload, &self.options)));
        true
    }
}

impl Iterator for Archive {
    type Item = Result<RawDocument, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(file) = &mut self.file {
                if let Some(document) = file.next() {
                    self.any = true;
                    return Some(document);
                }
                self.skipped = self.skipped + file.skipped();
                self.file = None;
            }
            if self.done {
                return None;
            }
            match self.open() {
                Ok(Ok(true)) => {}
                Ok(Ok(false)) => {
                    self.done = true;
                    let message = format_args!("no file in it whose name ends in {}", kind::NAMES);
                    return (!self.any).then(|| Err(fail(Code::Empty, &self.input, message)));
                }
                Ok(Err(error)) => {
                    self.any = true;
                    return Some(Err(error));
                }
                Err(error) => {
                    self.done = true;
                    return Some(Err(stream::failure(&self.input, &error)));
                }
            }
        }
    }
}

/// The head of an entry.
struct Head {
    name: String,
    size: u64,
    kind: u8,
}

impl Head {
    /// Reads a head; `None` where its checksum says that it is none.
    fn of(block: &[u8; BLOCK]) -> Option<Self> {
        let sum: u64 =
            block.iter().enumerate().map(|(i, &b)| u64::from(if (148..156).contains(&i) { b' ' } else { b })).sum();
        if number(&block[148..156]) != Some(sum) {
            return None;
        }
        let mut name = text(&block[..100]);
        let prefix = text(&block[345..500]);
        if block[257..263] == *b"ustar\0" && !prefix.is_empty() {
            name = format!("{prefix}/{name}");
        }
        Some(Self { name, size: number(&block[124..136])?, kind: block[156] })
    }
}

/// Whether a tar archive begins with these bytes.
pub(super) fn begins(start: &[u8]) -> bool {
    start.first_chunk().and_then(Head::of).is_some_and(|head| !head.name.is_empty())
}

fn text(field: &[u8]) -> String {
    let end = field.iter().position(|&byte| byte == 0).unwrap_or(field.len());
    String::from_utf8_lossy(&field[..end]).into_owned()
}

/// A number in octal digits, or in binary behind a set bit where those do not suffice.
fn number(field: &[u8]) -> Option<u64> {
    if let Some((0x80, rest)) = field.split_first() {
        return rest.iter().try_fold(0u64, |value, &byte| value.checked_mul(256)?.checked_add(byte.into()));
    }
    let digits = text(field);
    let digits = digits.trim();
    if digits.is_empty() { Some(0) } else { u64::from_str_radix(digits, 8).ok() }
}

/// The value of a keyword in an extended head, whose lines are `LENGTH KEYWORD=VALUE`.
fn extended<'a>(text: &'a str, keyword: &str) -> Option<&'a str> {
    let mut rest = text;
    while let Some((length, _)) = rest.split_once(' ') {
        let line = rest.get(..length.parse().ok()?)?;
        let (name, value) = line.get(length.len() + 1..)?.trim_end_matches('\n').split_once('=')?;
        if name == keyword {
            return Some(value);
        }
        rest = &rest[line.len()..];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::{Content, compression::Codec, source::Source};
    use std::io::Cursor;

    fn entry(name: &str, kind: u8, content: &[u8]) -> Vec<u8> {
        let mut head = [0; BLOCK];
        head[..name.len()].copy_from_slice(name.as_bytes());
        head[124..136].copy_from_slice(format!("{:011o}\0", content.len()).as_bytes());
        head[148..156].copy_from_slice(b"        ");
        head[156] = kind;
        head[257..265].copy_from_slice(b"ustar\x0000");
        let sum: u64 = head.iter().map(|&byte| u64::from(byte)).sum();
        head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        let mut bytes = [&head[..], content].concat();
        bytes.resize(bytes.len().div_ceil(BLOCK) * BLOCK, 0);
        bytes
    }

    type Outcome = Result<(String, Content), (Code, String)>;

    fn read(bytes: Vec<u8>) -> (Vec<Outcome>, Skipped) {
        let stream = Stream::new(Source::new(Box::new(Cursor::new(bytes))), Codec::Plain).expect("a stream");
        let mut archive = Archive::new("a.tar".to_owned(), stream, &Options::default());
        let outcomes = archive
            .by_ref()
            .map(|item| item.map(|d| (d.input, d.content)).map_err(|error| (error.code, error.input)))
            .collect();
        (outcomes, archive.skipped())
    }

    fn text_of(input: &str, text: &str) -> Outcome {
        Ok((input.to_owned(), Content::Text(text.to_owned())))
    }

    #[test]
    fn files_are_read_by_their_names() {
        let long = format!("{}/{}.txt", "d".repeat(120), "n".repeat(90));
        let pax = format!("path={long}\n");
        let pax = format!("{} {pax}", pax.len() + 4);
        let bytes = [
            entry("news/", b'5', b""),
            entry("./news/a.txt", b'0', b"Exports rose."),
            entry("news/logo.png", b'0', &[7; 700]),
            entry("news/.hidden.txt", b'0', b"x"),
            entry("link.txt", b'2', b""),
            entry("long", b'L', format!("{long}\0").as_bytes()),
            entry("short.txt", b'0', b"Imports fell."),
            entry("pax", b'x', pax.as_bytes()),
            entry("short.txt", 0, b"Prices rose."),
            entry("lines.jsonl", b'0', b"{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n"),
            entry("inner.tar", b'0', &entry("b.txt", b'0', b"x")),
            entry("empty.txt", b'0', b""),
            vec![0; 2 * BLOCK],
            entry("after.txt", b'0', b"not read"),
        ];
        let (outcomes, skipped) = read(bytes.concat());
        assert_eq!(
            outcomes,
            [
                text_of("a.tar/news/a.txt", "Exports rose."),
                text_of(&format!("a.tar/{long}"), "Imports fell."),
                text_of(&format!("a.tar/{long}"), "Prices rose."),
                text_of("a.tar/lines.jsonl:1", "One."),
                text_of("a.tar/lines.jsonl:2", "Two."),
                Err((Code::Empty, "a.tar/empty.txt".to_owned())),
            ]
        );
        assert_eq!(skipped, Skipped { other_files: 4, ..Skipped::default() });
    }

    #[test]
    fn a_damaged_head_costs_its_entry_alone() {
        let mut damaged = entry("b.txt", b'0', &[b'x'; 3000]);
        damaged[3] ^= 1;
        let bytes = [entry("a.txt", b'0', b"Exports rose."), damaged, entry("c.txt", b'0', b"Imports fell.")].concat();
        let (outcomes, _) = read(bytes);
        assert_eq!(
            outcomes,
            [
                text_of("a.tar/a.txt", "Exports rose."),
                Err((Code::BadArchive, "a.tar:1024".to_owned())),
                text_of("a.tar/c.txt", "Imports fell."),
            ]
        );
    }

    #[test]
    fn an_archive_that_is_cut_short_says_so() {
        let bytes = entry("a.txt", b'0', &[b'x'; 3000]);
        assert_eq!(read(bytes[..2000].to_vec()).0, [Err((Code::Unreadable, "a.tar/a.txt".to_owned()))]);
        assert_eq!(read(vec![0; 1024]).0, [Err((Code::Empty, "a.tar".to_owned()))]);
    }

    #[test]
    fn numbers_are_octal_or_binary() {
        assert_eq!(number(b"0000644\0"), Some(0o644));
        assert_eq!(number(b"\x80\0\0\0\0\0\0\0\0\0\x02\x01"), Some(513));
        assert_eq!(number(b"00x\0"), None);
        assert_eq!(number(b"\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff"), None);
    }

    #[test]
    fn extended_heads_are_read_and_nonsense_is_not() {
        assert_eq!(extended("12 size=513\n14 path=a b=c\n", "path"), Some("a b=c"));
        for text in ["", "path=x", "99 path=x\n", "2 \n", "é path=x\n", "18446744073709551616 path=x"] {
            assert_eq!(extended(text, "path"), None, "{text}");
        }
    }
}
