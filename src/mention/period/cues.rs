//! Words beside an expression that tell what it is (`cues.en.tsv`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lang::tsv;
use crate::text::{Doc, LexiconBuilder, ListId};

const LIST: ListId = ListId(2);

/// A question about a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// Whether four figures after it may be a year.
    BeforeYear,
    /// Whether four figures before it may be a year.
    AfterYear,
    /// Whether it is what a number before it counts.
    Counted,
    /// Whether the phrase before it has ended.
    EndsPhrase,
    /// Whether it may follow "the month" though it ends no phrase: a verb.
    AfterUnit,
    /// Whether "the month" after it is the one spoken of.
    HoldsUnit,
    /// The same of "the day".
    HoldsDay,
    /// Whether "a year" after it is a length.
    HoldsLength,
    /// Whether "that time" after it is a period.
    HoldsPeriod,
    /// Whether "a year" after it makes a rate.
    RateNoun,
    /// Whether it stands between a figure and what the figure is compared with.
    Compared,
    /// Whether "to" or "with" after it compares.
    Comparable,
    /// Whether the figure after it is the base of a comparison.
    Base,
    /// Whether "today's" before it means the present age.
    GenericDay,
    /// Whether it is an event that is set beforehand.
    Scheduled,
    /// Whether it moves something from one date to another.
    Movement,
    /// Whether "last" after it is a verb.
    Modal,
    /// Whether "cut" and the like after it are nouns.
    BeforeNoun,
    /// Whether the noun after it is its own: "her Sunday interview".
    Determiner,
    /// Whether "reports" and the like after it are verbs.
    Subject,
    /// Whether it is no verb in spite of its -ed.
    NoVerb,
    /// Whether the month before it is one of delivery: it is to come.
    Delivered,
    /// Whether "noon" after it is a time.
    Clock,
    /// Whether "a year ago" after it tells when a figure was measured, not when something happened.
    Measured,
    /// Whether "annual" before it makes a year's total of it.
    Total,
    /// Whether it says something or sets it going: "in March" after it tells when that was.
    Telling,
    /// Whether it is an extreme that figures are compared with.
    Peak,
    /// Whether the month before it is that in which it was made: "its August forecast".
    ForecastNoun,
    /// Whether "the year" after it is over.
    YearEnded,
    /// Whether "price" after it is what a market has quoted.
    Quoted,
    /// Whether "May" after it is the month, also in a text on a firm of that name.
    BeforeMay,
    /// Whether it has a price every day, whose quarter is told as it runs.
    Priced,
    /// Whether "May" or "March" after it is somebody's name.
    Titled,
}

const NAMES: [(&str, Cue); 33] = [
    ("before_year", Cue::BeforeYear),
    ("after_year", Cue::AfterYear),
    ("counted", Cue::Counted),
    ("ends_phrase", Cue::EndsPhrase),
    ("after_unit", Cue::AfterUnit),
    ("holds_unit", Cue::HoldsUnit),
    ("holds_day", Cue::HoldsDay),
    ("holds_length", Cue::HoldsLength),
    ("holds_period", Cue::HoldsPeriod),
    ("rate_noun", Cue::RateNoun),
    ("compared", Cue::Compared),
    ("comparable", Cue::Comparable),
    ("base", Cue::Base),
    ("generic_day", Cue::GenericDay),
    ("scheduled", Cue::Scheduled),
    ("movement", Cue::Movement),
    ("modal", Cue::Modal),
    ("before_noun", Cue::BeforeNoun),
    ("determiner", Cue::Determiner),
    ("subject", Cue::Subject),
    ("no_verb", Cue::NoVerb),
    ("delivered", Cue::Delivered),
    ("clock", Cue::Clock),
    ("measured", Cue::Measured),
    ("total", Cue::Total),
    ("telling", Cue::Telling),
    ("peak", Cue::Peak),
    ("forecast_noun", Cue::ForecastNoun),
    ("year_ended", Cue::YearEnded),
    ("quoted", Cue::Quoted),
    ("before_may", Cue::BeforeMay),
    ("priced", Cue::Priced),
    ("titled", Cue::Titled),
];

/// The cues of each word, one bit a cue.
static TABLE: LazyLock<FxHashMap<&str, u64>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for [name, words] in tsv::rows(include_str!("cues.en.tsv"), ["cue", "words"]) {
        let cue = NAMES.iter().find(|(n, _)| *n == name).unwrap_or_else(|| panic!("no such cue: {name}")).1;
        for word in words.split(' ') {
            *table.entry(word).or_insert(0) |= 1 << cue as u32;
        }
    }
    table
});

/// Hands the words to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (word, cues) in TABLE.iter() {
        lexicon.classify(LIST, word, *cues);
    }
}

/// Whether the token is a word of the cue.
pub fn is(doc: &Doc, at: usize, cue: Cue) -> bool {
    doc.classes(at, LIST) & 1 << cue as u32 != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cue_has_words() {
        for (name, cue) in NAMES {
            assert!(TABLE.values().any(|cues| cues & (1 << cue as u32) != 0), "{name}");
        }
    }
}
