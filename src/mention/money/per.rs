//! What a price is the price of: "$71.40 a barrel", "$80 per sq m", "£25 each".

use super::currency::{self, Kind};
use crate::mention::figure_words::{WordClass, is_a, makes_a_date};
use crate::mention::quantity::singular_unit;
use crate::number::past_hyphen;
use crate::text::{Doc, Gap, TokenKind};

/// The most tokens of an amount in brackets.
const CONVERSION: usize = 6;

/// The token after an amount in brackets: "$71 (£55) a barrel" is a price in both currencies.
fn past_brackets(doc: &Doc, at: usize) -> usize {
    if doc.is(at, ")") {
        return at + 1;
    }
    if !doc.is(at, "(") {
        return at;
    }
    let close = (at + 1..at + 1 + CONVERSION).find(|&i| doc.is(i, ")"));
    let amount = |close: &usize| (at + 1..*close).any(|i| currency::after(doc, i).is_some());
    close.filter(amount).map_or(at, |close| close + 1)
}

/// The canonical singular of what follows a price that ends before `at`.
pub fn unit(doc: &Doc, at: usize) -> Option<String> {
    let preposition = past_hyphen(doc, past_brackets(doc, at));
    if doc.gap(preposition) == Gap::Paragraph {
        return None;
    }
    let noun = past_hyphen(doc, preposition + 1);
    let listed = match doc.lower(preposition) {
        "a" | "an" => true,
        "per" | "/" => false,
        _ => return None,
    };
    if doc.kind(noun) != Some(TokenKind::Word) || doc.gap(noun) == Gap::Paragraph {
        return None;
    }
    // After "a" only what has a price: "a year earlier" and "a day after" are periods.
    // … while "$2,531 an ounce before easing" is a price.
    let dated = is_a(doc, noun, WordClass::Time) && makes_a_date(doc, noun + 1);
    let priced = is_a(doc, noun, WordClass::Priced) && !dated;
    if listed && !priced {
        return None;
    }
    // "per US dollar": the currency's whole name.
    if let Some((currency, _)) = currency::after(doc, noun).filter(|(c, _)| c.kind == Kind::Name) {
        return Some(currency.form.to_owned());
    }
    let (unit, _) = singular_unit(doc, noun);
    Some(unit)
}
