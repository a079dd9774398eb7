//! One sentence as its figures see it: the frame of segments, predicates and nouns, the place that a figure takes in it,
//! and the word classes by which both are told.
//!
//! Leaves to the slots what a figure means.

pub mod acts;
pub mod agent;
mod bank_rate;
pub mod clause;
pub mod complement;
pub mod dealings;
mod enumeration;
pub mod frame;
pub mod no_indicator;
pub mod nouns;
pub mod omitted;
pub mod predicate;
pub mod role;
pub mod tenor;
pub mod words;
