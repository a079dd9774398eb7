//! Quantities: measures, counted things, multiples, fractions, index levels.
//!
//! [`units`] knows the measures, [`counted`] finds the noun that a number counts, [`bare`] says when a number without
//! either is a figure, [`ellipsis`] what it leaves unsaid ("up from 2.4 million"). Units of time are for the periods, but
//! for those of [`durations`]. Ranges and hedges are the number layer's.

mod bare;
mod counted;
mod durations;
mod ellipsis;
mod fractions;
mod nouns;
mod units;

use rust_decimal::Decimal;

use super::figure_words::{WordClass, is_a};
use super::{Claim, FigureValue, Quantity, Strength, percentage, reject};
use crate::number::range::{self, Figure, Measured, Side};
use crate::number::{Amount, Form, Numeral, hedge};
use crate::text::{Doc, LexiconBuilder, TokenKind, keys};

pub(super) use durations::is_statistic;
pub(super) use nouns::plural_of;
pub(super) use units::singular as singular_unit;

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    units::register(lexicon);
}

/// What a number measures. Two are the same unit whatever rule found them.
#[derive(Debug, Clone)]
struct Unit {
    name: Option<String>,
    factor: Decimal,
    strength: Strength,
    rule: &'static str,
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, self.factor) == (&other.name, other.factor)
    }
}

/// Claims the quantities.
pub fn claim(doc: &Doc, numerals: &[Numeral], claims: &mut Vec<Claim>) {
    let mut covered = vec![false; numerals.len()];
    let measured = numerals.iter().map(|numeral| measure(doc, numeral)).collect();
    let figures = range::join(doc, numerals, measured, |n| reject::label(doc, n).is_none());
    for figure in &figures {
        covered[figure.numerals.0..=figure.numerals.1].fill(true);
    }
    let bare = numerals.iter().zip(&covered).map(|(numeral, &covered)| {
        (!covered)
            .then(|| bare_number(doc, numeral).or_else(|| parallel_number(doc, numeral, numerals, &figures)))
            .flatten()
    });
    let mut last: Option<Figure<Unit>> = None;
    for mut figure in range::join(doc, numerals, bare.collect(), |_| false) {
        // "approvals fell to 61,013 in December from 64,072": the first has its unit from the subject, the second from it.
        let unit = ellipsis::unit_of(doc, &figure, numerals, &figures)
            .or_else(|| ellipsis::compared_with(doc, &figure, numerals, last.as_ref()?));
        if let Some(unit) = unit {
            figure.unit = unit;
            last = Some(figure.clone());
        }
        claims.extend(claim_of(doc, figure));
    }
    claims.extend(figures.into_iter().filter_map(|figure| claim_of(doc, figure)));
    fractions::ratios(doc, numerals, claims);
    durations::measured(doc, numerals, claims);
    claims.extend(durations::ranges(doc, numerals).into_iter().filter_map(|figure| claim_of(doc, figure)));
}

fn claim_of(doc: &Doc, figure: Figure<Unit>) -> Option<Claim> {
    let Unit { name, factor, strength, rule } = figure.unit;
    let amount = if factor == Decimal::ONE { figure.amount } else { figure.amount.map(|v| v.checked_mul(factor))? };
    let hedge = hedge::find(doc, &figure.tokens);
    let value = FigureValue::Quantity(Quantity { amount, unit: name, hedge });
    Some(Claim { tokens: figure.tokens, strength, rule, value })
}

fn measure(doc: &Doc, numeral: &Numeral) -> Option<Measured<Unit>> {
    if numeral.form == Form::Ordinal || percentage::are_percentage_points(doc, numeral).is_some() {
        return None;
    }
    let found = |name: String, factor, end, strength, rule| {
        let unit = Unit { name: Some(name), factor, strength, rule };
        Some(Measured { tokens: numeral.tokens.start..end, unit, side: Side::After })
    };
    if let Some(unit) = units::after(doc, numeral) {
        return found(unit.unit, unit.factor, unit.end, Strength::Explicit, "quantity/unit");
    }
    if numeral.form == Form::Fraction {
        // "On **a quarter-on-quarter** basis"
        let end = numeral.tokens.end;
        if doc.is(end, "-") && doc.is_any(end + 1, keys!["on", "over", "to"]) {
            return None;
        }
        let end = fractions::share(doc, numeral)?;
        return found("fraction".to_owned(), Decimal::ONE, end, Strength::Context, "quantity/fraction");
    }
    if reject::label(doc, numeral).is_some() || is_year_before_noun(doc, numeral) {
        return None;
    }
    let counted::Head { noun, end, nested } = counted::head(doc, numeral)?;
    if nested {
        return found(noun, Decimal::ONE, numeral.tokens.end, Strength::Context, "quantity/counted");
    }
    let (noun, rated) = units::with_rate(doc, noun, end);
    // "3,000 tests per day" is surer than "per day" alone, and "1000 to 2000 hires" than the year.
    let no_year = || {
        bare::is_year(numeral, doc.slice(&numeral.tokens)) && ends_a_range(doc, numeral.tokens.start.wrapping_sub(1))
    };
    let sure = rated > end || no_year();
    let strength = if sure { Strength::Explicit } else { Strength::Context };
    found(noun, Decimal::ONE, rated, strength, "quantity/counted")
}

/// "in 2019 sales fell" counts nothing; "cut 2000 jobs" does.
fn is_year_before_noun(doc: &Doc, numeral: &Numeral) -> bool {
    let before = numeral.tokens.start.wrapping_sub(1);
    let hedge = hedge::find(doc, &numeral.tokens)
        .filter(|h| !doc.is_any(h.tokens.start, keys!["about", "around", "past", "by"]));
    bare::is_year(numeral, doc.slice(&numeral.tokens))
        && hedge.is_none()
        && !is_a(doc, before, WordClass::NotAYear)
        && !ends_a_range(doc, before)
}

/// "from 1000 to 2000 hires": a number that no year could be is at the other end.
fn ends_a_range(doc: &Doc, tie: usize) -> bool {
    let other = doc.word(tie.wrapping_sub(1));
    let year = other.len() == 4 && (other.starts_with("19") || other.starts_with("20"));
    doc.is_any(tie, keys!["to", "-", "–"]) && doc.kind(tie.wrapping_sub(1)) == Some(TokenKind::Number) && !year
}

fn bare_number(doc: &Doc, numeral: &Numeral) -> Option<Measured<Unit>> {
    let rule = bare::evidence(doc, numeral)?;
    let unit = Unit { name: None, factor: Decimal::ONE, strength: Strength::Default, rule };
    Some(Measured { tokens: numeral.tokens.clone(), unit, side: Side::Before })
}

fn parallel_number(
    doc: &Doc,
    numeral: &Numeral,
    numerals: &[Numeral],
    measured: &[Figure<Unit>],
) -> Option<Measured<Unit>> {
    let unit = ellipsis::parallel_number(doc, numeral, numerals, measured)?;
    Some(Measured { tokens: numeral.tokens.clone(), unit, side: Side::Before })
}

/// A quantity of one number, for the rules that find the whole figure themselves.
fn exact(doc: &Doc, tokens: std::ops::Range<usize>, value: Decimal, unit: &str, rule: &'static str) -> Claim {
    let hedge = hedge::find(doc, &tokens);
    let value = FigureValue::Quantity(Quantity { amount: Amount::Exact(value), unit: Some(unit.to_owned()), hedge });
    Claim { tokens, strength: Strength::Context, rule, value }
}

#[cfg(test)]
mod tests {
    use crate::mention::cases::check_cases;

    #[test]
    fn cases() {
        let fired = check_cases("src/mention/quantity/cases.en.tsv", &["quantity"]);
        for rule in [
            "quantity/unit",
            "quantity/counted",
            "quantity/fraction",
            "quantity/one-in",
            "quantity/hedged",
            "quantity/precise",
            "quantity/between",
            "quantity/level",
            "quantity/compared",
            "quantity/parallel",
            "quantity/duration",
            "quantity/subject",
            "quantity/group",
        ] {
            assert!(fired.contains(rule), "no case fires {rule}");
        }
    }
}
