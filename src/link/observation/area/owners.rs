//! The country of a market, an index or a kind of bond: "the Dow", "Treasurys", "gilts".

use std::ops::Range;
use std::sync::LazyLock;

use super::of_code;
use crate::lang::tsv;
use crate::link::observation::Area;
use crate::text::{Case, Doc, LexiconBuilder, TableId};

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

/// The markets that a text names: where, and of which area.
pub fn markets(doc: &Doc) -> impl Iterator<Item = (usize, Area)> {
    doc.hits(OWNERS).filter_map(|hit| Some((hit.tokens.start, of_code(ROWS[hit.row as usize].1)?)))
}

/// The area of the market that the subject names.
pub fn market_in(doc: &Doc, subject: &Range<usize>) -> Option<Area> {
    // "The Dow", "U.S. Treasury yields": the owner's name may begin a word before the subject or lie inside it.
    (subject.start.saturating_sub(1)..subject.end).find_map(|i| market(doc, i)).map(|(_, area)| area)
}
