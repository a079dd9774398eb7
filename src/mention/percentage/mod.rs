//! Percentages: percent, percentage points and basis points.
//!
//! "Points" alone are percentage points where the sentence shows it ([`points`]); the quantities ask the same question.
//! Ranges and hedges are the number layer's.

mod points;

use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{Claim, FigureValue, PercentUnit, Percentage, Strength, period, reject};
use crate::lang::tsv;
use crate::number::range::{self, Figure, Measured, Side};
use crate::number::{Amount, Form, Numeral, hedge, past_hyphen};
use crate::text::{Case, Doc, Gap, LexiconBuilder, TableId, TokenKind, keys};

pub(super) use points::are_percentage_points;

const UNITS: TableId = TableId(15);

static ROWS: LazyLock<Vec<(&str, PercentUnit)>> = LazyLock::new(|| {
    let unit = |unit: &str| match unit {
        "percent" => PercentUnit::Percent,
        "percentage_point" => PercentUnit::PercentagePoint,
        "basis_point" => PercentUnit::BasisPoint,
        other => panic!("no unit {other}"),
    };
    tsv::rows(include_str!("units.en.tsv"), ["phrase", "unit"]).map(|[phrase, name]| (phrase, unit(name))).collect()
});

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, (phrase, _)) in ROWS.iter().enumerate() {
        lexicon.add(UNITS, row, phrase, Case::Any);
    }
}

/// Claims the percentages.
pub fn claim(doc: &Doc, numerals: &[Numeral], claims: &mut Vec<Claim>) {
    let first = claims.len();
    let measured = numerals.iter().map(|numeral| measure(doc, numeral)).collect();
    for figure in range::join(doc, numerals, measured, |n| reject::label(doc, n).is_none()) {
        claims.push(claim_of(doc, figure));
    }
    let repeated: Vec<Claim> = numerals.iter().filter_map(|numeral| another(doc, numeral, &claims[first..])).collect();
    let counted = claims.len();
    claims.extend(repeated);
    for hit in doc.hits(UNITS) {
        // The claims of the numerals are in the order of the text.
        let own = &claims[first..counted];
        let at = own.partition_point(|claim| claim.tokens.end <= hit.tokens.start);
        if own.get(at).is_some_and(|claim| claim.tokens.start <= hit.tokens.start) {
            continue;
        }
        if ROWS[hit.row as usize].1 == PercentUnit::PercentagePoint
            && let Some(start) = lone_article(doc, hit.tokens.start)
        {
            let tokens = start..hit.tokens.end;
            let hedge = hedge::find(doc, &tokens);
            let value = FigureValue::Percentage(Percentage {
                amount: Amount::Exact(Decimal::ONE),
                unit: PercentUnit::PercentagePoint,
                hedge,
            });
            claims.push(Claim { tokens, strength: Strength::Explicit, rule: "percent/one-unit", value });
        }
    }
}

/// "By 75 basis points in June and **another 75** in July": more of what the sentence has just told.
fn another(doc: &Doc, numeral: &Numeral, told: &[Claim]) -> Option<Claim> {
    const REACH: usize = 16;
    let (start, end) = (numeral.tokens.start, numeral.tokens.end);
    let bare = doc.is(start.wrapping_sub(1), "another")
        && numeral.form == Form::Digits
        && numeral.scale == Decimal::ONE
        && range::ends_figure(doc, end);
    let last = told[..told.partition_point(|claim| claim.tokens.end <= start)].last().filter(|_| bare)?;
    let near = start - last.tokens.end < REACH && doc.sentence_of(start) == doc.sentence_of(last.tokens.start);
    let FigureValue::Percentage(Percentage { unit, .. }) = &last.value else { return None };
    let percentage = Percentage { amount: Amount::Exact(numeral.value), unit: *unit, hedge: None };
    let value = FigureValue::Percentage(percentage);
    near.then(|| Claim { tokens: numeral.tokens.clone(), strength: Strength::Default, rule: "percent/another", value })
}

/// Where "**a** percentage point", "**a full** percentage point" begins: one, unless it is a part of one that no number
/// tells ("a fraction of a percentage point").
fn lone_article(doc: &Doc, unit: usize) -> Option<usize> {
    let at = unit.checked_sub(1)?;
    let at = if doc.is_any(at, keys!["full", "whole", "single"]) { at.checked_sub(1)? } else { at };
    (doc.is_any(at, keys!["a", "one"])
        && doc.kind(at) == Some(TokenKind::Word)
        && !(doc.is(at, "one") && at + 1 == unit))
        .then_some(at)
        .filter(|&at| at == 0 || !doc.is_any(at - 1, keys!["of", "-"]))
}

fn claim_of(doc: &Doc, figure: Figure<(PercentUnit, &'static str)>) -> Claim {
    let (unit, rule) = figure.unit;
    let hedge = hedge::find(doc, &figure.tokens);
    let value = FigureValue::Percentage(Percentage { amount: figure.amount, unit, hedge });
    Claim { tokens: figure.tokens, strength: Strength::Explicit, rule, value }
}

fn measure(doc: &Doc, numeral: &Numeral) -> Option<Measured<(PercentUnit, &'static str)>> {
    let start = numeral.tokens.start;
    if numeral.form == Form::Ordinal || (doc.glued(start) && doc.is(start.wrapping_sub(1), "%")) {
        return None;
    }
    let end = numeral.tokens.end;
    let found = |end: usize, unit| Some(Measured { tokens: numeral.tokens.start..end, unit, side: Side::After });
    if let Some((unit, after)) = unit_at(doc, end) {
        return found(after, (unit, "percent/unit")).filter(|_| !is_year_of_change(doc, &numeral.tokens, after));
    }
    // "half a percentage point", "a quarter of a point", "0.3 of a percentage point".
    let article = if doc.is(end, "of") { end + 1 } else { end };
    if doc.is_any(article, keys!["a", "one"])
        && let Some((unit, after)) = unit_at(doc, article + 1)
    {
        return found(after, (unit, "percent/of-a-unit"));
    }
    let points = are_percentage_points(doc, numeral)?;
    found(points, (PercentUnit::PercentagePoint, "percent/points"))
}

/// "The February to **March 2025 percent** change": the year of a month, whose change is told in percent.
fn is_year_of_change(doc: &Doc, number: &Range<usize>, after: usize) -> bool {
    let year = number.len() == 1 && doc.word(number.start).len() == 4 && !doc.word(number.start).contains(['.', ',']);
    year && doc.is_any(after, keys!["change", "changes"]) && period::is_month(doc, number.start.wrapping_sub(1))
}

/// The unit at the token (a hyphen before it passed over) and the token after it.
fn unit_at(doc: &Doc, at: usize) -> Option<(PercentUnit, usize)> {
    let at = past_hyphen(doc, at);
    if doc.gap(at) == Gap::Paragraph {
        return None;
    }
    let hit = doc.hit(at, UNITS)?;
    let (phrase, unit) = ROWS[hit.row as usize];
    // "%20" in an address.
    if phrase == "%" && doc.glued(hit.tokens.end) && doc.kind(hit.tokens.end) == Some(TokenKind::Number) {
        return None;
    }
    // "pc" and "pp" are pieces and pages where they stand apart: only glued or in a place where a unit ends.
    if matches!(phrase, "pc" | "pp" | "percentage") && !doc.glued(at) && doc.is_capital(at) {
        return None;
    }
    Some((unit, hit.tokens.end))
}

/// Whether a percentage ends with the token: "4%", "4 percent", "4 per cent".
pub fn ends_percent(doc: &Doc, at: usize) -> bool {
    doc.is_any(at, keys!["%", "percent", "cent", "pct", "pc"])
}

#[cfg(test)]
mod tests {
    use crate::mention::cases::check_cases;

    #[test]
    fn cases() {
        let fired = check_cases("src/mention/percentage/cases.en.tsv", &["percentage"]);
        for rule in ["percent/unit", "percent/of-a-unit", "percent/one-unit", "percent/points"] {
            assert!(fired.contains(rule), "no case fires {rule}");
        }
    }
}
