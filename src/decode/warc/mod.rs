//! Web archives: WARC 1.0 and 1.1, plain, `.gz` and `.zst`, to the pages in them.
//!
//! Guarantees: each page or text that was kept with status 200 is one document, named `FILE:OFFSET` after the member of the
//! file that holds it (`FILE:OFFSET+N` for a record further inside one). Records of other types, answers with another
//! status and other media are counted and passed over. A damaged member or record is one error that names its offset,
//! and reading goes on at the next sound one. A page is handed on only after its member's checksum has been verified.
//! Memory is bounded by one record.

mod head;
mod http;
mod media;
mod members;

use std::io;

use self::head::Head;
use self::media::Sort;
use self::members::{Members, Next};
use super::source::Source;
use super::{Content, Failure, Given, Limits, RawDocument, Skipped, charset, compression::Codec, fail, stream};
use crate::error::{Code, Error};

/// The documents of a web archive.
pub(super) struct Archive {
    input: String,
    members: Members,
    limits: Limits,
    skipped: Skipped,
    any: bool,
    done: bool,
}

/// What became of a record.
enum Outcome {
    Document(RawDocument),
    Skipped,
    Failed(Failure),
}

impl Archive {
    pub(super) fn new(input: String, source: Source, codec: Codec, limits: Limits) -> Self {
        let members = Members::new(source, codec);
        Self { input, members, limits, skipped: Skipped::default(), any: false, done: false }
    }

    /// What was passed over so far.
    pub(super) fn skipped(&self) -> Skipped {
        self.skipped
    }

    /// The next document or error; `None` at the end.
    fn step(&mut self) -> io::Result<Option<Result<RawDocument, Error>>> {
        loop {
            match self.members.next()? {
                Next::End => return Ok(None),
                Next::Damaged { at, message } => {
                    return Ok(Some(Err(fail(Code::BadCompression, &self.place(&at), message))));
                }
                Next::Record(place) => {
                    let place = self.place(&place);
                    match self.record(&place) {
                        Ok(Outcome::Skipped) => {}
                        Ok(Outcome::Document(document)) => return Ok(Some(Ok(document))),
                        Ok(Outcome::Failed((code, message))) => return Ok(Some(Err(fail(code, &place, message)))),
                        Err(error) => self.members.damaged(error)?,
                    }
                }
            }
        }
    }

    fn place(&self, offset: &str) -> String {
        format!("{}:{offset}", self.input)
    }

    /// Reads the record that begins here.
    fn record(&mut self, place: &str) -> io::Result<Outcome> {
        let head = match Head::read(&mut self.members)? {
            Ok(head) => head,
            Err(message) => {
                self.members.recover()?;
                return Ok(Outcome::Failed((Code::BadArchive, message)));
            }
        };
        let Some(length) = head.length else {
            self.members.recover()?;
            return Ok(Outcome::Failed((Code::BadArchive, "the record has no Content-Length".to_owned())));
        };
        self.members.begin_block(length);
        let outcome = self.block(&head, place)?;
        if let Err(short) = self.members.end_block()? {
            return Ok(Outcome::Failed((Code::BadArchive, short)));
        }
        if let Outcome::Skipped = outcome {
            return Ok(Outcome::Skipped);
        }
        self.members.verify()?;
        Ok(outcome)
    }

    fn block(&mut self, head: &Head, place: &str) -> io::Result<Outcome> {
        let message = match head.kind.as_str() {
            "response" => http::Head::read(&mut self.members)?,
            // A conversion is text that others took from a page; a resource came by no HTTP.
            "resource" | "conversion" => http::Head::of_media(&head.media),
            _ => {
                self.skipped.other_records += 1;
                return Ok(Outcome::Skipped);
            }
        };
        if message.status != 200 {
            self.skipped.other_status += 1;
            return Ok(Outcome::Skipped);
        }
        let address = head.address.as_deref();
        let sort = media::sort(&head.kind, &message, address);
        if sort == Sort::Other {
            self.skipped.other_media += 1;
            return Ok(Outcome::Skipped);
        }
        let Some(bytes) = self.members.read_block(self.limits.document)? else {
            return Ok(Outcome::Failed(too_large(self.limits)));
        };
        Ok(match decoded(bytes, &message, sort, address, self.limits) {
            Ok(Some(content)) => {
                let given = Given { url: head.address.clone(), listed: head.listed.clone(), ..Given::default() };
                Outcome::Document(RawDocument { input: place.to_owned(), content, given })
            }
            Ok(None) => {
                self.skipped.other_media += 1;
                Outcome::Skipped
            }
            Err(failure) => Outcome::Failed(failure),
        })
    }
}

fn too_large(limits: Limits) -> Failure {
    (Code::TooLarge, format!("larger than the limit of {} bytes", limits.document))
}

/// The page or text; nothing where it turns out to be neither.
fn decoded(
    bytes: Vec<u8>,
    message: &http::Head,
    sort: Sort,
    address: Option<&str>,
    limits: Limits,
) -> Result<Option<Content>, Failure> {
    let bytes = message.decode(bytes, limits.document)?;
    let known = if sort == Sort::Plain { media::of_plain(&bytes, address) } else { Some(sort) };
    let Some(known) = known else { return Ok(None) };
    let declared = charset::of_media_type(&message.media);
    let is_text = known == Sort::Text;
    let text = match if is_text { charset::decode_text(bytes, declared) } else { charset::decode_page(bytes, declared) }
    {
        Ok(text) => text,
        // Pictures and programs go under the name of plain text, too.
        Err((Code::NotText | Code::InvalidUtf8, _)) if sort == Sort::Plain => return Ok(None),
        Err(failure) => return Err(failure),
    };
    if text.trim().is_empty() {
        return Err((Code::Empty, "nothing in it".to_owned()));
    }
    Ok(Some(if is_text { Content::Text(text) } else { Content::Html(text) }))
}

impl Iterator for Archive {
    type Item = Result<RawDocument, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let outcome = match self.step() {
            Ok(Some(outcome)) => Some(outcome),
            Ok(None) => {
                self.done = true;
                let nothing = || Err(fail(Code::Empty, &self.input, "no page in it that was kept with status 200"));
                (!self.any).then(nothing)
            }
            Err(error) => {
                self.done = true;
                Some(Err(stream::failure(&self.input, &error)))
            }
        };
        self.any |= outcome.is_some();
        outcome
    }
}

#[cfg(test)]
mod tests;
