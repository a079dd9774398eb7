//! "Points" that are percentage points: a poll's lead, a rate's step; not an index's, a game's or a ratio's.

use rust_decimal::Decimal;

use crate::mention::figure_words::{WordClass, is_a};
use crate::number::{Form, Numeral, past_hyphen};
use crate::text::{Doc, Gap, keys};

/// The token after the word, where the numeral counts percentage points without saying so.
pub fn are_percentage_points(doc: &Doc, numeral: &Numeral) -> Option<usize> {
    let at = past_hyphen(doc, numeral.tokens.end);
    if !doc.is_any(at, keys!["point", "points"]) || doc.gap(at) == Gap::Paragraph {
        return None;
    }
    // "a quarter-point cut", "half a point": steps of a rate.
    if numeral.form == Form::Fraction && numeral.value < Decimal::ONE {
        return is_rate_step(doc, at).then_some(at + 1);
    }
    let small = numeral.value.abs() <= Decimal::from(30) && numeral.scale == Decimal::ONE;
    let sentence = doc.sentence(at);
    let percent = sentence
        .clone()
        .any(|i| doc.is_any(i, keys!["%", "percent", "pct", "percentage"]) || doc.starts(i, keys!["per", "cent"]));
    let score = |i| is_a(doc, i, WordClass::Index) || is_a(doc, i, WordClass::Score);
    let index = sentence.clone().any(score);
    (small && percent && !index).then_some(at + 1)
}

fn is_rate_step(doc: &Doc, at: usize) -> bool {
    !doc.sentence(at).any(|i| is_a(doc, i, WordClass::Index))
}
