//! "The Bank of Canada cut **its rate**", "the Riksbank's **rate**", "the Fed left **the rate** alone": what a central bank sets,
//! called by nothing but "rate".
//!
//! Guarantees: the bare word names nothing, for it may be a rate of anything, unless a verb of setting stands right before it
//! and nobody is named and nothing said between the bank and it.

use std::ops::Range;

use super::acts::{self, Act};
use super::nouns;
use super::words::{self, Class};
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
    // The end of the central bank that stands last before the token, as long as nobody else does and nothing is said: one look
    // at each.
    let mut bank = None;
    // "Lawmakers on the **tax committee** cut the rate": who makes taxes sets no rate of a bank's.
    let is_law = tokens.clone().any(|i| nouns::is(doc, i, nouns::Class::Lawmaking));
    for at in tokens.clone() {
        let named = indicators.iter().any(|n| n.tokens.contains(&at));
        let bare = doc.is(at, "rate") && !named && !taken(at) && is_alone(doc, at + 1);
        if bare
            && bank.is_some_and(|end| is_set(doc, end, at))
            && let Some(indicator) = indicator::of_code("policy_rate")
        {
            let place = indicators.partition_point(|n| n.tokens.start < at);
            indicators.insert(place, Named { tokens: at..at + 1, indicator, weak: false });
        }
        // "**The board** cut the rate", "policymakers in Chile"; "Fed **officials**" are the Fed's.
        let setters = nouns::is(doc, at, nouns::Class::Setter) && !is_law;
        if is_bank(doc, at, names) || setters && bank != Some(at) {
            bank = Some(at + 1);
        } else if named && !acts::is(doc, at, Act::Moving)
            || is_another(doc, names, at)
            || words::is(doc, at, Class::Saying)
        {
            bank = None;
        }
    }
}

/// Whether someone else is named at the token: not where the bank sits ("policymakers **in** Chile"), nor what its committee is called
/// ("the committee, known **as** Copom").
fn is_another(doc: &Doc, names: &Names, at: usize) -> bool {
    names.at(at).is_some_and(|n| !doc.is_any(n.tokens.start.wrapping_sub(1), keys!["in", "as"]))
}

/// Whether what follows makes no other rate of it: "its rate **of growth**", "**for** savers", "the rate **decision**".
fn is_alone(doc: &Doc, next: usize) -> bool {
    let free = keys![
        "to",
        "at",
        "by",
        "from",
        "in",
        "unchanged",
        "steady",
        "alone",
        "again",
        "now",
        "is",
        "was",
        "stands",
        "will"
    ];
    doc.kind(next) != Some(TokenKind::Word) || doc.is_any(next, free)
}

/// Whether the rate at the token is what the central bank before `end` sets.
fn is_set(doc: &Doc, end: usize, at: usize) -> bool {
    let before = at - 1;
    let determiner = before - usize::from(doc.is(before, "own"));
    // "The Riksbank**'s** rate"
    if doc.kind(determiner) == Some(TokenKind::Clitic) {
        return determiner <= end;
    }
    let sets = |verb: usize| acts::is(doc, verb, Act::Moving) || acts::is(doc, verb, Act::Keeping);
    // "**Fed officials** left their rate", not "lenders".
    let staff =
        doc.is(determiner, "their") && doc.is_any(end, keys!["officials", "policymakers", "governors", "members"]);
    (doc.is(determiner, "its") || staff || doc.is(determiner, "the")) && determiner > end && sets(determiner - 1)
}

/// Whether a central bank is named at the token, or "the central bank" stands there.
fn is_bank(doc: &Doc, at: usize, names: &Names) -> bool {
    let kind = BodyKind("central_bank");
    let noun = || doc.is(at, "bank") && doc.is(at.wrapping_sub(1), "central") && body_noun(doc, at - 1).is_some();
    names.at(at).and_then(|n| names.entities.get(n.entity)).is_some_and(|e| e.body == kind) || noun()
}
