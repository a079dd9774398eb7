//! Bytes of a list as UTF-8, from whatever encoding its mark or XML declaration names.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_8};

/// Bytes in which the declaration stands.
const DECLARATION: usize = 256;
const CHUNK: usize = 16 << 10;

/// Reads as UTF-8. What the encoding does not allow becomes the replacement character.
pub(super) struct Utf8<R> {
    inner: R,
    decoder: Decoder,
    encoded: Vec<u8>,
    /// Decoded bytes, of which those from `at` have not been read.
    plain: Vec<u8>,
    at: usize,
    is_done: bool,
}

impl<R: Read> Utf8<R> {
    pub(super) fn new(mut inner: R) -> io::Result<Self> {
        let mut start = Vec::new();
        // A failure here comes again with the next read.
        let _ = inner.by_ref().take(DECLARATION as u64).read_to_end(&mut start);
        let decoder = declared(&start).new_decoder();
        let mut reader = Self { inner, decoder, encoded: start, plain: Vec::new(), at: 0, is_done: false };
        reader.decode(false);
        Ok(reader)
    }

    pub(super) fn into_inner(self) -> R {
        self.inner
    }

    fn decode(&mut self, is_last: bool) {
        let room = self.decoder.max_utf8_buffer_length(self.encoded.len()).unwrap_or(CHUNK);
        self.plain.resize(room, 0);
        let (_, _, size, _) = self.decoder.decode_to_utf8(&self.encoded, &mut self.plain, is_last);
        self.plain.truncate(size);
        self.at = 0;
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.plain.len() && !self.is_done {
            self.encoded.resize(CHUNK, 0);
            let size = self.inner.read(&mut self.encoded)?;
            self.encoded.truncate(size);
            self.is_done = size == 0;
            self.decode(self.is_done);
        }
        let size = buffer.len().min(self.plain.len() - self.at);
        buffer[..size].copy_from_slice(&self.plain[self.at..self.at + size]);
        self.at += size;
        Ok(size)
    }
}

/// The beginning of a list as text.
pub(super) fn decoded(start: &[u8]) -> String {
    declared(&start[..start.len().min(DECLARATION)]).decode(start).0.into_owned()
}

/// The encoding that an XML declaration names; a byte order mark, which the decoder heeds, overrules it.
fn declared(start: &[u8]) -> &'static Encoding {
    let text = String::from_utf8_lossy(start);
    let declaration = text.split_once("?>").map_or("", |(declaration, _)| declaration);
    let label = declaration.split_once("encoding").and_then(|(_, rest)| rest.split(['"', '\'']).nth(1));
    label.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(UTF_8).output_encoding()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        let mut text = String::new();
        Utf8::new(bytes).and_then(|mut reader| reader.read_to_string(&mut text)).expect("read");
        text
    }

    #[test]
    fn marks_and_declarations_are_heeded() {
        let utf16: Vec<u8> = "\u{feff}<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf16), "<a>é</a>");
        assert!(read(b"<?xml version='1.0' encoding='windows-1251'?><a>\xcf</a>").ends_with("<a>П</a>"));
        assert!(read(b"<?xml version=\"1.0\" encoding=\"nonsense\"?><a>\xc3\xa9</a>").ends_with("<a>é</a>"));
        assert_eq!(read(b"<a encoding='windows-1251'>\xc3\xa9\xff</a>"), "<a encoding='windows-1251'>é\u{fffd}</a>");
        assert_eq!(read(b""), "");
    }

    #[test]
    fn characters_across_chunks_are_whole() {
        for shift in 0..3 {
            let text = format!("{}{}", "x".repeat(shift), "€".repeat(3 * CHUNK));
            assert_eq!(read(text.as_bytes()), text);
        }
    }
}
