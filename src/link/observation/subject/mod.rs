//! What a figure measures: an indicator of the list, an open noun phrase, or the subject carried from before.
//!
//! High precision first: the noun right after the figure ("a 4.3% jump in auto sales"), the object of a verb that moves
//! something ("lifted inflation to 3%"), the subject before the predicate, a weak phrase resolved by the topic, the open
//! noun phrase before the verb, the segment before, the topic.

pub mod antecedent;
mod around;
mod attributive;
pub mod bare;
pub mod beside;
mod both_ways;
pub mod carried;
pub mod charged;
pub mod count_before;
pub mod counted;
pub mod fate;
mod foreseen;
pub mod governed;
mod grown;
pub mod jobs;
mod kin;
pub mod labelled;
mod loose;
pub mod meant;
pub mod measured;
pub mod more_of;
pub mod movers;
pub mod moves;
pub mod naming;
mod no_measure;
pub mod operated;
pub mod paid;
pub mod part;
pub mod phrase;
mod placed;
mod put_at;
mod put_in;
mod ranked;
pub mod relative;
pub mod respondents;
mod results;
mod sellers;
pub mod shares;
mod sold;
mod spent;
mod stake;
pub mod standard;
mod steps;
mod stored;
pub mod sums;
pub mod told;
pub mod told_in;
mod uncounted;
mod verbless;
pub mod verbs;
mod worth;

use std::ops::Range;

use super::ObsStatus;
use super::indicator::{self, Kind, Named, Owner};
use super::sentence::clause::Opener;
use super::sentence::frame::Frame;
use super::sentence::predicate::Predicate;
use super::sentence::role::Binding;
use super::sentence::words::{self, Class};
use super::topic::{Subject, Topic};
use crate::mention::Mention;
use crate::text::{Doc, TokenKind, keys};
use steps::STEPS;

/// A figure's subject and where it is named; nowhere, where it is carried from another sentence.
#[derive(Debug, Clone)]
pub struct Found {
    /// The subject.
    pub subject: Subject,
    /// The words that name it, where they are of the list.
    pub named: Option<Named>,
    /// Its tokens, where it is in the sentence.
    pub tokens: Option<Range<usize>>,
    /// The rule that found it.
    pub rule: &'static str,
}

impl Found {
    /// What was spoken of before, once more: nothing of the sentence names it.
    fn again(subject: &Subject, rule: &'static str) -> Self {
        Self { subject: subject.clone(), named: None, tokens: None, rule }
    }
}

/// The rules that decide more than where the subject was found. `explain` shows them by these names.
pub mod rule {
    /// A standard of comparison without a subject of its own.
    pub const COMPARED: &str = "compared";
    /// Where what has just moved arrives.
    pub const ARRIVED: &str = "arrived";
    /// What is larger than something else by so much.
    pub const EXCEEDING: &str = "exceeding";
    /// The share of those who gave an answer.
    pub const RESPONDENTS: &str = "respondents";
    /// What was spoken of before.
    pub const CARRIED: &str = "carried";
    /// A noun behind the figure.
    pub const BEHIND: &str = "after the figure";
    /// A noun that "of" ties to the figure.
    pub const NOUN_OF: &str = "noun of";
    /// The next thing that is named behind the figure.
    pub const STRONG_AFTER: &str = "strong after";
    /// A noun phrase outside the list before the verb.
    pub const OPEN: &str = "open subject";
    /// The same in an earlier segment.
    pub const OPEN_EARLIER: &str = "earlier open subject";
    /// A noun phrase outside the list before an apposition.
    pub const BEFORE_APPOSITION: &str = "before an apposition";
    /// What is named right before a level that stands between commas or behind one.
    pub const STANDING: &str = "standing at";
    /// A part of a company that is owned.
    pub const STAKE: &str = "stake";
    /// What a company is valued at.
    pub const VALUE: &str = "value of a company";
    /// How much of what could be made is made.
    pub const IN_USE: &str = "capacity in use";
    /// A part of what is counted, told by a fraction.
    pub const PART: &str = "part of what stands behind";
    /// So many times something.
    pub const MULTIPLE: &str = "multiple";
    /// The same part of a whole again.
    pub const SAME_SHARE: &str = "same share";
    /// What was paid for a company or a thing.
    pub const PRICE_PAID: &str = "price paid";
    /// What its verb says that a sum is.
    pub const SAID: &str = "told by its verb";
    /// What a company lost.
    pub const LOSS: &str = "loss";
    /// How far a price fell.
    pub const LOSS_OF_PRICE: &str = "loss of a price";
    /// The share of those who do something.
    pub const PART_OF_THOSE: &str = "share of those";
    /// What a tax brings in.
    pub const YIELD: &str = "yield of a tax";
    /// How much more is offered for a company than its shares cost.
    pub const PREMIUM: &str = "premium";
    /// Places of business that are opened.
    pub const OPENED: &str = "opened";
    /// The same closed.
    pub const CLOSED: &str = "closed";
    /// Jobs and the like that are counted.
    pub const COUNTED_THINGS: &str = "counted things";
    /// What there are thousands of.
    pub const MANY: &str = "many";
    /// What is counted because the text compares it.
    pub const TOLD_COUNT: &str = "told count";
    /// The subject of a part whose verb is that of the part before.
    pub const GAPPED: &str = "gapped";
    /// A count that was spoken of before.
    pub const COUNT_SPOKEN_OF: &str = "count spoken of";
    /// The noun behind a sum: "a $23bn contract".
    pub const NOUN_OF_SUM: &str = "noun of a sum";
    /// What someone puts at a figure.
    pub const PUT_AT: &str = "put at";
    /// A move of the policy rate, told by its size.
    pub const MOVE_OF_RATE: &str = "move of a rate";
    /// The rate beside a count of those without work.
    pub const RATE_BESIDE: &str = "rate beside a count";
    /// What the label of a list's item says.
    pub const LABEL: &str = "label";
    /// A sector's part of the count spoken of.
    pub const PART_OF_COUNT: &str = "part of a count";
}

/// Finds the subject of a figure. `idle` is the count before it in its sentence, where that measures nothing by itself.
pub fn of(
    doc: &Doc,
    frame: &Frame,
    figure: &Mention,
    binding: &Binding,
    status: ObsStatus,
    topic: &Topic,
    idle: Option<&Mention>,
) -> Option<Found> {
    let search = Search { doc, frame, figure, binding, status, topic, idle };
    let own = across_bracket(doc, frame, frame.segment_of(figure.tokens.start));
    STEPS.iter().find_map(|step| step(&search, &own))
}

/// The tokens of a segment, with those before the bracket that its noun phrase goes across: "the Purchasing Managers' Index
/// **(PMI) of the** manufacturing industry was".
fn across_bracket(doc: &Doc, frame: &Frame, segment: usize) -> Range<usize> {
    let own = frame.segments[segment].tokens.clone();
    let first = own.start + usize::from(doc.is_any(own.start, keys![")", "]"]));
    let across = segment >= 2
        && frame.segments[segment - 1].opener == Opener::Bracket
        && !frame.figure_in(frame.segments[segment - 1].tokens.clone())
        && doc.is_any(first, keys!["of", "for", "in"]);
    if across { frame.segments[segment - 2].tokens.start..own.end } else { own }
}

/// Whether the words themselves say that a price is told: "gold prices", "price of oil".
fn ends_as_price(doc: &Doc, named: &Named) -> bool {
    named.tokens.clone().any(|i| doc.is_any(i, keys!["price", "prices", "futures", "index", "costs", "inflation"]))
}

/// An indicator of the list as a subject.
pub fn listed(doc: &Doc, named: &Named, topic: &Topic) -> Found {
    let indicator = topic.resolve(doc, named);
    Found {
        subject: Subject { phrase: doc.slice(&named.tokens).to_owned(), indicator: Some(indicator) },
        tokens: Some(named.tokens.clone()),
        named: Some(Named { indicator, ..named.clone() }),
        rule: "respectively",
    }
}

/// The search for the subject of one figure.
pub(super) struct Search<'a> {
    pub(super) doc: &'a Doc<'a>,
    pub(super) frame: &'a Frame,
    pub(super) figure: &'a Mention,
    pub(super) binding: &'a Binding<'a>,
    pub(super) status: ObsStatus,
    pub(super) topic: &'a Topic,
    pub(super) idle: Option<&'a Mention>,
}

impl Search<'_> {
    /// A subject outside the list, by the tokens that name it.
    pub(super) fn open(&self, tokens: Range<usize>, rule: &'static str) -> Found {
        // "In France **alone the** market shrank"
        let alone = usize::from(self.doc.is(tokens.start, "alone"));
        let first = tokens.start + alone + usize::from(alone > 0 && self.doc.is(tokens.start + 1, "the"));
        let tokens = if first < tokens.end { first..tokens.end } else { tokens };
        let trade = self.trade_of_country(&tokens);
        let traded = trade.as_ref().and_then(|_| indicator::of_code("total_trade"));
        let indicator =
            traded.or_else(|| self.price_of_homes(&tokens)).or_else(|| self.measured_of_counterpart(&tokens));
        let tokens = trade.unwrap_or(tokens);
        let phrase = self.doc.slice(&tokens).to_owned();
        Found { subject: Subject { phrase, indicator }, named: None, tokens: Some(tokens), rule }
    }

    /// "The 10-year yield rose. **Its two-year counterpart** added four points": what was told of the one is told of the other.
    fn measured_of_counterpart(&self, tokens: &Range<usize>) -> Option<usize> {
        let other = self.doc.is_any(tokens.end.wrapping_sub(1), keys!["counterpart", "counterparts"]);
        let (last, at) = self.topic.subject.as_ref().filter(|_| other)?;
        last.indicator.filter(|_| self.figure.sentence.saturating_sub(*at) <= 1)
    }

    /// A subject in words outside the list that mean an indicator of it.
    pub(super) fn open_as(&self, tokens: Range<usize>, code: &str, rule: &'static str) -> Found {
        let found = self.open(tokens, rule);
        Found { subject: Subject { indicator: indicator::of_code(code), ..found.subject }, ..found }
    }

    pub(super) fn own_predicate(&self, own: &Range<usize>) -> Option<&Predicate> {
        self.binding.predicate.filter(|p| {
            !self.binding.carried && p.tokens.end <= self.figure.tokens.start && p.tokens.start >= own.start
        })
    }

    /// The strong subject before the predicate: the head of its noun phrase, which is the first strong one where the
    /// next hangs on it by a preposition, else the last.
    pub(super) fn before_predicate(&self, range: Range<usize>, rule: &'static str) -> Option<Found> {
        // "The gap between exports and imports": the head is what "between" hangs on.
        if let Some(gap) = self.frame.indicators_in(range.clone()).find(|n| self.doc.is(n.tokens.end, "between")) {
            // What lies between exports and imports is the trade balance.
            let flows = self
                .frame
                .indicators_in(gap.tokens.end..range.end)
                .any(|n| matches!(n.row().code, "exports" | "imports"));
            let trade = indicator::of_code("trade_balance").filter(|_| flows);
            let named =
                Named { indicator: trade.unwrap_or(gap.indicator), weak: gap.weak && trade.is_none(), ..gap.clone() };
            return Some(self.found(&named, rule));
        }
        if let Some(trade) = self.trade_both_ways(&range) {
            return Some(self.open_as(trade, "total_trade", rule));
        }
        let range = self.before_relative(range);
        let stands = |n: &&Named| !n.weak && !self.is_left_out(n.tokens.start) && !self.is_yardstick(n);
        let strong: Vec<&Named> = self.frame.indicators_in(range.clone()).filter(stands).collect();
        let last = *strong.last()?;
        // "**Yields on** two-year government debt rose": what is yielded, not by what.
        let yields = |n: &&Named| {
            n.row().code == "bond_yield" && n.tokens.end < last.tokens.start && self.doc.is(n.tokens.end, "on")
        };
        if let Some(named) = self.frame.indicators_in(range.clone()).find(yields) {
            return Some(self.found(named, rule));
        }
        // "**Exports brought in** £24bn": the words of a verb name nothing where a country's flow stands right before it.
        let result = last.row().owner == Owner::Entity;
        let flow = |n: &&&Named| result && n.tokens.end == last.tokens.start && n.row().owner == Owner::Area;
        let last = strong.iter().rev().nth(1).filter(flow).map_or(last, |n| *n);
        // "The **acquisition** meant **its sales** grew 57%": another clause has begun since.
        let own = |n: &Named| {
            let its = n.tokens.start.wrapping_sub(1);
            let verb = its.wrapping_sub(1);
            n.weak
                && n.tokens.start > last.tokens.end + 1
                && self.doc.is_any(its, keys!["its", "their"])
                && self.doc.kind(verb) == Some(TokenKind::Word)
                && !words::is(self.doc, verb, Class::Closed)
        };
        if let Some(weak) = self.frame.indicators_in(range).rfind(|n| own(n)) {
            return Some(self.found(weak, rule));
        }
        let head = strong.iter().rev().skip(1).find(|n| {
            // "The capacity utilization **rate** for the whole manufacturing sector"
            let rate = n.tokens.end + usize::from(self.doc.is_any(n.tokens.end, keys!["rate", "index", "level"]));
            let closed = || (rate..last.tokens.start).find(|&i| self.doc.is(i, ")")).map_or(rate, |i| i + 1);
            let from = if self.doc.is(rate, "(") { closed() } else { rate };
            let between = from..last.tokens.start;
            // "Average hourly **earnings** for all employees on private payrolls": for whom it is, is told at length.
            let most = if self.doc.is(between.start, "for") { 6 } else { 3 };
            between.len() <= most && self.doc.is_any(between.start, keys!["of", "for", "on", "from"])
        });
        Some(self.found(head.copied().or_else(|| self.head_of(last)).unwrap_or(last), rule))
    }

    /// The noun that a commodity is of, however many are named: "**stockpiles** of US crude and gasoline", "**supplies** of
    /// gold". A commodity behind "of" is no price.
    pub(super) fn head_of(&self, named: &Named) -> Option<&Named> {
        const REACH: usize = 5;
        let commodity = named.row().kind == Kind::Price && matches!(named.row().owner, Owner::World | Owner::Area);
        let thing = commodity && named.row().code != "stock_index" && !ends_as_price(self.doc, named);
        let from = named.tokens.start.saturating_sub(REACH).max(self.frame.tokens.start);
        let inside =
            |&i: &usize| self.doc.kind(i) == Some(TokenKind::Word) && !self.doc.is_any(i, keys!["in", "as", "to"]);
        let of = (from..named.tokens.start).rev().take_while(inside).find(|&i| self.doc.is(i, "of"))?;
        let head = self.frame.indicators.iter().rev().find(|n| n.tokens.end <= of)?;
        // "Stockpiles of US crude"
        (thing && head.tokens.end == of).then_some(head)
    }

    pub(super) fn weak(&self, range: Range<usize>, rule: &'static str) -> Option<Found> {
        let range = self.before_relative(range);
        let stands = |n: &&Named| !self.is_left_out(n.tokens.start) && !self.is_yardstick(n);
        let named = self.frame.indicators_in(range.clone()).rfind(stands)?;
        // "**Sales to** corporate **customers** climbed 14%": those who buy are not what is sold.
        let sold = |n: &&Named| n.row().code == "revenue" && self.doc.is(n.tokens.end, "to");
        if self.doc.is(named.tokens.end - 1, "customers")
            && let Some(sales) = self.frame.indicators_in(range.start..named.tokens.start).rfind(sold)
        {
            return Some(self.found(sales, rule));
        }
        // "**Profits from** current production fell": what is earned, not from what.
        let earned = |n: &&Named| {
            let from = n.tokens.end;
            self.doc.is(from, "from") && named.tokens.start - from <= 3 && indicator::is_profit(n.row().code)
        };
        if let Some(profit) = self.frame.indicators_in(range.start..named.tokens.start).rfind(earned) {
            return Some(self.found(profit, rule));
        }
        // "The **index for** final **demand** goods": named by what it is for.
        let index = (range.start + 1..named.tokens.start).rev().find(|&i| self.doc.is(i, "for"));
        let index = index.filter(|&i| self.doc.is_any(i - 1, keys!["index", "indexes", "indices"]));
        if let Some(for_) = index.filter(|&i| (i + 1..named.tokens.start).all(|i| !self.is_border(i))) {
            let end = (named.tokens.end..range.end).find(|&i| self.is_border(i)).unwrap_or(range.end);
            return Some(self.open(for_ - 1..end, rule));
        }
        // "**Prices for** processed goods for intermediate **demand**": what prices are paid for hangs on them.
        let priced = |n: &&Named| self.doc.is(n.tokens.end - 1, "prices") && self.doc.is(n.tokens.end, "for");
        let prices = self.frame.indicators_in(range.start..named.tokens.start).find(priced).filter(|n| {
            let inside = n.tokens.end + 1..named.tokens.start;
            inside.len() <= 6 && inside.into_iter().all(|i| self.doc.is(i, "for") || !self.is_border(i))
        });
        Some(self.found(prices.or_else(|| self.head_of(named)).unwrap_or(named), rule))
    }
}
