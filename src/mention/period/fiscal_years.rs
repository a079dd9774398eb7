//! Whose fiscal year: phrases of a text that tie it to a government, whose year has a known start (`fiscal_years.en.tsv`).

use std::sync::LazyLock;

use crate::lang::tsv;
use crate::text::{Case, Doc, LexiconBuilder, TableId};

const GOVERNMENTS: TableId = TableId(33);

struct Row {
    phrase: &'static str,
    month: i8,
    sentence_only: bool,
}

static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| {
    tsv::rows(include_str!("fiscal_years.en.tsv"), ["phrase", "month", "scope"])
        .map(|[phrase, month, scope]| Row {
            phrase,
            month: month.parse().unwrap_or_else(|_| panic!("no month: {phrase} {month}")),
            sentence_only: scope == "sentence",
        })
        .collect()
});

/// Hands the phrases to the lexicon.
pub fn register(lexicon: &mut LexiconBuilder) {
    for (row, entry) in TABLE.iter().enumerate() {
        lexicon.add(GOVERNMENTS, row, entry.phrase, Case::Capital);
    }
}

/// The first month of the fiscal year of the government that the sentence, else the text, is about. `None` where there
/// is none, or where the text names governments with different years.
pub fn start(doc: &Doc, at: usize) -> Option<i8> {
    let sentence = doc.sentence(at);
    let local = doc.hits(GOVERNMENTS).find(|hit| sentence.contains(&hit.tokens.start));
    if let Some(hit) = local {
        return Some(TABLE[hit.row as usize].month);
    }
    let mut months = doc.hits(GOVERNMENTS).map(|hit| &TABLE[hit.row as usize]).filter(|row| !row.sentence_only);
    let first = months.next()?.month;
    months.all(|row| row.month == first).then_some(first)
}
