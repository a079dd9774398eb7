//! Places inside the names of bodies: "China Construction Bank", "the Institute of Accountants in England", "Nissan Europe".

use std::ops::Range;

use super::gazetteer;
use super::surroundings::{Role, has, is_capital_word, spaced};
use crate::text::{Doc, Gap, Key, keys};

/// Bodies whose names may end in "in X" or "for X": "Institute of Chartered Accountants in England", "Economic
/// Commission for Africa".
const LOOSE: &[Key] =
    keys!["institute", "association", "society", "federation", "commission", "council", "forum", "centre", "chamber"];
/// The longest way from a body's first word to the place in its name, and from a place to a body's last word.
const REACH: usize = 7;

/// What kind of name may lie inside a body's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    /// A name or demonym: any body.
    Word,
    /// An abbreviation: companies only ("U.S. Bureau of Labor Statistics" is a bureau of the country).
    Abbreviation,
}

/// Whether the tokens open a body's name or end the name of a company's unit.
pub fn is_beside_body(doc: &Doc, tokens: &Range<usize>, inside: Inside) -> bool {
    // "the NATO-Russia Council": the compound belongs to the body, its halves are countries.
    let half = tokens.start > 0 && doc.is(tokens.start - 1, "-") && doc.glued(tokens.start);
    (!half && opens_body(doc, tokens.end, inside)) || ends_unit(doc, tokens)
}

/// "… Construction Bank": capitalised words up to the last word of a body's name follow.
pub fn opens_body(doc: &Doc, end: usize, inside: Inside) -> bool {
    // "the Iraqi Oil Ministry", "Japanese Technology Minister": a government's, not a body with a country in its name.
    const STATE: &[Key] =
        keys!["minister", "ministers", "ministry", "president", "secretary", "government", "parliament", "envoy"];
    let mut at = end;
    while at < end + REACH && spaced(doc, at) && !doc.is_any(at, STATE) {
        let small = doc.is_any(at, keys!["of", "and", "&", "for", "de"]) && at > end;
        if small {
            if !is_capital_word(doc, at + 1) || doc.hit(at + 1, gazetteer::NAMES).is_some() {
                return false;
            }
        } else if !is_capital_word(doc, at) || (at == end && has(doc, at, Role::Office)) {
            return false;
        } else if has(doc, at, Role::Company) || (inside == Inside::Word && has(doc, at, Role::Organization)) {
            return true;
        } else if inside == Inside::Abbreviation {
            return false; // "US Airways", but not "the huge US Carnival Corporation"
        }
        at += 1;
    }
    false
}

/// "Bank of …", "Institute of Chartered Accountants in …": the first word of a body's name stands before.
pub fn ends_body(doc: &Doc, start: usize) -> bool {
    let mut at = start.wrapping_sub(1);
    if doc.is_any(at, keys!["and", "&"]) {
        // "… in England and Wales": the second follows the first.
        at = (1..=2).map(|words| at.wrapping_sub(words + 1)).find(|&at| !is_capital_word(doc, at)).unwrap_or(at);
    }
    if doc.is(at, "the") {
        at = at.wrapping_sub(1);
    }
    let loose = doc.is_any(at, keys!["in", "for"]);
    if !(loose || doc.is(at, "of")) {
        return false;
    }
    for back in 1..=REACH {
        let word = at.wrapping_sub(back);
        let small = doc.is_any(word, keys!["of", "and", "the", "for", "&", ","]);
        if !small && !is_capital_word(doc, word) {
            return false;
        }
        if doc.is_capital(word) && has(doc, word, Role::BodyOf) && (!loose || doc.is_any(word, LOOSE)) {
            return true;
        }
        if doc.gap(word) == Gap::Paragraph {
            return false;
        }
    }
    false
}

/// "Nissan Europe", "Private Wealth US": the unit of a company in a country.
fn ends_unit(doc: &Doc, tokens: &Range<usize>) -> bool {
    let before = tokens.start.wrapping_sub(1);
    spaced(doc, tokens.start)
        && is_capital_word(doc, before)
        && has(doc, before, Role::Maker)
        && !is_capital_word(doc, tokens.end)
        && !doc.is(tokens.end, "-")
}
