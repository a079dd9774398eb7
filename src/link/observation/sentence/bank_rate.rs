//! "The Bank of Canada cut **its rate**", "the Riksbank's **rate**", "the Fed left **the rate** alone": what a central bank sets,
//! called by nothing but "rate".
//!
//! Guarantees: without a central bank before it in its sentence the bare word names nothing, for it may be a rate of
//! anything; and "its rate of growth" is none.

use std::ops::Range;

use super::acts::{self, Act};
use crate::link::observation::indicator::{self, Named};
use crate::mention::name::{BodyKind, Names, body_noun};
use crate::text::{Doc, TokenKind, keys};

/// Adds the rates that a central bank sets to the indicators of the sentence. `taken` holds tokens back.
pub fn read(
    doc: &Doc,
    tokens: &Range<usize>,
    names: &Names,
    taken: impl Fn(usize) -> bool,
    indicators: &mut Vec<Named>,
) {
    if !tokens.clone().any(|i| doc.is(i, "rate")) {
        return;
    }
    // Whether a central bank stands before the token: one look at each.
    let mut bank = false;
    for at in tokens.clone() {
        let named = |n: &Named| n.tokens.contains(&at);
        let bare = doc.is(at, "rate") && !doc.is(at + 1, "of") && !taken(at) && !indicators.iter().any(named);
        if bare
            && bank
            && is_set(doc, tokens.start, at, names)
            && let Some(indicator) = indicator::of_code("policy_rate")
        {
            let place = indicators.partition_point(|n| n.tokens.start < at);
            indicators.insert(place, Named { tokens: at..at + 1, indicator, weak: false });
        }
        bank |= is_bank(doc, at, names);
    }
}

/// Whether the rate at the token, behind a central bank, is what that sets.
fn is_set(doc: &Doc, start: usize, at: usize, names: &Names) -> bool {
    let before = at.wrapping_sub(1);
    let determiner = before.wrapping_sub(usize::from(doc.is(before, "own")));
    if doc.kind(determiner) == Some(TokenKind::Clitic) {
        return determiner > start && is_bank(doc, determiner - 1, names);
    }
    let sets = |verb: usize| acts::is(doc, verb, Act::Moving) || acts::is(doc, verb, Act::Keeping);
    let moved = doc.is(determiner, "the") && determiner > start && sets(determiner - 1);
    doc.is_any(determiner, keys!["its", "their"]) || moved
}

/// Whether a central bank is named at the token, or "the central bank" stands there.
fn is_bank(doc: &Doc, at: usize, names: &Names) -> bool {
    let kind = BodyKind("central_bank");
    let noun = || doc.is(at, "bank") && doc.is(at.wrapping_sub(1), "central") && body_noun(doc, at - 1).is_some();
    names.at(at).and_then(|n| names.entities.get(n.entity)).is_some_and(|e| e.body == kind) || noun()
}
