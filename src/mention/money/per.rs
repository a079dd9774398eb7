//! What a price is the price of: "$71.40 a barrel", "$80 per sq m", "£25 each".

use super::currency::{self, Kind};
use crate::mention::quantity::singular_unit;
use crate::text::{Doc, Gap, TokenKind};

/// After "a" only these are priced; "a year earlier" and "a day after" are periods.
const PRICED: &[&str] = &[
    "barrel",
    "share",
    "ounce",
    "tonne",
    "ton",
    "gallon",
    "litre",
    "liter",
    "bushel",
    "pound",
    "kilogram",
    "kilo",
    "kg",
    "head",
    "person",
    "unit",
    "piece",
    "bottle",
    "dose",
    "vote",
    "kilowatt",
    "megawatt",
    "therm",
    "household",
    "family",
    "employee",
    "user",
    "subscriber",
    "night",
    "ticket",
    "pop",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "minute",
    "acre",
    "hectare",
    "square",
    "mile",
    "kilometre",
    "kilometer",
    "pint",
    "pack",
    "box",
    "bag",
    "cup",
    "seat",
    "line",
    "word",
    "page",
    "test",
    "copy",
    "worker",
    "customer",
    "passenger",
    "metric",
    "troy",
    "room",
    "plate",
    "shot",
    "game",
    "trip",
    "ride",
    "visit",
    "gram",
    "carat",
    "sheet",
    "can",
    "time",
    "call",
    "head",
];

/// The canonical singular of what follows a price that ends before `at`.
pub fn unit(doc: &Doc, at: usize) -> Option<String> {
    let hyphen = |i: usize| doc.is(i, "-") as usize;
    let preposition = at + hyphen(at);
    if doc.gap(preposition) == Gap::Paragraph {
        return None;
    }
    let noun = preposition + 1 + hyphen(preposition + 1);
    let listed = match doc.lower(preposition) {
        "a" | "an" => true,
        "per" | "/" => false,
        _ => return None,
    };
    if doc.kind(noun) != Some(TokenKind::Word) || doc.gap(noun) == Gap::Paragraph {
        return None;
    }
    let word = doc.lower(noun);
    if listed
        && (!PRICED.contains(&word)
            || doc.is_any(noun + 1, &["ago", "earlier", "later", "before", "after", "from", "long"]))
    {
        return None;
    }
    // "per US dollar": the currency's whole name.
    if let Some((currency, _)) = currency::after(doc, noun).filter(|(c, _)| c.kind == Kind::Name) {
        return Some(currency.form.to_owned());
    }
    let (unit, _) = singular_unit(doc, noun);
    Some(unit)
}
