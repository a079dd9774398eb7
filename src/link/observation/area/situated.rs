//! Where in its sentence a place stands (in front, in brackets, in an apposition, with the subject or another noun), and
//! what points back to one.
//!
//! Guarantees: nothing is pointed to but a place of the sentence before. Which place a figure is of is for `area`.

use std::ops::Range;

use super::{flow, is_area};
use crate::link::observation::Area;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::nouns::{self, Class as Noun};
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::area_of;
use crate::mention::name::{NameKind, Names, body_noun, stands_for_company};
use crate::mention::place::CountryForm;
use crate::mention::{Mention, MentionKind};
use crate::text::{Doc, Key, TokenKind, keys};

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
    // "In Spain, exporters are doing well. Unemployment **in the country** is 12%"
    let country =
        |i: usize| doc.is_any(i, keys!["country", "nation"]) && doc.is_any(i.wrapping_sub(1), keys!["the", "this"]);
    if own.clone().any(country) {
        let opens = |m: &&Mention| {
            let the = usize::from(doc.is(before.start + 1, "the"));
            is_named(m) && doc.is(before.start, "in") && m.tokens.start == before.start + 1 + the
        };
        if let Some(place) = places.clone().last().filter(opens) {
            return area_of(place);
        }
    }
    if own.clone().any(|i| doc.is(i, "bloc")) {
        return places.find(|m| matches!(m.kind, MentionKind::Region(_))).and_then(area_of);
    }
    // "Iran pumps", not "Iranian oil", "Iran's oil", "China Mobile".
    let subject = |m: &&Mention| {
        let end = m.tokens.end;
        m.tokens.start <= before.start + 1
            && is_named(m)
            && doc.kind(end) == Some(TokenKind::Word)
            && !doc.is_capital(end)
    };
    let it = doc.is(here, "it") && !doc.opens_paragraph(here);
    places.last().filter(|m| it && subject(m)).and_then(area_of)
}

/// Whether a place stands for itself, and not for what is of it ("Iranian").
fn is_named(place: &Mention) -> bool {
    match &place.kind {
        MentionKind::Country(c) => matches!(c.form, CountryForm::Name | CountryForm::Abbreviation),
        _ => true,
    }
}

/// "**Spain** is doing better", "**Spanish firms** are struggling", "**in Spain**, industry is slow", "**Chinese data** were weak",
/// "**data from Spain** were better": the place that a sentence is of from its first words on.
pub fn is_spoken_of(doc: &Doc, frame: &Frame, mentions: &[Mention], at: usize) -> bool {
    const PEOPLE: usize = 3;
    let place = &mentions[at];
    let Range { start, end } = place.tokens;
    if is_one_of_several(doc, frame, mentions, at) {
        return false;
    }
    let first = frame.tokens.start;
    let first = first + usize::from(doc.is_any(first, keys!["\"", "“"]));
    // "**In Spain** the picture is bleak"
    let the = |i: usize| i + usize::from(doc.is(i, "the"));
    if is_named(place) && doc.is_any(first, keys!["in", "across"]) && start == the(first + 1) {
        return doc.kind(end) != Some(TokenKind::Clitic) && !doc.is_capital(end) && !doc.is(end, "-");
    }
    if frame.places.len() > 1 {
        return false;
    }
    let opens = start == the(first) || is_behind_opener(doc, first, start);
    // … and not "the US is **its biggest buyer**", "Russia was in second place".
    let behind = |at: usize, class| (at + 1..at + 5).any(|i| nouns::is(doc, i, class));
    let is = |i: usize| {
        doc.is_any(i, keys!["is", "was", "are", "were", "has", "have", "had", "also"]) && behind(i, Noun::Faring)
    };
    let noun = |&i: &usize| doc.kind(i) == Some(TokenKind::Word) && !words::is(doc, i, Class::Closed);
    let people = || !is_named(place) && is((end..end + PEOPLE).find(|i| !noun(i)).unwrap_or(end));
    let data = |i: usize| nouns::is(doc, i, Noun::Data) || nouns::is(doc, i, Noun::Prospect);
    let of_it = || (end..end + 3).take_while(noun).any(data);
    // "The latest **trade report from Spain** was stronger"
    let from = || {
        let before = flow::before_place(doc, &place.tokens);
        let told = first..before;
        doc.is_any(before, keys!["from", "for", "of", "in"])
            && told.len() <= 5
            && data(before.wrapping_sub(1))
            && (words::is(doc, end, Class::Auxiliary) || frame.predicates_in(end..end + 1).next().is_some())
    };
    opens && (is_named(place) && is(end) || people() || of_it()) || from()
}

/// "**Across the Atlantic,** the UK is struggling", "**By contrast,** Spain is": whether nothing but a short opener stands before a
/// place in its sentence.
fn is_behind_opener(doc: &Doc, first: usize, place: usize) -> bool {
    const LONGEST: usize = 5;
    let comma = place.wrapping_sub(1 + usize::from(doc.is(place.wrapping_sub(1), "the")));
    doc.is(comma, ",")
        && comma > first
        && comma - first <= LONGEST
        && (first..comma).all(|i| doc.kind(i) == Some(TokenKind::Word))
}

/// "**In China**, the chain's second market, sales fell", "**China**, its second market, was worse": a place that all of its
/// sentence is about.
pub fn opens_sentence(doc: &Doc, frame: &Frame, place: &Range<usize>) -> bool {
    const APPOSITION: usize = 8;
    let at = frame.tokens.start;
    let the = usize::from(doc.is(at + 1, "the"));
    let market = || {
        let mut apposition = (place.end + 1..place.end + APPOSITION).take_while(|&i| !doc.is(i, ","));
        place.start <= at + 1 && apposition.any(|i| doc.is_any(i, keys!["market", "markets"]))
    };
    doc.is(place.end, ",") && (doc.is_any(at, keys!["in", "across"]) && place.start == at + 1 + the || market())
}

/// "Demand was soft in **China, where** our sales fell": the place that the figure's clause is about.
pub fn opens_clause(doc: &Doc, frame: &Frame, place: &Range<usize>, figure: usize) -> bool {
    doc.is(place.end, ",")
        && doc.is(place.end + 1, "where")
        && place.end < figure
        && doc.is_any(flow::before_place(doc, place), keys!["in", "across"])
        && !frame.figure_in(place.end..figure)
}

/// "Sales in **France, Italy and Spain** rose", "**Chinese and Indian** demand": whether a place is told of together with others, none
/// of which alone has the figure; not "fell in **France** and **Italy** cut its rate", "in **France** and **Italy's** economy grew".
pub fn is_one_of_several(doc: &Doc, frame: &Frame, mentions: &[Mention], place: usize) -> bool {
    let Some(at) = frame.places.iter().position(|&i| i == place) else { return false };
    let tokens = |at: usize| &mentions[frame.places[at]].tokens;
    // What stands between two places, the first of which is given: nothing but a comma or a conjunction.
    let joined = |at: usize, by: &[Key]| {
        let Some(&next) = frame.places.get(at + 1) else { return false };
        let (one, other) = (&mentions[frame.places[at]], &mentions[next]);
        let gap = one.tokens.end..other.tokens.start;
        is_area(one)
            && is_area(other)
            && area_of(one) != area_of(other)
            && gap.clone().any(|i| doc.is_any(i, by))
            && gap.into_iter().all(|i| doc.is_any(i, by) || doc.is_any(i, keys![",", "the", "in", "both", "also"]))
    };
    // "In France **or** in Italy" tells of each.
    let and = |at: usize| joined(at, keys!["and", "&"]);
    let comma = |at: usize| joined(at, keys![","]);
    // The conjunction stands before the last of a list.
    let behind = at.checked_sub(1).filter(|&k| and(k));
    let Some(last) = behind.or_else(|| (at..).find(|&k| !comma(k)).filter(|&k| and(k))) else { return false };
    let first = (0..last).rev().take_while(|&k| comma(k)).last().unwrap_or(last);
    let last = last + 1;
    let (from, end) = (tokens(first).start, tokens(last).end);
    let segment = frame.segments[frame.segment_of(from)].tokens.start;
    // What a clause before has its verb for is not joined to what a new clause opens with.
    let told = || frame.predicates_in(segment..from).next().is_some() || frame.figure_in(segment..from);
    let owner = doc.kind(end) == Some(TokenKind::Clitic) && doc.kind(tokens(first).end) != Some(TokenKind::Clitic);
    let acts = || frame.predicates_in(end..end + 1).next().is_some() || words::is(doc, end, Class::Auxiliary);
    !((owner || acts()) && told())
}

/// Whether a token stands between brackets that close inside the sentence.
pub fn in_brackets(doc: &Doc, frame: &Frame, at: usize) -> bool {
    let open = (frame.tokens.start..at).rev().find(|&i| doc.is_any(i, keys!["(", ")"]));
    open.is_some_and(|i| doc.is(i, "(")) && (at..frame.tokens.end).any(|i| doc.is(i, ")"))
}

/// Whether a token stands in an apposition: "Iran, the third-largest producer in **OPEC**, pumps".
pub fn in_apposition(doc: &Doc, frame: &Frame, at: usize) -> bool {
    let segment = frame.segment_of(at);
    let tokens = &frame.segments[segment].tokens;
    doc.is(tokens.start, ",")
        && doc.is_any(tokens.start + 1, keys!["a", "an", "the", "which"])
        && frame.segments.get(segment + 1).is_some_and(|next| doc.is(next.tokens.start, ","))
        && frame.predicates_in(tokens.clone()).next().is_none()
}

/// "Faster **than in Peru**", "meagre **alongside the U.S.**", "**unlike Germany**": what the one spoken of is held against,
/// unless a clause goes on to the figure with it ("than in Peru, where").
pub fn is_standard(doc: &Doc, place: &Range<usize>, figure: usize) -> bool {
    let before = flow::before_place(doc, place);
    let before = before.wrapping_sub(usize::from(doc.is(before, "in")));
    let goes_on =
        place.end < figure && doc.is(place.end, ",") && doc.is_any(place.end + 1, keys!["where", "which", "whose"]);
    doc.is_any(before, keys!["than", "alongside", "unlike", "outside"]) && !goes_on
}

/// "The **EU**-harmonized rate", "**US**-listed stock": part of an adjective that tells how something is done or by whom.
pub fn is_in_compound(doc: &Doc, place: &Range<usize>) -> bool {
    doc.is(place.end, "-") && doc.glued(place.end) && doc.lower(place.end + 1).ends_with("ed")
}

/// Whether a place belongs to the subject of a company: "its **US** sales", "sales **in the United States**", "profits in
/// its **UK** division"; not "the **German** carmaker's sales", "**Korea**'s Hyundai posted a profit", "profits at
/// **Italy**'s Enel".
pub fn qualifies(doc: &Doc, names: &Names, place: &Range<usize>, subject: &Range<usize>) -> bool {
    if place.end <= subject.start {
        let gap = place.end..subject.start;
        let plain = |i: usize| {
            doc.kind(i) == Some(TokenKind::Word)
                && names.at(i).is_none()
                && body_noun(doc, i).is_none()
                && !words::is(doc, i, Class::Closed)
        };
        return gap.len() <= 3 && gap.clone().all(plain);
    }
    let behind = place.end;
    if subject.contains(&place.start) {
        // "**US** partner Calder shed 4%": where who is told of is from.
        // … so with "the **Brazilian** oil producer gained 2%".
        return names.within(subject).iter().all(|n| n.kind == NameKind::Person || n.tokens.contains(&place.start))
            && !(behind < subject.end && stands_for_company(doc, subject.end - 1));
    }
    // "Sales at **its British** stores", "those at its German arm": a part of the company itself.
    let its = doc.is_any(flow::before_place(doc, place), keys!["its", "their", "our"]);
    let its = its && doc.is_any(preposition(doc, place), keys!["in", "across", "at", "from", "of"]);
    doc.kind(behind) != Some(TokenKind::Clitic)
        && names.at(behind).is_none()
        && (its || !is_of_company(doc, behind) && doc.is_any(preposition(doc, place), keys!["in", "across"]))
}

/// "Shares in **UK** drugs firm Calder": whether a company's noun follows, before anything that parts them.
fn is_of_company(doc: &Doc, at: usize) -> bool {
    const APART: usize = 3;
    let inside = |&i: &usize| doc.kind(i) == Some(TokenKind::Word) && !words::is(doc, i, Class::Closed);
    (at..at + APART).take_while(inside).any(|i| stands_for_company(doc, i))
}

/// Where the preposition of a place stands, across its article or owner: "**in** its UK division".
fn preposition(doc: &Doc, place: &Range<usize>) -> usize {
    let before = flow::before_place(doc, place);
    before.wrapping_sub(usize::from(doc.is_any(before, keys!["its", "their", "our"])))
}

/// "Oil rose on **tensions** in the Middle East": whether a place behind the subject belongs to a noun in between.
pub fn is_of_a_noun(doc: &Doc, frame: &Frame, place: &Range<usize>, subject: &Range<usize>) -> bool {
    let before = preposition(doc, place);
    let head = before.wrapping_sub(1);
    subject.end < before
        && doc.kind(head) == Some(TokenKind::Word)
        && !words::is(doc, head, Class::Closed)
        && !frame.is_period(head)
        && !frame.figure_in(head..before)
        && frame.predicates_in(head..before).next().is_none()
}
