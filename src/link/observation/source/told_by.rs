//! The words by which who tells or foresees is known; they are data (`told_by.en.tsv`).

use crate::lang::tsv;
use crate::text::{ListId, word_classes};

const LIST: ListId = ListId(9);

word_classes! {
    /// What a word says of who tells.
    pub enum Class of LIST from tsv::rows(include_str!("told_by.en.tsv"), ["word", "class"]);

    /// What an office is for, before its noun: "**finance** ministry", "**central** bank".
    Field = "field",
    /// Opens the name of who asks analysts what they foresee.
    Pollster = "pollster",
}
