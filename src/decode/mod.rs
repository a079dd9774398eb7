//! Bytes to raw documents: compression, archives, kind, character set, JSON Lines.
//!
//! Guarantees: memory stays within the limits whatever the input (decoded bytes are counted, JSON Lines and archives
//! are streamed); each document is one outcome, a [`RawDocument`] or an error that names the input (`FILE:LINE` in JSON
//! Lines, `FILE:OFFSET` in web archives, `FILE/NAME` in tar archives); what is no document in an archive is counted; text
//! is handed on as it was written. What a page says is `page`'s business.

mod charset;
mod compression;
mod head;
mod jsonl;
mod kind;
mod skipped;
mod source;
mod stream;
mod tar;
mod warc;

pub use kind::{InputFormat, NAMES, knows_name};
pub use skipped::Skipped;

use std::io::Read;

use crate::error::{Code, Error, Stage};
use crate::fetch::Payload;

/// How much one document may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most decoded bytes of a page or a text.
    pub document: u64,
    /// The most bytes of one line of JSON.
    pub line: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { document: 64 << 20, line: 32 << 20 }
    }
}

/// How to decode.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The format of all inputs; without one it is found for each.
    pub format: Option<InputFormat>,
    /// The size limits.
    pub limits: Limits,
}

/// One document, decoded and not yet read: what an article is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawDocument {
    /// Where it came from: path, URL, `-`, with `:LINE` for a line of JSON.
    pub input: String,
    /// The text or the page.
    pub content: Content,
    /// What the input said beside it. Overrules what a page says of itself.
    pub given: Given,
}

/// The content of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// The article's own text, byte for byte.
    Text(String),
    /// A web page.
    Html(String),
}

/// Facts that came beside the content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// The id.
    pub id: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The publication date, as written.
    pub published: Option<String>,
    /// The language tag.
    pub language: Option<String>,
    /// The publication date that the feed or sitemap behind it gave, as written: for a page that says none itself.
    pub listed: Option<String>,
}

/// The documents in a payload, one after another.
pub struct Documents {
    state: State,
}

enum State {
    One(Option<Box<Result<RawDocument, Error>>>),
    Lines(jsonl::Lines),
    Warc(Box<warc::Archive>),
    Tar(Box<tar::Archive>),
}

impl Documents {
    /// Whether there is none left, as far as can be told without looking for the next.
    pub fn is_done(&self) -> bool {
        matches!(self.state, State::One(None))
    }

    /// What was passed over so far because it is no document.
    pub fn skipped(&self) -> Skipped {
        match &self.state {
            State::One(_) | State::Lines(_) => Skipped::default(),
            State::Warc(archive) => archive.skipped(),
            State::Tar(archive) => archive.skipped(),
        }
    }
}

impl Iterator for Documents {
    type Item = Result<RawDocument, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.state {
            State::One(outcome) => outcome.take().map(|outcome| *outcome),
            State::Lines(lines) => lines.next(),
            State::Warc(archive) => archive.next(),
            State::Tar(archive) => archive.next(),
        }
    }
}

/// The documents in `payload`: one for a page or a text, one a line for JSON Lines, those in it for an archive.
pub fn documents(payload: Payload, options: &Options) -> Documents {
    let state = match read(payload, options) {
        Ok(state) => state,
        Err(error) => State::One(Some(Box::new(Err(error)))),
    };
    Documents { state }
}

fn read(payload: Payload, options: &Options) -> Result<State, Error> {
    let Payload { input, body, content_type, url, name, listed } = payload;
    let unreadable = |error: std::io::Error| stream::failure(&input, &error);
    let media = content_type.as_deref().unwrap_or_default();
    let name = name.as_deref().unwrap_or_default();
    let mut source = source::Source::new(body);
    let codec = compression::Codec::of(source.peek(4).map_err(unreadable)?);
    // What is known to be a web archive needs no sound beginning: it is read from its first sound member on. And what
    // the user says it is needs not be looked at: its beginning may be all that there is for now.
    let known = options.format.or_else(|| kind::by_name(name).filter(|&format| format == InputFormat::Warc));
    let format = match known {
        Some(format) => format,
        None => {
            let (start, whole) = stream::start(source, codec);
            source = whole;
            kind::find(media, name, &start.map_err(unreadable)?)
                .map_err(|(code, message)| fail(code, &input, message))?
        }
    };
    if format == InputFormat::Warc {
        let archive = warc::Archive::new(input, source, codec, options.limits);
        return Ok(State::Warc(Box::new(archive)));
    }
    let mut stream = stream::Stream::new(source, codec).map_err(unreadable)?;
    if format == InputFormat::Jsonl {
        return Ok(State::Lines(jsonl::Lines::new(input, stream, options.limits.line)));
    }
    if format == InputFormat::Tar {
        return Ok(State::Tar(Box::new(tar::Archive::new(input, stream, options))));
    }
    let mut bytes = Vec::new();
    stream
        .by_ref()
        .take(options.limits.document + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| stream::failure(&input, &e))?;
    if bytes.len() as u64 > options.limits.document {
        let message = format!("larger than the limit of {} bytes", options.limits.document);
        return Err(fail(Code::TooLarge, &input, message));
    }
    let text = match format {
        InputFormat::Html => charset::decode_page(bytes, charset::of_media_type(media)),
        _ => charset::decode_text(bytes, charset::of_media_type(media)),
    };
    let text = text.map_err(|(code, message)| fail(code, &input, message))?;
    if text.trim().is_empty() {
        return Err(fail(Code::Empty, &input, "nothing in it"));
    }
    let content = if format == InputFormat::Html { Content::Html(text) } else { Content::Text(text) };
    let document = RawDocument { input, content, given: Given { url, listed, ..Given::default() } };
    Ok(State::One(Some(Box::new(Ok(document)))))
}

/// A reason with its code, before the input's name is put to it.
type Failure = (Code, String);

fn fail(code: Code, input: &str, message: impl std::fmt::Display) -> Error {
    Error::new(Stage::Decode, code, input, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn outcome(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<RawDocument, Code>> {
        let payload = Payload { name: Some(name.to_owned()), ..Payload::from_bytes(name, bytes.to_vec()) };
        documents(payload, options).map(|item| item.map_err(|error| error.code)).collect()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).expect("compressed");
        encoder.finish().expect("compressed")
    }

    fn only_text(outcome: &[Result<RawDocument, Code>]) -> &str {
        match outcome {
            [Ok(RawDocument { content: Content::Text(text), .. })] => text,
            other => panic!("one text expected, not {other:?}"),
        }
    }

    #[test]
    fn a_text_is_kept_byte_for_byte() {
        let text = "\r\nExports\u{a0}rose  5%.\r\n\r\n ";
        assert_eq!(only_text(&outcome("a.txt", text.as_bytes(), &Options::default())), text);
        assert_eq!(only_text(&outcome("a.txt.gz", &gzip(text.as_bytes()), &Options::default())), text);
    }

    #[test]
    fn all_gzip_members_are_read() {
        let bytes = [gzip(b"Exports "), gzip(b"rose.")].concat();
        assert_eq!(only_text(&outcome("a.txt.gz", &bytes, &Options::default())), "Exports rose.");
    }

    #[test]
    fn each_failure_is_one_error() {
        let random: Vec<u8> = (0..20_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let small = Options { limits: Limits { document: 100, line: 100 }, ..Options::default() };
        let damaged = &gzip(b"Exports rose by five percent.")[..20];
        let cases: [(&str, &[u8], &Options, Code); 8] = [
            ("a.html", b"", &Options::default(), Code::Empty),
            ("a.txt", b" \n\t", &Options::default(), Code::Empty),
            ("a.jsonl", b"\n\n", &Options::default(), Code::Empty),
            ("a.bin", &random, &Options::default(), Code::NotText),
            ("a.html", &random, &Options::default(), Code::NotText),
            ("a.txt", &[b'x'; 101], &small, Code::TooLarge),
            ("a.txt.gz", &gzip(&[b'x'; 1 << 20]), &small, Code::TooLarge),
            ("a.txt.gz", damaged, &Options::default(), Code::BadCompression),
        ];
        for (name, bytes, options, code) in cases {
            assert_eq!(outcome(name, bytes, options), [Err(code)], "{name} {code:?}");
        }
    }

    #[test]
    fn a_forced_format_overrules_the_name() {
        let options = Options { format: Some(InputFormat::Text), ..Options::default() };
        assert_eq!(only_text(&outcome("a.html", b"<p>Exports</p>", &options)), "<p>Exports</p>");
    }
}
