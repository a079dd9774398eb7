//! Words of change: they tell a direction ("edged up to 4.8%") from a bound, and two levels ("from 5 to 6") from a range.

use std::sync::LazyLock;

use super::MOTIONS;
use crate::lang::tsv;
use crate::text::{Case, Doc, LexiconBuilder};

const TABLE: &str = include_str!("motion.en.tsv");

/// The form of a word of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// Rose, cut.
    Past,
    /// Rising.
    Ing,
    /// Rise, rises, a rise.
    Base,
    /// Up, back.
    Adverb,
    /// A growth.
    Noun,
}

static ROWS: LazyLock<Vec<(&str, Motion)>> = LazyLock::new(|| {
    let form = |form: &str| match form {
        "past" => Motion::Past,
        "ing" => Motion::Ing,
        "base" => Motion::Base,
        "adverb" => Motion::Adverb,
        "noun" => Motion::Noun,
        other => panic!("no form {other}"),
    };
    tsv::rows(TABLE, ["word", "form"]).map(|[word, f]| (word, form(f))).collect()
});

pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, (word, _)) in ROWS.iter().enumerate() {
        lexicon.add(MOTIONS, row, word, Case::Any);
    }
}

/// The word of change at the token.
pub fn motion_at(doc: &Doc, at: usize) -> Option<Motion> {
    doc.hit(at, MOTIONS).map(|hit| ROWS[hit.row as usize].1)
}
