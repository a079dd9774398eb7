//! What is told of a count right before the figure, where that count is of no statistic known here: its change ("2.1 million
//! passengers in December, **up 16%**") and a part of it ("20 million people were removed, **70% of them** by mistake").
//!
//! A part of the search of [`super`]. Guarantees: a count that has a record of its own is followed by the usual rules, and
//! points, hours and the like count nothing.

use crate::text::keys;
use std::ops::Range;

use super::{Found, Search};
use crate::link::observation::indicator;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::{Mention, MentionKind, Quantity};

/// The rule of a change of the count before it.
const COUNT_BEFORE: &str = "count before";

impl Search<'_> {
    /// "Carried **2.1 million passengers** in December, up 16%", "had 300,000 **subscribers**, 6% more than a year before": a
    /// change of the count right before it, where that is of no statistic known here.
    pub(super) fn counted_before(&self, own: &Range<usize>) -> Option<Found> {
        let count = self.idle?;
        let MentionKind::Quantity(quantity) = &count.kind else { return None };
        let unit = quantity.unit.as_deref().filter(|u| !acts::has(u, Act::Extent))?;
        let (from, to) = (count.tokens.end, self.figure.opening());
        let segment = self.frame.segment_of(own.start);
        // "Passengers **in December**, up 16%": its time may be a segment of its own.
        let timed = |i: usize| self.frame.is_period(i) || words::is(self.doc, i, Class::Closed) || self.doc.is(i, ",");
        let next = self.frame.segment_of(from.saturating_sub(1)) + 1 >= segment || (from..own.start).all(timed);
        let compared = self.doc.is_any(self.figure.tokens.end, keys!["more", "fewer", "less"]);
        let moved = self.binding.predicate.is_some_and(|p| p.is_change() && p.can_be(Reading::Adjective));
        // "There were 643,200 vacancies, **up 45,600** on a year before"
        let more = |q: &Quantity| q.unit.is_none() && self.binding.role == Role::Direct;
        let changes = match &self.figure.kind {
            MentionKind::Percentage(_) => compared || moved && !self.binding.carried,
            MentionKind::Quantity(q) => more(q) && moved && !self.binding.carried,
            _ => false,
        };
        let told = self.frame.segments[self.frame.segment_of(count.tokens.start)].tokens.start..to;
        // "Three sectors shrank, **with services** down 0.2%": what has a noun of its own is no change of the count.
        // … nor is what a verb has for its object: "600,000 people joined, **pushing the rate up** 0.2 points".
        let pushed = |p: &Predicate| (own.start..p.tokens.start).any(|i| acts::is(self.doc, i, Act::Moving));
        let other = self.doc.is(own.start + usize::from(self.doc.is(own.start, ",")), "with")
            || self.own_predicate(own).is_some_and(pushed);
        if !next || !changes || other {
            return None;
        }
        // "Bought **345,000 hybrids**, 43% more than a year before": what there were thousands of.
        if let Some((subject, _)) = self.topic.count.as_ref().filter(|(_, at)| *at == count.sentence) {
            let tokens = Some(from - 1..from);
            return Some(Found { subject: subject.clone(), named: None, tokens, rule: COUNT_BEFORE });
        }
        if self.frame.indicators_in(told).next().is_some() {
            return None;
        }
        let tokens = nouns_of(count, unit);
        if tokens.is_empty() {
            return None;
        }
        let named = indicator::named(self.doc, tokens.clone(), |_| false).pop();
        Some(named.map_or_else(|| self.open(tokens, COUNT_BEFORE), |named| self.found(&named, COUNT_BEFORE)))
    }

    /// "About 20 million people were removed, 70% **of them** for want of papers": of those counted, or of what was spoken of.
    pub(super) fn part_of_them(&self) -> Option<Found> {
        let count = self.idle.and_then(|count| match &count.kind {
            MentionKind::Quantity(q) => {
                q.unit.as_deref().filter(|u| !acts::has(u, Act::Extent)).map(|u| nouns_of(count, u))
            }
            _ => None,
        });
        match count.filter(|tokens| !tokens.is_empty()) {
            Some(tokens) => Some(self.open(tokens, "part of")),
            None => self.carried(),
        }
    }
}

/// The words of a count that name what is counted: "2.1 million **passengers**".
fn nouns_of(count: &Mention, unit: &str) -> Range<usize> {
    let nouns = unit.split(char::is_whitespace).count();
    count.tokens.end.saturating_sub(nouns).max(count.tokens.start + 1)..count.tokens.end
}
