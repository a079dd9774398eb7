//! The tables of places, parsed once: countries and their names, subdivisions, regions, and the longer names that
//! swallow a place word.
//!
//! Guarantees that each row points at a known country. Cities have a table of their own ([`super::cities`]), too long
//! for the lexicon; what a name means in an article is for [`super::sense`].

use std::sync::LazyLock;

use super::{CountryForm, RegionKind};
use crate::lang::tsv;
use crate::text::{Case, LexiconBuilder, TableId};

/// Names, abbreviations and demonyms of countries: rows of [`Gazetteer::names`].
pub const NAMES: TableId = TableId(40);
/// Subdivisions: rows of [`Gazetteer::parts`].
pub const PARTS: TableId = TableId(41);
/// Regions and groups: rows of [`Gazetteer::regions`].
pub const REGIONS: TableId = TableId(42);
/// Longer names that are no place.
pub const BLOCKERS: TableId = TableId(43);

/// A country of ISO 3166-1.
#[derive(Debug, PartialEq, Eq)]
pub struct CountryRow {
    /// Alpha-2 code.
    pub iso2: &'static str,
    /// Alpha-3 code.
    pub iso3: &'static str,
    /// Short English name.
    pub name: &'static str,
}

/// What must speak for a risky word before it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: the word has one meaning.
    Nothing,
    /// Also a first name or surname, and perhaps a town.
    Name,
    /// Also a town in the United States.
    Borrowed,
    /// The same, and common in its local news.
    Town,
    /// Only beside other signs of its country.
    Support,
    /// Only before a hyphen (`Sino-`).
    Hyphen,
    /// Not after a number (`16 GB`).
    Unit,
    /// `US`.
    Us,
    /// The country or the U.S. state.
    Georgia,
    /// South Korea unless the article is about the North.
    Korea,
    /// Kinshasa's unless the article is about Brazzaville's.
    Congo,
    /// Also a river: "the Niger".
    River,
    /// Also the bird.
    Turkey,
    /// Only after a town: `Troy, N.C.`.
    AfterCity,
}

/// A name of a country.
#[derive(Debug)]
pub struct NameRow {
    /// The phrase as it is written.
    pub phrase: &'static str,
    /// Whose name it is.
    pub country: &'static CountryRow,
    /// Which form it is.
    pub form: CountryForm,
    /// What must speak for it.
    pub needs: Needs,
}

/// A state, province or other part of a country.
#[derive(Debug)]
pub struct PartRow {
    /// The phrase as it is written.
    pub phrase: &'static str,
    /// The country it is a part of.
    pub country: &'static CountryRow,
    /// Postal code of a U.S. state, Canadian province, Australian state or UK nation, as in the table of cities.
    pub region: &'static str,
    /// What must speak for it.
    pub needs: Needs,
}

impl PartRow {
    /// Whether the phrase is a short form such as `N.C.` or `NC`.
    pub fn is_abbreviated(&self) -> bool {
        self.phrase.ends_with('.') || self.phrase.len() == 2
    }
}

/// A region or group.
#[derive(Debug)]
pub struct RegionRow {
    /// The canonical name.
    pub name: &'static str,
    /// UN M49 number or short code.
    pub code: Option<&'static str>,
    /// Its kind.
    pub kind: RegionKind,
    /// Whether the phrase is an abbreviation.
    pub abbreviation: bool,
}

/// All tables.
#[derive(Debug)]
pub struct Gazetteer {
    /// In the table's order.
    pub names: Vec<NameRow>,
    /// In the table's order.
    pub parts: Vec<PartRow>,
    /// In the table's order.
    pub regions: Vec<RegionRow>,
}

static COUNTRIES: LazyLock<Vec<CountryRow>> = LazyLock::new(|| {
    let rows = tsv::rows(include_str!("countries.tsv"), ["iso2", "iso3", "name"]);
    rows.map(|[iso2, iso3, name]| CountryRow { iso2, iso3, name }).collect()
});

const LETTERS: usize = 26;

/// For each code of two capitals, one more than the row of its country; zero for those of none.
static BY_CODE: LazyLock<[u8; LETTERS * LETTERS]> = LazyLock::new(|| {
    let mut rows = [0; LETTERS * LETTERS];
    for (row, country) in (1..=u8::MAX).zip(COUNTRIES.iter()) {
        if let Some(place) = code_place(country.iso2) {
            rows[place] = row;
        }
    }
    rows
});

/// The tables, parsed at the first use.
pub static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer {
    names: name_rows().map(|(row, _)| row).collect(),
    parts: part_rows().map(|(row, _)| row).collect(),
    regions: region_rows().map(|(row, ..)| row).collect(),
});

/// The country of a code.
///
/// # Panics
/// Where the code is unknown: codes come from the tables, so no input can cause it.
pub fn country(iso2: &str) -> &'static CountryRow {
    known_country(iso2).unwrap_or_else(|| panic!("no country {iso2}"))
}

/// The country of a code that may be none.
pub fn known_country(iso2: &str) -> Option<&'static CountryRow> {
    let row = BY_CODE[code_place(iso2)?];
    COUNTRIES.get(usize::from(row).checked_sub(1)?)
}

/// The place of a code of two capitals among all of them.
fn code_place(iso2: &str) -> Option<usize> {
    let &[first, second] = iso2.as_bytes() else { return None };
    let letter = |byte: u8| byte.is_ascii_uppercase().then(|| usize::from(byte - b'A'));
    Some(letter(first)? * LETTERS + letter(second)?)
}

/// Hands all phrases to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (i, (row, case)) in name_rows().enumerate() {
        lexicon.add(NAMES, i, row.phrase, case);
        if let Some(open) =
            row.phrase.strip_suffix('.').filter(|p| p.contains('.') && row.form == CountryForm::Abbreviation)
        {
            lexicon.add(NAMES, i, open, case); // "U.S" at a line's end, or so written
        }
    }
    for (i, (row, case)) in part_rows().enumerate() {
        lexicon.add(PARTS, i, row.phrase, case);
    }
    for (i, (_, phrase, case)) in region_rows().enumerate() {
        lexicon.add(REGIONS, i, phrase, case);
    }
    for (i, [phrase]) in tsv::rows(include_str!("blockers.en.tsv"), ["phrase"]).enumerate() {
        lexicon.add(BLOCKERS, i, phrase, Case::Capital);
    }
}

fn name_rows() -> impl Iterator<Item = (NameRow, Case)> {
    let columns = ["phrase", "iso2", "form", "case", "needs"];
    tsv::rows(include_str!("country_names.en.tsv"), columns).map(|[phrase, iso2, form, case_word, needs_word]| {
        let form = match form {
            "name" => CountryForm::Name,
            "abbreviation" => CountryForm::Abbreviation,
            "demonym" => CountryForm::Demonym,
            "metonym" => CountryForm::Metonym,
            other => panic!("{phrase}: no form {other}"),
        };
        (NameRow { phrase, country: country(iso2), form, needs: needs(needs_word) }, case(case_word))
    })
}

fn part_rows() -> impl Iterator<Item = (PartRow, Case)> {
    let columns = ["phrase", "iso2", "region", "form", "needs"];
    tsv::rows(include_str!("subdivisions.tsv"), columns).map(|[phrase, iso2, region, form, needs_word]| {
        let case = if form == "postal" { Case::Exact } else { Case::Capital };
        (PartRow { phrase, country: country(iso2), region, needs: needs(needs_word) }, case)
    })
}

fn region_rows() -> impl Iterator<Item = (RegionRow, &'static str, Case)> {
    let columns = ["phrase", "name", "code", "kind", "case"];
    tsv::rows(include_str!("regions.en.tsv"), columns).map(|[phrase, name, code, kind, case_word]| {
        let kind = match kind {
            "geographic" => RegionKind::Geographic,
            "union" => RegionKind::Union,
            "monetary_union" => RegionKind::MonetaryUnion,
            "group" => RegionKind::Group,
            other => panic!("{phrase}: no kind {other}"),
        };
        let code = Some(code).filter(|code| *code != "-");
        (RegionRow { name, code, kind, abbreviation: case_word == "exact" }, phrase, case(case_word))
    })
}

fn case(word: &str) -> Case {
    match word {
        "written" => Case::Capital,
        "exact" => Case::Exact,
        other => panic!("no case {other}"),
    }
}

fn needs(word: &str) -> Needs {
    match word {
        "" => Needs::Nothing,
        "name" => Needs::Name,
        "borrowed" => Needs::Borrowed,
        "town" => Needs::Town,
        "support" | "word" => Needs::Support,
        "hyphen" => Needs::Hyphen,
        "unit" => Needs::Unit,
        "us" => Needs::Us,
        "georgia" => Needs::Georgia,
        "korea" => Needs::Korea,
        "congo" => Needs::Congo,
        "river" => Needs::River,
        "turkey" => Needs::Turkey,
        "after_city" => Needs::AfterCity,
        other => panic!("no evidence class {other}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn tables_parse_and_agree() {
        let g = &*GAZETTEER;
        assert!(COUNTRIES.is_sorted_by_key(|c| c.iso2));
        assert_eq!(COUNTRIES.len(), 250);
        for country in COUNTRIES.iter() {
            assert!(g.names.iter().any(|n| n.country == country && n.phrase == country.name), "{}", country.name);
        }
        let mut seen = HashSet::new();
        for row in &g.names {
            assert!(seen.insert(row.phrase), "{} twice", row.phrase);
        }
        for region in &g.regions {
            let geographic = region.kind == RegionKind::Geographic;
            let digits = region.code.is_some_and(|c| c.len() == 3 && c.bytes().all(|b| b.is_ascii_digit()));
            assert!(digits || !geographic || region.code.is_none(), "{region:?}");
        }
    }

    #[test]
    fn no_row_stands_twice() {
        for (table, columns) in [
            (include_str!("blockers.en.tsv"), ["phrase", "phrase"]),
            (include_str!("subdivisions.tsv"), ["phrase", "iso2"]),
            (include_str!("regions.en.tsv"), ["phrase", "phrase"]),
            (include_str!("context_words.en.tsv"), ["word", "role"]),
            (include_str!("city_aliases.tsv"), ["alias", "iso2"]),
        ] {
            let mut seen = HashSet::new();
            for row in tsv::rows(table, columns) {
                assert!(!row[0].is_empty() && !row[1].is_empty(), "{row:?}");
                assert!(seen.insert(row), "{row:?} twice");
            }
        }
    }
}
