//! Words as numbers: how rules ask whether a token is this word or that.
//!
//! Rules ask it more often than anything else, mostly in vain. So each token has the [`head`] of its word at hand, a
//! number that tells all words of up to eight bytes apart, and the words of the rules become such numbers when the
//! program is built: [`keys!`](crate::text::keys). Only a longer word whose head is the same is compared byte by byte.

/// The longest word, in bytes, that its head tells wholly.
pub const WHOLE: usize = 8;

/// A word in lower case to compare tokens with.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    pub(super) head: u64,
    pub(super) word: &'static str,
}

impl Key {
    /// The key of a word.
    ///
    /// # Panics
    /// On a word with a capital, which no lower form has: it would never be found. In [`keys!`](crate::text::keys) the
    /// program is not built then.
    pub const fn of(word: &'static str) -> Self {
        let bytes = word.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            assert!(!bytes[i].is_ascii_uppercase(), "a word to compare tokens with is in lower case");
            i += 1;
        }
        Self { head: head(bytes), word }
    }
}

/// The words to give to [`Doc::is_any`](crate::text::Doc::is_any) and the like, as keys that are made when the program
/// is built.
macro_rules! keys {
    ($($word:expr),* $(,)?) => { const { &[$($crate::text::Key::of($word)),*] } };
}
pub(crate) use keys;

/// The first bytes of a word, as a number: all of them of up to eight; of a longer one six, its length, and a byte that
/// no UTF-8 has. Zero for the empty word.
#[inline(always)]
pub const fn head(word: &[u8]) -> u64 {
    let mut head = 0;
    let mut i = 0;
    while i < WHOLE {
        if i < word.len() {
            head |= (word[i] as u64) << (8 * i);
        }
        i += 1;
    }
    if word.len() <= WHOLE { head } else { long(head, word.len()) }
}

/// The head of a longer word from its first eight bytes.
#[inline(always)]
const fn long(first: u64, length: usize) -> u64 {
    let length = if length < 0xff { length as u64 } else { 0xff };
    first & 0xffff_ffff_ffff | length << 48 | 0xff << 56
}

/// Spreads what tells heads apart over all bits, the upper ones before the others: for tables by a few bits of them.
#[inline]
pub const fn mix(head: u64) -> u64 {
    // An odd number without a pattern, from the golden ratio.
    head.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The head of the word that stands at these bytes of a text.
#[inline]
pub fn head_at(text: &[u8], start: usize, length: usize) -> u64 {
    match text.get(start..).and_then(|rest| rest.first_chunk::<WHOLE>()) {
        // Eight bytes at once, but for the end of the text; what is too much is cut off.
        Some(bytes) if length < WHOLE => u64::from_le_bytes(*bytes) & ((1 << (8 * length)) - 1),
        Some(bytes) if length == WHOLE => u64::from_le_bytes(*bytes),
        Some(bytes) => long(u64::from_le_bytes(*bytes), length),
        None => head(text.get(start..start + length).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_tell_words_apart() {
        let words = ["", "a", "b", "the", "quarters", "quarterly", "quarter", "quartered", "é", "–", "ééééé", "ééééi"];
        for (i, one) in words.iter().enumerate() {
            let text = format!("{one} and more words");
            assert_eq!(head_at(text.as_bytes(), 0, one.len()), head(one.as_bytes()), "{one}");
            assert_eq!(head_at(one.as_bytes(), 0, one.len()), head(one.as_bytes()), "{one}");
            for other in &words[..i] {
                // Those of the same length that differ behind the sixth byte are for the bytes to tell apart.
                let alike =
                    one.len() == other.len() && one.len() > WHOLE && one.as_bytes()[..6] == other.as_bytes()[..6];
                assert_eq!(head(one.as_bytes()) == head(other.as_bytes()), alike, "{one} {other}");
            }
        }
    }
}
