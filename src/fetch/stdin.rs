//! Standard input, `-`.

use super::{Payload, Payloads, Source, once};

pub(super) struct Stdin;

impl Source for Stdin {
    fn accepts(&self, reference: &str) -> bool {
        reference == "-"
    }

    fn open(&self, reference: &str) -> Payloads {
        once(Ok(Payload {
            input: reference.to_owned(),
            body: Box::new(std::io::stdin()),
            content_type: None,
            url: None,
            listed: None,
            name: None,
        }))
    }
}
