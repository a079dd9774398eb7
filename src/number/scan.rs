//! The scan that finds every numeral of a text.

use super::{Form, Numeral};
use crate::text::{Doc, TokenKind};

/// All numerals in order; they do not overlap.
pub fn scan(doc: &Doc) -> Vec<Numeral> {
    let mut found = Vec::new();
    for (i, token) in doc.tokens.iter().enumerate() {
        if token.kind == TokenKind::Number {
            if let Ok(value) = doc.word(i).replace(',', "").parse() {
                found.push(Numeral { tokens: i..i + 1, value, form: Form::Digits, scale: rust_decimal::Decimal::ONE });
            }
        }
    }
    found
}
