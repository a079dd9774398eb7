//! The bytes of an input as they are stored, with their offsets and a way back.
//!
//! Guarantees: bytes read since [`Source::mark`] can be read again, up to [`KEPT`] of them; that is how the beginning
//! of an input is looked at and how reading goes on after a damaged member. Memory is bounded by [`KEPT`], and in
//! practice by the size of one member. Failures of the medium below are told from damaged data by [`Cause`].

use std::io::{self, BufRead, Read};

/// How much is kept for the way back. Members of web archives are pages, which are far smaller.
const KEPT: usize = 8 << 20;
/// How much is read at a time.
const PIECE: usize = 64 << 10;

pub(super) type Body = Box<dyn Read + Send>;

/// Why a read failed: the reason inside the [`io::Error`].
#[derive(Debug, thiserror::Error)]
pub(super) enum Cause {
    /// The file, the pipe or the connection.
    #[error("cannot be read: {0}")]
    Medium(io::Error),
    /// The data in it.
    #[error("damaged {0} data: {1}")]
    Damaged(&'static str, io::Error),
}

impl Cause {
    /// The cause inside an error, where it has one.
    pub(super) fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}

/// Stored bytes.
pub(super) struct Source {
    body: Body,
    /// What is kept, with the offset of its first byte.
    window: Vec<u8>,
    start: u64,
    /// The next byte and the marked one, in the window.
    at: usize,
    mark: usize,
}

impl Source {
    pub(super) fn new(body: Body) -> Self {
        Self { body, window: Vec::new(), start: 0, at: 0, mark: 0 }
    }

    /// The offset of the next byte.
    pub(super) fn offset(&self) -> u64 {
        self.start + self.at as u64
    }

    /// Keeps what is read from here on.
    pub(super) fn mark(&mut self) {
        self.mark = self.at;
    }

    /// Goes back to `offset`, or to the first byte after it that is kept.
    pub(super) fn back_to(&mut self, offset: u64) {
        self.at = usize::try_from(offset.saturating_sub(self.start)).map_or(self.at, |at| at.min(self.at));
        self.mark = self.mark.min(self.at);
    }

    /// The next bytes, `size` of them unless the input ends before, without reading past them.
    pub(super) fn peek(&mut self, size: usize) -> io::Result<&[u8]> {
        while self.window.len() - self.at < size {
            if self.more()? == 0 {
                break;
            }
        }
        let end = self.window.len().min(self.at + size);
        Ok(&self.window[self.at..end])
    }

    /// Reads a piece more and returns its size, zero at the end.
    fn more(&mut self) -> io::Result<usize> {
        if self.at - self.mark > KEPT {
            self.mark = self.at;
        }
        if self.mark > 0 {
            self.window.drain(..self.mark);
            self.start += self.mark as u64;
            self.at -= self.mark;
            self.mark = 0;
        }
        let held = self.window.len();
        self.window.resize(held + PIECE, 0);
        let read = loop {
            match self.body.read(&mut self.window[held..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                outcome => break outcome,
            }
        };
        self.window.truncate(held + *read.as_ref().unwrap_or(&0));
        // An archive inside an archive: the cause is known already.
        read.map_err(|error| if Cause::of(&error).is_some() { error } else { medium(error) })
    }
}

fn medium(error: io::Error) -> io::Error {
    io::Error::new(error.kind(), Cause::Medium(error))
}

impl BufRead for Source {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.window.len() {
            self.more()?;
        }
        Ok(&self.window[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.window.len());
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn source(size: usize) -> Source {
        Source::new(Box::new(Cursor::new((0..size).map(|i| (i % 251) as u8).collect::<Vec<u8>>())))
    }

    #[test]
    fn what_is_marked_can_be_read_again() {
        let mut source = source(300_000);
        io::copy(&mut source.by_ref().take(100_000), &mut io::sink()).expect("read");
        source.mark();
        assert_eq!(source.peek(3).expect("read"), [102, 103, 104]);
        io::copy(&mut source.by_ref().take(150_000), &mut io::sink()).expect("read");
        assert_eq!(source.offset(), 250_000);
        source.back_to(100_001);
        assert_eq!((source.offset(), source.peek(1).expect("read")), (100_001, &[103u8][..]));
        let mut rest = Vec::new();
        source.read_to_end(&mut rest).expect("read");
        assert_eq!(rest.len(), 199_999);
        assert!(source.peek(1).expect("the end").is_empty());
    }

    #[test]
    fn no_more_is_kept_than_the_limit() {
        let mut source = source(3 * KEPT);
        source.mark();
        io::copy(&mut source, &mut io::sink()).expect("read");
        assert!(source.window.capacity() < 3 * KEPT);
        // The marked bytes are gone: it goes back as far as it can.
        source.back_to(0);
        assert!(source.offset() > 0);
    }

    #[test]
    fn a_failing_medium_is_told() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("worn out"))
            }
        }
        let error = Source::new(Box::new(Broken)).peek(1).expect_err("an error");
        assert!(matches!(Cause::of(&error), Some(Cause::Medium(_))), "{error:?}");
    }
}
