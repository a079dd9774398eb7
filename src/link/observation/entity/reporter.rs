//! Whose a figure is by who is said to have had or told it: "the $204m **announced by rival Pelham**", "the exchange said **Calder**
//! raised $2bn"; and what a state's office does itself, which is no company's.
//!
//! Asked before what stands in front of the figure: a participle that follows it says whose it is, whoever the clause is of, and
//! who tells of others has nothing of what they have.

use super::Whose;
use super::holder::is_thing;
use super::owner::Search;
use crate::link::observation::indicator::Owner;
use crate::link::observation::sentence::acts;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::MentionKind;
use crate::mention::name::NameKind;
use crate::text::keys;

impl Whose<'_> {
    /// "Was dwarfed by the $204m **announced by** rival **Pelham**", "below the 24% posted by Calder": who had it.
    pub(super) fn reporter(&self) -> Option<String> {
        /// How many words may stand between "by" and the name.
        const BETWEEN: usize = 4;
        let doc = self.search.doc;
        let participle = self.search.frame.past(self.asked.figure.tokens.end);
        let had = words::is(doc, participle, Class::Posting);
        let by = participle + 1;
        // "Ordered 150 jets **made by** Boeing": things are made by others than those whose they are.
        let things = matches!(self.asked.figure.kind, MentionKind::Quantity(_));
        if things || self.is_of_area() || !had || !doc.is(by, "by") {
            return None;
        }
        let inside = |i: usize| !words::is(doc, i, Class::Closed) || doc.is_any(i, keys!["the", "its", "a", "an"]);
        let names = self.search.names.within(&(by + 1..(by + 1 + BETWEEN).min(self.search.frame.tokens.end)));
        let name = names.first().filter(|n| n.kind != NameKind::Person && (by + 1..n.tokens.start).all(inside))?;
        self.search.name_of(name).filter(|name| !is_thing(name))
    }

    /// "The exchange said that **Calder** raised $2bn", "the regulator said **Orvex** overstated its revenue by $30m": of whom someone else
    /// tells, right behind the verb of saying and before a verb of its own.
    pub(super) fn told_of(&self) -> Option<String> {
        let Search { doc, frame, names } = self.search;
        if self.asked.subject.owner() != Owner::Entity {
            return None;
        }
        let says = |&i: &usize| doc.is_any(i, keys!["said", "says", "reported", "announced", "estimates"]);
        let verb = self.before().rev().find(says)?;
        let first = verb + 1 + usize::from(doc.is(verb + 1, "that"));
        let name = names.at(first).filter(|n| n.tokens.start == first && n.kind != NameKind::Person)?;
        let end = name.tokens.end;
        let told = frame.predicates_in(end..end + 1).next().is_some() || acts::is_past_form(doc, end);
        let since = names.within(&(end..self.start));
        let firm = name.kind == NameKind::Unknown || self.search.owns(name);
        let alone = told && firm && since.is_empty() && !frame.figure_in(end..self.start);
        if alone { self.search.name_of(name).filter(|name| !is_thing(name)) } else { None }
    }

    /// "**The Treasury** sold $40bn of bonds", in an account of a company: what a state's office does itself, with nobody else named.
    pub(super) fn is_an_offices(&self) -> bool {
        const OFFICES: [&str; 4] = ["department", "ministry", "government", "agency"];
        let Search { doc, frame, names } = self.search;
        let start = frame.tokens.start;
        let at = start + usize::from(doc.is(start, "the"));
        let Some(name) = names.at(at).filter(|n| n.tokens.start == at) else { return false };
        let office = names.entities.get(name.entity).is_some_and(|e| OFFICES.contains(&e.body.0));
        let verb = name.tokens.end;
        let acts = acts::is_past_form(doc, verb) && !words::is(doc, verb, Class::Saying);
        let since = verb..self.start;
        let silent =
            names.within(&since).is_empty() && !since.clone().any(|i| doc.is_any(i, keys!["its", "that", "it", ","]));
        office && acts && silent && !frame.figure_in(since)
    }
}
