//! Values of a time of their own that another value is held against: "above **the 2019 average of 3.8%**", "beating the record of
//! $38 million **set in 2019**", "below last year's peak of $95, **which was reached in June**".
//!
//! Guarantees: a mark is governed by a word that holds something against it, and has a time of its own; that time is no other
//! figure's. What else is compared is for [`super::previous`] and the status.

use std::ops::Range;

use super::dating::{self, Cue};
use crate::link::observation::sentence::frame::Frame;
use crate::mention::Mention;
use crate::text::{Doc, TokenKind, keys};

/// A value that another is held against.
#[derive(Debug)]
pub struct Mark {
    /// The time told before it, as it is bounded: "**the 2019** average of".
    before: Option<usize>,
    /// The time told behind it: "set **in 2019**".
    behind: Option<usize>,
}

impl Mark {
    /// The token by which its time is told: the one behind is the finer.
    pub fn time(&self) -> Option<usize> {
        self.behind.or(self.before)
    }

    /// The token of the time in which that lies: "**last year's** peak, which was reached in June".
    pub fn within(&self) -> Option<usize> {
        self.before.filter(|_| self.behind.is_some())
    }

    /// Whether a time is the mark's.
    pub fn has(&self, period: &Range<usize>) -> bool {
        [self.before, self.behind].iter().flatten().any(|at| period.contains(at))
    }
}

/// The mark that a figure is, where it has a time of its own.
pub fn of(doc: &Doc, frame: &Frame, figure: &Mention) -> Option<Mark> {
    let opening = figure.opening();
    let end = past_rate(doc, figure.tokens.end);
    // "The **average of** 3.8%", "the 3.8% **average**", "the **record** 4%".
    let of = |noun: &usize| doc.is(noun + 1, "of") && dating::is(doc, *noun, Cue::Extent);
    let (first, end) = if let Some(noun) = opening.checked_sub(2).filter(of) {
        (noun, end)
    } else if dating::is(doc, end, Cue::Extent) {
        (opening, end + 1)
    } else {
        (opening, end)
    };
    // "Below **last month's** 3.6%" is a value of before without being the farthest that it came.
    let extent = (first..end).len() > figure.tokens.end - opening;
    phrase(doc, frame, first..end).filter(|mark| mark.behind.is_some() || extent && mark.before.is_some())
}

/// The mark without a figure that a time is of: "topping **a record set in March 2022**".
pub fn is_of_bare(doc: &Doc, frame: &Frame, period: &Range<usize>) -> bool {
    const REACH: usize = 5;
    let from = period.start.saturating_sub(REACH).max(frame.tokens.start);
    let noun = (from..period.start).rev().find(|&i| dating::is(doc, i, Cue::Extent));
    let bare = noun.filter(|&noun| !doc.is(noun + 1, "of") && !frame.figure_in(noun.saturating_sub(2)..noun + 1));
    bare.and_then(|noun| phrase(doc, frame, noun..noun + 1))
        .is_some_and(|mark| mark.behind.is_some() && mark.has(period))
}

/// The mark told by a phrase, where a word before it holds something against it.
fn phrase(doc: &Doc, frame: &Frame, told: Range<usize>) -> Option<Mark> {
    const LEAD: usize = 8;
    let mut before = None;
    let mut determined = false;
    let mut start = told.start;
    let first = told.start.saturating_sub(LEAD).max(frame.tokens.start);
    loop {
        let at = start.checked_sub(1).filter(|&at| at >= first)?;
        if frame.is_period(at) {
            before = Some(at);
        } else if doc.is_any(at, keys!["the", "its", "their", "a", "an", "'s", "’s", "his", "her"]) {
            determined = true;
        } else if !(dating::is(doc, at, Cue::Extent)
            || dating::is(doc, at, Cue::Former)
            || doc.is_any(at, keys!["all", "time", "-"]))
        {
            break;
        }
        start = at;
    }
    let governed = start.checked_sub(1).is_some_and(|at| is_beyond(doc, at));
    if !governed || !determined && before.is_none() {
        return None;
    }
    Some(Mark { before, behind: time_behind(doc, frame, told.end) })
}

/// "**Above** the peak", "**short of** the record", "**close to** the low", "**from** a high", "**triple** the €120m it earned in 2023".
fn is_beyond(doc: &Doc, at: usize) -> bool {
    let off = |at: usize| doc.is_any(at, keys!["short", "shy", "ahead"]);
    dating::is(doc, at, Cue::Beyond)
        || dating::is(doc, at, Cue::Multiple) && doc.is(at + 1, "the")
        || doc.is(at, "of") && off(at.wrapping_sub(1))
        || doc.starts(at.wrapping_sub(1), keys!["close", "to"])
}

/// The first token of the time behind a mark: "**in 2019**", "set in **2019**", ", which was reached in **June**", "it made in **2021**".
fn time_behind(doc: &Doc, frame: &Frame, end: usize) -> Option<usize> {
    let mut at = end + usize::from(doc.is(end, ","));
    let relative = doc.is_any(at, keys!["which", "that"]);
    at += usize::from(relative);
    let pronoun = doc.is_any(at, keys!["it", "they"]);
    at += usize::from(pronoun || doc.is_any(at, keys!["was", "were"]));
    let set = dating::is(doc, at, Cue::Setting);
    at += usize::from(set);
    // "Below its peak of 11%**, in May** it was": what a comma parts from it without a verb is not its time.
    if !set && (at > end || relative || pronoun) {
        return None;
    }
    at += usize::from(doc.is_any(at, keys!["in", "on", "at", "during"]));
    let dated = doc.kind(at) == Some(TokenKind::Word) || doc.kind(at) == Some(TokenKind::Number);
    (dated && frame.is_period(at)).then_some(at)
}

/// Behind what a price is for: "$9,500 **a tonne**".
fn past_rate(doc: &Doc, end: usize) -> usize {
    let rate = doc.is_any(end, keys!["a", "an", "per"]) && doc.kind(end + 1) == Some(TokenKind::Word);
    if rate && !dating::is(doc, end + 1, Cue::Extent) { end + 2 } else { end }
}
