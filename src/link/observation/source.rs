//! Who says a figure: the speaker of the quotation in which it stands.

use super::Source;
use crate::link::quotation::Quotations;
use crate::mention::Mention;

/// The source of a figure.
pub fn of(quotations: &Quotations, figure: &Mention) -> Option<Source> {
    let quotation = quotations.quotations.iter().find(|q| q.span.contains(figure.span))?;
    let speaker = quotation.speaker?;
    let name = quotations.speakers.get(speaker)?.name.clone()?;
    Some(Source { name, speaker: Some(speaker) })
}
