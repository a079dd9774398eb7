//! Places: countries, regions and groups, and the cities and subdivisions that stand for a country.
//!
//! Phrases are data ([`gazetteer`], [`cities`]); the longest ones are [`candidates`]; [`binding`] ties
//! a town to the state after its comma; the whole article gives
//! [`evidence`]; the words beside a candidate ([`surroundings`]) and its article decide its [`sense`], by rules of their
//! own for words of [`risk`].
//!
//! Guarantees mentions in order that do not overlap, none inside a period. Persons and bodies are another
//! module's: here they are only what a place word must not be a part of.

mod binding;
mod bodies;
mod candidates;
mod cities;
mod evidence;
mod gazetteer;
mod members;
#[cfg(test)]
mod properties;
mod risk;
mod sense;
mod surroundings;

use std::cell::OnceCell;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Mention;
use crate::text::{Doc, LexiconBuilder};
use candidates::Candidate;
use evidence::Evidence;
pub use members::{Membership, members, memberships};
use sense::Article;

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

/// The short English name of a country by its ISO 3166-1 alpha-2 code; `None` for a code that is no country's.
pub fn country_name(iso2: &str) -> Option<&'static str> {
    gazetteer::known_country(iso2).map(|row| row.name)
}

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    gazetteer::register(lexicon);
    surroundings::register(lexicon);
}

/// "The Pelham **India** Services PMI": the country or union that the words of a longer name end with or hold, which is no mention
/// there; the last one of the tokens. Its name and code.
pub fn inside_name(doc: &Doc, tokens: Range<usize>) -> Option<(&'static str, Option<&'static str>)> {
    candidates::inside(doc, tokens)
}

/// All places of a document outside its periods, in order; those of one kind do not overlap.
pub fn find(doc: &Doc, figures: &[Mention]) -> Vec<Mention> {
    let (candidates, article) = read(doc, figures);
    let decide = |c: &Candidate| {
        let decision = article.decide(c).ok()?;
        Some(Mention::over(doc, c.tokens.clone(), decision.rule, decision.kind))
    };
    candidates.iter().filter_map(decide).collect()
}

/// What was made of a word that may be a place, and why: for `explain`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The rule that made a place of it; `None` where it is none.
    pub rule: Option<&'static str>,
    /// What decided.
    pub because: &'static str,
    /// The weights for and against, where some were compared.
    pub weights: Option<(u64, u64)>,
}

/// Why each word of a document that may be a place is one, or none.
pub fn explain(doc: &Doc, figures: &[Mention]) -> Vec<Reason> {
    let (candidates, article) = read(doc, figures);
    let reason = |c: &Candidate| {
        let (rule, because) = match article.decide(c) {
            Ok(decision) => (Some(decision.rule), decision.because),
            Err(because) => (None, because),
        };
        Reason { tokens: c.tokens.clone(), rule, because: because.what, weights: because.weights }
    };
    candidates.iter().map(reason).collect()
}

/// The candidates of a document, and what decides about them.
fn read<'d, 't>(doc: &'d Doc<'t>, figures: &[Mention]) -> (Vec<Candidate>, Article<'d, 't>) {
    let candidates = candidates::find(doc, figures);
    let mut evidence = Evidence::default();
    evidence.read(doc, &candidates);
    if let Some(title) = &doc.title {
        evidence.read(title, &candidates::find(title, &[]));
    }
    let capitals = vec![OnceCell::new(); doc.sentences.len()];
    (candidates, Article { doc, capitals, evidence })
}

#[cfg(test)]
mod tests {
    use crate::mention::cases::check_cases;
    use crate::text::{Doc, LexiconBuilder};

    #[test]
    fn cases() {
        let fired = check_cases("src/mention/place/cases.en.tsv", &["country", "region"]);
        for rule in super::sense::RULES {
            assert!(fired.contains(rule), "no case fires {rule}");
        }
    }

    /// Looking back from the first token of a text without words must end.
    #[test]
    fn no_word_before() {
        let doc = Doc::of_text("( \u{2014} )\n\n7 .", None, &LexiconBuilder::default().build());
        assert!(!super::surroundings::leads_up(&doc, 0) && !super::surroundings::is_surname(&doc, 0));
        assert!(super::find(&doc, &[]).is_empty());
    }
}
