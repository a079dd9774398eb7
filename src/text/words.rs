//! Words to numbers: each spelling that some list knows has an id.
//!
//! Most words are short: up to sixteen bytes they are compared as one integer. They stand in a table of open addresses,
//! whose slots hold an id and a few bits of the hash only, so that the table stays near the processor and a word that no
//! list knows is told by one look. Longer words have a map of their own.

use rustc_hash::FxHashMap;

use super::key::mix;
use super::span::Span;

/// The id of a word that no list knows.
pub const UNKNOWN: u32 = 0;

/// The longest word, in bytes, that is one integer.
const SHORT: usize = 16;
/// The share of slots in use, inverted: at least half of them stay empty.
const ROOM: usize = 2;

/// The known words, with ids from one on, and what is to be told of each.
#[derive(Debug)]
pub struct Words<T> {
    /// A power of two of them.
    slots: Vec<Slot>,
    /// By id; the first is the unknown one.
    known: Vec<Known<T>>,
    long: FxHashMap<Box<str>, u32>,
}

/// A word and, right beside it, what is to be told of it.
#[derive(Debug, Clone, Copy, Default)]
struct Known<T> {
    /// A short word, as two integers of the same bytes; zero for the unknown one and the long ones.
    key: [u64; 2],
    told: T,
}

/// The word's id, in the lower [`ID_BITS`], [`UNKNOWN`] where the slot is empty; above them some bits of its hash.
#[derive(Debug, Clone, Copy, Default)]
struct Slot(u32);

/// Enough for a million words.
const ID_BITS: u32 = 20;
const ID: u32 = (1 << ID_BITS) - 1;

impl Slot {
    fn id(self) -> u32 {
        self.0 & ID
    }
}

impl<T: Copy + Default> Default for Words<T> {
    fn default() -> Self {
        Self { slots: vec![Slot::default(); 64], known: vec![Known::default()], long: FxHashMap::default() }
    }
}

impl<T: Copy + Default> Words<T> {
    /// What is told of the word with the id.
    pub fn told_mut(&mut self, id: u32) -> &mut T {
        &mut self.known[id as usize].told
    }

    /// The id of the word, new or known.
    pub fn insert(&mut self, word: &str) -> u32 {
        let known = self.get(word).0;
        if known != UNKNOWN || word.is_empty() {
            return known;
        }
        let id = self.known.len() as u32;
        assert!(id <= ID, "more words than a slot can tell apart");
        let key = short(word.as_bytes());
        self.known.push(Known { key: halves(key.unwrap_or(0)), told: T::default() });
        match key {
            Some(_) if self.slots.len() < self.known.len() * ROOM => self.grow(),
            Some(key) => self.enter(key, id),
            None => {
                self.long.insert(word.into(), id);
            }
        }
        id
    }

    /// The id of the word, and what is told of it.
    pub fn get(&self, word: &str) -> (u32, T) {
        match short(word.as_bytes()) {
            Some(key) => self.find(key),
            None => self.told(self.long.get(word).copied().unwrap_or(UNKNOWN)),
        }
    }

    fn told(&self, id: u32) -> (u32, T) {
        (id, self.known[id as usize].told)
    }

    /// The same of the word that stands at `span`.
    #[inline]
    pub fn at(&self, text: &str, span: Span) -> (u32, T) {
        // Sixteen bytes at once, but for the end of the text; what is too much is cut off.
        match text.as_bytes().get(span.start as usize..).and_then(|rest| rest.first_chunk::<SHORT>()) {
            Some(bytes) if span.len() <= SHORT => self.find(u128::from_le_bytes(*bytes) & MASKS[span.len()]),
            _ => self.get(span.of(text)),
        }
    }

    #[inline]
    fn find(&self, key: u128) -> (u32, T) {
        let (mut slot, tag) = self.hash(key);
        loop {
            let found = self.slots[slot];
            if found.id() == UNKNOWN {
                return (UNKNOWN, T::default());
            }
            if found.0 & !ID == tag {
                let known = &self.known[found.id() as usize];
                if known.key == halves(key) {
                    return (found.id(), known.told);
                }
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// The first slot to look at, and the tag.
    #[inline]
    fn hash(&self, key: u128) -> (usize, u32) {
        let mixed = mix(key as u64 ^ ((key >> 64) as u64).rotate_left(23));
        ((mixed >> 24) as usize & (self.slots.len() - 1), (mixed >> 32) as u32 & !ID)
    }

    fn enter(&mut self, key: u128, id: u32) {
        let (mut slot, tag) = self.hash(key);
        while self.slots[slot].id() != UNKNOWN {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = Slot(tag | id);
    }

    fn grow(&mut self) {
        self.slots = vec![Slot::default(); self.slots.len() * 2];
        for id in 1..self.known.len() {
            if let [low, high] = self.known[id].key
                && low != 0
            {
                self.enter(u128::from(low) | u128::from(high) << 64, id as u32);
            }
        }
    }
}

/// The bytes of a short word among sixteen, by its length.
const MASKS: [u128; SHORT + 1] = {
    let mut masks = [0; SHORT + 1];
    let mut length = 1;
    while length <= SHORT {
        masks[length] = u128::MAX >> (8 * (SHORT - length));
        length += 1;
    }
    masks
};

/// The lower and the upper half: kept apart they take a third less room among the words.
fn halves(key: u128) -> [u64; 2] {
    [key as u64, (key >> 64) as u64]
}

/// A short word as an integer; zero for the empty one, which is no word, and no token holds a zero byte.
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
        let mut words: Words<u8> = Words::default();
        let names: Vec<String> = (0..300).map(|i| "w".repeat(1 + i % 20) + &i.to_string()).collect();
        let ids: Vec<u32> = names.iter().map(|name| words.insert(name)).collect();
        assert_eq!(ids, (1..=300).collect::<Vec<u32>>());
        assert_eq!(words.insert(&names[7]), 8);
        for &id in &ids {
            *words.told_mut(id) = id as u8;
        }
        let text = names.join(" ");
        let mut start = 0;
        for (name, id) in names.iter().zip(ids) {
            assert_eq!(words.at(&text, Span::new(start, start + name.len())), (id, id as u8));
            assert_eq!(words.get(name), (id, id as u8));
            start += name.len() + 1;
        }
        let unknown = (UNKNOWN, 0);
        assert_eq!((words.get(""), words.get("w"), words.at("w", Span::new(0, 0))), (unknown, unknown, unknown));
        assert_eq!(Words::<u8>::default().get("w"), unknown);
    }
}
