//! Numbers in text, each recognised once: percentages, money, quantities and periods all build on them.
//!
//! Decimals are exact from the first digit to the output ([`Decimal`], 28 significant digits); a number that does not
//! fit has no numeral. What a number *means* is for `mention` to claim.
//!
//! - [`mod@scan`] finds the numerals: [`digits`], [`words`], [`fractions`], scale words and signs;
//! - [`range`] ties figures whose units the claimers have found into ranges, and hands units and scales round;
//! - [`hedge`] finds the words beside a figure that blur or bound it.

mod digits;
mod fractions;
pub mod hedge;
mod levels;
mod motion;
#[cfg(test)]
mod properties;
pub mod range;
mod scale;
mod scan;
mod sign;
mod tie;
mod words;

use std::ops::Range;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::text::{Doc, LexiconBuilder, TableId, keys};

pub use motion::{Motion, motion_at};
pub use scan::scan;
pub use words::is_number_word;

/// The token after a hyphen that joins two words at `at`; `at` itself where none does.
pub fn past_hyphen(doc: &Doc, at: usize) -> usize {
    let hyphen = doc.is_any(at, keys!["-", "‑", "‐"]) && doc.glued(at) && doc.glued(at.wrapping_add(1));
    if hyphen { at + 1 } else { at }
}

const WORDS: TableId = TableId(10);
const HEDGES: TableId = TableId(11);
const MOTIONS: TableId = TableId(12);

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    words::register(lexicon);
    hedge::register(lexicon);
    motion::register(lexicon);
}

/// One number or a range of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// One number.
    Exact(Decimal),
    /// From the lower to the higher, both included.
    Range(Decimal, Decimal),
}

impl Amount {
    /// Applies `f` to each of its numbers; `None` where one of them gives none (overflow).
    pub fn map(self, f: impl Fn(Decimal) -> Option<Decimal>) -> Option<Amount> {
        Some(match self {
            Amount::Exact(value) => Amount::Exact(f(value)?),
            Amount::Range(low, high) => Amount::Range(f(low)?, f(high)?),
        })
    }

    /// The number, or the middle of the range: for comparing sizes, never for output.
    pub fn middle(self) -> Decimal {
        match self {
            Amount::Exact(value) => value,
            Amount::Range(low, high) => low.checked_add(high).map_or(low, |sum| sum / Decimal::TWO),
        }
    }
}

/// How a number is written: some readings need one form and exclude others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Digits, perhaps with a scale word ("330.3 billion").
    Digits,
    /// Words ("three and a half million").
    Words,
    /// A fraction ("two-thirds", "½", "half a").
    Fraction,
    /// An ordinal ("third", "2nd"): a place in an order, no quantity.
    Ordinal,
}

/// A number in the text, with its scale words and sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// The tokens it covers, from its sign to its last scale word.
    pub tokens: Range<usize>,
    /// Its value, the scale worked in.
    pub value: Decimal,
    /// How it is written.
    pub form: Form,
    /// The scale that was worked in (1 000 000 for "million"); 1 without one.
    pub scale: Decimal,
}

/// How a figure is bounded or blurred by the words around it (TIMEX3's `mod` and the contract's `modifier`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Modifier {
    /// About, around, nearly, some.
    Approximately,
    /// Under, below, just short of.
    LessThan,
    /// Over, above, exceeding.
    MoreThan,
    /// No less than, or more.
    AtLeast,
    /// Up to, no more than, or less.
    AtMost,
}

/// A hedge: a modifier and the words that say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hedge {
    /// What it does to the figure.
    pub modifier: Modifier,
    /// Its tokens, outside the figure's own.
    pub tokens: Range<usize>,
}
