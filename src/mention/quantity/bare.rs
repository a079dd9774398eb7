//! Numbers without a unit: index levels, ratios, rates ("closed at 5,308.15"). Only where something says that it is a figure.

use rust_decimal::Decimal;

use super::nouns;
use crate::mention::figure_words::{WordClass, is_a};
use crate::mention::{money, reject};
use crate::number::range;
use crate::number::{Form, Numeral, hedge, is_number_word, motion_at};
use crate::text::{Doc, TokenKind, keys};

/// Why a bare number is a figure; `None` where nothing says so.
pub fn evidence(doc: &Doc, numeral: &Numeral) -> Option<&'static str> {
    if matches!(numeral.form, Form::Ordinal | Form::Fraction)
        || is_attached(doc, numeral)
        || reject::label(doc, numeral).is_some()
    {
        return None;
    }
    let digits = doc.slice(&numeral.tokens);
    if is_year(numeral, digits) || counts_time(doc, numeral.tokens.end) {
        return None;
    }
    if hedge::find(doc, &numeral.tokens).is_some() {
        return Some("quantity/hedged");
    }
    let long = numeral.form == Form::Digits && digits.len() > 4 && !doc.is_capital(numeral.tokens.end);
    // "-12" says a value; in "Covid -19" a name was torn apart.
    let negative = numeral.value.is_sign_negative() && !doc.is_capital(numeral.tokens.start.wrapping_sub(1));
    let precise =
        numeral.form == Form::Digits && (digits.contains(['.', ',']) || negative) || numeral.scale > Decimal::ONE;
    if precise || long || (numeral.form == Form::Words && numeral.value >= Decimal::ONE_THOUSAND) {
        return Some("quantity/precise");
    }
    let before = numeral.tokens.start.wrapping_sub(1);
    if is_bounded_pair(doc, numeral) {
        return Some("quantity/between");
    }
    // "a balance of plus 3, compared with minus 10"
    let signed =
        doc.is(before, "plus") && doc.is_any(before.wrapping_sub(1), keys!["of", "to", "at", "from", "with", "was"]);
    if signed && numeral.form == Form::Digits {
        return Some("quantity/level");
    }
    // "A reading of 104": the noun says that a value follows.
    let read = doc.is(before, "of") && doc.is_any(before.wrapping_sub(1), keys!["reading", "readings"]);
    if read && numeral.form == Form::Digits {
        return Some("quantity/level");
    }
    // "has **orders for 56** so far", "110 cafes, **40 fewer than** planned"
    let ordered = doc.is(before, "for") && doc.is(before.wrapping_sub(1), "orders");
    let apart = doc.is_any(numeral.tokens.end, keys!["more", "fewer"]) && doc.is(numeral.tokens.end + 1, "than");
    if (ordered || apart) && numeral.form == Form::Digits {
        return Some("quantity/level");
    }
    // "New orders **stood at 53**, against 51 in May"
    let stands = doc.is(before, "at")
        && doc.is_any(before.wrapping_sub(1), keys!["stood", "stands", "standing"])
        && range::ends_figure(doc, numeral.tokens.end);
    if stands && numeral.form == Form::Digits {
        return Some("quantity/level");
    }
    if numeral.form == Form::Digits && is_foreseen_index(doc, numeral, before) {
        return Some("quantity/foreseen");
    }
    if numeral.form == Form::Digits && is_rate_of_exchange(doc, numeral) {
        return Some("quantity/exchange");
    }
    let moved = doc.is_any(before, keys!["to", "from", "at", "by"])
        && numeral.form == Form::Digits
        && doc
            .sentence(numeral.tokens.start)
            .take_while(|&i| i < before)
            .any(|i| before - i < 8 && motion_at(doc, i).is_some());
    moved.then_some("quantity/level")
}

/// "The index rose to 102.7. Economists **had forecast 104**", "were looking for 100": a number of the size that indexes have,
/// foreseen where one was just told.
fn is_foreseen_index(doc: &Doc, numeral: &Numeral, before: usize) -> bool {
    // "Employment**, at 46,** improved"
    let placed = || doc.is(before, "at") && doc.is(before.wrapping_sub(1), ",") && doc.is(numeral.tokens.end, ",");
    let sought = || doc.is(before, "for") && doc.is_any(before.wrapping_sub(1), keys!["looking", "looked", "hoped"]);
    if !(is_a(doc, before, WordClass::Foreseen) || sought() || placed()) || !range::ends_figure(doc, numeral.tokens.end)
    {
        return false;
    }
    let sized = (Decimal::TEN..Decimal::from(200)).contains(&numeral.value);
    let own = doc.sentence(numeral.tokens.start);
    let from = doc.sentence_of(numeral.tokens.start).checked_sub(1).map_or(own.start, |i| doc.sentences[i].start);
    let index =
        |i: usize| is_a(doc, i, WordClass::Index) || doc.is_any(i, keys!["gauge", "reading", "pmi", "barometer"]);
    sized && (from..numeral.tokens.start).any(index)
}

/// "The rupee is seen at **84 per dollar**", "expects **the yen** to end the year **at 149**": what a coin is worth in another.
fn is_rate_of_exchange(doc: &Doc, numeral: &Numeral) -> bool {
    const REACH: usize = 12;
    let (start, end) = (numeral.tokens.start, numeral.tokens.end);
    let other = end + 1 + usize::from(doc.is_any(end + 1, keys!["the", "one"]));
    if doc.is_any(end, keys!["per", "to", "a", "against"]) && money::is_currency(doc, other) {
        return !doc.glued(other) && doc.kind(other) == Some(TokenKind::Word);
    }
    let at = start.wrapping_sub(1);
    // … not "the yen shop at 12".
    let head = |i: usize| {
        motion_at(doc, i).is_some()
            || doc.is_any(i, keys!["to", "at", "is", "was", "will", "would", "could", "may", "might", "has", "ended"])
    };
    let coin = |i: usize| doc.is(i - 1, "the") && money::is_currency(doc, i) && head(i + 1);
    let from = start.saturating_sub(REACH).max(doc.sentence(start).start) + 1;
    let near = |&i: &usize| doc.kind(i) != Some(TokenKind::Punct);
    // … not "at 9 in the morning".
    let hour = doc.is(end, "in") && doc.is(end + 1, "the");
    doc.is(at, "at") && range::ends_figure(doc, end) && !hour && (from..at).rev().take_while(near).any(coin)
}

/// "between 20 and 30": either of the two numbers.
fn is_bounded_pair(doc: &Doc, numeral: &Numeral) -> bool {
    let (start, end) = (numeral.tokens.start, numeral.tokens.end);
    let number = |at: usize| doc.kind(at) == Some(TokenKind::Number) || is_number_word(doc, at);
    let first = doc.is(start.wrapping_sub(1), "between") && doc.is(end, "and") && number(end + 1);
    let second = doc.is(start.wrapping_sub(1), "and")
        && (3..=4).any(|back| doc.is(start.wrapping_sub(back), "between"))
        && number(start.wrapping_sub(2));
    first || second
}

/// A unit of time follows, or a dash and one ("25 – 40min").
fn counts_time(doc: &Doc, end: usize) -> bool {
    let hyphen = usize::from(doc.is_any(end, keys!["-", "‑"]));
    let range = doc.is_any(end, keys!["-", "–", "to", "or", "and"]) && doc.kind(end + 1) == Some(TokenKind::Number);
    let at = end + hyphen;
    is_a(doc, at, WordClass::Time)
        || (range && is_a(doc, end + 2, WordClass::Time))
        || (doc.kind(at) == Some(TokenKind::Word)
            && is_a(doc, at + 1, WordClass::Time)
            && !nouns::is_stop(doc.lower(at))
            // "up from 440,000 six months earlier"
            && !is_number_word(doc, at))
}

/// A number that a year could be.
pub fn is_year(numeral: &Numeral, digits: &str) -> bool {
    numeral.scale == Decimal::ONE
        && digits.len() == 4
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (Decimal::ONE_THOUSAND..Decimal::from(2200)).contains(&numeral.value)
}

/// Glued to something that makes it a part of a larger thing: a date, a time, a phone number, a score, an address.
fn is_attached(doc: &Doc, numeral: &Numeral) -> bool {
    let (start, end) = (numeral.tokens.start, numeral.tokens.end);
    let joins = |mark: usize, other: usize, glued: bool| {
        glued
            && matches!(
                doc.word(mark),
                "-" | "–" | "/" | ":" | "." | "_" | "@" | "#" | "=" | "&" | "\\" | "'" | "’" | "*" | "^"
            )
            && matches!(doc.kind(other), Some(TokenKind::Number | TokenKind::Word | TokenKind::Symbol))
    };
    let left = start > 0
        && doc.glued(start)
        && (doc.kind(start - 1) == Some(TokenKind::Word)
            || (start > 1 && joins(start - 1, start - 2, doc.glued(start - 1)))
            || doc.is_any(start - 1, keys!["#", "@"]));
    let right = doc.glued(end)
        && (matches!(doc.kind(end), Some(TokenKind::Word | TokenKind::Number | TokenKind::Clitic))
            || joins(end, end + 1, doc.glued(end + 1)) && !doc.is(end, "-"));
    left || right
}
