//! How stored bytes are compressed: told by their first bytes, not by a name.
//!
//! [`Member`] is one gzip member or zstd frame, or all of what is not compressed; web archives hold a record in each.
//! Its end has been verified (length, checksum) once it reads as ended.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;
#[cfg(feature = "zstd")]
use zstd::stream::read::Decoder as ZstdDecoder;

use super::source::{Cause, Source};

/// Enough to keep the calls few, small enough to be made anew for each page.
const BUFFER: usize = 32 << 10;

const GZIP: &[u8] = &[0x1f, 0x8b, 0x08];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// A frame that holds the dictionary of the frames after it, at the beginning of a web archive.
pub(super) const DICTIONARY: &[u8] = &[0x5d, 0x2a, 0x4d, 0x18];

/// A compression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Codec {
    Plain,
    Gzip,
    Zstd,
}

impl Codec {
    /// How bytes that begin so are compressed.
    pub(super) fn of(start: &[u8]) -> Self {
        if start.starts_with(GZIP) {
            Self::Gzip
        } else if start.starts_with(ZSTD) || start.starts_with(DICTIONARY) {
            Self::Zstd
        } else {
            Self::Plain
        }
    }

    /// The first bytes of a member.
    pub(super) fn magic(self) -> &'static [u8] {
        match self {
            Self::Plain => b"",
            Self::Gzip => GZIP,
            Self::Zstd => ZSTD,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Plain => "uncompressed",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }

    /// Says of a failed read that the data is damaged, unless it is the medium.
    pub(super) fn damaged(self, error: io::Error) -> io::Error {
        if Cause::of(&error).is_some() {
            return error;
        }
        io::Error::new(io::ErrorKind::InvalidData, Cause::Damaged(self.name(), error))
    }
}

/// The decompressed bytes of one member, which begins where the source stands.
#[allow(clippy::large_enum_variant, reason = "there is one at a time")]
pub(super) enum Member {
    Plain(Source),
    Gzip(BufReader<GzDecoder<Source>>),
    #[cfg(feature = "zstd")]
    Zstd(BufReader<ZstdDecoder<'static, Source>>),
}

impl Member {
    pub(super) fn open(source: Source, codec: Codec, dictionary: &[u8]) -> io::Result<Self> {
        match codec {
            Codec::Plain => Ok(Self::Plain(source)),
            Codec::Gzip => Ok(Self::Gzip(BufReader::with_capacity(BUFFER, GzDecoder::new(source)))),
            #[cfg(feature = "zstd")]
            Codec::Zstd => {
                let decoder = ZstdDecoder::with_dictionary(source, dictionary)?.single_frame();
                Ok(Self::Zstd(BufReader::with_capacity(BUFFER, decoder)))
            }
            #[cfg(not(feature = "zstd"))]
            Codec::Zstd => {
                let _ = dictionary;
                Err(no_zstd())
            }
        }
    }

    /// Gives the source back, at the end of what was read of it.
    pub(super) fn into_source(self) -> Source {
        match self {
            Self::Plain(source) => source,
            Self::Gzip(reader) => reader.into_inner().into_inner(),
            #[cfg(feature = "zstd")]
            Self::Zstd(reader) => reader.into_inner().finish(),
        }
    }

    fn codec(&self) -> Codec {
        match self {
            Self::Plain(_) => Codec::Plain,
            Self::Gzip(_) => Codec::Gzip,
            #[cfg(feature = "zstd")]
            Self::Zstd(_) => Codec::Zstd,
        }
    }
}

impl BufRead for Member {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let codec = self.codec();
        let filled = match self {
            Self::Plain(source) => source.fill_buf(),
            Self::Gzip(reader) => reader.fill_buf(),
            #[cfg(feature = "zstd")]
            Self::Zstd(reader) => reader.fill_buf(),
        };
        filled.map_err(|error| codec.damaged(error))
    }

    fn consume(&mut self, amount: usize) {
        match self {
            Self::Plain(source) => source.consume(amount),
            Self::Gzip(reader) => reader.consume(amount),
            #[cfg(feature = "zstd")]
            Self::Zstd(reader) => reader.consume(amount),
        }
    }
}

impl Read for Member {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

/// All decompressed bytes of a source, member after member.
pub(super) fn all(source: Source, codec: Codec) -> io::Result<Box<dyn Read + Send>> {
    match codec {
        Codec::Plain => Ok(Box::new(source)),
        Codec::Gzip => Ok(Box::new(flate2::bufread::MultiGzDecoder::new(source))),
        #[cfg(feature = "zstd")]
        Codec::Zstd => Ok(Box::new(ZstdDecoder::with_buffer(source)?)),
        #[cfg(not(feature = "zstd"))]
        Codec::Zstd => Err(no_zstd()),
    }
}

#[cfg(not(feature = "zstd"))]
fn no_zstd() -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, "this build does not read zstd: build it with the feature `zstd`")
}
