//! Why a URL gave nothing, before the input's name is put to it.

use std::io;
use std::time::Duration;

use reqwest::StatusCode;

use crate::error::{Code, Error, Stage};

#[derive(Debug, Clone)]
pub(super) struct Failure {
    pub(super) code: Code,
    pub(super) message: String,
    /// The status of the response that told of it.
    pub(super) status: Option<StatusCode>,
    /// Set when another try may do: the wait that the server asks for, or zero.
    pub(super) again: Option<Duration>,
}

impl Failure {
    /// A failure that stays.
    pub(super) fn new(code: Code, message: String) -> Self {
        Self { code, message, status: None, again: None }
    }

    /// A failure of the disk that bodies and the cache are kept on.
    pub(super) fn disk(error: &io::Error) -> Self {
        Self::new(Code::Unreadable, format!("the response cannot be kept on disk: {error}"))
    }

    pub(super) fn status(self, status: StatusCode) -> Self {
        Self { status: Some(status), ..self }
    }

    /// A failure that may pass, after this wait if the server has named one.
    pub(super) fn passing(self, wait: Option<Duration>) -> Self {
        Self { again: Some(wait.unwrap_or_default()), ..self }
    }

    pub(super) fn of(self, input: &str) -> Error {
        Error::new(Stage::Fetch, self.code, input, self.message)
    }
}
