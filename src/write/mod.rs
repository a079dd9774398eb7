//! Records to bytes and files.
//!
//! Knows records and nothing of where they come from. An output format is one file here; where the bytes go
//! ([`Output`]) is apart from how they look, so that every format has every destination.

pub mod jsonl;
#[cfg(feature = "cli")]
mod log;
#[cfg(feature = "cli")]
mod output;
#[cfg(feature = "cli")]
mod parts;

#[cfg(feature = "cli")]
pub use log::Log;
#[cfg(feature = "cli")]
pub use output::Output;
#[cfg(feature = "cli")]
pub use parts::{Mark, Parts};

use crate::record::Record;

/// Which records are written, and how much of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// The types to keep, by their `type`; all where empty. Ids stay those of the whole output.
    pub only: Vec<&'static str>,
    /// Leave the text out of article records.
    pub no_text: bool,
}

impl Selection {
    /// Drops what is not to be written.
    pub fn apply(&self, records: &mut Vec<Record>) {
        if !self.only.is_empty() {
            records.retain(|record| self.only.contains(&record.type_name()));
        }
        if self.no_text {
            for record in records {
                if let Record::Article(article) = record {
                    article.text = None;
                }
            }
        }
    }
}
