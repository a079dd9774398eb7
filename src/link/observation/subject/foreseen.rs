//! Which of the facts just told an estimate is held against, where it could be several: "earned $1.20 a share on revenue of $4.5bn;
//! analysts had expected **$1.15 and $4.4bn**".
//!
//! A part of the search of [`super`]. Guarantees: asked of an estimate that names nothing itself, in the sentence of the facts or the
//! next; as many estimates as facts stand in their order, else the nearest in size is meant, where it is clearly the nearer.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{Found, Search, rule};
use crate::link::observation::ObsStatus;
use crate::link::observation::indicator::Named;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::status::is_view_of_crowd;
use crate::link::observation::topic::{Size, Subject};
use crate::mention::MentionKind;

/// How far from an estimate the crowd and the other estimates may stand.
const REACH: usize = 60;

impl Search<'_> {
    /// What is foreseen by a crowd that names no subject, of the facts of this sentence or the one before.
    pub(super) fn of_fact(&self) -> Option<Found> {
        if self.status != ObsStatus::Forecast {
            return None;
        }
        // "It sees sales of $2.1bn; **Wall Street was at** $1.98bn"
        if is_view_of_crowd(self.doc, self.figure) {
            let (last, at) = self.topic.subject.as_ref()?;
            return (self.figure.sentence - at <= 1).then(|| Found::again(last, rule::COMPARED));
        }
        let facts = &self.topic.facts;
        let (_, first) = facts.figures.first()?;
        self.figure.sentence.checked_sub(facts.sentence).filter(|back| *back <= 1)?;
        let several = facts.figures.iter().any(|(_, s)| s.indicator != first.indicator);
        let start = self.figure.opening();
        let teller = |i: &usize| words::is(self.doc, *i, Class::Crowd) || words::is(self.doc, *i, Class::Expectation);
        let crowd = (self.frame.tokens.start..start).rev().take(REACH).find(teller)?;
        if self.names_itself(crowd) {
            return None;
        }
        if !several {
            // "Revenue climbed to $12bn, topping estimates of **$2.10** and $11.8bn"
            let small = self.share_of_profit(first)?;
            return Some(Found::again(&small, rule::COMPARED));
        }
        let subject = self.in_order(crowd).or_else(|| self.nearest())?;
        Some(Found::again(subject, rule::COMPARED))
    }

    /// Whether a subject is named between the crowd and the figure, or right behind it: "analysts had expected **sales of** $4bn", but
    /// "$1.15 **a share** and $4.4bn" names only the one before.
    fn names_itself(&self, crowd: usize) -> bool {
        const PER: usize = 2;
        let (start, end) = (self.figure.opening(), self.figure.tokens.end);
        let since = self.frame.figures_end_before(start).filter(|&end| end > crowd).map_or(crowd, |end| end + PER);
        let own = &self.frame.segments[self.frame.segment_of(self.figure.tokens.start)].tokens;
        // "Had expected 35 cents **on sales** of $90m" names the next one.
        let reach = if self.doc.is(end, "on") { end } else { (end + PER + 2).min(own.end).max(end) };
        let behind = end..reach;
        // "Had expected **3.5% growth** and a 1% fall": of what, is not said.
        let growth = |n: &Named| n.weak && n.tokens.len() == 1 && self.doc.is(n.tokens.start, "growth");
        let named = |tokens: Range<usize>| self.frame.indicators_in(tokens).any(|n| !growth(n));
        since < start && named(since..start) || named(behind)
    }

    /// The fact at the same place among the facts as this figure has among the estimates, where there are as many.
    fn in_order(&self, crowd: usize) -> Option<&Subject> {
        let facts = &self.topic.facts.figures;
        let begins = |i: &usize| self.frame.figure_in(*i..i + 1) && !self.frame.figure_in(i - 1..*i);
        let before = (crowd + 1..self.figure.tokens.start).filter(begins).count();
        let behind = (self.figure.tokens.end..self.frame.tokens.end).take(REACH).filter(begins).count();
        let (size, subject) = facts.get(before).filter(|_| before + behind + 1 == facts.len())?;
        // No estimate is ten times as large as what came.
        self.apart(size).filter(|apart| *apart < Decimal::TEN).map(|_| subject)
    }

    /// The fact of the figure's kind that is nearest to it in size, where the one told last is none of its kind or much farther.
    fn nearest(&self) -> Option<&Subject> {
        const FARTHER: Decimal = Decimal::TWO;
        const NEAR: Decimal = Decimal::TWO;
        let facts = &self.topic.facts.figures;
        let percent = matches!(self.figure.kind, MentionKind::Percentage(_));
        let (last, last_subject) = facts.last()?;
        let (nearest, subject) = facts
            .iter()
            .filter_map(|(size, subject)| Some((self.apart(size)?, subject)))
            .min_by_key(|(far, _)| *far)?;
        let farther = self.apart(last).is_none_or(|last| nearest.checked_mul(FARTHER).is_some_and(|n| n < last));
        // A sum so near is of what was told last, whatever is named behind it.
        let meant = if percent { farther } else { nearest < NEAR && (farther || subject == last_subject) };
        meant.then_some(subject)
    }

    /// How far the figure is from one of its kind: percentages by their difference, sums and counts by how many times the smaller.
    fn apart(&self, size: &Size) -> Option<Decimal> {
        let own = Size::of(self.figure)?;
        let apart = size.apart(&own)?;
        let percent = matches!(self.figure.kind, MentionKind::Percentage(_));
        if percent { Some(apart) } else { apart.checked_div(size.value.abs().min(own.value.abs())) }
    }
}
