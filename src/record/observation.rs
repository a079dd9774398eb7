//! The record of an observation, and the fields that it alone has.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{AmountFields, ChangeBasis, Direction, Measure, Modifier, ObsStatus, Place};

/// An observation.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ObservationRecord {
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub place: Place,
    /// The whole sentence.
    pub context: Arc<str>,
    /// The measured thing in the article's words, a short noun phrase.
    pub indicator: String,
    /// Its code in the list of indicators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicator_code: Option<&'static str>,
    /// The company, bank, sector or body whose figure it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<Named>,
    /// The country or region that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ref_area: Option<AreaFields>,
    /// The other side of a flow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counterpart_area: Option<AreaFields>,
    /// What the value says about the indicator.
    pub measure: Measure,
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub amount: AmountFields,
    /// `percent`, `percentage_point`, `basis_point`, an ISO 4217 code, or the quantity's unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Cow<'static, str>>,
    /// What the hedge says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Modifier>,
    /// Which way it moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// What a change is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_basis: Option<ChangeBasis>,
    /// The period that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_period: Option<TimePeriod>,
    /// What kind of statement it is.
    pub obs_status: ObsStatus,
    /// Who says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceFields>,
    /// The ids of the records that it was built from.
    pub mentions: Vec<String>,
}

/// Something with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Named {
    /// The name.
    pub name: String,
}

/// A country or region of an observation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AreaFields {
    /// Its name.
    pub name: &'static str,
    /// ISO 3166-1 alpha-2, or the region's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
}

/// The period of an observation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TimePeriod {
    /// The TIMEX3 value.
    pub value: String,
    /// The first calendar day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub from: Option<Date>,
    /// The last calendar day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub to: Option<Date>,
}

/// Who says an observation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceFields {
    /// The name.
    pub name: String,
    /// The id of the speaker's record, where it is a speaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
}
