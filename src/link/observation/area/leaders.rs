//! The country of a head of state or government: "**Mr Trump** has proposed a 60% tariff", "**Macron** raised the levy". The names are
//! data (`leaders.tsv`).
//!
//! Guarantees: a surname that others commonly bear means them only where the text has the first name too.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::of_code;
use crate::lang::tsv;
use crate::link::observation::Area;
use crate::mention::name::Names;

static COUNTRIES: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let mut countries = FxHashMap::default();
    for [name, country, surname] in tsv::rows(include_str!("leaders.tsv"), ["name", "country", "surname"]) {
        countries.insert(name, country);
        if let Some((_, last)) = name.rsplit_once(' ').filter(|_| surname == "alone") {
            countries.insert(last, country);
        }
    }
    countries
});

/// What of what a state decides a leader stands for.
const DECIDED: [&str; 6] = ["tariff_rate", "tax_rate", "government_spending", "budget_balance", "public_debt", "aid"];

/// The country that a person named leads or led, for what states decide.
pub fn country_of(names: &Names, entity: usize, code: &str) -> Option<Area> {
    let name = names.name_of(entity).filter(|_| DECIDED.contains(&code))?;
    let last = name.rsplit(' ').next().filter(|_| !name.contains(' ') || is_titled(name));
    let country = COUNTRIES.get(name).or_else(|| COUNTRIES.get(last?))?;
    of_code(country)
}

/// "Mr Trump", "President Macron": a surname behind a title and nothing else.
fn is_titled(name: &str) -> bool {
    let title = name.split_once(' ').map_or("", |(title, _)| title.trim_end_matches('.'));
    matches!(title, "Mr" | "Mrs" | "Ms" | "President" | "Chancellor" | "Premier")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_a_code() {
        assert!(COUNTRIES.values().all(|country| of_code(country).is_some()));
        assert_eq!(COUNTRIES.get("Macron"), Some(&"FR"));
        assert_eq!(COUNTRIES.get("Brown"), None, "a common surname means nobody");
    }
}
