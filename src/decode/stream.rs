//! A body as a stream of decompressed bytes whose beginning can be looked at.
//!
//! Gzip is recognised by its magic number, not by a name, and all its members are read. Nothing is held beyond the
//! first few kilobytes.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use flate2::read::MultiGzDecoder;

use crate::error::{Code, Error, Stage};

/// How much of the beginning is kept to look at. A kind is told from less; reading is faster in larger pieces.
const START: u64 = 4096;
const BUFFER: usize = 64 << 10;

type Body = Box<dyn Read + Send>;

/// Decompressed bytes.
pub(super) struct Stream {
    start: Vec<u8>,
    reader: BufReader<Chain<Cursor<Vec<u8>>, Body>>,
}

impl Stream {
    pub(super) fn open(body: Body) -> io::Result<Self> {
        let (magic, body) = peek(body, 2)?;
        let body: Body = Box::new(Cursor::new(magic.clone()).chain(body));
        let body: Body = if magic == [0x1f, 0x8b] {
            Box::new(Gzip(MultiGzDecoder::new(BufReader::with_capacity(BUFFER, body))))
        } else {
            body
        };
        let (start, rest) = peek(body, START)?;
        let reader = BufReader::with_capacity(BUFFER, Cursor::new(start.clone()).chain(rest));
        Ok(Self { start, reader })
    }

    /// The first bytes, also after they were read.
    pub(super) fn start(&self) -> &[u8] {
        &self.start
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

impl BufRead for Stream {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.reader.consume(amount);
    }
}

/// Marks the errors of decompression, so that they can be told from those of the disk below.
struct Gzip<R>(MultiGzDecoder<R>);

#[derive(Debug, thiserror::Error)]
#[error("damaged gzip data: {0}")]
struct Damaged(io::Error);

impl<R: Read> Read for Gzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                io::Error::new(io::ErrorKind::InvalidData, Damaged(error))
            }
            _ => error,
        })
    }
}

fn peek(mut body: Body, size: u64) -> io::Result<(Vec<u8>, Body)> {
    let mut start = Vec::new();
    body.by_ref().take(size).read_to_end(&mut start)?;
    Ok((start, body))
}

/// The error record for a failed read.
pub(super) fn failure(input: &str, error: &io::Error) -> Error {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Damaged>()) {
        Some(damaged) => Error::new(Stage::Decode, Code::BadCompression, input, damaged),
        None => Error::new(Stage::Fetch, Code::Unreadable, input, format_args!("cannot be read: {error}")),
    }
}
