//! "City, State" and "City, Country": the words after the comma say where the town lies.
//!
//! A bound town needs no table: "Troy, N.C." makes a candidate of any capitalised words. Guarantees that candidates stay
//! in order and apart.

use super::CountryForm;
use super::candidates::{Candidate, Sense};
use super::evidence::Home;
use super::gazetteer::Needs;
use super::surroundings::{self as around, Role};
use crate::text::{Doc, Gap, TokenKind};

/// A city of that many people is not taken for its namesake in a state that no table puts one in.
const WORLD_CITY: u64 = 1_000_000;
/// The longest town name that only its state makes known, in tokens.
const LONGEST: usize = 4;

/// Binds towns to the place after their comma, and makes candidates of the towns that no table has.
pub fn bind(doc: &Doc, found: Vec<Candidate>) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::with_capacity(found.len());
    for mut candidate in found {
        let homes = homes_of(doc, &candidate);
        if let Some(last) = homes.last().copied() {
            let comma = candidate.tokens.start - 1;
            let sure = candidate.senses.iter().any(|s| matches!(s, Sense::Part(part) if part.is_abbreviated()));
            let taken = out.len().checked_sub(2).map_or(0, |before| out[before].tokens.end);
            if let Some(town) = out.last_mut().filter(|town| town.tokens.end == comma) {
                town.home = homes.iter().copied().find(|home| sure || is_town(town, *home));
                candidate.after_town = town.home;
                if town.home.is_some() {
                    town.tokens.start = first_of_name(doc, town.tokens.start, taken);
                }
            } else if let Some(start) = unknown_town(doc, comma, sure) {
                // Of a country and a state of one name, the state has the small towns: the last.
                while out.pop_if(|c| c.tokens.end > start).is_some() {}
                out.push(Candidate {
                    tokens: start..comma,
                    senses: vec![Sense::Town],
                    home: Some(last),
                    after_town: None,
                });
                candidate.after_town = Some(last);
            }
        }
        out.push(candidate);
    }
    out
}

/// The places that a phrase after a comma may name and that a town can lie in, countries first. None where the phrase
/// belongs to what follows: "Fiat, Italy's largest employer", "at the talks, Libya called".
fn homes_of(doc: &Doc, candidate: &Candidate) -> Vec<Home> {
    let (start, end) = (candidate.tokens.start, candidate.tokens.end);
    let after_comma = start > 0 && doc.is(start - 1, ",") && doc.glued(start - 1);
    if !after_comma || doc.kind(end) == Some(TokenKind::Clitic) {
        return Vec::new();
    }
    let closed = doc.kind(end) != Some(TokenKind::Word) || doc.gap(end) == Gap::Paragraph;
    let home = |sense: &Sense| match sense {
        Sense::Part(row) => Some(Home { country: row.country, region: row.region }),
        Sense::Country(row) if closed && row.form != CountryForm::Demonym => {
            Some(Home { country: row.country, region: "" })
        }
        _ => None,
    };
    candidate.senses.iter().filter_map(home).collect()
}

/// Whether the candidate may be a town in `home`: a city of the table there, or a name that towns borrow. A state is
/// none: "Colorado, Florida and Nevada".
fn is_town(town: &Candidate, home: Home) -> bool {
    let state = town.senses.iter().any(|s| matches!(s, Sense::Part(row) if row.country == home.country));
    !state
        && town.senses.iter().any(|sense| match sense {
            Sense::City(cities) => {
                cities.iter().any(|c| c.country == home.country && (c.region == home.region || home.region.is_empty()))
                    || (!home.region.is_empty() && cities.iter().all(|c| c.population < WORLD_CITY))
            }
            Sense::Country(row) => {
                matches!(row.needs, Needs::Town | Needs::Name | Needs::Borrowed) && home.country.iso2 == "US"
            }
            Sense::County => home.country.iso2 == "US",
            _ => false,
        })
}

/// Where the name of a town begins whose end stands at `start`: "Canal Winchester, Ohio", "New Providence, N.J.".
fn first_of_name(doc: &Doc, start: usize, taken: usize) -> usize {
    let before = start.wrapping_sub(1);
    let name = start > taken
        && around::spaced(doc, start)
        && around::is_capital_word(doc, before)
        && doc.word(before).contains(char::is_lowercase)
        && around::after_locative(doc, before);
    if name { before } else { start }
}

/// Where the capitalised words before the comma begin, if they look like a town's name there: after "in" or the like,
/// in capitals at a paragraph's start, or before an abbreviation that nothing else is written before.
fn unknown_town(doc: &Doc, comma: usize, abbreviated: bool) -> Option<usize> {
    let mut start = comma;
    while start > 0 && comma - start < LONGEST {
        let word = start - 1;
        let joint = start < comma && matches!(doc.word(word), "." | "-" | "'");
        let parted = start < comma && doc.gap(start) == Gap::Paragraph;
        if parted || !(joint || around::is_capital_word(doc, word)) || around::has(doc, word, Role::Locative) {
            break;
        }
        start = word;
    }
    let first = doc.word(start);
    let dateline = doc.opens_paragraph(start) && !first.contains(char::is_lowercase);
    let placed = around::after_locative(doc, start) || dateline;
    let person = around::is_given_name(first) || around::is_surname(doc, start);
    let named = start < comma && around::is_capital_word(doc, start) && first.len() > 2 && !person;
    (named && (abbreviated || placed)).then_some(start)
}
