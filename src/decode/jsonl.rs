//! JSON Lines of articles: `{"id","title","text","html","url","published","language"}`, with `text` or `html`.
//!
//! Guarantees: one line at a time in memory, and no more of it than the limit; a line that fails is one error with its
//! number and the rest of the file goes on; `text` is taken byte for byte. Unknown fields are ignored, `null` is as
//! good as absent.

use std::io::{self, BufRead};

use serde::Deserialize;

use super::stream::{self, Stream};
use super::{Content, Given, RawDocument, fail};
use crate::error::{Code, Error};

/// The documents of a stream of lines.
pub(super) struct Lines {
    input: String,
    stream: Stream,
    limit: u64,
    number: u64,
    line: Vec<u8>,
    any: bool,
    done: bool,
}

#[derive(Deserialize)]
struct Row {
    id: Option<Id>,
    title: Option<String>,
    text: Option<String>,
    html: Option<String>,
    url: Option<String>,
    published: Option<String>,
    language: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(i64),
}

impl Lines {
    pub(super) fn new(input: String, stream: Stream, limit: u64) -> Self {
        Self { input, stream, limit, number: 0, line: Vec::new(), any: false, done: false }
    }

    fn place(&self) -> String {
        format!("{}:{}", self.input, self.number)
    }

    fn document(&self, line: &[u8]) -> Result<RawDocument, Error> {
        let input = self.place();
        let line = std::str::from_utf8(line).map_err(|error| {
            fail(Code::InvalidUtf8, &input, format_args!("invalid UTF-8 at byte {} of the line", error.valid_up_to()))
        })?;
        let row: Row = serde_json::from_str(line).map_err(|error| fail(Code::BadJson, &input, explain(&error)))?;
        let content = match (row.text, row.html) {
            (Some(text), _) => Content::Text(text),
            (None, Some(html)) => Content::Html(html),
            (None, None) => return Err(fail(Code::BadJson, &input, "no article: it has neither `text` nor `html`")),
        };
        let (Content::Text(body) | Content::Html(body)) = &content;
        if body.trim().is_empty() {
            return Err(fail(Code::Empty, &input, "nothing in its `text` or `html`"));
        }
        let id = row.id.map(|id| match id {
            Id::Text(id) => id,
            Id::Number(id) => id.to_string(),
        });
        let given = Given {
            id: id.filter(|id| !id.is_empty()),
            url: said(row.url),
            title: said(row.title),
            published: said(row.published),
            language: said(row.language),
            listed: None,
        };
        Ok(RawDocument { input, content, given })
    }
}

impl Iterator for Lines {
    type Item = Result<RawDocument, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            self.number += 1;
            let mut line = std::mem::take(&mut self.line);
            line.clear();
            let read = read_line(&mut self.stream, &mut line, self.limit);
            let bytes = if self.number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line) } else { &line };
            let outcome = match read {
                Err(error) => {
                    self.done = true;
                    Some(Err(stream::failure(&self.input, &error)))
                }
                Ok(Line::End) => {
                    self.done = true;
                    (!self.any).then(|| Err(fail(Code::Empty, &self.input, "nothing in it")))
                }
                Ok(Line::TooLong) => {
                    let message = format_args!("the line is longer than the limit of {} bytes", self.limit);
                    Some(Err(fail(Code::TooLarge, &self.place(), message)))
                }
                Ok(Line::Read) if bytes.trim_ascii().is_empty() => None,
                Ok(Line::Read) => Some(self.document(bytes)),
            };
            self.line = line;
            if outcome.is_some() {
                self.any = true;
                return outcome;
            }
        }
        None
    }
}

enum Line {
    Read,
    TooLong,
    End,
}

/// Reads one line without its line feed. Of a line over the limit the rest is passed over, not held.
fn read_line(stream: &mut impl BufRead, line: &mut Vec<u8>, limit: u64) -> io::Result<Line> {
    let mut seen = 0u64;
    loop {
        let buffer = match stream.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            return Ok(if seen == 0 { Line::End } else { finish(seen, limit) });
        }
        let end = buffer.iter().position(|&b| b == b'\n');
        let piece = &buffer[..end.unwrap_or(buffer.len())];
        seen += piece.len() as u64;
        if seen <= limit {
            line.extend_from_slice(piece);
        } else {
            *line = Vec::new();
        }
        let consumed = piece.len() + usize::from(end.is_some());
        stream.consume(consumed);
        if end.is_some() {
            return Ok(finish(seen, limit));
        }
    }
}

fn finish(seen: u64, limit: u64) -> Line {
    if seen > limit { Line::TooLong } else { Line::Read }
}

/// A field that says something.
fn said(field: Option<String>) -> Option<String> {
    field.filter(|text| !text.trim().is_empty())
}

/// serde's message with the column alone: its line is always 1.
fn explain(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    format!("no JSON object of an article: {message} at column {}", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::{compression::Codec, source::Source};
    use std::io::Cursor;

    fn read(bytes: &[u8], limit: u64) -> Vec<Result<RawDocument, (Code, String)>> {
        let source = Source::new(Box::new(Cursor::new(bytes.to_vec())));
        let stream = Stream::new(source, Codec::Plain).expect("a stream");
        let lines = Lines::new("f.jsonl".to_owned(), stream, limit);
        lines.map(|item| item.map_err(|error| (error.code, error.input))).collect()
    }

    #[test]
    fn a_bad_line_is_one_error_and_the_rest_goes_on() {
        let lines = b"\xef\xbb\xbf{\"id\":7,\"text\":\"Exports \\u00e9\\n rose\",\"other\":[1]}\r\n\n{\"id\":\n[1]\n{\"title\":\"x\"}\n\
            {\"text\":\"a\xff\"}\n{\"text\":\" \"}\n{\"html\":\"<p>x\",\"id\":\"b\",\"title\":null}";
        let found = read(lines, 1000);
        let error = |code, line: u32| Err((code, format!("f.jsonl:{line}")));
        let first = found[0].as_ref().expect("a document");
        assert_eq!(first.content, Content::Text("Exports é\n rose".into()));
        assert_eq!((first.given.id.as_deref(), first.input.as_str()), (Some("7"), "f.jsonl:1"));
        assert_eq!(
            found[1..6],
            [
                error(Code::BadJson, 3),
                error(Code::BadJson, 4),
                error(Code::BadJson, 5),
                error(Code::InvalidUtf8, 6),
                error(Code::Empty, 7)
            ]
        );
        let last = found[6].as_ref().expect("a document");
        assert_eq!(last.content, Content::Html("<p>x".into()));
        assert_eq!(last.given, Given { id: Some("b".into()), ..Given::default() });
        assert_eq!(found.len(), 7);
    }

    #[test]
    fn a_line_over_the_limit_is_passed_over() {
        let long = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"rose\"}}\n", "x".repeat(200_000));
        let found = read(long.as_bytes(), 100_000);
        assert_eq!(found[0], Err((Code::TooLarge, "f.jsonl:1".into())));
        assert_eq!(found[1].as_ref().expect("a document").content, Content::Text("rose".into()));
        assert_eq!(found.len(), 2);
    }
}
