//! Places: countries, regions and groups, and the cities and subdivisions that stand for a country.

use serde::{Deserialize, Serialize};

use super::Mention;
use crate::text::{Doc, LexiconBuilder};

/// How a country is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CountryForm {
    /// Its name.
    Name,
    /// An abbreviation (U.S., UK).
    Abbreviation,
    /// An adjective or a word for its people.
    Demonym,
    /// A capital or seat of power that stands for its government.
    Metonym,
    /// A city in it.
    City,
    /// A state, province or other part of it.
    Subdivision,
}

/// What kind of region it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RegionKind {
    /// A part of the world.
    Geographic,
    /// A political or economic union.
    Union,
    /// A union with one currency.
    MonetaryUnion,
    /// Any other group of countries.
    Group,
}

/// A mention of a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub iso2: &'static str,
    /// ISO 3166-1 alpha-3.
    pub iso3: &'static str,
    /// The short English name.
    pub name: &'static str,
    /// How it is named here.
    pub form: CountryForm,
    /// For a city or subdivision: the place's name.
    pub place: Option<String>,
}

/// A mention of a region or group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The canonical name.
    pub name: &'static str,
    /// UN M49 number or the group's usual short code.
    pub code: Option<&'static str>,
    /// What kind it is.
    pub kind: RegionKind,
}

/// Hands the words to the lexicon.
pub fn register(_lexicon: &mut LexiconBuilder) {}

/// All places of a document outside its figures, in order; those of one kind do not overlap.
pub fn find(_doc: &Doc, _figures: &[Mention]) -> Vec<Mention> {
    Vec::new()
}
