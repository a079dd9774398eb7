//! Which lines of a page its metadata repeats.
//!
//! A line is confirmed when its beginning stands anywhere in a description or in JSON-LD's `articleBody`. All windows
//! of the metadata are hashed once, so that a line costs one look-up however long the metadata is.

use rustc_hash::FxHashSet;

use super::super::title::key;
use super::blocks::Block;

/// How many bytes of letters and digits must agree.
const WINDOW: usize = 32;

/// Which of the blocks are confirmed by one of the texts.
pub(super) fn confirmed<'t>(blocks: &[Block], texts: impl Iterator<Item = &'t str>) -> Vec<bool> {
    let mut windows: FxHashSet<u64> = FxHashSet::default();
    for text in texts {
        let mut hash = Rolling::default();
        for (at, byte) in key(text).bytes().enumerate() {
            hash.push(byte);
            if at + 1 >= WINDOW {
                windows.insert(hash.value());
            }
        }
    }
    let is_known = |block: &Block| {
        let mut hash = Rolling::default();
        let mut length = 0;
        // Only the beginning is made a key: a block may be long, and there are many.
        let letters = block.text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        let mut buffer = [0; 4];
        'letters: for letter in letters {
            for &byte in letter.encode_utf8(&mut buffer).as_bytes() {
                hash.push(byte);
                length += 1;
                if length == WINDOW {
                    break 'letters;
                }
            }
        }
        length == WINDOW && windows.contains(&hash.value())
    };
    if windows.is_empty() { vec![false; blocks.len()] } else { blocks.iter().map(is_known).collect() }
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
        const { assert!(WINDOW < u32::MAX as usize) };
        let leaving = u64::from(std::mem::replace(&mut self.recent[self.at % WINDOW], byte));
        let weight = Self::BASE.wrapping_pow(WINDOW as u32);
        // Bytes count from 1, so that leading zeros are told apart.
        let arriving = self.hash.wrapping_mul(Self::BASE).wrapping_add(u64::from(byte) + 1);
        let leaving = if self.at >= WINDOW { (leaving + 1).wrapping_mul(weight) } else { 0 };
        self.hash = arriving.wrapping_sub(leaving);
        self.at += 1;
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
        assert_eq!(confirmed(&lines, [body, "short"].into_iter()), [true, true, false, false, false]);
        assert_eq!(confirmed(&lines, std::iter::empty()), [false; 5]);
    }
}
