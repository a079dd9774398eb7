//! "Points" that are percentage points: a poll's lead, a rate's step; not an index's, a game's or a ratio's.

use rust_decimal::Decimal;

use crate::mention::figure_words::{WordClass, is_a};
use crate::number::{Form, Numeral, past_hyphen};
use crate::text::{Doc, Gap, keys};

/// The token after the word, where the numeral counts percentage points without saying so.
pub fn are_percentage_points(doc: &Doc, numeral: &Numeral) -> Option<usize> {
    let fraction = numeral.form == Form::Fraction && numeral.value < Decimal::ONE;
    // Rates are moved by quarters, and move by tenths.
    let parts = |n: i64| (numeral.value * Decimal::from(n)).is_integer();
    // "Lose no sleep **over** three-tenths of a point": nothing has moved by them.
    let tenths = || parts(10) && !doc.is(numeral.tokens.start.wrapping_sub(1), "over");
    let step = fraction && (parts(4) || tenths());
    let tied = past_hyphen(doc, numeral.tokens.end);
    let at = past_article(doc, tied, step);
    if !doc.is_any(at, keys!["point", "points"]) || doc.gap(at) == Gap::Paragraph {
        return None;
    }
    // "a quarter-point cut", "half a point": steps of a rate.
    if fraction {
        return (is_rate_step(doc, at) && (at == tied || is_of_rate(doc, at))).then_some(at + 1);
    }
    if numeral.value.abs() > Decimal::from(30) || numeral.scale != Decimal::ONE {
        return None;
    }
    let sentence = doc.sentence(at);
    let percent = sentence.clone().any(|i| is_percent_word(doc, i));
    let score = |i| is_a(doc, i, WordClass::Index) || is_a(doc, i, WordClass::Score);
    let index = sentence.clone().any(score);
    let growth =
        || doc.is_any(at + 1, keys!["off", "from", "to"]) && doc.is_any(at + 2, keys!["growth", "gdp", "inflation"]);
    ((percent || growth()) && !index).then_some(at + 1)
}

fn is_percent_word(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, keys!["%", "percent", "pct", "percentage"]) || doc.starts(at, keys!["per", "cent"])
}

/// Behind the article of "half **a** point", "a quarter **of a** point".
fn past_article(doc: &Doc, at: usize, step: bool) -> usize {
    let article = at + usize::from(doc.is(at, "of"));
    let whole = step && doc.is_any(article, keys!["a", "one"]) && doc.is(article + 1, "point");
    if whole { article + 1 } else { at }
}

/// "Half a point", where its sentence speaks of what is told in percent; a team loses one too.
fn is_of_rate(doc: &Doc, at: usize) -> bool {
    let told = |i: usize| {
        is_percent_word(doc, i) || doc.is_any(i, keys!["rate", "rates", "growth", "gdp", "inflation", "yield"])
    };
    doc.sentence(at).any(told)
}

fn is_rate_step(doc: &Doc, at: usize) -> bool {
    !doc.sentence(at).any(|i| is_a(doc, i, WordClass::Index))
}
