//! Values of a time before: told right beside them ("below **last month's** 3.6%", "a 1.9% increase **the month before**"), by a
//! sentence that sets them beside what was told, or by "had".
//!
//! A part of [`super`]. Guarantees: the time stands next to the value or owns it; what else is compared is for [`super::compared`].

use std::ops::Range;

use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::{Predicate, Reading};
use crate::link::observation::sentence::role::Binding;
use crate::link::observation::time::apart::opens_comparing;
use crate::link::observation::time::dating::{self, Cue as Dating};
use crate::mention::Mention;
use crate::text::{Doc, Key, keys};

/// "More than offsetting **the previous month's** increase of 2,700": beside a figure of the time at hand, of the one before.
pub fn is_of_former_period(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    if is_move_before(doc, frame, mention) {
        return true;
    }
    let start = mention.opening();
    let owner =
        (start.saturating_sub(4).max(frame.tokens.start + 2)..start).rev().find(|&i| doc.is_any(i, keys!["'s", "’s"]));
    // … not "rose 12% on last year's**, to $4bn**".
    let owner = owner.filter(|owner| !doc.is(owner + 1, ","));
    // "Below **last month's** 3.6%"
    let last = |at: usize| {
        doc.is(at, "last")
            && doc.is_any(at.wrapping_sub(1), keys!["below", "above", "than", "from", "on", "with", "versus"])
    };
    if owner.is_some_and(|owner| frame.is_period(owner.wrapping_sub(1)) && is_beside_time(doc, frame, owner)) {
        return true;
    }
    owner.is_some_and(|owner| {
        (dating::is(doc, owner - 2, Dating::Former) || last(owner.wrapping_sub(2)))
            && frame.is_period(owner.wrapping_sub(1))
            && frame.figure_in(frame.tokens.start..owner)
    })
}

/// "Inflation is **above 2019's** 2%", "sales of $3bn **topped last year's** $2bn": whether the clitic at a token is of a time that is over
/// and stands right behind a word that holds something against it.
fn is_beside_time(doc: &Doc, frame: &Frame, owner: usize) -> bool {
    let first = (frame.tokens.start..owner).rev().take_while(|&i| frame.is_period(i)).last().unwrap_or(owner);
    let year = doc.word(owner.wrapping_sub(1)).parse::<i16>().ok().zip(doc.published);
    let over = if doc.is(first, "last") { true } else { year.is_some_and(|(year, published)| year < published.year()) };
    over && owner - first <= 2 && dating::is(doc, first.wrapping_sub(1), Dating::Beyond)
}

/// "Slipped 0.8%, giving back part of **a 1.9% increase the month before**": a move beside another, of the time before.
fn is_move_before(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    let noun = mention.tokens.end;
    let then = noun + 1 + usize::from(doc.is(noun + 1, "in"));
    let one = doc.is_any(then, keys!["the", "a"]) && doc.is_any(then + 1, keys!["month", "quarter", "year", "week"]);
    let before = one && doc.is_any(then + 2, keys!["before", "earlier"]);
    let former = doc.is(then, "the") && dating::is(doc, then + 1, Dating::Former);
    (before || former)
        && frame.is_period(then)
        && doc.is_any(mention.opening().wrapping_sub(1), keys!["a", "an", "the"])
        && frame.predicates_in(noun..noun + 1).any(Predicate::is_change)
        && frame.figure_in(frame.tokens.start..mention.opening())
}

/// "**That compares with** growth of 0.8%", "it **followed** a 2.7% gain": a sentence that sets what was just told beside its figure.
pub fn is_set_beside(doc: &Doc, frame: &Frame, mention: &Mention) -> bool {
    const LONGEST: usize = 4;
    let start = frame.tokens.start;
    let compares = opens_comparing(doc, frame);
    let followed = || {
        const TOLD: &[Key] = keys![
            "index", "rate", "reading", "increase", "gain", "rise", "fall", "drop", "decline", "figure", "result",
            "growth"
        ];
        let mut front = start + 1..mention.opening().min(start + LONGEST);
        doc.is(start, "the")
            && front.any(|i| doc.is(i, "followed") && doc.is_any(i + 1, keys!["a", "an"]) && doc.is_any(i - 1, TOLD))
    };
    let first = frame.figures_end_before(mention.opening()).is_none();
    // "That compares with 3.8% **for women**", "with growth of 0.1% **in the euro zone**": others at the same time.
    let other = doc.is(mention.tokens.end, "for") || (mention.tokens.end..frame.tokens.end).any(|i| frame.is_place(i));
    first && !other && (compares || followed())
}

/// "The index**, which had stood at** 49.8**, recovered** to 51": what was so before the verb of the main clause made it something else.
pub fn is_former_level(doc: &Doc, frame: &Frame, mention: &Mention, own: &Range<usize>) -> bool {
    const REACH: usize = 4;
    let which = own.start + usize::from(doc.is(own.start, ","));
    let had = doc.is(which, "which") && doc.is(which + 1, "had");
    let comma = frame.past(mention.tokens.end);
    let end = (comma..comma + REACH).find(|&i| doc.is(i, ","));
    had && end.is_some_and(|comma| {
        // … and nothing but a time stands between the figure and the comma.
        let timed = |i: usize| frame.is_period(i) || doc.is_any(i, keys!["in", "at", "on"]);
        (mention.tokens.end..comma).all(timed)
            && frame.predicates_in(comma + 1..comma + 3).any(|p| p.is_change() && !p.can_be(Reading::Noun))
    })
}

/// "It **had earned** $1.9bn **a year earlier**", "had grown 7.8% in **the preceding quarter**": what had been so at a time that lies
/// before the one spoken of; not "had risen 4.2% **from** the previous month".
pub fn is_long_past(doc: &Doc, frame: &Frame, mention: &Mention, binding: &Binding) -> bool {
    let had = binding.predicate.is_some_and(|p| doc.is(p.tokens.start.wrapping_sub(1), "had"));
    if !had || binding.carried {
        return false;
    }
    let end = mention.tokens.end;
    let light = |i: usize| doc.is_any(i, keys!["in", "the"]) && !frame.is_period(i);
    let start = end + (end..end + 2).take_while(|&i| light(i)).count();
    let mut period = (start..frame.tokens.end).take_while(|&i| frame.is_period(i));
    period.any(|i| doc.is_any(i, keys!["earlier", "before", "preceding", "previous", "prior"]))
}
