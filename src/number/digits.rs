//! Digits to a decimal: every grouping and decimal habit of English-language news.
//!
//! `1,234.5`, `1'200`, Indian `12,34,567`, continental `1.234.567,8` and `1 234,5`, `.5`. What has separators but no
//! such shape (a version, a date, a list without spaces) is no number.

use rust_decimal::Decimal;

use crate::text::{Doc, TokenKind};

/// The number at `at` and the token after it; digit groups set apart by single spaces belong to it.
pub fn read(doc: &Doc, at: usize) -> Option<(Decimal, usize)> {
    let word = doc.word(at);
    if let Some(spaced) = spaced_groups(doc, at) {
        return Some(spaced);
    }
    Some((parse(word)?, at + 1))
}

/// One token's digits; `None` for other shapes and for more than 28 digits.
pub fn parse(token: &str) -> Option<Decimal> {
    let shape = Shape::of(token)?;
    let mut plain = [0u8; 40];
    let mut len = 0;
    for (i, c) in token.char_indices() {
        let byte = if c.is_ascii_digit() {
            c as u8
        } else if Some(i) == shape.decimal {
            b'.'
        } else {
            continue;
        };
        *plain.get_mut(len)? = byte;
        len += 1;
    }
    let plain = std::str::from_utf8(&plain[..len]).ok()?;
    Decimal::from_str_exact(plain).ok()
}

/// Where a token's decimal mark stands; its other marks set groups apart.
struct Shape {
    decimal: Option<usize>,
}

impl Shape {
    fn of(token: &str) -> Option<Self> {
        let marks = |mark: char| token.bytes().filter(|&b| b == mark as u8).count();
        let (dots, commas) = (marks('.'), marks(','));
        let apostrophes = token.contains(['\'', '’']);
        if !token.bytes().next().is_some_and(|b| b.is_ascii_digit() || b == b'.') {
            return None;
        }
        match (dots, commas, apostrophes) {
            (0, 0, _) => Some(Self { decimal: None }),
            (1, 0, _) => Some(Self { decimal: token.find('.') }),
            (0, 1, false) if !is_grouped(token, ',') => decimal_comma(token),
            (0, _, false) => is_grouped(token, ',').then_some(Self { decimal: None }),
            (1, _, false) => {
                let (dot, comma) = (token.find('.')?, token.rfind(',')?);
                if comma < dot {
                    is_grouped(&token[..dot], ',').then_some(Self { decimal: Some(dot) })
                } else {
                    (commas == 1 && is_grouped(&token[..comma], '.')).then_some(Self { decimal: Some(comma) })
                }
            }
            (_, 0, false) => is_grouped(token, '.').then_some(Self { decimal: None }),
            (_, 1, false) => {
                let comma = token.find(',')?;
                is_grouped(&token[..comma], '.').then_some(Self { decimal: Some(comma) })
            }
            _ => None,
        }
    }
}

/// `1,5` and `1,25`: no English grouping, so the comma is a decimal mark.
fn decimal_comma(token: &str) -> Option<Shape> {
    let comma = token.find(',')?;
    let (whole, part) = (comma, token.len() - comma - 1);
    (whole <= 3 && part <= 2).then_some(Shape { decimal: Some(comma) })
}

/// Groups of three after a first of one to three; or Indian ones, of two with a last of three.
fn is_grouped(token: &str, mark: char) -> bool {
    let mut groups = token.split(mark).map(str::len);
    let (Some(first), Some(last)) = (groups.next(), groups.next_back()) else { return false };
    let western = (1..=3).contains(&first) && groups.clone().all(|g| g == 3);
    let indian = (1..=2).contains(&first) && groups.all(|g| g == 2);
    last == 3 && (western || indian)
}

/// `940 000` and `1 234,5`: groups of three digits, each after one space.
fn spaced_groups(doc: &Doc, at: usize) -> Option<(Decimal, usize)> {
    let first = doc.word(at);
    if first.len() > 3 || first.starts_with('0') || !is_digits(first) || !continues(doc, at + 1) {
        return None;
    }
    let mut end = at + 1;
    while continues(doc, end) {
        end += 1;
    }
    if !is_sure(doc, at, end) {
        return None;
    }
    let mut plain = [0u8; 40];
    let mut len = 0;
    for token in at..end {
        for byte in doc.word(token).bytes() {
            *plain.get_mut(len)? = if byte == b',' { b'.' } else { byte };
            len += 1;
        }
    }
    let value = Decimal::from_str_exact(std::str::from_utf8(&plain[..len]).ok()?).ok()?;
    Some((value, end))
}

/// Plain spaces set figures apart more often than groups ("10 737-800 planes"): two groups, a round last one or a
/// decimal make sure, and so does a no-break space.
fn is_sure(doc: &Doc, at: usize, end: usize) -> bool {
    let last = doc.word(end - 1);
    let first_space = &doc.text[doc.tokens[at].span.end as usize..doc.tokens[at + 1].span.start as usize];
    let joined = doc.is(end, "-") && doc.glued(end);
    !joined && (first_space != " " || end - at > 2 || last.ends_with('0') || last.contains([',', '.']))
}

/// Whether the token is a further group of the number before it.
fn continues(doc: &Doc, at: usize) -> bool {
    if doc.kind(at) != Some(TokenKind::Number) || !one_space_before(doc, at) {
        return false;
    }
    let word = doc.word(at);
    let (whole, part) = word.split_once([',', '.']).unwrap_or((word, "0"));
    whole.len() == 3 && is_digits(whole) && is_digits(part) && part.len() <= 2
}

/// One plain, no-break or thin space; two, or a line's end, set two numbers apart.
fn one_space_before(doc: &Doc, at: usize) -> bool {
    let (Some(before), Some(token)) = (at.checked_sub(1).and_then(|b| doc.tokens.get(b)), doc.tokens.get(at)) else {
        return false;
    };
    // The number before it must be bare as well: "3.5 100" and "1,000 500" are two.
    let white = &doc.text[before.span.end as usize..token.span.start as usize];
    matches!(white, " " | "\u{a0}" | "\u{2009}" | "\u{202f}") && is_digits(doc.word(at - 1))
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (token, value) in [
            ("1,234.5", "1234.5"),
            ("12,34,567", "1234567"),
            ("1'200", "1200"),
            ("1’200", "1200"),
            ("1.234.567", "1234567"),
            ("1.234.567,8", "1234567.8"),
            ("1.234,56", "1234.56"),
            ("1,5", "1.5"),
            ("1.234", "1.234"),
            (".5", "0.5"),
            ("0.0000000000000000000000000001", "0.0000000000000000000000000001"),
        ] {
            assert_eq!(parse(token).map(|d| d.to_string()).as_deref(), Some(value), "{token}");
        }
        for token in ["5.2.1", "10,20,30", "1,2345", "1.2,345.6", "99999999999999999999999999999999", "1,234,56", ""] {
            assert_eq!(parse(token), None, "{token}");
        }
    }
}
