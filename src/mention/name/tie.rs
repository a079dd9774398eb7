//! The forms that one article uses for the same name, tied together.
//!
//! Full names first, wherever they stand, since headlines and leads may give the short form before the full one. A short
//! form then belongs to the nearest fitting full name before it, else to the first one after.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::chunk::Part;
use super::vocabulary::{self, Also, BodyKind, Gender};
use super::{Entity, Name, NameKind};
use crate::text::{Doc, TokenKind, keys};

struct Draft<'a> {
    words: Vec<&'a str>,
    row: Option<u32>,
    entity: Entity,
}

/// Makes mentions and entities of the parts.
pub(super) fn tie(doc: &Doc, mut parts: Vec<Part>) -> (Vec<Name>, Vec<Entity>) {
    let mut tier = Tier { doc, drafts: Vec::new(), by_word: FxHashMap::default(), by_row: FxHashMap::default() };
    let words: Vec<Vec<&str>> = parts.iter().map(|part| tier.words(part)).collect();
    let mut entity_of = vec![None; parts.len()];
    let surname = |part: &Part, words: &[&str]| {
        words.len() == 1 && part.row.is_some_and(|row| vocabulary::body(row).also == Some(Also::Surname))
    };
    for (i, part) in parts.iter().enumerate() {
        if (words[i].len() > 1 || part.row.is_some()) && !surname(part, &words[i]) {
            entity_of[i] = Some(tier.full(part, &words[i]));
        }
    }
    // "**Pearson** said" is the company, unless the article has a Julian Pearson.
    for (i, part) in parts.iter_mut().enumerate().filter(|(i, part)| surname(part, &words[*i])) {
        if tier.is_surname(words[i][0]) {
            (part.row, part.kind) = (None, NameKind::Unknown);
        } else {
            entity_of[i] = Some(tier.full(part, &words[i]));
        }
    }
    let mut mentions: Vec<Name> = Vec::with_capacity(parts.len());
    for (i, part) in parts.iter().enumerate() {
        let entity = entity_of[i].unwrap_or_else(|| tier.short(part, &words[i], &mentions));
        let full = &tier.drafts[entity];
        let (kind, short) = (full.entity.kind, words[i].len() < full.words.len());
        mentions.push(Name { tokens: part.tokens.clone(), kind, short, entity });
    }
    (mentions, tier.drafts.into_iter().map(|d| d.entity).collect())
}

struct Tier<'d, 'a> {
    doc: &'d Doc<'a>,
    drafts: Vec<Draft<'a>>,
    /// First and last words of names, and acronyms, to their entities in order.
    by_word: FxHashMap<Cow<'a, str>, Vec<usize>>,
    by_row: FxHashMap<u32, usize>,
}

impl<'a> Tier<'_, 'a> {
    fn words(&self, part: &Part) -> Vec<&'a str> {
        let is_word = |&i: &usize| {
            self.doc.kind(i) == Some(TokenKind::Word)
                && !self.doc.is_any(i, keys!["jr", "sr", "inc", "corp", "ltd", "co", "plc"])
        };
        part.tokens.clone().filter(is_word).map(|i| self.doc.word(i)).collect()
    }

    /// The entity of a full name, new or known.
    fn full(&mut self, part: &Part, words: &[&'a str]) -> usize {
        if let Some(row) = part.row {
            if let Some(&known) = self.by_row.get(&row) {
                self.lengthen(known, part, words);
                return known;
            }
            if let Some(spelled) = self.spelled_out(words) {
                self.by_row.insert(row, spelled);
                return spelled;
            }
        } else if let Some(known) = self.same_full(part, words) {
            self.lengthen(known, part, words);
            return known;
        }
        self.add(part, words)
    }

    /// "National Thermal Power Corp (**NTPC**)": the name of which a known one is the initials.
    fn spelled_out(&self, words: &[&str]) -> Option<usize> {
        let [word] = words else { return None };
        self.by_word.get(*word)?.iter().copied().find(|&i| {
            let draft = &self.drafts[i];
            let initials = draft.words.iter().filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase());
            draft.row.is_none() && draft.entity.kind != NameKind::Person && initials.eq(word.chars())
        })
    }

    fn same_full(&self, part: &Part, words: &[&str]) -> Option<usize> {
        let (first, last) = (words.first()?, words.last()?);
        let candidates = self.by_word.get(*last)?;
        candidates.iter().copied().find(|&i| {
            let draft = &self.drafts[i];
            if draft.row.is_some() || part.kind == NameKind::Body && draft.words != *words {
                return false;
            }
            let same_ends = draft.words.first() == Some(first) && draft.words.last() == Some(last);
            let suffix = |long: &[&str], short: &[&str]| long.ends_with(short);
            same_ends || part.titled && suffix(&draft.words, words)
        })
    }

    /// Whether a person of the article bears the surname.
    fn is_surname(&self, word: &str) -> bool {
        let bears = |&i: &usize| {
            let draft = &self.drafts[i];
            draft.entity.kind == NameKind::Person && draft.words.len() > 1 && draft.words.last() == Some(&word)
        };
        self.by_word.get(word).is_some_and(|list| list.iter().any(bears))
    }

    /// A further mention: the longer form becomes the name, and what it tells is kept.
    fn lengthen(&mut self, known: usize, part: &Part, words: &[&'a str]) {
        let draft = &mut self.drafts[known];
        draft.entity.gender = draft.entity.gender.or(part.gender);
        if part.kind == NameKind::Person && draft.entity.kind == NameKind::Unknown {
            draft.entity.kind = NameKind::Person;
        }
        let longer = words.len() > draft.words.len()
            || words.len() == 1 && draft.words.len() == 1 && words[0].len() > draft.words[0].len();
        if longer {
            draft.entity.name = self.doc.slice(&part.tokens).to_owned();
            draft.words = words.to_vec();
        }
    }

    fn add(&mut self, part: &Part, words: &[&'a str]) -> usize {
        let index = self.drafts.len();
        let row = part.row.map(vocabulary::body);
        let by_word =
            (part.tokens.clone()).rev().find_map(|i| vocabulary::body_word(self.doc, i)).map(|(_, kind)| kind);
        let entity = Entity {
            name: self.doc.slice(&part.tokens).to_owned(),
            kind: part.kind,
            body: row.map(|r| r.kind).or(by_word).unwrap_or(BodyKind::OTHER),
            country: row.and_then(|r| r.country),
            gender: part.gender,
            is_company: false,
            role: None,
            organization: None,
        };
        if let Some(row) = part.row {
            self.by_row.insert(row, index);
        }
        let mut keys: Vec<Cow<str>> = Vec::with_capacity(4);
        keys.extend(words.first().into_iter().chain(words.last()).map(|&word| Cow::Borrowed(word)));
        let capitals = || words.iter().filter(|w| w.starts_with(char::is_uppercase));
        if capitals().nth(1).is_some() {
            keys.push(capitals().filter_map(|w| w.chars().next()).collect());
        }
        // "Taiwan Semiconductor (TSMC)": the article gives the short form itself.
        let end = part.tokens.end;
        if self.doc.is(end, "(") && self.doc.is(end + 2, ")") && part.kind != NameKind::Person {
            keys.push(Cow::Borrowed(self.doc.word(end + 1)));
        }
        keys.dedup();
        for key in keys {
            let list = self.by_word.entry(key).or_default();
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
        self.drafts.push(Draft { words: words.to_vec(), row: part.row, entity });
        index
    }

    /// The entity of one word: a surname, a given name, an acronym, the first word of a body.
    fn short(&mut self, part: &Part, words: &[&'a str], before: &[Name]) -> usize {
        let word = words.first().copied().unwrap_or("");
        let fits = |i: &usize| {
            let draft = &self.drafts[*i];
            let gender = |a: Option<Gender>, b: Option<Gender>| a.is_none() || b.is_none() || a == b;
            let person = draft.entity.kind != NameKind::Body;
            let by_end = draft.words.last() == Some(&word);
            let by_start = draft.words.first() == Some(&word);
            // "EA" of "Electronic Arts"
            let letters = word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
            let by_letters = letters && !by_end && !by_start && draft.entity.kind == NameKind::Unknown;
            let kinds = match (part.titled || part.kind == NameKind::Person, draft.entity.kind) {
                (true, NameKind::Body) => false,
                _ => part.kind != NameKind::Body || draft.entity.kind != NameKind::Person,
            };
            let place = if by_letters {
                true
            } else if person {
                by_end || by_start && !part.titled
            } else {
                !by_end || draft.words.len() == 1
            };
            kinds && place && gender(draft.entity.gender, part.gender)
        };
        let candidates: Vec<usize> =
            self.by_word.get(word).map(|list| list.iter().copied().filter(fits).collect()).unwrap_or_default();
        // A surname beats a given name; then the one mentioned last, then the first to come.
        let surname = |i: &usize| self.drafts[*i].words.last() == Some(&word);
        let pool: Vec<usize> = if candidates.iter().any(surname) {
            candidates.into_iter().filter(|i| surname(i)).collect()
        } else {
            candidates
        };
        // "Calder" is Calder Mining rather than Calder Mining Peru, which is named after it.
        let parented = |i: usize| {
            let words = &self.drafts[i].words;
            let is_parent = |of: &Vec<&str>| of.len() > 1 && of.len() < words.len() && words.starts_with(of);
            self.drafts[i].entity.kind != NameKind::Person
                && pool.iter().any(|&other| is_parent(&self.drafts[other].words))
        };
        let pool: Vec<usize> = pool.iter().copied().filter(|&i| !parented(i)).collect();
        let nearest = if pool.len() > 1 {
            before.iter().rev().map(|m| m.entity).find(|e| pool.contains(e)).or(pool.first().copied())
        } else {
            pool.first().copied()
        };
        match nearest {
            Some(known) => {
                self.lengthen(known, part, words);
                known
            }
            None => self.add(part, words),
        }
    }
}
