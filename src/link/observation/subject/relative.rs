//! Relative clauses inside a subject: "the countries that share the euro", "the share of income that a family needs".
//!
//! A part of the search of [`super`]: what such a clause names is no subject.

use std::ops::Range;

use super::{Search, phrase};
use crate::link::observation::indicator::Named;
use crate::link::observation::sentence::words::{self, Class};
use crate::text::{TokenKind, keys};

impl Search<'_> {
    /// "A gauge of joblessness **that counts discouraged workers** fell", "unemployment in the countries **that share the
    /// euro** was 6%": the head is what the clause hangs on.
    pub(super) fn before_relative(&self, range: Range<usize>) -> Range<usize> {
        let opens = |&at: &usize| {
            let verb = || phrase::is_verb_behind(self.doc, at);
            self.doc.is_any(at, keys!["that", "who"])
                && self.frame.indicators_in(range.start..at).any(|n| {
                    n.tokens.end == at && (verb() || self.is_share_of(n)) || self.reaches_relative(n.tokens.end, at)
                })
        };
        let end = range.clone().find(opens).unwrap_or(range.end);
        range.start..end
    }

    /// "The **share of income** that a family needs for its home is 38%"
    fn is_share_of(&self, named: &Named) -> bool {
        let of = named.tokens.start.wrapping_sub(1);
        self.doc.is(of, "of") && words::is(self.doc, of.wrapping_sub(1), Class::Share)
    }

    /// Whether only a phrase of place lies between a noun that ends at `end` and the "that" of its clause: "across the 20
    /// nations that share", not "in Spain said that".
    fn reaches_relative(&self, end: usize, that: usize) -> bool {
        let phrase = end + 1..that;
        let open = |i: usize| {
            self.doc.kind(i) != Some(TokenKind::Punct)
                && !words::is(self.doc, i, Class::Saying)
                && !words::is(self.doc, i, Class::Finite)
        };
        let verb = self.doc.kind(that + 1) == Some(TokenKind::Word)
            && !words::is(self.doc, that + 1, Class::Closed)
            && !words::is(self.doc, that + 1, Class::Pronoun)
            && !words::is(self.doc, that + 1, Class::Opening)
            && !self.frame.is_place(that + 1);
        self.doc.is_any(end, keys!["in", "across", "among", "at", "throughout"])
            && (1..=6).contains(&phrase.len())
            && self.doc.lower(that - 1).ends_with('s')
            && self.frame.predicates_in(end..that).next().is_none()
            && self.frame.indicators_in(that + 1..that + 2).all(|n| n.weak)
            && verb
            && phrase.into_iter().all(open)
    }
}
