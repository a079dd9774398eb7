//! Sums that belong to a noun: "an £80m **restructuring charge**", "**loans** worth $3.7m", "$18bn worth of **imports**".
//!
//! A part of [`super::beside`].

use std::ops::Range;

use super::{Found, Search, rule};
use crate::link::observation::indicator::{self, Named, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::MentionKind;
use crate::text::{TokenKind, keys};

impl Search<'_> {
    /// "An £80m **restructuring charge**", "a 4bn-euro **hole**": a sum before its noun measures that.
    pub(super) fn attributive(&self, own: &Range<usize>, end: usize) -> Option<Found> {
        let start = self.figure.opening();
        // "A **record-tying** $70bn auction", "the **new** $5bn fund": adjectives of the noun.
        let tied = |i: usize| self.doc.ties(i) || self.doc.ties(i + 1) || self.doc.ties(i.wrapping_sub(1));
        let adjective = |i: usize| {
            tied(i) || self.doc.is_any(i, keys!["new", "fresh", "record", "huge", "massive", "planned", "proposed"])
        };
        let whole = matches!(&self.figure.kind, MentionKind::Money(m) if m.per.is_none());
        let first =
            (own.start..start).rev().filter(|_| whole).take(4).take_while(|&i| adjective(i)).last().unwrap_or(start);
        // "**An estimated** $3bn hole": the hedge has the article.
        let first = first + usize::from(self.doc.is(first, "an") && first < self.figure.tokens.start);
        let before = first.checked_sub(1).filter(|&at| at >= own.start);
        let article = before.is_some_and(|at| {
            self.doc.is_any(at, keys!["a", "an", "another", "its", "his", "her", "their", "further", "initial"])
                || self.doc.kind(at) == Some(TokenKind::Clitic)
        });
        let definite = before.is_some_and(|at| self.doc.is(at, "the"));
        if !(article || definite)
            || !matches!(self.figure.kind, MentionKind::Money(_))
            || self.doc.kind(end) != Some(TokenKind::Word)
        {
            return None;
        }
        let closed = |i: usize| {
            self.doc.kind(i) != Some(TokenKind::Word)
                || words::is(self.doc, i, Class::Closed)
                || self.frame.is_period(i)
                // "The $1.75bn agreement **Kestrel** signed": whose clause begins.
                || definite && (self.doc.is_capital(i) || words::is(self.doc, i, Class::Crowd))
        };
        let stop = (end..own.end.min(end + 4)).find(|&i| closed(i)).unwrap_or(own.end.min(end + 4));
        let change = self.frame.predicates_in(end..stop).any(|p| p.is_change() && p.tokens.end == stop);
        // "A $10bn bid for Harvel": the words of the list may reach farther.
        let listed = self.frame.indicators.iter().any(|n| (end..stop).contains(&n.tokens.start));
        // "The $4 trillion **high**", "the $315 trillion **owed**", "the one-million lira **note**"
        let only = definite
            && stop > end
            && (words::is(self.doc, stop - 1, Class::Value)
                || self.doc.lower(end).ends_with("ed")
                // "Twice the **€205,000 paid** by residents"
                || self.doc.is_any(end, keys!["paid", "spent", "made", "sold"])
                || self.doc.is_any(stop - 1, keys!["note", "notes", "coin", "coins", "set", "seen", "hit", "reached"]));
        // "The $4 trillion **mark**", "2003's **€784m figure**": of what was spoken of.
        let points_back = stop > end && words::is(self.doc, stop - 1, Class::Anaphor);
        if stop == end || only || points_back || listed || change && self.binding.role == Role::Before {
            return None;
        }
        // "A $69bn **batch of two-year debt**": a noun of mere quantity goes on with what there is of it.
        if self.doc.is(stop, "of") && acts::is(self.doc, stop - 1, Act::Heap) {
            let tied = |i: usize| self.doc.ties(i);
            let border = |i: usize| self.is_border(i) && !tied(i) || words::is(self.doc, i, Class::Meeting);
            let last = (stop + 1..own.end.min(stop + 6)).find(|&i| border(i)).unwrap_or(own.end.min(stop + 6));
            if last > stop + 1 {
                return Some(self.open(end..last, rule::NOUN_OF_SUM));
            }
        }
        Some(self.open(end..stop, rule::NOUN_OF_SUM))
    }

    /// "Previous **loans worth** $3.7m", "$18bn **worth of goods**": what is worth so much.
    pub(super) fn worth(&self, own: &Range<usize>, end: usize) -> Option<Found> {
        if !matches!(self.figure.kind, MentionKind::Money(_)) {
            return None;
        }
        if self.doc.is(end, "worth") && self.doc.is(end + 1, "of") {
            // "$18 billion worth of **Chinese imports**"
            let reach = end + 2..(end + 5).min(own.end);
            // "**Imported** $10bn worth of cars"
            let country = |n: &Named| n.tokens.start > 0 && self.frame.is_place(n.tokens.start - 1);
            let verb =
                |n: &&Named| n.tokens.end == self.figure.opening() && indicator::is_trade(n.row().code) && country(n);
            if let Some(flow) = self.frame.indicators_in(own.start..self.figure.opening()).find(verb) {
                return Some(self.found(flow, "worth"));
            }
            if let Some(flow) = self.frame.indicators_in(reach).next().filter(|n| indicator::is_trade(n.row().code)) {
                return Some(self.found(flow, "worth"));
            }
            return self.open_after(end + 2, own.end);
        }
        let light = |&i: &usize| words::is(self.doc, i, Class::Light) || self.doc.is_any(i, keys!["as", "up", "to"]);
        let worth =
            (own.start..self.figure.opening()).rev().find(|i| !light(i)).filter(|&i| self.doc.is(i, "worth"))?;
        if self.frame.indicators.iter().any(|n| n.tokens.contains(&worth)) {
            return None;
        }
        let first = (own.start..worth).rev().take_while(|&i| !self.is_border(i) && !self.frame.is_period(i)).last()?;
        // "Will announce **spending cuts** worth £40bn": behind the infinitive.
        let verb = self.doc.is_any(first.wrapping_sub(1), keys!["to", "will", "would"]) && first + 1 < worth;
        let first = first + usize::from(verb);
        if let Some(named) =
            self.frame.indicators_in(first..worth).rfind(|n| n.tokens.end == worth && n.row().told != Told::Day)
        {
            return Some(self.found(named, "worth"));
        }
        let unsound = |i: usize| {
            words::is(self.doc, i, Class::Pronoun)
                || words::is(self.doc, i, Class::Auxiliary)
                || words::is(self.doc, i, Class::Sayer)
                || self.doc.is_any(i, keys!["those", "anyone", "people", "families", "households"])
        };
        let modest = worth - first <= 5 && !(first..worth).any(unsound) && !self.frame.is_place(worth - 1);
        modest.then(|| self.open(first..worth, "worth"))
    }
}
