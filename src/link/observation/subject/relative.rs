//! Relative clauses inside a subject: "the countries that share the euro", "the share of income that a family needs".
//!
//! A part of the search of [`super`]: what such a clause names is no subject; nor is what a measure leaves out, or what another
//! is told by. Where one begins, by "that" or by a participle, a noun phrase ends ([`super::phrase`]).

use std::ops::Range;

use super::{Found, Search, phrase, rule};
use crate::link::observation::indicator::Named;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::nouns::{self, Class as Noun};
use crate::link::observation::sentence::predicate::Reading;
use crate::link::observation::sentence::words::{self, Class};
use crate::text::{Doc, TokenKind, keys};

impl Search<'_> {
    /// "A gauge of joblessness **that counts discouraged workers** fell", "unemployment in the countries **that share the
    /// euro** was 6%": the head is what the clause hangs on.
    pub(super) fn before_relative(&self, range: Range<usize>) -> Range<usize> {
        let opens = |&at: &usize| {
            let verb = || is_verb_behind(self.doc, at);
            self.doc.is_any(at, keys!["that", "who"])
                && self.frame.indicators_in(range.start..at).any(|n| {
                    n.tokens.end == at && (verb() || self.is_share_of(n)) || self.reaches_relative(n.tokens.end, at)
                })
        };
        let end = range.clone().find(opens).unwrap_or(range.end);
        range.start..end
    }

    /// "The **share of income** that a family needs for its home is 38%"
    fn is_share_of(&self, named: &Named) -> bool {
        let of = named.tokens.start.wrapping_sub(1);
        self.doc.is(of, "of") && words::is(self.doc, of.wrapping_sub(1), Class::Share)
    }

    /// Whether only a phrase of place lies between a noun that ends at `end` and the "that" of its clause: "across the 20
    /// nations that share", not "in Spain said that".
    fn reaches_relative(&self, end: usize, that: usize) -> bool {
        let phrase = end + 1..that;
        let open = |i: usize| {
            self.doc.kind(i) != Some(TokenKind::Punct)
                && !words::is(self.doc, i, Class::Saying)
                && !words::is(self.doc, i, Class::Finite)
        };
        let verb = self.doc.kind(that + 1) == Some(TokenKind::Word)
            && !words::is(self.doc, that + 1, Class::Closed)
            && !words::is(self.doc, that + 1, Class::Pronoun)
            && !words::is(self.doc, that + 1, Class::Opening)
            && !self.frame.is_place(that + 1);
        self.doc.is_any(end, keys!["in", "across", "among", "at", "throughout"])
            && (1..=6).contains(&phrase.len())
            && self.doc.lower(that - 1).ends_with('s')
            && self.frame.predicates_in(end..that).next().is_none()
            && self.frame.indicators_in(that + 1..that + 2).all(|n| n.weak)
            && verb
            && phrase.into_iter().all(open)
    }

    /// "A deficit of 5.1% **of gross domestic product**, from 5.6%": what a figure is so much of is not what it measures.
    pub(super) fn is_yardstick(&self, named: &Named) -> bool {
        // "Gained 0.2% **against the euro** to 85.10 pence": by what another currency is told.
        let before = named.tokens.start.wrapping_sub(1);
        let before = before.wrapping_sub(usize::from(self.doc.is(before, "the")));
        if named.row().code == "exchange_rate" && self.doc.is_any(before, keys!["against", "versus"]) {
            let mut told = self.frame.indicators_in(self.frame.tokens.start..named.tokens.start);
            return told.any(|n| n.row().code == "exchange_rate");
        }
        let part = |of: usize| {
            self.doc.is(of, "of")
                && words::ends_percent(self.doc, of.wrapping_sub(1))
                && self.frame.figure_in(of - 1..of)
        };
        let of = before.wrapping_sub(usize::from(self.doc.is_any(before, keys!["its", "their"])));
        named.row().code == "gdp" && part(before) || named.row().code == "revenue" && part(of) && self.is_spent(of)
    }

    /// "**Expenses climbed** to 21% of sales", "its **wage bill was** 40% of revenue": whether what is so much of the takings is spent
    /// from them, as the sales of a part are not.
    fn is_spent(&self, of: usize) -> bool {
        let own = self.frame.segments[self.frame.segment_of(of)].tokens.start;
        let verb = self.frame.predicates_in(own..of).rfind(|p| !p.can_be(Reading::Noun) || p.can_be(Reading::Verb));
        let Some(verb) = verb.map(|p| p.tokens.start) else { return false };
        let part = |&i: &usize| self.doc.kind(i) == Some(TokenKind::Word) || self.doc.is(i, "-");
        let noun = (own..verb).rev().take_while(part).find(|&i| nouns::is(self.doc, i, Noun::Outgoing));
        // "**Spending** that lifted **online sales** to 40% of revenue"
        noun.is_some_and(|noun| self.frame.indicators_in(noun + 1..verb).next().is_none())
    }

    /// "Sales **excluding** VAT and fuel": what a measure leaves out is not what it measures.
    pub(super) fn is_left_out(&self, at: usize) -> bool {
        // "Up 7% **once currency swings are stripped out**"
        const REACH: usize = 5;
        // "**Adjusted for prices**, outlays dipped 0.1%"
        let adjusted = keys!["adjusted", "adjusting", "corrected", "accounting", "allowing"];
        if self.doc.is(at.wrapping_sub(1), "for") && self.doc.is_any(at.wrapping_sub(2), adjusted) {
            return true;
        }
        let apart = self.doc.is_any(at.wrapping_sub(1), keys!["once", "when", "if", "with"]);
        if apart && (at + 1..at + REACH).any(|i| words::is(self.doc, i, Class::Omitting)) {
            return true;
        }
        let listed = |i: &usize| self.doc.kind(*i) == Some(TokenKind::Word) || self.doc.is(*i, ",");
        let mut before = (self.frame.tokens.start..at).rev().take(4).take_while(listed);
        let leaves = before.find(|&i| words::is(self.doc, i, Class::Omitting));
        leaves.is_some_and(|leaves| {
            // "Excluding the charge, profit rose": put in front, it ends with the last comma before the subject.
            let comma = |tokens: Range<usize>| tokens.into_iter().any(|i| self.doc.is(i, ","));
            // "**In Asia excluding Japan**, sales fell" too.
            let first = self.frame.tokens.start;
            let front = leaves == first
                || self.doc.is(leaves - 1, ",")
                || self.doc.is_any(first, keys!["in", "at", "across", "for", "outside"]);
            // What is left out is listed up to the verb: a comma behind that is another clause's.
            let verb = self.frame.predicates.iter().map(|p| p.tokens.start).find(|&verb| verb > at);
            let goes_on = comma(at..verb.unwrap_or(usize::MAX).min(self.figure.tokens.start.max(at)));
            !(front && comma(leaves..at) && !goes_on)
        })
    }

    /// "Spending should rise 0.7% this year **as wages**, up 4.6% in 2024, outpace prices": all of a clause before its aside.
    pub(super) fn before_its_aside(&self, segment: usize) -> Option<Found> {
        let own = &self.frame.segments[segment];
        let head = self.frame.segments.get(segment.checked_sub(1)?)?;
        let up = own.tokens.start + 1;
        let aside = own.opener == Opener::Comma && self.doc.is_any(up, keys!["up", "down"]);
        if !aside || head.opener != Opener::Dependent {
            return None;
        }
        let named = self.frame.indicators_in(head.tokens.clone()).rfind(|n| n.tokens.end == head.tokens.end)?;
        (named.tokens.start <= head.tokens.start + 2).then(|| self.found(named, rule::BEFORE_APPOSITION))
    }

    /// "Employers agreed, and **inflation**, which peaked at 14.5% in 2022, was 2%": what a clause between commas hangs on has its
    /// verb behind it.
    pub(super) fn before_clause(&self, segment: usize) -> Option<Found> {
        let own = &self.frame.segments[segment];
        let clause = self.frame.segments.get(segment.checked_sub(1)?)?;
        let head = self.frame.segments.get(segment.checked_sub(2)?)?;
        let which = self
            .doc
            .is_any(clause.tokens.start + usize::from(self.doc.is(clause.tokens.start, ",")), keys!["which", "who"]);
        let verb = own.tokens.start + 1;
        let is = self.doc.is_any(verb, keys!["was", "is", "were", "are", "has", "will", "would", "could"]);
        let verb = is || self.frame.predicates_in(own.tokens.clone()).next().is_some_and(|p| p.tokens.start == verb);
        if own.opener != Opener::Comma || !which || !verb {
            return None;
        }
        // "Inflation **in Norway**, which"
        let place = |&i: &usize| self.frame.is_place(i) || self.doc.is_any(i, keys!["in", "the"]);
        let end = head.tokens.end - head.tokens.clone().rev().take_while(place).count();
        let named = self.frame.indicators_in(head.tokens.clone()).rfind(|n| n.tokens.end == end)?;
        Some(self.found(self.heading(&head.tokens, named), rule::BEFORE_APPOSITION))
    }

    /// "Sales slipped, **leaving the price** 15% below its record": what a clause of a result says it of.
    pub(super) fn left_behind(&self, own: &Range<usize>) -> Option<Found> {
        const LONGEST: usize = 5;
        let leaving = own.start + usize::from(self.doc.is(own.start, ","));
        if !self.doc.is(leaving, "leaving") {
            return None;
        }
        let light =
            |&i: &usize| words::is(self.doc, i, Class::Light) || self.doc.is_any(i, keys!["at", "down", "up", "by"]);
        let end = (leaving + 1..self.figure.opening()).rev().find(|i| !light(i))? + 1;
        if let Some(named) = self.frame.indicators_in(leaving..end).rfind(|n| n.tokens.end == end) {
            return Some(self.found(named, "what is left"));
        }
        let first = leaving + 1 + usize::from(self.doc.is_any(leaving + 1, keys!["the", "its", "their"]));
        let noun = |i: usize| !self.is_border(i) && !self.frame.is_period(i) && !words::is(self.doc, i, Class::Pronoun);
        let whole = first > leaving + 1 && first < end && end - first <= LONGEST && (first..end).all(noun);
        whole.then(|| self.open(first..end, "what is left"))
    }
}

/// Whether a token is the "that" or "who" of a clause that hangs on the noun right before it: "the fund **that** tracks the
/// group", not "fears that prices rose".
pub fn is_relative(doc: &Doc, frame: &Frame, that: usize) -> bool {
    let noun = that.wrapping_sub(1);
    doc.is_any(that, keys!["that", "who"])
        && doc.kind(noun) == Some(TokenKind::Word)
        && !words::is(doc, noun, Class::Closed)
        && !words::is(doc, noun, Class::Saying)
        && !acts::is(doc, noun, Act::Foretelling)
        && !acts::is(doc, noun, Act::Reporting)
        && frame.indicators_in(that + 1..that + 2).next().is_none()
        // "The share of income **that** a family needs"
        && (doc.is(that.wrapping_sub(2), "of") && words::is(doc, that.wrapping_sub(3), Class::Share) || is_verb_behind(doc, that)
        && {
            let verb = that + 1 + usize::from(is_between(doc, that + 1));
            // "A sign that **prices rose**", "that sales **of** cars": what follows is a subject.
            let next = verb + 1;
            // "Prices **that are** likely to rise by 2%": the clause is the figure's own.
            !doc.is_any(verb, keys!["are", "were", "have", "had", "is", "was", "has"]) && !doc.is_any(next, keys!["of", "and", "'s", "’s"])
                && !doc.is_any(next, phrase::VERBAL)
                && !frame.predicates_in(next..next + 3).any(|p| p.tokens.start == next && p.can_be(Reading::Verb))
        })
}

/// Whether a verb stands behind the "that" of a clause, over an adverb: "that also counts", "that have".
pub fn is_verb_behind(doc: &Doc, that: usize) -> bool {
    let verb = that + 1 + usize::from(is_between(doc, that + 1));
    doc.kind(verb) == Some(TokenKind::Word)
        && doc.lower(verb).ends_with('s')
        && !words::is(doc, verb, Class::Opening)
        && !words::is(doc, verb, Class::Pronoun)
        && !words::is(doc, verb, Class::Closed)
        || doc.is_any(verb, keys!["have", "are", "were", "had"])
}

fn is_between(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, keys!["also", "still", "now"]) || doc.lower(at).ends_with("ly") && doc.lower(at).len() > 4
}

/// Whether a participle hangs on the noun before it by what stands behind: "introduced **last May**", "shipped **from**
/// Chile", "attributable **to** the company".
pub fn is_reduced_relative(doc: &Doc, frame: &Frame, at: usize) -> bool {
    let behind = || {
        doc.is_any(at + 1, keys!["from", "to", "by", "under", "in", "at", "last"])
            || frame.is_period(at + 1) && !doc.is(at, "ended")
    };
    let noun = at - 1;
    let participle = doc.lower(at).ends_with("ed") && doc.lower(at).len() > 4
        || doc.is_any(at, keys!["attributable", "made", "due"]);
    participle
        && behind()
        && doc.kind(noun) == Some(TokenKind::Word)
        && !words::is(doc, noun, Class::Closed)
        && !doc.lower(noun).ends_with("ly")
        && !frame.predicates_in(at..at + 1).any(|p| p.can_be(Reading::Verb))
}
