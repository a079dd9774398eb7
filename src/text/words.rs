//! Words to numbers: each spelling that some list knows has an id.
//!
//! Most words are short: up to sixteen bytes they are compared as one integer, in a table of open addresses without
//! pointers. Longer ones have a map of their own.

use rustc_hash::FxHashMap;

use super::span::Span;

/// The longest word, in bytes, that is one integer.
const SHORT: usize = 16;
/// The share of slots in use, inverted: at least half of them stay empty.
const ROOM: usize = 2;

/// The known words. No token holds a zero byte, so the key zero marks an empty slot.
#[derive(Debug, Default)]
pub struct Words {
    /// A power of two of them.
    slots: Vec<(u128, u32)>,
    long: FxHashMap<Box<str>, u32>,
    len: usize,
}

impl Words {
    /// The number of words.
    pub fn len(&self) -> usize {
        self.len
    }

    /// The id of the word, new or known.
    pub fn insert(&mut self, word: &str) -> u32 {
        let next = self.len as u32;
        let id = match short(word.as_bytes()) {
            Some(key) => {
                if self.slots.len() < (self.len + 1) * ROOM {
                    self.grow();
                }
                let slot = self.slot(key);
                if self.slots[slot].0 == 0 {
                    self.slots[slot] = (key, next);
                }
                self.slots[slot].1
            }
            None => *self.long.entry(word.into()).or_insert(next),
        };
        self.len += usize::from(id == next);
        id
    }

    /// The id of the word, if it is known.
    pub fn get(&self, word: &str) -> Option<u32> {
        match short(word.as_bytes()) {
            Some(key) => self.find(key),
            None => self.long.get(word).copied(),
        }
    }

    /// The id of the word that stands at `span`.
    pub fn at(&self, text: &str, span: Span) -> Option<u32> {
        // Sixteen bytes at once, but for the end of the text; what is too much is cut off.
        match text.as_bytes().get(span.start as usize..).and_then(|rest| rest.first_chunk::<SHORT>()) {
            Some(bytes) if (1..=SHORT).contains(&span.len()) => {
                self.find(u128::from_le_bytes(*bytes) & (u128::MAX >> (8 * (SHORT - span.len()))))
            }
            _ => self.get(span.of(text)),
        }
    }

    fn find(&self, key: u128) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let (found, id) = self.slots[self.slot(key)];
        (found == key && key != 0).then_some(id)
    }

    /// Where the key stands, or the empty slot where it would.
    fn slot(&self, key: u128) -> usize {
        let mask = self.slots.len() - 1;
        let mixed = (key as u64 ^ ((key >> 64) as u64).rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut slot = (mixed >> 32) as usize & mask;
        while self.slots[slot].0 != key && self.slots[slot].0 != 0 {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        for (key, id) in std::mem::replace(&mut self.slots, vec![(0, 0); size]) {
            if key != 0 {
                let slot = self.slot(key);
                self.slots[slot] = (key, id);
            }
        }
    }
}

/// A short word as an integer; zero for the empty one.
fn short(word: &[u8]) -> Option<u128> {
    let mut bytes = [0; SHORT];
    bytes.get_mut(..word.len())?.copy_from_slice(word);
    Some(u128::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_again() {
        let mut words = Words::default();
        let names: Vec<String> = (0..300).map(|i| "w".repeat(1 + i % 20) + &i.to_string()).collect();
        let ids: Vec<u32> = names.iter().map(|name| words.insert(name)).collect();
        assert_eq!(ids, (0..300).collect::<Vec<u32>>());
        assert_eq!(words.insert(&names[7]), 7);
        let text = names.join(" ");
        let mut start = 0;
        for (name, id) in names.iter().zip(ids) {
            assert_eq!(words.at(&text, Span::new(start, start + name.len())), Some(id));
            assert_eq!(words.get(name), Some(id));
            start += name.len() + 1;
        }
        assert_eq!(words.len(), 300);
        assert_eq!((words.get(""), words.get("w"), words.at("w", Span::new(0, 0))), (None, None, None));
        assert_eq!(Words::default().get("w"), None);
    }
}
