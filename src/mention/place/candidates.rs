//! What may be a place: the longest known phrase at each token, with all that it could mean.
//!
//! Lexicon hits and city names together, from left to right, without overlaps and outside figures. A longer name that
//! is no place ("Bank of America", "French fries") swallows the place words in it. "City, State" is bound here, for
//! towns that no table has as well.

use std::ops::Range;

use super::cities::{self, Namesakes};
use super::evidence::Home;
use super::gazetteer::{self, GAZETTEER, NameRow, Needs, PartRow, RegionRow};
use super::surroundings::{self as around, Role};
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, Gap, TokenKind};

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
    /// Whether a town before its comma binds it.
    pub after_town: bool,
}

/// All candidates of a document, in order.
pub fn find(doc: &Doc, figures: &[Mention]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut figures = figures
        .iter()
        .filter(|m| matches!(m.kind, MentionKind::Money(_) | MentionKind::Period(_)))
        .map(|m| m.tokens.clone())
        .peekable();
    let mut at = 0;
    while at < doc.len() {
        while figures.next_if(|f| f.end <= at).is_some() {}
        if let Some(figure) = figures.peek().filter(|f| f.contains(&at)) {
            at = figure.end;
            continue;
        }
        let Some((end, senses)) = senses_at(doc, at) else {
            at += 1;
            continue;
        };
        if !senses.is_empty() {
            found.push(Candidate { tokens: at..end, senses, home: None, after_town: false });
        }
        at = end;
    }
    bind(doc, found)
}

/// The longest phrase at the token and its meanings; no meanings where it is known to be no place.
fn senses_at(doc: &Doc, at: usize) -> Option<(usize, Vec<Sense>)> {
    let capital = around::is_capital_word(doc, at);
    let hits = doc.hits_at(at);
    let city = if capital { cities::find(doc, at) } else { None };
    let county = if capital { county(doc, at) } else { None };
    if hits.is_empty() && city.is_none() && county.is_none() {
        return None;
    }
    let tables = [gazetteer::NAMES, gazetteer::PARTS, gazetteer::REGIONS, gazetteer::BLOCKERS];
    let hits = || hits.iter().filter(|h| tables.contains(&h.table));
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

/// The token after "Anderson County", "St. Louis County", "Prince George's County".
fn county(doc: &Doc, start: usize) -> Option<usize> {
    let opens = !doc.is_any(start, &["the", "this", "our", "each", "every", "a", "in", "county", "and", "both"]);
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

/// Binds towns to the state or country after their comma, and makes candidates of the towns that no table has.
fn bind(doc: &Doc, found: Vec<Candidate>) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::with_capacity(found.len());
    for mut candidate in found {
        let start = candidate.tokens.start;
        // "Fiat, Italy's largest employer": a possessive belongs to what follows.
        let binds = doc.is(start.wrapping_sub(1), ",")
            && doc.glued(start - 1)
            && doc.kind(candidate.tokens.end) != Some(TokenKind::Clitic);
        if let Some(home) = home_of(&candidate).filter(|_| binds) {
            let comma = start - 1;
            let abbreviated = candidate
                .senses
                .iter()
                .any(|s| matches!(s, Sense::Part(p) if p.phrase.ends_with('.') || p.phrase.len() == 2));
            match out.last_mut().filter(|town| town.tokens.end == comma) {
                Some(town) if abbreviated || is_town(town, home) => {
                    town.home = Some(home);
                    candidate.after_town = true;
                }
                Some(_) => {}
                None => {
                    let taken = out.last().map_or(0, |c| c.tokens.end);
                    if let Some(town) = unknown_town(doc, comma, taken, abbreviated) {
                        out.push(Candidate {
                            tokens: town,
                            senses: vec![Sense::Town],
                            home: Some(home),
                            after_town: false,
                        });
                        candidate.after_town = true;
                    }
                }
            }
        }
        out.push(candidate);
    }
    out
}

/// The place that a phrase after a comma names, where it is large enough to say where a town lies.
fn home_of(candidate: &Candidate) -> Option<Home> {
    candidate.senses.iter().find_map(|sense| match sense {
        Sense::Part(row) => Some(Home { country: row.country, region: row.region }),
        Sense::Country(row) if row.form != super::CountryForm::Demonym => {
            Some(Home { country: row.country, region: "" })
        }
        _ => None,
    })
}

/// Whether the candidate may be a town in `home`: a city of the table there, or a name that towns borrow.
fn is_town(town: &Candidate, home: Home) -> bool {
    town.senses.iter().any(|sense| match sense {
        Sense::City(cities) => {
            cities.iter().any(|c| c.country == home.country && (c.region == home.region || home.region.is_empty()))
                || (!home.region.is_empty() && cities.iter().all(|c| c.population < 1_000_000))
        }
        Sense::Country(row) => matches!(row.needs, Needs::Town | Needs::Name) && home.country.iso2 == "US",
        Sense::County => home.country.iso2 == "US",
        _ => false,
    })
}

/// The capitalised words before the comma, if they look like a town's name there.
fn unknown_town(doc: &Doc, comma: usize, taken: usize, abbreviated: bool) -> Option<Range<usize>> {
    let mut start = comma;
    while start > taken && comma - start < 4 {
        let word = start - 1;
        let joint = matches!(doc.word(word), "." | "-" | "'") && start < comma;
        if !(joint || around::is_capital_word(doc, word)) || (start < comma && doc.gap(start) == Gap::Paragraph) {
            break;
        }
        if around::has(doc, word, Role::Locative) {
            break;
        }
        start = word;
    }
    let town = start..comma;
    let first = doc.word(start);
    let placed = around::after_locative(doc, start) || doc.opens_paragraph(start);
    let person = around::is_given_name(first) || around::is_surname(doc, start);
    (!town.is_empty() && around::is_capital_word(doc, start) && first.len() > 2 && !person && (abbreviated || placed))
        .then_some(town)
}
