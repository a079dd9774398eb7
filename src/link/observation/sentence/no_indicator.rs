//! Words that name an indicator elsewhere and none where they stand: "**construction** machines", "the index extended its
//! **losses**", "vacancy **rates**".
//!
//! Leaves to the frame what names and other mentions hold.

use std::ops::Range;

use super::acts::{self, Act};
use super::predicate;
use super::words::{self, Class};
use crate::link::observation::indicator::Named;
use crate::text::{Doc, Key, TokenKind, keys};

/// Whether the words beside a named indicator make something else of it. `taken` holds tokens back.
pub fn is(doc: &Doc, named: &Named, taken: impl Fn(usize) -> bool) -> bool {
    let Named { tokens, weak, .. } = named;
    let before = tokens.start.wrapping_sub(1);
    // "**Petrol's share** dropped to 27%": of what it has a part, nothing is told.
    if tokens.len() == 1 && doc.is_any(tokens.end, keys!["'s", "’s"]) && doc.is(tokens.end + 1, "share") {
        return true;
    }
    // "Sales at **constant exchange rates** were up 8%": how they are reckoned.
    let constant = before.wrapping_sub(usize::from(doc.is(before, "exchange")));
    if matches!(named.row().code, "policy_rate" | "exchange_rate") && doc.is(constant, "constant") {
        return true;
    }
    match named.row().code {
        "stock_index" => {
            // "Dow **component** Calder"
            // … "profits at **S&P 500 companies**".
            const PARTS: &[Key] =
                keys!["component", "components", "member", "members", "constituent", "companies", "firms"];
            doc.is_any(tokens.end, PARTS)
                // "**Equities** trading was flat at $3bn": what a bank does.
                || doc.is(tokens.start, "equities") && doc.is(tokens.end, "trading")
        }
        "construction" => tokens.len() == 1 && stands_before_noun(doc, tokens.end, taken),
        // "**Vacancy rates** have climbed to 6.6 percent": no bank sets them.
        "policy_rate" => *weak && tokens.len() == 1 && words::is(doc, before, Class::Rated),
        "gdp" => *weak && is_of_subject(doc, named, taken),
        _ => *weak && doc.is_any(tokens.start, keys!["losses", "gains"]) && is_of_day(doc, before),
    }
}

/// "Sales of **construction machines**": what it stands before heads the phrase.
fn stands_before_noun(doc: &Doc, noun: usize, taken: impl Fn(usize) -> bool) -> bool {
    let thing = doc.lower(noun).ends_with('s') || doc.is_any(noun, keys!["equipment", "machinery", "gear"]);
    thing
        && doc.kind(noun) == Some(TokenKind::Word)
        && !doc.is_any(noun, keys!["starts", "works", "activities", "orders", "projects", "costs", "prices"])
        && !words::is(doc, noun, Class::Closed)
        && !words::is(doc, noun, Class::Auxiliary)
        && predicate::find(doc, noun..noun + 1, taken).is_empty()
}

/// "Retail sales **showed growth of** 8%", "the unit posted **growth of** 3%": of what has it; not "the economy recorded growth of 2%".
fn is_of_subject(doc: &Doc, growth: &Named, taken: impl Fn(usize) -> bool) -> bool {
    let Range { start, end } = growth.tokens;
    let measured = || taken(end + 1) || taken(end + 2);
    if !doc.is(start, "growth") || !doc.is(end, "of") || !measured() {
        return false;
    }
    let verb = start.wrapping_sub(1);
    let has =
        acts::is(doc, verb, Act::Recording) || doc.is_any(verb, keys!["showed", "shown", "delivered", "achieved"]);
    let auxiliary = doc.is_any(verb.wrapping_sub(1), keys!["has", "have", "had", "also"]);
    let noun = verb.wrapping_sub(1 + usize::from(auxiliary));
    // … nor "economists saw growth of 2%".
    let other = |class| words::is(doc, noun, class);
    let thing = doc.kind(noun) == Some(TokenKind::Word)
        && !doc.is_capital(noun)
        && !other(Class::Closed)
        && !other(Class::Sayer);
    has && thing
        && !doc.is_any(
            noun,
            keys![
                "economy",
                "economies",
                "country",
                "countries",
                "nation",
                "region",
                "bloc",
                "zone",
                "area",
                "it",
                "data"
            ],
        )
}

/// "The index **extended its losses**", "**pared** gains": how its day went on.
fn is_of_day(doc: &Doc, before: usize) -> bool {
    let verb = before.wrapping_sub(usize::from(doc.is_any(before, keys!["its", "their", "earlier", "early"])));
    doc.is_any(verb, keys!["extended", "extending", "extends", "pared", "paring", "trimmed", "trimming"])
}
