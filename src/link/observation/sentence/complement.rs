//! A noun whose complement says what it is of: "**prices of new homes**" are home prices, "**prices at the grocery
//! store**" grocery prices, "**spending on infrastructure**" infrastructure spending.
//!
//! English says most compounds of two nouns the other way round too. So every phrase of two words in the list of
//! indicators is also known by its second word with the first behind a preposition: no phrase has to be listed twice.
//!
//! Guarantees: a phrase of more than one word is left as it is ("price of gold", "cost of living"); the complement's
//! head decides ("prices of home insurance" are none of homes), save of a place where something is sold.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::predicate::Predicate;
use super::words::{self, Class};
use crate::link::observation::indicator::{self, Named};
use crate::text::{Doc, TokenKind, keys};

/// The indicators of the compounds, by their second word and their first, both in the singular.
static COMPOUNDS: LazyLock<FxHashMap<&str, FxHashMap<&str, usize>>> = LazyLock::new(|| {
    let mut compounds: FxHashMap<&str, FxHashMap<&str, usize>> = FxHashMap::default();
    for (phrase, row) in indicator::strong_phrases() {
        // "The index for services" is one of prices or output as often as of managers.
        if indicator::row(row).code == "pmi" {
            continue;
        }
        if let Some((first, second)) = phrase.split_once(' ').filter(|(_, second)| !second.contains(' ')) {
            compounds.entry(singular(second)).or_default().entry(singular(first)).or_insert(row);
        }
    }
    compounds
});

/// How many words of a complement are looked at.
const REACH: usize = 4;

/// Lets the complement say what the nouns in `tokens` measure. `taken` holds tokens back, those of longer names too ("sales
/// at **Home Depot**" are none of homes).
pub fn read(
    doc: &Doc,
    tokens: Range<usize>,
    predicates: &[Predicate],
    taken: impl Fn(usize) -> bool,
    indicators: &mut Vec<Named>,
) {
    for at in tokens.start..tokens.end.saturating_sub(2) {
        if !doc.is_any(at + 1, keys!["of", "for", "on", "at"]) || taken(at) {
            continue;
        }
        let Some(firsts) = COMPOUNDS.get(singular(doc.lower(at))) else { continue };
        let held = |n: &Named| n.tokens.contains(&at) && (!n.weak || n.tokens.len() > 1);
        if indicators.iter().any(held) || predicates.iter().any(|p| p.is_change() && p.tokens.contains(&at)) {
            continue;
        }
        let place = doc.is(at + 1, "at");
        let ends = |i: usize| {
            i >= tokens.end
                || taken(i)
                || doc.kind(i) != Some(TokenKind::Word)
                || words::is(doc, i, Class::Closed)
                || words::is(doc, i, Class::Auxiliary)
                || words::is(doc, i, Class::Finite)
                || predicates.iter().any(|p| p.tokens.start == i)
                // "The median price of a home sold"
                // … but "of a previously owned home"
                || words::is(doc, i, Class::Owning) && !doc.lower(i - 1).ends_with("ly")
        };
        let first = at + 2 + usize::from(doc.is_any(at + 2, keys!["the", "a", "an", "its", "their", "all"]));
        let found = (first..first + REACH)
            .take_while(|&i| !ends(i))
            .filter(|&i| place || ends(i + 1))
            // "Sales **at its cloud unit**": where, and no units.
            .filter(|&i| !(place && doc.is_any(i, keys!["unit", "units", "volume"])))
            .find_map(|i| firsts.get(singular(doc.lower(i))).map(|&row| (i, row)));
        let Some((last, indicator)) = found else { continue };
        let whole = at..(last + 1..first + REACH).find(|&i| ends(i)).unwrap_or(last + 1);
        indicators.retain(|n| n.tokens.end <= whole.start || whole.end <= n.tokens.start);
        let place = indicators.partition_point(|n| n.tokens.start < at);
        indicators.insert(place, Named { tokens: whole, indicator, weak: false });
    }
}

/// The indicator of a thing's price, where the list has a name for it: "corn prices".
pub fn price_of(thing: &str) -> Option<usize> {
    COMPOUNDS.get("price")?.get(singular(thing)).copied()
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}
