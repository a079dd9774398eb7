//! What may be a place: the longest known phrase at each token, with all that it could mean.
//!
//! Lexicon hits and city names together, from left to right, without overlaps and outside periods. In "5 billion US
//! dollars" the country is said and found; the `US` of `US$5` is a part of the sign. A longer name that
//! is no place ("Bank of America", "French fries") swallows the place words in it.

use std::ops::Range;

use super::CountryForm;
use super::binding;
use super::cities::{self, Namesakes};
use super::evidence::Home;
use super::gazetteer::{self, GAZETTEER, NameRow, PartRow, RegionRow};
use super::surroundings as around;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, Tables, TokenKind, keys};

/// One meaning of a phrase.
#[derive(Debug, Clone)]
pub enum Sense {
    /// A country.
    Country(&'static NameRow),
    /// A part of a country.
    Part(&'static PartRow),
    /// A city of that name.
    City(Namesakes),
    /// A region or group.
    Region(&'static RegionRow),
    /// A town that only its binding makes known: "Troy, N.C.".
    Town,
    /// A county.
    County,
}

/// A phrase that may be a place.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it could mean, in the order of the tables.
    pub senses: Vec<Sense>,
    /// The state or country after its comma.
    pub home: Option<Home>,
    /// What it is to the town before its comma.
    pub after_town: Option<Home>,
}

/// The tables of places, and of what is none.
const TABLES: Tables = Tables::of(&[gazetteer::NAMES, gazetteer::PARTS, gazetteer::REGIONS, gazetteer::BLOCKERS]);
/// Where a place may begin.
const ANY: Tables = TABLES.or(Tables::CAPITALS);

/// All candidates of a document, in order.
pub fn find(doc: &Doc, figures: &[Mention]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut figures =
        figures.iter().filter(|m| matches!(m.kind, MentionKind::Period(_))).map(|m| m.tokens.clone()).peekable();
    let mut at = doc.seek(0..doc.len(), ANY);
    while at < doc.len() {
        while figures.next_if(|f| f.end <= at).is_some() {}
        if let Some(figure) = figures.peek().filter(|f| f.contains(&at)) {
            at = doc.seek(figure.end..doc.len(), ANY);
            continue;
        }
        let Some((end, senses)) = senses_at(doc, at) else {
            at = doc.seek(at + 1..doc.len(), ANY);
            continue;
        };
        let sign = doc.glued(end) && doc.kind(end) == Some(TokenKind::Symbol) && doc.is(end, "$");
        if !senses.is_empty() && !sign {
            found.push(Candidate { tokens: at..end, senses, home: None, after_town: None });
        }
        at = doc.seek(end..doc.len(), ANY);
    }
    binding::bind(doc, found)
}

/// The longest phrase at the token, where one may begin, and its meanings; no meanings where it is known to be no place.
fn senses_at(doc: &Doc, at: usize) -> Option<(usize, Vec<Sense>)> {
    let capital = around::is_capital_word(doc, at);
    let known = doc.has_hit(at, TABLES);
    let city = if capital { cities::find(doc, at) } else { None };
    let county = if capital { county(doc, at) } else { None };
    let hits = if known { doc.hits_at(at) } else { &[] };
    let hits = || hits.iter().filter(|h| TABLES.contains(h.table));
    let longest = hits().map(|h| h.tokens.end).max();
    let end = longest.max(city.as_ref().map(|c| c.0)).max(county)?;
    let here = || hits().filter(|h| h.tokens.end == end);
    if here().any(|h| h.table == gazetteer::BLOCKERS) {
        return Some((end, Vec::new()));
    }
    let mut senses = Vec::new();
    for hit in here() {
        let row = hit.row as usize;
        match hit.table {
            gazetteer::NAMES => senses.push(Sense::Country(&GAZETTEER.names[row])),
            gazetteer::PARTS => senses.push(Sense::Part(&GAZETTEER.parts[row])),
            gazetteer::REGIONS => senses.push(Sense::Region(&GAZETTEER.regions[row])),
            _ => {}
        }
    }
    if let Some((_, cities)) = city.filter(|c| c.0 == end) {
        senses.push(Sense::City(cities));
    }
    if county == Some(end) {
        senses.push(Sense::County);
    }
    Some((end, senses))
}

/// The country, region or group named last among the tokens of a name: "Pelham **India** Services". What a longer name of another
/// thing holds ("Bank of **America**", "Air **China**"), people and towns are none.
pub fn inside(doc: &Doc, tokens: Range<usize>) -> Option<(&'static str, Option<&'static str>)> {
    let (mut at, mut found) = (tokens.start, None);
    while at < tokens.end {
        let Some((end, senses)) = senses_at(doc, at).filter(|_| doc.is_capital(at)) else {
            at += 1;
            continue;
        };
        let named = senses.iter().find_map(|sense| match sense {
            Sense::Country(row) if matches!(row.form, CountryForm::Name | CountryForm::Abbreviation) => {
                Some((row.country.name, Some(row.country.iso2)))
            }
            Sense::Region(row) => Some((row.name, row.code)),
            _ => None,
        });
        found = named.filter(|_| end <= tokens.end).or(found);
        at = end;
    }
    found
}

/// The token after "Anderson County", "St. Louis County", "Prince George's County".
fn county(doc: &Doc, start: usize) -> Option<usize> {
    let opens = !doc.is_any(start, keys!["the", "this", "our", "each", "every", "a", "in", "county", "and", "both"]);
    let mut at = start + 1;
    while opens && at <= start + 4 {
        if doc.is(at, "county") {
            return (doc.is_capital(at) && around::spaced(doc, at)).then_some(at + 1);
        }
        let joins = doc.kind(at) == Some(TokenKind::Clitic) || (doc.is(at, ".") && doc.is(start, "st"));
        if !(joins || (around::is_capital_word(doc, at) && around::spaced(doc, at))) {
            return None;
        }
        at += 1;
    }
    None
}
