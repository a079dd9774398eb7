//! The items of a list, as statistical releases have them: "- **Nonstore retailers**: up 0.2 percent", "• Family finances:
//! 66.9 (−3.2%)", "- Ontario: $5.0 billion".
//!
//! Guarantees: only the figure right behind the label's colon; a label that names an indicator itself is left to the other
//! rules, and so is one that only says what kind of value follows ("Forecast: 3.2%").

use std::ops::Range;

use super::{Found, Search, Subject, rule};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::predicate::Predicate;
use crate::link::observation::sentence::words::{self, Class};
use crate::text::TokenKind;

/// The longest label, in tokens.
const LONGEST: usize = 10;

impl Search<'_> {
    /// What an item's label says: a part of what the article is about, or the place where that is so much.
    pub(super) fn labelled(&self) -> Option<Found> {
        let (label, colon) = self.label()?;
        let last = label.end - 1;
        let expected = words::is(self.doc, last, Class::Expectation) || acts::is(self.doc, last, Act::Foretold);
        let whole = self.topic.first_subject.as_ref().filter(|s| s.indicator.is_some())?;
        if expected && !self.doc.is(last, "outlook") || !self.is_right_behind(colon) {
            return None;
        }
        let place = label.clone().all(|i| self.frame.is_place(i) || self.doc.kind(i) != Some(TokenKind::Word));
        if place {
            return Some(Found::again(whole, rule::LABEL));
        }
        let subject = Subject { phrase: self.doc.slice(&label).to_owned(), indicator: whole.indicator };
        Some(Found { subject, named: None, tokens: Some(label), rule: rule::LABEL })
    }

    /// The words of the item's label without its marks, and the colon; none for what is no item.
    fn label(&self) -> Option<(Range<usize>, usize)> {
        let (doc, item) = (self.doc, &self.frame.tokens);
        let mark = |i: usize| matches!(doc.kind(i), Some(TokenKind::Punct | TokenKind::Symbol));
        if !doc.opens_paragraph(item.start) {
            return None;
        }
        let start = (item.start..item.end).find(|&i| !mark(i))?;
        let colon = (start..item.end.min(start + LONGEST)).find(|&i| doc.is(i, ":"))?;
        let end = (start..colon).rev().find(|&i| !mark(i))? + 1;
        // "Time **to buy** a house": what may be done is no clause, nor what is measured.
        let named = self.frame.indicators_in(start..end).any(|n| !n.weak && !doc.is(n.tokens.start, "to"));
        let verb = |p: &Predicate| !doc.is(p.tokens.start.wrapping_sub(1), "to");
        let clause = self.frame.figure_in(start..end) || self.frame.predicates_in(start..end).any(verb);
        (!named && !clause).then_some((start..end, colon))
    }

    /// Whether nothing but marks, small words and the verb stands between the colon and the figure.
    fn is_right_behind(&self, colon: usize) -> bool {
        let between = colon + 1..self.figure.opening();
        let verb = |i: usize| self.frame.predicates.iter().any(|p| p.tokens.contains(&i));
        between.len() <= 4
            && between
                .into_iter()
                .all(|i| self.doc.kind(i) != Some(TokenKind::Word) || words::is(self.doc, i, Class::Light) || verb(i))
            && colon < self.figure.tokens.start
    }
}
