//! Periods: calendar expressions, resolved to days.

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Claim, Mention};
use crate::number::Numeral;
use crate::text::{Doc, LexiconBuilder};

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

/// A period as a claim sees it, before the resolver has walked the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {}

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

/// Hands the words to the lexicon.
pub fn register(_lexicon: &mut LexiconBuilder) {}

/// Claims.
pub fn claim(_doc: &Doc, _numerals: &[Numeral], _claims: &mut Vec<Claim>) {}

/// Resolves the expressions that the arbiter let stand, in the order of the text.
pub fn resolve(_doc: &Doc, _expressions: Vec<(Range<usize>, &'static str, Expression)>) -> Vec<Mention> {
    Vec::new()
}
