//! "**The 10-year** rose to 4.5%", "the two-year was at 4.7%": bonds called by nothing but how long they run, whose figure is what
//! they yield.
//!
//! Guarantees: a span of years names a bond only where no noun stands behind it ("the 10-year deal", "a 10-year high"), where an
//! article, an owner or a country before it makes a thing of it, and where the next figure is a percentage.

use std::ops::Range;

use super::predicate::{Predicate, Reading};
use super::words::{self, Class};
use crate::link::observation::indicator::{self, Named};
use crate::mention::period::is_past;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, TokenKind, keys};

/// Adds the bonds that `periods` are the tenors of. `is_place` tells the tokens of places.
pub fn read(
    doc: &Doc,
    mentions: &[Mention],
    [periods, figures]: [&[usize]; 2],
    predicates: &[Predicate],
    is_place: impl Fn(usize) -> bool,
    indicators: &mut Vec<Named>,
) {
    for tenor in periods.iter().map(|&i| &mentions[i].tokens) {
        // "Its two-year **counterpart**" is no noun of another thing.
        let noun = usize::from(doc.is_any(tenor.end, keys!["counterpart", "equivalent", "sibling"]));
        let tenor = &(tenor.start..tenor.end + noun);
        let named = |n: &Named| n.tokens.start < tenor.end && tenor.start < n.tokens.end;
        if !is_bare(doc, tenor, tenor.end - 1 - noun, predicates, &is_place) || indicators.iter().any(named) {
            continue;
        }
        let next = figures.iter().map(|&i| &mentions[i]).find(|m| m.tokens.start >= tenor.end);
        let yields = next.is_some_and(|m| matches!(m.kind, MentionKind::Percentage(_)));
        if let Some(indicator) = indicator::of_code("bond_yield").filter(|_| yields) {
            let place = indicators.partition_point(|n| n.tokens.start < tenor.start);
            indicators.insert(place, Named { tokens: tenor.clone(), indicator, weak: false });
        }
    }
}

/// Whether a period is a span of years that stands as a noun of its own.
fn is_bare(
    doc: &Doc,
    tenor: &Range<usize>,
    year: usize,
    predicates: &[Predicate],
    is_place: impl Fn(usize) -> bool,
) -> bool {
    // "10-year", which nothing but a tenor is written as.
    let before = tenor.start.wrapping_sub(1);
    if !doc.is(year, "year") || !doc.is(year.wrapping_sub(1), "-") || year == tenor.start {
        return false;
    }
    // "**The** 10-year", "**Germany's** 10-year", "the **benchmark** 10-year", "the **Italian** 10-year"
    let determined = doc.is_any(before, keys!["the", "benchmark", "its", "their"])
        || doc.kind(before) == Some(TokenKind::Clitic)
        || tenor.start > 0 && is_place(before);
    // "**The two-year**, more sensitive to the Fed, gained 4 basis points": its verb behind an aside.
    let aside = || {
        let next = tenor.end + 1;
        doc.is(tenor.end, ",")
            && before < tenor.start
            && doc.opens_sentence(before)
            && !doc.is_any(next, keys!["the", "a", "an", "it", "he"])
    };
    determined && (is_verb(doc, tenor.end, predicates) || aside())
}

/// Whether a clause goes on behind the tenor with its verb or its figure, and not with a noun.
fn is_verb(doc: &Doc, next: usize, predicates: &[Predicate]) -> bool {
    let told = predicates.iter().find(|p| p.tokens.start == next);
    let plain = |p: &Predicate| !p.can_be(Reading::Noun) && (p.is_change() || p.can_be(Reading::Level));
    // "Yielded 3.2%", not "the 10-year **annualized return**".
    let alone = doc.kind(next + 1) != Some(TokenKind::Word)
        || words::is(doc, next + 1, Class::Closed)
        || words::is(doc, next + 1, Class::Light);
    told.is_some_and(plain)
        || is_past(doc, next) && alone
        || words::is(doc, next, Class::Auxiliary)
        || doc.is_any(next, keys!["at", "was", "is", "to", "yields", "hit", "last"])
        || doc.is(next, ",") && doc.is_any(next + 1, keys!["which", "up", "down", "at"])
}
