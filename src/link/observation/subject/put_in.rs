//! The noun phrase before what is put in between: "**the order backlog**, a gauge of demand, was $2bn",
//! "**unemployment**, at 8.3%, is high".
//!
//! A part of [`super::antecedent`], which asks here before it goes through the earlier segments.

use std::ops::Range;

use super::phrase;
use super::standard::OF_A_SHARE;
use super::{Found, Search, rule};
use crate::link::observation::indicator::Named;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::MentionKind;
use crate::text::{Key, TokenKind, keys};

impl Search<'_> {
    /// "Rate cuts by the bank, and lower **oil prices, down about 15%**, are helping": a noun that closes the segment right before,
    /// in a list of such.
    pub(super) fn right_before(&self, segment: usize) -> Option<Found> {
        let own = &self.frame.segments[segment];
        let first = self.frame.predicates_in(own.tokens.clone()).next()?;
        let up = first.can_be(Reading::Adjective) && !first.can_be(Reading::Verb);
        if own.opener != Opener::Comma || !up || first.tokens.start != own.tokens.start + 1 {
            return None;
        }
        let before = &self.frame.segments[segment.checked_sub(1)?].tokens;
        let joined = self.doc.is(before.start + 1, "and") || self.doc.is(before.start, "and");
        let verb = self.frame.predicates_in(before.clone()).any(|p| !p.can_be(Reading::Adjective));
        let named = self.frame.indicators_in(before.clone()).rfind(|n| n.tokens.end == before.end && !n.weak)?;
        (joined && !verb && !self.frame.figure_in(before.clone())).then(|| self.found(named, "antecedent"))
    }

    /// "Sales rose 3%, and **the order backlog**, a gauge of demand, was $2bn": inside a sentence too, a noun phrase that closes its
    /// segment has its verb behind what is put in between.
    pub(super) fn before_aside(&self, segment: usize) -> Option<Found> {
        let own = &self.frame.segments[segment];
        // "And **the quits rate** — which gauges how sure workers are — inched up"
        let relative = (1..segment).rev().take(2).find(|&i| self.is_relative(i));
        let aside_at = relative.or(segment.checked_sub(1))?;
        let aside = &self.frame.segments[aside_at];
        let head = &self.frame.segments[aside_at.checked_sub(1)?];
        let verb = self.frame.predicates_in(own.tokens.clone()).next()?;
        let finite = |p: &Predicate| p.can_be(Reading::Verb) || p.can_be(Reading::Level) || p.can_be(Reading::Reach);
        // "The jobless rate, **at 4.2%**, is up half a point"
        let first = own.tokens.start + 1;
        let is = self.doc.is_any(first, keys!["is", "was", "are", "were"]) && verb.tokens.start == first + 1;
        let told = verb.tokens.start == first && finite(verb) || is && verb.can_be(Reading::Adjective);
        let opens = own.opener == Opener::Comma && told;
        let level = aside.opener == Opener::Comma
            && self.doc.is(aside.tokens.start + 1, "at")
            && self.frame.predicates_in(aside.tokens.clone()).next().is_none();
        let apposed = aside.opener == Opener::Comma
            && (self.doc.is_any(aside.tokens.start + 1, keys!["a", "an", "the", "long", "once", "still"])
                || self.doc.starts(aside.tokens.start + 1, keys!["by", "far"]));
        let verbless = |tokens: &Range<usize>| {
            !self.frame.figure_in(tokens.clone())
                && self.frame.predicates_in(tokens.clone()).all(|p| p.can_be(Reading::Noun))
        };
        let related = relative.is_some() && !self.frame.figure_in(aside.tokens.start..own.tokens.start);
        if !(opens && (related || level || apposed && verbless(&aside.tokens)) && verbless(&head.tokens))
            || head.opener == Opener::Comma
                && !self.doc.is(head.tokens.start + 1, "and")
                && !(aside_at == 2 && self.is_adverbial(0))
        {
            return None;
        }
        if let Some(named) = self.frame.indicators_in(head.tokens.clone()).rfind(|n| n.tokens.end == head.tokens.end) {
            return Some(self.found(self.heading(&head.tokens, named), rule::BEFORE_APPOSITION));
        }
        // "… and **shelter**, the largest component, rose 0.4%"
        let opening = |&i: &usize| self.doc.kind(i) != Some(TokenKind::Word) || words::is(self.doc, i, Class::Opening);
        let first = head.tokens.clone().find(|i| !opening(i))?;
        let noun = |i: usize| !self.is_border(i) && !self.frame.is_place(i) && !self.doc.is_capital(i);
        let bare = head.tokens.end - first <= 3 && (first..head.tokens.end).all(noun);
        (bare && first > head.tokens.start).then(|| self.open(first..head.tokens.end, rule::BEFORE_APPOSITION))
    }

    /// "**For the year as a whole**, its profits, a measure of cash, fell", "**in London**, shares fell": what tells when, where or how,
    /// and names and measures nothing.
    pub(super) fn is_adverbial(&self, segment: usize) -> bool {
        const PREPOSITIONS: &[Key] = keys!["for", "in", "on", "at", "during", "over", "after", "by", "among", "across"];
        let words = &self.frame.segments[segment].tokens;
        self.frame.indicators_in(words.clone()).next().is_none()
            && !self.frame.figure_in(words.clone())
            && self.doc.is_any(words.start, PREPOSITIONS)
    }

    /// "**Consumer prices** in Europe's largest economy": what heads the noun phrase that a named one closes.
    pub(super) fn heading<'n>(&'n self, phrase: &Range<usize>, closing: &'n Named) -> &'n Named {
        // "**Sales** in the world's biggest economy": even a weak one.
        let heads = |n: &&Named| {
            (!n.weak || closing.row().code == "gdp")
                && self.doc.is_any(n.tokens.end, keys!["in", "of", "for", "at", "across"])
        };
        let first = self.frame.indicators_in(phrase.start..closing.tokens.start).find(heads);
        first.filter(|_| closing.weak).unwrap_or(closing)
    }

    /// Whether a segment is a clause that hangs on what stands before its comma or dash.
    fn is_relative(&self, segment: usize) -> bool {
        let start = self.frame.segments[segment].tokens.start;
        let mark = self.doc.kind(start) == Some(TokenKind::Punct);
        mark && self.doc.is_any(start + 1, keys!["which", "whose", "who"])
    }

    /// "Output shrank 0.1%, and **unemployment**, at 8.3%, is high": what stands at a level between commas is named right
    /// before them.
    pub(super) fn standing_at(&self, segment: usize) -> Option<Found> {
        let own = &self.frame.segments[segment];
        let before = &self.frame.segments[segment.checked_sub(1)?].tokens;
        let at =
            own.opener == Opener::Comma && self.doc.is(own.tokens.start + 1, "at") && self.binding.role == Role::At;
        let silent = !self.frame.figure_in(before.clone()) && self.frame.predicates_in(before.clone()).next().is_none();
        if let Some(named) =
            self.frame.indicators_in(before.clone()).rfind(|n| at && silent && n.tokens.end == before.end)
        {
            return Some(Found { named: None, ..self.found(named, rule::STANDING) });
        }
        // "The stock fell 1% even after **revenue** edged past estimates, at $1bn": of the clause right before it.
        let told = self.frame.figures_end_before(before.end).unwrap_or(before.start).max(before.start);
        let vast = matches!(&self.figure.kind, MentionKind::Money(m) if m.amount.middle() >= OF_A_SHARE);
        let named = self.frame.indicators_in(told..before.end).rfind(|n| !n.weak && n.tokens.end < before.end)?;
        let first = self.frame.segments[segment - 1].opener == Opener::Start && told == before.start;
        (at && vast && !first).then(|| self.found(named, rule::STANDING))
    }

    /// "**Nvidia**, the poster child of the boom, finished 6.4% lower", "while **energy**, the worst, fell 0.9%": a clause
    /// that opens with nothing but a noun phrase, whose verb comes after what was put in between. What is named there
    /// hides no subject: "the **tier one ratio**, a measure of solvency, stood at 13.5%".
    pub(super) fn before_apposition(&self, segment: usize) -> Option<Found> {
        let own = &self.frame.segments[segment];
        if let Some(found) = self.before_its_aside(segment).or_else(|| self.before_clause(segment)) {
            return Some(found);
        }
        if let Some(found) = self.accompanying(segment) {
            return Some(found);
        }
        // "An increase of 6%", "up from 4%" say something of what was told before; right behind the noun phrase, of that:
        // "**insurance**, up 20% last year, is rising at a pace of 5%".
        let up = |p: &Predicate| p.can_be(Reading::Adjective) && !p.can_be(Reading::Verb);
        let verb = self.frame.predicates_in(own.tokens.clone()).next().filter(|p| {
            (p.can_be(Reading::Verb) || p.can_be(Reading::Level) || p.can_be(Reading::Reach) || up(p))
                && !self.doc.is_any(p.tokens.start.wrapping_sub(1), keys!["a", "an", "the"])
        })?;
        if verb.tokens.start > own.tokens.start + 2 {
            return None;
        }
        // "Orvex (OVX) said its **output index (OPI)** fell": what a bracket explains stands right before it.
        let bracket = segment >= 2 && self.frame.segments[segment - 1].opener == Opener::Bracket;
        if bracket && !self.frame.figure_in(self.frame.segments[segment - 1].tokens.clone()) {
            let before = self.frame.segments[segment - 2].tokens.clone();
            if let Some(named) = self.frame.indicators_in(before.clone()).rfind(|n| n.tokens.end == before.end) {
                return Some(self.found(named, rule::BEFORE_APPOSITION));
            }
        }
        let opens = |i: &usize| matches!(self.frame.segments[*i].opener, Opener::Start | Opener::Contrast);
        let first = (0..segment)
            .rev()
            .find(opens)
            .map(|i| i + usize::from(self.is_adverbial(i)))
            .filter(|i| i + 2 - usize::from(up(verb)) <= segment && own.opener == Opener::Comma)?;
        // "Active members, **at 32.8 million**, grew 6%"
        let level = |i: usize| {
            let tokens = &self.frame.segments[i].tokens;
            self.frame.segments[i].opener == Opener::Comma
                && self.doc.is(tokens.start + 1, "at")
                && self.frame.predicates_in(tokens.clone()).next().is_none()
        };
        let aside = |i: usize| {
            level(i)
                || matches!(self.frame.segments[i].opener, Opener::Dependent | Opener::Bracket)
                || !self.frame.figure_in(self.frame.segments[i].tokens.clone())
        };
        let said_of_it =
            |i: usize| self.frame.predicates_in(self.frame.segments[i].tokens.clone()).next().is_some_and(up);
        if !(first + 1..segment).all(|i| !up(verb) && (aside(i) || i == first + 1 && said_of_it(i))) {
            return None;
        }
        let head = self.frame.segments[first].tokens.clone();
        let bare = head.len() <= 10 && self.frame.predicates_in(head.clone()).all(|p| p.can_be(Reading::Noun));
        if !bare || self.frame.indicators_in(head.clone()).next().is_some() {
            return None;
        }
        // "Its preferred gauge, **the consumer price index**, was at 2.1%": what is put in between names it.
        let between = self.frame.segments[segment - 1].tokens.clone();
        let whole = |n: &&Named| !n.weak && n.tokens.end == between.end && n.tokens.start <= between.start + 3;
        let gauge = (head.start..head.end).any(|i| acts::is(self.doc, i, Act::Gauge));
        if let Some(named) = self.frame.indicators_in(between.clone()).rfind(whole).filter(|_| gauge) {
            return Some(self.found(named, rule::BEFORE_APPOSITION));
        }
        let tokens = phrase::before(self.doc, head, self.frame)?;
        // "According to the bank", "driven by demand"
        let adverbial = self.doc.is_any(tokens.start + 1, keys!["to", "by"]);
        (!adverbial).then(|| self.open(tokens, rule::BEFORE_APPOSITION))
    }

    /// "Trade held up, **with sales to China**, its top partner, **swelling** 9%": of what "with" brings in, whatever is put in
    /// before its participle.
    fn accompanying(&self, segment: usize) -> Option<Found> {
        let segments = &self.frame.segments;
        let (own, between) = (&segments[segment], &segments[segment.checked_sub(1)?]);
        let with = &segments[segment.checked_sub(2)?];
        let verb = self.frame.predicates_in(own.tokens.clone()).next()?;
        let participle =
            verb.tokens.start == own.tokens.start + 1 && self.doc.lower(verb.tokens.start).ends_with("ing");
        let commas = [with, between, own].iter().all(|s| s.opener == Opener::Comma);
        let told = with.tokens.start..between.tokens.end;
        // "Brazil's **top** partner", "its **top** customer": behind whose it is, no verb.
        let noun = |p: &Predicate| {
            let before = p.tokens.start.wrapping_sub(1);
            p.can_be(Reading::Noun)
                || self.doc.kind(before) == Some(TokenKind::Clitic)
                || self.doc.is_any(before, keys!["the", "a", "an", "its", "their"])
        };
        if !(participle && commas && self.doc.is(with.tokens.start + 1, "with"))
            || self.frame.figure_in(told.clone())
            || self.frame.predicates_in(told).any(|p| !noun(p))
        {
            return None;
        }
        let head = with.tokens.start + 2..with.tokens.end;
        if let Some(named) = self.frame.indicators_in(head.clone()).next() {
            return Some(self.found(named, rule::BEFORE_APPOSITION));
        }
        phrase::before(self.doc, head, self.frame).map(|tokens| self.open(tokens, rule::BEFORE_APPOSITION))
    }
}
