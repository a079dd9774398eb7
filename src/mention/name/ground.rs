//! What names stand on: which tokens are figures, places and known bodies, and how the article spells its words.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::company::{heads_paragraph, is_listed};
use super::vocabulary::{self, BODY};
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, Key, Tables, TokenKind, keys, mix};

/// Punctuation and symbols.
const MARKS: Tables = Tables::kind(TokenKind::Punct).or(Tables::kind(TokenKind::Symbol));

/// By how many signs words are told apart at least before they are looked up.
const SIGNS: usize = 512;

/// The longest name that heads a paragraph, in words.
const HEAD: usize = 4;

/// The tokens by what they are already, and the article's spelling.
pub(super) struct Ground<'d, 'a> {
    pub doc: &'d Doc<'a>,
    taken: Vec<bool>,
    place: Vec<bool>,
    body: Vec<bool>,
    /// Of the words that open something, those that the article also writes in lower case.
    pub lowercase: FxHashSet<&'a str>,
    /// Of the words that open something, those that have a capital elsewhere too.
    pub inner_capitals: FxHashSet<&'a str>,
    /// Of the words that open something, those with which a longer name begins.
    pub heads: FxHashSet<&'a str>,
    /// The words with which the longer names of known companies begin, where the article has them for no country and sets
    /// nothing in or near them.
    body_heads: FxHashSet<&'a str>,
}

impl<'d, 'a> Ground<'d, 'a> {
    pub fn new(doc: &'d Doc<'a>, figures: &[Mention], places: &[Mention]) -> Self {
        let mut ground = Self {
            doc,
            taken: vec![false; doc.len()],
            place: vec![false; doc.len()],
            body: vec![false; doc.len()],
            lowercase: FxHashSet::default(),
            inner_capitals: FxHashSet::default(),
            heads: FxHashSet::default(),
            body_heads: FxHashSet::default(),
        };
        for figure in figures {
            // "Theresa May", "Mr March": a month after a given name or a title is a surname.
            let at = figure.tokens.start;
            let titled =
                (1..=2).any(|n| at >= n && vocabulary::title(doc, at - n).is_some_and(|(width, _)| width == n));
            let surname = figure.tokens.len() == 1 && at > 0 && (vocabulary::given(doc, at - 1).is_some() || titled);
            if !surname {
                fill(&mut ground.taken, &figure.tokens);
            }
        }
        for place in places {
            if matches!(place.kind, MentionKind::Country(_) | MentionKind::Region(_)) {
                fill(&mut ground.place, &place.tokens);
            }
        }
        for hit in doc.hits(BODY) {
            fill(&mut ground.body, &hit.tokens);
            if hit.tokens.len() > 1 && vocabulary::body(hit.row).kind.is_company() {
                ground.body_heads.insert(doc.word(hit.tokens.start));
            }
        }
        for place in places.iter().filter(|place| place.tokens.len() == 1) {
            let at = place.tokens.start;
            let country = matches!(place.kind, MentionKind::Country(_));
            if country || doc.is_any(at.wrapping_sub(1), SITUATING) || doc.is(at + 1, ",") {
                ground.body_heads.remove(doc.word(at));
            }
        }
        let words = Tables::kind(TokenKind::Word);
        let after_marks = doc.all(MARKS).filter(|&at| is_opening(doc.word(at)) || is_bullet(doc, at)).map(|at| at + 1);
        let opening = doc.sentences.iter().map(|sentence| sentence.start).chain(after_marks);
        let mut openers = Openers::new(doc);
        for at in opening.filter(|&at| doc.has_hit(at, words)) {
            openers.add(doc, at);
        }
        // "Larkspur **Mortgage**": the last word of a longer name, which any word may be.
        let mut closing: Vec<(&str, &str)> = Vec::new();
        for at in doc.all(words) {
            let Some(opener) = openers.find(doc, at) else { continue };
            if !doc.is_capital(at) {
                if !std::mem::replace(&mut opener.lowercase, true) {
                    ground.lowercase.insert(doc.word(at));
                }
            } else if !doc.is_capital(at + 1) && !ground.opens(at) {
                if doc.is_capital(at.wrapping_sub(1)) {
                    closing.push((doc.word(at), doc.lower(at)));
                } else {
                    ground.inner_capitals.insert(doc.word(at));
                }
            } else if doc.is_capital(at + 1) && !doc.is_capital(at.wrapping_sub(1)) {
                ground.heads.insert(doc.word(at));
            }
        }
        closing.retain(|(_, lower)| !ground.lowercase.contains(lower));
        ground.inner_capitals.extend(closing.into_iter().map(|(word, _)| word));
        ground.take_heads();
        ground
    }

    /// "**Orvex** — Shares of the chipmaker jumped. **Orvex** stock is up 3%", "**Orvex (ORX)** raised prices": what heads a paragraph
    /// or has a symbol that it is traded by is a name anywhere.
    fn take_heads(&mut self) {
        let doc = self.doc;
        let named = |&at: &usize| {
            let mut ends = (at + 1..=at + HEAD).take_while(|&end| doc.is_capital(end - 1));
            let paragraph = doc.opens_paragraph(at);
            ends.any(|end| paragraph && heads_paragraph(doc, &(at..end)) || is_listed(doc, &(at..end)))
        };
        let heads = doc.sentences.iter().map(|s| s.start).filter(named);
        self.inner_capitals.extend(heads.map(|at| doc.word(at)));
    }

    pub fn is_place(&self, at: usize) -> bool {
        self.place.get(at).copied().unwrap_or(false)
    }

    /// "**Southwest** plans" beside Southwest Airlines: a place, though no country, after which a known company is called, and
    /// in or near which the article sets nothing.
    pub fn is_short_body(&self, at: usize) -> bool {
        self.body_heads.contains(self.doc.word(at))
    }

    pub fn is_body(&self, at: usize) -> bool {
        self.body.get(at).copied().unwrap_or(false)
    }

    /// Whether the token opens a sentence, a quotation or what follows a colon: its capital says nothing.
    pub fn opens(&self, at: usize) -> bool {
        let doc = self.doc;
        let before = at.wrapping_sub(1);
        doc.opens_sentence(at) || doc.has_hit(before, MARKS) && (is_opening(doc.word(before)) || is_bullet(doc, before))
    }

    pub fn is_capital(&self, at: usize) -> bool {
        let doc = self.doc;
        doc.kind(at) == Some(TokenKind::Word) && doc.is_capital(at) && !self.taken[at]
            || self.is_body(at) && doc.kind(at) == Some(TokenKind::Word)
    }
}

/// What stands before a word that is a place.
const SITUATING: &[Key] = keys!["in", "at", "near", "of", "from", "to", "the", "across", "around", "outside"];

/// A word that opens something.
struct Opener {
    /// The first token that it is.
    at: usize,
    /// Whether the article also writes it in lower case.
    lowercase: bool,
    /// Where the next one of the same sign stands, plus one.
    next: u32,
}

/// The words that open something. A few bits of its head dismiss most others.
struct Openers {
    /// By sign, where its last opener stands, plus one. A power of two of them, as many as sentences or more.
    last: Vec<u32>,
    all: Vec<Opener>,
}

impl Openers {
    fn new(doc: &Doc) -> Self {
        Self { last: vec![0; doc.sentences.len().next_power_of_two().max(SIGNS)], all: Vec::new() }
    }

    fn sign(&self, doc: &Doc, at: usize) -> usize {
        (mix(doc.head(at)) >> (u64::BITS - self.last.len().ilog2())) as usize
    }

    fn add(&mut self, doc: &Doc, at: usize) {
        if self.find(doc, at).is_none() {
            let sign = self.sign(doc, at);
            let last = &mut self.last[sign];
            self.all.push(Opener { at, lowercase: false, next: *last });
            *last = self.all.len() as u32;
        }
    }

    /// The opener that is the word at the token, in any case.
    #[inline]
    fn find(&mut self, doc: &Doc, at: usize) -> Option<&mut Opener> {
        let mut next = self.last[self.sign(doc, at)];
        while let Some(place) = next.checked_sub(1) {
            let opener = &self.all[place as usize];
            if doc.is_same(opener.at, at) {
                return self.all.get_mut(place as usize);
            }
            next = opener.next;
        }
        None
    }
}

/// Whether a capital after the mark says nothing.
fn is_opening(mark: &str) -> bool {
    matches!(mark, "“" | "\"" | "‘" | "'" | ":" | "•" | "—" | "*" | "`" | "(" | "#")
}

/// "**-** Record backlog of $1.3 billion": a dash that opens a line.
fn is_bullet(doc: &Doc, mark: usize) -> bool {
    matches!(doc.word(mark), "-" | "–" | "·" | "▪") && doc.opens_paragraph(mark)
}

fn fill(bits: &mut [bool], tokens: &Range<usize>) {
    if let Some(bits) = bits.get_mut(tokens.clone()) {
        bits.fill(true);
    }
}
