//! Values of a time before that is told right beside them: "below **last month's** 3.6%", "a 1.9% increase **the month before**".
//!
//! A part of [`super`]. Guarantees: the time stands next to the value or owns it; what else is compared is for [`super::compared`].

use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::predicate::Predicate;
use crate::link::observation::time::dating::{self, Cue as Dating};
use crate::mention::Mention;
use crate::text::{Doc, keys};

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
