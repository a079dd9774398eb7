//! Which lines of a page its metadata repeats.
//!
//! A line is confirmed when its beginning stands at the start of a word of a description or of JSON-LD's `articleBody`.
//! All such windows of the metadata are hashed once, so that a line costs one look-up however long the metadata is.

use rustc_hash::FxHashSet;

use super::super::tree::push_lower;
use super::super::work;
use super::blocks::Block;

/// How many bytes of letters and digits must agree.
const WINDOW: usize = 32;

/// What the metadata says of the body.
pub(super) struct Known {
    windows: FxHashSet<u64>,
}

impl Known {
    pub(super) fn new<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut windows = FxHashSet::default();
        let mut key = String::new();
        for text in texts {
            work::add(text.len());
            let mut hash = Rolling::default();
            // Of the last bytes, one bit each: whether a word begins there.
            let (mut starts, mut inside) = (0u64, false);
            for c in text.chars() {
                let letter = c.is_alphanumeric();
                if letter {
                    key.clear();
                    push_lower(&mut key, c);
                    for (i, &byte) in key.as_bytes().iter().enumerate() {
                        // Scripts without spaces have words that begin anywhere.
                        starts = starts << 1 | u64::from(i == 0 && (!inside || !c.is_ascii()));
                        hash.push(byte);
                        if starts >> (WINDOW - 1) & 1 == 1 {
                            windows.insert(hash.value());
                        }
                    }
                }
                inside = letter;
            }
        }
        Self { windows }
    }

    /// Whether the metadata has nothing to confirm a line with.
    pub(super) fn is_empty(&self) -> bool {
        self.windows.is_empty()
    }

    /// Which of the blocks are confirmed.
    pub(super) fn confirmed(&self, blocks: &[Block]) -> Vec<bool> {
        blocks.iter().map(|block| !self.windows.is_empty() && self.has(&block.text)).collect()
    }

    fn has(&self, line: &str) -> bool {
        let (mut hash, mut length) = (0u64, 0);
        let mut key = String::new();
        // Only the beginning is made a key: a block may be long, and there are many.
        for c in line.chars().filter(|c| c.is_alphanumeric()) {
            key.clear();
            push_lower(&mut key, c);
            for &byte in key.as_bytes() {
                hash = Rolling::grown(hash, byte);
                length += 1;
                if length == WINDOW {
                    return self.windows.contains(&hash);
                }
            }
        }
        false
    }
}

/// A polynomial hash of the last [`WINDOW`] bytes.
#[derive(Default)]
struct Rolling {
    recent: [u8; WINDOW],
    at: usize,
    hash: u64,
}

impl Rolling {
    const BASE: u64 = 0x0000_0100_0000_01b3;

    fn push(&mut self, byte: u8) {
        const { assert!(WINDOW <= 64) };
        let leaving = u64::from(std::mem::replace(&mut self.recent[self.at % WINDOW], byte));
        let weight = Self::BASE.wrapping_pow(WINDOW as u32);
        let arriving = Self::grown(self.hash, byte);
        let leaving = if self.at >= WINDOW { (leaving + 1).wrapping_mul(weight) } else { 0 };
        self.hash = arriving.wrapping_sub(leaving);
        self.at += 1;
    }

    /// The hash with one byte more. Bytes count from 1, so that leading zeros are told apart.
    fn grown(hash: u64, byte: u8) -> u64 {
        hash.wrapping_mul(Self::BASE).wrapping_add(u64::from(byte) + 1)
    }

    fn value(&self) -> u64 {
        self.hash
    }
}

#[cfg(test)]
mod tests {
    use super::super::blocks::Kind;
    use super::*;

    fn block(text: &str) -> Block {
        Block { node: 0, first: 0, kind: Kind::Paragraph, text: text.to_owned(), size: 0, linked: 0, strong: 0 }
    }

    #[test]
    fn a_line_is_confirmed_by_its_beginning_anywhere() {
        let body = "MARLO — Exports rose by 5.9 percent in November from a year earlier. Imports fell by three percent in the same month.";
        let lines = [
            block("Exports rose by 5.9 percent in November from a year earlier, data showed."),
            block("Imports “fell” by three percent, in the same month"),
            block("Imports fell by four percent in the same month."),
            block("Exports rose"),
            block(""),
        ];
        assert_eq!(Known::new([body, "short"].into_iter()).confirmed(&lines), [true, true, false, false, false]);
        assert_eq!(Known::new(std::iter::empty()).confirmed(&lines), [false; 5]);
    }
}
