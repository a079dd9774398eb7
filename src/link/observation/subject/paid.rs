//! What is made, paid out or taken off: sums whose verb tells what they are with what stands behind ("**made $434m** in
//! 2003", "return **$500m to its shareholders**", "**cut $5bn from its costs**").
//!
//! A part of [`super::sums`]. Guarantees: a company's result only where nothing says what the sum was made of.

use std::ops::Range;

use rust_decimal::Decimal;

use super::measured::Candidate;
use super::standard::OF_A_SHARE;
use super::{Found, rule};
use crate::link::observation::Direction;
use crate::link::observation::entity;
use crate::link::observation::indicator::{self, Owner, Told};
use crate::link::observation::measure;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::sentence::{dealings, nouns};
use crate::link::observation::topic::Subject;
use crate::mention::name::{NameKind, stands_for_company};
use crate::text::{TokenKind, keys};

/// How many words what a sum is taken off may have.
const NOUN: usize = 3;

impl Candidate<'_> {
    /// "Would return **$500m to its shareholders**", "will pay shareholders **20 cents** a share": whatever it is called, a payout.
    pub(super) fn is_paid_out(&self) -> bool {
        let holders = self.word_before();
        let end = self.figure.tokens.end;
        let settles = (end..end + 5).any(|i| self.doc.is_any(i, keys!["settle", "settlement"]));
        if acts::is(self.doc, holders, Act::Holder)
            && !settles
            && self.doc.is_any(holders.wrapping_sub(1), keys!["pay", "pays", "paying", "paid", "return", "returned"])
        {
            return true;
        }
        let to = self.frame.past(self.figure.tokens.end);
        let whom = to + 1 + usize::from(self.doc.is_any(to + 1, keys!["its", "their", "the"]));
        // … not "adding $166bn **to investors' wealth**".
        self.doc.is(to, "to")
            && acts::is(self.doc, whom, Act::Holder)
            && self.doc.kind(whom + 1) != Some(TokenKind::Clitic)
            && !self.doc.is_any(whom + 1, keys!["'", "’"])
    }

    /// "Calder has bought a tenth of Pelham. **It paid $90m**", "will take over Pelham, **paying** $90m": a sum that is paid, to nobody and for
    /// nothing that is named, right behind a purchase.
    pub(super) fn pays_for_company(&self, verb: usize) -> bool {
        if !self.doc.is_any(verb, keys!["pay", "paid", "pays", "paying"]) || self.word_before() != verb {
            return false;
        }
        let end = self.frame.past(self.figure.tokens.end);
        let alone = self.doc.kind(end) != Some(TokenKind::Word)
            || self.frame.is_period(end)
            || self.doc.is_any(end, keys!["once", "when", "after", "if", "upfront"])
            || self.doc.is(end, "in") && self.doc.is_any(end + 1, keys!["cash", "shares", "stock"]);
        let here = self.frame.tokens.start..verb;
        let before = here.start.checked_sub(1).map(|last| self.doc.sentence(last)).unwrap_or(0..0);
        let bought = |tokens: Range<usize>| {
            let buys = |i: usize| {
                dealings::is(self.doc, i, dealings::Class::Buying)
                    || nouns::is(self.doc, i, nouns::Class::Takeover)
                    || self.doc.starts(i, keys!["take", "over"])
            };
            let bodies = self.names.within(&tokens).iter().filter(|n| n.kind != NameKind::Person).count();
            let part = || tokens.clone().any(|i| words::is(self.doc, i, Class::Division));
            tokens.clone().any(buys) && (bodies > 1 || bodies > 0 && part())
        };
        alone && (bought(before) || self.doc.is(verb, "paying") && bought(here))
    }

    /// "Calder, which **is spending $40bn** on two plants": what a company, or whoever it is, puts into something.
    pub(super) fn being_spent(&self) -> Option<Found> {
        let verb = self.word_before();
        let is = verb.wrapping_sub(1);
        // "Net debt was £3.4bn after **the group spent £370m on** deals"
        let whose = stands_for_company(self.doc, is) || self.doc.is(is, "it") || self.names.at(is).is_some();
        let on = self.figure.tokens.end;
        if self.doc.is(verb, "spent") && whose && self.doc.is(on, "on") {
            // … and "spent $584m **on buying** a stake" what the deal is worth.
            let mut bought = self.frame.indicators_in(on + 1..on + 3).filter(|n| n.row().code == "deal_value");
            let subject = Subject { phrase: "spending".to_owned(), indicator: bought.next().map(|n| n.indicator) };
            return Some(Found { subject, named: None, tokens: Some(verb..verb + 1), rule: rule::SAID });
        }
        if !self.doc.is(verb, "spending") || !self.doc.is_any(is, keys!["is", "was", "are", "were", "been"]) {
            return None;
        }
        let who = is.wrapping_sub(1 + usize::from(self.doc.is(is, "been")));
        let named = |i: usize| self.names.at(i).is_some_and(|n| n.kind != NameKind::Person);
        // "**Calder, which** is spending", but not "the government said it is".
        let pointed =
            || self.doc.is_any(who, keys!["which", "it"]) && (named(who.wrapping_sub(2)) || self.is_of_company());
        let company = named(who) || stands_for_company(self.doc, who) || pointed();
        let code = if company { Some("company_investment") } else { self.spending_of(verb) };
        // A verb, not the noun that names what consumers spend.
        let subject = Subject { phrase: "spending".to_owned(), indicator: code.and_then(indicator::of_code) };
        Some(Found { subject, named: None, tokens: Some(verb..verb + 1), rule: rule::SAID })
    }

    /// "Nortel said it had **made $434m** in 2003": what a company makes, unless it says from what, is its result.
    pub(super) fn result_made(&self) -> Option<Found> {
        let verb = self.word_before();
        let make = self.doc.is(verb, "make");
        if !make && !self.doc.is_any(verb, keys!["made", "makes"]) {
            return None;
        }
        let auxiliary = self.doc.is_any(verb.wrapping_sub(1), keys!["had", "has", "have"]);
        let who = verb.wrapping_sub(1 + usize::from(auxiliary));
        let owner = |i: usize| {
            self.names.at(i).is_some_and(|n| n.kind == NameKind::Body && entity::is_owner(self.names, n.entity))
        };
        let company = owner(who)
            || stands_for_company(self.doc, who)
            // "Its Global Investors **wing** made £347m", "ski **arm** Salomon made"
            || words::is(self.doc, who, Class::Division)
            || words::is(self.doc, who.wrapping_sub(1), Class::Division) && self.names.at(who).is_some()
            || self.doc.is(who, "it") && (self.topic.is_company || (self.frame.tokens.start..who).any(owner))
            // "Expects **to make** £610m before tax"
            || make && self.doc.is(who, "to") && self.is_of_company();
        let end = self.frame.past(self.figure.tokens.end);
        let before_tax = self.doc.starts(end, keys!["before", "tax"]);
        let alone = before_tax
            || matches!(self.doc.kind(end), None | Some(TokenKind::Punct))
            || self.frame.is_period(end)
            || self.doc.is_any(end, keys!["in", "for", "during", "over"])
                && (self.frame.is_period(end + 1) || self.frame.is_period(end + 2))
            || self.doc.is_any(end, keys!["compared", "against", "after"]);
        // "… £610m before tax. A year ago it **made £805m**": the same profit again.
        let spoken = self.topic.subject.as_ref().filter(|(_, at)| self.figure.sentence.saturating_sub(*at) <= 1);
        let again = spoken.is_some_and(|(s, _)| s.code() == Some("pretax_profit"));
        // "Earned $1.42 a share. A year earlier it **made 88 cents**": no company makes so little in all.
        let cents = self.figure.amount().is_some_and(|a| a.middle().abs() < Decimal::ONE);
        let code = match (cents, before_tax || again) {
            (true, _) => "eps",
            (_, true) => "pretax_profit",
            _ => "net_profit",
        };
        let subject = Subject { phrase: "profit".to_owned(), indicator: indicator::of_code(code) };
        let foreseen = make && !before_tax;
        (company && alone && !foreseen).then_some(Found {
            subject,
            named: None,
            tokens: None,
            rule: "made by a company",
        })
    }

    /// "The firm **guided for $2.6bn**", "guided to 90 cents": what a company foresees, where it does not say of what, is its revenue, or
    /// what it earns a share.
    pub(super) fn guided(&self) -> Option<Found> {
        let to = self.word_before();
        let guides = self.doc.is_any(to, keys!["for", "to", "at"])
            && self.doc.is_any(to.wrapping_sub(1), keys!["guided", "guiding", "guides", "guide"]);
        if !guides {
            return None;
        }
        let large = self.figure.amount().is_some_and(|a| a.middle() >= OF_A_SHARE);
        let result = |s: &Subject| s.owner() == Owner::Entity && s.code() != Some("eps");
        let spoken = self.topic.subject.as_ref().filter(|(s, at)| {
            large && result(s) && s.told() == Told::Series && self.figure.sentence.saturating_sub(*at) <= 1
        });
        let subject = spoken.map(|(s, _)| s.clone()).unwrap_or_else(|| {
            let (phrase, code) = if large { ("revenue", "revenue") } else { ("earnings", "eps") };
            Subject { phrase: phrase.to_owned(), indicator: indicator::of_code(code) }
        });
        Some(Found { subject, named: None, tokens: None, rule: "guided" })
    }

    /// "Slash **$5bn from its costs**", "trimmed 40m **off the bill**": what the sum is taken from.
    pub(super) fn taken_off(&self) -> Option<Found> {
        if let Some(found) = self.value_wiped() {
            return Some(found);
        }
        let cuts = self.binding.role == Role::Direct
            && !self.binding.carried
            && self.binding.predicate.is_some_and(|p| {
                p.direction == Some(Direction::Down) && acts::is(self.doc, p.tokens.start, Act::Moving)
            });
        // "**$2bn was cut from** the budget"
        let passive = measure::taken_from(self.doc, self.frame, self.figure);
        let from = passive.unwrap_or_else(|| self.frame.past(self.figure.tokens.end));
        if !(cuts || passive.is_some()) || !self.doc.is_any(from, keys!["from", "off"]) {
            return None;
        }
        // "From **Sri Lanka's economic growth**": what is owned, not who owns it.
        let owner = (from + 1..from + 4).find(|&i| self.doc.kind(i) == Some(TokenKind::Clitic));
        let determiner = usize::from(self.doc.is_any(from + 1, keys!["its", "their", "the", "his", "her"]));
        let article = usize::from(self.doc.is_any(from + 1, keys!["a", "an"]));
        let first = owner.map_or(from + 1 + determiner + article, |clitic| clitic + 1);
        let noun = |&i: &usize| {
            self.doc.kind(i) == Some(TokenKind::Word)
                && !words::is(self.doc, i, Class::Closed)
                && !self.frame.is_period(i)
                && !self.frame.is_place(i)
        };
        let end = first + (first..self.frame.tokens.end).take(NOUN).take_while(noun).count();
        let listed = self.frame.indicators_in(first..end).next();
        // A name loses nothing by it: "wiped $5bn off Acme".
        if first - article == from + 1 && listed.is_none() || end == first || self.names.at(first).is_some() {
            return None;
        }
        let subject =
            Subject { phrase: self.doc.slice(&(first..end)).to_owned(), indicator: listed.map(|n| n.indicator) };
        Some(Found { subject, named: listed.cloned(), tokens: Some(first..end), rule: "taken off" })
    }

    /// "Wiping **£370m from the value of the company**", "$270bn off the value of the market": what something is worth less.
    fn value_wiped(&self) -> Option<Found> {
        const REACH: usize = 8;
        let verb = self.word_before();
        let from = self.frame.past(self.figure.tokens.end);
        if !words::is(self.doc, verb, Class::Wiping) || !self.doc.is_any(from, keys!["from", "off"]) {
            return None;
        }
        let value = (from + 1..from + REACH).find(|&i| self.doc.is(i, "value"))?;
        let first = value - usize::from(self.doc.is(value - 1, "market"));
        let tokens = first..value + 1;
        let indicator = indicator::of_code("market_cap");
        let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator };
        Some(Found { subject, named: None, tokens: Some(tokens), rule: rule::LOSS_OF_PRICE })
    }
}
