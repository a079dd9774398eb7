//! Role phrases: "chief economist", "Global Market Strategist", "trade minister", in either case and number.
//!
//! A phrase is a head from the table with its modifiers before it ("senior portfolio manager"), places among them
//! ("chief U.K. economist"). What follows ("… of research at X") is for `profile`.

use std::ops::Range;

use super::ground::Ground;
use super::vocabulary::{self, RoleClass};
use crate::text::{Tables, TokenKind, keys};

/// A word for a person with its modifiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolePhrase {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The first token of its head.
    pub head: usize,
    /// What the head says.
    pub class: RoleClass,
    /// Whether it is a plural ("analysts").
    pub plural: bool,
    /// The head in the singular, lower case.
    pub word: &'static str,
}

impl RolePhrase {
    /// Whether companies are called so as soon as persons are: "Boots owner Walgreens".
    pub fn is_owner(&self) -> bool {
        self.word == "owner"
    }
}

/// Where a head begins.
const HEADS: Tables = Tables::of(&[vocabulary::ROLE, vocabulary::ROLES]);

/// The role phrases of a text, in order, without overlaps.
pub(super) fn find(ground: &Ground) -> Vec<RolePhrase> {
    let mut found: Vec<RolePhrase> = Vec::new();
    let doc = ground.doc;
    let mut at = doc.seek(0..doc.len(), HEADS);
    while at < doc.len() {
        let Some(phrase) = phrase_at(ground, at) else {
            at = doc.seek(at + 1..doc.len(), HEADS);
            continue;
        };
        at = doc.seek(phrase.tokens.end..doc.len(), HEADS);
        // "Chief Asia Economist": the later head swallows the earlier one that modifies it.
        while found.last().is_some_and(|last| last.tokens.end > phrase.tokens.start) {
            found.pop();
        }
        found.push(phrase);
    }
    found
}

fn phrase_at(ground: &Ground, at: usize) -> Option<RolePhrase> {
    let doc = ground.doc;
    let hit = doc.hits_at(at).iter().find(|h| HEADS.contains(h.table))?;
    if ground.is_body(at) || doc.is_capital(at) && ground.is_body(hit.tokens.end - 1) {
        return None;
    }
    // A clitic, hyphen or letter glued to it makes it another word ("leader-led").
    if doc.is(hit.tokens.end, "-") && doc.glued(hit.tokens.end) && doc.glued(hit.tokens.end + 1) {
        return None;
    }
    // "An **American** maker of chips": where a company is from.
    let end = hit.tokens.end;
    let inside = |i: &usize| doc.kind(*i) == Some(TokenKind::Word);
    let firm = || (end..end + 3).take_while(inside).any(|i| vocabulary::stands_for_company(doc, i));
    if vocabulary::is_modifier(doc, at) && firm() {
        return None;
    }
    let (word, class) = vocabulary::role(hit.row);
    let start = modifiers_before(ground, at, class);
    // "Brian Baker": a surname that is also a trade.
    let surname = class == RoleClass::Trade && start == at && vocabulary::given(doc, at.wrapping_sub(1)).is_some();
    if doc.is_capital(at) && (surname || is_inside_body(ground, start)) {
        return None;
    }
    Some(RolePhrase { tokens: start..hit.tokens.end, head: at, class, plural: hit.table == vocabulary::ROLES, word })
}

/// "United Federation of Teachers", "Center for Media Justice": the word closes the name of a body.
fn is_inside_body(ground: &Ground, start: usize) -> bool {
    let doc = ground.doc;
    let of = start.wrapping_sub(1 + usize::from(doc.is(start.wrapping_sub(1), "the")));
    doc.is_any(of, keys!["of", "for"]) && (of.saturating_sub(3)..of).any(|i| vocabulary::body_word(doc, i).is_some())
}

/// Where the modifiers before the head at `head` begin.
fn modifiers_before(ground: &Ground, head: usize, class: RoleClass) -> usize {
    let doc = ground.doc;
    let sentence = doc.sentence(head).start;
    let mut start = head;
    while start > sentence {
        let before = start - 1;
        if doc.is(before, "-") && doc.glued(before) && doc.glued(start) && start >= sentence + 2 {
            // "euro-area economist", "co-head"
            if is_modifier(ground, start - 2, head) || vocabulary::is_modifier(doc, start) || start == head {
                start -= 2;
                continue;
            }
        }
        if doc.gap(start) == crate::text::Gap::Paragraph || !is_modifier(ground, before, head) {
            break;
        }
        start = before;
    }
    // "U.S. President": the country is whose president he is, no part of the title.
    while class == RoleClass::Office && start < head && (ground.is_place(start) || doc.is(start, "-")) {
        start += 1;
    }
    start
}

fn is_modifier(ground: &Ground, at: usize, head: usize) -> bool {
    let doc = ground.doc;
    if ground.is_body(at) {
        return false;
    }
    if ground.is_place(at) {
        return true;
    }
    let modifier = vocabulary::is_modifier(doc, at)
        || doc
            .hit(at, vocabulary::ROLE)
            .is_some_and(|h| matches!(vocabulary::role(h.row).0, "chief" | "head" | "deputy"));
    // A capitalised modifier before a head in lower case ends a name ("Bureau of Statistics chief").
    let opens = doc.opens_sentence(at);
    modifier && (!doc.is_capital(at) || opens || doc.is_capital(head))
}
