//! Shares told by a place in a market: "**was second with** 25% of the market", "**ranked third with a** 12% share", "led the smartphone
//! market with 30%".
//!
//! A part of [`super::measured`]. Guarantees: who is second in something else has no share of a market: there the share is said to be of
//! that ("25% of the vote"), or the market was spoken of.

use super::measured::Candidate;
use super::{Found, rule};
use crate::link::observation::indicator;
use crate::link::observation::topic::Subject;
use crate::text::{Key, keys};

/// Places in an order.
const PLACES: &[Key] = keys!["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

impl Candidate<'_> {
    /// The share of a market that who has a place there is told with.
    pub(super) fn placed(&self) -> Option<Found> {
        let start = self.figure.opening();
        let article = usize::from(self.doc.is_any(start.wrapping_sub(1), keys!["a", "an"]));
        let with = start.checked_sub(1 + article).filter(|&with| with > self.frame.tokens.start)?;
        if !self.doc.is_any(with, keys!["with", "at", "on"]) {
            return None;
        }
        let leads = self.leads_market(with);
        if !leads && !self.is_placed(with) {
            return None;
        }
        let end = self.figure.tokens.end;
        let noun = end + usize::from(self.doc.is(end, "market"));
        let code = indicator::of_code("market_share");
        if self.doc.is(noun, "share") {
            // "With a 12% share **of the vote**"
            let of = self.doc.is(noun + 1, "of");
            let subject = Subject { phrase: self.doc.slice(&(end..noun + 1)).to_owned(), indicator: code };
            let tokens = Some(end..noun + 1);
            return (!of).then_some(Found { subject, named: None, tokens, rule: rule::SAME_SHARE });
        }
        let near = |at: usize| self.figure.sentence.saturating_sub(at) <= 1;
        let told = self.topic.subject.as_ref().filter(|(s, at)| near(*at) && s.code() == Some("market_share"));
        let of = self.doc.is(end, "of");
        match told {
            Some((subject, _)) if !of => Some(Found::again(subject, rule::SAME_SHARE)),
            None if !of && leads => {
                let subject = Subject { phrase: "market share".to_owned(), indicator: code };
                Some(Found { subject, named: None, tokens: None, rule: rule::SAME_SHARE })
            }
            _ => None,
        }
    }

    /// "Was **second** with", "took **second place** with", "came **third** at"
    fn is_placed(&self, with: usize) -> bool {
        let place = with - 1;
        let ordinal = place.wrapping_sub(usize::from(self.doc.is_any(place, keys!["place", "spot", "position"])));
        self.doc.is_any(ordinal, PLACES)
    }

    /// "**Led the** smartphone **market** with", "was the market leader with"
    fn leads_market(&self, with: usize) -> bool {
        const REACH: usize = 6;
        let from = with.saturating_sub(REACH).max(self.frame.tokens.start);
        let market = self.doc.is_any(with - 1, keys!["market", "sector"]);
        let led = |i: usize| self.doc.is_any(i, keys!["led", "leads", "leading", "dominated", "dominates"]);
        market && (from..with).any(led)
            || self.doc.is(with - 1, "leader") && self.doc.is(with.wrapping_sub(2), "market")
    }
}
