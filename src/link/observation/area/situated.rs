//! Where in its sentence a place stands (in front, in brackets, in an apposition), and what points back to one.
//!
//! Guarantees: nothing is pointed to but a place of the sentence before. Which place a figure is of is for `area`.

use std::ops::Range;

use super::is_area;
use crate::link::observation::Area;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::topic::area_of;
use crate::mention::place::CountryForm;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, TokenKind};

/// The place of the sentence before that a word points back to: "the euro zone fared better. GDP in **the bloc** rose", "Iran
/// pumps more. **It** exports".
pub fn pointed_to(
    doc: &Doc,
    frame: &Frame,
    mentions: &[Mention],
    figure: &Mention,
    own: &Range<usize>,
) -> Option<Area> {
    let here = frame.tokens.start;
    let before = doc.sentences.get(figure.sentence.checked_sub(1)?)?;
    let end = mentions.partition_point(|m| m.tokens.start < here);
    let mut places = mentions[..end].iter().rev().take_while(|m| m.tokens.start >= before.start).filter(|m| is_area(m));
    if own.clone().any(|i| doc.is(i, "bloc")) {
        return places.find(|m| matches!(m.kind, MentionKind::Region(_))).and_then(area_of);
    }
    let named = |m: &Mention| match &m.kind {
        MentionKind::Country(c) => matches!(c.form, CountryForm::Name | CountryForm::Abbreviation),
        _ => true,
    };
    // "Iran pumps", not "Iranian oil", "Iran's oil", "China Mobile".
    let subject = |m: &&Mention| {
        let end = m.tokens.end;
        m.tokens.start <= before.start + 1 && named(m) && doc.kind(end) == Some(TokenKind::Word) && !doc.is_capital(end)
    };
    let it = doc.is(here, "it") && !doc.opens_paragraph(here);
    places.last().filter(|m| it && subject(m)).and_then(area_of)
}

/// "**In China**, the chain's second market, sales fell": a place that all of its sentence is about.
pub fn opens_sentence(doc: &Doc, frame: &Frame, place: &Range<usize>) -> bool {
    let at = frame.tokens.start;
    let the = usize::from(doc.is(at + 1, "the"));
    doc.is_any(at, &["in", "across"]) && place.start == at + 1 + the && doc.is(place.end, ",")
}

/// Whether a token stands between brackets that close inside the sentence.
pub fn in_brackets(doc: &Doc, frame: &Frame, at: usize) -> bool {
    let open = (frame.tokens.start..at).rev().find(|&i| doc.is_any(i, &["(", ")"]));
    open.is_some_and(|i| doc.is(i, "(")) && (at..frame.tokens.end).any(|i| doc.is(i, ")"))
}

/// Whether a token stands in an apposition: "Iran, the third-largest producer in **OPEC**, pumps".
pub fn in_apposition(doc: &Doc, frame: &Frame, at: usize) -> bool {
    let segment = frame.segment_of(at);
    let tokens = &frame.segments[segment].tokens;
    doc.is(tokens.start, ",")
        && doc.is_any(tokens.start + 1, &["a", "an", "the", "which"])
        && frame.segments.get(segment + 1).is_some_and(|next| doc.is(next.tokens.start, ","))
        && frame.predicates_in(tokens.clone()).next().is_none()
}
