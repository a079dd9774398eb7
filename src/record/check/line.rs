//! A record as it is read back: one flat struct for all types.
//!
//! Flat on purpose: `serde`'s flattened and tagged types buffer what they read, and exact decimals do not survive that.
//! What fields a type must have is the schema's business; here they are all optional.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::record::Number;

#[derive(Debug, Deserialize)]
pub(super) struct Line<'a> {
    #[serde(rename = "type")]
    pub kind: String,
    pub id: String,
    pub article: String,
    pub schema: Option<u32>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub text: Option<String>,
    pub sentences: Option<Vec<(usize, usize)>>,
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub sentence: Option<usize>,
    /// A number in figures and observations, a text in periods.
    #[serde(borrow)]
    pub value: Option<&'a RawValue>,
    pub low: Option<Number>,
    pub high: Option<Number>,
    pub unit: Option<String>,
    pub currency: Option<String>,
    pub timex: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub speaker: Option<SpeakerLine>,
    pub cue: Option<Words>,
    pub name: Option<String>,
    pub role: Option<String>,
    pub organization: Option<String>,
    pub quotations: Option<Vec<String>>,
    pub context: Option<String>,
    pub measure: Option<String>,
    pub direction: Option<String>,
    pub time_period: Option<Days>,
    pub source: Option<SourceLine>,
    pub mentions: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct SpeakerLine {
    pub record: Option<String>,
    pub name: Option<String>,
    pub role: Option<String>,
    pub organization: Option<String>,
    pub start: Option<usize>,
    pub end: Option<usize>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Words {
    pub text: String,
    pub start: usize,
    pub end: usize,
}

#[derive(Debug, Deserialize)]
pub(super) struct Days {
    pub from: Option<String>,
    pub to: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct SourceLine {
    pub record: Option<String>,
}
