//! Counts that the text itself treats as statistics: of those whom a company serves ("carried 2.1 million passengers"), of
//! people with and without work ("1.3 million unemployed people"), of months of supply, of whatever is compared with another
//! count ("113 orders, compared with 15 the month before").
//!
//! A part of [`super::counted`]. Guarantees: a count of people is one only where they are served, work or look for work,
//! or where it is compared; a comparison is told right behind the count, by a figure.

use rust_decimal::Decimal;

use super::measured::Candidate;
use super::{Found, rule};
use crate::link::observation::indicator;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::number::Amount;
use crate::text::TokenKind;

/// How many words may stand between a verb and the count that is its object.
const REACH: usize = 3;

impl Candidate<'_> {
    /// The count of whom a company serves, of who works or not, of what is compared.
    pub(super) fn told(&self, unit: &str, codes: &[&str]) -> Option<Found> {
        let head = words::last(unit);
        let end = self.figure.tokens.end;
        // "Equal to 3.5 months' supply": its unit says what is measured.
        if self.doc.is_any(end - 1, &["supply", "inventory"]) {
            let phrase = self.doc.word(end - 1).to_owned();
            return Some(Found {
                subject: Subject { phrase, indicator: None },
                named: None,
                tokens: None,
                rule: "supply",
            });
        }
        // "Up from 34.3 million": the same things as before.
        let same = self.topic.count.as_ref().filter(|(_, at)| *at == self.figure.sentence);
        if let Some((subject, _)) = same.filter(|_| matches!(self.binding.role, Role::From | Role::Than)) {
            return Some(Found { subject: subject.clone(), named: None, tokens: None, rule: rule::COMPARED });
        }
        let person = matches!(head, "person" | "people" | "worker" | "american" | "adult");
        if let Some(code) = person.then(|| self.work_of(end)).flatten() {
            let subject = Subject { phrase: self.things(), indicator: indicator::of_code(code) };
            return Some(Found { subject, named: None, tokens: None, rule: rule::COUNTED_THINGS });
        }
        let many = self.figure.amount().is_some_and(|a| matches!(a, Amount::Exact(v) if v >= Decimal::ONE_THOUSAND));
        let served = many && acts::has(head, Act::Patron) && self.is_served();
        if !served && !self.is_compared_behind(end) {
            return None;
        }
        let code = codes.first().copied().filter(|&code| matches!(code, "unit_sales" | "mortgage_lending"));
        let subject = Subject { phrase: self.things(), indicator: code.and_then(indicator::of_code) };
        // Whose they are, their own noun does not say.
        Some(Found { subject, named: None, tokens: None, rule: rule::TOLD_COUNT })
    }

    /// "Active members" of "32.8 million active members".
    fn things(&self) -> String {
        let tokens = self.figure.tokens.clone();
        let number = |&i: &usize| {
            self.doc.word(i).starts_with(|c: char| c.is_ascii_digit()) || words::is(self.doc, i, Class::Light)
        };
        let from = tokens.clone().rev().find(number).map_or(tokens.start, |i| i + 1);
        let from = if matches!(self.doc.lower(from), "million" | "billion" | "thousand" | "mn" | "bn" | "m") {
            from + 1
        } else {
            from
        };
        self.doc.slice(&(from.min(tokens.end - 1)..tokens.end)).to_owned()
    }

    /// Whether those who are counted work or not: "unemployed people", "people out of work", "Americans at work".
    fn work_of(&self, end: usize) -> Option<&'static str> {
        let doc = self.doc;
        let idle = |i: usize| doc.is_any(i, &["unemployed", "jobless"]);
        let of_work = |i: usize| doc.is_any(i, &["work", "jobs", "employment"]);
        let at = end + usize::from(doc.is_any(end, &["were", "was", "are", "is"]));
        let out = doc.starts(at, &["out", "of", "work"])
            || doc.is(at, "without") && (of_work(at + 1) || doc.starts(at + 1, &["a", "job"]));
        if self.figure.tokens.clone().any(idle) || idle(at) || out {
            return Some("unemployment");
        }
        let inside = doc.is_any(at, &["at", "in"]) && of_work(at + 1) && !doc.is(at + 2, "programs");
        (inside || doc.is(at, "employed") && !doc.is(at + 1, "by")).then_some("employment")
    }

    /// "Carried 2.1 million passengers", "a bank **with** 3 million customers": the verb before says that they are served.
    fn is_served(&self) -> bool {
        let first = self.figure.opening();
        let from = first.saturating_sub(REACH).max(self.frame.tokens.start);
        let light = |&i: &usize| {
            words::is(self.doc, i, Class::Light) || self.doc.is_any(i, &["a", "some", "in", "up", "record"])
        };
        (from..first).rev().find(|i| !light(i)).is_some_and(|at| acts::is(self.doc, at, Act::Serving))
    }

    /// "Members, **up 6%** from a year ago", "orders, **compared with just 15**", "deliveries, **13% more than** a year ago":
    /// what is compared right behind the count. Its time may stand between.
    pub(super) fn is_compared_behind(&self, end: usize) -> bool {
        let doc = self.doc;
        let limit = self.frame.tokens.end;
        let comma = (end..(end + 6).min(limit)).find(|&i| doc.is(i, ","));
        let at = match comma {
            Some(comma) if comma == end || doc.is_any(end, &["in", "for", "during", "last", "this", "at", "on"]) => {
                comma + 1
            }
            _ => return false,
        };
        let figure_at = |i: usize| self.frame.figure_in(i..i + 3);
        let moved = doc.is_any(at, &["up", "down"]) && (figure_at(at + 1) || doc.is(at + 1, "from"));
        let set_beside = doc.is_any(at, &["compared", "versus", "against"])
            && (at + 1..at + 4).any(|i| doc.kind(i) == Some(TokenKind::Number));
        // "13% more than", "256,000 fewer than"
        let than = (at..(at + 7).min(limit)).find(|&i| doc.is(i, "than"));
        let apart = than.is_some_and(|than| {
            acts::is(doc, than - 1, Act::Comparing) && than >= at + 2 && self.frame.figure_in(at..than - 1)
        }) || (at..at + 5)
            .any(|i| doc.is_any(i, &["more", "fewer"]) && self.frame.figure_in(at..i) && doc.is(i + 1, "than"));
        moved || set_beside || apart
    }
}
