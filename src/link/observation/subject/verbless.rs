//! The noun phrase before a figure that has no verb of its own: "and **social assistance** 34,000", "with **volumes** 7%
//! higher", "a **vacancy rate** at 4%".
//!
//! A part of the search of [`super`]. Guarantees: no verb stands between the phrase and the figure.

use std::ops::Range;

use super::{Found, Search, rule};
use crate::link::observation::indicator::Told;
use crate::link::observation::indicator::{Kind, Named};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::MentionKind;
use crate::text::{TokenKind, keys};

impl Search<'_> {
    /// "House prices rose 3%, with **flats** up 2% and **detached houses** 4%": homes of a kind, in the account of what homes cost.
    pub(super) fn price_of_homes(&self, tokens: &Range<usize>) -> Option<usize> {
        // … but "20% **of houses** stood empty"
        let percent =
            matches!(self.figure.kind, MentionKind::Percentage(_)) && !self.doc.is(self.figure.tokens.end, "of");
        let last = tokens.end.checked_sub(1).filter(|&i| percent && acts::is(self.doc, i, Act::Home))?;
        let plural = self.doc.lower(last).ends_with('s');
        let told = |(s, at): &&(Subject, usize)| *at == self.figure.sentence && s.code() == Some("house_prices");
        self.topic.subject.as_ref().filter(told).filter(|_| plural).and_then(|(s, _)| s.indicator)
    }

    /// "A **cost-income ratio** below 62.5%", "a **vacancy rate** at 4%": without a verb, the noun before the preposition.
    pub(super) fn ratio_at(&self, own: &Range<usize>) -> Option<Found> {
        let at = self.figure.tokens.start.checked_sub(1).filter(|&at| at > own.start)?;
        let stands = self.doc.is_any(at, keys!["below", "above", "at", "under", "over", "near"]);
        if !stands || !self.doc.is_any(at - 1, keys!["ratio", "rate", "margin"]) {
            return None;
        }
        let hyphenated = |i: usize| self.doc.ties(i) || self.doc.ties(i + 1);
        let first = (own.start..at).rev().take_while(|&i| !self.is_border(i) || hyphenated(i)).last()?;
        let listed = self.frame.indicators_in(first..at).next().is_some();
        (!listed && first + 1 < at).then(|| self.open(first..at, "ratio"))
    }

    /// "Health care contributed 49,000 and **social assistance** 34,000": a part without a verb goes on with that of the part
    /// before, with a subject of its own.
    pub(super) fn gapped(&self, own: &Range<usize>) -> Option<Found> {
        let segment = self.frame.segment_of(own.start);
        let joined = matches!(self.frame.segments[segment].opener, Opener::And | Opener::Comma);
        let verbless = self.binding.carried && self.frame.predicates_in(own.clone()).next().is_none();
        // "Fell by 11% **and the average ticket by** 8%"
        let by = self.figure.opening().wrapping_sub(1);
        // "Wind accounting **for** 25% **and solar for** 12%"
        let again = self.doc.is(by, "for")
            && self.frame.figures_end_before(by).is_some_and(|last| {
                let first =
                    (own.start.min(last).saturating_sub(6)..last).rev().find(|&i| !self.frame.figure_in(i..i + 1));
                first.is_some_and(|i| self.doc.is(i, "for") || self.doc.is(i.wrapping_sub(1), "for"))
            });
        let particle = again || self.binding.role == Role::By && self.doc.is(by, "by");
        let start = if particle { by } else { self.figure.tokens.start };
        let start = self.frame.without_aside(start);
        let words = own.start..start;
        if !joined || !verbless || segment == 0 || words.len() > 6 {
            return None;
        }
        if self.binding.role != Role::Direct && !particle {
            return None;
        }
        let opening = |&i: &usize| words::is(self.doc, i, Class::Opening) || self.doc.is_any(i, keys!["and", ","]);
        let first = words.clone().find(|i| !opening(i))?;
        // "SAIC, which sells under another badge, **a punishing** 38.1%": an adjective of the figure.
        if self.doc.is_any(first.wrapping_sub(1), keys!["a", "an"]) || self.doc.is(first, "including") {
            return None;
        }
        let noun = |i: usize| {
            self.doc.kind(i) == Some(TokenKind::Word)
                && !words::is(self.doc, i, Class::Closed)
                && !words::is(self.doc, i, Class::Light)
                && !words::is(self.doc, i, Class::Finite)
                && !words::is(self.doc, i, Class::Pronoun)
                && !self.doc.lower(i).ends_with("ly")
                && !self.frame.is_place(i)
                && !self.frame.is_period(i)
                && !words::is(self.doc, i, Class::Auxiliary)
                && !acts::is(self.doc, i, Act::Foretelling)
                && !self.doc.is_any(i, keys!["stood", "stands", "remained", "stayed"])
        };
        let tokens = first..start;
        let told = (0..segment).any(|i| self.frame.figure_in(self.frame.segments[i].tokens.clone()));
        // "The **average** ticket"
        let qualifies = |i: usize| i + 1 < start && words::is(self.doc, i, Class::Qualifier);
        if !told || tokens.is_empty() || !tokens.clone().all(|i| noun(i) || qualifies(i)) {
            return None;
        }
        Some(match self.measured_before(own).filter(|_| self.frame.indicators_in(tokens.clone()).next().is_none()) {
            Some(named) => Found { rule: rule::GAPPED, ..self.found(named, rule::GAPPED) },
            None => self.open(tokens, rule::GAPPED),
        })
    }

    /// "Mobility **brought in** $6bn and delivery $3bn", "cranes will face a 25% **duty** and syringes 50%": what the verb or the noun
    /// behind the figure of the part before measures, for whatever stands before it.
    fn measured_before(&self, own: &Range<usize>) -> Option<&Named> {
        let front = self.frame.tokens.start..own.start;
        let verb = |p: &Predicate| self.frame.indicators_in(p.tokens.clone()).next();
        let money = matches!(self.figure.kind, MentionKind::Money(_));
        let by_verb = self.frame.predicates_in(front).find_map(verb).filter(|n| money && n.row().kind == Kind::Amount);
        let behind = || {
            let end = self.frame.figures_end_before(own.start)?;
            let rate = |n: &&Named| n.tokens.start == end && matches!(n.row().code, "tariff_rate" | "tax_rate");
            self.frame.indicators_in(end..own.start).next().filter(rate)
        };
        by_verb.or_else(behind)
    }

    /// "With **volumes 7% higher** and pricing 1% lower": nothing but a noun before a figure that an adjective follows.
    pub(super) fn standing_so(&self, own: &Range<usize>) -> Option<Found> {
        let start = self.figure.opening();
        let adjective = self.binding.predicate.filter(|p| p.tokens.start == self.figure.tokens.end)?;
        let opening =
            |&i: &usize| words::is(self.doc, i, Class::Opening) || self.doc.is_any(i, keys!["and", ",", "with"]);
        let first = (own.start..start).find(|i| !opening(i))?;
        let noun = |i: usize| {
            self.doc.kind(i) == Some(TokenKind::Word)
                && !self.is_border(i)
                && !words::is(self.doc, i, Class::Pronoun)
                && !words::is(self.doc, i, Class::Finite)
                && !self.doc.is_capital(i)
        };
        // "With Calder losing 5% **and Pelham 3% lower**", where a market's prices are told
        let market =
            || self.topic.subject.as_ref().is_some_and(|(s, at)| s.told() == Told::Day && *at == self.figure.sentence);
        let name =
            |i: usize| self.doc.kind(i) == Some(TokenKind::Word) && self.doc.is_capital(i) && !self.frame.is_place(i);
        let opened = first > own.start && self.doc.is_any(first - 1, keys!["and", "with"]);
        let so = opened && adjective.can_be(Reading::Adjective) && adjective.is_change();
        let whole = so
            && start - first <= 3
            && ((first..start).all(noun) || (first..start).all(name) && market())
            && self.frame.predicates_in(first..start).next().is_none();
        if !whole || !matches!(self.figure.kind, MentionKind::Percentage(_)) {
            return None;
        }
        let named = self.frame.indicators_in(first..start).rfind(|n| n.tokens.end == start);
        Some(named.map_or_else(|| self.open(first..start, "standing so"), |n| self.found(n, "standing so")))
    }
}
