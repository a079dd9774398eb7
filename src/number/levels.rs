//! Two numbers that are tied: a range, or two levels ("slowed **from 4.8 to 4.7** percent", "rose **0.1% to 4.7%**")?
//!
//! Guarantees: without a word of change before it, a rising pair that "to" or a dash ties is a range. The figures are
//! made by [`super::range`].

use std::ops::Range;

use rust_decimal::Decimal;

use super::motion::{Motion, motion_at};
use super::range::{Figure, Side};
use super::{Amount, hedge};
use crate::text::{Doc, keys};

/// How far back a word of change counts for a "from".
const REACH: usize = 10;

#[derive(Debug)]
pub(super) struct Slot<U> {
    pub(super) tokens: Range<usize>,
    pub(super) value: Decimal,
    pub(super) scale: Decimal,
    pub(super) unit: Option<(U, Side)>,
}

/// Whether a figure of two numbers has the smaller one first, its scale lent where it may be.
pub(super) fn is_rising<U>(left: &Slot<U>, right: &Slot<U>) -> bool {
    value_beside(left, Some(right)).is_some_and(|left| left.abs() < right.value.abs() || left < right.value)
}

/// The value of `left`, in the scale of the number it is tied to where it has none of its own: "$10 to $15 billion", but
/// "$200 to $4 million".
pub(super) fn value_beside<U>(left: &Slot<U>, right: Option<&Slot<U>>) -> Option<Decimal> {
    let own_unit = matches!(left.unit, Some((_, Side::After)));
    match right.filter(|r| left.scale == Decimal::ONE && r.scale > Decimal::ONE && !own_unit) {
        Some(right) if left.value.abs() <= right.value.checked_div(right.scale)?.abs() => {
            left.value.checked_mul(right.scale)
        }
        _ => Some(left.value),
    }
}

/// "Expects earnings of $12.5 billion to $14.5 billion, **up from** $12 billion to $14 billion", "cut its forecast to 6% to 7%
/// **from** 3% to 5%": what a range was before is one.
pub(super) fn is_raised_range<U>(doc: &Doc, last: &Figure<U>, figure: &Range<usize>) -> bool {
    let from = hedge::start(doc, figure).wrapping_sub(1);
    let way = from.wrapping_sub(1);
    let told_of =
        doc.is_any(way, keys!["up", "down", "raised", "cut", "lifted", "lowered"]) && doc.is(way.wrapping_sub(1), ",");
    matches!(last.amount, Amount::Range(..)) && doc.is(from, "from") && (told_of || last.tokens.end == from)
}

/// Whether the number is the first of two levels or a change and its new level, rather than the low end of a range.
pub(super) fn is_change<U>(doc: &Doc, left: &Slot<U>, right: &Slot<U>) -> bool {
    let start = hedge::start(doc, &left.tokens);
    let before = start.wrapping_sub(1);
    if doc.is(before, "from") {
        return !doc.is_any(
            before.wrapping_sub(1),
            keys![
                "range", "ranges", "ranged", "ranging", "vary", "varies", "varying", "varied", "anywhere", "anything",
                "prices", "priced",
            ],
        ) && has_motion(doc, before);
    }
    // "Sales will rise **0% to** 2%": nothing rises by nothing and gets somewhere.
    if left.value.is_zero() {
        return false;
    }
    let by = doc.is_any(before, keys!["by", "a", "an", "another", "further", "some"]);
    let verb = if by { before.wrapping_sub(1) } else { before };
    let moved = matches!(motion_at(doc, verb), Some(Motion::Past | Motion::Ing | Motion::Adverb));
    // "Revenue of $10 to $15 billion" is no leap: the first is in billions, too.
    let low = value_beside(left, Some(right)).unwrap_or(left.value).abs();
    let far = low.checked_mul(Decimal::from(4)).is_some_and(|far| right.value.abs() >= far);
    let lent = matches!(left.unit, Some((_, Side::Lent)));
    // "With sales **rising** 2% to 3%", "revenue **up** 5% to 7%": where percentages lie so near to one another, the second is
    // no level that was reached.
    let percent = doc.is_any(left.tokens.end - 1, keys!["%", "percent", "cent"]);
    let close = low.checked_mul(Decimal::TWO).is_some_and(|twice| right.value.abs() <= twice);
    if percent && close && matches!(motion_at(doc, verb), Some(Motion::Ing | Motion::Adverb)) {
        return false;
    }
    // "boost income by 400m to 2.5bn", "rose a higher than expected 17,000 to 4.5 million".
    let leap = right.value.abs() >= low.saturating_mul(Decimal::TEN) || (far && doc.is(before, "by"));
    // "Had come down **by £1.3bn to £3.3bn**": of what has moved it is known by how much.
    let known = || !percent && !lent && doc.is(before, "by") && !is_awaited(doc, verb);
    (moved && (far || !(by || lent) || known())) || (leap && has_motion(doc, left.tokens.start))
}

/// "**Should** be up by $2 to $3": whether the verb before `at` tells what is not yet so.
fn is_awaited(doc: &Doc, at: usize) -> bool {
    (doc.sentence(at).start.max(at.saturating_sub(REACH))..=at).any(|i| {
        doc.is_any(
            i,
            keys![
                "will",
                "would",
                "could",
                "may",
                "might",
                "should",
                "expected",
                "expects",
                "expect",
                "likely",
                "seen",
                "forecast",
                "typically",
                "usually",
                "often",
            ],
        )
    })
}

/// Whether a word of change stands in the clause before `at`.
fn has_motion(doc: &Doc, at: usize) -> bool {
    let sentence = doc.sentence(at);
    (sentence.start.max(at.saturating_sub(REACH))..at)
        .rev()
        .take_while(|&i| !doc.is_any(i, keys![";", ":", "—"]))
        .any(|i| motion_at(doc, i).is_some())
}

pub(super) fn follows_from(doc: &Doc, figure: &Range<usize>) -> bool {
    doc.is(hedge::start(doc, figure).wrapping_sub(1), "from")
}
