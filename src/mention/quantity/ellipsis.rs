//! Units left unsaid: "3.9 million headsets, up from 2.4 million", "jobless claims rose to 215,000".

use std::sync::LazyLock;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::{Strength, Unit};
use crate::lang::tsv;
use crate::mention::figure_words::{WordClass, is_a};
use crate::mention::money;
use crate::number::range::Figure;
use crate::number::{hedge, motion_at};
use crate::text::Doc;

/// How many tokens before its number the subject may stand.
const REACH: usize = 10;

/// Nouns of statistics that count something, and what.
static SUBJECTS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    tsv::rows(include_str!("subjects.en.tsv"), ["noun", "unit"]).map(|[noun, unit]| (noun, unit)).collect()
});

/// The unit of a bare figure, from the figure that it is compared with or from its subject.
pub fn unit_of(doc: &Doc, figure: &Figure<Unit>, measured: &[Figure<Unit>]) -> Option<Unit> {
    compared(doc, figure, measured).or_else(|| subject(doc, figure))
}

/// "3.9 million headsets, up from 2.4 million": of one size and both whole, in one sentence, the second after a word
/// that compares.
fn compared(doc: &Doc, figure: &Figure<Unit>, measured: &[Figure<Unit>]) -> Option<Unit> {
    let before = hedge::start(doc, &figure.tokens).checked_sub(1)?;
    if !is_a(doc, before, WordClass::Compares) {
        return None;
    }
    let next = measured.partition_point(|m| m.tokens.end <= before);
    let other = &measured[next.checked_sub(1)?];
    let (value, known) = (figure.amount.middle().abs(), other.amount.middle().abs());
    let alike = value <= known.saturating_mul(Decimal::from(50)) && known <= value.saturating_mul(Decimal::from(50));
    let whole = value.fract().is_zero() && known.fract().is_zero();
    let money = money::is_currency(doc, other.tokens.end - 1);
    let counts = !money && !matches!(other.unit.name.as_deref(), Some("point" | "times" | "fraction") | None);
    (doc.sentence_of(other.tokens.start) == doc.sentence_of(before) && alike && whole && counts).then(|| Unit {
        strength: Strength::Default,
        rule: "quantity/compared",
        ..other.unit.clone()
    })
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
    let (at, unit) = (from..start).rev().find_map(|i| SUBJECTS.get(doc.lower(i)).map(|unit| (i, *unit)))?;
    let verb = (at + 1..start).any(|i| motion_at(doc, i).is_some() || is_a(doc, i, WordClass::States));
    verb.then(|| Unit {
        name: Some(unit.to_owned()),
        factor: Decimal::ONE,
        strength: Strength::Default,
        rule: "quantity/subject",
    })
}
