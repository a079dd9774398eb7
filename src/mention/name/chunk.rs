//! Capitalised runs, cut into the names of persons and bodies.
//!
//! A run ([`super::run`]) is cut by what the lexicon knows in it, by roles, titles and places; what is left is judged by
//! [`super::kind`].

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::ground::Ground;
use super::roles::RolePhrase;
use super::run::{DOTTED, PARTICLES};
use super::vocabulary::{self, Also, BODY, BODY_NOUN, Gender};
use super::{BodyKind, NameKind};
use crate::mention::period::is_past;
use crate::text::{Doc, Hit, Key, Tables, TokenKind, keys};

/// A name before it is tied to others.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub tokens: Range<usize>,
    pub kind: NameKind,
    /// The row of `bodies.tsv` or `companies.tsv`.
    pub row: Option<u32>,
    /// What its title tells.
    pub gender: Option<Gender>,
    /// Whether a title or role stands before it.
    pub titled: bool,
}

/// The names of a text, in order, without overlaps.
pub(super) fn parts(ground: &Ground, roles: &[RolePhrase]) -> Vec<Part> {
    let mut cutter = Cutter { ground, doc: ground.doc, roles, parts: Vec::new() };
    let doc = ground.doc;
    const ANY: Tables = Tables::CAPITALS.or(Tables::of(&[BODY]));
    let mut at = doc.seek(0..doc.len(), ANY);
    while at < doc.len() {
        let mut end = at + 1;
        if ground.is_capital(at) {
            end = cutter.run_end(at).max(end);
            cutter.cut(at..end);
        }
        at = doc.seek(end..doc.len(), ANY);
    }
    with_places(ground, &mut cutter.parts);
    cutter.parts
}

/// "**UK** Coal", "**US** Steel": a word that the article never has as a name without the same place before it is a name
/// with it.
fn with_places(ground: &Ground, parts: &mut [Part]) {
    let doc = ground.doc;
    let place = |part: &Part| {
        let before = part.tokens.start.checked_sub(1).filter(|&at| ground.is_place(at) && !doc.glued(at + 1));
        before.map(|at| doc.word(at)).filter(|_| part.tokens.len() == 1 && part.row.is_none())
    };
    // How often the word stands behind the place, where it does every time.
    let mut placed: FxHashMap<&str, (usize, &str)> = FxHashMap::default();
    for part in parts.iter() {
        if let Some(place) = place(part) {
            placed.entry(doc.word(part.tokens.start)).or_insert((0, place)).0 += 1;
        }
    }
    if placed.is_empty() {
        return;
    }
    for part in parts.iter() {
        let word = doc.word(part.tokens.end - 1);
        if placed.get(word).is_some_and(|(_, same)| place(part) != Some(same)) {
            placed.remove(word);
        }
    }
    for part in parts.iter_mut() {
        if placed.get(doc.word(part.tokens.end - 1)).is_some_and(|(times, _)| *times > 1) {
            part.tokens.start -= 1;
        }
    }
}

/// Cuts the runs of a text.
pub(super) struct Cutter<'g, 'd, 'a> {
    pub ground: &'g Ground<'d, 'a>,
    pub doc: &'d Doc<'a>,
    pub roles: &'g [RolePhrase],
    parts: Vec<Part>,
}

impl Cutter<'_, '_, '_> {
    /// Cuts a run into parts.
    fn cut(&mut self, run: Range<usize>) {
        let doc = self.doc;
        let mut at = run.start;
        let mut titled = false;
        let mut gender = None;
        while at < run.end {
            if let Some(hit) = self.body_at(at, run.end) {
                let (row, mut end) = (hit.row, hit.tokens.end);
                let longer = self.extend_body(end, run.end).max(self.listed_end(at..end, run.end));
                let row = if longer > end { None } else { Some(row) };
                end = longer;
                self.push(at..end, NameKind::Body, row, None, titled);
                (at, titled) = (self.past_trade(at, end, run.end), false);
            } else if let Some(role) = self.role_at(at) {
                // "Rival **ABB**": as much a company's noun as a person's.
                titled = !vocabulary::stands_for_company(doc, role.head);
                at = role.tokens.end.max(at + 1);
            } else if let Some((width, told)) = vocabulary::title(doc, at).filter(|(w, _)| at + w < run.end) {
                at += width;
                (titled, gender) = (true, told);
            } else if self.is_break(at, &run) {
                at += 1;
                titled = false;
            } else {
                let end = self.rest_end(at, run.end);
                self.rest(at..end, titled, gender);
                (at, titled, gender) = (end, false, None);
            }
        }
    }

    /// The known body whose name begins at the token. A name that is a common word or a surname too is one only where no other
    /// capital makes a longer name of it ("Square Mile", "Werner Seifert"), and a word only where its capital tells something.
    fn body_at(&self, at: usize, limit: usize) -> Option<&Hit> {
        let doc = self.doc;
        let hit = doc.hit(at, BODY).filter(|h| h.tokens.end <= limit)?;
        let end = hit.tokens.end;
        let also = vocabulary::body(hit.row).also.filter(|_| end == at + 1);
        if also.is_none() {
            return Some(hit);
        }
        // "The United Arab **Emirates**"
        if at > 0 && self.ground.is_place(at) && self.ground.is_place(at - 1) {
            return None;
        }
        let word = also == Some(Also::Word);
        let alone = || !word || !self.ground.opens(at) || self.stands_alone(at) || !self.is_common(at) && self.acts(at);
        let closes = || {
            end == limit
                || !doc.is_capital(end)
                || self.is_role(end)
                || self.extend_body(end, limit) > end
                || vocabulary::is_plain(doc, end)
        };
        (alone() && closes()).then_some(hit)
    }

    /// Behind the rest of a company's name or what it makes, which is nobody: "Asahi **Breweries**", "Boeing **Dreamliner**".
    fn past_trade(&self, start: usize, end: usize, limit: usize) -> usize {
        let doc = self.doc;
        let rest = end + 1 == limit
            && end == start + 1
            && doc.is_capital(end)
            && doc.hit(start, BODY).is_some_and(|hit| vocabulary::body(hit.row).kind.is_company())
            && doc.hit(end, BODY).is_none()
            && vocabulary::given(doc, end).is_none()
            && !self.is_role(end)
            && !self.ground.is_place(end)
            && !self.acts(end);
        if rest { limit } else { end }
    }

    /// Whether what follows the word at the token is said of someone: "**Target** fell", "**Target** now expects", "**Target**
    /// shares".
    fn acts(&self, at: usize) -> bool {
        let doc = self.doc;
        let verb = at + 1 + usize::from(doc.is_any(at + 1, keys!["now", "also", "still", "itself", "recently"]));
        is_past(doc, verb)
            || doc.is_any(verb, NAMING_VERBS)
            || doc.is_any(verb, AUXILIARIES)
            || doc.is_any(at + 1, keys!["shares", "stock"])
            || doc.starts(at + 1, keys![",", "which"])
    }

    /// How far the name of a known body goes on: "Barclays" in "Barclays Capital", "CIBC" in "CIBC Private Wealth".
    fn extend_body(&self, end: usize, limit: usize) -> usize {
        let doc = self.doc;
        let mut to = end;
        for at in end..limit {
            if self.is_role(at)
                || vocabulary::given(doc, at).is_some()
                || vocabulary::is_plain(doc, at)
                || doc.hit(at, BODY).is_some()
                || doc.is_any(at, keys!["of", "for", "and", ",", "-"]) && at == end
            {
                break;
            }
            if vocabulary::body_word(doc, at).is_some() || (at + 1 == limit && to > end && self.ground.is_place(at)) {
                to = at + 1;
            }
        }
        to
    }

    /// Whether the token belongs to no name: a calendar word, an opener of the sentence, a mark, a bare place.
    fn is_break(&self, at: usize, run: &Range<usize>) -> bool {
        let doc = self.doc;
        if doc.kind(at) != Some(TokenKind::Word) {
            return true;
        }
        if vocabulary::is_plain(doc, at) && (self.ground.opens(at) || !doc.is_any(at, keys!["will", "may", "mark"])) {
            return true;
        }
        if !self.ground.is_capital(at) && !PARTICLES.contains(&doc.lower(at)) {
            return true;
        }
        if self.ground.is_place(at) {
            // A place before a person or alone is no name; before the words of a body it is part of its name.
            let end = self.rest_end(at, run.end);
            let body = (at..end).any(|i| vocabulary::body_word(doc, i).is_some());
            let owns = doc.kind(at + 1) == Some(TokenKind::Clitic);
            return !body && !(self.ground.is_short_body(at) && (owns || self.acts(at)));
        }
        // "The Crown corporation": a capital that begins a common noun.
        if doc.hit(at, BODY_NOUN).is_some_and(|h| h.tokens.end > run.end && !doc.is_capital(h.tokens.end - 1)) {
            return true;
        }
        // "Jeweller Zale": a noun that opens the sentence before a company's name.
        let noun = vocabulary::body_noun(doc, at).is_some_and(|(end, kinds)| {
            end < run.end
                && self.ground.is_capital(end)
                && kinds.iter().all(|k| k.is_company() || *k == BodyKind::OTHER)
        });
        if noun && self.ground.opens(at) {
            return true;
        }
        // "Exports rose": one capital that only opens the sentence, or a word the article also writes in lower case.
        let opens = self.ground.opens(at);
        if opens && at + 1 < run.end && vocabulary::given(doc, at).is_none() && self.is_common(at) {
            return true;
        }
        opens && at + 1 == run.end && !self.stands_alone(at)
    }

    fn is_common(&self, at: usize) -> bool {
        self.ground.lowercase.contains(self.doc.lower(at))
    }

    /// Whether one capitalised word that opens a sentence is a name all the same.
    fn stands_alone(&self, at: usize) -> bool {
        let doc = self.doc;
        let word = doc.word(at);
        let inner = word.len() > 1 && word.chars().skip(1).any(char::is_uppercase);
        let possessive = doc.kind(at + 1) == Some(TokenKind::Clitic);
        inner
            || super::company::is_explained(doc, at + 1)
            || super::company::heads_paragraph(doc, &(at..at + 1))
            || self.ground.inner_capitals.contains(word)
            || !self.is_common(at)
                && (vocabulary::given(doc, at).is_some()
                    || possessive && !word.ends_with('s')
                    || doc.is_any(at + 1, NAMING_VERBS) && !word.ends_with('s')
                    || self.heads_longer_name(at))
    }

    /// "**Pelham** fell", "**Pelham** shares", "**Pelham**, which", where the article names Pelham Capital too.
    fn heads_longer_name(&self, at: usize) -> bool {
        let doc = self.doc;
        self.ground.heads.contains(doc.word(at))
            && vocabulary::body_word(doc, at).is_none()
            && vocabulary::body_noun(doc, at).is_none()
            && self.acts(at)
    }

    fn rest_end(&self, start: usize, limit: usize) -> usize {
        let doc = self.doc;
        let mut end = start + 1;
        while end < limit {
            let boundary = self.role_at(end).is_some_and(|r| r.tokens.start == end && doc.is_capital(r.head))
                || doc.hit(end, BODY).is_some_and(|h| h.tokens.end <= limit && self.is_cut_by_body(start, end))
                || vocabulary::title(doc, end).is_some_and(|(width, _)| end + width < limit)
                || (vocabulary::is_plain(doc, end)
                    && doc.is_capital(end)
                    && !doc.is_any(end, keys!["will", "may", "new", "trade"])
                    // "Korea First Bank"
                    && !(doc.is(end, "first") && vocabulary::body_word(doc, end + 1).is_some())
                    && !doc.is(end - 1, "of"));
            if boundary || self.is_organ_of(end, limit) {
                break;
            }
            end += 1;
        }
        end
    }

    /// "Financial Stability **Committee of Norges Bank**": a part of a known body is no body besides.
    fn is_organ_of(&self, of: usize, limit: usize) -> bool {
        let doc = self.doc;
        doc.is(of, "of")
            && doc.is_any(of - 1, keys!["committee", "board", "council"])
            && doc.hit(of + 1, BODY).is_some_and(|h| h.tokens.end <= limit)
    }

    /// Whether a known body inside a run begins a name of its own: not in "Japan Post Bank", "Times Square" or "Julian
    /// Pearson", yet in "Maria Reuters".
    fn is_cut_by_body(&self, start: usize, at: usize) -> bool {
        let doc = self.doc;
        let other = |hit: &Hit| hit.tokens.len() == 1 && vocabulary::body(hit.row).also.is_some();
        !doc.hit(at, BODY).is_some_and(other)
            && !doc.is_any(at - 1, keys!["of", "and", "&", "-", "the", "for"])
            && vocabulary::body_word(doc, start).is_none()
    }

    /// Judges a stretch that neither lexicon nor roles explain.
    fn rest(&mut self, tokens: Range<usize>, titled: bool, gender: Option<Gender>) {
        let doc = self.doc;
        let Range { mut start, mut end } = tokens;
        while end > start + 1 && self.is_loose_end(end - 1) {
            end -= 1;
        }
        // "Greater China Lynn Song", "Democrat Hillary Clinton": what stands before a given name is none of the person's.
        if let Some(first) = (start + 1..end).find(|&i| {
            i + 1 < end
                && vocabulary::given(doc, i).is_some()
                && !doc.glued(i)
                && vocabulary::given(doc, i - 1).is_none()
        }) {
            // … nor is "Eagle" a person's in "American Eagle Outfitters".
            let body = vocabulary::body_word(doc, end - 1).is_some();
            let foreign = !body && (start..first).all(|i| self.ground.is_place(i))
                || self.is_party(first - 1)
                || doc.hit(first - 1, BODY_NOUN).is_some();
            if foreign {
                start = first;
            }
        }
        let words = (start..end).filter(|&i| doc.kind(i) == Some(TokenKind::Word)).count();
        let bare = words == 1
            && vocabulary::body_word(doc, start).is_some()
            && doc.word(start).chars().skip(1).any(char::is_lowercase);
        // ", C.P.M., chair of …": letters after a name.
        let letters = words == 1 && doc.word(start).ends_with('.') && doc.is(start.wrapping_sub(1), ",");
        if words == 0 || words > 9 || bare || letters {
            return;
        }
        let kind = self.kind(&(start..end), words, titled);
        let known = if kind == NameKind::Person { vocabulary::given(doc, start).flatten() } else { None };
        self.push(start..end, kind, None, gender.or(known), titled);
    }

    fn is_party(&self, at: usize) -> bool {
        self.doc.is_any(at, keys!["republican", "democrat", "democratic", "labour", "conservative", "gop"])
    }

    fn is_loose_end(&self, at: usize) -> bool {
        let doc = self.doc;
        doc.kind(at) != Some(TokenKind::Word) && !doc.is(at, ".")
            || PARTICLES.contains(&doc.lower(at)) && !doc.is_capital(at)
            || doc.is(at, ".") && doc.word(at - 1).len() > 1 && !DOTTED.contains(&doc.lower(at - 1))
    }

    fn push(&mut self, tokens: Range<usize>, kind: NameKind, row: Option<u32>, gender: Option<Gender>, titled: bool) {
        self.parts.push(Part { tokens, kind, row, gender, titled });
    }
}

/// What may stand behind a name and before its verb.
const AUXILIARIES: &[Key] = keys!["had", "would", "could", "may", "might", "did", "does"];

/// What companies do at the start of news: the word before is a name.
const NAMING_VERBS: &[Key] = keys![
    "estimates",
    "sees",
    "makes",
    "owns",
    "employs",
    "said",
    "says",
    "reported",
    "reports",
    "posted",
    "announced",
    "expects",
    "plans",
    "agreed",
    "unveiled",
    "warned",
    "told",
    "added",
    "has",
    "is",
    "was",
    "will",
];
