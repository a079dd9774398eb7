//! URLs to the records of an archive.
//!
//! The work is the network's, which `fetch` does with many at a time; records are made one after another, in the order
//! of the references.

use crate::error::{Code, Error, Stage};
use crate::fetch::web::{Web, warc};
use crate::fetch::{Delivery, Options, References, Urls};

use super::guard::guard;

/// A record of an archive.
#[derive(Debug)]
pub struct Recorded {
    /// How many of the URLs have been read with it; none with the record that tells of the archive itself.
    pub urls: u64,
    /// Its bytes, which follow those of the record before it, or why there are none.
    pub record: Result<Vec<u8>, Error>,
}

/// The records of a WARC archive: the one that an archive begins with, then one a page, each a gzip member if so wished.
pub fn archive(
    inputs: Vec<String>,
    list: Option<&str>,
    options: Options,
    gzip: bool,
) -> impl Iterator<Item = Recorded> {
    let info = warc::info(&options, gzip);
    let info = info.map_err(|error| Error::new(Stage::Write, Code::Output, "-", error));
    let list = list.map(Urls::open).into_iter().flatten();
    let references: References = Box::new(inputs.into_iter().map(Ok).chain(list));
    let pages = Web::new(options).placed_pages(references);
    let records = pages.map(move |Delivery { outcome, origin, .. }| {
        let record = outcome.and_then(|page| {
            let input = page.input().to_owned();
            guard(Stage::Fetch, &input, || warc::response(page, gzip))?
                .map_err(|error| Error::new(Stage::Fetch, Code::Unreadable, &input, error))
        });
        Recorded { urls: origin.number + 1, record }
    });
    std::iter::once(Recorded { urls: 0, record: info }).chain(records)
}
