//! What a run has done, in numbers.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::decode::Skipped;
use crate::error::Code;
use crate::pipeline::Step;
use crate::record::TYPES;

/// The counts of a run. Articles and errors add up to the inputs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Documents: files, pages, lines, pages in archives.
    pub inputs: u64,
    /// Those that gave an article.
    pub articles: u64,
    /// Articles in a language without rules.
    pub without_rules: u64,
    /// Articles that say what an earlier one says.
    pub duplicates: u64,
    /// Those that gave none, by the error's code.
    pub errors: BTreeMap<Code, u64>,
    /// Records written, by type.
    pub records: BTreeMap<String, u64>,
    /// What archives hold beside pages.
    pub skipped: Skipped,
    /// The bytes of the documents, decompressed.
    pub bytes: u64,
}

impl Summary {
    /// Counts a step.
    pub(super) fn add(&mut self, step: &Step) {
        self.skipped = self.skipped + step.skipped;
        self.bytes += step.bytes;
        match &step.outcome {
            None => return,
            Some(Ok(extracted)) => {
                self.articles += 1;
                self.without_rules += u64::from(!extracted.is_read);
                self.duplicates += u64::from(extracted.is_duplicate);
                for (name, &count) in TYPES.iter().zip(&extracted.records).filter(|&(_, &count)| count > 0) {
                    *self.records.entry((*name).to_owned()).or_default() += u64::from(count);
                }
            }
            Some(Err(error)) => *self.errors.entry(error.code).or_default() += 1,
        }
        self.inputs += 1;
    }

    /// The errors of all codes.
    pub fn failed(&self) -> u64 {
        self.errors.values().sum()
    }

    /// The records of all types.
    pub fn written(&self) -> u64 {
        self.records.values().sum()
    }
}

/// "1 article", "2 articles".
pub(crate) fn count(n: u64, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// One line: the inputs, what became of them, what was passed over.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", count(self.inputs, "input"), count(self.articles, "article"))?;
        let remarks: Vec<String> = [
            (self.without_rules, format!("{} in a language without rules", self.without_rules)),
            (self.duplicates, count(self.duplicates, "duplicate")),
        ]
        .into_iter()
        .filter_map(|(n, remark)| (n > 0).then_some(remark))
        .collect();
        if !remarks.is_empty() {
            write!(f, " ({})", remarks.join(", "))?;
        }
        write!(f, ", {}", count(self.failed(), "error"))?;
        list(f, self.errors.iter().map(|(code, n)| format!("{n} {}", code.word())))?;
        write!(f, "; {}", count(self.written(), "record"))?;
        list(f, TYPES.iter().filter_map(|name| self.records.get(*name).map(|n| format!("{n} {name}"))))?;
        let skipped = self.skipped;
        if skipped.total() > 0 {
            write!(f, "; passed over")?;
            let reasons = [
                (skipped.other_records, "records of other types"),
                (skipped.other_status, "answers with another status than 200"),
                (skipped.other_media, "answers that are no page or text"),
                (skipped.other_files, "other files"),
            ];
            list(f, reasons.into_iter().filter(|(n, _)| *n > 0).map(|(n, reason)| format!("{n} {reason}")))?;
        }
        Ok(())
    }
}

fn list(f: &mut fmt::Formatter<'_>, items: impl Iterator<Item = String>) -> fmt::Result {
    let items: Vec<String> = items.collect();
    if items.is_empty() { Ok(()) } else { write!(f, " ({})", items.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_what_there_is_to_say() {
        let mut summary = Summary { inputs: 1, articles: 1, ..Summary::default() };
        assert_eq!(summary.to_string(), "1 input: 1 article, 0 errors; 0 records");
        summary = Summary {
            inputs: 5,
            articles: 3,
            without_rules: 1,
            duplicates: 2,
            errors: [(Code::Empty, 1), (Code::NotFound, 1)].into(),
            records: [("money".to_owned(), 7), ("article".to_owned(), 3)].into(),
            skipped: Skipped { other_records: 4, other_files: 1, ..Skipped::default() },
            bytes: 1000,
        };
        assert_eq!(
            summary.to_string(),
            "5 inputs: 3 articles (1 in a language without rules, 2 duplicates), 2 errors (1 not_found, 1 empty); \
             10 records (3 article, 7 money); passed over (4 records of other types, 1 other files)"
        );
        let json = serde_json::to_string(&summary).expect("JSON");
        assert!(json.contains(r#""errors":{"not_found":1,"empty":1}"#), "{json}");
        assert_eq!(serde_json::from_str::<Summary>(&json).expect("reads back"), summary);
    }
}
