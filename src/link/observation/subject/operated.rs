//! Counts of what a company runs, opens, closes, orders and receives: "operates 1,963 stores", "opened 120 cafes", "an
//! order for 70 planes".
//!
//! A part of [`super::counted`]. Guarantees: only places of business and vehicles are counted so, and people never; a
//! handful that is run or opened is no statistic, while an order is one whatever its size.

use crate::text::keys;
use rust_decimal::Decimal;

use super::counted::{codes_of, thing};
use super::measured::Candidate;
use super::{Found, rule};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::number::Amount;

/// How many words may stand between a verb or noun and the count that it is of: "operates some", "an option for a further".
const REACH: usize = 4;

/// Up to how many places of business, named with their number, are no statistic.
const HANDFUL: Decimal = Decimal::TEN;

impl Candidate<'_> {
    /// The count of what a company runs, opens, closes or orders.
    pub(super) fn operated(&self, unit: &str) -> Option<Found> {
        if acts::has(words::last(unit), Act::Ordering) && codes_of(unit).is_empty() {
            return self.orders();
        }
        if !acts::has(words::last(thing(unit)), Act::Outlet) {
            return None;
        }
        let first = self.figure.opening();
        let from = first.saturating_sub(REACH).max(self.frame.tokens.start);
        let light = |&i: &usize| {
            // "Will **close** roughly 40 stores": what else is "close to".
            words::is(self.doc, i, Class::Light) && !acts::is(self.doc, i, Act::Shutting)
                || self.doc.is_any(i, keys!["a", "an", "further", "another", "its", "some", "new", "net"])
        };
        let at = (from..first).rev().find(|i| !light(i))?;
        // "It has 164 plants, **90 quarries and 32 mines**": the next in the list.
        let spliced = self.doc.is(at, "and") && at > 0 && self.doc.is(at - 1, ",");
        let joint = at - usize::from(spliced);
        let outlet = |i: usize| acts::has(self.doc.lower(i).trim_end_matches('s'), Act::Outlet);
        let listed =
            self.doc.is_any(at, keys![",", "and"]) && at > from.max(1) && self.frame.figure_in(joint - 1..joint);
        if listed && outlet(joint - 1) {
            let end = self.figure.tokens.end;
            return Some(self.noun_of_count(end - 1..end, "operated"));
        }
        // "Will close 28 **of its 410 stores**": it runs those.
        if self.doc.is(at, "of") && self.frame.figure_in(at.saturating_sub(1)..at) && at > from {
            let end = self.figure.tokens.end;
            return Some(self.noun_of_count(end - 1..end, "operated"));
        }
        if self.doc.is_any(at, keys!["of", "for", "on"]) {
            return self.ordered(at);
        }
        // "Between 180 and 200 restaurants" too.
        if self.figure.amount().is_none_or(|a| a.middle() <= HANDFUL) {
            return None;
        }
        // "Its second market, with more than 7,000 cafes"
        let has = || self.doc.is_any(at, keys!["with", "has", "have", "had"]);
        let rule = if acts::is(self.doc, at, Act::Operating) || has() {
            "operated"
        } else if acts::is(self.doc, at, Act::Opening) {
            rule::OPENED
        } else if acts::is(self.doc, at, Act::Shutting) {
            rule::CLOSED
        } else if words::is(self.doc, at, Class::Trading)
            // "Ordered 25 of its men", "**25 stores to shut**" tells what is to be done.
            || self.doc.is(at, "ordered") && !self.doc.is_any(self.figure.tokens.end, keys!["of", "to"])
        {
            "bought and sold"
        } else {
            return None;
        };
        // "Runs **271 flights** a day"
        if unit != thing(unit) {
            let subject = Subject { phrase: self.things(), indicator: None };
            return Some(Found { subject, named: None, tokens: None, rule });
        }
        let end = self.noun_end();
        Some(self.noun_of_count(end - 1..end, rule))
    }

    /// The end of the noun that is counted: "28 **stores**", "28 of its 410 **stores**".
    fn noun_end(&self) -> usize {
        let end = self.figure.tokens.end;
        if !self.doc.is(end, "of") {
            return end;
        }
        let from = end + 1 + usize::from(self.doc.is_any(end + 1, keys!["its", "their", "the"]));
        let whole = (from..self.frame.tokens.end)
            .take_while(|&i| self.frame.figure_in(i..i + 1) || self.frame.is_place(i))
            .last();
        whole.map_or(end, |last| last + 1)
    }

    /// "Has **orders for 56** so far": of what, the text has said.
    pub(super) fn ordered_bare(&self) -> Option<Found> {
        let of = self.figure.opening().checked_sub(1).filter(|&of| self.doc.is(of, "for"))?;
        self.ordered(of)
    }

    /// What stands before the "of" or "for" of a count of what is ordered.
    fn ordered(&self, of: usize) -> Option<Found> {
        let noun = of.checked_sub(1).filter(|&noun| acts::is(self.doc, noun, Act::Ordering))?;
        // "Shut in order for 12 shops to be rebuilt"
        let idiom = self.doc.is(noun, "order") && self.doc.is(noun.wrapping_sub(1), "in");
        (!idiom).then(|| self.noun_of_count(noun..noun + 1, "ordered"))
    }

    /// "A target of **200 firm commitments**", "the **70 new orders**": orders themselves.
    fn orders(&self) -> Option<Found> {
        let end = self.figure.tokens.end;
        let many = self.figure.amount().is_some_and(|a| matches!(a, Amount::Exact(v) if v > HANDFUL));
        many.then(|| self.noun_of_count(end - 1..end, "ordered"))
    }

    /// Whose they are, their own noun does not say.
    fn noun_of_count(&self, tokens: std::ops::Range<usize>, rule: &'static str) -> Found {
        let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: None };
        Found { subject, named: None, tokens: None, rule }
    }
}
