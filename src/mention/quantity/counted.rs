//! Counted things: the noun phrase after a number and its head ("12,000 new homes" → home).
//!
//! No parser: the phrase runs over words that can be inside a noun phrase up to the first plural that no other plural
//! follows ("two consumer price index prints").

use rust_decimal::Decimal;

use super::nouns;
use crate::number::{Form, Numeral};
use crate::text::{Doc, Gap, TokenKind};

/// The most words between the number and its noun.
const REACH: usize = 6;

/// The singular of what the numeral counts, and the token after the noun.
pub fn head(doc: &Doc, numeral: &Numeral) -> Option<(String, usize)> {
    if numeral.value.abs() == Decimal::ONE || numeral.form == Form::Fraction {
        return None;
    }
    let mut at = numeral.tokens.end;
    let mut head = None;
    let mut words = 0;
    while words < REACH && doc.gap(at) <= Gap::Line {
        let word = doc.lower(at);
        match doc.kind(at) {
            Some(TokenKind::Word) => {}
            Some(TokenKind::Clitic) if words > 0 && head.is_none() => {
                at += 1;
                continue;
            }
            // Hyphens inside modifiers, brackets round them.
            Some(TokenKind::Punct) if head.is_none() && is_inside(doc, at, words) => {
                at += 1;
                continue;
            }
            _ => break,
        }
        if word == "and" && words > 0 && head.is_none() && !is_end(doc, at + 1) {
            at += 1;
            continue;
        }
        if nouns::is_stop(word) && !follows_hyphen(doc, at) {
            break;
        }
        let hyphenated = doc.is_any(at + 1, &["-", "‑"]) && doc.glued(at + 1) && doc.glued(at + 2);
        match nouns::singular_of(word).filter(|_| !hyphenated) {
            Some(singular) => head = Some((singular, at + 1)),
            None if head.is_some() => break,
            None => {}
        }
        words += 1;
        at += 1;
    }
    head.map(|(singular, end)| (singular.into_owned(), end))
}

fn is_end(doc: &Doc, at: usize) -> bool {
    doc.kind(at) != Some(TokenKind::Word) || nouns::is_stop(doc.lower(at))
}

/// "first-team", "hotter-than-expected": a stop word after a hyphen is inside a modifier.
fn follows_hyphen(doc: &Doc, at: usize) -> bool {
    doc.glued(at) && at > 0 && doc.is_any(at - 1, &["-", "‑"])
        || doc.is_any(at + 1, &["-", "‑"]) && doc.glued(at + 1) && doc.glued(at + 2)
}

fn is_inside(doc: &Doc, at: usize, words: usize) -> bool {
    match doc.word(at) {
        "-" | "‑" => words > 0 && doc.glued(at) && doc.glued(at + 1),
        "[" | "]" => true,
        _ => false,
    }
}
