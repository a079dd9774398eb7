//! How far a run of capitals goes: what name particles ("van der") and the connectors of body names ("Ministry of
//! Economy, Trade and Industry") hold together.

use std::ops::Range;

use super::chunk::Cutter;
use super::roles::RolePhrase;
use super::vocabulary::{self, BODY, BodyWordPlace};
use crate::text::{Gap, Key, TokenKind, keys};

/// Small words inside a person's name.
pub(super) const PARTICLES: &[&str] = &[
    "de", "del", "della", "di", "da", "dos", "das", "du", "van", "von", "der", "den", "ter", "ten", "bin", "bint",
    "ibn", "al", "el", "la", "le", "y", "zu", "af", "ng",
];
/// Nouns behind whose "of" a list may stand that ends in "and".
const OFFICES: &[Key] =
    keys!["ministry", "department", "institute", "office", "bureau", "agency", "chamber", "committee", "board"];
/// What has a full stop inside a name.
pub(super) const DOTTED: &[&str] = &[
    "del", "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "prof", "lt", "col", "rev", "st", "jr", "sr", "inc",
    "co", "corp", "ltd", "bros",
];

impl Cutter<'_, '_, '_> {
    pub(super) fn run_end(&self, start: usize) -> usize {
        let doc = self.doc;
        let sentence = doc.sentence(start).end;
        let mut end = start + 1;
        while end < sentence {
            // A known name holds together whatever it contains.
            if let Some(hit) = doc.hit(end - 1, BODY).filter(|h| h.tokens.end > end && h.tokens.end <= sentence) {
                end = hit.tokens.end;
                continue;
            }
            let next = end;
            let word = doc.word(next);
            if doc.gap(next) == Gap::Paragraph {
                break;
            }
            if self.ground.is_capital(next) && (doc.gap(next) != Gap::None || doc.is(next - 1, ".")) {
                end += 1;
            } else if matches!(word, "-" | "‑") && doc.is_tied(next) && self.joins_hyphen(next) {
                end += 2;
            } else if word == "." && doc.glued(next) && self.is_dotted(next - 1) && next + 1 < sentence {
                end += 1;
            } else if word == "&" && self.ground.is_capital(next + 1) && !doc.glued(next)
                || self.names_a_shop(start, next)
            {
                end += 2;
            } else if let Some(to) = self.connector(start, next) {
                end = to;
            } else {
                break;
            }
        }
        end
    }

    fn joins_hyphen(&self, hyphen: usize) -> bool {
        let doc = self.doc;
        let next = hyphen + 1;
        if self.ground.is_capital(next) {
            return !self.ground.is_place(next) || !self.ground.is_place(hyphen - 1);
        }
        // "Chang-yong", against "Beijing-based".
        doc.kind(next) == Some(TokenKind::Word)
            && (vocabulary::given(doc, hyphen - 1).is_some() || self.ground.is_capital(hyphen.wrapping_sub(2)))
            && doc.word(next).len() <= 5
            && !doc.lower(next).ends_with("ed")
            && !doc.is_any(next, keys!["run", "style", "wide", "era", "like", "born", "owned", "made", "term", "bound"])
    }

    /// "Claire**'s Stores**": a possessive of one word that is no place, before the last word of a company's name.
    fn names_a_shop(&self, start: usize, at: usize) -> bool {
        let doc = self.doc;
        doc.kind(at) == Some(TokenKind::Clitic)
            && at == start + 1
            && !self.ground.is_place(start)
            && !self.ground.is_body(start)
            && !vocabulary::is_plain(doc, start)
            && vocabulary::body_word(doc, at + 1)
                .is_some_and(|(place, kind)| place == BodyWordPlace::Last && kind.is_company())
    }

    fn is_dotted(&self, at: usize) -> bool {
        let doc = self.doc;
        DOTTED.contains(&doc.lower(at)) || (doc.word(at).len() == 1 && doc.is_capital(at))
    }

    /// Where a connector at `at` leads the run that began at `start`, if the run goes on after it.
    fn connector(&self, start: usize, at: usize) -> Option<usize> {
        let doc = self.doc;
        let word = doc.lower(at);
        if PARTICLES.contains(&word) {
            let next = if PARTICLES.contains(&doc.lower(at + 1)) { at + 2 } else { at + 1 };
            return self.ground.is_capital(next).then_some(next + 1);
        }
        let is_body_name = || (start..at).any(|i| self.is_opening_body_word(i));
        match word {
            "of" | "for" => {
                let next = if doc.is(at + 1, "the") { at + 2 } else { at + 1 };
                (self.ground.is_capital(next) && !vocabulary::is_plain(doc, next) && self.is_opening(start, at))
                    .then_some(next + 1)
            }
            "and" => {
                let goes_on = self.ground.is_capital(at + 1)
                    && vocabulary::given(doc, at + 1).is_none()
                    && !self.ground.is_body(at + 1)
                    && doc.hit(at + 1, vocabulary::ROLE).is_none()
                    && vocabulary::title(doc, at + 1).is_none();
                let has_of = (start..at).any(|i| doc.is_any(i, keys!["of", "for"]));
                // "The **Finance and Economy Ministry**": two fields of one office, whose article is that of both.
                let office = at + 2;
                let fields = self.ground.is_capital(at + 1)
                    && at == start + 1
                    && doc.is(start.wrapping_sub(1), "the")
                    && doc.is_any(office, keys!["ministry", "department"])
                    && self.ground.is_capital(office)
                    && !self.ground.is_body(start)
                    && !self.ground.is_place(start);
                if fields {
                    return Some(office + 1);
                }
                (goes_on && has_of && is_body_name()).then_some(at + 2)
            }
            // "Ministry of Economy, Trade and Industry": a list that ends in "and".
            "," => {
                let has_of = (start..at).any(|i| doc.is_any(i, keys!["of", "for"]));
                let second = at + 1;
                let and = if self.ground.is_capital(second + 1) { second + 2 } else { second + 1 };
                let list = self.ground.is_capital(second)
                    && doc.is_any(and, keys!["and", "&"])
                    && self.ground.is_capital(and + 1);
                (list && has_of && (start..at).any(|i| doc.is_any(i, OFFICES))).then_some(and + 2)
            }
            _ => None,
        }
    }

    /// "Ministry of Trade**, Industry and Energy**", "Institute of Statistics **and Geography**": how far the list goes on with which a
    /// body's name ends; what the run holds together behind it is no other name.
    pub(super) fn listed_end(&self, name: Range<usize>, limit: usize) -> usize {
        let doc = self.doc;
        let of = name.clone().any(|i| doc.is_any(i, keys!["of", "for"]));
        let office = |i: usize| doc.is_any(i, OFFICES);
        if !of || !name.clone().any(office) || !doc.is_any(name.end, keys![",", "and", "&"]) {
            return name.end;
        }
        let own = |i: &usize| doc.is_capital(*i) || doc.is_any(*i, keys![",", "and", "&"]);
        let free = |i: &usize| doc.hit(*i, BODY).is_none() && !self.is_role(*i);
        (name.end..limit)
            .take_while(|i| own(i) && free(i))
            .filter(|&i| doc.is_capital(i))
            .last()
            .map_or(name.end, |i| i + 1)
    }

    pub(super) fn is_opening_body_word(&self, at: usize) -> bool {
        vocabulary::body_word(self.doc, at).is_some_and(|(place, _)| place == BodyWordPlace::Any)
    }

    /// Whether `start..at` may be the first part of "Bank of …", "Office for …": its last or first word opens a body.
    fn is_opening(&self, start: usize, at: usize) -> bool {
        self.is_opening_body_word(at - 1) || (start..at).any(|i| self.is_opening_body_word(i)) && !self.is_role(at - 1)
    }

    pub(super) fn is_role(&self, at: usize) -> bool {
        self.role_at(at).is_some()
    }

    pub(super) fn role_at(&self, at: usize) -> Option<&RolePhrase> {
        let place = self.roles.partition_point(|r| r.tokens.end <= at);
        self.roles.get(place).filter(|r| r.tokens.start <= at)
    }
}
