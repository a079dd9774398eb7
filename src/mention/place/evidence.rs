//! What an article as a whole says about its places: which countries it names beyond doubt, which states, which
//! towns it binds to a state, and which place words are surnames in it.
//!
//! One reading of the candidates, before any of them is decided; [`super::sense`] asks.

use rustc_hash::{FxHashMap, FxHashSet};

use super::bodies::{self, Inside};
use super::candidates::{Candidate, Sense};
use super::gazetteer::{CountryRow, Needs};
use super::surroundings as around;
use crate::mention::place::CountryForm;
use crate::text::Doc;

/// Where a town lies, as its article says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Home {
    /// The country.
    pub country: &'static CountryRow,
    /// The state's postal code, where it has one.
    pub region: &'static str,
}

/// What an article says about its places.
#[derive(Debug, Default)]
pub struct Evidence {
    countries: FxHashMap<&'static str, u32>,
    risky: FxHashSet<&'static str>,
    regions: FxHashMap<(&'static str, &'static str), u32>,
    towns: FxHashMap<String, Home>,
    surnames: FxHashSet<String>,
    bodies: FxHashSet<String>,
    home_towns: FxHashSet<String>,
    counties: u32,
}

impl Evidence {
    /// Takes in a document and its candidates.
    pub fn read(&mut self, doc: &Doc, candidates: &[Candidate]) {
        for candidate in candidates {
            for sense in &candidate.senses {
                match sense {
                    Sense::Country(row)
                        if matches!(row.needs, Needs::Nothing | Needs::Borrowed)
                            && row.form != CountryForm::Metonym =>
                    {
                        *self.countries.entry(row.country.iso2).or_default() += 1;
                    }
                    Sense::Part(row) if !row.region.is_empty() && row.needs == Needs::Nothing => {
                        *self.regions.entry((row.country.iso2, row.region)).or_default() += 1;
                    }
                    Sense::Part(row) if row.needs == Needs::Nothing => {
                        *self.countries.entry(row.country.iso2).or_default() += 1;
                    }
                    Sense::City(cities) => {
                        // A metropolis speaks for its country, if more softly than the country's own name.
                        let first = cities.iter().next();
                        if let Some(city) = first.filter(|c| c.capital || c.population >= 1_000_000) {
                            self.countries.entry(city.country.iso2).or_default();
                        }
                    }
                    Sense::Country(row) if matches!(row.needs, Needs::Name | Needs::Town) => {
                        self.risky.insert(row.country.iso2);
                        if around::is_home_town(doc, &candidate.tokens) {
                            self.home_towns.insert(doc.slice(&candidate.tokens).to_lowercase());
                        }
                    }
                    Sense::County => self.counties += 1,
                    _ => {}
                }
            }
            if let Some(home) = candidate.home {
                self.towns.entry(doc.slice(&candidate.tokens).to_lowercase()).or_insert(home);
                if !home.region.is_empty() {
                    *self.regions.entry((home.country.iso2, home.region)).or_default() += 1;
                }
            }
            let is_city = candidate.senses.iter().any(|s| matches!(s, Sense::City(_)));
            if candidate.home.is_none() && is_city && bodies::opens_body(doc, candidate.tokens.end, Inside::Word) {
                self.bodies.insert(doc.slice(&candidate.tokens).to_lowercase());
            }
            if candidate.home.is_none() && around::is_surname(doc, candidate.tokens.start) {
                self.surnames.insert(doc.slice(&candidate.tokens).to_lowercase());
            }
        }
    }

    /// How often the country is named by an unmistakable name.
    pub fn mentions(&self, iso2: &str) -> u32 {
        self.countries.get(iso2).copied().unwrap_or(0)
    }

    /// Whether the country, or a metropolis of it, is named.
    pub fn speaks_of(&self, iso2: &str) -> bool {
        self.countries.contains_key(iso2)
    }

    /// Whether the country is named, if only by a word that may mean something else (Poland, Jordan).
    pub fn names(&self, iso2: &str) -> bool {
        self.mentions(iso2) > 0 || self.risky.contains(iso2)
    }

    /// Whether a country other than the given one is named.
    pub fn speaks_of_others(&self, iso2: &str) -> bool {
        self.countries.iter().any(|(country, n)| *country != iso2 && *n > 0)
    }

    /// How often the state is named.
    pub fn region(&self, iso2: &'static str, region: &'static str) -> u32 {
        self.regions.get(&(iso2, region)).copied().unwrap_or(0)
    }

    /// How often states of the country are named.
    pub fn regions_of(&self, iso2: &str) -> u32 {
        self.regions.iter().filter(|((country, _), _)| *country == iso2).map(|(_, n)| n).sum()
    }

    /// How often counties are named.
    pub fn counties(&self) -> u32 {
        self.counties
    }

    /// Whether the words beside it somewhere make a home town of the name (in lower case).
    pub fn is_home_town(&self, name: &str) -> bool {
        self.home_towns.contains(name)
    }

    /// Where the article says that a town of that name (in lower case) lies.
    pub fn town(&self, name: &str) -> Option<Home> {
        self.towns.get(name).copied()
    }

    /// Whether a body in the article begins with that name (in lower case): "Columbia" may be short for "Columbia Bank".
    pub fn opens_body(&self, name: &str) -> bool {
        self.bodies.contains(name)
    }

    /// Whether someone in the article has that surname (in lower case).
    pub fn is_surname(&self, name: &str) -> bool {
        self.surnames.contains(name)
    }
}
