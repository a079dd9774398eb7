//! What is told without its name where rates are spoken of: moves of the policy rate by their size alone ("a 25-basis-point
//! cut"), how likely one is ("a 68% chance, up from 60%"), the saving rate by a verb, pay by a raise.
//!
//! A part of [`super::measured`]. Guarantees: where the list names what is moved, it is that.

use crate::text::keys;
use std::ops::Range;

use super::measured::Candidate;
use super::{Found, rule};
use crate::link::observation::ObsStatus;
use crate::link::observation::entity::is_chance;
use crate::link::observation::indicator::{self, Told};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::PercentUnit;

impl Candidate<'_> {
    /// "Households **saved** 4.8% of their income".
    pub(super) fn is_saved(&self) -> bool {
        let verb = self.figure.opening().wrapping_sub(1);
        let of = self.figure.tokens.end;
        self.doc.is_any(verb, keys!["saved", "saves", "save", "saving"])
            && self.doc.is(of, "of")
            && (of + 1..of + 5).any(|i| self.doc.is_any(i, keys!["income", "incomes", "earnings", "pay", "paycheck"]))
    }

    /// "8.3% of the **workforce was jobless**", "7% of the labour force is out of work".
    pub(super) fn is_out_of_work(&self) -> bool {
        const REACH: usize = 4;
        let of = self.figure.tokens.end;
        let force = |&i: &usize| self.doc.is_any(i, keys!["workforce", "force"]);
        let Some(force) = (of + 1..of + REACH).find(force).filter(|_| self.doc.is(of, "of")) else { return false };
        let is = self.doc.is_any(force + 1, keys!["was", "is", "were", "are", "remained", "remains"]);
        let idle = |i: usize| {
            self.doc.is_any(i, keys!["jobless", "unemployed", "idle"]) || self.doc.starts(i, keys!["out", "of", "work"])
        };
        is && (force + 2..force + 2 + REACH).any(idle)
    }

    /// "Public sector workers enjoyed **increases of** 4.7%", where pay was told just before.
    pub(super) fn is_raise(&self, found: Option<&Found>) -> bool {
        let of = self.word_before();
        let more = self.doc.is_any(of, keys!["of", "averaging"])
            && self.doc.is_any(of.wrapping_sub(1), keys!["increases", "increase", "rises", "rise", "raises"]);
        let people = || found.is_some_and(|f| f.subject.code() == Some("staff") || f.subject.indicator.is_none());
        let pay = |s: &Subject| s.code() == Some("wages");
        more && people() && self.topic.subject.as_ref().is_some_and(|(s, _)| pay(s))
    }

    /// "11 million were out of work; the highest **rate, at 11.5%**", "22,500 jobs and **a rate of** 6.3%": where people with and
    /// without work were counted, a bare rate is that of those without.
    pub(super) fn is_rate_of_jobs(&self, found: Option<&Found>) -> bool {
        let percent = super::super::measure::is_percent(self.figure);
        let word = self.word_before();
        let rate = word.wrapping_sub(1 + usize::from(self.doc.is(word.wrapping_sub(1), ",")));
        let bare = self.doc.is_any(word, keys!["of", "at"])
            && self.doc.is(rate, "rate")
            && (self.doc.is_any(rate.wrapping_sub(1), keys!["a", "the"])
                || words::is_superlative(self.doc, rate.wrapping_sub(1)));
        // "Joblessness rose by 26,000, and **the rate climbed to** 6.3%"
        let verb = self.binding.predicate.filter(|_| !self.binding.carried).map(|p| p.tokens.start);
        let moved = verb.is_some_and(|verb| {
            let rate = verb.wrapping_sub(1);
            self.doc.is(rate, "rate") && self.doc.is_any(rate.wrapping_sub(1), keys!["the", "its", "their"])
        });
        let bare = bare || moved;
        let people = |s: &Subject| matches!(s.code(), Some("unemployment" | "employment" | "nonfarm_payrolls"));
        let spoken = || {
            self.topic
                .subject
                .as_ref()
                .is_some_and(|(s, at)| people(s) && self.figure.sentence.saturating_sub(*at) <= 1)
        };
        let other = || found.is_some_and(|f| f.named.as_ref().is_some_and(|n| !n.weak) && !people(&f.subject));
        percent && bare && spoken() && !other()
    }

    /// "The number of jobless rose. **It was at 6.3%**, from 6.4%": where those without work were counted, a level in percent is
    /// their rate.
    pub(super) fn is_level_of_jobless(&self, found: &Found) -> bool {
        let level = matches!(self.binding.role, Role::To | Role::From | Role::At);
        let of = self.figure.tokens.end;
        found.subject.code() == Some("unemployment")
            && found.tokens.is_none()
            && level
            && super::super::measure::is_percent(self.figure)
            && !self.doc.is(of, "of")
    }

    /// "A 25-basis-point cut", "can cut by 25 basis points": a move of the policy rate, unless a yield moves.
    pub(super) fn is_rate_move(&self, found: Option<&Found>) -> bool {
        // "The first cut **in February,** of 25 basis points": but for its time.
        let start = self.figure.tokens.start;
        let aside = |i: usize| self.frame.is_period(i) || self.doc.is(i, ",");
        let aside = (start.saturating_sub(4)..start).filter(|&i| aside(i)).count();
        let from = start.saturating_sub(4 + aside).max(self.frame.tokens.start);
        let near = (from..(self.figure.tokens.end + 5).min(self.frame.tokens.end))
            .any(|i| words::is(self.doc, i, Class::Move));
        let local = found.and_then(|f| f.named.as_ref()).is_some_and(|n| {
            // "The **yield** pared an increase to be three basis points higher"
            let own = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)].tokens;
            let other = n.row().code == "bond_yield" && n.tokens.start >= own.start;
            // "The **odds** of a 25-basis-point cut" are not what is moved.
            let chance = n.row().code.is_empty() && is_chance(self.doc.lower(n.tokens.end - 1));
            !n.weak && !chance && (n.tokens.start >= from || other)
        });
        near && !local
    }

    /// "**Consumers now expect prices** to climb 3.5%": what prices are expected to do by those who pay them.
    pub(super) fn is_expected_by_consumers(&self, found: &Found) -> bool {
        const REACH: usize = 4;
        let Some(prices) = found.tokens.as_ref().filter(|_| found.subject.code() == Some("cpi")) else { return false };
        let expects = |i: usize| self.doc.is_any(i, keys!["expect", "expected", "anticipate", "see", "predict"]);
        let from = prices.start.saturating_sub(REACH).max(self.frame.tokens.start);
        let Some(verb) = (from..prices.start).rev().find(|&i| expects(i)) else { return false };
        let who = verb.saturating_sub(REACH).max(self.frame.tokens.start)..verb;
        who.into_iter().any(|i| acts::is(self.doc, i, Act::People))
    }

    /// "Another **half point**", "**a rate of** 4%": no price that was spoken of before is told so, but what a central bank sets.
    pub(super) fn is_rate_of_bank(&self, unit: PercentUnit, found: &Found) -> bool {
        let rate = self.doc.starts(self.figure.opening().wrapping_sub(3), keys!["a", "rate", "of"]);
        found.tokens.is_none()
            && self.status == ObsStatus::Forecast
            && found.subject.told() == Told::Day
            && (unit == PercentUnit::PercentagePoint || rate)
            && self.topic.says_central_bank(self.doc)
    }

    /// "A 68% **chance** that it will leave its rate at 5.25%, **up from 60%**": of the chance, whatever it is one of.
    pub(super) fn chance_told(&self, found: Option<&Found>) -> Option<Found> {
        let start = self.frame.tokens.start;
        let from = self.figure.opening().checked_sub(1).filter(|&from| self.doc.is(from, "from"))?;
        if found.is_some_and(|f| is_chance(&f.subject.phrase)) {
            return None;
        }
        let comma = from.checked_sub(2).filter(|&comma| comma > start && self.doc.is(comma, ","))?;
        if !self.doc.is_any(comma + 1, keys!["up", "down"]) {
            return None;
        }
        let of_figure = |i: &usize| self.frame.figure_in(i - 1..*i) && is_chance(self.doc.lower(*i));
        let noun = (start + 1..comma).find(of_figure)?;
        let subject = Subject { phrase: self.doc.word(noun).to_owned(), indicator: None };
        Some(Found { subject, named: None, tokens: Some(noun..noun + 1), rule: "chance told before" })
    }

    /// "A 29% chance of a **half-point cut**": a move of the policy rate, where nothing of the list is what moves.
    pub(super) fn is_point_move(&self, found: Option<&Found>) -> bool {
        let last = self.moved_noun().end - 1;
        let compound = self.figure.tokens.clone().any(|i| self.doc.is(i, "-"));
        // What was spoken of in another sentence is not what moves in this one: "sees prices up 2%. Traders see two quarter-point cuts".
        // … nor what stands farther off than the rate itself: "to fight **inflation**, made two quarter-point **rate** rises".
        let rate = self.moved_noun().len() > 1;
        let open = rate || found.is_none_or(|f| f.subject.code().is_none() || f.tokens.is_none());
        compound
            && open
            && words::is(self.doc, last, Class::Move)
            && (!self.doc.is_any(last + 1, keys!["in", "of", "to"]) || self.frame.figure_in(last + 2..last + 3))
    }

    /// "A quarter-point **cut to 3.25%**": where a move that is told in points arrives.
    pub(super) fn is_moved_to(&self) -> bool {
        const REACH: usize = 4;
        let to = self.word_before();
        let Some(noun) =
            to.checked_sub(1).filter(|&noun| self.doc.is(to, "to") && words::is(self.doc, noun, Class::Move))
        else {
            return false;
        };
        let from = noun.saturating_sub(REACH).max(self.frame.tokens.start);
        // "The rest had predicted **a cut to 10.75%**", where a rate was spoken of
        let rate = |(s, at): &(Subject, usize)| {
            s.code() == Some("policy_rate") && self.figure.sentence.saturating_sub(*at) <= 1
        };
        let article = noun.checked_sub(1).filter(|&at| self.doc.is_any(at, keys!["a", "the", "no"]));
        let foreseen = article
            .and_then(|at| at.checked_sub(1))
            .is_some_and(|verb| acts::is(self.doc, verb, Act::Foreseen) || acts::is(self.doc, verb, Act::Foretelling));
        if foreseen && self.topic.subject.as_ref().is_some_and(rate) {
            return true;
        }
        (from..noun).any(|i| self.doc.is_any(i, keys!["point", "points"]) && self.doc.is(i.wrapping_sub(1), "-"))
    }

    /// The noun behind the figure, with "rate" before it: "three quarter-point **rate rises**".
    fn moved_noun(&self) -> Range<usize> {
        let end = self.figure.tokens.end;
        let qualifiers = (end..end + 2).take_while(|&i| self.doc.is_any(i, keys!["interest", "rate"])).count();
        end..end + qualifiers + 1
    }

    /// The move that stands behind the figure.
    pub(super) fn point_move(&self) -> Found {
        let noun = self.moved_noun();
        let indicator = indicator::of_code("policy_rate");
        let subject = Subject { phrase: self.doc.slice(&noun).to_owned(), indicator };
        Found { subject, named: None, tokens: Some(noun), rule: rule::MOVE_OF_RATE }
    }
}
