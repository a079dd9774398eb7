//! What someone puts, keeps or foresees at a figure: "**put the damage at** $1.5bn", "left **its rate** at 9.25%", "kept
//! **its forecast** for China at 4.8%".
//!
//! A part of [`super::governed`]. Guarantees: a bare "rate" is a central bank's only where one was spoken of.

use std::ops::Range;

use super::{Found, Search, rule};
use crate::link::observation::indicator::{self, Kind, Owner};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::MentionKind;
use crate::text::keys;

impl Search<'_> {
    /// "Expects the economy to grow 3.1%. It raised **its projection** for the US to 2.6%": of what a country's was told just before.
    pub(super) fn outlook_of(&self, words: Range<usize>) -> Option<Found> {
        let own = usize::from(self.doc.is_any(words.start, keys!["own", "latest", "previous"]));
        let bare = words.len() == 1 + own && acts::is(self.doc, words.start + own, Act::Foretold);
        let near = |at: usize| self.figure.sentence.saturating_sub(at) <= 2;
        let economy = |s: &Subject| {
            s.code().is_some() && matches!(s.kind(), Kind::Growth | Kind::Rate) && s.owner() == Owner::Area
        };
        let (subject, _) = self.topic.subject.as_ref().filter(|(s, at)| bare && near(*at) && economy(s))?;
        let percent = matches!(self.figure.kind, MentionKind::Percentage(_));
        percent.then(|| Found::again(subject, rule::CARRIED))
    }

    /// "Have **put the damage at** $1.5bn", "estimates the cost at 3bn euros": what someone says to be so much.
    pub(super) fn put_at(&self, own: &Range<usize>) -> Option<Found> {
        const REACH: usize = 7;
        let light = |&i: &usize| words::is(self.doc, i, Class::Light) && !self.doc.is(i, "at");
        let at = (own.start..self.figure.opening()).rev().find(|i| !light(i)).filter(|&i| self.doc.is(i, "at"))?;
        if let Some(kept) = self.outlook_kept(at, own) {
            return Some(kept);
        }
        let puts = |&i: &usize| {
            acts::is_putting(self.doc, i)
                || acts::is(self.doc, i, Act::Reckoning)
                || acts::is(self.doc, i, Act::Foretelling)
        };
        let verb = (at.saturating_sub(REACH).max(own.start)..at).rev().find(puts)?;
        let first = verb + 1 + usize::from(self.doc.is_any(verb + 1, keys!["the", "its", "their", "a", "an"]));
        // From the verb on: "expected inflation" has a verb's word in its name.
        if let Some(named) = self.frame.indicators_in(verb..at).next() {
            return Some(self.found(named, rule::PUT_AT));
        }
        // "Put the cost **of the** scheme at"
        let ties = |i: usize| {
            self.doc.is_any(i, keys!["of", "from"])
                || self.doc.is_any(i, keys!["the", "its", "their"]) && self.doc.is(i - 1, "of")
        };
        let border = |i: usize| self.is_border(i) && !ties(i) || self.frame.is_period(i);
        let stop = (first + 1..at).find(|&i| border(i)).unwrap_or(at);
        // "Sees **the rate** at 5.5%", "expects **the benchmark** to end 2025 at 30%"
        if first > verb + 1
            && let Some(rate) = self.policy_rate_meant(first)
        {
            return Some(rate);
        }
        // "Left **its estimate for** 2025 at 1.5%" is a noun.
        let noun = words::is(self.doc, first, Class::Closed) && first == verb + 1;
        let pronoun = words::is(self.doc, first, Class::Pronoun) || words::is(self.doc, first, Class::Anaphor) || noun;
        (stop > first && !pronoun && !self.doc.is_any(stop - 1, keys!["of", "from"]))
            .then(|| self.open(first..stop, rule::PUT_AT))
    }

    /// "The World Bank, in a report, **kept its forecast** for China at 4.8%": of what was spoken of.
    fn outlook_kept(&self, at: usize, own: &Range<usize>) -> Option<Found> {
        const REACH: usize = 6;
        let from = at.saturating_sub(REACH).max(own.start + 2);
        let kept = |&i: &usize| {
            acts::is(self.doc, i, Act::Foretold)
                && self.doc.is_any(i - 1, keys!["its", "their"])
                && acts::is(self.doc, i - 2, Act::Keeping)
        };
        let noun = (from..at).rev().find(kept)?;
        let named = self.frame.indicators_in(noun..at).next().is_some();
        if named { None } else { self.outlook_of(noun..noun + 1) }
    }

    /// A bare "rate" or "benchmark" where the article is about the central bank's, whatever was told since.
    pub(super) fn policy_rate_meant(&self, noun: usize) -> Option<Found> {
        let bare = self.doc.is_any(noun, keys!["rate", "benchmark"]) && words::is(self.doc, noun + 1, Class::Closed);
        let percent = matches!(self.figure.kind, MentionKind::Percentage(_));
        let recent = self.topic.subject.as_ref().map(|(s, _)| s);
        let mut spoken = recent.into_iter().chain(self.topic.first_subject.as_ref());
        let of_bank = |s: &&Subject| s.code() == Some("policy_rate");
        let subject = (bare && percent).then(|| spoken.find(of_bank)).flatten()?;
        Some(Found::again(subject, rule::CARRIED))
    }

    /// "**Norges Bank has held its rate at** 4.5 percent", where what banks set is spoken of, or a central bank.
    pub(super) fn held_rate(&self) -> Option<Found> {
        let at = self.figure.opening().checked_sub(1).filter(|&at| self.doc.is(at, "at"))?;
        let noun = at.checked_sub(1).filter(|&noun| self.doc.is_any(noun, keys!["rate", "rates", "benchmark"]))?;
        let held = self.doc.is_any(noun.wrapping_sub(1), keys!["its", "their", "the"])
            && acts::is(self.doc, noun.wrapping_sub(2), Act::Keeping)
            && matches!(self.figure.kind, MentionKind::Percentage(_));
        let recent = self.topic.subject.as_ref().map(|(s, _)| s);
        let mut spoken = recent.into_iter().chain(self.topic.first_subject.as_ref());
        let mut set = || spoken.any(|s| s.code() == Some("policy_rate")) || self.topic.says_central_bank(self.doc);
        let subject = Subject { phrase: self.doc.word(noun).to_owned(), indicator: indicator::of_code("policy_rate") };
        (held && set()).then_some(Found { subject, named: None, tokens: Some(noun..at), rule: "object" })
    }
}
