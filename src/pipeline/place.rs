//! How far a run has come, in terms of its inputs.

use serde::{Deserialize, Serialize};

/// A point between two items of a run: enough to go on from there, and to notice that the inputs are other ones now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The input, by its position among them.
    pub input: u64,
    /// The file or page behind it, by its position.
    pub payload: u64,
    /// A hash of the names of the files or pages behind the input, up to and with this one.
    pub names: u64,
    /// How many items of the payload lie before the point. Zero only at the very beginning.
    pub items: u64,
}

impl Place {
    /// The hash of the names with one more.
    pub(super) fn with_name(names: u64, name: &str) -> u64 {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&names.to_le_bytes());
        hasher.update(name.as_bytes());
        hasher.finalize().as_bytes().first_chunk().copied().map_or(0, u64::from_le_bytes)
    }
}
