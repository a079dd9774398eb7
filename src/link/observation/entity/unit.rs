//! The part of a company that the sentence before spoke of, where the figure's own points back to it: "its tyre business
//! fared worse. Sales **there** fell", "orders **at the unit** rose", "**it** lost $30 million".
//!
//! Guarantees that nobody else is named before the figure. Parts that the figure's own sentence names are for `part`.

use std::ops::Range;

use super::Whose;
use super::holder::{employs, reports};
use super::owner::Search;
use super::part::is_part;
use crate::link::observation::sentence::words::{self, Class};
use crate::mention::name::{NameKind, stands_for_company};
use crate::text::{Doc, TokenKind, keys};

/// By what a sentence points back to a part of a company.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pointer {
    /// "The unit", "the division".
    Noun,
    /// "Sales there".
    There,
    /// "It", "its", as the first word.
    It,
}

impl Whose<'_> {
    /// The part of a company that is pointed back to.
    pub(super) fn part_pointed_to(&self) -> Option<String> {
        let Search { doc, names, .. } = self.search;
        // What countries have is told of parts of an economy; nobody has shares in a part.
        let whole = matches!(self.code(), Some("deal_value" | "share_price" | "market_cap" | "dividend" | "eps"));
        let (pointer, end) = self.pointer().filter(|_| !whole && !self.is_of_area())?;
        // "The unit was seized by the state, which claims **the oil giant owes** $27bn": someone else.
        let mut behind = end..self.start;
        if self.search.last(&self.sentence_before(), false).is_some() || behind.any(|i| stands_for_company(doc, i)) {
            return None;
        }
        let here = self.asked.figure.sentence;
        let before = here.checked_sub(1).and_then(|s| doc.sentences.get(s))?;
        if let Some((Some(told), at)) = &self.topic.told_entity {
            // "Orders at **the lighting division** rose 3%. Profit **there** fell": of which it was just told.
            let near = pointer != Pointer::It && here.saturating_sub(*at) <= 2 && is_part(told);
            // … and "orders at **the unit** rose", whatever the unit is called.
            let same = pointer == Pointer::There
                && *at + 1 == here
                && before.clone().any(|i| is_bare(doc, i))
                && self.topic.entity.as_ref() != Some(told);
            if near || same {
                return Some(told.clone());
            }
        }
        self.part_in(before, pointer == Pointer::It).or_else(|| {
            // "**Pelham Lighting** is the star. Orders at **the unit** rose", in an article on Calder.
            let plain = pointer == Pointer::Noun && self.topic.is_company;
            let name = names.within(before).first().filter(|n| plain && n.tokens.start <= before.start + 1)?;
            let called = names.name_of(name.entity).filter(|called| self.topic.entity.as_deref() != Some(*called))?;
            let tells = name.kind == NameKind::Person || employs(doc, names, name) || reports(doc, names, name);
            (!tells).then(|| called.to_owned())
        })
    }

    /// By what the sentence points back to a part of a company, and where that ends.
    fn pointer(&self) -> Option<(Pointer, usize)> {
        let Search { doc, frame, .. } = self.search;
        let start = frame.tokens.start;
        if let Some(subject) = self.asked.subject_tokens.filter(|s| doc.is(s.end, "there")) {
            return Some((Pointer::There, subject.end + 1));
        }
        if doc.is_any(start, keys!["it", "its"]) && !doc.opens_paragraph(start) {
            return Some((Pointer::It, start + 1));
        }
        // "The **unit price**" is of something else.
        let alone = |at: usize| {
            doc.kind(at) != Some(TokenKind::Word)
                || words::is(doc, at, Class::Closed)
                || words::is(doc, at, Class::Auxiliary)
                || frame.is_period(at)
                || self.is_verb(at)
        };
        let the = self.sentence_before().find(|&i| is_bare(doc, i) && alone(i + 2))?;
        Some((Pointer::Noun, the + 2))
    }

    /// The part of a company that a sentence names, the only one: "**its tyre business** fared worse", "**the cloud unit** was the
    /// star"; with `opening` only where it begins with it.
    pub(super) fn part_in(&self, sentence: &Range<usize>, opening: bool) -> Option<String> {
        const LONGEST: usize = 4;
        let Search { doc, names, .. } = self.search;
        let mut heads = sentence.clone().filter(|&i| words::is(doc, i, Class::Division));
        let head = heads.next().filter(|_| heads.next().is_none())?;
        let inside = |&i: &usize| {
            let open = !words::is(doc, i, Class::Closed) && !doc.is_any(i, keys!["the", "its", "their", "own"]);
            doc.kind(i) == Some(TokenKind::Word) && open || doc.word(i) == "-"
        };
        let first = (sentence.start..head).rev().take(LONGEST).take_while(inside).last()?;
        let own = usize::from(doc.is(first.wrapping_sub(1), "own"));
        let before = first.checked_sub(1 + own).filter(|&before| before >= sentence.start)?;
        let owner = before.checked_sub(1).and_then(|at| names.at(at));
        let owner = owner.filter(|n| doc.kind(before) == Some(TokenKind::Clitic) && self.search.owns(n));
        // "**Orvex**, its lighting arm, did well": by the name that it explains.
        let explained = before.checked_sub(2).and_then(|at| names.at(at)).filter(|n| {
            doc.is(before - 1, ",") && doc.is_any(before, keys!["its", "the"]) && n.tokens.end + 1 == before
        });
        if let Some(name) = explained {
            let opens = name.tokens.start <= sentence.start + 1 && name.kind != NameKind::Person;
            return if opens && self.topic.is_company { self.search.name_of(name) } else { None };
        }
        let begins = owner.map_or(before, |n| n.tokens.start) <= sentence.start + 1;
        let its = doc.is_any(before, keys!["its", "their"]) || owner.is_some();
        let the = doc.is(before, "the") && begins && self.topic.is_company;
        if !(its || the) || opening && !begins {
            return None;
        }
        // "Its internet business, **Orvex**, fared worse": by its name.
        let behind = head + 1 + usize::from(doc.is(head + 1, ","));
        match names.at(behind).filter(|n| n.tokens.start == behind) {
            Some(name) => self.search.name_of(name).filter(|_| name.kind != NameKind::Person),
            None => Some(doc.slice(&(first..head + 1)).to_owned()),
        }
    }
}

/// "The **unit**", "the **division**": a part of a company that has been told of.
pub(super) fn is_bare(doc: &Doc, the: usize) -> bool {
    doc.is(the, "the") && words::is(doc, the + 1, Class::Division)
}
