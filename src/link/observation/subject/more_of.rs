//! How much more or less of something there is: "sold **2.1% more cars**", "made 3% fewer trucks", "bought 10% more"; and what a
//! part is of that the sentence has just told: "or 12% of revenue", "62% of it", "of which £1.9bn".
//!
//! A part of the search of [`super`]. Guarantees: what is more is the noun behind the word, told as what the verb before the
//! figure says is done with it; a standard of comparison ("10% more than") names nothing here.

use std::ops::Range;

use super::counted::is_counted;
use super::{Found, Search, rule};
use crate::link::observation::indicator::{self, Kind, Named, Told};
use crate::link::observation::measure;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Subject;
use crate::mention::{MentionKind, PercentUnit};
use crate::text::{TokenKind, keys};

/// How many words a noun phrase behind "more" may have.
const REACH: usize = 3;

impl Search<'_> {
    /// What there is more or less of, by so many percent.
    pub(super) fn more_of(&self, own: &Range<usize>) -> Option<Found> {
        let end = self.figure.tokens.end;
        if !self.doc.is_any(end, keys!["more", "fewer", "less"])
            || !matches!(self.figure.kind, MentionKind::Percentage(_))
        {
            return None;
        }
        let noun = end + 1;
        let verb = self.verb_before(own);
        let stop = (noun..own.end.min(noun + REACH)).take_while(|&i| self.is_noun(i)).count() + noun;
        if stop == noun {
            return self.done_more(own, verb);
        }
        // "Sold 2% more **cars**": cars that are sold; "15% fewer **jobs**" says by itself what is counted.
        let done = verb.map(|n| self.topic.resolve(self.doc, n)).filter(|i| is_of_goods(*i));
        let listed = self.frame.indicators_in(noun..stop).next_back();
        match (listed, done) {
            // What markets trade is no good that is counted: "sell 15% more **stock**".
            (Some(named), done) if done.is_none() || named.row().told == Told::Day => {
                Some(self.found(named, "more of it"))
            }
            (_, Some(_)) => {
                let phrase = self.doc.slice(&(noun..stop)).to_owned();
                let subject = Subject { phrase, indicator: done };
                Some(Found { subject, named: None, tokens: Some(noun..stop), rule: "more of it" })
            }
            // "7% more expensive" is no noun, and what has a verb has its own subject.
            (_, None) => (self.doc.lower(stop - 1).ends_with('s') && !self.has_subject(own))
                .then(|| self.open(noun..stop, "more of it")),
        }
    }

    /// "Vietnam **bought** 10% more": of the exports that were spoken of, no company.
    fn done_more(&self, own: &Range<usize>, verb: Option<&Named>) -> Option<Found> {
        let bought = verb.is_some_and(|n| n.row().code == "deal_value") || self.doc.is(self.figure.tokens.end, "less");
        let placed = (own.start..self.figure.tokens.start).any(|i| self.frame.is_place(i));
        let flow = |s: &Subject| matches!(s.code(), Some("exports" | "imports" | "total_trade"));
        let trade = self.topic.subject.as_ref().is_some_and(|(s, _)| flow(s)) && !self.has_subject_of_trade(own);
        (bought && placed && trade && !self.doc.is(self.figure.tokens.end + 1, "than"))
            .then(|| self.carried())
            .flatten()
    }

    fn has_subject_of_trade(&self, own: &Range<usize>) -> bool {
        self.frame.indicators_in(own.start..self.figure.tokens.start).any(|n| !n.weak && n.row().code != "deal_value")
    }

    /// The listed verb right before the figure: "sold", "shipped", "produced".
    fn verb_before(&self, own: &Range<usize>) -> Option<&Named> {
        let light = |&i: &usize| words::is(self.doc, i, Class::Light);
        let at = (own.start..self.figure.opening()).rev().find(|i| !light(i))?;
        self.frame.indicators_in(own.clone()).find(|n| n.tokens.contains(&at))
    }

    fn is_noun(&self, at: usize) -> bool {
        self.doc.kind(at) == Some(TokenKind::Word)
            && !words::is(self.doc, at, Class::Closed)
            && !words::is(self.doc, at, Class::Opening)
            && !words::is(self.doc, at, Class::Light)
            && !words::is(self.doc, at, Class::Auxiliary)
            && !self.doc.is_any(at, keys!["than", "per", "each", "year", "last", "this"])
            && !self.doc.lower(at).ends_with("ly")
            && !self.frame.is_period(at)
            && !self.frame.is_place(at)
    }

    /// "Had 124,800 employees at the end of June, **5% fewer than** a year earlier": of what was counted right before it; "exports of
    /// $31bn, **$1.4bn (4.7%) more than**": or summed up.
    pub(super) fn fewer_than(&self, own: &Range<usize>) -> Option<Found> {
        let end = self.figure.tokens.end;
        let percent = matches!(self.figure.kind, MentionKind::Percentage(_));
        let money = matches!(self.figure.kind, MentionKind::Money(_));
        let twin = self.frame.past_twin(self.doc, self.figure);
        let compared = (percent || money)
            && self.doc.is_any(twin, keys!["more", "fewer", "less"])
            && self.doc.is(twin + 1, "than");
        // "Earnings per share of 10.4p, **17% below** their previous estimate"
        let apart = percent
            && self.doc.is_any(end, keys!["below", "above"])
            && self.frame.figures_end_before(own.start) == Some(own.start);
        if !(compared || apart) || self.figure.opening() > own.start + 2 || !self.doc.is(own.start, ",") {
            return None;
        }
        let beside = self.frame.segment_of(own.start).checked_sub(1).map(|s| self.frame.segments[s].tokens.clone())?;
        let (subject, _) = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence)?;
        // "Will invest $5bn next year, **$1bn more than** in 2025": of the sum, whatever it is called.
        let sum = money && self.topic.sum.as_ref().is_some_and(|(s, at)| s == subject && *at == self.figure.sentence);
        let fits = sum || subject.code().is_some_and(|code| apart && code == "eps" || is_counted(code));
        let counted = fits && self.frame.figure_in(beside);
        counted.then(|| Found::again(subject, rule::ARRIVED))
    }

    /// "Operating income of $96m, **or 11.8% of revenue**": the sum that was just told, as a part of another.
    pub(super) fn twin_share(&self) -> Option<Found> {
        let (start, end) = (self.figure.opening(), self.figure.tokens.end);
        let percent = matches!(&self.figure.kind, MentionKind::Percentage(p) if p.unit == PercentUnit::Percent);
        let of = percent && self.doc.is(end, "of");
        let joint = start.checked_sub(1).filter(|&at| of && self.doc.is_any(at, keys!["or", ","]))?;
        let told = self.frame.figures_end_before(joint)?;
        let mut whole = self.frame.indicators_in(end..(end + 4).min(self.frame.tokens.end));
        // "Is cutting 500 jobs**, or 3% of its workforce**", "5,500 jobs, 10% of its staff": of the cuts.
        let staff = self.frame.indicators_in(end..end + 6).next().is_some_and(|n| n.row().code == "staff");
        let cuts = |told: &&(Subject, usize)| told.0.code() == Some("layoffs") && told.1 == self.figure.sentence;
        let cut = [&self.topic.count, &self.topic.subject].into_iter().flatten().find(cuts);
        if let Some((subject, _)) = cut.filter(|_| staff && told + 1 >= joint) {
            return Some(Found::again(subject, rule::SAME_SHARE));
        }
        if !self.doc.is(joint, "or") {
            return None;
        }
        let sum = whole.next().is_some_and(|n| n.row().kind == Kind::Amount && !is_counted(n.row().code));
        // "… or 46.5% **of the full-year estimate**"
        let plan = |i: usize| acts::is(self.doc, i, Act::Foretold) || acts::is(self.doc, i, Act::Aim);
        let sum = sum || (end + 1..end + 6).any(plan);
        let part = told + 1 >= joint && sum && !measure::of_gdp(self.doc, self.figure);
        // "Creditors holding $41bn, or 40% of the debt": what has no name of its own is of the whole.
        let named = |s: &Subject| s.indicator.is_some();
        let sum = self.topic.sum.as_ref().filter(|(s, at)| part && named(s) && *at == self.figure.sentence);
        let (subject, _) = sum?;
        Some(Found::again(subject, rule::SAME_SHARE))
    }

    /// "Shares worth £30m, **equal to 5% of** its capital", "130,000 cars, equivalent to 4% of its output": of what was just told, as
    /// a part of another.
    pub(super) fn equal_share(&self) -> Option<Found> {
        let to = self.figure.opening().checked_sub(1).filter(|&to| self.doc.is(to, "to"))?;
        let percent = matches!(&self.figure.kind, MentionKind::Percentage(p) if p.unit == PercentUnit::Percent);
        let equal = self.doc.is_any(to.wrapping_sub(1), keys!["equal", "equivalent"]);
        if !percent || !equal || !self.doc.is(self.figure.tokens.end, "of") {
            return None;
        }
        let (subject, _) = self.topic.subject.as_ref().filter(|(_, at)| *at == self.figure.sentence)?;
        let told = self.frame.figures_end_before(to).is_some();
        (told && !measure::of_gdp(self.doc, self.figure)).then(|| Found::again(subject, rule::SAME_SHARE))
    }

    /// "Revenue was 293bn, **62% of it** from oil": a part of what the sentence has just told.
    pub(super) fn part_of_it(&self) -> Option<Found> {
        let of = self.figure.tokens.end;
        let it = self.doc.is(of, "of") && self.doc.is_any(of + 1, keys!["it", "which", "that"]);
        let percent = matches!(&self.figure.kind, MentionKind::Percentage(p) if p.unit == PercentUnit::Percent);
        // "Ireland alone accounted for **$29.3 billion of that**"
        let money = matches!(self.figure.kind, MentionKind::Money(_)) && self.doc.is_any(of + 1, keys!["that", "it"]);
        let beside = || self.frame.figures_end_before(self.figure.opening()).is_some();
        let alone = self.doc.kind(of + 2) != Some(TokenKind::Word)
            || self.doc.is_any(
                of + 2,
                keys!["from", "in", "to", "by", "for", "on", "was", "is", "were", "are", "came", "comes"],
            );
        let (subject, _) = self
            .topic
            .subject
            .as_ref()
            .filter(|(_, at)| it && (percent || money) && alone && beside() && *at == self.figure.sentence)?;
        Some(Found::again(subject, if money { rule::COMPARED } else { rule::SAME_SHARE }))
    }

    /// "On sales of £6.7bn**, of which £1.9bn** came from Germany": of the sum right before it.
    pub(super) fn of_which(&self, own: &Range<usize>) -> Option<Found> {
        let of = own.start + usize::from(self.doc.is(own.start, ","));
        let segment = self.frame.segment_of(own.start);
        let which = self.doc.starts(of, keys!["of", "which"])
            || self.doc.is(own.start, "which") && self.doc.is(own.start.wrapping_sub(1), "of");
        let sum = matches!(self.figure.kind, MentionKind::Money(_)) && which && segment > 0;
        let (subject, _) = self.topic.subject.as_ref().filter(|(_, at)| sum && *at == self.figure.sentence)?;
        let alone = self.frame.indicators_in(own.start..self.figure.tokens.start).next().is_none();
        (alone && subject.kind() == Kind::Amount).then(|| Found::again(subject, rule::COMPARED))
    }

    /// "Costs rose to £3bn, **including £1bn (spent) on fuel**", "exports of $9bn, including $2bn **of steel**": a part of the sum before
    /// it, told by what it is of.
    pub(super) fn included(&self, own: &Range<usize>) -> Option<Found> {
        let including = self.figure.opening().wrapping_sub(1);
        let money = matches!(self.figure.kind, MentionKind::Money(_));
        let end = self.frame.past(self.figure.tokens.end);
        let of = end + usize::from(self.doc.is_any(end, keys!["spent", "earmarked", "allocated"]));
        let noun = of + 1;
        let part = money && self.doc.is(including, "including") && self.doc.is_any(of, keys!["on", "for", "of"]);
        if !part || self.frame.is_period(noun) || self.frame.figure_in(noun..noun + 1) {
            return None;
        }
        let (whole, _) = self.topic.subject.as_ref().filter(|(s, at)| {
            *at == self.figure.sentence && s.kind() == Kind::Amount && s.code() != Some("deal_value")
        })?;
        // "Including $2bn of **debt**" names a sum of its own, "of crude oil" what there is so much of.
        let own_sum = |n: &Named| n.row().kind == Kind::Amount && n.tokens.start <= noun + 1;
        if self.frame.indicators_in(noun..own.end.min(noun + REACH)).any(own_sum) {
            return None;
        }
        let found = self.open_after(noun, own.end)?;
        let subject = Subject { indicator: whole.indicator, ..found.subject };
        Some(Found { subject, rule: rule::COMPARED, ..found })
    }

    /// "€45 million **of the €60 million in annualized savings**": a part of a sum is of what the whole is.
    pub(super) fn part_of_sum(&self, own: &Range<usize>, end: usize) -> Option<Found> {
        if !self.doc.is(end, "of") || !matches!(self.figure.kind, MentionKind::Money(_)) {
            return None;
        }
        let first = end + 1 + usize::from(self.doc.is_any(end + 1, keys!["the", "its", "their", "a"]));
        let whole = first + (first..own.end).take_while(|&i| self.frame.figure_in(i..i + 1)).count();
        if whole == first || !self.doc.is_any(whole, keys!["in", "of"]) || self.frame.is_period(whole + 1) {
            return None;
        }
        match self.frame.indicators_in(whole..(whole + 5).min(own.end)).next() {
            Some(named) => Some(self.found(named, rule::BEHIND)),
            None => self.open_after(whole + 1, own.end),
        }
    }
}

/// Whether goods of its kind are counted: sold, made, shipped abroad or bought there.
fn is_of_goods(index: usize) -> bool {
    matches!(indicator::row(index).code, "unit_sales" | "production_volume" | "exports" | "imports")
}
