//! The money that a bare rate of exchange is told in: "the yen fell to **155.10** against the dollar" is in yen.
//!
//! Of two currencies the markets price one in units of the other, always the same way round: `quoted.tsv` has the order.
//! Guarantees: a rate that is written with a currency keeps that one, and a currency outside the table has none.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lang::tsv;
use crate::link::observation::{Area, Measure};
use crate::mention::{Mention, MentionKind};

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

/// The currency of a level without a unit of its own, of a rate between two countries' money; a rate that names one side alone is
/// told against the dollar.
pub fn unit(figure: &Mention, measure: Measure, of: Option<&Area>, with: Option<&Area>) -> Option<&'static str> {
    const DOLLAR: &str = "US";
    let bare = matches!(&figure.kind, MentionKind::Quantity(q) if q.unit.is_none());
    if !bare || measure != Measure::Level {
        return None;
    }
    let row = |area: Option<&Area>| ROWS.get(area?.code?);
    let (one, other) = (row(of)?, with.map_or_else(|| ROWS.get(DOLLAR), |with| row(Some(with)))?);
    (one.currency != other.currency).then_some(if one.rank < other.rank { other.currency } else { one.currency })
}

/// "The dollar **index**", "sterling's **trade-weighted** index": of several currencies, in none of them.
pub fn is_index(phrase: &str) -> bool {
    ["index", "gauge", "effective", "weighted"].iter().any(|word| phrase.contains(word))
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
