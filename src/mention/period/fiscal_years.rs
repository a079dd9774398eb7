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

/// The governments that a text speaks of.
pub struct Governments {
    /// The phrases by token, in order.
    said: Vec<(usize, &'static Row)>,
    /// The first month of the year of the one that the text is about.
    whole: Option<i8>,
}

impl Governments {
    /// Looks for the phrases. A text about governments with different years is about none.
    pub fn of(doc: &Doc) -> Self {
        let said: Vec<_> = doc.hits(GOVERNMENTS).map(|hit| (hit.tokens.start, &TABLE[hit.row as usize])).collect();
        let mut months = said.iter().filter(|(_, row)| !row.sentence_only).map(|(_, row)| row.month);
        let first = months.next();
        let whole = first.filter(|first| months.all(|month| month == *first));
        Self { said, whole }
    }

    /// The first month of the fiscal year of the government that the token's sentence, else the text, is about.
    pub fn start(&self, doc: &Doc, at: usize) -> Option<i8> {
        let sentence = doc.sentence(at);
        let first = self.said.partition_point(|(token, _)| *token < sentence.start);
        let local = self.said.get(first).filter(|(token, _)| sentence.contains(token));
        local.map(|(_, row)| row.month).or(self.whole)
    }
}
