//! Parts of a company or a market: a stake, what its holders have, a share of what is sold.
//!
//! A part of [`super::measured`], which asks for a part of a market first: it is no stake.

use super::measured::Candidate;
use super::{Found, rule};
use crate::link::observation::entity;
use crate::link::observation::indicator;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::predicate::Reading;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::link::observation::{Direction, Measure};
use crate::mention::name::stands_for_company;
use crate::mention::{MentionKind, PercentUnit};
use crate::text::{TokenKind, keys};

impl Candidate<'_> {
    /// "A **22% stake** in Wembley", "**owns 51% of** Yukos": a part of a company.
    pub(super) fn stake(&self) -> Option<Found> {
        let (start, end) = (self.figure.tokens.start, self.figure.tokens.end);
        let segment = &self.frame.segments[self.frame.segment_of(start)].tokens;
        // "Shaved a quarter of a point off the interest": no part of a company is told in points.
        let points = matches!(&self.figure.kind, MentionKind::Percentage(p) if p.unit == PercentUnit::PercentagePoint);
        // "Charges 20% **in interest**" is no part either.
        let noun = (end..(end + 3).min(segment.end))
            .find(|&i| !points && words::is(self.doc, i, Class::Stake) && !self.doc.is(end, "in"));
        let from = start.saturating_sub(6).max(segment.start);
        let owns = (from..start).any(|i| words::is(self.doc, i, Class::Owning) || acts::is(self.doc, i, Act::Holder));
        let whose = end + 1 + usize::from(self.doc.is_any(end + 1, keys!["the", "its", "their"]));
        // "Of search-engine Google", "of German carmaker Porsche": what it is stands before its name.
        let apposed = (whose..(whose + 5).min(segment.end)).take_while(|&i| {
            self.doc.kind(i) == Some(TokenKind::Word) && !words::is(self.doc, i, Class::Closed) || self.doc.is(i, "-")
        });
        let whose = apposed.clone().find(|&i| self.names.at(i).is_some()).unwrap_or(whose);
        let company = self.names.at(whose).is_some_and(|n| entity::is_owner(self.names, n.entity))
            || acts::is(self.doc, whose, Act::Divided)
            // "Of the platinum unit"
            || apposed.clone().any(|i| words::is(self.doc, i, Class::Division))
            || stands_for_company(self.doc, whose);
        // "Cut its holding from 75% to 60%"
        let before = (from..start).rev().find(|&i| words::is(self.doc, i, Class::Stake));
        let prepositions = keys!["from", "to", "of", "by", "%", "percent", "per", "cent"];
        let reaches = |noun: usize| {
            // "Will see their stakes **shrink to** 13%"
            let moved = |i: usize| {
                words::is(self.doc, i, Class::Auxiliary)
                    || self.frame.predicates_in(i..i + 1).any(|p| p.is_change() && p.can_be(Reading::Verb))
            };
            let goes_on = |i: usize| self.doc.kind(i) != Some(TokenKind::Word) || moved(i);
            (noun + 1..start).all(|i| self.doc.is_any(i, prepositions) || goes_on(i))
        };
        let tokens = match noun.or(before.filter(|&noun| reaches(noun))) {
            Some(noun) if noun < start => noun..noun + 1,
            Some(noun) => end..noun + 1,
            // … and "Calder **has 20% of** Orvex"
            None if (owns || self.doc.is_any(self.word_before(), keys!["has", "have", "had"]))
                && self.doc.is(end, "of")
                && company =>
            {
                start..end
            }
            // "Mr Glazer **owns 28.1%**."
            None if words::is(self.doc, start.wrapping_sub(1), Class::Owning)
                && matches!(
                    self.doc.kind(end + usize::from(self.doc.is_any(end, keys!["directly", "outright"]))),
                    None | Some(TokenKind::Punct)
                )
                && self
                    .binding
                    .predicate
                    .is_none_or(|p| self.binding.carried || !p.is_change() || p.direction == Some(Direction::Flat)) =>
            {
                start..end
            }
            // "The other shareholders are the government **(15%)**", "**the remaining 12%** will stay", after a stake was told
            None if self.is_holders_part() => start..end,
            // "The biggest **shareholders with 24.4%** and 19.5%"
            None if !self.doc.is_any(end, keys!["more", "less"])
                && (from + 1..start).any(|i| self.doc.is(i, "with") && acts::is(self.doc, i - 1, Act::Holder)) =>
            {
                start..end
            }
            // "Is 85% owned by the state", "100% Nigerian-owned"
            // … but not "17%, and state-owned **Orvex** 38%"
            None if (end..end + 4).any(|i| self.doc.is(i, "owned") && !self.doc.is_capital(i + 1)) => start..end,
            // … "and **15% by** its staff"
            None if self.doc.is(end, "by")
                && self.doc.is(self.figure.opening().wrapping_sub(1), "and")
                && (self.frame.tokens.start..start).any(|i| self.doc.is(i, "owned")) =>
            {
                start..end
            }
            None => return None,
        };
        let subject = Subject { phrase: "stake".to_owned(), indicator: None };
        Some(Found { subject, named: None, tokens: Some(tokens), rule: rule::STAKE })
    }

    /// Whether a percentage is a holder's by what its sentence names, or the rest of what was just sold.
    fn is_holders_part(&self) -> bool {
        let (start, end) = (self.figure.tokens.start, self.figure.tokens.end);
        let holders = |i: usize| acts::is(self.doc, i, Act::Holder);
        let bracketed = self.doc.is(start.wrapping_sub(1), "(") && self.doc.is(end, ")");
        let sold = self.topic.target.as_ref().is_some_and(|(_, at)| self.figure.sentence.saturating_sub(*at) <= 1);
        // "Would take a 70% **stake**, with Calder **holding** the remaining 30%"
        let told = || (self.frame.tokens.start..start).any(|i| words::is(self.doc, i, Class::Stake));
        let held = self.doc.is_any(start.wrapping_sub(1), keys!["remaining", "other"])
            && self.doc.is(start.wrapping_sub(2), "the")
            && words::is(self.doc, start.wrapping_sub(3), Class::Owning);
        bracketed && (self.frame.tokens.start..start).any(holders)
            || held && !self.doc.is(end, "of") && told()
            || sold
                && self.doc.is_any(start.wrapping_sub(1), keys!["remaining", "other"])
                && !self.doc.is(end, "of")
                && self.frame.indicators_in(self.frame.tokens.start..end).next().is_none()
    }

    /// "Now **has** roughly one third **of the airline market**", "**with** a quarter of the market": what a company has of one.
    pub(super) fn part_of_market(&self) -> Option<Found> {
        const REACH: usize = 6;
        let of = self.figure.tokens.end;
        let verb = self.word_before();
        let holds = self.doc.is(of, "of")
            && (words::is(self.doc, verb, Class::Owning)
                || self.doc.is_any(verb, keys!["has", "have", "had", "with", "having", "commands", "captured", "for"]));
        if !holds {
            return None;
        }
        let noun = |&i: &usize| {
            matches!(self.doc.kind(i), Some(TokenKind::Word | TokenKind::Clitic))
                && (!words::is(self.doc, i, Class::Closed) || i == of + 1)
        };
        let end = of + 1 + (of + 1..self.frame.tokens.end).take(REACH).take_while(noun).count();
        let market = (of + 1..end).rev().find(|&i| self.doc.is(i, "market"))?;
        // "The country's **banking market**": not who has it.
        let owner = (of + 1..market).rev().find(|&i| self.doc.kind(i) == Some(TokenKind::Clitic));
        let article = usize::from(self.doc.is_any(of + 1, keys!["the", "its", "their"]));
        let first = owner.map_or(of + 1 + article, |clitic| clitic + 1);
        let subject = Subject {
            phrase: self.doc.slice(&(first..market + 1)).to_owned(),
            indicator: indicator::of_code("market_share"),
        };
        Some(Found { subject, named: None, tokens: Some(first..market + 1), rule: rule::SAME_SHARE })
    }

    /// "Calder's **share of the van market** fell to 31%", "its slice of that market": whatever market it is.
    fn share_of_market(&self, found: &Found) -> Option<Found> {
        const LONGEST: usize = 6;
        let tokens = found.tokens.clone()?;
        let noun =
            |i: usize| (words::is(self.doc, i, Class::Share) || self.doc.is(i, "slice")) && self.doc.is(i + 1, "of");
        let share = (tokens.start.saturating_sub(3)..tokens.end).find(|&i| noun(i))?;
        let inside = |&i: &usize| {
            let determiner = self.doc.is_any(i, keys!["the", "that", "this", "its", "a"]);
            let word = matches!(self.doc.kind(i), Some(TokenKind::Word | TokenKind::Clitic)) || self.doc.is(i, "-");
            word && (determiner || !words::is(self.doc, i, Class::Closed))
        };
        let market = (share + 2..share + 2 + LONGEST).take_while(inside).find(|&i| self.doc.is(i, "market"))?;
        // "The share of the market **value**" goes on.
        let ends = self.doc.kind(market + 1) != Some(TokenKind::Word)
            || words::is(self.doc, market + 1, Class::Closed)
            || words::is(self.doc, market + 1, Class::Auxiliary)
            || self.frame.predicates_in(market + 1..market + 2).next().is_some()
            || self.frame.is_period(market + 1);
        ends.then(|| {
            let phrase = self.doc.slice(&(share..market + 1)).to_owned();
            let subject = Subject { phrase, indicator: indicator::of_code("market_share") };
            Found { subject, named: None, tokens: Some(share..market + 1), rule: "part of a market" }
        })
    }

    /// "That share is down from 78%": in percent a share is a part of something; a company's is of its market.
    pub(super) fn portion(&self, found: Found) -> Found {
        if let Some(share) = self.share_of_market(&found) {
            return share;
        }
        let bare = found.named.as_ref().is_some_and(|n| n.weak && self.doc.is(n.tokens.end - 1, "share"));
        if !bare || !matches!(found.subject.code(), Some("share_price" | "eps")) {
            return found;
        }
        // "33% of purchases, **a share** that had been 29%"
        let spoken = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence);
        if let Some((subject, _)) = spoken.filter(|_| self.topic.measure == Some(Measure::Share)) {
            return Found { subject: subject.clone(), named: None, rule: rule::SAME_SHARE, ..found };
        }
        if found.subject.code() != Some("share_price") {
            return found;
        }
        if self.topic.is_company {
            return self.listed("market_share", Some(found), "part of a market");
        }
        Found { subject: Subject { indicator: None, ..found.subject }, named: None, rule: "part of a whole", ..found }
    }
}
