//! Claims for what looks like a figure and is none: parts of names, list numbers, versions, phone numbers.
//!
//! The other claimers ask [`label`] too, so that a name's number is lent no unit and counts nothing.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::figure_words::{WordClass, is_a};
use super::{Claim, FigureValue, Strength};
use crate::lang::tsv;
use crate::number::{Form, Numeral};
use crate::text::{Case, Doc, Gap, LexiconBuilder, TableId, TokenKind, keys};

const NAMES: TableId = TableId(18);
const LABELS: TableId = TableId(19);
/// How many tokens before its number a name may begin.
const REACH: usize = 4;

static NAME_ROWS: LazyLock<Vec<&str>> =
    LazyLock::new(|| tsv::rows(include_str!("number_names.tsv"), ["name"]).map(|[name]| name).collect());
static LABEL_ROWS: LazyLock<Vec<(&str, bool)>> = LazyLock::new(|| {
    tsv::rows(include_str!("labels.en.tsv"), ["word", "case"]).map(|[word, case]| (word, case == "any")).collect()
});

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, name) in NAME_ROWS.iter().enumerate() {
        lexicon.add(NAMES, row, name, Case::Capital);
    }
    for (row, (word, any)) in LABEL_ROWS.iter().enumerate() {
        lexicon.add(LABELS, row, word, if *any { Case::Any } else { Case::Capital });
    }
}

/// Claims the tokens of what is no figure.
pub fn claim(doc: &Doc, numerals: &[Numeral], claims: &mut Vec<Claim>) {
    for hit in doc.hits(NAMES) {
        claims.push(nothing(hit.tokens.clone(), Strength::Explicit, "no-figure/name"));
    }
    for numeral in numerals {
        let (start, end) = (numeral.tokens.start, numeral.tokens.end);
        // "Up 5% **at one point**": a time.
        if doc.starts(start.saturating_sub(1), keys!["at", "one", "point"]) {
            claims.push(nothing(start..end + 1, Strength::Explicit, "no-figure/time"));
        } else if let Some(rule) = label(doc, numeral) {
            claims.push(nothing(numeral.tokens.clone(), Strength::Context, rule));
        }
    }
}

fn nothing(tokens: std::ops::Range<usize>, strength: Strength, rule: &'static str) -> Claim {
    Claim { tokens, strength, rule, value: FigureValue::Nothing }
}

/// Whether the token stands in a name that has a number in it.
pub fn is_in_name(doc: &Doc, at: usize) -> bool {
    (at.saturating_sub(REACH)..=at).any(|from| doc.hits_of(from, NAMES).any(|h| h.tokens.contains(&at)))
}

/// Why the number names or numbers something instead of measuring it; `None` where it may be a figure.
pub fn label(doc: &Doc, numeral: &Numeral) -> Option<&'static str> {
    let (start, end) = (numeral.tokens.start, numeral.tokens.end);
    if is_in_name(doc, start) {
        return Some("no-figure/name");
    }
    let digits = doc.slice(&numeral.tokens);
    let number = numeral.scale == Decimal::ONE && numeral.form != Form::Fraction && !digits.contains(',');
    if !number {
        return None;
    }
    if doc.opens_paragraph(start)
        && digits.len() <= 3
        && !digits.contains('.')
        && doc.is_any(end, keys![".", ")", ":"])
        && doc.glued(end)
    {
        return Some("no-figure/list-number");
    }
    if is_phone_number(doc, numeral) {
        return Some("no-figure/phone");
    }
    if is_labelled(doc, start) {
        return Some("no-figure/label");
    }
    if start > 1
        && doc.glued(start)
        && doc.is_any(start - 1, keys!["-", "‑"])
        && is_code_letter(doc, start - 2)
        && doc.glued(start - 1)
    {
        return Some("no-figure/code");
    }
    let meridiem = is_a(doc, end, WordClass::Clock);
    if meridiem && doc.gap(end) <= Gap::Space && numeral.form == Form::Digits {
        return Some("no-figure/time");
    }
    let coded = doc.glued(end)
        && doc.kind(end) == Some(TokenKind::Word)
        && doc.is_capital(end)
        && doc.word(end).ends_with(|c: char| c.is_ascii_digit());
    if coded && numeral.form == Form::Digits {
        return Some("no-figure/code");
    }
    let glued_word =
        doc.glued(end) && doc.kind(end) == Some(TokenKind::Word) && doc.word(end).len() == 1 && doc.is_capital(end);
    if glued_word
        && matches!(doc.word(end), "G" | "D" | "P" | "N" | "E" | "S" | "Q" | "H" | "I")
        && numeral.form == Form::Digits
    {
        return Some("no-figure/code");
    }
    follows_name(doc, numeral, digits).then_some("no-figure/after-name")
}

/// "+1 212 555 0199": groups of digits after a plus that another group follows, which no number has.
fn is_phone_number(doc: &Doc, numeral: &Numeral) -> bool {
    let (start, end) = (numeral.tokens.start, numeral.tokens.end);
    let plus = doc.word(start) == "+" || doc.word(start.wrapping_sub(1)) == "+" && doc.glued(start);
    plus && doc.kind(end) == Some(TokenKind::Number) && doc.gap(end) == Gap::Space
}

/// "P-3", "Cox-2": a hyphen after capitals ties a number to them.
fn is_code_letter(doc: &Doc, at: usize) -> bool {
    doc.kind(at) == Some(TokenKind::Word) && doc.is_capital(at) && doc.word(at).len() <= 4
}

/// "Section 301", "No. 2", "page 5", "Game 6".
fn is_labelled(doc: &Doc, start: usize) -> bool {
    if doc.gap(start) > Gap::Space {
        return false;
    }
    let word = if start > 1 && doc.is_any(start - 1, keys![".", "-"]) && doc.glued(start - 1) {
        start.wrapping_sub(2)
    } else {
        start.wrapping_sub(1)
    };
    (word.saturating_sub(1)..=word).any(|at| doc.hits_of(at, LABELS).any(|h| h.tokens.end == word.wrapping_add(1)))
}

/// "iPhone 11", "Boeing 737", "Apple Watch 5": a plain number right after a name, with no unit of its own.
fn follows_name(doc: &Doc, numeral: &Numeral, digits: &str) -> bool {
    let start = numeral.tokens.start;
    let Some(before) = start.checked_sub(1) else { return false };
    let plain =
        numeral.form == Form::Digits && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let name = doc.kind(before) == Some(TokenKind::Word)
        && doc.word(before).contains(|c: char| c.is_uppercase())
        && doc.gap(start) == Gap::Space
        && before > doc.sentence(before).start;
    plain && name
}
