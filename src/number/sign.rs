//! Signs told from dashes: "-1.3%", "minus 0.4 percent", "$-50.8bn" against "2-3%", "2012–13" and "prices – up 5%".

use super::digits;
use super::words::{self, Class};
use crate::text::{Doc, Gap, TokenKind, keys};

/// Whether a number whose digits begin at `at` is negative, and where its sign begins (`at` without one).
pub fn before(doc: &Doc, at: usize) -> (bool, usize) {
    let Some(mark) = at.checked_sub(1) else { return (false, at) };
    // "Plus or minus 3 points": either way.
    if doc.starts(mark.saturating_sub(2), keys!["plus", "or", "minus"]) {
        return (false, at);
    }
    if words::word(doc, mark).is_some_and(|w| w.class == Class::Minus) && doc.gap(at) <= Gap::Space {
        return (true, mark);
    }
    let negative = match doc.word(mark) {
        "-" | "−" | "–" | "‑" => true,
        "+" => false,
        _ => return (false, at),
    };
    if doc.glued(at) && opens(doc, mark) { (negative, mark) } else { (false, at) }
}

/// Whether a mark that is glued to the number after it is a sign: nothing before it that it could join to the number.
fn opens(doc: &Doc, mark: usize) -> bool {
    let Some(before) = mark.checked_sub(1) else { return true };
    let kind = doc.kind(before);
    if doc.glued(mark) {
        // "$-50.8bn", "(-1.3%)", "|-0.5": only a currency sign, an opening bracket or a cell's border.
        return match kind {
            Some(TokenKind::Symbol) => !doc.is_any(before, keys!["%", "~", "<", ">"]),
            Some(TokenKind::Punct) => doc.is_any(before, keys!["(", "[", "/", ":"]),
            _ => false,
        };
    }
    // "35 -40%" is a range, badly set; "Stoxx 50 -1.3%" is not.
    let rising =
        || matches!((digits::parse(doc.word(before)), digits::parse(doc.word(mark + 1))), (Some(a), Some(b)) if a < b);
    doc.gap(mark) >= Gap::Line || kind != Some(TokenKind::Number) || !rising()
}
