//! What ties two numbers: "2 **to** 3", "5**-**6", "**between** 2 **and** 3", "8 **or** 9".
//!
//! Guarantees: numbers are tied only by what stands between them, with a hedge before the second at most, and never
//! across a paragraph. What a tie makes of them is for [`super::range`].

use std::ops::Range;

use super::hedge;
use crate::text::{Doc, Gap, TokenKind, keys};

/// What ties two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// "to".
    To,
    /// A dash.
    Dash,
    /// "between … and".
    Between,
    /// "and".
    And,
    /// "or".
    Or,
    /// A comma after a suspended hyphen or a decimal.
    Comma,
    /// "to 12.5 from 10 percent".
    From,
}

pub(super) fn tie(doc: &Doc, left: &Range<usize>, right: &Range<usize>) -> Option<Tie> {
    let mut at = left.end;
    if right.start <= at || right.start - at > 7 {
        return None;
    }
    // "A 2%-to-4% band"
    let hyphened = doc.is(at, "-") && doc.is(at + 1, "to") && doc.is(at + 2, "-");
    if hyphened && at + 3 == right.start {
        return (at..=right.start).all(|i| doc.glued(i)).then_some(Tie::To);
    }
    // "five- to six-year": a hyphen that waits for its noun.
    let goes_on = doc.glued(at + 1) && matches!(doc.kind(at + 1), Some(TokenKind::Word | TokenKind::Number));
    let suspended = doc.is(at, "-") && doc.glued(at) && !goes_on;
    if suspended && at + 1 < right.start {
        at += 1;
    }
    // "In 2003/**04 to 12** million tonnes": what is written with a nought before it is no count.
    let padded = || {
        doc.word(left.start).len() == 2
            && doc.word(left.start).starts_with('0')
            && doc.is(left.start.wrapping_sub(1), "/")
    };
    if doc.is(at, "to") && padded() {
        return None;
    }
    if doc.gap(at) == Gap::Paragraph || doc.gap(right.start) == Gap::Paragraph {
        return None;
    }
    // "200,000 to-260,000": a slip of the pen.
    let stray = doc.is(at, "to") && doc.is(at + 1, "-") && doc.glued(at + 1) && doc.glued(at + 2);
    let next = at + 1 + usize::from(stray);
    let tie = match doc.lower(at) {
        "to" | "through" | "until" => Tie::To,
        "and" if follows_between(doc, left) => Tie::Between,
        "and" | "&" => Tie::And,
        "or" => Tie::Or,
        "from" if doc.is(hedge::start(doc, left).wrapping_sub(1), "to") => Tie::From,
        "," if suspended || doc.word(left.end - 1).contains('.') => Tie::Comma,
        "-" | "–" | "—" | "‑" | "−" | "~" => {
            let even = doc.glued(at) == doc.glued(next) || doc.glued(at);
            return (even && next == right.start).then_some(Tie::Dash);
        }
        _ => return None,
    };
    (next == right.start || hedge::opening(doc, next) == Some(right.start)).then_some(tie)
}

fn follows_between(doc: &Doc, figure: &Range<usize>) -> bool {
    let start = hedge::start(doc, figure);
    let before = start.wrapping_sub(1);
    doc.is(before, "between")
        || (doc.is_any(before, keys!["a", "an", "the"]) && doc.is(before.wrapping_sub(1), "between"))
}
