//! Rates at which something is charged or paid, by the noun right behind them: "a **10% tax**", "the **30% commission** that
//! Calder takes"; and what something sells for: "corn **sold for $4** a bushel".
//!
//! A part of [`super::measured`]. Guarantees: what the list has a name for is that.

use super::measured::Candidate;
use super::{Found, phrase, rule};
use crate::link::observation::indicator::{self, Kind};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::complement;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::name::stands_for_company;
use crate::text::{TokenKind, keys};

impl Candidate<'_> {
    /// The rate that a percentage is by its noun, unless that goes on ("a 10% tax cut") or the list has its name.
    pub(super) fn rate_charged(&self, found: Option<&Found>) -> Option<Found> {
        let noun = self.figure.tokens.end;
        let tax = self.doc.is_any(noun, keys!["tax", "surtax", "surcharge"]);
        if !tax && !acts::is(self.doc, noun, Act::Charge) {
            return None;
        }
        let before = self.figure.opening().wrapping_sub(1);
        let one = tax || self.doc.is_any(before, keys!["a", "an", "the", "its", "their", "standard", "usual"]);
        let ends = self.doc.kind(noun + 1) != Some(TokenKind::Word)
            || words::is(self.doc, noun + 1, Class::Closed)
            || words::is(self.doc, noun + 1, Class::Auxiliary);
        let named = found.is_some_and(|f| f.tokens.as_ref().is_some_and(|t| t.contains(&noun)));
        let indicator = if tax { indicator::of_code("tax_rate") } else { None };
        let subject = Subject { phrase: self.doc.word(noun).to_owned(), indicator };
        let tokens = Some(noun..noun + 1);
        (one && ends && !named).then_some(Found {
            subject,
            named: None,
            tokens,
            rule: if tax { rule::BEHIND } else { rule::SAID },
        })
    }

    /// "**Corn sold for** more than $8 a bushel", "beef fetched $6 a pound": the price of what is sold by such a unit.
    pub(super) fn sold_by_unit(&self, found: Option<&Found>, per: Option<&str>) -> Option<Found> {
        // "Gold bars fetched $4,200 an ounce": what the list has a price of.
        let named = found.filter(|f| f.tokens.is_some());
        if named.is_some_and(|f| f.subject.kind() == Kind::Price && f.subject.code() != Some("deal_value")) {
            return None;
        }
        per.filter(|per| !matches!(*per, "share" | "year" | "quarter" | "month" | "week" | "day" | "hour"))?;
        let last = self.word_before();
        let verb = last.checked_sub(usize::from(self.doc.is_any(last, keys!["for", "at"])))?;
        let sells = words::is(self.doc, verb, Class::Selling);
        let own = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)].tokens;
        if !sells || verb < own.start || self.names.at(verb.checked_sub(1)?).is_some() {
            return None;
        }
        let tokens = phrase::before(self.doc, own.start..verb, self.frame)?;
        let last = tokens.end - 1;
        let noun = self.doc.lower(last);
        // "Farmers sold at $4 a bushel": who sells has no price.
        if noun.ends_with("ers") || acts::is(self.doc, last, Act::People) || stands_for_company(self.doc, last) {
            return None;
        }
        let subject = Subject { phrase: self.doc.slice(&tokens).to_owned(), indicator: complement::price_of(noun) };
        Some(Found { subject, named: None, tokens: Some(tokens), rule: rule::SAID })
    }

    /// "House prices rose 19%. Buyers in Lisbon **paid €3,218 per square metre**": what floors cost, where homes or rents were spoken
    /// of and nothing is named.
    pub(super) fn price_of_floor(&self, per: Option<&str>, found: Option<&Found>) -> Option<Found> {
        let floor = matches!(per, Some("square metre" | "square meter" | "square foot"));
        let paid = || words::is(self.doc, self.word_before(), Class::Paying);
        if !floor || !found.is_none_or(|f| f.tokens.is_none() || f.subject.indicator.is_none() && paid()) {
            return None;
        }
        let last = self.topic.subject.as_ref().map(|(s, _)| s);
        let priced = |s: &&Subject| matches!(s.code(), Some("house_prices" | "rents"));
        let spoken = last.into_iter().chain(self.topic.first_subject.as_ref()).find(priced)?;
        Some(Found::again(spoken, rule::CARRIED))
    }
}
