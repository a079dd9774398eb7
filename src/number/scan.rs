//! The scan that finds every numeral of a text.

use rust_decimal::Decimal;

use super::{Form, Numeral, digits, fractions, scale, sign, words};
use crate::text::{Doc, Gap, Tables, TokenKind, keys};

/// All numerals in order; they do not overlap.
pub fn scan(doc: &Doc) -> Vec<Numeral> {
    const ANY: Tables = Tables::kind(TokenKind::Number).or(words::ANY);
    let mut found: Vec<Numeral> = Vec::new();
    let (mut from, mut at) = (0, doc.seek(0..doc.len(), ANY));
    while at < doc.len() {
        let numeral = if doc.kind(at) == Some(TokenKind::Number) {
            in_digits(doc, at)
        } else {
            let article = words::article_before(doc, at, from).and_then(|article| in_words(doc, article));
            article.or_else(|| in_words(doc, at))
        };
        from = numeral.as_ref().map_or(at + 1, |n| n.tokens.end);
        at = doc.seek(from..doc.len(), ANY);
        let Some(mut numeral) = numeral else { continue };
        let (negative, start) = sign::before(doc, numeral.tokens.start);
        if found.last().is_none_or(|last| last.tokens.end <= start) {
            numeral.tokens.start = start;
            if negative {
                numeral.value.set_sign_negative(!numeral.value.is_zero());
            }
        }
        found.push(numeral);
    }
    found
}

fn in_digits(doc: &Doc, at: usize) -> Option<Numeral> {
    if let Some((value, end)) = fractions::read(doc, at) {
        return scaled(doc, at, value, end, Form::Fraction);
    }
    let (value, end) = digits::read(doc, at)?;
    if doc.glued(end) && doc.is_any(end, keys!["st", "nd", "rd", "th"]) {
        return Some(Numeral { tokens: at..end + 1, value, form: Form::Ordinal, scale: Decimal::ONE });
    }
    with_fraction(doc, at, value, end, Form::Digits)
}

fn in_words(doc: &Doc, at: usize) -> Option<Numeral> {
    if let Some((value, end)) = fractions::read(doc, at) {
        return scaled(doc, at, value, end, Form::Fraction);
    }
    if let Some(fold) = words::word(doc, at).filter(|w| w.class == words::Class::Fold) {
        return Some(Numeral { tokens: at..at + 1, value: fold.value, form: Form::Words, scale: Decimal::ONE });
    }
    if let Some(ordinal) = ordinal(doc, at) {
        return Some(ordinal);
    }
    let (value, end) = words::read(doc, at)?;
    with_fraction(doc, at, value, end, Form::Words)
}

/// A whole number with the fraction after it, if any: "2½ million", "three and a half percent".
fn with_fraction(doc: &Doc, at: usize, value: Decimal, end: usize, form: Form) -> Option<Numeral> {
    let whole = value.fract().is_zero();
    match fractions::after_whole(doc, end).filter(|_| whole) {
        Some((part, end)) => scaled(doc, at, value.checked_add(part)?, end, form),
        None => scaled(doc, at, value, end, form),
    }
}

/// The scale words after it worked in.
fn scaled(doc: &Doc, at: usize, value: Decimal, end: usize, form: Form) -> Option<Numeral> {
    let from = if form == Form::Fraction { fractions::scale_article(doc, end) } else { end };
    let (mut scale, after) = scale::read(doc, at, from, form == Form::Digits)?;
    let end = if scale == Decimal::ONE { end } else { after };
    let value = value.checked_mul(scale)?;
    if form == Form::Words && scale == Decimal::ONE {
        scale = said_scale(value, doc, at, end);
    }
    // "half a million" is an amount, no share.
    let form = if form == Form::Fraction && scale != Decimal::ONE { Form::Words } else { form };
    Some(Numeral { tokens: at..end, value, form, scale })
}

/// The scale that a number in words ends in: "five thousand" has 1,000, so that it can serve "four to five thousand".
fn said_scale(value: Decimal, doc: &Doc, at: usize, end: usize) -> Decimal {
    let last = words::word(doc, end - 1).filter(|_| end > at + 1);
    let scale = last.filter(|w| matches!(w.class, words::Class::Scale | words::Class::Plural)).map(|w| w.value);
    scale.filter(|&s| !s.is_zero() && value >= s).unwrap_or(Decimal::ONE)
}

/// "third", "twenty-first": a place in an order.
fn ordinal(doc: &Doc, at: usize) -> Option<Numeral> {
    let first = words::word(doc, at)?;
    let done = |value, end| Some(Numeral { tokens: at..end, value, form: Form::Ordinal, scale: Decimal::ONE });
    match first.class {
        words::Class::Ordinal => done(first.value, at + 1),
        words::Class::Tens => {
            let here = words::next(doc, at + 1).filter(|&i| doc.gap(i) <= Gap::Space)?;
            let unit = words::word(doc, here).filter(|w| w.class == words::Class::Ordinal && w.value < Decimal::TEN)?;
            done(first.value.checked_add(unit.value)?, here + 1)
        }
        _ => None,
    }
}
