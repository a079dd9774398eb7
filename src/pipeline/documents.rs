//! The documents behind a list of inputs, drawn one after another.
//!
//! A panic in reading ends the payload or input at hand, as its error; the next one goes on.

use std::iter::Peekable;

use crate::decode::{self, RawDocument};
use crate::error::{Error, Stage};
use crate::fetch::{Fetcher, Payload, Payloads, Urls, is_url};

use super::Reading;
use super::guard::guard;

/// Opens each input only when the one before it is used up.
pub(super) struct Documents {
    inputs: Peekable<std::vec::IntoIter<String>>,
    /// The name of the list of URLs that comes after the inputs.
    list: Option<String>,
    fetcher: Fetcher,
    options: decode::Options,
    /// What is left of the input at hand.
    payloads: Option<(String, Payloads)>,
    /// What is left of the payload at hand.
    documents: Option<(String, decode::Documents)>,
}

impl Documents {
    pub(super) fn new(inputs: Vec<String>, reading: &Reading) -> Self {
        Self {
            inputs: inputs.into_iter().peekable(),
            list: reading.urls.clone(),
            fetcher: Fetcher::new(&reading.fetch),
            options: decode::Options { format: reading.format, ..decode::Options::default() },
            payloads: None,
            documents: None,
        }
    }

    /// The next input with what is behind it. URLs that follow each other are opened together, so that they are
    /// fetched together.
    fn input(&mut self) -> Option<(String, Payloads)> {
        let Some(input) = self.inputs.next() else {
            let list = self.list.take()?;
            let payloads = self.fetcher.open_urls(Box::new(Urls::open(&list)));
            return Some((list, payloads));
        };
        let payloads = if is_url(&input) {
            let mut urls = vec![Ok(input.clone())];
            while let Some(url) = self.inputs.next_if(|input| is_url(input)) {
                urls.push(Ok(url));
            }
            self.fetcher.open_urls(Box::new(urls.into_iter()))
        } else {
            self.fetcher.open(&input)
        };
        Some((input, payloads))
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
                None => self.payloads = Some(self.input()?),
            }
        }
    }
}
