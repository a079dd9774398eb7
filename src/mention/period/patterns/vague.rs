//! Times that no one counts: "recent months", "in the past", "several years ago", "for weeks".
//!
//! They carry TIMEX3's references or open lengths and never a day. Mere adverbs ("now", "recently") are none.

use super::counted::length;
use super::number::Count;
use super::{Found, Reader};
use crate::mention::period::calendar::Unit;
use crate::mention::period::expression::{Core, Vague};
use crate::mention::period::words::Word;
use crate::text::keys;

impl Reader<'_> {
    /// "recent months", "the coming weeks", "the years ahead", "the near term", "in the past", "in the future".
    pub(super) fn vague(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.word(at) == Some(Word::The));
        let start = at + the;
        let long = |i: usize| matches!(self.word(i), Some(Word::Units(unit)) if unit >= Unit::Day);
        let vague = |vague, end| Some(Found::new(Core::Vague(vague), end, "vague"));
        match self.word(start)? {
            Word::Near if the == 1 => vague(Vague::Future, self.after(start)),
            Word::Recent if long(start + 1) => vague(Vague::Past, start + 2),
            Word::Coming | Word::Following | Word::Next if long(start + 1) => vague(Vague::Future, start + 2),
            Word::Past | Word::Previous if long(start + 1) && the == 0 => vague(Vague::Past, start + 2),
            Word::Units(_) | Word::Unit(_) if the == 1 && self.word(start + 1) == Some(Word::Ahead) => {
                vague(Vague::Future, self.after(start + 1))
            }
            // As a noun of its own: the future of a firm is none, nor is a past that someone has.
            Word::Past if the == 1 && self.stands_alone(at, start + 1) => vague(Vague::Past, start + 1),
            Word::Future if the == 1 && self.stands_alone(at, start + 1) => vague(Vague::Future, start + 1),
            _ => None,
        }
    }

    /// Whether "in the past" is all of an adverbial: a clause or nothing follows.
    fn stands_alone(&self, at: usize, end: usize) -> bool {
        let follows =
            self.doc.is_any(end, keys!["the", "a", "an", "this", "these", "its", "their", "i", "you", "there"]);
        self.doc.is(at.wrapping_sub(1), "in") && (self.ends_phrase(end) || follows)
    }

    /// "several years ago", "a few days ago": no day can be told.
    pub(super) fn vaguely_away(&self, end: usize) -> Option<Found> {
        let when = match self.word(end)? {
            Word::Ago => Vague::Past,
            Word::FromNow => Vague::Future,
            _ => return None,
        };
        Some(Found::new(Core::Vague(when), self.after(end), "vague-away"))
    }

    /// "for weeks", "within days", "years ago": units in the plural without a number.
    pub(super) fn uncounted(&self, at: usize) -> Option<Found> {
        let Some(Word::Units(unit)) = self.word(at) else { return None };
        if self.word(at + 1) == Some(Word::Ago) {
            return self.vaguely_away(at + 1);
        }
        // "quarters" are rooms as well, "sessions" are sat through, "weekends" come again.
        let lasting =
            !matches!(unit, Unit::Quarter | Unit::Weekend) && !self.doc.is_any(at, keys!["sessions", "yrs", "mths"]);
        let held = self.doc.is_any(at.wrapping_sub(1), keys!["for", "within"]);
        // "for years of work", "for days when it rains", "for months to come" (the future's).
        let goes_on = matches!(self.word(at + 1), Some(Word::Of | Word::Ahead))
            || self.doc.is_any(at + 1, keys!["when", "where", "that", "which", "like", "such"])
            || self.is_hyphen(at + 1);
        (lasting && held && !goes_on).then(|| Some(Found::new(length(Count::Vague, unit)?, at + 1, "length-open")))?
    }
}
