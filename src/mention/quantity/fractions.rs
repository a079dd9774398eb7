//! Shares in words: "two-thirds of output", "more than half", "one in five", "nine out of ten".

use rust_decimal::Decimal;

use super::{Claim, exact};
use crate::mention::figure_words::{WordClass, is_a};
use crate::number::{Form, Numeral, hedge};
use crate::text::{Doc, Gap, keys};

/// Fractions have as many decimals as the contract promises.
const PLACES: u32 = 18;

/// The end of a fraction that is a share of something; `None` for "the first half", "half-year", "half an hour".
pub fn share(doc: &Doc, numeral: &Numeral) -> Option<usize> {
    let (start, end) = (numeral.tokens.start, numeral.tokens.end);
    let before = start.wrapping_sub(1);
    let half = doc.is(end - 1, "half") || doc.is(start, "half");
    if !half {
        return Some(end);
    }
    if is_a(doc, before, WordClass::HalfOfTime)
        || (doc.is_any(end, keys!["-", "‑"]) && doc.glued(end))
        || (doc.glued(start) && before < start && doc.is_any(before, keys!["-", "‑"]))
        || doc.is_any(end, keys!["past", "year", "time", "hour", "day", "century"])
        || doc.is_any(end + 1, keys!["hour", "day", "year", "month", "century", "decade", "dozen"])
    {
        return None;
    }
    let hedged = hedge::find(doc, &numeral.tokens).is_some();
    let object = doc.is_any(
        end,
        keys![
            "of", "the", "its", "their", "his", "her", "our", "all", "those", "these", "that", "what", "a", "an", "as",
            "people",
        ],
    );
    let by = doc.is_any(before, keys!["by", "in", "one"]);
    (hedged || object || by).then_some(end)
}

/// Claims "one in five" and "nine out of ten".
pub fn ratios(doc: &Doc, numerals: &[Numeral], claims: &mut Vec<Claim>) {
    for pair in numerals.windows(2) {
        let [part, whole] = pair else { continue };
        let at = part.tokens.end;
        let joined = (doc.is(at, "in") && whole.tokens.start == at + 1)
            || (doc.starts(at, keys!["out", "of"]) && whole.tokens.start == at + 2)
            || ((doc.starts(at, keys!["in", "every"]) || doc.starts(at, keys!["of", "every"]))
                && whole.tokens.start == at + 2)
            || (doc.starts(at, keys!["out", "of", "every"]) && whole.tokens.start == at + 3)
            || (doc.starts(at, keys!["-", "in", "-"]) && doc.glued(at + 1) && whole.tokens.start == at + 3);
        let plain = |n: &Numeral| matches!(n.form, Form::Words | Form::Digits) && n.value.fract().is_zero();
        if !joined || !plain(part) || !plain(whole) || doc.gap(whole.tokens.start) == Gap::Paragraph {
            continue;
        }
        let usual = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000, 10_000, 1_000_000]
            .map(Decimal::from)
            .contains(&whole.value);
        // "one in 10 years": a period follows.
        let ends = !matches!(
            doc.lower(whole.tokens.end),
            "years" | "months" | "days" | "weeks" | "minutes" | "hours" | "year" | "-" | "%" | "percent"
        );
        let small = part.value < whole.value && part.value >= Decimal::ONE;
        if usual
            && ends
            && small
            && let Some(value) = part.value.checked_div(whole.value)
        {
            let tokens = part.tokens.start..whole.tokens.end;
            claims.push(exact(doc, tokens, value.round_dp(PLACES), "fraction", "quantity/one-in"));
        }
    }
}
