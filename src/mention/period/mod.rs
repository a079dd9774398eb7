//! Periods: calendar expressions, resolved to days.
//!
//! Three layers. **Words** are data (`*.en.tsv`, read by [`words`]). **Patterns** over tokens and numerals make typed
//! [`Expression`]s and claim their tokens; they know nothing of dates. **Resolve** walks the article in order and turns
//! the expressions that the arbiter let stand into days, by the publication date, the tense of the verb and the periods
//! named around them. `calendar` has the arithmetic, `value` writes TIMEX3.

mod calendar;
mod cues;
mod expression;
mod fiscal_years;
mod patterns;
mod resolve;
pub(in crate::mention) mod tense;
mod value;
mod words;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Claim;
use crate::number::Numeral;
use crate::text::{Doc, LexiconBuilder};

pub use expression::Expression;
pub use resolve::{in_title, resolve};
pub use tense::is_past;
pub(super) use words::{is_month, measure_at};

/// The TIMEX3 class of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Timex {
    /// A calendar date or a stretch of the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

/// The unit in which a period is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Granularity {
    Time,
    Day,
    Week,
    Month,
    Quarter,
    HalfYear,
    Season,
    Year,
    Decade,
    Century,
}

/// TIMEX3's `mod`, in the contract's spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum PeriodModifier {
    Start,
    Mid,
    End,
    Approximately,
    Before,
    After,
    LessThan,
    MoreThan,
    AtLeast,
    AtMost,
}

/// A period, resolved as far as the article allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its TIMEX3 class.
    pub timex: Timex,
    /// Its TIMEX3 value.
    pub value: String,
    /// Its first and last calendar day.
    pub days: Option<(Date, Date)>,
    /// The unit in which it is said.
    pub granularity: Option<Granularity>,
    /// Its modifier.
    pub modifier: Option<PeriodModifier>,
    /// Whether the text calls it fiscal or financial.
    pub fiscal: bool,
    /// Whether it is said relative to another period that a figure is compared with ("a year earlier").
    pub comparison: bool,
}

/// What a relative or underspecified period was reckoned from, for `explain`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// The day of publication.
    Publication,
    /// Another period of the text, at these bytes.
    Text(crate::text::Span),
    /// A period that the title names.
    Title,
}

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    words::register(lexicon);
    cues::register(lexicon);
    tense::register(lexicon);
    fiscal_years::register(lexicon);
}

/// Claims the calendar expressions of a text.
pub fn claim(doc: &Doc, numerals: &[Numeral], claims: &mut Vec<Claim>) {
    patterns::claim(doc, numerals, claims);
}

#[cfg(test)]
mod properties;
