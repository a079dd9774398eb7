//! Money without a currency of its own: a large number that is compared with an amount or set beside one.
//!
//! Guarantees: the number is of one size with the amount before it, in the same sentence or the one after it, and its
//! claim gives way to one that has a unit.

use rust_decimal::Decimal;

use super::{Unit, is_large};
use crate::mention::period::tense;
use crate::mention::{Claim, FigureValue, Money, Strength};
use crate::number::range::{self, Figure};
use crate::number::{Amount, Numeral, hedge};
use crate::text::{Doc, Key, TokenKind, keys};

/// From where on a number without a unit is money, where money is spoken of.
const BILLION: i64 = 1_000_000_000;

/// What may stand behind a number that is no noun of what it counts.
const TOLD_OF: &[Key] =
    keys!["it", "they", "that", "this", "last", "next", "earlier", "previously", "originally", "now"];

/// What stands before a number that is set beside an amount.
const COMPARING: &[Key] = keys!["from", "and", "or", "but", "against", "than", "versus", "the", "another"];

/// "77m euros, up from 38m", "2,400,000 yen for the one and 2,300,000 for the other": a large number without a unit of its
/// own, of one size with the amount before it, which it is compared with or set beside.
pub(super) fn compared(doc: &Doc, numerals: &[Numeral], figures: &[Figure<Unit>]) -> Vec<Claim> {
    let before = |numeral: &Numeral| hedge::start(doc, &numeral.tokens).wrapping_sub(1);
    let compared = |numeral: &Numeral| {
        let word = before(numeral);
        let word = word.wrapping_sub(usize::from(doc.is(word, "the")));
        numeral.scale > Decimal::ONE
            // "1bn euros now, with **another 550m** to follow"
            && doc.is_any(word, keys!["from", "against", "than", "versus", "another"])
            && (range::ends_figure(doc, numeral.tokens.end) || is_of_before(doc, numeral.tokens.end))
    };
    // "The deficit will be 118bn riyals. It is expected to shrink to **101bn** in 2025": little else goes into billions bare.
    let vast = |numeral: &Numeral| numeral.scale >= Decimal::from(BILLION);
    // What is set beside an amount goes on as it does: "for the one … for the other".
    let set_beside = |numeral: &Numeral, other: &Figure<Unit>| {
        let next = past_conversion(doc, figures, numeral.tokens.end);
        is_large(doc, numeral)
            && doc.is_any(before(numeral), keys!["and", "or", "but"])
            && doc.is_any(next, keys!["for", "in", "by", "at", "on", "with"])
            && doc.lower(next) == doc.lower(past_conversion(doc, figures, other.tokens.end))
    };
    let claim_beside = |numeral: &Numeral| {
        let (start, tokens) = (numeral.tokens.start, &numeral.tokens);
        let own = figures.iter().any(|f| f.tokens.start < tokens.end && start < f.tokens.end);
        let earlier = figures.partition_point(|f| f.tokens.end <= start);
        // A conversion in brackets is not what the number is compared with.
        let other = figures[..earlier].iter().rev().find(|f| f.unit.factor == Decimal::ONE && !is_bracketed(doc, f))?;
        let (value, known) = (numeral.value.abs(), other.amount.middle().abs());
        let alike =
            value <= known.saturating_mul(Decimal::from(50)) && known <= value.saturating_mul(Decimal::from(50));
        let (there, here) = (doc.sentence_of(other.tokens.start), doc.sentence_of(start));
        let near = there == here && start - other.tokens.end < 24;
        let told = compared(numeral) || set_beside(numeral, other);
        // In the next sentence only what was spoken of goes on, and moves: not "Views of its films reached 4bn", "it was viewed by
        // 4bn"; in the same one another subject does not: "and downloads reached 30bn".
        let first = doc.sentence(start).start;
        let again = || doc.is_any(first, keys!["it", "that", "this", "they"]) && !doc.opens_paragraph(first);
        let reached = || doc.is_any(before(numeral), keys!["to", "at"]);
        let joined = || (other.tokens.end..start).any(|i| doc.is_any(i, keys!["and", "while", "but"]));
        let next = || there == here && (reached() || !joined()) || here - there == 1 && again() && reached();
        // "Against 19 trillion **set** out in the budget", "the 200bn **recorded** in 2003"
        let behind = tokens.end;
        let told_of = || tense::is_past(doc, behind) || doc.is_any(behind, TOLD_OF);
        let goes_on = || vast(numeral) && (range::ends_figure(doc, behind) || told_of()) && next();
        (!own && alike && (near && told || goes_on())).then(|| {
            let hedge = hedge::find(doc, tokens);
            let money = Money { amount: Amount::Exact(numeral.value), currency: other.unit.code, per: None, hedge };
            let value = FigureValue::Money(money);
            Claim { tokens: tokens.clone(), strength: Strength::Default, rule: "money/compared", value }
        })
    };
    let candidate =
        |numeral: &&Numeral| is_large(doc, numeral) && (vast(numeral) || doc.is_any(before(numeral), COMPARING));
    numerals.iter().filter(candidate).filter_map(claim_beside).collect()
}

/// "Than the 1.9bn **of a year earlier**", "against 2bn of 2003": of a time, and no noun of what is counted.
fn is_of_before(doc: &Doc, end: usize) -> bool {
    let one = doc.is_any(end + 1, keys!["a", "the", "last"]);
    let time = doc.is_any(end + 1 + usize::from(one), keys!["year", "quarter", "month", "previous", "prior"]);
    doc.is(end, "of") && (one && time || doc.kind(end + 1) == Some(TokenKind::Number))
}

/// The token after an amount that ends before `end` and the amount in brackets that converts it.
fn past_conversion(doc: &Doc, figures: &[Figure<Unit>], end: usize) -> usize {
    let next = figures.partition_point(|f| f.tokens.start <= end);
    let converted = figures.get(next).filter(|f| f.tokens.start == end + 1 && is_bracketed(doc, f));
    converted.map_or(end, |f| f.tokens.end + 1)
}

fn is_bracketed(doc: &Doc, figure: &Figure<Unit>) -> bool {
    doc.is_any(figure.tokens.start.wrapping_sub(1), keys!["(", ";"]) && doc.is_any(figure.tokens.end, keys![")", ";"])
}
