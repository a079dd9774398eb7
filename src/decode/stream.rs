//! A body as a stream of decompressed bytes whose beginning can be looked at.
//!
//! Gzip and zstd are recognised by their magic numbers, not by a name, and all their members are read. Nothing is held
//! beyond the first few kilobytes.

use std::io::{self, BufRead, BufReader, Read};

use super::compression::{Codec, all};
use super::source::{Cause, Source};
use crate::error::{Code, Error, Stage};

/// How much of the beginning is looked at. A kind is told from less.
const START: u64 = 4096;
const BUFFER: usize = 64 << 10;

/// Decompressed bytes.
pub(super) struct Stream {
    codec: Codec,
    reader: BufReader<Box<dyn Read + Send>>,
}

impl Stream {
    pub(super) fn new(source: Source, codec: Codec) -> io::Result<Self> {
        Ok(Self { codec, reader: BufReader::with_capacity(BUFFER, all(source, codec)?) })
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer).map_err(|error| self.codec.damaged(error))
    }
}

impl BufRead for Stream {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let codec = self.codec;
        self.reader.fill_buf().map_err(|error| codec.damaged(error))
    }

    fn consume(&mut self, amount: usize) {
        self.reader.consume(amount);
    }
}

/// The first decompressed bytes of a source that stands at its beginning, and the source there again.
pub(super) fn start(source: Source, codec: Codec) -> (io::Result<Vec<u8>>, Source) {
    let mut source = source;
    let mut start = Vec::new();
    if codec == Codec::Plain {
        let start = source.peek(START as usize).map(<[u8]>::to_vec);
        return (start, source);
    }
    let mut member = match super::compression::Member::open(source, codec, &[]) {
        Ok(member) => member,
        Err(error) => return (Err(error), Source::new(Box::new(io::empty()))),
    };
    let read = member.by_ref().take(START).read_to_end(&mut start);
    source = member.into_source();
    source.back_to(0);
    (read.map(|_| start), source)
}

/// The error record for a failed read.
pub(super) fn failure(input: &str, error: &io::Error) -> Error {
    match Cause::of(error) {
        Some(damaged @ Cause::Damaged(..)) => Error::new(Stage::Decode, Code::BadCompression, input, damaged),
        Some(medium) => Error::new(Stage::Fetch, Code::Unreadable, input, medium),
        None => Error::new(Stage::Fetch, Code::Unreadable, input, format_args!("cannot be read: {error}")),
    }
}
