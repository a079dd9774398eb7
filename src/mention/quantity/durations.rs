//! Lengths of time that are no period: ranges ("8-10 weeks", "the next 18 to 24 months"), where a period has one length and
//! what lies between two is a quantity with a low and a high end; and those that are statistics ("a workweek of 34.3
//! hours", "3.5 months' supply").

use rust_decimal::Decimal;

use super::{Strength, Unit};
use crate::mention::figure_words::{WordClass, is_a, makes_a_date};
use crate::mention::{Claim, period, reject};
use crate::number::range::{self, Figure, Measured, Side};
use crate::number::{Amount, Form, Numeral, past_hyphen};
use crate::text::{Doc, keys};

/// The ranges whose unit is one of time.
pub fn ranges(doc: &Doc, numerals: &[Numeral]) -> Vec<Figure<Unit>> {
    let measured = numerals.iter().map(|numeral| measure(doc, numeral)).collect();
    let figures = range::join(doc, numerals, measured, |n| reject::label(doc, n).is_none() && n.form != Form::Ordinal);
    figures.into_iter().filter(|f| matches!(f.amount, Amount::Range(..)) && !is_dated(doc, f)).collect()
}

/// How many words before its hours a workweek may stand.
const WORKWEEK: usize = 14;

/// How many words before its months a supply may stand.
const SUPPLY: usize = 10;

/// The lengths that are statistics.
pub fn measured(doc: &Doc, numerals: &[Numeral], claims: &mut Vec<Claim>) {
    for numeral in numerals {
        let (start, end) = (numeral.tokens.start, numeral.tokens.end);
        let unit = past_hyphen(doc, end);
        let (end, unit) = if is_worked(doc, start, unit) {
            (unit + 1, "hour")
        } else if numeral.form == Form::Fraction && doc.starts(end, keys!["of", "an", "hour"]) {
            (end + 3, "hour")
        } else if doc.is_any(unit, keys!["month", "months"]) && numeral.form != Form::Ordinal {
            // "3.5 months' supply", "a 4-month supply"
            let supply = unit + 1 + usize::from(doc.is_any(unit + 1, keys!["'", "’", "of"]));
            if doc.is_any(supply, keys!["supply", "inventory"]) {
                (supply + 1, "month")
            } else if is_supplied(doc, start, unit) {
                (unit + 1, "month")
            } else {
                continue;
            }
        } else {
            continue;
        };
        let claim = super::exact(doc, start..end, numeral.value, unit, "quantity/duration");
        claims.push(Claim { strength: Strength::Explicit, ..claim });
    }
}

/// Whether a length is a statistic and no period: hours that are worked, months that a supply lasts.
pub fn is_statistic(doc: &Doc, at: usize, unit: usize) -> bool {
    is_worked(doc, at, unit) || doc.is_any(unit, keys!["month", "months"]) && is_supplied(doc, at, unit)
}

/// "The average **workweek** shrank to 34.3 **hours**": the hours at `unit`, behind a number at `at`, are those that are worked.
fn is_worked(doc: &Doc, at: usize, unit: usize) -> bool {
    let week = |i: usize| {
        doc.is_any(i, keys!["workweek", "workweeks"])
            || doc.starts(i, keys!["work", "week"])
            || doc.starts(i, keys!["working", "week"])
    };
    doc.is(unit, "hours") && (doc.sentence(at).start.max(at.saturating_sub(WORKWEEK))..at).any(week)
}

/// "The **supply** of new homes fell **to 7.6 months**", "enough to last 2.9 months **at the current pace**": how long what there
/// is would last.
fn is_supplied(doc: &Doc, at: usize, unit: usize) -> bool {
    let paced = doc.is(unit + 1, "at") && (unit + 2..unit + 6).any(|i| doc.is_any(i, keys!["pace", "rate"]));
    let stands = doc.is_any(at.wrapping_sub(1), keys!["to", "at", "of", "from", "was", "is"]);
    let supply = |i: usize| doc.is_any(i, keys!["supply", "inventory"]);
    let told = || (doc.sentence(at).start.max(at.saturating_sub(SUPPLY))..at).any(supply);
    paced || stands && !makes_a_date(doc, unit + 1) && told()
}

fn measure(doc: &Doc, numeral: &Numeral) -> Option<Measured<Unit>> {
    let at = past_hyphen(doc, numeral.tokens.end);
    if matches!(numeral.form, Form::Ordinal | Form::Fraction) || !is_a(doc, at, WordClass::Time) {
        return None;
    }
    // "18-24 month-olds" are people, "4-6 weekend" is a date.
    if is_a(doc, at + 1, WordClass::Age) || doc.is(at + 1, "-") && is_a(doc, at + 2, WordClass::Age) {
        return None;
    }
    let unit = Unit {
        name: Some(period::measure_at(doc, at)?.to_owned()),
        factor: Decimal::ONE,
        strength: Strength::Explicit,
        rule: "quantity/duration",
    };
    Some(Measured { tokens: numeral.tokens.start..at + 1, unit, side: Side::After })
}

/// "Oct. 4-6 days": numbers after a month are those of its days; "the 2024-25 year".
fn is_dated(doc: &Doc, figure: &Figure<Unit>) -> bool {
    let before = figure.tokens.start.wrapping_sub(1);
    let month = period::is_month(doc, if doc.is(before, ".") { before.wrapping_sub(1) } else { before });
    let large = matches!(figure.amount, Amount::Range(_, high) if high > Decimal::ONE_THOUSAND);
    month || large
}
