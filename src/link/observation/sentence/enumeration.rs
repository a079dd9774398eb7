//! Nouns that a preposition governs one after another: "sales **of cars, trucks and buses** rose". Their commas part no clauses.
//!
//! Guarantees: asked in order of a stretch's commas, a whole list is told at its first; what a figure, a period, a name or a verb
//! stands in is no list of nouns.

use std::ops::Range;

use super::predicate;
use super::words::{self, Class};
use crate::mention::period::is_past;
use crate::text::{Doc, TokenKind, keys};

/// The most words of one of the nouns: "building materials", "non-energy industrial goods".
const LONGEST: usize = 5;

/// Where the list ends whose first noun ends at a comma, in a stretch that begins at `stretch.start` and ends with the sentence.
pub fn end(doc: &Doc, comma: usize, stretch: &Range<usize>, taken: impl Fn(usize) -> bool) -> Option<usize> {
    let noun = |i: usize| is_noun(doc, i) && !taken(i);
    // "Food, **fuel** and rents": one word alone may be a verb elsewhere; "cars **rose**" is no noun of two words.
    let goes_on = |i: usize| noun(i) && !predicate::may_begin(doc, i);
    let item = |from: usize| {
        let first = noun(from).then_some(from + 1)?;
        (first..stretch.end.min(from + LONGEST)).find(|&i| !goes_on(i))
    };

    let leaves_out = |i: usize| words::is(doc, i, Class::Omitting);

    // "**Sales of** cars", "sales **excluding** cars": something is of them, or not.
    let first = (stretch.start..comma).rev().take(LONGEST).take_while(|&i| noun(i)).last()?;
    let governor = first.checked_sub(1).filter(|&i| doc.is_any(i, keys!["of", "for", "on"]) || leaves_out(i))?;
    let governed = leaves_out(governor)
        || governor > stretch.start && doc.kind(governor - 1) == Some(TokenKind::Word) && !taken(governor - 1);
    // "**After** a fall in sales of homes, builders and lenders gave up 5%": what leads in ends at the comma.
    let lead = [Class::Closed, Class::Opening, Class::Cause];
    let leads = lead.iter().any(|&class| words::is(doc, stretch.start, class))
        && !doc.is_any(stretch.start, keys!["the", "a", "an", "its", "their"]);
    if !governed || leads && stretch.start + 1 < governor && doc.opens_sentence(stretch.start) {
        return None;
    }

    let mut at = item(comma + 1)?;
    while doc.is(at, ",") && noun(at + 1) {
        at = item(at + 1)?;
    }
    let joint = at + usize::from(doc.is(at, ","));
    doc.is_any(joint, keys!["and", "or"]).then(|| item(joint + 1)).flatten()
}

/// A word that may stand in a noun of a list.
fn is_noun(doc: &Doc, at: usize) -> bool {
    let small = || doc.kind(at) == Some(TokenKind::Word) && !doc.is_capital(at);
    const OTHER: [Class; 5] = [Class::Closed, Class::Pronoun, Class::Finite, Class::Auxiliary, Class::Omitting];
    doc.ties(at) || small() && !OTHER.iter().any(|&class| words::is(doc, at, class)) && !is_past(doc, at)
}
