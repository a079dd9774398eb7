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

struct Row {
    word: &'static str,
    form: Motion,
    bound: bool,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let form = |form: &str| match form {
        "past" => Motion::Past,
        "ing" => Motion::Ing,
        "base" => Motion::Base,
        "adverb" => Motion::Adverb,
        "noun" => Motion::Noun,
        other => panic!("no form {other}"),
    };
    let row = |[word, f, bound]: [&'static str; 3]| Row { word, form: form(f), bound: bound == "yes" };
    tsv::rows(TABLE, ["word", "form", "bound"]).map(row).collect()
});

pub fn register(lexicon: &mut LexiconBuilder) {
    for (at, row) in ROWS.iter().enumerate() {
        lexicon.add(MOTIONS, at, row.word, Case::Any);
    }
}

/// The word of change at the token.
pub fn motion_at(doc: &Doc, at: usize) -> Option<Motion> {
    doc.hit(at, MOTIONS).map(|hit| ROWS[hit.row as usize].form)
}

/// Whether "up to" behind the token is a direction: "edged up to 4.8%", not "cut up to 45,000 jobs".
pub fn leads_up(doc: &Doc, at: usize) -> bool {
    doc.hit(at, MOTIONS).is_some_and(|hit| !ROWS[hit.row as usize].bound)
}
