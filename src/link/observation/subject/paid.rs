//! What is paid, made or saved: sums whose verb alone tells what they are ("is to **pay $1m to** its former chief", "**made
//! $434m** in 2003", "**cut $5bn from its costs**").
//!
//! A part of [`super::sums`]. Guarantees: a company's result only where nothing says what the sum was made of; a payment
//! only where nothing says what it is for.

use super::measured::Candidate;
use super::{Found, rule};
use crate::link::observation::Direction;
use crate::link::observation::entity;
use crate::link::observation::indicator;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::name::{NameKind, stands_for_company};
use crate::text::TokenKind;

/// How many words the one who is paid may have between the verb and the sum.
const PAYEE: usize = 3;

impl Candidate<'_> {
    /// "Is **to pay $1m to** its former chief", "hoped **to pay $100m now**", "will **repay its creditors $220m**": where
    /// nothing says what for, a payment.
    pub(super) fn payment(&self, found: Option<&Found>) -> Option<Found> {
        let sum = self.figure.opening();
        let repays = |i: usize| acts::is(self.doc, i, Act::Repaying);
        let pays = |i: usize| acts::is(self.doc, i, Act::Remitting) || repays(i);
        let behind = self.frame.past(self.figure.tokens.end);
        let verb = if pays(sum.wrapping_sub(1)) {
            let to = self.doc.is(behind, "to") && !words::is(self.doc, behind + 1, Class::Trading);
            let timed = self.doc.is_any(behind, &["now", "upfront"])
                || self.doc.is(behind, "over") && self.frame.is_period(behind + 1);
            Some(sum - 1).filter(|_| to || timed)
        } else {
            // "Repay its creditors $220m", "pay Fiat $2bn": whom, between the verb and the sum.
            let from = sum.saturating_sub(1 + PAYEE).max(self.frame.tokens.start);
            let verb = (from..sum).rev().find(|&i| pays(i));
            let payee = |i: usize| {
                self.doc.kind(i) == Some(TokenKind::Word)
                    && (!words::is(self.doc, i, Class::Closed) || self.doc.is_any(i, &["its", "their", "the", "his"]))
            };
            let named = |verb: usize| self.doc.is_capital(sum - 1) && self.doc.is_capital(verb + 1);
            let many = |verb: usize| verb + 2 < sum && self.doc.lower(sum - 1).ends_with('s');
            verb.filter(|&verb| verb + 1 < sum && (verb + 1..sum).all(payee) && (named(verb) || many(verb)))
        };
        let far = found.is_none_or(|f| matches!(f.rule, rule::STRONG_AFTER | rule::OPEN | rule::CARRIED));
        let verb = verb.filter(|_| far)?;
        let phrase = if repays(verb) { "repayment" } else { "payment" };
        let subject = Subject { phrase: phrase.to_owned(), indicator: None };
        Some(Found { subject, named: None, tokens: Some(verb..verb + 1), rule: "payment" })
    }

    /// "Would return **$500m to its shareholders**": whatever it is called, a payout.
    pub(super) fn is_paid_out(&self) -> bool {
        let to = self.frame.past(self.figure.tokens.end);
        let whom = to + 1 + usize::from(self.doc.is_any(to + 1, &["its", "their", "the"]));
        self.doc.is(to, "to") && self.doc.is_any(whom, &["shareholders", "investors", "stockholders", "unitholders"])
    }

    /// "Nortel said it had **made $434m** in 2003": what a company makes, unless it says from what, is its result.
    pub(super) fn result_made(&self) -> Option<Found> {
        let verb = self.word_before();
        if !self.doc.is_any(verb, &["made", "makes"]) {
            return None;
        }
        let auxiliary = self.doc.is_any(verb.wrapping_sub(1), &["had", "has", "have"]);
        let who = verb.wrapping_sub(1 + usize::from(auxiliary));
        let owner = |i: usize| {
            self.names.at(i).is_some_and(|n| n.kind == NameKind::Body && entity::is_owner(self.names, n.entity))
        };
        let company = owner(who)
            || stands_for_company(self.doc, who)
            || self.doc.is(who, "it") && (self.frame.tokens.start..who).any(owner);
        let end = self.frame.past(self.figure.tokens.end);
        let before_tax = self.doc.starts(end, &["before", "tax"]);
        let alone = before_tax
            || matches!(self.doc.kind(end), None | Some(TokenKind::Punct))
            || self.frame.is_period(end)
            || self.doc.is_any(end, &["in", "for", "during", "over"])
                && (self.frame.is_period(end + 1) || self.frame.is_period(end + 2))
            || self.doc.is_any(end, &["compared", "against", "after"]);
        let code = if before_tax { "pretax_profit" } else { "net_profit" };
        let subject = Subject { phrase: "profit".to_owned(), indicator: indicator::of_code(code) };
        (company && alone).then_some(Found { subject, named: None, tokens: None, rule: "made by a company" })
    }

    /// "Slash **$5bn from its costs**", "trimmed 40m **off the bill**": what the sum is taken from.
    pub(super) fn taken_off(&self) -> Option<Found> {
        let cuts = self.binding.role == Role::Direct
            && !self.binding.carried
            && self.binding.predicate.is_some_and(|p| {
                p.direction == Some(Direction::Down) && acts::is(self.doc, p.tokens.start, Act::Moving)
            });
        let from = self.frame.past(self.figure.tokens.end);
        if !cuts || !self.doc.is_any(from, &["from", "off"]) {
            return None;
        }
        let first = from + 1 + usize::from(self.doc.is_any(from + 1, &["its", "their", "the", "his", "her"]));
        let noun = |&i: &usize| {
            self.doc.kind(i) == Some(TokenKind::Word)
                && !words::is(self.doc, i, Class::Closed)
                && !self.frame.is_period(i)
                && !self.frame.is_place(i)
        };
        let end = first + (first..self.frame.tokens.end).take(PAYEE).take_while(noun).count();
        // A name loses nothing by it: "wiped $5bn off Acme".
        if first == from + 1 || end == first || self.names.at(first).is_some() {
            return None;
        }
        let listed = self.frame.indicators_in(first..end).next();
        let subject =
            Subject { phrase: self.doc.slice(&(first..end)).to_owned(), indicator: listed.map(|n| n.indicator) };
        Some(Found { subject, named: listed.cloned(), tokens: Some(first..end), rule: "taken off" })
    }
}
