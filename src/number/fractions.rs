//! Fractions: "½", "2½", "7 3/4", "two-thirds", "half a million", "three and a half", "a quarter of a point".

use rust_decimal::Decimal;

use super::words::{self, Class, Word};
use crate::text::{Doc, Gap, TokenKind, keys};

/// Fractions have as many decimals as the contract promises.
const PLACES: u32 = 18;

/// A fraction that begins at `at` without a whole number before it, and the token after it.
pub fn read(doc: &Doc, at: usize) -> Option<(Decimal, usize)> {
    if let Some(value) = vulgar(doc, at) {
        return Some((value, at + 1));
    }
    if let Some(found) = slashed(doc, at) {
        return Some(found);
    }
    // "half", and "quarter-point"; in "a quarter-point cut" the article is the cut's.
    let alone = |w: &Word, at: usize| w.class == Class::Part && (w.value == Decimal::TWO || is_compound(doc, at));
    if let Some(part) = words::word(doc, at).filter(|w| alone(w, at)) {
        return Some((ratio(Decimal::ONE, part.value)?, at + 1));
    }
    let (count, end) = if words::is_article(doc, at) {
        (Decimal::ONE, at + 1)
    } else {
        let small = words::word(doc, at).filter(|w| matches!(w.class, Class::Unit | Class::Teen))?;
        (small.value, at + 1)
    };
    let here = words::next(doc, end)?;
    let part = words::word(doc, here)?;
    let singular = count == Decimal::ONE;
    let fits = match part.class {
        Class::Part if words::is_article(doc, at) && is_compound(doc, here) => false,
        Class::Part => {
            singular && (part.value == Decimal::TWO || !is_period_quarter(doc, here) || is_of_people(doc, at, here + 1))
        }
        // "in the preceding three quarters" counts quarters.
        Class::Parts => !singular && (here > end || part.value != Decimal::from(4) || doc.is(here + 1, "of")),
        Class::Ordinal => singular && part.value > Decimal::TWO && is_ordinal_share(doc, at, here),
        _ => false,
    };
    fits.then(|| ratio(count, part.value).map(|value| (value, here + 1))).flatten()
}

/// "quarter-point", "half-point".
fn is_compound(doc: &Doc, at: usize) -> bool {
    doc.is_any(at + 1, keys!["-", "‑"])
        && doc.glued(at + 1)
        && doc.is_any(at + 2, keys!["point", "percentage", "percent"])
}

/// What a fraction adds to the whole number before `at`: "½", " 1/2", "-1/2", "and a half"; and the token after it.
pub fn after_whole(doc: &Doc, at: usize) -> Option<(Decimal, usize)> {
    if doc.gap(at) <= Gap::Space {
        if let Some(value) = vulgar(doc, at) {
            return Some((value, at + 1));
        }
        if let Some(found) = slashed(doc, at).filter(|_| doc.gap(at) == Gap::Space) {
            return Some(found);
        }
        // "1-3/4 points": American agencies tie the fraction with a hyphen.
        if doc.is(at, "-")
            && doc.glued(at)
            && doc.glued(at + 1)
            && let Some(found) = slashed(doc, at + 1)
        {
            return Some(found);
        }
    }
    let and = words::next(doc, at).filter(|&i| doc.is(i, "and"))?;
    let article = words::next(doc, and + 1)?;
    let count = if words::is_article(doc, article) {
        Decimal::ONE
    } else {
        words::word(doc, article).filter(|w| w.class == Class::Unit)?.value
    };
    let here = words::next(doc, article + 1)?;
    let fits =
        |w: &Word| matches!(w.class, Class::Part | Class::Parts) || (w.class == Class::Ordinal && here > article + 1);
    let part = words::word(doc, here).filter(fits)?;
    Some((ratio(count, part.value)?, here + 1))
}

/// "half a million", "a quarter million", "half of a percentage point": the article (with its "of") that stands between
/// a fraction and what it is a fraction of belongs to the number only where a scale follows.
pub fn scale_article(doc: &Doc, at: usize) -> usize {
    let article = if doc.is(at, "of") { at + 1 } else { at };
    let scaled = words::is_article(doc, article)
        && words::word(doc, article + 1).is_some_and(|w| matches!(w.class, Class::Scale | Class::Hundred));
    if scaled { article + 1 } else { at }
}

fn ratio(numerator: Decimal, denominator: Decimal) -> Option<Decimal> {
    Some(numerator.checked_div(denominator)?.round_dp(PLACES))
}

/// One vulgar fraction character.
fn vulgar(doc: &Doc, at: usize) -> Option<Decimal> {
    let word = doc.word(at);
    if word.is_ascii() {
        return None;
    }
    let (numerator, denominator) = match word {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅐" => (1, 7),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        "⅑" => (1, 9),
        "⅒" => (1, 10),
        _ => return None,
    };
    ratio(Decimal::from(numerator), Decimal::from(denominator))
}

/// `7/32`: below one, with a denominator that prices, rates and recipes use. `9/11`, `24/7` and `5/10/2025` are none.
fn slashed(doc: &Doc, at: usize) -> Option<(Decimal, usize)> {
    let slash = doc.is_any(at + 1, keys!["/", "⁄"]) && doc.glued(at + 1) && doc.glued(at + 2);
    if !slash || doc.kind(at) != Some(TokenKind::Number) || doc.is_any(at + 3, keys!["/", "⁄"]) {
        return None;
    }
    let (numerator, denominator): (u32, u32) = (doc.word(at).parse().ok()?, doc.word(at + 2).parse().ok()?);
    let usual = matches!(denominator, 2 | 3 | 4 | 5 | 8 | 10 | 16 | 32 | 64 | 128);
    (usual && numerator < denominator && numerator > 0)
        .then(|| Some((ratio(numerator.into(), denominator.into())?, at + 3)))
        .flatten()
}

/// "a quarter earlier" is three months; "a quarter of", "a quarter point" a fourth.
fn is_period_quarter(doc: &Doc, at: usize) -> bool {
    let of = at + 1;
    // "Dropped by a quarter": by what part, whatever follows.
    let by =
        (1..=3).any(|back| doc.is(at.wrapping_sub(back), "by")) && !doc.is_any(of, keys!["earlier", "ago", "later"]);
    !(by || doc.is_any(of, keys!["of", "point", "million", "billion", "trillion", "century", "-"])
        || is_share(doc, of) && !doc.is_any(of, keys!["to", "in", ",", "."]))
}

/// Whether what stands after a fraction lets it be a share: "a third of", "a third lower", "by a third, …".
fn is_share(doc: &Doc, at: usize) -> bool {
    doc.is_any(
        at,
        keys![
            "of", "from", "to", "in", "lower", "higher", "more", "less", "smaller", "larger", "cheaper", "below",
            "above", ",", ".", ";", ")", "and", "but", "since", "over", "last", "this", "after", "compared",
        ],
    )
}

/// "a third of", "fell by a third", "one-fifth": a share; "a third person" an ordinal.
fn is_ordinal_share(doc: &Doc, at: usize, here: usize) -> bool {
    let cued = at > 0
        && doc.is_any(
            at - 1,
            keys!["by", "about", "nearly", "almost", "around", "over", "than", "roughly", "up", "down", "some"],
        );
    here > at + 1
        || doc.is(here + 1, "of")
        || is_difference(doc, here + 1)
        || is_of_people(doc, at, here + 1)
        // "Will cut its staff **by a third by 2030**"
        || ((is_share(doc, here + 1) || doc.is(here + 1, "by")) && (cued || doc.is(at, "one")))
}

/// "**Nearly a quarter said** they struggled", "**more than a third have** no savings", "up from **about a quarter in** 2019": a part of
/// those who were asked, by the hedge or the clause's opening before it and by the verb behind it.
fn is_of_people(doc: &Doc, at: usize, behind: usize) -> bool {
    let before = at.wrapping_sub(1);
    let hedged = doc.is_any(before, keys!["nearly", "about", "almost", "around", "roughly"])
        || doc.is_any(before, keys!["than", "over", "under"])
            && doc.is_any(before.wrapping_sub(1), keys!["more", "less", "fewer", "just", "well"]);
    let opens = doc.opens_sentence(at) || doc.is_any(before, keys![",", "and", "while"]);
    let act = doc.is_any(
        behind,
        keys![
            "said", "say", "expect", "expected", "reported", "report", "plan", "planned", "have", "had", "were",
            "would", "want", "think", "thought", "believe", "told", "carry", "feel", "felt",
        ],
    );
    let compared = || doc.is_any(before.wrapping_sub(1), keys!["from", "with", "against"]) && doc.is(behind, "in");
    (hedged || opens) && act || hedged && compared()
}

/// "a third below its peak", "a third more than last year", "a third more homes": how far apart two values are.
fn is_difference(doc: &Doc, at: usize) -> bool {
    let things = || doc.lower(at + 1).ends_with('s') || doc.is(at + 1, "people");
    doc.is_any(at, keys!["below", "above"])
        || doc.is_any(at, keys!["more", "fewer"]) && things() && !doc.ties(at + 1)
        || doc.is_any(at, keys!["more", "less", "fewer", "higher", "lower", "larger", "bigger", "smaller"])
            && doc.is(at + 1, "than")
}
