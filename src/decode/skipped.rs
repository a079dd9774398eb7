//! What archives hold beside documents.

use std::ops::{Add, Sub};

use serde::{Deserialize, Serialize};

/// How much was passed over because it is no document, by reason. None of it is an error.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Records of a web archive of other types: requests, metadata, repeated visits.
    pub other_records: u64,
    /// Answers with another status than 200.
    pub other_status: u64,
    /// Answers that are no page.
    pub other_media: u64,
    /// Files in a tar archive that are not read.
    pub other_files: u64,
}

impl Skipped {
    /// All of it.
    pub fn total(self) -> u64 {
        self.other_records + self.other_status + self.other_media + self.other_files
    }

    fn each(self, other: Self, with: fn(u64, u64) -> u64) -> Self {
        Self {
            other_records: with(self.other_records, other.other_records),
            other_status: with(self.other_status, other.other_status),
            other_media: with(self.other_media, other.other_media),
            other_files: with(self.other_files, other.other_files),
        }
    }
}

impl Add for Skipped {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.each(other, u64::wrapping_add)
    }
}

impl Sub for Skipped {
    type Output = Self;

    /// What came to `other`, an earlier count.
    fn sub(self, other: Self) -> Self {
        self.each(other, u64::saturating_sub)
    }
}
