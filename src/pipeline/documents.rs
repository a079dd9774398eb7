//! The documents behind a list of inputs, drawn one after another.
//!
//! A panic in reading ends the payload or input at hand, as its error; the next one goes on.

use crate::decode::{self, RawDocument};
use crate::error::{Error, Stage};
use crate::fetch::{Fetcher, Payload, Payloads, Reference};

use super::Reading;
use super::guard::guard;

/// Opens each input only when the one before it is used up.
pub(super) struct Documents {
    inputs: std::vec::IntoIter<Reference>,
    fetcher: Fetcher,
    options: decode::Options,
    /// What is left of the input at hand.
    payloads: Option<(String, Payloads)>,
    /// What is left of the payload at hand.
    documents: Option<(String, decode::Documents)>,
}

impl Documents {
    pub(super) fn new(inputs: Vec<Reference>, reading: &Reading) -> Self {
        Self {
            inputs: inputs.into_iter(),
            fetcher: Fetcher::new(&reading.fetch),
            options: decode::Options { format: reading.format, ..decode::Options::default() },
            payloads: None,
            documents: None,
        }
    }

    fn document(&mut self) -> Option<Result<RawDocument, Error>> {
        let (input, documents) = self.documents.as_mut()?;
        let next = guard(Stage::Decode, input, || documents.next());
        if !matches!(next, Ok(Some(_))) {
            self.documents = None;
        }
        next.unwrap_or_else(|bug| Some(Err(bug)))
    }

    fn payload(&mut self) -> Option<Result<Payload, Error>> {
        let (input, payloads) = self.payloads.as_mut()?;
        let next = guard(Stage::Fetch, input, || payloads.next());
        if !matches!(next, Ok(Some(_))) {
            self.payloads = None;
        }
        next.unwrap_or_else(|bug| Some(Err(bug)))
    }
}

impl Iterator for Documents {
    type Item = Result<RawDocument, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.document() {
                return Some(document);
            }
            match self.payload() {
                Some(Ok(payload)) => {
                    let input = payload.input.clone();
                    match guard(Stage::Decode, &input, || decode::documents(payload, &self.options)) {
                        Ok(documents) => self.documents = Some((input, documents)),
                        Err(bug) => return Some(Err(bug)),
                    }
                }
                Some(Err(error)) => return Some(Err(error)),
                None => {
                    let input = self.inputs.next()?;
                    let payloads = self.fetcher.open(&input);
                    self.payloads = Some((input.name().to_owned(), payloads));
                }
            }
        }
    }
}
