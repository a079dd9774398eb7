//! Who tells without a name: "**the ministry** reported", "**central bank** data showed", "according to **official
//! figures**".
//!
//! Guarantees: an office stands for the body of its kind that was named last, and goes by what it is where none was.
//! Names are found by [`super::teller`].

use super::foreteller::is_foretelling;
use super::teller::{is_statistic, speaks};
use super::told_by;
use crate::link::observation::entity::owner::Search;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::verb_behind;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::words::{self, Class};
use crate::link::observation::topic::Topic;
use crate::mention::name::{BodyKind, Names, are_companies, body_noun};
use crate::text::{Doc, TokenKind, keys};

/// Where a noun tells, and for whom it stands ("**the ministry** reported", "**the Bank**'s new forecasts show", "**central
/// bank** data showed"): the body of its kind that was named last, else the office itself.
pub fn nominal(doc: &Doc, frame: &Frame, names: &Names, topic: &Topic) -> Option<(usize, String)> {
    frame.tokens.clone().find_map(|at| {
        if acts::is(doc, at, Act::Data) && at > frame.tokens.start {
            return issuer(doc, frame, names, at).map(|name| (at, name));
        }
        // What all that follow begin with.
        if doc.kind(at) != Some(TokenKind::Clitic) && !doc.is_any(at, keys!["according", "by", "the", "his", "her"]) {
            return None;
        }
        let unnamed = || unnamed(doc, frame, names, at).or_else(|| by_office(doc, names, at));
        if let Some(name) = unnamed().or_else(|| by_count_of(doc, frame, names, at)) {
            return Some((at, name));
        }
        let (end, name) = office(doc, frame, names, topic, at)?;
        let foretells = is_foretelling(doc, verb_behind(doc, frame, end));
        (speaks(doc, frame, end, true) || foretells).then_some((at, name))
    })
}

/// "According to **a regulatory filing**", "according to **official figures**": a source that has no name; what the article
/// knows ("according to the report") has one.
fn unnamed(doc: &Doc, frame: &Frame, names: &Names, at: usize) -> Option<String> {
    const MOST: usize = 3;
    if !doc.starts(at, keys!["according", "to"]) {
        return None;
    }
    let first = at + 2 + usize::from(doc.is_any(at + 2, keys!["a", "an"]));
    let plain = |i: &usize| {
        doc.kind(*i) == Some(TokenKind::Word)
            && !words::is(doc, *i, Class::Closed)
            && !doc.is_capital(*i)
            && names.at(*i).is_none()
            && !frame.is_period(*i)
    };
    let end = (first..frame.tokens.end).take(MOST + 1).take_while(plain).last()? + 1;
    // "Data compiled by Calder", "figures the ministry released": whose they are is said behind.
    let whole = end - first <= MOST && (end == frame.tokens.end || doc.kind(end) == Some(TokenKind::Punct));
    (whole && end > first + usize::from(first == at + 2)).then(|| doc.slice(&(first..end)).to_owned())
}

/// "According to data published by **the national statistics institute** on Tuesday": an office that goes by what it is.
fn by_office(doc: &Doc, names: &Names, at: usize) -> Option<String> {
    const DATA: usize = 4;
    const LONGEST: usize = 3;
    if !doc.starts(at, keys!["according", "to"]) {
        return None;
    }
    let by = (at + 3..at + 3 + DATA).find(|&i| doc.is_any(i, keys!["by", "from"]) && doc.is(i + 1, "the"))?;
    let data = (at + 2..by).any(|i| acts::is(doc, i, Act::Data));
    let first = by + 2;
    let (end, kinds) = (first..first + LONGEST).find_map(|i| body_noun(doc, i))?;
    let plain = data && !are_companies(kinds) && names.within(&(first..end)).is_empty();
    let own = || doc.slice(&(first..end)).to_owned();
    plain.then(|| if end > first + 1 { own() } else { named_last(names, kinds, at).unwrap_or_else(own) })
}

/// "By **the farm department**'s count"
fn by_count_of(doc: &Doc, frame: &Frame, names: &Names, at: usize) -> Option<String> {
    if !doc.starts(at, keys!["by", "the"]) {
        return None;
    }
    let noun = (at + 2..(at + 5).min(frame.tokens.end)).find(|&i| body_noun(doc, i).is_some())?;
    let (end, kinds) = body_noun(doc, noun)?;
    let counts = doc.kind(end) == Some(TokenKind::Clitic) && acts::is(doc, end + 1, Act::Tally);
    (counts && !are_companies(kinds) && names.within(&(at..end)).is_empty()).then(|| {
        let own = || doc.slice(&(at + 2..end)).to_owned();
        if noun > at + 2 { own() } else { named_last(names, kinds, at).unwrap_or_else(own) }
    })
}

/// The body for which "the ministry" or "his ministry" stands at the opening of a clause, and where the noun ends.
pub fn office(doc: &Doc, frame: &Frame, names: &Names, topic: &Topic, the: usize) -> Option<(usize, String)> {
    let opening = |at: usize| {
        at == frame.tokens.start
            || doc.kind(at - 1) == Some(TokenKind::Punct)
            || doc.is_any(at - 1, keys!["and", "while", "but"])
    };
    // "**Sweden's** government expects"
    let owned = || {
        doc.kind(the) == Some(TokenKind::Clitic) && the > frame.tokens.start && {
            let place = (frame.tokens.start..the).rev().take_while(|&i| frame.is_place(i)).last();
            place.is_some_and(opening)
        }
    };
    let opens = doc.is_any(the, keys!["the", "his", "her"]) && opening(the) || owned();
    if !opens {
        return None;
    }
    let noun = (the + 1..the + 4).find(|&i| body_noun(doc, i).is_some())?;
    let (end, kinds) = body_noun(doc, noun)?;
    if !names.within(&(the..end)).is_empty() {
        return None;
    }
    // "The company" is whose figures those would be, not who was asked about them last.
    let company = || {
        let sentence = doc.sentence_of(the);
        let meant = || Search { doc, names, frame }.antecedent(kinds, sentence, topic).or_else(|| topic.entity.clone());
        are_companies(kinds).then(meant).flatten()
    };
    let named = company().or_else(|| named_last(names, kinds, the));
    // An office that is never named goes by what it is: "customs office", "government".
    let says_enough = end > the + 2 || doc.is(noun, "government");
    let office = || (says_enough && !are_companies(kinds)).then(|| doc.slice(&(the + 1..end)).to_owned());
    let name = named.or_else(office).or_else(|| named_by_field(doc, noun, the));
    // "The ministry": what nobody has named before goes by its noun.
    let bare = || doc.is_any(noun, keys!["ministry"]).then(|| doc.word(noun).to_owned());
    Some((end, name.or_else(bare)?))
}

/// "Turkey's **central bank** cut its rate. **The bank** expects": the office that the one or two sentences before spoke of by the same
/// noun, with its field.
fn named_by_field(doc: &Doc, noun: usize, the: usize) -> Option<String> {
    const BEFORE: usize = 2;
    let here = doc.sentence_of(the);
    let from = doc.sentences.get(here.saturating_sub(BEFORE))?.start;
    let same = |i: usize| doc.lower(i) == doc.lower(noun) && told_by::is(doc, i - 1, told_by::Class::Field);
    let at = (from + 1..the).rev().find(|&i| same(i))?;
    Some(doc.slice(&(at - 1..at + 1)).to_owned())
}

/// The body of one of the kinds that was named last before the token.
pub fn named_last(names: &Names, kinds: &[BodyKind], at: usize) -> Option<String> {
    let before = &names.mentions[..names.mentions.partition_point(|n| n.tokens.start < at)];
    let named = before.iter().rev().map(|n| &names.entities[n.entity]).find(|e| {
        let kin = kinds.contains(&e.body) && e.body != BodyKind::OTHER || e.is_company && are_companies(kinds);
        kin && !is_statistic(&e.name)
    });
    named.map(|e| e.name.clone()).filter(|n| !n.is_empty())
}

/// "**Central bank** data showed", "according to **government** figures": who issues what stands at `data`.
fn issuer(doc: &Doc, frame: &Frame, names: &Names, data: usize) -> Option<String> {
    // "**Official figures** showed": whose they are is not said.
    if doc.is(data - 1, "official") {
        let opens = data - 1 == frame.tokens.start;
        let noun = doc.slice(&(data - 1..data + 1));
        return Some(if opens { noun.to_lowercase() } else { noun.to_owned() });
    }
    let customs = doc.is(data - 1, "customs");
    let start = (frame.tokens.start.max(data.saturating_sub(2))..data)
        .find(|&i| body_noun(doc, i).is_some_and(|(end, kinds)| end == data && !are_companies(kinds)));
    let start = start.or(customs.then_some(data - 1))?;
    let kinds = body_noun(doc, start).map_or(&[][..], |(_, kinds)| kinds);
    if names.at(start).is_some() {
        return None;
    }
    let start = start
        - usize::from(
            data - start == 1
                && told_by::is(doc, start.wrapping_sub(1), told_by::Class::Field)
                && start > frame.tokens.start,
        );
    let noun = doc.slice(&(start..data));
    let opens = start == frame.tokens.start;
    let noun = if opens { noun.to_lowercase() } else { noun.to_owned() };
    named_last(names, kinds, start).or(Some(noun))
}
