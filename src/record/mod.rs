//! The wire: the records as they are written and read back.
//!
//! Wire types are apart from the types inside: offsets are code points here and bytes there, references are record ids
//! here and indices there. [`mod@assemble`] turns one into the other, in one place. This module and `write` alone know JSON.
//! The JSON Schema that `newsfacts schema` prints is generated from these types; the doc comments are its descriptions.

mod assemble;
pub mod check;
mod failure;
mod number;
mod observation;
pub mod schema;

use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

pub use crate::link::observation::{ChangeBasis, Direction, Measure, ObsStatus};
pub use crate::link::quotation::{QuotationKind, ResolvedBy};
pub use crate::mention::PercentUnit;
pub use crate::mention::period::{Granularity, PeriodModifier, Timex};
pub use crate::mention::place::{CountryForm, RegionKind};
pub use crate::number::Modifier;
pub use assemble::{assemble, bare};
pub use failure::ErrorRecord;
pub use number::Number;
pub use observation::{AreaFields, Named, ObservationRecord, SourceFields, TimePeriod};

/// The version of the record contract: `schema` of every article record.
pub const SCHEMA_VERSION: u32 = 1;

/// The `type` of each kind of record, in the order of an article's output.
pub const TYPES: [&str; 10] = [
    "article",
    "percentage",
    "money",
    "quantity",
    "period",
    "country",
    "region",
    "quotation",
    "speaker",
    "observation",
];

/// One record: one line of the output.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "records are made once and written at once")]
pub enum Record {
    /// The article itself: first of its records.
    Article(ArticleRecord),
    /// A percentage, a difference of percentages, or basis points.
    Percentage(PercentageRecord),
    /// An amount of money or a price.
    Money(MoneyRecord),
    /// Any other number that measures or counts something.
    Quantity(QuantityRecord),
    /// A calendar expression.
    Period(PeriodRecord),
    /// A country, or a place that lies in one.
    Country(CountryRecord),
    /// A region of the world or a group of countries.
    Region(RegionRecord),
    /// Words that someone says.
    Quotation(QuotationRecord),
    /// A person or body that is quoted in the article.
    Speaker(SpeakerRecord),
    /// A figure tied to what it measures.
    Observation(ObservationRecord),
}

/// The article: title, date, text and where its sentences are.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ArticleRecord {
    /// The version of the record contract.
    pub schema: u32,
    /// `<article>#<n>` for all other records; for the article record the article's id itself.
    pub id: String,
    /// The article's id.
    pub article: String,
    /// The canonical URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The authors' names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// The publication's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The section or topic that the publication put it under, as it names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// When it was published, in the precision and with the offset that the source gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// BCP 47 tag of the text's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Present, and true, where the text may be only the beginning of the article: its page is not free to read.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// The article's text, to which all offsets refer. Left out on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Start and end of each sentence, in code points of `text`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<(usize, usize)>,
    /// The path or URL that it was read from.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub input: String,
    /// The id of the earlier article that says the same. Looked for on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<String>,
    /// How much the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duplicate_kind: Option<DuplicateKind>,
}

/// How much two articles say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateKind {
    /// The same text.
    Same,
    /// Nearly the same text.
    Near,
}

/// What all mentions share: which record it is and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place {
    /// `<article>#<n>`, n counting the article's records in output order.
    pub id: String,
    /// The article's id.
    pub article: Arc<str>,
    /// First code point of the mention in the article's text.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
    /// The slice of the article's text from `start` to `end`.
    pub text: String,
    /// The 0-based index of its sentence.
    pub sentence: usize,
}

/// A percentage.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PercentageRecord {
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub place: Place,
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub amount: AmountFields,
    /// Percent, percentage point or basis point.
    pub unit: PercentUnit,
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub hedge: HedgeFields,
}

/// The number of a figure: either `value`, or `low` and `high` for a range.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct AmountFields {
    /// The exact number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// The lower end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<Number>,
    /// The higher end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Number>,
}

/// How the words around a figure bound or blur it; nothing where it is exact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct HedgeFields {
    /// What the hedge says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Modifier>,
    /// The hedge's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modifier_text: Option<String>,
}

/// Money.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MoneyRecord {
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub place: Place,
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub amount: AmountFields,
    /// ISO 4217 code.
    #[schemars(extend("pattern" = "^[A-Z]{3}$"))]
    pub currency: &'static str,
    /// For a price: what one of which costs so much ("barrel").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub hedge: HedgeFields,
}

/// A quantity.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct QuantityRecord {
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub place: Place,
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub amount: AmountFields,
    /// The canonical English singular of the unit; left out for a bare number such as an index level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub hedge: HedgeFields,
}

/// A period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PeriodRecord {
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub place: Place,
    /// The TIMEX3 class.
    pub timex: Timex,
    /// The TIMEX3 / ISO 8601 value.
    pub value: String,
    /// The first calendar day that it covers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub from: Option<Date>,
    /// The last calendar day that it covers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub to: Option<Date>,
    /// The unit in which it is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granularity: Option<Granularity>,
    /// TIMEX3's `mod`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modifier: Option<PeriodModifier>,
    /// Whether the text calls it fiscal or financial; left out where not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub fiscal: bool,
}

/// A country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountryRecord {
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub place: Place,
    /// The country's short English name.
    pub name: &'static str,
    /// ISO 3166-1 alpha-2.
    #[schemars(extend("pattern" = "^[A-Z]{2}$"))]
    pub iso2: &'static str,
    /// ISO 3166-1 alpha-3.
    #[schemars(extend("pattern" = "^[A-Z]{3}$"))]
    pub iso3: &'static str,
    /// How it is named here.
    pub form: CountryForm,
    /// For a city or subdivision: the place's name.
    #[serde(rename = "place", skip_serializing_if = "Option::is_none")]
    pub place_name: Option<String>,
}

/// A region or group of countries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RegionRecord {
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub place: Place,
    /// The canonical name.
    pub name: &'static str,
    /// UN M49 number of a geographic region, usual short code of a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    /// What kind it is.
    pub kind: RegionKind,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuotationRecord {
    #[serde(flatten)]
    #[allow(missing_docs)]
    pub place: Place,
    /// How it is reported.
    pub kind: QuotationKind,
    /// Who says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<QuotationSpeaker>,
    /// The word that marks it as speech.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<Cue>,
    /// Pieces of one statement share a group number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<usize>,
}

/// The speaker of a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuotationSpeaker {
    /// The id of the speaker's record.
    pub record: String,
    /// The fullest name that the article gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Role or title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Employer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// First code point of the words at hand that name the speaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// One past their last code point.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    /// How the words at hand led to the speaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolved_by: Option<ResolvedBy>,
}

/// The cue of a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Cue {
    /// Its words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// A person or body that is quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SpeakerRecord {
    /// `<article>#<n>`.
    pub id: String,
    /// The article's id.
    pub article: String,
    /// The fullest name that the article gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Role or title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Employer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// The ids of the quotations.
    pub quotations: Vec<String>,
}

impl Record {
    /// Its `type` on the wire.
    pub fn type_name(&self) -> &'static str {
        match self {
            Record::Article(_) => "article",
            Record::Percentage(_) => "percentage",
            Record::Money(_) => "money",
            Record::Quantity(_) => "quantity",
            Record::Period(_) => "period",
            Record::Country(_) => "country",
            Record::Region(_) => "region",
            Record::Quotation(_) => "quotation",
            Record::Speaker(_) => "speaker",
            Record::Observation(_) => "observation",
        }
    }
}
