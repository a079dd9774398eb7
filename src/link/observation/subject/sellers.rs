//! Prices that are no index: those that a seller sets ("Calder will **raise prices** by 5%", "**Calder's prices** rose 3%"), and those
//! told in money.
//!
//! A part of [`super::measured`]. Guarantees: what nobody sets, and what all pay ("prices rose 3%"), keeps its name.

use super::Found;
use super::measured::Candidate;
use crate::link::observation::entity;
use crate::link::observation::indicator::Kind;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::name::{NameKind, stands_for_company};
use crate::text::{TokenKind, keys};

impl Candidate<'_> {
    /// "Calder **plans to lift prices** by 5%", "it cut **its prices** by 10%", "**Calder's prices** rose": what a company asks for its own
    /// goods, whatever else prices are.
    pub(super) fn price_asked(&self, found: Found) -> Found {
        let loose = found.subject.code() == Some("cpi") && found.named.as_ref().is_some_and(|n| n.weak);
        let Some(at) = found.tokens.as_ref().map(|t| t.start).filter(|_| loose) else { return found };
        let bare = self.doc.is(at, "prices");
        if bare && (self.is_set_by_seller(at) || self.is_owned_by_seller(at)) { no_index(found) } else { found }
    }

    /// "**Calder's** prices rose": whether a company stands right before its prices.
    fn is_owned_by_seller(&self, at: usize) -> bool {
        let clitic = at.wrapping_sub(1);
        let owns = self.doc.kind(clitic) == Some(TokenKind::Clitic) || self.doc.is_any(clitic, keys!["’", "'"]);
        let name = || self.names.at(clitic.wrapping_sub(1)).or_else(|| self.names.at(clitic));
        owns && name().is_some_and(|n| n.kind == NameKind::Body && entity::is_owner(self.names, n.entity))
    }

    /// "**Calder has raised** prices", "the chain **will cut its** prices", "**it** lowered prices": whether a seller is the subject of
    /// what is done with them.
    fn is_set_by_seller(&self, at: usize) -> bool {
        const LONGEST: usize = 5;
        let verb = at.wrapping_sub(1 + usize::from(self.doc.is_any(at.wrapping_sub(1), keys!["its", "their"])));
        let start = self.frame.tokens.start;
        if verb <= start || !self.frame.tokens.contains(&verb) || !acts::is(self.doc, verb, Act::Moving) {
            return false;
        }
        let between = |&i: &usize| {
            words::is(self.doc, i, Class::Auxiliary)
                || acts::is(self.doc, i, Act::Between)
                || acts::is(self.doc, i, Act::Foretelling)
        };
        let who = verb.wrapping_sub(1 + (start..verb).rev().take(LONGEST).take_while(between).count());
        let company = || {
            self.names.at(who).is_some_and(|n| {
                n.kind == NameKind::Unknown || n.kind == NameKind::Body && entity::is_owner(self.names, n.entity)
            })
        };
        // "… said **it** would raise prices", of the company that was just told of
        let spoken = || {
            let near = |(_, at): &(String, usize)| self.figure.sentence.saturating_sub(*at) <= 1;
            self.doc.is_any(who, keys!["it", "they"])
                && (self.is_company_before(who)
                    || self.topic.is_company
                    || self.topic.last_entity.as_ref().is_some_and(near))
        };
        who >= start
            && who < verb
            && !self.frame.is_place(who)
            && (company() || stands_for_company(self.doc, who) || spoken())
    }

    /// "Prices fell **to £300,000**": whether a sum is told of an index of prices, which none has; what it is the price of, only what
    /// was spoken of tells.
    pub(super) fn price_in_money(&self, found: Found) -> Found {
        let index =
            matches!(found.subject.code(), Some("cpi" | "core_cpi" | "ppi")) && found.subject.kind() == Kind::Growth;
        if index { no_index(found) } else { found }
    }
}

/// The same words without the index that they name elsewhere.
fn no_index(found: Found) -> Found {
    let subject = super::Subject { indicator: None, ..found.subject };
    Found { subject, named: None, ..found }
}
