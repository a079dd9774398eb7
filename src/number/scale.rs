//! Scale words and abbreviations after a number: "330.3 billion", "12.3m", "35 lakh crore".
//!
//! One-letter scales need a reason: `m` may be a metre, `t` a tonne, `b` a point of a list.

use rust_decimal::Decimal;

use super::words::{self, Class};
use crate::text::{Doc, Gap, Key, TokenKind, keys};

/// The product of the scales that follow at `at` (1 without one) and the token after them. `start` is where the number
/// begins; `digits` whether it is in digits, which alone take abbreviations.
pub fn read(doc: &Doc, start: usize, at: usize, digits: bool) -> Option<(Decimal, usize)> {
    let (mut product, mut at) = (Decimal::ONE, at);
    while let Some(here) = words::next(doc, at) {
        let Some(word) = words::word(doc, here) else { break };
        let fits = match word.class {
            Class::Scale | Class::Plural | Class::Hundred => true,
            Class::Short => digits && product == Decimal::ONE && doc.gap(here) <= Gap::Space,
            Class::Letter => digits && product == Decimal::ONE && here == at && is_scale_letter(doc, start, here),
            _ => false,
        };
        if !fits {
            break;
        }
        product = product.checked_mul(word.value)?;
        at = here + 1;
        // "Rs 500 cr.", "$5 bn.": the dot of an abbreviation stays outside, it may end the sentence.
    }
    Some((product, at))
}

fn is_scale_letter(doc: &Doc, start: usize, at: usize) -> bool {
    let letter = doc.word(at);
    let (glued, money) = (doc.glued(at), is_money_before(doc, start));
    let next = at + 1;
    let follows = |words: &[Key]| doc.is_any(next, words) && doc.gap(next) <= Gap::Space;
    let money_after =
        follows(keys!["$", "dollars", "dollar", "euros", "euro", "pounds", "yen", "yuan", "usd", "eur", "gbp"]);
    if money || money_after {
        return glued || (doc.gap(at) == Gap::Space && letter != "t");
    }
    match letter {
        "k" | "K" => glued || is_noun(doc, next),
        "M" | "B" => glued || is_noun(doc, next),
        "b" => glued,
        "m" => glued && !is_metre(doc, at),
        _ => false,
    }
}

/// A currency sign or code right before the number.
fn is_money_before(doc: &Doc, start: usize) -> bool {
    let Some(mut before) = start.checked_sub(1) else { return false };
    if doc.is_any(before, keys!["-", "−", "–"]) && doc.glued(start) && before > 0 {
        before -= 1;
    }
    let word = doc.word(before);
    match doc.kind(before) {
        Some(TokenKind::Symbol) => !matches!(word, "%" | "#" | "+" | "<" | ">" | "~" | "|" | "^"),
        Some(TokenKind::Word) => {
            doc.gap(start) <= Gap::Space
                && (2..=4).contains(&word.len())
                && word.bytes().all(|b| b.is_ascii_uppercase() || b == b's')
                && (word.len() == 3 || matches!(word, "RM" | "R" | "Rs"))
        }
        _ => false,
    }
}

/// "1.5m long", "37m (121ft)", "10m x 5m".
fn is_metre(doc: &Doc, at: usize) -> bool {
    let next = at + 1;
    let next = super::past_hyphen(doc, next);
    words::word(doc, next).is_some_and(|w| w.class == Class::Distance)
        || doc.is_any(next, keys!["x", "×"])
        || (doc.is_any(next, keys!["(", "/"])
            && doc.kind(next + 1) == Some(TokenKind::Number)
            && doc.is_any(next + 2, keys!["ft", "feet", "in", "yards", "miles"]))
}

fn is_noun(doc: &Doc, at: usize) -> bool {
    doc.kind(at) == Some(TokenKind::Word)
        && doc.gap(at) == Gap::Space
        && doc.word(at).len() > 3
        && doc.word(at).starts_with(char::is_lowercase)
}
