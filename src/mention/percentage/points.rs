//! "Points" that are percentage points: a poll's lead, a rate's step; not an index's, a game's or a ratio's.

use rust_decimal::Decimal;

use crate::number::{Form, Numeral};
use crate::text::{Doc, Gap};

/// Words whose presence makes points an index's.
const INDEX_WORDS: &[&str] = &[
    "index",
    "index's",
    "indices",
    "indexes",
    "dow",
    "nasdaq",
    "s&p",
    "ftse",
    "nikkei",
    "dax",
    "cac",
    "hang",
    "sensex",
    "nifty",
    "stoxx",
    "kospi",
    "topix",
    "average",
    "benchmark",
    "shares",
    "stocks",
    "futures",
    "game",
    "games",
    "rebounds",
    "league",
    "season",
    "pmi",
];

/// The token after the word, where the numeral counts percentage points without saying so.
pub fn are_percentage_points(doc: &Doc, numeral: &Numeral) -> Option<usize> {
    let end = numeral.tokens.end;
    let hyphen = doc.is(end, "-") && doc.glued(end) && doc.glued(end + 1);
    let at = if hyphen { end + 1 } else { end };
    if !doc.is_any(at, &["point", "points"]) || doc.gap(at) == Gap::Paragraph {
        return None;
    }
    // "a quarter-point cut", "half a point": steps of a rate.
    if numeral.form == Form::Fraction && numeral.value < Decimal::ONE {
        return is_rate_step(doc, at).then_some(at + 1);
    }
    let small = numeral.value.abs() <= Decimal::from(30) && numeral.scale == Decimal::ONE;
    let sentence = doc.sentence(at);
    let percent = sentence.clone().any(|i| doc.is_any(i, &["%", "percent", "pct"]) || doc.starts(i, &["per", "cent"]));
    let index = sentence.clone().any(|i| INDEX_WORDS.contains(&doc.lower(i)));
    (small && percent && !index).then_some(at + 1)
}

fn is_rate_step(doc: &Doc, at: usize) -> bool {
    let sentence = doc.sentence(at);
    !sentence.clone().any(|i| INDEX_WORDS[..15].contains(&doc.lower(i)))
}
