//! The one error type of the library: it *is* the error record of an input that failed.
//!
//! Guarantees: `stage` and `code` are stable words that a program may match on; `message` is one sentence for a
//! person that says what is wrong and, where there is something to do, what to do. Analysis of text (`text`,
//! `number`, `mention`, `link`) cannot fail and never makes one.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where on the way from an input to its records it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Getting the bytes: file, standard input, network.
    Fetch,
    /// Bytes to raw documents: compression, character set, JSON Lines.
    Decode,
    /// A raw document to an article.
    Parse,
    /// An article to records.
    Extract,
    /// Records to the output.
    Write,
}

/// What went wrong, as a stable snake_case word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// No such file or page.
    NotFound,
    /// It exists but cannot be read.
    Unreadable,
    /// The URL's scheme or form is not supported.
    BadUrl,
    /// The server could not be reached.
    Connect,
    /// The server answered with an error status.
    HttpStatus,
    /// A time limit was passed.
    Timeout,
    /// More redirects than allowed.
    TooManyRedirects,
    /// An address that is not on the public Internet.
    PrivateAddress,
    /// The site's robots.txt forbids it.
    Disallowed,
    /// Not in the cache, of a run without network.
    NotCached,
    /// Neither a feed nor a sitemap, or a damaged one.
    BadList,
    /// Bytes that are no text.
    NotText,
    /// Nothing in it.
    Empty,
    /// Invalid UTF-8 beyond repair.
    InvalidUtf8,
    /// A line that is no JSON object of an article.
    BadJson,
    /// Damaged compressed data.
    BadCompression,
    /// A damaged archive: no record or entry where one should be.
    BadArchive,
    /// Larger than the limit.
    TooLarge,
    /// Elements nested deeper than the limit.
    TooDeep,
    /// A page without an article in it.
    NoArticle,
    /// A bug of ours: the analysis of this article panicked.
    Internal,
    /// The output could not be written.
    Output,
}

impl Code {
    /// The word itself.
    pub fn word(self) -> String {
        serde_json::to_value(self).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
    }
}

/// Why one input gave no article.
#[derive(Debug, thiserror::Error)]
#[error("{input}: {message}")]
pub struct Error {
    /// The stage that failed.
    pub stage: Stage,
    /// The stable code.
    pub code: Code,
    /// The input as the user named it (path, URL, `-`), with `:LINE` for a line of a JSON Lines file.
    pub input: String,
    /// What is wrong and what to do, one sentence.
    pub message: String,
}

impl Error {
    /// An error of `input` at `stage`.
    pub fn new(stage: Stage, code: Code, input: impl Into<String>, message: impl fmt::Display) -> Self {
        Self { stage, code, input: input.into(), message: message.to_string() }
    }
}
