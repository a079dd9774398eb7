//! The country of a market, an index or a kind of bond: "the Dow", "Treasurys", "gilts".

use std::ops::Range;
use std::sync::LazyLock;

use super::of_code;
use crate::lang::tsv;
use crate::link::observation::Area;
use crate::link::observation::sentence::acts;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::place;
use crate::text::{Case, Doc, LexiconBuilder, TableId, TokenKind, keys};

const OWNERS: TableId = TableId(62);

static ROWS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    tsv::rows(include_str!("owners.en.tsv"), ["phrase", "area"]).map(|[phrase, area]| (phrase, area)).collect()
});

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, (phrase, _)) in ROWS.iter().enumerate() {
        lexicon.add(OWNERS, row, phrase, Case::Capital);
    }
}

/// The area of a market, an index or a kind of bond that the token begins to name.
pub fn market(doc: &Doc, at: usize) -> Option<(Range<usize>, Area)> {
    let hit = doc.hit(at, OWNERS)?;
    of_code(ROWS[hit.row as usize].1).map(|area| (hit.tokens.clone(), area))
}

/// "The Pelham **India** Services PMI": the country inside the name of an index or a survey that the subject ends, where it is
/// written as one: a run of capitals that goes before it.
pub fn country_of_index(doc: &Doc, subject: &Range<usize>) -> Option<Area> {
    const LONGEST: usize = 8;
    let written = |i: usize| {
        doc.kind(i) == Some(TokenKind::Word) && (doc.is_capital(i) || doc.is(i, "of")) || doc.is_any(i, keys!["&", "/"])
    };
    let least = subject.start.saturating_sub(LONGEST).max(doc.sentence(subject.start).start);
    let start = (least..subject.start).rev().take_while(|&i| written(i)).last()?;
    let named = doc.is_capital(subject.start).then(|| place::inside_name(doc, start..subject.start)).flatten()?;
    Some(Area { name: named.0, code: named.1 })
}

/// The countries of the purchasing managers' indexes that a text names: where, and which.
pub fn surveyed(doc: &Doc) -> impl Iterator<Item = (usize, Area)> {
    let pmi = (0..doc.len()).filter(|&i| doc.is(i, "pmi"));
    pmi.filter_map(|i| Some((i, country_of_index(doc, &(i..i + 1))?)))
}

/// The markets that a text names: where, and of which area.
pub fn markets(doc: &Doc) -> impl Iterator<Item = (usize, Area)> {
    let named = doc.hits(OWNERS).filter(|hit| !is_office(doc, hit.tokens.start));
    named.filter_map(|hit| Some((hit.tokens.start, of_code(ROWS[hit.row as usize].1)?)))
}

/// "**The Treasury** borrowed £4bn", "the UK Treasury said": a ministry, which other countries have too, and not its bonds ("Treasury
/// yields").
fn is_office(doc: &Doc, at: usize) -> bool {
    let end = at + 1;
    // … nor "the 10-year **Treasury**".
    doc.is(at, "treasury")
        && !doc.is(at.wrapping_sub(1), "year")
        && (doc.kind(end) != Some(TokenKind::Word)
            || words::is(doc, end, Class::Closed)
            || acts::is_past_form(doc, end))
}

/// The area of the market that the subject names.
pub fn market_in(doc: &Doc, subject: &Range<usize>) -> Option<Area> {
    // "The Dow", "U.S. Treasury yields": the owner's name may begin a word before the subject or lie inside it.
    let mut named = (subject.start.saturating_sub(1)..subject.end).filter(|&i| !is_office(doc, i));
    named.find_map(|i| market(doc, i)).map(|(_, area)| area)
}
