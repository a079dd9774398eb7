//! A file by its path.

use std::io;
use std::path::Path;

use super::{Payload, Payloads, Source, once};
use crate::error::{Code, Error, Stage};

pub(super) struct File;

impl Source for File {
    fn accepts(&self, _reference: &str) -> bool {
        true
    }

    fn open(&self, reference: &str) -> Payloads {
        once(open(Path::new(reference)))
    }
}

/// Opens one file for reading.
pub(super) fn open(path: &Path) -> Result<Payload, Error> {
    let input = path.to_string_lossy().into_owned();
    match std::fs::File::open(path) {
        Ok(file) => Ok(Payload {
            body: Box::new(file),
            content_type: None,
            url: None,
            listed: None,
            name: path.file_name().map(|name| name.to_string_lossy().into_owned()),
            input,
        }),
        Err(error) => Err(failure(input, &error)),
    }
}

/// The error record of a file or directory that cannot be read.
pub(super) fn failure(input: String, error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound => Error::new(Stage::Fetch, Code::NotFound, input, "no such file"),
        io::ErrorKind::PermissionDenied => {
            Error::new(Stage::Fetch, Code::Unreadable, input, "no permission to read it")
        }
        _ => Error::new(Stage::Fetch, Code::Unreadable, input, format_args!("cannot be read: {error}")),
    }
}
