//! Sectors by where they stand in the sentence that tells their part of a count: "**in construction**, employment rose",
//! "**manufacturing** was weak, shedding 24,000 jobs", "a gain of 23,000 **in family services**".
//!
//! A part of [`super::sector`], which asks these questions in turn.

use std::ops::Range;

use super::Whose;
use super::owner::Search;
use super::sector::is_of_sector;
use crate::link::observation::indicator::Named;
use crate::link::observation::sentence::acts::{self, Act};
use crate::link::observation::sentence::agent::verb_behind;
use crate::link::observation::sentence::frame::Frame;
use crate::link::observation::sentence::nouns;
use crate::link::observation::sentence::predicate::Reading;
use crate::link::observation::sentence::words::{self, Class};
use crate::text::{Doc, TokenKind, keys};

/// How many words the name of a sector has at most.
const LONGEST: usize = 6;

impl Whose<'_> {
    /// "**In construction**, employment rose by 21,000", "**within leisure and hospitality**, hiring slowed": the sector in which
    /// the clause of the statistic is told; not "in addition, employment rose".
    pub(super) fn fronted(&self) -> Option<String> {
        let Search { doc, frame, .. } = self.search;
        let statistic = self.asked.subject_tokens?.start;
        let comma = (frame.tokens.start..statistic).rev().find(|&i| doc.is(i, ","))?;
        let first = self.sector_up_to(comma)?;
        let within = first.checked_sub(1).filter(|&i| doc.is_any(i, keys!["in", "within"]))?;
        let opens = within == frame.tokens.start
            || doc.is_any(within - 1, keys![",", ";", "and", "but", "while"])
            || words::is(doc, within - 1, Class::Opening);
        let adverb = nouns::is(doc, comma - 1, nouns::Class::Adverbial);
        (opens && !adverb && !frame.figure_in(comma..self.start)).then(|| self.slice(first..comma))
    }

    /// "Led by a gain of 23,000 **in family services**", "a gain of 7,000 **among caterers** was offset": where jobs were won or
    /// lost, right behind how many.
    pub(super) fn gained_in(&self) -> Option<String> {
        let Search { doc, frame, names } = self.search;
        let first = self.asked.figure.tokens.end + 1;
        if !doc.is_any(first - 1, keys!["in", "among"]) || !self.is_of_gain() {
            return None;
        }
        let inside = |i: &usize| is_of_sector(doc, frame, names, *i);
        let last = (first..first + LONGEST).take_while(inside).last()?;
        let ends = frame.tokens.end <= last + 1
            || doc.kind(last + 1) == Some(TokenKind::Punct)
            || doc.is_any(last + 1, keys!["was", "were"]);
        (ends && !nouns::is(doc, last, nouns::Class::Adverbial)).then(|| self.slice(first..last + 1))
    }

    /// "**A gain of** 23,000", "**a loss of** 8,000 jobs": whether the figure is the size of a noun of change.
    fn is_of_gain(&self) -> bool {
        let Search { doc, frame, .. } = self.search;
        let Some(of) = self.asked.figure.opening().checked_sub(1).filter(|&of| doc.is(of, "of")) else { return false };
        frame.predicates_in(of.saturating_sub(1)..of).any(|p| p.is_change() && p.can_be(Reading::Noun))
    }

    /// "**Manufacturing** was weak, shedding 24,000 jobs", "**mining** was again the engine, adding 9,000": the sector of whose
    /// clause the participle hangs that tells of the count.
    pub(super) fn of_participle(&self) -> Option<String> {
        let Search { doc, frame, .. } = self.search;
        let participle = self.segment.start + 1;
        let changes = frame.predicates_in(participle..participle + 1).any(|p| p.is_change());
        if !doc.is(self.segment.start, ",")
            || !changes
            || !doc.lower(participle).ends_with("ing")
            || self.asked.figure.opening() > participle + 2
            || !self.is_near_count()
        {
            return None;
        }
        let before = frame.segment_of(self.segment.start).checked_sub(1)?;
        self.heads_clause(&frame.segments[before].tokens)
    }

    /// "While **leisure and hospitality** eked out a gain of 6,000 jobs", "**retail** posted a loss of 11,000": the sector whose
    /// verb governs the noun of how many there are more or fewer.
    pub(super) fn has_gain(&self) -> Option<String> {
        let Search { doc, frame, .. } = self.search;
        let moves =
            |i: usize| frame.predicates.iter().any(|p| p.tokens.start == i && p.is_change() && p.can_be(Reading::Verb));
        let has = self.before().any(|i| acts::is(doc, i, Act::Recording) || moves(i));
        if has && self.is_of_gain() && self.is_near_count() { self.heads_clause(self.segment) } else { None }
    }

    /// The sector with which a clause opens, right before its verb, where no figure stands between: "but **health care** did the
    /// heavy lifting".
    fn heads_clause(&self, clause: &Range<usize>) -> Option<String> {
        let Search { doc, frame, names } = self.search;
        let light = |&i: &usize| {
            words::is(doc, i, Class::Opening)
                || doc.is_any(i, keys!["but", "and", "while", "the"])
                || doc.kind(i) == Some(TokenKind::Punct)
        };
        let first = clause.clone().find(|i| !light(i))?;
        let inside = |i: &usize| is_of_sector(doc, frame, names, *i) && !acts::is_past_form(doc, *i);
        let last = (first..clause.end).take(LONGEST).take_while(inside).last()?;
        // "Retail **had** another bad month"
        let verb = if doc.is_any(last + 1, keys!["had", "has"]) { last + 1 } else { verb_behind(doc, frame, last + 1) };
        let known = || words::is(doc, last, Class::Sector) || is_field(doc, last);
        // … nor "after a **downwardly** revised gain".
        let no_part = words::is(doc, last, Class::Anaphor)
            || doc.is_any(first.wrapping_sub(1), keys!["a", "an"])
            || doc.lower(last).ends_with("ly")
            || words::is(doc, last, Class::Value)
            || words::is(doc, last, Class::Sayer)
            || acts::is(doc, last, Act::Everyone)
            || acts::is(doc, last, Act::Gaining)
            || doc.is(first.wrapping_sub(1), "the") && !known();
        let told = frame.figure_in(clause.start..clause.end.min(self.start));
        let verbal = verb < clause.end && self.is_verb(verb);
        let tokens = first..last + 1;
        (verbal && !no_part && !told && !is_measured(frame, &tokens)).then(|| self.slice(tokens))
    }

    /// Whether all of the jobs were counted a moment ago, so that who adds some has a part of them.
    pub(super) fn is_near_count(&self) -> bool {
        const NEAR: usize = 3;
        self.topic.count.as_ref().is_some_and(|(_, s)| self.asked.figure.sentence.saturating_sub(*s) <= NEAR)
    }

    /// Where the words begin that may name a sector and end at a token.
    fn sector_up_to(&self, end: usize) -> Option<usize> {
        let Search { doc, frame, names } = self.search;
        let inside = |i: &usize| is_of_sector(doc, frame, names, *i);
        (frame.tokens.start..end).rev().take(LONGEST).take_while(inside).last()
    }

    /// The words of some tokens.
    fn slice(&self, tokens: Range<usize>) -> String {
        self.search.doc.slice(&tokens).to_owned()
    }
}

/// Whether a word tells a branch of an economy by itself, or heads the name of one: "mining", "health **care**".
pub fn is_field(doc: &Doc, at: usize) -> bool {
    words::is(doc, at, Class::Branch) || nouns::is(doc, at, nouns::Class::Field)
}

/// Whether a single word is the name of a branch of an economy, as it stands at the head of a sentence: "Construction".
pub fn is_field_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    words::has(&lower, Class::Branch) || nouns::has(&lower, nouns::Class::Field)
}

/// Whether tokens name what is measured rather than who has a part of it: "job openings", not "construction".
fn is_measured(frame: &Frame, tokens: &Range<usize>) -> bool {
    let part = |n: &Named| matches!(n.row().code, "construction" | "manufacturing_output");
    frame.indicators.iter().any(|n| n.tokens.start < tokens.end && n.tokens.end > tokens.start && !part(n))
}
