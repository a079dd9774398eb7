//! The members of an archive and the blocks of its records, and how reading goes on after damage.
//!
//! Each record of a compressed archive is a member of its own; then a damaged one costs itself alone: reading goes
//! on at the next place that has a member's first bytes and decompresses to the beginning of a record. An archive
//! that is one long member, or is not compressed, is read as well.

use std::io::{self, BufRead, Read};

use crate::decode::compression::{Codec, DICTIONARY, Member};
use crate::decode::source::{Cause, Source};

/// The largest dictionary, as stored and as used. Real ones have a few hundred kilobytes.
const DICTIONARY_LIMIT: u64 = 16 << 20;

/// What every record begins with.
const VERSION: &[u8] = b"WARC/";

/// What comes next.
pub(super) enum Next {
    /// A record begins here, at this place.
    Record(String),
    /// A stretch that cannot be read, at this place.
    Damaged { at: String, message: String },
    /// Nothing more.
    End,
}

#[allow(clippy::large_enum_variant, reason = "there is one, and it changes with every record")]
enum State {
    /// Before a member.
    Between(Source),
    /// In the member that begins at `start`, of which `read` decompressed bytes have been read.
    Inside { member: Member, start: u64, read: u64 },
    /// Only for a moment, while one state becomes another.
    Moving,
}

/// The members, one after another.
pub(super) struct Members {
    codec: Codec,
    state: State,
    dictionary: Option<Vec<u8>>,
    /// Where the record at hand began, in the member's bytes, and what is left of its block.
    begun: u64,
    left: u64,
    /// Damage that has been met and not yet told.
    damage: Option<(String, String)>,
}

impl Members {
    pub(super) fn new(source: Source, codec: Codec) -> Self {
        Self { codec, state: State::Between(source), dictionary: None, begun: 0, left: 0, damage: None }
    }

    /// Goes on to the next record. Fails only where the medium does.
    pub(super) fn next(&mut self) -> io::Result<Next> {
        loop {
            if let Some((at, message)) = self.damage.take() {
                return Ok(Next::Damaged { at, message });
            }
            match &mut self.state {
                State::Between(_) => {
                    if !self.open()? {
                        return Ok(Next::End);
                    }
                }
                State::Inside { .. } => match self.blank_lines() {
                    Ok(true) => {
                        self.begun = self.read();
                        return Ok(Next::Record(self.place()));
                    }
                    Ok(false) => self.close(),
                    Err(error) => self.damaged(error)?,
                },
                State::Moving => return Ok(Next::End),
            }
        }
    }

    /// Where the next record begins: the member's offset, and how far inside where it is not its first.
    fn place(&self) -> String {
        match &self.state {
            State::Inside { start, read, .. } if self.codec == Codec::Plain => (start + read).to_string(),
            State::Inside { start, read: 0, .. } => start.to_string(),
            State::Inside { start, read, .. } => format!("{start}+{read}"),
            State::Between(source) => source.offset().to_string(),
            State::Moving => String::new(),
        }
    }

    /// How much of the member at hand has been read.
    fn read(&self) -> u64 {
        if let State::Inside { read, .. } = self.state { read } else { 0 }
    }

    /// Opens the member that comes next; `false` at the end.
    fn open(&mut self) -> io::Result<bool> {
        let State::Between(mut source) = std::mem::replace(&mut self.state, State::Moving) else { return Ok(false) };
        if self.dictionary.is_none() {
            self.dictionary = Some(dictionary(&mut source)?);
        }
        source.mark();
        let start = source.offset();
        let magic = source.peek(self.codec.magic().len().max(1))?;
        if magic.is_empty() {
            return Ok(false);
        }
        // Between the members there should be nothing. Skippable frames of zstd are the decoder's to skip.
        if self.codec == Codec::Gzip && !magic.starts_with(self.codec.magic()) {
            let error = io::Error::new(io::ErrorKind::InvalidData, "no member begins here");
            return self.resync(source, start, &error).map(|()| true);
        }
        let member = Member::open(source, self.codec, self.dictionary.as_deref().unwrap_or_default())?;
        self.state = State::Inside { member, start, read: 0 };
        Ok(true)
    }

    fn close(&mut self) {
        if let State::Inside { member, .. } = std::mem::replace(&mut self.state, State::Moving) {
            self.state = State::Between(member.into_source());
        }
    }

    /// Passes over blank lines; `false` at the end of the member.
    fn blank_lines(&mut self) -> io::Result<bool> {
        loop {
            let buffer = self.fill_buf()?;
            let blank = buffer.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let (ended, more) = (buffer.is_empty(), blank < buffer.len());
            self.consume(blank);
            if ended || more {
                return Ok(more);
            }
        }
    }

    /// Goes on after a failed read: behind the member at hand, whose damage is told next. Fails where the medium did.
    pub(super) fn damaged(&mut self, error: io::Error) -> io::Result<()> {
        if !matches!(Cause::of(&error), Some(Cause::Damaged(..))) {
            return Err(error);
        }
        match std::mem::replace(&mut self.state, State::Moving) {
            State::Inside { member, start, .. } => self.resync(member.into_source(), start, &error),
            state => {
                self.state = state;
                Err(error)
            }
        }
    }

    /// Looks for the first sound member behind `start`.
    fn resync(&mut self, source: Source, start: u64, error: &io::Error) -> io::Result<()> {
        let mut source = source;
        source.back_to(start + 1);
        let message = loop {
            let magic = self.codec.magic();
            let buffer = source.fill_buf()?;
            if buffer.is_empty() {
                break format!("{error}; there is nothing after it that can be read");
            }
            let Some(first) = buffer.iter().position(|byte| magic.first() == Some(byte)) else {
                let all = buffer.len();
                source.consume(all);
                continue;
            };
            source.consume(first);
            source.mark();
            let at = source.offset();
            let candidate = source.peek(magic.len())? == magic;
            if candidate {
                let mut member = Member::open(source, self.codec, self.dictionary.as_deref().unwrap_or_default())?;
                let mut version = [0; VERSION.len()];
                let sound = member.read_exact(&mut version);
                source = member.into_source();
                source.back_to(at);
                match sound {
                    Ok(()) if version == VERSION => break format!("{error}; reading goes on at byte {at}"),
                    Err(error) if matches!(Cause::of(&error), Some(Cause::Medium(_))) => return Err(error),
                    _ => {}
                }
            }
            source.consume(1);
        };
        self.damage = Some((start.to_string(), message));
        self.state = State::Between(source);
        Ok(())
    }

    /// Goes on to the next line of the member that begins a record, or to the member's end.
    pub(super) fn recover(&mut self) -> io::Result<()> {
        self.left = 0;
        let mut line_begins = true;
        loop {
            let moved = self.read() > self.begun;
            let buffer = self.fill_buf()?;
            if buffer.is_empty() || moved && line_begins && buffer.starts_with(VERSION) {
                return Ok(());
            }
            let end = buffer.iter().position(|&byte| byte == b'\n');
            let size = end.map_or(buffer.len(), |end| end + 1);
            self.consume(size);
            line_begins = end.is_some();
        }
    }

    /// The record's head, which ends where its own lines say.
    pub(super) fn head(&mut self) -> Block<'_> {
        self.left = u64::MAX;
        Block(self)
    }

    /// The block of the record whose head has just been read has this many bytes.
    pub(super) fn begin_block(&mut self, length: u64) {
        self.left = length;
    }

    /// What is left of the block.
    pub(super) fn block(&mut self) -> Block<'_> {
        Block(self)
    }

    /// Reads the rest of the block; `None` where it is more than `limit`.
    pub(super) fn read_block(&mut self, limit: u64) -> io::Result<Option<Vec<u8>>> {
        if self.left > limit {
            return Ok(None);
        }
        // The length is a claim: no more is reserved for it than a large page needs.
        let mut bytes = Vec::with_capacity(usize::try_from(self.left).unwrap_or_default().min(1 << 20));
        self.block().read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// Passes over what is left of the block; the message says what is wrong where the member ends before it.
    pub(super) fn end_block(&mut self) -> io::Result<Result<(), String>> {
        loop {
            let size = self.block().fill_buf()?.len();
            if size == 0 {
                break;
            }
            self.block().consume(size);
        }
        let missing = std::mem::take(&mut self.left);
        if missing > 0 {
            return Ok(Err(format!("the record is cut short: {missing} bytes of it are missing")));
        }
        Ok(Ok(()))
    }

    /// Reads on to the end of the record, so that the checksum of a member that ends with it has been verified.
    pub(super) fn verify(&mut self) -> io::Result<()> {
        self.blank_lines().map(drop)
    }
}

impl Members {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match &mut self.state {
            State::Inside { member, .. } => member.fill_buf(),
            _ => Ok(&[]),
        }
    }

    fn consume(&mut self, amount: usize) {
        if let State::Inside { member, read, .. } = &mut self.state {
            *read += amount as u64;
            member.consume(amount);
        }
    }
}

/// What is left of a record's block, and no more than that.
pub(super) struct Block<'a>(&'a mut Members);

impl BufRead for Block<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let left = usize::try_from(self.0.left).unwrap_or(usize::MAX);
        if left == 0 {
            return Ok(&[]);
        }
        let buffer = self.0.fill_buf()?;
        Ok(&buffer[..buffer.len().min(left)])
    }

    fn consume(&mut self, amount: usize) {
        self.0.consume(amount);
        self.0.left = self.0.left.saturating_sub(amount as u64);
    }
}

impl Read for Block<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

/// The dictionary in front of the members, or an empty one.
fn dictionary(source: &mut Source) -> io::Result<Vec<u8>> {
    let head = source.peek(8)?;
    let Some(&[a, b, c, d]) = head.strip_prefix(DICTIONARY).and_then(|size| size.first_chunk()) else {
        return Ok(Vec::new());
    };
    let size = u64::from(u32::from_le_bytes([a, b, c, d])).min(DICTIONARY_LIMIT);
    source.consume(8);
    let mut dictionary = Vec::new();
    source.by_ref().take(size).read_to_end(&mut dictionary)?;
    if Codec::of(&dictionary) == Codec::Zstd {
        let stored = Source::new(Box::new(io::Cursor::new(std::mem::take(&mut dictionary))));
        // One that cannot be read is none: the members that need it will say so.
        let _ = Member::open(stored, Codec::Zstd, &[])?.take(DICTIONARY_LIMIT).read_to_end(&mut dictionary);
    }
    Ok(dictionary)
}
