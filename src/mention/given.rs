//! The table of given names, for all who ask whether a word is one: `given_names.tsv`.
//!
//! [`super::name`] builds persons on it, [`super::place`] and [`super::period`] tell surnames from places and months by the frequent
//! ones.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lang::tsv;

static COMMON: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| rows().filter(|given| given.common).map(|given| given.name).collect());

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given {
    /// The name, with its capital.
    pub name: &'static str,
    /// `m`, `f`, `u` for either; `None` where the word is more often a month or a place.
    pub gender: Option<&'static str>,
    /// Whether many bear it.
    pub common: bool,
}

/// All rows.
pub(super) fn rows() -> impl Iterator<Item = Given> {
    tsv::rows(include_str!("given_names.tsv"), ["name", "gender", "common"]).map(|[name, gender, common]| Given {
        name,
        gender: Some(gender).filter(|g| *g != "-"),
        common: common == "yes",
    })
}

/// Whether a word, as written, is a name that many bear.
pub(super) fn is_common(word: &str) -> bool {
    COMMON.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        let names: Vec<Given> = rows().collect();
        assert!(names.is_sorted_by(|a, b| a.name < b.name), "sorted, each once");
        for given in names {
            assert!(given.gender.is_none_or(|g| matches!(g, "m" | "f" | "u")), "{given:?}");
            assert!(given.common || given.gender.is_some(), "{given:?} is of no use");
        }
    }
}
