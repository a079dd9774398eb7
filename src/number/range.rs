//! Figures tied to one another: ranges, and units and scales that serve two numbers.
//!
//! A claimer finds the unit of each numeral that has one; [`join`] does the rest, alike for percentages, money and
//! quantities: "2 to 3 percent", "between $2 and $3 billion", "15-20 usd", "8 or $9", "7- or 8-inch", and what only looks
//! like a range: "slowed from 4.8 to 4.7 percent" and "rose 0.1% to 4.7%" are two figures each ([`super::levels`]). What
//! ties them is found by [`super::tie`].

use std::ops::Range;

use rust_decimal::Decimal;

use super::levels::{Slot, follows_from, is_change, is_raised_range, is_rising, value_beside};
use super::tie::{Tie, tie};
use super::{Amount, Form, Numeral};
use crate::text::{Doc, Gap, TokenKind, keys};

/// Where a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Before the number, as "$" does.
    Before,
    /// After it, as "%" does.
    After,
    /// At the other number that it is tied to.
    Lent,
}

/// A numeral with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured<U> {
    /// The number and its unit.
    pub tokens: Range<usize>,
    /// The unit.
    pub unit: U,
    /// Where the unit stands.
    pub side: Side,
}

/// A figure: a number or a range with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure<U> {
    /// What it covers, units included, hedges not.
    pub tokens: Range<usize>,
    /// Its number or range.
    pub amount: Amount,
    /// Its unit.
    pub unit: U,
    /// Where the unit stands.
    pub side: Side,
    /// The first and last of its numerals.
    pub numerals: (usize, usize),
}

/// The figures of all numerals that have a unit of their own (`measured`, one entry a numeral) or are lent one.
/// `free` says whether a bare numeral may be lent one: a label, a year or a day of the month may not.
pub fn join<U: Clone + PartialEq>(
    doc: &Doc,
    numerals: &[Numeral],
    measured: Vec<Option<Measured<U>>>,
    free: impl Fn(&Numeral) -> bool,
) -> Vec<Figure<U>> {
    let slot = |(numeral, measured): (&Numeral, Option<Measured<U>>)| Slot {
        tokens: measured.as_ref().map_or(numeral.tokens.clone(), |m| m.tokens.clone()),
        value: numeral.value,
        scale: numeral.scale,
        unit: measured.map(|m| (m.unit, m.side)),
    };
    let mut slots: Vec<Slot<U>> = numerals.iter().zip(measured).map(slot).collect();
    share_thousands(doc, numerals, &mut slots);
    lend(doc, numerals, &mut slots, free);
    build(doc, &slots)
}

/// "**$200-300,000**", "5-6,000 workers": the thousands written once are of both.
fn share_thousands<U>(doc: &Doc, numerals: &[Numeral], slots: &mut [Slot<U>]) {
    let plain = |n: &Numeral| n.form == Form::Digits && n.scale == Decimal::ONE;
    for left in 0..slots.len().saturating_sub(1) {
        let (low, high) = (&numerals[left], &numerals[left + 1]);
        // … each with its own sign: "$1-$5,000".
        let signed = matches!(slots[left + 1].unit, Some((_, Side::Before)));
        let thousands = !signed && plain(low) && plain(high) && doc.word(high.tokens.end - 1).ends_with(",000");
        if !thousands || tie(doc, &slots[left].tokens, &slots[left + 1].tokens) != Some(Tie::Dash) {
            continue;
        }
        let shared = low.value.checked_mul(Decimal::ONE_THOUSAND).filter(|shared| *shared < high.value);
        slots[left].value = shared.unwrap_or(low.value);
    }
}

/// Gives a bare number the unit of the number that it is tied to.
fn lend<U: Clone>(doc: &Doc, numerals: &[Numeral], slots: &mut [Slot<U>], free: impl Fn(&Numeral) -> bool) {
    for right in (1..slots.len()).rev() {
        let left = right - 1;
        let (Some((unit, side)), None) = (&slots[right].unit, &slots[left].unit) else { continue };
        let Some(tie) = tie(doc, &slots[left].tokens, &slots[right].tokens) else { continue };
        let fits = match side {
            Side::Before => tie == Tie::Or,
            Side::After | Side::Lent => true,
        };
        if fits && may_borrow(doc, &numerals[left], &numerals[right]) && free(&numerals[left]) {
            slots[left].unit = Some((unit.clone(), Side::Lent));
        }
    }
    for left in 0..slots.len().saturating_sub(1) {
        let right = left + 1;
        let (Some((unit, Side::Before)), None) = (&slots[left].unit, &slots[right].unit) else { continue };
        let tie = tie(doc, &slots[left].tokens, &slots[right].tokens);
        let scaled = numerals[right].scale > numerals[left].scale;
        let fits = match tie {
            Some(Tie::Dash) => !is_symbol(doc, numerals[right].tokens.end),
            Some(Tie::To | Tie::Between | Tie::Or) => scaled || ends_figure(doc, numerals[right].tokens.end),
            _ => false,
        };
        if fits && numerals[right].form != Form::Ordinal && free(&numerals[right]) {
            slots[right].unit = Some((unit.clone(), Side::Lent));
        }
    }
}

/// Whether a numeral without a unit may take that of the one after it.
fn may_borrow(doc: &Doc, left: &Numeral, right: &Numeral) -> bool {
    // "A decrease of 26,000 **or 2.8%**": the same told otherwise.
    let otherwise = left.value >= Decimal::ONE_THOUSAND && right.value < Decimal::ONE_HUNDRED;
    if otherwise && right.scale == Decimal::ONE {
        return false;
    }
    let year = left.form == Form::Digits
        && left.scale == Decimal::ONE
        && doc.word(left.tokens.start).len() == 4
        && (Decimal::from(1900)..Decimal::from(2100)).contains(&left.value)
        && right.value / right.scale < Decimal::from(1900);
    let before = left.tokens.start.wrapping_sub(1);
    // "two thirds - 65%" says one thing twice; "a quarter to half a percent" is a range.
    let said_twice = left.form == Form::Fraction && right.form == Form::Digits;
    !(left.form == Form::Ordinal
        || year
        || said_twice
        || doc.glued(left.tokens.start) && doc.kind(before) == Some(TokenKind::Word))
}

fn is_symbol(doc: &Doc, at: usize) -> bool {
    doc.kind(at) == Some(TokenKind::Symbol)
}

/// Whether a bare number that ends before `at` counts nothing itself ("$8 or 9 a share", not "$5 to 10 people").
pub fn ends_figure(doc: &Doc, at: usize) -> bool {
    match doc.kind(at) {
        None | Some(TokenKind::Punct | TokenKind::Clitic) => true,
        Some(TokenKind::Symbol | TokenKind::Number) => doc.gap(at) == Gap::Paragraph,
        Some(TokenKind::Word) => {
            doc.gap(at) == Gap::Paragraph
                || doc.is_any(
                    at,
                    keys![
                        "a",
                        "an",
                        "per",
                        "each",
                        "in",
                        "on",
                        "for",
                        "by",
                        "from",
                        "at",
                        "and",
                        "or",
                        "as",
                        "if",
                        "to",
                        "with",
                        "depending",
                    ],
                )
        }
    }
}

/// Reads the slots from left to right into figures.
fn build<U: Clone + PartialEq>(doc: &Doc, slots: &[Slot<U>]) -> Vec<Figure<U>> {
    let mut figures = Vec::new();
    // The sentence of the last "between": "between 5% and 6%, dairy 4% and 5%" goes on without the word.
    let mut between = None;
    let mut at = 0;
    while at < slots.len() {
        if slots[at].unit.is_none() {
            at += 1;
            continue;
        }
        let end = chain(doc, slots, at);
        let sentence = doc.sentence_of(slots[at].tokens.start);
        match end - at {
            1 => single(doc, slots, at, &mut figures),
            // "from $160 to $180 to $200": from one level to a range.
            3 if follows_from(doc, &slots[at].tokens) => {
                single(doc, slots, at, &mut figures);
                pair(slots, at + 1, &mut figures);
            }
            // "from 5 to 7 per cent to 3 to 5 per cent".
            4 => {
                pair(slots, at, &mut figures);
                pair(slots, at + 2, &mut figures);
            }
            _ => {
                let tie = tie(doc, &slots[at].tokens, &slots[at + 1].tokens);
                let is_range = match tie {
                    Some(Tie::Between) => true,
                    Some(Tie::And) => {
                        between == Some(sentence) && is_rising(&slots[at], &slots[at + 1]) && is_whole_pair(slots, at)
                    }
                    // "went from 14-18 mpg to 24": a level that is a range itself.
                    Some(Tie::Dash) if follows_from(doc, &slots[at].tokens) => is_rising(&slots[at], &slots[at + 1]),
                    Some(Tie::To | Tie::Dash) => {
                        let last = figures.last().filter(|f: &&Figure<U>| doc.sentence_of(f.tokens.start) == sentence);
                        let again = last.is_some_and(|f| is_raised_range(doc, f, &slots[at].tokens));
                        is_rising(&slots[at], &slots[at + 1]) && (again || !is_change(doc, &slots[at], &slots[at + 1]))
                    }
                    _ => false,
                };
                if tie == Some(Tie::Between) {
                    between = Some(sentence);
                }
                if is_range {
                    pair(slots, at, &mut figures);
                    at += 2;
                } else {
                    single(doc, slots, at, &mut figures);
                    at += 1;
                }
                continue;
            }
        }
        at = end;
    }
    figures
}

/// The end of the slots that are tied by "to" or a dash from `at` on, all of one unit; or of a pair tied otherwise.
fn chain<U: PartialEq>(doc: &Doc, slots: &[Slot<U>], at: usize) -> usize {
    let same = |a: usize, b: usize| matches!((&slots[a].unit, slots.get(b).and_then(|s| s.unit.as_ref())), (Some((x, _)), Some((y, _))) if x == y);
    let mut end = at + 1;
    while end < at + 4 && same(at, end) {
        match tie(doc, &slots[end - 1].tokens, &slots[end].tokens) {
            Some(Tie::To | Tie::Dash) => end += 1,
            Some(_) if end == at + 1 => return end + 1,
            _ => break,
        }
    }
    end
}

fn is_whole_pair<U>(slots: &[Slot<U>], at: usize) -> bool {
    slots[at..at + 2].iter().all(|s| s.unit.as_ref().is_some_and(|(_, side)| *side != Side::Lent))
}

fn single<U: Clone>(doc: &Doc, slots: &[Slot<U>], at: usize, figures: &mut Vec<Figure<U>>) {
    // A scale is lent to the first of two numbers whether they make a range or not ("from $10 to $15 billion").
    let slot = &slots[at];
    // Slots that share a symbol ("0 billion $ 5") overlap: neither is the other's neighbour.
    let gap = |next: &Slot<U>| next.tokens.start.checked_sub(slot.tokens.end);
    let neighbour = slots.get(at + 1).filter(|next| next.unit.is_some() && gap(next).is_some_and(|gap| gap <= 2));
    let lends = matches!(slot.unit, Some((_, Side::Lent))) || neighbour.is_some_and(|n| gap(n) == Some(1));
    let value = value_beside(slot, neighbour.filter(|next| lends && !has_cents_beside(doc, slot, next)));
    let (Some((unit, side)), Some(value)) = (&slot.unit, value) else { return };
    figures.push(Figure {
        tokens: slot.tokens.clone(),
        amount: Amount::Exact(value),
        unit: unit.clone(),
        side: *side,
        numerals: (at, at),
    });
}

/// "**$0.74 and $12.3 billion**": an amount with its cents, beside one that is many times as large, is none of billions; nor is it
/// beside one that "and" joins and that is told less exactly: "**$1.15 and $4.4 billion**", but "$1.15 and $1.25 billion".
fn has_cents_beside<U>(doc: &Doc, left: &Slot<U>, right: &Slot<U>) -> bool {
    const APART: Decimal = Decimal::from_parts(8, 0, 0, false, 0);
    let signed = |slot: &Slot<U>| matches!(slot.unit, Some((_, Side::Before)));
    let cents = signed(left) && left.value.scale() == 2;
    let other = right.value.checked_div(right.scale).map(|value| value.abs().normalize());
    let rougher = || doc.is(left.tokens.end, "and") && signed(right) && other.is_some_and(|other| other.scale() < 2);
    let apart = || left.value.abs().checked_mul(APART).zip(other).is_some_and(|(own, other)| own < other);
    cents && (apart() || rougher())
}

fn pair<U: Clone>(slots: &[Slot<U>], at: usize, figures: &mut Vec<Figure<U>>) {
    let (left, right) = (&slots[at], &slots[at + 1]);
    let (Some((_, side)), Some((unit, _)), Some(low)) = (&left.unit, &right.unit, value_beside(left, Some(right)))
    else {
        return;
    };
    figures.push(Figure {
        tokens: left.tokens.start..right.tokens.end,
        amount: Amount::Range(low.min(right.value), low.max(right.value)),
        unit: unit.clone(),
        side: *side,
        numerals: (at, at + 1),
    });
}
