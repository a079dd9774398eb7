//! What grows of a company: "**Calder grew** 5%", "its **cloud unit grew** 17% to $9bn" are told of what it sells.
//!
//! A part of [`super::measured`]. Guarantees: the verb is one of growing, and a company or a part of one is its whole subject; what
//! companies themselves do in a market ("Calder tumbled 7%") is for [`super::measured`].

use std::ops::Range;

use super::Found;
use super::measured::Candidate;
use crate::link::observation::entity;
use crate::link::observation::indicator::Told;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::name::{Name, NameKind};
use crate::text::{TokenKind, keys};

impl Candidate<'_> {
    /// "**Calder grew** 5%", "Calder's **cloud unit grew** 17% to $9bn": a business that grows takes in more; no share does.
    pub(super) fn business_grown(&self, found: &Found, tokens: &Range<usize>) -> Option<Found> {
        let predicate = self.binding.predicate.filter(|p| p.tokens.start >= tokens.end)?;
        let told = !self.binding.carried && matches!(self.binding.role, Role::Direct | Role::By | Role::To);
        if !told || !predicate.is_change() {
            return None;
        }
        let grows = acts::is(self.doc, predicate.tokens.start, Act::Growing);
        let last = tokens.end - 1;
        let companys = self.company_in(tokens);
        // "**The unit** grew 5%", "**their lending business** shrank": of the company spoken of.
        let spoken = || {
            let whose = tokens.start.wrapping_sub(1);
            self.doc.is_any(whose, keys!["its", "their"]) || self.topic.is_company && self.doc.is(whose, "the")
        };
        // … but a unit that is listed falls in an account of markets.
        let markets = || self.topic.first_subject.as_ref().is_some_and(|s| s.told() == Told::Day);
        let part =
            words::is(self.doc, last, Class::Division) && (grows || !markets()) && (companys.is_some() || spoken());
        // "**Calder's Nimbus** grew 31%": a part by its name.
        // … while "**Calder** jumped 7%" is told of its shares.
        let named = grows && companys.is_some_and(|n| n.tokens.end == tokens.end || self.doc.is_capital(last));
        (part || named).then(|| self.listed("revenue", Some(found.clone()), "business that grows"))
    }

    /// The company that is named in the words.
    fn company_in(&self, tokens: &Range<usize>) -> Option<&Name> {
        let owner = |n: &&Name| n.kind == NameKind::Body && entity::is_owner(self.names, n.entity);
        self.names.within(tokens).iter().find(owner)
    }

    /// "**Calder's downloads** rose 5%": what a company has rises, not its shares.
    pub(super) fn is_of_owner(&self, name: &Name, tokens: &Range<usize>) -> bool {
        (name.tokens.end..tokens.end - 1)
            .any(|i| self.doc.kind(i) == Some(TokenKind::Clitic) || self.doc.is_any(i, keys!["’", "'"]))
    }
}
