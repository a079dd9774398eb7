//! Counts that their own form or verb ties to a market: barrels that are drawn from stocks or built up, parts of a bond's price.
//!
//! A part of [`super::counted`]. Guarantees: what is stored moves by so much whatever price was told of before, and what is built or
//! drawn elsewhere is no stock ([`super::super::sentence::predicate`] holds such words back).

use super::Found;
use super::counted::counts;
use super::measured::Candidate;
use crate::link::observation::indicator;
use crate::link::observation::topic::Subject;
use crate::text::{Key, keys};

impl Candidate<'_> {
    /// "Reported **a surprise build of** 4.1 million barrels", "expected a 1.1-million-barrel **draw**": of what is stored, whatever was
    /// told before; and "distillates **built by** 1.3 million barrels".
    pub(super) fn stored(&self, unit: &str, found: Option<&Found>) -> Option<Found> {
        const MOVES: &[Key] = keys!["draw", "draws", "drew", "drawn", "drawdown", "build", "builds", "built"];
        let last = self.binding.predicate?.tokens.end - 1;
        if self.binding.carried
            || !(counts(unit, "inventories") || unit == "cubic foot")
            || !self.doc.is_any(last, MOVES)
        {
            return None;
        }
        // … and not of what the next clause is of.
        let own = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)].tokens;
        let near = |f: &Found| f.tokens.as_ref().is_none_or(|t| t.start < own.end);
        let named = found.filter(|f| f.subject.code() == Some("inventories") && near(f));
        if let Some(named) = named {
            return Some(named.clone());
        }
        // "**Distillates** built by 1.3 million barrels"
        let open = found.filter(|f| f.subject.indicator.is_none() && f.tokens.as_ref().is_some_and(|t| t.end <= last));
        if let Some(open) = open {
            return Some(self.listed("inventories", Some(open.clone()), "stock moved"));
        }
        let subject = Subject { phrase: self.doc.word(last).to_owned(), indicator: indicator::of_code("inventories") };
        Some(Found { subject, named: None, tokens: None, rule: "stock moved" })
    }

    /// "The 10-year note fell **12/32** in price": no yield is told in parts of one.
    pub(super) fn price_of_bond(&self, unit: Option<&str>, found: Option<&Found>) -> Option<Found> {
        let bond = found.filter(|f| unit == Some("fraction") && f.subject.code() == Some("bond_yield"))?;
        let written = self.doc.slice(&self.figure.tokens).contains('/');
        let subject = Subject { indicator: None, ..bond.subject.clone() };
        written.then(|| Found { subject, named: None, ..bond.clone() })
    }
}
