//! Where error records go.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;

use super::{error_line, output_failure, say_bytes};
use crate::error::Error;

/// Where error records go.
pub(super) enum ErrorOutput {
    Stderr,
    File(File, String),
}

impl ErrorOutput {
    pub(super) fn open(path: Option<PathBuf>) -> Result<Self> {
        let Some(path) = path else { return Ok(Self::Stderr) };
        let name = path.display().to_string();
        let file = File::create(path).map_err(|error| output_failure(&name, error))?;
        Ok(Self::File(file, name))
    }

    /// Each record is written at once: what is known of a run that is cut short stays known.
    pub(super) fn write(&mut self, error: &Error) -> Result<()> {
        match self {
            // The records matter more than a terminal that has been closed.
            Self::Stderr => say_bytes(&error_line(error)),
            Self::File(file, name) => {
                file.write_all(&error_line(error)).map_err(|error| output_failure(name, error))?;
            }
        }
        Ok(())
    }
}
