//! Units left unsaid: "3.9 million headsets, up from 2.4 million", "jobless claims rose to 215,000".

use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::{Strength, Unit, bare};
use crate::lang::tsv;
use crate::mention::figure_words::{WordClass, is_a};
use crate::mention::{money, reject};
use crate::number::range::{self, Figure};
use crate::number::{Form, Numeral, hedge, motion_at};
use crate::text::{Doc, TokenKind, keys};

/// How many tokens before its number the subject may stand.
const REACH: usize = 10;

/// Nouns of statistics that count something, and what.
static SUBJECTS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    tsv::rows(include_str!("subjects.en.tsv"), ["noun", "unit"]).map(|[noun, unit]| (noun, unit)).collect()
});

/// The unit of a bare figure, from the figure that it is compared with or from its subject.
pub fn unit_of(doc: &Doc, figure: &Figure<Unit>, numerals: &[Numeral], measured: &[Figure<Unit>]) -> Option<Unit> {
    let number = Bare::new(doc, &figure.tokens, figure.amount.middle());
    compared(doc, number, numerals, measured)
        .or_else(|| parallel(doc, number, numerals, measured))
        .or_else(|| group(doc, number))
        .or_else(|| subject(doc, figure))
}

/// The unit of a bare figure that is compared with the bare one before it.
pub fn compared_with(doc: &Doc, figure: &Figure<Unit>, numerals: &[Numeral], last: &Figure<Unit>) -> Option<Unit> {
    let number = Bare::new(doc, &figure.tokens, figure.amount.middle());
    compared(doc, number, numerals, std::slice::from_ref(last))
}

/// The unit of a number that nothing but its place beside a measured one shows to be a figure: "63 of them, compared
/// with 41 a year ago", "435 homes by open sale and 187 by tender".
pub fn parallel_number(doc: &Doc, numeral: &Numeral, numerals: &[Numeral], measured: &[Figure<Unit>]) -> Option<Unit> {
    let end = numeral.tokens.end;
    let plain = matches!(numeral.form, Form::Digits | Form::Words) && numeral.value > Decimal::ONE;
    if !plain
        || doc.glued(numeral.tokens.start)
        || bare::is_year(numeral, doc.slice(&numeral.tokens))
        || reject::label(doc, numeral).is_some()
    {
        return None;
    }
    let number = Bare::new(doc, &numeral.tokens, numeral.value);
    let before = number.start.wrapping_sub(1);
    // "Operates 700 stores and plans to open about **20 more** this year"
    let told_when = doc.is_any(end + 1, keys!["this", "next", "over", "during", "within"]);
    if doc.is(end, "more") && (range::ends_figure(doc, end + 1) || told_when) && !doc.is(end + 1, "or") {
        let other = counted_before(doc, number.start, numerals, measured)?;
        return Some(Unit { strength: Strength::Default, rule: "quantity/more", ..other.unit.clone() });
    }
    // "34 people were killed and 100 injured": what befell them, too.
    let befell = befell(doc, end);
    let told = doc.is_any(before, keys!["than", "versus", "vs", "against"])
        || is_compared(doc, before)
        || doc.is(before, "from") && doc.is_any(before.wrapping_sub(1), keys!["up", "down"]);
    let alone =
        befell || range::ends_figure(doc, end) || doc.is_any(end, keys!["during", "last", "the", "this", "previously"]);
    (told && alone)
        .then(|| compared(doc, number, numerals, measured))
        .flatten()
        .or_else(|| parallel(doc, number, numerals, measured).filter(|_| alone))
        .or_else(|| group(doc, number))
}

/// "A staff of 350", "a crew of about 12": people.
fn group(doc: &Doc, number: Bare) -> Option<Unit> {
    let of = number.start.checked_sub(1)?;
    let grouped = doc.is(of, "of") && is_a(doc, of.wrapping_sub(1), WordClass::Group);
    (grouped && range::ends_figure(doc, number.tokens.end)).then(|| Unit {
        name: Some("person".to_owned()),
        factor: Decimal::ONE,
        strength: Strength::Default,
        rule: "quantity/group",
    })
}

/// The preposition of "compared with", "compared to".
fn is_compared(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, keys!["with", "to"]) && doc.is(at.wrapping_sub(1), "compared")
}

/// A number without a unit.
#[derive(Debug, Clone, Copy)]
struct Bare<'a> {
    tokens: &'a Range<usize>,
    /// The first token of its hedge, where it has one.
    start: usize,
    value: Decimal,
}

impl<'a> Bare<'a> {
    fn new(doc: &Doc, tokens: &'a Range<usize>, value: Decimal) -> Self {
        Self { tokens, start: hedge::start(doc, tokens), value }
    }
}

/// "from 20 mpg to 24", "435 homes by open sale and 187 by tender", "52 votes to 48", "34 people were killed and 100
/// injured": the second of two levels, of two sides, of two figures that the same preposition follows, or of those whom
/// something befell, has the unit of the first.
fn parallel(doc: &Doc, number: Bare, numerals: &[Numeral], measured: &[Figure<Unit>]) -> Option<Unit> {
    let before = number.start.checked_sub(1)?;
    let other = counted_before(doc, before, numerals, measured)?;
    let near = before - other.tokens.end < REACH;
    let level = doc.is(before, "to")
        && doc.is(hedge::start(doc, &other.tokens).wrapping_sub(1), "from")
        && !doc.is(before.wrapping_sub(1), "up");
    let gapped = doc.is_any(before, keys!["and", ",", "or", "but"])
        && doc
            .is_any(number.tokens.end, keys!["in", "by", "for", "at", "on", "with", "via", "through", "during", "to"])
        && doc.lower(number.tokens.end) == doc.lower(other.tokens.end);
    // "52 votes to 48"
    let score = doc.is(before, "to") && other.tokens.end == before;
    let befell = doc.is_any(before, keys!["and", ",", "another"]) && befell(doc, number.tokens.end);
    (near && (level || gapped || score || befell)).then(|| Unit {
        strength: Strength::Default,
        rule: "quantity/parallel",
        ..other.unit.clone()
    })
}

/// A participle that closes its phrase: "and 100 injured", "and 800 delayed".
fn befell(doc: &Doc, at: usize) -> bool {
    let regular = |word: &str| word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed");
    doc.kind(at) == Some(TokenKind::Word)
        && (is_a(doc, at, WordClass::Befell) || regular(doc.lower(at)))
        && range::ends_figure(doc, at + 1)
}

/// The last figure before `at` in its sentence, where it counts or measures something.
fn counted_before<'m>(
    doc: &Doc,
    at: usize,
    numerals: &[Numeral],
    measured: &'m [Figure<Unit>],
) -> Option<&'m Figure<Unit>> {
    let next = measured.partition_point(|m| m.tokens.end <= at);
    let other = &measured[next.checked_sub(1)?];
    let money = money::is_currency(doc, other.tokens.end - 1) && !money::weighs(doc, &numerals[other.numerals.1]);
    let counts = !money && !matches!(other.unit.name.as_deref(), Some("point" | "times" | "fraction") | None);
    (counts && doc.sentence_of(other.tokens.start) == doc.sentence_of(at)).then_some(other)
}

/// "3.9 million headsets, up from 2.4 million": of one size and both whole, in one sentence, the second after a word
/// that compares.
fn compared(doc: &Doc, number: Bare, numerals: &[Numeral], measured: &[Figure<Unit>]) -> Option<Unit> {
    let before = number.start.checked_sub(1)?;
    if !is_a(doc, before, WordClass::Compares) && !is_compared(doc, before) {
        return None;
    }
    let other = counted_before(doc, before, numerals, measured)?;
    let (value, known) = (number.value.abs(), other.amount.middle().abs());
    let alike = value <= known.saturating_mul(Decimal::from(50)) && known <= value.saturating_mul(Decimal::from(50));
    let whole = value.fract().is_zero() && known.fract().is_zero();
    (alike && whole).then(|| Unit { strength: Strength::Default, rule: "quantity/compared", ..other.unit.clone() })
}

/// "Jobless claims rose by 5,000 to 215,000": whole numbers after a statistic that counts.
fn subject(doc: &Doc, figure: &Figure<Unit>) -> Option<Unit> {
    let start = figure.tokens.start;
    let value = figure.amount.middle();
    if value < Decimal::ONE_HUNDRED || !value.fract().is_zero() {
        return None;
    }
    let sentence = doc.sentence(start);
    let from = sentence.start.max(start.saturating_sub(REACH));
    // "Filings for **unemployment benefits** fell to 231,000": of what is filed, not of the unemployed.
    let paid = |i: usize| doc.is_any(i + 1, keys!["benefits", "benefit", "insurance", "aid"]);
    let (at, unit) =
        (from..start).rev().filter(|&i| !paid(i)).find_map(|i| SUBJECTS.get(doc.lower(i)).map(|unit| (i, *unit)))?;
    let verb = (at + 1..start).any(|i| motion_at(doc, i).is_some() || is_a(doc, i, WordClass::States));
    verb.then(|| Unit {
        name: Some(unit.to_owned()),
        factor: Decimal::ONE,
        strength: Strength::Default,
        rule: "quantity/subject",
    })
}
