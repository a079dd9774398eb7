//! The payloads behind a list of inputs, with their places, one after another.
//!
//! A panic in opening one is its error; the next one goes on.

use crate::error::{Code, Error, Stage};
use crate::fetch::{self, Fetcher, Payload, Payloads, Reference};

use super::guard::guard;
use super::meter::Meter;
use super::place::Place;

/// Opens each input only when the one before it is used up.
pub(super) struct Inputs {
    inputs: std::vec::IntoIter<Reference>,
    fetcher: Fetcher,
    meter: Meter,
    /// What is left of the input at hand.
    payloads: Option<(String, Payloads)>,
    /// How many inputs have been opened or passed over.
    opened: u64,
    /// The next payload's place but for its own name.
    place: Place,
    /// A payload that has been opened already, because an earlier run ended in it.
    again: Option<Opened>,
}

/// A payload, or why there is none, at its place.
pub(super) struct Opened {
    pub payload: Result<Payload, Error>,
    /// The place before its first item, or further on where an earlier run has come further.
    pub place: Place,
}

impl Inputs {
    pub(super) fn new(inputs: Vec<Reference>, fetch: &fetch::Options, meter: Meter) -> Self {
        Self {
            inputs: inputs.into_iter(),
            fetcher: Fetcher::new(fetch),
            meter,
            payloads: None,
            opened: 0,
            place: Place::default(),
            again: None,
        }
    }

    /// Goes on from where an earlier run ended. Fails where the inputs are not those of that run.
    pub(super) fn go_on_from(&mut self, place: Place) -> Result<(), Error> {
        if place.items == 0 {
            return Ok(());
        }
        let changed = |input: &str| {
            let message = "the inputs are other ones than those of the run that is to be gone on with";
            Error::new(Stage::Fetch, Code::Unreadable, input, message)
        };
        let Some(input) = (0..=place.input).map(|_| self.inputs.next()).last().flatten() else {
            return Err(changed("-"));
        };
        self.opened = place.input;
        let name = input.name().to_owned();
        self.open(&input);
        while self.place.payload <= place.payload {
            let opened = self.payload().ok_or_else(|| changed(&name))?;
            if opened.place.payload == place.payload && opened.place.names == place.names {
                self.again = Some(Opened { place, ..opened });
            }
        }
        if self.again.is_some() { Ok(()) } else { Err(changed(&name)) }
    }

    fn open(&mut self, input: &Reference) {
        self.place = Place { input: self.opened, ..Place::default() };
        self.opened += 1;
        let payloads = self.fetcher.open(input);
        self.payloads = Some((input.name().to_owned(), payloads));
    }

    /// The next payload of the input at hand.
    fn payload(&mut self) -> Option<Opened> {
        let (input, payloads) = self.payloads.as_mut()?;
        let next = guard(Stage::Fetch, input, || payloads.next());
        let ended = !matches!(next, Ok(Some(_)));
        let payload = next.unwrap_or_else(|bug| Some(Err(bug)));
        if ended {
            self.payloads = None;
        }
        let payload = payload?;
        let name = payload.as_ref().map_or_else(|error| &error.input, |payload| &payload.input);
        self.place.names = Place::with_name(self.place.names, name);
        let place = self.place;
        self.place.payload += 1;
        let payload = payload.map(|payload| Payload { body: self.meter.count(payload.body), ..payload });
        Some(Opened { payload, place })
    }
}

impl Iterator for Inputs {
    type Item = Opened;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(opened) = self.again.take() {
            return Some(opened);
        }
        loop {
            if let Some(opened) = self.payload() {
                return Some(opened);
            }
            let input = self.inputs.next()?;
            self.open(&input);
        }
    }
}
