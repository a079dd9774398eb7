//! What is told of shares: what one earns, what one is bought for and how much more that is, what a company pays for its own;
//! and the part of a limit or of a capacity that is in use, which is no share of anything.
//!
//! A part of [`super::sums`].

use crate::text::keys;
use rust_decimal::Decimal;

use super::measured::Candidate;
use super::{Found, rule};
use crate::link::observation::indicator;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::dealings;
use crate::link::observation::sentence::predicate::Reading;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::{Mention, MentionKind, Money};
use crate::number::Amount;

impl Candidate<'_> {
    /// "Refineries **ran at 88% of capacity**", "plants working at 70% of their capacity": how much of it is in use.
    pub(super) fn is_capacity_in_use(&self) -> bool {
        const REACH: usize = 4;
        let end = self.figure.tokens.end;
        let of = end + 1 + usize::from(self.doc.is_any(end + 1, keys!["its", "their", "the", "total", "full"]));
        let at = self.word_before();
        let runs = |i: usize| dealings::is(self.doc, i, dealings::Class::Running);
        let near = at.saturating_sub(REACH).max(self.frame.tokens.start)..at;
        // "… at 88% of capacity, down **from 90%**"
        let told = self
            .topic
            .subject
            .as_ref()
            .is_some_and(|(s, at)| *at == self.figure.sentence && s.code() == Some("capacity_utilization"));
        told && matches!(self.binding.role, Role::From | Role::Than)
            || self.doc.is(end, "of")
                && self.doc.is(of, "capacity")
                && self.doc.is_any(at, keys!["at", "to", "below", "above"])
                && near.into_iter().any(runs)
    }

    /// "A loss of 31 cents per share. Analysts had looked for a **profit of 22 cents**", "to $3.10 a share from a prior range of
    /// **$2.95 to $3.10**": no company earns so little but on each share.
    pub(super) fn is_profit_of_share(&self, m: &Money, found: &Found) -> bool {
        let spoken = self
            .topic
            .subject
            .iter()
            .chain(&self.topic.lead)
            .any(|(s, at)| self.figure.sentence.saturating_sub(*at) <= 1 && s.code() == Some("eps"));
        let profit = found.subject.code().is_some_and(indicator::is_profit);
        // "A profit of **$22 on each** van", "of $5 for its owner", but "of $2.05 for the quarter"
        let end = self.frame.past(self.figure.tokens.end);
        let timed = (end + 1..end + 3).any(|i| self.frame.is_period(i));
        let each = self.doc.is_any(end, keys!["on", "for", "from"]) && !timed;
        spoken && profit && !each && m.per.is_none() && m.amount.middle() < Decimal::ONE_HUNDRED
    }

    /// What a sum by the share is, with the rule: what one is bought for, or what one earns.
    pub(super) fn of_one_share(&self, found: &Found) -> Option<(&'static str, &'static str)> {
        // "Will pay $83.50 a share"
        if words::is(self.doc, self.figure.opening().wrapping_sub(1), Class::Paying) || self.is_price_paid() {
            return Some(("deal_value", rule::PRICE_PAID));
        }
        // "Expects to **earn** $8.30 a share", where shares were spoken of before
        let own = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)].tokens;
        let mut before = self.frame.indicators_in(own.start..self.figure.tokens.start);
        let earned = before.any(|n| indicator::is_profit(n.row().code));
        if earned && found.subject.code() == Some("share_price") {
            return Some(("eps", "profit per share"));
        }
        // "A proposal **pitched at 300p a share**", "a **300p a share bid**"
        let profit = found.subject.code().is_none_or(|code| code == "revenue" || indicator::is_profit(code));
        let loose = profit
            || found.named.as_ref().is_some_and(|n| n.weak && self.doc.is_any(n.tokens.start, keys!["a", "per"]));
        let deal = || self.topic.first_subject.as_ref().is_some_and(|s| s.code() == Some("deal_value"));
        let takeover = || deal() || self.frame.tokens.clone().any(|i| acts::is(self.doc, i, Act::Bidding));
        let results = || self.frame.indicators_in(self.frame.tokens.clone()).any(|n| n.row().code == "eps" && !n.weak);
        if loose && !earned && takeover() && !results() {
            return Some(("deal_value", rule::PRICE_PAID));
        }
        (profit && found.rule != rule::BEHIND).then_some(("eps", "profit per share"))
    }

    /// "Repurchased **1.6 million shares for** $40m", "bought back shares worth $2bn": a buyback, no deal.
    pub(super) fn shares_bought_back(&self) -> Option<Found> {
        const REACH: usize = 8;
        let at = self.word_before();
        let own = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)].tokens;
        // "Would buy back **$2bn of stock**"
        let of = self.frame.past(self.figure.tokens.end);
        let its = usize::from(self.doc.is_any(of + 1, keys!["its", "their"]));
        let stock = of + 1 + its + usize::from(self.doc.is_any(of + 1 + its, keys!["own", "common"]));
        let back = acts::is(self.doc, at, Act::Retiring)
            || self.doc.is(at, "back") && words::is(self.doc, at.wrapping_sub(1), Class::Trading);
        // "The **repurchase of** another $70bn in stock"
        let noun = at.wrapping_sub(usize::from(self.doc.is_any(at, keys!["another", "further", "additional"])));
        let back = back
            || self.doc.is(noun, "of")
                && self.doc.is_any(noun.wrapping_sub(1), keys!["repurchase", "buyback", "repurchases"]);
        if back && self.doc.is_any(of, keys!["of", "in", "worth"]) && self.doc.is_any(stock, keys!["shares", "stock"]) {
            let subject = Subject { phrase: self.doc.word(stock).to_owned(), indicator: None };
            return Some(Found { subject, named: None, tokens: Some(at..at + 1), rule: rule::SAID });
        }
        let noun =
            at.checked_sub(1).filter(|&noun| noun > own.start && self.doc.is_any(noun, keys!["shares", "stock"]))?;
        let from = noun.saturating_sub(REACH).max(own.start);
        let bought = (from..noun).find(|&i| {
            acts::is(self.doc, i, Act::Retiring) || words::is(self.doc, i, Class::Trading) && self.doc.is(i + 1, "back")
        })?;
        let between = self.frame.predicates_in(bought + 1..noun).all(|p| !p.can_be(Reading::Verb));
        let tokens = noun..noun + 1;
        let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: None };
        (between && self.doc.is_any(at, keys!["for", "worth"])).then_some(Found {
            subject,
            named: None,
            tokens: Some(bought..bought + 1),
            rule: rule::SAID,
        })
    }

    /// "$1.17 billion, **or 77 cents**, a year ago": beside a profit a sum that small is that of a share.
    pub(super) fn is_per_share_twin(&self) -> bool {
        let amount = |m: &Mention| match m.amount() {
            Some(Amount::Exact(value)) if matches!(m.kind, MentionKind::Money(_)) => Some(value),
            _ => None,
        };
        let profit = |s: &Subject| s.code().is_some_and(indicator::is_profit);
        let spoken = self.topic.subject.as_ref().is_some_and(|(s, at)| *at == self.figure.sentence && profit(s));
        let small = amount(self.figure).is_some_and(|v| v < Decimal::ONE_HUNDRED);
        let start = self.figure.opening();
        // "Earnings came to $5.28 a share versus **the $4.52** expected"
        let per_share = || {
            let eps = self.topic.subject.as_ref().filter(|(s, _)| s.code() == Some("eps"));
            self.binding.role == Role::Than && eps.is_some_and(|(_, at)| *at == self.figure.sentence)
        };
        small && (spoken && self.doc.is(start.wrapping_sub(1), "or") || per_share())
    }

    /// "$52 a share in cash, **a 34% premium to** its closing price": how much more is offered than the shares cost.
    pub(super) fn is_premium(&self) -> bool {
        let noun = self.figure.tokens.end;
        self.doc.is_any(self.figure.opening().wrapping_sub(1), keys!["a", "an"])
            && self.doc.is(noun, "premium")
            && self.doc.is_any(noun + 1, keys!["to", "over", "on"])
    }

    /// "Those who **use at least 90% of** their limit", "people using less than 20% of it": who is spoken of, not what is measured.
    pub(super) fn is_limit_used(&self) -> bool {
        self.doc.is_any(self.word_before(), keys!["use", "uses", "using"])
            && self.figure.hedge().is_some()
            && self.doc.is(self.figure.tokens.end, "of")
    }
}

/// How much of what could be made is made, whatever the sentence calls it.
pub(super) fn capacity_in_use() -> Found {
    let subject =
        Subject { phrase: "capacity in use".to_owned(), indicator: indicator::of_code("capacity_utilization") };
    Found { subject, named: None, tokens: None, rule: rule::IN_USE }
}
