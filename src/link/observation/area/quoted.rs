//! The money that a bare rate of exchange is told in: "the yen fell to **155.10** against the dollar" is in yen.
//!
//! Of two currencies the markets price one in units of the other, always the same way round: `quoted.tsv` has the order.
//! Guarantees: a rate that is written with a currency keeps that one, and a currency outside the table has none.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lang::tsv;
use crate::link::observation::Area;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::nouns::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, keys};

/// A currency and its place in the order of quotation.
struct Row {
    currency: &'static str,
    rank: u8,
}

static ROWS: LazyLock<FxHashMap<&'static str, Row>> = LazyLock::new(|| {
    let rows = tsv::rows(include_str!("quoted.tsv"), ["area", "currency", "rank"]);
    rows.map(|[area, currency, rank]| (area, Row { currency, rank: rank.parse().expect("a rank is a number") }))
        .collect()
});

/// The currency of a rate's level that has no unit of its own, for a rate between two countries' money; one that names one side
/// alone is told against the dollar.
pub fn unit(
    doc: &Doc,
    frame: &Frame,
    figure: &Mention,
    of: Option<&Area>,
    with: Option<&Area>,
) -> Option<&'static str> {
    const DOLLAR: &str = "US";
    let bare = matches!(&figure.kind, MentionKind::Quantity(q) if q.unit.is_none());
    let own = &frame.segments[frame.segment_of(figure.tokens.start)].tokens;
    // "The dollar **index** fell to 98.4": of several currencies, in none of them.
    let basket = || (own.start..figure.tokens.start).any(|i| nouns::is(doc, i, Class::Basket));
    if !bare || basket() {
        return None;
    }
    // The money of another clause is not what this one is told in: "slid to 143.9 yen, and sterling stood at 1.3510".
    let priced = own.clone().any(|i| doc.is_any(i, keys!["against", "versus", "per", "to"]));
    let row = |area: &Area| ROWS.get(area.code?);
    let one = row(of?)?;
    let other = match with.filter(|_| priced) {
        Some(with) => row(with)?,
        None => ROWS.get(DOLLAR)?,
    };
    (one.currency != other.currency).then_some(if one.rank < other.rank { other.currency } else { one.currency })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        let rows = ROWS.values();
        assert!(ROWS.len() > 40);
        assert!(rows.into_iter().all(|row| row.currency.len() == 3 && (1..=9).contains(&row.rank)));
    }
}
