//! Articles that say what an earlier one has said: the same text, or nearly the same.
//!
//! News is copied: an agency's story stands in many papers, with another headline and a sentence more or less. A
//! [`Fingerprint`] is taken of each text, wherever; [`Seen`] compares them in the order of the output, so that an
//! article is a duplicate of an earlier one, never of a later one, and never of one that is a duplicate itself.
//!
//! Nearly the same means that, as estimated by MinHash, four fifths of all sequences of five words are in both. What
//! is kept of each article that is no duplicate is some 300 bytes, and nothing else in a run grows with its inputs.

mod minhash;

use rustc_hash::FxHashMap;

use crate::record::DuplicateKind;
use minhash::{BANDS, HASHES, Signature};

/// Of all hashes, how many must agree: four fifths.
const NEAR: usize = HASHES * 4 / 5 + 1;

/// What is compared of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    text: [u8; 16],
    /// Nothing for a text too short to be told from others by its words.
    words: Option<Signature>,
}

impl Fingerprint {
    /// The fingerprint of a text.
    pub fn of(text: &str) -> Self {
        let hash = blake3::hash(text.as_bytes());
        Self { text: hash.as_bytes().first_chunk().copied().unwrap_or_default(), words: minhash::signature(text) }
    }

    /// The fingerprint and the article's id as bytes, from which [`Seen::remember`] reads them back.
    fn entry(&self, id: &str) -> Vec<u8> {
        let mut entry = Vec::with_capacity(256);
        entry.extend((id.len() as u32).to_le_bytes());
        entry.extend(id.as_bytes());
        entry.extend(self.text);
        entry.push(u8::from(self.words.is_some()));
        if let Some(words) = &self.words {
            words.bands.iter().for_each(|band| entry.extend(band.to_le_bytes()));
            entry.extend(words.hashes);
        }
        entry
    }

    fn from_entry(entry: &mut &[u8]) -> Option<(String, Self)> {
        let id_length = u32::from_le_bytes(*entry.split_off(..4)?.first_chunk()?) as usize;
        let id = String::from_utf8(entry.split_off(..id_length)?.to_vec()).ok()?;
        let text = *entry.split_off(..16)?.first_chunk()?;
        if *entry.split_off_first()? == 0 {
            return Some((id, Self { text, words: None }));
        }
        let mut words = Signature { bands: [0; BANDS], hashes: [0; HASHES] };
        for band in &mut words.bands {
            *band = u32::from_le_bytes(*entry.split_off(..4)?.first_chunk()?);
        }
        words.hashes = *entry.split_off(..HASHES)?.first_chunk()?;
        Some((id, Self { text, words: Some(words) }))
    }
}

/// What an article turns out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The first of its text. The bytes are for [`Seen::remember`].
    New(Vec<u8>),
    /// Its text has been seen, in the article with this id.
    Duplicate(String, DuplicateKind),
}

/// The articles seen so far that are no duplicates.
#[derive(Debug, Default)]
pub struct Seen {
    ids: Vec<Box<str>>,
    hashes: Vec<Option<[u8; HASHES]>>,
    texts: FxHashMap<[u8; 16], u32>,
    /// For each band and its value the last article that has it.
    bands: FxHashMap<(u8, u32), u32>,
}

impl Seen {
    /// Compares an article with those before it, and keeps it if it is new.
    pub fn judge(&mut self, id: &str, fingerprint: &Fingerprint) -> Verdict {
        if let Some(&index) = self.texts.get(&fingerprint.text) {
            return Verdict::Duplicate(self.ids[index as usize].to_string(), DuplicateKind::Same);
        }
        if let Some(index) = fingerprint.words.as_ref().and_then(|words| self.near(words)) {
            return Verdict::Duplicate(self.ids[index as usize].to_string(), DuplicateKind::Near);
        }
        self.keep(id, fingerprint);
        Verdict::New(fingerprint.entry(id))
    }

    /// Keeps the articles that an earlier run has found to be new; `false` where the bytes are not its.
    pub fn remember(&mut self, mut entries: &[u8]) -> bool {
        while !entries.is_empty() {
            let Some((id, fingerprint)) = Fingerprint::from_entry(&mut entries) else { return false };
            self.keep(&id, &fingerprint);
        }
        true
    }

    /// The earliest of the articles that share a band and agree in enough hashes.
    fn near(&self, words: &Signature) -> Option<u32> {
        let sharing = words.keys().filter_map(|key| self.bands.get(&key).copied());
        sharing.filter(|&index| self.hashes[index as usize].is_some_and(|hashes| words.agreeing(&hashes) >= NEAR)).min()
    }

    fn keep(&mut self, id: &str, fingerprint: &Fingerprint) {
        // Beyond four thousand million articles nothing more is kept.
        let Ok(index) = u32::try_from(self.ids.len()) else { return };
        self.ids.push(id.into());
        self.hashes.push(fingerprint.words.as_ref().map(|words| words.hashes));
        self.texts.insert(fingerprint.text, index);
        if let Some(words) = &fingerprint.words {
            self.bands.extend(words.keys().map(|key| (key, index)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of so many words, no two of its sequences alike.
    fn words(seed: usize, count: usize) -> Vec<String> {
        (0..count).map(|n| format!("w{}", seed * 100_000 + n)).collect()
    }

    fn judge(seen: &mut Seen, id: &str, words: &[String]) -> Verdict {
        seen.judge(id, &Fingerprint::of(&words.join(" ")))
    }

    fn is_new(verdict: &Verdict) -> bool {
        matches!(verdict, Verdict::New(_))
    }

    fn near(id: &str) -> Verdict {
        Verdict::Duplicate(id.to_owned(), DuplicateKind::Near)
    }

    #[test]
    fn copies_and_near_copies_are_told_from_others() {
        let mut seen = Seen::default();
        let story = words(1, 400);
        assert!(is_new(&judge(&mut seen, "a", &story)));
        assert_eq!(judge(&mut seen, "b", &story), Verdict::Duplicate("a".to_owned(), DuplicateKind::Same));
        // A paragraph less, a sentence more, another case and other marks, some words changed.
        assert_eq!(judge(&mut seen, "c", &story[..360]), near("a"));
        assert_eq!(judge(&mut seen, "d", &[&story[..], &words(2, 30)].concat()), near("a"));
        let loud: Vec<String> = story.iter().map(|word| format!("{},", word.to_uppercase())).collect();
        assert_eq!(judge(&mut seen, "e", &loud), near("a"));
        let mut edited = story.clone();
        edited.iter_mut().step_by(100).for_each(|word| word.push('x'));
        assert_eq!(judge(&mut seen, "f", &edited), near("a"));
        // Half of it, a third of it in another story, and another one altogether.
        assert!(is_new(&judge(&mut seen, "g", &story[..200])));
        assert!(is_new(&judge(&mut seen, "h", &[&story[..130], &words(3, 270)[..]].concat())));
        assert!(is_new(&judge(&mut seen, "i", &words(4, 400))));
        let mut edited = story.clone();
        edited.iter_mut().step_by(12).for_each(|word| word.push('x'));
        assert!(is_new(&judge(&mut seen, "j", &edited)));
    }

    #[test]
    fn short_texts_are_compared_as_a_whole() {
        let mut seen = Seen::default();
        for (id, text) in [("a", "Exports rose 5% in May."), ("b", "Exports rose 6% in May."), ("c", "")] {
            assert!(is_new(&seen.judge(id, &Fingerprint::of(text))), "{id}");
        }
        let again = seen.judge("d", &Fingerprint::of("Exports rose 5% in May."));
        assert_eq!(again, Verdict::Duplicate("a".to_owned(), DuplicateKind::Same));
    }

    #[test]
    fn what_is_remembered_is_judged_alike() {
        let texts: Vec<Vec<String>> = (0..60).map(|n| words(n / 3, 100 + n % 2 * 3)).collect();
        let (mut whole, mut first) = (Seen::default(), Seen::default());
        let mut entries = Vec::new();
        for (n, text) in texts[..30].iter().enumerate() {
            judge(&mut whole, &n.to_string(), text);
            if let Verdict::New(entry) = judge(&mut first, &n.to_string(), text) {
                entries.extend(entry);
            }
        }
        let mut again = Seen::default();
        assert!(again.remember(&entries));
        for (n, text) in texts.iter().enumerate() {
            assert_eq!(judge(&mut again, &n.to_string(), text), judge(&mut whole, &n.to_string(), text), "{n}");
        }
        assert!(!Seen::default().remember(&entries[..entries.len() - 1]));
    }
}
