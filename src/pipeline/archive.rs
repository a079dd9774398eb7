//! URLs to the records of an archive.
//!
//! The work is the network's, which `fetch` does with many at a time; records are made one after another, in the order
//! of the references.

use crate::error::{Code, Error, Stage};
use crate::fetch::web::{Web, warc};
use crate::fetch::{Options, References, Urls};

use super::guard::guard;

/// The records of a WARC archive: the one that an archive begins with, then one a page. Each is bytes that follow those
/// before it, as gzip members if so wished.
pub fn archive(
    inputs: Vec<String>,
    list: Option<&str>,
    options: Options,
    gzip: bool,
) -> impl Iterator<Item = Result<Vec<u8>, Error>> {
    let info = warc::info(&options, gzip);
    let info = info.map_err(|error| Error::new(Stage::Write, Code::Output, "-", error));
    let list = list.map(Urls::open).into_iter().flatten();
    let references: References = Box::new(inputs.into_iter().map(Ok).chain(list));
    let pages = Web::new(options).pages(references);
    let records = pages.map(move |page| {
        let page = page?;
        let input = page.input().to_owned();
        guard(Stage::Fetch, &input, || warc::response(page, gzip))?
            .map_err(|error| Error::new(Stage::Fetch, Code::Unreadable, &input, error))
    });
    std::iter::once(info).chain(records)
}
