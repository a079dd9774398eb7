//! Small classes of words that the figure rules look for around a number.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lang::tsv;
use crate::text::{Doc, LexiconBuilder, ListId, keys};

const LIST: ListId = ListId(0);

/// A class of words; the table says what each is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordClass {
    Priced,
    Rate,
    Time,
    Then,
    Index,
    Score,
    NotAYear,
    Clock,
    Weight,
    HalfOfTime,
    Compares,
    States,
    Owner,
    Determiner,
    VagueOne,
    Foreseers,
    Foreseen,
    Age,
    Befell,
    Group,
}

const NAMES: [(&str, WordClass); 20] = [
    ("priced", WordClass::Priced),
    ("rate", WordClass::Rate),
    ("time", WordClass::Time),
    ("then", WordClass::Then),
    ("index", WordClass::Index),
    ("score", WordClass::Score),
    ("not_a_year", WordClass::NotAYear),
    ("clock", WordClass::Clock),
    ("weight", WordClass::Weight),
    ("half_of_time", WordClass::HalfOfTime),
    ("compares", WordClass::Compares),
    ("states", WordClass::States),
    ("owner", WordClass::Owner),
    ("determiner", WordClass::Determiner),
    ("vague_one", WordClass::VagueOne),
    ("foreseers", WordClass::Foreseers),
    ("foreseen", WordClass::Foreseen),
    ("age", WordClass::Age),
    ("befell", WordClass::Befell),
    ("group", WordClass::Group),
];

/// The classes of each word, one bit a class.
static WORDS: LazyLock<FxHashMap<&str, u64>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for [name, list] in tsv::rows(include_str!("figure_words.en.tsv"), ["class", "words"]) {
        let class = NAMES.iter().find(|(n, _)| *n == name).unwrap_or_else(|| panic!("no class {name}")).1;
        for word in list.split(' ') {
            *words.entry(word).or_insert(0) |= 1 << class as u32;
        }
    }
    words
});

/// Hands the words to the lexicon.
pub(super) fn register(lexicon: &mut LexiconBuilder) {
    for (word, classes) in WORDS.iter() {
        lexicon.classify(LIST, word, *classes);
    }
}

/// Whether the word (in lower case) is of the class.
pub(super) fn is_in(word: &str, class: WordClass) -> bool {
    WORDS.get(word).is_some_and(|classes| classes & 1 << class as u32 != 0)
}

/// Whether the token is of the class.
pub(super) fn is_a(doc: &Doc, at: usize, class: WordClass) -> bool {
    doc.classes(at, LIST) & 1 << class as u32 != 0
}

/// Whether the word after a unit of time makes a date of the two: "a year ago", "a day after", "a week from now".
pub(super) fn makes_a_date(doc: &Doc, at: usize) -> bool {
    // "$9.48 an hour **before tips**" is no time.
    let taken =
        doc.is(at, "before") && doc.is_any(at + 1, keys!["tips", "tax", "taxes", "overtime", "bonuses", "deductions"]);
    !taken
        && is_a(doc, at, WordClass::Then)
        && (!doc.is(at, "from") || doc.is_any(at + 1, keys!["now", "today", "then"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        assert!(
            is_in("barrel", WordClass::Priced) && is_in("year", WordClass::Priced) && is_in("year", WordClass::Time)
        );
        assert!(!is_in("barrel", WordClass::Time) && !is_in("", WordClass::Time));
        for (_, class) in NAMES {
            assert!(WORDS.values().any(|classes| classes & 1 << class as u32 != 0), "{class:?} has no word");
        }
    }
}
