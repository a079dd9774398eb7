//! Subjects that stand in a list or an order: who leads, who follows, the parts that a list is of, the index that it told last.
//!
//! A part of the search of [`super`].

use std::ops::Range;

use super::phrase;
use super::{Found, Search, rule};
use crate::link::observation::Measure;
use crate::link::observation::indicator::Told;
use crate::link::observation::sentence::clause::Opener;
use crate::link::observation::sentence::predicate::Reading;
use crate::link::observation::sentence::role::Role;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::MentionKind;
use crate::mention::name::company_before;
use crate::text::{TokenKind, keys};

impl Search<'_> {
    /// "**Industry** led the way **with a 1.8% advance**": who leads others by what moved.
    pub(super) fn leader(&self, own: &Range<usize>) -> Option<Found> {
        const REACH: usize = 6;
        let article = self.figure.opening().wrapping_sub(1);
        let with = article.wrapping_sub(1);
        let told = self.binding.role == Role::Before && self.doc.is(with, "with");
        if !told || !self.doc.is_any(article, keys!["a", "an"]) || with < own.start {
            return None;
        }
        let led = |&i: &usize| self.doc.is_any(i, keys!["led", "leads", "leading"]);
        let verb = (with.saturating_sub(REACH).max(own.start)..with).find(led)?;
        let tokens = phrase::before(self.doc, own.start..verb, self.frame)?;
        let listed = self.frame.indicators_in(tokens.clone()).next_back();
        Some(listed.map_or_else(|| self.open(tokens, rule::OPEN), |n| self.found(n, "subject")))
    }

    /// "Communications led with a 4.1% jump, followed by **restaurants and hotels at 3%** and **health at 2.7%**".
    pub(super) fn follower(&self, own: &Range<usize>) -> Option<Found> {
        const LONGEST: usize = 5;
        let at = self
            .figure
            .opening()
            .checked_sub(1)
            .filter(|&at| self.doc.is_any(at, keys!["at", "with"]) && at > own.start)?;
        let percent = matches!(self.figure.kind, MentionKind::Percentage(_));
        if !percent || self.topic.measure != Some(Measure::Change) {
            return None;
        }
        let first_word = self.frame.tokens.start;
        let by = (first_word + 1..at).rev().find(|&i| self.doc.is(i, "by") && self.doc.is(i - 1, "followed"))?;
        let joined = |i: usize| self.doc.is(i, "and") && !self.frame.figure_in(i.saturating_sub(1)..i);
        let noun = |&i: &usize| !self.is_border(i) && !self.frame.is_place(i) || joined(i);
        let start = (by + 1..at).rev().take(LONGEST).take_while(noun).last()?;
        let listed = start == by + 1 || self.frame.figure_in(start.saturating_sub(3)..start);
        let named = self.frame.indicators_in(start..at).next().is_some();
        (listed && !named).then(|| self.open(start..at, rule::GAPPED))
    }

    /// "**Meats, fish, and eggs** increased": a list whose last part stands in the figure's segment.
    pub(super) fn whole_list(&self, own: &Range<usize>, last: Range<usize>) -> Range<usize> {
        const WORDS: usize = 4;
        let segment = self.frame.segment_of(own.start);
        let and = own.start + usize::from(self.doc.is(own.start, ","));
        if self.frame.segments[segment].opener != Opener::Comma
            || !self.doc.is_any(and, keys!["and", "or"])
            || last.start != and + 1
        {
            return last;
        }
        let mut start = last.start;
        let mut parts = 0;
        for part in self.frame.segments[..segment].iter().rev() {
            let opening =
                |&i: &usize| self.doc.kind(i) != Some(TokenKind::Word) || words::is(self.doc, i, Class::Opening);
            let Some(first) = part.tokens.clone().find(|i| !opening(i)) else { return last };
            let noun = |i: usize| !self.is_border(i) && !self.frame.is_period(i) && !self.frame.is_place(i);
            let bare = part.tokens.end - first <= WORDS && (first..part.tokens.end).all(noun);
            if !bare || !matches!(part.opener, Opener::Comma | Opener::Start) {
                return last;
            }
            (start, parts) = (first, parts + 1);
            if part.opener == Opener::Start {
                break;
            }
        }
        if parts >= 2 { start..last.end } else { last }
    }

    /// "**Calder was the biggest loser** in the Dow, **dropping 7.6%**": who is the first of those that moved.
    pub(super) fn champion(&self, own: &Range<usize>) -> Option<Found> {
        const REACH: usize = 5;
        let verb = own.start + 1;
        if !self.doc.is(own.start, ",") || !self.doc.lower(verb).ends_with("ing") || self.figure.opening() > verb + 2 {
            return None;
        }
        let before = self.frame.segments[self.frame.segment_of(own.start).checked_sub(1)?].tokens.clone();
        let was = before.clone().find(|&i| self.doc.is_any(i, keys!["was", "is", "were"]))?;
        let first = (was..was + REACH).any(|i| words::is(self.doc, i, Class::Ranking));
        let tokens =
            phrase::before(self.doc, before.start..was, self.frame).or_else(|| company_before(self.doc, was))?;
        let moves = self.frame.predicates_in(verb..verb + 1).any(|p| p.is_change());
        (first && moves && tokens.start >= before.start).then(|| self.open(tokens, rule::OPEN_EARLIER))
    }

    /// "Buy $2bn of stock and pay **a dividend of 18 cents, a 20% increase**": a bare change behind a figure is of that figure.
    fn is_apposed_change(&self, own: &Range<usize>) -> bool {
        let first = own.start + 1;
        let noun = self.binding.predicate.filter(|p| {
            self.binding.role == Role::Before && !self.binding.carried && p.is_change() && p.can_be(Reading::Noun)
        });
        let ends = |end: usize| {
            end >= own.end
                || self.doc.kind(end) == Some(TokenKind::Punct)
                || self.doc.is_any(end, keys!["from", "on", "over"])
        };
        matches!(self.figure.kind, MentionKind::Percentage(_))
            && self.doc.is_any(first, keys!["a", "an"])
            && self.figure.opening() == first + 1
            && noun.is_some_and(|p| p.tokens.start == self.figure.tokens.end && ends(p.tokens.end))
    }

    /// "The Nasdaq lost 1.6% and the Dow 475 points**, or 1.2%, to close at** 37,983": of what was told last.
    pub(super) fn told_last(&self, own: &Range<usize>) -> Option<Found> {
        let first = own.start + 1;
        let segment = self.frame.segment_of(own.start);
        let before = segment.checked_sub(1).map(|s| self.frame.segments[s].tokens.clone())?;
        // "Openings totalled 8.8 million in May**, or 1.4 for every** jobless worker"
        let end = self.figure.tokens.end;
        let every = self.doc.is(end, "for") && self.doc.is_any(end + 1, keys!["every", "each"]);
        if every && self.doc.is(own.start, ",") && self.doc.is(first, "or") {
            let told = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence);
            return told.map(|(subject, _)| Found::again(subject, rule::ARRIVED));
        }
        if !self.doc.is(own.start, ",") || !self.frame.figure_in(before.end - 1..before.end) {
            return None;
        }
        let or = self.doc.is(first, "or") && self.figure.opening() == first + 1;
        let arrives =
            self.figure.opening() == first + 1 || self.doc.is_any(first + 1, keys!["close", "end", "finish", "settle"]);
        let closes = self.doc.is(first, "to") && arrives;
        let (subject, _) = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence)?;
        let silent = self.frame.indicators_in(own.clone()).next().is_none();
        // "Cut its reserves by 1.4bn barrels**, or 10%**": the same move, not a part of another whole ("or 10% **of** output").
        let share =
            matches!(self.figure.kind, MentionKind::Percentage(_)) && !self.doc.is(self.figure.tokens.end, "of");
        let again = or && share && subject.told() != Told::Day && self.topic.measure == Some(Measure::Change);
        let listed = subject.code() == Some("stock_index") && (or || closes);
        ((listed || again || self.is_apposed_change(own)) && silent).then(|| Found::again(subject, rule::ARRIVED))
    }
}
