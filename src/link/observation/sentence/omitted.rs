//! Prices by what is left out of them: "**stripping out volatile food and fuel costs**, inflation rose", "**without energy,
//! food, alcohol and tobacco**"; and what they are called beside inflation, where that is all that is said: "**core**", "**headline**".
//!
//! No list holds them all: a word of leaving out stands before things that come and go in price, in any order.
//!
//! Guarantees: food alone makes no core rate ("retail sales excluding food"), nor does fuel alone (an airline's costs).

use std::ops::Range;

use super::predicate::Predicate;
use super::words::{self, Class};
use crate::link::observation::indicator::{self, Named};
use crate::text::{Doc, Key, keys};

/// Adds the core rates that `tokens` tell by what they leave out, for whatever is named within. `taken` holds tokens back.
pub fn read(doc: &Doc, tokens: &Range<usize>, taken: impl Fn(usize) -> bool, indicators: &mut Vec<Named>) {
    let mut at = tokens.start;
    while at < tokens.end {
        // "All items **less** food and energy", not "with less energy and food".
        let less = || {
            const WHOLE: &[Key] = keys!["items", "prices", "cpi", "index", "inflation", "goods", "services"];
            doc.is(at, "less") && doc.is_any(at.wrapping_sub(1), WHOLE)
        };
        let leaving = || doc.is_any(at, keys!["leaving", "leaves"]) && doc.is(at + 1, "out");
        let leaves = words::is(doc, at, Class::Omitting) || less() || leaving();
        let Some(end) = leaves.then(|| end_of(doc, at, tokens.end, &taken)).flatten() else {
            at += 1;
            continue;
        };
        // "**All items less** food and energy" is in the list, with what stands before; "exports excluding energy" are no prices.
        let other = |n: &Named| {
            const PRICES: [&str; 5] = ["cpi", "core_cpi", "inflation_expectations", "stock_index", "policy_rate"];
            (n.tokens.end == at || n.tokens.end + 1 == at && doc.is(n.tokens.end, ","))
                && !PRICES.contains(&n.row().code)
        };
        let listed = indicators.iter().any(|n| n.tokens.start < at && at < n.tokens.end || other(n));
        if let Some(indicator) = indicator::of_code("core_cpi").filter(|_| !listed) {
            indicators.retain(|n| n.tokens.end <= at || end <= n.tokens.start);
            let place = indicators.partition_point(|n| n.tokens.start < at);
            indicators.insert(place, Named { tokens: at..end, indicator, weak: false });
        }
        at = end;
    }
}

/// What prices are called beside inflation, and which indicator that is.
const BARE: [(&str, &str); 2] = [("core", "core_cpi"), ("headline", "cpi")];

/// Whether a subject is called so and no more.
pub fn is_bare(phrase: &str) -> bool {
    BARE.iter().any(|(word, _)| phrase.eq_ignore_ascii_case(word))
}

/// Adds the rates that a sentence on prices calls by "core" or "headline" and no more: "inflation eased to 2.5% and **core** to
/// 2.8%", "CPI rose 0.3%, with **core** up 0.2%"; not "core costs", "at the core of inflation".
pub fn read_bare(
    doc: &Doc,
    tokens: &Range<usize>,
    predicates: &[Predicate],
    is_figure: impl Fn(usize) -> bool,
    indicators: &mut Vec<Named>,
) {
    let prices = |n: &Named| matches!(n.row().code, "cpi" | "core_cpi");
    let Some(first) = indicators.iter().find(|n| prices(n)).map(|n| n.tokens.end) else { return };
    for at in first..tokens.end {
        let Some((_, code)) = BARE.iter().find(|(word, _)| doc.is(at, word)) else { continue };
        let next = at + 1;
        let told = predicates.iter().any(|p| p.tokens.start == next)
            || doc.is_any(next, keys!["at", "to", "by"]) && is_figure(next + 1)
            || doc.is_any(next, keys!["was", "came", "is"])
            || is_figure(next);
        if told && let Some(indicator) = indicator::of_code(code) {
            let place = indicators.partition_point(|n| n.tokens.start < at);
            indicators.insert(place, Named { tokens: at..next, indicator, weak: false });
        }
    }
}

/// The end of the things left out, where they make a core rate.
fn end_of(doc: &Doc, at: usize, limit: usize, taken: impl Fn(usize) -> bool) -> Option<usize> {
    let first = at + 1 + usize::from(doc.is_any(at + 1, keys!["out", "away"]));
    // "Without energy**, prices** rose": what stands behind the comma is what is measured.
    let measured = |i: usize| doc.is(i - 1, ",") && doc.is_any(i, keys!["prices", "costs"]);
    let thing = |i: usize| words::is(doc, i, Class::Volatile) && !measured(i);
    let joins = |i: usize| doc.is_any(i, keys![",", "and", "such", "as", "like", "the"]);
    let end = (first..limit).take_while(|&i| !taken(i) && (thing(i) || joins(i))).filter(|&i| thing(i)).last()? + 1;
    let has = |things: &[Key]| (first..end).any(|i| doc.is_any(i, things));
    let food = has(keys!["food"]) && has(keys!["energy", "fuel"]);
    // "The **less volatile** comparison" leaves nothing out.
    let bare = doc.is(at, "less") && end == first + 1;
    (food || !bare && has(keys!["energy", "volatile", "fresh"])).then_some(end)
}
