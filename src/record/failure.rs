//! The error record: an input that gave no article. It goes to the error output, never among the records.

use schemars::JsonSchema;
use serde::Serialize;

use crate::error::{Code, Error, Stage};

/// An input that gave no article, in the error output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "type", rename = "error")]
pub struct ErrorRecord {
    /// The input as it was named: path, URL or `-`, with `:LINE` for a line of a JSON Lines file.
    pub input: String,
    /// The stage that failed.
    pub stage: Stage,
    /// What went wrong.
    pub code: Code,
    /// What is wrong, and what to do where something can be done.
    pub message: String,
}

impl From<&Error> for ErrorRecord {
    fn from(error: &Error) -> Self {
        Self { input: error.input.clone(), stage: error.stage, code: error.code, message: error.message.clone() }
    }
}
