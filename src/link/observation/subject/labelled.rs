//! The items of a list, as statistical releases have them: "- **Nonstore retailers**: up 0.2 percent", "• Family finances:
//! 66.9 (−3.2%)", "- Ontario: $5.0 billion".
//!
//! Guarantees: only the figure right behind the label's colon; a label that names an indicator itself is left to the other
//! rules, and so is one that only says what kind of value follows ("Forecast: 3.2%").

use std::ops::Range;

use super::{Found, Search, Subject, rule};
use crate::link::observation::indicator;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::MentionKind;
use crate::mention::name::company_before;
use crate::text::{TokenKind, keys};

/// The longest label, in tokens.
const LONGEST: usize = 10;
/// The longest one inside a paragraph.
const SHORT: usize = 5;

impl Search<'_> {
    /// What an item's label says: a part of what the article is about, or the place where that is so much.
    pub(super) fn labelled(&self) -> Option<Found> {
        if let Some(found) = self.ranked() {
            return Some(found);
        }
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
        // "**Advertising**: $11.8 billion vs. $11.7 billion expected", in an account of profits: what a part takes in.
        let result = whole.code().is_some_and(|code| code == "eps" || indicator::is_profit(code));
        let taken = result && matches!(self.figure.kind, MentionKind::Money(_));
        let indicator = if taken { indicator::of_code("revenue") } else { whole.indicator };
        let subject = Subject { phrase: self.doc.slice(&label).to_owned(), indicator };
        Some(Found { subject, named: None, tokens: Some(label), rule: rule::LABEL })
    }

    /// "**Greece 53.2** 2-month high": a line that begins with a place and its index, where indexes of business are told.
    fn ranked(&self) -> Option<Found> {
        let first = self.frame.tokens.start;
        if !self.doc.opens_paragraph(first) || !self.frame.is_place(first) {
            return None;
        }
        let end = (first..self.frame.tokens.end).find(|&i| !self.frame.is_place(i))?;
        let bare = matches!(&self.figure.kind, MentionKind::Quantity(q) if q.unit.is_none());
        let whole = self.topic.first_subject.as_ref().filter(|s| s.code() == Some("pmi"))?;
        let found = Found { subject: whole.clone(), named: None, tokens: Some(first..end), rule: rule::LABEL };
        (bare && self.figure.opening() == end).then_some(found)
    }

    /// "The rises in **meats (5.26%)**, **soybean oil (5.12%)**": what stands before its bracket, where things that rise or fall are
    /// listed.
    pub(super) fn item_in_brackets(&self) -> Option<Found> {
        const LONGEST: usize = 5;
        // "**Calder (up 3%)** and Pelham (2%) led"
        let way = usize::from(self.doc.is_any(self.figure.opening().wrapping_sub(1), keys!["up", "down", "off", "+"]));
        let open = self.figure.opening().checked_sub(1 + way).filter(|&at| self.doc.is_any(at, keys!["(", "["]))?;
        let moved = way == 1 && !self.doc.is(self.figure.tokens.end, "of");
        if let Some(company) = company_before(self.doc, open).filter(|_| moved) {
            let percent = matches!(self.figure.kind, MentionKind::Percentage(_));
            return percent.then(|| self.open(company, rule::LABEL));
        }
        let alone = self.doc.is_any(self.figure.tokens.end, keys![")", "]"]);
        if !alone || !matches!(self.figure.kind, MentionKind::Percentage(_)) {
            return None;
        }
        let noun = |&i: &usize| !self.is_border(i) && !self.frame.is_period(i) && !self.frame.is_place(i);
        let first = (self.frame.tokens.start..open).rev().take(LONGEST).take_while(noun).last()?;
        let moved = |in_: usize| {
            let noun = in_.wrapping_sub(1);
            // … "followed by **housing (2.8%)**", "rose most for **transport (3.5%)**"
            let list = self.doc.starts(noun, keys!["followed", "by"]) || self.doc.starts(noun, keys!["most", "for"]);
            if list && self.frame.predicates.iter().any(Predicate::is_change) {
                return true;
            }
            self.doc.is(in_, "in")
                && self.doc.lower(noun).ends_with('s')
                && self.frame.predicates_in(noun..in_).any(|p| p.is_change() && p.can_be(Reading::Noun))
        };
        let joint = first.checked_sub(1)?;
        let listed = || {
            let mark = joint.wrapping_sub(usize::from(self.doc.is(joint, "and")));
            let mark = mark.wrapping_sub(usize::from(self.doc.is(mark, ",")));
            self.doc.is_any(mark, keys![")", "]"]) && (self.frame.tokens.start + 1..mark).any(moved)
        };
        if !moved(joint) && !listed() {
            return None;
        }
        let named = self.frame.indicators_in(first..open).rfind(|n| n.tokens.start == first && n.tokens.end == open);
        Some(named.map_or_else(|| self.open(first..open, rule::LABEL), |n| self.found(n, rule::LABEL)))
    }

    /// The words of the item's label without its marks, and the colon; none for what is no item.
    fn label(&self) -> Option<(Range<usize>, usize)> {
        let (doc, item) = (self.doc, &self.frame.tokens);
        let mark = |i: usize| matches!(doc.kind(i), Some(TokenKind::Punct | TokenKind::Symbol));
        let listed = doc.opens_paragraph(item.start);
        let start = (item.start..item.end).find(|&i| !mark(i))?;
        let colon = (start..item.end.min(start + LONGEST)).find(|&i| doc.is(i, ":"))?;
        // "Supermarkets: 1,290 billion yen, up 3.4%. Convenience stores: …": in a line of its own or not, where nothing stands between.
        let right_before = self.figure.opening() == colon + 1 && colon <= start + SHORT;
        if !listed && !right_before {
            return None;
        }
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
