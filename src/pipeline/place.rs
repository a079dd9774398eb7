//! How far a run has come, in terms of its inputs.

use serde::{Deserialize, Serialize};

use crate::fetch::Origin;

/// A point between two items of a run: enough to go on from there, and to notice that the inputs are other ones now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The input, by its position among them.
    pub input: u64,
    /// The file or page behind it.
    pub origin: Origin,
    /// How many items of that lie before the point. Zero only at the very beginning.
    pub items: u64,
    /// Whether those are all, as far as can be told without asking for the next.
    pub whole: bool,
}
