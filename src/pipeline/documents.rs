//! The items of one payload: its documents, each with the place behind it and what was passed over before it.
//!
//! A panic in decoding ends the payload, as its error.

use crate::decode::{self, RawDocument, Skipped};
use crate::error::{Error, Stage};

use super::guard::guard;
use super::inputs::Opened;
use super::place::Place;

/// What is drawn from the inputs.
pub(super) struct Item {
    /// A document, or why there is none. Nothing where only the count of what was passed over is left to tell.
    pub document: Option<Result<RawDocument, Error>>,
    /// What was passed over since the item before.
    pub skipped: Skipped,
    /// The point behind it.
    pub after: Place,
    /// What a later run is to know, of what came before the payload.
    pub learned: Vec<u8>,
}

impl Item {
    /// The bytes of its document.
    pub(super) fn bytes(&self) -> usize {
        match &self.document {
            Some(Ok(RawDocument { content: decode::Content::Text(text) | decode::Content::Html(text), .. })) => {
                text.len()
            }
            _ => 0,
        }
    }
}

/// The items of a payload from its place on.
pub(super) fn items(opened: Opened, options: &decode::Options) -> impl Iterator<Item = Item> + use<> {
    let Opened { payload, place, learned } = opened;
    let (input, documents, failed) = match payload {
        Ok(payload) => {
            let input = payload.input.clone();
            match guard(Stage::Decode, &input, || decode::documents(payload, options)) {
                Ok(documents) => (input, Some(documents), None),
                Err(bug) => (input, None, Some(bug)),
            }
        }
        Err(error) => (error.input.clone(), None, Some(error)),
    };
    let start = Place { items: 0, whole: false, ..place };
    let items = Items { input, documents, failed, skipped: Skipped::default(), after: start, learned };
    items.skip(usize::try_from(place.items).unwrap_or(usize::MAX))
}

struct Items {
    input: String,
    documents: Option<decode::Documents>,
    failed: Option<Error>,
    skipped: Skipped,
    after: Place,
    learned: Vec<u8>,
}

impl Items {
    fn item(&mut self, document: Option<Result<RawDocument, Error>>, skipped: Skipped) -> Item {
        self.after.items += 1;
        self.after.whole = self.documents.as_ref().is_none_or(decode::Documents::is_done);
        let learned = std::mem::take(&mut self.learned);
        let item = Item { document, skipped: skipped - self.skipped, after: self.after, learned };
        self.skipped = skipped;
        item
    }
}

impl Iterator for Items {
    type Item = Item;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.failed.take() {
            return Some(self.item(Some(Err(error)), Skipped::default()));
        }
        let documents = self.documents.as_mut()?;
        match guard(Stage::Decode, &self.input, || documents.next()) {
            Ok(Some(document)) => {
                let skipped = documents.skipped();
                Some(self.item(Some(document), skipped))
            }
            Ok(None) => {
                let skipped = documents.skipped();
                self.documents = None;
                (skipped != self.skipped).then(|| self.item(None, skipped))
            }
            Err(bug) => {
                self.documents = None;
                Some(self.item(Some(Err(bug)), self.skipped))
            }
        }
    }
}
