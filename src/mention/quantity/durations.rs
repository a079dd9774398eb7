//! Ranges of time: "8-10 weeks", "the next 18 to 24 months". A period has one length; what lies between two is a quantity
//! with a low and a high end.

use rust_decimal::Decimal;

use super::{Strength, Unit};
use crate::mention::figure_words::{WordClass, is_a};
use crate::mention::{period, reject};
use crate::number::range::{self, Figure, Measured, Side};
use crate::number::{Amount, Form, Numeral, past_hyphen};
use crate::text::Doc;

/// The ranges whose unit is one of time.
pub fn ranges(doc: &Doc, numerals: &[Numeral]) -> Vec<Figure<Unit>> {
    let measured = numerals.iter().map(|numeral| measure(doc, numeral)).collect();
    let figures = range::join(doc, numerals, measured, |n| reject::label(doc, n).is_none() && n.form != Form::Ordinal);
    figures.into_iter().filter(|f| matches!(f.amount, Amount::Range(..)) && !is_dated(doc, f)).collect()
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
