//! Trade in both directions, where no phrase of the list names it: "**imports from and exports to** Kenya totalled €4bn",
//! "**Poland's trade**".
//!
//! A part of the search of [`super`]. Guarantees: two flows are one sum only where a word takes them together; retail trade
//! and the trade of a market are none.

use std::ops::Range;

use super::Search;
use crate::link::observation::indicator::Named;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::MentionKind;
use crate::text::{TokenKind, keys};

impl Search<'_> {
    /// "Took 30% of **Poland's trade**", "China's **share of Japan's trade** rose": a country's, in both directions.
    pub(super) fn trade_of_country(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let trade = tokens.end.checked_sub(1).filter(|&i| self.doc.is(i, "trade"))?;
        let clitic = trade.checked_sub(1).filter(|&i| self.doc.kind(i) == Some(TokenKind::Clitic))?;
        let place = (self.frame.tokens.start..clitic).rev().take_while(|&i| self.frame.is_place(i)).last()?;
        let share = place.checked_sub(2).filter(|&i| words::is(self.doc, i, Class::Share) && self.doc.is(i + 1, "of"));
        Some(share.unwrap_or(tokens.start)..tokens.end)
    }

    /// "**Imports from and exports to** Kenya totalled €4bn", "the combined value of **exports and imports** was", "exports and imports
    /// together": trade in both directions, where a word says that they are taken together.
    pub(super) fn trade_both_ways(&self, range: &Range<usize>) -> Option<Range<usize>> {
        const LONGEST: usize = 5;
        let flow = |n: &&Named| !n.weak && n.tokens.len() == 1 && matches!(n.row().code, "exports" | "imports");
        let mut flows = self.frame.indicators_in(range.clone()).filter(flow);
        let (first, second) = (flows.next()?, flows.next()?);
        let between = first.tokens.end..second.tokens.start;
        let joined = between.len() <= LONGEST
            && between.clone().any(|i| self.doc.is(i, "and"))
            && first.row().code != second.row().code
            && !self.frame.figure_in(between.clone());
        let money = matches!(self.figure.kind, MentionKind::Money(_));
        let together = |i: usize| self.doc.is_any(i, keys!["combined", "together", "sum"]);
        // "Exports and imports **totalled** $3bn and $4bn": each.
        let end = self.frame.past(self.figure.tokens.end);
        let single = !(self.doc.is(end, "and") && self.frame.figure_in(end + 1..end + 2));
        let totals = |i: usize| self.doc.is_any(i, keys!["totalled", "totaled", "total"]);
        let verb = (second.tokens.end..self.figure.opening()).any(totals);
        let said = (range.start..self.figure.opening()).any(together);
        let first_flow = self.frame.figures_end_before(self.figure.opening()).is_none_or(|end| end <= range.start);
        // "Imports **from and exports to** China came to $20bn": with one country, whatever the verb.
        let shared = self.doc.is_any(between.start, keys!["from", "to"]) && self.doc.is(between.start + 1, "and");
        let trade = joined && money && single && first_flow && (said || verb || shared);
        trade.then_some(first.tokens.start..second.tokens.end)
    }
}
