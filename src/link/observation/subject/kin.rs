//! Indicators that one loose word can mean, and how words of one noun are told.
//!
//! A part of [`super::meant`].

use crate::link::observation::indicator::{self, Named};
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::topic::Subject;
use crate::text::{Doc, TokenKind, keys};

/// Indicators that one loose word can mean: "production" in an article about industrial output, "the deficit" in one
/// about trade.
const FAMILIES: &[&[&str]] = &[
    &["industrial_production", "manufacturing_output", "production_volume"],
    &["retail_sales", "revenue", "same_store_sales", "unit_sales"],
    &["exports", "revenue"],
    &["home_sales", "revenue"],
    &["gdp", "production_volume"],
    &["employment", "staff"],
    &["stock_index", "consumer_confidence", "business_confidence", "pmi"],
    &["stock_index", "cpi", "core_cpi", "ppi", "house_prices", "import_prices", "industrial_production"],
    &["budget_balance", "trade_balance", "current_account"],
    &["net_profit", "pretax_profit", "operating_profit"],
    &["cpi", "core_cpi", "ppi", "house_prices", "import_prices"],
    &["consumer_spending", "government_spending"],
];

pub(super) fn are_kin(a: usize, b: usize) -> bool {
    let (a, b) = (indicator::row(a).code, indicator::row(b).code);
    !a.is_empty() && FAMILIES.iter().any(|family| family.contains(&a) && family.contains(&b))
}

/// "Sale" and "sales" are one noun.
pub(super) fn same_noun(a: &str, b: &str) -> bool {
    a.strip_suffix('s').unwrap_or(a).eq_ignore_ascii_case(b.strip_suffix('s').unwrap_or(b))
}

/// "The Bank of Japan **kept rates**", "raised **its** rates": what someone sets, and not what was measured.
pub(super) fn is_set(doc: &Doc, named: &Named) -> bool {
    let before = named.tokens.start.wrapping_sub(1);
    let verb = before.wrapping_sub(usize::from(doc.is_any(before, keys!["its", "their"])));
    // "Reckon **rates** will end the year at 25%": in the plural and without a word that says of what
    let foreseen = || acts::is(doc, before, Act::Foretelling) || acts::is(doc, before, Act::Reckoning);
    acts::is(doc, verb, Act::Keeping)
        || doc.is_any(verb, keys!["raised", "cut", "lowered", "lifted", "trimmed", "hiked"])
        || doc.is(named.tokens.start, "rates") && (foreseen() || doc.is(before, "that"))
}

/// "**Sales** at Canadian retailers", "**receipts** in the country's shops": of all of them, not of somebody's own.
pub(super) fn is_of_shops(doc: &Doc, sales: usize) -> bool {
    const REACH: usize = 6;
    let at = sales + 1;
    doc.is_any(sales, keys!["sales", "receipts", "turnover"])
        && doc.is_any(at, keys!["at", "by", "of", "in"])
        && !doc.is_any(at + 1, keys!["its", "their", "our"])
        && (at + 1..at + REACH)
            .take_while(|&i| matches!(doc.kind(i), Some(TokenKind::Word | TokenKind::Clitic)))
            .any(|i| doc.is_any(i, keys!["retailers", "shops"]))
}

/// Whether growth is told as that of any series is: "annual growth", "growth rates", "the rate of growth"; not "economic growth".
pub(super) fn is_rate_of_series(doc: &Doc, named: &Named) -> bool {
    let tokens = &named.tokens;
    let rate = doc.is_any(tokens.end - 1, keys!["rate", "rates"]) && doc.is(tokens.start, "growth");
    let of = doc.is(tokens.start.wrapping_sub(1), "of") && doc.is(tokens.start.wrapping_sub(2), "rate");
    rate || of && tokens.len() == 1 && doc.is(tokens.start, "growth")
        || tokens.len() == 2 && doc.is_any(tokens.start, keys!["annual", "quarterly", "monthly"])
}

/// Whether a subject is of a country's trade, in one direction or in both.
pub(super) fn is_flow_of_trade(subject: &Subject) -> bool {
    subject.code().is_some_and(|code| indicator::is_trade(code) || code == "total_trade")
}
