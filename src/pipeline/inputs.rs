//! The payloads behind a list of inputs, with their places, one after another.
//!
//! A panic in opening one is its error; the next one goes on.

use crate::error::{Code, Error, Stage};
use crate::fetch::{self, Deliveries, Delivery, Fetcher, Origin, Payload, Reference, Start};

use super::guard::guard;
use super::meter::Meter;
use super::place::Place;

/// Opens each input only when the one before it is used up.
pub(super) struct Inputs {
    inputs: std::vec::IntoIter<Reference>,
    fetcher: Fetcher,
    meter: Meter,
    /// What is left of the input at hand.
    payloads: Option<(String, Deliveries)>,
    /// How many inputs have been opened or passed over.
    opened: u64,
    /// Where an earlier run has ended.
    from: Place,
    /// Whether a later run may go on with this one.
    learns: bool,
}

/// A payload, or why there is none, at its place.
pub(super) struct Opened {
    pub payload: Result<Payload, Error>,
    /// The place before its first item, or further on where an earlier run has come further.
    pub place: Place,
    /// What a later run is to know, see [`Delivery`].
    pub learned: Vec<u8>,
}

impl Inputs {
    pub(super) fn new(inputs: Vec<Reference>, fetch: &fetch::Options, meter: Meter) -> Self {
        Self {
            inputs: inputs.into_iter(),
            fetcher: Fetcher::new(fetch),
            meter,
            payloads: None,
            opened: 0,
            from: Place::default(),
            learns: false,
        }
    }

    /// What counts the bytes that are read.
    pub(super) fn meter(&self) -> Meter {
        self.meter.clone()
    }

    /// Goes on from where an earlier run ended, with what it has learned by then, if there is to be learned anything.
    /// Fails where the inputs are not those of that run.
    pub(super) fn go_on_from(&mut self, place: Place, learned: Option<Vec<u8>>) -> Result<(), Error> {
        self.learns = learned.is_some();
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
        let name = input.name().to_owned();
        let start = Start { origin: place.origin, whole: place.whole, learned: learned.unwrap_or_default() };
        let rest = guard(Stage::Fetch, &name, || self.fetcher.go_on(&input, &start))?;
        self.payloads = Some((name.clone(), rest.ok_or_else(|| changed(&name))?));
        self.opened = place.input + 1;
        self.from = place;
        self.meter.go_on();
        Ok(())
    }

    /// The next payload of the input at hand.
    fn payload(&mut self) -> Option<Opened> {
        let (name, payloads) = self.payloads.as_mut()?;
        let next = guard(Stage::Fetch, name, || payloads.next());
        let Ok(Some(Delivery { outcome, origin, learned })) = next else {
            self.payloads = None;
            let bug = next.err()?;
            // No place of the inputs, so no later run goes on from here: who knows where the bug has struck.
            let origin = Origin { number: u64::MAX, ..Origin::default() };
            let place = Place { input: self.opened - 1, origin, ..Place::default() };
            return Some(Opened { payload: Err(bug), place, learned: Vec::new() });
        };
        let mut place = Place { input: self.opened - 1, origin, ..Place::default() };
        if (place.input, place.origin) == (self.from.input, self.from.origin) {
            place = self.from;
        }
        let payload = outcome.map(|payload| Payload { body: self.meter.count(payload.body), ..payload });
        Some(Opened { payload, place, learned })
    }
}

impl Iterator for Inputs {
    type Item = Opened;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(opened) = self.payload() {
                return Some(opened);
            }
            let input = self.inputs.next()?;
            self.opened += 1;
            self.payloads = Some((input.name().to_owned(), self.fetcher.deliver(&input, self.learns)));
        }
    }
}
